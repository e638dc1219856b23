"""An editor at the window: what waits is approved or returned by keys, and nobody approves their own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from core.records import ClaimState, EvidenceDraft, MentionKind, Question, Stance
from db.operations import (
    AddComment,
    AddEvidence,
    PublishCheck,
    ResolveComment,
    SetRating,
    SetRationale,
    SubmitCheck,
    WithdrawCheck,
)
from gui.running import Running
from gui.settings import ADVANCE, CHECKER, Settings
from gui.views.dialogs.publish_dialog import PublishDialog
from gui.views.dialogs.return_dialog import ReturnDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, focus, press, rows, shown, write


def sent(running: Running, place: int = 0) -> int:
    """A check that Ada Lind has sent to the editor; Una Lindqvar sits at the window then."""
    figures = [row for row in rows(running) if row.kind is MentionKind.FIGURE]
    figure = sorted(figures, key=lambda row: row.speaker is not None)[place]
    claim = figure.id
    running.settings.set(CHECKER, "Ada Lind")
    if figure.speaker is not None:
        running.session.act(SetRating(claim, Question.SAID, "verbatim"))
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


@pytest.mark.parametrize("advance", [True, False])
def test_open_comments_are_told_with_an_offer_to_show_them(
    start: Start, desk: Path, settings: Settings, advance: bool
) -> None:
    settings.set(ADVANCE, advance)
    running = start(desk)
    notice, page = running.window.notice, running.window.inspector.comments
    claim = sent(running)
    running.session.act(WithdrawCheck(claim), by="Ada Lind")
    for text in ("Which minutes?", "Of which day?"):
        running.session.act(AddComment(claim, text))
    settings.set(CHECKER, "Ada Lind")
    running.wait_until_idle()
    assert not notice.texts()
    press(running, "Ctrl+Return")
    assert (running.navigation.claim_id != claim) is advance
    assert notice.texts("warn")[-1].startswith("Sent with 2 comments open: “")
    running.window.inspector.tabs.setCurrentIndex(0)
    notice.action_button.click()
    running.wait_until_idle()
    assert shown(running).row.id == claim
    assert page.isVisible()
    assert [row.text for row in page.rows()] == ["Which minutes?", "Of which day?"]
    running.session.act(ResolveComment(page.rows()[0].id))
    settings.set(CHECKER, "Una Lindqvar")
    running.wait_until_idle()
    running.window.claims_pane.focus_list()
    press(running, "Ctrl+Return")
    assert notice.texts("warn")[-1].startswith("Approved with 1 comment open: “")
    running.navigation.reveal(claim)
    running.wait_until_idle()
    assert shown(running).history[-1].what == "approved by the editor (1 comment open)"


def test_what_was_said_of_a_check_goes_with_the_next_thing_done_to_it(
    start: Start, desk: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    notice = running.window.notice
    claim = sent(running)
    running.session.act(WithdrawCheck(claim), by="Ada Lind")
    running.session.act(AddComment(claim, "Which minutes?"))
    settings.set(CHECKER, "Ada Lind")
    running.wait_until_idle()
    press(running, "Ctrl+Return")
    assert notice.texts("warn")[-1].startswith("Sent with 1 comment open: “")
    settings.set(CHECKER, "Una Lindqvar")
    running.wait_until_idle()
    press(running, "Ctrl+Return")
    assert [text.partition(" with")[0] for text in notice.texts("warn")] == ["Approved"]
    running.session.act(PublishCheck(claim, "https://example.org/1", datetime(2025, 9, 20, tzinfo=UTC)))
    running.wait_until_idle()
    assert notice.texts("warn") == []


def test_what_undo_asked_is_gone_once_it_was_answered(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    sent(running)
    press(running, "J", "3", "K")
    claim = shown(running).row.id
    press(running, "Ctrl+Return", "Ctrl+Z")
    asked = running.window.notice.texts("warn")
    assert shown(running).row.id == claim
    assert "Press Ctrl+Z again to undo" in asked[0]
    press(running, "Ctrl+Z")
    assert running.window.notice.texts("warn") == []


def test_a_hint_at_the_foot_goes_with_the_next_action(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    keys = running.window.status.hint()
    for undone in ("Ctrl+Z", "Ctrl+Shift+Z"):
        running.window.show_hint("1 claim settled like this one; Ctrl+Z takes it back")
        if undone == "Ctrl+Z":
            press(running, "3")
            assert running.window.status.hint() == keys
            running.window.show_hint("1 claim settled like this one; Ctrl+Z takes it back")
        press(running, undone)
        assert running.window.status.hint() == keys
    running.window.show_hint("No other check waits for the editor here")
    settings.set(CHECKER, "Una Lindqvar")
    running.wait_until_idle()
    assert running.window.status.hint() == keys


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
    said = [each.text() for each in running.window.inspector.comments.findChildren(QLabel)]
    assert "Una Lindqvar returned this: Which minutes?" in said
    assert "Nobody has commented on this claim." not in said
    verdict = running.window.inspector.verdict
    assert "Una Lindqvar returned this: Which minutes?" in verdict.note()
    # It is still to be done after the first change, and to be looked at when the check comes back.
    settings.set(CHECKER, "Ada Lind")
    running.session.act(SetRationale(view.row.id, "The minutes of March have it."))
    running.wait_until_idle()
    assert shown(running).row.state is ClaimState.CHECKING
    assert "Una Lindqvar returned this: Which minutes?" in verdict.note()
    running.session.act(SubmitCheck(view.row.id))
    running.wait_until_idle()
    settings.set(CHECKER, "Una Lindqvar")
    running.wait_until_idle()
    assert "Sent by Ada Lind, revision" in verdict.note()
    assert "Una Lindqvar returned this: Which minutes?" in verdict.note()
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.APPROVED
    assert "Which minutes?" not in verdict.note()


def test_what_is_sent_is_told_with_who_sent_it_and_not_who_wrote_last(
    start: Start, desk: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    claim = sent(running)
    settings.set(CHECKER, "Nils Orr")
    running.session.act(WithdrawCheck(claim))
    running.session.act(SubmitCheck(claim))
    running.wait_until_idle()
    settings.set(CHECKER, "Una Lindqvar")
    running.wait_until_idle()
    assert "Sent by Nils Orr, revision" in running.window.inspector.verdict.note()


def test_the_editors_queue_shows_all_that_waits_whatever_was_looked_for(
    start: Start, desk: Path, settings: Settings
) -> None:
    running = start(desk)
    claim = sent(running)
    running.navigation.searching.search("nothing has these words")
    running.wait_until_idle()
    assert rows(running) == []
    press(running, "Esc", "G")
    running.wait_until_idle()
    assert [row.id for row in rows(running)] == [claim]
    assert running.window.claims_pane.chips.text.isHidden()


def test_a_key_that_can_do_nothing_about_a_published_check_says_why(
    start: Start, desk: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    claim = approved(running)
    at = datetime.now(UTC).replace(microsecond=0)
    running.session.act(PublishCheck(claim, "The Courier, page 3", at))
    running.wait_until_idle()
    assert shown(running).row.state is ClaimState.PUBLISHED
    for key in ("2", "0", "E", "S", "R"):
        running.window.notice.clear()
        press(running, key)
        assert any("open a correction" in text for text in running.window.notice.texts()), key
    running.window.notice.clear()
    press(running, "A")
    assert "suggestions only" in running.window.notice.texts()[-1]
    running.window.notice.clear()
    press(running, "Y")  # the key of nothing
    assert running.window.notice.texts() == []


def approved(running: Running) -> int:
    claim = sent(running)
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.APPROVED
    return claim


def test_what_a_ruling_has_against_it_is_said_when_it_is_sent_and_approved(
    start: Start, desk: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    settings.set(CHECKER, "Ada Lind")
    running = start(desk)
    claim = next(row for row in rows(running) if row.kind is MentionKind.FIGURE and row.speaker is None).id
    for operation in (
        SetRating(claim, Question.SO, "true"),
        SetRationale(claim, "The minutes have it."),
        AddEvidence(claim, EvidenceDraft("Minutes", stance=Stance.REFUTES)),
    ):
        running.session.act(operation)
    running.navigation.choose_claim(claim)
    running.wait_until_idle()
    press(running, "Ctrl+Return")
    running.wait_until_idle()
    assert "its only source refutes it" in running.window.notice.texts()[-1]
    assert running.window.notice.action_button.text() == "Withdraw"
    running.settings.set(CHECKER, "Una Lindqvar")
    running.wait_until_idle()
    running.window.notice.clear()
    assert running.window.notice.texts() == []
    press(running, "Ctrl+Return")
    running.wait_until_idle()
    assert shown(running).row.state is ClaimState.APPROVED
    assert "its only source refutes it" in running.window.notice.texts()[-1]


def test_an_approved_check_is_published_by_key(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    action = running.window.actions_table["publish"]
    claim = sent(running)
    assert not action.isEnabled()
    press(running, "Ctrl+Return")
    assert action.isEnabled()
    press(running, "Ctrl+Alt+Return")
    asked = dialog(running, PublishDialog)
    assert asked.when.text() == datetime.now(UTC).astimezone().date().isoformat()
    write(running, "https://courier.example/checks/41")
    press(running, "Tab", "Ctrl+A")
    assert focus(running) is asked.when
    write(running, "2025-09-12")
    press(running, "Ctrl+Return")
    view = shown(running)
    assert view.row.state is ClaimState.PUBLISHED
    assert view.publication is not None
    assert view.publication.place == "https://courier.example/checks/41"
    assert view.publication.at.date() == date(2025, 9, 12)
    assert view.publication.by == "Una Lindqvar"
    assert {row.id: row.state for row in rows(running)}[claim] is ClaimState.PUBLISHED
    assert "Published" in running.window.inspector.verdict.note()
    assert not action.isEnabled()


def test_the_next_check_of_an_article_appeared_where_the_last_one_did(
    start: Start, desk: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    approved(running)
    press(running, "Ctrl+Alt+Return")
    assert dialog(running, PublishDialog).where.text() == ""
    write(running, "https://courier.example/checks")
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.PUBLISHED
    sent(running, 1)
    press(running, "Ctrl+Return", "Ctrl+Alt+Return")
    asked = dialog(running, PublishDialog)
    assert asked.where.text() == asked.where.selectedText() == "https://courier.example/checks"
    write(running, "The Courier")
    assert asked.where.text() == "The Courier"
    press(running, "Ctrl+Return")
    publication = shown(running).publication
    assert publication is not None
    assert publication.place == "The Courier"


@pytest.mark.parametrize(
    ("where", "when", "said"),
    [
        ("", "2025-09-12", "Say where it appeared"),
        ("   ", "2025-09-12", "Say where it appeared"),
        ("ftp://courier.example", "2025-09-12", "http"),
        ("https://courier.example/a b", "2025-09-12", "http"),
        ("The Courier", "", "2025-09-11"),
        ("The Courier", "12 September", "2025-09-11"),
        ("The Courier", "2025-02-30", "2025-09-11"),
        ("The Courier", "9999-12-31", "still to come"),
    ],
)
def test_a_publication_that_makes_no_sense_is_not_taken(
    start: Start, desk: Path, settings: Settings, where: str, when: str, said: str
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    approved(running)
    press(running, "Ctrl+Alt+Return")
    asked = dialog(running, PublishDialog)
    write(running, where)
    asked.when.setText(when)
    press(running, "Ctrl+Return")
    assert asked.isVisible()
    assert said in asked.complaint.text()
    press(running, "Escape")
    assert shown(running).row.state is ClaimState.APPROVED


def test_a_confidential_source_is_shown_as_one_and_its_name_in_the_reason_is_warned_of(
    start: Start, desk: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    claim = sent(running)
    for operation in (
        AddEvidence(
            claim, EvidenceDraft("Call with Orsolya Brandt", publisher="Orsolya Brandt", confidential=True)
        ),
        SetRationale(claim, "Orsolya Brandt of the port office says so."),
        SubmitCheck(claim),
    ):
        running.session.act(operation, by="Ada Lind")
    running.wait_until_idle()
    window = running.window
    for cards in (window.inspector.verdict.evidence.cards, window.inspector.evidence.list.cards):
        open_one, secret = cards
        assert secret.accessibleName() == "Context, Confidential: Call with Orsolya Brandt"
        assert secret.secret.text() == "Confidential"
        assert not secret.lock.pixmap().isNull()
        assert not secret.secret.isHidden()
        assert open_one.secret.isHidden()
        assert "Confidential" not in open_one.accessibleName()
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.SUBMITTED
    [said] = [text for text in window.notice.texts() if "confidential source" in text]
    assert "Orsolya Brandt" in said
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.APPROVED
    assert said not in window.notice.texts()
    press(running, "Ctrl+Alt+Return")
    assert not [each for each in window.findChildren(PublishDialog) if each.isVisible()]
    press(running, "Ctrl+Alt+Return")
    assert dialog(running, PublishDialog).isVisible()
    press(running, "Escape", "Ctrl+Alt+Return")
    assert window.notice.action_button.text() == "Publish all the same…"
    window.notice.action_button.click()
    running.wait_until_idle()
    assert dialog(running, PublishDialog).isVisible()
    assert not [text for text in window.notice.texts() if "confidential source" in text]


def test_a_confidential_source_that_is_not_named_is_approved_at_once(
    start: Start, desk: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    claim = sent(running)
    for operation in (
        AddEvidence(claim, EvidenceDraft("Call", publisher="Orsolya Brandt", confidential=True)),
        SubmitCheck(claim),
    ):
        running.session.act(operation, by="Ada Lind")
    running.wait_until_idle()
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.APPROVED
