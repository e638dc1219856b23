"""The fields of a figure's reading: what each form has, and that what was read is never lost by looking at it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
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


RANGE = Reading(Decimal(10), Decimal(12), Form.RANGE, counted="men")


def _choose(fields: ReadingFields, *forms: Form) -> None:
    for form in forms:
        fields.form.setCurrentIndex(fields.form.findData(form))


@pytest.mark.parametrize(
    ("read", "forms"),
    [
        (RANGE, (Form.ALTERNATIVES,)),
        (RANGE, (Form.POINT, Form.RANGE)),
        (RANGE, (Form.BOUND, Form.RANGE)),
        (Reading(None, None, Form.VAGUE, counted="men"), (Form.RANGE,)),
        (Reading(None, Decimal(12), Form.BOUND, "<=", counted="men"), (Form.RANGE,)),
    ],
)
def test_no_choice_of_a_form_brings_a_bound_that_is_not_seen(
    qtbot: QtBot, read: Reading, forms: tuple[Form, ...]
) -> None:
    fields = ReadingFields()
    qtbot.addWidget(fields)
    fields.set_reading(read)
    _choose(fields, *forms)
    fields.low.setText("10")
    fields.high.setText("12")
    said = fields.reading(lambda _field, text: pytest.fail(text))
    assert said is not None
    assert (said.form, said.comparator) == (forms[-1], "=")


def test_a_range_that_is_a_bound_too_is_one_again_after_another_form(qtbot: QtBot) -> None:
    fields = ReadingFields()
    qtbot.addWidget(fields)
    fields.set_reading(AT_LEAST)
    _choose(fields, Form.POINT, Form.RANGE)
    assert fields.reading(lambda _field, text: pytest.fail(text)) == AT_LEAST
    assert not fields.comparator.isHidden()
    fields.comparator.setCurrentIndex(fields.comparator.findData("="))
    _choose(fields, Form.BOUND, Form.ALTERNATIVES)
    said = fields.reading(lambda _field, text: pytest.fail(text))
    assert said is not None
    assert said.comparator == "=", "what was taken away stays away"
