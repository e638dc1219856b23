"""Work that must not hold up the window: the thread that owns the child process, and what it has in common with
the one that owns the desk (`gui.desk_thread`).

Both take requests from the window's thread and call back in the window's thread, in order. Callbacks are plain
callables; an exception in one is the window's, not the request's.
"""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from core.errors import BugError, Cancelled, SaidsoError, UserError
from core.progress import Step
from core.worker import Child, ChildDied, Request
from gui.scheduling import stand_back

T = TypeVar("T")
Failed = Callable[[SaidsoError], None]


def ignore(_: object) -> None:
    return


def bug(code: str, error: Exception) -> BugError:
    """An unexpected error as ours, with the original as its cause for the log."""
    made = BugError(code, f"{type(error).__name__}: {error}")
    made.__cause__ = error
    return made


@dataclass(frozen=True, slots=True)
class Callbacks:
    """What becomes of a job, told in the window's thread. `progress` comes at most ten times a second."""

    done: Callable[[Any], None] = ignore
    failed: Failed = ignore
    cancelled: Callable[[], None] = lambda: None
    progress: Callable[[Step], None] = ignore


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
        stand_back()
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
