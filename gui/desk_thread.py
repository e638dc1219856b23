"""The thread that owns the desk: it alone reads and writes it, and tells the window what came of that."""

from __future__ import annotations

import itertools
import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from core.errors import SaidsoError, UserError
from db.store import Desk, open_desk
from gui.jobs import Failed, bug, ignore
from gui.scheduling import stand_back
from gui.turns import Soon, Turns

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Question:
    ticket: int
    desk: int
    """Of which desk it is asked, in the order they were opened."""
    slot: str | None
    ask: Callable[[Desk | None], Any]
    done: Callable[[Any], None]
    failed: Failed
    urgent: bool
    opens: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    question: _Question
    value: Any = None
    error: SaidsoError | None = None
    skipped: bool = False


_SOON, _LATER, _LAST = range(3)
"""Order of the desk's queue; within each, first come first served."""


REST = 2.0
"""Seconds without a question after which the desk's file is brought up to date."""


class DatabaseThread(QObject):
    """The one thread that reads and writes the desk, in the order it is asked.

    What is asked `later` begins only when all else is answered and what came of it is painted, one question at a
    time: the thread and the window share Python's lock, and a count must not hold up the claim one waits to see.
    It waits for the `turns` of what is shown piece by piece, too.

    What was asked of one desk is neither asked of another nor answered once that is opened: claims and articles
    are known by number, and each desk has its own.
    """

    idle = Signal()
    """Told when the last answer that was awaited has been given."""
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None, turns: Turns | None = None) -> None:
        super().__init__(parent)
        self._turns = turns or Turns(self)
        self._turns.idle.connect(self._wait_for_quiet)
        self._questions: queue.PriorityQueue[tuple[int, int, _Question | None]] = queue.PriorityQueue()
        self._tickets = itertools.count(1)
        self._newest: dict[str, int] = {}
        self._generation = 0
        """Which desk is asked now."""
        self._desk: Desk | None = None  # these two are touched only by the thread
        self._opened = 0
        self._pending = 0
        self._urgent = 0
        self._held: deque[_Question] = deque()
        self._let_go_of: _Question | None = None
        """The one asked later that the thread has and has not answered."""
        self._quiet = QTimer(self)
        """Runs out when the event loop has nothing else to do."""
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(0)
        self._quiet.timeout.connect(self._go_on)
        self._arrived: deque[_Answer] = deque()
        """Answers that are not given yet: one in a turn of the event loop, which may paint before the next."""
        self._giving = Soon(self._turns, self._give)
        self._answered.connect(self._take_in)
        self._thread = threading.Thread(target=self._work, name="saidso-desk", daemon=True)
        self._thread.start()

    @property
    def is_idle(self) -> bool:
        return self._pending == 0

    def open(self, path: Path, done: Callable[[Path], None], failed: Failed) -> None:
        """Close the open desk, if any, and open the one at `path`, which is made if it does not exist.

        What was asked of the desk before is not answered any more; what was urgent is still done.
        """
        self._generation += 1
        generation = self._generation

        def switch(_: Desk | None) -> Path:
            self._close_desk()
            self._opened = generation
            self._desk = open_desk(path)
            return path

        self._put(_SOON, None, switch, done, failed, opens=True)

    def ask(
        self,
        ask: Callable[[Desk], T],
        done: Callable[[T], None] = ignore,
        failed: Failed = ignore,
        slot: str | None = None,
        later: bool = False,
    ) -> None:
        """Call `ask(desk)` on the thread, then `done(result)` or `failed(error)` here.

        Of requests with the same `slot` only the newest is answered: an older one is dropped, before it is
        asked if its turn has not come. Give none to a request that writes. What can wait until nothing more
        urgent is asked (counts, long lists after a change) is asked `later`.
        """

        def with_desk(desk: Desk | None) -> T:
            if desk is None:
                raise UserError("S-NO-DESK", "No desk is open; open one from the File menu.")
            return ask(desk)

        self._put(_LATER if later else _SOON, slot, with_desk, done, failed)

    def close(self) -> None:
        """Answer what was asked, close the desk and end the thread. Callbacks still due are called first."""
        while self._held:
            self._let_go()
        self._questions.put((_LAST, next(self._tickets), None))
        self._thread.join()
        # Only what the thread has already sent: nothing else of the window's runs here.
        QCoreApplication.sendPostedEvents(self)
        while self._arrived:
            self._deliver(self._arrived.popleft())

    def _put(
        self,
        when: int,
        slot: str | None,
        ask: Callable[[Desk | None], Any],
        done: Any,
        failed: Failed,
        opens: bool = False,
    ) -> None:
        ticket = next(self._tickets)
        if slot is not None:
            self._newest[slot] = ticket
        self._pending += 1
        question = _Question(ticket, self._generation, slot, ask, done, failed, when == _SOON, opens)
        if not question.urgent:
            self._held.append(question)
            self._wait_for_quiet()
            return
        self._urgent += 1
        self._questions.put((when, ticket, question))

    def _wait_for_quiet(self) -> None:
        if self._held and not self._urgent and self._let_go_of is None and self._turns.is_idle:
            self._quiet.start()

    def _go_on(self) -> None:
        if self._turns.is_idle:
            self._let_go()

    def _let_go(self) -> None:
        if self._held:
            question = self._let_go_of = self._held.popleft()
            self._questions.put((_LATER, question.ticket, question))

    def _is_stale(self, question: _Question) -> bool:
        return question.slot is not None and self._newest.get(question.slot) != question.ticket

    @Slot(object)
    def _take_in(self, answer: _Answer) -> None:
        self._arrived.append(answer)
        self._giving.ask()

    def _give(self) -> None:
        if self._arrived:
            answer = self._arrived.popleft()
            if self._arrived:
                self._giving.ask()
            self._deliver(answer)

    def _deliver(self, answer: _Answer) -> None:
        question = answer.question
        try:
            if answer.skipped or question.desk != self._generation or self._is_stale(question):
                return
            if answer.error is not None:
                question.failed(answer.error)
            else:
                question.done(answer.value)
        finally:
            self._pending -= 1
            self._urgent -= question.urgent
            if question is self._let_go_of:
                self._let_go_of = None
            self._wait_for_quiet()
            if self._pending == 0:
                self.idle.emit()

    # --- on the thread ---

    def _work(self) -> None:
        stand_back()
        try:
            while (question := self._next()) is not None:
                self._answered.emit(self._answer(question))
        finally:
            self._close_desk()

    def _next(self) -> _Question | None:
        """The next question; while nobody has any, what was written goes from the desk's log into its file."""
        try:
            return self._questions.get(timeout=REST)[2]
        except queue.Empty:
            if self._desk is not None:
                self._desk.settle()
            return self._questions.get()[2]

    def _answer(self, question: _Question) -> _Answer:
        other = question.desk != self._opened and not question.opens
        if other or self._is_stale(question):
            return _Answer(question, skipped=True)
        try:
            return _Answer(question, question.ask(self._desk))
        except SaidsoError as error:
            return _Answer(question, error=error)
        except Exception as error:  # noqa: BLE001 - told to the person with a code; the desk goes on
            return _Answer(question, error=bug("S-DESK-BUG", error))

    def _close_desk(self) -> None:
        desk, self._desk = self._desk, None
        if desk is not None:
            desk.close()
