"""Which runs of words a quotation shares with its source, and how they follow one another there.

Runs of equal words are found through pairs of neighbours, so that "the" alone finds nothing; the best chain of
runs is then the one that covers most of the quotation for the fewest leaps. Finding them is linear in the length
of the source; the chain is quadratic in the number of runs, which is limited.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LEAP = 40
"""Words of the source between two neighbouring words of a quotation from which they are of separate passages:
about two sentences. Less is a cut within one passage."""

_LEAP_COST = 2.5
"""Words that a leap to a separate passage has to bring beyond what it covers."""
_GAP_COST = 0.04
"""The same for each word passed over, so that of two like passages the closer one is taken."""
_RARE = 3
"""Times up to which a word of the source is telling by itself."""
_MOST_PLACES = 400
"""Places of one pair of words; more are no clue."""
_MOST_RUNS = 600
"""Of the longest; the words of a shorter one are still aligned where it lies between two of them."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words `quoted` to `quoted + length` of the quotation are words from `source` on of the source."""

    quoted: int
    source: int
    length: int

    def without_first(self, words: int) -> Run:
        return Run(self.quoted + words, self.source + words, self.length - words)


def best_chain(quoted: Sequence[str], source: Sequence[str]) -> list[Run]:
    """The runs that the quotation is best explained by, in its order, not overlapping; empty if none is shared.

    Empty words (marks of a cut) equal nothing.
    """
    found = _runs(quoted, source)
    if not found:
        return []
    found.sort(key=lambda run: (run.quoted, run.source))
    best: list[float] = []
    before: list[int] = []
    for at, run in enumerate(found):
        score, previous = float(run.length), -1
        for other in range(at):
            overlap = found[other].quoted + found[other].length - run.quoted
            if overlap >= run.length:
                continue
            gained = best[other] + run.length - max(overlap, 0) - _cost(found[other], run, max(overlap, 0))
            if gained > score:
                score, previous = gained, other
        best.append(score)
        before.append(previous)
    chain = []
    at = max(range(len(found)), key=lambda index: (best[index], -found[index].source))
    while at >= 0:
        chain.append(found[at])
        at = before[at]
    return _apart(chain[::-1])


def is_leap(first: Run, second: Run) -> bool:
    """Whether the second run is of a separate passage: before the first, or far behind it."""
    between = second.source - (first.source + first.length)
    return between < 0 or between > LEAP


def _cost(first: Run, second: Run, overlap: int) -> float:
    moved = second.without_first(overlap)
    between = moved.source - (first.source + first.length)
    if between < 0 or between > LEAP:
        return _LEAP_COST
    return between * _GAP_COST


def _apart(chain: list[Run]) -> list[Run]:
    """The chain with what two neighbours both cover left to the first."""
    found: list[Run] = []
    for run in chain:
        if found:
            overlap = found[-1].quoted + found[-1].length - run.quoted
            run = run.without_first(max(overlap, 0))
        if run.length > 0:
            found.append(run)
    return found


def _runs(quoted: Sequence[str], source: Sequence[str]) -> list[Run]:
    """Maximal runs of equal words: of two words at least, or of one that is rare in the source."""
    pairs, single = _places(quoted, source)
    diagonals: dict[int, int] = {}
    found = []
    for start in range(len(quoted)):
        for place in _candidates(quoted, start, pairs, single):
            if diagonals.get(place - start, -1) >= start:
                continue  # within a run that began earlier
            length = 0
            while (
                start + length < len(quoted)
                and place + length < len(source)
                and quoted[start + length]
                and quoted[start + length] == source[place + length]
            ):
                length += 1
            diagonals[place - start] = start + length - 1
            found.append(Run(start, place, length))
    if len(found) > _MOST_RUNS:
        found = sorted(found, key=lambda run: -run.length)[:_MOST_RUNS]
    return found


def _places(
    quoted: Sequence[str], source: Sequence[str]
) -> tuple[dict[tuple[str, str], list[int]], dict[str, list[int]]]:
    wanted_pairs = set(pairwise(quoted))
    wanted = set(quoted)
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    single: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(source):
        if word in wanted:
            single[word].append(place)
            if place + 1 < len(source) and (word, source[place + 1]) in wanted_pairs:
                pairs[word, source[place + 1]].append(place)
    return pairs, single


def _candidates(
    quoted: Sequence[str], start: int, pairs: dict[tuple[str, str], list[int]], single: dict[str, list[int]]
) -> list[int]:
    places = pairs.get((quoted[start], quoted[start + 1]), []) if start + 1 < len(quoted) else []
    if 0 < len(places) <= _MOST_PLACES:
        return places
    alone = single.get(quoted[start], [])
    return alone if len(alone) <= _RARE else []
