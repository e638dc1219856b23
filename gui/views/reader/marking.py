"""Marking in the reader: a caret that walks and selects (F7), and edges of the current mention to drag."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
)

from core.records import Pieces
from gui.views.reader import spans
from gui.views.reader.page import ReaderPage

REACH = 5.0
"""Pixels from an edge of the current mention within which it is taken hold of."""

_WALKING = {
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
}
_DECIDING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class SpanEditor(QObject):
    """Is asked by the page about every key and every move of the mouse first.

    What it tells is for the page's owner to do; nothing is marked here.
    `selected` holds start and end in code points; `dragged` the claim and what its pieces became.
    """

    selected = Signal(int, int)
    dragged = Signal(int, object)

    def __init__(self, page: ReaderPage) -> None:
        super().__init__(page)
        self._page = page
        self._first: bool | None = None
        """Which edge is being dragged; None while none is."""
        self._pieces: Pieces = ()
        self._before: Pieces = ()
        page.watch(self.on_key, self.on_mouse)

    # --- the caret --------------------------------------------------------------------------------------------

    @property
    def has_caret(self) -> bool:
        return bool(self._page.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard)

    def begin(self) -> None:
        """Put a caret where the current mention begins if that is in sight, else on the first line in sight."""
        page = self._page
        if self.has_caret:
            self.leave()
            return
        page.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        page.setCursorWidth(2)
        cursor = page.textCursor()
        cursor.setPosition(page.first_unit_in_sight())
        page.setTextCursor(cursor)
        page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        said = self.tr("Caret in the article. Shift and arrows select, Enter makes a claim, Escape leaves.")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(page, said))

    def leave(self) -> None:
        """Take the caret and the selection away."""
        page = self._page
        page.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        cursor = page.textCursor()
        cursor.clearSelection()
        page.setTextCursor(cursor)

    def take_selection(self) -> bool:
        """Tell `selected` of what is selected, by caret or mouse; False if nothing is."""
        found = self._page.selected_span()
        span = spans.trimmed(self._page.text(), found) if found is not None else None
        if span is None:
            return False
        self.leave()
        self.selected.emit(*span)
        return True

    # --- events -----------------------------------------------------------------------------------------------

    def on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.type() is QEvent.Type.ShortcutOverride:
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            ours = (key in _WALKING and not alt) or (key in _DECIDING and not _commands(event))
            if self.has_caret and ours:
                event.accept()
                return True
            return False
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if key == Qt.Key.Key_Escape and (self._first is not None or self.has_caret or self._page.selected_span()):
            self._drop(keep=False)
            self.leave()
            return True
        if key in _DECIDING and not _commands(event):
            return self.take_selection()
        return False

    def on_mouse(self, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.MouseMove and self._first is not None:
            self._drag(event.position())
            return True
        if kind is QEvent.Type.MouseMove and not event.buttons():
            if self._edge_at(event.position()) is not None:
                self._page.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
                return True
            if self._page.viewport().cursor().shape() is Qt.CursorShape.SizeHorCursor:
                self._page.viewport().setCursor(Qt.CursorShape.IBeamCursor)
            return False
        if kind is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            return self._grasp(event.position())
        if kind is QEvent.Type.MouseButtonRelease and self._first is not None:
            self._drop(keep=True)
            return True
        return False

    # --- dragging ---------------------------------------------------------------------------------------------

    def _edge_at(self, point: QPointF) -> bool | None:
        """Whether the point is at the first (True) or last (False) edge of the current mention; None elsewhere."""
        shape = self._page.shape_of(self._page.current)
        if shape is None or not shape.boxes:
            return None
        place = point + QPointF(0, self._page.verticalScrollBar().value())
        for first, box in ((True, shape.boxes[0]), (False, shape.boxes[-1])):
            edge = box.left if first else box.right
            if box.line_top <= place.y() <= box.line_bottom and abs(place.x() - edge) <= REACH:
                return first
        return None

    def _grasp(self, point: QPointF) -> bool:
        self._first = self._edge_at(point)
        shape = self._page.shape_of(self._page.current)
        if self._first is None or shape is None:
            return False
        self._pieces = self._before = shape.mark.pieces
        return True

    def _drag(self, point: QPointF) -> None:
        at = self._page.point_at(point)
        moved = spans.move_edge(self._page.text(), self._before, first=bool(self._first), to=at)
        if moved != self._pieces:
            self._pieces = moved
            self._page.preview(moved)

    def _drop(self, *, keep: bool) -> None:
        if self._first is None:
            return
        self._first = None
        claim, pieces = self._page.current, self._pieces
        if keep and claim is not None and pieces != self._before:
            self.dragged.emit(claim, pieces)  # shown as dragged until the desk has answered
        else:
            self._page.preview(None)


def _commands(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier))
