"""Where a figure begins and ends, and what beside a number is none of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.records import ComparisonKind, Form
from tests.core.extraction.helpers import analyse, figures


@pytest.mark.parametrize(
    "text",
    [
        "The boat comes every second Friday.",
        "Dell has a market every third Sunday.",
        "Every third house burned.",
        "“The fourth official told me,” said Pell.",
        "Varn pulled one back before the break.",
    ],
)
def test_no_figure(text: str) -> None:
    assert [figure for figure in figures(text).values() if figure.reading.form is not Form.DATE] == []


@pytest.mark.parametrize(
    ("text", "words", "low"),
    [
        ("Every prisoner left.", "Every prisoner", None),
        ("It was her fourth win.", "fourth win", 4),
        ("A third man died in Dell.", "third man", 3),
        ("He lost one back tooth.", "one back tooth", 1),
    ],
)
def test_a_figure_still(text: str, words: str, low: int | None) -> None:
    assert figures(text)[words].reading.low == low


def test_another_is_no_hedge_of_a_time() -> None:
    reading = figures("Of the ill, one in four will have another within five years.")["five years"].reading
    assert (reading.hedge, reading.low, reading.high) == (None, Decimal(5), Decimal(5))
    assert figures("The strike lasted another four days.")["another four days"].reading.hedge == "another"


def test_what_tells_when_is_not_counted() -> None:
    found = figures("“I have had four this season,” said Pell. She won nine games this season.")
    assert (found["four"].reading.counted, found["four"].reading.predicate) == (None, "had")
    assert found["nine games"].reading.counted == "games"
    assert figures("She won five last season.")["five"].reading.counted is None
    assert figures("She sang one last time.")["one last time"].reading.predicate == "sang"
    assert figures("The five last survivors sang.")["five last survivors"].reading.counted == "survivors"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The coach had broken down twice.", "twice"),
        ("The coach has gone down three times.", "three times"),
        ("The goal lifted Varn to within two points of the top.", "within two points"),
    ],
)
def test_no_change(text: str, words: str) -> None:
    assert figures(text)[words].reading.change is None


@pytest.mark.parametrize(
    ("text", "words", "way", "kind"),
    [
        ("The gap widened by 3 points.", "3 points", "up", "by"),
        ("The deficit widened to £4bn.", "£4bn", "up", "to"),
        ("The gap narrowed by 3 points.", "3 points", "down", "by"),
        ("Rents rose three times as fast.", "three times", "up", "by"),
    ],
)
def test_a_change(text: str, words: str, way: str, kind: str) -> None:
    change = figures(text)[words].reading.change
    assert change is not None and (change.direction, change.kind) == (way, kind)


@pytest.mark.parametrize(
    ("words", "way", "low", "high"),
    [("flat to down 1%", "down", 0, 1), ("flat to up 2%", "up", 0, 2), ("down 1% to 2%", "down", 1, 2)],
)
def test_flat_is_none_at_all(words: str, way: str, low: int, high: int) -> None:
    ((_, figure),) = figures(f"Varn expects sales to be {words}.").items()
    reading = figure.reading
    assert (reading.form, reading.low, reading.high) == (Form.RANGE, Decimal(low), Decimal(high))
    assert reading.change is not None and reading.change.direction == way


def test_what_was_lost_did_not_become_what_was_won() -> None:
    assert analyse("Varn, who lost three in May, have now won nine.").comparisons == ()
    (found,) = analyse("Varn had 6,100 members then and now has 7,300.").comparisons
    assert found.kind is ComparisonKind.CHANGE
