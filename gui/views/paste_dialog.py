"""Pasting an article: its text, and a title and date if known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from gui.theme import GRID
from gui.views.dialog import FormDialog, read_day
from gui.views.offsets import plain_text
from gui.words import tr


@dataclass(frozen=True, slots=True)
class PastedArticle:
    """`title` is empty and `published` None where the person left them so."""

    title: str
    published: date | None
    text: str


class PasteDialog(FormDialog):
    """After acceptance `article` holds what was entered. `text` is what to begin with, as the clipboard."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(tr("Paste an article"), tr("Add"), parent)
        self.article: PastedArticle | None = None
        self.title = QLineEdit()
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
        (self.title if text else self.text).setFocus()

    def sizeHint(self) -> QSize:
        return QSize(640, 560)

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
        self.article = PastedArticle(self.title.text().strip(), published, text)
        super().accept()
