"""Marks that frame a whole inlined text: each paragraph of a reprinted article or transcript opens with one.

Paragraph after paragraph opens with a quotation mark and none closes, as in one long quote; but the paragraphs
name their speakers ("NAME: words) or hold quotes of their own. Such marks say nothing about who speaks and are
passed over.
"""

from __future__ import annotations

import re

from core.extraction.quotes import marks
from core.extraction.quotes.marks import Quoted

_LEAST = 3
"""Paragraphs from which a run of opening marks may be a frame."""
_NAMED = re.compile(r"[\"“”][A-Z][A-Z .'’-]{1,30}:")
_INNER = re.compile(r"[“”\"«»]")


def pair(text: str) -> list[Quoted]:
    """As `marks.pair`, without frames."""
    found = marks.pair(text)
    strays = [start for quoted in found if _is_frame(text, quoted) for start, _ in quoted.pieces]
    if not strays:
        return found
    parts, at = [], 0
    for start in strays:
        width = 2 if text.startswith(("''", "``"), start) else 1
        parts += [text[at:start], " " * width]
        at = start + width
    return marks.pair("".join(parts) + text[at:])


def _is_frame(text: str, quoted: Quoted) -> bool:
    """Whether half of the paragraphs name a speaker, or a third of them hold marks inside."""
    total = len(quoted.pieces)
    if total < _LEAST:
        return False
    named = sum(bool(_NAMED.match(text, start, end)) for start, end in quoted.pieces)
    inner = sum(bool(_INNER.search(text[start + 1 : end].rstrip('”"'))) for start, end in quoted.pieces)
    return named * 2 >= total or inner * 3 >= total
