"""What a viewer of kept copies shows: a copy is a row of parts, each with its text and perhaps a picture of it.

Pages of a PDF, stretches of a long text, one picture. A copy is hostile: it is opened by the requests of
`core.evidence.requests` in a child process, and what comes back is text and plain pixels. Nothing that a copy
names is loaded.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from core.errors import UserError

ADVICE = "Save the copy and open it with the program it is for."


class Showing(StrEnum):
    """How a copy is shown."""

    TEXT = "text"
    PAGES = "pages"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Copy:
    """A kept copy as it goes to the child. `digest` is its SHA-256, `name` what messages call it."""

    digest: str
    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture: `width` times `height` pixels, row after row from the top, a byte each of red, green and blue."""

    width: int
    height: int
    rgb: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a copy. `number` counts from 1, `of` is how many the copy has.

    `text` is the part's text; offsets into it are code points. `starts` are the offsets where its units begin (a
    paragraph, a row of a table), the first of which is the `first`-th of the whole copy; a unit that begins in an
    earlier part has its start at 0 here. `boxes` are four numbers for each character of `text`: left, top, right
    and bottom, as shares (0 to 1) of the width and height of `pixels`; all four are 0 for what is not drawn.
    `cut` says that the page has more text than is shown.
    """

    showing: Showing
    number: int
    of: int
    text: str = ""
    starts: tuple[int, ...] = ()
    first: int = 1
    rows: bool = False
    """Whether units are rows of a table, not paragraphs."""
    pixels: Pixels | None = None
    boxes: array[float] = field(default_factory=lambda: array("f"), repr=False)
    cut: bool = False

    def unit_at(self, offset: int) -> int:
        """Number, from 1 in the whole copy, of the unit that holds the character at `offset`."""
        return self.first + max(bisect_right(self.starts, offset) - 1, 0)


@dataclass(frozen=True, slots=True)
class Found:
    """A passage found: `start` and `end` (exclusive) in the text of part `part`.

    `part` is None where nothing was found up to and including part `searched`.
    """

    searched: int
    part: int | None = None
    start: int = 0
    end: int = 0


def page_locator(number: int) -> str:
    """The locator of a page of a PDF, counted from 1 as viewers do, whatever is printed on it."""
    return f"page {number}"


def locator(part: Part, start: int, end: int) -> str:
    """Where in the copy the passage from `start` to `end` (exclusive) of the part's text stands.

    `page 12`, `paragraph 3`, `paragraphs 3–5`, `row 7`; empty for a picture.
    """
    if part.showing is Showing.PICTURE:
        return ""
    if part.showing is Showing.PAGES:
        return page_locator(part.number)
    first, last = part.unit_at(start), part.unit_at(max(end - 1, start))
    unit = "row" if part.rows else "paragraph"
    return f"{unit} {first}" if first == last else f"{unit}s {first}–{last}"


def not_shown(name: str, what: str) -> UserError:
    """S-COPY-KIND: the copy is kept and sound, and the viewer cannot show it."""
    return UserError("S-COPY-KIND", f"{name} {what}. {ADVICE}")
