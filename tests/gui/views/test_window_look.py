"""All panes together: everything has a name, fits the smallest window, and works mirrored and enlarged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.records import ClaimContext, SpeakerRecord
from gui import theme as themes
from gui import words
from gui.views.inspector.inspector import Inspector
from tests.gui import look

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QAbstractItemView, QTabBar)


def _controls(window: QWidget) -> list[QWidget]:
    found = [w for w in window.findChildren(QWidget) if isinstance(w, CONTROLS)]
    # Parts that Qt itself puts into its widgets: a header's sections, the arrows of a tab bar, a clear button.
    return [w for w in found if w.metaObject().className() not in ("QHeaderView", "QLineEditIconButton")]


def _is_qts_own(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(parent, (QTabBar, QAbstractItemView)) or "Scroll" in widget.objectName()


def test_every_control_has_an_accessible_name(window: look.Window) -> None:
    controls = [control for control in _controls(window) if not _is_qts_own(control)]
    controls = [control for control in controls if control.isVisible() or getattr(control, "text", str)()]
    assert len(controls) > 30
    for control in controls:
        face = QAccessible.queryAccessibleInterface(control)
        assert face is not None
        named = face.text(QAccessible.Text.Name) or control.accessibleName()
        assert named, f"{control.metaObject().className()} in {type(control.parentWidget()).__name__}"


def test_every_button_can_be_reached_by_tab(window: look.Window) -> None:
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and type(button).__module__.startswith("gui"):
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_no_label_takes_its_text_for_markup(window: look.Window) -> None:
    for made in window.findChildren(QLabel):
        assert made.textFormat() is Qt.TextFormat.PlainText or not made.text(), made.text()


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("filled", [True, False])
def test_the_panes_fit_the_smallest_window(
    qtbot: QtBot, qapp: QApplication, name: str, scale: float, filled: bool
) -> None:
    theme = themes.load(name)
    themes.apply(qapp, theme, scale)
    window = look.Window(theme)
    qtbot.addWidget(window)
    window.resize(1100, 700)
    with qtbot.waitExposed(window):
        window.show()
    if filled:
        window.fill(40)
    assert window.minimumSizeHint().width() <= 1100
    assert window.minimumSizeHint().height() <= 700
    inspector = window.inspector
    inner = inspector.scroll_area.widget()
    assert inner is not None
    assert inner.minimumSizeHint().width() <= inspector.width(), "nothing is cut off at the side"
    assert not window.grab().isNull()


@pytest.mark.parametrize("claim_id", [3, 4, 1])
def test_in_large_text_and_a_small_window_ratings_are_in_sight(
    qtbot: QtBot, qapp: QApplication, claim_id: int
) -> None:
    theme = themes.load("light")
    themes.apply(qapp, theme, 2.0)
    window = look.Window(theme)
    qtbot.addWidget(window)
    window.resize(1100, 700)
    with qtbot.waitExposed(window):
        window.show()
    window.fill(15, claim_id)
    inspector = window.inspector
    view = inspector.scroll_area.viewport()
    first = (inspector.verdict.said if claim_id != 1 else inspector.verdict.so).chips[0]

    def in_sight() -> bool:
        top, bottom = first.mapTo(view, first.rect().topLeft()), first.mapTo(view, first.rect().bottomLeft())
        return first.isVisible() and top.y() >= 0 and bottom.y() < view.height()

    qtbot.waitUntil(in_sight)
    assert inspector.head.sentence.lines() <= 3
    cue = inspector.head.field("cue")
    assert cue in inspector.head.speaker_button.toolTip(), "what is left out can still be read"
    assert claim_id != 3 or inspector.head.shows("reading"), "nor is what a figure says ever left out"


@pytest.mark.parametrize("claim_id", [1, 3, 4])
def test_in_the_smallest_window_all_ratings_are_in_sight(qtbot: QtBot, claim_id: int) -> None:
    window = look.Window(themes.load("light"))
    qtbot.addWidget(window)
    window.resize(1100, 700)
    with qtbot.waitExposed(window):
        window.show()
    window.fill(15, claim_id)
    inspector = window.inspector
    view, verdict = inspector.scroll_area.viewport(), inspector.verdict
    inspector.set_context(ClaimContext(record=SpeakerRecord(6, 0)))

    def in_sight() -> bool:
        chips = [chip for chip in (*verdict.said.chips, *verdict.so.chips) if chip.isVisible()]
        ends = [chip.mapTo(view, chip.rect().bottomLeft()).y() for chip in chips]
        return len(chips) >= len(verdict.so.chips) and max(ends) < view.height()

    qtbot.waitUntil(in_sight)
    assert len({each.y() for each in _shown_buttons(inspector)}) == 1, "the buttons stand in one row"


def _shown_buttons(inspector: Inspector) -> list[QPushButton]:
    row = inspector.action_row
    return [each for each in row.findChildren(QPushButton) if each.isVisible()]


def test_where_there_is_little_room_one_line_says_what_a_comparison_comes_to(qtbot: QtBot) -> None:
    window = look.Window(themes.load("light"))
    qtbot.addWidget(window)
    window.resize(1100, 700)
    with qtbot.waitExposed(window):
        window.show()
    window.fill(15, 3)
    box = window.inspector.verdict.comparisons
    qtbot.waitUntil(box.summary.isVisible)
    assert not box.cards[0].isVisible()
    assert box.summary.shown()[1] == "3.7–4.0\u00a0%"
    assert "52" in box.summary.shown()[0]
    assert "released of 1,300 or 1,400" in box.summary.accessibleName()
    QTest.keyClick(box.summary, Qt.Key.Key_Space)
    assert box.cards[0].isVisible(), "whoever asks for it sees all of it"
    QTest.mouseClick(box.more, Qt.MouseButton.LeftButton)
    assert box.summary.isVisible()
    assert "confirmed" not in box.summary.accessibleName()
    box.summary.set_comparisons((replace(look.claim().comparisons[0], verdict="confirmed"),))
    assert box.summary.shown()[1] == "3.7–4.0\u00a0% ✓"
    assert "confirmed" in box.summary.accessibleName()
    window.resize(1440, 1000)
    qtbot.waitUntil(box.cards[0].isVisible)


def test_with_room_everything_about_a_claim_is_shown(window: look.Window) -> None:
    head = window.inspector.head
    assert [key for key in ("speaker", "cue", "reading", "why") if head.shows(key)] == [
        "speaker",
        "cue",
        "reading",
        "why",
    ]
    verdict = window.inspector.verdict
    assert verdict.comparisons.cards[0].mapTo(verdict, verdict.comparisons.cards[0].pos()).y() < verdict.said.y()


def test_a_mirrored_window_puts_the_marks_on_the_other_side(qtbot: QtBot, qapp: QApplication) -> None:
    window = look.Window(themes.load("light"))
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitExposed(window):
        window.show()
    window.fill(15)
    page = window.reader.page
    mark = page.margin()[0]
    words = mark.shapes[0].boxes[0]
    assert mark.box.left() > words.right
    assert window.desk.x() > window.inspector.x()
    assert not window.grab().isNull()


def test_pictures_are_written(tmp_path: Path, window: look.Window) -> None:
    picture = tmp_path / "window.png"
    assert window.grab().save(str(picture))
    assert picture.stat().st_size > 20_000


def test_markup_in_somebodys_words_stays_text_in_tool_tips() -> None:
    assert words.tip("a & b") == "a & b"
    assert words.tip("<img src=x>\nb") == "<qt>&lt;img src=x&gt;<br>b</qt>"


def test_long_names_do_not_widen_the_window(window: look.Window) -> None:
    long = "The Permanent Under-Secretary of State for Inland Waterways and Harbours " * 4
    claim = look.claim()
    window.header.set_person(long)
    window.strip.set_desk(long, False, long)
    window.strip.articles.set_job(long, 1, 2)
    window.notice.show_notice(long)
    window.reader.set_article(replace(look.article(), title=long, byline=long))
    window.inspector.set_claim(replace(claim, row=replace(claim.row, words=long * 3, speaker=long, via=long)))
    window.inspector.set_status(long, "bad")
    assert window.minimumSizeHint().width() <= 1100
    assert window.inspector.head.sentence.height() < 300, "a long quote leaves room for its check"
