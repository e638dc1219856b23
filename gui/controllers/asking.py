"""What navigation asks of the desk, on the desk's thread: several reads that belong together, as one answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.checking.applies import said_applies
from core.records import ArticleView, ClaimFilter, ClaimRow, ClaimState, ClaimView, Order, Queue
from db.queries import Queries
from db.store import Desk

WINDOW = 100
"""Rows read at a time while looking for the next open claim."""

IN_SIGHT = 40
"""Rows that come with a list's first ids: as many as the highest window shows."""

OPEN = (
    ClaimState.SUGGESTED,
    ClaimState.OPEN,
    ClaimState.CHECKING,
    ClaimState.RETURNED,
    ClaimState.NEEDS_RECHECK,
)


@dataclass(frozen=True, slots=True)
class Opened:
    claim_id: int
    claim: ClaimView | None
    article: ArticleView | None


def open_claim(desk: Desk, claim_id: int, shown_article: int | None, in_passing: bool) -> Opened:
    """The claim, and its article unless that is the one shown; with `in_passing` all of it is marked."""
    claim = desk.read.claim(claim_id)
    if claim is None or claim.row.article_id == shown_article:
        return Opened(claim_id, claim, None)
    return Opened(claim_id, claim, desk.read.article(claim.row.article_id, in_passing))


def list_with(claim: ClaimView, order: Order) -> ClaimFilter:
    """The list of its article that holds the claim."""
    return ClaimFilter(article_id=claim.row.article_id, order=order, in_passing=claim.is_passed_by)


def for_person(wanted: ClaimFilter, person: str) -> ClaimFilter:
    """The filter as `person` asks: what was returned is what was returned to them."""
    return replace(wanted, returned_to=person if wanted.queue is Queue.RETURNED else None)


@dataclass(frozen=True, slots=True)
class Listed:
    """Claims of a list, and the words of those that are in sight first."""

    ids: list[int]
    rows: Mapping[int, ClaimRow]


def listed(
    read: Queries, wanted: ClaimFilter, count: int, last: int | None = None, *, with_rows: bool = True
) -> Listed:
    """The first `count` claims of a list behind `last`; together with their rows they are painted only once."""
    ids = read.claim_ids(wanted, count, last)
    return Listed(ids, read.claim_rows(ids[:IN_SIGHT]) if with_rows else {})


def next_where(
    read: Queries,
    below: Sequence[int],
    wanted: Callable[[ClaimRow], bool],
    rest_of: ClaimFilter | None = None,
    last: int | None = None,
) -> int | None:
    """The first of these claims whose row is wanted; then, if given, of those behind `last` in a filter's list."""
    for start in range(0, len(below), WINDOW):
        found = _first(read, below[start : start + WINDOW], wanted)
        if found is not None:
            return found
    while rest_of is not None and last is not None:
        window = read.claim_ids(rest_of, WINDOW, last)
        found = _first(read, window, wanted)
        if found is not None:
            return found
        last = window[-1] if window else None
    return None


def _first(read: Queries, window: Sequence[int], wanted: Callable[[ClaimRow], bool]) -> int | None:
    rows = read.claim_rows(window)
    return next((claim for claim in window if claim in rows and wanted(rows[claim])), None)


def lacks_rating(row: ClaimRow) -> bool:
    """Whether a claim waits for a checker's rating. Said applies to quotes and to figures with a speaker."""
    unrated = row.so is None or (row.said is None and said_applies(row))
    return row.state in OPEN and not row.set_aside and unrated
