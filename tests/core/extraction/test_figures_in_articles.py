"""Figures as four kinds of articles write them: earnings, a court report, a live blog, a study."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.language.pipeline import load
from core.records import ComparisonKind, UnitKind
from tests.core.extraction.helpers import analyse, figures


@pytest.mark.parametrize(
    ("text", "words", "low", "kind"),
    [
        ("Net income fell to 28.9m from 41.2m; sales rose.", "28.9m", 28_900_000, UnitKind.COUNT),
        ("Passengers rose to 2.1m in 2024.", "2.1m", 2_100_000, UnitKind.COUNT),
        ("The €40 fee brought in 3m in all.", "3m", 3_000_000, UnitKind.COUNT),
        ("She swam 50m in 24 seconds.", "50m", 50, UnitKind.PHYSICAL),
        ("Water rose from 2m to 3m in the bay.", "3m", 3, UnitKind.PHYSICAL),
        ("It hangs between 5m and 10m above the road.", "between 5m and 10m", 5, UnitKind.PHYSICAL),
    ],
)
def test_an_m_is_millions_beside_money_and_people_and_else_metres(
    text: str, words: str, low: Decimal, kind: UnitKind
) -> None:
    reading = figures(text)[words].reading
    assert (reading.low, reading.unit_kind) == (low, kind)


@pytest.mark.parametrize(
    "text",
    [
        "The doors were shut by 1015 GMT.",
        "At 1430 they closed.",
        "It ended at 2030 local time.",
        "It was lost between midnight and four in the morning.",
        "He left at five in the afternoon.",
        "The bell rang at half past six and at ten to eight.",
        "The doors open at a quarter to seven.",
        "22.47 That’s a wrap\nThanks for reading.\n\n21.52\nKell says no.\n\n21.40 Ferries\nIt is heated.",
    ],
)
def test_times_of_day_are_no_figures(text: str) -> None:
    assert figures(text) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The raid killed four in the morning rush.", "four"),
        ("It rose from ten to eleven.", "eleven"),
        ("The work took 1530 hours.", "1530 hours"),
        ("The index closed at 1430 in Dell.", "1430"),
        ("It burned in 1945.", "1945"),
        ("12.50 Coffee is dear in Dell.", "12.50 Coffee"),
    ],
)
def test_numbers_that_only_look_like_times_stay(text: str, words: str) -> None:
    assert words in figures(text)


@pytest.mark.parametrize(
    ("text", "words", "low", "per"),
    [
        ("Mortality was 12.3 per 100,000 in May.", "12.3 per 100,000", Decimal("12.3"), "100,000"),
        ("It came to “19 cases per 1,000 people over nearly a decade”.", "19 cases per 1,000 people", 19,
         "1,000 people"),
        ("There are 12 doctors for every 1,000 people.", "12 doctors for every 1,000 people", 12, "1,000 people"),
        ("Deaths fell from 8 to 7 per 1,000.", "8", 8, "1,000"),
        ("The herb sells at £12 per 100 grams.", "£12 per 100 grams", 12, "100 grams"),
    ],
)  # fmt: skip
def test_a_rate_is_bound_to_its_base_which_is_no_figure(text: str, words: str, low: Decimal, per: str) -> None:
    found = figures(text)
    assert (found[words].reading.low, found[words].reading.per) == (low, per)
    assert not any(figure.reading.low in (100, 1000, 100_000) for figure in found.values())


def compared(text: str, kind: ComparisonKind = ComparisonKind.CHANGE) -> list[list[str]]:
    found = analyse(text)
    words = [text[f.pieces[0][0] : f.pieces[-1][1]] for f in found.figures]
    return [[words[n] for n in c.operands] for c in found.comparisons if c.kind is kind]


def test_rates_are_compared_and_not_with_their_base() -> None:
    text = "Mortality was 12.3 per 100,000 people in 2024, up from 9.8 per 100,000 in 2019."
    assert compared(text) == [["9.8 per 100,000", "12.3 per 100,000 people"]]


@pytest.mark.parametrize(
    "line",
    [
        "Friday, 13 March 2026",
        "Port Ardle Courier, 14 October 2026",
        "Published: 17 January 2026",
        "By Tor Erne, 24 February 2026",
        "Updated 3 May 2025 at 10.40 GMT",
    ],
)
def test_the_line_that_says_when_an_article_appeared_is_no_figure(line: str) -> None:
    assert figures(f"Pier shut in Dell\n\n{line}\n\nThe pier was shut.") == {}


def test_a_dateline_is_no_figure_and_a_day_in_the_text_is_one() -> None:
    text = "DELL, Feb 24, 2026 (Northline) - The pier was shut on 3 March.\n\nDELL FERRY, 4 March - It rained."
    assert list(figures(text)) == ["3 March"]
    assert list(figures("3 March 2025 was a bad day for Dell.")) == ["3 March 2025"]


def times(text: str, published: date) -> list[tuple[date | None, date | None, int]]:
    """Start, end and number of alternatives of every date."""
    found = [f.reading.time for f in load().analyse(text, published).figures if f.reading.time is not None]
    return [(time.start, time.end, len(time.alternatives)) for time in found]


@pytest.mark.parametrize(
    ("text", "start", "end", "open_"),
    [
        ("A hearing was fixed for 22 September.", date(2026, 9, 22), date(2026, 9, 22), 2),
        ("The trial will start on 22 September.", date(2026, 9, 22), date(2026, 9, 22), 2),
        ("The trial starts in September.", date(2026, 9, 1), date(2026, 9, 30), 0),
        ("In September the school will close.", date(2026, 9, 1), date(2026, 9, 30), 0),
        ("In September the school closed.", date(2025, 9, 1), date(2025, 9, 30), 2),
        ("It got worse in June, when oats rose.", date(2025, 6, 1), date(2025, 6, 30), 2),
        ("They agreed a vote on 2 April.", date(2026, 4, 2), date(2026, 4, 2), 0),
        ("It closed in January last year.", date(2025, 1, 1), date(2025, 1, 31), 0),
        ("It closed in June last year.", date(2025, 6, 1), date(2025, 6, 30), 0),
        ("It closed on 4 June of last year.", date(2025, 6, 4), date(2025, 6, 4), 0),
        ("It closed last June.", date(2025, 6, 1), date(2025, 6, 30), 0),
        ("It is heard on Monday.", date(2026, 3, 9), date(2026, 3, 9), 0),
        ("She will be heard on Monday.", date(2026, 3, 16), date(2026, 3, 16), 0),
        ("She is expected to give her findings on Monday.", date(2026, 3, 16), date(2026, 3, 16), 0),
        ("He hopes to leave on Monday.", date(2026, 3, 16), date(2026, 3, 16), 0),
        ("She was expected to speak on Monday.", date(2026, 3, 9), date(2026, 3, 9), 0),
        ("Votes will be counted again after returns on Monday.", date(2026, 3, 9), date(2026, 3, 9), 0),
        ("Kell votes next Sunday.", date(2026, 3, 15), date(2026, 3, 22), 2),
        ("Kell votes next Monday.", date(2026, 3, 16), date(2026, 3, 16), 0),
        ("Kell voted last Monday.", date(2026, 3, 2), date(2026, 3, 9), 2),
    ],
)
def test_verbs_tell_which_year_or_week_and_what_stays_open_keeps_both(
    text: str, start: date, end: date, open_: int
) -> None:
    assert times(text, date(2026, 3, 13)) == [(start, end, open_)]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Profit was 41.8 million crowns, down 31.2% from 60.8 million a year earlier and short of the 47 "
            "million expected by analysts.",
            [["60.8 million", "41.8 million crowns"]],
        ),
        ("Earnings per share were 1.07 crowns, against 1.62.", [["1.62", "1.07 crowns"]]),
        ("Oats cost 2,310 crowns a tonne last year, versus 1,870 in 2024.", [["1,870", "2,310 crowns a tonne"]]),
        ("Net income fell to 28.9m from 41.2m crowns.", [["41.2m crowns", "28.9m"]]),
        ("It paid £3m against 300 complaints.", []),
    ],
)
def test_a_bare_number_is_of_the_unit_of_the_amount_it_is_held_against(text: str, pairs: list[list[str]]) -> None:
    assert compared(text) == pairs


def test_what_falls_short_of_what_was_expected_is_a_shortfall() -> None:
    text = "Profit was 41.8 million crowns, short of the 47 million expected by analysts."
    assert compared(text, ComparisonKind.SHORTFALL) == [["41.8 million crowns", "47 million"]]


def test_amounts_of_a_list_and_in_brackets_and_a_large_one_without_a_noun_take_the_unit() -> None:
    found = figures("Cakes 211 mln crowns (206 mln); Plant Drinks 148 mln (171 mln).")
    assert {figure.reading.unit for figure in found.values()} == {"crown"} and len(found) == 4
    text = "They billed for 312,000 cubic metres, when surveys showed no more than 190,000 had been moved."
    assert figures(text)["no more than 190,000"].reading.unit == "cubic metre"
    found = figures("The tank holds 500 litres, but 300 were hurt.")
    assert found["300"].reading.unit_kind is UnitKind.COUNT


@pytest.mark.parametrize(
    "text",
    [
        "He has type 2 diabetes.",
        "She has stage 4 cancer.",
        "The 5-HT2A receptor was tested.",
        "The 5-HT receptor was.",
    ],
)
def test_numerals_that_name_are_no_figures(text: str) -> None:
    assert figures(text) == {}


def test_a_number_behind_a_stage_or_with_a_unit_is_one() -> None:
    assert list(figures("At this stage 4 ships sank.")) == ["4 ships"]
    assert list(figures("A 5-MW plant burned.")) == ["5-MW"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pell was jailed for six years over £1.4m dredging fraud.", "£1.4m"),
        ("The union is in a row over 300 jobs.", "300 jobs"),
        ("He was fined over £1.4m.", "over £1.4m"),
        ("It cost over £3m.", "over £3m"),
        ("He was jailed for over six years.", "over six years"),
        ("It rose by a third over nearly a decade.", "nearly a decade"),
        ("It lasted over two years.", "over two years"),
        ("The team dug there over two summers.", "two summers"),
        ("It ran for over two seasons.", "over two seasons"),
        ("The halls were let over 300 evenings.", "over 300 evenings"),
    ],
)
def test_over_is_more_than_only_where_it_tells_how_much(text: str, words: str) -> None:
    assert words in figures(text)


def test_a_headline_and_its_text_state_one_amount_whatever_it_is_over() -> None:
    text = "Pell jailed for six years over £1.4m fraud\n\nAda Pell, who took £1.4 million, was jailed."
    assert compared(text, ComparisonKind.RESTATEMENT) == [["£1.4m", "£1.4 million"]]


@pytest.mark.parametrize(
    ("text", "words", "low"),
    [
        ("Debt is 2.9 times EBITDA, from 2.3 times; it grew.", "2.3 times", Decimal("2.3")),
        ("Peers trade higher (17.8 times).", "17.8 times", Decimal("17.8")),
        ("They saw a 30-fold rise in infections.", "30-fold", 30),
    ],
)
def test_times_that_cannot_be_counted_and_folds_are_multiples(text: str, words: str, low: Decimal) -> None:
    reading = figures(text)[words].reading
    assert (reading.low, reading.unit_kind) == (low, UnitKind.RATIO)


def test_a_caption_in_the_present_tense_tells_of_what_is_past() -> None:
    (when,) = times("Tom Vale leaves the field at Dell on Saturday.", date(2026, 5, 8))
    assert when == (date(2026, 5, 2), date(2026, 5, 2), 0)
