"""Whom "the company", "the driver", "the interior ministry" mean: somebody of the story, or only themselves."""

from __future__ import annotations

import pytest

from core.records import SpeakerKind
from tests.core.extraction.helpers import analyse


def speaker(text: str) -> tuple[str | None, SpeakerKind] | None:
    who = analyse(text).quotes[-1].speaker
    return None if who is None else (who.name, who.kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The firm of the story, not the paper that was told, nor a university.
        ("Halvern Foods closed. Anna Vell told the Corran Courier it was late. The company said it rained.",
         "Halvern Foods"),
        ("Halvern Foods closed. It paid the University of Orme. The firm said it rained.", "Halvern Foods"),
        ("The chain came. Halvern Foods closed. The retailer said it rained.", "Halvern Foods"),
        ("The University of Orme met. The journal Marine Records came. The university said it rained.",
         "University of Orme"),
        ("The Corran Guild of Masons met. Halvern Foods closed. The union said it rained.",
         "Corran Guild of Masons"),
        # A firm by what it is called right before or behind, or by its own name.
        ("Halvern Foods closed. The maintenance firm Aerotek said it was late. "
         "The maintenance firm said it rained.", "Aerotek"),
        ("Nordia Air stopped. The engine maker, Turbomek, came. The carrier said it rained.", "Nordia Air"),
        ("Carmaker Hoshino closed. Anna Vell left. The company said it rained.", "Hoshino"),
        # Where a body sits or is traded is not its name.
        ("Halvern Foods closed. Shares in the Corran-based company fell. The company said it rained.",
         "Halvern Foods"),
        ("Halvern Foods closed. Its London-listed rival met. The company said it rained.", "Halvern Foods"),
        # What can be said of a firm as well makes nobody of it.
        ("Halvern Foods closed. Halvern said it was late.\n\nRival Pelham Bio, whose pill had sales of $8m last "
         "year, rose 4 per cent. It said it rained.", "Pelham Bio"),
        ("The charity Northern Aid met. The charity said it rained.", "Northern Aid"),
        ("The Innocence Clinic met. Halvern Foods closed. The clinic said it rained.", "Innocence Clinic"),
        ("The Skerra Fishermen’s Association said it was late. The association said it rained.",
         "Skerra Fishermen’s Association"),
        # Nobody of a name that said it had.
        ("The regulator, Swissmed, said it had come late. Anna Vell left. Swissmed said it rained.", "Swissmed"),
        ("A nurse told the Bresk Tagblatt it was late. The daily said it rained.", "Bresk Tagblatt"),
        ("Anna Vell left. The county said it rained.", "The county"),
        # Where no body of the story fits, the description stands for itself.
        ("Halvern Foods closed. The league said it rained.", "The league"),
        ("NorthRail stopped. The power firm said it rained.", "The power firm"),
        ("Halvern Foods closed. The Callaway campaign said it rained.", "The Callaway campaign"),
        ("The foreign ministry met. The interior ministry said it rained.", "The interior ministry"),
    ],
)  # fmt: skip
def test_bodies(text: str, expected: str) -> None:
    assert speaker(text) == (expected, SpeakerKind.ORGANISATION)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Somebody else has that office or job.
        ("Anna Vell met Otto Dell. The driver said it rained.", "The driver"),
        ("Anna Vell came late. The coroner said it rained.", "The coroner"),
        ("Otto Dell scored. The club’s doctor said it rained.", "The club’s doctor"),
        # A career is that of somebody named; an occupation that of the only person spoken of.
        ("Anna Vell met Otto Dell. The former captain said it rained.", "Anna Vell"),
        ("Anna Vell met Otto Dell. The teenager said it rained.", "Anna Vell"),
        ("Otto Dell planted his first trees in May. The grower said it rained.", "Otto Dell"),
        # Whose role it is stands before the name.
        ("Corran’s spokesman, Otto Dell, left with Ivo Marr. The spokesman said it rained.", "Otto Dell"),
        # The role of a phrase that has the name elsewhere.
        ("Ivo Marr left. The chief seismologist of the survey, Bram Oost, said it was late. "
         "The seismologist said it rained.",
         "Bram Oost"),
        # The other secretary; whoever wrote the article is nobody it tells of.
        ("Home Secretary Anna Vell left. The shadow home secretary said it rained.",
         "The shadow home secretary"),
        ("By Anna Vell\n\nIt was late in Orme. The foreman said it rained.", "The foreman"),
        # Another head of something else; towns are nobody.
        ("Governor Anna Vell left. The head of the nurses’ association said it rained.",
         "The head of the nurses’ association"),
        ("Mayor Anna Vell left. The mayor of Orme said it rained.", "Anna Vell"),
        ("The headteacher of the school in nearby Torrin said it rained.",
         "The headteacher of the school in nearby Torrin"),
        ("Justice Anna Vell left with Ivo Marr. The judge said it rained.", "Anna Vell"),
    ],
)  # fmt: skip
def test_people(text: str, expected: str) -> None:
    found = speaker(text)
    assert found is not None
    assert found[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who was told of before keeps the description, though somebody with that job is named later.
        ("The mayor’s official spokesman told reporters it was late. Asked again, the spokesman replied that it "
         "rained. Its health spokesman, Otto Dell, left.", "The mayor’s official spokesman"),
        ("There is a memo in which the general manager complains that it rained. The pit was shut in 2004. A new "
         "general manager, Otto Dell, left.", "the general manager"),
        ("It was wet. The headman complained that it rained. Village headman Otto Dell left.", "Otto Dell"),
        # A trade before a name is no part of it.
        ("Welder Otto Dell said it was late. The welder said it rained.", "Otto Dell"),
        ("The technician, whose name has been withheld, said it rained. A technician, Otto Dell, left.",
         "The technician"),
        # Of "the critic, whose notice Vell keeps" it is the critic who speaks.
        ("The critic of the Evening Ledger, whose notice Anna Vell still keeps, found that it rained.",
         "The critic of the Evening Ledger"),
    ],
)  # fmt: skip
def test_who_holds_a_role_where_others_do_later(text: str, expected: str) -> None:
    quotes = analyse(f"Nothing was said\n\nIt was late in the day. {text}").quotes
    said = [quote.speaker.name for quote in quotes if quote.speaker is not None and quote.speaker.name]
    assert said[-1] == expected


def test_somebody_of_the_lead_is_named_where_he_comes_up_again() -> None:
    text = (
        "Court hears of wreck\n\nThe owner called the boat old, a former deckhand told a jury on Tuesday.\n\n"
        "The deckhand, Otto Dell, was there for an hour."
    )
    assert speaker(text) == ("Otto Dell", SpeakerKind.PERSON)


def test_behind_a_report_in_a_report_its_teller_goes_on() -> None:
    text = (
        "It was late\n\nCouncillor Anna Vell said a nurse in Orme had confided to her that nobody is turned down. "
        "She then requested that the remark be left out."
    )
    assert speaker(text) == ("Anna Vell", SpeakerKind.PERSON)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Anna Vell kept the lamp. “It was mine,” she said.\n\nA new manager, Martin Dell, telephoned to tell her "
         "the news.", "Anna Vell"),
        # "He" may be who spoke before.
        ("“It was mine,” Martin Dell said.\n\nOtto Vell, 20, was next to him.", "Otto Vell"),
    ],
)  # fmt: skip
def test_a_quote_that_tells_of_whoever_acted_before_is_somebody_elses(before: str, expected: str) -> None:
    text = f"It was late\n\n{before} “He said it was a question of sight lines.”"
    direct = [quote for quote in analyse(text).quotes if quote.kind.value == "direct"]
    assert direct[-1].speaker is not None
    assert direct[-1].speaker.name == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The chair of the Orme Harbour Board (OHB), Ida Marr, said the dam was shut.", "Ida Marr"),
        ("The head of TBC (Tarvo Bakers Conference), Otto Dell, said the dam was shut.", "Otto Dell"),
    ],
)
def test_what_stands_in_brackets_behind_a_body_is_nobody(text: str, name: str) -> None:
    (quote,) = analyse(text).quotes
    assert quote.speaker is not None and quote.speaker.name == name


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        ("Mr. Rao said Rs. 500 crore was spent.", "Rs. 500 crore was spent", "Rao"),
        ("Premier Dean Halloran says the fire is out.", "the fire is out", "Dean Halloran"),
        ("Neither Ana Ruz nor Karl Benn denied that they had met.", "that they had met", "Ana Ruz and Karl Benn"),
    ],
)
def test_words_that_look_like_titles_stops_and_ends(text: str, said: str, name: str) -> None:
    (quote,) = analyse(text).quotes
    assert text[slice(*quote.pieces[0])] == said
    assert quote.speaker is not None and quote.speaker.name == name


def test_a_forecast_that_is_cut_says_nothing() -> None:
    assert analyse("The bank trimmed its growth forecast to 0.9% from 1.2%.").quotes == ()


def test_what_neither_of_two_says_is_negated() -> None:
    (quote,) = analyse("Neither Ana Ruz nor Karl Benn said that they had met.").quotes
    assert quote.negated


def test_a_wish_ends_where_its_holder_does_something_else() -> None:
    text = "The union wants an inquiry by May and has written to the clubs."
    assert [text[slice(*quote.pieces[0])] for quote in analyse(text).quotes] == ["an inquiry by May"]
