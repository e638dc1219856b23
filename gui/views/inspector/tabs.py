"""The tabs of the inspector: what is on each and how much of it, in whatever room there is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTabBar, QWidget

from gui import words
from gui.actions import default_key
from gui.theme import ui_font
from gui.views.parts.widgets import restyle

EDGES = 14
"""Pixels that a tab takes beside its words, as the style sheet has it."""
SMALL_EDGES = 12
"""The same where the names stand alone, in smaller letters."""
NEAR_EDGES = 6
"""The same where these are set closer."""
NARROW_EDGES = 4
"""The same where there is no room for more; the names then read as one phrase."""
TABS = 5
_FIRST_TO_GO = (4, 2, 3, 1)
"""The tabs in the order in which they lose their counts where there is little room."""


class InspectorTabs(QTabBar):
    """Verdict (or review), evidence, seen before, comments, history."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = 0
        self._key = default_key("next-tab")
        self._names: tuple[str, ...] = ()
        self._counted: tuple[str, ...] = ()
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setMinimumWidth(1)  # a small window is never wider for them
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Verdict, evidence, seen before, comments or history"))
        for _ in range(TABS):
            self.addTab("")
        self.set_counts((0,) * TABS, reviewing=False)

    def set_counts(self, counts: Sequence[int], *, reviewing: bool) -> None:
        """How much is on each tab, 0 for what is not counted; the first is a review's while one is asked for."""
        self._names = (
            self.tr("Review") if reviewing else self.tr("Verdict"),
            self.tr("Evidence"),
            self.tr("Seen"),
            self.tr("Comments"),
            self.tr("History"),
        )
        self._counted = tuple(
            f"{name} {words.number(count)}" if count else name
            for name, count in zip(self._names, counts, strict=True)
        )
        self._show()

    def set_key(self, key: str) -> None:
        """The key that goes on to the next tab."""
        self._key = key
        self._show()

    def fit(self, room: int) -> None:
        """Leave counts out, and set the names closer, where `room` pixels do not hold all."""
        self._room = room
        self._show()

    def _show(self) -> None:
        # The tabs' own letters are smaller where they are narrow already.
        narrow = _width(ui_font(), self._counted, EDGES) > self._room
        restyle(self, "narrow", narrow)
        shown, edges = self._fitting(ui_font(12)) if narrow else (self._counted, EDGES)
        restyle(self, "close", edges if narrow else 0)
        self.setUsesScrollButtons(narrow)
        # In large text even the names alone are too much: whole ones are scrolled rather than all cut short.
        cut = _width(self.font(), shown, NARROW_EDGES) <= self._room
        self.setElideMode(Qt.TextElideMode.ElideRight if cut else Qt.TextElideMode.ElideNone)
        for tab, (name, with_count) in enumerate(zip(shown, self._counted, strict=True)):
            self.setTabText(tab, name)
            self.setTabToolTip(tab, words.with_key(with_count, self._key))
            self.setAccessibleTabName(tab, with_count)

    def _fitting(self, font: QFont) -> tuple[tuple[str, ...], int]:
        """The names in small letters with as many of their counts as there is room for, and their edges.

        That of the sources stays longest: it says that one was added, where the list of them is out of sight.
        """
        for choice in ((SMALL_EDGES, NEAR_EDGES), (NARROW_EDGES,)):
            shown = list(self._counted)
            for tab in _FIRST_TO_GO:
                shown[tab] = self._names[tab]
                for edges in choice:
                    if _width(font, shown, edges) <= self._room:
                        return tuple(shown), edges
        return self._names, NARROW_EDGES


def _width(font: QFont, names: Sequence[str], edges: int) -> int:
    """Pixels that tabs of these names take, whichever is open: its name is heavier (`saidso.qss`)."""
    heavier = QFont(font)
    heavier.setWeight(QFont.Weight.Medium)
    closed, opened = ([_size(QFontMetrics(each), name) for name in names] for each in (font, heavier))
    return sum(closed) + edges * len(names) + max(more - less for less, more in zip(closed, opened, strict=True))


def _size(metrics: QFontMetrics, name: str) -> int:
    """Pixels that a tab bar leaves to a name: a little more than it advances."""
    return metrics.size(Qt.TextFlag.TextShowMnemonic, name).width()
