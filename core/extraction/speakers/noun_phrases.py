"""Noun phrases for people and bodies: where the one with a certain head begins, which name it stands beside."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from core.extraction.article import Article
from core.extraction.lexicon import listed, people, words
from core.extraction.speakers.phrase_parts import called_words
from core.extraction.speakers.phrases import is_verb

_LONGEST = 7
"""Words before the head."""


@cache
def heads() -> frozenset[str]:
    """Nouns that are looked for: roles, groups, bodies and what these are called for short."""
    known = people()
    return known.roles | known.groups | known.bodies | listed("persons") | called_words()


def phrase_start(article: Article, named: Container[int], i: int) -> int:
    """The first word of the phrase whose head is word `i`; `named` are the words of names."""
    w = article.words
    first = i
    while first > 0 and i - first < _LONGEST:
        lower = w.lowers[first - 1]
        if lower in words("determiners"):
            first -= 1
            break
        stops = (
            w.is_mark(first - 1)
            or lower == "'s"
            or lower in words("prepositions")
            or lower in words("conjunctions")
        )
        if (
            stops
            or lower in words("auxiliaries")
            or lower in words("subjects")
            or article.inside[first - 1] != article.inside[i]
        ):
            break
        if first - 1 not in named and is_verb(article, first - 1) and w.lowers[first] not in words("determiners"):
            break
        first -= 1
    return first


def apposed(article: Article, named: Container[int], first: int, beyond: int) -> bool:
    """Whether the phrase only says who the name beside it is: "the contractor, Mr Orr", "Orr, a farmer"."""
    w = article.words
    after = beyond + 1 < len(w) and w.texts[beyond] == "," and beyond + 1 in named
    before = first >= 2 and w.texts[first - 1] == "," and first - 2 in named
    return after or before
