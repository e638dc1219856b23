"""Headlines that name their speaker without a verb: invented people and places."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import analyse, words_of

_BODY = (
    "\n\nThe talks in Port Ardle ended on Sunday. “They shook hands for eleven minutes,” said the mediator, Ilse "
    "Brandt. The Chenaket Tribe has supplied the city with water since 1950. A report by the Marine Board says "
    "that the dam failed three inspections. Rosa Vell, the mayor, said on Monday that she had slept badly. Rowing "
    "is a sport of the poor in Ardle, and Barnaby Cole, who rowed, was there.\n"
)


def headline(text: str) -> list[tuple[str, str, str | None]]:
    """Words, cue and speaker of every quote of a headline above one and the same article."""
    whole = text + _BODY
    found = [q for q in analyse(whole).quotes if q.pieces[0][0] < len(text)]
    return [
        (words_of(whole, q), "".join(whole[a:b] for a, b in q.cue), q.speaker.name if q.speaker else None)
        for q in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vell: bridge is safe", ("bridge is safe", ":", "Rosa Vell")),
        ("Mayor: “Bridge Is Safe”", ("“Bridge Is Safe”", ":", "Rosa Vell")),
        ("Mayor on the bridge: ‘It is safe as houses’", ("‘It is safe as houses’", ":", "Rosa Vell")),
        (
            "Chenaket Tribe to city: You have until spring to pay for water",
            ("You have until spring to pay for water", ":", "Chenaket Tribe"),
        ),
        (
            "Delegations ‘shook hands for eleven minutes’: mediator",
            ("Delegations ‘shook hands for eleven minutes’", ":", "Ilse Brandt"),
        ),
        ("Dam failed three inspections: report", ("Dam failed three inspections", ":", "Marine Board")),
        ("“I slept badly”: Rosa Vell on bridges", ("“I slept badly”", "", "Rosa Vell")),
        ("Bridge is safe – mayor", ("Bridge is safe", "", "Rosa Vell")),
        ("Sculler: dam was never inspected", ("dam was never inspected", ":", "Sculler")),
        ("Poll: Ardle race in dead heat", ("Ardle race in dead heat", ":", "Poll")),
    ],
)
def test_who_stands_before_or_behind_the_mark_says_it(text: str, expected: tuple[str, str, str | None]) -> None:
    assert headline(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Rowing: world body meets in the rain",
        "Editorial: sell the golf course",
        "Exclusive: bridge is closed for a year",
        "Explainer: Why two towns fight over a bridge",
        "Barnaby Cole: an apology",
        "Port Ardle: three islands without light",
        "A week in the harbour – live",
    ],
)
def test_rubrics_and_subjects_say_nothing(text: str) -> None:
    assert headline(text) == []


def test_the_lines_of_a_transcript_stay_lines_below_a_headline() -> None:
    text = (
        "NEWSCAST, 5 P.M.: State tells three counties not to drink the water\n\n"
        "VELL: I was at the pier before you came.\n\nMARR: Nobody saw you there.\n\n"
        "VELL: You were asleep in the car.\n"
    )
    found = [(words_of(text, q), q.rule) for q in analyse(text).quotes if q.rule in ("transcript", "headline")]
    assert found == [
        ("I was at the pier before you came.", "transcript"),
        ("Nobody saw you there.", "transcript"),
        ("You were asleep in the car.", "transcript"),
    ]


def test_a_study_in_a_headline_is_not_whoever_speaks_of_it_below() -> None:
    text = (
        "River pollution doubled in a year, report says\n\n"
        "Rivers are filthy. The campaign group Clean Streams said the report was shocking."
    )
    first = analyse(text).quotes[0]
    assert first.speaker is not None and first.speaker.name != "Clean Streams"
