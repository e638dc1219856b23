"""What every controller shares: asking the desk, acting on it as the checker, and saying how that went."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from core.errors import BugError, SaidsoError
from core.records import Change
from db.operations import Operation
from db.store import Desk
from gui.desk_thread import DatabaseThread
from gui.settings import Settings

PROGRAM = "Saidso"
"""Who acts, in a claim's history, where nobody did: the program itself."""

T = TypeVar("T")
Done = Callable[[Change], object]
Failed = Callable[[SaidsoError], object]


class Session(QObject):
    """An open desk as the window's controllers use it: reads, and actions in the name of the checker.

    Every committed action is told by `changed`, and views refresh what it names. `saving` says whether all is
    saved and, if something could not be, why. A refusal (the action is not allowed now) is told by `refused`
    and leaves nothing unsaved.
    """

    acted = Signal(object, object)
    """An operation of whoever sits here was committed, with its `Change`; told before `steps` and `changed`."""
    changed = Signal(object)
    refused = Signal(object)
    saving = Signal(bool, str)
    steps = Signal(object, object)
    """Labels of what undo and redo would do for whoever sits here, each None where there is nothing of theirs."""
    settled = Signal()
    """The last action under way has been answered."""
    left = Signal()
    """Another desk is about to be opened. Whoever remembers something of this one, by number or as work that goes
    on, forgets it: numbers mean something else there, and no answer of this desk comes any more."""

    def __init__(self, database: DatabaseThread, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._settings = settings
        self._under_way = 0
        self.problem = ""
        """Why the last write that mattered is not on the disk; empty when all is."""

    @property
    def is_settled(self) -> bool:
        """Whether every action has been answered."""
        return self._under_way == 0

    @property
    def checker(self) -> str:
        return self._settings.checker()

    def read(
        self,
        ask: Callable[[Desk], T],
        done: Callable[[T], object],
        slot: str | None = None,
        later: bool = False,
        failed: Failed | None = None,
    ) -> None:
        """Ask the desk; see `DatabaseThread.ask`. A failure is told by `refused`, or to `failed` alone."""
        told = (lambda error: _then(failed, error)) if failed is not None else self.refused.emit
        self._database.ask(ask, lambda answer: _then(done, answer), told, slot, later)

    def act(
        self,
        operation: Operation,
        done: Done | None = None,
        failed: Failed | None = None,
        *,
        by: str | None = None,
    ) -> None:
        """Do `operation` in one transaction, then call `done(change)` after the views were told, or `failed`.

        It is done in the name of the checker, or of `by`: `PROGRAM` for what nobody asked for.
        """
        by = self.checker if by is None else by
        mine = by == self.checker
        self._write(lambda desk: desk.transact(operation, by), done, failed, operation if mine else None)

    def undo(self, done: Done | None = None, failed: Failed | None = None) -> None:
        by = self.checker
        self._write(lambda desk: desk.undo(by), done, failed)

    def redo(self, done: Done | None = None, failed: Failed | None = None) -> None:
        by = self.checker
        self._write(lambda desk: desk.redo(by), done, failed)

    def leave(self) -> None:
        """Begin anew with another desk; every action on this one must have been answered."""
        self.problem = ""
        self.left.emit()

    def ask_steps(self) -> None:
        """Tell `steps` of the desk as it is, for whoever sits here."""
        by = self.checker
        self.read(lambda desk: (desk.undo_label(by), desk.redo_label(by)), lambda labels: self.steps.emit(*labels))

    def _write(
        self,
        do: Callable[[Desk], Change],
        done: Done | None,
        failed: Failed | None,
        mine: Operation | None = None,
    ) -> None:
        self._under_way += 1
        self.saving.emit(False, self.problem)
        me = self.checker

        def work(desk: Desk) -> tuple[Change, str | None, str | None]:
            change = do(desk)
            return change, desk.undo_label(me), desk.redo_label(me)

        def finish(answer: tuple[Change, str | None, str | None]) -> None:
            change, undo, redo = answer
            self.problem = ""
            try:
                if mine is not None:
                    self.acted.emit(mine, change)
                self.steps.emit(undo, redo)
                self.changed.emit(change)
                if done is not None:
                    done(change)
            finally:
                self._answered()

        def fail(error: SaidsoError) -> None:
            if _is_unsaved(error):
                self.problem = error.message
            try:
                self.refused.emit(error)
                if failed is not None:
                    failed(error)
                self.ask_steps()  # an undo that was declined is no longer on offer
            finally:
                self._answered()

        self._database.ask(work, finish, fail)

    def _answered(self) -> None:
        self._under_way -= 1
        if self._under_way == 0:
            self.saving.emit(not self.problem, self.problem)
            self.settled.emit()


def _is_unsaved(error: SaidsoError) -> bool:
    """Whether the desk did not take a write it should have taken, rather than refused it."""
    return isinstance(error, BugError) or error.code.startswith("S-DESK")


def _then(done: Callable[[T], object], answer: T) -> None:
    done(answer)
