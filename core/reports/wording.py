"""Numbers, dates, readings and states in words, in British English, alike in reports and in the window.

Pure functions over records. Numbers are grouped with commas (13,400), ranges of bare numbers stand with a spaced
dash (1,300 – 1,400), dates read 11 September 2025, per cent takes a no-break space (3.7–4.0 %).
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext

from core.records import (
    ClaimRow,
    ClaimState,
    Comparison,
    ComparisonKind,
    ComparisonView,
    DismissReason,
    Form,
    MentionKind,
    NumberChange,
    Reading,
    Stance,
    TimeReading,
    UnitKind,
)

NBSP = "\N{NO-BREAK SPACE}"

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

KIND_WORDS: dict[MentionKind, str] = {
    MentionKind.DIRECT: "Direct quote",
    MentionKind.MIXED: "Mixed quote",
    MentionKind.INDIRECT: "Indirect quote",
    MentionKind.FIGURE: "Figure",
}

STATE_WORDS: dict[ClaimState, str] = {
    ClaimState.SUGGESTED: "Suggested",
    ClaimState.OPEN: "Open",
    ClaimState.CHECKING: "Being checked",
    ClaimState.SUBMITTED: "Waiting for editor",
    ClaimState.RETURNED: "Returned",
    ClaimState.APPROVED: "Approved",
    ClaimState.PUBLISHED: "Published",
    ClaimState.DISMISSED: "Dismissed",
    ClaimState.NEEDS_RECHECK: "Needs recheck",
    ClaimState.CORRECTING: "Being corrected",
}

STANCE_WORDS: dict[Stance, str] = {
    Stance.SUPPORTS: "Supports",
    Stance.REFUTES: "Refutes",
    Stance.CONTEXT: "Context",
}

DISMISS_WORDS: dict[DismissReason, str] = {
    DismissReason.NOT_A_CLAIM: "Not a claim",
    DismissReason.DUPLICATE: "Duplicate",
    DismissReason.WRONG_SPAN: "Wrong span",
    DismissReason.TRIVIAL: "Trivial",
}

_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "US$", "JPY": "¥", "INR": "₹", "AUD": "A$", "CAD": "C$"}
_SCALES = (("trillion", 12), ("billion", 9), ("million", 6))
_FORMS = {
    Form.RANGE: "a range",
    Form.ALTERNATIVES: "either of two",
    Form.VAGUE: "no exact number",
    Form.ORDINAL: "a place in order",
    Form.SUPERLATIVE: "a superlative",
    Form.MULTIPLE: "a multiple",
    Form.FRACTION: "a fraction",
}
_MORE_THAN = {">": "more than ", ">=": "at least ", "<": "fewer than ", "<=": "at most "}
_IRREGULAR = {"foot": "feet", "century": "centuries", "inch": "inches"}


# --- numbers ---------------------------------------------------------------------------------------------------


def number(value: Decimal | int) -> str:
    """`value` as people write it: 13,400; 0.25; 4.5 billion (from a million up, where that loses nothing)."""
    value = Decimal(value)
    if not value.is_finite():
        return str(value)
    magnitude = value.adjusted()
    if abs(magnitude) > 30:
        return str(value.normalize()).replace("-", "−")
    for name, exponent in _SCALES:
        if magnitude >= exponent and (short := _scaled(value, exponent)) is not None:
            return f"{short}{NBSP}{name}"
    return _grouped(value)


def _grouped(value: Decimal) -> str:
    return format(value, ",f").replace("-", "−")


def _scaled(value: Decimal, exponent: int) -> str | None:
    """`value` in units of 10 to the `exponent`, where at most three decimals say it exactly."""
    with localcontext() as context:
        context.prec = 60
        scaled = value.scaleb(-exponent).normalize()
    if -_exponent(scaled) > 3:
        return None
    return _grouped(scaled)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def number_range(low: Decimal | None, high: Decimal | None) -> str:
    """Both ends of an interval: `1,300 – 1,400`, `33 – 35 billion`, `at least 3`; one number if they are one."""
    if low is None and high is None:
        return "no number"
    if low is None or high is None:
        return f"at least {number(low)}" if low is not None else f"at most {number(high or Decimal(0))}"
    if low == high:
        return number(low)
    first, last = number(low), number(high)
    scale = last.partition(NBSP)[2]
    if scale and first.endswith(f"{NBSP}{scale}"):
        first = first.partition(NBSP)[0]
    return f"{first} – {last}"


def ordinal(value: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    suffix = "th" if value % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value:,}{suffix}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 claim`, `24 claims`."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


# --- per cent --------------------------------------------------------------------------------------------------


def percent(low: Decimal | None, high: Decimal | None) -> str:
    """A share, given as fractions, as an interval of per cent: `3.7–4.0 %`; `25 %` where that is exact.

    Both ends have the same decimals: one, more where the ends would otherwise read alike, or an end that is
    not nothing or all would read as such.
    """
    if low is None and high is None:
        return "unknown"
    if low is None or high is None:
        end = low if low is not None else high
        return f"{'at least' if high is None else 'at most'} {percent(end, end)}"
    places = _places(low, high)
    first, last = _per_cent(low, places), _per_cent(high, places)
    return f"{first}{NBSP}%" if first == last else f"{first}–{last}{NBSP}%"


def _places(low: Decimal, high: Decimal) -> int:
    """Decimals that keep an interval of fractions honest, 0 to 6."""
    with localcontext() as context:
        context.prec = 60
        if low == high and (low * 100) == (low * 100).to_integral_value():
            return 0
    for places in range(1, 6):
        first, last = _per_cent(low, places), _per_cent(high, places)
        alike = first == last and low != high
        extreme = any(
            Decimal(shown.replace(",", "").replace("−", "-")) in {0, 100} and value not in {0, 1}
            for shown, value in ((first, low), (last, high))
        )
        if not alike and not extreme:
            return places
    return 6


def _per_cent(share: Decimal, places: int) -> str:
    if share in {0, 1}:
        return str(share * 100 // 1)
    with localcontext() as context:
        context.prec = 60
        rounded = (share * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return _grouped(abs(rounded) if rounded == 0 else rounded)


# --- dates -----------------------------------------------------------------------------------------------------


def day(value: date) -> str:
    """11 September 2025."""
    return f"{value.day}{NBSP}{MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """12 September 2025, 14:02 UTC. A time without a zone is taken as UTC, which all the project's are."""
    at = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return f"{day(at.date())}, {at:%H:%M}{NBSP}UTC"


def period(time: TimeReading) -> str:
    """A resolved date at its precision: `11 September 2025`, `August 2025`, `2025`, or first day – last day."""
    start, end = time.start, time.end
    if start is None or end is None:
        known = start or end
        return "date not resolved" if known is None else f"{'from' if start else 'until'} {day(known)}"
    if start == end:
        return day(start)
    if time.precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    if time.precision == "year" and start.year == end.year:
        return str(start.year)
    return f"{day(start)} – {day(end)}"


# --- readings --------------------------------------------------------------------------------------------------


def reading(value: Reading) -> str:
    """What a figure says, in one line: `1,300 – 1,400 · prisoners · either of two`."""
    parts = [amount(value), counted(value), _form(value)]
    if value.time is not None and value.form is not Form.DATE:
        parts.append(period(value.time))
    return " · ".join(part for part in parts if part)


def amount(value: Reading) -> str:
    """The number with its comparator, unit and direction: `more than 3 decades`, `up by 4.6 %`, `€4.5 billion`."""
    if value.form is Form.DATE and value.time is not None:
        return period(value.time)
    if value.form is Form.ALL:
        return "all"
    if value.form is Form.SUPERLATIVE and value.low is None and value.high is None:
        return ""
    bare = _bare(value)
    words = [_change(value.change), "about " if value.approximate and value.form is not Form.VAGUE else "", bare]
    said = "".join(words)
    return f"{said} per {value.per}" if value.per else said


def counted(value: Reading) -> str:
    """What is counted, qualified, and what is said of it: `political prisoners (sought)`."""
    if value.counted is None:
        return f"({value.predicate})" if value.predicate else ""
    words = " ".join((*value.modifiers, value.counted))
    return f"{words} ({value.predicate})" if value.predicate else words


def _bare(value: Reading) -> str:
    """Comparator, number and unit."""
    low, high = value.low, value.high
    if value.form is Form.ZERO:
        return "none"
    if value.form is Form.ORDINAL and low is not None and low == high and low == low.to_integral_value():
        return ordinal(int(low))
    lead = _MORE_THAN.get(value.comparator, "")
    end = low if high is None else high
    if lead and end is not None and (low is None or high is None or low == high):
        if value.unit_kind is not UnitKind.COUNT:
            lead = lead.replace("fewer", "less")
        return lead + _with_unit(number(end), value, end != 1)
    one = low is not None and low == high and abs(low) == 1
    return _with_unit(number_range(low, high), value, not one)


def _with_unit(words: str, value: Reading, several: bool) -> str:
    unit = value.unit
    match value.unit_kind:
        case UnitKind.CURRENCY if unit:
            return f"{_SYMBOLS[unit]}{words}" if unit in _SYMBOLS else f"{unit}{NBSP}{words}"
        case UnitKind.PERCENT:
            return f"{words}{NBSP}%"
        case UnitKind.PERCENTAGE_POINT:
            return f"{words} percentage point{'s' if several else ''}"
        case UnitKind.AGE:
            return f"{words} {_unit(unit or 'year', several)} old"
        case UnitKind.DURATION if unit:
            return f"{words} {_unit(unit, several)}"
        case UnitKind.RATIO if value.low or value.high:
            return f"{words}{_as_per_cent(value)}"
        case UnitKind.PHYSICAL if unit:
            return f"{words}{NBSP}{unit}"
        case _:
            return f"{words} times" if value.form is Form.MULTIPLE else words


def _as_per_cent(value: Reading) -> str:
    """A part of a whole again in per cent, ` (10 %)`; nothing for what is no part."""
    ends = [end for end in (value.low, value.high) if end is not None]
    if not all(0 < end < 1 for end in ends):
        return ""
    return f" ({percent(ends[0], ends[-1])})"


def _unit(unit: str, several: bool) -> str:
    if not several or unit.endswith("s"):
        return unit
    return _IRREGULAR.get(unit, f"{unit}s")


def _change(change: NumberChange | None) -> str:
    if change is None:
        return ""
    return " ".join(part for part in (change.direction, change.kind) if part) + " "


def _form(value: Reading) -> str:
    if value.form is Form.ALTERNATIVES and value.low == value.high:
        return ""
    return _FORMS.get(value.form, "")


# --- comparisons -----------------------------------------------------------------------------------------------


def share(comparison: Comparison | ComparisonView) -> str:
    """What a share or shortfall comes to: `3.7–4.0 %`; empty for every other kind."""
    if comparison.kind not in {ComparisonKind.SHARE, ComparisonKind.SHORTFALL}:
        return ""
    return percent(comparison.low, comparison.high)


def comparison(value: ComparisonView) -> str:
    """A comparison in one line: `52 prisoners of 1,300 or 1,400: 3.7–4.0 %`."""
    words = [words for _, words, _ in value.operands]
    joined = {
        ComparisonKind.SHARE: " of ",
        ComparisonKind.SHORTFALL: " of ",
        ComparisonKind.CHANGE: " → ",
        ComparisonKind.RATE: " per ",
        ComparisonKind.RESTATEMENT: " / ",
        ComparisonKind.SUM: " + ",
    }[value.kind].join(words)
    result = comparison_result(value)
    return f"{joined}: {result}" if result else joined


def comparison_result(value: ComparisonView) -> str:
    """What a comparison comes to: `3.7–4.0 %`, for a shortfall with what is missing, for a sum the total."""
    if value.low is None and value.high is None:
        return ""
    if value.kind is ComparisonKind.SHARE:
        return share(value)
    if value.kind is ComparisonKind.SHORTFALL:
        short = percent(_rest(value.high), _rest(value.low))
        return f"{share(value)}, {short} short"
    if value.kind is ComparisonKind.SUM:
        return number_range(value.low, value.high)
    return ""


COMPARISON_WORDS: dict[ComparisonKind, str] = {
    ComparisonKind.SHARE: "Share",
    ComparisonKind.SHORTFALL: "Shortfall",
    ComparisonKind.CHANGE: "Change",
    ComparisonKind.RATE: "Rate",
    ComparisonKind.RESTATEMENT: "Restatement",
    ComparisonKind.SUM: "Sum",
}


def _rest(share: Decimal | None) -> Decimal | None:
    return None if share is None else 1 - share


# --- who -------------------------------------------------------------------------------------------------------


def speaker_name(row: ClaimRow) -> str:
    """Who said it; the article's own voice is `Narration`, a quote nobody is found for `Speaker not found`."""
    if row.speaker is None:
        return "Speaker not found" if row.kind.is_quote else "Narration"
    return row.speaker


def speaker(row: ClaimRow) -> str:
    """Who said it and through whom: `Ada Weir, via Halden Wire`."""
    name = speaker_name(row)
    return f"{name}, via {row.via}" if row.via else name
