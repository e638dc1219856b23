"""How much of a passage stands in quotation marks, read off the text alone: no parse is needed."""

from __future__ import annotations

import re

from core.extraction.quotes.frames import pair
from core.records import MentionKind, Pieces

DIRECT_SHARE = 0.9
"""A quote is direct when at least this share of its words stands inside quotation marks (extraction.md)."""

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")


def by_marks(text: str, pieces: Pieces) -> MentionKind:
    """Direct, mixed or indirect by the share of the words of `pieces` that stand in quotation marks in `text`."""
    quoted = [span for each in pair(text) for span in each.pieces]
    total = inside = 0
    for start, end in pieces:
        for word in _WORD.finditer(text, start, end):
            total += 1
            inside += any(begin <= word.start() and word.end() <= beyond for begin, beyond in quoted)
    if not inside:
        return MentionKind.INDIRECT
    return MentionKind.DIRECT if inside >= DIRECT_SHARE * total else MentionKind.MIXED


def recut(text: str, kind: MentionKind, before: Pieces, after: Pieces) -> MentionKind:
    """The kind of a quote of this kind once its passage is `after` and no longer `before`.

    Another one only where it differs in its share of words in marks: what a parse knows besides (that words in
    marks are a title, or are reported inside another quote) holds for a passage that was moved by a word.
    """
    share = by_marks(text, after)
    return kind if share is by_marks(text, before) else share
