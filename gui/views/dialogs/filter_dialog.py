"""Asking for the name of a saved filter, a new one or another."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from gui.saved_filters import LONGEST_NAME
from gui.views.parts.dialog import FormDialog


class FilterDialog(FormDialog):
    """`given` is the name once it was accepted."""

    def __init__(self, title: str, accept_text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(title, accept_text, parent)
        self.given = ""
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST_NAME)
        self.add_field(self.tr("Name of the filter"), self.name)
        self._column.addStretch(1)
        self.finish()
        self.name.setFocus()
        self.name.selectAll()

    def accept(self) -> None:
        self.given = " ".join(self.name.text().split())
        if self.given:
            super().accept()
        else:
            self.fault(self.name, self.tr("A filter needs a name; enter one."))
