"""Edges of a passage moved by words, and mentions that hang together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.records import ClaimState, Mark, MentionKind, Pieces
from gui.views.parts.reading_text import read_number
from gui.views.reader import spans

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


CUT = 'The mate reached the pier, and "told the crew" that 1,300 didn’t (all of them) know. It’s “well-known” now.'


def cut(words: str) -> str | None:
    start = CUT.index(words)
    found = spans.whole_words(CUT, (start, start + len(words)))
    return None if found is None else CUT[found[0] : found[1]]


@pytest.mark.parametrize(
    ("selected", "claim"),
    [
        ('r, and "', "pier, and"),
        ("ached the pie", "reached the pier"),
        (' "told the crew" ', '"told the crew"'),
        ('and "told the', 'and "told the'),
        ('told the crew" th', 'told the crew" that'),
        ("1,3", "1,300"),
        ("didn", "didn’t"),
        ("(all of them)", "(all of them)"),
        ("dn’t (", "didn’t"),
        ("know.", "know."),
        ("“well", "well-known"),
        ("It’s “well-known”", "It’s “well-known”"),
        ("well-known” n", "well-known” now"),
        ("all of them)", "all of them"),
        ('" ', None),
        (", ", None),
    ],
)
def test_a_selection_becomes_whole_words_without_stray_marks(selected: str, claim: str | None) -> None:
    assert cut(selected) == claim


@given(st.text(alphabet='ab ,.\n"“”’1', max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_whole_words_are_no_part_of_a_word_and_change_no_more(text: str, one: int, other: int) -> None:
    found = spans.whole_words(text, (min(one, other), max(one, other)))
    if found is not None:
        start, end = found
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert not (start and text[start - 1].isalnum() and text[start].isalnum())
        assert not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())
