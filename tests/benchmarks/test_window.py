"""How fast the window is on a desk of 100,000 claims: `make bench`, or this file alone with

`python -m pytest tests/benchmarks/test_window.py -m benchmark_only -p no:xdist -s`

Times are of what a person sees: from the key to the panes painted. `SAIDSO_BENCH_DESKS=folder` keeps the desks
that are made for the next run.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from core.records import ClaimFilter, Order, Queue
from gui.running import Running
from tests.benchmarks.making import CLAIMS
from tests.benchmarks.window import BareTable, desk_of, first_screen, percentile, tell, timed, until, window_on

pytestmark = pytest.mark.benchmark_only

ROUNDS = 40

FILTERS = (
    ClaimFilter(quotes=False),
    ClaimFilter(figures=False, order=Order.CHECKWORTHY),
    ClaimFilter(queue=Queue.TO_CHECK),
    ClaimFilter(queue=Queue.RETURNED),
    ClaimFilter(),
)


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with window_on(desk_of(CLAIMS, tmp_path_factory.getbasetemp()), tmp_path) as made:
        yield made


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
            return go.claim is not None and go.claim.row.id == wanted and running.window.turns.is_shown

        times.append(timed(partial(QTest.keyClick, running.window.claims_pane.list, key), done, running))
    table = BareTable()  # afterwards: keys go to the window that is in front
    bare = [table.key() for _ in keys]
    table.window.close()
    ratio = percentile(times, 0.5) / percentile(bare, 0.5)
    tell(benchmark, "J and K", times, **{"median, times a key in a bare table": round(ratio, 1)})


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


def test_filters_to_the_first_screen(running: Running, benchmark: Any) -> None:
    times = [
        first_screen(running, partial(running.navigation.set_filter, FILTERS[number % len(FILTERS)]))
        for number in range(ROUNDS)
    ]
    tell(benchmark, "filter", times)


def test_sorting_to_the_first_screen(running: Running, benchmark: Any) -> None:
    """By the menu of orders, as a person does."""
    running.navigation.set_filter(ClaimFilter(order=list(Order)[-1]))
    running.wait_until_idle(60)
    actions = running.window.claims_pane.order_actions
    times = [first_screen(running, actions[list(Order)[number % len(Order)]].trigger) for number in range(ROUNDS)]
    tell(benchmark, "sort", times)


def test_search_as_typed(running: Running, benchmark: Any) -> None:
    """Each key of a word, a figure or a speaker, from the key to the first claims it finds."""
    times: dict[str, list[float]] = {}
    asked: list[str] = []
    running.window.header.search_typed.connect(asked.append)
    for text in ("harbour", "school budget", "52", "> 4 %", "1300-1400", "speaker:ada", "4711", "zzz"):
        running.navigation.set_filter(ClaimFilter())
        running.wait_until_idle(60)
        QTest.keyClick(running.window.claims_pane.list, Qt.Key.Key_Slash)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        for letter in text:
            if letter == " ":  # alone it looks for nothing else
                QTest.keyClick(field, Qt.Key.Key_Space)
                continue
            before = len(asked)

            def begun(before: int = before) -> bool:
                return len(asked) > before

            took = first_screen(running, partial(QTest.keyClick, field, letter), begun=begun)
            times.setdefault(text, []).append(took)
    each = {f"search {text}, worst key": round(max(took) * 1000, 1) for text, took in times.items()}
    tell(benchmark, "search, a key", [took for all_keys in times.values() for took in all_keys], **each)


def test_the_event_loop_while_the_rest_of_the_ids_arrives(running: Running, benchmark: Any) -> None:
    go = running.navigation
    late: list[float] = []
    last = [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        late.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(0)
    rest: list[float] = []
    for number in range(8):
        order = list(Order)[number % 4]
        # The first screen is another measure, and so is the claim that comes with it.
        first_screen(running, partial(go.set_filter, ClaimFilter(order=order)), to_the_end=False)
        until(lambda: go.claim is not None and go.claim.row.id == go.claim_id and running.window.turns.is_shown)
        QCoreApplication.sendPostedEvents()
        late.clear()
        last[0] = begin = time.perf_counter()
        while not go.listing.is_whole and time.perf_counter() < begin + 5:
            QCoreApplication.processEvents()
        rest += late
    timer.stop()
    tell(benchmark, "a turn of the event loop", rest)


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
                lambda: go.article is not None and go.article.id == long and running.window.turns.is_shown,
                running,
            )
        )
    tell(benchmark, "long article", times)
