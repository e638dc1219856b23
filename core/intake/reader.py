"""The one interface of all readers, and what they share."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.errors import UserError
from core.records import Document


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a reader got out of a file: the text of the article and what the file says about it."""

    text: str
    encoding: str | None = None
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: date | None = None


class Reader(Protocol):
    """Bytes to the text of an article. One function a format, listed in `core.intake.formats`.

    `name` is for messages only. Raises `UserError` for bytes that are not what they claim to be, and nothing
    else, whatever the bytes are.
    """

    def __call__(self, name: str, data: bytes) -> Extracted: ...


def to_document(name: str, original: bytes, media_type: str, found: Extracted, published: date | None) -> Document:
    """The record of what a reader found. `published` counts only where the file itself names no date.

    Raises `UserError` S-INTAKE-EMPTY if there is nothing to read in the text.
    """
    if not any(is_visible(c) for c in found.text):
        raise empty(name)
    return Document(
        name=name,
        text=found.text,
        original=original,
        sha256=hashlib.sha256(original).hexdigest(),
        media_type=media_type,
        encoding=found.encoding,
        title=found.title,
        byline=found.byline,
        outlet=found.outlet,
        published=found.published or published,
    )


def one_line(text: str) -> str:
    """`text` fit for a headline, name or outlet: runs of space as one, no control characters, 300 at most."""
    shown = "".join(c for c in " ".join(text.split()) if unicodedata.category(c) not in ("Cc", "Zl", "Zp"))
    return shown[:300]


def with_headline(title: str | None, text: str) -> str:
    """`text` with its headline first, where it does not begin with it: a headline's figures are claims too."""
    if not title or not text or " ".join(text[: 2 * len(title) + 100].split()).startswith(title):
        return text
    return f"{title}\n\n{text}"


def is_visible(char: str) -> bool:
    """Whether a character shows: no space, control, format (zero-width) or replacement character."""
    return not char.isspace() and char != "\ufffd" and unicodedata.category(char)[0] != "C"


def empty(name: str) -> UserError:
    return UserError("S-INTAKE-EMPTY", f"“{name}” holds no text. Check that the right file was saved.")
