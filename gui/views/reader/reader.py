"""The reader: an article as a reader would see it, with its mentions marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from core.records import ArticleView, Mark, RatingScale
from gui import words
from gui.theme import Theme
from gui.turns import TURN, Steps, Turns
from gui.views.parts import stand_in
from gui.views.parts.empty_state import EmptyState
from gui.views.parts.strips import Strips
from gui.views.parts.widgets import button, lay_out_unseen, least_width
from gui.views.reader.find_bar import FindBar
from gui.views.reader.marking import SpanEditor
from gui.views.reader.page import ReaderPage


class Reader(QWidget):
    """Shows one article. `claim_chosen` follows a click on a mention or its mark in the margin.

    On an empty desk (`set_desk_empty`) it says what to do first, and its two buttons are `add_requested` and
    `samples_requested`.
    """

    claim_chosen = Signal(int)
    add_requested = Signal()
    samples_requested = Signal()

    def __init__(self, parent: QWidget | None = None, turns: Turns | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.page = ReaderPage(turns)
        self.page.setAccessibleName(self.tr("Article"))
        self.page.claim_chosen.connect(self.claim_chosen)
        self.spans = SpanEditor(self.page)
        self.add_button = button(self.tr("Add articles"), kind="primary")
        self.samples_button = button(self.tr("Open samples"))
        self.add_button.clicked.connect(self.add_requested)
        self.samples_button.clicked.connect(self.samples_requested)
        self._start = EmptyState(
            "page",
            self.tr("Begin with an article"),
            self.tr(
                "Drop a file anywhere in this window, paste a text, or add one from a folder. "
                "Saidso lists every quote and every figure in it, with who said it."
            ),
            (self.add_button, self.samples_button),
        )
        self._none = EmptyState(
            "page", self.tr("No article open"), self.tr("Choose an article or a claim to read it here.")
        )
        self._loading = EmptyState(
            "page", self.tr("Reading the articles…"), self.tr("The first opens as soon as it has been read.")
        )
        self._is_loading = False
        self._signed = ""
        self.find_bar = FindBar(self.page)
        opened = QWidget()
        column = QVBoxLayout(opened)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self.page, 1)
        self._opened = opened
        self._stack = QStackedLayout(self)
        for part in (opened, self._start, self._none, self._loading):
            self._stack.addWidget(part)
        self._article: ArticleView | None = None
        self._strips = Strips(self, self.page.turns, self)
        """What is left to do of showing the first article."""
        self._desk_empty = True
        self._show()

    def sizeHint(self) -> QSize:
        return QSize(560, 640)

    # --- setters ----------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self.setMinimumWidth(least_width(240))
        self.page.set_theme(theme)
        for part in (self._start, self._none, self._loading):
            part.set_theme(theme)

    def set_scale(self, scale: RatingScale) -> None:
        self.page.set_scale(scale)

    def set_article(self, article: ArticleView | None, *, unasked: bool = False) -> None:
        """Open an article from its beginning; None closes the one that is open.

        The same text again, with other marks or read by another pipeline, stays where it is. One that comes
        `unasked` where none is open is set and shown in turns of the event loop.
        """
        if article is None or self._article is None or article.id != self._article.id:
            self.find_bar.close_bar()
            self._signed = ""
        self._strips.finish()
        before, self._article = self._article, article
        if article is not None and before is not None and _same_text(before, article):
            self.page.set_marks(article.marks, self._about(article))
        elif article is not None:
            by_turns = unasked and before is None and self.isVisible()
            if by_turns:
                self._strips.show(self._appear())
            self.page.set_text(article.title, self._about(article), article.text, article.marks, unasked=by_turns)
            self.page.setAccessibleDescription(article.title)
        else:
            self.page.set_text("", "", "", ())
        self._show()

    def _appear(self) -> Steps:
        """Show the first article as soon as what fills the page is set. The page is laid out before, while there
        is nothing on it."""
        self._show_part()
        yield TURN
        while self.page.set_more():
            yield TURN

    def prepare(self) -> None:
        """Set and paint some lines out of sight: the first article then opens as fast as the next."""
        if self._article is not None:
            return
        for part in (self._loading, self._opened):
            lay_out_unseen(self._stack, self._stack.indexOf(part))
        self._loading.grab()
        self.page.set_text(stand_in.TEXT, words.day(stand_in.DAY.date()), stand_in.TEXT * 2, stand_in.MARKS)
        self.page.set_current(stand_in.MARKS[0].claim_id)
        self.page.grab()
        self.page.set_text("", "", "", ())

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Refresh the marks of the open article."""
        self._strips.finish()
        self.page.set_marks(tuple(marks))

    def set_current(self, claim_id: int | None) -> None:
        """Make a mention the current one and bring it into sight."""
        if claim_id is not None:
            self._strips.finish()
        self.page.set_current(claim_id)

    def set_desk_empty(self, empty: bool) -> None:
        """Whether the desk has no article at all, so that the reader says how to begin."""
        self._desk_empty = empty
        self._show()

    def set_signed(self, text: str) -> None:
        """Say below the headline that the open article is signed off; nothing is said where it is not."""
        if text != self._signed and self._article is not None:
            self._signed = text
            self.page.set_about(self._about(self._article))

    def set_loading(self, loading: bool) -> None:
        """Whether articles are on their way to the desk: an empty one does not ask for them then."""
        self._is_loading = loading
        self._show()

    # --- inside -----------------------------------------------------------------------------------------------

    def _show(self) -> None:
        if self._strips.is_done:
            self._show_part()

    def _show_part(self) -> None:
        if self._article is not None:
            self._stack.setCurrentWidget(self._opened)
        elif self._is_loading and self._desk_empty:
            self._stack.setCurrentWidget(self._loading)
        else:
            self._stack.setCurrentWidget(self._start if self._desk_empty else self._none)

    def _about(self, article: ArticleView) -> str:
        parts = [self._signed, article.outlet or "", article.byline or ""]
        parts.append(words.day(article.published) if article.published else self.tr("no date"))
        parts.append(self.tr("{count} words").format(count=words.number(article.words)))
        if article.pipeline:
            parts.append(self.tr("analysed with {pipeline}").format(pipeline=article.pipeline))
        else:
            parts.append(self.tr("not analysed yet"))
        return " · ".join(part for part in parts if part)


def _same_text(one: ArticleView, other: ArticleView) -> bool:
    return (one.id, one.title, one.text) == (other.id, other.title, other.text)
