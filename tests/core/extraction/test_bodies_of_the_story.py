"""Which names are bodies', so that "it" and "the company" can mean them, and which places', clocks', people's."""

from __future__ import annotations

import pytest

from core.records import SpeakerKind
from tests.core.extraction.helpers import analyse

_BODY = SpeakerKind.ORGANISATION


def last(text: str) -> tuple[str | None, SpeakerKind] | None:
    who = analyse(text).quotes[-1].speaker
    return None if who is None else (who.name, who.kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The zone behind a time is nobody, and no part of the name behind it.
        ("Halvern Foods rose. Sales grew, the company said.\n\nShares were at 38 euros at 1015 GMT, valuing the "
         "company at 12 billion euros. The company said it rained.", "Halvern Foods"),
        ("At 9:30 CET Halvern Foods said it was late. The company said it rained.", "Halvern Foods"),
        # A single name that acts or speaks as only a body does.
        ("Corvane raised its forecast on Wednesday. The company said it rained.", "Corvane"),
        ("Drivers in Fenwick left. Metrolink said it was sorry. It said it rained.", "Metrolink"),
        ("Drivers in Fenwick left. Metrolink said it was deeply disappointed. It said it rained.", "Metrolink"),
        ("Drivers in Fenwick left. Metrolink said it would appeal. It said it rained.", "Metrolink"),
        ("Skyhop cancelled forty flights on Monday. The airline said it rained.", "Skyhop"),
        # What reads as a place and speaks, and what drivers are across, in.
        ("Drivers across the Severn Vale left. Metrolink West said it was late. It said it rained.",
         "Metrolink West"),
        ("Drivers in the Severn Vale left. Metrolink West said it was late. The operator said it rained.",
         "Metrolink West"),
        # The saint's hospital by its short name.
        ("Nurses at St Bride’s Hospital left. St Bride’s said it was late. The trust said it rained.",
         "St Bride’s Hospital"),
        # Clubs by the last word alone.
        ("Thornbury City beat Aldwick Rovers. City said it was late. It said it rained.", "Thornbury City"),
        # Nobody accuses himself.
        ("Halvern Foods met the OWU. The OWU said it was late. The operator accused the OWU of “delay”.",
         "Halvern Foods"),
        ("Halvern Foods met the OWU. The OWU said it was late. The operator accused the union of “delay”.",
         "Halvern Foods"),
    ],
)  # fmt: skip
def test_bodies(text: str, expected: str) -> None:
    found = last(text)
    assert found is not None
    assert (found[0] or "").replace("'", "’") == expected
    assert found[1] is _BODY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Anything can be late or wet, and praise can be of another's players.
        ("Vell said it was late. Vell said it rained.", ("Vell", SpeakerKind.PERSON)),
        ("Brandt praised its players. The club said it rained.", ("The club", _BODY)),
        ("Vell opened its doors. He said it rained.", ("Vell", SpeakerKind.PERSON)),
        # Of a person the company says nothing.
        ("Vell closed the door. The company said it rained.", ("The company", _BODY)),
        # Where people die is a place, whatever it says.
        ("Corran West said it was late. Two people died in Corran West. The operator said it rained.",
         ("The operator", _BODY)),
        # Parties and movements have people in them.
        ("Most in the Labour Movement left. It said it rained.", ("Labour Movement", _BODY)),
        # Towns of saints.
        ("The mayor of St. Paul came. St. Paul’s council said it rained.", ("St. Paul’s council", _BODY)),
        # An acronym is a zone behind a time only.
        ("It was late in Orme. EST said it rained.", ("EST", _BODY)),
        # Offices whose names begin with such a word.
        ("Otto Dell, acting chairman, left. The chairman said it rained.", ("Otto Dell", SpeakerKind.PERSON)),
        ("Managing director Otto Dell left. The managing director said it rained.",
         ("Otto Dell", SpeakerKind.PERSON)),
    ],
)  # fmt: skip
def test_others(text: str, expected: tuple[str, SpeakerKind]) -> None:
    assert last(text) == expected


def test_no_role_begins_with_what_somebody_does() -> None:
    text = (
        "City scored, leaving Aldwick Rovers manager Stefan Brandt fuming. Brandt said it rained. "
        "Orme Bank, valuing the company at $5 billion, said it was late."
    )
    roles = {speaker.name: speaker.roles for speaker in analyse(text).speakers}
    assert roles["Stefan Brandt"] == ("aldwick rovers manager",)
    assert roles["Orme Bank"] == ()
