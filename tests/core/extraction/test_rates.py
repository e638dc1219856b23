"""What an amount is taken by, where what it is of stands between."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import figures


@pytest.mark.parametrize(
    ("text", "words", "per"),
    [
        ("Adults should do 150 minutes of exercise a week.", "150 minutes", "week"),
        ("The herd gives 400 litres of milk a day.", "400 litres", "day"),
        ("Dell spreads two tonnes of salt per winter.", "two tonnes", "winter"),
        ("The gang uses three bags of grit an hour.", "three bags", "hour"),
        ("It burns 12 litres of the new fuel per hour.", "12 litres", "hour"),
        ("Dell gets £3m of aid each year.", "£3m", "year"),
        ("There were 12 cases of measles per 100,000 people.", "12 cases of measles per 100,000 people",
         "100,000 people"),
        ("She walks 12 minutes a day.", "12 minutes a day", "day"),
    ],
)  # fmt: skip
def test_what_it_is_taken_by(text: str, words: str, per: str) -> None:
    found = figures(text)
    assert list(found) == [words]
    assert found[words].reading.per == per


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dell used 12 tonnes of salt a year ago.", "12 tonnes"),
        ("He drank two pints of stout a day before the race.", "two pints"),
        ("It made £3m of profit a year earlier.", "£3m"),
        ("She sold 12 of the boats a friend had built.", "12"),
    ],
)
def test_when_it_was_is_none(text: str, words: str) -> None:
    assert next(iter(figures(text).values())).reading.per is None
