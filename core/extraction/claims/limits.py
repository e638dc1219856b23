"""Numbers beside the limit that they are above: "the limit is 50 mg/l; 74 mg/l were measured"."""

from __future__ import annotations

from bisect import bisect_right

from core.extraction.article import Article
from core.extraction.lexicon import word_set
from core.figures.compare import excess, head, same_unit
from core.records import Comparison, ComparisonKind, Figure, Form, Reading, Span, UnitKind

_BETWEEN = 4
"""Words between a limit and the word for it: "the legal limit is now", "limit , set at"."""
_FAR = 1
"""Sentences that what was measured stands from the limit."""
_VALUED = frozenset({Form.POINT, Form.RANGE, Form.ALTERNATIVES, Form.BOUND})
_TIMELESS = frozenset({UnitKind.DATE, UnitKind.AGE, UnitKind.SCORE, UnitKind.RATIO})


def excesses(article: Article, figures: list[Figure]) -> list[Comparison]:
    """What was measured and the limit it exceeds, in the same sentence or the one beside it; of counts those that
    count the same."""
    starts = [sentence.first for sentence in article.sentences]
    places = [bisect_right(starts, article.words.at(figure.pieces[0][0])) - 1 for figure in figures]
    at: dict[int, list[int]] = {}
    """The figures of each sentence."""
    for n, place in enumerate(places):
        at.setdefault(place, []).append(n)
    w = article.words
    counted = {
        word for figure in figures for start, end in figure.pieces for word in range(w.at(start), w.at(end))
    }
    limits = {n: cue for n in range(len(figures)) if (cue := _limit_cue(article, figures[n], counted)) is not None}
    out = []
    for n, cue in limits.items():
        here = places[n]
        near = [k for place in range(here - _FAR, here + _FAR + 1) for k in at.get(place, ())]
        for k in sorted(near, key=lambda k: (abs(places[k] - here), abs(k - n))):
            found = excess(figures[k].reading, figures[n].reading) if k not in limits else None
            if found is not None and _measured(article, figures[k], figures[n]):
                why = f"a limit: “{article.text[cue[0] : cue[1]]}”"
                out.append(Comparison(ComparisonKind.EXCESS, (k, n), found.low, found.high, (cue,), why, 0.65))
                break
    return out


def _limit_cue(article: Article, figure: Figure, counted: set[int]) -> Span | None:
    """The word that makes the figure a limit: "a limit of 50", "the maximum is 50", "the 50 mg/l limit".

    `counted` are the words that belong to figures: beyond another one nothing speaks of this.
    """
    reading = figure.reading
    if reading.unit_kind in _TIMELESS or reading.change is not None or reading.form not in _VALUED:
        return None
    w = article.words
    first, beyond = w.at(figure.pieces[0][0]), w.at(figure.pieces[-1][1])
    for at in range(first, beyond):  # "a maximum of 500 guests" is a figure as a whole
        if w.lowers[at] in word_set("limit_words") and w.lowers[at + 1] in word_set("limit_is"):
            return w.span(at, at + 1)
    if w.lowers[beyond : beyond + 1] and w.lowers[beyond] in word_set("limit_words"):
        return w.span(beyond, beyond + 1)
    for at in range(first - 1, max(-1, first - 2 - _BETWEEN), -1):
        if w.texts[at] in ".;!?" or at in counted:
            return None
        if w.lowers[at] in word_set("limit_words"):
            between = w.lowers[at + 1 : first]
            leads = not between or bool(word_set("limit_is") & set(between))
            return w.span(at, at + 1) if leads else None
    return None


def _measured(article: Article, figure: Figure, limit: Figure) -> bool:
    """Whether the figure can be what the limit is for."""
    reading = figure.reading
    moved = reading.change is not None and reading.change.kind != "to"
    if moved or reading.form not in _VALUED or not same_unit(reading, limit.reading):
        return False
    if reading.unit_kind is not UnitKind.COUNT:
        return _same_noun(reading, limit.reading)
    return head(reading) is not None and head(reading) == head(limit.reading)


def _same_noun(one: Reading, other: Reading) -> bool:
    """Whether the two do not count different things: 5 per cent of votes limit no 9 per cent of cows."""
    return None in (head(one), head(other)) or head(one) == head(other)
