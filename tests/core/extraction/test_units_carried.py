"""Numbers whose unit is left out are of the unit of the one they are said beside."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.records import UnitKind
from tests.core.extraction.helpers import figures


@pytest.mark.parametrize(
    ("text", "words", "kind", "unit"),
    [
        ("Varn sold 1.15 billion to 1.2 billion euros of salt, compared with an earlier range of 1.05 billion to "
         "1.1 billion.", "1.05 billion to 1.1 billion", UnitKind.CURRENCY, "EUR"),
        ("Sales were £5m, against a target of 6m.", "6m", UnitKind.CURRENCY, "GBP"),
        ("Profit was $4.2 billion; analysts had forecast 3.9 billion.", "3.9 billion", UnitKind.CURRENCY, "USD"),
        ("Profit was $4.2 billion. Analysts had forecast 3.9 billion.", "3.9 billion", UnitKind.CURRENCY, "USD"),
        ("She ran 5 miles on Monday and 7 on Tuesday.", "7", UnitKind.PHYSICAL, "mile"),
        ("It rained for 5 hours on Monday and 7 on Tuesday.", "7", UnitKind.DURATION, "hour"),
        ("You see a rash at 40 minutes. To see it at 12 is rare.", "12", UnitKind.DURATION, "minute"),
    ],
)  # fmt: skip
def test_the_unit_goes_on(text: str, words: str, kind: UnitKind, unit: str) -> None:
    reading = figures(text)[words].reading
    assert (reading.unit_kind, reading.unit, reading.counted) == (kind, unit, None)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Profit was $4.2 billion. They had expected 3.9 million visitors.", "3.9 million visitors", 3_900_000),
        ("Profit was $4.2 billion. Analysts had expected 3.9 million.", "3.9 million", 3_900_000),
        ("She ran 5 miles on Monday and 7 dogs followed.", "7 dogs", 7),
        ("They walked for 30 minutes. They walked for 12 of them.", "12", 12),
        ("She scored in 3 minutes. She scored in 12 games.", "12 games", 12),
        ("Sales were £5m, against an audience of 3 million.", "3 million", 3_000_000),
    ],
)
def test_a_count_stays_one(text: str, words: str, value: int) -> None:
    reading = figures(text)[words].reading
    assert (reading.unit_kind, reading.low) == (UnitKind.COUNT, Decimal(value))
