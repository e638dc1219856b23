"""People before whose name stands a body's with small words in it: "Labour for Growth chairman Sir Otto Dell"."""

from __future__ import annotations

import pytest

from core.records import SpeakerKind
from tests.core.extraction.helpers import analyse


def last(text: str) -> tuple[str | None, SpeakerKind] | None:
    who = analyse(f"It was late on Monday.\n\n{text}").quotes[-1].speaker
    return None if who is None else (who.name, who.kind)


@pytest.mark.parametrize(
    "text",
    [
        "Labour for Growth chairman Sir Otto Dell, who led a ministry, tweeted: “It rained.”",
        "And Labour for Growth chairman Sir Otto Dell, whose firm failed, said it rained.",
        "Fuel for All campaigner Otto Dell said it rained.",
        "University of Orme professor Otto Dell said it rained.",
        "Chairman Sir Otto Dell tweeted that it rained.",
    ],
)
def test_are_themselves(text: str) -> None:
    assert last(text) == ("Otto Dell", SpeakerKind.PERSON)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Whose lawyers they are, and for which ministry somebody speaks.
        ("Lawyers for Corran Rovers manager Otto Dell said it rained.",
         ("Lawyers for Corran Rovers manager Otto Dell", SpeakerKind.GROUP)),
        ("A Department for Homes spokesman said it rained.",
         ("A Department for Homes spokesman", SpeakerKind.UNNAMED)),
        ("The Department for Homes said it rained.", ("Department for Homes", SpeakerKind.ORGANISATION)),
    ],
)  # fmt: skip
def test_others(text: str, expected: tuple[str, SpeakerKind]) -> None:
    assert last(text) == expected


def test_roles_hold_the_whole_name_of_the_body_and_no_line_above() -> None:
    text = (
        "By Ida Marr, Political Editor\n\nHousing Secretary Anna Vell said it was late. "
        "And Labour for Growth chairman Otto Dell said it rained."
    )
    roles = {speaker.name: speaker.roles for speaker in analyse(text).speakers}
    assert roles["Anna Vell"] == ("housing secretary", "secretary")
    assert roles["Otto Dell"] == ("labour for growth chairman",)
