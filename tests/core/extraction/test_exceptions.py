"""All with an exception, all that is denied, and none of two: what such words claim, and what they do not."""

from __future__ import annotations

import pytest

from core.records import ComparisonKind, Form
from core.wording import amount
from tests.core.extraction.helpers import analyse, figures


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("All but three were taken to hospital.", "All but three", "all but three"),
        ("All except two of the sites were closed.", "All except two of the sites", "all except two"),
        ("Every one but three of the houses burned.", "Every one but three of the houses", "all but three"),
        ("All but a handful of the schools are shut.", "All but a handful of the schools", "all but a handful"),
        ("Nearly all schools are open.", "Nearly all schools", "nearly all"),
        ("All but two survived.", "All but two", "all but two"),
        ("All but 14 escaped the fire.", "All but 14", "all but 14"),
        ("All schools are open.", "All schools", "all"),
        ("They came from all districts.", "all districts", "all"),
    ],
)
def test_all_but_some_is_read_as_that_and_not_as_some(text: str, words: str, said: str) -> None:
    found = figures(text)
    assert found.keys() == {words}
    assert (found[words].reading.form, amount(found[words].reading)) == (Form.ALL, said)


def test_all_but_a_share_is_read_as_the_share() -> None:
    found = figures("All but 10 per cent of the houses burned.")
    assert found.keys() == {"10 per cent of the houses"}


@pytest.mark.parametrize("text", ["It was all but for", "“all but for", "All but\n\nAll but for\n\nEvery one but"])
def test_an_exception_that_breaks_off_does_no_harm(text: str) -> None:
    assert all(figure.reading.form is not Form.POINT for figure in analyse(text).figures)


def test_all_but_some_of_a_number_is_what_is_left_of_it() -> None:
    text = "All but three of the 31 sailors were freed."
    found = analyse(text)
    left, whole = (figure.reading for figure in found.figures)
    assert left.low == left.high == 28 and left.counted == "sailors"
    assert whole.low == 31
    [share] = found.comparisons
    assert share.kind is ComparisonKind.SHARE and share.operands == (0, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Not all schools are open.",
        "Kell has some of the boys back, but not all of the boys.",
        "Not every teacher was paid.",
        "Far from all voters came.",
        "The deal is all but dead.",
        "None but the captain survived.",
    ],
)
def test_what_claims_neither_all_nor_how_many_is_no_figure(text: str) -> None:
    assert figures(text) == {}


@pytest.mark.parametrize(
    ("text", "words", "counted"),
    [
        ("Neither death was linked to the drug.", "Neither death", "death"),
        ("Neither of the ships sailed.", "Neither of the ships", "ships"),
        ("Not a single ferry ran.", "Not a single ferry", "ferry"),
        ("Not one of the ships sailed.", "Not one of the ships", "ships"),
    ],
)
def test_neither_and_not_a_single_one_claim_none(text: str, words: str, counted: str) -> None:
    reading = figures(text)[words].reading
    assert (reading.form, reading.counted) == (Form.ZERO, counted)
    assert reading.low == 0


@pytest.mark.parametrize(
    "text",
    [
        "Neither company responded to a request for comment.",
        "Neither Brann nor Kell came.",
        "Neither country’s account could be verified.",
        "She would neither confirm nor deny it.",
        "Neither wants the bridge.",
        "Neither wanted the bridge.",
        "Coyle was not one of them.",
        "The town has neither forgiven the film nor stopped talking of it.",
        "It was a dream, and not one of ours.",
    ],
)
def test_a_neither_that_counts_nothing_is_no_figure(text: str) -> None:
    assert figures(text) == {}


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "Dell gave back 31 sailors for two ships.\n\nThe sailors walked home. Nine were on stretchers.",
            "sailors",
        ),
        ("Twelve people drowned in Dell. Forty were hurt.", "people"),
        ("The town has 40 bridges. Six are shut.", "bridges"),
        ("Dell bought two ships. Nine were on stretchers.", None),
        ("Dell bought 20 ships. Kell sold its mill. The sea was calm. Nine were on stretchers.", None),
    ],
)
def test_a_bare_subject_counts_people_told_of_or_a_part_of_what_was(text: str, counted: str | None) -> None:
    assert list(figures(text).values())[-1].reading.counted == counted


@pytest.mark.parametrize(
    ("text", "ranked"),
    [
        ("Patients on the highest dose of velmotide lost weight.", False),
        ("The mill was sold to the highest bidder.", False),
        ("It was the highest dose of velmotide.", True),
        ("They gave him the highest dose ever recorded.", True),
        ("The largest bank in Dell failed.", True),
    ],
)
def test_a_superlative_that_only_names_a_thing_is_no_claim(text: str, ranked: bool) -> None:
    assert any(figure.reading.form is Form.SUPERLATIVE for figure in figures(text).values()) is ranked
