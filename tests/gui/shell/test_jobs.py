"""The desk's thread and the child's: order, stale answers, cancelling, crashes, the end."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.errors import BugError, SaidsoError, UserError
from core.progress import Step
from db.store import Desk
from gui.desk_thread import DatabaseThread
from gui.jobs import Callbacks, Worker
from gui.turns import TURN, InTurns, Steps, Turns
from tests.core.test_worker import Crash, Double, Pid, Refuse, Spin


@pytest.fixture
def turns(qapp: QApplication) -> Iterator[Turns]:
    made = Turns()
    yield made
    made.deleteLater()


@pytest.fixture
def database(qtbot: QtBot, tmp_path: Path, turns: Turns) -> Iterator[DatabaseThread]:
    database = DatabaseThread(turns=turns)
    opened: list[Path] = []
    database.open(tmp_path / "desk.saidso", opened.append, lambda error: pytest.fail(str(error)))
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    yield database
    database.close()


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def wait(qtbot: QtBot, jobs: DatabaseThread | Worker) -> None:
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=20_000)


def test_the_desk_is_asked_on_its_own_thread_and_answers_here(qtbot: QtBot, database: DatabaseThread) -> None:
    seen: list[tuple[int, int]] = []
    database.ask(
        lambda desk: (threading.get_ident(), len(desk.read.articles())),
        lambda answer: seen.append((answer[0], threading.get_ident())),
    )
    wait(qtbot, database)
    asked, answered = seen[0]
    assert answered == threading.get_ident() != asked


def test_a_desk_that_is_left_alone_has_all_in_its_file(
    qtbot: QtBot, database: DatabaseThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.desk_thread.REST", 0.02)
    log = tmp_path / "desk.saidso-wal"
    assert log.stat().st_size > 0
    for _ in range(2):  # the thread waits for the next question as long as was set before
        database.ask(lambda desk: desk.read.articles())
        wait(qtbot, database)
    qtbot.waitUntil(lambda: log.stat().st_size == 0, timeout=20_000)
    answers: list[int] = []
    database.ask(lambda desk: len(desk.read.articles()), answers.append)
    wait(qtbot, database)
    assert answers == [0]


def test_only_the_newest_answer_of_a_slot_is_given(qtbot: QtBot, database: DatabaseThread) -> None:
    gate, entered = threading.Event(), threading.Event()
    asked: list[int] = []
    given: list[int] = []

    def ask(number: int, desk: Desk) -> int:
        asked.append(number)
        entered.set()
        gate.wait()
        return number

    for number in range(4):
        database.ask(partial(ask, number), given.append, slot="claim")
        if number == 0:
            entered.wait()  # the first is under way before the others come
    database.ask(lambda desk: -1, given.append, slot="other")
    gate.set()
    wait(qtbot, database)
    assert asked == [0, 3]  # the first was stale when it came back, the two between were never asked
    assert given == [3, -1]


def test_what_can_wait_is_asked_after_what_cannot(qtbot: QtBot, database: DatabaseThread) -> None:
    gate, order = threading.Event(), []
    database.ask(lambda desk: gate.wait())
    database.ask(lambda desk: order.append("later"), later=True)
    database.ask(lambda desk: order.append("soon"))
    gate.set()
    wait(qtbot, database)
    assert order == ["soon", "later"]


def test_what_can_wait_is_asked_one_by_one_and_shown_between(qtbot: QtBot, database: DatabaseThread) -> None:
    order: list[str] = []
    for name in ("counts", "speakers"):
        database.ask(partial(note, order, f"ask {name}"), partial(show, order, f"show {name}"), later=True)
    wait(qtbot, database)
    assert order == ["ask counts", "show counts", "ask speakers", "show speakers"]


def test_what_can_wait_is_asked_when_nothing_is_left_to_show_in_turns(
    qtbot: QtBot, database: DatabaseThread, turns: Turns
) -> None:
    order: list[str] = []

    def steps() -> Steps:
        for number in range(3):
            order.append(f"step {number}")
            yield TURN

    database.ask(partial(note, order, "ask soon"), partial(show, order, "show soon"))
    database.ask(partial(note, order, "ask later"), later=True)
    InTurns(turns, turns).begin(steps())
    wait(qtbot, database)
    assert order.index("step 2") < order.index("ask later")
    assert order.index("show soon") < order.index("ask later")


def test_errors_come_back_and_the_thread_goes_on(qtbot: QtBot, database: DatabaseThread) -> None:
    errors: list[SaidsoError] = []

    def refuse(desk: Desk) -> None:
        raise UserError("S-TEST", "no")

    database.ask(refuse, failed=errors.append)
    database.ask(lambda desk: 1 // 0, failed=errors.append)
    done: list[int] = []
    database.ask(lambda desk: 7, done.append)
    wait(qtbot, database)
    assert [type(error) for error in errors] == [UserError, BugError]
    assert isinstance(errors[1].__cause__, ZeroDivisionError)
    assert done == [7]


def note(order: list[str], words: str, desk: Desk) -> None:
    order.append(words)


def show(order: list[str], words: str, answer: None) -> None:
    order.append(words)


def tell(number: int, desk: Desk) -> int:
    return number


def test_closing_answers_what_was_asked(qtbot: QtBot, tmp_path: Path) -> None:
    database = DatabaseThread()
    database.open(tmp_path / "desk.saidso", lambda _: None, lambda error: pytest.fail(str(error)))
    done: list[int] = []
    for number in range(20):
        database.ask(partial(tell, number), done.append)
    database.close()
    assert done == list(range(20))


def test_jobs_run_in_order_with_progress(qtbot: QtBot, worker: Worker) -> None:
    results: list[int] = []
    steps: list[Step] = []
    for number in (1, 2):
        worker.submit(Double(number), f"job {number}", Callbacks(results.append, progress=steps.append))
    wait(qtbot, worker)
    assert results == [2, 4]
    assert steps[-1] == Step(2, 2, "whole")


def test_cancel_kills_the_child_and_the_next_job_gets_a_new_one(qtbot: QtBot, worker: Worker) -> None:
    pids: list[int] = []
    cancelled: list[str] = []
    worker.submit(Pid(), "pid", Callbacks(pids.append))
    wait(qtbot, worker)
    spinning: list[Step] = []
    worker.submit(Spin(), "a", Callbacks(cancelled=lambda: cancelled.append("a"), progress=spinning.append))
    worker.submit(Spin(), "b", Callbacks(cancelled=lambda: cancelled.append("b")))
    qtbot.waitUntil(lambda: bool(spinning), timeout=20_000)
    worker.cancel()
    wait(qtbot, worker)
    assert cancelled == ["a", "b"]
    worker.submit(Pid(), "pid", Callbacks(pids.append))
    wait(qtbot, worker)
    assert pids[0] != pids[1] == worker.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)


def test_a_crash_is_told_by_name_and_the_other_jobs_go_on(qtbot: QtBot, worker: Worker) -> None:
    errors: list[SaidsoError] = []
    results: list[int] = []
    worker.submit(Crash(), "evil.pdf", Callbacks(failed=errors.append))
    worker.submit(Refuse(), "empty.txt", Callbacks(failed=errors.append))
    worker.submit(Double(4), "good.txt", Callbacks(results.append))
    wait(qtbot, worker)
    assert errors[0].message.startswith("evil.pdf: ")
    assert errors[0].code == "S-WORKER-DIED"
    assert errors[1].code == "S-TEST"
    assert results == [8]


def test_a_child_killed_from_outside_is_told(qtbot: QtBot, worker: Worker) -> None:
    errors: list[SaidsoError] = []
    spinning: list[Step] = []
    worker.submit(Spin(), "long.txt", Callbacks(failed=errors.append, progress=spinning.append))
    qtbot.waitUntil(lambda: bool(spinning), timeout=20_000)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    wait(qtbot, worker)
    assert errors[0].code == "S-WORKER-DIED"


def test_closing_in_the_middle_of_a_job_ends_the_child(qtbot: QtBot) -> None:
    worker = Worker()
    spinning: list[Step] = []
    worker.submit(Spin(), "long.txt", Callbacks(progress=spinning.append))
    qtbot.waitUntil(lambda: bool(spinning), timeout=20_000)
    pid = worker.pid
    assert pid is not None
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
