"""Publishing again what was published before: what changed is shown, and a correction asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.checking.life import Cause
from core.records import ClaimState
from db.operations import ApproveCheck, AskRecheck
from gui.running import Running
from gui.settings import ADVANCE, CHECKER, Settings
from gui.views.dialogs.publish_dialog import PublishDialog
from gui.views.dialogs.recheck_dialog import ReopenDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, focus, press, shown, write
from tests.gui.shell.test_correcting import PLACE, published
from tests.gui.shell.test_reviewing_changes import CHECK, EDIT, figure, open_claim, send


@pytest.fixture
def running(start: Start, desk: Path, settings: Settings) -> Running:
    """A check that was published as true and has to be looked at again, and its editor at the window."""
    running, claim = published(start, desk, settings)
    running.session.act(AskRecheck(claim, Cause.SOURCE_CHANGED))
    open_claim(running, claim)
    return running


def ask_again(running: Running) -> PublishDialog:
    running.session.act(ApproveCheck(shown(running).row.id))
    running.wait_until_idle()
    press(running, "Ctrl+Alt+Return")
    return dialog(running, PublishDialog)


def test_what_says_something_else_is_published_with_a_correction(running: Running) -> None:
    send(running, shown(running).row.id, "false")
    asked = ask_again(running)
    assert asked.where.text() == PLACE
    assert asked.correction is not None
    assert [each.accessibleName() for each in asked.changes.texts] == ["So?"]
    assert [text for _, text in asked.changes.texts[0].pieces()] == ["True", "False"]
    assert asked.correction.was is not None
    assert (asked.correction.was.text(), asked.correction.now.text()) == ("So? True", "So? False")
    press(running, "Ctrl+Return")
    assert "Say why" in asked.complaint.text()
    assert focus(running) is asked.correction.why
    write(running, "The recount of May.")
    press(running, "Ctrl+Return")
    assert focus(running) is asked.correction.note
    write(running, "An earlier version called this true.")
    press(running, "Ctrl+Return")
    view = shown(running)
    assert view.row.state is ClaimState.PUBLISHED
    [correction] = view.public_corrections
    assert (correction.was, correction.now) == ("So? True", "So? False")
    assert (correction.why, correction.public_note) == (
        "The recount of May.",
        "An earlier version called this true.",
    )
    assert running.window.inspector.history.corrections() == [
        ("So? True", "So? False", "The recount of May.", "An earlier version called this true.")
    ]


def test_a_reason_of_ones_own_begins_the_correction(start: Start, desk: Path, settings: Settings) -> None:
    running, claim = published(start, desk, settings)
    open_claim(running, claim)
    press(running, "Shift+R")
    asked = dialog(running, ReopenDialog)
    assert not asked.words.isVisible()
    press(running, "End")
    assert asked.words.isVisible()
    press(running, "Ctrl+Return")
    assert "Say why" in asked.complaint.text()
    assert focus(running) is asked.words
    write(running, "A reader sent the minutes of May.")
    press(running, "Ctrl+Return")
    view = shown(running)
    assert view.row.state is ClaimState.NEEDS_RECHECK
    assert view.history[-1].what == "to be checked again: A reader sent the minutes of May."
    send(running, claim, "false")
    again = ask_again(running)
    assert again.correction is not None
    assert again.correction.why.toPlainText() == "A reader sent the minutes of May."
    again.correction.note.setPlainText("An earlier version called this true.")
    press(running, "Ctrl+Return")
    [correction] = shown(running).public_corrections
    assert correction.why == "A reader sent the minutes of May."


def test_what_was_published_is_shown_and_takes_no_words(running: Running) -> None:
    """On the way from the date to why one comes to what changed, to read it: what is typed there is nowhere."""
    send(running, shown(running).row.id, "false")
    asked = ask_again(running)
    assert asked.correction is not None
    press(running, "Tab")
    assert focus(running) is asked.when
    press(running, "Tab")
    assert focus(running) is asked.changes.texts[0]
    write(running, "not so")
    assert [text for _, text in asked.changes.texts[0].pieces()] == ["True", "False"]
    press(running, "Tab")
    assert focus(running) is asked.correction.why
    asked.correction.why.setPlainText("x" * 20_001)
    press(running, "Ctrl+Return")
    assert "20" in asked.complaint.text()
    press(running, "Escape")
    assert shown(running).row.state is ClaimState.APPROVED
    assert shown(running).public_corrections == ()


def test_what_was_found_as_it_was_is_sent_and_published_without_a_correction(running: Running) -> None:
    claim = shown(running).row.id
    button = running.window.inspector.action_row.submit_button
    assert button.isVisible()
    assert button.isEnabled()
    running.settings.set(CHECKER, CHECK)
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.SUBMITTED
    running.settings.set(CHECKER, EDIT)
    running.wait_until_idle()
    asked = ask_again(running)
    assert asked.correction is None
    assert not asked.changes.isVisible()
    press(running, "Ctrl+Return")
    view = shown(running)
    assert (view.row.id, view.row.state, view.public_corrections) == (claim, ClaimState.PUBLISHED, ())


def test_a_first_publication_asks_for_nothing_more(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    settings.set(CHECKER, EDIT)
    running = start(desk)
    claim = figure(running)
    send(running, claim)
    open_claim(running, claim)
    asked = ask_again(running)
    assert asked.correction is None
    assert asked.where.text() == ""
