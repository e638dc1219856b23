"""Words set off in paragraphs of their own behind a colon: invented people and places."""

from __future__ import annotations

import pytest

from core.records import Quote
from tests.core.extraction.helpers import analyse

BEFORE = "A ramp gave way at Dalga on Sunday.\n\n"
WORDS = "The ramp was in order. It was looked at in March."
AFTER = "\n\nThe inquiry opens on Thursday, in the old customs house."


def set_off(text: str) -> list[Quote]:
    return [quote for quote in analyse(text).quotes if quote.rule == "set-off"]


@pytest.mark.parametrize(
    ("announced", "cue", "name"),
    [
        ("The line issued the following statement:", "issued the following statement", "The line"),
        ("Ida Marr, who runs the line, released a short statement on Monday:", "released", "Ida Marr"),
        ("In a letter to the board, Ida Marr wrote:", "wrote", "Ida Marr"),
        ("Ida Marr told the Courier:", "told", "Ida Marr"),
        ("“No,” said Ida Marr. She added:", "added", "Ida Marr"),
        ("The harbour union denied these charges:", "denied", "The harbour union"),
        ("According to Ida Marr, who was there:", "According to", "Ida Marr"),
        ("The notice reads:", "reads", "The notice"),
    ],
)
def test_the_paragraph_behind_an_announcement_is_what_was_said(announced: str, cue: str, name: str) -> None:
    text = f"{BEFORE}{announced}\n\n{WORDS}{AFTER}"
    quotes = analyse(text).quotes
    (quote,) = [quote for quote in quotes if quote.rule == "set-off"]
    assert [text[slice(*piece)] for piece in quote.pieces] == [WORDS]
    assert text[slice(*quote.cue[0])].startswith(cue)
    assert quote.speaker is not None
    assert quote.speaker.name is not None
    assert quote.speaker.name.lower().removeprefix("the ") == name.lower().removeprefix("the ")
    assert [q.cue for q in quotes].count(quote.cue) == 1, "the announcement itself reports nothing besides"


def test_it_goes_on_as_long_as_i_or_we_speaks() -> None:
    words = [
        "We know what happened.",
        "The ramp is shut.",
        "We will help the board.",
        "The line has four ferries.",
    ]
    text = f"{BEFORE}The line issued this statement:\n\n" + "\n\n".join(words) + AFTER
    (quote,) = set_off(text)
    assert [text[slice(*piece)] for piece in quote.pieces] == words[:3]


def test_items_of_a_list_go_on() -> None:
    items = ["- Ramp 2 is shut.", "- Ramp 3 carries forty at most.", "- Nobody boards by ladder."]
    text = f"{BEFORE}Ida Marr told the crews:\n\n" + "\n\n".join(items) + AFTER
    (quote,) = set_off(text)
    assert [text[slice(*piece)] for piece in quote.pieces] == items


def test_who_is_quoted_next_ends_it() -> None:
    text = (
        f"{BEFORE}The line wrote:\n\nWe are sorry.\n\n“We never were told,” said Otto Quill, an inspector.\n\n"
        "We shall see, he said.\n"
    )
    (quote,) = set_off(text)
    assert [text[slice(*piece)] for piece in quote.pieces] == ["We are sorry."]


def test_the_speaker_s_own_reports_inside_it_are_handed_on() -> None:
    text = (
        f"{BEFORE}Ida Marr wrote on Monday:\n\nI was at home. The captain told me that the ramp had held.{AFTER}"
    )
    inner = next(q for q in analyse(text).quotes if q.rule != "set-off" and q.speaker is not None)
    assert inner.speaker is not None
    assert inner.speaker.via == "Ida Marr"


@pytest.mark.parametrize(
    "announced",
    [
        "Watch what Ida Marr said below:",
        "The following ramps are closed:",
        "Ida Marr spoke, and this is what the day looked like:",
        "The board has three members:",
    ],
)
def test_a_colon_alone_announces_nobody(announced: str) -> None:
    assert not set_off(f"{BEFORE}{announced}\n\n{WORDS}{AFTER}")


@pytest.mark.parametrize(
    "behind",
    [
        "“The ramp was in order.”",
        "IDA MARR: The ramp was in order, I think.",
        "https://dalga.example/ramp",
        "Ramp 2",
    ],
)
def test_quotes_turns_links_and_headings_are_no_such_text(behind: str) -> None:
    assert not set_off(f"{BEFORE}Ida Marr told the Courier:\n\n{behind}{AFTER}")


@pytest.mark.parametrize(
    "text", [":", "She said:", "She said:\n\n:", "\n\nShe said:\n\n\n", "a:\n\n" * 50, "She said:\n\nI.\n\n" * 60]
)
def test_bare_announcements_do_no_harm(text: str) -> None:
    for quote in analyse(text).quotes:
        assert all(0 <= start < end <= len(text) for start, end in quote.pieces)
