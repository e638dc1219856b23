"""What stands behind "at" in the events of a life is an age; a level, an hour or a number of things is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.records import UnitKind
from tests.core.extraction.helpers import figures


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Moss died at 88.", "88"),
        ("Hara Moss, poet, dies at 88", "88"),
        ("The poet died at 88 in Dell.", "88"),
        ("Moss died at 88 of a stroke.", "88"),
        ("My mother died at just 64.", "just 64"),
        ("She married at 22 and left home at seventeen.", "22"),
        ("She married at 22 and left home at seventeen.", "seventeen"),
        ("She married Bo Wiik at 22.", "22"),
        ("Wiik was knighted at 60.", "60"),
        ("At 16 she won the medal.", "16"),
        ("At 17, he moved to Dell.", "17"),
    ],
)
def test_an_age(text: str, words: str) -> None:
    reading = figures(text)[words].reading
    assert (reading.unit_kind, reading.unit, reading.counted) == (UnitKind.AGE, "year", None)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The house sold at 88.", "88", 88),
        ("The index stood at 14 and ended at 45.", "14", 14),
        ("The index stood at 14 and ended at 45.", "45", 45),
        ("The engine died at 88.", "88", 88),
        ("The bonds were retired at 98.", "98", 98),
        ("Moss died at 5 on Sunday.", "5", 5),
        ("They died at 16 hospitals.", "16 hospitals", 16),
        ("At 45, she said, the index is too high.", "45", 45),
        ("At 16 schools she won.", "16 schools", 16),
        ("The bus left Dell at 17.", "17", 17),
    ],
)
def test_no_age(text: str, words: str, value: int) -> None:
    reading = figures(text)[words].reading
    assert (reading.unit_kind, reading.low) == (UnitKind.COUNT, Decimal(value))
