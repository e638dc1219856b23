"""Numbers behind somebody who is not named are ages, as those behind names are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.records import UnitKind
from tests.core.extraction.helpers import figures


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The striker, 22, said he had dreamt of it.", "22"),
        ("The victim, 64, told police of a van.", "64"),
        ("The father of two, 40, died in Dell.", "40"),
        ("The mother-of-three, 37, left.", "37"),
        ("DELL (Norpress) — A woman, 34, fell into the weir.", "34"),
        ("The nurse, now 44, has retired.", "44"),
        ("A farmer (58) was hurt.", "58"),
        ("The boy, six, ran off.", "six"),
        ("Council blasted for eviction of widow, 90", "90"),
        ("Wiik is 81, though she looks younger.", "81"),
    ],
)
def test_an_age(text: str, words: str) -> None:
    reading = figures(text)[words].reading
    assert (reading.unit_kind, reading.unit, reading.counted) == (UnitKind.AGE, "year", None)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Two of the strikers, 12, were new.", "12", 12),
        ("The ward, 14, was shut.", "14", 14),
        ("They lost a captain, 30 votes and a seat.", "30 votes", 30),
        ("The club fined the striker, 40 fans and a bar.", "40 fans", 40),
        ("Turnout was 38, though she had hoped for more.", "38", 38),
        ("The score is 81, though Dell may object.", "81", 81),
        ("The father of two died.", "two", 2),
    ],
)
def test_no_age(text: str, words: str, value: int) -> None:
    reading = figures(text)[words].reading
    assert (reading.unit_kind, reading.low) == (UnitKind.COUNT, Decimal(value))
