"""Below the claims of a search: where articles have the words and nothing was marked as a claim."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from core.records import TextPlace
from gui import words
from gui.theme import GRID
from gui.views.parts.offsets import displayable
from gui.views.parts.widgets import hairline, label

MOST_SHOWN = 3
"""Places that are seen at once; the others are scrolled to."""


class FoundPlaces(QWidget):
    """Hidden while there are none. `chosen` follows a click on a place or Enter: article, start and end."""

    chosen = Signal(int, int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: tuple[TextPlace, ...] = ()
        self._title = label("", tone="muted", size="small", wrap=True)
        self._title.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, GRID)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Places in articles that are not marked"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addWidget(self._title)
        column.addWidget(self.list)
        self.hide()

    def set_places(self, places: Sequence[TextPlace], most: int) -> None:
        """Show these places; of `most` there may be more than are shown."""
        if tuple(places) == self._places:
            return
        self._places = tuple(places)
        self.list.clear()
        for place in places:
            text = f"{place.before}{place.words}{place.after}".strip()
            shown = displayable(f"{text}\n{words.shorten(place.title, 60)}")
            item = QListWidgetItem(shown)
            item.setToolTip(words.tip(f"{text}\n{place.title}"))
            self.list.addItem(item)
        count = words.number(len(places)) + ("+" if len(places) >= most else "")
        self._title.setText(self.tr("In the articles, not marked as a claim: {count}").format(count=count))
        self.setVisible(bool(places))
        self._fit()

    def places(self) -> tuple[TextPlace, ...]:
        return self._places

    def _choose(self, item: QListWidgetItem) -> None:
        place = self._places[self.list.row(item)]
        self.chosen.emit(place.article_id, *place.span)

    def _fit(self) -> None:
        rows = min(len(self._places), MOST_SHOWN)
        line = self.list.fontMetrics().lineSpacing()
        self.list.setFixedHeight(rows * (3 * line + 2 * GRID))

    def sizeHint(self) -> QSize:
        return QSize(200, super().sizeHint().height())
