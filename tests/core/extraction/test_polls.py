"""Whose the shares of a poll are: invented people and places."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import figures


@pytest.mark.parametrize(
    ("text", "shares", "whose"),
    [
        (
            "In a survey of 1,012 adults carried out by Pollwise, 44% said they backed it and 39% were opposed.",
            ["44%", "39%"],
            "Pollwise",
        ),
        ("In the poll, 52 per cent said they backed it, while 31 per cent did not.", ["31 per cent"], "the poll"),
    ],
)
def test_the_shares_are_the_pollster_s(text: str, shares: list[str], whose: str) -> None:
    found = figures(text)
    for share in shares:
        speaker = found[share].speaker
        assert speaker is not None and speaker.name == whose


@pytest.mark.parametrize(
    "text",
    [
        "Of the 52 cars sold, 44% were red and 39% were blue.",
        "In the poll, 44% said they backed it. Sales fell by 39% last year.",
        "A doctor in Orme told Radio Orme that the ward was shut, while costs rose by 39%.",
    ],
)
def test_other_shares_are_nobody_s(text: str) -> None:
    assert figures(text)["39%"].speaker is None
