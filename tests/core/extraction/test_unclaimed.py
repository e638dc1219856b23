"""Words in quotation marks that have no report of their own, and passives: invented people and places."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import analyse, words_of


def told(text: str) -> list[tuple[str, str, str | None]]:
    """Words, cue and speaker of every quote."""
    return [
        (words_of(text, q), " … ".join(text[a:b] for a, b in q.cue), q.speaker.name if q.speaker else None)
        for q in analyse(text).quotes
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Nothing reports them; whoever may have said it is not guessed at.
        (
            "Rosa Vell is clear on what is next. Trade under the accord is “a toll road with a single booth”.",
            [("“a toll road with a single booth”", "", None)],
        ),
        # A verb of saying above them names the speaker, through a list as well.
        (
            "The council thanked the divers, the crew and “a lady from Arva whose name I never got”.",
            [("“a lady from Arva whose name I never got”", "thanked", "The council")],
        ),
        # A construction that only the rules see holds a whole passage.
        (
            "Tom Carrick, who two years ago called the engineer Rosa Vell “the future of this harbour,” on "
            "Wednesday endorsed her opponent.",
            [("“the future of this harbour,”", "called", "Tom Carrick")],
        ),
        # What goes on from a quote belongs to it.
        (
            "Marr has called the bridge “a disgrace” and a “bizarre attempt to spend the money of others”.",
            [("“a disgrace” | and a “bizarre attempt to spend the money of others”", "has called", "Marr")],
        ),
        (
            "“The risk,” said Tom Carrick, who runs the port, “is that we will be paying for two piers.”",
            [("“The risk,” | “is that we will be paying for two piers.”", "said", "Tom Carrick")],
        ),
        # A headline's quote is whose it is below.
        (
            "Marrow to Pell: ‘You Work for Us’\n\nRep. Gordon Pell met voters on Saturday. “You work for us,” "
            "Sandra Tidmore told him.",
            [("‘You Work for Us’", "", "Sandra Tidmore"), ("“You work for us,”", "told", "Sandra Tidmore")],
        ),
        # A paragraph of its own after a colon.
        (
            "Rosa Vell tweeted using her council account:\n\n“Cool clock, Tom. Want to bring it along?”",
            [("“Cool clock, Tom. Want to bring it along?”", "tweeted", "Rosa Vell")],
        ),
    ],
)
def test_words_in_quotation_marks_are_not_left_out(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A two-page note, stamped “for the eyes of the minister only”, reached the Courier.",
        "The old “one bell up, two bells down” system was replaced by lights.",
        "The film “A Long Night at the Pier” opens on Friday.",
        "An older report of the meeting (“Bin fury boils over”, 4 March) gave another date.",
        "The museum opens a “cabinet of failures” in May.",
        "The scheme was launched in April under the slogan “you call, we come”.",
    ],
)
def test_titles_labels_and_terms_are_nobodys_words(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rosa Vell met the council. In a letter to the mayor she was described as “a menace to every ferry”.",
            [("“a menace to every ferry”", "was described as", None)],
        ),
        (
            "Rosa Vell met the council. She was described by Tom Carrick as “a menace to every ferry”.",
            [("“a menace to every ferry”", "described … as", "Tom Carrick")],
        ),
        (
            "Rosa Vell met the council. She was called “a menace to every ferry in the bay” and left.",
            [("“a menace to every ferry in the bay”", "", None)],
        ),
        (
            "Tom Carrick owns the port. He is said to have pinned the cutting over his desk.",
            [("to have pinned the cutting over his desk", "is said", None)],
        ),
        (
            "An aide reached by telephone was asked if the memo was the reason.",
            [("if the memo was the reason", "was asked", None)],
        ),
    ],
)
def test_whoever_is_spoken_of_is_not_the_speaker(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert told(text) == expected


def test_went_on_to_say_is_one_report() -> None:
    text = "Carrick went on to say, “There are places in this town that have not been dry in years.”"
    expected = ("“There are places in this town that have not been dry in years.”", "went on to say", "Carrick")
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A participle without its "was", and the verb of the sentence behind it.
        (
            "A harbour pilot accused of causing the deaths of four passengers sent a text message on Friday.",
            [("causing the deaths of four passengers", "accused of", None)],
        ),
        # Who is told says nothing.
        (
            "Pilot sent text before crash, inquest told\n\nThe pilot slept at home.",
            [("Pilot sent text before crash", "told", None)],
        ),
    ],
)
def test_whoever_is_accused_or_told_is_not_the_speaker(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert told(text) == expected


def test_a_quote_with_a_report_in_it_is_not_left_out() -> None:
    text = "Maud Ferrant shrugs. “My daughter said I was turning into a rumour.”"
    found = [words for words, _, _ in told(text)]
    assert found == ["“My daughter said I was turning into a rumour.”", "I was turning into a rumour"]


def test_a_quote_goes_on_behind_a_long_cue() -> None:
    text = (
        "“What surprised us was not that they walked but when it helps,” lead author Prof Tomas Eklind said in a "
        "press release issued by the journal. “Morning walkers did best.”"
    )
    (found,) = told(text)
    assert found[0].endswith("when it helps,” | “Morning walkers did best.”")
    assert found[1:] == ("said", "Tomas Eklind")


def test_a_bank_of_issue_is_no_food_company() -> None:
    text = (
        "Kestrel Foods cut its outlook. Kestrel Foods sells bread. The central bank, which targets 2 per cent, "
        "has said it expects food inflation to peak in March."
    )
    assert [speaker for _, _, speaker in told(text)] == ["The central bank"]
