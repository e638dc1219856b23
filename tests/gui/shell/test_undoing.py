"""Undo and redo as one sees them: all panes on one article, the place kept, and what was undone said."""

from __future__ import annotations

from pathlib import Path

from gui.running import Running
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import press, rows, shown


def told(running: Running) -> str:
    return running.window.notice.texts()[-1]


def go_to(running: Running, words: str) -> int:
    row = next(row for row in rows(running) if words in row.words)
    running.navigation.choose_claim(row.id)
    running.wait_until_idle()
    return row.id


def test_an_article_that_is_brought_back_is_shown_in_every_pane(start: Start, desk: Path) -> None:
    running = start(desk)
    library = shown(running).row.article_id
    running.window.actions_table["remove-article"].trigger()
    running.wait_until_idle()
    assert shown(running).row.article_id != library
    press(running, "Ctrl+Z")
    assert shown(running).row.article_id == library
    assert running.navigation.filter.article_id == library
    assert told(running).startswith("Undone: remove ")
    press(running, "Ctrl+Shift+Z")
    assert shown(running).row.article_id != library
