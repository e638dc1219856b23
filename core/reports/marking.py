"""The article's text cut into runs, so that overlapping claims can be marked in it and numbered."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.language.text import paragraphs
from core.records import Pieces, Span


@dataclass(frozen=True, slots=True)
class Run:
    """Text that the same claims cover. Claims are named by their number in the report.

    `begins` are the claims whose first passage begins with this run, `ends` those whose last passage ends with it.
    """

    text: str
    claims: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(slots=True)
class _Turn:
    """What happens at one offset."""

    opening: list[int]
    closing: list[int]
    first: list[int]
    last: list[int]


def mark(text: str, passages: Sequence[tuple[int, Pieces]]) -> list[list[Run]]:
    """The runs of each paragraph of `text`; `passages` are claims' numbers and pieces, overlapping as they may.

    A piece over several paragraphs is cut at their ends. What lies outside the text is left out; joined, the runs
    of a paragraph are the paragraph.
    """
    lines = paragraphs(text)
    turns: list[dict[int, _Turn]] = [defaultdict(lambda: _Turn([], [], [], [])) for _ in lines]
    starts = [start for start, _ in lines]
    for number, pieces in passages:
        cut = [part for piece in pieces for part in _cut(piece, lines, starts)]
        for at, (line, start, end) in enumerate(cut):
            turns[line][start].opening.append(number)
            turns[line][end].closing.append(number)
            if at == 0:
                turns[line][start].first.append(number)
            if at == len(cut) - 1:
                turns[line][end].last.append(number)
    return [_runs(text, line, found) for line, found in zip(lines, turns, strict=True)]


def _cut(piece: Span, lines: list[Span], starts: list[int]) -> list[tuple[int, int, int]]:
    """The parts of `piece` that lie in paragraphs: number of the paragraph from 0, start, end."""
    found = []
    line = max(bisect_right(starts, piece[0]) - 1, 0)
    while line < len(lines) and lines[line][0] < piece[1]:
        start, end = max(piece[0], lines[line][0]), min(piece[1], lines[line][1])
        if start < end:
            found.append((line, start, end))
        line += 1
    return found


def _runs(text: str, line: Span, turns: dict[int, _Turn]) -> list[Run]:
    active: dict[int, int] = {}
    offsets = sorted({*turns, *line})
    runs = []
    for start, end in pairwise(offsets):
        here, there = turns.get(start), turns.get(end)
        for number in here.closing if here else ():
            active[number] -= 1
            if not active[number]:
                del active[number]
        for number in here.opening if here else ():
            active[number] = active.get(number, 0) + 1
        runs.append(
            Run(
                text=text[start:end],
                claims=tuple(sorted(active)),
                begins=tuple(here.first) if here else (),
                ends=tuple(there.last) if there else (),
            )
        )
    return runs
