"""The field in which words are typed that are to be found in a kept copy."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.theme import text_scale

PAUSE = 120
"""Milliseconds without typing after which is searched: a copy can have a thousand pages."""


class CopySearch(QLineEdit):
    """`typed` comes with the first place wanted for new words, `next_wanted` with Enter, `left` with Esc."""

    typed = Signal()
    next_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Find in the copy"))
        self.setAccessibleName(self.tr("Find in the copy"))
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(round(240 * text_scale()))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.typed)
        self.textChanged.connect(lambda _: self._pause.start())

    def words(self) -> str:
        return self.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_PAD:
            self._pause.stop()
            self.next_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._pause.stop()
            self.left.emit()
        else:
            super().keyPressEvent(event)


_PAD = Qt.KeyboardModifier.KeypadModifier
