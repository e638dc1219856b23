"""What goes wrong while one works: a full or read-only disk, a locked desk, hostile and huge texts. In the window.

Errors of the disk are raised where SQLite would raise them, at the driver: whoever runs this may be root.
"""

from __future__ import annotations

import itertools
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import Engine, event

from core.records import ClaimFilter, ClaimState, Stance
from db import health
from db.operations import ImportArticle
from db.store import Desk, open_desk
from gui import words
from gui.running import Running
from gui.settings import ADVANCE, Settings
from gui.views.dialogs.evidence_dialog import EvidenceDialog
from gui.views.dialogs.paste_dialog import PasteDialog
from tests.benchmarks.making import article as large_article
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, dialog, press, shown, write

FULL = (sqlite3.SQLITE_FULL, "database or disk is full")
READ_ONLY = (sqlite3.SQLITE_READONLY, "attempt to write a readonly database")


@contextmanager
def failing(running: Running, code: int, said: str, spared: int = 0) -> Iterator[None]:
    """Every write of the desk fails as the driver would have it fail, but for the first `spared` of them."""
    left = itertools.count(spared, -1)

    def fail(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")) and next(left) <= 0:
            raise driver_error(code, said)

    def listen(desk: Desk) -> Callable[[], None]:
        engine = desk.connection.engine
        event.listen(engine, "before_cursor_execute", fail)
        return lambda: event.remove(engine, "before_cursor_execute", fail)

    stop = ask(running, listen)
    try:
        yield
    finally:
        stop()


def driver_error(code: int, said: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(said)
    error.sqlite_errorcode = code
    return error


@contextmanager
def failing_at_the_end(running: Running, code: int, said: str) -> Iterator[None]:
    """Writes are taken, and then the commit fails: that is where a disk that has filled up shows with a log."""

    writing = False

    def begin(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        nonlocal writing
        if statement.startswith("BEGIN"):
            writing = statement == "BEGIN IMMEDIATE"

    def put_in(desk: Desk) -> Callable[[], None]:
        engine = desk.connection.engine
        commit = engine.dialect.do_commit

        def fail(connection: Any) -> None:
            if writing:
                raise driver_error(code, said)
            commit(connection)

        event.listen(engine, "before_cursor_execute", begin)
        setattr(engine.dialect, "do_commit", fail)  # noqa: B010 (a method of one object only)

        def take_out() -> None:
            event.remove(engine, "before_cursor_execute", begin)
            setattr(engine.dialect, "do_commit", commit)  # noqa: B010

        return take_out

    take_out = ask(running, put_in)
    try:
        yield
    finally:
        take_out()


def states(running: Running) -> dict[int, ClaimState]:
    ids = running.window.claim_model.ids()
    return {row.id: row.state for row in ask(running, lambda desk: desk.read.claim_rows(ids)).values()}


def is_sound(running: Running) -> bool:
    return ask(running, lambda desk: health.check(desk.connection).sound)


def notices(running: Running) -> str:
    return " ".join(running.window.notice.texts())


@pytest.mark.parametrize(("code", "said"), [FULL, READ_ONLY], ids=["full", "read-only"])
def test_what_the_disk_does_not_take_stays_visibly_unsaved_and_the_rest_goes_on(
    start: Start, desk: Path, settings: Settings, code: int, said: str
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    with failing(running, code, said):
        press(running, "1")
        assert shown(running).check.so is None
        assert running.window.notice.texts()
        press(running, "A", "W")
        write(running, "Words that matter")
        press(running, "Escape", "J", "K")
        assert running.window.inspector.verdict.rationale.toPlainText() == "Words that matter"
        assert "not saved" in running.window.inspector.status()
        press(running, "Shift+PgDown", "Shift+PgUp")  # reading goes on
    press(running, "1")
    view = shown(running)
    assert view.check.so == "true"
    assert ask(running, lambda desk: desk.read.claim(view.row.id)) is not None
    assert view.check.rationale == "Words that matter"  # tried again by itself


@pytest.mark.parametrize(("code", "said"), [FULL, READ_ONLY], ids=["full", "read-only"])
@pytest.mark.parametrize("how", [partial(failing, spared=4), failing_at_the_end], ids=["half-way", "at the end"])
def test_a_bulk_action_that_the_disk_does_not_take_is_not_done_at_all(
    start: Start, desk: Path, how: Callable[..., AbstractContextManager[None]], code: int, said: str
) -> None:
    running = start(desk)
    before, claim = states(running), shown(running).row.id
    undo = running.window.actions_table.plain_text("undo")
    with how(running, code, said):
        press(running, "Ctrl+A", "A")
        assert "Not saved" in notices(running)
        assert states(running) == before
        assert running.window.actions_table.plain_text("undo") == undo
        running.window.claims_pane.clear_selection()
        press(running, "J", "K")  # reading goes on
        assert shown(running).row.id == claim
    press(running, "Ctrl+A", "A")
    assert set(states(running).values()) == {ClaimState.OPEN}
    assert is_sound(running)
    press(running, "Ctrl+Z")
    assert states(running) == before


@pytest.mark.parametrize(("code", "said"), [FULL, READ_ONLY], ids=["full", "read-only"])
def test_an_undo_that_the_disk_does_not_take_can_be_done_again(
    start: Start, desk: Path, settings: Settings, code: int, said: str
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    press(running, "1")
    with failing(running, code, said, spared=1):
        press(running, "Ctrl+Z")
        assert "Not saved" in notices(running)
        assert shown(running).check.so == "true"
    press(running, "Ctrl+Z")
    assert shown(running).check.so is None
    assert is_sound(running)


@pytest.mark.parametrize(("code", "said"), [FULL, READ_ONLY], ids=["full", "read-only"])
def test_an_article_that_the_disk_does_not_take_is_named_and_is_not_there_in_part(
    start: Start, desk: Path, tmp_path: Path, code: int, said: str
) -> None:
    running = start(desk)
    before = [row.id for row in running.navigation.articles]
    path = tmp_path / "ferry.txt"
    path.write_text("Ferry stops\n\nThe ferry to Velin stops on 3 May, said Ada Lind.\n", encoding="utf-8")
    with failing(running, code, said, spared=1):
        running.importing.import_paths([path])
        running.wait_until_idle()
        assert "Not saved" in notices(running)
        assert [row.id for row in running.navigation.articles] == before
        assert [row.id for row in ask(running, lambda desk: desk.read.articles())] == before
        press(running, "J", "K")
    running.importing.import_paths([path])
    running.wait_until_idle()
    assert running.navigation.articles[0].title == "Ferry stops"
    assert is_sound(running)


def test_a_desk_that_cannot_be_written_when_it_is_opened_says_so(
    start: Start, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("PRAGMA user_version="):  # the write by which a desk is tried at opening
            raise driver_error(*READ_ONLY)

    event.listen(Engine, "before_cursor_execute", fail)
    try:
        running = start(desk)
    finally:
        event.remove(Engine, "before_cursor_execute", fail)
    screen = running.window.desk_screen
    texts = " ".join(each.text() for each in screen.findChildren(QLabel))
    assert running.window.stack.currentWidget() is screen
    assert "cannot be written" in texts and "copy it" in texts
    screen.again_button.click()
    running.wait_until_idle()
    assert running.window.stack.currentWidget() is running.window.splitter
    assert shown(running)


def test_a_claim_that_cannot_be_read_is_said_and_the_others_go_on(start: Start, desk: Path) -> None:
    running = start(desk)
    first = shown(running).row.id

    def fail(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "mention_piece" in statement:
            raise driver_error(sqlite3.SQLITE_IOERR, "disk I/O error")

    engine = ask(running, lambda desk: desk.connection.engine)
    event.listen(engine, "before_cursor_execute", fail)
    press(running, "J")
    event.remove(engine, "before_cursor_execute", fail)
    assert "could not be read" in notices(running)
    press(running, "J", "K", "K")
    assert shown(running).row.id == first


def test_a_desk_that_is_open_elsewhere_is_said_and_can_be_tried_again(start: Start, desk: Path) -> None:
    with open_desk(desk):
        running = start(desk)
        texts = " ".join(each.text() for each in running.window.desk_screen.findChildren(QLabel))
        assert "open" in texts
        assert running.window.stack.currentWidget() is running.window.desk_screen
    running.window.desk_screen.again_button.click()
    running.wait_until_idle()
    assert running.window.stack.currentWidget() is running.window.splitter
    assert shown(running)


def test_a_source_of_100_000_characters_is_kept_whole_and_the_claim_goes_on(start: Start, desk: Path) -> None:
    running = start(desk)
    claim = shown(running).row.id
    long = ("A source that never ends " * 4_000).strip()
    press(running, "E")
    asked = dialog(running, EvidenceDialog)
    asked.title.setText("The whole log")
    asked.stances[Stance.SUPPORTS].click()
    asked.note.setFocus()
    QApplication.clipboard().setText(long)
    asked.note.paste()
    asked.accept()
    running.wait_until_idle()
    assert [row.draft.note for row in shown(running).evidence] == [long]
    running.window.grab()
    press(running, "J", "K")
    assert shown(running).row.id == claim
    press(running, "Ctrl+Z")
    assert shown(running).evidence == ()


def test_markup_from_the_clipboard_comes_in_as_its_words(start: Start, desk: Path) -> None:
    running = start(desk)
    page = QMimeData()
    page.setHtml('<p>It <b>was</b> so.</p><script>alert("x")</script><img src="http://127.0.0.1:9/x.png">')
    QApplication.clipboard().setMimeData(page)
    press(running, "W", "Ctrl+V", "Escape")
    said = shown(running).check.rationale
    assert "<" not in said and "alert" not in said
    press(running, "Ctrl+Shift+V")
    asked = dialog(running, PasteDialog)
    assert "<" not in asked.text.toPlainText() and "alert" not in asked.text.toPlainText()
    asked.reject()


def test_scripts_in_what_is_pasted_are_words_or_nothing(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "Ctrl+Shift+V")
    asked = dialog(running, PasteDialog)
    html = '<script>alert("x")</script><p onclick="y()">“We paid 52 men,” said Ada Lind.</p>'
    asked.text.setPlainText(f"<html><body>{html}</body></html>")
    asked.accept()
    running.wait_until_idle()
    running.navigation.choose_article(running.navigation.articles[0].id)
    running.wait_until_idle()
    article = running.navigation.article
    assert article is not None
    assert "We paid 52 men" in article.text
    # Shown as plain text, to the character: nothing of it is taken for markup.
    assert running.window.reader.page.document().toPlainText().replace("\u2029", "\n") == article.text
    press(running, "/")
    write(running, "<b>\"';--")
    press(running, "Return")
    assert running.window.claim_model.rowCount() == 0


def test_ten_thousand_mentions_in_one_article(start: Start, tmp_path: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    path = tmp_path / "many.saidso"
    with open_desk(path) as desk:
        desk.transact(ImportArticle(*large_article(0, 10_000, random.Random(5))), "bench")  # noqa: S311
    running = start(path)
    assert running.window.claim_model.rowCount() == 10_000
    first = shown(running).row.id
    press(running, "J", "1", "Ctrl+A")
    assert running.window.claims_pane.bulk.title.text() == f"{words.claims(10_000)} chosen"
    press(running, "A")
    opened = ClaimFilter(text="state:open")
    assert len(ask(running, lambda desk: desk.read.claim_ids(opened))) == 9_999  # and one that is rated already
    press(running, "Ctrl+Z")
    assert ask(running, lambda desk: desk.read.claim_ids(opened)) == []
    assert ask(running, lambda desk: desk.read.claim_tally(ClaimFilter())).total == 10_000
    press(running, "K")
    assert shown(running).row.id == first
