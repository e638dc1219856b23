"""A slim bar that fills as work goes on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui import theme as themes
from gui.views.parts.widgets import RTL


class ProgressLine(QWidget):
    """A slim bar; `total` 0 means that nobody knows how much there is, and shows a part of the bar filled."""

    def __init__(self) -> None:
        super().__init__()
        self.theme = themes.load("light")
        self._share = 0.0
        self.setFixedSize(QSize(112, 5))

    def set_share(self, done: int, total: int) -> None:
        share = min(max(done / total, 0.0), 1.0) if total > 0 else 0.3
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 2.5, 2.5)
        painter.fillPath(shape, QColor(self.theme.track))
        painter.setClipPath(shape)
        width = self.width() * self._share
        left = self.width() - width if self.layoutDirection() is RTL else 0
        painter.fillRect(QRectF(left, 0, width, self.height()), QColor(self.theme.accent_text))
