"""Articles come in through the real child process: good ones, bad ones, cancelled ones, and a child that dies."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.running import Running
from gui.views.dialogs.paste_dialog import PasteDialog
from gui.views.frame.progress_line import ProgressLine
from tests.gui.shell.conftest import ARTICLE, OTHER, Start
from tests.gui.shell.driving import ask, choose_file, dialog, drop, press, rows, shown, write


def titles(running: Running) -> list[str]:
    return [row.title for row in running.navigation.articles]


@pytest.fixture
def long(article: Path, other: Path) -> list[Path]:
    """Two articles whose analysis takes long enough to be caught in the middle."""
    for path, text in ((article, ARTICLE), (other, OTHER)):
        paragraphs = text.split("\n\n", 2)[-1]
        path.write_text(text + ("\n" + paragraphs) * 80, encoding="utf-8")
    return [article, other]


def job(running: Running) -> str:
    """What the status strip says is being done; empty when nothing is."""
    strip = running.window.status.articles
    return strip.text() if strip.isVisible() else ""


def wait_for_analysis(running: Running, qtbot: QtBot) -> int:
    """Wait until the first of two articles is being analysed, and return the child's number."""
    line = running.window.status.findChild(ProgressLine)
    assert line is not None

    def told() -> bool:
        return job(running) == "Analysing 1 of 2 articles" and not line.accessibleName().startswith("0 ")

    qtbot.waitUntil(told, timeout=30_000)
    assert running.worker.pid is not None
    return running.worker.pid


def unanalysed(running: Running) -> list[str]:
    return [title for _, title in ask(running, lambda desk: desk.read.unanalysed())]


def test_an_empty_desk_says_how_to_begin_and_takes_files_by_menu(start: Start, article: Path) -> None:
    running = start()
    assert titles(running) == []
    assert not running.window.actions_table["export"].isEnabled()
    press(running, "Ctrl+O")
    choose_file(running, str(article))
    assert titles(running) == ["Harbour fees to rise, port says"]
    assert shown(running).article_title == "Harbour fees to rise, port says"
    assert running.window.notice.texts() == []
    assert job(running) == ""
    words = {row.words for row in rows(running)}
    assert any("52 ships" in text for text in words)
    assert any("waited long enough" in text for text in words)


def test_bad_files_are_named_and_the_good_ones_come_in(
    start: Start, article: Path, other: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "batch"
    (folder / "inner").mkdir(parents=True)
    shutil.copy(article, folder / "a.txt")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    shutil.copy(other, folder / "inner" / "z.txt")
    running = start()
    assert drop(running.window, [folder, tmp_path / "missing.txt"])
    running.wait_until_idle()
    assert sorted(titles(running)) == ["Harbour fees to rise, port says", "Library closes two rooms"]
    notices = running.window.notice.texts()
    assert [any(name in text for text in notices) for name in ("empty.txt", "binary.txt", "missing.txt")] == [
        True
    ] * 3
    assert len(notices) == 3
    assert unanalysed(running) == []


def test_files_dropped_on_a_text_field_are_articles_too(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    window = running.window
    rationale, comment = window.inspector.verdict.rationale, window.inspector.comments.field
    targets = (rationale.viewport(), comment.viewport(), window.header.search(), window.reader.find_bar.field)
    for number, target in enumerate(targets):
        article = tmp_path / f"{number}.txt"
        article.write_text(f"Number {number}\n\nRain fell for 3 days in Norvil.\n", encoding="utf-8")
        assert drop(target, [article])
        running.wait_until_idle()
        assert titles(running)[0] == f"Number {number}"
    assert rationale.toPlainText() == comment.toPlainText() == ""
    assert window.header.search().text() == window.reader.find_bar.field.text() == ""


def test_what_is_no_file_is_not_taken(start: Start, desk: Path) -> None:
    running = start(desk)
    data = QMimeData()
    data.setText("words")
    event = QDragEnterEvent(
        QPoint(4, 4), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(running.window, event)
    assert not event.isAccepted()


def test_an_article_is_pasted(start: Start) -> None:
    running = start()
    QGuiApplication.clipboard().setText(OTHER)
    press(running, "Ctrl+Shift+V")
    form = dialog(running, PasteDialog)
    assert form.text.toPlainText() == OTHER
    assert form.focusWidget() is form.text
    form.title.setFocus()
    write(running, "Rooms closed")
    press(running, "Ctrl+Return")
    assert titles(running) == ["Rooms closed"]
    assert shown(running).article_title == "Rooms closed"


def test_the_same_article_again_adds_nothing(start: Start, desk: Path, article: Path) -> None:
    running = start(desk)
    article.write_text(ARTICLE.replace("\n", "\r\n"), encoding="utf-8")
    running.importing.import_paths([article])
    running.wait_until_idle()
    before = titles(running)
    running.importing.import_paths([article])
    running.wait_until_idle()
    assert titles(running) == before
    assert running.window.notice.texts() == ["harbour.txt: this article is already on the desk."]
    running.window.notice.clear()
    running.importing.import_paths([article], quietly=True)
    running.wait_until_idle()
    assert running.window.notice.texts() == []


def test_an_import_is_undone_and_redone(start: Start, article: Path) -> None:
    running = start()
    running.importing.import_paths([article])
    running.wait_until_idle()
    press(running, "Ctrl+Z")
    assert titles(running) == []
    assert running.navigation.article is None
    assert running.navigation.claim is None
    press(running, "Ctrl+Shift+Z")
    assert titles(running) == ["Harbour fees to rise, port says"]
    assert shown(running).article_title == "Harbour fees to rise, port says"


def test_cancel_stops_the_analysis_and_the_next_opening_goes_on(
    start: Start, qtbot: QtBot, long: list[Path]
) -> None:
    running = start()
    running.importing.import_paths(long)
    pid = wait_for_analysis(running, qtbot)
    turns = running.window.turns
    gentle = [turns.gentle]  # the window works in small pieces meanwhile
    running.window.status.articles.cancel_button.click()
    running.wait_until_idle()
    gentle.append(turns.gentle)
    assert gentle == [True, False]
    assert job(running) == ""
    qtbot.waitUntil(lambda: running.worker.pid != pid)  # killed, whether it was at work just then or not
    assert len(titles(running)) == len(unanalysed(running)) == 2  # stored at once, waiting
    assert "2 waiting" in running.window.notice.texts()[0]
    assert running.window.actions_table["analyse"].isEnabled()
    running.close()
    again = start()
    assert unanalysed(again) == []
    assert not again.window.actions_table["analyse"].isEnabled()
    assert shown(again).row.id


def test_a_child_that_dies_is_told_and_the_others_go_on(start: Start, qtbot: QtBot, long: list[Path]) -> None:
    running = start()
    running.importing.import_paths(long)
    os.kill(wait_for_analysis(running, qtbot), signal.SIGKILL)
    running.wait_until_idle()
    (waiting,) = unanalysed(running)
    assert running.window.notice.texts()[0].startswith(f"{waiting}: ")
    running.window.actions_table["analyse"].trigger()
    running.wait_until_idle()
    assert unanalysed(running) == []


def test_closing_in_the_middle_leaves_whole_articles(start: Start, qtbot: QtBot, long: list[Path]) -> None:
    running = start()
    running.importing.import_paths(long)
    pid = wait_for_analysis(running, qtbot)
    running.window.close()
    running.close()
    assert not Path(f"/proc/{pid}").exists()
    again = start()
    assert len(titles(again)) == 2
    assert unanalysed(again) == []


def test_a_batch_stands_in_its_order_and_its_first_article_is_shown(
    start: Start, article: Path, other: Path, tmp_path: Path
) -> None:
    third = tmp_path / "third.txt"
    third.write_text("Bridge opens\n\n“It holds,” said Ada Lind.\n", encoding="utf-8")
    running = start()
    running.importing.import_paths([article, other, third])
    running.wait_until_idle()
    order = ["Harbour fees to rise, port says", "Library closes two rooms", "Bridge opens"]
    assert [row.title for row in running.navigation.articles] == order
    assert shown(running).article_title == order[0]
