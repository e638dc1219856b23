"""Pages of a kept PDF as pictures, and their text with where each character stands. For the child process alone.

PDFium reads what is hostile: broken files, pages of any size, forms inside forms without end. What can be bounded
beforehand is bounded here (pixels, characters); time and memory are bounded by the process, which can be ended.
"""

from __future__ import annotations

import re
import time
from array import array
from collections.abc import Iterator
from typing import Any

from core.errors import UserError
from core.evidence.viewing import Copy, Found, Part, Pixels, Showing, not_shown
from core.intake.decoding import storable

MOST_PIXELS = 12_000_000
"""Of the picture of a page: A4 at some 330 dots an inch."""
MOST_SIDE = 8_000
"""Pixels of a side of it."""
MOST_CHARACTERS = 60_000
"""Of a page; a page of a newspaper has some 15,000."""
SEARCH_SECONDS = 10.0
"""After which a search says how far it came."""
_FINE = 1 << 20
"""Units a side that places on a page are asked in."""
_NO_BOX = (0.0, 0.0, 0.0, 0.0)
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_HANDLER = 5  # FPDF_ERR_SECURITY


class PdfCopy:
    """An open PDF. Raises `UserError` S-COPY-KIND for one that is broken, protected or has no pages."""

    showing = Showing.PAGES

    def __init__(self, copy: Copy) -> None:
        import pypdfium2

        self._name = copy.name
        try:
            self._pdf = pypdfium2.PdfDocument(copy.data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) in (_PASSWORD, _HANDLER):
                raise not_shown(copy.name, "is protected by a password") from error
            raise not_shown(copy.name, "is no PDF that can be read") from error
        if len(self._pdf) == 0:
            self.close()
            raise not_shown(copy.name, "is a PDF without pages")

    @property
    def parts(self) -> int:
        return len(self._pdf)

    @property
    def title(self) -> str:
        """What the PDF calls itself on one line; empty where it says nothing."""
        return " ".join(storable(self._pdf.get_metadata_value("Title")).split())

    def part(self, number: int, width: int) -> Part:
        """Page `number`, from 1, drawn about `width` pixels wide. Raises `UserError` S-COPY-PAGE."""
        page = self._page(number)
        try:
            pixels = _draw(page, width)
            text, boxes, cut = _text(page)
        except _faults() as error:
            raise self._damaged(number) from error
        finally:
            page.close()
        return Part(Showing.PAGES, number, self.parts, text, (0,), pixels=pixels, boxes=boxes, cut=cut)

    def find(self, words: re.Pattern[str], part: int, offset: int) -> Found:
        """The next passage at or after `offset` of page `part`, as far as `SEARCH_SECONDS` lead."""
        begun = time.monotonic()
        for number in range(part, self.parts + 1):
            text = self._words_of(number)
            match = words.search(text, offset if number == part else 0)
            if match is not None:
                return Found(number, number, match.start(), match.end())
            if time.monotonic() - begun > SEARCH_SECONDS:
                return Found(number)
        return Found(self.parts)

    def texts(self) -> Iterator[tuple[int, str]]:
        """Number and words of each page, as far as `SEARCH_SECONDS` lead."""
        begun = time.monotonic()
        for number in range(1, self.parts + 1):
            if time.monotonic() - begun > SEARCH_SECONDS:
                return
            yield number, self._words_of(number)

    def _words_of(self, number: int) -> str:
        """The page's text; empty for a page that cannot be read, so that one does not end a search."""
        try:
            page = self._page(number)
        except UserError:
            return ""
        try:
            return _text(page, places=False)[0]
        except _faults():
            return ""
        finally:
            page.close()

    def _page(self, number: int) -> Any:
        try:
            return self._pdf[number - 1]
        except _faults() as error:
            raise self._damaged(number) from error

    def _damaged(self, number: int) -> UserError:
        return UserError(
            "S-COPY-PAGE", f"Page {number} of {self._name} cannot be read; go on to another, or save the copy."
        )

    def close(self) -> None:
        self._pdf.close()


def _faults() -> tuple[type[Exception], ...]:
    import pypdfium2

    return (pypdfium2.PdfiumError, ValueError, OverflowError)


def _draw(page: Any, width: int) -> Pixels:
    across, down = (max(abs(side), 0.01) for side in page.get_size())
    scale = min(width / across, MOST_SIDE / across, MOST_SIDE / down, (MOST_PIXELS / (across * down)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        return Pixels(bitmap.width, bitmap.height, _rgb(bitmap))
    finally:
        bitmap.close()


def _rgb(bitmap: Any) -> bytes:
    """The rows without their padding, three bytes a pixel."""
    row, channels = bitmap.width * bitmap.n_channels, bitmap.n_channels
    data = memoryview(bitmap.buffer).cast("B")
    rows = b"".join(data[at * bitmap.stride : at * bitmap.stride + row] for at in range(bitmap.height))
    if channels == 3:
        return rows
    picked = bytearray(bitmap.width * bitmap.height * 3)
    for place in range(3):
        picked[place::3] = rows[(place if channels > 1 else 0) :: channels]
    return bytes(picked)


def _text(page: Any, *, places: bool = True) -> tuple[str, array[float], bool]:
    """The page's characters, four numbers of place for each, and whether there are more than are taken."""
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        place = _Placer(page) if places else None
        boxes = array("f")
        characters = []
        for index, character in _characters(textpage, min(count, MOST_CHARACTERS)):
            characters.append(character)
            if place is not None:
                boxes.extend(place(textpage, index) if not character.isspace() else _NO_BOX)
        return "".join(characters), boxes, count > MOST_CHARACTERS
    finally:
        textpage.close()


def _characters(textpage: Any, count: int) -> Iterator[tuple[int, str]]:
    """Index and character, surrogates joined, carriage returns left out."""
    import pypdfium2.raw as pdfium

    high = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code == 0x0D:
            continue
        # PDFium's own sign for a hyphen at the end of a line that a word goes on behind. Whether it is the word's
        # ("well-known") or the line's alone, nobody knows; a soft hyphen says so to whoever compares words.
        yield index, "\u00ad" if code in (0x02, 0xFFFE) else _character(code)


def _character(code: int) -> str:
    plain = code == 0x0A or code == 0x09 or (0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000)
    return chr(code) if plain else "\ufffd"


class _Placer:
    """Where a character stands in the picture: its page may be turned, cropped and scaled, one affine map in all.

    The map is asked of PDFium at three corners, not for each character.
    """

    def __init__(self, page: Any) -> None:
        self._origin = _on_picture(page, 0.0, 0.0)
        self._unit = max(page.get_size())
        right, up = _on_picture(page, self._unit, 0.0), _on_picture(page, 0.0, self._unit)
        self._right = tuple((a - b) / self._unit for a, b in zip(right, self._origin, strict=True))
        self._up = tuple((a - b) / self._unit for a, b in zip(up, self._origin, strict=True))

    def __call__(self, textpage: Any, index: int) -> tuple[float, float, float, float]:
        left, bottom, right, top = textpage.get_charbox(index, loose=True)
        x1, y1 = self._point(left, bottom)
        x2, y2 = self._point(right, top)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        at = [o + x * r + y * u for o, r, u in zip(self._origin, self._right, self._up, strict=True)]
        return min(max(at[0], 0.0), 1.0), min(max(at[1], 0.0), 1.0)


def _on_picture(page: Any, x: float, y: float) -> tuple[float, float]:
    import ctypes

    import pypdfium2.raw as pdfium

    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value / _FINE, down.value / _FINE
