"""The whole life of a claim by keys alone: rated, sent, returned, approved, published, corrected, signed off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.records import Capacity, ClaimState
from gui.running import Running
from gui.settings import ADVANCE, CHECKER, Settings
from gui.views.dialogs.correction_dialog import CloseCorrectionDialog
from gui.views.dialogs.evidence_dialog import EvidenceDialog
from gui.views.dialogs.people_dialog import PeopleDialog
from gui.views.dialogs.publish_dialog import PublishDialog
from gui.views.dialogs.return_dialog import ReturnDialog
from gui.views.dialogs.sign_off_dialog import SignOffDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, dialog, focus, press, shown, write

CHECK, EDIT = "Ada Lind", "Una Lindqvar"


def sits_down(running: Running, name: str) -> None:
    """Say by keys that somebody else sits at the window: the list of people, arrows, Enter."""
    press(running, "Ctrl+Alt+P")
    asked = dialog(running, PeopleDialog)
    for _ in range(asked.list.count()):
        if asked.chosen() == name:
            break
        press(running, "Down" if asked.list.currentRow() < asked.list.count() - 1 else "Home")
    assert asked.chosen() == name
    press(running, "Return")
    assert running.settings.get(CHECKER) == name


def test_the_whole_life_of_a_claim_without_a_mouse(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    settings.set(CHECKER, CHECK)
    running = start(desk)
    claim = two_people_then_a_check(running)
    # The editor returns it, the checker answers, the editor sees what changed and approves.
    sits_down(running, EDIT)
    press(running, "G")
    assert shown(running).row.id == claim
    press(running, "Ctrl+Shift+Return")
    dialog(running, ReturnDialog)
    write(running, "Which recording?")
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.RETURNED
    sits_down(running, CHECK)
    assert "Which recording?" in running.window.inspector.verdict.note()
    press(running, "Alt+2", "C")
    write(running, "The library's own.")
    press(running, "Ctrl+Return", "Escape", "Ctrl+Return")
    assert shown(running).row.state is ClaimState.SUBMITTED
    sits_down(running, EDIT)
    changes = running.window.inspector.verdict.changes
    assert [each.accessibleName() for each in changes.texts] == ["Said?"]
    press(running, "Shift+C", "Ctrl+Return")
    assert shown(running).row.state is ClaimState.APPROVED
    assert running.window.inspector.comments.open_count == 0
    # Published, found wrong, corrected.
    press(running, "Ctrl+Alt+Return")
    dialog(running, PublishDialog)
    write(running, "https://courier.example/checks/7")
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.PUBLISHED
    press(running, "Ctrl+Alt+C", "Return")
    sits_down(running, CHECK)
    press(running, "3")
    sits_down(running, EDIT)
    press(running, "Ctrl+Return")
    asked = dialog(running, CloseCorrectionDialog)
    assert asked.correction.was is not None
    assert "True" in asked.correction.was.text()
    write(running, "A second recording.")
    press(running, "Tab")
    write(running, "We had called this true.")
    press(running, "Ctrl+Return")
    view = shown(running)
    assert (view.row.id, view.row.state, view.check.so) == (claim, ClaimState.PUBLISHED, "misleading")
    assert [each.public_note for each in view.public_corrections] == ["We had called this true."]
    everything_else_is_dismissed_and_the_article_signed_off(running)


def two_people_then_a_check(running: Running) -> int:
    """Somebody is made editor, then the checker rates a quote, says why, adds a source and sends it."""
    press(running, "Ctrl+Alt+P")
    asked = dialog(running, PeopleDialog)
    press(running, "Tab", "Tab")
    while focus(running) is not asked.name:
        press(running, "Tab")
    write(running, EDIT)
    press(running, "Return")
    while focus(running) is not asked.list:
        press(running, "Shift+Tab")
    press(running, "End")
    assert asked.chosen() == EDIT
    press(running, "Tab")
    assert focus(running) is asked.role
    for _ in range(2):  # no role, checker, editor
        QTest.keyClick(asked.role, Qt.Key.Key_Down)
        running.wait_until_idle()
    assert running.roster.people.capacity(EDIT) is Capacity.EDITOR
    press(running, "Escape", "/")
    write(running, "nobody asked")
    press(running, "Return")
    claim = shown(running).row.id
    press(running, "Alt+1", "1", "W")
    write(running, "The recording has these words.")
    press(running, "Escape", "E")
    dialog(running, EvidenceDialog)
    write(running, "Recording of the meeting")
    press(running, "Alt+1", "Ctrl+Return", "Ctrl+Return")
    assert shown(running).row.state is ClaimState.SUBMITTED
    return claim


def everything_else_is_dismissed_and_the_article_signed_off(running: Running) -> None:
    article = running.navigation.article
    assert article is not None
    for _ in range(60):
        press(running, "Ctrl+Alt+S")
        asked = dialog(running, SignOffDialog)
        if asked.list.count() == 0:
            break
        press(running, "Return", "X")  # to the first that is missing
        QTest.keyClick(running.window.inspector.dismiss_menu, Qt.Key.Key_1)  # not a claim
        running.wait_until_idle()
    press(running, "Ctrl+Return")
    signed = ask(running, lambda desk: desk.read.sign_off(article.id))
    assert signed is not None
    assert signed.by == EDIT
