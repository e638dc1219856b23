"""The window beside what it is held against, by turns in one run: a bare window, a desk ten times as large.

`python -m pytest tests/benchmarks/test_window_beside.py -m benchmark_only -p no:xdist -s`; the large desk takes
some minutes to make.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.records import ClaimFilter, Order, Queue
from gui.running import Running
from tests.benchmarks.making import CLAIMS
from tests.benchmarks.window import ROOT, Program, desk_of, first_screen, percentile, say, window_on

pytestmark = pytest.mark.benchmark_only

TURNS = 9
LARGE = 10 * CLAIMS
ANALYSED = 4

_TABLE = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
def bare():
    app = QApplication([])
    window, table = QMainWindow(), QTableView()
    table.setModel(QStandardItemModel(40, 4))
    window.setCentralWidget(table)
    window.resize(1440, 900)
    window.show()
    QCoreApplication.processEvents()
    return app, window
"""
_BARE_START = (
    _TABLE
    + """
kept = bare()
print(time.perf_counter() - float(sys.argv[1]), time.process_time())
"""
)
# The program by its door, as `saidso` starts it, but for the question whether there is a display. It ends where
# the window has just been painted: there the next module is imported.
_OUR_START = """
import os, sys, time
class AtFirstPaint:
    def find_spec(self, name, path, target=None):
        if name == "gui.running":
            print(time.perf_counter() - float(sys.argv[1]), time.process_time(), flush=True)
            os._exit(0)
sys.meta_path.insert(0, AtFirstPaint())
import saidso
from pathlib import Path
saidso.run_window(Path(sys.argv[2]))
"""
_MEMORY = """
import sys
from pathlib import Path
from gui.app import build
from gui.crash import CrashReporter
from gui.settings import Settings
def main():
    folder, desk = map(Path, sys.argv[2:])
    running = build(desk, settings=Settings(folder / "settings.ini"), reporter=CrashReporter(folder / "log"))
    running.wait_until_idle(120)
    print(next(line for line in open("/proc/self/status") if line.startswith("VmRSS")).split()[1])
    running.close()
if __name__ == "__main__":
    main()
"""
_LATENESS = """
class Lateness:
    '''How late a timer of 10 ms is, each time.'''
    def __init__(self):
        self.late = []
        self.timer = QTimer()
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.tick)
        self.due = time.perf_counter() + 0.01
        self.timer.start(10)
    def tick(self):
        now = time.perf_counter()
        self.late.append(max(now - self.due, 0))
        self.due = now + 0.01
    def tell(self):
        self.timer.stop()
        ordered = sorted(self.late)
        later = sum(each > 0.001 for each in ordered)
        print(ordered[int(len(ordered) * 0.99)], ordered[-1], len(ordered), later)
"""
_BARE_LATENESS = (
    _TABLE
    + _LATENESS
    + """
import threading
from core.worker import Analyse, Child, Prepare, ReadFile
def main():
    kept = bare()
    child = Child()
    child.run(Prepare())
    def work():
        for path in sys.argv[3:]:
            read = child.run(ReadFile(Path(path)))
            child.run(Analyse(read.name, read.text, read.published))
    thread = threading.Thread(target=work)
    measured = Lateness()
    thread.start()
    while thread.is_alive():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    measured.tell()
    child.close()
if __name__ == "__main__":
    main()
"""
)
_OUR_LATENESS = (
    _TABLE
    + _LATENESS
    + """
from gui.app import build, settle
from gui.crash import CrashReporter
from gui.settings import Settings
def main():
    folder = Path(sys.argv[2])
    for old in folder.glob("four.saidso*"):
        old.unlink()
    running = build(
        folder / "four.saidso", settings=Settings(folder / "settings.ini"), reporter=CrashReporter(folder / "log")
    )
    running.window.resize(1440, 900)
    running.importing.warm_up()
    running.wait_until_idle(300)
    settle(lambda: not running.is_idle)
    measured = Lateness()
    running.importing.import_paths([Path(path) for path in sys.argv[3:]])
    running.wait_until_idle(600)
    measured.tell()
    assert len(running.navigation.articles) == len(sys.argv) - 3
    running.close()
if __name__ == "__main__":
    main()
"""
)


def test_start_to_first_paint(benchmark: Any, tmp_path: Path) -> None:
    """From the start of the process, the interpreter's own start included in both."""
    program, desk = Program(tmp_path), tmp_path / "desk.saidso"
    for source in (_BARE_START, _OUR_START):
        program.run(source, desk)  # compiles the modules, as installing does
    pairs = [(program.run(_BARE_START), program.run(_OUR_START, desk)) for _ in range(TURNS)]
    bare, ours = ([pair[place][0] for pair in pairs] for place in (0, 1))
    bare_cpu, our_cpu = ([pair[place][1] for pair in pairs] for place in (0, 1))
    say(
        benchmark,
        {
            "start, a bare window": round(percentile(bare, 0.5) * 1000),
            "start": round(percentile(ours, 0.5) * 1000),
            "times a bare window": round(percentile(ours, 0.5) / percentile(bare, 0.5), 2),
            "times a bare window, least of each": round(min(ours) / min(bare), 2),
            "times a bare window in processor time": round(min(our_cpu) / min(bare_cpu), 2),
        },
    )


def test_memory_of_the_windows_process(benchmark: Any, tmp_path: Path) -> None:
    kilobytes = Program(tmp_path).run(_MEMORY, tmp_path, desk_of(CLAIMS, tmp_path))[0]
    say(benchmark, {"MB": round(kilobytes / 1024)})


def test_a_desk_ten_times_as_large(qtbot: QtBot, benchmark: Any, tmp_path: Path) -> None:
    filters = {
        **{f"sort by {order}": ClaimFilter(order=order) for order in Order},
        "figures": ClaimFilter(quotes=False),
        "to check": ClaimFilter(queue=Queue.TO_CHECK),
        "returned, of which there are none": ClaimFilter(queue=Queue.RETURNED),
        "search harbour": ClaimFilter(text="harbour"),
        "search 4711": ClaimFilter(text="4711"),
    }
    times: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in filters}
    with (
        window_on(desk_of(CLAIMS, tmp_path), tmp_path) as small,
        window_on(desk_of(LARGE, tmp_path), tmp_path) as large,
    ):
        for _ in range(TURNS):
            for name, wanted in filters.items():
                for place, running in enumerate((small, large)):
                    times[name][place].append(_to_first_screen(running, wanted))
    ratios = {name: percentile(large, 0.5) / percentile(small, 0.5) for name, (small, large) in times.items()}
    every = [[each for both in times.values() for each in both[place]] for place in (0, 1)]
    say(
        benchmark,
        {
            **{f"{name}, times as long": round(ratio, 2) for name, ratio in ratios.items()},
            "median of 100,000": round(percentile(every[0], 0.5) * 1000, 1),
            "median of 1,000,000": round(percentile(every[1], 0.5) * 1000, 1),
            "all, times as long": round(percentile(every[1], 0.5) / percentile(every[0], 0.5), 2),
            "p95 of 1,000,000": round(percentile(every[1], 0.95) * 1000, 1),
        },
    )


def _to_first_screen(running: Running, wanted: ClaimFilter) -> float:
    """Seconds from a filter to its first screen; what had not arrived of the list before is dropped."""
    running.navigation.set_filter(ClaimFilter(article_id=running.navigation.articles[5].id))
    running.wait_until_idle(600)
    return first_screen(running, partial(running.navigation.set_filter, wanted), to_the_end=False)


def test_lateness_while_four_articles_are_analysed(benchmark: Any, tmp_path: Path) -> None:
    """How late the event loop is at the 99th percentile, ours and a bare window's beside the same child's work."""
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    paths = []
    for number in range(ANALYSED):
        # As long as all samples together, and no draft of one another.
        own = [each.read_text(encoding="utf-8") for each in seeds[number::ANALYSED]]
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(f"Article {number}\n\n" + "\n\n".join(own * ANALYSED), encoding="utf-8")
    program = Program(tmp_path)
    pairs = [
        (program.run(_BARE_LATENESS, tmp_path, *paths), program.run(_OUR_LATENESS, tmp_path, *paths))
        for _ in range(TURNS)
    ]
    bare, ours = ([pair[place][0] for pair in pairs] for place in (0, 1))
    say(
        benchmark,
        {
            "lateness p99 of a bare window": [round(each * 1000, 1) for each in bare],
            "lateness p99": [round(each * 1000, 1) for each in ours],
            "worst": [round(pair[1][1] * 1000, 1) for pair in pairs],
            "ticks": [int(pair[1][2]) for pair in pairs],
            "of these later than 1 ms": [int(pair[1][3]) for pair in pairs],
            "later than 1 ms in a bare window": [int(pair[0][3]) for pair in pairs],
            "times a bare window": round(percentile(ours, 0.5) / percentile(bare, 0.5), 2),
        },
    )
