"""Entering a source: what it is, where it is, and what it does to the claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from core.evidence.links import is_link
from core.records import EvidenceDraft, Stance
from gui import words
from gui.theme import GRID
from gui.views.parts.dialog import FormDialog, read_day
from gui.views.parts.stance_chips import StanceChips
from gui.views.parts.widgets import complete
from gui.words import tr


class EvidenceDialog(FormDialog):
    """`draft` is what it begins with, and after acceptance what was entered (`result_draft`).

    What a new source does to the claim is asked and never guessed: a source that nobody looked at for that would
    count as looked at. A source that the desk has already (`set_known`) is offered while its title or link is
    typed, and brings what is known of it into the fields that are empty.
    """

    asks_before_leaving = True

    def __init__(self, draft: EvidenceDraft | None = None, parent: QWidget | None = None) -> None:
        new = draft is None
        super().__init__(
            tr("Add evidence") if new else tr("Edit evidence"),
            tr("Add") if new else tr("Save"),
            parent,
        )
        draft = draft or EvidenceDraft(title="")
        self._before = draft
        self.result_draft: EvidenceDraft | None = None
        self.title = QLineEdit(draft.title)
        self.title.setPlaceholderText(self.tr("Prisoner list of 12 September"))
        self.url = QLineEdit(draft.url)
        self.url.setPlaceholderText("https://")
        self.publisher = QLineEdit(draft.publisher)
        self.dated = QLineEdit(draft.dated.isoformat() if draft.dated else "")
        self.dated.setPlaceholderText(self.tr("YYYY-MM-DD"))
        self.note = QPlainTextEdit(draft.note)
        self.note.setProperty("field", True)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * 4 + 6 * GRID)
        self.locator = QLineEdit(draft.locator)
        self.locator.setPlaceholderText(self.tr("page 12, 14:05, cell C7"))
        self.excerpt = QLineEdit(draft.excerpt)
        self.excerpt.setPlaceholderText(self.tr("The passage, as the source has it"))
        self.confidential = QCheckBox(self.tr("Nothing of it goes into a public report"))
        self.confidential.setChecked(draft.confidential)
        self.stances = StanceChips(None if new else draft.stance)
        self.stances.picked.connect(self._on_stance)
        self.add_field(self.tr("What it does to the claim"), self.stances)
        self.add_field(self.tr("Title"), self.title)
        self.add_field(self.tr("Link"), self.url)
        self.add_pair((self.tr("Publisher"), self.publisher), (self.tr("Date"), self.dated))
        self.add_field(self.tr("Where in it"), self.locator)
        self.add_field(self.tr("Its words"), self.excerpt)
        self.add_field(self.tr("Note"), self.note)
        self.add_field(self.tr("Confidential"), self.confidential)
        self.finish()
        self.title.setFocus()

    def set_known(self, known: Sequence[EvidenceDraft]) -> None:
        """Offer these sources while a title or a link is typed."""
        for field, told in ((self.title, _titled), (self.url, attrgetter("url"))):
            offered: dict[str, EvidenceDraft] = {}
            for source in known:
                offered.setdefault(told(source), source)
            offered.pop("", None)
            # Queued: the field itself first takes the text of the line that was chosen.
            chosen = partial(self._fill, offered)
            completer = complete(field, list(offered))
            completer.activated.connect(chosen, Qt.ConnectionType.QueuedConnection)

    def _fill(self, offered: Mapping[str, EvidenceDraft], line: str) -> None:
        """Take over what is known of the source whose line was chosen; what was typed elsewhere stays."""
        source = offered[line]
        for field, text in (
            (self.title, source.title),
            (self.url, source.url),
            (self.publisher, source.publisher),
            (self.dated, source.dated.isoformat() if source.dated else ""),
        ):
            if not field.text().strip() or field.text() == line:
                field.setText(text)
        if source.confidential:
            self.confidential.setChecked(True)

    def _on_stance(self) -> None:
        """A stance was chosen: that it lacked is no longer so, and whoever chooses does not leave."""
        self._stay()
        if self.stances.property("wrong"):
            self.clear_faults()

    def draft(self) -> EvidenceDraft | None:
        """What the fields hold; None, with the fault shown, where one is not right."""
        self.clear_faults()
        title, url = self.title.text().strip(), self.url.text().strip()
        if not title:
            self.fault(self.title, self.tr("A source needs a title."))
            return None
        if url and not is_link(url):
            text = self.tr("A link begins with http:// or https://. Leave it empty if there is none.")
            self.fault(self.url, text)
            return None
        try:
            dated = read_day(self.dated.text())
        except ValueError:
            self.fault(self.dated, self.tr("Write the date as year-month-day, as 2025-09-11."))
            return None
        stance = self.stances.chosen()
        if stance is None:
            text = self.tr("Say what it does to the claim: {stances}.")
            told = (f"{number} {words.stance(each).lower()}" for number, each in enumerate(Stance, start=1))
            self.fault(self.stances, text.format(stances=", ".join(told)))
            self.stances.focus()
            return None
        note = self.note.toPlainText().strip()
        # What the dialog does not show of a source stays as it was.
        return replace(
            self._before,
            title=title,
            url=url,
            publisher=self.publisher.text().strip(),
            dated=dated,
            note=note,
            stance=stance,
            locator=self.locator.text().strip(),
            excerpt=self._excerpt(),
            confidential=self.confidential.isChecked(),
        )

    def _excerpt(self) -> str:
        """The passage; as it was where it has not been touched, since a line of text cannot hold its breaks."""
        if not self.excerpt.isModified():
            return self._before.excerpt
        return self.excerpt.text().strip()

    def accept(self) -> None:
        draft = self.draft()
        if draft is not None:
            self.result_draft = draft
            super().accept()


def _titled(source: EvidenceDraft) -> str:
    """The line that offers a source by its title, told apart by who published it and when."""
    dated = source.dated.isoformat() if source.dated else ""
    return " · ".join(part for part in (source.title, source.publisher, dated) if part)
