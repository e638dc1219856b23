"""The working of a comparison in words, and the arithmetic behind it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.compare import change, points, rate, share, total
from core.figures.interval import Interval
from core.figures.wording import impossible_share, is_doubtful, working
from core.numbers import NBSP
from core.records import ComparisonKind, Form, NumberChange, Reading, UnitKind

KIND = ComparisonKind


def count(low: str, high: str | None = None, form: Form = Form.POINT, noun: str | None = None) -> Reading:
    return Reading(Decimal(low), Decimal(high or low), form, counted=noun)


def measured(value: str, kind: UnitKind, unit: str) -> Reading:
    return Reading(Decimal(value), Decimal(value), unit_kind=kind, unit=unit)


def shares(low: str, high: str | None = None) -> Reading:
    return Reading(Decimal(low), Decimal(high or low), Form.RANGE, unit_kind=UnitKind.PERCENT, unit="%")


A_THIRD = Reading(Decimal(1) / 3, Decimal(1) / 3, Form.FRACTION, approximate=True, unit_kind=UnitKind.RATIO)
DOUBLED = Reading(Decimal(2), Decimal(2), Form.MULTIPLE, unit_kind=UnitKind.RATIO)
UP_70 = Reading(Decimal(70), Decimal(70), change=NumberChange("up", "by"), unit_kind=UnitKind.PERCENT, unit="%")
PRISONERS = [count("52"), count("1300", "1400", Form.ALTERNATIVES)]


@pytest.mark.parametrize(
    ("kind", "readings", "words"),
    [
        (KIND.SHARE, PRISONERS, "52 ÷ 1,400 = 3.7 %, 52 ÷ 1,300 = 4.0 %"),
        (KIND.SHARE, [count("14"), count("52")], "14 ÷ 52 = 26.9 %"),
        (KIND.SUM, [count("3", "2E+6", Form.ALTERNATIVES), count("4")], "3 or 2,000,000 + 4 = 7 – 2,000,004"),
        (KIND.SHARE, [count("52"), Reading(Decimal(1300), None, Form.BOUND, ">")], "at most 52 ÷ 1,300 = 4 %"),
        (KIND.SHORTFALL, PRISONERS,
         "52 ÷ 1,400 = 3.7 %, 52 ÷ 1,300 = 4.0 %; short by 1,300 − 52 = 1,248 or 1,400 − 52 = 1,348"),
        (KIND.CHANGE, [count("40"), count("50")], "(50 − 40) ÷ 40 = up 25 %"),
        (KIND.CHANGE, [count("40", "45", Form.RANGE), count("40", "50", Form.RANGE)],
         "40 – 45 to 40 – 50 is between down 11.1 % and up 25 %"),
        (KIND.CHANGE, [measured("36", UnitKind.PERCENT, "%"), measured("41", UnitKind.PERCENT, "%")],
         "36 % to 41 % is up 5 percentage points, up 13.9 % in relative terms"),
        (KIND.RATE, [measured("900000000", UnitKind.CURRENCY, "GBP"), count("30000", noun="pupils")],
         "GBP 900 million ÷ 30,000 pupils = GBP 30,000 for each"),
        (KIND.RATE, [measured("900", UnitKind.CURRENCY, "GBP"), count("30", noun="parish churches")],
         "GBP 900 ÷ 30 parish churches = GBP 30 for each"),  # never "per churche"
        (KIND.RATE, [count("900"), measured("30", UnitKind.PHYSICAL, "kilometre")],
         "900 ÷ 30 kilometre = 30 per kilometre"),
        (KIND.RATE, [measured("900", UnitKind.CURRENCY, "crown"), count("30", noun="pupils")],
         "900 crown ÷ 30 pupils = 30 crown for each"),
        (KIND.RATE, [count("16.125"), count("2", noun="ships")], "16.125 ÷ 2 ships = 8.063 for each"),
        (KIND.SUM, [count("14"), count("38")], "14 + 38 = 52"),
        (KIND.SUM, [count("48"), count("4"), count("52")], "48 + 4 = 52"),  # the last is their total
        (KIND.SUM, [count("48"), count("4"), count("53")], "48 + 4 + 53 = 105"),
        (KIND.EXCESS, [count("74"), count("50")], "74 − 50 = 24; 24 ÷ 50 = 48 %"),
        (KIND.EXCESS, [count("640"), Reading(None, Decimal(500), Form.BOUND, "<=")],
         "640 − 500 = 140; 140 ÷ 500 = 28 %"),
        (KIND.EXCESS, [count("70", "80", Form.RANGE), count("50")], "70 – 80 is 40.0–60.0 % above 50"),
        (KIND.EXCESS, [measured("9", UnitKind.PERCENT, "%"), measured("5", UnitKind.PERCENT, "%")],
         "9 % is 4 percentage points above 5 %, 80 % in relative terms"),
        (KIND.EXCESS, [count("24"), count("50")], ""),
        (KIND.CONTRAST, [count("18"), count("25")], "25 − 18 = 7; 7 ÷ 25 = 28 % less"),
        (KIND.CONTRAST, [count("40"), count("32")], "40 − 32 = 8; 8 ÷ 32 = 25 % more"),
        (KIND.CONTRAST, [Reading(Decimal(50), None, Form.BOUND, ">"), count("40")],
         "at least 50 is at least 25 % more than 40"),
        (KIND.CONTRAST, [shares("36", "37"), shares("35", "38")],
         "36 – 37 % is between 2 percentage points less and 2 more than 35 – 38 %, "
         "between 5.3 % less and 5.7 % more in relative terms"),
        (KIND.CHANGE, [shares("36"), shares("35", "37")],
         "36 % to 35 – 37 % is between down 1 and up 1 percentage points, "
         "between down 2.8 % and up 2.8 % in relative terms"),
        (KIND.CHANGE, [shares("40"), replace(shares("50"), high=None, form=Form.BOUND, comparator=">")],
         "40 % to at least 50 % is up at least 10 percentage points, up at least 25 % in relative terms"),
        (KIND.CONTRAST, [measured("12", UnitKind.PERCENT, "%"), measured("8", UnitKind.PERCENT, "%")],
         "12 % is 4 percentage points more than 8 %, 50 % in relative terms"),
        (KIND.CONTRAST, [count("18"), measured("25", UnitKind.PERCENT, "%")], ""),
        (KIND.EXCESS, [count("45", "60", Form.RANGE), count("50")], ""),  # it may be below
        (KIND.RESTATEMENT, [count("52"), count("53")], "stated as 52 and as 53, which do not agree"),
        (KIND.RESTATEMENT, [measured(x, UnitKind.CURRENCY, "GBP") for x in ("4.6E6", "4.63E6")],
         "stated as £4.6 million and as £4.63 million, which agree within rounding"),
        (KIND.RESTATEMENT, [A_THIRD, measured("31.8", UnitKind.PERCENT, "%")],
         "stated as about 1/3 (33.3 %) and as 31.8 %, which agree within rounding"),
        (KIND.RESTATEMENT, [DOUBLED, UP_70], "stated as 2 times and as up by 70 %, which do not agree"),
        (KIND.RESTATEMENT, [count("52"), measured("31.8", UnitKind.PERCENT, "%")], "stated as 52 and as 31.8 %"),
        (KIND.SHARE, [measured("17", UnitKind.PERCENT, "%"), count("30")], "5 of 30 is 16.7 %"),
        (KIND.SHARE, [measured("33", UnitKind.PERCENT, "%"), count("7", "10", Form.ALTERNATIVES)],
         "No whole number out of 7 or 10 rounds to 33 %."),
        (KIND.SHARE, [measured("33", UnitKind.PERCENT, "%"), count("7")],
         "No whole number out of 7 rounds to 33 %."),
        (KIND.RESTATEMENT, [count("52"), count("52")], ""),
        (KIND.SHARE, [count("52"), count("0")], ""),
        (KIND.SUM, [count("52")], ""),
        (KIND.SUM, [count("52"), measured("3", UnitKind.PERCENT, "%")], ""),
    ],
)  # fmt: skip
def test_the_working_shows_how_a_result_was_got(kind: KIND, readings: list[Reading], words: str) -> None:
    assert working(kind, readings).replace(NBSP, " ") == words


def test_an_impossible_percentage_is_said_to_be_so() -> None:
    said = impossible_share(measured("33", UnitKind.PERCENT, "%"), count("7"))
    assert said.replace(NBSP, " ") == "No whole number out of 7 rounds to 33 %."


def test_numbers_that_speak_against_each_other_are_doubtful() -> None:
    a_third, of_voters = measured("33", UnitKind.PERCENT, "%"), measured("31.8", UnitKind.PERCENT, "%")
    assert is_doubtful(KIND.SHARE, [a_third, count("7")])
    assert not is_doubtful(KIND.SHARE, [a_third, count("6")])
    assert is_doubtful(KIND.RESTATEMENT, [DOUBLED, UP_70])
    assert not is_doubtful(KIND.RESTATEMENT, [A_THIRD, of_voters])
    assert not is_doubtful(KIND.CHANGE, [count("7"), count("9")])


def test_cents_are_a_hundredth_beside_their_currency() -> None:
    cents, dollars = measured("50", UnitKind.CURRENCY, "cent"), measured("2", UnitKind.CURRENCY, "USD")
    assert share(cents, dollars) == Interval.point(Decimal("0.25"))
    assert share(cents, measured("2", UnitKind.CURRENCY, "GBP")) is None


def test_a_change_from_a_loss_is_no_percentage() -> None:
    assert change(measured("-5", UnitKind.CURRENCY, "USD"), measured("5", UnitKind.CURRENCY, "USD")) is None


def test_points_rates_and_totals() -> None:
    per_cent = [measured(x, UnitKind.PERCENT, "%") for x in ("36", "41")]
    assert points(*per_cent) == Interval.point(5)
    assert points(count("36"), count("41")) is None
    assert rate(count("100"), count("0")) is None
    assert rate(*per_cent) is None
    assert total([count("1", "2", Form.RANGE), count("3")]) == Interval(Decimal(4), Decimal(5))


finite = st.decimals(min_value=-(10**30), max_value=10**30, allow_nan=False, allow_infinity=False)
ends = st.one_of(st.none(), finite)


@given(
    ends,
    ends,
    ends,
    ends,
    st.sampled_from(list(Form)),
    st.sampled_from(list(UnitKind)),
    st.sampled_from(list(KIND)),
)
def test_any_readings_give_words_or_nothing(
    a: Decimal | None,
    b: Decimal | None,
    c: Decimal | None,
    d: Decimal | None,
    form: Form,
    unit: UnitKind,
    kind: KIND,
) -> None:
    readings = [Reading(a, b, form, unit_kind=unit), Reading(c, d, unit_kind=unit, counted="ships")]
    assert isinstance(working(kind, readings), str)


@given(finite, finite, finite, finite)
def test_quotients_keep_every_value(a: Decimal, b: Decimal, c: Decimal, d: Decimal) -> None:
    above, below = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    found = above.over(below)
    if below.contains(Decimal(0)):
        assert found is None
    elif found is not None:
        assert found.low is not None and found.high is not None
        wide = Interval(found.low - abs(found.low) / 10**20 - 1, found.high + abs(found.high) / 10**20 + 1)
        assert wide.contains(a / c) and wide.contains(b / d)
