"""What was done about a claim, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.records import HistoryRow
from gui import words
from gui.theme import GRID, Theme
from gui.views.widgets import label


class HistoryList(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("History"))
        self.hide()
        self._shown: tuple[HistoryRow, ...] | None = None
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 0)
        self._column.setSpacing(3 * GRID)
        self._none = label(self.tr("Nothing has been done about this claim yet."), tone="muted", wrap=True)
        self._column.addWidget(self._none)

    def set_theme(self, theme: Theme) -> None:
        """Nothing here is painted beyond the style sheet."""

    def set_rows(self, rows: Sequence[HistoryRow]) -> None:
        if self._shown == tuple(rows):
            return
        self._shown = tuple(rows)
        for line in self._lines:
            self._column.removeWidget(line)
            line.deleteLater()
        self._lines = [self._line(row) for row in sorted(rows, key=lambda row: row.at, reverse=True)]
        for line in self._lines:
            self._column.addWidget(line)
        self._none.setVisible(not rows)

    @staticmethod
    def _line(row: HistoryRow) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(row.what, wrap=True))
        column.addWidget(label(f"{row.by} · {words.moment(row.at)}", tone="muted", size="small", wrap=True))
        return line
