"""An article's details: its title, who wrote it, where and when it appeared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from core.records import ArticleView
from gui.views.dialogs.paste_dialog import LONGEST_TITLE
from gui.views.parts.dialog import FormDialog, read_day
from gui.views.parts.widgets import label
from gui.words import tr


@dataclass(frozen=True, slots=True)
class ArticleDetails:
    """What was entered; None where a field was left empty."""

    title: str
    byline: str | None
    outlet: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A day for an article without a date, whose year is a guess to be confirmed; `words` are the dateline's."""

    day: date
    words: str


class ArticleDialog(FormDialog):
    """After acceptance `details` holds what was entered. The caret stands in the date, which is asked for most."""

    asks_before_leaving = True

    def __init__(
        self, article: ArticleView, proposal: Proposal | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Article details"), tr("Save"), parent)
        self.details: ArticleDetails | None = None
        self.title = self._line(article.title)
        self.byline = self._line(article.byline)
        self.outlet = self._line(article.outlet)
        self.published = self._line(article.published.isoformat() if article.published else "")
        self.published.setPlaceholderText(self.tr("YYYY-MM-DD, so that “Thursday” can be resolved"))
        self.add_field(self.tr("Title"), self.title)
        self.add_field(self.tr("Byline"), self.byline)
        self.add_field(self.tr("Outlet or agency"), self.outlet)
        self.add_field(self.tr("Published"), self.published)
        self.hint = label("", tone="warn", size="small", wrap=True)
        self.hint.hide()
        self._column.addWidget(self.hint)
        if proposal is not None:
            self.published.setText(proposal.day.isoformat())
            said = self.tr("The dateline says “{words}”, without a year. Make sure that it was {year}.")
            self.hint.setText(said.format(words=proposal.words, year=proposal.day.year))
            self.hint.show()
        about = self.tr("Days such as “Thursday” are read again when the date changes. The article’s text stays.")
        self._column.addWidget(label(about, tone="muted", size="small", wrap=True))
        self.finish()
        self.published.setFocus()
        if proposal is not None:
            self.published.setSelection(0, 4)

    def _line(self, text: str | None) -> QLineEdit:
        field = QLineEdit(text or "")
        field.setMaxLength(LONGEST_TITLE)
        field.setCursorPosition(0)
        return field

    def accept(self) -> None:
        self.clear_faults()
        title = " ".join(self.title.text().split())
        if not title:
            self.fault(self.title, self.tr("An article needs a title."))
            return
        try:
            published = read_day(self.published.text())
        except ValueError:
            self.fault(self.published, self.tr("Write the date as year-month-day, as 2025-09-11."))
            return
        byline, outlet = (" ".join(field.text().split()) or None for field in (self.byline, self.outlet))
        self.details = ArticleDetails(title, byline, outlet, published)
        super().accept()
