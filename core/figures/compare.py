"""What two figures come to: share, change. Pure arithmetic; which figures belong together is decided elsewhere."""

from __future__ import annotations

from decimal import Decimal

from core.figures.interval import Interval
from core.records import Form, Reading, UnitKind


def interval(reading: Reading) -> Interval | None:
    """The values a reading allows; None for one without a value (a date, a superlative)."""
    if reading.form in (Form.DATE, Form.SUPERLATIVE, Form.ORDINAL):
        return None
    if reading.low is None and reading.high is None:
        return None
    if reading.low is not None and reading.high is not None and reading.low > reading.high:
        return None
    low = reading.low
    if low is None and reading.unit_kind in (UnitKind.COUNT, UnitKind.DURATION, UnitKind.AGE):
        low = Decimal(0)
    return Interval(low, reading.high)


def same_unit(a: Reading, b: Reading) -> bool:
    return (a.unit_kind, a.unit, a.per) == (b.unit_kind, b.unit, b.per)


def share(part: Reading, whole: Reading) -> Interval | None:
    """`part` as a fraction of `whole`: 52 of 1,300 or 1,400 is 52/1400 to 52/1300. None where it makes no sense.

    It makes none across units, for a whole that can be zero, or where the part must exceed the whole.
    """
    if not same_unit(part, whole):
        return None
    small, large = interval(part), interval(whole)
    if small is None or large is None:
        return None
    if small.low is not None and large.high is not None and small.low > large.high:
        return None
    return small.over(large)


def change(before: Reading, after: Reading) -> Interval | None:
    """Relative change from `before` to `after` as a fraction: 40 to 50 is 0.25, 50 to 40 is −0.2."""
    if not same_unit(before, after):
        return None
    old, new = interval(before), interval(after)
    if old is None or new is None:
        return None
    ratio = new.over(old)
    return None if ratio is None else ratio.minus(Interval.point(1))


def same_value(a: Reading, b: Reading) -> bool:
    """Whether two readings state the same amount of the same thing (numbers, unit, head noun)."""
    return (
        (a.low, a.high) == (b.low, b.high)
        and same_unit(a, b)
        and a.low is not None
        and head(a) == head(b)
        and head(a) is not None
    )


def head(reading: Reading) -> str | None:
    """The counted noun's stem, for telling whether two figures count the same: prisoners and prisoner agree."""
    if not reading.counted:
        return None
    noun = reading.counted.split()[-1].lower()
    irregular = {"people": "person", "men": "man", "women": "woman", "children": "child"}
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
