"""Reading and analysing in child processes: requests in, frozen records out.

A child is started with `spawn`, lives for many requests, and can be killed at any moment: it holds no desk, so
nothing is lost but the request in hand. A hostile file, a runaway pattern or a crash in a native library ends
the child, never the program. A child whose parent has died ends itself.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import queue
import signal
import threading
import traceback
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from core.deadline import READING, REPORT, deadline, ran_out
from core.errors import BugError, Cancelled, SaidsoError, UserError
from core.progress import Progress, Step
from core.records import Analysis, Document

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from core.reports.incoming import Incoming


# A signal to the whole group ends Python's own helper for processes too; the next child starts it anew, and what
# is told of that comes between the person and "stopped".
warnings.filterwarnings("ignore", "resource_tracker: process died", UserWarning)

NICENESS = 10
"""How far a child stands back behind the thread that starts it, on the scale of `nice(2)`: a tenth of its share of
a core that both want, and all of one that nobody else does."""

PART = 40
"""Mentions or speakers that are sent at once."""

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Listener = Callable[[Step], None]


# --- requests -------------------------------------------------------------------------------------------------


class Request(Protocol[T_co]):
    """One piece of work. It is pickled to the child, performed there, and its result is pickled back."""

    def perform(self, progress: Progress) -> T_co:
        """Do the work in the child. Raises `UserError` for what the person can mend."""
        ...


@dataclass(frozen=True, slots=True)
class Prepare:
    """Load the pipeline ahead of need, None for Saidso's own. The result is its name, as `en_saidso 0.1`."""

    pipeline: str | None = None

    def perform(self, progress: Progress) -> str:
        from core.language.pipeline import load

        return load(self.pipeline).name


@dataclass(frozen=True, slots=True)
class FindFiles:
    """The files to read at some paths, folders walked, and what could not be looked into."""

    paths: tuple[Path, ...]

    def perform(self, progress: Progress) -> tuple[list[Path], list[UserError]]:
        from core.intake import find_files

        problems: list[UserError] = []
        return find_files(self.paths, problems.append), problems


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Read the article in a file. `published` stands in where the file names no date."""

    path: Path
    published: date | None = None

    def perform(self, progress: Progress) -> Document:
        from core.intake import read_path

        with deadline(READING):
            return read_path(self.path, self.published)


@dataclass(frozen=True, slots=True)
class ReadPasted:
    """Read an article from pasted text. An empty `title` leaves it to the text's first line."""

    text: str
    title: str = ""
    published: date | None = None

    def perform(self, progress: Progress) -> Document:
        from core.intake import read_text

        with deadline(READING):
            document = read_text(self.title or "Pasted text", self.text, self.published)
        return replace(document, title=self.title) if self.title else document


@dataclass(frozen=True, slots=True)
class Analyse:
    """Find quotes, figures and speakers in a text. `title` names it in progress and errors.

    `pipeline` is the name of an installed one, or the folder of one; None is Saidso's own.
    """

    title: str
    text: str
    published: date | None = None
    pipeline: str | None = None

    def perform(self, progress: Progress) -> Analysis:
        from core.language.pipeline import load

        return load(self.pipeline).analyse(self.text, self.published, progress)


@dataclass(frozen=True, slots=True)
class ReadReport:
    """Read a report that another desk exported, as JSON or in an evidence bundle."""

    path: Path

    def perform(self, progress: Progress) -> Incoming:
        from core.reports.incoming import read

        with deadline(REPORT):
            return read(self.path)


# --- inside the child -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Finished:
    result: Any


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of what the result has in one of its fields, sent ahead of it."""

    field: str
    items: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Failed:
    error: SaidsoError
    details: str = ""
    """Traceback in the child, for the log; empty for a `UserError`."""


def main(connection: Connection) -> None:
    """The child's loop: a request in, steps and one `_Finished` or `_Failed` out, until the parent hangs up."""
    # Ctrl+C in a terminal reaches the whole group; it is the parent that decides what becomes of the child.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _stand_back()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        while True:
            request = connection.recv()
            for piece in _in_parts(_answer(request, Progress(connection.send))):
                connection.send(piece)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent hung up


def _answer(request: Request[Any], progress: Progress) -> _Finished | _Failed:
    try:
        return _Finished(request.perform(progress))
    except (BrokenPipeError, ConnectionResetError):
        raise
    except UserError as error:
        return _Failed(error)
    except Exception as error:  # noqa: BLE001 - one bad article must not end the child for the others
        what = f"{type(error).__name__} in {type(request).__name__}"
        return _Failed(BugError("S-WORKER-BUG", what), traceback.format_exc())


def _in_parts(answer: _Finished | _Failed) -> Iterator[_Part | _Finished | _Failed]:
    """The answer with what its result has much of sent ahead, a little at a time.

    Unpickling holds the interpreter's lock: a whole article's mentions at once held up the window for 4 ms.
    """
    result = answer.result if isinstance(answer, _Finished) else None
    if not is_dataclass(result) or isinstance(result, type):
        yield answer
        return
    ahead: dict[str, tuple[Any, ...]] = {}
    for name in (each.name for each in fields(result)):
        value = getattr(result, name)
        if isinstance(value, tuple) and len(value) > PART:
            ahead[name] = ()
            for start in range(0, len(value), PART):
                yield _Part(name, value[start : start + PART])
    yield _Finished(replace(result, **ahead))


def _stand_back() -> None:
    """Let the window's threads have a core as soon as they want one: the child can use all there are."""
    nice = getattr(os, "nice", None)  # not on Windows
    if nice is not None:
        nice(NICENESS)


def _end_with_parent() -> None:
    """End at once when the parent is gone, even in the middle of an article that sends no progress."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


# --- the parent's side ----------------------------------------------------------------------------------------


class ChildDied(Exception):
    """The child ended in the middle of a request. `exitcode` is negative for a signal, as in multiprocessing."""

    def __init__(self, exitcode: int | None) -> None:
        super().__init__(f"child process ended with {exitcode}")
        self.exitcode = exitcode


class Child:
    """A child process and the pipe to it. One thread runs requests; any thread may `kill`.

    The process is started at the first request and again after it died.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    @property
    def pid(self) -> int | None:
        """The process number while the process lives, else None."""
        with self._lock:
            process = self._process
            return process.pid if process is not None and process.is_alive() else None

    def run(
        self,
        request: Request[T],
        listener: Listener | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> T:
        """Perform `request` in the child and wait for its result; `listener` is told each `Step`.

        Raises what the request raised (a `UserError`, or a `BugError` with the child's traceback as a note),
        `UserError` S-WORKER-START where the system gives no process and S-WORKER-TIME where the request took
        longer than it may (`core.deadline`), `ChildDied` if the process ended before it answered, and `Cancelled`
        if `stop()` holds before it starts.
        """
        connection = self._started(stop)
        try:
            connection.send(request)
            parts: dict[str, list[Any]] = {}
            while isinstance(reply := connection.recv(), (Step, _Part)):
                if isinstance(reply, _Part):
                    parts.setdefault(reply.field, []).extend(reply.items)
                elif listener is not None:
                    listener(reply)
        except (EOFError, OSError):
            code = self._discard()
            if ran_out(code):
                raise UserError(
                    "S-WORKER-TIME",
                    "Reading it took too long and was given up. Save its text as a plain text file and add that.",
                ) from None
            raise ChildDied(code) from None
        if isinstance(reply, _Failed):
            if reply.details:
                reply.error.add_note(reply.details)
            raise reply.error
        result: T = reply.result
        if parts:
            result = replace(cast(Any, result), **{name: tuple(items) for name, items in parts.items()})
        return result

    def kill(self) -> None:
        """End the process now, whatever it does. A `run` in another thread then raises `ChildDied`."""
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.join(1)

    def close(self) -> None:
        """End the process and let go of the pipe. Only while no `run` is going on; a later `run` starts anew."""
        self.kill()
        self._discard()

    def _started(self, stop: Callable[[], bool] | None) -> Connection:
        with self._lock:
            alive = self._process is not None and self._process.is_alive()
        if not alive:
            self._discard()
        with self._lock:
            # Asked under the lock that `kill` takes: either `kill` finds the process, or `stop` is seen here.
            if stop is not None and stop():
                raise Cancelled
            if self._connection is None:
                context = multiprocessing.get_context("spawn")
                ours, theirs = context.Pipe()
                process = context.Process(target=main, args=(theirs,), daemon=True, name="saidso-worker")
                # A process that did not start is kept nowhere: it can neither be ended nor asked anything.
                try:
                    with _without_interrupts():
                        process.start()
                except OSError as error:
                    ours.close()
                    raise UserError(
                        "S-WORKER-START",
                        f"The process that reads articles could not be started ({error.strerror or error}); "
                        "close other programs and try again.",
                    ) from error
                finally:
                    theirs.close()
                self._process, self._connection = process, ours
            return self._connection

    def _discard(self) -> int | None:
        with self._lock:
            process, connection = self._process, self._connection
            self._process = self._connection = None
            if connection is not None:
                connection.close()
            if process is None:
                return None
            process.kill()
            process.join()
            code = process.exitcode
            process.close()
            return code


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """A process started within never sees Ctrl+C, which reaches it too: not even before `main` can ignore it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def run_batch(
    requests: Iterable[Request[T]],
    jobs: int,
    on_result: Callable[[int, T | SaidsoError], None],
) -> None:
    """Perform many requests in `jobs` children and call `on_result(index, outcome)` in the order of `requests`.

    An outcome is the result or the error of that request; a child that dies fails its own request and is
    replaced. Requests are taken as they are needed, so neither they nor their results pile up in memory.
    `on_result` is called in the calling thread; if it raises, or on Ctrl+C, the children are killed.
    """
    count = max(1, jobs)
    with _Children(count) as children:
        waiting: deque[tuple[int, Future[T | SaidsoError]]] = deque()

        def tell_first() -> None:
            index, future = waiting.popleft()
            on_result(index, future.result())

        for index, request in enumerate(requests):
            waiting.append((index, children.submit(request)))
            if len(waiting) >= 2 * count:
                tell_first()
        while waiting:
            tell_first()


class _Children:
    """As many children as threads: each thread takes a free one, so that a request never waits for a child."""

    def __init__(self, count: int) -> None:
        self._children = [Child() for _ in range(count)]
        self._free: queue.SimpleQueue[Child] = queue.SimpleQueue()
        for child in self._children:
            self._free.put(child)
        self._stopping = threading.Event()
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="saidso-batch")

    def __enter__(self) -> _Children:
        return self

    def submit(self, request: Request[T]) -> Future[T | SaidsoError]:
        return self._threads.submit(self._perform, request)

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for child in self._children:
            child.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for child in self._children:
            child.close()

    def _perform(self, request: Request[T]) -> T | SaidsoError:
        child = self._free.get()
        try:
            return child.run(request, stop=self._stopping.is_set)
        except SaidsoError as error:
            return error
        except ChildDied as died:
            return BugError("S-WORKER-DIED", f"the reading process ended unexpectedly ({died.exitcode})")
        finally:
            self._free.put(child)
