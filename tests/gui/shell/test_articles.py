"""The open article put right after it came in, and taken off the desk: by keys, through the real window."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from core.records import ArticleView, Change, Reading
from core.worker import Analyse, Child, ReadFile
from db.operations import ImportArticle, SetArticleDetails, StoreAnalysis
from gui.running import Running
from gui.views.dialogs.article_dialog import ArticleDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, dialog, press, rows, write

WIRE = """Ferry sails late

HALVERSUND, March 14 (Northwire) — The ferry left on Thursday with 412 people aboard, the mate said.
"""


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(WIRE, encoding="utf-8")
    return path


def opened(running: Running) -> ArticleView:
    article = running.navigation.article
    assert article is not None
    return article


def thursday(running: Running) -> Reading | None:
    claim = next(row.id for row in rows(running) if row.words == "Thursday")
    found = ask(running, lambda desk: desk.read.claim(claim))
    assert found is not None
    return found.reading


def test_wire_copy_without_a_year_asks_for_its_date_and_reads_its_days_with_it(start: Start, wire: Path) -> None:
    running = start(import_paths=[wire])
    assert (opened(running).outlet, opened(running).published) == ("Northwire", None)
    notice = running.window.notice
    assert "Ferry sails late: no date, so “Thursday” cannot be resolved" in notice.texts()
    button = next(each for each in notice.findChildren(QPushButton) if each.text().startswith("Set the date"))
    assert "Shift+D" in button.text()
    press(running, "Shift+D")
    asked = dialog(running, ArticleDialog)
    year = datetime.now(UTC).astimezone().year
    proposed = date.fromisoformat(asked.published.text())
    assert (proposed.month, proposed.day) == (3, 14) and year - 3 <= proposed.year <= year
    assert str(proposed.year) in asked.hint.text() and "March 14" in asked.hint.text()
    # The year stands selected: it is the part that has to be confirmed.
    assert asked.published.selectedText() == str(proposed.year)
    write(running, "2024")
    press(running, "Ctrl+Return")
    assert opened(running).published == date(2024, 3, 14)
    reading = thursday(running)
    assert reading is not None and reading.time is not None and reading.time.start == date(2024, 3, 14)
    assert any("was read again" in text for text in notice.texts())
    assert not any("cannot be resolved" in text for text in notice.texts())
    press(running, "Ctrl+Z")
    assert opened(running).published is None
    reading = thursday(running)
    assert reading is not None and reading.time is not None and reading.time.start is None


def test_several_articles_without_a_date_take_one_notice(start: Start, wire: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.txt"
    text = wire.read_text(encoding="utf-8")
    second.write_text(text.replace("Ferry sails late", "Pier shut").replace("Dalga", "Orvin"), encoding="utf-8")
    running = start(import_paths=[wire, second])
    notice = running.window.notice
    [told] = [each for each in notice.texts() if "no date" in each]
    assert told.startswith("2 articles have no date, so days in them cannot be resolved; the first: ")
    # The first is dated; what is left is told as what it is.
    next(each for each in notice.findChildren(QPushButton) if each.text().startswith("Set the date")).click()
    running.wait_until_idle(60)
    dialog(running, ArticleDialog)
    write(running, "2024")
    press(running, "Ctrl+Return")
    [told] = [each for each in notice.texts() if "no date" in each]
    assert told.endswith(": no date, so “Thursday” cannot be resolved")
    # Put away, it does not come again with the next.
    notice.withdraw(told)
    third = tmp_path / "third.txt"
    third.write_text(text.replace("Ferry sails late", "Boat found"), encoding="utf-8")
    running.importing.import_paths([third])
    running.wait_until_idle(120)
    assert [each for each in notice.texts() if "no date" in each] == [
        "Boat found: no date, so “Thursday” cannot be resolved"
    ]


def test_a_title_and_an_outlet_are_put_right_where_they_are_shown(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "Shift+D")
    asked = dialog(running, ArticleDialog)
    asked.title.setText("")
    press(running, "Ctrl+Return")
    assert asked.isVisible() and "needs a title" in asked.complaint.text()
    asked.title.setText("Library shuts two rooms")
    asked.outlet.setText("Norvil Courier")
    asked.published.setText("12 September")
    press(running, "Ctrl+Return")
    assert asked.isVisible() and "year-month-day" in asked.complaint.text()
    asked.published.setText("2025-09-12")
    press(running, "Ctrl+Return")
    assert (opened(running).title, opened(running).outlet) == ("Library shuts two rooms", "Norvil Courier")
    assert "Library shuts two rooms" in [row.title for row in running.navigation.articles]


def test_an_article_is_removed_and_brought_back(start: Start, desk: Path) -> None:
    running = start(desk)
    title = opened(running).title
    running.window.actions_table["remove-article"].trigger()
    running.wait_until_idle()
    assert title not in [row.title for row in running.navigation.articles]
    assert f"Removed, with all its checks: {title}" in running.window.notice.texts()
    running.window.notice.action_button.click()
    running.wait_until_idle()
    assert title in [row.title for row in running.navigation.articles]
    assert opened(running).title == title


def test_a_date_that_is_set_while_the_article_is_analysed_is_what_its_days_are_read_with(
    start: Start, wire: Path
) -> None:
    running = start()
    child = Child()
    try:
        stored = running.session
        found = child.run(ReadFile(wire))
        article: list[ArticleView | None] = []

        def read(change: Change) -> None:
            stored.read(lambda desk: desk.read.article(change.focus_article or 0), article.append)

        stored.act(ImportArticle(found), read)
        running.wait_until_idle()
        view = article[0]
        assert view is not None and view.pipeline is None
        undated = child.run(Analyse(view.title, view.text, None))
    finally:
        child.close()
    # The date is set while the analysis without it is under way.
    stored.act(SetArticleDetails(view.id, view.title, published=date(2024, 3, 14)))
    stored.act(StoreAnalysis(view.version_id, undated))
    running.wait_until_idle()
    now = ask(running, lambda desk: desk.read.article(view.id))
    assert now is not None
    running.articles.on_analysed(now, undated, None)
    running.wait_until_idle()
    running.navigation.choose_article(view.id)
    running.wait_until_idle()
    reading = thursday(running)
    assert reading is not None and reading.time is not None and reading.time.start == date(2024, 3, 14)
