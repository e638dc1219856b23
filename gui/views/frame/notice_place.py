"""Where notices lie: over the foot of the article, so that nothing moves when one comes or goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from gui.theme import GRID, text_scale
from gui.views.frame.notice import NoticeBar

WIDEST, NARROWEST = 600, 320
"""Pixels at a text scale of 1."""


class NoticePlace(QObject):
    """Keeps `bar` over `ground`, from the leading edge of `beside` on and clear of the panes `clear_of`.

    Where there is no room beside all of those, it is clear of the last one: over the list it would lie on the
    claim that is worked on.
    """

    def __init__(self, bar: NoticeBar, ground: QWidget, beside: QWidget, *clear_of: QWidget) -> None:
        super().__init__(bar)
        self._bar, self._ground, self._beside, self._clear_of = bar, ground, beside, clear_of
        bar.setParent(ground)
        shadow = QGraphicsDropShadowEffect(bar)
        shadow.setBlurRadius(18)
        shadow.setOffset(0, 3)
        shadow.setColor(QColor(0, 0, 0, 90))
        bar.setGraphicsEffect(shadow)
        bar.fitted.connect(self._place)
        for each in (ground, beside):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and not self._bar.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        # What is hidden is asked of the panes and not of the screen: a picture is taken of a window nobody sees.
        ground, scale = self._ground, min(text_scale(), 1.5)
        begin = self._beside.mapTo(ground, QPoint(0, 0)).x() if self._beside.isVisibleTo(ground) else 0
        reserved = [each.width() for each in self._clear_of if each.isVisibleTo(ground)]
        room = ground.width() - begin - sum(reserved) - 6 * GRID
        if room < NARROWEST * scale:
            room = ground.width() - begin - sum(reserved[-1:]) - 6 * GRID
        width = min(max(min(round(WIDEST * scale), room), NARROWEST), ground.width() - 2 * GRID)
        height = self._bar.sizeHint().height()
        left = min(begin + 3 * GRID, ground.width() - width - GRID)
        self._bar.setGeometry(max(left, 0), ground.height() - height - 3 * GRID, width, height)
        self._bar.raise_()
