"""The words around a figure that a row of it shows."""

from __future__ import annotations

import pytest

from core.figures.phrase import MOST_AFTER, MOST_BEFORE, around


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("It said sales rose ", " to £2m in the year.", ("It said sales rose ", " to £2m in the year")),
        ("The board let ", " of 1,300 prisoners go.", ("The board let ", " of 1,300 prisoners go")),
        ("She said: “I saw ", " of them” on Monday.", ("I saw ", " of them")),
        ("Rain fell (", " days of it), he said.", ("", " days of it")),
        ("It rose – by ", ", then fell; nobody knew.", ("by ", ", then fell")),
        ("the over-", "-year-old bridge.", ("the over-", "-year-old bridge")),
        ("", "", ("", "")),
        ("One\n line and  ", "\tmore ", ("One line and ", " more")),
    ],
)
def test_a_thought_of_the_sentence_is_shown(before: str, after: str, shown: tuple[str, str]) -> None:
    assert around(before, after) == shown


def test_a_long_thought_is_cut_at_words() -> None:
    before, after = around("so many words stand here " * 9, " and there are more of them" * 9)
    assert (before[0], before[-1], after[0], after[-1]) == ("…", " ", " ", "…")
    assert len(before) <= MOST_BEFORE + 1
    assert len(after) <= MOST_AFTER + 1
    assert set(before.strip("… ").split()) <= set(["so", "many", "words", "stand", "here"])
    assert set(after.strip("… ").split()) <= set(["and", "there", "are", "more", "of", "them"])
    assert around("x" * 200 + " ", " " + "y" * 200) == ("", "")


def test_a_comma_left_over_from_another_thought_begins_none() -> None:
    assert around("The arena (of 3,000), ", " seats named after Vale") == ("", " seats named after Vale")
    assert around("said Una Vale, ", " seats")[0] == "said Una Vale, "
