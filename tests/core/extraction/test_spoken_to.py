"""Whom something is said to, or who is judged, is not who says it: invented people and places."""

from __future__ import annotations

import pytest

from core.records import Quote
from tests.core.extraction.helpers import analyse, words_of


def by_words(text: str) -> dict[str, Quote]:
    return {words_of(text, quote): quote for quote in analyse(text).quotes}


def teller(quote: Quote) -> str | None:
    return quote.speaker.name if quote.speaker is not None else None


@pytest.mark.parametrize(
    ("text", "told", "by"),
    [
        ("Brandt, asked if he feared for his job, said: “I sleep well.”", "if he feared for his job", None),
        ("Mayor Lena Ortiz, asked whether she would run again, laughed.", "whether she would run again", None),
        ("Alma Reyes, asked by the Courier why she left, said she was tired.", "why she left", "the Courier"),
        ("Otto Dell, questioned about the loan, said it was repaid.", "about the loan", None),
        ("Told that the vote had been lost, Ida Marr said she would resign.", "that the vote had been lost", None),
        ("Ida Marr, told that the vote had been lost, said she would go.", "that the vote had been lost", None),
        ("“I’m told he has left the country,” Ida Marr said.", "he has left the country", None),
    ],
)
def test_whoever_is_asked_or_told_is_not_the_one_who_says_it(text: str, told: str, by: str | None) -> None:
    found = by_words(text)
    assert teller(found[told]) == by
    assert not any(quote.hypothetical for quote in found.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ida Marr, the mayor, warned that the road, which was shut, would stay so.", None),
        (
            "The mayor, Ida Marr, asked whether the road, a mile long, was shut.",
            "whether the road, a mile long, was shut",
        ),
        ("Ida Marr asked whether the road was shut.", "whether the road was shut"),
    ],
)
def test_whoever_asks_or_warns_with_a_comma_near_still_does(text: str, said: str | None) -> None:
    found = by_words(text)
    quote = found[said] if said is not None else next(iter(found.values()))
    assert teller(quote) == "Ida Marr"


@pytest.mark.parametrize(
    "headline",
    [
        "Minister slammed over £86,000 ‘potplant palace’",
        "Council blasted for ‘heartless’ eviction of widow",
        "PM mocked after ‘shambolic’ speech",
        "Star accused of ‘vile’ rant at waiter",
        "Boss criticised over ‘insulting’ pay offer",
        "Star hailed as ‘the new Pelo’ after debut",
    ],
)
def test_whoever_is_judged_in_a_headline_does_not_say_so(headline: str) -> None:
    text = f"{headline}\n\n“It is an insult,” said the union’s Mary Cole. Actor Ben Tolley denied it."
    quotes = [quote for quote in analyse(text).quotes if quote.pieces[0][0] < len(headline)]
    assert quotes
    assert [teller(quote) for quote in quotes] == [None]


def test_whoever_is_judged_between_commas_says_only_what_follows() -> None:
    text = "Ida Marr, mocked for a ‘cringeworthy’ dance, said she was proud."
    assert {words: teller(q) for words, q in by_words(text).items()} == {
        "a ‘cringeworthy’": None,
        "she was proud": "Ida Marr",
    }


def test_a_headline_without_quotation_marks_only_tells_that_somebody_was_judged() -> None:
    text = "Minister slammed over £86,000 palace as nurses queue\n\nIt was on Monday."
    assert by_words(text) == {}


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("Union slams ‘heartless’ plan\n\nIt was on Monday.", "‘heartless’ plan", "Union"),
        ("Ida Marr criticised the council over its “heartless” letter.", "its “heartless”", "Ida Marr"),
        (
            "Ida Marr described as “reckless” a plan to sell it.",
            "“reckless”",
            "Ida Marr",
        ),
    ],
)
def test_whoever_judges_does_say_so(text: str, said: str, speaker: str) -> None:
    assert {words: teller(q) for words, q in by_words(text).items()} == {said: speaker}


def test_nobody_s_report_is_a_negated_one_in_somebody_s() -> None:
    text = "Nobody, Mary Cole said, warned the families that the wall was unsafe."
    found = by_words(text)
    outer = found["Nobody | warned the families that the wall was unsafe"]
    assert (teller(outer), outer.negated) == ("Mary Cole", False)
    assert found["that the wall was unsafe"].negated


@pytest.mark.parametrize("who", ["No one", "Neither firm", "None of the officers", "No officer"])
def test_what_nobody_says_is_negated(who: str) -> None:
    assert [quote.negated for quote in analyse(f"{who} said that the road was shut.").quotes] == [True]


@pytest.mark.parametrize("said", ["would only say that", "would say only that"])
def test_what_somebody_would_only_say_was_said(said: str) -> None:
    assert [q.hypothetical for q in analyse(f"Ida Marr {said} the road was shut.").quotes] == [False]


@pytest.mark.parametrize("text", ["Otto Dell read from a letter. “I am sorry,” he said.",
                                  "Otto Dell wept as he read from a letter. “I am sorry,” he said."])  # fmt: skip
def test_who_reads_from_a_letter_speaks(text: str) -> None:
    quote = by_words(text)["“I am sorry,”"]
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.via) == ("Otto Dell", None)
