"""A copy of a source before it is on any desk: from a file, the clipboard, or a link (`core.evidence.fetch`)."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from core.errors import UserError

MOST_BYTES = 25_000_000
"""Of one kept copy (25 MB): a long scanned document; a desk with hundreds of them can be backed up."""

_BY_BEGINNING = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"PK\x03\x04": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Captured:
    """The bytes of a source and where they came from.

    `requested_url` is the link that was asked for, `url` the one that answered after redirects; both are empty for
    what was handed over. `warc` is the exchange as it went over the wire, chunks put together (ISO 28500), empty
    where there was none; `title` what the source calls itself, empty where it does not say.
    """

    data: bytes = field(repr=False)
    media_type: str
    url: str = ""
    requested_url: str = ""
    at: datetime | None = None
    warc: bytes = field(default=b"", repr=False)
    title: str = ""


def from_file(path: Path) -> Captured:
    """A file as it is. Raises `UserError` S-CAPTURE-READ, S-CAPTURE-EMPTY, S-CAPTURE-SIZE."""
    try:
        if not path.is_file():
            raise UserError("S-CAPTURE-READ", f"{path.name or path} is no file; choose a file.")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UserError("S-CAPTURE-READ", f"{path.name} cannot be read ({why}); check the file.") from error
    return Captured(_checked(data, path.name), _media_type(data, path.name))


def from_text(text: str) -> Captured:
    """Text that was pasted, as UTF-8. Raises as `from_file`."""
    data = text.encode("utf-8", "replace")
    return Captured(_checked(data, "What was pasted"), "text/plain; charset=utf-8")


def from_image(data: bytes) -> Captured:
    """A picture that was pasted, as PNG or JPEG. Raises as `from_file`, and S-CAPTURE-IMAGE for anything else."""
    kind = _media_type(_checked(data, "The picture"), "")
    if kind not in ("image/png", "image/jpeg"):
        raise UserError(
            "S-CAPTURE-IMAGE", "What was pasted is no PNG or JPEG picture; save it as a file and add that."
        )
    return Captured(data, kind)


def _checked(data: bytes, name: str) -> bytes:
    if not data:
        raise UserError("S-CAPTURE-EMPTY", f"{name} is empty; there is nothing to keep.")
    if len(data) > MOST_BYTES:
        raise UserError(
            "S-CAPTURE-SIZE", f"{name} has more than {MOST_BYTES // 1_000_000} MB; keep only the part that counts."
        )
    return data


def _media_type(data: bytes, name: str) -> str:
    """By how the bytes begin, where that is telling, else by the name, else unknown."""
    for beginning, kind in _BY_BEGINNING.items():
        if data.startswith(beginning) and kind != "application/zip":
            return kind
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
