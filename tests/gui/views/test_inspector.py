"""The inspector tells what a person wants and shows only what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.checking.changes import Since
from core.checking.desk_people import DeskPeople
from core.figures.titles import title
from core.records import (
    CheckView,
    ClaimContext,
    ClaimState,
    ClaimView,
    ComparisonKind,
    ComparisonView,
    DismissReason,
    FieldChange,
    Question,
    Reading,
    SpeakerRecord,
    Typing,
    UnitKind,
)
from gui import theme as themes
from gui.models.claim_list import ClaimListModel
from gui.views.claims.claims_pane import ClaimsPane
from gui.views.inspector.comparison_bar import ComparisonCard, extents
from gui.views.inspector.inspector import Inspector
from gui.views.inspector.rating_chips import RatingChips
from gui.views.inspector.tabs import NEAR_EDGES, InspectorTabs
from tests.gui import look
from tests.gui.windows import windows_shown

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    made = Inspector()
    qtbot.addWidget(made)
    made.set_scale(look.scale())
    made.set_theme(themes.load("light"))
    made.resize(390, 900)
    made.set_claim(look.claim())
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def large(qapp: QApplication, qtbot: QtBot) -> Iterator[Inspector]:
    """An inspector without a claim, in text of twice the size."""
    light = themes.load("light")
    themes.apply(qapp, light, 2.0)
    made = Inspector()
    qtbot.addWidget(made)
    made.set_scale(look.scale())
    made.set_theme(light)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    themes.apply(qapp, light)


def _in_state(state: ClaimState, claim_id: int = 3) -> ClaimView:
    claim = look.claim(claim_id)
    return replace(claim, row=replace(claim.row, state=state))


def test_the_claim_is_shown_in_its_sentence_with_its_reading(inspector: Inspector) -> None:
    head = inspector.head
    assert head.sentence.text() == (
        "The number falls well short of the 1,300 or 1,400 people whose freedom Mr Holt has sought."
    )
    assert head.field("speaker") == "Daniel Holt (“Mr Holt”) · 93\u00a0% sure"
    assert "1,300 – 1,400" in head.field("reading")
    assert head.field("via") == ""


def test_a_chip_tells_its_rating_and_the_chosen_one_takes_it_back(qtbot: QtBot, inspector: Inspector) -> None:
    chips = {chip.rating.key: chip for chip in inspector.verdict.so.chips}
    with qtbot.waitSignal(inspector.rating_chosen) as told:
        QTest.mouseClick(chips["false"], LEFT)
    assert told.args == ["so", "false"]
    assert chips["misleading"].isChecked(), "what is not saved is not shown as chosen"
    assert not chips["false"].isChecked()
    with qtbot.waitSignal(inspector.rating_chosen) as told:
        QTest.mouseClick(chips["misleading"], LEFT)
    assert told.args == ["so", None]
    said = inspector.verdict.said.chips[0]
    with qtbot.waitSignal(inspector.rating_chosen) as told:
        QTest.keyClick(said, Qt.Key.Key_Space)
    assert told.args == ["said", said.rating.key]


def test_chips_carry_their_digit_and_their_definition(inspector: Inspector) -> None:
    for number, chip in enumerate(inspector.verdict.so.chips, start=1):
        assert chip.accessibleName() == f"{chip.rating.label}, key {number}"
        assert chip.accessibleDescription() == chip.rating.definition


def test_said_is_not_asked_of_narration(inspector: Inspector) -> None:
    inspector.set_claim(look.claim(1))
    assert not inspector.verdict.said.isVisible()
    assert inspector.verdict.so.isVisible()


def test_typing_is_told_now_and_then_and_leaving_tells_it_once(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.focus_rationale()
    field = inspector.verdict.rationale
    typed: list[str] = []
    inspector.rationale_typed.connect(typed.append)
    with qtbot.waitSignal(inspector.rationale_typed):
        QTest.keyClicks(field, " More.")
    assert typed == [field.toPlainText()]
    assert field.toPlainText().endswith("1,200. More.")
    with qtbot.waitSignal(inspector.rationale_left) as left:
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert left.args == [field.toPlainText()]
    with qtbot.assertNotEmitted(inspector.rationale_left, wait=20):
        inspector.commit_typing()


def test_no_break_spaces_in_a_rationale_are_kept_and_make_nothing_dirty(
    qtbot: QtBot, inspector: Inspector
) -> None:
    claim = look.claim()
    text = "Rose by 3.7\u00a0% \u2013 so they say 🙂"
    inspector.set_claim(replace(claim, check=replace(claim.check, rationale=text)))
    with qtbot.assertNotEmitted(inspector.rationale_left, wait=20):
        inspector.commit_typing()
    inspector.focus_rationale()
    QTest.keyClicks(inspector.verdict.rationale, "!")
    with qtbot.waitSignal(inspector.rationale_left) as left:
        inspector.commit_typing()
    assert left.args == [text + "!"]


def test_leaving_the_field_unchanged_tells_nothing(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.focus_rationale()
    with qtbot.assertNotEmitted(inspector.rationale_left, wait=20):
        inspector.tabs.setFocus()


def test_typing_survives_a_refresh_of_the_same_claim(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.focus_rationale()
    QTest.keyClicks(inspector.verdict.rationale, " More.")
    claim = look.claim()
    inspector.set_claim(replace(claim, check=replace(claim.check, so="false")))
    assert inspector.verdict.rationale.toPlainText().endswith(" More.")


def test_typing_about_a_claim_is_told_before_another_is_shown(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.focus_rationale()
    QTest.keyClicks(inspector.verdict.rationale, " More.")
    about: list[tuple[int | None, str]] = []
    inspector.rationale_left.connect(lambda text: about.append((inspector.claim_id, text)))
    inspector.set_claim(look.claim(4))
    assert len(about) == 1
    assert about[0][0] == 3
    assert about[0][1].endswith(" More.")
    assert inspector.verdict.rationale.toPlainText() == ""


def test_a_draft_that_was_not_saved_is_shown_and_told_on_leaving(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.set_claim(look.claim(4))
    inspector.set_claim(replace(look.claim(3), typing=(Typing("Half a thou", "Ana Beric"),)))
    assert inspector.verdict.rationale.toPlainText() == "Half a thou"
    with qtbot.waitSignal(inspector.rationale_left) as left:
        inspector.commit_typing()
    assert left.args == ["Half a thou"]


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (ClaimState.SUGGESTED, {"Add evidence", "Dismiss…", "Accept, key A"}),
        (ClaimState.OPEN, {"Add evidence", "Send to editor, Control Enter"}),
        (ClaimState.CHECKING, {"Add evidence", "Send to editor, Control Enter"}),
        (ClaimState.RETURNED, {"Add evidence", "Send to editor, Control Enter"}),
        (ClaimState.SUBMITTED, {"Withdraw"}),
        (ClaimState.APPROVED, {"Reopen for a new check", "Publish, Control Alt Enter"}),
        (ClaimState.CORRECTING, {"Add evidence", "Close correction, Control Enter"}),
        (ClaimState.DISMISSED, {"Take back"}),
        (ClaimState.PUBLISHED, {"Reopen for a new check", "Correct, Control Alt C"}),
    ],
)
def test_each_state_offers_what_can_be_done_in_it(
    inspector: Inspector, state: ClaimState, shown: set[str]
) -> None:
    inspector.set_claim(_in_state(state))
    buttons = inspector.action_row.findChildren(QPushButton)
    assert {button.accessibleName() for button in buttons if button.isVisible()} == shown


def test_the_buttons_tell_what_is_wanted(qtbot: QtBot, inspector: Inspector) -> None:
    row = inspector.action_row
    inspector.set_claim(_in_state(ClaimState.SUGGESTED))
    for button, signal in (
        (row.accept_button, inspector.accept_requested),
        (row.evidence_button, inspector.evidence_add_requested),
    ):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button, LEFT)
    inspector.set_claim(_in_state(ClaimState.DISMISSED))
    with qtbot.waitSignal(inspector.restore_requested):
        QTest.mouseClick(row.restore_button, LEFT)
    inspector.set_claim(_in_state(ClaimState.SUBMITTED))
    with qtbot.waitSignal(inspector.withdraw_requested):
        QTest.mouseClick(row.withdraw_button, LEFT)
    inspector.set_claim(_in_state(ClaimState.CHECKING))
    with qtbot.waitSignal(inspector.submit_requested):
        QTest.mouseClick(row.submit_button, LEFT)
    with qtbot.waitSignal(inspector.speaker_edit_requested):
        QTest.mouseClick(inspector.head.speaker_button, LEFT)


def test_a_check_that_is_not_complete_cannot_be_sent_and_says_why(inspector: Inspector) -> None:
    claim = look.claim()
    inspector.set_claim(replace(claim, check=CheckView(said="paraphrase"), evidence=()))
    assert not inspector.action_row.submit_button.isEnabled()
    assert "So?" in inspector.action_row.missing.text()
    assert "source" in inspector.action_row.missing.text()
    inspector.set_claim(claim)
    assert inspector.action_row.submit_button.isEnabled()
    assert not inspector.action_row.missing.isVisible()


def test_a_reason_for_dismissal_is_chosen_by_its_digit(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.set_claim(_in_state(ClaimState.SUGGESTED))
    inspector.ask_dismissal()
    with qtbot.waitSignal(inspector.dismiss_requested) as told:
        QTest.keyClick(inspector.dismiss_menu, Qt.Key.Key_2)
    assert told.args == [DismissReason.DUPLICATE]


def test_locked_checks_cannot_be_edited(inspector: Inspector) -> None:
    inspector.set_claim(_in_state(ClaimState.PUBLISHED))
    assert inspector.verdict.rationale.isReadOnly()
    assert not any(chip.isEnabled() for chip in inspector.verdict.so.chips)
    inspector.set_claim(_in_state(ClaimState.SUBMITTED))
    assert not inspector.verdict.rationale.isReadOnly()


def test_evidence_is_edited_and_removed_by_mouse_and_keyboard(qtbot: QtBot, inspector: Inspector) -> None:
    card = inspector.verdict.evidence.cards[0]
    assert card.accessibleName() == "Refutes: Rights monitor, prisoner list"
    with qtbot.waitSignal(inspector.evidence_edit_requested) as told:
        QTest.keyClick(card, Qt.Key.Key_Return)
    assert told.args == [1]
    with qtbot.waitSignal(inspector.evidence_remove_requested) as told:
        QTest.keyClick(card, Qt.Key.Key_Delete)
    assert told.args == [1]
    with qtbot.waitSignal(inspector.evidence_edit_requested):
        QTest.mouseClick(card, LEFT)


def test_the_only_rating_shown_has_its_whole_name(qtbot: QtBot) -> None:
    chips = RatingChips(Question.SO)
    qtbot.addWidget(chips)
    chips.set_ratings(look.scale().so)
    chips.resize(300, 200)
    chips.show()
    longest = max(chips.chips, key=lambda chip: len(chip.rating.label))
    chips.set_value(longest.rating.key)
    chips.set_only_chosen(True)
    QApplication.processEvents()
    assert longest.width() >= longest.sizeHint().width() > longest.minimumSizeHint().width()


def test_ratings_that_are_left_out_take_no_room_at_once(qtbot: QtBot) -> None:
    held = QWidget()
    qtbot.addWidget(held)
    column, chips = QVBoxLayout(held), RatingChips(Question.SO)
    column.addWidget(chips)
    chips.set_ratings(look.scale().so)
    held.resize(300, 200)
    held.show()
    chips.set_value(look.scale().so[0].key)
    QApplication.processEvents()
    item = column.itemAt(0)
    assert item is not None
    all_of_them = item.heightForWidth(300)
    chips.set_only_chosen(True)
    assert item.heightForWidth(300) < all_of_them, "before the next event"


def test_sources_that_are_gone_are_not_painted_on(inspector: Inspector) -> None:
    shown = inspector.verdict.evidence
    before = list(shown.cards)
    shown.set_rows(())
    assert not any(card.isVisible() for card in before)


def test_history_stands_behind_its_own_tab(inspector: Inspector) -> None:
    assert inspector.tabs.tabText(4) == "History 2"
    inspector.tabs.setCurrentIndex(4)
    assert inspector.history.isVisible()
    assert not inspector.verdict.isVisible()
    inspector.focus_rationale()
    assert inspector.verdict.isVisible()


def test_the_status_says_what_is_saved(inspector: Inspector) -> None:
    inspector.set_status("not saved: the disk is full", "bad")
    assert "the disk is full" in inspector.status()


def test_the_status_follows_the_state_of_the_claim(inspector: Inspector) -> None:
    inspector.set_claim(_in_state(ClaimState.SUGGESTED, 2))
    assert inspector.status() == "Suggested"
    inspector.set_claim(_in_state(ClaimState.OPEN, 2))
    assert inspector.status() == "To check"
    inspector.set_status("saved ✓")
    inspector.set_claim(_in_state(ClaimState.CHECKING, 2))
    assert inspector.status() == "Being checked · saved ✓"
    inspector.set_claim(_in_state(ClaimState.OPEN, 3))
    assert inspector.status() == "To check", "what was said of saving was about the other claim"


@pytest.mark.parametrize(
    ("state", "status", "note"),
    [
        (ClaimState.PUBLISHED, "Published", "correction only"),
        (ClaimState.CORRECTING, "Correcting", "correction of the published check is open"),
        (ClaimState.NEEDS_RECHECK, "Needs recheck", "checked again"),
    ],
)
def test_what_became_of_an_approved_check_is_said_and_shown(
    inspector: Inspector, state: ClaimState, status: str, note: str
) -> None:
    inspector.set_claim(_in_state(state))
    assert inspector.status() == status
    assert note in inspector.verdict.note()


def test_each_state_has_its_own_mark_beside_its_name(inspector: Inspector) -> None:
    marks: dict[ClaimState, QImage] = {}
    for state in ClaimState:
        inspector.set_claim(_in_state(state))
        marks[state] = inspector.state_sign.pixmap().toImage()
        assert not marks[state].isNull()
    for first, second in combinations(marks, 2):
        assert marks[first] != marks[second], (first, second)


def _with_rationale(text: str) -> ClaimView:
    claim = look.claim()
    return replace(claim, check=replace(claim.check, rationale=text))


def test_words_that_were_undone_go_while_the_focus_is_in_the_field(inspector: Inspector) -> None:
    field = inspector.verdict.rationale
    inspector.focus_rationale()
    QTest.keyClicks(field, " More.")
    new = field.words()
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    inspector.confirm_rationale(new)
    inspector.set_claim(_with_rationale(new))
    assert field.hasFocus()
    inspector.set_claim(look.claim())
    assert field.words() == look.claim().check.rationale
    assert not field.is_dirty
    assert field.textCursor().atEnd()


def test_words_on_their_way_to_the_desk_are_not_replaced_by_older_ones(inspector: Inspector) -> None:
    field = inspector.verdict.rationale
    inspector.focus_rationale()
    QTest.keyClicks(field, " More.")
    new = field.words()
    inspector.commit_typing()
    inspector.set_claim(replace(look.claim(), typing=(Typing("An older draft", "Ana Beric"),)))
    assert field.words() == new, "told and not yet confirmed"
    inspector.confirm_rationale("something else")
    inspector.set_claim(look.claim())
    assert field.words() == new
    inspector.confirm_rationale(new)
    QTest.keyClicks(field, " And")
    inspector.set_claim(_with_rationale(new))
    assert field.words() == new + " And", "typed since"


# --- the comparison -------------------------------------------------------------------------------------------


def test_a_share_is_drawn_to_scale_with_its_interval(inspector: Inspector) -> None:
    comparison = look.claim().comparisons[0]
    ((sure, possible),) = extents(comparison)
    assert sure == pytest.approx(52 / 1400)
    assert possible == pytest.approx(52 / 1300, abs=1e-6)
    assert title(comparison) == "52 prisoners released of 1,300 or 1,400 people sought: 3.7–4.0\u00a0%"
    (card,) = inspector.verdict.comparisons.cards
    assert [bar.extent for bar in card.bars] == [(sure, possible)]


def test_a_card_shows_how_it_was_reckoned_and_what_cannot_be(inspector: Inspector) -> None:
    def texts(card: ComparisonCard) -> dict[str, str]:
        return {each.text().replace("\xa0", " "): each.property("tone") for each in card.findChildren(QLabel)}

    (card,) = inspector.verdict.comparisons.cards
    assert texts(card)["52 ÷ 1,400 = 3.7 %, 52 ÷ 1,300 = 4.0 %"] == "muted"
    percentage = Reading(Decimal(33), Decimal(33), unit_kind=UnitKind.PERCENT, unit="%")
    impossible = replace(
        look.claim().comparisons[0],
        kind=ComparisonKind.SHARE,
        operands=((1, "33 per cent", percentage), (2, "seven judges", Reading(Decimal(7), Decimal(7)))),
        low=Decimal("0.33"),
        high=Decimal("0.33"),
    )
    assert texts(ComparisonCard(impossible, 1))["No whole number out of 7 rounds to 33 %."] == "bad"


def test_other_comparisons_set_each_figure_beside_the_largest() -> None:
    def reading(low: int, high: int | None) -> Reading:
        return Reading(Decimal(low), None if high is None else Decimal(high))

    change = replace(
        look.claim().comparisons[0],
        kind=ComparisonKind.CHANGE,
        operands=((1, "50", reading(50, 50)), (2, "80 to 100", reading(80, 100))),
        low=None,
        high=None,
    )
    assert extents(change) == [(0.5, 0.5), (0.8, 1.0)]
    half = replace(reading(0, 0), low=Decimal("0.5"), high=Decimal("0.5"), unit_kind=UnitKind.RATIO)
    percentage = replace(reading(50, 50), unit_kind=UnitKind.PERCENT, unit="%")
    twice = replace(change, kind=ComparisonKind.RESTATEMENT, operands=((1, "half", half), (2, "50 %", percentage)))
    (low, high), (least, most) = extents(twice)
    assert low < least <= most < high == 1.0  # in words it is less exact
    assert extents(replace(change, operands=((1, "more than 5", reading(5, None)),))) == []


def test_two_numbers_for_one_thing_are_not_set_equal() -> None:
    eleven, seventeen = (Reading(Decimal(n), Decimal(n), counted="miners") for n in (11, 17))
    apart = replace(
        look.claim().comparisons[0],
        kind=ComparisonKind.RESTATEMENT,
        operands=((1, "Eleven miners", eleven), (2, "17", seventeen)),
        low=None,
        high=None,
    )
    assert title(apart) == "11 miners and 17 miners, which do not agree"
    assert title(replace(apart, operands=(apart.operands[0], apart.operands[0]))) == "11 miners, stated twice"


def test_further_comparisons_wait_folded_so_that_the_ratings_stay_in_sight(inspector: Inspector) -> None:
    claim = look.claim()
    first = claim.comparisons[0]
    others = tuple(replace(first, why=f"reason {number}") for number in (1, 2))
    inspector.set_claim(replace(claim, comparisons=(first, *others)))
    verdict = inspector.verdict
    assert [card.isVisibleTo(verdict) for card in verdict.comparisons.cards] == [True, False, False]
    assert verdict.comparisons.more.text() == "2 more comparisons"
    QTest.mouseClick(verdict.comparisons.more, LEFT)
    assert all(card.isVisibleTo(verdict) for card in verdict.comparisons.cards)
    inspector.set_claim(replace(claim, comparisons=(first, *others), row=replace(claim.row, id=99)))
    shown = [card.isVisibleTo(verdict) for card in verdict.comparisons.cards]
    assert shown == [True, False, False], "the next claim begins folded"
    inspector.set_claim(claim)
    assert not verdict.comparisons.more.isVisibleTo(verdict)


def test_where_one_line_for_the_comparisons_is_enough_it_stays_above_the_ratings(
    qtbot: QtBot, inspector: Inspector
) -> None:
    inspector.resize(296, 630)
    verdict = inspector.verdict
    assert verdict.comparisons.is_folded
    qtbot.waitUntil(lambda: verdict.comparisons.height() == verdict.comparisons.summary.height())
    assert verdict.comparisons.y() < verdict.so.y()
    below = verdict.so.mapTo(inspector.scroll_area.viewport(), verdict.so.rect().bottomLeft()).y()
    assert below < inspector.scroll_area.viewport().height(), "and the ratings are in sight"


def test_the_focus_stays_among_the_comparisons(inspector: Inspector) -> None:
    box = inspector.verdict.comparisons
    inspector.activateWindow()
    inspector.resize(296, 560)
    assert box.summary.isVisible()
    box.summary.setFocus()
    inspector.resize(298, 562)
    inspector.set_claim(replace(look.claim(), check=CheckView(so="false")))
    assert inspector.focusWidget() is box.summary
    inspector.resize(390, 1100)
    assert not box.summary.isVisible()
    assert box.isAncestorOf(inspector.focusWidget()), "the line is gone, what it stood for has the focus"
    inspector.resize(296, 560)
    assert inspector.focusWidget() is box.summary


def test_the_other_figure_of_a_comparison_can_be_gone_to(qtbot: QtBot, inspector: Inspector) -> None:
    (card,) = inspector.verdict.comparisons.cards
    link = card.findChildren(QPushButton)[0]
    with qtbot.waitSignal(inspector.comparison_chosen) as told:
        QTest.mouseClick(link, LEFT)
    assert told.args == [1]


def test_a_figure_that_is_cut_is_whole_in_its_tip(qtbot: QtBot) -> None:
    claim = look.claim()
    (first,) = claim.comparisons
    figure = "fifty-two prisoners who had been held since the winter"
    long = replace(first, operands=((1, figure, first.operands[0][2]), first.operands[1]))
    card = ComparisonCard(long, claim.row.id)
    qtbot.addWidget(card)
    link = card.findChildren(QPushButton)[0]
    assert "…" in link.text() and link.toolTip() == figure


def test_the_place_in_the_article_says_from_where_paragraphs_are_counted(inspector: Inspector) -> None:
    place = inspector.top.place
    inspector.grab()
    assert "counted from the headline" in place.toolTip()
    inspector.set_status("saving…")
    inspector.resize(270, 900)
    inspector.grab()
    assert place.toolTip().splitlines()[0] == place.text(), "where it is cut, the whole of it comes first"


def test_the_tip_of_what_changed_is_of_the_claim_that_is_shown(inspector: Inspector) -> None:
    changes = inspector.verdict.changes
    at = datetime(2025, 9, 12, 12, tzinfo=UTC)
    changes.set_since(Since(2, at, (FieldChange("Why", "One list.", "Two lists."),)), published=False)
    assert changes.title.toolTip().startswith("As it stood")
    changes.set_since(None, published=False)
    assert changes.title.toolTip() == ""


def test_another_scale_words_the_speaker_s_record_anew(inspector: Inspector, qtbot: QtBot) -> None:
    scale = look.scale()
    first = scale.so[0]

    def record() -> list[str]:
        return [each.text() for each in inspector.head.findChildren(QLabel) if "checked of" in each.text()]

    with qtbot.waitSignal(inspector.context_shown):
        inspector.set_context(ClaimContext(record=SpeakerRecord(31, 4, so=((first.key, 4),))))
    assert record() == [f"4 checked of 31 found · So? 4 {first.label}"]
    inspector.set_scale(replace(scale, version=2, so=(replace(first, label="Right"), *scale.so[1:])))
    assert record() == ["4 checked of 31 found · So? 4 Right"]


def test_a_narrow_inspector_leaves_counts_out_of_its_tabs_that_of_the_sources_last(qtbot: QtBot) -> None:
    inspector = Inspector()
    qtbot.addWidget(inspector)
    inspector.set_scale(look.scale())
    inspector.show()
    inspector.set_claim(look.claim(3))
    named = {}
    for width in (640, 310, 250):
        inspector.resize(width, 700)
        tabs = inspector.tabs
        named[width] = [tabs.tabText(tab) for tab in range(tabs.count())]
        assert tabs.accessibleTabName(1) == f"Evidence {len(look.claim(3).evidence)}"
    assert named[640][1] == f"Evidence {len(look.claim(3).evidence)}"
    assert named[310] == ["Verdict", "Evidence 2", "Seen", "Comments", "History"]
    assert named[250] == ["Verdict", "Evidence", "Seen", "Comments", "History"]


def test_counts_go_before_the_tabs_read_as_one_phrase(qtbot: QtBot) -> None:
    tabs = InspectorTabs()
    qtbot.addWidget(tabs)
    tabs.set_counts((0, 1, 2, 1, 4), reviewing=False)
    tabs.fit(272)
    assert [tabs.tabText(tab) for tab in range(tabs.count())][1:] == ["Evidence 1", "Seen", "Comments", "History"]
    assert tabs.property("close") == NEAR_EDGES


def test_where_the_tabs_stand_close_the_open_one_cuts_none_short(qapp: QApplication, inspector: Inspector) -> None:
    """The name of the open tab is heavier."""
    themes.apply(qapp, themes.load("light"))
    tabs = inspector.tabs
    cut = []
    for width in range(296, 330):
        inspector.resize(width, 700)
        for tab in range(tabs.count()):
            tabs.setCurrentIndex(tab)
            edges = tabs.property("close")
            for each in range(tabs.count()):
                room = tabs.tabRect(each).width() - edges
                if room < tabs.fontMetrics().horizontalAdvance(tabs.tabText(each)):
                    cut.append((width, tab, tabs.tabText(each)))
    assert cut == []


def test_beside_a_scroll_bar_the_tabs_have_the_room_they_have_without(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.resize(296, 1500)
    qtbot.waitUntil(lambda: not inspector.scroll_area.verticalScrollBar().isVisible())
    whole = inspector.tabs.width()
    inspector.resize(296, 500)
    qtbot.waitUntil(lambda: inspector.scroll_area.verticalScrollBar().isVisible())
    qtbot.waitUntil(lambda: inspector.tabs.width() == whole)


def test_in_large_text_the_chosen_tab_has_its_whole_name(large: Inspector) -> None:
    large.resize(330, 560)
    large.set_claim(look.claim(3))
    tabs = large.tabs
    for tab in range(tabs.count()):
        tabs.setCurrentIndex(tab)
        name = tabs.tabRect(tab)
        assert name.width() >= tabs.fontMetrics().horizontalAdvance(tabs.tabText(tab))
        assert tabs.rect().contains(name)


def test_in_large_text_the_first_rating_is_in_sight_beside_what_is_missing(large: Inspector, qtbot: QtBot) -> None:
    large.resize(335, 548)
    large.set_claim(_in_state(ClaimState.CHECKING, 1))
    row, first, view = large.action_row, large.verdict.so.chips[0], large.scroll_area.viewport()
    assert row.missing.isVisible()
    qtbot.waitUntil(lambda: first.mapTo(view, first.rect().bottomLeft()).y() < view.height())
    assert row.submit_button.y() == row.evidence_button.y(), "the buttons take one row"
    assert row.submit_button.text() == "Send"
    assert row.submit_button.accessibleName().startswith("Send to editor")


def test_somebody_else_sees_the_claim_from_its_beginning(inspector: Inspector) -> None:
    inspector.resize(300, 500)
    inspector.set_people("Ada Lind", DeskPeople())
    inspector.focus_rationale()
    bar = inspector.scroll_area.verticalScrollBar()
    assert bar.value() > 0
    inspector.set_people("Ada Lind", DeskPeople(one_person=True))
    assert bar.value() > 0, "whoever sits here goes on reading where they are"
    inspector.set_people("Una Lindqvar", DeskPeople())
    assert bar.value() == 0


def test_preparing_leaves_an_empty_inspector_and_an_empty_list_as_they_were(qtbot: QtBot) -> None:
    inspector, pane = Inspector(), ClaimsPane()
    model = ClaimListModel(pane)
    pane.set_model(model)
    for each in (inspector, pane):
        qtbot.addWidget(each)
        each.set_scale(look.scale())
        each.resize(392, 700)
        each.show()
        picture = each.grab().toImage()
        each.prepare()
        assert each.grab().toImage() == picture
    assert inspector.claim_id is None and model.rowCount() == 0
    inspector.set_claim(look.claim())
    inspector.prepare()
    assert inspector.claim_id == look.claim().row.id


def test_what_is_above_a_limit_is_told_and_drawn_beside_it() -> None:
    read = Reading(None, None, unit_kind=UnitKind.PHYSICAL, unit="milligram per litre", predicate="measured")
    measured, limit = (replace(read, low=Decimal(n), high=Decimal(n)) for n in (74, 50))
    pair = ((1, "74 mg/l", measured), (2, "50 mg/l", limit))
    above = ComparisonView(ComparisonKind.EXCESS, pair, Decimal("0.48"), Decimal("0.48"), "a limit: “limit”")
    assert title(above).replace("\u00a0", " ") == (
        "74 milligrams per litre against a limit of 50 milligrams per litre: 48 % above it"
    )
    assert [round(high, 3) for _, high in extents(above)] == [1, 0.676]


def test_a_claim_with_sources_opens_no_window_of_its_own(qtbot: QtBot) -> None:
    """A part of a card that is shown before it is in the card flashes as a window."""
    inspector = Inspector()
    qtbot.addWidget(inspector)
    inspector.set_scale(look.scale())
    with qtbot.waitExposed(inspector):
        inspector.show()
    claim = look.claim(3)
    assert claim.evidence
    secret = replace(claim.evidence[0], draft=replace(claim.evidence[0].draft, confidential=True))
    with windows_shown() as shown:
        inspector.set_claim(claim)
        inspector.set_claim(replace(claim, evidence=(secret, *claim.evidence[1:])))
    assert shown == []


def test_the_claim_is_seen_again_once_its_rationale_is_written(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.resize(390, 520)
    bar = inspector.scroll_area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    inspector.focus_rationale()
    qtbot.waitUntil(lambda: bar.value() > 0)
    QTest.keyClick(inspector.verdict.rationale, Qt.Key.Key_Escape)
    assert bar.value() == 0


def test_where_there_is_little_room_a_review_shows_the_ratings_that_were_given(inspector: Inspector) -> None:
    given = _in_state(ClaimState.SUBMITTED)
    inspector.resize(300, 560)
    inspector.set_people("editor 1", DeskPeople())
    inspector.set_claim(given)
    assert inspector.is_reviewing
    verdict = inspector.verdict

    def shown() -> list[str]:
        return [chip.rating.key for chip in (*verdict.said.chips, *verdict.so.chips) if not chip.isHidden()]

    assert shown() == ["paraphrase", "misleading"]
    inspector.resize(390, 1100)
    assert len(shown()) == 13, "with room all are there"
    inspector.resize(300, 560)
    inspector.set_people("checker 1", DeskPeople())
    assert len(shown()) == 13, "who may rate can choose"
