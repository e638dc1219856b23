"""Progress is told often enough to follow and seldom enough to cost nothing; the same call stops the work."""

from __future__ import annotations

import pytest

from core.errors import Cancelled
from core.progress import Progress, Step


def test_steps_are_thinned_by_the_clock_but_first_and_last_are_told() -> None:
    told: list[Step] = []
    now = iter(n * 0.03 for n in range(1, 100))
    progress = Progress(told.append, clock=lambda: next(now))
    for done in range(1, 11):
        progress.step(done, 10, "reading")
    assert [step.done for step in told] == [1, 5, 9, 10]
    assert told[-1] == Step(10, 10, "reading")


def test_a_stop_is_noticed_at_any_step() -> None:
    told: list[Step] = []
    asked = [False]
    progress = Progress(told.append, stop=lambda: asked[0], clock=lambda: 0.0)
    progress.step(1, 3)
    asked[0] = True
    with pytest.raises(Cancelled):
        progress.step(2, 3)
    assert [step.done for step in told] == [1]


def test_without_a_listener_it_still_stops() -> None:
    with pytest.raises(Cancelled):
        Progress(stop=lambda: True).step(1, 2)
