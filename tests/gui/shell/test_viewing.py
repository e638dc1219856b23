"""Kept copies in the real window: read, searched, their passages attached."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from core.records import ClaimState, Stance
from gui import theme as themes
from gui.running import Running
from gui.settings import THEME, Settings
from gui.views.dialogs.capture_dialog import CaptureDialog
from gui.views.dialogs.key_sheet import KeySheet
from gui.views.viewer.source_viewer import SourceViewer
from tests.core.evidence import pdfs
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, dialog, press, shown, write
from tests.gui.shell.sources import LIST, at_a_claim, captured, evidence
from tests.gui.shell.test_accessibility import nameless


def viewer(running: Running) -> SourceViewer:
    """The open viewer, once its part is drawn in the width there is."""
    found = dialog(running, SourceViewer)
    while found.view._settle.isActive():
        running.wait_until_idle()
    running.wait_until_idle()
    return found


def test_a_passage_of_a_text_becomes_the_excerpt_by_keys(start: Start, desk: Path, tmp_path: Path) -> None:
    running = at_a_claim(start, desk)
    before = captured(running, tmp_path, LIST.encode())
    press(running, "V")
    opened = viewer(running)
    assert nameless(opened) == []
    assert opened.view.text.toPlainText() == LIST
    assert opened.form.fact("sha256") == before.captures[0].sha256
    assert opened.form.fact("at").endswith(" UTC")
    assert opened.form.fact("by") == running.settings.checker()
    assert opened.form.fact("type") == "text/plain"
    assert opened.form.fact("size") == f"{len(LIST)} bytes"
    opened.view.text.setFocus()
    press(running, "Ctrl+F")
    write(running, "LET 52  people")
    press(running, "Return")
    assert opened.view.text.textCursor().selectedText() == "let 52 people"
    opened.view.text.setFocus()
    press(running, "Shift+Right", "Shift+Right", "Shift+Right")
    assert opened.form.excerpt.toPlainText() == "let 52 people go"
    assert opened.form.locator.text() == "paragraph 2"
    opened.form.note.setPlainText("The list itself.")
    opened.view.text.setFocus()
    press(running, "Return")
    assert opened.isVisible(), "Enter takes the words and stays"
    press(running, "1", "Ctrl+Return")
    assert not running.window.findChildren(SourceViewer)
    (row,) = evidence(running)
    assert (row.draft.excerpt, row.draft.locator) == ("let 52 people go", "paragraph 2")
    assert (row.draft.stance, row.draft.note) == (Stance.SUPPORTS, "The list itself.")
    assert row.captures == before.captures
    assert running.window.actions_table["undo"].text() == "Undo attach excerpt: list"
    press(running, "Ctrl+Z")
    assert evidence(running) == (before,)
    press(running, "Ctrl+Shift+Z", "V")
    assert viewer(running).view.text.textCursor().selectedText() == "let 52 people go", "it opens at the passage"


def test_another_passage_of_the_same_source_is_further_evidence(start: Start, desk: Path, tmp_path: Path) -> None:
    running = at_a_claim(start, desk)
    captured(running, tmp_path, LIST.encode())
    press(running, "V")
    opened = viewer(running)
    opened.select(LIST.index("Norvil"), len(LIST))
    press(running, "3", "Ctrl+Shift+Return")
    first, second = evidence(running)
    assert (first.draft.excerpt, second.draft.excerpt) == ("", "Norvil let nobody go.")
    assert second.draft.locator == "paragraph 3"
    assert first.captures == second.captures


def test_words_are_found_while_they_are_typed_and_esc_keeps_them_selected(
    start: Start, desk: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    running = at_a_claim(start, desk)
    captured(running, tmp_path, LIST.encode())
    press(running, "V")
    opened = viewer(running)
    press(running, "Ctrl+F")
    write(running, "LET 52")
    qtbot.waitUntil(lambda: opened.view.text.textCursor().selectedText() == "let 52")
    assert opened.form.excerpt.toPlainText() == "", "what is only typed for takes no excerpt's place"
    press(running, "Ctrl+A")
    write(running, "let")
    qtbot.waitUntil(lambda: len(opened.view.text.extraSelections()) == 2)
    first = opened.view.text.textCursor().selectionStart()
    press(running, "F3")
    assert opened.view.text.textCursor().selectionStart() > first
    press(running, "Escape")
    assert opened.isVisible()
    assert opened.view.text.hasFocus()
    assert opened.form.excerpt.toPlainText() == "let"
    press(running, "Escape")
    assert not running.window.findChildren(SourceViewer)


def test_what_is_marked_changes_with_the_theme(
    start: Start, desk: Path, tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    settings.set(THEME, "light")
    running = at_a_claim(start, desk)
    captured(running, tmp_path, LIST.encode())
    press(running, "V")
    opened = viewer(running)
    press(running, "Ctrl+F")
    write(running, "let")
    qtbot.waitUntil(lambda: len(opened.view.text.extraSelections()) == 2)
    settings.set(THEME, "dark")
    dark = themes.load("dark").figure
    assert [each.format.background().color().name() for each in opened.view.text.extraSelections()] == [dark] * 2
    press(running, "Escape", "Escape")
    settings.set(THEME, "light")  # and nothing that is gone is told of it


def test_the_key_that_attached_does_not_send_the_check_when_it_is_pressed_twice(
    start: Start, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.controllers.reviewing.HELD", 600_000)
    running = at_a_claim(start, desk)
    captured(running, tmp_path, LIST.encode())
    claim = running.navigation.claim_id
    press(running, "Alt+1", "1", "W")
    write(running, "The list says so.")
    press(running, "Escape")
    running.navigation.reveal(claim or 0)
    press(running, "V")
    viewer(running).select(LIST.index("Velin"), LIST.index("\n\nNorvil"))
    press(running, "3", "Ctrl+Return")
    assert evidence(running)[0].draft.excerpt == "Velin let 52 people go."
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.CHECKING
    assert "once more sends the check" in running.window.status.hint()
    press(running, "Ctrl+Return")
    sent = ask(running, lambda opened: opened.read.claim(claim or 0))
    assert sent is not None
    assert sent.row.state is ClaimState.SUBMITTED
    # The ruling stands on context alone, which is said once it is sent, and can be taken back from there.
    assert "no source supports or refutes" in running.window.notice.texts()[-1]
    running.window.notice.action_button.click()
    running.wait_until_idle()
    assert shown(running).row.id == claim
    assert shown(running).row.state is ClaimState.CHECKING


def test_without_a_passage_nothing_is_attached(start: Start, desk: Path, tmp_path: Path) -> None:
    running = at_a_claim(start, desk)
    captured(running, tmp_path, b"word " * 3000)
    press(running, "V")
    opened = viewer(running)
    press(running, "Ctrl+Return")
    assert "Select the passage" in opened.form.complaint.text()
    opened.view.text.setFocus()
    press(running, "Ctrl+A", "Ctrl+Return")
    assert "up to 5000 characters" in opened.form.complaint.text()
    assert opened.isVisible()
    press(running, "Escape")
    assert evidence(running)[0].draft.excerpt == ""


def test_pages_of_a_pdf_are_turned_found_and_selected_on_the_picture(
    start: Start, desk: Path, tmp_path: Path
) -> None:
    running = at_a_claim(start, desk)
    pages = [pdfs.lines(f"Page {n} of the list", "52 names in all", size=30) for n in range(1, 6)]
    captured(running, tmp_path, pdfs.pages(pages), "list.pdf")
    press(running, "V")
    opened = viewer(running)
    assert nameless(opened) == []
    assert opened.part is not None
    assert opened.view.text.toPlainText() == "Page 1 of the list\n52 names in all"
    image = opened.view.picture.grab().toImage()
    assert min(image.pixelColor(x, y).lightness() for x in range(0, image.width(), 3)
               for y in range(0, image.height() // 4, 3)) < 100  # fmt: skip
    press(running, "Ctrl+PgDown", "Ctrl+PgDown", "Ctrl+PgUp")
    viewer(running)
    assert (opened.part.number, opened.number.text()) == (2, "2")
    press(running, "Ctrl+G")
    write(running, "9")
    press(running, "Return")
    assert "no page 9; there are 5" in opened.message.text()
    press(running, "Ctrl+F")
    write(running, "page 4")
    press(running, "Return")
    viewer(running)
    assert opened.part.number == 4
    assert opened.view.text.textCursor().selectedText() == "Page 4"
    press(running, "F3")
    viewer(running)
    assert opened.view.text.textCursor().selectedText() == "Page 4", "the only place: round the end"
    press(running, "Ctrl+F")
    write(running, "page 9")
    press(running, "Return")
    assert "“page 9” does not stand in this copy" in opened.message.text()
    # With the mouse, from the first to the last character of the second line as it is drawn.
    opened.view.picture.set_selection(19, 34)
    (box,) = opened.view.picture.boxes()
    opened.view.picture.set_selection(0, 0)
    middle = round(box.center().y())
    start_at, end_at = QPoint(round(box.left()) + 1, middle), QPoint(round(box.right()) - 1, middle)
    QTest.mousePress(opened.view.picture, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start_at)
    QTest.mouseMove(opened.view.picture, end_at)
    QTest.mouseRelease(opened.view.picture, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end_at)
    assert opened.form.excerpt.toPlainText() == "52 names in all"
    assert opened.form.locator.text() == "page 4"
    press(running, "Ctrl+=")
    viewer(running)
    assert opened.form.excerpt.toPlainText() == "52 names in all"
    press(running, "Alt+2", "Ctrl+Return")
    (row,) = evidence(running)
    assert (row.draft.excerpt, row.draft.locator) == ("52 names in all", "page 4")


def test_a_picture_is_shown_and_its_words_are_typed(start: Start, desk: Path, tmp_path: Path) -> None:
    running = at_a_claim(start, desk)
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    path = tmp_path / "poster.png"
    assert image.save(str(path))
    captured(running, tmp_path, path.read_bytes(), "poster.png")
    press(running, "V")
    opened = viewer(running)
    assert opened.view.picture.grab().toImage().pixelColor(100, 100).name() == "#ff0000"
    assert not opened.view.text.isVisible()
    assert "type what it shows" in opened.message.text()
    opened.form.excerpt.setFocus()
    write(running, "52 must go home")
    press(running, "Ctrl+Return")
    assert "Say what it does to the claim: 1 Supports, 2 Refutes, 3 Context." in opened.form.complaint.text()
    assert opened.isVisible()
    press(running, "2", "Ctrl+Return")
    assert evidence(running)[0].draft.excerpt == "52 must go home"


PAGE = (
    b"<html><script>alert(1)</script><img src='http://evil.example/x.png' onerror=alert(1)><p>52 &lt;b&gt; names"
)


def test_a_web_page_is_words_and_nothing_of_it_is_loaded(start: Start, desk: Path, tmp_path: Path) -> None:
    running = at_a_claim(start, desk)
    captured(running, tmp_path, PAGE, "page.html")
    press(running, "V")
    assert viewer(running).view.text.toPlainText() == "52 <b> names"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("secret.pdf", pdfs.encrypted(), "protected by a password"),
        ("broken.pdf", b"%PDF-1.7 rubbish", "no PDF that can be read"),
        ("letter.docx", b"PK\x03\x04" + bytes(100), "not shown here"),
        ("broken.png", b"\x89PNG\r\n\x1a\nrubbish", "no picture that can be read"),
    ],
)
def test_what_cannot_be_shown_says_so_and_can_be_saved(
    start: Start, desk: Path, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    running = at_a_claim(start, desk)
    captured(running, tmp_path, data, name)
    press(running, "V")
    opened = viewer(running)
    assert said in opened.message.text()
    assert "Save the copy" in opened.message.text()
    press(running, "Ctrl+S")
    chooser = next(each for each in opened.findChildren(QFileDialog) if each.isVisible())
    target = tmp_path / "saved"
    chooser.fileSelected.emit(str(target))
    running.wait_until_idle()
    assert target.read_bytes() == data
    assert "was written to" in opened.message.text()


def test_a_page_that_is_drawn_without_end_is_given_up_and_the_window_goes_on(
    start: Start, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.controllers.viewing.PATIENCE", 2_000)
    running = at_a_claim(start, desk)
    captured(running, tmp_path, pdfs.form_bomb(), "bomb.pdf")
    press(running, "V")
    opened = viewer(running)
    assert "was given up" in opened.message.text()
    press(running, "Escape", "V")
    viewer(running)
    press(running, "Escape", "J")
    assert running.navigation.claim is not None


def test_ten_megabytes_of_text_do_not_hold_up_the_window(start: Start, desk: Path, tmp_path: Path) -> None:
    running = at_a_claim(start, desk)
    captured(running, tmp_path, b"A line of words that goes on and on.\n\n" * 270_000, "long.txt")
    press(running, "V")
    opened = viewer(running)
    assert opened.part is not None
    assert opened.part.of > 200
    assert len(opened.view.text.toPlainText()) <= 40_000
    press(running, "Ctrl+PgDown")
    assert opened.number.text() == "2"


def test_of_several_copies_each_is_shown(start: Start, desk: Path, tmp_path: Path) -> None:
    running = at_a_claim(start, desk)
    captured(running, tmp_path, b"as it was")
    cards = running.window.inspector.evidence.list
    path = tmp_path / "later.txt"
    path.write_bytes(b"as it is")
    running.capturing.take_dropped([str(path)], cards.cards[0].row.id)
    dialog(running, CaptureDialog)
    press(running, "Ctrl+Return")
    assert len(evidence(running)[0].captures) == 2
    press(running, "V")
    opened = viewer(running)
    assert opened.view.text.toPlainText() == "as it is"
    assert opened.copies.isVisible()
    opened.copies.setFocus()
    press(running, "Up")
    viewer(running)
    assert opened.view.text.toPlainText() == "as it was"


class Browser(QObject):
    """Takes the addresses that would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    QDesktopServices.setUrlHandler("https", made, "open")  # type: ignore[arg-type] # so the binding, not its stub
    yield made
    QDesktopServices.unsetUrlHandler("https")


def test_the_archived_page_is_opened_by_a_key(start: Start, desk: Path, tmp_path: Path, browser: Browser) -> None:
    running = at_a_claim(start, desk)
    assert not running.window.actions_table["open-archive"].isEnabled()
    path = tmp_path / "list.txt"
    path.write_bytes(b"52")
    running.capturing.take_dropped([str(path)], None)
    asked = dialog(running, CaptureDialog)
    asked.archive.setText("https://archive.example/118")
    press(running, "Ctrl+Return", "Shift+O")
    assert browser.opened == ["https://archive.example/118"]
    assert "archived link" in running.window.inspector.verdict.evidence.cards[0].accessibleDescription()


def test_a_dismissed_claim_takes_no_source_and_a_card_shows_its_copies(
    start: Start, desk: Path, tmp_path: Path
) -> None:
    running = at_a_claim(start, desk)
    captured(running, tmp_path, LIST.encode())
    running.window.inspector.show_evidence()
    inspector = running.window.inspector
    card = inspector.evidence.list.cards[0]
    card.setFocus()
    press(running, "V")
    viewer(running)
    press(running, "Escape")
    press(running, "Ctrl+Z")
    assert not running.window.actions_table["view-copy"].isEnabled()
    press(running, "V")
    assert running.window.findChildren(SourceViewer) == []


def test_the_keys_of_the_viewer_stand_in_the_sheet(start: Start, desk: Path) -> None:
    running = at_a_claim(start, desk)
    press(running, "?")
    sheet = dialog(running, KeySheet)
    said = " ".join(each.text() for each in sheet.findChildren(QLabel))
    for words in ("Capture a link…", "View the kept copy…", "Make the selection the excerpt", "In a kept copy"):
        assert words.lower() in said.lower()


def test_it_fits_a_small_window(start: Start, desk: Path, tmp_path: Path) -> None:
    running = at_a_claim(start, desk)
    running.window.resize(1100, 700)
    captured(running, tmp_path, LIST.encode())
    press(running, "V")
    opened = viewer(running)
    assert opened.width() <= 1100
    assert opened.height() <= 700


def test_a_copy_that_somebody_changed_is_not_shown(start: Start, desk: Path, tmp_path: Path) -> None:
    running = at_a_claim(start, desk)
    captured(running, tmp_path, LIST.encode())
    running.close()
    raw = sqlite3.connect(desk)
    raw.execute("DROP TRIGGER capture_content_no_update")
    raw.execute("UPDATE capture_content SET data = ?", (b"forged",))
    raw.commit()
    raw.close()
    again = start(Path(shutil.copy(desk, tmp_path / "again.saidso")))
    press(again, "J", "V")
    opened = viewer(again)
    assert opened.view.text.toPlainText() == ""
    assert any("was changed since it was kept" in text for text in again.window.notice.texts())
