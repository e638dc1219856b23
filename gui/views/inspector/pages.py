"""What is scrolled in the inspector: the claim's head, the tabs, and the page of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.theme import GRID, Theme
from gui.views.inspector.claim_head import ClaimHead
from gui.views.inspector.comments_page import CommentsPage
from gui.views.inspector.evidence_page import EvidencePage
from gui.views.inspector.fitting import Room
from gui.views.inspector.history_list import HistoryList
from gui.views.inspector.seen_list import SeenList
from gui.views.inspector.tabs import InspectorTabs
from gui.views.inspector.verdict_page import VerdictPage
from gui.views.parts.widgets import RTL, hairline

EDGE = 4 * GRID
"""Pixels between the pages and the inspector's edges."""


class ClaimPages(QScrollArea):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room = Room.AMPLE
        """What there is room for; see `fit`."""
        self.head = ClaimHead()
        self.tabs = InspectorTabs()
        self.verdict = VerdictPage()
        self.evidence = EvidencePage()
        self.seen = SeenList()
        self.comments = CommentsPage()
        self.history = HistoryList()
        self._pages: tuple[QWidget, ...] = (self.verdict, self.evidence, self.seen, self.comments, self.history)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, EDGE)
        column.setSpacing(0)
        column.addWidget(self.head)
        self._tabs_row = QHBoxLayout()
        self._tabs_row.setContentsMargins(EDGE, GRID, EDGE, 0)
        self._tabs_row.addWidget(self.tabs, 1)
        column.addLayout(self._tabs_row)
        column.addWidget(hairline())
        for page in self._pages:
            column.addWidget(page)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        self.tabs.currentChanged.connect(self._show_tab)

    def set_theme(self, theme: Theme) -> None:
        for part in (self.head, self.verdict, self.evidence, self.seen, self.comments, self.history):
            part.set_theme(theme)

    def set_counts(self, *, reviewing: bool, sources: int, seen: int, history: int) -> None:
        """Say on the tabs how much is on each."""
        self.tabs.set_counts((0, sources, seen, self.comments.open_count, history), reviewing=reviewing)

    def show_page(self, page: QWidget) -> None:
        self.tabs.setCurrentIndex(self._pages.index(page))

    def show_next(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def scroll_to_top(self) -> None:
        self.verticalScrollBar().setValue(0)

    def fit(self, width: int, height: int) -> None:
        """Leave out what would push the ratings below the fold of a part of the window, its size in pixels."""
        width -= 2 * EDGE  # with a scroll bar, too: see `_make_room`
        for room in Room:
            self.room = room
            self.head.set_room(room, height)
            self.verdict.set_room(room)
            above = self.head.height_for(width) + self._tabs_row.sizeHint().height() + 1
            if above + self.verdict.height_to_ratings(width) <= height:
                break
        self.verdict.fold_comparisons()

    # --- inside -----------------------------------------------------------------------------------------------

    def _make_room(self, _least: int, most: int) -> None:
        """Let the scroll bar take its width from the trailing margin, so that the columns stay in line."""
        margin = EDGE - (self.verticalScrollBar().sizeHint().width() if most else 0)
        for layout in (self._tabs_row, *(part.layout() for part in (self.head, *self._pages))):
            if layout is not None:
                edges = layout.contentsMargins()
                # Margins are not mirrored with the layout.
                mirrored = self.layoutDirection() is RTL
                left, right = (max(margin, 0), EDGE) if mirrored else (EDGE, max(margin, 0))
                layout.setContentsMargins(left, edges.top(), right, edges.bottom())

    def _show_tab(self, tab: int) -> None:
        for place, page in enumerate(self._pages):
            page.setVisible(place == tab)
