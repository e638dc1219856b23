"""Making a claim of a passage that somebody selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from core.records import MentionKind, Reading
from gui import words
from gui.theme import GRID
from gui.views.parts.dialog import FormDialog
from gui.views.parts.reading_fields import ReadingFields
from gui.views.parts.widgets import complete, label


@dataclass(frozen=True, slots=True)
class ClaimChoice:
    """`speaker` None is narration, or nobody named; `reading` is given for a figure only."""

    kind: MentionKind
    speaker: str | None
    via: str | None
    reading: Reading | None


class ClaimDialog(FormDialog):
    """`kind` is what the passage looks like; `known` are the speakers to type ahead among, nearest first."""

    asks_before_leaving = True

    def __init__(
        self, passage: str, kind: MentionKind, known: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(words.tr("Make a claim"), words.tr("Add claim"), parent)
        self.choice: ClaimChoice | None = None
        self._column.addWidget(label(passage, face="serif", wrap=True))
        self._column.addSpacing(2 * GRID)
        self.kind = QComboBox()
        for each in MentionKind:
            self.kind.addItem(words.kind(each), each)
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.speaker = self._name_field(known)
        self.via = self._name_field(known)
        self.via.setPlaceholderText(self.tr("The agency or person who passed it on, if any"))
        self.fields = ReadingFields()
        self.add_field(self.tr("Kind"), self.kind)
        self.add_field(self.tr("Speaker"), self.speaker)
        self.add_field(self.tr("Relayed by"), self.via)
        self._column.addWidget(self.fields)
        self.finish()
        self.kind.currentIndexChanged.connect(lambda _: self._show_fields())
        self._show_fields()
        self.speaker.setFocus()

    def _name_field(self, known: Sequence[str]) -> QLineEdit:
        field = QLineEdit()
        complete(field, list(dict.fromkeys(known)))
        return field

    def suggest(self, reading: Reading, speaker: str | None) -> None:
        """Fill in what the program reads in the passage, unless somebody has typed by now."""
        if not self.fields.touched:
            self.fields.set_reading(reading)
        if speaker and not self.speaker.text():
            self.speaker.setText(speaker)

    def _show_fields(self) -> None:
        figure = self.kind.currentData() == MentionKind.FIGURE
        self.fields.setVisible(figure)
        # Somebody says every quote: without a name it stands there as one whose speaker was not found.
        nobody = self.tr("Leave empty for the article’s own voice")
        self.speaker.setPlaceholderText(nobody if figure else self.tr("Empty: shown as not found"))
        if self.isVisible():
            self.grow()

    def accept(self) -> None:
        self.clear_faults()
        kind = MentionKind(self.kind.currentData())
        reading = self.fields.reading(self.fault) if kind is MentionKind.FIGURE else None
        if kind is MentionKind.FIGURE and reading is None:
            return
        names = [" ".join(field.text().split()) or None for field in (self.speaker, self.via)]
        self.choice = ClaimChoice(kind, names[0], names[1], reading)
        super().accept()
