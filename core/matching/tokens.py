"""Words of a quotation and of its source, as they are compared: case, punctuation and quotation style folded."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from core.records import Span

_TOKEN = re.compile(
    r"\[(?P<bracket>[^\[\]\n]{0,400})\]"
    r"|(?P<cut>\(\s*(?:…|\.{3,})\s*\)|…|\.{3,}|\.(?:\s\.){2,})"
    r"|(?P<word>\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?\b|[^\W_]+(?:['’‘ʼ\-‐‑][^\W_]+)*|[%€$£¥§])"
)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "\u00ad": None})
_ONLY_DOTS = re.compile(r"[\s….]*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `span` (code points, end exclusive). `key` is what is compared.

    `mark`: an ellipsis or square brackets, by which a quotation says that something is left out or put in;
    `key` is then empty.
    """

    span: Span
    key: str
    mark: bool = False


def tokens(text: str, *, marks: bool) -> list[Token]:
    """The words of `text` in order.

    With `marks`, ellipses and brackets are tokens of their own; without, the words in brackets are words like
    others and ellipses are nothing.
    """
    found = []
    at = 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        if match["word"] is not None:
            found.append(Token(match.span(), fold(match["word"])))
        elif marks:
            found.append(Token(match.span(), "", mark=True))
        elif match["bracket"] is not None and not _ONLY_DOTS.fullmatch(match["bracket"]):
            at = match.start() + 1  # its words are looked at one by one
    return found


def fold(word: str) -> str:
    """A word as it is compared: composed, without case, apostrophes and hyphens straight."""
    return unicodedata.normalize("NFC", word).translate(_APOSTROPHES).casefold()


_MARKS = re.compile(r"[\s\"'“”„‟«»‹›‘’‚‛`´]+")
_DASHES = re.compile(r"[‐‑‒–—―−-]+")


def punctuation(between: str) -> str:
    """What stands between two words, as it is compared: without white space and quotation marks, dashes alike."""
    return _DASHES.sub("-", _MARKS.sub("", between)).replace("...", "…")
