"""Filling the claims list: the first screen at once, the rest in chunks; after a change only what has moved."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from core.records import Change, ClaimFilter, Order
from db.claim_list import Tally
from gui.controllers.asking import Listed, listed
from gui.controllers.session import Session
from gui.models.claim_list import ClaimListModel

FIRST_SCREEN = 300
"""Claims asked for at once when a list is opened; the rest follow when these are shown."""
CHUNK = 5_000
"""Claims of the rest that are asked for at a time: some 3 ms of the desk's thread, and less of the window's."""
FEW = 50
"""Claims of one change that are put into place one by one; after more the list is read again."""


class Listing(QObject):
    """Keeps a model filled with what a filter shows.

    Of everything asked here only the newest question counts: what arrives for a filter that is no longer chosen
    is dropped. `opened` tells that the first screen of another list stands, `moved` that a change has put claims
    in or taken some out, `counted` the numbers for the chips.
    """

    opened = Signal()
    moved = Signal()
    counted = Signal(Tally)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._model: ClaimListModel | None = None
        self._filter = ClaimFilter()
        self._tally = Tally()
        self._to_place: frozenset[int] = frozenset()
        """Claims that have changed and are not put into place yet."""
        self.is_whole = True
        """Whether the list holds all that its filter shows; False while chunks are on their way."""

    @property
    def filter(self) -> ClaimFilter:
        return self._filter

    def use(self, model: ClaimListModel) -> None:
        """Fill `model` from now on; it is empty, as the filter is."""
        self._model = model
        self._filter = ClaimFilter()
        self._to_place = frozenset()
        self.is_whole = True

    def open(self, wanted: ClaimFilter) -> None:
        """Show the claims that `wanted` matches."""
        self._filter = wanted
        self._to_place = frozenset()
        self.is_whole = False
        model = self._model

        def show(found: Listed) -> None:
            if model is not None and model is self._model:
                model.add_rows(found.rows)
                self._show_first(model, found.ids)

        self._session.read(lambda desk: listed(desk.read, wanted, FIRST_SCREEN), show, "list")
        self.count()

    def _show_first(self, model: ClaimListModel, ids: list[int]) -> None:
        if model.rowCount() != len(ids) or model.ids() != ids:
            model.set_ids(ids)
        self.is_whole = len(ids) < FIRST_SCREEN
        self.opened.emit()
        if not self.is_whole:
            self._go_on(model, ids[-1])

    def _go_on(self, model: ClaimListModel, last: int) -> None:
        """Ask for what lies behind the claim `last`."""
        wanted = self._filter

        def append(ids: list[int]) -> None:
            if model is not self._model:  # another desk was opened
                return
            model.append_ids(ids)
            self.is_whole = len(ids) < CHUNK
            if not self.is_whole:
                self._go_on(model, ids[-1])

        self._session.read(lambda desk: desk.read.claim_ids(wanted, CHUNK, last), append, "list", later=True)

    # --- after a change ---------------------------------------------------------------------------------------

    def refresh(self, change: Change) -> None:
        """Put right what a change has moved."""
        if self._model is None:
            return
        self._model.invalidate(change.claims)
        if self._filter.article_id is not None and self._filter.article_id not in change.articles:
            return  # an article analysed behind the one that is read
        if change.claims and self._may_move(change):
            # Together with those of a change before whose answer this question drops.
            self._to_place |= change.claims
            if self.is_whole and len(self._to_place) <= FEW:
                self._move(self._to_place)
            else:
                self._read_again([])
        if change.queues or (change.claims and self._may_leave(change)):
            self.count()

    def _may_leave(self, change: Change) -> bool:
        """Whether the list may hold other claims now, or claims of other kinds."""
        return change.queues or change.speakers or bool(self._filter.text)

    def _may_move(self, change: Change) -> bool:
        return self._may_leave(change) or self._filter.order in (Order.STATE, Order.SPEAKER)

    def _move(self, claims: frozenset[int]) -> None:
        wanted, model = self._filter, self._model

        def move(places: dict[int, int | None]) -> None:
            if model is None or model is not self._model:
                return
            self._to_place = frozenset()
            for claim in claims - places.keys():
                model.remove_id(claim)
            if all(_place(model, claim, before) for claim, before in places.items()):
                self.moved.emit()
            else:
                self._read_again([])

        self._session.read(lambda desk: desk.read.claim_places(wanted, claims), move, "list", later=True)

    def _read_again(self, so_far: list[int]) -> None:
        """Read the whole list in chunks, and show it when it is there: rows do not jump meanwhile."""
        wanted, model, last = self._filter, self._model, so_far[-1] if so_far else None
        empty = model is not None and model.rowCount() == 0
        self.is_whole = False
        self._to_place = frozenset()

        def go_on(found: Listed) -> None:
            if model is None or model is not self._model:
                return
            model.add_rows(found.rows)
            so_far.extend(found.ids)
            if len(found.ids) == CHUNK:
                self._read_again(so_far)
                return
            self.is_whole = True
            if so_far != model.ids():
                model.set_ids(so_far, unasked=True)
            self.moved.emit()

        self._session.read(
            lambda desk: listed(desk.read, wanted, CHUNK, last, with_rows=empty), go_on, "list", later=True
        )

    # --- numbers ----------------------------------------------------------------------------------------------

    def count(self) -> None:
        """Count the claims for the chips, in parts, and tell when all are counted."""
        self._tally = Tally()
        self._count_below(None)

    def _count_below(self, below: int | None) -> None:
        wanted, model = self._filter, self._model

        def add(part: Tally) -> None:
            if model is not self._model:
                return
            now = self._tally
            self._tally = replace(
                part,
                total=now.total + part.total,
                quotes=now.quotes + part.quotes,
                figures=now.figures + part.figures,
                in_passing=now.in_passing + part.in_passing,
                to_check=now.to_check + part.to_check,
            )
            if part.below is None:
                self.counted.emit(self._tally)
            else:
                self._count_below(part.below)

        self._session.read(lambda desk: desk.read.claim_tally(wanted, below), add, "counts", later=True)


def _place(model: ClaimListModel, claim: int, before: int | None) -> bool:
    """Have a claim stand in front of another. False where the list does not hold that one."""
    index = model.index_of(claim)
    if index.isValid():
        if model.id_at(index.row() + 1) == before:
            return True
        model.remove_id(claim)
    return model.insert_id(claim, before)
