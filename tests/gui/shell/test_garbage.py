"""When garbage is collected: between events alone, since it may be Qt's objects that end."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.garbage import OVERDUE, BetweenEvents

Collected = list[tuple[int, int]]
"""Generation and number of objects of each collection."""


@pytest.fixture
def busy() -> list[bool]:
    """Whether the program is busy: its last item."""
    return [False]


@pytest.fixture
def collected(qapp: QApplication, busy: list[bool]) -> Iterator[Collected]:
    done: Collected = []

    def told(phase: str, info: dict[str, int]) -> None:
        if phase == "stop":
            done.append((info["generation"], info["collected"]))

    gc.collect()
    made = BetweenEvents(lambda: busy[-1], qapp)
    gc.callbacks.append(told)
    yield done
    gc.callbacks.remove(told)
    made.setParent(None)
    gc.enable()
    gc.unfreeze()


def _leave(rings: int) -> None:
    for _ in range(rings):
        ring: list[object] = []
        ring.append(ring)


def test_garbage_is_collected_between_events_and_never_by_itself(qtbot: QtBot, collected: Collected) -> None:
    assert not gc.isenabled()
    young = gc.get_threshold()[0]
    _leave(2 * young)
    assert not collected, "not in the middle of anything"
    qtbot.waitUntil(lambda: sum(count for _, count in collected) >= young, timeout=5000)


def _wake_often(qtbot: QtBot, collected: Collected, done: Callable[[], bool], most: int) -> None:
    """Leave garbage and let the event loop wake until it is `done`, or `most` times."""
    for _ in range(most):
        if done():
            return
        collected.clear()
        _leave(2 * gc.get_threshold()[0])
        qtbot.waitUntil(lambda: bool(collected), timeout=5000)


def test_what_lived_longer_is_collected_when_the_program_is_not_busy(
    qtbot: QtBot, collected: Collected, busy: list[bool]
) -> None:
    usual = gc.get_threshold()[1]

    def older() -> bool:
        return any(generation == 1 for generation, _ in collected)

    busy.append(True)
    _wake_often(qtbot, collected, older, 2 * usual)
    assert not older()
    busy.append(False)
    _wake_often(qtbot, collected, older, 2)
    assert older()


def test_a_program_that_is_busy_for_long_collects_all_the_same(
    qtbot: QtBot, collected: Collected, busy: list[bool]
) -> None:
    busy.append(True)
    usual = gc.get_threshold()[1]
    _wake_often(qtbot, collected, lambda: any(g == 1 for g, _ in collected), (OVERDUE + 2) * usual)
    assert any(generation == 1 for generation, _ in collected)
