"""A second verb of saying that agrees with the speakers and not with what they say: invented people and places."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import quotes


@pytest.mark.parametrize(
    ("text", "said", "who"),
    [
        (
            "The firms said the plan was ready and say it will work.",
            ["the plan was ready", "it will work"],
            "The firms",
        ),
        (
            "Residents say the road was shut and claim that nobody came.",
            ["the road was shut", "that nobody came"],
            "Residents",
        ),
        (
            "Officials claimed Ida Vell was a volunteer, and claim she has a grudge.",
            ["Ida Vell was a volunteer", "she has a grudge"],
            "Officials",
        ),
    ],
)
def test_the_second_verb_begins_a_report_of_its_own(text: str, said: list[str], who: str) -> None:
    assert [(words, name) for _, words, name in quotes(text)] == [(words, who) for words in said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Otto Dell said the officers lie and say nothing.", "the officers lie and say nothing"),
        ("Residents say they pay and want change.", "they pay and want change"),
        ("Teachers say pupils arrive late and say they slept.", "pupils arrive late and say they slept"),
    ],
)
def test_a_verb_that_what_is_told_may_have_stays_in_it(text: str, said: str) -> None:
    assert said in [words for _, words, _ in quotes(text)]
