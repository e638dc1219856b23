"""What goes wrong while one works: a full or read-only disk, a locked desk, hostile and huge texts. In the window.

Errors of the disk are raised where SQLite would raise them, at the driver: whoever runs this may be root.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from sqlalchemy import event

from core.records import ClaimFilter, EvidenceDraft
from db.operations import AddEvidence, ImportArticle
from db.store import Desk, open_desk
from gui import words
from gui.running import Running
from gui.settings import ADVANCE, Settings
from gui.views.paste_dialog import PasteDialog
from tests.benchmarks.making import article as large_article
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, dialog, press, shown, write

FULL = (sqlite3.SQLITE_FULL, "database or disk is full")
READ_ONLY = (sqlite3.SQLITE_READONLY, "attempt to write a readonly database")


@contextmanager
def failing(running: Running, code: int, said: str) -> Iterator[None]:
    """Every write of the desk fails as the driver would have it fail."""

    def fail(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            error = sqlite3.OperationalError(said)
            error.sqlite_errorcode = code
            raise error

    def listen(desk: Desk) -> Callable[[], None]:
        engine = desk.connection.engine
        event.listen(engine, "before_cursor_execute", fail)
        return lambda: event.remove(engine, "before_cursor_execute", fail)

    stop = ask(running, listen)
    try:
        yield
    finally:
        stop()


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


def test_a_source_of_100_000_characters_is_shown_and_the_claim_goes_on(start: Start, desk: Path) -> None:
    running = start(desk)
    claim = shown(running).row.id
    long = ("A source that never ends " * 4_000).strip()
    running.session.act(AddEvidence(claim, EvidenceDraft(long, note=long)))
    running.wait_until_idle()
    view = shown(running)
    kept = [row.draft.note for row in view.evidence]
    assert kept == [long] or (kept == [] and running.window.notice.texts())
    running.window.grab()
    press(running, "J", "K")
    assert shown(running).row.id == claim


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
    assert ask(running, lambda desk: desk.read.claim_tally(ClaimFilter())).total == 10_000
    press(running, "Ctrl+Z", "K")
    assert shown(running).row.id == first
