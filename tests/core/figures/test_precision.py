"""How exactly figures are stated: which agree, and which percentages no count comes to."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.figures.precision import Count, agree, as_factor, decimals, impossible, possible_count
from core.records import Form, NumberChange, Reading, UnitKind


def percent(value: str, change: str | None = None, *, about: bool = False) -> Reading:
    way = None if change is None else NumberChange(change, "by")
    return Reading(
        Decimal(value), Decimal(value), unit_kind=UnitKind.PERCENT, unit="%", change=way, approximate=about
    )


def part(value: Fraction, form: Form = Form.FRACTION, *, about: bool = False) -> Reading:
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return Reading(number, number, form, unit_kind=UnitKind.RATIO, approximate=about)


def count(low: int, high: int | None = None, form: Form = Form.POINT) -> Reading:
    return Reading(Decimal(low), Decimal(low if high is None else high), form)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (part(Fraction(1, 3), about=True), percent("31.8"), True),
        (part(Fraction(1, 3)), percent("33"), True),
        (part(Fraction(1, 3)), percent("40"), False),
        (part(Fraction(2), Form.MULTIPLE), percent("70", "up"), False),
        (part(Fraction(2), Form.MULTIPLE), percent("98", "up"), True),
        (part(Fraction(1, 2), Form.MULTIPLE), percent("49", "down"), True),
        (percent("31.8"), percent("32"), True),
        (percent("31.8"), percent("31.6"), False),
        (percent("32", about=True), percent("30"), True),
        (count(52), count(52), True),
        (count(52), count(53), False),
        (count(52), percent("52"), None),
        (count(4_600_000), count(4_630_000), True),
        (count(4_600_000), count(4_660_000), False),
        (count(12_000), count(12_345), True),
        (count(1_000_000), count(1_400_000), False),
        (count(2_000), count(2_400), False),
        (count(1_300), count(1_280), False),
        (count(12_000, 14_000, Form.RANGE), count(14_300), True),
        (Reading(None, None, Form.SUPERLATIVE), count(52), None),
    ],
)
def test_two_statements_agree_as_far_as_they_are_exact(a: Reading, b: Reading, same: bool | None) -> None:
    assert agree(a, b) is same
    assert agree(b, a) is same


@pytest.mark.parametrize(
    ("share", "places", "least", "most", "found"),
    [
        ("33", 0, 7, 7, None),
        ("38.6", 1, 44, 44, Count(17, 44)),
        ("3.7", 1, 1300, 1400, Count(48, 1300)),
        ("0", 0, 3, 3, Count(0, 3)),
        ("100", 0, 3, 3, Count(3, 3)),
        ("62.5", 1, 8, 8, Count(5, 8)),
        ("12", 0, 8, 8, Count(1, 8)),
        ("17.3", 1, 10, 22, None),
        ("12.345", 3, 200_000, 300_000, Count(24689, 200_000)),
    ],
)
def test_a_percentage_needs_a_count_that_rounds_to_it(
    share: str, places: int, least: int, most: int, found: Count | None
) -> None:
    assert possible_count(Decimal(share), places, least, most) == found


@given(st.integers(1, 300), st.integers(0, 2), st.data())
@settings(max_examples=60)
def test_every_percentage_that_a_count_gives_is_possible(n: int, places: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    shown = round(Decimal(100 * k) / Decimal(n), places)
    found = possible_count(shown, places, n, n)
    assert found is not None
    assert round(Decimal(100 * found.part) / Decimal(n), places) in (shown, shown + Decimal(10) ** -places,
                                                                     shown - Decimal(10) ** -places)  # fmt: skip


@given(st.integers(1, 60), st.integers(0, 100))
def test_no_count_is_overlooked(n: int, share: int) -> None:
    half = Fraction(1, 2)
    by_hand = any(share - half <= Fraction(100 * k, n) <= share + half for k in range(n + 1))
    assert (possible_count(Decimal(share), 0, n, n) is not None) is by_hand


@pytest.mark.parametrize(
    ("share", "places", "least", "most"),
    [("101", 0, 5, 5), ("-1", 0, 5, 5), ("nan", 0, 5, 5), ("5", 0, 0, 5), ("5", 0, 6, 5), ("5", 9, 5, 5)],
)
def test_what_makes_no_sense_is_refused(share: str, places: int, least: int, most: int) -> None:
    with pytest.raises(ValueError, match=r"."):
        possible_count(Decimal(share), places, least, most)


def test_the_test_is_made_for_bare_percentages_of_bare_counts_only() -> None:
    assert impossible(percent("33"), count(7)) is True
    assert impossible(percent("33"), count(7, 9, Form.ALTERNATIVES)) is False, "3 of 9"
    assert impossible(percent("33"), count(7, 9, Form.RANGE)) is False
    assert impossible(percent("33", about=True), count(7)) is None
    assert impossible(percent("33"), Reading(Decimal(7), None, Form.BOUND, ">")) is None
    assert impossible(count(33), count(7)) is None
    assert impossible(percent("33.33333"), count(7)) is None
    assert impossible(percent("140"), count(7)) is None


def test_decimals_are_those_that_are_written() -> None:
    assert [decimals(Decimal(x)) for x in ("40", "38.6", "4E+9", "0.50")] == [0, 1, 0, 2]


def test_a_change_below_zero_is_a_fall_by_so_much() -> None:
    fall = percent("-3", "down")
    factor = as_factor(fall)
    assert factor is not None and factor.contains(Decimal("0.97")) and not factor.contains(Decimal("1.03"))
    assert agree(fall, percent("3", "down")) is True
