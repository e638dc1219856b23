"""The parts of a figure's reading as fields: value, form, unit, change, what is counted and said of it, when."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from core import wording
from core.records import Form, NumberChange, Reading, TimeReading, UnitKind
from gui import words
from gui.theme import GRID
from gui.views.parts.dialog import FormDialog
from gui.views.parts.widgets import label

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

_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_CHANGES = ("", *(f"{way} {kind}".strip() for way in ("up", "down") for kind in ("by", "to", "from", "")))
"""No change, then each direction with each kind, `core.records.NumberChange` in words."""

NOTHING = Reading(None, None)
_NO_NUMBER: dict[str, Any] = {"comparator": "=", "unit_kind": UnitKind.DATE, "unit": None, "per": None,
                              "change": None, "approximate": False, "hedge": None}  # fmt: skip
"""What a date says in place of a number's measure."""
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


def read_period(text: str) -> tuple[date, date, str] | None:
    """First day, last day and precision of `2025-09-11`, `2025-09` or `2025`; None for nothing.

    Raises ValueError.
    """
    text = text.strip()
    if not text:
        return None
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    if found[2] is None:
        return date(year, 1, 1), date(year, 12, 31), "year"
    if found[3] is None:
        first = date(year, month, 1)
        return first, date(year, month, calendar.monthrange(year, month)[1]), "month"
    return date(year, month, day), date(year, month, day), "day"


class ReadingFields(QWidget):
    """`set_reading` fills them; `reading` is what they say. The hedge, which stands in the text, has no field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = NOTHING
        self.low = self._line(self.tr("From, or the one value"))
        self.high = self._line(self.tr("To"))
        self.counted = self._line(self.tr("What is counted"))
        self.modifiers = self._line(self.tr("Qualified as"), self.tr("political, registered …"))
        self.predicate = self._line(self.tr("What happened to it"), self.tr("released, sought …"))
        self.unit = self._line(self.tr("Unit"), self.tr("EUR, km, year …"))
        self.per = self._line(self.tr("Per"), self.tr("year, head …"))
        self.first_day = self._line(self.tr("When, or from when"), self.tr("2025-09-11, 2025-09 or 2025"))
        self.last_day = self._line(self.tr("Until when"))
        self.form = self._choice(self.tr("Form"), [(words.form(each), each) for each in Form])
        self.comparator = self._choice(
            self.tr("Bound"), [(words.comparator(each), each) for each in ("=", ">", ">=", "<", "<=")]
        )
        self.unit_kind = self._choice(
            self.tr("Kind of unit"), [(words.unit_kind(each), each) for each in UnitKind]
        )
        self.change = self._choice(self.tr("Change"), [(words.number_change(each), each) for each in _CHANGES])
        self.approximate = QCheckBox(self.tr("Approximate"))
        self._names: dict[QWidget, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        fields: tuple[QWidget, ...] = (
            *(self.low, self.high),
            *(self.form, self.comparator),
            *(self.unit_kind, self.unit),
            *(self.per, self.change),
            *(self.modifiers, self.counted),
            *(self.first_day, self.last_day),
            self.predicate,
        )
        for place, field in enumerate(fields):
            name = self._names[field] = label(field.accessibleName(), tone="muted", size="small")
            name.setBuddy(field)
            grid.addWidget(name, place // 2 * 2, place % 2)
            grid.addWidget(field, place // 2 * 2 + 1, place % 2)
        grid.addWidget(self.approximate, len(fields) // 2 * 2 + 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.form.currentIndexChanged.connect(self._fit_form)
        self.set_reading(NOTHING)

    @staticmethod
    def _line(name: str, example: str = "") -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(example)
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
        """Whether somebody has typed into a field."""
        return any(field.isModified() for field in self.findChildren(QLineEdit))

    def focus_value(self) -> None:
        """Go to the value: the number, or of a date the day."""
        field = self.first_day if self._is_date else self.low
        field.setFocus()
        field.selectAll()

    @property
    def _is_date(self) -> bool:
        return Form(self.form.currentData()) is Form.DATE

    def _fit_form(self) -> None:
        """Hide of a date what only a number has."""
        numeric = (self.low, self.high, self.comparator, self.unit_kind, self.unit, self.per, self.change)
        for field in numeric:
            field.setHidden(self._is_date)
            self._names[field].setHidden(self._is_date)
        self.approximate.setHidden(self._is_date)

    def set_reading(self, reading: Reading) -> None:
        self._base = reading
        self.low.setText(_typed(reading.low))
        self.high.setText(_typed(reading.high) if reading.high != reading.low else "")
        self.counted.setText(reading.counted or "")
        self.modifiers.setText(" ".join(reading.modifiers))
        self.predicate.setText(reading.predicate or "")
        self.unit.setText(reading.unit or "")
        self.per.setText(reading.per or "")
        first, last = _typed_period(reading.time)
        self.first_day.setText(first)
        self.last_day.setText(last)
        self.form.setCurrentIndex(self.form.findData(reading.form))
        self.comparator.setCurrentIndex(self.comparator.findData(reading.comparator))
        self.unit_kind.setCurrentIndex(self.unit_kind.findData(reading.unit_kind))
        self.change.setCurrentIndex(self.change.findData(_change_key(reading.change)))
        self.approximate.setChecked(reading.approximate)
        self._fit_form()

    def reading(self, fault: Fault) -> Reading | None:
        """What the fields say; None after `fault(field, what is wrong and what to do)`."""
        try:
            ends = (None, None) if self._is_date else self._ends(fault)
            time = self._time(fault)
        except _AtFaultError:
            return None
        return replace(
            self._base,
            low=ends[0],
            high=ends[1],
            form=Form(self.form.currentData()),
            time=time,
            counted=_one_line(self.counted),
            modifiers=tuple(re.findall(r"[^\s,]+", self.modifiers.text())),
            predicate=_one_line(self.predicate),
            **(_NO_NUMBER if self._is_date else self._measure()),
        )

    def _measure(self) -> dict[str, Any]:
        """What qualifies the number: bound, unit, change and hedge."""
        comparator, approximate = str(self.comparator.currentData()), self.approximate.isChecked()
        as_hedged = (comparator, approximate) == (self._base.comparator, self._base.approximate)
        return {
            "comparator": comparator,
            "unit_kind": UnitKind(self.unit_kind.currentData()),
            "unit": _one_line(self.unit),
            "per": _one_line(self.per),
            "change": _change_of(str(self.change.currentData())),
            "approximate": approximate,
            "hedge": self._base.hedge if as_hedged else None,
        }

    def _ends(self, fault: Fault) -> tuple[Decimal | None, Decimal | None]:
        """The number, or both ends of it. Raises after `fault`."""
        ends: list[Decimal | None] = []
        base = self._base
        for field, before in ((self.low, base.low), (self.high, base.high if base.high != base.low else None)):
            try:
                # A number that is not typed over keeps digits that are not shown.
                ends.append(read_number(field.text()) if field.isModified() else before)
            except ValueError:
                raise _AtFaultError(fault, field, self.tr("Type a number in digits, as 1,300 or 4.6.")) from None
        low, high = ends
        form = Form(self.form.currentData())
        if high is None and form in _CLOSED and self.comparator.currentData() == "=":
            high = low
        if low is None and high is None and form not in _WORDLESS:
            raise _AtFaultError(fault, self.low, self.tr("Type the number that the figure states."))
        if low is not None and high is not None and low > high:
            raise _AtFaultError(fault, self.high, self.tr("The upper end is below the lower one; swap them."))
        if form in (Form.RANGE, Form.ALTERNATIVES) and (low is None or high is None):
            raise _AtFaultError(fault, self.high, self.tr("A range needs both ends."))
        return low, high

    def _time(self, fault: Fault) -> TimeReading | None:
        """When it was, as typed; untouched fields keep what was read, with its anchor. Raises after `fault`."""
        if not (self.first_day.isModified() or self.last_day.isModified()):
            return self._base.time
        periods = []
        for field in (self.first_day, self.last_day):
            try:
                periods.append(read_period(field.text()))
            except ValueError:
                wrong = self.tr("Type a day as 2025-09-11, a month as 2025-09, or a year.")
                raise _AtFaultError(fault, field, wrong) from None
        first, last = periods
        if first is None:
            if last is not None:
                raise _AtFaultError(fault, self.first_day, self.tr("Type from when as well."))
            return None
        start, end = first[0], (last or first)[1]
        if end < start:
            raise _AtFaultError(fault, self.last_day, self.tr("This is before the first day; swap them."))
        return TimeReading(start, end, first[2])


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
        self._column.addStretch(1)  # a date has fewer fields, at the top
        self.finish()
        self.fields.focus_value()

    def accept(self) -> None:
        self.clear_faults()
        self.result_reading = self.fields.reading(self.fault)
        if self.result_reading is not None:
            super().accept()


class _AtFaultError(Exception):
    """Raised once the field at fault was named, to leave off reading the others."""

    def __init__(self, fault: Fault, field: QWidget, text: str) -> None:
        super().__init__(text)
        fault(field, text)


def _one_line(field: QLineEdit) -> str | None:
    return " ".join(field.text().split()) or None


def _change_key(change: NumberChange | None) -> str:
    return "" if change is None else f"{change.direction} {change.kind or ''}".strip()


def _change_of(key: str) -> NumberChange | None:
    direction, _, kind = key.partition(" ")
    return NumberChange(direction, kind or None) if direction else None


def _typed_period(time: TimeReading | None) -> tuple[str, str]:
    """First and last day as they are typed; the last one empty where the first says it all."""
    if time is None or time.start is None or time.end is None:
        return "", ""
    length = {"year": 4, "month": 7}.get(time.precision, 10)
    first, last = time.start.isoformat()[:length], time.end.isoformat()[:length]
    return first, "" if first == last else last


def _typed(value: Decimal | None) -> str:
    return "" if value is None else wording.number(value)
