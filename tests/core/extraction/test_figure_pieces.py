"""How far a figure runs, and what is counted, where the words say it elsewhere than right behind the number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.language.pipeline import load
from core.records import Form, Reading, UnitKind
from tests.core.extraction.helpers import figures


def reading(text: str, words: str) -> Reading:
    found = figures(text)
    assert words in found, list(found)
    return found[words].reading


@pytest.mark.parametrize(
    ("text", "words", "counted"),
    [
        ("Between 40 and 50 barns burned.", "Between 40 and 50 barns", "barns"),
        ("It will hold between £2m and £3m.", "between £2m and £3m", None),
        ("She spoke of “between 40 and 50” barns in the valley.", "between 40 and 50", "barns"),
        ("He called it “some 300” letters too many.", "some 300", "letters"),
        ("Six barns burned, out of about 90 in the valley.", "about 90", "barns"),
        ("Nine miners were hurt. The hospital in Corran put the figure at 14.", "14", "miners"),
        ("Nine miners were hurt. The owner said the correct number was 12.", "12", "miners"),
        ("Police put the number of marchers at 3,000.", "3,000", "marchers"),
        ("The council wants to raise the number of wardens from 30 to 45.", "30", "wardens"),
        ("The council wants to raise the number of wardens from 30 to 45.", "45", "wardens"),
        ("Her survey of 310 cows found the worm in the stomachs of 28.", "28", "cows"),
        ("A crowd of 900 sang.", "900", "crowd"),
        ("The crowd of 900 sang.", "900", "crowd"),
        ("The toll rose to 87.", "87", "toll"),
        ("She left school at 16.", "16", None),
        ("The watch in Dell now has 312 wardens, down from 347.", "347", "wardens"),
        ("A doctor put the death toll at 31.", "31", "toll"),
        ("The company put losses at £4.7m.", "£4.7m", "losses"),
        ("The mayor estimated the cost of the repair at about £9m.", "about £9m", "cost"),
        ("She put the purse on the table at £9.", "£9", None),
    ],
)
def test_what_is_counted_is_not_the_one_who_tells_it(text: str, words: str, counted: str | None) -> None:
    assert reading(text, words).counted == counted


def test_what_is_put_at_a_number_is_said_of_it_and_not_that_it_is_put() -> None:
    found = reading("A doctor put the death toll at 31.", "31")
    assert (found.modifiers, found.counted, found.predicate) == (("death",), "toll", None)
    assert reading("The company put losses at £4.7m.", "£4.7m").predicate is None


def test_a_number_that_is_all_somebody_says_is_of_what_was_stated_before() -> None:
    text = "The council puts the cost at 12 to 14 million dinars a year. The auditor says 7 million."
    found = reading(text, "7 million")
    assert (found.unit_kind, found.unit) == (UnitKind.CURRENCY, "dinar")


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "form", "counted"),
    [
        ("One cow in ten was ill.", "One cow in ten", "0.1", "0.1", Form.FRACTION, "cow"),
        ("As many as one cow in ten was ill.", "As many as one cow in ten", None, "0.1", Form.BOUND, "cow"),
        ("Two trains out of five were late.", "Two trains out of five", "0.4", "0.4", Form.FRACTION, "trains"),
        ("He lost one game in six weeks.", "one game", "1", "1", Form.POINT, "game"),
        ("It scored one goal in ten games.", "one goal", "1", "1", Form.POINT, "goal"),
    ],
)  # fmt: skip
def test_so_many_of_so_many_is_a_part_with_its_noun(
    text: str, words: str, low: str | None, high: str, form: Form, counted: str
) -> None:
    found = reading(text, words)
    assert (found.low, found.high) == (low and Decimal(low), Decimal(high))
    assert (found.form, found.counted) == (form, counted)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("My grandmother is 84 and plays chess.", UnitKind.AGE),
        ("The skipper was 52 when the Alder sank.", UnitKind.AGE),
        ("“I’m 72,” said Hara Moss.", UnitKind.AGE),
        ("Hara Moss is 61. She owns a mill.", UnitKind.AGE),
        ("Pupils between the ages of 11 and 16 may come.", UnitKind.AGE),
        ("Turnout was 38, she said.", UnitKind.COUNT),
        ("Hara Moss is 6'3\" tall.", UnitKind.COUNT),
        ("The index was 81 on Friday.", UnitKind.COUNT),
        ("Hara Moss is 14 points ahead.", UnitKind.COUNT),
    ],
)
def test_a_bare_number_after_a_copula_is_an_age_of_people_only(text: str, kind: UnitKind) -> None:
    numbers = [f.reading for f in figures(text).values() if f.reading.form is not Form.DATE]
    assert numbers and numbers[0].unit_kind is kind


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("The pump cost 3.8 million crowns.", "3.8 million crowns", "crown"),
        ("She tore up a 500-crown note.", "500-crown", "crown"),
        ("He paid twenty pesos.", "twenty pesos", "peso"),
        ("He paid 200 Swedish crowns.", "200 Swedish crowns", "SEK"),
        ("He paid 200 Mexican pesos.", "200 Mexican pesos", "MXN"),
    ],
)
def test_money_of_no_named_country_keeps_its_name(text: str, words: str, unit: str) -> None:
    found = reading(text, words)
    assert (found.unit_kind, found.unit, found.counted) == (UnitKind.CURRENCY, unit, None)


def test_crowns_that_are_worn_are_counted() -> None:
    assert reading("The museum owns three crowns.", "three crowns").unit_kind is UnitKind.COUNT


def test_times_are_counted_and_a_multiple_is_none() -> None:
    found = figures("She voted against the bridge once and abstained twice. Rents are twice what they were.")
    once, twice = found["once"].reading, found["twice"].reading
    assert (once.low, once.counted, once.predicate) == (Decimal(1), "times", "voted")
    assert twice.form is Form.MULTIPLE, "the last of two figures with the same words"
    assert reading("She calls twice a week.", "twice a week").per == "week"
    assert "once" not in figures("Once it rained. She was once a nurse.")
    assert "once" not in figures("It failed three times: once in rain, once in fog and once for want of fuel.")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("In November the mill closed.", ["November"]),
        ("Sailings between October and March were fewer.", ["October", "March"]),
        ("The hearings will last into May.", ["May"]),
        ("Come June, they will queue.", ["June"]),
        ("May said no. A letter by May was read. In May, it rained.", ["May"]),
        ("They march and may return. A gift from April Coyle came.", []),
    ],
)
def test_months_alone_are_dates_and_names_are_not(text: str, months: list[str]) -> None:
    found = load().analyse(text, date(2025, 3, 14)).figures
    dates = [f for f in found if f.reading.form is Form.DATE]
    assert [text[slice(*f.pieces[0])] for f in dates] == months
    assert all(f.reading.time is not None and f.reading.time.precision == "month" for f in dates)


def test_a_month_alone_is_the_nearest_to_publication() -> None:
    found = load().analyse("Sailings between October and March were fewer.", date(2025, 3, 14)).figures
    starts = [f.reading.time.start for f in found if f.reading.time]
    assert starts == [date(2024, 10, 1), date(2025, 3, 1)]


def test_what_only_says_when_or_how_old_sorts_behind_every_other_figure() -> None:
    text = (
        "DELL, March 14 - Hara Moss, 61, told the board on Thursday that 40 barns had burned in November.\n\n"
        "“My grandmother is 84,” she said. The board spent £3m on pumps and lost six of the 14."
    )
    found = [f for f in load().analyse(text, date(2025, 3, 14)).figures]
    minor = [f.checkworthy for f in found if f.reading.unit_kind in (UnitKind.DATE, UnitKind.AGE)]
    others = [f.checkworthy for f in found if f.reading.unit_kind not in (UnitKind.DATE, UnitKind.AGE)]
    assert len(minor) == 4 and len(others) == 4
    assert max(minor) < min(others)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He doubled down on the attack.", []),
        ("He was a one-time rival.", []),
        ("He doubled his money.", ["doubled"]),
        (
            "Three family members left. Two assembly seats are free.",
            ["Three family members", "Two assembly seats"],
        ),
        ("He opened their ninth session saying it was late.", ["ninth session"]),
    ],
)
def test_words_that_only_look_like_figures(text: str, found: list[str]) -> None:
    assert list(figures(text)) == found


def test_an_average_age_in_brackets_is_one() -> None:
    assert figures("We know their average age (63).")["63"].reading.unit_kind is UnitKind.AGE


def test_one_of_something_tells_less_than_several() -> None:
    found = figures("One ranking puts the port first. Two rankings put the port last.")
    one, two = found["One ranking"], found["Two rankings"]
    assert "specific figure" in two.reasons and "specific figure" not in one.reasons
    assert one.checkworthy < two.checkworthy
