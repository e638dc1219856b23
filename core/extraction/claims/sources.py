"""Counts of those who said something: "two people familiar with the matter", "three officials said".

How many told it is no number of what is told of, so that nothing is held against it: of the sources' own number an
article may still say which part they are ("two of the three lawmakers said").
"""

from __future__ import annotations

from collections.abc import Iterable

from core.extraction.article import Article
from core.extraction.lexicon import word_set
from core.figures.compare import head
from core.records import Comparison, ComparisonKind, Figure, Form, Quote, SpeakerKind, UnitKind

_OPENS = 2
"""Words of a speaker's phrase before its number: "all the three officials"."""
_ANONYMOUS = frozenset({SpeakerKind.UNNAMED, SpeakerKind.GROUP})


def sources(article: Article, figures: list[Figure], quotes: Iterable[Quote]) -> set[int]:
    """The figures that count who is said to have said something."""
    w = article.words
    spans = [
        span
        for quote in quotes
        if quote.speaker is not None and quote.speaker.kind in _ANONYMOUS
        for span in quote.speaker.pieces
    ]
    out = set()
    for n, figure in enumerate(figures):
        if figure.reading.unit_kind is not UnitKind.COUNT or figure.reading.form is Form.DATE:
            continue
        start, end = figure.pieces[0][0], figure.pieces[-1][1]
        first, beyond = w.at(start), w.at(end)
        spoke = any(a <= start and end <= b and first - w.at(a) <= _OPENS for a, b in spans)
        told = w.lowers[max(0, first - 2) : first] == ["according", "to"] and head(figure.reading) is not None
        knows = beyond < len(w) and w.lowers[beyond] in word_set("in_the_know")
        if spoke or told or knows:
            out.add(n)
    return out


def without_sources(found: list[Comparison], counted: set[int]) -> list[Comparison]:
    """The comparisons that hold nothing against a number of sources."""
    return [c for c in found if c.kind is ComparisonKind.SHARE or not counted & {*c.operands}]
