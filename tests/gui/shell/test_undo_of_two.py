"""Ctrl+Z is about what whoever sits here did, and says so; what others did stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.records import Question
from db.operations import SetRating
from gui.running import Running
from gui.settings import ADVANCE, CHECKER, Settings
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, press, rows, shown

ADA, UNA = "Ada Lind", "Una Lindqvar"


@pytest.fixture
def running(start: Start, desk: Path, settings: Settings) -> Running:
    settings.set(ADVANCE, False)
    settings.set(CHECKER, ADA)
    return start(desk)


def sits_here(running: Running, name: str) -> None:
    running.settings.set(CHECKER, name)
    running.wait_until_idle()


def undo_text(running: Running) -> str:
    return running.window.actions_table["undo"].text().replace("&", "")


def test_undo_names_and_takes_back_only_ones_own(running: Running) -> None:
    claim = shown(running).row.id
    press(running, "2")
    rated = shown(running).check.so
    label = undo_text(running)
    assert label.startswith("Undo rating")
    sits_here(running, UNA)
    assert undo_text(running) == "Undo"
    assert not running.window.actions_table["undo"].isEnabled()
    press(running, "Ctrl+Z")
    assert shown(running).check.so == rated
    press(running, "J", "3")
    other = shown(running).row.id
    sits_here(running, ADA)
    assert undo_text(running) == label
    press(running, "Ctrl+Z")
    found = {row.id: row.so for row in rows(running)}
    assert found[claim] is None
    assert found[other] is not None
    assert running.window.actions_table["redo"].isEnabled()
    sits_here(running, UNA)
    assert not running.window.actions_table["redo"].isEnabled()
    press(running, "Ctrl+Z")
    assert {row.id: row.so for row in rows(running)}[other] is None


def test_undo_says_who_went_on_with_it(running: Running) -> None:
    claim = shown(running).row.id
    press(running, "2")
    running.session.act(SetRating(claim, Question.SO, "false"), by=UNA)
    running.wait_until_idle()
    press(running, "Ctrl+Z")
    assert any(f"{UNA} has changed its check since" in text for text in running.window.notice.texts())
    view = ask(running, lambda desk: desk.read.claim(claim))
    assert view is not None
    assert view.check.so == "false"
