"""Adjectives that tell what somebody holds: invented people and places."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import analyse, words_of


@pytest.mark.parametrize(
    ("text", "said", "speaker", "thought"),
    [
        ("Ida Marr was adamant that nobody would go.", "that nobody would go", "Ida Marr", False),
        ("The minister was clear that the road is shut.", "that the road is shut", "The minister", False),
        ("Local groups are concerned the law will change.", "the law will change", "Local groups", True),
        ("Ida Marr is confident the road will open.", "the road will open", "Ida Marr", True),
        ("Officials remain optimistic that the dam will hold.", "that the dam will hold", "Officials", True),
        ("Ida Marr is worried that the bridge is unsafe.", "that the bridge is unsafe", "Ida Marr", True),
    ],
)
def test_what_somebody_holds(text: str, said: str, speaker: str, thought: bool) -> None:
    (quote,) = analyse(text).quotes
    assert quote.speaker is not None
    assert (words_of(text, quote), quote.speaker.name) == (said, speaker)
    assert ("thought or wish" in quote.reasons) is thought


def test_what_somebody_does_not_hold_is_negated() -> None:
    (quote,) = analyse("Ida Marr is not convinced that it was late.").quotes
    assert quote.negated


@pytest.mark.parametrize(
    "text",
    [
        "It is clear that the road is shut.",
        "Ida Marr is sure of it.",
        "The horse is certain to win.",
        "The road was clear. That was late.",
        "Ida Marr is concerned about the bridge, which leaks.",
    ],
)
def test_no_report_where_nobody_holds_anything(text: str) -> None:
    assert analyse(text).quotes == ()
