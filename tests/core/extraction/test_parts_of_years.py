"""Halves, quarters, thirds and seasons of years as dates, and months that something has been so since."""

from __future__ import annotations

from datetime import date

import pytest

from core.language.pipeline import load
from core.records import Form, TimeReading
from tests.core.extraction.helpers import analyse, words_of

PUBLISHED = date(2025, 12, 3)


def dates(text: str, published: date | None = PUBLISHED) -> dict[str, TimeReading]:
    """What every date of the text means, by its words."""
    found = load().analyse(text, published=published).figures
    return {
        text[f.pieces[0][0] : f.pieces[-1][1]]: f.reading.time
        for f in found
        if f.reading.form is Form.DATE and f.reading.time is not None
    }


@pytest.mark.parametrize(
    ("text", "words", "start", "end", "precision"),
    [
        ("The mill will open in the first half of 2026.", "first half of 2026", date(2026, 1, 1),
         date(2026, 6, 30), "half"),
        ("Sales fell in the fourth quarter of 2024.", "fourth quarter of 2024", date(2024, 10, 1),
         date(2024, 12, 31), "quarter"),
        ("Sales rose in Q3 2025.", "Q3 2025", date(2025, 7, 1), date(2025, 9, 30), "quarter"),
        ("It will file in the second half of next year.", "second half of next year", date(2026, 7, 1),
         date(2026, 12, 31), "half"),
        ("The bridge should open in early 2027.", "early 2027", date(2027, 1, 1), date(2027, 4, 30), "third"),
        ("It shut late last year.", "late last year", date(2024, 9, 1), date(2024, 12, 31), "third"),
        ("Sales fell last quarter.", "last quarter", date(2025, 7, 1), date(2025, 9, 30), "quarter"),
    ],
)  # fmt: skip
def test_a_part_of_a_year_is_that_part(text: str, words: str, start: date, end: date, precision: str) -> None:
    assert dates(text).keys() == {words}
    time = dates(text)[words]
    assert (time.start, time.end, time.precision, time.alternatives) == (start, end, precision, ())


@pytest.mark.parametrize(
    ("words", "north", "south"),
    [
        ("last spring", (date(2025, 3, 1), date(2025, 5, 31)), (date(2025, 9, 1), date(2025, 11, 30))),
        ("next winter", (date(2026, 12, 1), date(2027, 2, 28)), (date(2026, 6, 1), date(2026, 8, 31))),
        ("summer 2023", (date(2023, 6, 1), date(2023, 8, 31)), (date(2023, 12, 1), date(2024, 2, 29))),
        ("autumn of last year", (date(2024, 9, 1), date(2024, 11, 30)), (date(2024, 3, 1), date(2024, 5, 31))),
        ("last fall", (date(2025, 9, 1), date(2025, 11, 30)), (date(2025, 3, 1), date(2025, 5, 31))),
    ],
)
def test_a_season_is_that_of_the_north_or_that_of_the_south(
    words: str, north: tuple[date, date], south: tuple[date, date]
) -> None:
    time = dates(f"The clerk left in {words} for Dell.")[words]
    assert time.alternatives == tuple(sorted((north, south)))
    assert (time.start, time.end) == (min(north, south)[0], max(north, south)[1])


def test_without_a_publication_date_only_what_names_its_year_is_resolved() -> None:
    found = dates("It shut last spring, late last year or in early 2024.", published=None)
    assert [time.start for time in found.values()] == [None, None, date(2024, 1, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "The last fall in prices was in Dell.",
        "This fall in prices hurt Dell.",
        "He scored in the last quarter of the game.",
        "She won the third half.",
    ],
)
def test_what_only_sounds_like_a_part_of_a_year_is_none(text: str) -> None:
    assert dates(text) == {}


@pytest.mark.parametrize(
    ("text", "words", "start"),
    [
        ("Shares have risen by more than half since January.", "January", date(2025, 1, 1)),
        ("They had doubled since late January.", "January", date(2025, 1, 1)),
        ("He has been held since 5 January.", "5 January", date(2025, 1, 5)),
        ("Sales fell in January.", "January", date(2025, 1, 1)),
        ("Kell has announced a vote in January.", "January", date(2026, 1, 1)),
    ],
)
def test_what_has_been_so_since_a_month_began_in_one_that_is_past(text: str, words: str, start: date) -> None:
    time = dates(text)[words]
    assert (time.start, time.alternatives) == (start, ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ship orders fall 2000 tonnes below plan.", "2000 tonnes"),
        ("After the fall of 2011 the regime went.", "2011"),
        ("It began in fall 2011.", "fall 2011"),
        ("In the fall of 2011 it ended.", "fall of 2011"),
        ("Fall 2019 was dry.", "Fall 2019"),
    ],
)
def test_what_falls_is_no_season(text: str, words: str) -> None:
    found = analyse(text)
    assert [words_of(text, figure) for figure in found.figures] == [words]
