"""The parts of a figure's reading as fields: value, form, unit, change, what is counted and said of it, when."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from core import wording
from core.figures.consistency import BOUNDED_TOO, FROM_BELOW, NO_NUMBER, ONE_VALUE, Part, contradiction
from core.records import Form, NumberChange, Reading, TimeReading, UnitKind
from gui import words
from gui.theme import GRID
from gui.views.parts.reading_text import read_number, read_period, typed_number, typed_period
from gui.views.parts.widgets import label, restyle

_CHANGES = ("", *(f"{way} {kind}".strip() for way in ("up", "down") for kind in ("by", "to", "from", "")))
"""No change, then each direction with each kind, `core.records.NumberChange` in words."""

NOTHING = Reading(None, None)
_NO_NUMBER: dict[str, Any] = {"comparator": "=", "unit_kind": UnitKind.DATE, "unit": None, "per": None,
                              "change": None, "approximate": False, "hedge": None}  # fmt: skip
"""What a date says in place of a number's measure."""
Fault = Callable[[QWidget, str], None]


class ReadingFields(QWidget):
    """`set_reading` fills them; `reading` is what they say. The hedge, which stands in the text, has no field.

    A form shows the fields that it has, and brings the bound that it implies; a line says how all reads together.
    What was typed into a field that a form hides comes back with a form that has it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = NOTHING
        self._filling = False
        self._chosen = False
        """Whether somebody has chosen from a list."""
        self._bound_besides = "="
        """The bound of a form that can be one besides; it comes back with such a form."""
        self._exact: dict[QLineEdit, tuple[str, Decimal | None]] = {}
        """The number behind what a field was filled with: it may have digits that are not shown."""
        self.low = self._line(self.tr("From"))
        self.high = self._line(self.tr("To"), self.tr("The other end"))
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
        self.says = label("", size="small", wrap=True)
        self._names: dict[QWidget, QLabel] = {}
        self._lay_out()
        self._connect()
        self.set_reading(NOTHING)

    def _lay_out(self) -> None:
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
        last = len(fields) // 2 * 2 + 1
        grid.addWidget(self.approximate, last, 1)
        grid.setRowMinimumHeight(last + 1, GRID)
        grid.addWidget(self.says, last + 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.form.currentIndexChanged.connect(self._form_chosen)
        self.comparator.currentIndexChanged.connect(self._bound_chosen)
        for box in (self.unit_kind, self.change):
            box.currentIndexChanged.connect(self._note_choice)
        self.approximate.toggled.connect(self._note_choice)
        for field in self.findChildren(QLineEdit):
            field.textChanged.connect(self._tell)

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
        """Whether somebody has typed into a field, or chosen from a list."""
        return self._chosen or any(field.isModified() for field in self.findChildren(QLineEdit))

    def focus_value(self) -> None:
        """Go to the value: the number, of a date the day, or the form where it has neither."""
        field = self.first_day if self._form is Form.DATE else self.low
        if field.isHidden():
            self.form.setFocus()
            return
        field.setFocus()
        field.selectAll()

    # --- what a choice brings with it -------------------------------------------------------------------------

    @property
    def _form(self) -> Form:
        return Form(self.form.currentData())

    @property
    def _bound(self) -> str:
        return str(self.comparator.currentData())

    def _form_chosen(self) -> None:
        if self._filling:
            return
        self._filling = True
        if self._form is not Form.BOUND:
            self._set_choice(self.comparator, self._bound_besides if self._form in BOUNDED_TOO else "=")
        elif self._bound == "=":
            self._set_choice(self.comparator, ">")
        if self._form is not Form.DATE and self.unit_kind.currentData() is UnitKind.DATE:
            self._set_choice(self.unit_kind, UnitKind.COUNT)
        if self._has_one and not self.low.text():
            # "up to 160" had its number at the other end.
            self._set_number(self.low, *self._exact.pop(self.high, ("", None)), text=self.high.text())
            self.high.clear()
        self._filling = False
        self._fit_form()
        self._note_choice()

    def _bound_chosen(self) -> None:
        if self._filling:
            return
        if self._form in BOUNDED_TOO:
            self._bound_besides = self._bound
        if self._bound != "=" and self._form is not Form.BOUND and not self._is_bounded_too:
            self._set_choice(self.form, Form.BOUND)
        elif self._bound == "=" and self._form is Form.BOUND:
            self._set_choice(self.form, Form.POINT)
        else:
            self._note_choice()

    def _note_choice(self) -> None:
        if not self._filling:
            self._chosen = True
            self._tell()

    @staticmethod
    def _set_choice(box: QComboBox, value: object) -> None:
        box.setCurrentIndex(box.findData(value))

    @property
    def _has_one(self) -> bool:
        """Whether the form has one number, in the first field."""
        return self._form in ONE_VALUE or self._form is Form.BOUND

    @property
    def _is_bounded_too(self) -> bool:
        """Whether it is of two ends and was read as a bound besides: "at least 10 to 12 men"."""
        return self._form in BOUNDED_TOO and self._base.comparator != "="

    def _fit_form(self) -> None:
        """Show the fields that the form has."""
        form, date = self._form, self._form is Form.DATE
        numberless = form in NO_NUMBER or form is Form.ZERO
        for field, hidden in (
            (self.low, numberless),
            (self.high, numberless or self._has_one),
            (self.comparator, numberless or not (self._has_one or self._is_bounded_too)),
            *((field, date) for field in (self.unit_kind, self.unit, self.per, self.change)),
        ):
            field.setHidden(hidden)
            self._names[field].setHidden(hidden)
        self.approximate.setHidden(date)
        name = self.tr("The number") if self._has_one else self.tr("From")
        self.low.setAccessibleName(name)
        self._names[self.low].setText(name)

    def _tell(self) -> None:
        """Say how the fields read together, or what they lack for that."""
        if self._filling:
            return
        lacking: list[str] = []
        said = self.reading(lambda _field, text: lacking.append(text))
        text = self.tr("Reads as: {reading}").format(reading=wording.reading(said)) if said is not None else ""
        self.says.setText(text or " ".join(lacking))
        restyle(self.says, "tone", "" if text else "muted")

    # --- filled and read --------------------------------------------------------------------------------------

    def _set_number(self, field: QLineEdit, shown: str, value: Decimal | None, *, text: str | None = None) -> None:
        """Fill a field with a number; `text` is what stands there, if that is not how the number is shown."""
        field.setText(shown if text is None else text)
        self._exact[field] = (shown, value)

    def set_reading(self, reading: Reading) -> None:
        self._filling = True
        self._base = reading
        self._chosen = False
        self._bound_besides = reading.comparator if reading.form in BOUNDED_TOO else "="
        low, high = reading.low, reading.high if reading.high != reading.low else None
        if reading.form is Form.BOUND and low is None:
            low, high = high, None
        self._set_number(self.low, typed_number(low), low)
        self._set_number(self.high, typed_number(high), high)
        self.counted.setText(reading.counted or "")
        self.modifiers.setText(" ".join(reading.modifiers))
        self.predicate.setText(reading.predicate or "")
        self.unit.setText(reading.unit or "")
        self.per.setText(reading.per or "")
        first, last = typed_period(reading.time)
        self.first_day.setText(first)
        self.last_day.setText(last)
        self._set_choice(self.form, reading.form)
        self._set_choice(self.comparator, reading.comparator)
        self._set_choice(self.unit_kind, reading.unit_kind)
        self._set_choice(self.change, _change_key(reading.change))
        self.approximate.setChecked(reading.approximate)
        self._filling = False
        self._fit_form()
        self._tell()

    def reading(self, fault: Fault) -> Reading | None:
        """What the fields say; None after `fault(field, what is wrong and what to do)`."""
        try:
            low, high = self._ends(fault)
            time = self._time(fault)
        except _AtFaultError:
            return None
        said = replace(
            self._base,
            low=low,
            high=high,
            form=self._form,
            time=time,
            counted=_one_line(self.counted),
            modifiers=tuple(re.findall(r"[^\s,]+", self.modifiers.text())),
            predicate=_one_line(self.predicate),
            **(_NO_NUMBER if self._form is Form.DATE else self._measure()),
        )
        wrong = contradiction(said) if said != self._base else None  # as it was found it can be kept
        if wrong is not None:
            fault(self._at(wrong.part), wrong.text)
            return None
        return said

    def _at(self, part: Part) -> QWidget:
        """The field of a part of the reading; of both ends the one that is shown."""
        if part is Part.DAY:
            return self.first_day
        found: QWidget = {Part.HIGH: self.high, Part.BOUND: self.comparator, Part.FORM: self.form}.get(
            part, self.low
        )
        return self.low if found.isHidden() and not self.low.isHidden() else found

    def _measure(self) -> dict[str, Any]:
        """What qualifies the number: bound, unit, change and hedge."""
        comparator, approximate = self._bound, self.approximate.isChecked()
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
        """The number, or both ends of it, as the form has them. Raises after `fault`."""
        if self._form is Form.ZERO:
            return Decimal(0), Decimal(0)
        if self._form in NO_NUMBER:
            return None, None
        low = self._number(self.low, fault)
        if self._form is Form.BOUND:
            return (low, None) if self._bound in FROM_BELOW else (None, low)
        if self._has_one:
            return low, low
        high = self._number(self.high, fault)
        if high is None and self._form is self._base.form and self._base.low == self._base.high:
            high = low  # both ends stand in the first field
        return low, high

    def _number(self, field: QLineEdit, fault: Fault) -> Decimal | None:
        """The number in a field; one that was not typed over keeps digits that are not shown."""
        shown, value = self._exact.get(field, ("", None))
        if field.text() == shown:
            return value
        try:
            return read_number(field.text())
        except ValueError:
            raise _AtFaultError(fault, field, self.tr("Type a number in digits, as 1,300 or 4.6.")) from None

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
