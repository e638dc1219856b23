"""One measure in two or three units is one figure; two measures beside each other are two."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.records import Form, UnitKind
from tests.core.extraction.helpers import figures


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("The board met for seven hours and twenty minutes.", "seven hours and twenty minutes", 440, "minute"),
        ("The flight took 2 hours 35 minutes.", "2 hours 35 minutes", 155, "minute"),
        ("She ran it in 3 hours, 12 minutes and 4 seconds.", "3 hours, 12 minutes and 4 seconds", 11524, "second"),
        ("The train was an hour and 20 minutes late.", "an hour and 20 minutes", 80, "minute"),
        ("He was jailed for four years and six months.", "four years and six months", 54, "month"),
        ("The mast is 5 feet 11 inches tall.", "5 feet 11 inches", 71, "inch"),
        ("The calf weighed 10 stone 4 pounds.", "10 stone 4 pounds", 144, "pound"),
        ("The child weighed 7 pounds 6 ounces.", "7 pounds 6 ounces", 118, "ounce"),
    ],
)
def test_one_measure_in_the_smallest_unit(text: str, words: str, value: int, unit: str) -> None:
    found = figures(text)
    assert list(found) == [words]
    reading = found[words].reading
    assert (reading.low, reading.high, reading.unit) == (Decimal(value), Decimal(value), unit)
    assert reading.unit_kind in (UnitKind.DURATION, UnitKind.PHYSICAL)


def test_a_bound_goes_with_the_whole() -> None:
    ((words, figure),) = figures("It lasted more than 2 hours and 35 minutes.").items()
    assert words == "more than 2 hours and 35 minutes"
    reading = figure.reading
    assert (reading.form, reading.comparator, reading.low, reading.high) == (Form.BOUND, ">", Decimal(155), None)


@pytest.mark.parametrize(
    "text",
    [
        "He spent between two hours and 35 minutes there.",
        "He was jailed for 4 years, two months of them suspended.",
        "It took 3 hours, 12 minutes more than the first.",
        "It took two hours and 90 minutes.",
        "It took a month and 20 days; two days and three years later it fell.",
        "It rose 4 hours a day and 20 minutes a night.",
    ],
)
def test_two_measures_stay_two(text: str) -> None:
    readings = [figure.reading for figure in figures(text).values()]
    assert all(reading.low is None or reading.low < 100 for reading in readings)
    assert len(readings) > 1


def test_pounds_and_pence_are_money() -> None:
    ((words, figure),) = figures("He paid 10 pounds and 6 pence.").items()
    assert (words, figure.reading.unit_kind, figure.reading.unit) == (
        "10 pounds and 6 pence",
        UnitKind.CURRENCY,
        "GBP",
    )
