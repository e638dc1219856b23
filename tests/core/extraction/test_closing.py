"""Data that a sentence names behind what they show: invented people and places."""

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
