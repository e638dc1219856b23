"""The page of the reader: the article with its mentions painted below the words, for keys and the mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip

from core.checking.gravity import by_gravity
from gui import words
from gui.turns import Turns
from gui.views.reader.article import ArticlePage
from gui.views.reader.margin import paint_margin


class ReaderPage(ArticlePage):
    """Offsets that enter and leave are code points. `claim_chosen` follows a click on a mention or its mark."""

    claim_chosen = Signal(int)
    card_wanted = Signal(tuple, QPoint)
    """The mouse rests on these claims, at this place of the screen; `show_card` says more about them."""

    def __init__(self, turns: Turns | None = None) -> None:
        super().__init__(turns)
        self._press = QPoint()
        self._on_key: Callable[[QKeyEvent], bool] = _pass_by
        self._on_mouse: Callable[[QMouseEvent], bool] = _pass_by

    def watch(self, on_key: Callable[[QKeyEvent], bool], on_mouse: Callable[[QMouseEvent], bool]) -> None:
        """Ask these about keys and the mouse before the page acts; True takes the event.

        No event filter: those are still called while the page is being destroyed.
        """
        self._on_key, self._on_mouse = on_key, on_mouse

    # --- events -----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = QRectF(event.rect()).translated(0, self.verticalScrollBar().value())
        painter = QPainter(self.viewport())
        painter.translate(0, -self.verticalScrollBar().value())
        near = [shape for shape in self.shapes() if shape.bounds.intersects(seen)]
        self._painter.paint_grounds(painter, near, self._current, self._hovered)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(0, -self.verticalScrollBar().value())
        for mark in self.margin():
            if mark.box.adjusted(-8, -4, 8, 4).intersects(seen):
                paint_margin(self._painter, painter, mark, self._current)
        painter.end()
        self._note_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._filling:
            self._relayout()
            self._keep_place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._strips.moved()
        self._place_head()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._on_key(event):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event):
            self._finish()  # End goes to the end of the text
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._on_mouse(event):
            return
        self._press = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._on_mouse(event):
            return
        super().mouseReleaseEvent(event)
        moved = (event.position().toPoint() - self._press).manhattanLength() > 4
        if event.button() is not Qt.MouseButton.LeftButton or moved or self.textCursor().hasSelection():
            return
        found = self.claims_at(event.position())
        if found:
            # A second click where mentions overlap goes on to the next one.
            place = found.index(self._current) + 1 if self._current in found else 0
            self.claim_chosen.emit(found[place % len(found)])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._on_mouse(event):
            return
        super().mouseMoveEvent(event)
        found = self.claims_at(event.position())
        hovered = found[0] if found else None
        if hovered != self._hovered:
            before, self._hovered = self._hovered, hovered
            self._update_shapes(before, hovered)
            shape = Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        before, self._hovered = self._hovered, None
        self._update_shapes(before)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.claims_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "\n".join(map(self._about, found)), self.viewport())
            if found:
                self.card_wanted.emit(tuple(found), event.globalPos())
            return True
        return super().viewportEvent(event)

    def show_card(self, text: str, place: QPoint) -> None:
        """Say more about what the mouse rests on, unless it has gone on."""
        if QToolTip.isVisible() and self.viewport().underMouse():
            QToolTip.showText(place, words.tip(text), self.viewport())

    def _about(self, claim_id: int) -> str:
        shape = self.shape_of(claim_id)
        if shape is None:
            return ""
        parts = [words.kind(shape.mark.kind), words.state(shape.mark.state)]
        given = by_gravity(shape.mark.said, shape.mark.so, self._painter.scale)
        return " · ".join([*parts, *(rating.label for rating in given)])


def _pass_by(_: object) -> bool:
    return False
