"""Where the words of a report end: before the writer's circumstances and another's "says". Invented people."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import analyse, words_of


def contents(text: str) -> list[str]:
    return [" … ".join(text[a:b] for a, b in quote.pieces) for quote in analyse(text).quotes]


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    """Words, speaker's phrase and relayer of every report."""
    quotes = analyse(text).quotes
    return [
        (
            " … ".join(text[a:b] for a, b in quote.pieces),
            " … ".join(text[a:b] for a, b in quote.speaker.pieces) if quote.speaker else None,
            quote.speaker.via if quote.speaker else None,
        )
        for quote in quotes
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The bank said it would close 40 branches, days after its chief executive was awarded a bonus of £2m.",
            "it would close 40 branches",
        ),
        (
            "The minister ruled out any sale of the forests, a day after a leaked paper listed 31 plots.",
            "any sale of the forests",
        ),
        (
            "Officers appeared on television to announce that they had dissolved the assembly, hours after shots "
            "were heard near the palace.",
            "that they had dissolved the assembly",
        ),
        (
            "The minister said he would not resign, as protests continued outside the parliament.",
            "he would not resign",
        ),
        # When a past event was is part of what is said of it, and so is a reason.
        (
            "Anna Vell said the ferry sank at noon, two hours after it left the harbour.",
            "the ferry sank at noon, two hours after it left the harbour",
        ),
        (
            "Anna Vell said the crew had left the ship, two days after the fire began.",
            "the crew had left the ship, two days after the fire began",
        ),
        (
            "The company said it would close the plant, as demand fell in Europe.",
            "it would close the plant, as demand fell in Europe",
        ),
    ],
)
def test_when_somebody_spoke_is_the_writer_s(text: str, content: str) -> None:
    assert contents(text)[0] == content


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Dell accused the board of “lying” after the minutes of the meeting were published.",
            "“lying”",
        ),
        ("Dell accused the union of “lying” about the accident.", "“lying” about the accident"),
        ("The fans sang “Stay up with us” throughout the closing minutes.", "“Stay up with us”"),
        ("Anna Vell said “the hall in the old town” was shut.", "“the hall in the old town” was shut"),
    ],
)
def test_when_and_how_stand_behind_the_marks(text: str, content: str) -> None:
    assert contents(text) == [content]


def test_what_others_reported_before_is_theirs() -> None:
    text = (
        "Kestria denied that it had been warned of the plot, after the newspaper Le Quai reported that its "
        "embassy had sent a cable on Sunday."
    )
    assert told(text) == [
        ("that it had been warned of the plot", "Kestria", None),
        ("that its embassy had sent a cable on Sunday", "Le Quai", None),
    ]


def test_when_an_event_was_told_of_is_said_with_it() -> None:
    text = "Anna Vell said the bridge was struck at noon, after Otto Dell reported that its light was out."
    assert contents(text)[0] == "the bridge was struck at noon, after Otto Dell reported that its light was out"


@pytest.mark.parametrize(
    ("text", "whole", "speaker"),
    [
        (
            "The results, published today in Fen Notes, suggest that coots can count to six, says Ida Marr, a "
            "behavioral ecologist at the University of Gars who was not involved in the study.",
            "The results, published today in Fen Notes, suggest that coots can count to six",
            "Ida Marr, a behavioral ecologist at the University of Gars",
        ),
        (
            "The study, out on Friday in Tides, shows that the bank is sinking, says Otto Dell, who was not "
            "involved in it.",
            "The study, out on Friday in Tides, shows that the bank is sinking",
            "Otto Dell",
        ),
    ],
)
def test_who_says_so_behind_a_finding(text: str, whole: str, speaker: str) -> None:
    outer, inner = told(text)
    assert outer[:2] == (whole, speaker)
    assert inner[0] == whole[whole.index("that") :]
    assert inner[2] == speaker.split(",")[0]


def test_condition_behind_an_inserted_cue() -> None:
    text = "The city has given permission, Ida Marr says, on condition that nobody is told where the nests are."
    assert contents(text)[0] == (
        "The city has given permission … on condition that nobody is told where the nests are"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The minister said the road was safe and promised to reopen it by June.",
            ["the road was safe", "to reopen it by June"],
        ),
        (
            "Anna Vell said the bridge would open in May and vowed to pay for the lights.",
            ["the bridge would open in May", "to pay for the lights"],
        ),
        (
            "The Speaker, in her ruling, said the house would not be moved and directed the clerk to send out the "
            "letters within 48 hours.",
            ["the house would not be moved", "to send out the letters within 48 hours"],
        ),
    ],
)
def test_promise_or_order_besides_is_a_report_of_its_own(text: str, told: list[str]) -> None:
    assert contents(text) == told


def test_promise_somebody_had_made_is_part_of_what_is_said() -> None:
    text = "Anna Vell said the board had met twice in May and had promised to pay for the lights."
    assert contents(text)[0] == "the board had met twice in May and had promised to pay for the lights"


@pytest.mark.parametrize("when", ["when the reporter put this to her", "when asked about it"])
def test_when_somebody_said_it_is_nothing_that_was_said(when: str) -> None:
    text = f"It was late\n\nOtto Dell had complained. “By which boat was it carried?” Anna Vell said {when}."
    (quote,) = [quote for quote in analyse(text).quotes if quote.speaker and quote.speaker.name == "Anna Vell"]
    assert words_of(text, quote) == "“By which boat was it carried?”"


def test_what_was_told_ends_where_somebody_says_so() -> None:
    text = "The crew were told that the dam was filling fast, the head of their union said on Monday."
    told = [words_of(text, quote) for quote in analyse(text).quotes if quote.rule == "told"]
    assert told == ["that the dam was filling fast"]
