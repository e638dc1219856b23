"""Plain text, kept to the character: newlines become `\\n`, a byte-order mark goes, nothing else changes."""

from __future__ import annotations

from core.intake.decoding import decode, tidy_newlines
from core.intake.opening import guess_opening
from core.intake.reader import Extracted


def read_plain(name: str, data: bytes) -> Extracted:
    """A `Reader`. Title, byline and date are read off the first lines where these are unmistakable."""
    decoded = decode(name, data)
    return plain_text(decoded.text, decoded.encoding)


def plain_text(text: str, encoding: str | None) -> Extracted:
    """Text with what its first lines tell of it. `encoding` is that of its bytes, None where nobody knows it."""
    text = tidy_newlines(text)
    opening = guess_opening(text)
    return Extracted(
        text=text,
        encoding=encoding,
        title=opening.title,
        byline=opening.byline,
        outlet=opening.outlet,
        published=opening.published,
    )
