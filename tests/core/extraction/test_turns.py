"""Exchanges within a paragraph: invented people and places."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import analyse, words_of

_HEARD = (
    "The mayor, Rosa Vell, and the engineer, Tom Carrick, met the inquiry on Monday. Its chair, Judith Marr, "
    "heard them.\n\n"
)


def turns(text: str) -> list[tuple[str, str | None, str | None]]:
    """Words, speaker and relayer of every quote of the second paragraph."""
    found = [(words_of(text, q), q.speaker) for q in analyse(text).quotes if q.pieces[0][0] >= len(_HEARD)]
    return [(said, who.name if who else None, who.via if who else None) for said, who in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # After a report with a verb of its own, and after a dash that ends no sentence.
        (
            "Carrick said: “I did not.” Marr: “Who did?” Vell: “I did, and if you think—” Marr: “Did you "
            "read it?”",
            [
                ("“I did not.”", "Tom Carrick", None),
                ("“Who did?”", "Judith Marr", None),
                ("“I did, and if you think—”", "Rosa Vell", None),
                ("“Did you read it?”", "Judith Marr", None),
            ],
        ),
        # What stands right behind a turn goes on from it, unless it has a cue.
        (
            "“Not mine,” said Carrick. Vell: “It was ours.” “All of it.”",
            [("“Not mine,”", "Tom Carrick", None), ("“It was ours.” “All of it.”", "Rosa Vell", None)],
        ),
        (
            "“Not mine,” said Carrick. Vell: “It was ours.” “All of it,” she added.",
            [
                ("“Not mine,”", "Tom Carrick", None),
                ("“It was ours.”", "Rosa Vell", None),
                ("“All of it,”", "Rosa Vell", None),
            ],
        ),
        # A sentence of its own announces it, by a verb that reports nothing elsewhere.
        (
            "“Not mine,” said Carrick. Vell leaps up: “So it was ours.” Carrick: “It was.”",
            [
                ("“Not mine,”", "Tom Carrick", None),
                ("“So it was ours.”", "Rosa Vell", None),
                ("“It was.”", "Tom Carrick", None),
            ],
        ),
        # A role, and a role with a name that stands nowhere else.
        (
            "Vell said: “It works.” Colleague Jonas Quill: “It squeaks.” The engineer: “It does not.”",
            [
                ("“It works.”", "Rosa Vell", None),
                ("“It squeaks.”", "Jonas Quill", None),
                ("“It does not.”", "Tom Carrick", None),
            ],
        ),
        # Without marks: names in capitals, and a question that opens a paragraph.
        (
            "MARR: I was chair then. VELL: And I was mayor.",
            [("I was chair then.", "Judith Marr", None), ("And I was mayor.", "Rosa Vell", None)],
        ),
        (
            "Marr: how long must Ardley wait for a bridge? Carrick says it will take a year.",
            [
                ("how long must Ardley wait for a bridge", "Judith Marr", None),
                ("it will take a year", "Tom Carrick", None),
            ],
        ),
        # Nobody's turn: a label, and a list of people.
        (
            "Vell said: “It works.” Correction: “Ardley” is spelt with an e.",
            [("“It works.”", "Rosa Vell", None)],
        ),
        ("Vell: the mayor of Ardley since May.", []),
    ],
)
def test_a_name_and_a_colon_begin_a_turn(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert turns(_HEARD + text) == expected


def test_two_sources_without_a_name_are_two() -> None:
    text = (
        "“It is no cure,” one of the doctors, who asked not to be named, said. A second chemist put it more "
        "bluntly: “It is noise.”"
    )
    found = [(words_of(text, q), q.speaker.name if q.speaker else None) for q in analyse(text).quotes]
    assert found == [("“It is no cure,”", "one of the doctors"), ("“It is noise.”", "A second chemist")]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        (
            "“And he goes, ‘Every little bit helps you.’ I wept,” said Ada Vell.",
            "he",
            "‘Every little bit helps you.’",
        ),
        (
            "“My mum said to me this morning, ‘If you win you can talk’,” said Ada Vell.",
            "My mum",
            "‘If you win you can talk’",
        ),
        (
            "“She kept asking me, ‘Have I done it?’ and I never said a word,” said Ada Vell.",
            "She",
            "‘Have I done it?’",
        ),
    ],
)
def test_what_others_said_in_a_quote(text: str, speaker: str, said: str) -> None:
    inner = [q for q in analyse(text).quotes if words_of(text, q) == said]
    assert [text[slice(*q.speaker.pieces[0])] for q in inner if q.speaker] == [speaker]
    assert [q.speaker.via for q in inner if q.speaker] == ["Ada Vell"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The junta promised elections.", "elections"),
        ("Anna Vell, a farmer from Orme, promised to hold meetings.", "to hold meetings"),
    ],
)
def test_promises_are_reports(text: str, said: str) -> None:
    assert [words_of(text, q) for q in analyse(text).quotes] == [said]
