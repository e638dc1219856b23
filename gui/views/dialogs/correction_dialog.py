"""Opening a correction of a published check, and closing it with what readers are told."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from core.checking.correction_words import UNCHANGED
from gui.theme import GRID
from gui.views.parts.dialog import FormDialog
from gui.views.parts.widgets import label
from gui.words import tr

LONGEST = 20_000
"""Characters of each text of a correction."""


class OpenCorrectionDialog(FormDialog):
    """Asks once more: an opened correction ends only with a correction that readers see."""

    def __init__(self, claim: str, place: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Correct the published check"), tr("Open the correction"), parent)
        self._column.addWidget(label(claim, face="serif", wrap=True))
        self._column.addSpacing(GRID)
        if place:
            self._column.addWidget(
                label(self.tr("Published: {place}").format(place=place), tone="muted", wrap=True)
            )
            self._column.addSpacing(GRID)
        text = self.tr(
            "What was published stays on the desk as it is. The check can be worked on again. It goes back to "
            "the public once somebody who did not make the change closes the correction with a note to readers."
        )
        self._column.addWidget(label(text, wrap=True))
        self.finish()
        self.accept_button.setFocus()


class CorrectionFields:
    """A correction in a form: what was and what is now, which are only shown; why and the public note to write.

    What was published is the desk's to say: a field for it would let a slip of the hand misstate it to readers.
    """

    def __init__(self, form: FormDialog, was: str, now: str, why: str = "") -> None:
        self._form = form
        self.was = self._shown(tr("What was published"), was) if was else None
        self.now = self._shown(tr("What it says now"), now or UNCHANGED)
        self.why = self._field(tr("Why (for the desk)"))
        self.why.setPlainText(why)
        self.note = self._field(tr("Public note (readers see it)"))

    def read(self) -> tuple[str, str] | None:
        """Why and the note, neither of them empty; None where one is, or is too long, which the form then says."""
        asked = (
            (self.why, tr("Say why it is corrected; the desk and the log have it.")),
            (self.note, tr("Write the note that readers see.")),
        )
        for field, missing in asked:
            text = field.toPlainText().strip()
            if not text:
                self._form.fault(field, missing)
                return None
            if len(text) > LONGEST:
                self._form.fault(field, tr("Shorten this to {n} characters.").format(n=LONGEST))
                return None
        why, note = (field.toPlainText().strip() for field, _ in asked)
        return why, note

    def _shown(self, name: str, text: str) -> QLabel:
        made = label(text, wrap=True)
        self._form.add_field(name, made)
        return made

    def _field(self, name: str) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setProperty("field", True)
        made.setTabChangesFocus(True)
        made.setFixedHeight(made.fontMetrics().lineSpacing() * 2 + 5 * GRID)
        self._form.add_field(name, made)
        return made


class CloseCorrectionDialog(FormDialog):
    """`texts` is set once it was accepted: why and the public note, neither of them empty.

    `was` and `now` are what the correction will say beside them.
    """

    asks_before_leaving = True

    def __init__(self, claim: str, was: str, now: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Close the correction"), tr("Publish the correction"), parent)
        self.texts = ("", "")
        self._column.addWidget(label(claim, face="serif", wrap=True))
        self._column.addSpacing(GRID)
        self.correction = CorrectionFields(self, was, now)
        self.finish()
        self.correction.why.setFocus()

    def accept(self) -> None:
        self.clear_faults()
        texts = self.correction.read()
        if texts is not None:
            self.texts = texts
            super().accept()
