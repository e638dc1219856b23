"""How fast the window is on a desk of 100,000 claims, beside a bare window in the same run: `make bench`.

Times are of what a person sees: from the key to the panes painted. Nothing is judged here; figures are written as
`extra_info` and printed, in milliseconds unless said otherwise. `SAIDSO_BENCH_CLAIMS=1000000` makes a larger desk.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.records import ClaimFilter, Order, Queue
from gui.app import build
from gui.crash import CrashReporter
from gui.running import Running
from gui.settings import ADVANCE, Settings
from tests.benchmarks.making import ARTICLES, CLAIMS, make

pytestmark = pytest.mark.benchmark_only

NUMBER = int(os.environ.get("SAIDSO_BENCH_CLAIMS", CLAIMS))
ROUNDS = 40

_BARE = """
import sys, time
begin = time.perf_counter()
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication([])
window, table = QMainWindow(), QTableView()
table.setModel(QStandardItemModel(40, 4))
window.setCentralWidget(table)
window.resize(1440, 900)
window.show()
QCoreApplication.processEvents()
print(time.perf_counter() - begin)
"""
_OURS = """
import sys, time
begin = time.perf_counter()
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from gui import app as program
from gui.appearance import Appearance
from gui.main_window import MainWindow
from gui.settings import Settings
app = program.application()
settings = Settings(Path(sys.argv[1]) / "settings.ini")
window = MainWindow()
look = Appearance(app, settings, window.set_theme, window)
window.restore(settings)
window.show()
QCoreApplication.processEvents()
print(time.perf_counter() - begin)
"""
_MEMORY = """
import sys
from pathlib import Path
from gui.app import build
from gui.crash import CrashReporter
from gui.settings import Settings
def main():
    folder, desk = map(Path, sys.argv[1:])
    running = build(desk, settings=Settings(folder / "settings.ini"), reporter=CrashReporter(folder / "log"))
    running.wait_until_idle(120)
    print(next(line for line in open("/proc/self/status") if line.startswith("VmRSS")).split()[1])
    running.close()
if __name__ == "__main__":
    main()
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.saidso"
    make(path, NUMBER, ARTICLES)
    return path


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path, large: Path) -> Iterator[Running]:
    desk = Path(shutil.copy(large, tmp_path / "desk.saidso"))
    settings = Settings(tmp_path / "settings.ini")
    settings.set(ADVANCE, False)
    made = build(desk, settings=settings, reporter=CrashReporter(tmp_path / "log"))
    made.window.resize(1440, 900)
    made.wait_until_idle(300)
    yield made
    made.close()


def until(condition: Callable[[], bool]) -> None:
    deadline = time.perf_counter() + 30
    while not condition():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
        assert time.perf_counter() < deadline


def tell(benchmark: Any, name: str, seconds: list[float]) -> None:
    """Write the median, the 95th percentile and the worst of the times."""
    ordered = sorted(seconds)
    figures = {
        f"{name} median": round(ordered[len(ordered) // 2] * 1000, 1),
        f"{name} p95": round(ordered[int(len(ordered) * 0.95)] * 1000, 1),
        f"{name} worst": round(ordered[-1] * 1000, 1),
    }
    benchmark.extra_info.update(figures)
    print(f"\n{figures}")  # noqa: T201 (what the benchmark is for)


def timed(do: Callable[[], object], done: Callable[[], bool], running: Running) -> float:
    """Seconds until `done` and painted; then the rest of the work is waited for."""
    begin = time.perf_counter()
    do()
    until(done)
    running.window.repaint()
    took = time.perf_counter() - begin
    running.wait_until_idle(60)
    return took


def script(text: str, *arguments: object) -> float:
    """The number that a program prints which is started anew."""
    done = subprocess.run(
        [sys.executable, "-c", text, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1])


def test_start_to_first_paint_beside_a_bare_window(benchmark: Any, tmp_path: Path) -> None:
    bare = sorted(script(_BARE) for _ in range(7))[3]
    ours = sorted(script(_OURS, tmp_path) for _ in range(7))[3]
    tell(benchmark, "start", [ours])
    benchmark.extra_info["times a bare window"] = round(ours / bare, 2)
    print({"bare": round(bare * 1000), "times a bare window": round(ours / bare, 2)})  # noqa: T201
    benchmark.pedantic(lambda: None, rounds=1)


def test_memory_of_the_windows_process(benchmark: Any, tmp_path: Path, large: Path) -> None:
    desk = Path(shutil.copy(large, tmp_path / "desk.saidso"))
    source = tmp_path / "memory.py"
    source.write_text(_MEMORY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(source), str(tmp_path), str(desk)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    benchmark.extra_info["MB"] = round(int(done.stdout.split()[-1]) / 1024)
    print({"MB": benchmark.extra_info["MB"]})  # noqa: T201
    benchmark.pedantic(lambda: None, rounds=1)


def test_next_and_previous(running: Running, benchmark: Any) -> None:
    go, claims = running.navigation, running.window.claim_model
    go.set_filter(ClaimFilter())
    running.wait_until_idle(60)
    keys = [Qt.Key.Key_J] * ROUNDS + [Qt.Key.Key_K] * (ROUNDS // 2)
    times = []
    for key in keys:
        row = claims.index_of(go.claim_id).row() + (1 if key is Qt.Key.Key_J else -1)
        wanted = claims.id_at(row)

        def done(wanted: int | None = wanted) -> bool:
            return go.claim is not None and go.claim.row.id == wanted

        times.append(timed(partial(QTest.keyClick, running.window.claims_pane.list, key), done, running))
    tell(benchmark, "J and K", times)
    benchmark.pedantic(lambda: None, rounds=1)


def test_a_rating(running: Running, benchmark: Any) -> None:
    go = running.navigation
    scale = go.scale
    assert scale is not None
    times = []
    for number in range(ROUNDS):
        QTest.keyClick(running.window.claims_pane.list, Qt.Key.Key_J)
        running.wait_until_idle(60)
        key = scale.so[number % 2].key
        press = (Qt.Key.Key_1, Qt.Key.Key_2)[number % 2]

        def done(key: str = key) -> bool:
            return go.claim is not None and go.claim.check.so == key

        times.append(timed(partial(QTest.keyClick, running.window.claims_pane.list, press), done, running))
    tell(benchmark, "rating, on the disk and shown", times)
    benchmark.pedantic(lambda: None, rounds=1)


def test_filters_and_orders_to_the_first_screen(running: Running, benchmark: Any) -> None:
    filters = [
        *(ClaimFilter(order=order) for order in Order),
        ClaimFilter(quotes=False),
        ClaimFilter(figures=False, order=Order.CHECKWORTHY),
        ClaimFilter(queue=Queue.TO_CHECK),
        ClaimFilter(queue=Queue.RETURNED),
    ]
    times = []
    for number in range(ROUNDS):
        wanted = filters[number % len(filters)]
        times.append(first_screen(running, partial(running.navigation.set_filter, wanted)))
    tell(benchmark, "filter and order", times)
    benchmark.pedantic(lambda: None, rounds=1)


def first_screen(running: Running, do: Callable[[], object]) -> float:
    """Seconds until the list has its first claims and their words, painted."""
    model, view = running.window.claim_model, running.window.claims_pane.list
    reset: list[bool] = []
    connection = model.modelReset.connect(lambda: reset.append(True))

    def done() -> bool:
        if not reset and not running.is_idle:
            return False
        view.viewport().repaint()
        return model.rowCount() == 0 or model.row_at(0) is not None

    took = timed(do, done, running)
    model.modelReset.disconnect(connection)
    return took


@pytest.mark.parametrize(
    "text", ["har", "harbour budget", "52", "> 4 %", "1300-1400", "speaker:ada", "4711", "zzz"]
)
def test_search_as_typed(running: Running, benchmark: Any, text: str) -> None:
    times = []
    for _ in range(10):
        running.navigation.set_filter(ClaimFilter())
        running.wait_until_idle(60)
        times.append(first_screen(running, lambda: running.navigation.search(text)))
    tell(benchmark, f"search {text}", times)
    benchmark.pedantic(lambda: None, rounds=1)


def test_the_event_loop_while_the_rest_of_the_ids_arrives(running: Running, benchmark: Any) -> None:
    late: list[float] = []
    last = [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        late.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(0)
    for number in range(8):
        running.navigation.set_filter(ClaimFilter(order=list(Order)[number % 4]))
        end = time.perf_counter() + 1
        while time.perf_counter() < end:
            QCoreApplication.processEvents()
    timer.stop()
    tell(benchmark, "between two turns of the event loop", late)
    benchmark.pedantic(lambda: None, rounds=1)


def test_an_article_of_5000_words_and_300_mentions(running: Running, benchmark: Any) -> None:
    go = running.navigation
    long, other = go.articles[0].id, go.articles[7].id
    times = []
    for _ in range(12):
        go.choose_article(other)
        running.wait_until_idle(60)
        times.append(
            timed(
                lambda: go.choose_article(long),
                lambda: go.article is not None and go.article.id == long,
                running,
            )
        )
    tell(benchmark, "long article", times)
    benchmark.pedantic(lambda: None, rounds=1)
