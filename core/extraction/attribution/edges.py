"""Edges of the tagger's spans, brought into line with what is certain: quotation marks, phrases, paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from core.extraction.attribution import signals as sig
from core.extraction.attribution.signals import Ints, Signals
from core.extraction.quotes import marks
from core.language.text import strip
from core.records import Pieces, Span

Floats = npt.NDArray[np.float32]
Stretch = tuple[int, int]
"""Tokens: first, beyond last."""
NONE, BEGIN, INSIDE, END, SOURCE, CUE = range(6)
_CONTENT = (BEGIN, INSIDE, END)


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as the tagger sees it. Spans in code points; `score` is the anchor's probability."""

    content: Pieces
    cue: Pieces
    source: Pieces
    score: float
    thought: bool
    anchor: int


def runs(labels: Ints, *wanted: int) -> list[Stretch]:
    """Maximal stretches (first, beyond last) of the wanted labels."""
    hit = np.zeros(len(labels) + 2, dtype=bool)
    for label in wanted:
        hit[1:-1] |= labels == label
    edges = np.flatnonzero(hit[1:] != hit[:-1]).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def source_of(
    signals: Signals, anchor: int, low: int, labels: Ints, chances: Floats, least: float
) -> list[Stretch]:
    """Tokens of the source: the strongest run, else the rules' subject, else the likeliest words."""
    found = runs(labels, SOURCE)
    if found:
        first, beyond = max(found, key=lambda run: float(chances[run[0] : run[1]].sum()))
        return [_phrase(signals, low + first, low + beyond, anchor)]
    draft = signals.drafts.get(anchor)
    if draft is not None and draft.source:
        return draft.source
    free = np.where((labels == NONE) | (labels == SOURCE), chances, 0.0)
    top = int(free.argmax())
    if free[top] < least:
        return []
    first = beyond = top
    while first > 0 and free[first - 1] > least / 2:
        first -= 1
    while beyond < len(free) and free[beyond] > least / 2:
        beyond += 1
    return [_phrase(signals, low + first, low + beyond, anchor)]


_INSIDE_PHRASE = frozenset(
    sig.dep_number(dep)
    for dep in ("det", "amod", "compound", "nummod", "flat", "nmod:poss", "case", "goeswith", "fixed")
)
_BEFORE_PHRASE = frozenset(sig.dep_number(dep) for dep in ("cc", "mark", "advmod", "punct", "case"))


def _phrase(signals: Signals, first: int, beyond: int, anchor: int) -> Stretch:
    """The source's tokens with its edges where the parse has a noun phrase's."""
    head, link = signals.head, signals.link
    while beyond - first > 1 and link[first] in _BEFORE_PHRASE and not first < head[first] < beyond:
        first += 1
    while first > 0 and link[first - 1] in _INSIDE_PHRASE and first <= head[first - 1] < beyond:
        first -= 1
    for _ in range(4):
        ahead = int(head[beyond - 1])
        if link[beyond - 1] not in _INSIDE_PHRASE or not beyond <= ahead < beyond + 4 or beyond <= anchor <= ahead:
            break
        beyond = ahead + 1
    return first, beyond


_CUT = " \t\n\r\u00a0,;:–—-"


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _CUT:
        start += 1
    while end > start and text[end - 1] in _CUT:
        end -= 1
    return start, end


def spans_of(text: str, signals: Signals, low: int, found: list[Stretch]) -> Pieces:
    """Stretches of tokens, counted from `low`, as characters without outer commas and dashes."""
    out = []
    for first, beyond in found:
        start, end = int(signals.starts[low + first]), int(signals.ends[low + beyond - 1])
        tidy = _trim(text, start, end)
        # A colon or dash may be the whole cue.
        if tidy[0] == tidy[1]:
            tidy = strip(text, start, end)
        if tidy[0] < tidy[1]:
            out.append(tidy)
    return tuple(out)


def whole_quotes(text: str, signals: Signals, low: int, labels: Ints) -> Pieces:
    """Content pieces with quotation marks taken whole or not at all."""
    spans = [
        (int(signals.starts[low + first]), int(signals.ends[low + beyond - 1]))
        for first, beyond in runs(labels, *_CONTENT)
    ]
    numbers = signals.quote[low : low + len(labels)]
    within = (labels >= BEGIN) & (labels <= END)
    own = set(numbers[within].tolist()) - {-1}
    for number in own:
        inside = numbers == number
        share = float(within[inside].mean())
        passage = signals.quoted[number]
        if bool((labels[inside] == CUE).any()) or bool((labels[inside] == SOURCE).any()):
            continue
        spans = _join(spans, passage.pieces) if share > 0.5 else _without(spans, passage)
    out = []
    for start, end in sorted(spans):
        start, end = _trim(text, start, end)
        if any(c.isalnum() for c in text[start:end]):
            out.append((start, end))
    return tuple(_by_paragraph(text, out))


def _join(spans: list[Span], more: Pieces) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted([*spans, *more]):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _without(spans: list[Span], passage: marks.Quoted) -> list[Span]:
    """Spans less the passage where it stands at one of their edges; a passage in the middle stays."""
    begin, beyond = passage.start, passage.end
    out = []
    for start, end in spans:
        if begin <= start < beyond < end:
            start = beyond
        elif start < begin < end <= beyond:
            end = begin
        out.append((start, end))
    return out


def _by_paragraph(text: str, spans: list[Span]) -> list[Span]:
    """Pieces cut at paragraph breaks, each without outer white space."""
    out = []
    for start, end in spans:
        at = start
        for line in text[start:end].split("\n"):
            tidy = _trim(text, at, at + len(line))
            if tidy[0] < tidy[1]:
                out.append(tidy)
            at += len(line) + 1
    return out


_NEIGHBOURS = 8


def one_owner(found: list[Found]) -> list[Found]:
    """Each piece given to the nearest cue, where two reports claim it and the farther one has other pieces."""
    pieces = sorted((start, end, i) for i, one in enumerate(found) for start, end in one.content)
    lost: set[tuple[int, Span]] = set()
    for k, (start, end, i) in enumerate(pieces):
        for other_start, other_end, j in pieces[k + 1 : k + 1 + _NEIGHBOURS]:
            if other_start >= end:
                break
            shared = min(end, other_end) - other_start
            if i == j or shared < _SAME_PIECE * (max(end, other_end) - start):
                continue
            near = _gap(found[i], (start, end)) <= _gap(found[j], (other_start, other_end))
            loser, piece = (j, (other_start, other_end)) if near else (i, (start, end))
            if len(found[loser].content) > 1:
                lost.add((loser, piece))
    out = []
    for i, one in enumerate(found):
        kept = tuple(piece for piece in one.content if (i, piece) not in lost)
        out.append(replace(one, content=kept) if kept else one)
    return out


_SAME_PIECE = 0.7
"""Share of common characters from which two pieces are the same words."""


def _gap(one: Found, piece: Span) -> int:
    """Characters between the cue (or the first piece) of a report and one of its pieces."""
    start, end = (one.cue or one.content)[0]
    return max(piece[0] - end, start - piece[1], 0)


def only_quoted(signals: Signals, one: Found) -> Found:
    """After a whole quote before the cue nothing unquoted goes on: "“A,” she said, looking up" ends with A."""
    if not one.cue or len(one.content) < 2:
        return one
    shares = []
    for start, end in one.content:
        first, last = np.searchsorted(signals.starts, [start, end])
        shares.append(float((signals.mark[first:last] != sig.OUTSIDE).mean()) if last > first else 0.0)
    if one.content[0][1] <= one.cue[0][0] and shares[0] == 1.0:
        kept = tuple(piece for piece, share in zip(one.content, shares, strict=True) if share > 0)
        return replace(one, content=kept)
    return one
