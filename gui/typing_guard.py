"""Single keys belong to the field one types in, and Space and Enter to the button that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)


class TypingGuard(QObject):
    """Keeps single keys for the field one types in, and Space and Enter for the button that has the focus.

    Text fields claim most of their keys by themselves; lists to choose from, number fields and buttons do not. And
    Enter presses a button on some platforms only. In a dialog it is left to that, which has a button for it.
    It watches the widget that has the focus and no other: on the application it would be called for every event of
    the program, and each call waits for Python's lock while the desk's thread works.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._follow)
        self._follow(None, QApplication.focusWidget())

    def end(self) -> None:
        """Watch nothing any more."""
        app = self.parent()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._follow)
        self._follow(QApplication.focusWidget(), None)
        self.deleteLater()

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # By class first: asking for its type makes an object.
        if not isinstance(event, QKeyEvent):
            return False
        focus = QApplication.focusWidget()
        if watched is not focus or focus is None:
            return False
        if event.type() is QEvent.Type.KeyPress:
            return _pressed(focus, event)
        if event.type() is not QEvent.Type.ShortcutOverride:
            return False
        if _wants(focus, event):
            event.accept()
            return True
        if _has_nothing_to_undo(focus, event):
            event.ignore()
            return True
        return False


def _wants(focus: QWidget, event: QKeyEvent) -> bool:
    command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    if command:
        return False
    if is_typing(focus):
        return bool(event.text()) and event.text().isprintable()
    if isinstance(focus, QComboBox):
        return bool(event.text())
    return isinstance(focus, QAbstractButton) and event.key() in (Qt.Key.Key_Space, *_ENTER)


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _pressed(focus: QWidget, event: QKeyEvent) -> bool:
    """Whether this was Enter on a button, which is then pressed; once, however long the key is held."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() not in _ENTER or held or not isinstance(focus, QAbstractButton):
        return False
    if isinstance(focus.window(), QDialog):
        return False
    if not event.isAutoRepeat():
        focus.click()
    return True


def is_typing(focus: QWidget | None) -> bool:
    """Whether the keyboard goes into a field that can be written in."""
    if isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
        return not focus.isReadOnly()
    return isinstance(focus, QComboBox) and focus.isEditable()


def _has_nothing_to_undo(focus: QWidget, event: QKeyEvent) -> bool:
    """An empty undo of a field's own must not swallow the key: then the desk's undo is meant."""
    if not is_typing(focus):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not _document_can(focus, undo=True)
    return event.matches(QKeySequence.StandardKey.Redo) and not _document_can(focus, undo=False)


def _document_can(focus: QWidget, *, undo: bool) -> bool:
    if isinstance(focus, QPlainTextEdit | QTextEdit):
        document = focus.document()
        return document.isUndoAvailable() if undo else document.isRedoAvailable()
    if isinstance(focus, QLineEdit):
        return focus.isUndoAvailable() if undo else focus.isRedoAvailable()
    return True
