"""Two numbers that make one figure: "31–34 billion", "six or seven", "between 3 and 5", "$200 to $4 million"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from core.extraction.figures.currencies import before_number
from core.extraction.figures.hedging import before as hedge_before
from core.extraction.figures.hedging import change_words, hedges
from core.extraction.figures.hyphens import is_tied
from core.extraction.figures.numbers import Number, number_at
from core.extraction.figures.units import Unit, is_metres, unit_after
from core.extraction.lexicon import word_set
from core.figures.compare import can_be_coin_of
from core.language.text import Words
from core.records import Form, Reading, UnitKind

_SPREAD = word_set("spread")
_DASHES = frozenset("-–—−~‑")
_BETWEEN_NUMBERS = word_set("between_numbers")
_NO_MOVES = frozenset({"growth", "loss", "gain", "gains", "improvement", "increase", "reduction"})
_CHANGE_REACH = 8
_SIGNS = frozenset("%$£€¥")
_MOST_PER_CENT = 100
"""Beyond which a number without a unit is not the other end of a range of percentages."""
_APART = 3
"""Times as much from which on a number behind "by … to" is where a change led."""
_FAR_APART = 5
"""Times as much beyond which the second of two percentages is a level: ranges of them are wide."""
_MANY = word_set("in_many_cases")
_MODALS = word_set("only_may")
_SIZES: tuple[dict[str | None, int], ...] = (
    {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800},
    {"month": 1, "year": 12, "decade": 120, "century": 1200},
    {"millimetre": 1, "centimetre": 10, "metre": 1000, "kilometre": 1000000},
    {"inch": 1, "foot": 12, "yard": 36, "mile": 63360},
    {"milligram": 1, "gram": 1000, "kilogram": 1000000, "tonne": 1000000000},
    {"millilitre": 1, "centilitre": 10, "litre": 1000},
    {"watt": 1, "kilowatt": 1000, "megawatt": 1000000, "gigawatt": 1000000000},
)
"""Units that are so many of the smallest of their family, exactly."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Both ends of a range or of alternatives, ordered, in words up to `beyond`, with the unit they share."""

    low: Decimal
    high: Decimal
    form: Form
    beyond: int
    second: Number
    currency: str | None
    unit: Unit | None


def pair_at(w: Words, number: Number, currency: str | None, low: int, limit: int) -> Pair | None:
    """The range that begins with `number`; `currency` is what stood before it. None where it is one number."""
    own = unit_after(w, number.beyond, limit, digits=number.written == "digits")
    if own is not None and not (own.beyond + 1 < limit and _separates(w, own.beyond, number, low)):
        own = None
    i = number.beyond if own is None else own.beyond
    if i + 1 >= limit or not _separates(w, i, number, low):
        return None
    separator, at = _across(w, i, limit)
    found = _second(w, at, limit) if at >= 0 else None
    if found is None:
        return None
    second, currency2 = found
    parts = [n.written in ("fraction", "ratio") and n.value < 1 for n in (number, second)]
    if parts[0] != parts[1]:
        return None  # "fell by a third to 900"
    unit2 = unit_after(w, second.beyond, limit, digits=second.written == "digits")
    if _begins_its_own(w, second, limit):
        return None
    if not _agree(currency, own, currency2, unit2):
        return _of_two_units(w, number, own, second, currency2, unit2, separator, low)
    if own is not None and own.kind is UnitKind.PERCENT and unit2 is None and second.value > _MOST_PER_CENT:
        return None  # "rose 6% to 1,207"
    if separator in ("to", "through") and _is_change(w, number, second, currency, own, low):
        return None
    return _ordered(w, number, second, separator, currency or currency2, own, low)


def _across(w: Words, i: int, limit: int) -> tuple[str, int]:
    """The separator at word i and the word after it, a second one skipped ("10- to 12", "10--12"); -1 for none.

    All of "10-to-12" is one hyphen: no change goes from the first number to the second.
    """
    separator, at = w.lowers[i], i + 1
    if separator in _DASHES:
        if w.starts[at] - w.ends[i] > 1:
            return separator, -1
        if w.lowers[at] in ("to", "or") and at + 1 < limit:
            if at + 2 < limit and is_tied(w, at):
                return "or" if w.lowers[at] == "or" else separator, at + 2
            return w.lowers[at], at + 1
        if w.texts[at] in _DASHES and at + 1 < limit:
            return separator, at + 1
    elif separator == "to" and w.texts[at] in "-‑" and w.starts[at] == w.ends[i] and at + 1 < limit:
        return separator, at + 1  # "100,000 to-150,000"
    return separator, at


def _separates(w: Words, i: int, number: Number, low: int) -> bool:
    lower = w.lowers[i]
    if lower in ("and", "&"):
        return "between" in w.lowers[max(low, number.first - 5) : number.first]
    if lower in _DASHES:
        return lower != "—" or w.starts[i] == w.ends[i - 1]
    return lower in ("to", "or", "through")


def _second(w: Words, at: int, limit: int) -> tuple[Number, str | None] | None:
    for _ in range(3):
        if at + 1 < limit and w.lowers[at] in _BETWEEN_NUMBERS and (w.lowers[at],) not in hedges():
            at += 1
    if at >= limit:
        return None
    lead = before_number(w, at)
    start = lead[1] if lead is not None else at
    negative = lead is None and w.texts[at] in "-−" and at + 1 < limit and w.starts[at + 1] == w.ends[at]
    second = number_at(w, at + 1 if negative else start, limit) if at + negative < limit else None
    if second is None:
        return None
    if lead is not None and lead[2] != 1:
        second = replace(second, value=second.value * lead[2])
    if lead is None and second.scale_word == "m" and is_metres(w, second.beyond - 1, limit):
        second = replace(
            second, beyond=second.beyond - 1, value=second.value / second.scale, scale=Decimal(1), scale_word=None
        )
    if negative:
        second = replace(second, value=-second.value)
    return second, None if lead is None else lead[0]


def _begins_its_own(w: Words, second: Number, limit: int) -> bool:
    """ "from 20 to 31-34 billion": the second number is the first of a range."""
    k = second.beyond
    if k + 1 >= limit or w.texts[k] not in _DASHES or w.starts[k] != w.ends[k - 1]:
        return False
    return w.texts[k + 1][0].isdigit() and w.starts[k + 1] == w.ends[k]


def _agree(currency: str | None, own: Unit | None, currency2: str | None, unit2: Unit | None) -> bool:
    """Whether the two numbers can be of one unit."""
    first = (
        (UnitKind.CURRENCY, currency)
        if currency is not None
        else (own.kind, own.name)
        if own is not None
        else None
    )
    other = (
        (UnitKind.CURRENCY, currency2)
        if currency2 is not None
        else (unit2.kind, unit2.name)
        if unit2 is not None
        else None
    )
    if first is None:
        return currency2 is None
    return other is None or first == other or (first[0] is UnitKind.DURATION and other[0] is UnitKind.AGE)


def _of_two_units(
    w: Words,
    number: Number,
    own: Unit | None,
    second: Number,
    currency2: str | None,
    unit2: Unit | None,
    separator: str,
    low: int,
) -> Pair | None:
    """ "between 30 minutes and two hours", "90p to £1.20": in the smaller unit; of coins in the currency."""
    if own is None or separator not in ("and", "to", "or"):
        return None
    if separator == "to" and _is_change(w, number, replace(second, value=number.value), None, own, low):
        return None
    form = Form.ALTERNATIVES if separator == "or" else Form.RANGE
    if currency2 is not None and can_be_coin_of(own.name or "", currency2):
        least, most = number.value / 100, second.value
        return Pair(least, most, form, second.beyond, second, currency2, None) if least < most else None
    if unit2 is None or own.kind is not unit2.kind:
        return None
    for sizes in _SIZES:
        if own.name in sizes and unit2.name in sizes:
            unit = own if sizes[own.name] <= sizes[unit2.name] else unit2
            least, most = (n.value * sizes[u.name] / sizes[unit.name] for n, u in ((number, own), (second, unit2)))
            return Pair(least, most, form, unit2.beyond, second, None, unit) if least < most else None
    return None


def _is_change(w: Words, number: Number, second: Number, currency: str | None, own: Unit | None, low: int) -> bool:
    """ "rose from 3 to 5" is a change with two figures, not a range; "ranged from 3 to 5" is one."""
    first = number.first
    while first > low and (w.texts[first - 1] in "$£€¥" or w.lowers[first - 1] in ("us", "$us")):
        first -= 1
    start = hedge_before(w, first, low)[1]
    # Also before another figure: "rose 25 per cent, from 3 to 5".
    before = w.lowers[max(0, start - _CHANGE_REACH) : start]
    if _SPREAD & set(before[-5:]):
        return False
    if before and before[-1] in ("the", "its", "their", "a", "earlier", "previous"):
        return False  # "down from the $20 to $22 billion it had forecast"
    for back, word in enumerate(reversed(before), 1):
        if (
            w.is_mark(start - back)
            and word not in _SIGNS
            and not (back == 2 and word == "," and before[-1] == "from")
        ):
            break
        if _moves_so(w, word, before[-4:], back, number, second, own):
            return True
        if word in change_words() and (word not in _NO_MOVES or before[-2:] == [word, "from"]):
            if "from" in before[-4:]:
                return True
            if (currency is not None or own is not None) and back <= 3:
                return own is None or own.kind is not UnitKind.PERCENT or _to_level(w, number, second, start, back)
            break
    return second.value < number.value and second.scale == 1


def _moves_so(
    w: Words, word: str, before: list[str], back: int, number: Number, second: Number, own: Unit | None
) -> bool:
    """Whether a word tells a change of two numbers behind it: "doubled from 3 to 6", "rose by 12 to 52"."""
    if back == 2 and before[-1] == "by" and word in change_words():
        if own is not None and own.kind is UnitKind.PERCENT:
            return _to_level(w, number, second, number.first - 1, 1)
        return _leads_to(w, number, second, own)
    return word in word_set("multiplied") and "from" in before


def _to_level(w: Words, number: Number, second: Number, start: int, back: int) -> bool:
    """ "weakened 0.7% to 11.48 per euro", "fell 3% to 51%": by how much and to what level, behind a verb of change
    that stands `back` words before word `start`.

    A second number that is no percentage is of another form and so a level: both ends of a range are written as
    percentages, or only the last. Of two percentages, as "grew 2% to 3% a year", it is one where the verb (or its
    "by") has no object before them and tells of what happened, the second is more than five times as much, and
    nothing behind it speaks of many cases ("a year", "depending on the shop"). Else they are a range.
    """
    unit = unit_after(w, second.beyond, len(w), digits=second.written == "digits")
    if unit is None or unit.kind is not UnitKind.PERCENT:
        return True
    verb = start - back
    if not all(w.lowers[k] in word_set("skipped") for k in range(verb + 1, start)):
        return False
    if second.value <= _FAR_APART * number.value or _MODALS & set(w.lowers[max(0, verb - 3) : verb]):
        return False
    return not _MANY & set(w.lowers[unit.beyond : unit.beyond + 3])


def _leads_to(w: Words, number: Number, second: Number, own: Unit | None) -> bool:
    """ "rose by 12 to 52": by how much and to what, as far apart as no two ends of a range are."""
    bare = own is None and unit_after(w, second.beyond, len(w)) is None
    return bare and second.value >= _APART * number.value


def _ordered(
    w: Words, number: Number, second: Number, separator: str, currency: str | None, own: Unit | None, low: int
) -> Pair | None:
    first = number.value
    shared = number.scale == 1 and second.scale != 1 and second.scale_word is not None and own is None
    if shared and first * second.scale <= second.value:  # "31–34 billion"; "$400,000 to $2 million" stays
        first = number.value * second.scale
    form = Form.ALTERNATIVES if separator == "or" else Form.RANGE
    last = second.value
    if first > last:
        spread = bool(_SPREAD & set(w.lowers[max(low, number.first - 5) : number.first]))
        if form is Form.RANGE and not spread and not (first < 0 and separator == "to"):
            return None
        first, last = last, first
    if first == last:
        return None  # "5.00 or 5,00": one number written twice
    return Pair(first, last, form, second.beyond, second, currency, own)


def from_flat(w: Words, start: int, reading: Reading) -> tuple[Reading, int]:
    """ "flat to down 1%": from none at all to so much, with the word that it begins with."""
    flat = w.lowers[max(0, start - 3) : start - 1] == ["flat", "to"] and reading.form is Form.POINT
    if not flat or reading.change is None or reading.unit_kind is not UnitKind.PERCENT:
        return reading, start
    return replace(reading, low=Decimal(0), form=Form.RANGE), start - 3
