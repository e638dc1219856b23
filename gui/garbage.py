"""When Python's garbage is collected: between two events, and never by itself.

In the middle of Qt's own work the collector could end an object whose lock Qt holds just then, and wait for that
lock for ever.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer

OLD_AFTER = 10_000
"""Milliseconds between two looks whether all garbage is to be collected, the old as well."""
OVERDUE = 10
"""How many times its usual number of collections the middle generation waits for while the program is busy."""


class BetweenEvents(QObject):
    """Collects garbage where the interpreter would by itself, but between events.

    What the program is made of until now, some 300,000 objects, modules and classes above all, is left alone: none
    of it is ever garbage, and looking through it held the event loop for 40 ms now and then. What is young is
    looked at whenever the event loop wakes, so that there is little of it. What has lived a little longer waits
    until the program is not `is_busy`: while articles come in that is what was found in them, thousands of objects
    which are all alive (2 ms), and which are gone, without a collector's help, once they are stored.
    """

    def __init__(self, is_busy: Callable[[], bool], parent: QObject | None) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        gc.freeze()
        gc.disable()
        QAbstractEventDispatcher.instance().awake.connect(self._collect_young)
        timer = QTimer(self)
        timer.setInterval(OLD_AFTER)
        timer.timeout.connect(self._collect_old)
        timer.start()

    def _collect_young(self) -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        if counts[0] > limits[0]:
            due = counts[1] > limits[1] and (counts[1] > OVERDUE * limits[1] or not self._is_busy())
            gc.collect(1 if due else 0)

    def _collect_old(self) -> None:
        if gc.get_count()[2] > gc.get_threshold()[2] and not self._is_busy():
            gc.collect()
