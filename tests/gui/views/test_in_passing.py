"""The chip of what was found in passing, what stands where there is none, and marks that come with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.records import ClaimFilter, ClaimState, Mark, MentionKind, Queue
from gui import theme as themes
from gui.models.claim_list import ClaimListModel
from gui.views.claims.claims_pane import ClaimsPane
from gui.views.parts.empty_state import EmptyState
from gui.views.parts.widgets import label
from gui.views.reader.page import ReaderPage
from tests.gui import look

ASKED = ClaimFilter(in_passing=True)


@pytest.fixture
def pane(qtbot: QtBot) -> ClaimsPane:
    made = ClaimsPane()
    qtbot.addWidget(made)
    made.set_scale(look.scale())
    made.set_theme(themes.load("light"))
    model = ClaimListModel(made)
    made.set_model(model)
    made.set_counts(20, 11, 9, 14, 2)
    made.resize(240, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def checked(pane: ClaimsPane) -> list[QPushButton]:
    chips = pane.chips
    kinds = (chips.all, chips.quotes, chips.figures, chips.in_passing)
    return [chip for chip in kinds if chip.isChecked()]


def test_the_chip_is_there_where_something_is_in_passing_or_the_list_is_of_that(pane: ClaimsPane) -> None:
    chip = pane.chips.in_passing
    assert chip.isVisible()
    assert (chip.text(), chip.accessibleName()) == ("In passing 2", "Show: In passing 2")
    assert "captions of pictures" in chip.toolTip()
    pane.set_counts(20, 11, 9, 14, 0)
    assert not chip.isVisible()
    pane.set_filter(ASKED)
    assert chip.isVisible() and chip.isChecked()
    pane.set_filter(ClaimFilter())
    assert not chip.isVisible()


def test_it_stands_behind_the_kinds_and_is_reached_by_tab(qtbot: QtBot, pane: ClaimsPane) -> None:
    pane.chips.figures.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(pane.chips.figures, Qt.Key.Key_Tab)
    assert pane.chips.in_passing.hasFocus()
    with qtbot.waitSignal(pane.chips.in_passing_chosen):
        QTest.keyClick(pane.chips.in_passing, Qt.Key.Key_Space)


def test_one_kind_is_chosen_at_a_time(qtbot: QtBot, pane: ClaimsPane) -> None:
    chips = pane.chips
    assert checked(pane) == [chips.all]
    pane.set_filter(ASKED)
    assert checked(pane) == [chips.in_passing]
    for chip, wanted in (
        (chips.quotes, ClaimFilter(figures=False)),
        (chips.figures, ClaimFilter(quotes=False)),
        (chips.all, ClaimFilter()),
    ):
        pane.set_filter(ASKED)
        with qtbot.waitSignal(pane.filter_changed) as told:
            QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
        assert told.args == [wanted]
        assert checked(pane) == [chip]
    pane.set_filter(ASKED)
    with qtbot.waitSignal(pane.filter_changed) as told:
        QTest.mouseClick(chips.to_check, Qt.MouseButton.LeftButton)
    assert told.args == [ClaimFilter(queue=Queue.TO_CHECK, in_passing=True)], "a queue is no kind"
    assert checked(pane) == [chips.in_passing]


def test_an_empty_list_of_these_says_so(pane: ClaimsPane) -> None:
    pane.set_filter(ASKED)
    assert pane.emptiness() == "None in passing\nNo thought, wish or caption waits here."
    pane.set_filter(ClaimFilter(text="zebra", in_passing=True))
    assert "zebra" not in pane.emptiness(), "more on the desk may hold it"


@pytest.fixture(params=[1.0, 2.0], ids=["usual text", "large text"])
def scaled(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[float]:
    themes.apply(qapp, themes.load("light"), request.param)
    yield request.param
    themes.apply(qapp, themes.load("light"))


def test_no_chip_is_cut_and_what_an_empty_list_says_is_seen_whole(
    scaled: float, qtbot: QtBot, pane: ClaimsPane
) -> None:
    """As wide and as high as the pane is in a window of 1100 × 700."""
    pane.set_theme(themes.load("light"))
    pane.resize(240 if scaled == 1.0 else 250, 590 if scaled == 1.0 else 548)
    pane.set_counts(0, 1_234, 2_345, 3_456, 0)
    pane.set_filter(ASKED)
    chips = [chip for chip in pane.chips.findChildren(QPushButton) if chip.isVisible()]
    assert pane.chips.in_passing in chips
    for chip in chips:
        assert chip.width() >= chip.sizeHint().width(), chip.text()
        assert pane.chips.rect().contains(chip.geometry()), chip.text()
    rows = {chip.y() for chip in chips}
    assert pane.chips.height() >= max(rows) + chips[0].height()
    said = pane.findChild(EmptyState)
    assert said is not None
    qtbot.waitUntil(lambda: all(_is_whole(said, text) for text in said.text().split("\n")))


def _is_whole(said: EmptyState, text: str) -> bool:
    [shown] = [each for each in said.findChildren(type(label(""))) if each.text() == text]
    return shown.height() >= shown.heightForWidth(shown.width())


def test_a_current_mention_whose_mark_comes_later_is_brought_into_sight(qtbot: QtBot) -> None:
    """The list is there before the marks of what it is of."""
    page = ReaderPage()
    qtbot.addWidget(page)
    page.set_theme(themes.load("light"))
    page.resize(300, 300)
    text = "\n\n".join(f"Line {n} of the article." for n in range(80))
    at = text.index("Line 70")
    marks = tuple(
        Mark(n, MentionKind.INDIRECT, ((start, start + 6),), (), ClaimState.SUGGESTED)
        for n, start in ((1, 0), (2, at))
    )
    page.set_text("Title", "", text, marks[:1])
    with qtbot.waitExposed(page):
        page.show()
    page.set_current(2)
    assert page.verticalScrollBar().value() == 0
    page.set_marks(marks)
    shape = page.shape_of(2)
    assert shape is not None
    top = page.verticalScrollBar().value()
    assert top < shape.boxes[0].line_top < top + page.viewport().height()
    page.verticalScrollBar().setValue(0)
    page.set_marks((marks[1],))
    assert page.verticalScrollBar().value() == 0, "who has scrolled on since stays there"
