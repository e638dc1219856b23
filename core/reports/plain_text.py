"""Somebody else's text made fit for formats that are not escaped by their own library."""

from __future__ import annotations

import re

from core.reports import direction

_NOT_XML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold (section 2.2), and C1 controls, which nobody can see."""


def printable(text: str) -> str:
    """`text` with what no file format can hold as U+FFFD, newlines as `\\n`, and direction marks paired."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_XML.sub("\ufffd", direction.balanced(text))


def one_line(text: str) -> str:
    """`printable` text on one line."""
    return " ".join(printable(text).split())
