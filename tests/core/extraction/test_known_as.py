"""People whom an article calls by what they gave as their name: "a survivor known only as Samir"."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import analyse


def last(text: str) -> tuple[str | None, str | None] | None:
    who = analyse(text).quotes[-1].speaker
    return None if who is None else (who.name, who.via)


@pytest.mark.parametrize(
    "who",
    [
        "a survivor identified only as Samir",
        "a survivor identified by police as Samir",
        "a baker known only as Samir",
        "a baker known locally as Samir",
        "a woman who asked to be called Samir",
        "a woman who asked to be identified as Samir",
        "a fisherman who gave his name only as Samir",
        "a survivor named Samir",
    ],
)
@pytest.mark.parametrize(
    ("form", "via"),
    [
        ("Ida Marr left.\n\n“It was dark,” {} told the private channel Nour TV from his bed.", "Nour TV"),
        ("Ida Marr left.\n\n{} said it was dark.", None),
        ("Ida Marr left.\n\n“It was dark,” said {}.", None),
    ],
)
def test_by_that_name(form: str, via: str | None, who: str) -> None:
    found = analyse(form.format(who).replace("\n\na ", "\n\nA ")).quotes
    assert [(quote.speaker.name, quote.speaker.via) for quote in found if quote.speaker] == [("Samir", via)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who identifies somebody else is another.
        ("A witness who identified the man as Otto Dell said it was dark.",
         "A witness who identified the man as Otto Dell"),
        ("“It was dark,” a clerk who asked not to be named told the Corran Courier.",
         "a clerk who asked not to be named"),
        ("One of them, identified only as Mechanic B, said it was dark.", "Mechanic B"),
        # "As" before a name and a verb mostly begins a clause.
        ("Ida Marr was known to wave as Otto Dell said it was dark.", "Otto Dell"),
    ],
)  # fmt: skip
def test_others(text: str, expected: str) -> None:
    found = last(text)
    assert found is not None
    assert found[0] == expected
