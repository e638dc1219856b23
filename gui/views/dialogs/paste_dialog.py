"""Pasting an article: its text, and a title and date if known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from gui.theme import GRID, text_scale
from gui.views.parts.dialog import FormDialog, fit_to_window, read_day
from gui.views.parts.offsets import plain_text
from gui.words import tr

LONGEST_TITLE = 300
"""Characters; what is longer is no title, but an article that was pasted into the wrong field."""


@dataclass(frozen=True, slots=True)
class PastedArticle:
    """`title` is empty and `published` None where the person left them so."""

    title: str
    published: date | None
    text: str


class PasteDialog(FormDialog):
    """After acceptance `article` holds what was entered. `text` is what to begin with, as the clipboard."""

    asks_before_leaving = True

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(tr("Paste an article"), tr("Add"), parent)
        self.article: PastedArticle | None = None
        self._title_before = ""
        self.title = QLineEdit()
        self.title.textEdited.connect(self._check_title)
        self.title.setPlaceholderText(self.tr("Taken from the first line if left empty"))
        self.published = QLineEdit()
        self.published.setPlaceholderText(self.tr("YYYY-MM-DD, so that “Thursday” can be resolved"))
        self.text = QPlainTextEdit()
        self.text.setPlainText(text)
        self.text.setProperty("field", True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(60 * GRID)
        self.add_field(self.tr("Title"), self.title)
        self.add_field(self.tr("Published"), self.published)
        self.add_field(self.tr("Text"), self.text, stretch=1)
        self.finish()
        self.text.setFocus()
        self.text.selectAll()

    def sizeHint(self) -> QSize:
        wider = min(text_scale(), 1.5)
        return fit_to_window(self, QSize(round(640 * wider), round(560 * wider)))

    def _check_title(self, typed: str) -> None:
        """Take out again what is too long for a title; if there is no text yet, that is where it belongs."""
        if len(typed) <= LONGEST_TITLE:
            self._title_before = typed
            self.clear_faults()
            return
        self.title.setText(self._title_before)
        if plain_text(self.text.document()).strip():
            text = self.tr("A title has at most {count} characters. Paste the article under Text.")
            self.fault(self.title, text.format(count=LONGEST_TITLE))
            return
        # The field made one line of it; the clipboard still has the paragraphs.
        pasted = QGuiApplication.clipboard().text()
        self.text.setPlainText(pasted if _same_words(typed, pasted) else typed)
        self.fault(self.text, self.tr("This was too long for a title, so it stands under Text."))

    def accept(self) -> None:
        self.clear_faults()
        text = plain_text(self.text.document())
        try:
            published = read_day(self.published.text())
        except ValueError:
            self.fault(self.published, self.tr("Write the date as year-month-day, as 2025-09-11."))
            return
        if not text.strip():
            self.fault(self.text, self.tr("There is no text yet. Paste the article here."))
            return
        self.article = PastedArticle(" ".join(self.title.text().split()), published, text)
        super().accept()


def _same_words(typed: str, pasted: str) -> bool:
    """Whether what was pasted makes up what the field holds, but for its line breaks."""
    return "".join(pasted.split()) in "".join(typed.split()) and bool(pasted.strip())
