"""The calculator: reckons with the sentence's figures as one types, and hands over the result with its working."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from core.errors import UserError
from core.figures import calculator
from core.records import Reading, UnitKind
from gui.theme import GRID
from gui.views.parts.dialog import FormDialog
from gui.views.parts.flow import FlowLayout
from gui.views.parts.widgets import button, label
from gui.words import shorten, tr

Figure = tuple[str, Reading]
"""A figure's words and what it says."""


class CalculatorDialog(FormDialog):
    """`working` is set once it was accepted: what was reckoned and what it comes to, ready for the rationale.

    Of two figures the field begins with the first as a share of the second, of two percentages with their
    difference; every figure is a button, too.
    """

    def __init__(self, figures: Sequence[Figure], parent: QWidget | None = None) -> None:
        super().__init__(tr("Calculator"), tr("Insert into why"), parent)
        self.working = ""
        known = [(words, reading, calculator.written(reading)) for words, reading in figures]
        self._figures = [(written, reading) for _, reading, written in known if written]
        self.field = QLineEdit(self._beginning())
        self.field.setMaxLength(calculator.LONGEST)
        self.field.setPlaceholderText(self.tr("52 of 1300 to 1400 · 41 % − 36 % · from 40 to 50"))
        self.field.textChanged.connect(lambda _: self._reckon())
        self.add_field(self.tr("Calculation"), self.field)
        held = QWidget()
        row = FlowLayout(held, spacing=GRID + 2)
        for words, _, written in known:
            if not written:
                continue
            made = button(shorten(words, 28).replace("&", "&&"), kind="chip", name=tr("Insert ") + words)
            made.setToolTip(written)
            made.clicked.connect(lambda _=False, written=written: self._insert(written))
            row.addWidget(made)
        held.setVisible(bool(self._figures))
        self._column.addWidget(held)
        self.outcome = label("", size="title", wrap=True)
        self.explained = label("", tone="muted", size="small", wrap=True)
        self._column.addWidget(self.outcome)
        self._column.addWidget(self.explained)
        self.finish()
        self._reckon()
        self.field.setFocus()
        self.field.selectAll()

    def _beginning(self) -> str:
        if len(self._figures) > 1:
            (first, one), (second, other) = self._figures[:2]
            parts = one.unit_kind is other.unit_kind is UnitKind.PERCENT
            return f"{first} − {second}" if parts else f"{first} of {second}"
        return self._figures[0][0] if self._figures else ""

    def _insert(self, written: str) -> None:
        self.field.insert(f"({written})" if " " in written and not written.endswith("%") else written)
        self.field.setFocus()

    def _reckon(self) -> calculator.Result | None:
        """Show what the expression comes to, or quietly why it comes to nothing yet."""
        self.clear_faults()
        text = self.field.text().strip()
        found: calculator.Result | None = None
        said = ""
        if text:
            try:
                found = calculator.calculate(text)
            except UserError as error:
                said = error.message
        self.outcome.setText(found.text if found else "–")
        self.explained.setText(found.working if found else said)
        self.accept_button.setEnabled(found is not None)
        return found

    def accept(self) -> None:
        found = self._reckon()
        if found is None:
            self.fault(self.field, self.explained.text() or self.tr("Type a calculation, as 52 of 1300."))
            return
        self.working = found.working
        super().accept()
