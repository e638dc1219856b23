"""The field for why grows with its words."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from gui.views.inspector.rationale import MOST_LINES, RationaleField


def test_the_field_is_as_high_as_its_words_need(qtbot: QtBot) -> None:
    field = RationaleField()
    qtbot.addWidget(field)
    field.resize(300, 60)
    with qtbot.waitExposed(field):
        field.show()
    field.set_words("One line.")
    low = field.height()
    field.set_words("Both numbers are in the posts, weeks apart: 1,300 in July, 1,400 in August. " * 3)
    assert field.height() > low
    assert field.verticalScrollBar().maximum() == 0, "nothing is cut off"
    wide = field.height()
    field.resize(700, field.height())
    qtbot.waitUntil(lambda: field.height() < wide)
    field.set_words("line\n" * 60)
    assert field.height() <= (MOST_LINES + 3) * field.fontMetrics().lineSpacing()
    assert field.verticalScrollBar().maximum() > 0
