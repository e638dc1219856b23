"""Quotes that a line signs or a handle opens: invented people and places."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import analyse

QUOTE = "“The web is where the readers are, and where they will stay.”"


def speaker(text: str) -> str | None:
    who = analyse(text).quotes[0].speaker
    return None if who is None or not who.pieces else text[slice(*who.pieces[0])]


@pytest.mark.parametrize(
    ("behind", "source", "name"),
    [
        (" — Mara Ingle", "Mara Ingle", "Mara Ingle"),
        ("\n- Mara Ingle", "Mara Ingle", "Mara Ingle"),
        (
            "\n\n– Mara Ingle, editor of the Orme Courier",
            "Mara Ingle, editor of the Orme Courier",
            "Mara Ingle",
        ),
    ],
)
def test_name_that_signs_a_quote_speaks_it(behind: str, source: str, name: str) -> None:
    text = f"The paper has changed a lot.\n\n{QUOTE}{behind}\n\nThe board met on Monday."
    quote = analyse(text).quotes[0]
    assert speaker(text) == source
    assert quote.speaker is not None
    assert (quote.speaker.name, text[slice(*quote.cue[0])]) == (name, behind.strip()[0])


@pytest.mark.parametrize("behind", [" — Mara Ingle was not there.", "\n- Mara", "\n- Mara Ingle’s paper closed"])
def test_line_that_goes_on_signs_nothing(behind: str) -> None:
    assert speaker(f"The paper has changed a lot.\n\n{QUOTE}{behind}\n\nThe board met on Monday.") is None


def test_dash_without_a_space_is_no_part_of_the_quote() -> None:
    text = f"Readers wrote in.\n\n{QUOTE}― Mara Ingle\n“I have not read it in years, and nor has he.”― Otto Dell"
    quotes = analyse(text).quotes
    assert [text[slice(*q.pieces[-1])][-1] for q in quotes] == ["”", "”"]
    assert [q.speaker.name for q in quotes if q.speaker is not None] == ["Mara Ingle", "Otto Dell"]


def test_quote_behind_a_signed_one_is_not_the_signer_s() -> None:
    text = f"Readers wrote in.\n\n{QUOTE} — Mara Ingle\n\n“I have not read it in years, and nor has he.”"
    who = analyse(text).quotes[-1].speaker
    assert who is None or who.name is None


def test_handle_before_a_post_speaks_it() -> None:
    text = "Then came the comments.\n\n@tobybeforenoon: “ok but some kid in 1978 wanted to learn knots. theft”"
    assert speaker(text) == "@tobybeforenoon"


def test_colon_without_a_handle_names_nobody() -> None:
    assert speaker("One line stood on the wall at noon: “ok but some kid wanted to learn knots. theft”") != "noon"
