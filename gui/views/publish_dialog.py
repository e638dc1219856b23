"""Where and when an approved check appeared."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from core.evidence.links import is_link
from gui.theme import GRID
from gui.views.dialog import FormDialog, read_day
from gui.views.widgets import label
from gui.words import tr

LONGEST_PLACE = 2000
"""Characters of an address or a title; no outlet's is longer."""


class PublishDialog(FormDialog):
    """`place` and `day` are set once it was accepted: the place is never empty, the day never after `today`."""

    def __init__(self, claim: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(tr("Publish the check"), tr("Publish"), parent)
        self._today = today
        self.place = ""
        self.day = today
        self._column.addWidget(label(claim, face="serif", wrap=True))
        self._column.addSpacing(2 * GRID)
        self.where = QLineEdit()
        self.where.setMaxLength(LONGEST_PLACE)
        self.where.setPlaceholderText(self.tr("https:// or title of the outlet"))
        self.when = QLineEdit(today.isoformat())
        self.when.setPlaceholderText(self.tr("YYYY-MM-DD"))
        self.add_field(self.tr("Where it appeared"), self.where)
        self.add_field(self.tr("Date"), self.when)
        self.finish()
        self.where.setFocus()

    def accept(self) -> None:
        self.clear_faults()
        place = " ".join(self.where.text().split())
        if not place:
            self.fault(self.where, self.tr("Say where it appeared: the address, or the title of the outlet."))
            return
        if "://" in place and not is_link(place):
            text = self.tr("An address begins with http:// or https:// and has no spaces; a title will do.")
            self.fault(self.where, text)
            return
        try:
            day = read_day(self.when.text())
        except ValueError:
            day = None
        if day is None:
            self.fault(self.when, self.tr("Write the date as year-month-day, as 2025-09-11."))
            return
        if day > self._today:
            self.fault(self.when, self.tr("That day is still to come; enter it once the check has appeared."))
            return
        self.place, self.day = place, day
        super().accept()
