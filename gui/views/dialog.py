"""What the program's dialogs share: a title, fields under their names, one line of complaint, two buttons."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from gui.theme import GRID
from gui.views.widgets import button, label, restyle


class FormDialog(QDialog):
    """Ctrl+Enter accepts from any field; what is wrong is said in the dialog, beside the field at fault."""

    def __init__(self, title: str, accept_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        self._column.setSpacing(GRID)
        self._column.addWidget(label(title, size="title", wrap=True))
        self._column.addSpacing(2 * GRID)
        self.complaint = label("", tone="bad", size="small", wrap=True)
        self.complaint.hide()
        self.accept_button = button(accept_text, kind="primary")
        self.accept_button.setDefault(True)
        self.cancel_button = button(self.tr("Cancel"))
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    def add_field(self, name: str, field: QWidget, stretch: int = 0) -> QLabel:
        """Put `field` under its name, which becomes its accessible name too."""
        heading = label(name, tone="muted", size="small")
        heading.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(name)
        self._column.addWidget(heading)
        self._column.addWidget(field, stretch)
        self._column.addSpacing(GRID)
        return heading

    def finish(self) -> None:
        """Close the form with the line of complaint and the buttons."""
        self._column.addWidget(self.complaint)
        self._column.addSpacing(GRID)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.accept_button)
        self._column.addLayout(row)

    def fault(self, field: QWidget, text: str) -> None:
        """Say what is wrong with `field` and go there."""
        restyle(field, "wrong", True)
        self.complaint.setText(text)
        self.complaint.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_faults(self) -> None:
        self.complaint.hide()
        for field in (*self.findChildren(QLineEdit), *self.findChildren(QPlainTextEdit)):
            restyle(field, "wrong", False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)


def read_day(text: str) -> date | None:
    """A day as `2025-09-11`, or None for nothing. Raises `ValueError` for anything else."""
    text = text.strip()
    return date.fromisoformat(text) if text else None
