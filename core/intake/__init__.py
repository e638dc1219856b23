"""Intake: files, bytes and pasted text become a `core.records.Document`, or a `UserError` that says what to do.

    read_path(path)             a file; pipes and devices are never waited for
    read_bytes(name, data)      bytes that came another way
    read_text(name, text)       pasted text
    find_files(paths, report)   the files in folders, in a fixed order
    find_articles(path, report) those at one path, which is a problem where there are none
    display_name(name)          a file name fit to show, store and write as JSON

Every error is a `UserError` whose code begins with `S-INTAKE-`. Offsets into `Document.text` count code points;
a plain-text file's text is its characters, with `\\n` newlines and without a byte-order mark.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from core.errors import UserError
from core.intake.decoding import storable
from core.intake.files import find_articles, find_files, read_file, too_large
from core.intake.formats import PLAIN, READABLE, choose, extension_of
from core.intake.limits import MAX_BYTES, display_name
from core.intake.plain import plain_text
from core.intake.reader import Extracted, Reader, to_document
from core.records import Document

__all__ = [
    "MAX_BYTES",
    "READABLE",
    "Extracted",
    "Reader",
    "UserError",
    "display_name",
    "find_articles",
    "find_files",
    "read_bytes",
    "read_path",
    "read_text",
]


def read_path(path: Path, published: date | None = None) -> Document:
    """Read one file. `published` counts where the file names no date itself.

    Raises `UserError`: S-INTAKE-MISSING, -UNREADABLE, -FOLDER, -SPECIAL for what cannot be opened, and those of
    `read_bytes`.
    """
    return read_bytes(path.name, read_file(path), published)


def read_bytes(name: str, data: bytes, published: date | None = None) -> Document:
    """Read `data` as the format its content and the extension of `name` tell; `sha256` is that of `data`.

    Raises `UserError`: S-INTAKE-SIZE over `MAX_BYTES`, S-INTAKE-FORMAT for a format that cannot be read,
    S-INTAKE-BINARY and S-INTAKE-ENCODING for what is no text, S-INTAKE-EMPTY for nothing but spaces.
    """
    shown = display_name(name)
    if len(data) > MAX_BYTES:
        raise too_large(shown, len(data))
    format_ = choose(shown, extension_of(name), data)
    return to_document(shown, data, format_.media_type, format_.reader(shown, data), published)


def read_text(name: str, text: str, published: date | None = None) -> Document:
    """Take pasted text; `original` is its UTF-8 form, with the newlines it came with.

    Lone surrogates and NUL, which no file or database can hold, become U+FFFD. Raises `UserError`
    S-INTAKE-SIZE and S-INTAKE-EMPTY.
    """
    shown = display_name(name)
    text = storable(text.lstrip("\ufeff"))
    original = text.encode("utf-8")
    if len(original) > MAX_BYTES:
        raise too_large(shown, len(original))
    return to_document(shown, original, PLAIN.media_type, plain_text(text, "utf-8"), published)
