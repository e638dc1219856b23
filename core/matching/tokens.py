"""Words and numbers of a quotation and of its source, as they are compared: case, punctuation and style folded."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from core.records import Span

_HIDDEN = "\u00ad\u200b-\u200d\u2060\ufeff"
"""Characters within a word that nobody sees: where it may be divided, or joined with what follows."""
_LETTERS = rf"[^\W_](?:[^\W_]|[\u0300-\u036f{_HIDDEN}]|(?<=\u00ad)[ \t]*\r?\n[ \t]*(?=[^\W_]))*"
"""Letters in a row, with accents that are characters of their own, and over a line's end behind a soft hyphen."""
_CURRENCY = "$¢£¤¥֏؋৳฿៛\u20a0-\u20c0﷼﹩＄￠￡￥￦"
_SIGN = r"(?<![\w)\]])[-+±−–](?=[.\d" + _CURRENCY + "])"
"""A sign stands right before its number and behind no other; a dash between two words, or two years, is none."""
_NUMBER = (
    rf"(?:[<>≤≥≈~]=?\s?)?(?:{_SIGN})?(?:[{_CURRENCY}]\s?)?(?:{_SIGN})?"
    r"(?:\d{1,3}(?:[\u00a0\u2007\u2009\u202f]\d{3})+(?:[.,]\d+)*(?!\d)|\d+(?:[.,:/]\d+)*|(?<![\w.])\.\d+)[^\W_]*"
)
"""A number with what makes another of it: a comparison, a sign, a currency, a decimal point it begins with, and
letters behind it, as in 5m."""
_TOKEN = re.compile(
    r"\[(?P<bracket>[^\[\]\n]{0,400})\]"
    r"|(?P<cut>\(\s*(?:…|\.{3,})\s*\)|…|\.{3,}|\.(?:\s\.){2,})"
    rf"|(?P<number>{_NUMBER}|[%‰‱°§№℃℉{_CURRENCY}])"
    rf"|(?P<word>{_LETTERS}(?:['’‘ʼ\-‐‑]{_LETTERS})*)"
)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "\u00ad": None})
_SOFT = re.compile(r"\u00ad\s*")
_UNSEEN = re.compile(rf"[\s{_HIDDEN}]+")
_SPELLED = str.maketrans({"−": "-", "–": "-", "\u00a0": None, "\u2007": None, "\u2009": None, "\u202f": None})
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_ONLY_DOTS = re.compile(r"[\s….]*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `span` (code points, end exclusive). `key` is what is compared.

    `number`: a number, or a sign beside one, as a currency's or a degree's. `mark`: an ellipsis or square
    brackets, by which a quotation says that something is left out or put in; `key` is then empty.
    """

    span: Span
    key: str
    mark: bool = False
    number: bool = False


def tokens(text: str, *, marks: bool, hyphened: frozenset[str] = frozenset()) -> list[Token]:
    """The words of `text` in order. `hyphened` are keys with hyphens: a soft one in such a word is the word's own.

    With `marks`, ellipses and brackets are tokens of their own; without, the words in brackets are words like
    others and ellipses are nothing.
    """
    found = []
    at = 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        if match["word"] is not None:
            found.append(Token(match.span(), _key(match["word"], hyphened)))
        elif match["number"] is not None:
            found.append(Token(match.span(), _number(match["number"]), number=True))
        elif marks:
            found.append(Token(match.span(), "", mark=True))
        elif match["bracket"] is not None and not _ONLY_DOTS.fullmatch(match["bracket"]):
            at = match.start() + 1  # its words are looked at one by one
    return found


def _key(word: str, hyphened: frozenset[str]) -> str:
    if "\u00ad" in word and (own := fold(_SOFT.sub("-", word))) in hyphened:
        return own
    return fold(word)


def fold(word: str) -> str:
    """A word as it is compared: composed, without case and what nobody sees, apostrophes and hyphens straight."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", word)).translate(_APOSTROPHES).casefold()


def _number(written: str) -> str:
    """A number as it is compared: however its thousands are set apart and its minus is drawn, and with a nought
    before the point that it begins with."""
    plain = "".join(written.translate(_SPELLED).casefold().split()).replace("<=", "≤").replace(">=", "≥")
    plain = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), plain)
    return re.sub(r"(?<!\d)\.(?=\d)", "0.", plain)


_MARKS = re.compile(r"[\s\"'“”„‟«»‹›‘’‚‛`´]+")
_DASHES = re.compile(r"[‐‑‒–—―−-]+")


def punctuation(between: str) -> str:
    """What stands between two words, as it is compared: without white space and quotation marks, dashes alike."""
    return _DASHES.sub("-", _MARKS.sub("", between)).replace("...", "…")
