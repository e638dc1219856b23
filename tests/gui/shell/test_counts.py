"""Every number that the window shows, after whatever is done, beside what one counts claim by claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from core.checking.coverage import QUEUE_STATES, SETTLED
from core.records import (
    ArticleRow,
    ClaimFilter,
    ClaimRow,
    ClaimState,
    DismissReason,
    Order,
    Question,
    Queue,
    SpeakerRow,
)
from db.operations import (
    AcceptClaims,
    AssignClaims,
    DismissClaims,
    MergeSpeakers,
    RenameSpeaker,
    RestoreClaims,
    SetAside,
    SetRating,
)
from gui import saved_filters, words
from gui.models.desk_list import ENTRY_ROLE, EntryKind
from gui.running import Running
from gui.saved_filters import Kept
from gui.settings import CHECKER, FILTERS, Settings
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask

ME = "Ada Lind"
SAVED = {
    "Figures": ClaimFilter(quotes=False),
    "Suggested": ClaimFilter(text="state:suggested"),
    "Mine": ClaimFilter(assignee=ME),
}
STEPS = 40


@pytest.mark.parametrize("seed", [1, 2])
def test_counts_are_right_after_whatever_is_done(start: Start, desk: Path, settings: Settings, seed: int) -> None:
    settings.set(CHECKER, ME)
    settings.set(FILTERS, saved_filters.write({name: Kept(each) for name, each in SAVED.items()}))
    running = start(desk)
    chance = Random(seed)  # noqa: S311 (so that a failure comes again)
    done: list[str] = []
    for _ in range(STEPS):
        step = chance.choice(DOES)
        done.append(step.__name__)
        step(running, chance)
        running.wait_until_idle()
        assert shown(running) == counted(running), done


# --- what is done ---------------------------------------------------------------------------------------------


def some(running: Running, chance: Random) -> tuple[int, ...]:
    ids = [row.id for row in every(running)]
    return tuple(chance.sample(ids, chance.randint(1, 3)))


def rate(running: Running, chance: Random) -> None:
    running.session.act(SetRating(some(running, chance)[0], Question.SO, chance.choice(["true", "false", None])))


def accept(running: Running, chance: Random) -> None:
    running.session.act(AcceptClaims(some(running, chance)))


def dismiss(running: Running, chance: Random) -> None:
    running.session.act(DismissClaims(some(running, chance), DismissReason.TRIVIAL))


def restore(running: Running, chance: Random) -> None:
    running.session.act(RestoreClaims(some(running, chance)))


def set_aside(running: Running, chance: Random) -> None:
    running.session.act(SetAside(some(running, chance), chance.random() < 0.5))


def assign(running: Running, chance: Random) -> None:
    running.session.act(AssignClaims(some(running, chance), chance.choice([ME, "Una Lindqvar", None])))


def rename_speaker(running: Running, chance: Random) -> None:
    speaker = chance.choice(ask(running, lambda desk: desk.read.speakers()))
    running.session.act(RenameSpeaker(speaker.id, f"{speaker.name} {chance.randint(1, 99)}"))


def merge_speakers(running: Running, chance: Random) -> None:
    kept, gone = chance.sample(ask(running, lambda desk: desk.read.speakers()), 2)
    running.session.act(MergeSpeakers(kept.id, gone.id))


def undo(running: Running, chance: Random) -> None:
    running.session.undo()


def redo(running: Running, chance: Random) -> None:
    running.session.redo()


def look_elsewhere(running: Running, chance: Random) -> None:
    article = chance.choice([None, *(row.id for row in running.navigation.articles)])
    quotes, figures = chance.choice([(True, True), (True, False), (False, True)])
    queue, order = chance.choice(list(Queue)), chance.choice(list(Order))
    running.navigation.set_filter(ClaimFilter(queue, article, quotes=quotes, figures=figures, order=order))


DOES: tuple[Callable[[Running, Random], None], ...] = (
    rate,
    accept,
    dismiss,
    restore,
    set_aside,
    assign,
    rename_speaker,
    merge_speakers,
    undo,
    undo,
    redo,
    look_elsewhere,
    look_elsewhere,
)


# --- what is shown, and what one counts -----------------------------------------------------------------------


def shown(running: Running) -> dict[str, object]:
    pane, model = running.window.claims_pane, running.window.desk_pane.list.model()
    entries = [model.index(row, 0).data(ENTRY_ROLE) for row in range(model.rowCount())]
    articles = [each.value for each in entries if isinstance(each.value, ArticleRow)]
    return {
        "list": len(running.window.claim_model.ids()),
        "chips": [chip.text() for chip in (pane.chips.quotes, pane.chips.figures, pane.chips.to_check)],
        "queues": {each.value: each.count for each in entries if each.kind is EntryKind.QUEUE},
        "saved": {each.text: each.count for each in entries if each.kind is EntryKind.FILTER},
        "articles": {row.id: (row.claims, row.settled, Counter(dict(row.tally))) for row in articles},
        "speakers": {each.text: each.count for each in entries if isinstance(each.value, SpeakerRow)},
    }


def counted(running: Running) -> dict[str, object]:
    rows = every(running)
    # Whatever was rated before, nobody rules on what was dismissed.
    ratings = {row.id: None if row.state is ClaimState.DISMISSED else row.so for row in rows}
    now = running.navigation.filter
    around = [row for row in rows if now.article_id in (None, row.article_id)]
    in_queue = [row for row in around if row.state in QUEUE_STATES[now.queue]]
    quotes = [row for row in in_queue if row.kind.is_quote]
    kinds = [row for row in around if (now.quotes if row.kind.is_quote else now.figures)]
    to_check = [row for row in kinds if row.state in QUEUE_STATES[Queue.TO_CHECK]]
    figures = len(in_queue) - len(quotes)
    queues = {queue: sum(row.state in QUEUE_STATES[queue] for row in rows) for queue in Queue}
    if not queues[Queue.DISMISSED]:
        del queues[Queue.DISMISSED]
    names = (("Quotes", len(quotes)), ("Figures", figures), ("To check", len(to_check)))
    return {
        "list": len(quotes) * now.quotes + figures * now.figures,
        "chips": [f"{name} {words.number(count)}" for name, count in names],
        "queues": queues,
        "saved": {
            "Figures": sum(not row.kind.is_quote for row in rows),
            "Suggested": sum(row.state == "suggested" for row in rows),
            "Mine": sum(row.assignee == ME for row in rows),
        },
        "articles": {
            article.id: (
                len(own),
                sum(row.state in SETTLED for row in own),
                Counter(ratings[row.id] for row in own),
            )
            for article in running.navigation.articles
            if (own := [row for row in rows if row.article_id == article.id]) is not None
        },
        "speakers": dict(Counter(row.speaker for row in rows if row.speaker is not None)),
    }


def every(running: Running) -> list[ClaimRow]:
    return ask(running, lambda desk: list(desk.read.claim_rows(desk.read.claim_ids(ClaimFilter())).values()))
