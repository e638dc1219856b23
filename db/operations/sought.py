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

Bounds = Callable[[str, int, int], bool]
"""Whether what was found in a text from a place to another is all of something there."""


def on_one_line(text: str) -> str:
    """The text as it is written, without stray spaces."""
    return " ".join(text.split())


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


class Sought:
    """Texts that are looked for in others. `form` is what both are compared as.

    However many they are, a text is walked through once: each waits under the longest of its words.
    """

    def __init__(self, texts: Iterable[str], form: Callable[[str], str] = fold, bounds: Bounds = as_words) -> None:
        self._form, self._bounds = form, bounds
        self._under: dict[str, list[tuple[int, str]]] = {}
        for text in sorted({self._sought(text) for text in texts}):
            words = list(_WORD.finditer(text))
            if words:
                longest = max(words, key=lambda word: len(word[0]))
                self._under.setdefault(longest[0], []).append((longest.start(), text))

    def _sought(self, text: str) -> str:
        text = self._form(text)
        return text.rstrip("/") if _ends_with_link(text) else text

    def stands_in(self, text: str) -> bool:
        """Whether one of them stands in the text."""
        if not self._under or not text:
            return False
        text = self._form(text)
        for word in _WORD.finditer(text):
            for lead, sought in self._under.get(word[0], ()):
                start = word.start() - lead
                if start < 0 or not text.startswith(sought, start):
                    continue
                if self._bounds(text, start, start + len(sought)):
                    return True
        return False


def texts_in(payload: str) -> Iterator[str]:
    """Every text of an event or an undo step; the names of its fields are none."""
    waiting: list[Any] = [json.loads(payload)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
