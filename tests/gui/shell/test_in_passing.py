"""What was found in passing, in the real window: only where asked for, and like every other once taken up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from core.records import ClaimFilter, ClaimState, Queue
from db.operations import AcceptClaims, AddClaim, ImportArticle
from db.store import open_desk
from gui import saved_filters
from gui.models.desk_list import ENTRY_ROLE, EntryKind
from gui.running import Running
from gui.saved_filters import Kept
from gui.settings import ADVANCE, FILTERS, Settings
from gui.views.dialogs.claim_dialog import ClaimDialog
from gui.views.dialogs.filter_dialog import FilterDialog
from gui.views.frame.palette import Palette
from tests.db import in_passing
from tests.db.examples import at
from tests.db.in_passing import SHOWN, SPEECH, TEXT, WISH
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, dialog, press, rows, shown, write

LISTED = ["the fees will rise by 12 per cent", "12 per cent"]
NEWER = TEXT.replace("Harbour fees rise", "Harbour fees rise again")


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """Two articles, each with a speech, a figure, a wish and a caption."""
    path = tmp_path / "harbour.saidso"
    with open_desk(path) as desk:
        desk.transact(ImportArticle(*in_passing.article()), "Ada Lind")
        desk.transact(ImportArticle(*in_passing.article(NEWER, "newer.txt")), "Ada Lind")
    return path


@pytest.fixture
def running(start: Start, newsroom: Path, settings: Settings) -> Running:
    settings.set(ADVANCE, False)
    return start(newsroom)


def words(running: Running) -> list[str]:
    return [row.words for row in rows(running)]


def marked(running: Running) -> set[str]:
    """The words that the reader marks."""
    article = running.navigation.article
    assert article is not None
    ids = [mark.claim_id for mark in article.marks]
    assert all(running.window.reader.page.shape_of(each) is not None for each in ids)
    return {row.words for row in ask(running, lambda desk: desk.read.claim_rows(ids)).values()}


def entries(running: Running, kind: EntryKind) -> dict[str, int | None]:
    model = running.window.desk_pane.list.model()
    found = [model.index(row, 0).data(ENTRY_ROLE) for row in range(model.rowCount())]
    return {each.text: each.count for each in found if each.kind is kind}


def take_up(running: Running) -> None:
    """As a checker does: list what is in passing, accept the first, and list the others again."""
    press(running, "P", "A", "P")


def test_a_key_lists_it_and_the_reader_marks_it_until_the_key_is_pressed_again(running: Running) -> None:
    chip = running.window.claims_pane.chips.in_passing
    assert words(running) == LISTED
    assert marked(running) == set(LISTED)
    assert (chip.text(), chip.isChecked()) == ("In passing 2", False)
    press(running, "P")
    assert words(running) == [WISH, SHOWN]
    assert marked(running) == {*LISTED, WISH, SHOWN}
    assert shown(running).row.words == WISH
    assert (chip.text(), chip.isChecked()) == ("In passing 2", True)
    assert running.window.actions_table["in-passing"].isChecked()
    press(running, "J")
    assert shown(running).row.words == SHOWN
    press(running, "P")
    assert words(running) == LISTED
    assert marked(running) == set(LISTED)
    assert shown(running).row.words == SPEECH
    assert not running.window.actions_table["in-passing"].isChecked()


def test_the_chip_does_the_same_and_other_kinds_take_its_place(running: Running) -> None:
    chips = running.window.claims_pane.chips
    chips.figures.click()
    chips.in_passing.click()
    running.wait_until_idle()
    assert running.navigation.filter == replace(running.navigation.filter, quotes=True, in_passing=True)
    assert words(running) == [WISH, SHOWN]
    chips.quotes.click()
    running.wait_until_idle()
    assert words(running) == [SPEECH]


def test_it_goes_on_from_article_to_article_but_queues_and_speakers_show_what_they_count(
    running: Running,
) -> None:
    press(running, "P", "Shift+PgDown")
    assert words(running) == [WISH, SHOWN]
    go = running.navigation
    speaker = next(row.id for row in ask(running, lambda desk: desk.read.speakers()))
    for choose in (lambda: go.choose_queue(Queue.TO_CHECK), lambda: go.choose_speaker(speaker)):
        choose()
        running.wait_until_idle()
        assert words(running) == [*LISTED, *LISTED]
        press(running, "P")


def test_it_is_found_among_the_commands(running: Running) -> None:
    press(running, "Ctrl+K")
    asked = dialog(running, Palette)
    write(running, "caption")
    assert asked.shown() == ["In passing: thoughts, wishes, captions"]
    press(running, "Return")
    assert words(running) == [WISH, SHOWN]


def test_a_checker_who_steps_through_the_desk_by_keys_meets_none(running: Running) -> None:
    """By J through each article, by N, and through the overlapping mentions of each claim."""
    met: set[str] = set()
    for _ in range(2):
        for key in ("J", "J", "J", "O", "K", "N", "N"):
            press(running, key)
            met.add(shown(running).row.words)
        press(running, "Shift+PgDown")
        met.add(shown(running).row.words)
    press(running, "/")
    write(running, "the")
    press(running, "Return", "J", "J", "J")
    met.add(shown(running).row.words)
    assert met == set(LISTED)


def test_taken_up_it_leaves_the_list_as_from_a_queue_and_stands_among_the_others(running: Running) -> None:
    before = entries(running, EntryKind.QUEUE)
    assert entries(running, EntryKind.SPEAKER) == {"Tom Rask": 4}
    press(running, "P", "A")
    assert words(running) == [SHOWN]
    claim = shown(running)
    assert (claim.row.words, claim.row.state) == (WISH, ClaimState.OPEN), "it stays until one moves on"
    press(running, "J")
    assert shown(running).row.words == SHOWN, "from where it stood"
    press(running, "P")
    assert words(running) == [SPEECH, "12 per cent", WISH]
    assert marked(running) == {*LISTED, WISH}
    assert entries(running, EntryKind.SPEAKER) == {"Tom Rask": 4, "Irena Sokal": 1}
    now = entries(running, EntryKind.QUEUE)
    assert {name: (now[name] or 0) - (count or 0) for name, count in before.items()} == {
        name: int(name in ("To check", "All claims")) for name in before
    }


def test_a_rating_takes_it_up_as_accepting_does(running: Running) -> None:
    press(running, "P", "2", "P")
    assert WISH in words(running)


def test_undone_it_is_shown_where_it_is_and_what_is_undone_next_leads_back(running: Running) -> None:
    press(running, "2")
    rated = shown(running).row.id
    take_up(running)
    press(running, "Ctrl+Z")
    assert running.navigation.filter.in_passing
    assert shown(running).row.words == WISH
    assert marked(running) == {*LISTED, WISH, SHOWN}
    press(running, "Ctrl+Z")
    assert shown(running).row.id == rated
    assert words(running) == LISTED
    press(running, "Ctrl+Shift+Z", "Ctrl+Shift+Z")
    assert shown(running).row.words == WISH
    assert words(running) == [SPEECH, "12 per cent", WISH]


def test_several_are_taken_up_at_once_and_every_count_follows(running: Running) -> None:
    press(running, "P", "Ctrl+A", "A")
    assert words(running) == []
    assert "None in passing" in running.window.claims_pane.emptiness()
    press(running, "P")
    assert words(running) == [SPEECH, "12 per cent", WISH, SHOWN]
    assert not running.window.claims_pane.chips.in_passing.isVisible()
    assert entries(running, EntryKind.QUEUE)["All claims"] == 6
    assert [row.claims for row in running.navigation.articles] == [4, 2]
    press(running, "Ctrl+Z")
    assert entries(running, EntryKind.QUEUE)["All claims"] == 4
    assert [row.claims for row in running.navigation.articles] == [2, 2]


def test_a_search_finds_it_only_in_the_article_and_with_the_chip_as_a_claim(running: Running) -> None:
    press(running, "/")
    write(running, "quay of Velin")
    running.wait_until_idle()
    assert words(running) == []
    assert len(running.window.claims_pane.places.places()) == 2
    running.window.claims_pane.chips.in_passing.click()
    running.wait_until_idle()
    assert words(running) == [SHOWN, SHOWN]


def test_a_claim_made_of_its_words_is_shown_and_the_current_one(running: Running) -> None:
    span = at(WISH, NEWER)
    running.window.reader.page.select_span(span)
    press(running, "M")
    dialog(running, ClaimDialog)
    press(running, "Ctrl+Return")
    assert not any(each.isVisible() for each in running.window.findChildren(QDialog))
    made = shown(running)
    assert (made.row.words, made.row.state, made.is_passed_by) == (WISH, ClaimState.OPEN, False)
    assert not running.navigation.filter.in_passing
    assert WISH in words(running)
    assert WISH in marked(running)


def test_a_filter_that_asks_for_it_is_kept_under_a_name(running: Running, settings: Settings) -> None:
    running.navigation.choose_queue(Queue.ALL)
    running.wait_until_idle()
    press(running, "P", "Ctrl+Alt+F")
    dialog(running, FilterDialog).name.setText("Wishes")
    press(running, "Return")
    assert entries(running, EntryKind.FILTER) == {"Wishes": 4}
    press(running, "P")
    running.window.claims_pane.chips.filter_named.emit("Wishes")
    running.wait_until_idle()
    assert words(running) == [WISH, SHOWN, WISH, SHOWN]
    kept = saved_filters.read(settings.get(FILTERS))
    assert kept == {"Wishes": Kept(ClaimFilter(in_passing=True))}


def test_filters_of_an_older_program_go_on_being_read() -> None:
    older = (
        '{"Quotes": {"queue": "all", "article_id": null, "speaker_id": null, "quotes": true, "figures": false, '
        '"text": "", "order": "position", "assignee": null}}'
    )
    assert saved_filters.read(older) == {"Quotes": Kept(ClaimFilter(figures=False))}


def test_whoever_left_at_one_comes_back_to_it(start: Start, newsroom: Path) -> None:
    running = start(newsroom)
    press(running, "P", "J")
    left_at = shown(running).row.id
    running.window.close()
    running.close()
    again = start(newsroom)
    assert shown(again).row.id == left_at
    assert again.navigation.filter.in_passing
    assert words(again) == [WISH, SHOWN]


def test_an_article_that_is_on_its_way_is_marked_with_what_the_list_came_to_be_of(running: Running) -> None:
    older = running.navigation.articles[-1].id
    running.navigation.choose_article(older)
    running.window.actions_table["in-passing"].trigger()
    running.wait_until_idle()
    assert running.navigation.article is not None
    assert running.navigation.article.id == older
    assert marked(running) == {*LISTED, WISH, SHOWN}


def test_what_others_do_to_it_is_shown_too(running: Running) -> None:
    """As a report that comes in, or another operation, has it."""
    press(running, "P")
    first = rows(running)[0].id
    running.session.act(AcceptClaims((first,)))
    running.wait_until_idle()
    assert words(running) == [SHOWN]
    article = running.navigation.article
    assert article is not None
    kind = ask(running, lambda desk: desk.read.claim(first))
    assert kind is not None
    running.session.act(AddClaim(article.version_id, kind.row.kind, kind.pieces))
    running.wait_until_idle()
    assert words(running) == [SHOWN], "it is a claim like every other"
