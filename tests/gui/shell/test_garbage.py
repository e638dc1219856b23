"""When garbage is collected: between events alone, since it may be Qt's objects that end."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui.app import settle


@pytest.fixture
def settled() -> Iterator[None]:
    interval = sys.getswitchinterval()
    settle()
    yield
    gc.enable()
    gc.unfreeze()
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("settled")
def test_garbage_is_collected_between_events_and_never_by_itself(qtbot: QtBot) -> None:
    assert not gc.isenabled()
    done: list[int] = []

    def told(phase: str, info: dict[str, int]) -> None:
        if phase == "stop":
            done.append(info["collected"])

    gc.callbacks.append(told)
    try:
        for _ in range(2 * gc.get_threshold()[0]):
            ring: list[object] = []
            ring.append(ring)
        assert not done, "not in the middle of anything"
        qtbot.waitUntil(lambda: sum(done) >= gc.get_threshold()[0], timeout=5000)
    finally:
        gc.callbacks.remove(told)
