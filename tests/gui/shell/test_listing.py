"""The claims list in the window: filled in chunks, put right after a change, and right for every filter."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.records import ClaimFilter, ClaimState, DismissReason, Order, Queue
from db.operations import AcceptClaims, DismissClaims, Operation
from gui.controllers import listing as controller_listing
from gui.running import Running
from gui.settings import ADVANCE, Settings
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, press, shown

FILTERS = [
    ClaimFilter(),
    ClaimFilter(order=Order.SPEAKER),
    ClaimFilter(quotes=False, order=Order.CHECKWORTHY),
    ClaimFilter(queue=Queue.TO_CHECK, order=Order.STATE),
    ClaimFilter(text="ports"),
]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of a few claims already come in chunks."""
    monkeypatch.setattr(controller_listing, "FIRST_SCREEN", 3)
    monkeypatch.setattr(controller_listing, "CHUNK", 2)


def listed(running: Running) -> list[int]:
    return running.window.claim_model.ids()


def on_the_desk(running: Running) -> list[int]:
    wanted = running.navigation.filter
    return ask(running, lambda desk: desk.read.claim_ids(wanted))


def show(running: Running, wanted: ClaimFilter) -> None:
    running.navigation.set_filter(wanted)
    running.wait_until_idle()


def test_a_list_comes_with_the_words_of_its_first_screen(start: Start, desk: Path) -> None:
    running = start(desk)
    model = running.window.claim_model
    firsts: list[bool] = []
    model.modelReset.connect(lambda: firsts.append(model.row_at(0) is not None))
    show(running, ClaimFilter(order=Order.SPEAKER))
    show(running, ClaimFilter(quotes=False))
    assert firsts and all(firsts)


def test_an_articles_list_is_left_alone_by_what_happens_in_another(start: Start, desk: Path) -> None:
    running = start(desk)
    first, second = (ClaimFilter(article_id=row.id) for row in running.navigation.articles)
    behind = ask(running, lambda desk: desk.read.claim_ids(second))
    show(running, first)
    moved: list[int] = []
    running.navigation.listing.moved.connect(lambda: moved.append(1))
    running.session.act(DismissClaims(tuple(behind), DismissReason.TRIVIAL))
    running.wait_until_idle()
    assert moved == []
    running.session.act(DismissClaims(tuple(listed(running)[:1]), DismissReason.TRIVIAL))
    running.wait_until_idle()
    assert moved
    for wanted in (first, second):
        show(running, wanted)
        assert listed(running) == on_the_desk(running)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("wanted", FILTERS)
def test_the_rest_of_a_list_follows_its_first_screen(start: Start, desk: Path, wanted: ClaimFilter) -> None:
    running = start(desk)
    lengths: list[int] = []
    running.window.claim_model.rowsInserted.connect(lambda *_: lengths.append(len(listed(running))))
    show(running, wanted)
    assert listed(running) == on_the_desk(running)
    assert running.navigation.listing.is_whole
    assert lengths == sorted(lengths)
    assert bool(lengths) is (len(listed(running)) > 3)


@pytest.mark.usefixtures("small")
def test_what_still_arrives_for_another_filter_is_dropped(start: Start, desk: Path) -> None:
    running = start(desk)
    for wanted in (*FILTERS, *reversed(FILTERS)):
        running.navigation.set_filter(wanted)  # without waiting for the one before
    running.wait_until_idle()
    assert listed(running) == on_the_desk(running)
    texts = {
        chip.text() for chip in (running.window.claims_pane.chips.quotes, running.window.claims_pane.chips.figures)
    }
    tally = ask(running, lambda desk: desk.read.claim_tally(running.navigation.filter))
    assert texts == {f"Quotes {tally.quotes}", f"Figures {tally.figures}"}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("place", [0, 2], ids=["from the first", "from the last that has arrived"])
def test_the_next_open_claim_is_found_in_what_has_not_arrived_yet(start: Start, desk: Path, place: int) -> None:
    running = start(desk)
    show(running, ClaimFilter())
    everything = listed(running)
    for claim in everything[:-1]:
        running.session.act(DismissClaims((claim,), DismissReason.TRIVIAL))
    running.wait_until_idle()
    show(running, ClaimFilter(order=Order.STATE))
    asked: list[int] = []

    def ask_at_once() -> None:
        if not asked:
            asked.append(running.window.claim_model.rowCount())
            running.navigation.choose_claim(everything[place])
            running.navigation.steps.go_to_next_open()

    running.navigation.listing.opened.connect(ask_at_once)
    running.navigation.set_filter(ClaimFilter())
    running.wait_until_idle()
    assert asked == [3]  # the first screen was all there was
    assert shown(running).row.id == everything[-1]


def test_a_claim_leaves_the_list_and_comes_back_where_it_was(
    start: Start, desk: Path, settings: Settings, qtbot: QtBot
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    show(running, ClaimFilter(queue=Queue.TO_CHECK))
    before = listed(running)
    running.navigation.choose_claim(before[2])
    running.wait_until_idle()
    chosen: list[int] = []
    running.window.claims_pane.claim_chosen.connect(chosen.append)
    with qtbot.assertNotEmitted(running.window.claim_model.modelReset):
        press(running, "X")
        press_first_reason(running)
        assert listed(running) == [*before[:2], *before[3:]]
        assert running.navigation.claim_id == before[2]  # the claim stays in the inspector, no neighbour is taken
        press(running, "Ctrl+Z")
    assert listed(running) == before
    assert shown(running).row.id == before[2]
    assert chosen == []


def press_first_reason(running: Running) -> None:
    QTest.keyClick(running.window.inspector.dismiss_menu, Qt.Key.Key_1)
    running.wait_until_idle()


@pytest.mark.parametrize("wanted", [ClaimFilter(order=Order.STATE), ClaimFilter(queue=Queue.TO_CHECK)])
def test_two_actions_in_a_row_leave_the_list_as_the_desk_has_it(
    start: Start, desk: Path, wanted: ClaimFilter
) -> None:
    running = start(desk)
    show(running, wanted)
    ids = listed(running)
    actions: list[Operation] = [
        DismissClaims((ids[0],), DismissReason.TRIVIAL),
        AcceptClaims((ids[1],)),
        DismissClaims((ids[-1], ids[-2]), DismissReason.TRIVIAL),
    ]
    for each in actions:
        running.session.act(each)
    running.wait_until_idle()
    assert listed(running) == on_the_desk(running) != ids


def test_many_at_once_are_read_again(start: Start, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controller_listing, "FEW", 1)
    monkeypatch.setattr(controller_listing, "CHUNK", 2)
    running = start(desk)
    show(running, ClaimFilter(order=Order.STATE))
    running.session.act(AcceptClaims(tuple(listed(running)[::2])))
    running.wait_until_idle()
    assert listed(running) == on_the_desk(running)
    rows = [running.window.claim_model.row_at(place) for place in range(len(listed(running)))]
    assert [row.state for row in rows if row is not None].count(ClaimState.OPEN) > 1
