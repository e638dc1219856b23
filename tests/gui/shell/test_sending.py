"""Sending a check by its key: what it lacks is gone to, and what was just returned is not sent back."""

from __future__ import annotations

from pathlib import Path

from core.records import ClaimFilter, ClaimState, EvidenceDraft, Order, Question
from db.operations import AddEvidence, SetRating, SetRationale, SubmitCheck
from db.store import open_desk
from gui.settings import ADVANCE, TEXT_SIZE, Settings
from gui.views.dialogs.evidence_dialog import EvidenceDialog
from gui.views.dialogs.return_dialog import ReturnDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, dialog, focus, press, rows, shown, write


def test_the_cursor_goes_to_what_the_check_lacks(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    inspector = running.window.inspector
    quote = next(row for row in rows(running) if row.kind.is_quote)
    running.navigation.choose_claim(quote.id)
    running.wait_until_idle()
    press(running, "1", "Ctrl+Return")
    assert focus(running) is inspector.verdict.said, "the question, and none of its ratings"
    press(running, "Alt+1", "Ctrl+Return")
    assert focus(running) is inspector.verdict.rationale
    write(running, "The minutes have it.")
    press(running, "Ctrl+Return")  # from within the field: saved, and the next key is no word
    assert focus(running) is inspector.action_row.evidence_button
    assert shown(running).check.rationale == "The minutes have it."
    assert running.window.notice.texts() == [], "it stands above the buttons"
    press(running, "J")
    assert focus(running) is running.window.claims_pane.list, "of this claim nobody asked it"
    press(running, "K", "E")
    dialog(running, EvidenceDialog)
    write(running, "Minutes")
    press(running, "Alt+1", "Ctrl+Return", "Ctrl+Return")
    assert shown(running).row.state is ClaimState.SUBMITTED


def test_the_ratings_that_are_gone_to_are_seen(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(TEXT_SIZE, 200)
    running = start(desk)
    running.window.resize(1100, 700)
    quote = next(row for row in rows(running) if row.kind.is_quote)
    running.navigation.choose_claim(quote.id)
    running.wait_until_idle()
    press(running, "1", "Ctrl+Return")
    seen, chip = running.window.inspector.scroll_area.viewport(), running.window.inspector.verdict.said.chips[0]
    top = chip.mapTo(seen, chip.rect().topLeft()).y()
    assert 0 <= top <= seen.height() // 2


def test_a_suggestion_taken_up_by_its_reason_says_what_it_lacks_once(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "W")
    write(running, "Nobody counted.")
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.CHECKING
    missing = running.window.inspector.action_row.missing
    assert (missing.isVisible(), missing.property("tone")) == (True, "bad")
    assert running.window.notice.texts() == []
    assert not running.window.inspector.verdict.rationale.hasFocus()


def test_who_returned_a_check_does_not_send_it_by_the_same_keys(
    start: Start, desk: Path, settings: Settings
) -> None:
    with open_desk(desk) as opened:
        ids = opened.read.claim_ids(ClaimFilter(order=Order.POSITION))
        views = [view for number in ids if (view := opened.read.claim(number)) is not None]
        claim = next(view.row.id for view in views if not view.said_applies)
        for step in (
            SetRationale(claim, "Counted."),
            SetRating(claim, Question.SO, "true"),
            AddEvidence(claim, EvidenceDraft("Minutes")),
            SubmitCheck(claim),
        ):
            opened.transact(step, "Bo Tarn")
    running = start(desk)
    running.navigation.choose_claim(claim)
    running.wait_until_idle()
    press(running, "Ctrl+Shift+Return")
    dialog(running, ReturnDialog)
    write(running, "Which minutes?")
    press(running, "Ctrl+Return", "Ctrl+Return")
    assert shown(running).row.state is ClaimState.RETURNED
    assert "You returned this check" in running.window.notice.texts()[0]
    press(running, "J", "K", "Ctrl+Return")
    assert shown(running).row.state is ClaimState.RETURNED, "asked anew: it was left meanwhile"
    press(running, "Ctrl+Return")
    assert ask(running, lambda desk: desk.read.claim_rows([claim]))[claim].state is ClaimState.SUBMITTED
    assert not any("You returned" in text for text in running.window.notice.texts())
