"""How exactly a figure is stated, and what follows: whether two figures agree, whether a percentage is possible.

A number stands for all values that are written so when rounded: 31.8 per cent is 31.75 to 31.85, and £4.6 million
beside another statement £4.55 to 4.65 million. A hedged one
("about a third") stands for a tenth more or less, a part or multiple in words ("doubled") for a twentieth; both
widths are the project's own convention, the finer of which still lets a third be 31.8 per cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from itertools import combinations

from core.figures.compare import ends
from core.figures.interval import Interval
from core.numbers import HEDGED
from core.records import Form, Reading, UnitKind

_EXACT = Context(prec=50)
IN_WORDS = Decimal("0.05")
"""Part of itself by which a fraction or multiple in words may be off."""
_THOUSANDS = 3
"""Noughts at a number's end from which on it is taken for rounded: £4.6m and 12,000, but not 40 or 300."""
_MOST_DECIMALS = 4
"""Decimals of a percentage beyond which the test is not made: no article states so many."""


def stated(reading: Reading) -> Interval | None:
    """Every value the reading can stand for, its rounding taken in; None for one without a value."""
    if reading.form in (Form.DATE, Form.SUPERLATIVE, Form.ORDINAL, Form.ALL):
        return None
    low, high = reading.low, reading.high
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        return None
    low, high = ends(reading)
    return Interval(
        None if low is None else _EXACT.subtract(low, _slack(low, reading)),
        None if high is None else _EXACT.add(high, _slack(high, reading)),
    )


def _slack(end: Decimal, reading: Reading) -> Decimal:
    if reading.approximate:
        return abs(end) * HEDGED
    if reading.form in (Form.FRACTION, Form.MULTIPLE) or reading.unit_kind is UnitKind.RATIO:
        return abs(end) * IN_WORDS
    if reading.form in (Form.POINT, Form.RANGE) and (reading.unit_kind is UnitKind.PERCENT or decimals(end)):
        return Decimal(5).scaleb(-decimals(end) - 1)
    return Decimal(0)


def decimals(value: Decimal) -> int:
    """Decimals a number is written with: 38.6 has one, 40 none."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def as_factor(reading: Reading) -> Interval | None:
    """A percentage, part or multiple as a factor, rounding taken in: "a third" is about 0.33, 31.8 % is 0.318.

    A rise or fall by a percentage is the factor it leads to: up 70 per cent is 1.7. None for other figures.
    """
    found = stated(reading)
    if found is None:
        return None
    by = reading.change is not None and reading.change.kind == "by" and reading.form is not Form.MULTIPLE
    if reading.unit_kind is UnitKind.PERCENT:
        found = found.times(Interval.point(Decimal("0.01")))
    elif reading.unit_kind is not UnitKind.RATIO and reading.form not in (Form.FRACTION, Form.MULTIPLE):
        return None
    if by and reading.change is not None:
        one = Interval.point(1)
        if reading.change.direction == "down" and reading.high is not None and reading.high < 0:
            found = found.negative()  # "a change of −3 per cent" is down by 3
        return one.plus(found) if reading.change.direction == "up" else one.minus(found)
    return found


def agree(a: Reading, b: Reading) -> bool | None:
    """Whether two statements of one share or change can both be right; None where they cannot be compared."""
    first, second = as_factor(a), as_factor(b)
    if first is None or second is None:
        if (a.unit_kind, a.unit, a.per) != (b.unit_kind, b.unit, b.per):
            return None
        first, second = _about(a, _own_half(a)), _about(b, _own_half(b))
    return None if first is None or second is None else first.meets(second)


def all_agree(readings: Sequence[Reading]) -> bool | None:
    """Whether several statements of one thing can all be right, each with each.

    About 10 agrees with about 11 and that with about 12.5, but the first does not with the last. None where some
    cannot be compared, unless others disagree.
    """
    found = {agree(a, b) for a, b in combinations(readings, 2)}
    return False if False in found else None if None in found else True


@dataclass(frozen=True, slots=True)
class Count:
    """`part` of `whole` comes to the stated percentage."""

    part: int
    whole: int


def possible_count(percentage: Decimal, places: int, least: int, most: int) -> Count | None:
    """Some k of n, n from `least` to `most`, that rounds to `percentage` at `places` decimals; None if no k does.

    Rounding up and down at a half both count: articles do not say which they use. Raises `ValueError` for a
    percentage below 0 or above 100, for n below 1, and for more decimals than the test is made for.
    """
    if not (percentage.is_finite() and 0 <= percentage <= 100):
        raise ValueError("a share lies between 0 and 100 per cent")
    if not 1 <= least <= most:
        raise ValueError("a whole has at least one part, and a range goes up")
    if not 0 <= places <= _MOST_DECIMALS:
        raise ValueError(f"percentages are tested up to {_MOST_DECIMALS} decimals")
    half = Decimal(5).scaleb(-places - 1)
    low, high = max(Decimal(0), percentage - half) / 100, min(Decimal(100), percentage + half) / 100
    always = 100 * 10**places  # with so many parts, one more part is no more than the width of the rounding
    if most >= always:
        n = max(least, always)
        return Count(int(_EXACT.multiply(low, Decimal(n)).to_integral_value("ROUND_CEILING")), n)
    for n in range(least, most + 1):
        k = int(_EXACT.multiply(low, Decimal(n)).to_integral_value("ROUND_CEILING"))
        if Decimal(k) <= _EXACT.multiply(high, Decimal(n)):
            return Count(k, n)
    return None


def impossible(percentage: Reading, whole: Reading) -> bool | None:
    """Whether no whole number of `whole` comes to the stated percentage; None where it cannot be told.

    It is told for a bare percentage ("38.6 per cent") of a bare count or a range of one ("of 1,300 or 1,400").
    """
    share, least, most = percentage.low, whole.low, whole.high
    if share is None or share != percentage.high or percentage.unit_kind is not UnitKind.PERCENT:
        return None
    if percentage.approximate or percentage.comparator != "=" or percentage.form is not Form.POINT:
        return None
    if least is None or most is None or whole.unit_kind is not UnitKind.COUNT or whole.approximate:
        return None
    if whole.comparator != "=" or whole.form not in (Form.POINT, Form.RANGE, Form.ALTERNATIVES):
        return None
    if not 0 <= share <= 100 or least < 1 or least != int(least) or most != int(most) or most < least:
        return None
    places = decimals(share)
    if places > _MOST_DECIMALS:
        return None
    if whole.form is Form.ALTERNATIVES:
        return all(possible_count(share, places, int(n), int(n)) is None for n in (least, most))
    return possible_count(share, places, int(least), int(most)) is None


@dataclass(frozen=True, slots=True)
class Difference:
    """What is stated of a difference and what it comes to, both with their rounding taken in; `exact` without."""

    stated: Interval
    found: Interval
    exact: bool

    @property
    def agrees(self) -> bool:
        return self.stated.meets(self.found)


def difference(said: Reading, before: Reading, after: Reading) -> Difference | None:
    """The change by an amount that `said` states beside the change from `before` to `after`.

    £3.4m to £4.6m is £1.1m to £1.3m more, 40 to 52 is 12 more: thousands and millions are taken for rounded to the
    last digit that one of the three has, smaller numbers are not. Units are the caller's to see to. None where one
    has no value, or `said` is no change.
    """
    if said.change is None:
        return None
    half = _half([end for each in (said, before, after) for end in (each.low, each.high) if end is not None])
    old, new, by = (_about(each, half) for each in (before, after, said))
    if old is None or new is None or by is None:
        return None
    down = said.change.direction == "down"
    plain = said.low == said.high and None not in (said.low, before.low, after.low)
    exact = False
    if plain and said.low is not None and before.low is not None and after.low is not None:
        exact = after.low - before.low == (-said.low if down else said.low)
    return Difference(by.negative() if down else by, new.minus(old), exact)


def _about(reading: Reading, half: Decimal) -> Interval | None:
    """Every value the reading can stand for where its last digit is worth twice `half`."""
    found = stated(reading)
    if found is None or half == 0:
        return found
    return found.plus(Interval(-half, half))


def _own_half(reading: Reading) -> Decimal:
    """Half of the last digit that a number of thousands states by itself; naught for a bound and for smaller ones.

    Two digits are taken for stated of each: a million is no 1.4 million, though that is rounded to it, too.
    """
    if reading.form not in (Form.POINT, Form.RANGE):
        return Decimal(0)
    stated_ends = [end for end in (reading.low, reading.high) if end]
    return min((_half([end, Decimal(1).scaleb(end.adjusted() - 1)]) for end in stated_ends), default=Decimal(0))


def _half(values: list[Decimal]) -> Decimal:
    """Half of the last digit that one of several numbers of thousands states; naught where one has smaller."""
    exponents = [value.normalize().as_tuple().exponent for value in values if value]
    least = min((each for each in exponents if isinstance(each, int)), default=0)
    return Decimal(5).scaleb(least - 1) if least >= _THOUSANDS else Decimal(0)
