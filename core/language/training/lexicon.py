"""Word lists of names, titles and common words: what the ``known`` feature tells the models of a word.

The lists in ``lists/`` were written for this project. A word may belong to several classes; the classes of a
word are one number, a bit for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from spacy.tokens import Doc

from core.language.training.lists import items, words
from core.language.training.names import TITLES

GIVEN, SURNAME, COUNTRY, PLACE, BODY, BODY_HEAD, PLACE_HEAD, TITLE, DEMONYM, COMMON = (1 << n for n in range(10))


BODY_HEADS = words("body_heads")
PLACE_HEADS = words("place_heads")
DEMONYMS = words("demonyms")


@cache
def given_names() -> tuple[str, ...]:
    """Given names of many origins."""
    return tuple(dict.fromkeys(items("given", None)))


@cache
def surnames() -> tuple[str, ...]:
    """Surnames of many origins."""
    return tuple(dict.fromkeys(item for item in items("surnames", None) if item[:1].isupper() and len(item) > 1))


@cache
def countries() -> tuple[str, ...]:
    """Countries and territories, short forms too."""
    return tuple(dict.fromkeys(items("countries", ";")))


@cache
def places() -> tuple[str, ...]:
    """Towns, regions, waters."""
    return tuple(dict.fromkeys(items("places", ";")))


@cache
def bodies() -> tuple[str, ...]:
    """Organisations."""
    return tuple(dict.fromkeys(items("organisations", ";")))


def known_words(common: Iterable[str] = ()) -> dict[str, int]:
    """Classes by lower-cased word; ``common`` are words that occur uncapitalised in ordinary text."""
    known: Counter[str] = Counter()

    def mark(words: Iterable[str], bit: int) -> None:
        for word in set(words):
            known[word.lower()] |= bit

    function = {
        "of",
        "and",
        "the",
        "de",
        "del",
        "la",
        "le",
        "for",
        "on",
        "without",
        "&",
        "in",
        "to",
        "es",
        "el",
        "da",
    }
    mark(_parts(given_names()), GIVEN)
    mark(_parts(surnames()), SURNAME)
    mark(
        (item for name in countries() for item in _parts(name.split()) if item.lower() not in function),
        COUNTRY,
    )
    mark((item for name in places() for item in _parts(name.split()) if item.lower() not in function), PLACE)
    mark((item for name in bodies() for item in _parts(name.split()) if item.lower() not in function), BODY)
    mark(BODY_HEADS, BODY_HEAD)
    mark(PLACE_HEADS, PLACE_HEAD)
    mark(TITLES | {f"{title}." for title in TITLES}, TITLE)
    mark(DEMONYMS | {f"{name}s" for name in DEMONYMS}, DEMONYM)
    mark(common, COMMON)
    return dict(known)


def _parts(names: Iterable[str]) -> set[str]:
    """Names and, of hyphenated ones, their parts, since the tokenizer splits them."""
    found: set[str] = set()
    for name in names:
        found.add(name)
        if "-" in name:
            found.update(part for part in name.split("-") if len(part) > 2)
    return found


def common_words(docs: Iterable[Doc], least: int = 2) -> set[str]:
    """Words seen uncapitalised and not as a name at least ``least`` times in parsed documents."""
    counts: Counter[str] = Counter()
    for doc in docs:
        for token in doc:
            if token.text.islower() and token.pos_ not in ("PROPN", "X", "") and len(token) > 1:
                counts[token.text.replace("’", "'")] += 1
    return {word for word, count in counts.items() if count >= least}
