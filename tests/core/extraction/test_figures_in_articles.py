"""Figures as four kinds of articles write them: earnings, a court report, a live blog, a study."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.language.pipeline import load
from core.records import ComparisonKind, Figure, UnitKind
from tests.core.extraction.helpers import analyse, figures


def value(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    return figure.reading.low, figure.reading.high


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
    text: str, words: str, low: int, kind: UnitKind
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
def test_a_rate_is_bound_to_its_base_which_is_no_figure(
    text: str, words: str, low: Decimal, per: str
) -> None:
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
    ["Friday, 13 March 2026", "Published: 17 January 2026", "By Tor Erne, 24 February 2026", "Updated 3 May 2025 at 10.40 GMT"],
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
        ("Kell votes next Sunday.", date(2026, 3, 15), date(2026, 3, 22), 2),
        ("Kell votes next Monday.", date(2026, 3, 16), date(2026, 3, 16), 0),
        ("Kell voted last Monday.", date(2026, 3, 2), date(2026, 3, 9), 2),
    ],
)
def test_verbs_tell_which_year_or_week_and_what_stays_open_keeps_both(
    text: str, start: date, end: date, open_: int
) -> None:
    assert times(text, date(2026, 3, 13)) == [(start, end, open_)]
