"""Undo and redo as one sees them: all panes on one article, the place kept, and what was undone said."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from core.records import Analysis, ComparisonKind, Document, MentionKind
from db.operations import AddClaim, ImportArticle, RuleComparison, SetAside
from gui.running import Running
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import press, rows, shown, write


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
    # What was undone is no news once it is redone.
    assert [text.partition(":")[0] for text in running.window.notice.texts("good")] == ["Redone"]


def test_undoing_an_import_goes_back_to_where_one_was(
    start: Start, desk: Path, tmp_path: Path, analysed: list[tuple[Document, Analysis]]
) -> None:
    running = start(desk)
    press(running, "Shift+PgDown", "J")
    before = (shown(running).row.id, running.navigation.filter)
    document, analysis = analysed[0]
    again = replace(
        document, name="third.txt", original=b"third", sha256=sha256(b"third").hexdigest(), title="A third article"
    )
    running.session.act(
        ImportArticle(again, analysis), lambda change: running.navigation.choose_article(change.focus_article or 0)
    )
    running.wait_until_idle()
    assert shown(running).row.id != before[0]
    press(running, "Ctrl+Z")
    assert (shown(running).row.id, running.navigation.filter) == before
    assert told(running) == "Undone: import: A third article"
    press(running, "Ctrl+Shift+Z")
    assert shown(running).article_title == "A third article"


def test_undoing_a_comparison_stays_with_the_figure_that_is_looked_at(start: Start, desk: Path) -> None:
    running = start(desk)
    part, whole = [row for row in rows(running) if row.kind is MentionKind.FIGURE][:2]
    running.session.act(RuleComparison(ComparisonKind.SHARE, part.id, whole.id, "made"))
    running.wait_until_idle()
    press(running, "/")
    write(running, f'"{whole.words}"')
    press(running, "Return")
    running.navigation.choose_claim(whole.id)
    running.wait_until_idle()
    searched = running.navigation.filter
    press(running, "Ctrl+Z")
    assert shown(running).row.id == whole.id
    assert running.navigation.filter == searched


def test_undoing_a_claim_that_was_added_stays_where_it_stood(start: Start, desk: Path) -> None:
    running = start(desk)
    listed = [row.id for row in rows(running)]
    article = running.navigation.article
    assert article is not None
    at = article.text.index("rooms, librarian")
    running.session.act(AddClaim(article.version_id, MentionKind.DIRECT, ((at, at + 5),)))
    running.wait_until_idle()
    place = next(place for place, row in enumerate(rows(running)) if row.id not in listed)
    assert place > 0
    running.navigation.choose_claim(rows(running)[place].id)
    running.wait_until_idle()
    press(running, "Ctrl+Z")
    assert shown(running).row.id == listed[place]
    assert told(running) == "Undone: add claim: rooms"


def test_what_was_undone_is_said_in_words_that_fit(start: Start, desk: Path) -> None:
    running = start(desk)
    ids = tuple(row.id for row in rows(running)[:2])
    running.session.act(SetAside(ids, True))
    running.wait_until_idle()
    press(running, "Ctrl+Z")
    title = shown(running).article_title
    assert told(running) == f"Undone: set aside 2 claims, in {title}"
    press(running, "3", "Ctrl+Z")
    assert told(running).startswith("Undone: rating: Misleading · “")
