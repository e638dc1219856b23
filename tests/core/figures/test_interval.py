"""Interval arithmetic and what two readings come to."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.compare import change, excess, head, interval, same_value, share
from core.figures.interval import Interval
from core.figures.precision import agree
from core.records import Form, Reading, UnitKind

numbers = st.decimals(min_value=0, max_value=10**12, places=3)
intervals = st.tuples(numbers, numbers).map(lambda pair: Interval(min(pair), max(pair)))


def count(low: int | None, high: int | None, form: Form = Form.POINT, noun: str = "prisoners") -> Reading:
    as_decimals = [None if x is None else Decimal(x) for x in (low, high)]
    return Reading(as_decimals[0], as_decimals[1], form, counted=noun)


def test_the_share_of_a_point_in_alternatives() -> None:
    found = share(count(52, 52), count(1300, 1400, Form.ALTERNATIVES))
    assert found is not None and found.low is not None and found.high is not None
    assert round(found.low, 4) == Decimal("0.0371") and found.high == Decimal("0.04")


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (count(52, 52), count(0, 0)),
        (count(52, 52), count(None, 40)),
        (count(52, 52), count(10, 20)),
        (count(52, 52), Reading(Decimal(5), Decimal(5), unit_kind=UnitKind.PERCENT, unit="%")),
        (count(52, 52), Reading(None, None, Form.SUPERLATIVE)),
    ],
)
def test_no_share_where_it_makes_no_sense(part: Reading, whole: Reading) -> None:
    assert share(part, whole) is None


def test_an_open_whole_brings_the_share_down_to_zero() -> None:
    assert share(count(52, 52), count(1300, None, Form.BOUND)) == Interval(Decimal(0), Decimal("0.04"))


def bounded(low: int, high: int, comparator: str) -> Reading:
    return replace(count(low, high, Form.RANGE), comparator=comparator)


def test_a_range_that_is_a_bound_besides_keeps_its_open_end() -> None:
    """“At least 10 to 12 of 100 prisoners” may be 50."""
    least = bounded(10, 12, ">=")
    assert interval(least) == Interval(Decimal(10), None)
    assert interval(bounded(10, 12, "<")) == Interval(Decimal(0), Decimal(12))
    assert share(least, count(100, 100)) == Interval(Decimal("0.1"), None)
    assert change(count(8, 8), least) == Interval(Decimal("0.25"), None)
    assert agree(least, count(50, 50)) and not agree(least, count(9, 9))
    assert not agree(bounded(10, 12, "<="), count(13, 13))
    assert not same_value(least, count(10, 12, Form.RANGE))
    assert excess(count(15, 15), bounded(10, 12, "<=")) == Interval(Decimal("0.25"), Decimal("0.5"))


def test_change_up_and_down() -> None:
    assert change(count(40, 40), count(50, 50)) == Interval.point(Decimal("0.25"))
    assert change(count(50, 50), count(40, 40)) == Interval.point(Decimal("-0.2"))


def test_an_upside_down_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="down to"):
        Interval(Decimal(2), Decimal(1))
    assert interval(count(5, 4)) is None


@pytest.mark.parametrize(
    ("one", "several"),
    [("person", "people"), ("city", "cities"), ("loss", "losses"), ("church", "churches"), ("tax", "taxes"),
     ("bus", "buses"), ("virus", "viruses"), ("house", "houses"), ("case", "cases")],
)  # fmt: skip
def test_counted_nouns_agree_in_number(one: str, several: str) -> None:
    assert head(count(1, 1, noun=one)) == head(count(2, 2, noun=several))


def test_the_same_value_is_of_the_same_thing() -> None:
    assert same_value(count(2, 2), count(2, 2)) and not same_value(count(2, 2), count(2, 2, noun="ships"))


@given(intervals, intervals, st.data())
def test_every_allowed_value_stays_inside(a: Interval, b: Interval, data: st.DataObject) -> None:
    assert a.low is not None and a.high is not None and b.low is not None and b.high is not None
    x = data.draw(st.decimals(min_value=a.low, max_value=a.high, places=3))
    y = data.draw(st.decimals(min_value=b.low, max_value=b.high, places=3))
    assert a.plus(b).contains(x + y)
    assert a.minus(b).contains(x - y)
    quotient = a.over(b)
    if b.low > 0:
        assert quotient is not None and quotient.low is not None and quotient.high is not None
        assert quotient.low * y <= x + Decimal("1e-20") and x <= quotient.high * y + Decimal("1e-20")
    else:
        assert quotient is None
