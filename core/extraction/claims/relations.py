"""Relations that the numbers themselves show: rates, sums and shares that the article states and that come out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from core.extraction.article import Article
from core.extraction.claims.differences import widened
from core.extraction.figures.statistics import is_margin
from core.extraction.lexicon import people, word_set
from core.figures.compare import head, interval, rate, same_unit, total
from core.figures.interval import Interval
from core.figures.precision import impossible, stated
from core.records import Comparison, ComparisonKind, Figure, Form, Reading, Span, UnitKind
from core.wording import amount as in_words

_BACK = 12
"""Figures looked back over for an operand."""
_MOST_PARTS = 5
_NEAR = 4
"""Words between a count and the percentage of it."""
_CHANCE = 20
"""Sums below this are not looked for away from their parts."""
_HARDLY = 500
"""Sums from which on parts come to a number elsewhere hardly by chance, though they do not say what they count."""
_EXACT = 3
"""Digits of a sum of money or measures from which on two round parts do not come to it by chance."""
_SMALL = 10
_PAIR = 2
_PLAIN = frozenset({Form.POINT, Form.RANGE, Form.ALTERNATIVES})
_SUMMED = frozenset({UnitKind.COUNT, UnitKind.CURRENCY, UnitKind.PERCENT, UnitKind.PHYSICAL, UnitKind.DURATION})


def _plain(figure: Figure) -> bool:
    reading = figure.reading
    plain = reading.form in _PLAIN and reading.comparator == "=" and not is_margin(reading)
    return plain and reading.low is not None and reading.low > 0


def rates(article: Article, figures: list[Figure]) -> list[Comparison]:
    """ "£900,000 on 30 pupils, or £30,000 per pupil": an amount and a base whose quotient the article states."""
    out = []
    for n, figure in enumerate(figures):
        per = figure.reading.per
        if per is None or not _plain(figure) or (result := stated(figure.reading)) is None:
            continue
        near = [k for k in range(max(0, n - _BACK), n) if _plain(figures[k]) and figures[k].reading.per is None]
        bases = [k for k in near if per in (head(figures[k].reading), figures[k].reading.unit)]
        amounts = [k for k in near if _of_one_kind(figures[k].reading, figure.reading)]
        for amount, base in ((a, b) for b in reversed(bases) for a in reversed(amounts) if a != b):
            found = rate(figures[amount].reading, figures[base].reading)
            if found is not None and found.meets(widened(result)):
                why = f"stated as per {per}"
                out.append(Comparison(ComparisonKind.RATE, (amount, base), found.low, found.high, (), why, 0.75))
                break
    return out


def _of_one_kind(a: Reading, b: Reading) -> bool:
    return (a.unit_kind, a.unit) == (b.unit_kind, b.unit) and (
        a.unit_kind is not UnitKind.COUNT or head(a) == head(b)
    )


def sums(article: Article, figures: list[Figure], shares: set[tuple[int, ...]]) -> list[Comparison]:
    """Two to five figures in a row whose sum is the figure right before or after them: "nine men and five women,
    14 people in all". A part is never added to its whole: `shares` are pairs of them."""
    out = []
    amounts: dict[tuple[object, ...], list[int]] = {}
    for n, figure in enumerate(figures):
        if _plain(figure) and figure.reading.low == figure.reading.high:
            amounts.setdefault(_amount(figure.reading, figure.reading.low), []).append(n)
    for run in _runs(article, figures):
        for size in range(2, min(_MOST_PARTS, len(run)) + 1):
            for at in range(len(run) - size + 1):
                parts = run[at : at + size]
                if any((a, b) in shares or (b, a) in shares for a, b in combinations(parts, 2)):
                    continue
                beside = (*run[at + size : at + size + 1], *run[max(0, at - 1) : at])
                for whole in (*beside, *_elsewhere(figures, parts, beside, amounts)):
                    found = _adds_up([figures[k].reading for k in parts], figures[whole].reading)
                    cue = _sum_cue(article, figures[whole])
                    read = [figures[k].reading for k in parts]
                    if cue is None and not _of_one_thing(read, figures[whole].reading, near=whole in beside):
                        continue
                    if found is not None and (cue is not None or _no_chance(figures[whole].reading)):
                        why = "the parts add up to it" if cue is None else "said to be the total"
                        score = 0.55 if cue is None else 0.75
                        out.append(Comparison(ComparisonKind.SUM, (*parts, whole), found.low, found.high,
                                              () if cue is None else (cue,), why, score))  # fmt: skip
    return out


def missed_totals(article: Article, figures: list[Figure], shares: set[tuple[int, ...]]) -> list[Comparison]:
    """Totals said to be such that the parts before them in their sentence do not come to: "12 men and 14 women, 27
    in all". A sum far from it is of something else."""
    w = article.words
    starts = [s.first for s in article.sentences]
    places = [bisect_right(starts, w.at(figure.pieces[0][0])) for figure in figures]
    out = []
    for n, figure in enumerate(figures):
        whole, cue = figure.reading, _sum_cue(article, figure) if _plain(figure) else None
        if cue is None or whole.low is None or whole.low != whole.high or whole.unit_kind not in _SUMMED:
            continue
        parts: list[int] = []
        while len(parts) < _MOST_PARTS and (k := n - 1 - len(parts)) >= 0 and places[k] == places[n]:
            part = figures[k].reading
            if not _plain(figures[k]) or part.change is not None or not same_unit(part, whole):
                break
            parts.insert(0, k)
        gap = w.within(figures[n - 1].pieces[-1][1], figure.pieces[0][0]) if parts else (0, 0)
        if len(parts) < _PAIR or gap[1] - gap[0] > _NEAR:
            continue
        read = [figures[k].reading for k in parts]
        found = total(read)
        if found is None or not found.is_point or found.low is None or found.low == whole.low:
            continue
        smaller = all(part.low is not None and part.low < whole.low for part in read)
        part_of = any((a, b) in shares or (b, a) in shares for a, b in combinations(parts, 2))
        if smaller and not part_of and _of_one_thing(read, whole, near=True) and _is_near(found.low, whole.low):
            said = in_words(Reading(found.low, found.high, unit_kind=whole.unit_kind, unit=whole.unit))
            why = f"said to be the total, though the parts come to {said}"
            out.append(Comparison(ComparisonKind.SUM, (*parts, n), found.low, found.high, (cue,), why, 0.75))
    return out


def _is_near(one: Decimal, other: Decimal) -> bool:
    """Whether a sum and what is said to be it differ by no more than a fifth."""
    return 5 * abs(one - other) <= other


def _of_one_thing(parts: list[Reading], whole: Reading, *, near: bool) -> bool:
    """Whether the parts count what the whole counts, or people of some kind each.

    `near` their whole, parts and whole may leave the noun out, elsewhere parts of a sum too large for chance.
    """
    if whole.unit_kind is not UnitKind.COUNT:
        exact = whole.low is not None and len(whole.low.normalize().as_tuple().digits) >= _EXACT
        return near or len(parts) > _PAIR or exact
    if _is_counting_out(parts, whole):
        return False
    over, nouns = head(whole), [(head(part), (part.counted or "").lower()) for part in parts]
    if (
        over is None
    ):  # "14 seats in the north, nine in the south"; in "released 18. … 11 counts" they are two things
        named = [noun for noun, _ in nouns if noun is not None]
        return near and (len(named) in (0, len(nouns)) or (nouns[0][0] is not None and len(set(named)) == 1))
    kinds = people().counted | people().roles
    bare = near or (whole.low is not None and whole.low >= _HARDLY)
    some = over == "person" or over in kinds or (whole.counted or "").lower() in kinds
    return all(
        noun == over or (noun is None and bare) or (some and (noun in kinds or said in kinds))
        for noun, said in nouns
    )


def _is_counting_out(parts: list[Reading], whole: Reading) -> bool:
    """Whether nothing but small numbers is said, which come to each other by chance: "Two, three, five, seven"."""
    small = whole.unit_kind is UnitKind.COUNT and whole.low is not None and whole.low < _SMALL
    return small and all(reading.counted is None for reading in (*parts, whole))


def _no_chance(whole: Reading) -> bool:
    """Whether parts come to the whole hardly by chance: shares do in every poll, unless they fill it."""
    return whole.unit_kind is not UnitKind.PERCENT or whole.low == 100


def _amount(reading: Reading, value: Decimal | None) -> tuple[object, ...]:
    return reading.unit_kind, reading.unit, reading.per, value


def _elsewhere(
    figures: list[Figure], parts: list[int], beside: tuple[int, ...], amounts: dict[tuple[object, ...], list[int]]
) -> list[int]:
    """The figure nearest before the parts, else after them, that states their sum; small sums come by chance."""
    found = total([figures[k].reading for k in parts])
    if found is None or not found.is_point or found.low is None or found.low < _CHANCE:
        return []
    same = [
        k for k in amounts.get(_amount(figures[parts[0]].reading, found.low), []) if k not in (*parts, *beside)
    ]
    return [max((k for k in same if k < parts[0]), default=same[0])] if same else []


def _runs(article: Article, figures: list[Figure]) -> Iterator[list[int]]:
    """Figures of one unit that follow on each other within two sentences of one paragraph."""
    starts = [s.first for s in article.sentences]
    run: list[int] = []
    last = -9
    for n, figure in enumerate(figures):
        place = bisect_right(starts, article.words.at(figure.pieces[0][0])) - 1
        if not _plain(figure) or figure.reading.unit_kind not in _SUMMED or figure.reading.change is not None:
            continue  # "£1.9m, nearly a third of its budget": a share of a part stands between parts
        far = place - last > 1 or article.sentences[place].paragraph != article.sentences[max(0, last)].paragraph
        if run and (far or not same_unit(figures[run[-1]].reading, figure.reading)):
            yield run
            run = []
        run.append(n)
        last = place
    yield run


def _adds_up(parts: list[Reading], whole: Reading) -> Interval | None:
    found = total(parts)
    if found is None or any(
        part.low is not None and whole.low is not None and part.low >= whole.low for part in parts
    ):
        return None
    value = interval(whole)
    exact = found.is_point and value is not None and value.is_point and found.low == value.low
    return found if exact and whole.low is not None and whole.low > 2 else None


def _sum_cue(article: Article, whole: Figure) -> Span | None:
    """ "in all", "in total", "altogether", "a total of", or a colon behind the total."""
    w = article.words
    first, beyond = w.at(whole.pieces[0][0]), w.at(whole.pieces[-1][1])
    for at in (beyond, first - 3, first - 2, first):
        if at >= 0 and tuple(w.lowers[at : at + 2]) in (
            ("in", "all"),
            ("in", "total"),
            ("total", "of"),
            ("a", "total"),
        ):
            return w.span(at, at + 2)
        if 0 <= at < len(w) and (w.lowers[at] in word_set("sum_words") or (at == beyond and w.texts[at] == ":")):
            return w.span(at, at + 1)
    return None


def impossible_shares(article: Article, figures: list[Figure]) -> list[Comparison]:
    """ "Of the seven judges, 33 per cent agreed": a percentage of a count that no part of it comes to.

    One that can be right is a share as any other, where it stands right before its count.
    """
    out = []
    for n, figure in enumerate(figures):
        if figure.reading.unit_kind is not UnitKind.PERCENT or figure.reading.change is not None:
            continue
        for k in (n - 1, n + 1):
            if not 0 <= k < len(figures) or impossible(figure.reading, figures[k].reading) is not True:
                continue
            said = figure.reading.low
            if said is not None and _is_base(article, figures[k], figure):
                why = "an impossible percentage"
                out.append(Comparison(ComparisonKind.SHARE, (n, k), said / 100, said / 100, (), why, 0.85))
    return out


def _is_base(article: Article, whole: Figure, percentage: Figure) -> bool:
    """Whether the percentage is one of the count: "of the seven judges, …", "in a class of 30, …", "of the 30"."""
    w = article.words
    if head(percentage.reading) not in (None, head(whole.reading)):
        return False
    first = w.at(whole.pieces[0][0])
    at = first - 1 - (w.lowers[max(0, first - 1) : first] in (["the"], ["its"], ["their"], ["those"]))
    if at < 0 or w.lowers[at] not in ("of", "among"):
        return False
    if whole.pieces[0][0] > percentage.pieces[0][0]:
        return w.ends[at - 1] == percentage.pieces[-1][1]
    starts = [s.first for s in article.sentences]
    place = bisect_right(starts, first) - 1
    share_at = w.at(percentage.pieces[0][0])
    together = share_at < article.sentences[place].beyond and share_at - w.at(whole.pieces[-1][1]) <= _NEAR
    return together and (at == starts[place] or w.lowers[at - 1] in word_set("groups"))
