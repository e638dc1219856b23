"""The share of a passage that stands in quotation marks, and the kind of a quote that is cut otherwise."""

from __future__ import annotations

import pytest

from core.extraction.quotes.share import by_marks, recut
from core.records import MentionKind, Span

D, M, IND = MentionKind.DIRECT, MentionKind.MIXED, MentionKind.INDIRECT

TEXT = (
    "Mayor Tom Rask called the plan “a gift to nobody at all” on Friday. “We waited,” he said, “and it’s over.”\n"
    "\n"
    "“The board says the ‘Heron’ leaks,” said Petra Voss.\n"
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("“a gift to nobody at all”", D),
        ("a gift to nobody at all", D),
        ("gift to nobody", D),
        ("the plan “a gift to nobody at all”", M),
        ("called the plan", IND),
        ("“We waited,” he said, “and it’s over.”", M),
    ],
)
def test_the_share_of_words_in_marks_tells_the_kind(words: str, kind: MentionKind) -> None:
    assert by_marks(TEXT, (at(words),)) is kind


def test_every_piece_of_a_passage_counts() -> None:
    assert by_marks(TEXT, (at("“We waited,”"), at("“and it’s over.”"))) is D
    assert by_marks(TEXT, (at("called the plan"), at("“and it’s over.”"))) is M


def test_a_quote_is_of_another_kind_where_its_share_is() -> None:
    whole, cut = (at("the plan “a gift to nobody at all”"),), (at("“a gift to nobody at all”"),)
    assert recut(TEXT, M, whole, cut) is D
    assert recut(TEXT, D, cut, whole) is M
    assert recut(TEXT, D, cut, (at("gift to nobody at all”"),)) is D


def test_what_a_parse_found_out_stays_while_the_share_does() -> None:
    """What is reported inside a quote is indirect, though all of it stands in marks."""
    assert recut(TEXT, IND, (at("the ‘Heron’ leaks"),), (at("says the ‘Heron’ leaks"),)) is IND
