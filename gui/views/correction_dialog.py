"""Opening a correction of a published check, and closing it with what readers are told."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gui.theme import GRID
from gui.views.dialog import FormDialog
from gui.views.widgets import label
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


class CloseCorrectionDialog(FormDialog):
    """`texts` is set once it was accepted: was, now, why and the public note, none of them empty."""

    def __init__(self, claim: str, was: str, now: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Close the correction"), tr("Publish the correction"), parent)
        self.texts = ("", "", "", "")
        self._column.addWidget(label(claim, face="serif", wrap=True))
        self._column.addSpacing(GRID)
        self.was = self._field(self.tr("What was published"), was)
        self.now = self._field(self.tr("What it says now"), now)
        self.why = self._field(self.tr("Why (for the desk)"), "")
        self.note = self._field(self.tr("Public note (readers see it)"), "")
        self.finish()
        filled = was.strip() and now.strip()
        (self.why if filled else self.was).setFocus()

    def _field(self, name: str, text: str) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setPlainText(text)
        made.setProperty("field", True)
        made.setTabChangesFocus(True)
        made.setFixedHeight(made.fontMetrics().lineSpacing() * 2 + 5 * GRID)
        self.add_field(name, made)
        return made

    def accept(self) -> None:
        self.clear_faults()
        asked = (
            (self.was, self.tr("Say what was published.")),
            (self.now, self.tr("Say what it says now.")),
            (self.why, self.tr("Say why it is corrected; the desk and the log have it.")),
            (self.note, self.tr("Write the note that readers see.")),
        )
        for field, missing in asked:
            text = field.toPlainText().strip()
            if not text:
                self.fault(field, missing)
                return
            if len(text) > LONGEST:
                self.fault(field, self.tr("Shorten this to {n} characters.").format(n=LONGEST))
                return
        self.texts = (
            self.was.toPlainText().strip(),
            self.now.toPlainText().strip(),
            self.why.toPlainText().strip(),
            self.note.toPlainText().strip(),
        )
        super().accept()
