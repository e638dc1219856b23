"""The field that finds words in a kept copy while they are typed, and the places it marks in the shown part."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from core.evidence.requests import pattern
from gui.theme import Theme, text_scale
from gui.views.offsets import Offsets

PAUSE = 120
"""Milliseconds without typing after which is searched: a copy can have a thousand pages."""
MOST_MARKED = 1_000
"""Places marked in one part; a letter alone stands in it more often than anybody looks at."""


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

    def mark(self, shown: QPlainTextEdit, text: str, offsets: Offsets, theme: Theme) -> int:
        """Mark every place of `text` that has the words, in the widget that shows it; how many there are."""
        ground = QColor(theme.figure)
        marks: list[QTextEdit.ExtraSelection] = []
        for found in pattern(self.words()).finditer(text) if self.words() else ():
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(shown.document())
            cursor.setPosition(offsets.units(found.start()))
            cursor.setPosition(offsets.units(found.end()), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format.setBackground(ground)
            marks.append(mark)
            if len(marks) == MOST_MARKED:
                break
        shown.setExtraSelections(marks)
        return len(marks)

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
