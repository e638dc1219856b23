"""Speakers without a name: whom the next pronoun stands for, what they are, what they are called."""

from __future__ import annotations

import pytest

from core.records import Quote, SpeakerKind
from tests.core.extraction.helpers import analyse


def speakers(text: str) -> list[str | None]:
    """The names of those who say something, in text order."""
    return [quote.speaker.name if quote.speaker else None for quote in analyse(text).quotes]


def last(text: str) -> Quote:
    return analyse(text).quotes[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who spoke last goes on, though somebody with a name was there before.
        ("Otto Dell came. A passenger who swam ashore said the boats were locked. He said it was dark.",
         "A passenger who swam ashore"),
        ("Anna Vell left. A nurse at the Orme clinic said it was late. She added that it rained.",
         "A nurse at the Orme clinic"),
        ("Anna Vell left. A waiter from the Ship said it was late. “We broke a window,” he said.",
         "A waiter from the Ship"),
        # "She" in what a nurse says of herself is the nurse.
        ("Anna Vell left. A doctor on the ward said she had signed it. She said she had kept notes.",
         "A doctor on the ward"),
        # The gender she told of herself does not go with "he".
        ("Otto Dell came. A doctor on the ward said she had signed it. He said the road was shut.", "Otto Dell"),
        # A question is for somebody else to answer.
        ("Anna Vell sat down. An officer who knew her asked whether she could wait. “I can,” she said.",
         "Anna Vell"),
        # The whole phrase stays the name when it is shortened later.
        ("A person familiar with the matter said it was late. The person said it rained.",
         "A person familiar with the matter"),
        ("The study’s authors said it was open. They said it would go on.", "The study’s authors"),
        # Also where somebody else is named in the phrase.
        ("Anna Vell left. The Corran Association’s secretary said it was late. She said it rained.",
         "The Corran Association’s secretary"),
        ("Otto Dell left. Dell’s agent said it was late. The agent said it rained.", "Dell’s agent"),
        ("Anna Vell left. A cardiologist in the trial said it was late. The cardiologist said it rained.",
         "A cardiologist in the trial"),
        # One of whom nothing tells whether it is a man or a woman; the council spoke before.
        ("The council met. A spokesperson said it was late. They added that it rained.", "A spokesperson"),
        ("Several senators left. A nurse said it was late. They said it rained.", "Several senators"),
    ],
)  # fmt: skip
def test_somebody_without_a_name_goes_on_speaking(text: str, expected: str) -> None:
    assert speakers(text)[-1] == expected


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("A reviewer of the paper", SpeakerKind.UNNAMED),
        ("A farmer on the board", SpeakerKind.UNNAMED),
        ("A neighbour of the students", SpeakerKind.UNNAMED),
        ("The teachers’ union", SpeakerKind.ORGANISATION),
        ("A group of villagers", SpeakerKind.GROUP),
        ("Three former detainees", SpeakerKind.GROUP),
        ("Two officials", SpeakerKind.GROUP),
        ("One of the two officials", SpeakerKind.UNNAMED),
        ("Messages from Orme", SpeakerKind.UNNAMED),
    ],
)
def test_the_head_of_the_phrase_says_what_somebody_is(phrase: str, kind: SpeakerKind) -> None:
    speaker = last(f"{phrase} said the road was shut.").speaker
    assert speaker is not None
    assert (speaker.name, speaker.kind) == (phrase, kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A list of speakers does not tell who "her" is.
        ("Governor Anna Whitlock spoke. Her own health department said it was late.",
         "Whitlock’s health department"),
        ("Anna Vell spoke. Her spokesman in Orme said it was late.", "Vell’s spokesman in Orme"),
        ("Halvern Foods closed. Its lawyers said it was late.", "Halvern Foods’ lawyers"),
        ("Anna Vell’s own deputy said it was late.", "Anna Vell’s deputy"),
        # Whose it is does not show.
        ("It rained. Her own department said it was late.", "Her department"),
        ("The hospital’s own figures said it was late.", "The hospital’s figures"),
        ("A man on his own said it was late.", "A man on his own"),
        # What is only said of the source besides is left out.
        ("A negotiator, who asked not to be named, said it was late.", "A negotiator"),
        ("A negotiator who led the talks said it was late.", "A negotiator who led the talks"),
    ],
)  # fmt: skip
def test_whose_somebody_is_stands_in_the_name(text: str, expected: str) -> None:
    assert speakers(text)[-1] == expected


def test_the_same_office_is_one_speaker() -> None:
    text = (
        "Governor Anna Whitlock spoke. Her own health department said it was late. Whitlock left. "
        "Her health department said it rained. The department said it was dark."
    )
    assert speakers(text) == ["Whitlock’s health department"] * 3


def test_he_who_answers_is_not_who_asked() -> None:
    text = (
        "Asked by Mr Orr if he had locked the gate, Mr Tell answered that he had. Asked by Mr Orr if he had heard "
        "a dog, he answered that there was none."
    )
    assert speakers(text)[-1] == "Tell"


def test_an_interview_goes_on_behind_the_writers_question() -> None:
    text = (
        "Otto Dell said it was late.\n\nElla Haug is not persuaded. “Perhaps a fault,” she says.\n\n"
        "“Perhaps a joke. Who knows?”\n\nWould you do it again?\n\n“I was there four times. It was good.”"
    )
    assert speakers(text)[-1] == "Ella Haug"


def test_whoever_was_asked_by_name_answers() -> None:
    text = (
        "Otto Dell told the inquiry that the door leaked. The captain, Jon Firth, denies it. His lawyer, Anna "
        "Vell, put it to Mr Dell that he had made it up.\n\n“You made that up, didn’t you?” she asked.\n\n"
        "“No, ma’am.”\n\n“You had been drinking?”\n\n“I’d had two pints at lunch.”\n\nThe inquiry goes on.\n"
    )
    assert speakers(text)[-4:] == ["Anna Vell", "Otto Dell", "Anna Vell", "Otto Dell"]


def test_a_quote_waits_for_no_verb_in_the_next_paragraph() -> None:
    text = "Anna Vell sat down.\n\n“I was late.”\n\nThe trial went on."
    (quote,) = analyse(text).quotes
    assert quote.cue == ()
    assert quote.speaker is None or quote.speaker.name == "Anna Vell"


@pytest.mark.parametrize("word", ["Twice.", "Never!", "Really?"])
def test_one_word_in_a_sentence_of_its_own_goes_on(word: str) -> None:
    text = f"“It was late again,” Anna Vell said. “{word}”"
    (quote,) = analyse(text).quotes
    assert [text[slice(*piece)] for piece in quote.pieces] == ["“It was late again,”", f"“{word}”"]
