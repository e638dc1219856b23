"""The child process: results, progress, errors, kills and crashes."""

from __future__ import annotations

import errno
import multiprocessing
import multiprocessing.connection
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.deadline import deadline
from core.errors import BugError, Cancelled, SaidsoError, UserError
from core.progress import Progress, Step
from core.worker import PART, Child, ChildDied, Request, run_batch


@dataclass(frozen=True, slots=True)
class Double:
    number: int

    def perform(self, progress: Progress) -> int:
        progress.step(1, 2, "half")
        progress.step(2, 2, "whole")
        return 2 * self.number


@dataclass(frozen=True, slots=True)
class Numbers:
    """A result with much in one field, little in another."""

    many: tuple[int, ...]
    few: tuple[str, ...] = ("one", "two")
    name: str = "numbers"


@dataclass(frozen=True, slots=True)
class Count:
    upto: int

    def perform(self, progress: Progress) -> Numbers:
        progress.step(1, 1, "counted")
        return Numbers(tuple(range(self.upto)))


@dataclass(frozen=True, slots=True)
class Pid:
    def perform(self, progress: Progress) -> int:
        return os.getpid()


@dataclass(frozen=True, slots=True)
class Niceness:
    def perform(self, progress: Progress) -> int:
        return os.getpriority(os.PRIO_PROCESS, 0)


@dataclass(frozen=True, slots=True)
class Refuse:
    def perform(self, progress: Progress) -> int:
        raise UserError("S-TEST", "thing.txt: is empty; choose another file")


@dataclass(frozen=True, slots=True)
class Stumble:
    def perform(self, progress: Progress) -> int:
        return 1 // 0


@dataclass(frozen=True, slots=True)
class Crash:
    def perform(self, progress: Progress) -> int:
        os.kill(os.getpid(), signal.SIGKILL)
        return 0


@dataclass(frozen=True, slots=True)
class Runaway:
    """Keeps Python's lock in native code; no other thread could end it."""

    def perform(self, progress: Progress) -> None:
        with deadline(1):
            re.match(r"(a+)+$", "a" * 60 + "b")


@dataclass(frozen=True, slots=True)
class Spin:
    """Never ends by itself and never asks whether to stop."""

    def perform(self, progress: Progress) -> int:
        progress.step(0, 1, "spinning")
        while True:
            pass


PARENT = """
from core.worker import Child
from tests.core.test_worker import Spin
if __name__ == "__main__":
    child = Child()
    child.run(Spin(), lambda step: print(child.pid, flush=True))
"""
"""A program whose child spins, and which tells the child's process number."""


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    child = Child()
    yield child
    child.close()


def test_returns_the_result_and_tells_progress(child: Child) -> None:
    steps: list[Step] = []
    assert child.run(Double(21), steps.append) == 42
    assert steps[0] == Step(1, 2, "half")
    assert steps[-1] == Step(2, 2, "whole")


@pytest.mark.parametrize("upto", [0, PART, PART + 1, 5 * PART, 5 * PART + 3])
def test_a_result_that_is_sent_in_parts_comes_whole(child: Child, upto: int) -> None:
    steps: list[Step] = []
    assert child.run(Count(upto), steps.append) == Numbers(tuple(range(upto)))
    assert [step.what for step in steps] == ["counted"]


def test_one_process_serves_many_requests(child: Child) -> None:
    first = child.run(Pid())
    assert first == child.run(Pid()) == child.pid
    assert first != os.getpid()


@pytest.mark.skipif(not hasattr(os, "nice"), reason="Windows has other classes of priority")
def test_the_child_stands_back_behind_the_window(child: Child) -> None:
    assert child.run(Niceness()) > os.getpriority(os.PRIO_PROCESS, 0)


def test_a_process_that_the_system_does_not_give_leaves_the_child_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mine = Child()

    def refuse(_: object) -> None:
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    with monkeypatch.context() as patched:
        patched.setattr(multiprocessing.get_context("spawn").Process, "start", refuse)
        for _ in range(2):
            with pytest.raises(UserError, match="could not be started") as caught:
                mine.run(Pid())
            assert caught.value.code == "S-WORKER-START"
        mine.kill()
        assert mine.pid is None
    assert mine.run(Double(21)) == 42
    mine.close()


def test_a_refusal_comes_back_as_it_was_raised(child: Child) -> None:
    before = child.run(Pid())
    with pytest.raises(UserError, match=r"thing\.txt: is empty") as caught:
        child.run(Refuse())
    assert caught.value.code == "S-TEST"
    assert child.run(Pid()) == before


def test_a_bug_in_the_child_carries_its_traceback(child: Child) -> None:
    with pytest.raises(BugError, match="ZeroDivisionError in Stumble") as caught:
        child.run(Stumble())
    assert "return 1 // 0" in "".join(caught.value.__notes__)


def test_a_crash_is_told_and_the_next_request_gets_a_new_process(child: Child) -> None:
    before = child.run(Pid())
    with pytest.raises(ChildDied) as caught:
        child.run(Crash())
    assert caught.value.exitcode == -signal.SIGKILL
    assert child.run(Pid()) != before


def test_a_child_killed_while_idle_is_replaced(child: Child) -> None:
    before = child.run(Pid())
    child.kill()
    assert child.run(Pid()) != before


def test_kill_ends_a_request_that_never_asks(child: Child) -> None:
    pids: list[int | None] = []

    def kill_at_first_step(step: Step) -> None:
        pids.append(child.pid)
        child.kill()

    with pytest.raises(ChildDied):
        child.run(Spin(), kill_at_first_step)
    assert pids[0] is not None
    assert not _alive(pids[0])


@pytest.mark.skipif(not hasattr(signal, "alarm"), reason="no alarms on this system")
def test_a_request_that_takes_longer_than_it_may_is_given_up(child: Child) -> None:
    with pytest.raises(UserError) as caught:
        child.run(Runaway())
    assert caught.value.code == "S-WORKER-TIME"
    assert child.run(Double(4)) == 8


def test_a_deadline_never_ends_the_program_itself() -> None:
    with deadline(1):
        assert signal.alarm(0) == 0


def test_a_request_already_unwanted_is_not_started() -> None:
    child = Child()
    with pytest.raises(Cancelled):
        child.run(Pid(), stop=lambda: True)
    assert child.pid is None


def test_a_child_ends_when_its_parent_dies() -> None:
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", PARENT], cwd=root, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        watch = os.pidfd_open(int(parent.stdout.readline()))
        try:
            parent.kill()  # SIGKILL: it runs no exit handlers
            assert multiprocessing.connection.wait([watch], timeout=30) == [watch]
        finally:
            os.close(watch)


def test_a_batch_tells_every_outcome_in_order() -> None:
    outcomes: dict[int, object] = {}
    requests: list[Request[int]] = [Double(1), Refuse(), Double(2), Crash(), Stumble(), Double(3)]
    run_batch(requests, 2, lambda index, outcome: outcomes.update({index: outcome}))
    assert list(outcomes) == list(range(6))
    assert [outcomes[0], outcomes[2], outcomes[5]] == [2, 4, 6]
    assert [type(outcomes[i]) for i in (1, 3, 4)] == [UserError, BugError, BugError]


def test_a_batch_that_is_interrupted_leaves_no_process() -> None:
    def interrupt(index: int, outcome: int | SaidsoError) -> None:
        raise KeyboardInterrupt

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        run_batch([Double(1), Spin(), Spin(), Spin()], 2, interrupt)
    assert threading.active_count() == before


def _alive(pid: int) -> bool:
    """Whether the process runs; a dead one that nobody has collected yet does not."""
    try:
        with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123
            return stat.read().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False
