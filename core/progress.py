"""Progress of long work, told at most ten times a second, with the same call asking whether to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from core.errors import Cancelled

SHORTEST_INTERVAL = 0.1
"""Seconds between two reports; more often than the eye follows costs more than the work reported."""


@dataclass(frozen=True, slots=True)
class Step:
    """`done` of `total` units are finished; `what` is a phrase for people ("Analysing Port expansion")."""

    done: int
    total: int
    what: str = ""


class Progress:
    """Tells a listener how far a job is and raises `Cancelled` when the person asked to stop.

    `listener` receives a `Step`; `stop` says whether to give up. The first and the last step are always told.
    """

    def __init__(
        self,
        listener: Callable[[Step], None] | None = None,
        stop: Callable[[], bool] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._listener = listener
        self._stop = stop
        self._clock = clock
        self._last: float | None = None

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report and check. Raises `Cancelled` if `stop()` is true, whether or not this step is told."""
        if self._stop is not None and self._stop():
            raise Cancelled
        if self._listener is None:
            return
        now = self._clock()
        if self._last is None or done >= total or now - self._last >= SHORTEST_INTERVAL:
            self._last = now
            self._listener(Step(done, total, what))
