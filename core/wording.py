"""Numbers, dates, readings and states in words, in British English, alike in reports and in the window.

Pure functions over records. Numbers are grouped with commas (13,400), ranges of bare numbers stand with a spaced
dash (1,300 – 1,400), dates read 11 September 2025, per cent takes a no-break space (3.7–4.0 %).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from core.comparison_words import COMPARISON_WORDS as COMPARISON_WORDS
from core.comparison_words import IN_RELATIVE_TERMS as IN_RELATIVE_TERMS
from core.comparison_words import against_total as against_total
from core.comparison_words import comparison as comparison
from core.comparison_words import comparison_result as comparison_result
from core.comparison_words import ends_in_total as ends_in_total
from core.comparison_words import join as join
from core.comparison_words import misses_total as misses_total
from core.comparison_words import share as share
from core.comparison_words import states_total as states_total
from core.numbers import NBSP as NBSP
from core.numbers import number as number
from core.numbers import number_range as number_range
from core.numbers import ordinal as ordinal
from core.numbers import percent as percent
from core.numbers import plural as plural
from core.records import (
    ClaimRow,
    ClaimState,
    DismissReason,
    Form,
    MentionKind,
    NumberChange,
    Reading,
    ReadPart,
    SignOff,
    Stance,
    TimeReading,
    UnitKind,
)

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
    ClaimState.OPEN: "To check",
    ClaimState.CHECKING: "Being checked",
    ClaimState.SUBMITTED: "With the editor",
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

FOUND = (
    "A program found the passages, their speakers and the readings of figures, and suggested what to check. It "
    "suggests no verdicts: every rating, rationale and source was given by the people named as its checkers."
)
_CHAIN = (
    "Ranges stay ranges. Every action on the desk is an event in a chain in which each event holds the hash of "
    "the one before: who keeps this report can have the desk show that its chain still contains the event below."
)
CORRECTED = {
    True: "Checkers put right what the program had read wrongly.",
    False: "Where a checker corrected what the program had read, the claim says so.",
}
"""What became of wrong readings, by whether the report is public: readers see no reading, and no note on one."""


def method(public: bool) -> str:
    """How a report comes about, for the formats that say it in one paragraph."""
    return f"{FOUND} {CORRECTED[public]} {_CHAIN}"


EXAMPLE_NOTICE = (
    "At least one check below was entered by the program to show what a finished check looks like. It is marked "
    "Example and is nobody’s finding."
)
UNREVIEWED_NOTICE = "Nobody but the checker has approved the verdicts in this report."
AGAIN_WORDS = {
    ClaimState.CORRECTING: "A correction of this check is under way. Until then, what was published stands here.",
    ClaimState.APPROVED: "A new check of this has been approved and is not published yet. Until then, what was "
    "published stands here.",
}
"""What readers are told beside a published check that is worked on again."""
AGAIN = "This check is being looked at again. Until that is done, what was published stands here."
AGAIN_HEADING = "Being checked again"
AGAIN_NOTICE = (
    "These checks were approved before and are being looked at again. No verdict is given on them until that is "
    "done."
)
WAITING_NOTICE = "No verdict has been given on these. Their being listed says nothing about whether they are so."

REVIEWED = "Independently reviewed: somebody else than its checker approved each approved verdict"

_OPENING, _CLOSING = '“"', '”"'
"""Quotation marks before and after words."""
_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "US$", "JPY": "¥", "INR": "₹", "AUD": "A$", "CAD": "C$"}
_FORMS = {
    Form.RANGE: "a range",
    Form.ALTERNATIVES: "either of two",
    Form.VAGUE: "no exact number",
    Form.ORDINAL: "a place in order",
    Form.SUPERLATIVE: "a superlative",
    Form.MULTIPLE: "a multiple",
}
_LARGEST_DENOMINATOR = 20
"""Of the fractions that people write: "a third", "one in twenty"."""
_MORE_THAN = {">": "more than ", ">=": "at least ", "<": "fewer than ", "<=": "at most "}
_IRREGULAR = {
    "foot": "feet",
    "century": "centuries",
    "inch": "inches",
    "hertz": "hertz",
    "penny": "pence",
    "lux": "lux",
}
_NEARLY = frozenset({"nearly", "almost", "virtually", "practically"})
_LONGEST_SYMBOL = 3
_SHORT_NAMES = frozenset({"day", "bit", "ohm", "ton"})
"""Units as short as symbols that have a plural."""


# --- dates -----------------------------------------------------------------------------------------------------


def day(value: date) -> str:
    """11 September 2025."""
    return f"{value.day}{NBSP}{MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """12 September 2025, 14:02 UTC. A time without a zone is taken as UTC, which all the project's are."""
    at = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return f"{day(at.date())}, {at:%H:%M}{NBSP}UTC"


def corrected_in(parts: Sequence[ReadPart]) -> str:
    """What was corrected of what the program had read: `Speaker and reading corrected`; empty for nothing."""
    *others, last = (part.value for part in parts) if parts else ("",)
    names = f"{', '.join(others)} and {last}" if others else last
    return f"{names.capitalize()} corrected" if parts else ""


def signed_off(value: SignOff | None) -> str:
    """Who signed an article off and when, or that nobody did."""
    return f"Signed off by {value.by}, {moment(value.at)}" if value else "Not signed off"


def shortened(words: str, longest: int = 60) -> str:
    """`words`, or as many of them as fit in `longest` characters with an ellipsis."""
    return words if len(words) <= longest else words[: longest - 1].rsplit(" ", 1)[0] + "…"


def quoted(text: str) -> str:
    """`text` in quotation marks, once: marks around all of it are taken for these, those within become single."""
    words = inside_marks(text)
    return f"“{words}”" if words else ""


def inside_marks(text: str) -> str:
    """`text` as it stands inside of quotation marks: its own outer marks give way, those within become single.

    The outer mark of a text that is cut has only its beginning left: `“We have waited…`.
    """
    words = text.strip()
    rest = words[1:-1] if words[-1:] in set(_CLOSING) else words[1:]
    if len(words) > 1 and words[0] in _OPENING and not set(_OPENING + _CLOSING) & set(rest):
        words = rest.strip()
    words = re.sub(r'(?<![^\s(\[“‘—–-])"', "‘", words).replace('"', "’")
    return words.replace("“", "‘").replace("”", "’")


def period(time: TimeReading) -> str:
    """A resolved date at its precision: `11 September 2025`, `August 2025`, `2025`, or first day – last day.

    Where the text leaves several open, all of them, the likeliest first: `22 September 2026 or 22 September 2025`.
    """
    found = [_period(start, end, time.precision) for start, end in time.alternatives]
    likeliest = _period(time.start, time.end, time.precision)
    if likeliest in found:
        found = [likeliest, *(each for each in found if each != likeliest)]
    return " or ".join(dict.fromkeys(found)) or likeliest


def _period(start: date | None, end: date | None, precision: str | None) -> str:
    if start is None or end is None:
        known = start or end
        return "date not resolved" if known is None else f"{'from' if start else 'until'} {day(known)}"
    if start == end:
        return day(start)
    if precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    if precision == "year" and start.year == end.year:
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
        return _all(value.hedge)
    if value.form is Form.SUPERLATIVE and value.low is None and value.high is None:
        return ""
    bare = _bare(value)
    words = [_change(value.change), "about " if value.approximate and value.form is not Form.VAGUE else "", bare]
    said = "".join(words)
    return f"{said} per {value.per}" if value.per else said


def _all(hedge: str | None) -> str:
    """Which all: `all`, `nearly all`, `all but three`."""
    if hedge is None:
        return "all"
    return f"{hedge} all" if hedge in _NEARLY else f"all {hedge}"


def counted(value: Reading) -> str:
    """What is counted, qualified, and what is said of it: `political prisoners (sought)`."""
    if value.counted is None:
        return f"({value.predicate})" if value.predicate else ""
    words = " ".join((*value.modifiers, value.counted))
    return f"{words} ({value.predicate})" if value.predicate else words


def _bare(value: Reading) -> str:
    """Comparator, number and unit."""
    low, high = value.low, value.high
    if _says_fall(value) and low is not None and high is not None and high < 0:
        low, high = -high, -low  # "down by 3", not "down by −3"
    if value.form is Form.ZERO:
        return "none"
    if value.form is Form.ORDINAL and low is not None and low == high and _is_small_whole(low):
        return ordinal(int(low))
    if value.unit_kind is UnitKind.RATIO and low is not None and low == high and _is_part(low):
        return _part(low)
    end = low if high is None else high
    if value.comparator in _MORE_THAN and end is not None:
        return _lead(value, end) + _bounded(value, low, high, end)
    one = low is not None and low == high and low in {1, -1}
    plus = "+" if value.hedge == "+" and value.change is None else ""
    return _with_unit(f"{plus}{number_range(low, high)}", value, not one)


def _lead(value: Reading, end: Decimal) -> str:
    lead = _MORE_THAN[value.comparator]
    return lead.replace("fewer", "less") if value.unit_kind is not UnitKind.COUNT or abs(end) < 1 else lead


def _bounded(value: Reading, low: Decimal | None, high: Decimal | None, end: Decimal) -> str:
    """The number of a bound, or both of a range that is one besides, as in "at least 10 to 12"."""
    if low is not None and high is not None and low != high:
        return _with_unit(number_range(low, high), value, True)
    if value.unit_kind is UnitKind.RATIO and _is_part(end):
        return _part(end)
    return _with_unit(number(end), value, end != 1)


def _says_fall(value: Reading) -> bool:
    """Whether the words before the number say that it is one less, so that its sign would say it twice."""
    return value.change is not None and value.change.direction == "down" and value.change.kind in {"by", None}


def _with_unit(words: str, value: Reading, several: bool) -> str:
    unit = value.unit
    match value.unit_kind:
        case UnitKind.CURRENCY if unit and unit.islower():  # a coin or a currency, of whichever country
            return f"{words} {_unit(unit, several)}"
        case UnitKind.CURRENCY if unit:
            sign = words[:1] if words[:1] in {"−", "+"} else ""
            symbol = _SYMBOLS.get(unit, f"{unit}{NBSP}")
            return f"{sign}{symbol}{words.removeprefix(sign)}"
        case UnitKind.PERCENT:
            return f"{words}{NBSP}%"
        case UnitKind.PERCENTAGE_POINT:
            return f"{words} {unit or 'percentage point'}{'s' if several else ''}"
        case UnitKind.AGE:
            return f"{words} {_unit(unit or 'year', several)} old"
        case UnitKind.DURATION if unit:
            return f"{words} {_unit(unit, several)}"
        case UnitKind.PHYSICAL if unit:
            return f"{words}{NBSP}{_unit(unit, several)}"
        case _:
            return f"{words} times" if value.form is Form.MULTIPLE else words


def _is_small_whole(value: Decimal) -> bool:
    return value.is_finite() and value.adjusted() < 9 and value == value.to_integral_value()


def _is_part(value: Decimal) -> bool:
    """Between nothing and all, and not so small that a fraction would be no help."""
    return Decimal("0.000001") < value < 1


def _part(value: Decimal) -> str:
    """A part of a whole as a fraction, where it is one that people write, and in per cent: `1/3 (33.3 %)`."""
    near = Fraction(value).limit_denominator(_LARGEST_DENOMINATOR)
    written = str(near) if abs(Fraction(value) - near) < Fraction(1, 10**9) else number(value)
    return f"{written} ({percent(value, value)})"


def _unit(unit: str, several: bool) -> str:
    """The name of a unit in the plural: `feet`, `miles per hour`, `degrees Celsius`; symbols (km, °C) stay."""
    symbol = len(unit) <= _LONGEST_SYMBOL and unit not in _SHORT_NAMES
    if not several or symbol or not unit.isascii():
        return unit
    if unit.startswith("degree "):
        return unit.replace("degree", "degrees", 1)
    name, per, rest = unit.partition(" per ")
    name, of, matter = name.partition(" of ")
    *qualifiers, last = name.split(" ")
    last = _IRREGULAR.get(last, last if last.endswith("s") else f"{last}s")
    return " ".join([*qualifiers, last]) + of + matter + per + rest


def _change(change: NumberChange | None) -> str:
    if change is None:
        return ""
    return " ".join(part for part in (change.direction, change.kind) if part) + " "


def _form(value: Reading) -> str:
    if value.form is Form.ALTERNATIVES and value.low == value.high:
        return ""
    return _FORMS.get(value.form, "")


# --- who -------------------------------------------------------------------------------------------------------


def speaker_name(row: ClaimRow) -> str:
    """Who said it, in a report: `The article itself` where nobody is quoted; `Speaker not found` of a quote nobody
    is found for, and of a figure in one.
    """
    if row.speaker is None:
        return "Speaker not found" if row.of_somebody else "The article itself"
    return row.speaker


def speaker(row: ClaimRow) -> str:
    """Who said it and through whom: `Ada Weir, via Halden Wire`."""
    name = speaker_name(row)
    return f"{name}, via {row.via}" if row.via else name
