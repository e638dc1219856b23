"""What was done about a claim, newest first, and what was corrected in public."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.records import HistoryRow, PublicCorrection
from gui import words
from gui.theme import GRID, Theme
from gui.views.parts.widgets import label


class HistoryList(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("History"))
        self.hide()
        self._shown: tuple[tuple[HistoryRow, ...], tuple[PublicCorrection, ...]] | None = None
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 0)
        self._column.setSpacing(3 * GRID)
        self._none = label(self.tr("Nothing has been done about this claim yet."), tone="muted", wrap=True)
        self._column.addWidget(self._none)

    def set_theme(self, theme: Theme) -> None:
        """Nothing here is painted beyond the style sheet."""

    def set_rows(self, rows: Sequence[HistoryRow], corrections: Sequence[PublicCorrection] = ()) -> None:
        """Show what was done; above it what was corrected in public, the newest first."""
        if self._shown == (tuple(rows), tuple(corrections)):
            return
        self._shown = (tuple(rows), tuple(corrections))
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._correction(each) for each in reversed(corrections)]
        self._lines += [self._line(row) for row in sorted(rows, key=lambda row: row.at, reverse=True)]
        for line in self._lines:
            self._column.addWidget(line)
        self._none.setVisible(not self._lines)

    def corrections(self) -> list[tuple[str, str, str, str]]:
        """Was, now, why and public note of each correction that is shown, the newest first."""
        shown = self._shown[1] if self._shown is not None else ()
        return [(each.was, each.now, each.why, each.public_note) for each in reversed(shown)]

    def _correction(self, correction: PublicCorrection) -> QWidget:
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(label(self.tr("Corrected in public"), size="strong", wrap=True))
        for name, text in (
            (self.tr("Was"), correction.was),
            (self.tr("Now"), correction.now),
            (self.tr("Why"), correction.why),
            (self.tr("Public note"), correction.public_note),
        ):
            if not text:
                continue  # readers were told nothing otherwise than before
            heading = label(name, tone="muted", size="small")
            value = label(text, wrap=True)
            value.setAccessibleName(f"{name}: {text}")
            column.addWidget(heading)
            column.addWidget(value)
        about = f"{correction.by} · {words.moment(correction.at)}"
        column.addWidget(label(about, tone="muted", size="small", wrap=True))
        return card

    @staticmethod
    def _line(row: HistoryRow) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(row.what, wrap=True))
        column.addWidget(label(f"{row.by} · {words.moment(row.at)}", tone="muted", size="small", wrap=True))
        return line
