"""Spans as a person moves their edges: by whole words, in code points, end exclusive. Pure functions."""

from __future__ import annotations

import re

from core.records import Mark, Pieces, Span

_WORD = re.compile(r"\S+")
_PARAGRAPH = "\n"


def grow_start(text: str, pieces: Pieces) -> Pieces:
    """The passage with the word before it; unchanged at the start of its paragraph."""
    start, end = pieces[0]
    floor = text.rfind(_PARAGRAPH, 0, start) + 1
    words = [match.start() for match in _WORD.finditer(text, floor, start)]
    return ((words[-1], end), *pieces[1:]) if words else pieces


def grow_end(text: str, pieces: Pieces) -> Pieces:
    """The passage with the word behind it; unchanged at the end of its paragraph."""
    start, end = pieces[-1]
    ceiling = text.find(_PARAGRAPH, end)
    found = _WORD.search(text, end, len(text) if ceiling < 0 else ceiling)
    return (*pieces[:-1], (start, found.end())) if found else pieces


def shrink_start(text: str, pieces: Pieces) -> Pieces:
    """The passage without its first word, a piece of one word taken away; its last word always stays."""
    start, end = pieces[0]
    words = [match.start() for match in _WORD.finditer(text, start, end)]
    if len(words) > 1:
        return ((words[1], end), *pieces[1:])
    return pieces[1:] or pieces


def shrink_end(text: str, pieces: Pieces) -> Pieces:
    """The passage without its last word, a piece of one word taken away; its first word always stays."""
    start, end = pieces[-1]
    words = [match.end() for match in _WORD.finditer(text, start, end)]
    if len(words) > 1:
        return (*pieces[:-1], (start, words[-2]))
    return pieces[:-1] or pieces


def move_edge(text: str, pieces: Pieces, *, first: bool, to: int) -> Pieces:
    """The passage with its first or last edge moved to the edge of a word nearest to `to`.

    Pieces that the edge has passed are gone; at least one word stays.
    """
    whole = (pieces[0][0], pieces[-1][1])
    if first:
        edge = nearest_edge(text, min(to, whole[1] - 1), starts=True)
        kept = tuple((max(edge, start), end) for start, end in pieces if end > edge)
        moved = ((edge, kept[0][1]), *kept[1:]) if kept and edge < kept[0][0] else kept
    else:
        edge = nearest_edge(text, max(to, whole[0] + 1), starts=False)
        kept = tuple((start, min(edge, end)) for start, end in pieces if start < edge)
        moved = (*kept[:-1], (kept[-1][0], edge)) if kept else kept
    return moved if moved and all(start < end for start, end in moved) else pieces


def nearest_edge(text: str, at: int, *, starts: bool) -> int:
    """Where the word nearest to `at` in its paragraph starts or ends; `at` itself where there is no word."""
    floor = text.rfind(_PARAGRAPH, 0, at) + 1
    ceiling = text.find(_PARAGRAPH, at)
    found = _WORD.finditer(text, floor, len(text) if ceiling < 0 else ceiling)
    edges = [match.start() if starts else match.end() for match in found]
    return min(edges, key=lambda edge: abs(edge - at)) if edges else at


def trimmed(text: str, span: Span) -> Span | None:
    """The span without blank edges; None if nothing is left."""
    start, end = max(span[0], 0), min(span[1], len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


_WHOLE = re.compile(r"\w+(?:['’‑-]\w+|(?<=\d)[.,]\d+)*")
"""A word as it is read: don’t, well-known, 1,300, 4.6."""
_STRAY_BEFORE = frozenset(",;:.!?)]}…–—-/|*•·”’»")
_STRAY_BEHIND = frozenset(",;:([{–—-/|*•·“‘«„‚")
_EITHER = frozenset("\"'")
"""Marks that open and close alike: astray where their number is odd."""
_PAIRS = {"“": "”", "„": "“", "«": "»", "(": ")", "[": "]", "{": "}"}
"""Opening marks with what closes them: astray without it, and it without them."""
_CLOSING = {closing: opening for opening, closing in _PAIRS.items() if closing not in _PAIRS}


def whole_words(text: str, span: Span) -> Span | None:
    """The span grown to the whole words that its edges cut, without spaces and stray marks at its ends.

    A mark is astray where it belongs to what is left out: a comma, an opening mark at the end. None where no word
    is in the span.
    """
    start, end = max(span[0], 0), min(span[1], len(text))
    floor, ceiling = text.rfind(_PARAGRAPH, 0, start) + 1, text.find(_PARAGRAPH, end)
    for word in _WHOLE.finditer(text, floor, len(text) if ceiling < 0 else ceiling):
        if word.start() < start < word.end():
            start = word.start()
        if word.start() < end < word.end():
            end = word.end()
    while start < end and _astray(text, start, end, at_start=True):
        start += 1
    while end > start and _astray(text, start, end, at_start=False):
        end -= 1
    return (start, end) if _WHOLE.search(text, start, end) else None


def _astray(text: str, start: int, end: int, *, at_start: bool) -> bool:
    mark = text[start] if at_start else text[end - 1]
    if mark in _EITHER:
        return text.count(mark, start, end) % 2 == 1
    other = (_PAIRS if at_start else _CLOSING).get(mark)
    if other is not None:
        return other not in text[start:end]
    return mark.isspace() or mark in (_STRAY_BEFORE if at_start else _STRAY_BEHIND)


def overlapping(marks: tuple[Mark, ...], claim_id: int) -> list[int]:
    """The claims whose mentions hang together with this one by shared words, from the first and longest on."""
    chosen = next((mark for mark in marks if mark.claim_id == claim_id), None)
    if chosen is None:
        return []
    group, waiting = [chosen], [mark for mark in marks if mark is not chosen]
    grown = True
    while grown:
        near = [mark for mark in waiting if any(_share(mark.pieces, other.pieces) for other in group)]
        grown = bool(near)
        group += near
        waiting = [mark for mark in waiting if mark not in near]
    group.sort(key=lambda mark: (mark.pieces[0][0], -mark.pieces[-1][1], mark.claim_id))
    return [mark.claim_id for mark in group]


def _share(one: Pieces, other: Pieces) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def looks_quoted(text: str, span: Span) -> bool:
    """Whether the span begins and ends with quotation marks."""
    words = text[span[0] : span[1]].strip(".,;:!? ")
    return len(words) > 1 and words[0] in '“‘«„"' and words[-1] in '”’»“"'


def holds_quoted_words(text: str, span: Span) -> bool:
    return any(mark in text[span[0] : span[1]] for mark in '“”«»„"')
