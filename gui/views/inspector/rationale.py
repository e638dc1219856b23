"""The field for why: typing goes to a draft now and then, leaving it makes a revision."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from gui.theme import GRID
from gui.views.parts.offsets import displayable, plain_text

PAUSE = 400
"""Least milliseconds between two `typed` signals."""
FEWEST_LINES, MOST_LINES = 2, 9


class RationaleField(QPlainTextEdit):
    """Grows with its text. `typed` is throttled and always gives the newest text in the end; `left` is told when
    the focus goes or on Ctrl+Enter, and only if something was typed since the last `set_words` or `left`: also
    where it was typed back to what is saved, for whoever keeps what `typed` told still has the rest."""

    typed = Signal(str)
    left = Signal(str)
    escaped = Signal()
    """It was left with Escape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("field", True)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._saved = self._committed = ""
        """What is saved, and as the field shows it."""
        self._told = ""
        """What whoever keeps the typing has of it: the draft that was shown, or what was told last."""
        self._unconfirmed: str | None = None
        self._setting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    @property
    def is_dirty(self) -> bool:
        """Whether there is typing that `left` has not told."""
        return self.words() != self._committed

    @property
    def holds_unsaved(self) -> bool:
        """Whether it holds typing that was not told, or words that are to be saved and are not yet confirmed."""
        return self.is_dirty or self.words() != self._told or self._unconfirmed is not None

    def confirm(self, text: str) -> None:
        """What was told is saved: from now on the field shows what it is given."""
        if text == self._unconfirmed:
            self._unconfirmed = None

    def set_words(self, text: str, draft: str | None = None) -> None:
        """Show the saved `text`, or a `draft` of it that has not become a revision."""
        self._timer.stop()
        self._unconfirmed = None
        self._saved = text
        self._setting = True
        for shown in (text,) if draft is None else (text, draft):
            if displayable(shown) != self.words():
                self.setPlainText(displayable(shown))
                self.moveCursor(QTextCursor.MoveOperation.End)
            if shown is text:
                self._committed = self.words()
        self._told = self.words()
        self._setting = False
        self._fit()

    def words(self) -> str:
        """What the field holds, to the character."""
        return plain_text(self.document())

    def commit(self) -> None:
        """Tell `left` if there is typing it has not told. What may not be written to was not typed in."""
        self._timer.stop()
        if self.isReadOnly() or (not self.is_dirty and self._told == self._committed):
            return
        text = self._newest()
        self._committed = self._told = self.words()
        self._saved = self._unconfirmed = text
        self.left.emit(text)

    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
            self.escaped.emit()
            return
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.text().isdecimal():
            event.ignore()  # it answers Said?; where that is not asked it is told why, and no digit is written
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()  # the words break anew

    def _changed(self) -> None:
        if not self._setting and not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        if self.words() != self._told:
            self._told = self.words()
            if not self.is_dirty:
                self._unconfirmed = self._saved  # until the typing is dropped, it could come back
            self.typed.emit(self._newest())

    def _newest(self) -> str:
        """The words of the field; what is saved as it was given, for not every character of it can be shown."""
        return self.words() if self.is_dirty else self._saved

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        lines = round(self.document().size().height())
        wanted = line * min(max(lines, FEWEST_LINES), MOST_LINES) + 6 * GRID
        if self.height() != wanted or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)
