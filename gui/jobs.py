"""Work that must not hold up the window: one thread that owns the desk, one that owns the child process.

Both take requests from the window's thread and call back in the window's thread, in order. Callbacks are plain
callables; an exception in one is the window's, not the request's.
"""

from __future__ import annotations

import itertools
import os
import queue
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from core.errors import BugError, Cancelled, SaidsoError, UserError
from core.progress import Step
from core.worker import Child, ChildDied, Request
from db.store import Desk, open_desk
from gui.turns import Turns

T = TypeVar("T")
Failed = Callable[[SaidsoError], None]


NICENESS = 5
"""How far these threads stand back behind the window's, on the scale of `nice(2)`. Where they and the child
process use all cores, the system otherwise lets the window wait for its next tick, up to 4 ms. The child stands
back further (`core.worker.NICENESS`): a thread that holds Python's lock must not wait for it."""


def _ignore(_: object) -> None:
    return


def _stand_back() -> None:
    """Let the window's thread have a core before the calling one. Only Linux tells threads of a process apart."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


# --- the desk -------------------------------------------------------------------------------------------------


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
        self._giving = QTimer(self)
        self._giving.setSingleShot(True)
        self._giving.setInterval(0)
        self._giving.timeout.connect(self._give)
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
        done: Callable[[T], None] = _ignore,
        failed: Failed = _ignore,
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
        self._giving.start()

    def _give(self) -> None:
        if self._arrived:
            answer = self._arrived.popleft()
            if self._arrived:
                self._giving.start()
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
        _stand_back()
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


def bug(code: str, error: Exception) -> BugError:
    """An unexpected error as ours, with the original as its cause for the log."""
    made = BugError(code, f"{type(error).__name__}: {error}")
    made.__cause__ = error
    return made


# --- the child process ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Callbacks:
    """What becomes of a job, told in the window's thread. `progress` comes at most ten times a second."""

    done: Callable[[Any], None] = _ignore
    failed: Failed = _ignore
    cancelled: Callable[[], None] = lambda: None
    progress: Callable[[Step], None] = _ignore


@dataclass(frozen=True, slots=True)
class _Job:
    request: Request[Any]
    name: str
    callbacks: Callbacks
    generation: int


@dataclass(frozen=True, slots=True)
class _News:
    """A step of a job, or its end."""

    job: _Job
    result: Any = None
    error: SaidsoError | None = None
    step: Step | None = None


_FIRST, _LATER = 0, 1


class Worker(QObject):
    """The child process, a thread that speaks with it, and a queue of jobs. One job runs at a time."""

    idle = Signal()
    """Told when the last job has ended, one way or another."""
    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: queue.PriorityQueue[tuple[int, int, _Job | None]] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._child = Child()
        self._generation = 0
        self._pending = 0
        self._closed = False
        self._told.connect(self._deliver)
        self._thread = threading.Thread(target=self._work, name="saidso-worker", daemon=True)
        self._thread.start()

    @property
    def is_idle(self) -> bool:
        return self._pending == 0

    @property
    def is_last(self) -> bool:
        """Whether no job waits behind the one that is ending: for callbacks."""
        return self._pending <= 1

    @property
    def pid(self) -> int | None:
        """Number of the child process, None before the first job."""
        return self._child.pid

    def submit(self, request: Request[T], name: str, callbacks: Callbacks, *, first: bool = False) -> None:
        """Have `request` performed after those before it, or with `first` before all that have not begun.

        `name` is what errors call it: a file, a title.
        """
        self._pending += 1
        self._put(_FIRST if first else _LATER, _Job(request, name, callbacks, self._generation))

    def _put(self, rank: int, job: _Job | None) -> None:
        self._jobs.put((rank, next(self._numbers), job))

    def cancel(self) -> None:
        """Give up everything submitted so far: the child is killed, and started again at the next need."""
        self._generation += 1
        self._child.kill()

    def close(self) -> None:
        """Cancel everything and end the thread and the process. Callbacks are called no more."""
        self._closed = True
        self.cancel()
        self._put(_FIRST, None)
        self._thread.join()
        self._child.close()

    @Slot(object)
    def _deliver(self, news: _News) -> None:
        if self._closed:
            return
        callbacks = news.job.callbacks
        unwanted = self._is_unwanted(news.job)
        if news.step is not None:
            if not unwanted:
                callbacks.progress(news.step)
            return
        try:
            if unwanted:
                callbacks.cancelled()
            elif news.error is not None:
                callbacks.failed(news.error)
            else:
                callbacks.done(news.result)
        finally:
            self._pending -= 1
            if self._pending == 0:
                self.idle.emit()

    def _is_unwanted(self, job: _Job) -> bool:
        return job.generation != self._generation

    # --- on the thread ---

    def _work(self) -> None:
        _stand_back()
        while (job := self._jobs.get()[2]) is not None:
            self._told.emit(self._perform(job))

    def _perform(self, job: _Job) -> _News:
        def step(step: Step) -> None:
            self._told.emit(_News(job, step=step))

        try:
            return _News(job, self._child.run(job.request, step, stop=lambda: self._is_unwanted(job)))
        except Cancelled:
            return _News(job)
        except ChildDied as ended:
            return _News(job, error=died(job.name, ended.exitcode))
        except SaidsoError as error:
            if error.code == "S-WORKER-TIME":  # the child that could have named the file is gone
                error = UserError(error.code, f"{job.name}: {error}")
            return _News(job, error=error)
        except Exception as error:  # noqa: BLE001 - told to the person with a code; the next job goes on
            return _News(job, error=bug("S-WORKER-BUG", error))


def died(name: str, exitcode: int | None) -> UserError:
    """The error for a job whose process ended under it."""
    text = QCoreApplication.translate(
        "jobs",
        "{name}: the process that read it ended unexpectedly ({code}) and was started again; the others go on. "
        "Try this one again, or save its text as a plain text file.",
    )
    return UserError("S-WORKER-DIED", text.format(name=name, code=exitcode))
