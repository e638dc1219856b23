"""What the child process does with sources: fetch, read and open them. See `core.worker.Request`.

The child keeps the copy that was opened last, so that turning a page does not open it anew; a child that was
started again opens it when it is asked for a part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from core.deadline import READING, deadline
from core.errors import UserError
from core.evidence import capture
from core.evidence.capture import Captured
from core.evidence.viewing import Copy, Found, Part, Showing, not_shown
from core.progress import Progress

MOST_MEMORY = 3_000_000_000
"""Bytes of address space of a child that opens copies. A page that needs more ends it, and the page is refused."""
LONGEST_TITLE = 200
LONGEST_SEARCH = 200

_TEXT_TYPES = frozenset({"application/json", "application/xml", "application/javascript", "application/ld+json"})
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})


# --- keeping copies -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CaptureLink:
    """Fetch a source with what it calls itself. A hostile or endless answer ends with the child."""

    link: str
    allow_private: bool = False

    def perform(self, progress: Progress) -> Captured:
        from core.evidence.fetch import Rules, fetch

        found = fetch(self.link, progress, Rules(allow_private=self.allow_private))
        with deadline(READING):
            title = _title(found)
        return replace(found, title=title or _last_of(found.url))


@dataclass(frozen=True, slots=True)
class CaptureFile:
    """Read a source from a file; it is called by the file's name."""

    path: Path

    def perform(self, progress: Progress) -> Captured:
        return replace(capture.from_file(self.path), title=self.path.stem)


@dataclass(frozen=True, slots=True)
class CapturePixels:
    """Make a PNG file of a picture from the clipboard: four bytes a pixel, row after row from the top."""

    width: int
    height: int
    rgba: bytes = field(repr=False)

    def perform(self, progress: Progress) -> Captured:
        from core.evidence.copy_picture import png

        return capture.from_image(png(self.width, self.height, self.rgba))


def _title(found: Captured) -> str:
    """What the source calls itself, as far as it can be read; one without a title is captured all the same."""
    from core.evidence.copy_text import page_title

    copy = Copy("", "", found.media_type, found.data)
    with suppress(UserError):
        if _is_page(copy):
            return page_title(copy)[:LONGEST_TITLE]
        if _is_pdf(copy):
            opened = _open(copy)
            try:
                return opened.title[:LONGEST_TITLE]
            finally:
                opened.close()
    return ""


def _last_of(url: str) -> str:
    """The end of a link's path, or its host."""
    parts = urlsplit(url)
    name = unquote(parts.path.rstrip("/").rpartition("/")[2])
    return " ".join((name or parts.hostname or url).split())[:LONGEST_TITLE]


# --- showing them ---------------------------------------------------------------------------------------------


class _Opened(Protocol):
    @property
    def showing(self) -> Showing: ...
    @property
    def parts(self) -> int: ...
    @property
    def title(self) -> str: ...
    def part(self, number: int, width: int) -> Part: ...
    def find(self, words: re.Pattern[str], part: int, offset: int) -> Found: ...
    def texts(self) -> Iterator[tuple[int, str]]: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class ShowPart:
    """Part `number` of a copy, from 1; a page or a picture about `width` pixels wide.

    Raises `UserError` S-COPY-KIND for a copy that cannot be shown, S-COPY-PAGE for such a page.
    """

    copy: Copy
    number: int
    width: int

    def perform(self, progress: Progress) -> Part:
        _bound_memory()
        with deadline(READING):
            opened = _held(self.copy)
            return opened.part(min(max(self.number, 1), opened.parts), self.width)


@dataclass(frozen=True, slots=True)
class FindInCopy:
    """The next passage with `words` at or after `offset` of part `part`; case and spacing do not count."""

    copy: Copy
    words: str
    part: int
    offset: int = 0

    def perform(self, progress: Progress) -> Found:
        _bound_memory()
        with deadline(READING):
            opened = _held(self.copy)
            return opened.find(pattern(self.words), min(max(self.part, 1), opened.parts), self.offset)


@dataclass(frozen=True, slots=True)
class PassageInCopy:
    """The part of a copy, by number, that has a quotation best, and its words there; None where none has it."""

    copy: Copy
    quotation: str

    def perform(self, progress: Progress) -> tuple[int, str] | None:
        from core.matching.passage import best_passage

        _bound_memory()
        with deadline(READING):
            return best_passage(self.quotation, _held(self.copy).texts())


def pattern(words: str) -> re.Pattern[str]:
    """What finds the words whatever their case, and however their lines are broken and their accents composed."""
    return re.compile(r"\s+".join(_word(each) for each in words[:LONGEST_SEARCH].split()), re.IGNORECASE)


_BROKEN = r"(?:\u00ad|[-‐]\n)?"
"""A hyphen that only the end of a line put into a word, at any place in it."""
_HYPHEN = r"(?:[-‐‑\u00ad]\n?)"
"""A hyphen of the word's own, which the end of a line may have made a soft one."""


def _word(word: str) -> str:
    composed = unicodedata.normalize("NFC", word.replace("\u00ad", ""))
    return _BROKEN.join(_HYPHEN if each in "-‐‑" else _letter(each) for each in composed)


def _letter(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    return re.escape(letter) if apart == letter else f"(?:{re.escape(letter)}|{re.escape(apart)})"


_last: tuple[str, _Opened] | None = None
"""Digest of the copy opened last in this process, and that."""


def _held(copy: Copy) -> _Opened:
    global _last
    if _last is None or _last[0] != copy.digest:
        if _last is not None:
            _last[1].close()
        _last = None
        _last = (copy.digest, _open(copy))
    return _last[1]


def forget() -> None:
    """Close the copy that is held open."""
    global _last
    if _last is not None:
        _last[1].close()
    _last = None


def _open(copy: Copy) -> _Opened:
    """By what the bytes are, before what a server said they are. Raises `UserError` S-COPY-KIND."""
    from core.evidence.copy_pdf import PdfCopy
    from core.evidence.copy_picture import PictureCopy
    from core.evidence.copy_text import TextCopy

    kinds: tuple[tuple[Callable[[Copy], bool], Callable[[Copy], _Opened]], ...] = (
        (_is_pdf, PdfCopy),
        (_is_picture, PictureCopy),
        (_is_page, lambda each: TextCopy(each, html=True)),
        (_is_text, lambda each: TextCopy(each, html=False)),
    )
    for fits, made in kinds:
        if fits(copy):
            return made(copy)
    raise not_shown(copy.name, f"is {_plain_type(copy) or 'of an unknown kind'}, which is not shown here")


def _plain_type(copy: Copy) -> str:
    return copy.media_type.partition(";")[0].strip().lower()


def _is_pdf(copy: Copy) -> bool:
    return (b"%PDF-" in copy.data[:1024] and not _is_page(copy)) or _plain_type(copy) == "application/pdf"


def _is_picture(copy: Copy) -> bool:
    from core.intake.refused import A_PICTURE, bears

    typed = _plain_type(copy).startswith("image/") and "svg" not in _plain_type(copy)
    return bears(A_PICTURE, copy.data) or typed


def _is_page(copy: Copy) -> bool:
    from core.intake.html import OPENING

    return _plain_type(copy) in _PAGE_TYPES or OPENING.match(copy.data) is not None


def _is_text(copy: Copy) -> bool:
    kind = _plain_type(copy)
    return kind.startswith("text/") or kind in _TEXT_TYPES or kind.endswith(("+xml", "+json")) or _reads(copy)


def _reads(copy: Copy) -> bool:
    """Whether bytes of no told kind are text: the first of them are UTF-8 without control characters."""
    if _plain_type(copy) not in ("", "application/octet-stream"):
        return False
    start = copy.data[:4096].decode("utf-8", "ignore")
    return bool(start) and "\x00" not in start and len(start.encode()) > 0.9 * len(copy.data[:4096])


def _bound_memory() -> None:
    """Let a page that wants more memory than there should be end this process, not the machine."""
    try:
        import resource
    except ImportError:  # no such limit on this system
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft == resource.RLIM_INFINITY or soft > MOST_MEMORY:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, hard))
