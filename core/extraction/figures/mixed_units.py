"""One measure in two or three units: "seven hours and twenty minutes", "5 feet 11 inches", "a year and 2 months".

It is read as one figure in the smallest unit named, in which its value is exact: 440 minutes, 71 inches.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from core.extraction.figures.amounts import Amount
from core.language.text import Words
from core.records import Form, UnitKind

_PARTS = {
    ("year", "month"): 12,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("hour", "second"): 3600,
    ("foot", "inch"): 12,
    ("stone", "pound"): 14,
    ("pound", "ounce"): 16,
}
"""How many of the smaller unit make one of the larger; pairs without a fixed ratio, months and days, stay two."""
_BETWEEN: tuple[list[str], ...] = ([], ["and"], [","], [",", "and"])
_FORMS = frozenset({Form.POINT, Form.BOUND})
_ANOTHER = [[word] for word in ("of", "more", "less", "longer", "fewer", "later", "earlier", "after", "before")]
"""Behind the second of two with a comma between: "4 years, two months of them suspended"."""
_ONE = frozenset({"a", "an"})


def mixed_units(w: Words, last: Amount | None, amount: Amount) -> Amount | None:
    """The amount and what stands before it as one measure; None where they are two.

    What stands before is `last`, the figure before in the sentence, or a bare unit: "an hour and 20 minutes".
    """
    unit, value = amount.reading.unit, amount.reading.low
    if value is None or value != amount.reading.high or amount.reading.form is not Form.POINT:
        return None
    if amount.reading.change is not None or amount.reading.per is not None or amount.reading.approximate:
        return None
    if last is not None and _goes_on(w, last, amount):
        before = last.reading
        unit, over = _weight(w, amount, before.unit), _weight(w, last, unit)
        larger = _PARTS.get((over or "", unit or ""))
        if larger is None or value >= larger or before.per is not None or before.form not in _FORMS:
            return None
        low, high = (None if each is None else each * larger + value for each in (before.low, before.high))
        kind = UnitKind.PHYSICAL if before.unit_kind is UnitKind.CURRENCY else before.unit_kind
        return Amount(last.first, amount.beyond, replace(before, low=low, high=high, unit=unit, unit_kind=kind))
    first = amount.first - 3
    if first < 0 or w.lowers[first] not in _ONE or w.lowers[amount.first - 1] != "and":
        return None
    larger = _PARTS.get((w.lowers[first + 1], unit or ""))
    if larger is None or value >= larger or amount.reading.unit_kind is not UnitKind.DURATION:
        return None
    whole = Decimal(larger) + value
    return Amount(first, amount.beyond, replace(amount.reading, low=whole, high=whole))


def _goes_on(w: Words, last: Amount, amount: Amount) -> bool:
    """Whether only a comma or "and" stands between, and nothing tells that the second is another measure."""
    between = w.lowers[last.beyond : amount.first]
    if between not in _BETWEEN or (last.first > 0 and w.lowers[last.first - 1] in ("between", "from")):
        return False
    return between != [","] or w.lowers[amount.beyond : amount.beyond + 1] not in _ANOTHER


def _weight(w: Words, amount: Amount, other: str | None) -> str | None:
    """The amount's unit; pounds beside stones or ounces are weights and no money."""
    unit = amount.reading.unit
    pounds = unit == "GBP" and w.lowers[amount.beyond - 1] in ("pound", "pounds")
    return "pound" if pounds and other in ("stone", "ounce") else unit
