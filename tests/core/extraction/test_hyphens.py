"""Numbers that hyphens tie to each other are one range, or odds that count nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.records import Form, UnitKind
from tests.core.extraction.helpers import figures


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "kind", "unit"),
    [
        ("Varn cut its 90 million-to-110 million-euro goal.", "90 million-to-110 million-euro", 90_000_000,
         110_000_000, UnitKind.CURRENCY, "EUR"),
        ("It lies in the 2-to-3 percent range.", "2-to-3 percent", 2, 3, UnitKind.PERCENT, "%"),
        ("Skell hopes for a 3%-to-5% share.", "3%-to-5%", 3, 5, UnitKind.PERCENT, "%"),
        ("It is a $2-billion-to-$3-billion plan.", "$2-billion-to-$3-billion", 2_000_000_000, 3_000_000_000,
         UnitKind.CURRENCY, "USD"),
        ("It is a five-to-seven-year plan.", "five-to-seven-year", 5, 7, UnitKind.DURATION, "year"),
        ("It is a five- to seven-year plan.", "five- to seven-year", 5, 7, UnitKind.DURATION, "year"),
        ("It is a 5- to 7-year plan.", "5- to 7-year", 5, 7, UnitKind.DURATION, "year"),
        ("It is a 10-to-15-minute walk.", "10-to-15-minute", 10, 15, UnitKind.DURATION, "minute"),
        ("The 6-to-10-year-old girls sang.", "6-to-10-year-old", 6, 10, UnitKind.AGE, "year"),
        ("Two-to-three-year-olds slept.", "Two-to-three-year-olds", 2, 3, UnitKind.AGE, "year"),
        ("It takes two-to-three weeks.", "two-to-three weeks", 2, 3, UnitKind.DURATION, "week"),
        ("The harbour has 40-to-50-metre masts.", "40-to-50-metre", 40, 50, UnitKind.PHYSICAL, "metre"),
    ],
)  # fmt: skip
def test_one_range(text: str, words: str, low: int, high: int, kind: UnitKind, unit: str) -> None:
    ((found, figure),) = figures(text).items()
    reading = figure.reading
    assert (found, reading.form, reading.low, reading.high) == (words, Form.RANGE, Decimal(low), Decimal(high))
    assert (reading.unit_kind, reading.unit) == (kind, unit)


def test_a_change_is_of_the_whole_range() -> None:
    for text in ("Skell expects a 3%-to-5% rise in rents.", "Rents in Skell rose 3-to-5 percent."):
        ((_, figure),) = figures(text).items()
        reading = figure.reading
        assert (reading.low, reading.high) == (Decimal(3), Decimal(5))
        assert reading.change is not None and (reading.change.direction, reading.change.kind) == ("up", "by")


def test_one_or_the_other_stays_that() -> None:
    ((words, figure),) = figures("They sell two- or three-bedroom flats.").items()
    reading = figure.reading
    assert (words, reading.form, reading.counted) == ("two- or three-bedroom", Form.ALTERNATIVES, "bedroom")
    assert (reading.low, reading.high) == (Decimal(2), Decimal(3))


@pytest.mark.parametrize(
    "text",
    [
        "Varn were 4-to-1 outsiders.",
        "Letters ran 3-to-1 in favour of the weir.",
        "The ratio is 2-to-1.",
        "They met for a one-to-one talk.",
        "He left his nine-to-five job.",
        "Varn has a three-to-one lead.",
        "The bar is open 2-to-4 pm.",
        "Divers come between 2 and 4 p.m.",
    ],
)
def test_odds_and_hours_count_nothing(text: str) -> None:
    assert figures(text) == {}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They sell two- and three-bedroom flats.", [2, 3]),
        ("It rose from $2 billion to $3 billion.", [2_000_000_000, 3_000_000_000]),
        ("The mast fell from 40 to 30 metres.", [40, 30]),
        ("It was −3 degrees.", [-3]),
        ("The three-year plan and the five-storey block failed.", [3, 5]),
    ],
)
def test_others_stay_numbers_of_their_own(text: str, values: list[int]) -> None:
    assert [figure.reading.low for figure in figures(text).values()] == values
