"""Keeping invisible direction marks in somebody else's text from turning the words around it.

An element isolates the direction of what is in it only as long as that holds no unpaired marks: a browser puts
the isolate's end into the same run of text, and an isolate left open swallows it, a stray end closes it early.
"""

from __future__ import annotations

import re
import unicodedata

_EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")
_ISOLATES = frozenset("\u2066\u2067\u2068")
_POP_EMBEDDING = "\u202c"
_POP_ISOLATE = "\u2069"
_MARK = re.compile("[\u202a-\u202e\u2066-\u2069]")


def from_right(text: str) -> bool:
    """Whether words are read from right to left, as their first letter says (Unicode Annex 9, P2 and P3)."""
    first = next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return first != "L"


def balanced(text: str) -> str:
    """`text` with every direction mark paired (Unicode Annex 9, BD9 and X5 to X7): ends without a beginning are
    left out, missing ends are added behind. Text without such marks is returned as it is."""
    if not _MARK.search(text):
        return text
    open_marks: list[str] = []
    out = []
    at = 0
    for match in _MARK.finditer(text):
        out.append(text[at : match.start()])
        at = match.end()
        mark = match.group()
        if mark in _EMBEDDINGS or mark in _ISOLATES:
            open_marks.append(mark)
            out.append(mark)
        elif mark == _POP_EMBEDDING:
            if open_marks and open_marks[-1] in _EMBEDDINGS:
                open_marks.pop()
                out.append(mark)
        elif any(opened in _ISOLATES for opened in open_marks):
            out += _ends(open_marks, until_isolate=True)
    return "".join([*out, text[at:], *_ends(open_marks)])


def _ends(open_marks: list[str], *, until_isolate: bool = False) -> list[str]:
    """The ends of the open marks, last first, taken off the list: all, or up to the last isolate's."""
    ends = []
    while open_marks:
        mark = open_marks.pop()
        ends.append(_POP_ISOLATE if mark in _ISOLATES else _POP_EMBEDDING)
        if until_isolate and mark in _ISOLATES:
            break
    return ends
