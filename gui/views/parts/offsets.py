"""From code points, in which the project counts text, to UTF-16 units, in which Qt does, and back."""

from __future__ import annotations

import re
from bisect import bisect_left

from PySide6.QtGui import QTextDocument

_REPLACED = dict.fromkeys(range(0xD800, 0xE000), "\ufffd") | {
    0x0000: "\ufffd",
    0x000D: " ",
    0xFDD0: " ",
    0xFDD1: " ",
}
"""What Qt's text documents would drop, merge or take for structure of their own. Each becomes one character of
the same length in UTF-16, so that offsets stay true."""
_LOST = re.compile("[\ud800-\udfff\x00\r\ufdd0\ufdd1]")
_WIDE = re.compile("[\U00010000-\U0010ffff]")


def displayable(text: str) -> str:
    """`text` with every character that a Qt text document cannot hold replaced, offsets unchanged."""
    return text.translate(_REPLACED) if _LOST.search(text) else text


def plain_text(document: QTextDocument) -> str:
    """What `document` holds, to the character: `toPlainText` would make plain spaces of no-break spaces."""
    return document.toRawText().replace("\u2029", "\n")


class Offsets:
    """Converts positions in one text. Both directions accept 0 to the text's length."""

    def __init__(self, text: str) -> None:
        self._wide = [found.start() for found in _WIDE.finditer(text)]
        self._wide_units = [point + i for i, point in enumerate(self._wide)]

    def units(self, point: int) -> int:
        """The UTF-16 position of code point `point`."""
        return point + bisect_left(self._wide, point)

    def points(self, unit: int) -> int:
        """The code point at UTF-16 position `unit`; inside a surrogate pair, the character it belongs to."""
        return unit - bisect_left(self._wide_units, unit)
