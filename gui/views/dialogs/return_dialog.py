"""What an editor says when a check goes back to the checker."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gui.theme import GRID, text_scale
from gui.views.parts.dialog import FormDialog
from gui.views.parts.widgets import label
from gui.words import tr


class ReturnDialog(FormDialog):
    """`comment` is set once it was accepted, and never empty: a check is not returned without a word."""

    asks_before_leaving = True

    def __init__(self, claim: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Return the check"), tr("Return"), parent)
        self.comment = ""
        self._column.addWidget(label(claim, face="serif", wrap=True))
        self._column.addSpacing(2 * GRID)
        self.field = QPlainTextEdit()
        self.field.setProperty("field", True)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(round(96 * text_scale()))
        self.field.setPlaceholderText(self.tr("What is still to be done"))
        self.add_field(self.tr("Comment"), self.field)
        self.finish()
        self.field.setFocus()

    def accept(self) -> None:
        self.clear_faults()
        self.comment = self.field.toPlainText().strip()
        if not self.comment:
            self.fault(self.field, self.tr("Say what is to be done; the checker sees it."))
            return
        super().accept()
