"""What the writer adds behind a comma is left out of a report: invented people and places."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import analyse


def contents(text: str) -> list[str]:
    return [" … ".join(text[a:b] for a, b in quote.pieces) for quote in analyse(text).quotes]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Anna Vell said that the road would open in June, though she did not name a day.",
            "that the road would open in June",
        ),
        (
            "Anna Vell announced that she would stand in June, a contest that most people expect her to lose and "
            "that her brother has called off.",
            "that she would stand in June",
        ),
        (
            "The company disclosed that its chief, Otto Dell, would leave in March, a departure Ms Vell regrets.",
            "that its chief, Otto Dell, would leave in March",
        ),
        (
            "The panel found that the wards “were full at night”, a form of words that the union disputes.",
            "that the wards “were full at night”",
        ),
        # What is said goes on behind, or the words are somebody's apposition.
        (
            "Anna Vell said that nine were ill, though nobody was in danger, and that the school would open.",
            "that nine were ill, though nobody was in danger, and that the school would open",
        ),
        (
            "The judge ruled that the list, though “accurate in parts”, had been published to do harm.",
            "that the list, though “accurate in parts”, had been published to do harm",
        ),
        (
            "Anna Vell said that the road had been built by Otto Dell, a man in his sixties.",
            "that the road had been built by Otto Dell, a man in his sixties",
        ),
    ],
)
def test_tail_of_the_writer_s_own(text: str, content: str) -> None:
    assert contents(text)[0] == content


def test_who_speaks_in_the_tail_is_not_handed_on() -> None:
    text = "Anna Vell said that the road would open, though Otto Dell warned that the money was gone."
    inner = analyse(text).quotes[-1]
    assert inner.speaker is not None
    assert (inner.speaker.name, inner.speaker.via) == ("Otto Dell", None)
