"""An editor at the window: what waits is approved or returned by keys, and nobody approves their own."""

from __future__ import annotations

from pathlib import Path

from core.records import ClaimState, EvidenceDraft, MentionKind, Question
from db.operations import AddEvidence, SetRating, SetRationale, SubmitCheck
from gui.running import Running
from gui.settings import ADVANCE, CHECKER, Settings
from gui.views.return_dialog import ReturnDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, press, rows, shown, write


def sent(running: Running) -> int:
    """A check that Ada Lind has sent to the editor; Una Lindqvar sits at the window then."""
    claim = next(row for row in rows(running) if row.kind is MentionKind.FIGURE and row.speaker is None).id
    running.settings.set(CHECKER, "Ada Lind")
    for operation in (
        SetRating(claim, Question.SO, "true"),
        SetRationale(claim, "The minutes have it."),
        AddEvidence(claim, EvidenceDraft("Minutes")),
        SubmitCheck(claim),
    ):
        running.session.act(operation)
    running.wait_until_idle()
    running.navigation.choose_claim(claim)
    running.wait_until_idle()
    running.settings.set(CHECKER, "Una Lindqvar")
    return claim


def test_a_check_is_approved_by_key(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    sent(running)
    row = running.window.inspector.action_row
    assert row.approve_button.isVisible()
    assert not row.withdraw_button.isVisible()
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.APPROVED


def test_nobody_approves_their_own_check(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    sent(running)
    settings.set(CHECKER, "Ada Lind")
    row = running.window.inspector.action_row
    assert not row.approve_button.isVisible()
    assert row.withdraw_button.isVisible()
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.SUBMITTED
    assert running.window.notice.texts()


def test_a_check_goes_back_with_a_comment_that_the_checker_sees(
    start: Start, desk: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    sent(running)
    press(running, "Ctrl+Shift+Return")
    asked = dialog(running, ReturnDialog)
    press(running, "Ctrl+Return")
    assert asked.isVisible()
    assert "Say what is to be done" in asked.complaint.text()
    write(running, "Which minutes?")
    press(running, "Ctrl+Return")
    view = shown(running)
    assert view.row.state is ClaimState.RETURNED
    assert view.review is not None
    assert view.review.comment == "Which minutes?"
    assert "Una Lindqvar returned this: Which minutes?" in running.window.inspector.verdict.note()
