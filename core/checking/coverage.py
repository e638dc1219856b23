"""Coverage: how much of an article is settled, and which states stand in which queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.checking.life import STATE_WORDS
from core.records import ClaimRow, ClaimState, Queue

_LONGEST = 50
"""Characters of a claim's words in a list of what is missing."""

SETTLED = frozenset({ClaimState.APPROVED, ClaimState.PUBLISHED, ClaimState.DISMISSED})
"""Nothing is left to do about a claim in one of these."""

QUEUE_STATES: dict[Queue, frozenset[ClaimState]] = {
    Queue.TO_CHECK: frozenset(ClaimState) - SETTLED - {ClaimState.SUBMITTED},
    # A correction that is open can be closed by an editor only, who would not meet it anywhere else.
    Queue.SUBMITTED: frozenset({ClaimState.SUBMITTED, ClaimState.CORRECTING}),
    Queue.RETURNED: frozenset({ClaimState.RETURNED}),
    Queue.APPROVED: frozenset({ClaimState.APPROVED, ClaimState.PUBLISHED}),
    Queue.ALL: frozenset(ClaimState),
    Queue.DISMISSED: frozenset({ClaimState.DISMISSED}),
}
"""The claims each queue of the desk holds, by state."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """`settled` of `total` claims are approved, published or dismissed."""

    settled: int
    total: int

    @property
    def signed_off(self) -> bool:
        """Every claim is settled. An article in which nothing was found is not signed off by that."""
        return self.total > 0 and self.settled == self.total

    @property
    def share(self) -> float:
        """Settled share, 0 to 1; 0 where there is nothing to settle."""
        return self.settled / self.total if self.total else 0.0

    def __str__(self) -> str:
        return f"{self.settled} of {self.total} settled"


def missing(rows: Iterable[ClaimRow]) -> list[str]:
    """What an article lacks to be signed off, a claim each, in words for people; empty when nothing."""
    return [f"“{_short(row.words)}” is {STATE_WORDS[row.state]}" for row in rows if row.state not in SETTLED]


def _short(words: str) -> str:
    words = words.strip("“”\"'‘’ ,")
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def count(states: Iterable[ClaimState]) -> Coverage:
    """Coverage of claims standing in `states`, one a claim."""
    settled = total = 0
    for state in states:
        total += 1
        settled += state in SETTLED
    return Coverage(settled, total)
