"""Names that their acronym in brackets marks off: "the Orrin Head Residents’ Association (OHRA)"."""

from __future__ import annotations

import re

from core.extraction.article import Article
from core.extraction.lexicon import listed

_LEAST = 3
_LONGEST = 8
"""Letters of an acronym; two letters are as often a party, a state or a unit."""
_SMALL = frozenset({"of", "for", "and", "the", "on", "in", "to", "’", "'", "&", "-"})


def spells(name: str, short: str) -> bool:
    """Whether `short` has letters of the name in order, the first of every word with a capital among them.

    "MAPA" is the Malongwe Press Agency.
    """
    capitals = [word for word in name.split() if word[0].isupper()]
    left = short.lower()
    for number, word in enumerate(capitals):
        rest = len(capitals) - number - 1
        if not left or left[0] != word[0].lower():
            return False
        left = left[1:]
        for letter in word[1:].lower():
            if len(left) > rest and left[0] == letter:
                left = left[1:]
    return not left and len(capitals) > 1


def defined(article: Article) -> dict[int, int]:
    """First word to beyond of every name whose capitals are the acronym in brackets behind it."""
    w = article.words
    out = {}
    for i in range(1, len(w) - 2):
        short = w.texts[i + 1]
        if (
            w.texts[i] != "("
            or w.texts[i + 2] != ")"
            or not short.isupper()
            or not _LEAST <= len(short) <= _LONGEST
        ):
            continue
        first = _first(article, i, short)
        if first is not None and i - first > 1:
            out[first] = i
    return out


def _first(article: Article, beyond: int, short: str) -> int | None:
    """The word at which the name before word `beyond` begins, if its capitals spell `short`."""
    w = article.words
    left = list(short)
    for k in range(beyond - 1, max(-1, beyond - 3 * len(short)), -1):
        text = w.texts[k]
        if text[0] == left[-1]:
            left.pop()
            if not left:
                return k
        elif w.lowers[k] not in _SMALL:
            return None
    return None


_LONGEST_SYMBOL = 3
_BETWEEN = frozenset({",", ":", ";", "("})
_DECIMAL = re.compile(r"\d+\.\d+")
_TIME = re.compile(r"\d{1,2}(?:[:.h]?\d\d)?|(?:\d{1,2}(?:[:.]\d\d)?)?[ap]\.?m\.?|noon|midnight")


def is_symbol(article: Article, first: int, beyond: int) -> bool:
    """Whether letters stand for a quantity and for nobody: "R0", "Q4", "95% CI 0.74", "HR = 0.79"."""
    w = article.words
    text = w.texts[first]
    if beyond - first > 1 or not text.isupper() or len(text) > _LONGEST_SYMBOL or beyond >= len(w):
        return False
    if len(text) == 1 and w.texts[beyond][0].isdigit() and w.starts[beyond] == w.ends[first]:
        return True
    number = beyond + (w.texts[beyond] in _BETWEEN)
    return w.texts[beyond] == "=" or bool(number < len(w) and _DECIMAL.fullmatch(w.texts[number]))


def is_zone(article: Article, word: int) -> bool:
    """Whether the word is the zone of the time before it: "at 1015 GMT, valuing the firm at $5 billion"."""
    w = article.words
    zone = w.texts[word].isupper() and w.lowers[word] in listed("zones")
    return zone and word > 0 and _TIME.fullmatch(w.lowers[word - 1]) is not None
