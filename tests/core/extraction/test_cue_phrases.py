"""Quotes whose cue is no verb of saying, or stands in another sentence. Invented people and places."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import analyse, words_of


def said(text: str) -> list[tuple[str, str, str]]:
    """Words, cue and speaker's phrase of every quote."""
    return [
        (
            words_of(text, quote),
            " … ".join(text[a:b] for a, b in quote.cue),
            " … ".join(text[a:b] for a, b in quote.speaker.pieces) if quote.speaker else "",
        )
        for quote in analyse(text).quotes
    ]


def test_another_says_something_else() -> None:
    text = (
        "The logbook is full of entries. “Fog. Priest sick,” reads one from 1953. Another: “Returned for hat.” A "
        "third: “All is forgiven.”"
    )
    assert said(text) == [
        ("“Fog. Priest sick,”", "reads", "one from 1953"),
        ("“Returned for hat.”", ":", "Another"),
        ("“All is forgiven.”", ":", "A third"),
    ]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "His speech was greeted with shouts of “No! No!” from some members of the council.",
            ("“No! No!”", "shouts of", "some members of the council"),
        ),
        ("He left the hall to cries of “Shame!” from the gallery.", ("“Shame!”", "cries of", "the gallery")),
        (
            "The crowd’s cry of “Not for sale!” went on for an hour.",
            ("“Not for sale!”", "cry of", "The crowd"),
        ),
        (
            "As the minister left, the nurses took up a chant of “Safe wards now!”",
            ("“Safe wards now!”", "took up a chant of", "the nurses"),
        ),
        ("She heard whispers of “traitor” behind her.", ("“traitor”", "whispers of", "")),
        (
            "Otto Dell posted a still from the match on Friday with the caption “Chest. Just saying.”",
            ("“Chest. Just saying.”", "posted", "Otto Dell"),
        ),
        (
            "Ida Marr disposed of the complaint with the words “See you in May.”",
            ("“See you in May.”", "with the words", "Ida Marr"),
        ),
        ("“Happy for the lads,” was all he would offer.", ("“Happy for the lads,”", "would offer", "he")),
        (
            "“We are looking into it,” was all Vell would say as he hurried past.",
            ("“We are looking into it,”", "would say", "Vell"),
        ),
        (
            "“Read the report,” was all the club’s spokesman, Otto Dell, had to say.",
            ("“Read the report,”", "had to say", "the club’s spokesman, Otto Dell"),
        ),
        ("“No comment,” was the minister’s only response.", ("“No comment,”", "was … response", "the minister")),
        ("“It is what it is,” was her verdict.", ("“It is what it is,”", "was … verdict", "her")),
    ],
)
def test_cue_that_is_no_verb_of_saying(text: str, quote: tuple[str, str, str]) -> None:
    assert said(text) == [quote]


def test_word_in_quotes_that_answers_a_riddle_is_nobody_s() -> None:
    assert all(not speaker for _, _, speaker in said("“Top secret” was the answer to the crossword."))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Had he handled in the build-up to the first, as the captain suggested? “No comment.” A grin. “Maybe "
            "a fingernail.”",
            "“No comment.” | “Maybe a fingernail.”",
        ),
        (
            "It was the last line of a story told many times. “He has used it on others since.”",
            "“He has used it on others since.”",
        ),
    ],
)
def test_verb_of_the_sentence_before_is_no_cue(text: str, quote: str) -> None:
    assert said(text) == [(quote, "", "")]


def test_volumes_that_declined_refuse_nothing() -> None:
    assert said("Volumes declined 6.4 per cent, the steepest fall since the group was founded in 2014.") == []
