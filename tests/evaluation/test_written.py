"""The written corpus' test articles and the passages of hard cases: floors below which quotes must not fall."""

from __future__ import annotations

import pytest

from core.language.pipeline import load
from tests.evaluation.measure import Measures
from tests.evaluation.written import cases, kept_aside, last_name, over, table

LEAST = 400
"""Attributions the measures rest on."""
FLOORS = {("kind right", "kind asked"): 97, ("name right", "name asked"): 88, ("via right", "via asked"): 70}
"""Per cent; a point or two under what was measured when the floor was set."""
F1_FLOOR = 86
CASE_FLOORS = {
    ("direct found", "direct asked"): 98,
    ("name right", "name asked"): 95,
    ("via right", "via asked"): 90,
}


@pytest.fixture(scope="module")
def measured() -> tuple[Measures, Measures]:
    """Over everything, and over the hard cases alone."""
    hard = over(load(), cases())
    together = over(load(), kept_aside())
    together.add(hard)
    return together, hard


@pytest.mark.parametrize("pair", FLOORS, ids=lambda pair: pair[0])
def test_floors_of_kind_name_and_relayer(measured: tuple[Measures, Measures], pair: tuple[str, str]) -> None:
    assert measured[0].counts["quotes asked"] >= LEAST
    assert measured[0].share(*pair) >= FLOORS[pair], table(measured[0])


def test_floor_of_precision_and_recall_together(measured: tuple[Measures, Measures]) -> None:
    assert measured[0].f1("quotes") >= F1_FLOOR, table(measured[0])


@pytest.mark.parametrize("pair", CASE_FLOORS, ids=lambda pair: pair[0])
def test_floors_of_the_hard_cases(measured: tuple[Measures, Measures], pair: tuple[str, str]) -> None:
    assert measured[1].share(*pair) >= CASE_FLOORS[pair], table(measured[1])


def test_names_are_compared_by_their_last_capitalised_word() -> None:
    assert last_name("Judge Ilva Norrin, who presided") == "norrin"
    assert last_name("Norrin’s office") == "norrin"
    assert last_name("two officials") is None
    assert last_name(None) is None
