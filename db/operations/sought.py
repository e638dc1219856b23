"""Whether a text has words that are to be withheld: as whole words, whatever their case and spaces, and a link
only as all of it. The page of an office is not the office, nor are “interviews” an “interview”.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from db.codec import fold

_WORD = re.compile(r"\w+")
_LINK_GOES_ON = re.compile(r"/?(?:[\w/]|[.,:;!?*'()&=+~@$%-]+[\w/])")
"""What makes another link of one: a further part of a path, a name that ends in .html. What follows a `#` is a
place on the same page."""

_APART = "\x00"
"""Stands between texts that are looked through together; none has it."""

Bounds = Callable[[str, int, int], bool]
"""Whether what was found in a text from a place to another is all of something there."""


def as_words(text: str, start: int, end: int) -> bool:
    """Whether the words there are whole, and a link they end with goes no further."""
    if _is_word(text[start]) and start > 0 and _is_word(text[start - 1]):
        return False
    if _ends_with_link(text[start:end]):
        return _LINK_GOES_ON.match(text, end) is None
    return not (_is_word(text[end - 1]) and end < len(text) and _is_word(text[end]))


def as_quoted(text: str, start: int, end: int) -> bool:
    """Whether a label or a history quotes there: behind its colon or bracket, up to what it says next."""
    rest = text[end:]
    return text[:start].endswith((": ", " (")) and (not rest or rest[0] in ";,)" or rest.startswith(" ("))


def _is_word(character: str) -> bool:
    return _WORD.match(character) is not None


def _ends_with_link(text: str) -> bool:
    return "://" in text.rpartition(" ")[2]


class Read:
    """Texts that are looked through for several things: as they are written, folded once, and their words."""

    def __init__(self, *texts: str) -> None:
        self.written = _APART.join(texts)
        self.folded = fold(self.written)
        self.words = frozenset(_WORD.findall(self.folded))


class Sought:
    """Texts that are looked for in others, as whole words unless `bounds` says otherwise.

    Each waits under the longest of its words: of thousands, few are looked for in a text.
    """

    def __init__(self, texts: Iterable[str], bounds: Bounds = as_words) -> None:
        self._bounds = bounds
        self._under: dict[str, list[str]] = {}
        for text in sorted({_sought(text) for text in texts}):
            longest = max(_WORD.findall(text), key=len, default=None)
            if longest is not None:
                self._under.setdefault(longest, []).append(text)

    def stands_in(self, text: Read) -> bool:
        """Whether one of them stands in the text."""
        return any(
            self._bounds(text.folded, start, start + len(sought))
            for word in self._under.keys() & text.words
            for sought in self._under[word]
            for start in _places(sought, text.folded)
        )


def _places(sought: str, text: str) -> Iterator[int]:
    start = text.find(sought)
    while start >= 0:
        yield start
        start = text.find(sought, start + 1)


def _sought(text: str) -> str:
    text = fold(text)
    return text.rstrip("/") if _ends_with_link(text) else text


def texts_in(payload: str) -> Read:
    """Every text of an event or an undo step; the names of its fields are none."""
    waiting: list[Any] = [json.loads(payload)]
    found: list[str] = []
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return Read(*found)
