"""Where reports end, who is asked and who answers, who is quoted within a report: invented people and places."""

from __future__ import annotations

import pytest

from core.records import MentionKind, Quote
from tests.core.extraction.helpers import analyse, words_of


def found(text: str) -> list[tuple[str, str | None, str | None]]:
    """Words, speaker and relayer of every quote."""
    quotes = analyse(text).quotes
    return [
        (words_of(text, q), q.speaker.name if q.speaker else None, q.speaker.via if q.speaker else None)
        for q in quotes
    ]


def saying(text: str, words: str) -> Quote:
    return next(q for q in analyse(text).quotes if words_of(text, q) == words)


@pytest.mark.parametrize("amount", ["£97m", "12km", "$3.2bn", "40%"])
def test_a_stop_behind_an_amount_ends_the_sentence(amount: str) -> None:
    text = f"Rosa Vell said it was {amount}. Carrick said no."
    assert (f"it was {amount}", "Rosa Vell", None) in found(text)
    assert {via for _, _, via in found(text)} == {None}


_ASKED = (
    "Una Marr led the inquiry. Asked by her own counsel, Karl Brenn, whether she had ever written “keep it "
    "quiet”, Rosa Vell replied: “Never. Not once.”"
)


def test_what_somebody_is_asked_about_is_apart_from_the_answer() -> None:
    assert found(_ASKED) == [
        ("whether she had ever written “keep it quiet”", "Karl Brenn", None),
        ("“keep it quiet”", "Rosa Vell", None),
        ("“Never. Not once.”", "Rosa Vell", None),
    ]
    asked = saying(_ASKED, "“keep it quiet”")
    assert asked.hypothetical and asked.kind is MentionKind.MIXED


def test_a_question_before_who_answers_is_no_quote_of_hers() -> None:
    text = "“No.” Asked if he had ever called it “a lemon”, Tom Carrick said: “I may have.”"
    assert ("“I may have.”", "Tom Carrick", None) in found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Whom it was told to has a name in apposition.
        (
            "Clerk Ada Quill had told the inquiry that Tom Carrick told a colleague, Ines Torv, that “nobody "
            "reads it”.",
            ("that “nobody reads it”", "Tom Carrick", "Ada Quill"),
        ),
        # Joined to a verb of the report.
        (
            "Clerk Ada Quill had told the inquiry that Tom Carrick left. Rosa Vell says the Port Institute has "
            "checked it and called it “safe, if slow”.",
            ("“safe, if slow”", "Port Institute", "Rosa Vell"),
        ),
        # The source of a part of the report.
        (
            "Vell’s solicitor, Jo Lamb, said that he had paid £212,000 and that the rest, according to an "
            "accountant hired by the port, Dr Piet Voss, had been lost at “cards, most of it by night”.",
            ("the rest | had been lost at “cards, most of it by night”", "Piet Voss", "Jo Lamb"),
        ),
        (
            "Vell’s solicitor, Jo Lamb, said that he had paid £212,000 and that the rest, according to an "
            "accountant hired by the port, Dr Piet Voss, had been lost at “cards, most of it by night”.",
            (
                "that he had paid £212,000 and that the rest, according to an accountant hired by the port, "
                "Dr Piet Voss, had been lost at “cards, most of it by night”",
                "Jo Lamb",
                None,
            ),
        ),
        # An aside in a report that goes on.
        (
            "In a letter, the Port Council said that 40 boats leave the quay each day, a number that has tripled "
            "since 1995, and that “for every 10 boats, two will sink”.",
            (
                "that 40 boats leave the quay each day, a number that has tripled since 1995, and that “for every "
                "10 boats, two will sink”",
                "Port Council",
                None,
            ),
        ),
        # An amount behind the cue.
        (
            "Costs fell 6 percentage points as a share of sales, Rosa Vell said, to 9 percent.",
            ("Costs fell 6 percentage points as a share of sales | to 9 percent", "Rosa Vell", None),
        ),
        (
            "Of 86 bills, 61 were inflated, the jury was told, by amounts ranging from £900 to £74,500.",
            ("Of 86 bills, 61 were inflated | by amounts ranging from £900 to £74,500", None, None),
        ),
        # What was really written.
        (
            "(What the Port Institute in fact wrote, last Thursday, was “safe if dry, otherwise slow”.)",
            ("“safe if dry, otherwise slow”", "Port Institute", None),
        ),
    ],
)
def test_who_says_what_in_a_report(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize("hearer", ["Orme Crown Court on Tuesday", "The court", "Jurors", "The inquest"])
def test_who_hears_it_has_not_said_it(hearer: str) -> None:
    text = f"{hearer} heard that Otto Dell had bought a boat."
    assert found(text) == [("that Otto Dell had bought a boat", None, None)]


def test_a_day_is_no_part_of_a_courts_name() -> None:
    text = "Otto Dell was jailed at Orme Crown Court on Tuesday. The court said that it would sit again."
    assert found(text)[-1][1] == "Orme Crown Court"


def test_one_word_said_is_a_direct_quote() -> None:
    assert saying("Would she go? “No,” says Rosa Vell.", "“No,”").kind is MentionKind.DIRECT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deaths fell (risk 0.85, 95% CI 0.74–0.98). The company says one did.", "The company"),
        ("R0 was 1.4. The company says two did.", "The company"),
        ("Sales rose in Q4 2025. The company says two did.", "The company"),
    ],
)
def test_the_letters_of_a_quantity_are_nobody(text: str, expected: str) -> None:
    assert found(text)[-1][1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "He tells her" shows a man, so that "she" is the one spoken to.
        (
            "The minister, Clare Sand, met Una Brandt.\n\nSand says the number has fallen.\n\nA listener, Dougie, "
            "67, from Port Ellery, says he’s been waiting. “I’m no number,” he tells her. She says she is sorry.",
            "Clare Sand",
        ),
        # A given name of men and women.
        (
            "Rosa Vell welcomed them. Vell said it was late.\n\nRobin Vane said it was so. “I saw it,” she said.",
            "Robin Vane",
        ),
    ],
)
def test_pronouns_go_by_the_gender_that_is_told(text: str, expected: str) -> None:
    assert found(text)[-1][1] == expected


def test_a_newspaper_that_is_told_is_nobody_spoken_of_before() -> None:
    text = (
        "Liberty Odway’s camp says she has rehearsed. In an interview with the Courier, Hugh Carrick said that "
        "he would “go home”."
    )
    assert found(text)[-1] == ("that he would “go home”", "Hugh Carrick", "the Courier")


@pytest.mark.parametrize(
    ("text", "said", "via"),
    [
        (
            "In a survey of 1,012 adults carried out by Pollwise, 44% said they backed it and 39% were opposed.",
            "they backed it",
            "Pollwise",
        ),
        ("In the poll, 44 per cent said they backed it, while 39 per cent did not.", "they backed it", "the poll"),
        ("In the poll, half said they had walked, and a third had gone by bus.", "they had walked", "the poll"),
        (
            "In the poll, a third said their rent and 40% of bills had gone up.",
            "their rent and 40% of bills had gone up",
            "the poll",
        ),
        ("In the poll, 52% said the town was safe and clean.", "the town was safe and clean", "the poll"),
    ],
)
def test_a_share_of_those_asked_does_not_say_what_another_did(text: str, said: str, via: str) -> None:
    (quote,) = analyse(text).quotes
    assert words_of(text, quote) == said
    assert quote.speaker is not None and quote.speaker.via == via
