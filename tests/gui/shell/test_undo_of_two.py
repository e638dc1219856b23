"""Ctrl+Z is about what whoever sits here did, and says so; what others did stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.records import ClaimState, EvidenceDraft, MentionKind, Question
from db.operations import AddEvidence, SetRating, SetRationale
from gui import claim_words
from gui.controllers.undoing import LONGEST
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


def test_undo_says_what_it_took_back_and_where_and_goes_there(running: Running) -> None:
    claim = shown(running)
    press(running, "2", "Shift+PgDown")
    assert shown(running).row.article_id != claim.row.article_id
    press(running, "Ctrl+Z")
    assert shown(running).row.id == claim.row.id
    [said] = running.window.notice.texts()
    assert said.startswith("Undone: rating: ")
    assert claim_words.named(claim, LONGEST) in said
    assert said.endswith(f"in {claim.article_title}")
    press(running, "Shift+PgDown", "Ctrl+Shift+Z")
    assert shown(running).row.id == claim.row.id
    assert any(text.startswith("Redone: rating: ") for text in running.window.notice.texts())


def test_what_cannot_be_undone_is_said_before_anything_older_is(running: Running) -> None:
    older = shown(running).row
    press(running, "2", "Shift+PgDown")
    claim = next(row for row in rows(running) if row.kind is MentionKind.FIGURE and row.speaker is None).id
    running.navigation.choose_claim(claim)
    running.wait_until_idle()
    for operation in (SetRationale(claim, "Counted."), AddEvidence(claim, EvidenceDraft("Minutes"))):
        running.session.act(operation)
    press(running, "1", "Ctrl+Return")
    assert shown(running).row.state is ClaimState.SUBMITTED
    assert undo_text(running) == "Undo"
    press(running, "Ctrl+Z")
    why = "Sending to the editor cannot be undone; Shift+W withdraws it. Press Ctrl+Z again"
    [said] = [text for text in running.window.notice.texts() if text.startswith(why)]
    assert "rating: " in said
    assert shown(running).row.id == claim
    assert ask(running, lambda desk: desk.read.claim_rows([older.id]))[older.id].so is not None
    press(running, "Ctrl+Z")
    assert shown(running).row.id == older.id
    assert shown(running).check.so is None
