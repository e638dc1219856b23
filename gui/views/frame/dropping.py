"""Files dropped on the window: which they are, and who is told where a widget has no use of its own for them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


def dropped_files(event: QDropEvent) -> list[str]:
    """Paths of the files that are being dropped."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]


class DropRouter(QObject):
    """Tells of files dropped onto any widget of the window: a text field would take their names.

    A widget with `takes_files` true has a use of its own for them. What takes no drops hands them up by itself;
    what does is watched, so that no other event comes by here.
    """

    dropped = Signal(list)
    """Paths of the files."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._watched = [
            each
            for each in window.findChildren(QWidget)
            if each.acceptDrops() and each.window() is window and not getattr(each, "takes_files", False)
        ]
        for each in self._watched:
            each.installEventFilter(self)

    def end(self) -> None:
        """Watch nothing any more."""
        for each in self._watched:
            each.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Entering, moving and dropping are of this class.
        if not isinstance(event, QDropEvent) or not dropped_files(event):
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self.dropped.emit(dropped_files(event))
        return True
