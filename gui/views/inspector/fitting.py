"""How much of a claim the inspector shows, so that its ratings are seen without scrolling."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtWidgets import QBoxLayout, QLayoutItem, QWidget


class Room(IntEnum):
    """What there is room for above the ratings, from all to least."""

    AMPLE = 0
    FOLDED = 1
    """Comparisons in one line, of a review only the ratings given; why and how the claim was found, and the
    speaker’s record, are left out."""
    SHORT = 2
    """Few lines of the sentence, too."""
    BELOW = 3
    """The comparisons below the ratings."""
    LEAST = 4
    """Of the lines about the claim only who is speaking, and how it reads; of the sentence still fewer."""


def height_of_rows(column: QBoxLayout, width: int, count: int, known: Mapping[QWidget, int] | None = None) -> int:
    """Pixels that the first `count` rows of a column take, each `width` wide, with the column’s upper margin.

    Worked out from the rows as they are now, also before the column is laid out again. `known` are the heights of
    those that are to be otherwise than they are.
    """
    margins = column.contentsMargins()
    height, shown = margins.top(), 0
    for place in range(count):
        item = column.itemAt(place)
        if item is None or item.isEmpty():
            continue
        layout = item.layout()
        if layout is not None:
            layout.invalidate()  # rows of it may have been hidden
        height += _height(item, width, known or {})
        shown += 1
    return height + max(shown - 1, 0) * column.spacing()


def _height(item: QLayoutItem, width: int, known: Mapping[QWidget, int]) -> int:
    widget = item.widget()
    if widget is not None and widget in known:
        return known[widget]
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
