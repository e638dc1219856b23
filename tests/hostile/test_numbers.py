"""Hostile numbers: no exception, and never a number that the text does not state."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.extraction.article import Article
from core.extraction.claims.links import compare
from core.extraction.figures.component import find_figures
from core.extraction.figures.numbers import number_at
from core.extraction.quotes.frames import pair
from core.language.text import Words, safe
from core.records import Figure


def read(text: str) -> list[Figure]:
    """Figures by the words alone; comparisons are found as well, for what they might raise."""
    text = safe(text)
    article = Article.build(text, pair(text))
    figures = find_figures(article, [], date(2025, 9, 11))
    compare(article, figures)
    return figures


def values(text: str) -> list[tuple[Decimal | None, Decimal | None]]:
    return [(figure.reading.low, figure.reading.high) for figure in read(text)]


def point(value: str) -> list[tuple[Decimal | None, Decimal | None]]:
    return [(Decimal(value), Decimal(value))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They sold 1\u00ad300 ships.", "1300"),
        ("They sold 1\u2009300\u2009000 ships.", "1300000"),
        ("They sold 1\u202f300 ships.", "1300"),
        ("They sold 1\u200b300 ships.", "1300"),
        ("They sold １２ ships.", "12"),
        ("They sold ٣٤ ships.", "34"),
        ("They sold 1’300’000 ships.", "1300000"),
        ("They sold 1.300.000 ships.", "1300000"),
        ("It was 2.48×10−5 metres.", "0.0000248"),
        ("It was 4e14 hertz.", "400000000000000"),
        ("They sold 0 ships.", "0"),
        ("It fell to −18 °C.", "-18"),
        ("They sold 007 ships.", "7"),
        ("It was 3,5 per cent.", "3.5"),
        ("It cost €4,50.", "4.5"),
        ("It was 0,5 there.", "0.5"),
        ("It was 5,00 there.", "5"),
        ("It was 1.300,50 there.", "1300.5"),
        ("192.", "192"),
        ("Loss\n- 10 k", "-10000"),
    ],
)
def test_numbers_are_read_in_whatever_dress(text: str, value: str) -> None:
    assert values(text) == point(value)


def test_a_range_of_money_shares_what_is_said_once() -> None:
    assert values("It cost $4.5bn-$5bn.") == [(Decimal("4500000000"), Decimal("5000000000"))]
    assert values("It cost $4.5-5bn.") == [(Decimal("4500000000"), Decimal("5000000000"))]


@pytest.mark.parametrize(
    "text",
    [
        "They sold " + "9" * 10_000 + " ships.",
        "They sold 1e999 ships.",
        "They sold 1e-999 ships.",
        "They sold 10^9999 ships.",
        "They sold 1٣ ships.",
        "They sold ٣٫٥ ships.",
        "The rate is 1,3 there.",
        "Host 192.168.1.2 is down.",
        "See https://press.corran.example/a?share=30%25&page=12 and www.dell.example/40-ships for it.",
        "Write to desk40@press.corran.example now.",
        "They sold .25ml of it.",
        "Wards 1,3 and 22,24,26 vote.",
        "Louis XIV met Pope Leo XIII in chapter IV.",
        "It was " + "million " * 400 + "then.",
        "It was " + "one hundred and " * 400 + "then.",
        "²³ ①② Ⅳ ½½½½ ⁄⁄ %%% $$$ ££",
        "1/0 and 5/0 and 0/0",
    ],
)
def test_what_cannot_be_told_is_refused(text: str) -> None:
    for low, high in values(text):
        for end in (low, high):
            assert end is None or abs(end.adjusted()) <= 40
    if text.startswith(("They sold", "The rate", "Host", "Louis", "See", "Write", "Wards")):
        assert values(text) == []


def test_a_list_of_numbers_is_not_below_zero() -> None:
    assert [low for low, _ in values("- 12\n- 15\n- 13 ships")] == [Decimal(12), Decimal(15), Decimal(13)]


def test_a_table_pasted_as_text_gives_its_cells() -> None:
    table = "Ward\tVotes\tShare\nDell\t1,377\t38.6%\nCorran\t2,190\t61.4%\n"
    assert [low for low, _ in values(table)] == [
        Decimal("1377"),
        Decimal("38.6"),
        Decimal("2190"),
        Decimal("61.4"),
    ]


def test_an_upside_down_range_is_two_numbers_or_turned_round() -> None:
    for figure in read("It fell from 50 to 40 ships and ranged from −12 to −18 °C, 9-5 or so."):
        low, high = figure.reading.low, figure.reading.high
        assert low is None or high is None or low <= high


_PIECES = """
0 1 7 12 1,300 1.300 1,3 4.5 .5 33 1900 2019 9999 1e9 ½ 3½ 1/2 9/11 % ‰ per cent percent points point pp $ £ €
US$ A$ RM Y= PS million billion bn m k K T hundred thousand dozen a an the of in out over to from by at or and
- – — − + ( ) , . ; : / × x ^ ° °C km mph years old year-old year people them one two six twenty-one
two-thirds third half quarter no none all every most several dozens tens thousands about more than less least
3,5 0,5 4.5bn-$5bn 2013-14 6-9 Oct. since part group Group Eight www.a.example/4?b=5 a@b.example Christmas Easter
Eve and-a-half four-and-a-half-acre square-foot month second moved
up so rose fell doubled twice first second 3rd 21st biggest record minus negative between times １２ ٣ 元 ٫ is
was
"""
pieces = st.sampled_from([*_PIECES.split(), "\u00ad", "\u2009", "\n"])


@given(st.lists(pieces, max_size=14), st.sampled_from(["", " "]))
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_mixture_of_number_words_raises_nothing_and_stays_in_order(parts: list[str], joiner: str) -> None:
    text = joiner.join(parts)
    end = 0
    for figure in read(text):
        low, high = figure.reading.low, figure.reading.high
        assert low is None or high is None or low <= high
        assert all(value is None or value.is_finite() for value in (low, high))
        (start, stop), *_ = figure.pieces
        assert end <= start < stop <= len(text)
        end = stop


@given(st.text(max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_text_raises_nothing(text: str) -> None:
    for figure in read(text):
        assert figure.pieces


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False))
def test_a_grouped_decimal_is_read_to_the_last_digit(value: Decimal) -> None:
    words = Words(f"{value:,}")
    number = number_at(words, 0, len(words))
    assert number is not None and number.value == value


@given(st.integers(0, 10**15 - 1))
def test_grouping_by_thin_spaces_changes_nothing(value: int) -> None:
    words = Words(f"{value:,}".replace(",", "\u2009"))
    number = number_at(words, 0, len(words))
    assert number is not None and number.value == value
