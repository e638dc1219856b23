"""Which threads the system lets have a core first, asked of the system itself."""

from __future__ import annotations

import os
import platform
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest

from gui.scheduling import NICENESS, come_forward, stand_back

Result = TypeVar("Result")
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells threads of a process apart")


def _in_a_thread(ask: Callable[[], Result]) -> Result:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(ask).result()


def _standing() -> tuple[int, int]:
    thread = threading.get_native_id()
    return os.sched_getscheduler(thread), os.getpriority(os.PRIO_PROCESS, thread)


@ON_LINUX
def test_a_thread_that_stands_back_leaves_the_others_as_they_are() -> None:
    before = _standing()

    def ask() -> tuple[int, int]:
        stand_back()
        return _standing()

    assert _in_a_thread(ask) == (os.SCHED_BATCH, NICENESS)
    assert _standing() == before


@ON_LINUX
@pytest.mark.skipif(platform.machine() not in ("x86_64", "aarch64"), reason="no number of the call is known")
def test_a_thread_that_comes_forward_keeps_its_kind_and_niceness() -> None:
    def ask() -> tuple[bool, tuple[int, int], tuple[int, int]]:
        before = _standing()
        return come_forward(), before, _standing()

    taken, before, after = _in_a_thread(ask)
    assert taken
    assert after == before


@ON_LINUX
def test_where_the_system_forbids_it_all_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(*_: object) -> None:
        raise PermissionError("not in this sandbox")

    monkeypatch.setattr(os, "sched_setscheduler", forbid)
    monkeypatch.setattr(os, "sched_getscheduler", forbid)
    _in_a_thread(stand_back)
    assert not _in_a_thread(come_forward)


def test_on_a_machine_of_another_kind_all_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "PDP-11")
    assert not come_forward()
