"""The fields of a figure's reading: what each form has, and that what was read is never lost by looking at it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pytestqt.qtbot import QtBot

from core.records import Form, Reading
from gui.views.parts.reading_fields import ReadingFields

AT_LEAST = Reading(Decimal(10), Decimal(12), Form.RANGE, ">=", counted="men")


def test_a_range_that_is_a_bound_too_keeps_it_when_another_part_is_corrected(qtbot: QtBot) -> None:
    fields = ReadingFields()
    qtbot.addWidget(fields)
    fields.set_reading(AT_LEAST)
    faults: list[str] = []
    assert not fields.comparator.isHidden(), "what it is must be seen, and can be taken away"
    fields.counted.setText("sailors")
    said = fields.reading(lambda _field, text: faults.append(text))
    assert (said, faults) == (replace(AT_LEAST, counted="sailors"), [])
    fields.comparator.setCurrentIndex(fields.comparator.findData("="))
    assert fields.reading(lambda _field, text: faults.append(text)) == replace(
        AT_LEAST, counted="sailors", comparator="="
    )
    assert not faults
