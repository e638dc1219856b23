"""What can be done with several claims at once, below the list while more than one is chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui import words
from gui.theme import GRID
from gui.views.flow import FlowLayout
from gui.views.widgets import button, hairline, label


class BulkBar(QWidget):
    """Hidden until `set_count` gives two or more. Each of its buttons is one step of undo."""

    accept = Signal()
    dismiss = Signal()
    set_aside = Signal()
    assign = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Several claims"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        inner = QWidget()
        column.addWidget(inner)
        row = FlowLayout(inner, spacing=GRID + 2)
        row.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self.title = label("", size="strong")
        row.addWidget(self.title)
        for text, tip, told in (
            (self.tr("Accept"), self.tr("Accept all that are suggestions (A)"), self.accept),
            (self.tr("Dismiss…"), self.tr("Dismiss all for one reason (X)"), self.dismiss),
            (self.tr("Later"), self.tr("Set all aside (Space)"), self.set_aside),
            (self.tr("Assign…"), self.tr("Say who checks them (Shift+A)"), self.assign),
        ):
            made = button(text, kind="chip")
            made.setToolTip(tip)
            made.clicked.connect(told)
            row.addWidget(made)
        self.hide()

    def set_count(self, count: int) -> None:
        self.title.setText(self.tr("{claims} chosen").format(claims=words.claims(count)))
        self.setVisible(count > 1)
