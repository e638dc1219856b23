"""Things by the characters they take up, and how much two of them share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from core.records import Span

T = TypeVar("T")
_NEAR = 100
"""Things that begin before a passage ends and are looked at; more never overlap in text that people write."""


class Stretches(Generic[T]):
    """Things by the characters they take up; `over` finds those that meet some spans, looking at `_NEAR` at most.

    A quote may hold a whole article; without that bound every report in it would be held against all the others.
    """

    def __init__(self, placed: Iterable[tuple[Span, T]]) -> None:
        self._placed = sorted(placed, key=lambda one: one[0])
        self._starts = [span[0] for span, _ in self._placed]
        self._reach = list(accumulate((span[1] for span, _ in self._placed), max))

    def over(self, spans: Iterable[Span]) -> Iterator[T]:
        """The things that share a character with one of `spans`, latest first."""
        for start, end in spans:
            last = bisect_left(self._starts, end) - 1
            for k in range(last, max(-1, last - _NEAR), -1):
                if self._reach[k] <= start:
                    break
                if self._placed[k][0][1] > start:
                    yield self._placed[k][1]


def shared(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Characters of both over characters of either."""
    one, other = list(one), list(other)
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    union = sum(b - a for a, b in one) + sum(d - c for c, d in other) - both
    return both / union if union else 0.0
