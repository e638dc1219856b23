"""Work of the window's own thread in pieces, between which the event loop serves keys, answers and painting."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator
from math import isfinite

from PySide6.QtCore import QObject, QTimer, Signal

PIECE = 0.0008
"""Seconds of work after which the event loop has its turn; a single step may take longer."""
SMALL_PIECE = 0.0003
"""The same while the program works by itself, and has one of the person's cores for that already."""
TURN = object()
"""What a step yields after which the event loop has its turn at once: to paint what was done."""

Steps = Generator[object, None, None]
"""A piece of work; what its steps yield is nothing, or `TURN`."""


class Turns(QObject):
    """Gives what is to be done in turns its time. What is to be done `Soon` goes before the works, of which one is
    taken after the other, a piece in a turn.

    While it is `gentle` only one thing is done in a turn of the event loop, and none in one in which the window
    has been painted: each of them alone is short. Else what a person has asked for comes the sooner for it.
    """

    idle = Signal()
    """Nothing is left to do."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._soon: deque[Soon] = deque()
        self._works: deque[InTurns] = deque()
        self.gentle = False
        """Whether the program works by itself, so that nobody waits for what is to be done."""
        self._painted = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_idle(self) -> bool:
        return not self._works and not self._soon

    @property
    def is_shown(self) -> bool:
        """Whether all works are done: what is shown piece by piece is shown."""
        return not self._works

    def note_painting(self) -> None:
        """The window has been painted in this turn."""
        self._painted = True

    def add(self, work: InTurns) -> None:
        if work not in self._works:
            self._works.append(work)
            self._timer.start()

    def drop(self, work: InTurns) -> None:
        if work in self._works:
            self._works.remove(work)
            self._tell_idle()

    def add_soon(self, soon: Soon) -> None:
        if soon not in self._soon:
            self._soon.append(soon)
            self._timer.start()

    def drop_soon(self, soon: Soon) -> None:
        if soon in self._soon:
            self._soon.remove(soon)
            self._tell_idle()

    def _tell_idle(self) -> None:
        if self.is_idle:
            self._timer.stop()
            self.idle.emit()

    def _go_on(self) -> None:
        if self.is_idle:
            return
        self._timer.start()
        painted, self._painted = self._painted, False
        if painted and self.gentle:
            return
        if not self._soon:
            self._works[0].take(SMALL_PIECE if self.gentle else PIECE)
            return
        for _ in range(1 if self.gentle else len(self._soon)):
            self._do_soon()

    def _do_soon(self) -> None:
        if self._soon:  # one may have dropped another
            soon = self._soon.popleft()
            try:
                soon.do()
            finally:
                self._tell_idle()


class Soon:
    """Something done once in the next turn that is free, however often it was asked for until then."""

    def __init__(self, turns: Turns, do: Callable[[], object]) -> None:
        self._turns = turns
        self.do = do

    def ask(self) -> None:
        self._turns.add_soon(self)

    def drop(self) -> None:
        """Leave it undone."""
        self._turns.drop_soon(self)


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
