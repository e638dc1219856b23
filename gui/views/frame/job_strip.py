"""Running work in the status strip: what is done, how far it is, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.theme import GRID, Theme
from gui.views.frame.progress_line import ProgressLine
from gui.views.parts.widgets import ElidedLabel, button


class JobStrip(QWidget):
    """Hidden while nothing runs."""

    cancel_requested = Signal()

    def __init__(self, cancel_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ElidedLabel(tone="muted", size="small")
        self._text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._line = ProgressLine()
        self.cancel_button = button(self.tr("Cancel"), kind="quiet", name=cancel_name)
        self.cancel_button.clicked.connect(self.cancel_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * GRID)
        for part in (self._text, self._line, self.cancel_button):
            row.addWidget(part)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._line.theme = theme
        self._line.update()

    def text(self) -> str:
        return self._text.text()

    def set_job(self, text: str, done: int, total: int) -> None:
        """Show running work: `done` of `total` units, `total` 0 where that is unknown."""
        self._text.setText(text)
        self._line.set_share(done, total)
        self._line.setAccessibleName(self.tr("{done} of {total}").format(done=done, total=total))
        self.show()

    def clear(self) -> None:
        self.hide()
