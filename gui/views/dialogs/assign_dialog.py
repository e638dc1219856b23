"""Saying who is to check claims: type ahead among the desk's people, or nobody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from gui.views.parts.dialog import FormDialog
from gui.views.parts.widgets import dress_completions, label
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
        completer = QCompleter(QStringListModel(list(people), self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(completer)
        dress_completions(completer)
        self.add_field(self.tr("Person"), self.name)
        self.finish()
        self.name.setFocus()
        self.name.selectAll()

    def accept(self) -> None:
        self.result_name = " ".join(self.name.text().split())
        super().accept()
