"""Whether the parts of a reading fit each other, and what a form says of them.

A reading that a person enters has a form ("a bound", "one value"), a bound ("more than") and two ends; put
together anyhow they contradict each other, and what reads them would have to choose which of them to believe.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.records import Form, Reading

ONE_VALUE = frozenset({Form.POINT, Form.MULTIPLE, Form.FRACTION, Form.ORDINAL})
"""Forms of one number, which is both ends."""
TWO_ENDS = frozenset({Form.RANGE, Form.ALTERNATIVES})
"""Forms of two numbers."""
NO_NUMBER = frozenset({Form.ALL, Form.DATE})
"""Forms that state no number."""
BOUNDED_TOO = TWO_ENDS | {Form.VAGUE}
"""Forms that can be bounds besides: "at least 10 to 12 men", "at least hundreds of people"."""
FROM_BELOW = frozenset({">", ">="})
"""Bounds whose number is the lower end; the upper end is open."""


class Part(StrEnum):
    """Which part of a reading does not fit the others."""

    LOW = "low"
    HIGH = "high"
    BOUND = "bound"
    FORM = "form"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The part that is best changed, and in a sentence what is wrong and what to do."""

    part: Part
    text: str


def contradiction(reading: Reading) -> Contradiction | None:
    """What in a reading speaks against another part of it; None where all fits.

    A vague figure and a superlative may state an end, both, or none.
    """
    low, high, form = reading.low, reading.high, reading.form
    if low is not None and high is not None and low > high:
        return Contradiction(Part.HIGH, "The upper end is below the lower one; swap them.")
    if form is Form.BOUND:
        return _of_bound(reading)
    if reading.comparator != "=" and form not in BOUNDED_TOO:
        return Contradiction(
            Part.BOUND,
            "Only a bound is more or less than its number; choose the form “A bound”, or the bound “As stated”.",
        )
    if form in NO_NUMBER:
        if low is not None or high is not None:
            what = "A date" if form is Form.DATE else "“All”"
            return Contradiction(Part.FORM, f"{what} states no number; leave it out, or choose another form.")
        if form is Form.DATE and reading.time is None:
            return Contradiction(Part.DAY, "A date needs its day; type when it was, or choose another form.")
        return None
    if form is Form.ZERO:
        if low != 0 or high != 0:
            return Contradiction(Part.FORM, "“None at all” is nought; choose another form for another number.")
        return None
    if form in ONE_VALUE:
        return _of_one(reading)
    return _of_two(reading) if form in TWO_ENDS else None


def _of_bound(reading: Reading) -> Contradiction | None:
    if reading.comparator == "=":
        return Contradiction(
            Part.BOUND, "A bound is more than or less than its number; choose which, or the form “One value”."
        )
    below = reading.comparator in FROM_BELOW
    number, other = (reading.low, reading.high) if below else (reading.high, reading.low)
    if number is None:
        part = Part.LOW if below else Part.HIGH
        return Contradiction(part, "Type the number that the figure is more or less than.")
    if other is not None:
        part = Part.HIGH if below else Part.LOW
        return Contradiction(part, "A bound has one number; leave the other out, or choose the form “A range”.")
    return None


def _of_one(reading: Reading) -> Contradiction | None:
    if reading.low is None and reading.high is None:
        return Contradiction(Part.LOW, "Type the number that the figure states.")
    if reading.low != reading.high:
        return Contradiction(
            Part.FORM, "This form has one number, not two ends; choose “A range” or “A bound”, or type one number."
        )
    return None


def _of_two(reading: Reading) -> Contradiction | None:
    if reading.low is None or reading.high is None:
        part = Part.LOW if reading.low is None else Part.HIGH
        return Contradiction(part, "This form needs both numbers; type the other one too.")
    if reading.form is Form.RANGE and reading.low == reading.high:
        return Contradiction(Part.HIGH, "Both ends are the same; type another one, or choose “One value”.")
    return None
