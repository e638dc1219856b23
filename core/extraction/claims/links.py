"""Which figures of an article belong together: shares, shortfalls, changes, contrasts, rates, sums, restatements.

Suggestions only: a checker confirms them. Each needs a word in the text that says so, equal statements, or numbers
that add up; each says why. `relations` finds those that the numbers themselves show.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from core.extraction.article import Article
from core.extraction.claims.contested import says_only
from core.extraction.claims.differences import differences
from core.extraction.claims.expected import against_expected
from core.extraction.claims.groups import contrasts
from core.extraction.claims.limits import excesses
from core.extraction.claims.of_them import is_smaller, of_them
from core.extraction.claims.relations import impossible_shares, missed_totals, rates, sums
from core.extraction.claims.restated import counts, names_noun, restatements
from core.extraction.claims.sources import sources, without_sources
from core.extraction.claims.stated import stated_shares, tested
from core.extraction.figures.statistics import is_margin
from core.extraction.lexicon import people, word_set
from core.figures.compare import change, head, in_unit_of, same_unit, share
from core.language.text import Words
from core.records import Comparison, ComparisonKind, Figure, Form, Quote, Reading, Span, UnitKind

_SHORT = ("short", "below", "fewer", "less", "fraction")
_REACH = 12
"""Words in front of a whole in which its cue stands."""
_BACK = 40
"""Figures looked back over for a part; keeps linking linear."""
_SAME_BREATH = 7
"""Figures looked back over for the sum of money that falls short of another."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR_WHOLE = 8
"""Words between a part and "out of": "31 incidents of fraud out of"."""
_MOST_LISTED = 6
"""Parts that are listed before their whole."""
_MEASURES = frozenset({UnitKind.CURRENCY, UnitKind.PHYSICAL})
"""Kinds of unit beside counts in which a part stands right before its whole: "£20m of the £27m"."""
_NO_COUNT = frozenset({Form.DATE, Form.SUPERLATIVE, Form.ORDINAL, Form.ZERO, Form.ALL})


def compare(article: Article, figures: list[Figure], quotes: Iterable[Quote] = ()) -> list[Comparison]:
    """Comparisons, the surest first, each pair of figures once a kind. `quotes` tell who is a source."""
    shares = [
        *_shares(article, figures),
        *of_them(article, figures, _missed(article, figures)),
        *_of_the(article, figures),
        *_left_of(article, figures),
    ]
    expected = against_expected(article, figures)
    sought = {frozenset(c.operands) for c in expected}
    beside = [c for c in contrasts(article, figures) if frozenset(c.operands) not in sought]
    apart = sought | {frozenset(c.operands) for c in beside}
    changes = [c for c in _changes(article, figures) if frozenset(c.operands) not in apart]
    stated, apart_by = [], set()
    for difference, trio in differences(article, figures):
        stated.append(difference)
        apart_by.add(trio)
    moved = {frozenset(c.operands) for c in (*stated, *changes)}
    parts = {c.operands for c in shares}
    added = [*sums(article, figures, parts), *missed_totals(article, figures, parts)]
    again = restatements(article, figures, shares)
    found = [
        *shares,
        *changes,
        *beside,
        *expected,
        *tested(article, figures, [*shares, *changes]),
        *stated_shares(article, figures),
        *impossible_shares(article, figures),
        *rates(article, figures),
        *excesses(article, figures),
        *stated,
        *(c for c in added if not any(trio <= frozenset(c.operands) for trio in apart_by)),
        *(c for c in again if frozenset(c.operands) not in moved),
    ]
    kept: dict[tuple[ComparisonKind, tuple[int, ...]], Comparison] = {}
    for comparison in sorted(without_sources(found, sources(article, figures, quotes)), key=lambda c: -c.score):
        kept.setdefault((comparison.kind, comparison.operands), comparison)
    return sorted(kept.values(), key=lambda c: (-c.score, c.operands, c.kind))


def _shares(article: Article, figures: list[Figure]) -> list[Comparison]:
    out: list[Comparison] = []
    for n, whole in enumerate(figures):
        if not counts(whole) and whole.reading.unit_kind not in _MEASURES:
            continue
        cue = _share_cue(article, whole, figures[n - 1] if n else None)
        if cue is None:
            continue
        span, short = cue
        part = _part_for(figures, n, near=not short)
        if part is None or (not short and not _is_taken_from(article, figures[part], span)):
            continue
        if figures[part].reading.unit_kind is UnitKind.PERCENT and _can_be_year(article, whole, span):
            continue
        result = share(figures[part].reading, whole.reading)
        if result is None:
            continue
        why = "same counted noun" if _same_noun(figures[part].reading, whole.reading) else "part of a whole"
        kinds = (ComparisonKind.SHORTFALL, ComparisonKind.SHARE) if short else (ComparisonKind.SHARE,)
        out.extend(Comparison(kind, (part, n), result.low, result.high, (span,), why, 0.8) for kind in kinds)
        if not short:
            out.extend(_listed(article, figures, part, n, span))
    return out


def _is_taken_from(article: Article, part: Figure, cue: Span) -> bool:
    """Whether a part stands so near "of" or "out of" that nothing else is taken out of the whole: not "one of them
    goes, and takes her out of four states"."""
    w, tree = article.words, article.syntax
    between = range(w.at(part.pieces[-1][1]), w.at(cue[0]))
    if any(w.texts[k] in ".;!?" for k in between):
        return False
    return len(between) <= _NEAR_WHOLE and not any(
        tree is not None and tree.is_verb(k) and tree.form[k] == "finite" for k in between
    )


def _can_be_year(article: Article, whole: Figure, cue: Span) -> bool:
    """Whether a whole right behind "of" can be a year that its noun is of: "93 per cent of 2012 voters"."""
    w = article.words
    first = w.at(whole.pieces[0][0])
    return _YEAR.fullmatch(w.texts[first]) is not None and w.ends[first - 1] == cue[1]


def _listed(article: Article, figures: list[Figure], part: int, n: int, cue: Span) -> list[Comparison]:
    """The other parts of figure n where several are listed: "131, 60 and 21 of 212 seats"."""
    w = article.words
    out = []
    for k in range(part - 1, max(-1, part - _MOST_LISTED), -1):
        between = w.lowers[slice(*w.within(figures[k].pieces[-1][1], figures[k + 1].pieces[0][0]))]
        alike = head(figures[k].reading) is None or _same_noun(figures[k].reading, figures[n].reading)
        if between not in ([","], ["and"], [",", "and"]) or not counts(figures[k]) or not alike:
            break
        result = share(figures[k].reading, figures[n].reading)
        if result is not None:
            out.append(
                Comparison(ComparisonKind.SHARE, (k, n), result.low, result.high, (cue,), "one of the parts", 0.7)
            )
    return out


def _share_cue(article: Article, whole: Figure, before: Figure | None) -> tuple[Span, bool] | None:
    """The words that make the figure a whole ("short of the total 1,300", "14 of the 52"); is it missed?"""
    w = article.words
    first = w.at(whole.pieces[0][0])
    low = max(0, first - _REACH)
    k = first - 1
    while k >= low:
        lower = w.lowers[k]
        if w.texts[k] in ".;!?" or "\n" in w.text[w.ends[k] : w.starts[k + 1]]:
            return None
        if lower == "of":
            return _of_cue(w, k, before)
        if lower == "'s" and k > low:  # "14 of the town's 22 libraries"
            k -= 2
            continue
        if lower not in word_set("before_whole") | word_set("expected_whole"):
            return None
        k -= 1
    return None


def _of_cue(w: Words, k: int, before: Figure | None) -> tuple[Span, bool] | None:
    """What "of" at word k makes of the figure behind it, `before` being the figure in front."""
    lead = w.lowers[k - 1] if k else ""
    if lead in _SHORT:
        start = k - 2 if k > 1 and w.lowers[k - 2] in ("far", "well", "just", "falls", "fell") else k - 1
        return w.span(start, k + 1), True
    if lead in ("out", "total"):
        return w.span(k - 1, k + 1), False
    joined = before is not None and k > 0 and before.pieces[-1][1] == w.ends[k - 1]
    return (w.span(k, k + 1), False) if joined else None


def _part_for(figures: list[Figure], n: int, near: bool) -> int | None:
    """The part of figure n: the one right before it, or the nearest smaller one that counts the same."""
    whole = figures[n].reading
    if whole.unit_kind in _MEASURES and not near:  # "£41.8m, … short of the £47m expected"
        back = range(n - 1, max(-1, n - _SAME_BREATH), -1)
        fit = (k for k in back if same_unit(figures[k].reading, whole) and is_smaller(figures[k].reading, whole))
        return next(fit, None)
    if near:
        before = figures[n - 1] if n else figures[n]
        measured = whole.unit_kind in _MEASURES and same_unit(before.reading, whole)
        measured = measured and before.reading.form is not Form.VAGUE  # "a handful of $20s"
        part = counts(before) or (before.reading.unit_kind is UnitKind.PERCENT and before.reading.change is None)
        return n - 1 if n and (measured or (counts(figures[n]) and part)) else None
    for k in range(n - 1, max(-1, n - _BACK), -1):
        reading = figures[k].reading
        if counts(figures[k]) and _same_noun(reading, whole) and is_smaller(reading, whole):
            return k
    return None


def _same_noun(part: Reading, whole: Reading) -> bool:
    """Whether both count the same thing, or the whole counts people and the part people of some kind."""
    if head(part) is None or head(whole) is None:
        return False
    if head(part) == head(whole):
        return True
    noun = (part.counted or "").lower().split()
    return head(whole) == "person" and bool(noun) and noun[-1] in people().counted


def _missed(article: Article, figures: list[Figure]) -> set[int]:
    """Figures that others are said to fall short of."""
    out = set()
    for n, figure in enumerate(figures):
        whole = _share_cue(article, figure, figures[n - 1] if n else None) if counts(figure) else None
        if whole is not None and whole[1]:
            out.add(n)
    return out


def _of_the(article: Article, figures: list[Figure]) -> list[Comparison]:
    """ "Of the 300 houses damaged, 120 were beyond repair": parts of a whole named first."""
    w = article.words
    starts = [s.first for s in article.sentences]
    out = []
    for n, whole in enumerate(figures):
        first = w.at(whole.pieces[0][0])
        lead = w.lowers[max(0, first - 2) : first]
        of = 1 + (lead[-1:] in (["the"], ["its"], ["their"], ["those"])) if lead else 0
        place = bisect_right(starts, first) - 1
        if not counts(whole) or w.lowers[first - of : first - of + 1] != ["of"] or first - of != starts[place]:
            continue
        cue = w.span(first - of, first)
        for k in range(n + 1, min(len(figures), n + 6)):
            part = figures[k]
            if w.at(part.pieces[0][0]) >= article.sentences[place].beyond:
                break
            if says_only(article, part):
                continue  # "Of the 412 aboard, 39 were children; the coastguard said 408"
            alike = not names_noun(article, part) or _same_noun(part.reading, whole.reading)
            result = share(part.reading, whole.reading) if counts(part) and alike else None
            if result is not None:
                out.append(
                    Comparison(ComparisonKind.SHARE, (k, n), result.low, result.high, (cue,), "of a whole", 0.75)
                )
    return out


def _left_of(article: Article, figures: list[Figure]) -> list[Comparison]:
    """ "There were a dozen walls in that street. Eleven are still there": a bare number that opens a sentence goes
    on counting what was said to be there."""
    w = article.words
    openings = {s.first for s in article.sentences}
    out = []
    for whole, part in pairwise(range(len(figures))):
        a, b = figures[whole], figures[part]
        first = w.at(b.pieces[0][0])
        quoted = w.texts[first - 1] in "“‘\"'" and w.texts[first - 2 : first - 1] in (["."], ["!"], ["?"])
        opens = first in openings or quoted or w.lowers[first - 1] in ("only", "just")
        bare = w.at(b.pieces[-1][1]) - first == 1 and opens
        if not bare or head(a.reading) is None or head(a.reading) != head(b.reading):
            continue
        at = w.at(a.pieces[0][0])
        there = set(w.lowers[max(0, at - 3) : at]) & word_set("had_there")
        result = share(b.reading, a.reading) if there and counts(b) and is_smaller(b.reading, a.reading) else None
        if result is not None:
            why = "goes on counting the figure before"
            out.append(Comparison(ComparisonKind.SHARE, (part, whole), result.low, result.high, (), why, 0.6))
    return out


def _changes(article: Article, figures: list[Figure]) -> list[Comparison]:
    """ "from 36 to 41", "£1,982, up from £1,889", "163, against 78 the year before", "6,100 then, now 7,300"."""
    starts = [s.first for s in article.sentences]
    told = [n for n, f in enumerate(figures) if f.reading.form is not Form.DATE and not is_margin(f.reading)]
    places = {n: bisect_right(starts, article.words.at(figures[n].pieces[0][0])) for n in told}
    out = []
    for at, n in enumerate(told):
        near = [
            k for k in (*told[at + 1 : at + 2], *reversed(told[max(0, at - 3) : at])) if places[k] == places[n]
        ]
        pair = _before_after(article, figures, n, near)
        if pair is None or _same_number(figures[pair[0]].reading, figures[pair[1]].reading):
            continue
        result = change(figures[pair[0]].reading, figures[pair[1]].reading)
        if result is not None:
            out.append(
                Comparison(ComparisonKind.CHANGE, pair, result.low, result.high, (), "before and after", 0.7)
            )
    return out


def _same_number(a: Reading, b: Reading) -> bool:
    return (a.low, a.high) == (b.low, b.high)


def _before_after(article: Article, figures: list[Figure], n: int, near: list[int]) -> tuple[int, int] | None:
    """Before and after, where figure n is one of them; `near` are figures of its sentence, the next one first."""
    lead = _lead(article, figures[n])
    alike = [k for k in near if _can_change(figures[k].reading, figures[n].reading)]
    if not alike or not _has_value(figures[n].reading):
        return None
    moved = figures[n].reading.change
    if (moved is not None and moved.kind == "from") or lead[-1:] == ["from"]:
        return _led_to(article, figures, n, alike)
    earlier = [k for k in alike if k < n]
    if not earlier:
        return None
    if lead[-1] in word_set("held_against") or lead[-2:] in (["compared", "with"], ["compared", "to"]):
        # in "26 of the 41, against nine" it is not the whole that nine stands against
        return n, next((k for k in earlier if "of" not in _lead(article, figures[k])[-2:]), earlier[0])
    then = next((k for k in earlier if "of" not in _lead(article, figures[k])[-2:]), earlier[0])
    then_now = "now" in lead or ("will" in lead and "now" in _lead(article, figures[then])[-2:])
    return (then, n) if then_now and _can_be_said_of(figures[then].reading, figures[n].reading) else None


def _can_be_said_of(a: Reading, b: Reading) -> bool:
    """Whether what was counted then and now is one thing: not the games "lost three in May, have now won nine"."""
    one, other = a.predicate, b.predicate
    return None in (one, other) or one == other or {one, other} <= word_set("has") or _same_noun(a, b)


def _can_change(a: Reading, b: Reading) -> bool:
    """Whether one can have become the other: one unit, and where both name what they count, the same noun."""
    return same_unit(in_unit_of(a, b), in_unit_of(b, a)) and (
        head(a) is None or head(b) is None or _same_noun(a, b) or _same_noun(b, a)
    )


def _lead(article: Article, figure: Figure) -> list[str]:
    """The three words before a figure."""
    first = article.words.at(figure.pieces[0][0])
    return article.words.lowers[max(0, first - 3) : first] or [""]


def _led_to(article: Article, figures: list[Figure], n: int, alike: list[int]) -> tuple[int, int] | None:
    """The figure that a change "from" figure n leads to."""
    moved = figures[n].reading.change
    if any(
        k < n for k in alike
    ):  # "down from 60.8m and short of the 47m expected": what comes next is another one
        alike = [k for k in alike if k < n or "to" in _lead(article, figures[k])[-2:]]
    for k in alike:
        if k < n and "to" in _lead(article, figures[k])[-1:] and _lead(article, figures[n])[-1:] == ["from"]:
            return n, k  # "fell to 40 in May from 55 a year earlier"
        other = figures[k].reading.change
        if other is not None and other.kind in ("from", "by"):
            continue  # "at 85 per cent, a drop of 10 per cent from the 95 per cent of 2024"
        if moved is not None or (k > n and ("to" in _lead(article, figures[k])[-2:] or other is not None)):
            return n, k
    return None


def _has_value(reading: Reading) -> bool:
    return reading.form not in _NO_COUNT and reading.low is not None
