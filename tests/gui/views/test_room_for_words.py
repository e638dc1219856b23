"""Where there is little room: what is shown of a sentence, of a folded comparison, and of what was seen before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.records import ClaimState, ComparisonKind, ComparisonView, Reading, SeenRow, UnitKind
from gui.theme import ui_font
from gui.views.inspector.comparisons_box import SummaryLine
from gui.views.inspector.seen_list import SeenList, TitleLink
from gui.views.inspector.sentence import SentenceView
from tests.gui import look

SENTENCE = (
    "PORT SELVIN - In a step that both sides had sought since the ceasefire of June, Ostravia ",
    "handed over 31 sailors",
    " on Tuesday in exchange for the release of two grain ships, officials on both sides said.",
)


def layout(view: SentenceView, width: int) -> QTextLayout:
    return view._lay_out(width)[0]


def shown(before: str, claim: str, after: str, lines: int, width: int = 265) -> list[str]:
    """The lines that stand there."""
    view = SentenceView()
    view.set_sentence(before, claim, after)
    view.fit_into(1000, lines)
    made = layout(view, width)
    text = made.text()
    places = [made.lineAt(number) for number in range(made.lineCount())]
    return [text[line.textStart() : line.textStart() + line.textLength()] for line in places]


def test_the_words_right_before_a_claim_are_seen(qtbot: QtBot) -> None:
    before, claim, after = SENTENCE
    figure = claim.removeprefix("handed ")
    seen = "".join(shown(f"{before}handed ", figure, after, 3))
    assert "Ostravia handed over 31 sailors" in seen
    assert seen.startswith("… ") and seen.endswith("…")
    assert len(shown(f"{before}handed ", figure, after, 3)) <= 3


def test_what_is_shown_begins_with_a_clause_where_one_is_near(qtbot: QtBot) -> None:
    seen = "".join(shown(*SENTENCE, 3))
    assert seen.startswith("… Ostravia handed over 31 sailors")
    assert " on Tuesday" in seen


def test_a_sentence_that_fits_is_whole(qtbot: QtBot) -> None:
    assert "".join(shown("She said ", "52 ships", " had left.", 3)) == "She said 52 ships had left."


@pytest.mark.parametrize("lines", [2, 3])
def test_a_long_quote_keeps_the_words_it_hangs_on_and_is_cut_at_a_word(qtbot: QtBot, lines: int) -> None:
    quote = "“" + "we have waited long enough for the ships to come home " * 8 + "at last”"
    made = shown("At the gate of the harbour the mayor told reporters ", quote, " and left.", lines)
    seen = "".join(made)
    assert len(made) <= lines
    assert "told reporters “we have" in seen
    assert seen.endswith("…") and seen.removesuffix("…").split()[-1] in quote.split()


PLACEBO = ComparisonView(
    ComparisonKind.CONTRAST,
    (
        (1, "28 per cent", Reading(Decimal(28), Decimal(28), unit_kind=UnitKind.PERCENT, counted="people")),
        (2, "6 per cent", Reading(Decimal(6), Decimal(6), unit_kind=UnitKind.PERCENT, counted="people")),
    ),
    Decimal("3.667"),
    Decimal("3.667"),
    "",
)


@pytest.mark.parametrize("width", [200, 265, 420])
def test_a_folded_comparison_shows_both_figures_and_what_they_come_to(qtbot: QtBot, width: int) -> None:
    line = SummaryLine()
    qtbot.addWidget(line)
    line.set_comparisons((PLACEBO, PLACEBO, PLACEBO))
    line.resize(width, line.heightForWidth(width))
    line.show()
    name, result = line.shown()
    assert name in ("28\u00a0% against 6\u00a0%", "28\u00a0% of people against 6\u00a0% of people")
    assert result.startswith("4.7 times as much") and result.endswith("+2")
    strong = QFontMetricsF(ui_font(12, QFont.Weight.DemiBold))
    wide = [strong.horizontalAdvance(text) for text in (name, result)]
    one_line = line.heightForWidth(width) == line.heightForWidth(2000)
    assert (sum(wide) if one_line else max(wide)) < width, "nothing of it is cut"


SEEN = SeenRow(
    7,
    "52 ships had left",
    "Irena Sokal",
    ClaimState.NEEDS_RECHECK,
    "out-of-context",
    "mostly-true",
    "Harbour fees at Holm & Sons to rise, the port says",
    date(2025, 9, 11),
)


def seen_before(qtbot: QtBot, width: int) -> SeenList:
    made = SeenList()
    qtbot.addWidget(made)
    made.set_scale(look.scale())
    made.set_rows((SEEN,))
    made.resize(width, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_title_asks_for_the_same_room_however_much_it_has(qtbot: QtBot) -> None:
    link = seen_before(qtbot, 700).findChildren(TitleLink)[0]
    wanted = set()
    for width in range(40, 460):
        link.resize(width, link.height())
        wanted.add(link.sizeHint().width())
    assert len(wanted) == 1, "else laying out and cutting could go round without an end"


def test_a_title_is_cut_only_where_there_is_no_room_for_it(qtbot: QtBot) -> None:
    whole = "Harbour fees at Holm & Sons to rise, the port says · 11 Sep 2025"
    assert seen_before(qtbot, 700).findChildren(TitleLink)[0].shown() == whole
    link = seen_before(qtbot, 264).findChildren(TitleLink)[0]
    assert link.shown().startswith("Harbour fees at Holm & S") and link.shown().endswith("…")
    assert link.toolTip() == whole


def test_what_a_claim_seen_before_was_rated_breaks_where_the_inspector_is_narrow(qtbot: QtBot) -> None:
    seen = seen_before(qtbot, 264)
    assert seen.minimumSizeHint().width() <= 264
    for part in (label for label in seen.findChildren(QLabel) if label.isVisible()):
        left = part.mapTo(seen, part.rect().topLeft()).x()
        assert left + part.width() <= 264 - 4 * 4, f"{part.text()} is cut"
    ratings = [part for part in seen.findChildren(QLabel) if part.text() in ("Out of context", "Mostly true")]
    assert [part.width() >= part.fontMetrics().horizontalAdvance(part.text()) for part in ratings] == [True, True]
