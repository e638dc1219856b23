"""What figures come to together: share, change, rate, sum. Which belong together, `extraction.links` finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from core.figures.consistency import FROM_BELOW
from core.figures.interval import Interval
from core.records import Form, Reading, UnitKind

_NO_VALUE = frozenset({Form.DATE, Form.SUPERLATIVE, Form.ORDINAL, Form.ALL})
_FROM_ABOVE = frozenset({"<", "<="})
_COINS = {"cent": ("USD", "EUR", "AUD", "CAD", "NZD", "ZAR", "SGD", "HKD"), "penny": ("GBP",), "sen": ("MYR",),
          "paisa": ("INR", "PKR"), "kopeck": ("RUB",)}  # fmt: skip
"""Currencies that a coin can be a hundredth of."""
_SIBILANT = ("sses", "shes", "ches", "xes", "zzes")
"""Plurals of nouns that take another syllable: losses, churches, taxes."""
_SILENT_E = ("ouses", "auses")
"""What plurals in -uses end in that are none of a noun in -us: houses, causes; not buses and viruses."""
_SINGULAR = ("ss", "us")


def ends(reading: Reading) -> tuple[Decimal | None, Decimal | None]:
    """The least and the most that a reading says, None for an open end: “at least 10 to 12” has no most."""
    low, high = reading.low, reading.high
    if low is None or high is None or low == high:
        return low, high
    return (
        None if reading.comparator in _FROM_ABOVE else low,
        None if reading.comparator in FROM_BELOW else high,
    )


def interval(reading: Reading) -> Interval | None:
    """The values a reading allows; None for one without a value (a date, a superlative)."""
    if reading.form in _NO_VALUE:
        return None
    if reading.low is None and reading.high is None:
        return None
    if reading.low is not None and reading.high is not None and reading.low > reading.high:
        return None
    low, high = ends(reading)
    if low is None and reading.unit_kind in (UnitKind.COUNT, UnitKind.DURATION, UnitKind.AGE):
        low = Decimal(0) if high is None or high >= 0 else None
    return Interval(low, high)


def same_unit(a: Reading, b: Reading) -> bool:
    return (a.unit_kind, a.unit, a.per) == (b.unit_kind, b.unit, b.per)


def can_be_coin_of(coin: str, currency: str) -> bool:
    """Whether a coin's name ("penny") is that of a hundredth of a currency by its code."""
    return currency in _COINS.get(coin, ())


def in_unit_of(coins: Reading, other: Reading) -> Reading:
    """`coins` in the currency of `other` where they can be its coins (63 cents beside $4), else as they are."""
    if coins.unit_kind is not UnitKind.CURRENCY or not can_be_coin_of(coins.unit or "", other.unit or ""):
        return coins
    low = None if coins.low is None else coins.low / 100
    high = None if coins.high is None else coins.high / 100
    return replace(coins, low=low, high=high, unit=other.unit)


def share(part: Reading, whole: Reading) -> Interval | None:
    """`part` as a fraction of `whole`: 52 of 1,300 or 1,400 is 52/1400 to 52/1300. None where it makes no sense.

    A percentage of a count is that part of it. It makes no sense across other units, for a whole that can be zero,
    or where the part must exceed the whole.
    """
    if part.unit_kind is UnitKind.PERCENT and whole.unit_kind is UnitKind.COUNT:
        return _percentage_of(part, whole)
    part, whole = in_unit_of(part, whole), in_unit_of(whole, part)
    if not same_unit(part, whole):
        return None
    small, large = interval(part), interval(whole)
    if small is None or large is None or (small.low is not None and small.low < 0):
        return None
    if small.low is not None and large.high is not None and small.low > large.high:
        return None
    return small.over(large)


def _percentage_of(part: Reading, whole: Reading) -> Interval | None:
    said, counted = interval(part), interval(whole)
    if said is None or counted is None or not counted.positive or part.change is not None:
        return None
    inside = said.low is not None and said.low >= 0 and said.high is not None and said.high <= 100
    return said.times(Interval.point(Decimal("0.01"))) if inside else None


def change(before: Reading, after: Reading) -> Interval | None:
    """Relative change from `before` to `after` as a fraction: 40 to 50 is 0.25, 50 to 40 is −0.2.

    None across units and where `before` can be zero or less: a change from a loss to a profit is no percentage.
    """
    before, after = in_unit_of(before, after), in_unit_of(after, before)
    if not same_unit(before, after):
        return None
    old, new = interval(before), interval(after)
    if old is None or new is None or not old.positive:
        return None
    ratio = new.over(old)
    return None if ratio is None else ratio.minus(Interval.point(1))


def excess(measured: Reading, limit: Reading) -> Interval | None:
    """By how much `measured` is above `limit`, as a fraction of that: 74 for a limit of 50 is 0.48.

    "At most 500" is a limit of 500. None across units, for a limit of zero, and where it may not be above it.
    """
    if limit.comparator in _FROM_ABOVE:
        limit = replace(limit, low=limit.high if limit.low is None else limit.low, comparator="=")
    found = change(limit, measured)
    return found if found is not None and found.low is not None and found.low > 0 else None


def contrast(one: Reading, other: Reading) -> Interval | None:
    """How much more `one` is than `other`, as a fraction of that: 12 % of men against 8 % of women is 0.5.

    None across units and where `other` can be zero or less.
    """
    return change(other, one)


def points(before: Reading, after: Reading) -> Interval | None:
    """Change between two percentages in percentage points: 36 % to 41 % is 5. None for other units."""
    old, new = interval(before), interval(after)
    if old is None or new is None or {before.unit_kind, after.unit_kind} != {UnitKind.PERCENT}:
        return None
    return new.minus(old)


def rate(amount: Reading, base: Reading) -> Interval | None:
    """`amount` per one of `base`: £900m for 30,000 pupils is £30,000 a pupil. None where `base` can be zero."""
    above, below = interval(amount), interval(base)
    if above is None or below is None or UnitKind.PERCENT in (amount.unit_kind, base.unit_kind):
        return None
    return above.over(below)


def total(parts: Sequence[Reading]) -> Interval | None:
    """The sum of readings of one unit; None for fewer than two, or across units."""
    if len(parts) < 2 or not all(same_unit(parts[0], part) for part in parts[1:]):
        return None
    found: Interval | None = Interval.point(0)
    for part in parts:
        value = interval(part)
        found = None if value is None or found is None else found.plus(value)
    return found


def same_value(a: Reading, b: Reading) -> bool:
    """Whether two readings state the same amount of the same thing (numbers, unit, head noun)."""
    return (
        ends(a) == ends(b) and same_unit(a, b) and a.low is not None and head(a) == head(b) and head(a) is not None
    )


def head(reading: Reading) -> str | None:
    """The counted noun's stem, for telling whether two figures count the same: prisoners and prisoner agree.

    It is no word to show: that of "movies" is "movy".
    """
    if not reading.counted:
        return None
    noun = reading.counted.split()[-1].lower()
    irregular = {"people": "person", "men": "man", "women": "woman", "children": "child"}
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(_SIBILANT) or (noun.endswith("uses") and not noun.endswith(_SILENT_E)):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(_SINGULAR) else noun
