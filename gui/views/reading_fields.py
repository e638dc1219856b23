"""The parts of a figure's reading as fields: value, form, unit and what is counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from core.records import Form, Reading, UnitKind
from core.reports import wording
from gui import words
from gui.theme import GRID
from gui.views.dialog import FormDialog
from gui.views.widgets import label

LONGEST_NUMBER = 60
"""Characters of a number that may be typed."""
_NUMBER = re.compile(
    r"([-−+]?(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+)?(?:\.\d+)?)(?:\s*([a-z]+))?", re.IGNORECASE
)
_SCALES = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_CLOSED = (Form.POINT, Form.ZERO, Form.MULTIPLE, Form.FRACTION, Form.ORDINAL)
"""Forms whose upper end is the lower one where only that is typed."""
_WORDLESS = (Form.ALL, Form.SUPERLATIVE, Form.DATE, Form.VAGUE)
"""Forms that may state no number at all."""

NOTHING = Reading(None, None)
Fault = Callable[[QWidget, str], None]


def read_number(text: str) -> Decimal | None:
    """A number as people type it (`1,300`, `4.6`, `−18`, `4.5 billion`), exactly; None for nothing.

    Raises ValueError.
    """
    text = text.strip()
    if not text:
        return None
    found = _NUMBER.fullmatch(text) if len(text) <= LONGEST_NUMBER else None
    scale = _SCALES.get((found[2] or "").casefold()) if found else None
    digits = re.sub("[,\u00a0\u202f ]", "", found[1]).replace("−", "-") if found else ""
    if scale is None or not re.search(r"\d", digits):
        raise ValueError(text)
    sign, number, exponent = Decimal(digits).as_tuple()
    return Decimal((sign, number, int(exponent) + scale))


class ReadingFields(QWidget):
    """`set_reading` fills them; `reading` is what they say, over the parts that have no field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = NOTHING
        self.low = self._line(self.tr("From, or the one value"))
        self.high = self._line(self.tr("To"))
        self.counted = self._line(self.tr("What is counted"))
        self.unit = self._line(self.tr("Unit"))
        self.unit.setPlaceholderText(self.tr("EUR, km, year …"))
        self.form = self._choice(self.tr("Form"), [(words.form(each), each) for each in Form])
        self.comparator = self._choice(
            self.tr("Bound"), [(words.comparator(each), each) for each in ("=", ">", ">=", "<", "<=")]
        )
        self.unit_kind = self._choice(
            self.tr("Kind of unit"), [(words.unit_kind(each), each) for each in UnitKind]
        )
        self.approximate = QCheckBox(self.tr("Approximate"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        fields: tuple[QWidget, ...] = (
            self.low,
            self.high,
            self.form,
            self.comparator,
            self.unit_kind,
            self.unit,
            self.counted,
        )
        for place, field in enumerate(fields):
            name = label(field.accessibleName(), tone="muted", size="small")
            name.setBuddy(field)
            grid.addWidget(name, place // 2 * 2, place % 2)
            grid.addWidget(field, place // 2 * 2 + 1, place % 2)
        grid.addWidget(self.approximate, len(fields) // 2 * 2 + 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.set_reading(NOTHING)

    @staticmethod
    def _line(name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        return field

    @staticmethod
    def _choice(name: str, rows: list[tuple[str, object]]) -> QComboBox:
        field = QComboBox()
        field.setAccessibleName(name)
        for text, value in rows:
            field.addItem(text, value)
        return field

    @property
    def base(self) -> Reading:
        """What the fields were filled with."""
        return self._base

    @property
    def touched(self) -> bool:
        """Whether somebody has typed a value."""
        return self.low.isModified() or self.high.isModified() or self.counted.isModified()

    def set_reading(self, reading: Reading) -> None:
        self._base = reading
        self.low.setText(_typed(reading.low))
        self.high.setText(_typed(reading.high) if reading.high != reading.low else "")
        self.counted.setText(reading.counted or "")
        self.unit.setText(reading.unit or "")
        self.form.setCurrentIndex(self.form.findData(reading.form))
        self.comparator.setCurrentIndex(self.comparator.findData(reading.comparator))
        self.unit_kind.setCurrentIndex(self.unit_kind.findData(reading.unit_kind))
        self.approximate.setChecked(reading.approximate)

    def reading(self, fault: Fault) -> Reading | None:
        """What the fields say; None after `fault(field, what is wrong and what to do)`."""
        ends: list[Decimal | None] = []
        base = self._base
        for field, before in ((self.low, base.low), (self.high, base.high if base.high != base.low else None)):
            try:
                # A number that is not typed over keeps digits that are not shown.
                ends.append(read_number(field.text()) if field.isModified() else before)
            except ValueError:
                fault(field, self.tr("Type a number in digits, as 1,300 or 4.6."))
                return None
        low, high = ends
        form = Form(self.form.currentData())
        if high is None and form in _CLOSED and self.comparator.currentData() == "=":
            high = low
        if low is None and high is None and form not in _WORDLESS:
            fault(self.low, self.tr("Type the number that the figure states."))
            return None
        if low is not None and high is not None and low > high:
            fault(self.high, self.tr("The upper end is below the lower one; swap them."))
            return None
        if form in (Form.RANGE, Form.ALTERNATIVES) and (low is None or high is None):
            fault(self.high, self.tr("A range needs both ends."))
            return None
        counted = " ".join(self.counted.text().split())
        # A noun that was changed has lost the modifiers that stood with the one before.
        modifiers = self._base.modifiers if counted == (self._base.counted or "") else ()
        return replace(
            self._base,
            low=low,
            high=high,
            form=form,
            comparator=str(self.comparator.currentData()),
            unit_kind=UnitKind(self.unit_kind.currentData()),
            unit=" ".join(self.unit.text().split()) or None,
            counted=counted or None,
            modifiers=modifiers,
            approximate=self.approximate.isChecked(),
            hedge=self._base.hedge if self.approximate.isChecked() else None,
        )


class ReadingDialog(FormDialog):
    """Correcting what a figure says. `result_reading` is set once it was accepted."""

    def __init__(self, figure: str, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(words.tr("What does the figure say?"), words.tr("Use"), parent)
        self.result_reading: Reading | None = None
        self._column.addWidget(label(figure, face="serif", wrap=True))
        self._column.addSpacing(2 * GRID)
        self.fields = ReadingFields()
        self.fields.set_reading(reading)
        self._column.addWidget(self.fields)
        self.finish()
        self.fields.low.setFocus()
        self.fields.low.selectAll()

    def accept(self) -> None:
        self.clear_faults()
        self.result_reading = self.fields.reading(self.fault)
        if self.result_reading is not None:
            super().accept()


def _typed(value: Decimal | None) -> str:
    return "" if value is None else wording.number(value)
