"""What can be done with several claims at once, below the list while more than one is chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui import words
from gui.actions import default_key
from gui.theme import GRID
from gui.views.parts.flow import FlowLayout
from gui.views.parts.widgets import button, hairline, label


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
        self._named: list[tuple[QPushButton, str, str]] = []
        for text, tip, id, told in (
            (self.tr("Accept"), self.tr("Accept all that are suggestions"), "accept", self.accept),
            (
                self.tr("Dismiss…"),
                self.tr("Dismiss those that are suggestions"),
                "dismiss",
                self.dismiss,
            ),
            (self.tr("Later"), self.tr("Set all aside"), "set-aside", self.set_aside),
            (self.tr("Assign…"), self.tr("Say who checks them"), "assign", self.assign),
        ):
            made = button(text, kind="chip")
            made.clicked.connect(told)
            row.addWidget(made)
            self._named.append((made, id, tip))
        self.set_keys(default_key)
        self.hide()

    def set_keys(self, key: Callable[[str], str]) -> None:
        """Name the keys as they are now: `key` gives that of an action, by its id."""
        for made, id, tip in self._named:
            made.setToolTip(words.with_key(tip, key(id)))

    def set_count(self, count: int) -> None:
        self.title.setText(self.tr("{claims} chosen").format(claims=words.claims(count)))
        self.setVisible(count > 1)
