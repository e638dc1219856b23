"""Saying who is to check claims: type ahead among the desk's people, or nobody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from gui.views.parts.dialog import FormDialog
from gui.views.parts.widgets import complete, label
from gui.words import claims, tr

LONGEST = 80


class AssignDialog(FormDialog):
    """`result_name` is the name once it was accepted; empty means nobody."""

    def __init__(self, people: Sequence[str], now: str | None, count: int, parent: QWidget | None = None) -> None:
        super().__init__(tr("Who checks it?"), tr("Assign"), parent)
        self.result_name: str | None = None
        self._column.addWidget(label(claims(count), tone="muted"))
        self.name = QLineEdit(now or "")
        self.name.setMaxLength(LONGEST)
        self.name.setPlaceholderText(self.tr("Nobody in particular"))
        complete(self.name, people)
        self.add_field(self.tr("Person"), self.name)
        self.finish()
        self.name.setFocus()
        self.name.selectAll()

    def accept(self) -> None:
        self.result_name = " ".join(self.name.text().split())
        super().accept()
