"""When a check has to be looked at again: now, for a cause, or from a day on."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from core.checking.life import Cause
from gui.theme import GRID
from gui.views.dialogs.correction_dialog import LONGEST
from gui.views.parts.dialog import FormDialog, read_day
from gui.views.parts.widgets import label
from gui.words import tr


class ReopenDialog(FormDialog):
    """`cause` is set once it was accepted; with `Cause.OTHER` also `reason`, which is never empty then."""

    asks_before_leaving = True

    def __init__(self, claim: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Reopen for a new check"), tr("Reopen"), parent)
        self.cause = Cause.SOURCE_CHANGED
        self.reason = ""
        self._column.addWidget(label(claim, face="serif", wrap=True))
        self._column.addSpacing(2 * GRID)
        self.why = QComboBox()
        for cause, text in (
            (Cause.SOURCE_CHANGED, self.tr("A source changed")),
            (Cause.FIGURE_CHANGED, self.tr("The figure changed")),
            (Cause.TEXT_CHANGED, self.tr("The text changed")),
            (Cause.SPEAKER_CHANGED, self.tr("The speaker is somebody else")),
            (Cause.DATE_PASSED, self.tr("The day until which it holds has passed")),
            (Cause.OTHER, self.tr("Another reason…")),
        ):
            self.why.addItem(text, cause)
        self.add_field(self.tr("Why"), self.why)
        self.words = QPlainTextEdit()
        self.words.setProperty("field", True)
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(self.words.fontMetrics().lineSpacing() * 3 + 5 * GRID)
        self.words.setPlaceholderText(self.tr("What has to be looked at again, and why"))
        self._heading = self.add_field(self.tr("The reason"), self.words)
        self.finish()
        self.why.currentIndexChanged.connect(lambda _: self._show_words())
        self._show_words()
        self.why.setFocus()

    def accept(self) -> None:
        self.clear_faults()
        cause, reason = Cause(self.why.currentData()), self.words.toPlainText().strip()
        if cause is Cause.OTHER and not reason:
            self.fault(self.words, self.tr("Say why it has to be looked at again."))
            return
        if cause is Cause.OTHER and len(reason) > LONGEST:
            self.fault(self.words, self.tr("Shorten this to {n} characters.").format(n=LONGEST))
            return
        self.cause, self.reason = cause, reason if cause is Cause.OTHER else ""
        super().accept()

    def _show_words(self) -> None:
        own = self.why.currentData() == Cause.OTHER
        self._heading.setVisible(own)
        self.words.setVisible(own)
        if self.isVisible():
            self.grow()


class HoldsDialog(FormDialog):
    """`day` is set once it was accepted: always after `today`, or None for no day."""

    def __init__(self, claim: str, now: date | None, today: date, parent: QWidget | None = None) -> None:
        super().__init__(tr("How long the check holds"), tr("Keep"), parent)
        self._today = today
        self.day = now
        self._column.addWidget(label(claim, face="serif", wrap=True))
        self._column.addSpacing(2 * GRID)
        self.field = QLineEdit(now.isoformat() if now else "")
        self.field.setPlaceholderText(self.tr("YYYY-MM-DD, or nothing"))
        self.add_field(self.tr("Look again from"), self.field)
        about = self.tr("On that day the check goes to those that need a recheck, when the desk is opened.")
        self._column.addWidget(label(about, tone="muted", size="small", wrap=True))
        self.finish()
        self.field.setFocus()
        self.field.selectAll()

    def accept(self) -> None:
        self.clear_faults()
        try:
            day = read_day(self.field.text())
        except ValueError:
            text = self.tr("Write the day as year-month-day, as 2025-09-11, or leave it empty for no day.")
            self.fault(self.field, text)
            return
        if day is not None and day <= self._today:
            self.fault(self.field, self.tr("That day has come; reopen the check, or choose a later day."))
            return
        self.day = day
        super().accept()
