"""What changed, word by word: nothing of either text is lost, and changed words are marked as such."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.checking.changes import MOST_WORDS, Piece, Standing, by_words, changes
from core.records import CheckView, EvidenceDraft, FieldChange

G, N, S = Piece.GONE, Piece.NEW, Piece.SAME
TEXTS = st.text(st.sampled_from("ab c,.é\n🚆"), max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_are_there_to_the_character(was: str, now: str) -> None:
    found = by_words(was, now)
    assert "".join(text for piece, text in found if piece is not N) == was
    assert "".join(text for piece, text in found if piece is not G) == now
    assert all(text for _, text in found)


def test_changed_words_are_told_gone_before_new() -> None:
    assert by_words("Two lists say 1,300.", "Two lists say 1,400.") == (
        (S, "Two lists say "),
        (G, "1,300"),
        (N, "1,400"),
        (S, "."),
    )
    assert by_words("", "Counted.") == ((N, "Counted."),)
    assert by_words("The old list", "A new list") == ((G, "The old"), (N, "A new"), (S, " list"))
    assert by_words("same", "same") == ((S, "same"),)


def test_texts_too_long_to_compare_stand_whole() -> None:
    was, now = "a " * MOST_WORDS, "b " * MOST_WORDS
    assert by_words(was, now) == ((G, was), (N, now))


def test_changes_come_in_the_order_of_a_check() -> None:
    draft = EvidenceDraft("List", confidential=True)
    before = Standing("52 prisoners", None, None, CheckView(1, "trimmed", None, ""), {2: draft})
    now = Standing("52", "Irena Sokal", None, CheckView(2, "altered", "true", ""), {})
    assert changes(before, now) == (
        FieldChange("Words", "52 prisoners", "52"),
        FieldChange("Speaker", "", "Irena Sokal"),
        FieldChange("Said?", "trimmed", "altered"),
        FieldChange("So?", "", "true"),
        FieldChange("Source", "List · context · confidential", ""),
    )
    assert changes(now, now) == ()
