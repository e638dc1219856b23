"""Readings whose parts contradict each other, and what is said of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.figures.consistency import Part, contradiction
from core.records import Form, Reading, TimeReading, UnitKind
from tests.core.extraction.helpers import analyse

ONE, TWO = Decimal(1), Decimal(2)
DAY = TimeReading(date(2025, 9, 11), date(2025, 9, 11), "day")


@pytest.mark.parametrize(
    ("reading", "part", "says"),
    [
        (Reading(TWO, None, Form.POINT, ">"), Part.BOUND, "As stated"),
        (Reading(TWO, TWO, Form.POINT, ">"), Part.BOUND, "As stated"),
        (Reading(TWO, None, Form.POINT), Part.FORM, "one number"),
        (Reading(None, None, Form.POINT), Part.LOW, "number that the figure states"),
        (Reading(TWO, TWO, Form.BOUND), Part.BOUND, "choose which"),
        (Reading(None, TWO, Form.BOUND, ">"), Part.LOW, "more or less than"),
        (Reading(TWO, None, Form.BOUND, "<="), Part.HIGH, "more or less than"),
        (Reading(ONE, TWO, Form.BOUND, ">"), Part.HIGH, "one number"),
        (Reading(TWO, ONE, Form.RANGE), Part.HIGH, "swap"),
        (Reading(TWO, TWO, Form.RANGE), Part.HIGH, "One value"),
        (Reading(None, TWO, Form.RANGE), Part.LOW, "both numbers"),
        (Reading(ONE, None, Form.ALTERNATIVES), Part.HIGH, "both numbers"),
        (Reading(ONE, ONE, Form.ZERO), Part.FORM, "nought"),
        (Reading(ONE, ONE, Form.ALL), Part.FORM, "states no number"),
        (Reading(None, None, Form.DATE, unit_kind=UnitKind.DATE), Part.DAY, "day"),
    ],
)
def test_what_contradicts_itself_is_named_with_what_to_do(reading: Reading, part: Part, says: str) -> None:
    found = contradiction(reading)
    assert found is not None
    assert found.part is part
    assert says in found.text


@pytest.mark.parametrize(
    "reading",
    [
        Reading(TWO, TWO),
        Reading(TWO, None, Form.BOUND, ">"),
        Reading(None, TWO, Form.BOUND, "<="),
        Reading(ONE, TWO, Form.RANGE),
        Reading(TWO, TWO, Form.ALTERNATIVES),
        Reading(Decimal(0), Decimal(0), Form.ZERO),
        Reading(None, None, Form.ALL),
        Reading(None, None, Form.VAGUE),
        Reading(TWO, None, Form.VAGUE),
        Reading(None, None, Form.SUPERLATIVE),
        Reading(None, None, Form.DATE, unit_kind=UnitKind.DATE, time=DAY),
    ],
)
def test_what_the_extraction_reads_fits(reading: Reading) -> None:
    assert contradiction(reading) is None


@pytest.mark.parametrize(
    "text",
    [
        "At least 10 to 12 men came.",
        "At least £3m or £4m was lost.",
        "Up to a quarter or a third of firms closed.",
        "At least hundreds of people left.",
        "Over a dozen ships sank.",
    ],
)
def test_what_the_program_reads_contradicts_nothing(text: str) -> None:
    readings = [figure.reading for figure in analyse(text).figures]
    assert any(reading.comparator != "=" for reading in readings)
    assert [contradiction(reading) for reading in readings] == [None] * len(readings)
