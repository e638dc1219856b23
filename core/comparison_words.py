"""Comparisons in words: how their figures are joined, and what they come to. Taken up by `core.wording`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from core.numbers import HEDGED, number, number_range, percent, rounded
from core.records import Comparison, ComparisonKind, ComparisonView, Reading, UnitKind

IN_RELATIVE_TERMS = " in relative terms"
"""Said behind a relative size that could be taken for percentage points."""
_ANY = "any amount"
"""For the end of a change or contrast that is open."""


def share(comparison: Comparison | ComparisonView) -> str:
    """What a share or shortfall comes to: `3.7–4.0 %`; empty for every other kind."""
    if comparison.kind not in {ComparisonKind.SHARE, ComparisonKind.SHORTFALL}:
        return ""
    return percent(comparison.low, comparison.high)


def comparison(value: ComparisonView) -> str:
    """A comparison in one line: `52 prisoners of 1,300 or 1,400: 3.7–4.0 %`."""
    joined = join(value, [words for _, words, _ in value.operands])
    result = comparison_result(value)
    return f"{joined}: {result}" if result else joined


def ends_in_total(readings: Sequence[Reading]) -> bool:
    """Whether the last of readings of one unit is what the others come to: 48 and 4 are 52."""
    *parts, last = [(reading.low, reading.high) for reading in readings]
    whole = sum((low for low, _ in parts if low is not None), Decimal(0))
    points = all(low is not None and low == high for low, high in (*parts, last))
    return len(parts) > 1 and points and whole == last[0]


def states_total(value: ComparisonView) -> bool:
    """Whether the last figure of a sum is stated as the total of the others: what it comes to is theirs alone."""
    parts = [reading for _, _, reading in value.operands[:-1]]
    lows, highs = [reading.low for reading in parts], [reading.high for reading in parts]
    if value.kind is not ComparisonKind.SUM or len(parts) < 2 or value.low is None or None in lows:
        return False
    high = None if None in highs else sum((end for end in highs if end is not None), Decimal(0))
    return value.low == sum((end for end in lows if end is not None), Decimal(0)) and value.high == high


def misses_total(value: ComparisonView) -> bool:
    """Whether the last figure of a sum is stated as the total of the others, and cannot be what they come to.

    48 and 4 are not 53, nor "more than 60" or "50 to 51"; they are "more than 50" and "about 50".
    """
    return states_total(value) and not _can_be(value.operands[-1][2], value.low, value.high)


def _can_be(stated: Reading, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether a figure can stand for one of the values from `low` to `high`."""
    least, most = stated.low, stated.high
    if stated.approximate:
        least = None if least is None else least - abs(least) * HEDGED
        most = None if most is None else most + abs(most) * HEDGED
    below = (
        least is not None and high is not None and (high < least or (high == least and stated.comparator == ">"))
    )
    above = most is not None and low is not None and (low > most or (low == most and stated.comparator == "<"))
    return not (below or above)


def against_total(last: Reading, low: Decimal | None, high: Decimal | None, found: str, stated: str) -> str:
    """What a sum comes to (`low` to `high`) beside the total stated of it, both also in words: `26, not 27`."""
    if _can_be(last, low, high):
        return f"{found}, stated as {stated}"
    # "52, not more than 60" would say another thing.
    plain = last.low == last.high and last.comparator == "=" and not last.approximate
    return f"{found}, {'not' if plain else 'but stated as'} {stated}"


def join(value: ComparisonView, words: Sequence[str]) -> str:
    """The words of a comparison's operands as one: `52 of 1,300`, `48 convicts + 4 foreigners = 52 prisoners`."""
    if value.kind is ComparisonKind.SUM and ends_in_total([reading for _, _, reading in value.operands]):
        return f"{' + '.join(words[:-1])} = {words[-1]}"
    if states_total(value):
        found, last = number_range(value.low, value.high), value.operands[-1][2]
        told = against_total(last, value.low, value.high, found, words[-1])
        return f"{' + '.join(words[:-1])} = {told}"
    if value.kind is ComparisonKind.CHANGE:
        return f"from {' to '.join(words)}"
    return {
        ComparisonKind.SHARE: " of ",
        ComparisonKind.SHORTFALL: " of ",
        ComparisonKind.RATE: " per ",
        ComparisonKind.RESTATEMENT: " and ",
        ComparisonKind.EXCESS: " against a limit of ",
        ComparisonKind.CONTRAST: " against ",
        ComparisonKind.SUM: " + ",
    }[value.kind].join(words)


def comparison_result(value: ComparisonView) -> str:
    """What a comparison comes to: `3.7–4.0 %`, for a shortfall with what is missing, for a change `up 25 %`, for
    an excess `48 % above it`, for a contrast `50 % more`, for a sum the total where none is stated; empty where it
    comes to no number."""
    if value.low is None and value.high is None:
        return ""
    if value.kind is ComparisonKind.SHARE:
        return share(value)
    if value.kind is ComparisonKind.SHORTFALL:
        short = percent(_rest(value.high), _rest(value.low))
        return f"{share(value)}, {short} short"
    if value.kind is ComparisonKind.CHANGE:
        return _more_or_less(value, "no change", "up {}", "down {}", "between {} down and {} up")
    if value.kind is ComparisonKind.CONTRAST:
        return _more_or_less(value, "the same", "{} more", "{} less", "between {} less and {} more")
    if value.kind is ComparisonKind.EXCESS and value.low is not None:
        least = "at least " if value.high is None else ""
        more = percent(value.low, value.high if value.high is not None else value.low)
        return f"{least}{more} above it{_relative(value)}"
    told = states_total(value) or ends_in_total([reading for _, _, reading in value.operands])
    if value.kind is ComparisonKind.SUM and not told:
        return number_range(value.low, value.high)
    return ""


def _more_or_less(value: ComparisonView, same: str, more: str, less: str, both: str) -> str:
    """How much more or less, given as fractions, in the words for each; `both` has a place for either side."""
    low, high = value.low, value.high
    if low == high == 0:
        return same
    if low is not None and low >= 0:
        told = more.format(percent(low, high))
        if low >= 1 and value.kind is ComparisonKind.CONTRAST:
            return f"{_times(low, high)} as much"  # of two percentages too nobody takes it for points
    elif high is not None and high <= 0:
        told = less.format(percent(-high, None if low is None else -low))
    else:
        down, up = (_ANY if end is None else percent(abs(end), abs(end)) for end in (low, high))
        told = both.format(down, up)
    return f"{told}{_relative(value)}"


def _times(low: Decimal, high: Decimal | None) -> str:
    """How many times as much by how much more, to a tenth, which is what is said of it: `4.7 times`,
    `3.2–4.2 times`, `at least 3 times`."""
    ends = [number(rounded(1 + end, 1)).removesuffix(".0") for end in (low, high) if end is not None]
    return f"{'at least ' if high is None else ''}{'–'.join(dict.fromkeys(ends))} times"


def _relative(value: ComparisonView) -> str:
    """That a relative size is one, where it could be taken for percentage points."""
    of_percentages = any(reading.unit_kind is UnitKind.PERCENT for _, _, reading in value.operands)
    return IN_RELATIVE_TERMS if of_percentages else ""


COMPARISON_WORDS: dict[ComparisonKind, str] = {
    ComparisonKind.SHARE: "Share",
    ComparisonKind.SHORTFALL: "Shortfall",
    ComparisonKind.CHANGE: "Change",
    ComparisonKind.RATE: "Rate",
    ComparisonKind.RESTATEMENT: "Restatement",
    ComparisonKind.SUM: "Sum",
    ComparisonKind.EXCESS: "Excess",
    ComparisonKind.CONTRAST: "Contrast",
}


def _rest(share: Decimal | None) -> Decimal | None:
    return None if share is None else 1 - share
