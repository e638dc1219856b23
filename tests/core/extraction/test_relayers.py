"""Who hands a report on where an insertion, a document or a poll stands between: invented people and places."""

from __future__ import annotations

import pytest

from core.records import Quote
from tests.core.extraction.helpers import analyse


def last(text: str) -> Quote:
    return analyse(text).quotes[-1]


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        # The report is part of a clause that an insertion parts.
        (
            "At a dinner in Orme on Wednesday, according to a woman who was there, Mr Vell told donors that the "
            "bridge would close.",
            "Vell",
            "a woman who was there",
        ),
        (
            "The council is weighing a halt to the works, three officials said, after concluding that the mortar "
            "was poor.",
            "The council",
            "three officials",
        ),
        # What somebody else says after it is the writer's to tell.
        (
            "The bridge would close, Anna Vell said, and Otto Dell told reporters that the ferry would go on.",
            "Otto Dell",
            None,
        ),
        # An account that is told of, a document in which somebody speaks.
        (
            "By the accounts of two of them, Mr Dell demanded that the bridge be shut.",
            "Dell",
            "two of them",
        ),
        (
            "The report cites a memorandum in which the engineer, Clara Orr, warned that the bridge was unsafe.",
            "Clara Orr",
            "The report",
        ),
        (
            "The chairman, Otto Dell, was quoted in the harbour programme as saying that the club would go on.",
            "Otto Dell",
            "the harbour programme",
        ),
        # Somebody quoted is not who quotes.
        (
            "In a speech to the club, Dana Holt quoted the transport minister as saying the bridge was safe.",
            "the transport minister",
            "Dana Holt",
        ),
        (
            "The letter quoted an unidentified ministry source as saying that the bridge was safe.",
            "an unidentified ministry source",
            "The letter",
        ),
        # To whom it was told.
        ("Vell’s wife confided to a tabloid that he had not slept.", "Vell’s wife", "a tabloid"),
        (
            "Balush, a guard until 2023, told the Orme-based website Gulf Current that the gate was open.",
            "Balush",
            "Gulf Current",
        ),
        (
            "Tarek Bal, who ran the site, told the London-based website Gulf Current that the drone was his.",
            "Tarek Bal",
            "Gulf Current",
        ),
        # A document quotes, lists or is read out.
        (
            "The complaint says three fitters warned of it. One of them, known as Fitter B, is quoted as writing "
            "in a logbook: “Told Ray. Ray says Monday.”",
            "One of them",
            "The complaint",
        ),
        (
            "Her personnel file, which the city gave out on Thursday, shows one complaint, in which a driver "
            "accused her of drawing a gun.",
            "a driver",
            "Her personnel file",
        ),
        (
            "The agency cited emails in which a vice president described the team as “the only people who help.” "
            "In another, from March, a manager told a colleague that “we can stop giving away the chairs.”",
            "a manager",
            "The agency",
        ),
        (
            "Senator Brann read into the record part of a statement from Selma Tell, who drives a tram. She "
            "wrote: “You have sent me a box with his shoes.”",
            "Selma Tell",
            "Brann",
        ),
        ("Senator Brann read the letter at home. She said: “You have sent me his shoes.”", "Brann", None),
        # What the same speaker adds goes the same way.
        (
            "Inspector Moll revealed that a witness had told officers he passed a man under the bridge. “He "
            "was eating an apple,” the witness added.",
            "a witness",
            "Moll",
        ),
        # Whoever reads the notes out does not hand on what Orme cautioned: the notes do.
        (
            "Diplomatic notes read out by the clerk showed that Orme had twice cautioned that he might be "
            "murdered in custody.",
            "Orme",
            "Diplomatic notes read out by the clerk",
        ),
        # A list of verbs behind an insertion is what somebody else did.
        (
            "The corporal came in on a Saturday, Anna Vell said, stood in line, bought two rolls and told him it "
            "was a misunderstanding.",
            "The corporal",
            "Anna Vell",
        ),
        # Who follows a report with another one is not a part of the first.
        (
            "The tests were old, Anna Vell answered, and denied that any result had been withheld.",
            "Anna Vell",
            None,
        ),
        # A share of those whom a poll asked.
        (
            "A Compass survey put support at 49 per cent. Only one in five believed the toll would be fair.",
            "Only one in five",
            "a Compass survey",
        ),
        ("A new poll came out on Friday. One of the mayors said the bridge was safe.", "One of the mayors", None),
    ],
)
def test_relayer(text: str, speaker: str, via: str | None) -> None:
    quote = last(text)
    assert quote.speaker is not None
    got = (quote.speaker.via or "").removeprefix("the website ") or None
    assert (quote.speaker.name, (got or "").lower() or None) == (speaker, (via or "").lower() or None)


def test_clause_after_an_insertion_has_the_subject_before_it() -> None:
    """What goes on is Dell's doing, by the aide's account."""
    who = last("Otto Dell has told nobody, an aide said, and has demanded that the map be changed.").speaker
    assert who is not None
    assert (who.name, who.via) == ("Otto Dell", "an aide")


def test_participle_does_not_end_the_phrase_before_it() -> None:
    quote = analyse("Diplomatic notes read out by the clerk showed that the ship had sailed.").quotes[0]
    assert quote.speaker is not None
    assert quote.speaker.name == "Diplomatic notes read out by the clerk"
