"""Where and when an approved check appeared; and the correction, where it says something else than before."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from core.checking.changes import Since
from core.checking.republishing import drafted
from core.evidence.links import is_link
from gui.theme import GRID, Theme, text_scale
from gui.views.dialogs.correction_dialog import CorrectionFields
from gui.views.inspector.changes_view import ChangesView
from gui.views.parts.dialog import FormDialog, fit_to_window, read_day
from gui.views.parts.widgets import label
from gui.words import tr

LONGEST_PLACE = 2000
"""Characters of an address or a title; no outlet's is longer."""


class PublishDialog(FormDialog):
    """`place` and `day` are set once it was accepted: the place is never empty, the day never after `today`.

    No check appeared before the article did, on the day `not_before`. `before` is where it, or a check of the same
    article, was published the last time: typing takes its place. `since` is what changed since its own last time.
    Where readers are told something else, that is shown with what the correction will say of it, and `texts` is
    set: why and the public note; else they are empty. Why begins with the reason for which the check was opened
    again.
    """

    asks_before_leaving = True

    def __init__(
        self,
        claim: str,
        today: date,
        parent: QWidget | None = None,
        *,
        not_before: date | None = None,
        before: str = "",
        since: Since | None = None,
        theme: Theme | None = None,
    ) -> None:
        super().__init__(tr("Publish the check"), tr("Publish"), parent)
        self._today = today
        self._not_before = not_before
        self.place = ""
        self.day = today
        self.texts = ("", "")
        self.correction: CorrectionFields | None = None
        self.changes = ChangesView()
        if theme is not None:
            self.set_theme(theme)
        self._column.addWidget(label(claim, face="serif", wrap=True))
        self._column.addSpacing(2 * GRID)
        self.where = QLineEdit(before)
        self.where.setMaxLength(LONGEST_PLACE)
        self.where.setPlaceholderText(self.tr("https:// or title of the outlet"))
        self.where.selectAll()
        self.when = QLineEdit(today.isoformat())
        self.when.setPlaceholderText(self.tr("YYYY-MM-DD"))
        self.add_field(self.tr("Where it appeared"), self.where)
        self.add_field(self.tr("Date"), self.when)
        told = since.told if since is not None else ()
        if since is not None:
            self._column.addWidget(label(self._said(bool(told)), tone="muted", wrap=True))
            self._column.addSpacing(GRID)
        if since is not None and told:
            self._column.addWidget(self.changes)
            self.changes.set_since(Since(since.revision, since.at, told), published=True)
            self.correction = CorrectionFields(self, *drafted(told), why=since.why)
        self.finish()
        self.where.setFocus()

    def set_theme(self, theme: Theme) -> None:
        self.changes.set_theme(theme)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        if self.correction is not None:
            size = size.expandedTo(QSize(round(560 * min(text_scale(), 1.5)), 0))
        return fit_to_window(self, size)

    def _said(self, told: bool) -> str:
        if told:
            return self.tr(
                "This check was published before and says something else now. Readers are told so: the correction "
                "stands in every report, with today’s date."
            )
        return self.tr("This check was published before. Nothing that readers are told has changed since.")

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
        if self._not_before is not None and day < self._not_before:
            text = self.tr("The article is of {day}; no check of it appeared before.")
            self.fault(self.when, text.format(day=self._not_before.isoformat()))
            return
        if self.correction is not None:
            texts = self.correction.read()
            if texts is None:
                return
            self.texts = texts
        self.place, self.day = place, day
        super().accept()
