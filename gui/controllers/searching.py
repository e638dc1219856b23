"""The search field: looking on the whole desk, and going back from there with what was found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.records import ClaimFilter, ClaimView
from gui.controllers.asking import list_with
from gui.controllers.session import Session
from gui.main_window import MainWindow

if TYPE_CHECKING:
    from gui.controllers.navigation import Navigation


class Searching(QObject):
    """Answers the search field.

    Whoever has gone on to the list of what was found (Enter, Down, a click) keeps the claim when the search is
    left: it is shown in its article, if it is not among what was shown before. Who only typed, or found nothing,
    comes back to the claim that was shown before.
    """

    def __init__(self, session: Session, navigation: Navigation, window: MainWindow) -> None:
        super().__init__(navigation)
        self._session = session
        self._navigation = navigation
        self._window = window
        self._before: ClaimFilter | None = None
        """What was shown before the search; None where none is on."""
        self._claim_before: int | None = None
        self._taken = False
        """Whether the person has gone on to what was found."""
        self._leaving = False
        window.header.search_typed.connect(self.search)
        window.header.search_left.connect(self._go_on)
        window.claims_pane.claim_chosen.connect(self._take)
        navigation.filtered.connect(self._note)
        session.left.connect(self._forget)

    def _forget(self) -> None:
        self._before = self._claim_before = None
        self._taken = self._leaving = False

    def search(self, text: str) -> None:
        """Look for `text` on the whole desk; without a text, show again what was shown before."""
        now = self._navigation
        if not text:
            self._leave()
            return
        self._leaving = False  # what was shown before stays known until it is shown again
        if self._before is None:
            self._before = now.filter
            self._claim_before = now.claim_id
            self._taken = False
        now.set_filter(ClaimFilter(text=text, order=now.filter.order))

    def narrow(self, wanted: ClaimFilter) -> None:
        """The list is narrowed or widened in its own pane. Whoever takes the words out there leaves the search."""
        now = self._navigation
        if now.filter.text and wanted == replace(now.filter, text=""):
            self._leave()
        else:
            now.set_filter(wanted)

    def _take(self) -> None:
        self._taken = self._before is not None

    def _go_on(self) -> None:
        if self._before is not None:
            self._take()
        self._window.claims_pane.focus_list()

    def _note(self, wanted: ClaimFilter) -> None:
        if not wanted.text:
            self._before = None
            self._leaving = False

    def _leave(self) -> None:
        """Show what was shown before, or the article of the claim that was found, with that claim."""
        now = self._navigation
        before = self._before or replace(now.filter, text="")
        # Nothing was found, or nothing was taken: one is where one was.
        found = (self._taken or self._before is None) and now.claim_id is not None
        claim = now.claim_id if found or self._claim_before is None else self._claim_before
        if claim is None:
            self._before = None
            now.set_filter(before)
            return
        self._leaving = True

        def show(answer: tuple[ClaimView | None, bool]) -> None:
            view, listed = answer
            if not self._leaving:
                return  # another search, or another list, was asked for meanwhile
            self._before = None
            if view is None or listed:
                now.set_filter(before, keep=view is not None)
            else:
                now.set_filter(list_with(view, before.order), keep=True)
            if view is not None:
                now.choose_claim(claim)

        self._session.read(
            lambda desk: (desk.read.claim(claim), claim in desk.read.claim_places(before, [claim])),
            show,
            slot="leave-search",
        )
