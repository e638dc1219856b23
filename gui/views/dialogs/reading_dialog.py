"""Correcting what a figure says."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.records import Reading
from gui import words
from gui.theme import GRID
from gui.views.parts.dialog import FormDialog
from gui.views.parts.reading_fields import ReadingFields
from gui.views.parts.widgets import label


class ReadingDialog(FormDialog):
    """`result_reading` is set once it was accepted."""

    asks_before_leaving = True

    def __init__(self, figure: str, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(words.tr("What does the figure say?"), words.tr("Use"), parent)
        self.result_reading: Reading | None = None
        self._column.addWidget(label(figure, face="serif", wrap=True))
        self._column.addSpacing(2 * GRID)
        self.fields = ReadingFields()
        self.fields.set_reading(reading)
        self._column.addWidget(self.fields)
        self._column.addStretch(1)  # a date has fewer fields, at the top
        self.finish()
        self.fields.focus_value()

    def accept(self) -> None:
        self.clear_faults()
        self.result_reading = self.fields.reading(self.fault)
        if self.result_reading is not None:
            super().accept()
