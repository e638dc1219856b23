"""Titles of comparisons, from articles: phrases that can be read aloud."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core import wording
from core.figures.titles import title
from core.figures.wording import is_doubtful, working
from core.language.pipeline import load
from core.records import ComparisonKind, ComparisonView, Form, Reading


def views(text: str) -> list[ComparisonView]:
    found = load().analyse(text)
    return [
        ComparisonView(
            c.kind,
            tuple((n, text[found.figures[n].pieces[0][0] : found.figures[n].pieces[-1][1]],
                   found.figures[n].reading) for n in c.operands),
            c.low, c.high, c.why,
        )
        for c in found.comparisons
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dell repaired 62 of the 98 bridges.", "62 of the 98 bridges repaired: 63.3 %"),
        ("Of the 412 children, 39 took the pill.", "39 of the 412 children: 9.5 %"),
        ("Lostra freed 52 prisoners, far short of the 1,300 or 1,400 prisoners it holds.",
         "52 of 1,300 or 1,400 prisoners freed: 3.7–4.0 %, 96.0–96.3 % short"),
        ("Growth was 2 per cent, below the 4 per cent expected.", "2 % against 4 %: 50 %, 50 % short"),
        ("They heard 28 per cent of the 1,846 people.", "28 % of the 1,846 people"),
        ("All but three of the 31 sailors were freed.", "28 of the 31 sailors freed: 90.3 %"),
        ("They freed 52 prisoners. They included 14 foreign nationals.",
         "14 foreign nationals among the 52 prisoners: 26.9 %"),
        ("Of the seven judges, 33 per cent agreed.", "33 % of the 7 judges agreed"),
        ("The town paid £900,000, less than half of the £2.3m it owes.", "£900,000 of the £2.3 million: 39.1 %"),
        ("Turnout was 36.9 per cent, compared with 41 per cent in 2022.",
         "From 41 % to 36.9 %: down 4.1 percentage points"),
        ("Sales rose by 12 to 52, from 40 a year earlier.", "From 40 to 52 sales: up 30 %"),
        ("Fees rose from £3,100 to £3,875.", "From £3,100 to £3,875: up 25 %"),
        ("Marrow has 52 teachers, 12 more than Dell’s 40.", "52 teachers against 40: 30 % more"),
        ("The limit is 50 mg/l, and 74 mg/l were measured.",
         "74 milligrams per litre against a limit of 50 milligrams per litre: 48 % above it"),
        ("The council spent £900,000 on 30 pupils, or £30,000 per pupil.", "£900,000 for 30 pupils"),
        ("Eleven workers died, police said.\n\nThe mill’s owner said that 17 workers died.",
         "11 workers and 17 workers, which do not agree"),
        ("Twelve boats sank.\n\nA report lists the 12 boats.", "12 boats, stated twice"),
        ("Nine men and 13 women died. The 22 people lived in Dell.", "9 men and 13 women: 22 people in all"),
        ("There were 12 men and 14 women, 27 in all.", "12 men and 14 women: 26, not 27, in all"),
    ],
)  # fmt: skip
def test_a_title_is_a_phrase_with_its_result(text: str, words: str) -> None:
    assert words in [title(view).replace("\u00a0", " ") for view in views(text)]


def test_a_total_that_is_missed_is_worked_out_and_doubtful() -> None:
    (view,) = views("There were 12 men and 14 women, 27 in all.")
    readings = [reading for _, _, reading in view.operands]
    assert wording.misses_total(view)
    assert working(view.kind, readings, total=True) == "12 + 14 = 26, not 27"
    assert is_doubtful(view.kind, readings, missed=True)
    assert wording.comparison(view) == "12 men + 14 women = 26, not 27"


def test_what_was_read_as_no_number_keeps_its_words() -> None:
    biggest = Reading(None, None, Form.SUPERLATIVE, counted="batch")
    pair = (
        (1, "the biggest batch", biggest),
        (2, "52 people", Reading(Decimal(52), Decimal(52), counted="people")),
    )
    view = ComparisonView(ComparisonKind.RESTATEMENT, pair, None, None, "")
    assert title(view) == "The biggest batch and 52 people"


def summed(last: Reading, low: int = 48, high: int | None = None) -> ComparisonView:
    """So many men and 4 women, and what is stated as their total."""
    men = Reading(Decimal(low), Decimal(high or low), Form.POINT if high is None else Form.RANGE, counted="men")
    women = Reading(Decimal(4), Decimal(4), counted="women")
    operands = ((1, "48 men", men), (2, "4 women", women), (3, wording.amount(last), last))
    return ComparisonView(ComparisonKind.SUM, operands, Decimal(low + 4), Decimal((high or low) + 4), "")


@pytest.mark.parametrize(
    ("last", "missed", "words"),
    [
        (Reading(Decimal(50), None, Form.BOUND, ">"), False, "52, stated as more than 50"),
        (Reading(Decimal(52), None, Form.BOUND, ">"), True, "52, but stated as more than 52"),
        (Reading(None, Decimal(60), Form.BOUND, "<="), False, "52, stated as at most 60"),
        (Reading(Decimal(50), Decimal(55), Form.RANGE), False, "52, stated as 50 – 55"),
        (Reading(Decimal(53), Decimal(55), Form.RANGE), True, "52, but stated as 53 – 55"),
        (Reading(Decimal(50), Decimal(50), approximate=True), False, "52, stated as about 50"),
        (Reading(Decimal(53), Decimal(53)), True, "52, not 53"),
    ],
)
def test_a_total_that_is_no_single_number_is_missed_only_where_it_cannot_be(
    last: Reading, missed: bool, words: str
) -> None:
    view = summed(last)
    readings = [reading for _, _, reading in view.operands]
    assert wording.misses_total(view) is missed
    assert is_doubtful(view.kind, readings, missed=wording.misses_total(view)) is missed
    assert working(view.kind, readings, total=wording.states_total(view)) == f"48 + 4 = {words}"
    assert wording.comparison(view) == f"48 men + 4 women = {words}"
    assert title(view) == f"48 men and 4 women: {words.replace(' – ', ' to ')}, in all"


def test_parts_that_are_ranges_come_to_one() -> None:
    view = summed(Reading(Decimal(53), Decimal(53)), 48, 50)
    assert not wording.misses_total(view)
    assert wording.comparison(view) == "48 men + 4 women = 52 – 54, stated as 53"
    assert wording.misses_total(summed(Reading(Decimal(55), Decimal(55)), 48, 50))


def about(*values: str) -> ComparisonView:
    pairs = tuple(
        (n, value, Reading(Decimal(value), Decimal(value), approximate=True)) for n, value in enumerate(values, 1)
    )
    return ComparisonView(ComparisonKind.RESTATEMENT, pairs, None, None, "")


def test_a_title_and_its_working_say_the_same_of_what_agrees_only_with_its_neighbour() -> None:
    drifting, near = about("10", "11", "12.5"), about("10", "10.5", "11")
    readings = [reading for _, _, reading in drifting.operands]
    assert title(drifting) == "About 10, about 11 and about 12.5, which do not agree"
    assert (
        working(drifting.kind, readings)
        == "stated as about 10 and as about 11 and as about 12.5, which do not agree"
    )
    assert is_doubtful(drifting.kind, readings)
    assert title(near) == "About 10, about 10.5 and about 11, which agree"
