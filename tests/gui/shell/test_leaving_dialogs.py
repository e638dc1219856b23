"""Leaving a form in which much was typed, and whether it fits the window it lies over."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from gui import theme as themes
from gui.settings import TEXT_SIZE, Settings
from gui.views.dialogs.evidence_dialog import EvidenceDialog
from gui.views.dialogs.paste_dialog import PasteDialog
from gui.views.dialogs.speaker_dialog import SpeakerDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, press, shown, write


def test_a_source_that_was_typed_is_not_thrown_away_by_one_key(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "E")
    asked = dialog(running, EvidenceDialog)
    for field in (asked.title, asked.publisher, asked.locator):
        field.setFocus()
        write(running, "Port register")
    press(running, "Escape")
    assert asked.isVisible() and asked.title.text() == "Port register"
    assert "Esc once more" in asked.complaint.text() and asked.complaint.isVisible()
    assert asked.cancel_button.text() == "Throw away"
    write(running, ", page 2")  # whoever goes on typing is asked again
    assert not asked.complaint.isVisible() and asked.cancel_button.text() == "Cancel"
    press(running, "Escape")
    assert asked.isVisible()
    asked.stances.focus()
    press(running, "Alt+1", "Ctrl+Return")
    assert [row.draft.locator for row in shown(running).evidence] == ["Port register, page 2"]
    press(running, "E")
    asked = dialog(running, EvidenceDialog)
    write(running, "A slip")
    press(running, "Escape", "Escape")
    assert not [each for each in running.window.findChildren(EvidenceDialog) if each.isVisible()]
    assert len(shown(running).evidence) == 1


def test_it_is_asked_again_where_something_else_was_said_meanwhile(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "E")
    asked = dialog(running, EvidenceDialog)
    asked.note.setFocus()
    write(running, "Seen at the port")
    press(running, "Escape", "Ctrl+Return")
    assert "title" in asked.complaint.text()
    assert asked.cancel_button.text() == "Cancel"
    press(running, "Escape")
    assert asked.isVisible()
    assert "Esc once more" in asked.complaint.text()


def test_a_pasted_article_is_not_thrown_away_and_what_was_only_looked_at_closes(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "Ctrl+Shift+V")
    asked = dialog(running, PasteDialog)
    write(running, "The port of Velin has closed.")
    press(running, "Escape")
    assert asked.isVisible() and asked.text.toPlainText().startswith("The port")
    press(running, "Escape")
    for kind, key in ((EvidenceDialog, "E"), (SpeakerDialog, "S")):
        press(running, key)
        dialog(running, kind)
        press(running, "Escape")
        assert not [each for each in running.window.findChildren(kind) if each.isVisible()]


@pytest.mark.parametrize("size", [100, 150, 200])
def test_adding_a_source_fits_the_smallest_window_with_its_complaint(
    start: Start, desk: Path, settings: Settings, qapp: QApplication, size: int
) -> None:
    settings.set(TEXT_SIZE, size)
    running = start(desk)
    running.window.resize(1100, 700)
    running.window.show()
    running.wait_until_idle()
    try:
        press(running, "E")
        asked = dialog(running, EvidenceDialog)
        press(running, "Ctrl+Return")
        assert "title" in asked.complaint.text()
        assert asked.height() <= 700 - 40
        for part in (asked.complaint, asked.accept_button):
            place = part.mapTo(asked, part.rect().bottomLeft())
            assert part.isVisible() and place.y() < asked.height()
        at_fault = next(each for each in asked.findChildren(QLineEdit) if each.hasFocus())
        assert at_fault is asked.title and not at_fault.visibleRegion().isEmpty()
    finally:
        themes.apply(qapp, themes.load("light"))
