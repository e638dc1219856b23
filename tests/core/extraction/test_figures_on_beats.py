"""Figures as the beats of a newsroom write them: crime, sport, elections, schools, housing."""

from __future__ import annotations

import pytest

from core.records import ComparisonKind, Form, NumberChange, UnitKind
from tests.core.extraction.helpers import figures
from tests.core.extraction.test_comparisons import compared


def test_a_percentage_and_what_it_led_to_are_no_range() -> None:
    found = figures("Knife crime rose 6% to 1,207 offences.")
    assert found["6%"].reading.change == NumberChange("up", "by")
    assert found["1,207 offences"].reading.change == NumberChange("up", "to")


def test_two_places_in_a_row_are_both_places() -> None:
    found = figures("Brandt scored her 17th and 18th goals of the season.")
    assert {f.reading.form for f in found.values()} == {Form.ORDINAL}
    assert not any((f.reading.counted or "").startswith("th") for f in found.values())


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("Of those, 212 involved someone under 18.", "under 18", UnitKind.AGE),
        ("A dozen patients waited, four of them over 80.", "over 80", UnitKind.AGE),
        ("Half of tenants under 30 share.", "under 30", UnitKind.AGE),
        ("Nearly 400 pupils are aged under five.", "under five", UnitKind.AGE),
        ("She broke the 200m record.", "200m", UnitKind.PHYSICAL),
        ("The share who passed fell to 61.4 per cent from 63.0, the office said.", "63.0", UnitKind.PERCENT),
        ("They want a week of 37 hours, down from 39.", "39", UnitKind.DURATION),
    ],
)
def test_bare_numbers_have_the_unit_that_is_meant(text: str, words: str, unit: UnitKind) -> None:
    assert figures(text)[words].reading.unit_kind is unit


def test_people_and_their_homes_over_a_number_are_no_age() -> None:
    assert figures("The council fined people over 40 homes.")["over 40 homes"].reading.unit_kind is UnitKind.COUNT


@pytest.mark.parametrize(
    ("text", "words", "noun"),
    [
        ("Burglaries fall for the third year running.", "third year", "year"),
        ("It was the third monthly fall in a row.", "third monthly fall", "fall"),
        ("The lowest figure since 2009. Of those, 212 were solved.", "212", None),
        ("Police arrested 47 people, charged 29 and released the other 18.", "29", "people"),
        ("Coyle got 11,904 votes. The runner-up won 11,692.", "11,692", "votes"),
        ("The party has 52 seats, five short of a majority.", "five", "seats"),
        ("The ward needs 312 nurses and has 268, 44 too few.", "44", "nurses"),
        ("The shelter turned away 29 people on Sunday, and 31 on Monday.", "31", "people"),
        ("Charity counts 4,001st rough sleeper", "4,001st rough sleeper", "sleeper"),
        ("The charity’s 70-strong team met.", "70-strong", None),
        ("Donations were the second-highest ever.", "second-highest", None),
        ("The incidence was 14.2 per 100,000 people, against 3.1 nationally.", "3.1", None),
    ],
)
def test_what_is_counted(text: str, words: str, noun: str | None) -> None:
    assert figures(text)[words].reading.counted == noun


def test_a_rate_against_another_has_its_base() -> None:
    found = figures("The incidence was 14.2 per 100,000 people, against 3.1 nationally.")
    assert found["3.1"].reading.per == "100,000 people"


def test_or_more_qualifies_no_noun() -> None:
    found = figures("The share of pupils who passed five or more exams fell.")
    assert found["five or more exams"].reading.modifiers == ()


def test_the_day_that_a_span_of_days_begins_with_is_no_count() -> None:
    assert "3" not in figures("A poll of 1,012 adults was taken between 3 and 8 May.")
    assert "Between 12 and 15 people" in figures("Between 12 and 15 people came on 8 May.")


def test_more_than_double_is_held_against_its_two_numbers() -> None:
    text = "Officials reported 846 cases on Friday, more than double the 402 recorded a month earlier."
    assert compared(text, ComparisonKind.CHANGE) == [
        (["402", "846 cases"], "the stated “more than double”, which agrees")
    ]


def test_counts_of_two_things_are_not_added() -> None:
    text = "Police charged 29. They released 18. A man faces 11 counts of fraud."
    assert all("11 counts" not in words for words, _ in compared(text, ComparisonKind.SUM))


@pytest.mark.parametrize(
    ("text", "kind", "pair", "why"),
    [
        ("The grant was cut from £1.2m to £900,000, a cut of a quarter.", ComparisonKind.CHANGE,
         ["£1.2m", "£900,000"], "“a quarter”, which agrees"),
        ("Tolls will be £2.50, half the £5 first proposed.", ComparisonKind.SHARE, ["£2.50", "£5"],
         "“half”, which agrees"),
        ("The fires killed four people, two fewer than in 2024, when six died.", ComparisonKind.CHANGE,
         ["six", "four people"], "“two fewer”, which agrees"),
        ("The fires killed four people, two fewer than in 2024, when seven died.", ComparisonKind.CHANGE,
         ["seven", "four people"], "“two fewer”, though it comes to 3 fewer"),
        ("The median wait is 14 weeks, three times the target of eight weeks.", ComparisonKind.CONTRAST,
         ["14 weeks", "eight weeks"], "“three times”, though it comes to 1.8 times"),
    ],
)  # fmt: skip
def test_what_a_beat_says_beside_two_numbers_is_held_against_them(
    text: str, kind: ComparisonKind, pair: list[str], why: str
) -> None:
    assert (pair, f"the stated {why}") in compared(text, kind)
