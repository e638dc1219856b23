"""Edges of a passage moved by words, and mentions that hang together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.records import ClaimState, Mark, MentionKind, Pieces
from gui.views import spans
from gui.views.reading_fields import read_number

TEXT = "Velin let 52 prisoners go.\n\nMr Holt had asked for more."


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def said(pieces: Pieces) -> list[str]:
    return [TEXT[start:end] for start, end in pieces]


def test_edges_move_by_a_word_and_stay_in_the_paragraph() -> None:
    pieces = (at("52 prisoners"),)
    assert said(spans.grow_start(TEXT, pieces)) == ["let 52 prisoners"]
    assert said(spans.grow_end(TEXT, pieces)) == ["52 prisoners go."]
    assert said(spans.shrink_start(TEXT, pieces)) == ["prisoners"]
    assert said(spans.shrink_end(TEXT, pieces)) == ["52"]
    whole = (at("Velin let 52 prisoners go."),)
    assert spans.grow_start(TEXT, whole) == spans.grow_end(TEXT, whole) == whole


def test_the_last_word_is_never_taken_away() -> None:
    pieces = (at("52"),)
    assert spans.shrink_start(TEXT, pieces) == spans.shrink_end(TEXT, pieces) == pieces


def test_a_piece_of_one_word_goes_as_a_whole() -> None:
    pieces = (at("let"), at("prisoners go"))
    assert said(spans.shrink_start(TEXT, pieces)) == ["prisoners go"]
    assert said(spans.shrink_end(TEXT, pieces)) == ["let", "prisoners"]


def test_a_dragged_edge_goes_to_the_nearest_word_and_past_pieces() -> None:
    pieces = (at("let"), at("prisoners go"))
    assert said(spans.move_edge(TEXT, pieces, first=True, to=at("prisoners")[0] + 2)) == ["prisoners go"]
    assert said(spans.move_edge(TEXT, pieces, first=False, to=at("prisoners")[1] - 1)) == ["let", "prisoners"]
    assert said(spans.move_edge(TEXT, pieces, first=True, to=1)) == ["Velin let", "prisoners go"]


@given(st.integers(-5, 70), st.booleans())
def test_a_dragged_passage_always_fits_the_text(to: int, first: bool) -> None:
    pieces = spans.move_edge(TEXT, (at("let"), at("prisoners go")), first=first, to=to)
    last = 0
    assert pieces
    for start, end in pieces:
        assert last <= start < end <= len(TEXT)
        last = end


def test_overlapping_mentions_are_all_that_hang_together() -> None:
    def mark(number: int, words: str) -> Mark:
        return Mark(number, MentionKind.INDIRECT, (at(words),), (), ClaimState.OPEN)

    marks = (mark(1, "52 prisoners"), mark(2, "let 52"), mark(3, "prisoners go"), mark(4, "Mr Holt"))
    assert spans.overlapping(marks, 3) == spans.overlapping(marks, 2) == [2, 1, 3]
    assert spans.overlapping(marks, 4) == [4]
    assert spans.overlapping(marks, 9) == []


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1,300", "1300"), ("4.6", "4.6"), ("−18", "-18"), ("4.5 billion", "4500000000"), (".5", "0.5"), ("", None)],
)
def test_numbers_are_read_as_people_type_them(typed: str, value: str | None) -> None:
    assert read_number(typed) == (None if value is None else Decimal(value))


@pytest.mark.parametrize("typed", ["1e999", "nan", "12,34", "5 zillion", "-", "1" * 61, "½"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_number(typed)
