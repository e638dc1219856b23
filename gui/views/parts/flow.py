"""A layout that sets its items in rows like words, from the leading edge, and breaks where they do not fit."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from gui.theme import GRID


class FlowLayout(QLayout):
    """Rows of items at their preferred size."""

    def __init__(
        self, parent: QWidget | None = None, spacing: int = GRID, columns: int = 0, spread: bool = False
    ) -> None:
        """`columns` above 0 sets that many equal columns, fewer where the widest item would not fit.

        `spread` sends all but the first item of a row to the trailing edge.
        """
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._columns = columns
        self._heights: dict[int, int] = {}
        self._spread = spread
        self.setContentsMargins(QMargins())
        self.setSpacing(spacing)

    def set_columns(self, columns: int) -> None:
        """As `columns` of the constructor; 0 for items at their preferred size."""
        if columns != self._columns:
            self._columns = columns
            self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # Layouts ask this many times in a row.
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items in `rect` if `move`; returns the height they need."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        items = self._shown()
        fixed = self._column_width(items, inner.width())
        x = y = row_height = 0
        rows: list[tuple[QLayoutItem, QRect]] = []
        for item in items:
            hint = item.sizeHint()
            width = min(fixed or hint.width(), max(inner.width(), 1))
            height = item.heightForWidth(width) if item.hasHeightForWidth() else hint.height()
            if x and x + width > inner.width():
                x, y, row_height = 0, y + row_height + self.spacing(), 0
            rows.append((item, QRect(QPoint(x, y), QSize(width, height))))
            x += width + self.spacing()
            row_height = max(row_height, height)
        if move:
            if self._spread:
                self._send_to_end(rows, inner.width())
            self._move(rows, inner)
        return y + row_height + margins.top() + margins.bottom()

    def _column_width(self, items: list[QLayoutItem], width: int) -> int:
        if not self._columns or not items:
            return 0
        widest = max(item.sizeHint().width() for item in items)
        columns = self._columns
        while columns > 1 and (width - self.spacing() * (columns - 1)) // columns < widest:
            columns -= 1
        return (width - self.spacing() * (columns - 1)) // columns

    @staticmethod
    def _send_to_end(rows: list[tuple[QLayoutItem, QRect]], width: int) -> None:
        for top in {place.top() for _, place in rows}:
            line = [place for _, place in rows if place.top() == top]
            spare = width - 1 - line[-1].right()
            for place in line[1:] if top == 0 else line:
                place.translate(spare, 0)

    def _move(self, rows: list[tuple[QLayoutItem, QRect]], inner: QRect) -> None:
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for item, place in rows:
            shifted = place.translated(inner.topLeft())
            if mirrored:
                shifted.moveLeft(inner.left() + inner.right() - shifted.right())
            item.setGeometry(shifted)
