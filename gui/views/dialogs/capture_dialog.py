"""Capturing a source: which link to fetch, what the source is called, what it does to the claim."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from core.evidence.links import is_link
from core.records import EvidenceDraft, Stance
from gui import words
from gui.theme import GRID
from gui.views.parts.dialog import FormDialog
from gui.views.parts.stance_chips import StanceChips
from gui.views.parts.widgets import label
from gui.words import tr


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be captured. `link` is empty for what was handed over; the draft's title may be, for a link."""

    draft: EvidenceDraft
    link: str = ""
    archive_url: str = ""


class CaptureDialog(FormDialog):
    """`wish` is what it begins with, and after acceptance what was entered (`result_wish`).

    With `of`, the title of a source that is there already, only its copy is asked for. `what` describes what was
    handed over; without it a link is asked for.
    """

    asks_before_leaving = True

    def __init__(self, wish: Wish, what: str = "", of: str = "", parent: QWidget | None = None) -> None:
        title = (
            tr("Keep a copy of “{title}”").format(title=words.shorten(of, 40)) if of else tr("Capture a source")
        )
        super().__init__(title, tr("Keep") if what else tr("Fetch and keep"), parent)
        self.result_wish: Wish | None = None
        self._before = wish
        self._by_link, self._of = not what, of
        draft = wish.draft
        self.link = QLineEdit(wish.link)
        self.link.setPlaceholderText("https://")
        self.title = QLineEdit(draft.title)
        self.title.setPlaceholderText(self.tr("As the source calls itself") if self._by_link else "")
        self.archive = QLineEdit(wish.archive_url)
        self.archive.setPlaceholderText(self.tr("https://, a public archive’s copy, if there is one"))
        self.note = QLineEdit(draft.note)
        self.confidential = QCheckBox(self.tr("Nothing of it goes into a public report"))
        self.confidential.setChecked(draft.confidential)
        # Until a passage of it is picked a source is kept as context; that is no answer, and looks like none.
        self.stances = StanceChips(None if draft.stance is Stance.CONTEXT else draft.stance)
        if self._by_link:
            self.add_field(self.tr("Link"), self.link)
        else:
            self._column.addWidget(label(what, tone="muted", wrap=True))
            self._column.addSpacing(GRID)
        if not of:
            self.add_field(self.tr("Title"), self.title)
            self.add_field(self.tr("What it does to the claim"), self.stances)
            self.add_field(self.tr("Note"), self.note)
        self.add_field(self.tr("Archive link"), self.archive)
        if not of:
            self.add_field(self.tr("Confidential"), self.confidential)
        self._fields_of_no_use = (self.stances, self.title, self.note, self.confidential) if of else ()
        for field in self._fields_of_no_use:
            field.setParent(self)
            field.hide()
        self.finish()
        first = self.link if self._by_link else self.archive if of else self.title
        first.setFocus()
        first.selectAll()

    def wish(self) -> Wish | None:
        """What the fields hold; None, with the fault shown, where one is not right."""
        self.clear_faults()
        link, archive = self.link.text().strip(), self.archive.text().strip()
        if self._by_link and not is_link(link):
            self.fault(self.link, self.tr("Enter the address of the source; it begins with http:// or https://."))
            return None
        if archive and not is_link(archive):
            self.fault(
                self.archive, self.tr("A link begins with http:// or https://. Leave it empty if there is none.")
            )
            return None
        title = " ".join(self.title.text().split())
        if not title and not self._by_link and not self._of:
            self.fault(self.title, self.tr("A source needs a title."))
            return None
        stance = self.stances.chosen() or Stance.CONTEXT
        draft = EvidenceDraft(
            title, note=self.note.text().strip(), stance=stance, confidential=self.confidential.isChecked()
        )
        return Wish(self._before.draft if self._of else draft, link if self._by_link else "", archive)

    def accept(self) -> None:
        wish = self.wish()
        if wish is not None:
            self.result_wish = wish
            super().accept()
