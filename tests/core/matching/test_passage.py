"""Where a quotation stops in its original, and which of several texts has it."""

from __future__ import annotations

import pytest

from core.matching.passage import best_passage, is_word_for_word, rest_of_sentence, tells_more
from core.matching.quote_diff import compare

SAID = "I am not taking her out in this,"


@pytest.mark.parametrize(
    ("original", "rest"),
    [
        ("He said: I am not taking her out in this, and that is that. Then he left.", ", and that is that."),
        ("He said: “I am not taking her out in this.” Then he left.", ""),
        ("I am not taking her out in this", ""),
        ("I am not taking her out in this\n\nThe chair: thank you.", ""),
        ("I am not taking her out in this if it is 3.5 or more, no. So he said.", "if it is 3.5 or more, no."),
        ("Nothing of it stands here.", ""),
    ],
)  # fmt: skip
def test_what_follows_is_given_to_the_end_of_the_sentence(original: str, rest: str) -> None:
    assert rest_of_sentence(compare(SAID, original), original) == rest


def test_a_rest_without_an_end_is_cut() -> None:
    original = SAID + " and" * 200
    rest = rest_of_sentence(compare(SAID, original), original)
    assert len(rest) == 240
    assert rest.endswith("and a…")


def test_the_text_that_has_every_word_is_taken_before_one_that_has_most() -> None:
    nearly = "Here she said that 12 of the 40 boats had come home."
    whole = "x " * 600 + "Twelve. She said that 14 of the 40 boats had come home. " + "y " * 600
    found = best_passage("14 of the 40 boats had come home", [(1, nearly), (2, whole), (3, nearly)])
    assert found is not None
    number, passage = found
    assert number == 2
    assert is_word_for_word(compare("14 of the 40 boats had come home", passage))
    assert len(passage) < 1_300
    assert best_passage("entirely other words of nobody here", [(1, nearly)]) is None


def test_a_text_tells_more_that_has_more_of_the_words_or_goes_on_after_them() -> None:
    whole = f"He said: {SAID} and that is that. Next."
    assert tells_more(SAID, whole, "I am not taking her out")
    assert tells_more(SAID, whole, SAID)
    assert not tells_more(SAID, SAID, whole)
    assert not tells_more(SAID, whole, whole)
    assert not tells_more(SAID, "Nothing of it.", whole)
