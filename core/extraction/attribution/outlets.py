"""The article's own outlet: what people told it, and what it obtained, nobody else hands on.

An agency signs the dateline, "PORT ORME (Norpress) —", a newspaper the byline, "By Anna Vell, Orme Courier".
"""

from __future__ import annotations

from core.extraction.article import Article
from core.extraction.lexicon import words
from core.extraction.speakers.datelines import datelines

_TOP = 4
"""Sentences from the top among which a byline stands."""
_LONGEST_BYLINE = 12
_ARTICLES = frozenset({"the", "a", "an"})
_LEAST_INITIALS = 2
"""Letters of an outlet's initials: "the AW"."""


def own_outlets(article: Article) -> frozenset[tuple[str, ...]]:
    """The names that datelines and byline give the article's outlet, each as its words in lower case."""
    w = article.words
    found = [range(line.agency + 1, line.beyond - 1) for line in datelines(article)]
    for sentence in article.sentences[:_TOP]:
        first, beyond = sentence.first, sentence.beyond
        comma = next((k for k in range(first, beyond) if w.texts[k] == ","), beyond)
        if w.lowers[first] == "by" and comma + 1 < beyond and beyond - first <= _LONGEST_BYLINE:
            found.append(range(comma + 1, beyond))
    names = ([k for k in one if not w.is_mark(k) and w.lowers[k] not in _ARTICLES] for one in found)
    return frozenset(
        tuple(w.lowers[k] for k in name)
        for name in names
        if name and not any(w.texts[k].isdigit() or w.lowers[k] in words("months") for k in name)
    )


def is_own(own: frozenset[tuple[str, ...]], name: list[str]) -> bool:
    """Whether a name, in lower case, is one of these, its last words or its initials: "the Courier", "the AW"."""
    said = tuple(word for word in name if word not in _ARTICLES)
    if not said:
        return False
    return any(
        said == outlet or outlet[-len(said) :] == said or _initials(outlet, said) or _initials(said, outlet)
        for outlet in own
    )


def _initials(name: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(short[0]) >= _LEAST_INITIALS and "".join(word[0] for word in name) == short[0]
