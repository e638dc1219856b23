"""Sources in the real window: captured from a link, a file, the clipboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from core.records import EvidenceDraft, Stance
from db.operations import AddEvidence
from gui.settings import PRIVATE, Settings
from gui.views.dialogs.capture_dialog import CaptureDialog
from tests.core.evidence import pdfs
from tests.core.evidence.test_fetch import Site, site
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, choose_file, dialog, drop, focus, press, shown, write
from tests.gui.shell.sources import at_a_claim, evidence
from tests.gui.shell.test_accessibility import nameless

__all__ = ["site"]


def test_a_link_is_fetched_kept_and_taken_back_by_keys(
    start: Start, desk: Path, site: Site, settings: Settings
) -> None:
    settings.set(PRIVATE, True)
    running = at_a_claim(start, desk)
    link = f"http://127.0.0.1:{site.port}/old"
    site.answers["/old"] = (301, {"Location": "/list"}, b"")
    press(running, "L")
    asked = dialog(running, CaptureDialog)
    assert nameless(asked) == []
    write(running, link)
    press(running, "Ctrl+Return")
    (row,) = evidence(running)
    (copy,) = row.captures
    assert row.draft == EvidenceDraft("Änderung 118", link)
    assert (copy.requested_url, copy.url) == (link, f"http://127.0.0.1:{site.port}/list")
    assert copy.by == settings.checker()
    assert not running.window.status.copies.isVisible()
    assert running.window.notice.texts() == ["Copy kept: Änderung 118"]
    inspector = running.window.inspector
    assert inspector.evidence.isVisible()
    assert inspector.tabs.accessibleTabName(1) == "Evidence 1"
    assert f"sha256 {copy.sha256[:8]}…" in inspector.verdict.evidence.cards[0].accessibleDescription()
    assert running.window.actions_table["undo"].text() == "Undo capture: Änderung 118"
    press(running, "Ctrl+Z")
    assert evidence(running) == ()
    press(running, "Ctrl+Shift+Z")
    assert evidence(running)[0].captures == (copy,)


def test_a_link_that_gives_nothing_is_told_and_asked_for_again_as_it_was(
    start: Start, desk: Path, site: Site
) -> None:
    running = at_a_claim(start, desk)
    press(running, "L")
    asked = dialog(running, CaptureDialog)
    asked.link.setText("nonsense")
    press(running, "Ctrl+Return")
    assert "begins with http" in asked.complaint.text()
    asked.link.setText(f"http://127.0.0.1:{site.port}/list")
    asked.title.setText("The list")
    asked.stances[Stance.REFUTES].click()
    asked.confidential.setChecked(True)
    press(running, "Ctrl+Return")
    (notice,) = running.window.notice.rows
    assert "private network" in notice.text()
    assert "settings" in notice.text()
    assert site.asked == []
    assert evidence(running) == ()
    running.settings.set(PRIVATE, True)
    notice.action_button.click()
    again = dialog(running, CaptureDialog)
    assert again.link.text() == f"http://127.0.0.1:{site.port}/list"
    press(running, "Ctrl+Return")
    (row,) = evidence(running)
    assert row.draft.title == "The list"
    assert (row.draft.stance, row.draft.confidential) == (Stance.REFUTES, True)


def test_a_fetch_is_shown_and_can_be_given_up(
    start: Start, desk: Path, site: Site, settings: Settings, qtbot: QtBot
) -> None:
    """The server sends the beginning and then nothing more: the window goes on, and Cancel ends it."""
    settings.set(PRIVATE, True)
    running = at_a_claim(start, desk)
    site.answers["/slow"] = (200, {"Content-Length": "5000000"}, b"x" * 100_000)
    press(running, "L")
    dialog(running, CaptureDialog)
    write(running, f"http://127.0.0.1:{site.port}/slow")
    QTest.keySequence(focus(running), QKeySequence("Ctrl+Return"))
    strip = running.window.status.copies
    qtbot.waitUntil(lambda: "kB" in strip.text(), timeout=20_000)
    assert strip.isVisible()
    assert strip.text().startswith("Capturing 127.0.0.1, ")
    assert running.window.actions_table["cancel-capture"].isEnabled()
    before = shown(running).row.id
    running.window.activateWindow()
    qtbot.waitUntil(running.window.isActiveWindow)
    QTest.keySequence(running.window, QKeySequence("J"))
    qtbot.waitUntil(lambda: running.navigation.claim_id != before, timeout=5_000)
    assert running.capturing.is_busy
    QTest.keySequence(running.window, QKeySequence("Ctrl+."))
    running.wait_until_idle()
    assert not strip.isVisible()
    assert not running.window.actions_table["cancel-capture"].isEnabled()
    assert running.window.notice.texts() == ["Capturing was stopped; nothing was kept."]
    press(running, "K")
    assert shown(running).row.id == before
    assert evidence(running) == ()


def test_who_writes_while_a_source_comes_in_goes_on_writing(
    start: Start, desk: Path, site: Site, settings: Settings
) -> None:
    settings.set(PRIVATE, True)
    running = at_a_claim(start, desk)
    press(running, "L")
    dialog(running, CaptureDialog)
    write(running, f"http://127.0.0.1:{site.port}/list")
    QTest.keySequence(QApplication.focusWidget() or running.window, QKeySequence("Ctrl+Return"))
    running.window.activateWindow()
    running.window.inspector.focus_rationale()
    running.wait_until_idle()
    assert len(evidence(running)) == 1
    field = running.window.inspector.verdict.rationale
    assert field.isVisible()
    assert running.window.focusWidget() is field


def test_a_file_is_chosen_and_named(start: Start, desk: Path, tmp_path: Path) -> None:
    running = at_a_claim(start, desk)
    path = tmp_path / "Prisoner list.pdf"
    path.write_bytes(pdfs.pages([pdfs.lines("52 names")]))
    press(running, "Shift+F")
    dialog(running, QFileDialog)
    choose_file(running, str(path))
    asked = dialog(running, CaptureDialog)
    assert asked.title.text() == "Prisoner list"
    assert not asked.link.isVisible()
    asked.archive.setText("archive.example/1")
    press(running, "Ctrl+Return")
    assert "Leave it empty" in asked.complaint.text()
    asked.archive.setText("https://archive.example/1")
    press(running, "Ctrl+Return")
    (row,) = evidence(running)
    assert (row.draft.title, row.captures[0].media_type) == ("Prisoner list", "application/pdf")
    assert row.captures[0].archive_url == "https://archive.example/1"
    assert row.captures[0].size == path.stat().st_size


def test_files_dropped_on_the_evidence_are_sources_and_no_articles(
    start: Start, desk: Path, tmp_path: Path
) -> None:
    running = at_a_claim(start, desk)
    articles = len(running.navigation.articles)
    paths = [tmp_path / name for name in ("one.txt", "two.csv", "empty.txt")]
    for path, data in zip(paths, (b"52", b"a,b", b""), strict=True):
        path.write_bytes(data)
    running.window.inspector.show_evidence()
    assert drop(running.window.inspector.evidence, paths)
    running.wait_until_idle()
    assert [row.draft.title for row in evidence(running)] == ["one", "two"]
    assert any("empty.txt is empty" in text for text in running.window.notice.texts())
    assert len(running.navigation.articles) == articles
    assert drop(running.window.inspector.head, paths[:1]), "anywhere else it is an article"
    running.wait_until_idle()
    assert len(running.navigation.articles) == articles + 1


def test_a_file_dropped_on_a_card_is_a_copy_of_that_source(start: Start, desk: Path, tmp_path: Path) -> None:
    running = at_a_claim(start, desk)
    claim = shown(running).row.id
    for title in ("First", "Second"):
        running.session.act(AddEvidence(claim, EvidenceDraft(title)))
    running.wait_until_idle()
    running.window.inspector.show_evidence()
    running.wait_until_idle()
    cards = running.window.inspector.evidence.list
    path = tmp_path / "scan.txt"
    path.write_bytes(b"52 names")
    over = cards.cards[1].geometry().center()
    assert _drop_at(cards, over, path)
    running.wait_until_idle()
    asked = dialog(running, CaptureDialog)
    assert "Second" in asked.windowTitle()
    assert nameless(asked) == []
    press(running, "Ctrl+Return")
    first, second = evidence(running)
    assert first.captures == ()
    assert [copy.size for copy in second.captures] == [8]


def _drop_at(target: QWidget, at: QPoint, path: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, copy, data, left, none)
    QApplication.sendEvent(target, enter)
    event = QDropEvent(QPointF(at), copy, data, left, none)
    QApplication.sendEvent(target, event)
    return enter.isAccepted() and event.isAccepted()


def test_text_and_pictures_are_taken_from_the_clipboard(start: Start, desk: Path) -> None:
    running = at_a_claim(start, desk)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("She said: <b>52</b> of them.")
    press(running, "Shift+V")
    asked = dialog(running, CaptureDialog)
    assert asked.title.text() == "Pasted text"
    write(running, "Message of 12 September")
    press(running, "Ctrl+Return")
    image = QImage(40, 30, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.red)
    clipboard.setImage(image)
    press(running, "Shift+V")
    dialog(running, CaptureDialog)
    press(running, "Ctrl+Return")
    text, picture = evidence(running)
    assert text.draft.title == "Message of 12 September"
    assert ask(running, lambda opened: opened.read.capture(text.captures[0].id)) == b"She said: <b>52</b> of them."
    assert picture.captures[0].media_type == "image/png"
    kept = QImage.fromData(ask(running, lambda opened: opened.read.capture(picture.captures[0].id)))
    assert (kept.width(), kept.height(), kept.pixelColor(5, 5).name()) == (40, 30, "#ff0000")


def test_a_link_in_the_clipboard_is_offered_for_fetching(start: Start, desk: Path) -> None:
    running = at_a_claim(start, desk)
    QGuiApplication.clipboard().setText(" https://gazette.example/118 ")
    press(running, "Shift+V")
    assert dialog(running, CaptureDialog).link.text() == "https://gazette.example/118"
    press(running, "Escape")
    assert evidence(running) == ()


def test_an_empty_clipboard_and_a_picture_too_large_are_told(
    start: Start, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = at_a_claim(start, desk)
    QGuiApplication.clipboard().clear()
    press(running, "Shift+V")
    assert "nothing to keep" in running.window.notice.texts()[0]
    monkeypatch.setattr("gui.controllers.capturing.MOST_PASTED", 100)
    QGuiApplication.clipboard().setImage(QImage(40, 30, QImage.Format.Format_RGB32))
    press(running, "Shift+V")
    assert any("40 × 30 pixels. Save it as a file" in text for text in running.window.notice.texts())
    assert evidence(running) == ()
