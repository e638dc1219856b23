"""Leaving a form in which much was typed, and whether it fits the window it lies over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.records import MentionKind, Reading, Stance
from gui import theme as themes
from gui.settings import TEXT_SIZE, Settings
from gui.views.dialogs.article_dialog import ArticleDialog
from gui.views.dialogs.claim_dialog import ClaimDialog
from gui.views.dialogs.evidence_dialog import EvidenceDialog
from gui.views.dialogs.paste_dialog import PasteDialog
from gui.views.dialogs.publish_dialog import PublishDialog
from gui.views.dialogs.quote_diff_dialog import PAUSE, QuoteDiffDialog
from gui.views.dialogs.reading_dialog import ReadingDialog
from gui.views.dialogs.recheck_dialog import ReopenDialog
from gui.views.dialogs.settings_dialog import SettingsDialog
from gui.views.dialogs.speaker_dialog import SpeakerDialog
from gui.views.parts.dialog import FormDialog
from gui.views.viewer.source_viewer import SourceViewer
from tests.gui import look
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, press, shown, write
from tests.gui.shell.sources import at_a_claim, captured, evidence
from tests.gui.shell.test_viewing import viewer


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


def test_whoever_chooses_what_a_source_does_is_asked_again_and_another_fault_stays(
    start: Start, desk: Path
) -> None:
    running = start(desk)
    press(running, "E")
    asked = dialog(running, EvidenceDialog)
    asked.note.setFocus()
    write(running, "Seen at the port")
    press(running, "Escape")
    asked.stances[Stance.SUPPORTS].click()
    assert not asked.complaint.isVisible() and asked.cancel_button.text() == "Cancel"
    press(running, "Escape")
    assert asked.isVisible() and "Esc once more" in asked.complaint.text()
    press(running, "Ctrl+Return")
    asked.stances[Stance.REFUTES].click()
    assert asked.complaint.isVisible() and "title" in asked.complaint.text()
    assert asked.title.property("wrong")


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


FIELDS: list[tuple[Callable[[], FormDialog], str]] = [
    (lambda: ReadingDialog("52 ships", Reading(Decimal(52), Decimal(52))), "What is counted"),
    (lambda: ArticleDialog(look.article()), "Byline"),
    (lambda: PublishDialog("52 ships had left", date(2025, 9, 12)), "Where it appeared"),
    (lambda: ReopenDialog("52 ships had left"), "The reason"),
    (lambda: QuoteDiffDialog("We have waited", "We have waited long"), "Original"),
]


@pytest.mark.parametrize(("make", "name"), FIELDS)
def test_no_form_throws_away_by_one_key_what_was_typed(
    qtbot: QtBot, make: Callable[[], FormDialog], name: str
) -> None:
    for typed in ("", "waited for years"):
        form = make()
        qtbot.addWidget(form)
        with qtbot.waitExposed(form):
            form.show()
        field = next(each for each in form.findChildren(QWidget) if each.accessibleName() == name)
        QTest.keyClicks(field, typed)
        QTest.keyClick(form, Qt.Key.Key_Escape)
        assert form.isVisible() is bool(typed)
        qtbot.wait(PAUSE + 50)  # the quotation is compared after a pause, which takes no question away
        assert form.complaint.isVisible() is bool(typed)
        QTest.keyClick(form, Qt.Key.Key_Escape)
        assert not form.isVisible()


def test_a_comparison_that_leads_nowhere_is_closed_by_one_key(qtbot: QtBot) -> None:
    form = QuoteDiffDialog("We have waited", can_insert=False)
    qtbot.addWidget(form)
    form.show()
    QTest.keyClicks(form.original, "We have waited long")
    assert form.cancel_button.text() == "Close"
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_what_was_typed_stays_beside_another_copy_and_one_key_does_not_throw_it_away(
    start: Start, desk: Path, tmp_path: Path
) -> None:
    running = at_a_claim(start, desk)
    captured(running, tmp_path, b"as it was")
    path = tmp_path / "later.txt"
    path.write_bytes(b"as it is")
    running.capturing.take_dropped([str(path)], evidence(running)[0].id)
    press(running, "Ctrl+Return", "V")
    opened = viewer(running)
    form = opened.form
    typed = {form.excerpt: "It is shut", form.locator: "by the gate", form.note: "As the guard says"}
    for field, text in typed.items():
        field.setFocus()
        write(running, text)
    form.choose(Stance.REFUTES)
    opened.copies.setFocus()
    press(running, "Up")
    assert viewer(running).view.text.toPlainText() == "as it was"
    assert (form.excerpt.toPlainText(), form.locator.text()) == ("It is shut", "by the gate")
    assert (form.note.toPlainText(), form.stances.chosen()) == ("As the guard says", Stance.REFUTES)
    press(running, "Escape")
    assert opened.isVisible() and "Esc once more" in form.complaint.text()
    form.note.setFocus()
    write(running, ".")  # whoever goes on typing is asked again
    assert form.complaint.isHidden()
    opened.close()
    assert opened.isVisible() and form.complaint.isVisible()
    press(running, "Escape")
    assert not running.window.findChildren(SourceViewer)
    assert evidence(running)[0].draft.excerpt == ""


def test_a_claim_that_turns_out_a_figure_shows_the_fields_of_its_number(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1100, 900)
    window.show()
    form = ClaimDialog("52 ships", MentionKind.DIRECT, ["Irena Sokal"], window)
    with qtbot.waitExposed(form):
        form.show()
    room = form.screen().availableGeometry()
    form.move(0, room.bottom() - form.height())
    form.kind.setCurrentIndex(form.kind.findData(MentionKind.FIGURE))
    assert not form.fields.low.visibleRegion().isEmpty()
    assert not form.fields.says.visibleRegion().isEmpty()
    assert room.contains(form.frameGeometry()), "its buttons are on the screen"


def test_a_dialog_of_a_window_at_the_edge_of_the_screen_is_seen_whole(qtbot: QtBot, settings: Settings) -> None:
    for shown_there in (SettingsDialog(settings), PasteDialog()):
        qtbot.addWidget(shown_there)
        room = shown_there.screen().availableGeometry()
        shown_there.move(room.right() - 100, room.bottom() - 100)
        with qtbot.waitExposed(shown_there):
            shown_there.show()
        assert room.contains(shown_there.frameGeometry())


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
