"""Ages in ranges, sums in grand, multiples with their bound, and the units of clinics and laboratories."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.records import UnitKind
from core.wording import amount
from tests.core.extraction.helpers import figures


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The sailors, aged between 19 and 57, went home.", "between 19 and 57"),
        ("The women, aged from 21 to 34, left.", "21 to 34"),
        ("The victims ranged in age from 19 to 57.", "19 to 57"),
    ],
)
def test_a_range_of_ages_is_one(text: str, words: str) -> None:
    reading = figures(text)[words].reading
    assert (reading.unit_kind, reading.unit, reading.counted) == (UnitKind.AGE, "year", None)


@pytest.mark.parametrize(
    ("text", "words", "low", "unit"),
    [
        ("The fine was £4,200. He spent 60 grand on rubber.", "60 grand", 60_000, "GBP"),
        ("The fine was £4,200, or €5,000. He spent 60 grand.", "60 grand", 60_000, None),
        ("It cost ten grand a year.", "ten grand a year", 10_000, None),
    ],
)
def test_so_many_grand_are_thousands_of_the_articles_one_currency(
    text: str, words: str, low: Decimal, unit: str | None
) -> None:
    reading = figures(text)[words].reading
    assert (reading.low, reading.unit_kind, reading.unit) == (low, UnitKind.CURRENCY, unit)


def test_pianos_are_grand_without_being_thousands() -> None:
    reading = figures("She owns three grand pianos, worth £9,000.")["three grand pianos"].reading
    assert reading.low == 3 and reading.counted == "pianos"


@pytest.mark.parametrize(
    "text",
    [
        "She told the inquiry that the firm had spent “over three times” as much on boats.",
        "She told the inquiry that the firm had spent over three times as much on boats.",
    ],
)
def test_a_multiple_keeps_its_bound(text: str) -> None:
    reading = figures(text)["over three times"].reading
    assert (reading.comparator, reading.high, reading.unit_kind) == (">", None, UnitKind.RATIO)
    assert reading.low == 3


def test_an_over_that_tells_the_cause_in_the_same_clause_stays_none() -> None:
    assert figures("He was jailed for fraud over £3m loans.")["£3m"].reading.comparator == "="


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("Blood pressure fell by 5.8 mmHg on average.", "5.8 mmHg", "down by 5.8 millimetres of mercury"),
        ("Blood pressure was 120 mm Hg.", "120 mm Hg", "120 millimetres of mercury"),
        ("His glucose was 130 mg/dl.", "130 mg/dl", "130 milligrams per decilitre"),
        ("It held 12 ng/mL of lead.", "12 ng/mL", "12 nanograms per millilitre"),
        ("Her pulse was 92 bpm.", "92 bpm", "92 beats per minute"),
        ("They gave her 40 IU.", "40 IU", "40 international units"),
        ("The field gave 300 boe.", "300 boe", "300 barrels of oil equivalent"),
    ],
)
def test_units_of_clinics_and_laboratories_are_units(text: str, words: str, said: str) -> None:
    reading = figures(text)[words].reading
    assert reading.unit_kind is UnitKind.PHYSICAL
    assert amount(reading).replace("\N{NO-BREAK SPACE}", " ") == said
