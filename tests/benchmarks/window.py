"""What the window's benchmarks share: the window on a large desk, times as a person sees them, figures told.

Nothing is judged; figures are written as `extra_info` and printed, in milliseconds unless said otherwise. No
machine is quiet, so whatever is held against something else is measured beside it in the same run, by turns.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QTableView

from gui.app import build, settle
from gui.crash import CrashReporter
from gui.running import Running
from gui.settings import ADVANCE, Settings
from tests.benchmarks.making import ARTICLES, make

KEEP = os.environ.get("SAIDSO_BENCH_DESKS", "")
"""Folder where the desks that were made are kept for the next run."""
ROOT = Path(__file__).resolve().parents[2]


def desk_of(claims: int, folder: Path) -> Path:
    """A desk of so many claims, a copy in `folder` that may be written to. A million take some minutes to make."""
    kept = Path(KEEP or folder) / f"made-{claims}.saidso"
    if not kept.exists():
        making = kept.with_suffix(".making")
        making.unlink(missing_ok=True)
        make(making, claims, ARTICLES)
        making.rename(kept)
    return Path(shutil.copy(kept, folder / f"desk-{claims}.saidso"))


@contextmanager
def window_on(desk: Path, folder: Path) -> Iterator[Running]:
    """The program on a desk, in the size of a usual screen, when all is shown and nothing is left to do."""
    settings = Settings(folder / f"{desk.stem}.ini")
    settings.set(ADVANCE, False)
    running = build(desk, settings=settings, reporter=CrashReporter(folder / "log"))
    running.window.resize(1440, 900)
    running.wait_until_idle(300)
    settle(lambda: not running.is_idle)  # as the program does when it has started
    try:
        yield running
    finally:
        running.close()


class BareTable:
    """A window of the same size with nothing but a table of text: what a key costs this machine at the least."""

    def __init__(self) -> None:
        model = QStandardItemModel(40, 4)
        for place in range(model.rowCount() * model.columnCount()):
            row, column = divmod(place, model.columnCount())
            model.setItem(row, column, QStandardItem(f"Line {row} of a table without claims"))
        self.window, self.table = QMainWindow(), QTableView()
        self.table.setModel(model)
        self.window.setCentralWidget(self.table)
        self.window.resize(1440, 900)
        self.window.show()
        self.table.setCurrentIndex(model.index(0, 0))
        QCoreApplication.processEvents()

    def key(self) -> float:
        """Seconds from a key that goes to another line until the whole window is painted."""
        down = self.table.currentIndex().row() + 1 < self.table.model().rowCount()
        begin = time.perf_counter()
        QTest.keyClick(self.table, Qt.Key.Key_Down if down else Qt.Key.Key_Home)
        self.window.repaint()
        return time.perf_counter() - begin


def until(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Let the event loop run until `condition` holds, asleep while there is nothing to do."""
    deadline = time.perf_counter() + seconds
    while not condition():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert time.perf_counter() < deadline


def timed(
    do: Callable[[], object], done: Callable[[], bool], running: Running, *, to_the_end: bool = True
) -> float:
    """Seconds until `done` and what changed is painted; then, `to_the_end`, the rest of the work is waited for."""
    begin = time.perf_counter()
    do()
    until(done)
    # As the event loop would, next: the parts of the window that are not as they were.
    QCoreApplication.sendPostedEvents(running.window, QEvent.Type.UpdateRequest.value)
    took = time.perf_counter() - begin
    if to_the_end:
        running.wait_until_idle(600)
    return took


def first_screen(
    running: Running,
    do: Callable[[], object],
    *,
    begun: Callable[[], bool] = lambda: True,
    to_the_end: bool = True,
) -> float:
    """Seconds until the list has its first claims and their words, painted, with nothing left to show in turns.

    What is done only in a later turn of the event loop says with `begun` that it was: before, all is idle.
    """
    model = running.window.claim_model
    reset: list[bool] = []
    connection = model.modelReset.connect(lambda: reset.append(True))

    def done() -> bool:
        if not begun() or (not reset and not running.is_idle):
            return False
        if not running.window.turns.is_shown:  # what is shown in turns is painted by them
            return False
        return model.rowCount() == 0 or model.row_at(0) is not None

    took = timed(do, done, running, to_the_end=to_the_end)
    model.modelReset.disconnect(connection)
    return took


def percentile(seconds: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the measured ones do not exceed."""
    ordered = sorted(seconds)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def tell(benchmark: Any, name: str, seconds: Sequence[float], **more: object) -> None:
    """Write the least, the median, the 95th percentile and the worst of the times, and what else there is."""
    figures: dict[str, object] = {
        f"{name} least": round(min(seconds) * 1000, 1),
        f"{name} median": round(percentile(seconds, 0.5) * 1000, 1),
        f"{name} p95": round(percentile(seconds, 0.95) * 1000, 1),
        f"{name} worst": round(max(seconds) * 1000, 1),
    }
    say(benchmark, figures | more)


def say(benchmark: Any, figures: dict[str, object]) -> None:
    benchmark.extra_info.update(figures)
    print(f"\n{figures}")  # noqa: T201 (what the benchmark is for)
    if not benchmark.has_error and benchmark.stats is None:
        benchmark.pedantic(lambda: None, rounds=1)


class Program:
    """Small programs started anew, as they are once installed: with the compiled modules that pip makes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environment = {
            name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
        } | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}

    def run(self, source: str, *arguments: object) -> list[float]:
        """The numbers in the last line that a program prints; its first argument is the moment it was started."""
        path = self._folder / "program.py"
        path.write_text(source, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(path), repr(time.perf_counter()), *map(str, arguments)],
            capture_output=True,
            text=True,
            check=True,
            env=self._environment,
        )
        return [float(each) for each in done.stdout.split("\n")[-2].split()]
