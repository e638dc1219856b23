"""Leaving a search: the claim that was found stays, and what needs its article's list finds its way there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from core.records import ClaimFilter, ClaimRow
from db.operations import AssignClaims
from db.store import Desk
from gui.running import Running
from gui.settings import Settings
from gui.views.dialogs.assign_dialog import AssignDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, dialog, focus, press, rows, shown, write


def elsewhere(running: Running) -> ClaimRow:
    """A claim of the article that is not open."""
    article = shown(running).row.article_id
    ids = ask(running, lambda desk: desk.read.claim_ids(ClaimFilter()))
    found = ask(running, lambda desk: desk.read.claim_rows(ids))
    return next(row for row in found.values() if row.article_id != article and "1,300" in row.words)


def test_the_claim_that_was_found_stays_when_the_search_is_left(start: Start, desk: Path) -> None:
    running = start(desk)
    found = elsewhere(running)
    press(running, "/")
    write(running, "1,300")
    press(running, "Return")
    assert "1,300" in shown(running).row.words
    now = shown(running).row.id
    press(running, "/", "Escape")
    assert running.navigation.filter == ClaimFilter(article_id=found.article_id)
    assert shown(running).row.id == now
    assert running.window.header.search().text() == ""


def test_who_only_typed_comes_back_to_where_they_were(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "J")
    before = shown(running).row.id
    shown_before = running.navigation.filter
    press(running, "/")
    write(running, "1,300")
    running.wait_until_idle()
    press(running, "Escape")
    assert (shown(running).row.id, running.navigation.filter) == (before, shown_before)


def _beside(claim: int, desk: Desk) -> tuple[int, ...]:
    return desk.read.figures_beside(claim)


def test_figures_that_a_search_leaves_out_are_chosen_in_their_article(start: Start, desk: Path) -> None:
    running = start(desk)
    beside = {row.id: ask(running, partial(_beside, row.id)) for row in rows(running)}
    row = next(row for row in rows(running) if beside[row.id])
    press(running, "/")
    write(running, row.words)
    press(running, "Return")
    running.navigation.choose_claim(row.id)
    running.wait_until_idle()
    press(running, "2")
    running.navigation.choose_claim(row.id)
    running.wait_until_idle()
    press(running, "I")
    pane = running.window.claims_pane
    assert set(pane.selected_ids()) == {row.id, *beside[row.id]}
    assert running.navigation.filter == ClaimFilter(article_id=row.article_id)
    chosen = f"{len(pane.selected_ids())} claims chosen"
    assert chosen in running.window.status.hint(), "the strip counts as the list does"
    assert chosen in pane.bulk.title.text()
    press(running, "I")
    other = ask(running, lambda desk: desk.read.claim(beside[row.id][0]))
    assert other is not None and other.check.so == "mostly-true"


def test_typing_on_while_a_search_is_being_left_forgets_nothing(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "J")
    before, place = shown(running).row.id, running.navigation.filter
    searching = running.navigation.searching
    searching.search("1,300")
    running.wait_until_idle()
    searching.search("")
    searching.search("embassy")  # before the desk has answered what there was to go back to
    running.wait_until_idle()
    searching.search("")
    running.wait_until_idle()
    assert (running.navigation.filter, shown(running).row.id) == (place, before)


def test_a_search_that_a_rating_has_emptied_counts_nothing(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "3", "/")
    write(running, "so:misleading")
    press(running, "Return")
    total = running.window.claims_pane.total
    assert total.text() == "1"
    press(running, "1")
    assert rows(running) == []
    assert total.text() == "0"


def test_who_found_nothing_comes_back_to_where_they_were(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "J", "J")
    before = (shown(running).row.id, running.navigation.filter)
    press(running, "/")
    write(running, "xyzzy")
    press(running, "Return", "Escape")
    assert (shown(running).row.id, running.navigation.filter) == before


def test_the_focus_goes_to_no_button_when_a_search_finds_nothing(start: Start, desk: Path) -> None:
    """Space and Enter would press it, and single keys would have no claim to act on."""
    running = start(desk)
    pane = running.window.claims_pane
    press(running, "/")
    write(running, "xyzzy")
    running.wait_until_idle()
    press(running, "Escape")
    assert focus(running) is pane.list
    press(running, "3", "/")
    write(running, "so:misleading")
    press(running, "Return", "1")
    assert focus(running) is pane.empty
    assert pane.empty.accessibleName().startswith("Nothing found")
    press(running, "Escape")
    assert focus(running) is pane.list


def test_the_focus_finds_back_to_a_list_that_was_emptied_in_a_dialog(
    start: Start, desk: Path, settings: Settings
) -> None:
    running = start(desk)
    me, pane = settings.checker(), running.window.claims_pane
    running.session.act(AssignClaims((shown(running).row.id,), me))
    running.navigation.set_filter(ClaimFilter(assignee=me))
    running.wait_until_idle()
    press(running, "Shift+A")
    dialog(running, AssignDialog)
    write(running, "Una Lindqvar")
    press(running, "Ctrl+Return")
    assert rows(running) == []
    assert focus(running) is pane.empty
    press(running, "Ctrl+Z")
    assert focus(running) is pane.list


def test_f6_goes_round_a_desk_on_which_there_is_nothing(start: Start, tmp_path: Path) -> None:
    running = start(tmp_path / "new.saidso")
    panes = running.window.panes

    def pane() -> int:
        return next(place for place, each in enumerate(panes) if each.isAncestorOf(focus(running)))

    first = pane()
    seen = []
    for _ in panes:
        press(running, "F6")
        seen.append(pane())
    assert seen == [(first + step) % len(panes) for step in range(1, len(panes) + 1)]
