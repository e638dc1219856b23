"""The chips above the claims: which kinds and states the list shows, how many, and filters kept under a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from core.records import ClaimFilter, Queue
from gui import words
from gui.saved_filters import is_of
from gui.theme import GRID, text_scale
from gui.views.parts.flow import FlowLayout
from gui.views.parts.widgets import button

LARGE = 1.5
"""Text scale from which chips are left out for which there is another way: the search field, an article's line."""
LONGEST_SHOWN = 26
"""Characters of what is looked for on its chip, at a text scale of 1."""


class FilterChips(QWidget):
    """Emits the filter that a person asks for; what is then shown is said by `set_filter`."""

    changed = Signal(ClaimFilter)
    """Also told where the same filter is asked for again: a chip that was pressed looks as it did."""
    in_passing_chosen = Signal()
    mine_chosen = Signal()
    filter_named = Signal(str)
    filter_removed = Signal(str)
    filter_save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = ClaimFilter()
        self._article: int | None = None
        self._checker = ""
        self._has_in_passing = False
        self.all = self._chip(self._choose_all)
        self.quotes = self._chip(lambda: self._choose_kind(quotes=True))
        self.figures = self._chip(lambda: self._choose_kind(quotes=False))
        self.in_passing = self._chip(self.in_passing_chosen.emit)
        self.in_passing.setToolTip(
            self.tr(
                "Thoughts and wishes, and captions of pictures: only listed here, until somebody takes them up"
            )
        )
        self.to_check = self._chip(self._choose_to_check)
        self.mine = self._chip(self.mine_chosen.emit)
        self.mine.setText(self.tr("Mine"))
        self.mine.setAccessibleName(self.tr("Show: assigned to me"))
        self.mine.setToolTip(self.tr("Claims that are assigned to you"))
        self.article = self._chip(self._choose_article)
        self.article.setText(self.tr("This article"))
        self.article.setAccessibleName(self.tr("Show: of the open article only"))
        self.article.setToolTip(self.tr("Only claims of the article that is open"))
        self.saved = button(self.tr("Saved") + " ▾", kind="chip", name=self.tr("Saved filters"))
        self.saved_menu = QMenu(self.saved)
        self.saved.setMenu(self.saved_menu)
        self.text = self._chip(lambda: self._change(text=""))
        flow = FlowLayout(self, spacing=GRID + 1)
        flow.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        kinds = (self.all, self.quotes, self.figures, self.in_passing)
        for chip in (*kinds, self.to_check, self.article, self.mine, self.saved, self.text):
            flow.addWidget(chip)
        self.set_saved(())

    def _chip(self, chosen: Callable[[], None]) -> QPushButton:
        chip = button("", kind="chip")
        chip.setCheckable(True)
        chip.clicked.connect(lambda _checked=False: chosen())
        return chip

    # --- setters ----------------------------------------------------------------------------------------------

    def set_counts(self, quotes: int, figures: int, to_check: int, in_passing: int) -> None:
        self._title_chip(self.all, self.tr("All"), None)
        self._title_chip(self.quotes, self.tr("Quotes"), quotes)
        self._title_chip(self.figures, self.tr("Figures"), figures)
        self._title_chip(self.to_check, self.tr("To check"), to_check)
        self._title_chip(self.in_passing, self.tr("In passing"), in_passing)
        self._has_in_passing = in_passing > 0
        self._show_in_passing()

    def set_filter(self, now: ClaimFilter) -> None:
        self._filter = now
        quotes, figures = now.quotes and not now.in_passing, now.figures and not now.in_passing
        to_check = now.queue is Queue.TO_CHECK
        self.all.setChecked(quotes and figures and not to_check)
        self.quotes.setChecked(quotes and not figures)
        self.figures.setChecked(figures and not quotes)
        self._show_in_passing()
        self.to_check.setChecked(to_check)
        # In a queue of others' work it would count, and lead to, what the list does not hold.
        self.to_check.setVisible(now.queue in (Queue.ALL, Queue.TO_CHECK))
        self._show_mine()
        self._show_article()
        self.text.setChecked(True)
        sought = words.quoted(words.shorten(now.text, round(LONGEST_SHOWN / text_scale())))
        self.text.setText(f"{sought} ✕".replace("&", "&&"))
        self.text.setToolTip(words.tip(words.quoted(now.text)))
        self.text.setAccessibleName(self.tr("Stop looking for {text}").format(text=words.quoted(now.text)))
        self.text.setVisible(bool(now.text) and text_scale() <= LARGE)

    def _show_in_passing(self) -> None:
        self.in_passing.setChecked(self._filter.in_passing)
        # Most articles have nothing of the kind; where it is on, it must be seen why the list holds nothing else.
        self.in_passing.setVisible(self._has_in_passing or self._filter.in_passing)

    def set_checker(self, name: str) -> None:
        """Who sits at the window: what is assigned to anybody else is not theirs."""
        self._checker = name
        self._show_mine()

    def _show_mine(self) -> None:
        self.mine.setChecked(is_of(self._filter, self._checker))

    def set_article(self, article_id: int | None) -> None:
        """The article that is open, which the list can be narrowed to."""
        self._article = article_id
        self._show_article()

    def _show_article(self) -> None:
        now = self._filter
        self.article.setChecked(now.article_id is not None)
        # What an article's own list shows is no choice to take back: there is the rest of the desk for that.
        whole = now.article_id is not None and now.queue in (Queue.ALL, Queue.TO_CHECK)
        narrowed = bool(now.text) or now.speaker_id is not None
        roomy = text_scale() <= LARGE  # in larger text each chip is a row of its own
        self.article.setVisible(self._article is not None and roomy and (not whole or narrowed))

    def set_saved(self, names: Sequence[str]) -> None:
        """Offer these saved filters."""
        for menu in self.saved_menu.findChildren(QMenu):
            menu.deleteLater()  # clearing takes out the actions alone
        self.saved_menu.clear()
        for name in names:
            chosen = self.saved_menu.addAction(name.replace("&", "&&"))
            chosen.triggered.connect(lambda _=False, name=name: self.filter_named.emit(name))
        if names:
            self.saved_menu.addSeparator()
        self.saved_menu.addAction(self.tr("Save this filter…")).triggered.connect(
            lambda _=False: self.filter_save_requested.emit()
        )
        if names:
            removing = self.saved_menu.addMenu(self.tr("Remove"))
            for name in names:
                action = removing.addAction(name.replace("&", "&&"))
                action.triggered.connect(lambda _=False, name=name: self.filter_removed.emit(name))

    # --- inside -----------------------------------------------------------------------------------------------

    def _title_chip(self, chip: QPushButton, name: str, count: int | None) -> None:
        text = name if count is None else f"{name} {words.number(count)}"
        chip.setText(text)
        chip.setAccessibleName(self.tr("Show: {what}").format(what=text))

    def _choose_all(self) -> None:
        queue = Queue.ALL if self._filter.queue is Queue.TO_CHECK else self._filter.queue
        self._change(quotes=True, figures=True, in_passing=False, queue=queue)

    def _choose_kind(self, *, quotes: bool) -> None:
        now = self._filter
        only = not now.in_passing and now.quotes is quotes and now.figures is not quotes
        self._change(quotes=only or quotes, figures=only or not quotes, in_passing=False)

    def _choose_to_check(self) -> None:
        self._change(queue=Queue.ALL if self._filter.queue is Queue.TO_CHECK else Queue.TO_CHECK)

    def _choose_article(self) -> None:
        self._change(article_id=self._article if self._filter.article_id is None else None)

    def _change(self, **changes: object) -> None:
        self.changed.emit(replace(self._filter, **changes))  # type: ignore[arg-type]
