"""Next and previous: claims of the list, articles of the desk, and the next claim that is still to be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.records import ClaimRow
from gui.controllers.asking import lacks_rating, next_where
from gui.controllers.session import Session
from gui.main_window import MainWindow

if TYPE_CHECKING:
    from gui.controllers.navigation import Navigation


class Stepping(QObject):
    """Goes on from the current claim or article, also from one that has left the list."""

    def __init__(self, session: Session, navigation: Navigation, window: MainWindow) -> None:
        super().__init__(navigation)
        self._session = session
        self._navigation = navigation
        self._window = window
        self._place = 0
        """The row that the current claim has, or had when it left the list."""
        actions = window.actions_table
        actions.on("next-claim", lambda: self.step_claim(1))
        actions.on("previous-claim", lambda: self.step_claim(-1))
        actions.on("next-open", self.go_to_next_open)
        actions.on("next-article", lambda: self.step_article(1))
        actions.on("previous-article", lambda: self.step_article(-1))

    def step_claim(self, by: int) -> None:
        """The next or previous claim of the list, whatever its filter; at the end it stays."""
        count = self._window.claim_model.rowCount()
        if count == 0:
            return
        index = self._window.claim_model.index_of(self._navigation.claim_id)
        # A claim that has left the list (sent, dismissed) has its neighbours where it stood.
        at = index.row() if index.isValid() else self._place - (1 if by > 0 else 0)
        row = at + by
        self._navigation.choose_claim(self._window.claim_model.id_at(min(max(row, 0), count - 1)))

    def previous_id(self) -> int | None:
        """The claim that stands before the current one in the list."""
        index = self._window.claim_model.index_of(self._navigation.claim_id)
        return self._window.claim_model.id_at(index.row() - 1) if index.isValid() else None

    def step_article(self, by: int) -> None:
        """The next or previous article of the desk."""
        ids = [row.id for row in self._navigation.articles]
        article = self._navigation.article
        shown = article.id if article is not None else None
        if not ids:
            return
        place = ids.index(shown) + by if shown in ids else 0
        if 0 <= place < len(ids):
            self._navigation.choose_article(ids[place])

    def go_to_next_open(self) -> None:
        """The next claim below that still lacks a rating; those set aside are passed over."""
        self.go_to_next(lacks_rating, self.tr("No open claim further down this list"))

    def go_to_next(self, wanted: Callable[[ClaimRow], bool], none: str, round_about: bool = False) -> None:
        """The next wanted claim below, with `round_about` after the last the first; `none` says there is none."""
        index = self._window.claim_model.index_of(self._navigation.claim_id)
        at = index.row() if index.isValid() else self._place
        # The rest of a list that is still arriving is looked through on the desk.
        rest = None if self._navigation.listing.is_whole else self._navigation.filter
        last = self._window.claim_model.id_at(self._window.claim_model.rowCount() - 1)
        below = self._window.claim_model.ids(at + 1 if index.isValid() else at)
        if round_about:
            below += self._window.claim_model.ids()[:at]
        origin = self._navigation.claim_id

        def go(found: int | None) -> None:
            if self._navigation.claim_id != origin:
                return
            if found is not None:
                self._navigation.choose_claim(found)
            else:
                self._window.show_hint(none)

        self._session.read(lambda desk: next_where(desk.read, below, wanted, rest, last), go, slot="next-open")

    @property
    def place(self) -> int:
        """The row that the current claim has, or had; the last one where there are fewer by now."""
        return min(self._place, max(self._window.claim_model.rowCount() - 1, 0))

    def remember_place(self) -> None:
        """Note where the current claim stands: it may leave the list."""
        index = self._window.claim_model.index_of(self._navigation.claim_id)
        if index.isValid():
            self._place = index.row()
