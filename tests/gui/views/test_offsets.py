"""Code points and UTF-16 units name the same places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from gui.views.parts.offsets import Offsets, displayable

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(TEXTS)
def test_units_are_those_of_utf_16(text: str) -> None:
    offsets = Offsets(text)
    for point in range(len(text) + 1):
        assert offsets.units(point) == len(text[:point].encode("utf-16-le")) // 2
        assert offsets.points(offsets.units(point)) == point


def test_a_place_inside_a_surrogate_pair_belongs_to_its_character() -> None:
    assert Offsets("a🙂b").points(2) == 1


@given(st.text(max_size=60))
def test_a_document_keeps_every_offset(text: str) -> None:
    document = QTextDocument()
    document.setPlainText(displayable(text))
    offsets = Offsets(text)
    assert document.characterCount() - 1 == offsets.units(len(text))
    for point, character in enumerate(text):
        if character.isalnum():
            cursor = QTextCursor(document)
            cursor.setPosition(offsets.units(point))
            cursor.setPosition(offsets.units(point + 1), QTextCursor.MoveMode.KeepAnchor)
            assert cursor.selectedText() == character
