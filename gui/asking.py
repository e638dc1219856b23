"""What navigation asks of the desk, on the desk's thread: several reads that belong together, as one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.checking.applies import said_applies
from core.records import ArticleView, ClaimFilter, ClaimRow, ClaimState, ClaimView, Queue
from db.queries import Queries
from db.store import Desk

WINDOW = 100
"""Rows read at a time while looking for the next open claim."""

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


def counts(read: Queries, wanted: ClaimFilter) -> tuple[int, int, int, int]:
    """All the filter shows; and, whatever kind it asks for, its quotes, its figures and those to check."""
    both = replace(wanted, quotes=True, figures=True)
    total, quotes, figures = read.claim_count(both)
    if wanted != both:
        total = read.claim_count(wanted)[0]
    return total, quotes, figures, read.claim_count(replace(both, queue=Queue.TO_CHECK))[0]


def open_claim(desk: Desk, claim_id: int, shown_article: int | None) -> Opened:
    """The claim, and its article unless that is the one shown."""
    claim = desk.read.claim(claim_id)
    if claim is None or claim.row.article_id == shown_article:
        return Opened(claim_id, claim, None)
    return Opened(claim_id, claim, desk.read.article(claim.row.article_id))


def next_open(read: Queries, below: Sequence[int]) -> int | None:
    for start in range(0, len(below), WINDOW):
        window = below[start : start + WINDOW]
        rows = read.claim_rows(window)
        found = next((i for i in window if i in rows and lacks_rating(rows[i])), None)
        if found is not None:
            return found
    return None


def lacks_rating(row: ClaimRow) -> bool:
    """Whether a claim waits for a checker's rating. Said applies to quotes and to figures with a speaker."""
    unrated = row.so is None or (row.said is None and said_applies(row.kind, row.speaker))
    return row.state in OPEN and not row.set_aside and unrated
