"""Signs before numbers: kept in value and words, and the direction of a change."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.wording import amount, reading
from tests.core.extraction.helpers import figures


def told(text: str) -> dict[str, tuple[Decimal | None, str]]:
    """Value and amount in words of every figure that is no date, by its words."""
    found = {words: f.reading for words, f in figures(text).items() if f.reading.time is None}
    return {words: (r.low, amount(r).replace("\N{NO-BREAK SPACE}", " ")) for words, r in found.items()}


@pytest.mark.parametrize(
    ("text", "words", "low", "said"),
    [
        ("The index moved -3 on the day.", "-3", "-3", "down by 3"),
        ("Orders changed by −3%.", "−3%", "-3", "down by 3 %"),
        ("Sales moved minus 22% in May.", "minus 22%", "-22", "down by 22 %"),
        ("It was a change of −1.2 points.", "−1.2 points", "-1.2", "down by 1.2"),
        ("The lead changed by +2.1 points.", "+2.1 points", "2.1", "up by 2.1"),
        ("The index fell −3 per cent.", "−3 per cent", "-3", "down by 3 %"),
        ("Output was -2.1 per cent lower.", "-2.1 per cent", "-2.1", "down by 2.1 %"),
        ("Growth was −0.3 per cent.", "−0.3 per cent", "-0.3", "down by 0.3 %"),
        ("The party is on 31% (-2).", "-2", "-2", "down by 2"),
        ("The party is on 31% (+2.1 points).", "+2.1 points", "2.1", "up by 2.1 percentage points"),
        ("It fell to -18C in Dell.", "-18C", "-18", "down to −18 degrees Celsius"),
    ],
)
def test_a_change_with_a_sign_has_its_direction(text: str, words: str, low: str, said: str) -> None:
    assert told(text)[words] == (Decimal(low), said)


@pytest.mark.parametrize(
    ("text", "words", "low", "said"),
    [
        ("A net balance of -14 was reported.", "-14", "-14", "−14"),
        ("A net balance of −14% of surveyors saw rents rise.", "−14% of surveyors", "-14", "−14 %"),
        (
            "A balance of minus 14 per cent of firms see growth.",
            "minus 14 per cent of firms",
            "-14",
            "−14 %",
        ),
        ("His net approval was +4.", "+4", "4", "+4"),
        ("The account stood at -£400.", "-£400", "-400", "−£400"),
        ("The account stood at +£4m.", "+£4m", "4000000", "+£4 million"),
        ("About −3 per cent was lost.", "About −3 per cent", "-3", "about −3 %"),
        ("Temperatures of between -5C and 3C are usual.", "between -5C and 3C", "-5", "−5 – 3 degrees Celsius"),
    ],
)
def test_a_level_keeps_its_sign(text: str, words: str, low: str, said: str) -> None:
    assert told(text)[words] == (Decimal(low), said)


def test_changes_in_brackets_behind_what_they_are_of() -> None:
    found = told("Labour 31 (+2), Reform 24 (−1).")
    assert found == {
        "31": (Decimal(31), "31"),
        "+2": (Decimal(2), "up by 2"),
        "24": (Decimal(24), "24"),
        "−1": (Decimal(-1), "down by 1"),
    }


@pytest.mark.parametrize("text", ["Over-18+ 3 rooms were let.", "He got an A+ 3 times.", "Call +44 20 7946 0958."])
def test_a_plus_that_belongs_to_something_else_is_no_sign(text: str) -> None:
    assert all(f.reading.hedge != "+" and f.reading.change is None for f in figures(text).values())


def test_a_sign_is_not_said_of_anybody() -> None:
    said = reading(figures("Pensions rose +3% and wages fell.")["+3%"].reading)
    assert said.replace("\N{NO-BREAK SPACE}", " ") == "up by 3 %"


def test_what_is_made_up_of_a_share_does_not_rise() -> None:
    found = figures("Tenants made up 61 per cent of voters.")["61 per cent of voters"].reading
    assert (found.change, found.counted) == (None, "voters")
