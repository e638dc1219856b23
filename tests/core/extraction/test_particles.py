"""Verbs that "over", "up" and "down" belong to: what stands behind them is no bound and no change."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.core.extraction.helpers import figures


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army handed over 30 sailors in Dell.", "30 sailors"),
        ("The bank must hand over £3 million.", "£3 million"),
        ("The rebels turned over 12 trucks.", "12 trucks"),
        ("He signed over 300 acres to his son.", "300 acres"),
        ("The bus knocked over 14 bins.", "14 bins"),
        ("She has presided over 40 weddings.", "40 weddings"),
        ("Dell has taken over 12 hospitals.", "12 hospitals"),
        ("Strikers took over 40 buildings.", "40 buildings"),
        ("A tram ran over three goats.", "three goats"),
        ("The board passed over 13 candidates.", "13 candidates"),
        ("She won over 31 critics.", "31 critics"),
        ("They carried over 13 boxes to the boat.", "13 boxes"),
    ],
)
def test_an_over_of_the_verb_makes_no_bound(text: str, words: str) -> None:
    reading = figures(text)[words].reading
    assert (reading.comparator, reading.low) == ("=", reading.high)


@pytest.mark.parametrize(
    ("text", "words", "low"),
    [
        ("The council spent over 31 million crowns on roads.", "over 31 million crowns", 31_000_000),
        ("It took over 40 people to lift the beam.", "over 40 people", 40),
        ("It took over 13 attempts to lift the beam.", "over 13 attempts", 13),
        ("She took over 200 photographs.", "over 200 photographs", 200),
        ("The scheme handed out over 300 blankets.", "over 300 blankets", 300),
        ("The storm left over 40 houses without power.", "over 40 houses", 40),
        ("The line ran over 300 trains.", "over 300 trains", 300),
        ("He ran over 31 miles.", "over 31 miles", 31),
        ("The repair took over three years.", "over three years", 3),
        ("The party won over 53 seats.", "over 53 seats", 53),
        ("The ship carried over 1,315 passengers.", "over 1,315 passengers", 1315),
    ],
)
def test_an_over_of_the_number_stays_one(text: str, words: str, low: Decimal) -> None:
    reading = figures(text)[words].reading
    assert (reading.comparator, reading.low, reading.high) == (">", low, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The fire burned down 12 homes.", "12 homes"),
        ("Members voted down 12 bills.", "12 bills"),
        ("The town dug up 40 graves.", "40 graves"),
        ("The army shot down 14 drones.", "14 drones"),
        ("The firm closed down 12 shops.", "12 shops"),
        ("The sale freed up £3m for repairs.", "£3m"),
    ],
)
def test_an_up_or_down_of_the_verb_is_no_change(text: str, words: str) -> None:
    assert figures(text)[words].reading.change is None


@pytest.mark.parametrize(
    ("text", "words", "way"),
    [
        ("Rents ticked up 12 crowns.", "12 crowns", "up"),
        ("The index closed down 12 points.", "12 points", "down"),
        ("Wages edged up £3.", "£3", "up"),
        ("The fund is down £3m.", "£3m", "down"),
    ],
)
def test_an_up_or_down_that_moves_is_a_change(text: str, words: str, way: str) -> None:
    change = figures(text)[words].reading.change
    assert change is not None and change.direction == way
