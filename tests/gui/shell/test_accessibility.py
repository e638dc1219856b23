"""Every control of the real window says what it is, the focus can be seen, and a whole job needs no mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.records import ClaimState, EvidenceDraft, MentionKind, Question
from db.operations import AddComment, AddEvidence, AssignClaims, SetRating
from gui.running import Running
from gui.settings import ADVANCE, CHECKER, TEXT_SIZE, Settings
from gui.views.dialogs.correction_dialog import CloseCorrectionDialog
from gui.views.dialogs.evidence_dialog import EvidenceDialog
from gui.views.dialogs.quote_diff_dialog import QuoteDiffDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, focus, press, rows, shown, write

CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QTextEdit,
    QPlainTextEdit,
    QComboBox,
    QAbstractItemView,
    QTabBar,
    QAbstractSpinBox,
)
QTS_OWN = ("qt_", "ScrollLeftButton", "ScrollRightButton")
"""Names of the parts that Qt builds into its widgets: what opens a combo box, clears a field, scrolls tabs."""


def nameless(top: QWidget) -> list[str]:
    """The visible controls that a screen reader could not name."""
    found = []
    for widget in (top, *top.findChildren(QWidget)):
        if not isinstance(widget, CONTROLS) or not widget.isVisible() or _is_inside(widget):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface is not None else ""
        if not name.strip():
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    return found


def unspoken(top: QWidget) -> list[str]:
    """The words of visible labels that a screen reader would not say, since a name stands for them."""
    shown = [each for each in top.findChildren(QLabel) if each.isVisible() and each.text()]
    spoken = {each: QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name) for each in shown}
    return [each.text() for each in shown if each.text() not in spoken[each]]


def _is_inside(widget: QWidget) -> bool:
    """Whether the widget is a part of another control, which speaks for it."""
    parent = widget.parentWidget()
    inside = isinstance(parent, QComboBox | QLineEdit | QAbstractSpinBox | QTabBar | QAbstractItemView)
    return inside or widget.objectName().startswith(QTS_OWN)


def full(running: Running) -> None:
    """A claim with all that the inspector can show."""
    claim = next(row for row in rows(running) if row.kind is MentionKind.FIGURE).id
    act = running.session.act
    act(AddEvidence(claim, EvidenceDraft("Minutes", url="https://example.org/minutes")))
    act(AddComment(claim, "Which list?"))
    act(AssignClaims((claim,), "Una Lindqvar"))
    act(SetRating(claim, Question.SO, "true"))
    running.wait_until_idle()
    running.navigation.choose_claim(claim)
    running.wait_until_idle()


def test_every_control_of_the_window_has_a_name(start: Start, desk: Path) -> None:
    running = start(desk)
    full(running)
    window = running.window
    window.notify("Something to say", "warn", "Do it", lambda: None)
    press(running, "Shift+Down")
    for tab in range(window.inspector.tabs.count()):
        window.inspector.tabs.setCurrentIndex(tab)
        window.reader.find_bar.open_bar()
        running.wait_until_idle()
        assert nameless(window) == [], tab


@pytest.mark.parametrize("empty", [True, False])
def test_every_pane_and_view_has_a_role(start: Start, desk: Path, tmp_path: Path, empty: bool) -> None:
    running = start(tmp_path / "empty.saidso" if empty else desk)
    assert nameless(running.window) == []
    for pane in (running.window.desk_pane.list, running.window.claims_pane.list, running.window.reader.page):
        interface = QAccessible.queryAccessibleInterface(pane)
        assert interface is not None
        assert interface.role() is not QAccessible.Role.NoRole


@pytest.mark.parametrize(
    "action",
    [
        "settings",
        "keys",
        "change-keys",
        "palette",
        "evidence",
        "speaker",
        "assign",
        "reading",
        "paste",
        "save-filter",
        "people",
        "holds-until",
        "sign-off",
        "calculate",
        "export",
    ],
)
def test_every_control_of_the_dialogs_has_a_name(start: Start, desk: Path, action: str) -> None:
    running = start(desk)
    full(running)
    running.window.actions_table[action].trigger()
    running.wait_until_idle()
    opened = [each for each in running.window.findChildren(QDialog) if each.isVisible()]
    assert len(opened) == 1
    assert nameless(opened[0]) == []
    assert unspoken(opened[0]) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda: CloseCorrectionDialog("52 ships had left", "So? True", "So? False"),
        lambda: QuoteDiffDialog("52 ships had left", "53 ships had left"),
    ],
)
def test_what_a_dialog_found_or_will_say_is_spoken(qtbot: QtBot, make: Callable[[], QDialog]) -> None:
    asked = make()
    qtbot.addWidget(asked)
    asked.show()
    assert unspoken(asked) == []


def test_the_focus_goes_through_every_pane_and_is_seen(start: Start, desk: Path) -> None:
    running = start(desk)
    window = running.window
    reached = set()
    for _ in window.panes:
        press(running, "F6")
        held = QApplication.focusWidget()
        assert held is not None
        reached |= {pane for pane in window.panes if pane.isAncestorOf(held)}
        with_focus = window.grab().toImage()
        held.clearFocus()  # for the moment until the claims take it
        assert window.grab().toImage() != with_focus, f"{type(held).__name__} shows no focus"
        held.setFocus(Qt.FocusReason.OtherFocusReason)
    assert len(reached) == len(window.panes)


def test_tab_reaches_every_button_of_the_inspector(start: Start, desk: Path) -> None:
    running = start(desk)
    full(running)
    inspector = running.window.inspector
    wanted = {
        each
        for each in inspector.findChildren(QAbstractButton)
        if each.isVisible() and each.isEnabled() and not _is_inside(each)
    }
    focus(running)  # activates the window
    inspector.tabs.setFocus()
    met: list[QWidget] = []
    while (now := QApplication.focusWidget()) is not None and now not in met:
        met.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    assert [each.accessibleName() for each in wanted - set(met)] == []


def test_nothing_is_cut_at_twice_the_text_size(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(TEXT_SIZE, 200)
    running = start(desk)
    full(running)
    running.window.resize(1100, 700)
    running.wait_until_idle()
    inspector = running.window.inspector
    for part in (inspector.action_row.evidence_button, inspector.action_row.submit_button):
        if part.isVisible():
            assert part.width() >= part.minimumSizeHint().width()
            assert inspector.rect().contains(part.mapTo(inspector, part.rect().center()))


def test_a_whole_check_is_done_without_a_mouse(start: Start, desk: Path, settings: Settings) -> None:
    """From the search for the claim to the editor: speaker, span, ratings, why, source, comment, sending."""
    settings.set(ADVANCE, False)
    settings.set(CHECKER, "Ada Lind")
    running = start(desk)
    press(running, "/")
    write(running, "nobody asked")
    press(running, "Return")
    claim = shown(running).row.id
    press(running, "A", "Shift+Right", "Ctrl+Z")
    press(running, "S")
    write(running, "Petra Voss")
    press(running, "Ctrl+Return")
    press(running, "Alt+1", "1", "W")
    write(running, "The recording has these words.")
    press(running, "Escape", "E")
    dialog(running, EvidenceDialog)
    write(running, "Recording of the meeting")
    press(running, "Ctrl+Return", "1", "Ctrl+Return", "C")
    write(running, "Recording kept.")
    press(running, "Ctrl+Return", "Escape")
    press(running, "Ctrl+Return")
    view = shown(running)
    assert view.row.id == claim
    assert view.row.state is ClaimState.SUBMITTED
    assert (view.check.said, view.check.so) == ("verbatim", "true")
    assert view.check.rationale == "The recording has these words."
    assert [row.draft.title for row in view.evidence] == ["Recording of the meeting"]
    assert [row.text for row in running.window.inspector.context.comments] == ["Recording kept."]
    assert view.row.speaker == "Petra Voss"


def test_enter_presses_the_button_that_has_the_focus_and_no_key_is_taken_from_it(
    start: Start, desk: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    chips = running.window.inspector.verdict.so.chips
    for key, at, chosen in (("Return", 0, 0), ("Enter", 3, 3), ("2", 0, 1)):
        chips[at].setFocus(Qt.FocusReason.TabFocusReason)
        press(running, key)
        assert shown(running).row.so == chips[chosen].rating.key
    press(running, "Ctrl+F")
    write(running, "voss")
    bar = running.window.reader.find_bar
    for button, told in ((bar.next_button, "2 of 2"), (bar.previous_button, "1 of 2")):
        button.setFocus(Qt.FocusReason.TabFocusReason)
        press(running, "Return")
        assert bar.count.text() == told
    bar.close_button.setFocus(Qt.FocusReason.TabFocusReason)
    press(running, "Return")
    assert bar.isHidden() and running.window.reader.page.hasFocus()
