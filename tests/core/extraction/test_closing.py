"""Data and hearings that a sentence names behind what they give: invented people and places."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import analyse


def found(text: str) -> list[tuple[str, str | None]]:
    quotes = analyse(text).quotes
    return [
        (" … ".join(text[a:b] for a, b in q.pieces), text[slice(*q.speaker.pieces[0])] if q.speaker else None)
        for q in quotes
    ]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "The average deal costs 5.12%, data from Ratewatch show.",
            "The average deal costs 5.12%",
            "data from Ratewatch",
        ),
        (
            "But the fund gave nothing to the town except a bench, council records compiled by a charity show.",
            "the fund gave nothing to the town except a bench",
            "council records compiled by a charity",
        ),
    ],
)
def test_data_behind_what_they_show(text: str, content: str, speaker: str) -> None:
    assert found(text) == [(content, speaker)]


@pytest.mark.parametrize(
    "text",
    ["The mill is not, whatever its data show.", "Of the whole lot, the data from Ratewatch show."],
)
def test_no_report_without_a_clause_or_a_source(text: str) -> None:
    assert found(text) == []


def test_report_of_the_sentence_stays_the_only_one() -> None:
    text = "Anna Vell said that the average deal costs 5.12%, as data from Ratewatch show."
    assert [who for _, who in found(text)] == ["Anna Vell"]


@pytest.mark.parametrize(
    "behind",
    [
        "a public inquiry has heard",
        "the inquest heard",
        "a tribunal in Orme heard on Tuesday",
        "the court was told yesterday",
        "jurors were told last week",
    ],
)
def test_what_a_hearing_heard_is_reported_and_nobody_s_name_goes_with_it(behind: str) -> None:
    text = f"The captain “laughed off” a warning that the doors leaked, {behind}.\n\nThe hearing goes on."
    (quote,) = [q for q in analyse(text).quotes if text[slice(*q.pieces[0])].startswith("The captain")]
    assert [text[slice(*piece)] for piece in quote.pieces] == [text.partition(f", {behind}")[0]]
    assert quote.speaker is None or quote.speaker.name is None


def test_a_dateline_is_no_part_of_what_was_heard() -> None:
    text = "ORME (Norpress) — The captain laughed off a warning that the doors leaked, an inquiry has heard."
    quote = analyse(text).quotes[0]
    assert text[slice(*quote.pieces[0])] == "The captain laughed off a warning that the doors leaked"


@pytest.mark.parametrize(
    "text", ["The band played, and the whole court heard.", "It was late, as the inquiry told us."]
)
def test_a_hearing_that_only_hears_reports_nothing(text: str) -> None:
    assert all(quote.rule != "heard" for quote in analyse(text).quotes)


@pytest.mark.parametrize(
    "text", ["Inquest told driver had not slept\n\nIt goes on.", "Court hears man hid gun\n\nIt goes on."]
)
def test_in_a_headline_it_is_the_hearing_that_was_told(text: str) -> None:
    quote = analyse(text).quotes[0]
    assert quote.speaker is None or quote.speaker.name is None
    assert "thought or wish" not in quote.reasons
