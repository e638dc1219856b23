"""What an editor looks at first: what changed since the last look, and the quote against its source."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from core.checking.changes import Piece, Since, by_words
from core.records import FieldChange, Question, RatingScale
from gui import theme as themes
from gui import words
from gui.theme import GRID, Theme
from gui.views.parts.diff_text import DiffText
from gui.views.parts.widgets import label

_QUESTIONS = {"Said?": Question.SAID, "So?": Question.SO}


@dataclass(frozen=True, slots=True)
class AgainstSource:
    """The quote against a passage of its evidence: where that stands, the words marked, the classes in words."""

    source: str
    pieces: tuple[tuple[Piece, str], ...]
    summary: str
    original: str = ""
    """The passage itself."""


class ChangesView(QWidget):
    """Hidden until it is told of changes, or that there were none. `published`: since the check was published."""

    filled = Signal()
    """It takes another height than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = themes.load("light")
        self._scale: RatingScale | None = None
        self._shown: tuple[Since | None, bool] | None = None
        self._against: AgainstSource | None = None
        self.texts: list[DiffText] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(GRID)
        self.title = label("", size="caps", wrap=True)
        self.none = label("", tone="muted", size="small", wrap=True)
        self._card = self._frame()
        self._grid = QGridLayout(self._card)
        self._grid.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(2 * GRID)
        self._grid.setColumnStretch(1, 1)
        self.source_title = label("", size="caps", wrap=True)
        self.source_title.setContentsMargins(0, 2 * GRID, 0, 0)
        self._source_card = self._frame()
        inner = QVBoxLayout(self._source_card)
        inner.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        inner.setSpacing(GRID)
        self.against = DiffText(self.tr("Quotation against its source"), serif=True)
        self.summary = label("", tone="muted", size="small", wrap=True)
        inner.addWidget(self.against)
        inner.addWidget(self.summary)
        for part in (self.title, self.none, self._card, self.source_title, self._source_card):
            column.addWidget(part)
        self.hide()

    @staticmethod
    def _frame() -> QFrame:
        made = QFrame()
        made.setProperty("card", True)
        return made

    # --- setters ----------------------------------------------------------------------------------------------

    @property
    def theme(self) -> Theme:
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for text in (*self.texts, self.against):
            text.set_theme(theme)

    def set_scale(self, scale: RatingScale) -> None:
        self._scale = scale
        if self._shown is not None:
            self.set_since(*self._shown)

    def clear(self) -> None:
        """Another claim is shown, of which nothing is known yet."""
        self._shown = None
        self._against = None
        self.hide()

    def set_since(self, since: Since | None, published: bool) -> None:
        """Show what changed; None says that whoever sits here sees the check for the first time."""
        self._shown = (since, published)
        self._empty()
        changes = since.changes if since is not None else ()
        for row, change in enumerate(changes):
            self._add(row, change)
        self._card.setVisible(bool(changes))
        if since is None:
            heading, said = self.tr("New to you"), self.tr("You have not looked at this check before.")
        elif published:
            heading = self.tr("Changed since it was published")
            said = self.tr("Nothing has changed yet.")
        else:
            heading = self.tr("Changed since revision {number}").format(number=since.revision)
            said = self.tr("Nothing has changed since you looked, {when}.").format(when=words.moment(since.at))
        self.title.setText(heading.upper())
        self.title.setAccessibleName(heading)
        self.none.setText("" if changes else said)
        self.none.setVisible(not changes)
        stood = self.tr("As it stood {when}").format(when=words.moment(since.at)) if since and changes else ""
        self.title.setToolTip(words.tip(stood))
        self.show()
        self._show_source()

    def set_against(self, found: AgainstSource | None) -> None:
        """Show the quote against its source, where a passage of the evidence has it."""
        self._against = found
        self._show_source()

    # --- inside -----------------------------------------------------------------------------------------------

    def _show_source(self) -> None:
        found = self._against
        for part in (self.source_title, self._source_card):
            part.setVisible(found is not None)
        if found is not None:
            heading = self.tr("Against the source · {source}").format(source=found.source)
            self.source_title.setText(f"{self.tr('Against the source').upper()} · {found.source}")
            self.source_title.setAccessibleName(heading)
            self.against.set_pieces(found.pieces)
            self.summary.setText(found.summary)
        self.filled.emit()

    def _empty(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.texts = []

    def _add(self, row: int, change: FieldChange) -> None:
        name = self._name(change)
        heading = label(name, tone="muted", size="small")
        text = DiffText(name, self._pieces(change))
        text.set_theme(self._theme)
        heading.setBuddy(text)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        self._grid.addWidget(heading, row, 0, top)
        self._grid.addWidget(text, row, 1)
        self.texts.append(text)

    def _name(self, change: FieldChange) -> str:
        names = {
            "Words": self.tr("Words"),
            "Kind": self.tr("Kind"),
            "Speaker": self.tr("Speaker"),
            "Via": self.tr("Via"),
            "Reading": self.tr("Reads as"),
            "Said?": self.tr("Said?"),
            "So?": self.tr("So?"),
            "Why": self.tr("Why"),
            "Source": self.tr("Source"),
        }
        name = names.get(change.what, change.what)
        if change.what == "Source" and not change.was:
            return self.tr("Source +")
        if change.what == "Source" and not change.now:
            return self.tr("Source −")
        return name

    def _pieces(self, change: FieldChange) -> tuple[tuple[Piece, str], ...]:
        question = _QUESTIONS.get(change.what)
        if question is None:
            return by_words(change.was, change.now)
        was, now = self._rating(question, change.was), self._rating(question, change.now)
        return ((Piece.GONE, was), (Piece.NEW, now))

    def _rating(self, question: Question, key: str) -> str:
        if not key:
            return self.tr("not rated")
        rating = self._scale.find(question, key) if self._scale is not None else None
        return rating.label if rating is not None else key
