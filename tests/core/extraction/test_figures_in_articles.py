"""Figures as four kinds of articles write them: earnings, a court report, a live blog, a study."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.language.pipeline import load
from core.records import ComparisonKind, Figure, UnitKind
from tests.core.extraction.helpers import analyse, figures


def value(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    return figure.reading.low, figure.reading.high


@pytest.mark.parametrize(
    ("text", "words", "low", "kind"),
    [
        ("Net income fell to 28.9m from 41.2m; sales rose.", "28.9m", 28_900_000, UnitKind.COUNT),
        ("Passengers rose to 2.1m in 2024.", "2.1m", 2_100_000, UnitKind.COUNT),
        ("The €40 fee brought in 3m in all.", "3m", 3_000_000, UnitKind.COUNT),
        ("She swam 50m in 24 seconds.", "50m", 50, UnitKind.PHYSICAL),
        ("Water rose from 2m to 3m in the bay.", "3m", 3, UnitKind.PHYSICAL),
        ("It hangs between 5m and 10m above the road.", "between 5m and 10m", 5, UnitKind.PHYSICAL),
    ],
)
def test_an_m_is_millions_beside_money_and_people_and_else_metres(
    text: str, words: str, low: int, kind: UnitKind
) -> None:
    reading = figures(text)[words].reading
    assert (reading.low, reading.unit_kind) == (low, kind)


@pytest.mark.parametrize(
    "text",
    [
        "The doors were shut by 1015 GMT.",
        "At 1430 they closed.",
        "It ended at 2030 local time.",
        "It was lost between midnight and four in the morning.",
        "He left at five in the afternoon.",
        "The bell rang at half past six and at ten to eight.",
        "The doors open at a quarter to seven.",
        "22.47 That’s a wrap\nThanks for reading.\n\n21.52\nKell says no.\n\n21.40 Ferries\nIt is heated.",
    ],
)
def test_times_of_day_are_no_figures(text: str) -> None:
    assert figures(text) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The raid killed four in the morning rush.", "four"),
        ("It rose from ten to eleven.", "eleven"),
        ("The work took 1530 hours.", "1530 hours"),
        ("The index closed at 1430 in Dell.", "1430"),
        ("It burned in 1945.", "1945"),
        ("12.50 Coffee is dear in Dell.", "12.50 Coffee"),
    ],
)
def test_numbers_that_only_look_like_times_stay(text: str, words: str) -> None:
    assert words in figures(text)
