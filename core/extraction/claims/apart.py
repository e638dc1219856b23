"""One thing said with two numbers in two places: what was done how often, or how many came to harm.

`contested` finds those that take up a number said before. Two numbers of one noun are mostly of two things, so
each link needs words for it: here verb, noun and what else is said agree.
"""

from __future__ import annotations

from bisect import bisect_right

from core.extraction.article import Article
from core.extraction.claims.contested import contested, differ, states
from core.extraction.lexicon import table, word_set, words
from core.figures.compare import head
from core.records import Comparison, ComparisonKind, Figure

_FAR = 5
"""Times as much beyond which two numbers are hardly of one thing."""
_MOST = 400
"""Figures beyond which the pairs with one verb are not looked for: no article, but a table."""


def told_apart(article: Article, figures: list[Figure], shares: list[Comparison]) -> list[Comparison]:
    """Restatements whose numbers differ, each set of figures once; `shares` tell the parts from their wholes."""
    starts = [s.first for s in article.sentences]
    places = [bisect_right(starts, article.words.at(f.pieces[0][0])) - 1 for f in figures]
    out = contested(article, figures, places, shares)
    taken = [set(c.operands) for c in out]
    return out + [c for c in _same_verb(article, figures, places) if not any(set(c.operands) <= t for t in taken)]


def _same_verb(article: Article, figures: list[Figure], places: list[int]) -> list[Comparison]:
    """How often the same was done, or how many came to harm, told in two places whose other nouns agree too.

    Of other verbs the same noun is counted twice of two things: a lead in one group and in another.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for n, figure in enumerate(figures[:_MOST]):
        verb, noun = figure.reading.predicate, head(figure.reading)
        if (
            verb is None
            or noun is None
            or figure.reading.change is not None
            or not states(figure.reading)
            or not _is_own(article, figure)
        ):
            continue
        if noun == "time" or any(verb.startswith(stem) for stem in word_set("harms")):
            groups.setdefault((noun, verb), []).append(n)
    out = []
    for (noun, verb), (k, *later) in groups.items():
        for n in later:
            apart = places[k] != places[n] and differ(figures[k].reading, figures[n].reading, _FAR)
            if not apart or _other_times(figures, places, places[k], places[n]):
                continue
            if (_content(article, places[k]) & _content(article, places[n])) - {noun, verb}:
                why = f"two numbers for the same: {figures[n].reading.counted} {verb}"
                out.append(Comparison(ComparisonKind.RESTATEMENT, (k, n), None, None, (), why, 0.5))
                break
    return out


def _is_own(article: Article, figure: Figure) -> bool:
    """Whether a figure is no addition to others and no part of one: "another 30", "12 more", "seven of them"."""
    w = article.words
    first, beyond = w.at(figure.pieces[0][0]), w.at(figure.pieces[-1][1])
    around = {*w.lowers[max(0, first - 2) : beyond + 1]}
    part = w.lowers[first - 1 : first] == ["of"] or any(
        w.lowers[k] == "of"
        and w.lowers[k + 1 : k + 2]
        and w.lowers[k + 1] in word_set("wholes") | {"them", "whom"}
        for k in range(first, beyond + 1)
        if k < len(w)
    )
    return not part and not around & word_set("in_addition")


def _other_times(figures: list[Figure], places: list[int], one: int, other: int) -> bool:
    """Whether the two sentences tell of different times."""
    times: list[set[object]] = [set(), set()]
    for figure, place in zip(figures, places, strict=True):
        if figure.reading.time is not None and place in (one, other):
            time = figure.reading.time
            times[place == other].add((time.start, time.end))
    return bool(times[0] and times[1]) and not times[0] & times[1]


def _content(article: Article, place: int) -> set[str]:
    """Names and nouns of a sentence but for times, without a plural's s."""
    w, sentence, tree = article.words, article.sentences[place], article.syntax
    out = set()
    for k in range(sentence.first, sentence.beyond):
        lower = w.lowers[k]
        if tree is None or tree.word_class[k] not in ("NOUN", "PROPN") or len(lower) < 4:
            continue
        if lower in table("numbers.toml")["durations"] or lower in words("weekdays") | words("months"):
            continue
        out.add(lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower)
    return out
