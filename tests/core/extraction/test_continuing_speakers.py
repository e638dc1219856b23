"""Who goes on under another description: "…," said Anna Vell. The mother of three added …; she and her team."""

from __future__ import annotations

import pytest

from core.records import SpeakerKind
from tests.core.extraction.helpers import analyse


def last(text: str) -> str | None:
    who = analyse(text).quotes[-1].speaker
    return None if who is None else who.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It was late,” said Anna Vell, who left.\n\nThe mother of three added that it rained.", "Anna Vell"),
        ("“It was late,” said Anna Vell.\n\nThe 44-year-old nurse from Orme added that it rained.", "Anna Vell"),
        ("“It was late,” said Anna Vell. “It rained,” the pensioner, 71, continued.", "Anna Vell"),
        # Whoever concedes has been spoken of.
        ("“It was late,” said Anna Vell.\n\nVell smiled at Dell. “I was wrong,” the Corran boss admitted.",
         "Anna Vell"),
        # A party's member of parliament is nobody of that name.
        ("Otto Dell raged: “It was late.”\n\nThe Unity MP for Corran North added that it rained.", "Otto Dell"),
        ("Otto Dell told reporters he was late.\n\nThe Unity MP for Corran North said it rained.", "Otto Dell"),
        # Managers and coaches are bosses.
        ("“It was late,” said Corran Rovers manager Otto Dell. “It rained,” the Rovers boss added.", "Otto Dell"),
        ("City coach Otto Dell left with Ivo Marr. Marr said it was late. The City boss said it rained.",
         "Otto Dell"),
        # Several, by the name of whoever has them.
        ("“It was late,” said Anna Vell, a teacher. She and her colleagues found that it rained.",
         "Anna Vell and her colleagues"),
        ("Dr Anna Vell led the study. She and her team found that it rained.", "Anna Vell and her team"),
        ("Anna Vell and her team found that it rained.", "Anna Vell and her team"),
    ],
)  # fmt: skip
def test_goes_on(text: str, expected: str) -> None:
    assert last(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Somebody else has been spoken of, or the role is another's.
        ("“It was late,” said Anna Vell. Ivo Marr came home. The mother of three added that it rained.",
         "The mother of three"),
        ("“It was late,” said Anna Vell, a lawyer. The plumber added that it rained.", "The plumber"),
        ("“It was late,” said Otto Dell. The mother of three added that it rained.", "The mother of three"),
        ("“It was late,” said Otto Dell, 33. The 44-year-old added that it rained.", "The 44-year-old"),
        # Two paragraphs back is too far, and whoever says may be new.
        ("“It was late,” said Anna Vell.\n\nIt was wet.\n\nThe council leader added that it rained.",
         "The council leader"),
        ("“It was late,” said Anna Vell.\n\nThe council leader said it rained.", "The council leader"),
        # Bodies add too.
        ("“It was late,” said Anna Vell. The council added that it rained.", "The council"),
        # A bank's manager has no club.
        ("Bank manager Otto Dell left. The Rovers boss said it rained.", "The Rovers boss"),
        ("She and her colleagues found that it rained.", "She and her colleagues"),
    ],
)  # fmt: skip
def test_others(text: str, expected: str) -> None:
    assert last(text) == expected


def test_several_are_a_group() -> None:
    quote = analyse("Dr Anna Vell led the study. She and her team found that it rained.").quotes[-1]
    assert quote.speaker is not None
    assert quote.speaker.kind is SpeakerKind.GROUP


def test_a_seat_is_no_name() -> None:
    found = analyse("Otto Dell told reporters he was late. The Unity MP said it rained. Local MP Ida Marr left.")
    assert "Unity MP" not in {speaker.name for speaker in found.speakers}
