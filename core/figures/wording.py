"""The working of a comparison in words a reader follows: how its numbers were got, from which operands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from core.figures.compare import change, contrast, excess, interval, points, rate, share, total
from core.figures.interval import Interval
from core.figures.precision import all_agree, decimals, impossible, possible_count
from core.numbers import NBSP, ends, number, number_range, percent, rounded
from core.records import ComparisonKind, Form, Reading, UnitKind
from core.wording import against_total, amount, ends_in_total


def is_doubtful(kind: ComparisonKind, readings: Sequence[Reading], *, missed: bool = False) -> bool:
    """Whether numbers speak against each other: a percentage no count comes to, statements that do not agree, a
    stated total that is `missed`."""
    if missed:
        return True
    if kind is ComparisonKind.SHARE and len(readings) == 2:
        return impossible(readings[0], readings[1]) is True
    if kind is ComparisonKind.RESTATEMENT:
        return all_agree(readings) is False
    return False


def working(kind: ComparisonKind, readings: Sequence[Reading], *, total: bool = False) -> str:
    """The formula behind a comparison of `readings` (part before whole, before before after); empty where none is.

    Of a sum, `total` says that the last reading is the stated total of the others.

    `52 ÷ 1,400 = 3.7 %, 52 ÷ 1,300 = 4.0 %`; `36 % to 41 % is 5 percentage points, or 13.9 % of 36 %`.
    """
    if len(readings) < 2:
        return ""
    first, second = readings[0], readings[1]
    match kind:
        case ComparisonKind.SHARE:
            return _share(first, second)
        case ComparisonKind.SHORTFALL:
            return _shortfall(first, second)
        case ComparisonKind.CHANGE:
            return _change(first, second)
        case ComparisonKind.RATE:
            return _rate(first, second)
        case ComparisonKind.EXCESS:
            return _excess(first, second)
        case ComparisonKind.CONTRAST:
            return _contrast(first, second)
        case ComparisonKind.SUM:
            return _stated_sum(readings) if total else _sum(readings)
        case _:
            return _restatement(readings)


def impossible_share(percentage: Reading, whole: Reading) -> str:
    """What to say of a percentage that no part of `whole` comes to."""
    return f"No whole number out of {_operand(whole)} rounds to {_operand(percentage)}."


def _operand(reading: Reading) -> str:
    """A reading's value as an operand: `1,300 or 1,400`, `38.6 %`, `GBP 40`."""
    low, high = reading.low, reading.high
    if reading.form is Form.ALTERNATIVES and low is not None and high is not None:
        words = " or ".join(ends(low, high))
    else:
        words = number_range(low, high)
    if reading.unit_kind is UnitKind.PERCENT:
        return f"{words}{NBSP}%"
    if reading.unit_kind is UnitKind.PERCENTAGE_POINT:
        return f"{words} percentage points"
    if reading.unit_kind is UnitKind.CURRENCY:
        return _money(words, reading.unit)
    return f"{words}{NBSP}{reading.unit}" if reading.unit else words


def _money(words: str, unit: str | None) -> str:
    """Words of a number with its currency: the code before it, a name that is none (`crown`, `cent`) behind it."""
    if not unit:
        return words
    return f"{words}{NBSP}{unit}" if unit.islower() else f"{unit}{NBSP}{words}"


def _steps(part: Reading, whole: Reading) -> list[tuple[Decimal, Decimal, Decimal, bool]]:
    """Part, whole and share at the low and at the high end, and whether the end is the high one."""
    found, small, large = share(part, whole), interval(part), interval(whole)
    if found is None or small is None or large is None:
        return []
    out = []
    if small.low is not None and large.high is not None and found.low is not None:
        out.append((small.low, large.high, found.low, False))
    if small.high is not None and large.low is not None and found.high is not None and not found.is_point:
        out.append((small.high, large.low, found.high, True))
    return out


def _restatement(readings: Sequence[Reading]) -> str:
    """How often-stated values differ, and whether they can all be right as exactly as each is stated."""
    values = list(dict.fromkeys(amount(reading) for reading in readings))
    if len(values) < 2:
        return ""
    found = all_agree(readings)
    stated = f"stated as {' and as '.join(values)}"
    if found is None:
        return stated
    return f"{stated}, which {'agree within rounding' if found else 'do not agree'}"


def _percentage_of(percentage: Reading, whole: Reading) -> str:
    """Which whole number a percentage of a count can stand for: `5 of 30 is 16.7 %`; or that it can be none."""
    found = impossible(percentage, whole)
    if found is None or percentage.low is None or whole.low is None or whole.high is None:
        return ""
    if found:
        return impossible_share(percentage, whole)
    ends = (whole.low, whole.high) if whole.form is Form.ALTERNATIVES else (None,)
    for end in ends:
        least, most = (whole.low, whole.high) if end is None else (end, end)
        count = possible_count(percentage.low, decimals(percentage.low), int(least), int(most))
        if count is not None:
            part, of = Decimal(count.part), Decimal(count.whole)
            return f"{number(part)} of {number(of)} is {percent(part / of, part / of)}"
    return ""


def _share(part: Reading, whole: Reading) -> str:
    if part.unit_kind is UnitKind.PERCENT and whole.unit_kind is UnitKind.COUNT:
        return _percentage_of(part, whole)
    steps = _steps(part, whole)
    ends = [percent(end, end) for _, _, end, _ in steps]
    both = percent(steps[0][2], steps[-1][2]).partition("–") if len(steps) > 1 else ("", "", "")
    if both[1]:  # with the decimals of the result beside it: 3.7–4.0 % is not 4 %
        ends = [f"{both[0]}{NBSP}%", both[2]]
    words = [f"{number(a)} ÷ {number(b)} = {end}" for (a, b, _, _), end in zip(steps, ends, strict=True)]
    found = share(part, whole)
    if len(steps) == 1 and found is not None and not found.is_point:
        return f"{'at most' if steps[0][3] else 'at least'} {words[0]}"
    return ", ".join(words)


def _shortfall(part: Reading, whole: Reading) -> str:
    shares = _share(part, whole) if part.unit_kind is whole.unit_kind else ""
    missing = [f"{number(b)} − {number(a)} = {number(b - a)}" for a, b, _, _ in reversed(_steps(part, whole))]
    return f"{shares}; short by {' or '.join(missing)}" if shares else ""


def _change(before: Reading, after: Reading) -> str:
    found = change(before, after)
    moved = points(before, after)
    if moved is not None:
        relative = "" if found is None else f", {_signed(found)} in relative terms"
        return f"{_operand(before)} to {_operand(after)} is {_moved(moved)}{relative}"
    if found is None:
        return ""
    old, new = interval(before), interval(after)
    if old is None or new is None or not (old.is_point and new.is_point) or old.low is None or new.low is None:
        return f"{_operand(before)} to {_operand(after)} is {_signed(found)}"
    return f"({number(new.low)} − {number(old.low)}) ÷ {number(old.low)} = {_signed(found)}"


def _excess(measured: Reading, limit: Reading) -> str:
    found = excess(measured, limit)
    over, most = interval(measured), interval(limit if limit.low is not None else replace(limit, low=limit.high))
    moved = points(limit, measured)
    if found is not None and moved is not None:
        above = f"{_points(moved)} above {_operand(limit)}"
        return f"{_operand(measured)} is {above}, {_percent(found)} in relative terms"
    if found is None or over is None or most is None or over.low is None or most.high is None:
        return ""
    if over.is_point and most.is_point:
        more = number(over.low - most.high)
        return (
            f"{number(over.low)} − {number(most.high)} = {more}; {more} ÷ {number(most.high)} = {_percent(found)}"
        )
    return f"{_operand(measured)} is {_percent(found)} above {_operand(limit)}"


def _contrast(one: Reading, other: Reading) -> str:
    found, apart = contrast(one, other), points(other, one)
    if found is None:
        return ""
    more = _less_or_more(found)
    if apart is not None:
        size = f"{_apart(apart)} than {_operand(other)}"
        crosses = more.startswith("between")
        return f"{_operand(one)} is {size}, {more if crosses else more.rpartition(' ')[0]} in relative terms"
    a, b = interval(one), interval(other)
    if a is None or b is None or not (a.is_point and b.is_point) or a.low is None or b.low is None:
        return f"{_operand(one)} is {more} than {_operand(other)}"
    top, bottom = max(a.low, b.low), min(a.low, b.low)
    by = number(top - bottom)
    return f"{number(top)} − {number(bottom)} = {by}; {by} ÷ {number(b.low)} = {more}"


def _less_or_more(found: Interval) -> str:
    """A relative size with its way: `28 % less`, `at least 25 % more`, `between 5 % less and 6 % more`."""
    low, high = found.low, found.high
    if low is not None and low >= 0 and high != 0:
        return f"{percent(low, high)} more"
    if high is not None and high <= 0:
        return f"{_percent(found.negative())} less"
    less, more = ("any amount" if end is None else percent(abs(end), abs(end)) for end in (low, high))
    return f"between {less} less and {more} more"


def _apart(apart: Interval) -> str:
    """The same of percentage points: `4 percentage points less`, `between 2 percentage points less and 2 more`."""
    low, high = apart.low, apart.high
    if high is not None and high <= 0:
        return f"{_points(apart.negative())} less"
    if low is not None and low >= 0:
        return f"{_points(apart)} more"
    less = "any number of percentage points" if low is None else _points(Interval.point(-low))
    return f"between {less} less and {'any number' if high is None else number(high)} more"


def _points(size: Interval) -> str:
    words = number_range(size.low, size.high)
    return f"{words} percentage point{'' if words == '1' else 's'}"


def _percent(found: Interval) -> str:
    return f"at least {percent(found.low, found.low)}" if found.high is None else percent(found.low, found.high)


def _moved(by: Interval) -> str:
    """A change in percentage points: `up 5 percentage points`, `between down 1 and up 2 percentage points`."""
    low, high = by.low, by.high
    if low == high == 0:
        return _points(by)
    if low is not None and low >= 0:
        return f"up {_points(by)}"
    if high is not None and high <= 0:
        return f"down {_points(by.negative())}"
    down = "any fall" if low is None else f"down {number(-low)}"
    return f"between {down} and {'any rise' if high is None else f'up {number(high)}'} percentage points"


def _signed(found: Interval) -> str:
    low, high = found.low, found.high
    if low is not None and low >= 0:
        return f"up {percent(low, high)}"
    if high is not None and high <= 0:
        back = found.negative()
        return f"down {percent(back.low, back.high)}"
    down = "any fall" if low is None else f"down {percent(-low, -low)}"
    up = "any rise" if high is None else f"up {percent(high, high)}"
    return f"between {down} and {up}"


def _rate(amount: Reading, base: Reading) -> str:
    found = rate(amount, base)
    if found is None:
        return ""
    # The noun stays as the article has it: what one of several "churches" or "species" is called, no rule tells.
    over = f"{_operand(base)} {base.counted}" if base.counted else _operand(base)
    each = " for each" if base.counted else f" per {base.unit}" if base.unit else ""
    value = number_range(_round(found.low), _round(found.high))
    if amount.unit_kind is UnitKind.CURRENCY:
        value = _money(value, amount.unit)
    return f"{_operand(amount)} ÷ {over} = {value}{each}"


def _round(value: Decimal | None) -> Decimal | None:
    if value is None or value == value.to_integral_value() or not -6 < value.adjusted() < 15:
        return value
    return rounded(value, max(2, 3 - value.adjusted())).normalize()


def _stated_sum(readings: Sequence[Reading]) -> str:
    found, last = total(readings[:-1]), readings[-1]
    if found is None or ends_in_total(readings):
        return _sum(readings)
    parts = " + ".join(_operand(reading) for reading in readings[:-1])
    stated = amount(last) if last.approximate or last.comparator != "=" else _operand(last)
    told = against_total(last, found.low, found.high, number_range(found.low, found.high), stated)
    return f"{parts} = {told}"


def _sum(readings: Sequence[Reading]) -> str:
    found = total(readings)
    if found is None:
        return ""
    if ends_in_total(readings):
        parts = " + ".join(_operand(reading) for reading in readings[:-1])
        return f"{parts} = {_operand(readings[-1])}"
    return f"{' + '.join(_operand(reading) for reading in readings)} = {number_range(found.low, found.high)}"
