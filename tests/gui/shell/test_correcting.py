"""A published check is corrected, never edited: opened, closed by somebody else, shown in the history, logged."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.records import ClaimState
from core.reports.model import Profile
from db.operations import ApproveCheck, PublishCheck
from gui.running import Running
from gui.settings import ADVANCE, CHECKER, Settings
from gui.views.dialogs.correction_dialog import CloseCorrectionDialog, OpenCorrectionDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import choose_file, dialog, focus, press, shown, write
from tests.gui.shell.test_reviewing_changes import CHECK, EDIT, figure, open_claim, send, told

PLACE = "https://courier.example/checks/41"
DAY = datetime(2025, 9, 12, 12, tzinfo=UTC)


def published(start: Start, desk: Path, settings: Settings) -> tuple[Running, int]:
    """The program with its editor at the window, and a claim whose check was published as true."""
    settings.set(ADVANCE, False)
    settings.set(CHECKER, EDIT)
    running = start(desk)
    claim = figure(running)
    send(running, claim)
    running.session.act(ApproveCheck(claim))
    running.session.act(PublishCheck(claim, PLACE, DAY))
    return running, claim


@pytest.fixture
def running(start: Start, desk: Path, settings: Settings) -> Running:
    """A published check, and its editor at the window."""
    running, claim = published(start, desk, settings)
    open_claim(running, claim)
    return running


def corrected(running: Running) -> None:
    """Open a correction as the editor, change the rating as the checker, and be the editor again."""
    press(running, "Ctrl+Alt+C", "Ctrl+Return")
    running.settings.set(CHECKER, CHECK)
    press(running, "4")
    running.settings.set(CHECKER, EDIT)
    running.wait_until_idle()


def test_what_is_published_is_not_edited_and_says_where_it_appeared(running: Running) -> None:
    before = shown(running)
    assert PLACE in running.window.inspector.verdict.note()
    press(running, "4", "W")
    assert shown(running).check == before.check
    row = running.window.inspector.action_row
    assert row.correct_button.isVisible()
    assert row.reopen_button.isVisible()


def test_why_comes_into_sight_by_its_key_also_where_it_cannot_be_written(running: Running) -> None:
    running.window.resize(1100, 700)
    running.window.show()
    running.wait_until_idle()
    area, field = running.window.inspector.scroll_area, running.window.inspector.verdict.rationale
    area.verticalScrollBar().setValue(0)
    press(running, "W")
    assert focus(running) is field
    assert field.isReadOnly()
    top = field.mapTo(area.viewport(), field.rect().topLeft()).y()
    assert top >= 0
    assert top + field.height() <= area.viewport().height()
    write(running, "not so")
    assert shown(running).check.rationale == field.toPlainText() == "The minutes have it."


def test_a_correction_is_opened_only_after_it_was_asked(running: Running) -> None:
    press(running, "Ctrl+Alt+C")
    asked = dialog(running, OpenCorrectionDialog)
    press(running, "Escape")
    assert shown(running).row.state is ClaimState.PUBLISHED
    press(running, "Ctrl+Alt+C")
    asked = dialog(running, OpenCorrectionDialog)
    assert asked.accept_button.hasFocus()
    press(running, "Return")
    assert shown(running).row.state is ClaimState.CORRECTING


def test_a_correction_is_closed_with_what_readers_are_told(running: Running) -> None:
    published = shown(running).check
    corrected(running)
    assert told(running) == [("So?", "[-True-]{+False+}")]
    press(running, "Ctrl+Return")
    asked = dialog(running, CloseCorrectionDialog)
    assert (asked.correction.was and asked.correction.was.text(), asked.correction.now.text()) == (
        "So? True",
        "So? False",
    )
    assert focus(running) is asked.correction.why
    press(running, "Ctrl+Return")
    assert "Say why" in asked.complaint.text()
    write(running, "The recount of May.")
    press(running, "Ctrl+Return")
    assert "readers see" in asked.complaint.text()
    assert focus(running) is asked.correction.note
    write(running, "An earlier version called this true.")
    press(running, "Ctrl+Return")
    view = shown(running)
    assert view.row.state is ClaimState.PUBLISHED
    assert (view.check.so, published.so) == ("false", "true")
    [correction] = view.public_corrections
    assert (correction.was, correction.now) == ("So? True", "So? False")
    assert (correction.why, correction.public_note) == (
        "The recount of May.",
        "An earlier version called this true.",
    )
    assert correction.by == EDIT
    revisions = [row.what for row in view.history]
    assert any("correction opened" in each for each in revisions)
    assert running.window.inspector.history.corrections() == [
        ("So? True", "So? False", "The recount of May.", "An earlier version called this true.")
    ]


def test_who_changed_it_cannot_close_it(running: Running) -> None:
    corrected(running)
    running.settings.set(CHECKER, CHECK)
    running.wait_until_idle()
    row = running.window.inspector.action_row
    assert not row.close_button.isEnabled()
    assert "cannot approve it" in row.missing.text()
    press(running, "Ctrl+Return")
    assert not [each for each in running.window.findChildren(CloseCorrectionDialog) if each.isVisible()]
    # It stands above the button already, and is shown there.
    assert (row.missing.property("tone"), running.window.notice.texts()) == ("bad", [])


def test_what_is_done_in_a_correction_is_undone_and_nothing_before_it(running: Running) -> None:
    before = shown(running).check
    undo = running.window.actions_table["undo"]
    press(running, "Ctrl+Alt+C", "Ctrl+Return")
    running.settings.set(CHECKER, CHECK)
    running.wait_until_idle()
    assert "rat" not in undo.text(), "what was published is corrected, not undone"
    press(running, "4", "W")
    write(running, " Not so.")
    press(running, "Esc")
    assert undo.isEnabled()
    assert undo.text() == "Undo rationale"
    press(running, "Ctrl+Z")
    assert shown(running).check.rationale == before.rationale
    press(running, "Ctrl+Z")
    assert shown(running).check.so == before.so == "true"
    assert shown(running).row.state is ClaimState.CORRECTING
    press(running, "Ctrl+Shift+Z", "Ctrl+Shift+Z")
    assert (shown(running).check.so, shown(running).check.rationale) == (
        "false",
        f"{before.rationale} Not so.",
    )


def test_an_incomplete_correction_says_what_it_lacks(running: Running) -> None:
    corrected(running)
    running.settings.set(CHECKER, CHECK)
    press(running, "0")  # the rating is cleared
    running.settings.set(CHECKER, EDIT)
    press(running, "Ctrl+Return")
    row = running.window.inspector.action_row
    assert "The check still needs a rating for So?" in row.missing.text()
    assert row.missing.property("tone") == "bad"
    assert shown(running).row.state is ClaimState.CORRECTING
    assert shown(running).check.so is None


def test_the_log_is_saved_for_readers_and_for_the_desk(running: Running, tmp_path: Path) -> None:
    corrected(running)
    press(running, "Ctrl+Return")
    write(running, "The recount of May.")
    press(running, "Tab")
    write(running, "An earlier version called this true.")
    press(running, "Ctrl+Return")
    running.window.actions_table["corrections-log"].trigger()
    path = tmp_path / "corrections.csv"
    choose_file(running, str(path))
    [head, row] = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert head[-1] == "Public note"
    assert row[3:] == [PLACE, "So? True", "So? False", "An earlier version called this true."]
    assert any("Corrections written to" in text and text.endswith("1") for text in running.window.notice.texts())
    running.correcting.write_log(path, Profile.INTERNAL)
    running.wait_until_idle()
    assert "The recount of May." in path.read_text(encoding="utf-8-sig")
