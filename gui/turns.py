"""Work of the window's own thread in pieces, between which the event loop serves keys, answers and painting."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator
from math import isfinite

from PySide6.QtCore import QObject, QTimer, Signal

PIECE = 0.0008
"""Seconds of work after which the event loop has its turn; a single step may take longer."""
TURN = object()
"""What a step yields after which the event loop has its turn at once: to paint what was done."""

Steps = Generator[object, None, None]
"""A piece of work; what its steps yield is nothing, or `TURN`."""


class Turns(QObject):
    """Gives what is to be done in turns its time: one piece of one work in a turn of the event loop, the works one
    after the other."""

    idle = Signal()
    """The last piece of the last work is done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._works: deque[InTurns] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_idle(self) -> bool:
        return not self._works

    def add(self, work: InTurns) -> None:
        if work not in self._works:
            self._works.append(work)
            self._timer.start()

    def drop(self, work: InTurns) -> None:
        if work in self._works:
            self._works.remove(work)
            if not self._works:
                self._timer.stop()
                self.idle.emit()

    def _go_on(self) -> None:
        if not self._works:
            return
        self._timer.start()
        self._works[0].take(PIECE)


class InTurns(QObject):
    """One work at a time, whose steps are taken as `turns` come.

    What is begun takes the place of what is left of the work before, which is given up; who needs that done calls
    `finish` first.
    """

    def __init__(self, turns: Turns, parent: QObject) -> None:
        super().__init__(parent)
        self._turns = turns
        self._steps: Steps | None = None
        self._stepping = False

    @property
    def is_done(self) -> bool:
        return self._steps is None

    def begin(self, steps: Steps) -> None:
        """Take these steps from the next turn of the event loop on."""
        self.give_up()
        self._steps = steps
        self._turns.add(self)

    def finish(self) -> None:
        """Take all steps that are left now. A step that calls this does nothing by it."""
        self.take(float("inf"))

    def give_up(self) -> None:
        """Leave undone what is left."""
        steps = self._end()
        if steps is not None and not self._stepping:
            steps.close()

    def take(self, seconds: float) -> None:
        """Take steps for so long, at least one."""
        steps, until = self._steps, time.perf_counter() + seconds
        if steps is None or self._stepping:
            return
        self._stepping = True
        try:
            while steps is self._steps and (yielded := next(steps, self)) is not self:
                if time.perf_counter() >= until or (yielded is TURN and isfinite(until)):
                    return
        except BaseException:
            self._end()
            raise
        finally:
            self._stepping = False
        if steps is self._steps:
            self._end()

    def _end(self) -> Steps | None:
        steps, self._steps = self._steps, None
        self._turns.drop(self)
        return steps
