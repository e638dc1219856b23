"""A bound on the time that a hostile file can take: the child process that reads it is ended."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Iterator

READING = 60
"""Seconds for taking one file apart; the slowest that are accepted take ten on a slow machine."""
REPORT = 600
"""Seconds for looking through a report or an evidence bundle of some gigabytes."""


@contextlib.contextmanager
def deadline(seconds: int) -> Iterator[None]:
    """End this process if the block takes longer, wherever it is: native code cannot be stopped otherwise.

    Holds in child processes alone (`core.worker.Child` tells of it as S-WORKER-TIME), since they keep nothing that
    could be lost, and not on systems without alarms (Windows).
    """
    in_child = multiprocessing.parent_process() is not None
    if not (in_child and hasattr(signal, "alarm") and threading.current_thread() is threading.main_thread()):
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # which ends the process
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def ran_out(exitcode: int | None) -> bool:
    """Whether a process that ended so was ended by a `deadline`."""
    return hasattr(signal, "SIGALRM") and exitcode == -signal.SIGALRM
