"""What says that there was not one of something is a zero, and what only speaks of one is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.records import Form
from tests.core.extraction.helpers import figures


@pytest.mark.parametrize(
    ("text", "words", "counted"),
    [
        ("Not one bed was free.", "Not one bed", "bed"),
        ("Not a single house was spared.", "Not a single house", "house"),
        ("Not even one ship came to Dell.", "Not even one ship", "ship"),
        ("There was not one boat in Dell.", "not one boat", "boat"),
        ("Wiik paid not even a single rupee.", "not even a single rupee", "rupee"),
        ("Dell did not get so much as one tanker.", "so much as one tanker", "tanker"),
        ("Dell didn't get so much as a single tanker.", "so much as a single tanker", "tanker"),
        ("Moss left without so much as one vote.", "so much as one vote", "vote"),
        ("Moss never got even one vote.", "even one vote", "vote"),
        ("None of the 12 passengers was hurt.", "None", "passengers"),
        ("Not one of the 12 beds was free.", "Not one", "beds"),
        ("No one has been reported missing.", "No one", None),
        ("No one was hurt in Dell.", "No one", None),
        ("Nobody has been found.", "Nobody", None),
    ],
)
def test_a_zero(text: str, words: str, counted: str | None) -> None:
    reading = figures(text)[words].reading
    assert (reading.form, reading.low, reading.high) == (Form.ZERO, Decimal(0), Decimal(0))
    assert reading.counted == counted


def test_the_whole_beside_none_of_it() -> None:
    assert figures("None of the 12 passengers was hurt.")["12 passengers"].reading.low == Decimal(12)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Wiik was not one of the 12.", [12]),
        ("It was not one ship but two.", [1, 2]),
        ("Not one ship but two sank.", [1, 2]),
        ("Even one boat would do.", [1]),
        ("It is not so much one ship as a fleet.", [1]),
        ("No one has been able to say.", []),
        ("No one knows.", []),
        ("None of the 10 per cent was paid.", [10]),
    ],
)
def test_no_zero(text: str, values: list[int]) -> None:
    assert [figure.reading.low for figure in figures(text).values()] == values
