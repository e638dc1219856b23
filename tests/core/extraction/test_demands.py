"""A number that somebody demands or offers is theirs, where nobody's words are reported."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import figures


def speaker(text: str, words: str) -> str | None:
    who = figures(text)[words].speaker
    return None if who is None else who.name


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Prosecutors had asked for nine years.", "nine years", "Prosecutors"),
        ("Lawyers for the family sought $4 million in damages.", "$4 million", "Lawyers for the family"),
        ("The line has offered drivers 6.1% over two years.", "6.1%", "The line"),
        ("Varn Ferries has 30 ships. The company has offered crews 6.1%.", "6.1%", "Varn Ferries"),
        ("Crews were offered 3% by the line.", "3%", "the line"),
        ("Nurses want to seek a rise of 35%.", "35%", "Nurses"),
        ("The mayor, Lena Orr, has promised 300 jobs.", "300 jobs", "Lena Orr"),
        ("Ada Pell, who has offered £4m, left.", "£4m", "Ada Pell"),
        ("Ada Pell led the talks. She offered £4m.", "£4m", "Ada Pell"),
    ],
)
def test_whose_it_is(text: str, words: str, who: str) -> None:
    assert speaker(text, words) == who


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police are seeking two men.", "two men"),
        ("The inn offers 300 rooms.", "300 rooms"),
        ("The union has not asked for 8%.", "8%"),
        ("Lawyers could seek $4m.", "$4m"),
        ("Villagers have asked for 10 years for a bridge.", "10 years"),
        ("Crews were offered 3%.", "3%"),
        ("Varn lost a suit over his patents asking for compensation of £90m.", "£90m"),
        ("The line paid drivers 6.1%.", "6.1%"),
    ],
)
def test_whose_it_is_not(text: str, words: str) -> None:
    assert speaker(text, words) is None


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("The £23,400 that Ada Pell claimed in expenses was repaid.", "£23,400", None),
        ("The £900 that Ada Pell claimed for a shed was repaid.", "£900", None),
        ("The three points that Ada Pell claimed on Saturday were lost.", "three points", None),
        ("The £3m that Ada Pell claimed was missing is there.", "£3m", "Ada Pell"),
        ("The 1,300 men whom Ada Pell claimed were freed are at home.", "1,300 men", "Ada Pell"),
    ],
)
def test_what_somebody_claimed_and_got_is_no_claim(text: str, words: str, who: str | None) -> None:
    assert speaker(text, words) == who
