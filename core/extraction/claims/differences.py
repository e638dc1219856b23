"""Differences that an article states beside the two figures they are of: "52 people, 12 more than last year's 40",
"£4.6m, £1.3m more than the £3.4m of 2024", "52 teachers, 12 more than Dell's 40", "twice the 26 saved in 2025".

What the two come to is held against what is stated, as exactly as all three are given. The number that is differed
from can stand in the sentence beside: "four fewer than in 2025. That year 56 drowned".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from core.extraction.article import Article
from core.extraction.lexicon import word_set
from core.figures.compare import change, contrast, head, in_unit_of, same_unit
from core.figures.interval import Interval
from core.figures.precision import Difference, as_factor, difference
from core.numbers import number_range, percent
from core.records import Comparison, ComparisonKind, Figure, Form, NumberChange, Reading, Span, UnitKind
from core.wording import amount

_WAYS = {"more": "up", "higher": "up", "fewer": "down", "less": "down", "lower": "down"}
_LONGEST_LEAD = 7
"""Words between a difference and the number it is a difference from: "more than the 40 saved in 2025"."""
_BEFORE = 8
"""Words between a number and its difference from another."""
_BACK = 4
"""Figures before a difference among which the number stands that differs."""
_FAR = 3
"""Times as much beyond which a stated difference is not of the numbers beside it."""
_VALUED = frozenset({Form.POINT, Form.RANGE, Form.ALTERNATIVES, Form.BOUND, Form.FRACTION, Form.MULTIPLE})
_LEVELS = frozenset({Form.POINT, Form.RANGE, Form.ALTERNATIVES, Form.BOUND})


def moved(said: Reading, before: Reading, after: Reading) -> Difference | None:
    """What `said` states of the change from `before` to `after`, and what that comes to, in one measure.

    Amounts are differences, percentages and multiples the factor that they lead to. None where it states neither.
    """
    if said.change is not None and said.change.kind not in ("by", None):
        return None
    if said.unit_kind in (UnitKind.PERCENT, UnitKind.RATIO):
        ratio, factor = change(before, after), as_factor(said)
        if ratio is None or factor is None or (said.change is None and not _is_multiple(said)):
            return None
        return Difference(widened(factor), Interval.point(1).plus(ratio), exact=True)
    points = said.unit_kind is UnitKind.PERCENTAGE_POINT and said.unit == "percentage point"
    of_shares = points and before.unit_kind is after.unit_kind is UnitKind.PERCENT
    if said.change is None or not (of_shares or (same_unit(said, before) and same_unit(said, after))):
        return None
    if not of_shares and None not in (head(said), head(before)) and head(said) != head(before):
        return None
    return difference(said, before, after)


def _is_multiple(reading: Reading) -> bool:
    """ "twice", "more than double": how many times as much there is, a part left aside."""
    end = reading.low if reading.low is not None else reading.high
    bound = reading.form is Form.BOUND and end is not None and end > 1
    return reading.unit_kind is UnitKind.RATIO and (reading.form is Form.MULTIPLE or bound)


def is_slip(one: Interval, other: Interval) -> bool:
    """Whether two values that differ are near enough for one to be the other reckoned wrongly."""
    ends = [end for value in (one, other) for end in (value.low, value.high) if end is not None]
    if all(end < 0 for end in ends):
        ends = [-end for end in ends]
    return all(end > 0 for end in ends) and max(ends) / min(ends) <= _FAR


def comes_to(said: Reading, before: Reading, after: Reading) -> str:
    """What a change or difference comes to in the measure it is stated in: `30 % more`, `6 fewer`,
    `1.8 times`."""
    if said.unit_kind in (UnitKind.PERCENT, UnitKind.RATIO):
        found = change(before, after)
        if found is None or found.low is None or found.high is None:
            return ""
        if _is_multiple(said):
            return f"{number_range(*(round(1 + end, 1) for end in (found.low, found.high)))} times"
        down = found.high <= 0
        size = percent(-found.high, -found.low) if down else percent(found.low, found.high)
    else:
        low, high = after.low, after.high
        if low is None or high is None or before.low is None or before.high is None:
            return ""
        least, most = low - before.high, high - before.low
        down = most <= 0
        ends = (-most, -least) if down else (least, most)
        size = amount(Reading(*ends, unit_kind=said.unit_kind, unit=said.unit))
    fewer = "fewer" if said.unit_kind is UnitKind.COUNT else "less"
    return f"{size} {fewer}" if down else f"{size} more"


def told(words: str, coming_to: str, both: Difference) -> str:
    """How the stated `words` and what was reckoned stand to each other."""
    if not both.agrees:
        return f"the stated “{words}”, though it comes to {coming_to}"
    return (
        f"the stated “{words}”, which agrees"
        if both.exact
        else f"the stated “{words}”, which agrees within rounding"
    )


def widened(value: Interval) -> Interval:
    """A result as exact as articles give it: within one per cent."""
    low = None if value.low is None else value.low - abs(value.low) / 100
    high = None if value.high is None else value.high + abs(value.high) / 100
    return Interval(low, high)


def differences(article: Article, figures: list[Figure]) -> Iterator[tuple[Comparison, frozenset[int]]]:
    """Changes and contrasts of two figures whose difference a third one states, each with all three."""
    starts = [s.first for s in article.sentences]
    places = [bisect_right(starts, article.words.at(f.pieces[0][0])) - 1 for f in figures]
    levels = [n for n, f in enumerate(figures) if f.reading.form is not Form.DATE]
    order = {n: at for at, n in enumerate(levels)}
    for k in levels:
        said = as_stated(article, figures[k])
        if said is None:
            continue
        old, timed = _held_against(article, figures, places, levels, order[k])
        if old is None:
            old, timed = _elsewhere(article, figures, places, k), True
        if old is None:
            continue
        new = _differs(article, figures, places, levels[max(0, order[k] - _BACK) : order[k]], k, old)
        if new is not None:
            found = _comparison(article, figures, (old, new, k), said, timed=timed)
            if found is not None:
                yield found, frozenset((old, new, k))


def _comparison(
    article: Article, figures: list[Figure], at: tuple[int, int, int], said: Reading, *, timed: bool
) -> Comparison | None:
    old, new, k = at
    before, after = figures[old].reading, figures[new].reading
    both = moved(said, before, after)
    if both is None:
        return None
    if not (both.agrees or is_slip(both.stated, both.found)):
        return None
    why = told(_words(article, figures[k].pieces[0]), comes_to(said, before, after), both)
    if timed:
        size = change(before, after)
        operands, kind = (old, new), ComparisonKind.CHANGE
    else:
        size = contrast(after, before)
        operands, kind = (new, old), ComparisonKind.CONTRAST
    return None if size is None else Comparison(kind, operands, size.low, size.high, (), why, 0.76)


def _words(article: Article, span: Span) -> str:
    return article.text[span[0] : span[1]]


def as_stated(article: Article, figure: Figure) -> Reading | None:
    """The figure's reading as a change by so much; None where it states no difference."""
    reading, w = figure.reading, article.words
    if reading.form not in _VALUED:
        return None
    if _is_multiple(reading):
        return reading
    if reading.change is not None:
        return reading if reading.change.kind == "by" else None
    first, beyond = w.at(figure.pieces[0][0]), w.at(figure.pieces[-1][1])
    way = next((_WAYS[lower] for lower in w.lowers[first + 1 : beyond] if lower in _WAYS), None)
    return None if way is None else replace(reading, change=NumberChange(way, "by"))


def _held_against(
    article: Article, figures: list[Figure], places: list[int], levels: list[int], at: int
) -> tuple[int | None, bool]:
    """The figure behind a difference that it is a difference from, and whether that is of another time."""
    k = levels[at]
    if at + 1 >= len(levels) or places[levels[at + 1]] != places[k]:
        return None, False
    old = levels[at + 1]
    w = article.words
    lead = _between(article, figures, k, old)
    lead = lead[:-2] if lead[-2:] == [",", "when"] else lead  # "two fewer than in 2024, when six died"
    first = next((lower for lower in lead if lower not in ("as", "many", "much")), "")
    multiple = _is_multiple(figures[k].reading)
    opens = "than" in lead or lead[:1] in (["on"], ["over"]) or (multiple and first in word_set("opens_time"))
    if not opens or len(lead) > _LONGEST_LEAD or any(mark in lead for mark in (",", ";", ":")):
        return None, False
    beyond = w.at(figures[old].pieces[-1][1])
    dated = any(figures[n].reading.form is Form.DATE and places[n] == places[k] for n in range(k, old + 2)
                if n < len(figures))  # fmt: skip
    around = {*lead, *w.lowers[beyond : beyond + 4]}
    return old, dated or bool(around & word_set("other_time")) or figures[k].reading.change is not None


def _between(article: Article, figures: list[Figure], a: int, b: int) -> list[str]:
    """The words from figure a to figure b without dates."""
    w = article.words
    out: list[str] = []
    for n, m in pairwise(range(a, b + 1)):
        out.extend(w.lowers[slice(*w.within(figures[n].pieces[-1][1], figures[m].pieces[0][0]))])
    return out


def _elsewhere(article: Article, figures: list[Figure], places: list[int], k: int) -> int | None:
    """The figure of the sentence beside that is of the time behind "than": "four fewer than in 2025"."""
    w = article.words
    if k + 1 >= len(figures) or figures[k].reading.change is None:
        return None
    when = figures[k + 1]
    lead = w.lowers[slice(*w.within(figures[k].pieces[-1][1], when.pieces[0][0]))]
    if when.reading.time is None or "than" not in lead or len(lead) > _LONGEST_LEAD or places[k + 1] != places[k]:
        return None
    near = [
        n for n in (*range(k + 2, k + 2 + _BACK), *range(k - 1, k - 1 - 2 * _BACK, -1)) if 0 <= n < len(figures)
    ]
    for n in near:
        if abs(places[n] - places[k]) != 1 or not _same_time(when.reading, figures[n].reading):
            continue
        for m in (n + 1, n - 1):
            if 0 <= m < len(figures) and places[m] == places[n] and _is_level(figures[m].reading):
                return m if figures[m].reading.change is None else None
    return None


def _same_time(one: Reading, other: Reading) -> bool:
    a, b = one.time, other.time
    return a is not None and b is not None and a.start is not None and (a.start, a.end) == (b.start, b.end)


def _is_level(reading: Reading) -> bool:
    return reading.form in _LEVELS and reading.low is not None


def _differs(
    article: Article, figures: list[Figure], places: list[int], near: list[int], k: int, old: int
) -> int | None:
    """The figure before a difference that differs by it from figure `old`: the nearest that can."""
    before = figures[old].reading
    for n in reversed(near):
        after = figures[n].reading
        if n == old or places[n] not in (places[k], places[k] - 1) or not _is_level(after):
            continue
        by = after.change is not None and after.change.kind in ("by", "from")
        if by or not same_unit(in_unit_of(after, before), in_unit_of(before, after)):
            continue
        if None not in (head(after), head(before)) and head(after) != head(before):
            continue
        return n if len(_between(article, figures, n, k)) <= _BEFORE else None
    return None
