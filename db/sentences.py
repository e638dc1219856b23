"""The sentence around a passage, and the paragraph it stands in, by simple rules on plain text."""

from __future__ import annotations

import re

_LIMIT = 400
"""Code points of context on either side at most: a text without full stops is still shown as a line."""

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'‘])(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Rev|Hon|Jr|Sr|Inc|Ltd|Co|Corp|No|vs"
    r"|etc|e\.g|i\.e|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$"
)


def _ends(text: str, start: int, end: int) -> list[int]:
    """Places after which a new sentence begins, between two offsets."""
    found = []
    for match in _END.finditer(text, start, end):
        if match.group() == "\n":
            found.append(match.end())
            continue
        following = text[match.end() : match.end() + 3].lstrip()
        if following[:1].islower() or _ABBREVIATION.search(text, max(0, match.end() - 12), match.end()):
            continue
        found.append(match.end())
    return found


def around(text: str, start: int, end: int, most: int = _LIMIT) -> tuple[str, str]:
    """The text from the start of the sentence to `start`, and from `end` to the end of its sentence.

    Neither is longer than `most` characters. Offsets are code points, end exclusive. Both parts are without line
    breaks, and outer blanks are kept on the side of the passage, so that the three put together read as the text
    does.
    """
    floor, ceiling = max(0, start - most), min(len(text), end + most)
    first = max([floor, *_ends(text, floor, start)])
    # A passage that ends with its sentence's own stop has nothing of that sentence after it.
    closed = re.search(r"[.!?…][\"'”’»)\]]*$", text[start:end]) is not None
    after_ends = _ends(text, max(start, end - 1) if closed else end, ceiling)
    last = min([place for place in after_ends if place >= end] or [ceiling])
    before, after = text[first:start], text[end:last]
    return _line(before).lstrip(), _line(after).rstrip()


def spans(text: str) -> list[tuple[int, int]]:
    """Every sentence of the text, in code points, end exclusive, without blanks at its edges."""
    found = []
    start = 0
    for end in (*_ends(text, 0, len(text)), len(text)):
        sentence = text[start:end]
        if sentence.strip():
            first = start + len(sentence) - len(sentence.lstrip())
            found.append((first, start + len(sentence.rstrip())))
        start = end
    return found


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def paragraph(text: str, offset: int) -> int:
    """The number, from 1, of the paragraph that holds the offset: paragraphs are lines that are not blank."""
    before = sum(1 for line in text[:offset].split("\n")[:-1] if line.strip())
    return before + 1
