"""What an editor sees of a check that was sent: what changed since the last look, and why something is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.checking.changes import Piece
from core.evidence.capture import Captured
from core.records import Capacity, ClaimState, EvidenceDraft, MentionKind, Question, Queue
from db.operations import (
    AddComment,
    AddEvidence,
    CaptureSource,
    Operation,
    ReturnCheck,
    SetCapacity,
    SetOnePerson,
    SetRating,
    SetRationale,
    SubmitCheck,
)
from gui.controllers.matching import quotation
from gui.running import Running
from gui.settings import ADVANCE, CHECKER, Settings
from gui.views.dialogs.quote_diff_dialog import QuoteDiffDialog
from gui.views.dialogs.recheck_dialog import HoldsDialog, ReopenDialog
from gui.views.dialogs.return_dialog import ReturnDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, dialog, press, rows, shown, write

CHECK, EDIT = "Ada Lind", "Una Lindqvar"


def send(running: Running, claim: int, so: str = "true") -> None:
    """Complete a check in the checker's name and send it."""
    view = ask(running, lambda desk: desk.read.claim(claim))
    assert view is not None
    operations: list[Operation] = [SetRating(claim, Question.SO, so), SetRationale(claim, "The minutes have it.")]
    if view.said_applies:
        operations.append(SetRating(claim, Question.SAID, "verbatim"))
    if not view.evidence:
        operations.append(AddEvidence(claim, EvidenceDraft("Minutes")))
    for operation in (*operations, SubmitCheck(claim)):
        running.session.act(operation, by=CHECK)
    running.wait_until_idle()


@pytest.fixture
def running(start: Start, desk: Path, settings: Settings) -> Running:
    """An editor at a desk where nothing was sent yet."""
    settings.set(ADVANCE, False)
    settings.set(CHECKER, EDIT)
    return start(desk)


def figure(running: Running) -> int:
    return next(row for row in rows(running) if row.kind is MentionKind.FIGURE).id


def open_claim(running: Running, claim: int) -> None:
    running.navigation.reveal(claim)
    running.wait_until_idle()


def told(running: Running) -> list[tuple[str, str]]:
    """The names and words of what is shown as changed; [-gone-], {+new+}."""
    marks = {Piece.SAME: "{}", Piece.GONE: "[-{}-]", Piece.NEW: "{{+{}+}}"}
    view = running.window.inspector.verdict.changes
    return [
        (each.accessibleName(), "".join(marks[piece].format(text) for piece, text in each.pieces()))
        for each in view.texts
        if each.isVisible()
    ]


def test_a_check_is_new_then_shows_what_changed_until_it_is_decided(running: Running) -> None:
    claim = figure(running)
    send(running, claim)
    open_claim(running, claim)
    view = running.window.inspector.verdict.changes
    assert view.isVisible()
    assert "not looked at this check" in view.none.text()
    press(running, "J", "K")  # the first look is noted when the check is left
    assert shown(running).row.id == claim
    assert view.title.accessibleName().startswith("Changed since revision")
    assert "Nothing has changed" in view.none.text()
    press(running, "Ctrl+Shift+Return")
    write(running, "Which minutes?")
    press(running, "Ctrl+Return")
    running.session.act(AddEvidence(claim, EvidenceDraft("Minutes of May")), by=CHECK)
    send(running, claim, "false")
    assert told(running) == [("So?", "[-True-]{+False+}"), ("Source +", "{+Minutes of May · context+}")]
    press(running, "J", "K")  # leafing does not take the marks away
    assert ("So?", "[-True-]{+False+}") in told(running)
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.APPROVED
    since = ask(running, lambda desk: desk.read.changes_since_look(claim, EDIT))
    assert since is not None
    assert since.changes == ()


def test_the_words_that_differ_are_marked_and_read_out(running: Running) -> None:
    claim = figure(running)
    send(running, claim)
    open_claim(running, claim)
    press(running, "J", "K")
    running.session.act(ReturnCheck(claim, "Which?"), by=EDIT)
    running.session.act(SetRationale(claim, "The minutes of May have it."), by=CHECK)
    running.session.act(SubmitCheck(claim), by=CHECK)
    running.wait_until_idle()
    assert told(running) == [("Why", "The minutes{+ of May+} have it.")]
    [text] = running.window.inspector.verdict.changes.texts
    assert text.accessibleDescription() == "was: The minutes have it.; now: The minutes of May have it."


def test_what_is_reviewed_is_not_edited_by_a_stray_key(running: Running) -> None:
    claim = figure(running)
    send(running, claim)
    open_claim(running, claim)
    inspector = running.window.inspector
    assert inspector.tabs.tabText(0) == "Review"
    press(running, "3")
    assert shown(running).check.so == "true"
    assert shown(running).row.state is ClaimState.SUBMITTED
    assert inspector.verdict.rationale.isReadOnly()
    press(running, "Shift+W")  # taken back, it is one's own to edit
    assert shown(running).row.state is ClaimState.CHECKING
    press(running, "3")
    assert shown(running).check.so == "misleading"
    assert inspector.tabs.tabText(0) == "Verdict"


def test_the_queue_is_gone_through_by_keys(running: Running) -> None:
    running.settings.set(ADVANCE, True)
    figures = [row.id for row in rows(running) if row.kind is MentionKind.FIGURE][:2]
    for claim in figures:
        send(running, claim)
    press(running, "G")
    assert running.navigation.filter.queue is Queue.SUBMITTED
    assert [row.id for row in rows(running)] == figures
    assert shown(running).row.id == figures[0]
    press(running, "J", "Ctrl+Return")  # after the last one the first that still waits
    assert shown(running).row.id == figures[0]
    press(running, "Ctrl+Return")
    assert rows(running) == []
    assert "No other check waits" in running.window.status.hint()
    states = ask(running, lambda desk: desk.read.claim_rows(figures))
    assert {row.state for row in states.values()} == {ClaimState.APPROVED}


def test_a_key_that_is_refused_says_why(running: Running) -> None:
    claim = figure(running)
    open_claim(running, claim)
    for keys, words in (
        ("Ctrl+Alt+Return", "You cannot publish it: the claim is suggested"),
        ("Ctrl+Shift+Return", "You cannot return it: the claim is suggested"),
        ("Ctrl+Alt+C", "You cannot open a correction: the claim is suggested"),
        ("Shift+R", "You cannot ask for a new check: the claim is suggested"),
    ):
        press(running, keys)
        assert any(words in text for text in running.window.notice.texts()), keys


def test_a_checker_is_told_why_they_decide_nothing(running: Running) -> None:
    claim = figure(running)
    send(running, claim)
    running.session.act(SetCapacity(EDIT, Capacity.CHECKER))
    running.roster.load()
    open_claim(running, claim)
    row = running.window.inspector.action_row
    assert not row.approve_button.isVisible()
    assert row.missing.text().startswith(f"{EDIT} is a checker on this desk")
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.SUBMITTED
    press(running, "Ctrl+Shift+Return")
    assert not [each for each in running.window.findChildren(ReturnDialog) if each.isVisible()]
    assert any("is a checker on this desk" in text for text in running.window.notice.texts())


def test_on_a_desk_of_one_person_ones_own_check_is_approved(running: Running) -> None:
    running.settings.set(CHECKER, CHECK)
    running.session.act(SetOnePerson(True))
    running.roster.load()
    claim = figure(running)
    send(running, claim)
    open_claim(running, claim)
    assert running.window.inspector.action_row.approve_button.isVisible()
    press(running, "Ctrl+Return")
    assert shown(running).row.state is ClaimState.APPROVED


def test_an_approved_check_is_reopened_and_holds_until_a_day_by_keys(running: Running) -> None:
    claim = figure(running)
    send(running, claim)
    open_claim(running, claim)
    press(running, "Ctrl+Return", "H")
    asked = dialog(running, HoldsDialog)
    for wrong, words in (("soon", "year-month-day"), ("2025-01-01", "has come")):
        asked.field.setText(wrong)
        press(running, "Ctrl+Return")
        assert words in asked.complaint.text()
    asked.field.setText("2999-01-01")
    press(running, "Ctrl+Return")
    held = shown(running).recheck_on
    assert held is not None
    assert held.year == 2999
    press(running, "H", "Delete", "Ctrl+Return")
    assert shown(running).recheck_on is None
    press(running, "Shift+R")
    dialog(running, ReopenDialog)
    press(running, "Down", "Ctrl+Return")
    view = shown(running)
    assert view.row.state is ClaimState.NEEDS_RECHECK
    assert "figure changed" in view.history[-1].what
    press(running, "2")
    assert shown(running).row.state is ClaimState.CHECKING


def test_comments_are_resolved_by_a_key(running: Running) -> None:
    claim = figure(running)
    running.session.act(AddComment(claim, "Which list?"), by=CHECK)
    running.session.act(AddComment(claim, "And when?"), by=CHECK)
    running.wait_until_idle()
    open_claim(running, claim)
    action = running.window.actions_table["resolve-comment"]
    assert action.isEnabled()
    press(running, "Shift+C")
    assert [row.resolved_by for row in running.window.inspector.context.comments] == [EDIT, None]
    press(running, "Shift+C")
    assert running.window.inspector.comments.open_count == 0
    assert not action.isEnabled()


def test_the_quote_stands_against_its_source(running: Running) -> None:
    quote = next(row for row in rows(running) if row.kind is MentionKind.DIRECT)
    running.session.act(
        AddEvidence(quote.id, EvidenceDraft("Recording", locator="00:14", excerpt="Nobody at all asked us, no.")),
        by=CHECK,
    )
    send(running, quote.id)
    open_claim(running, quote.id)
    view = running.window.inspector.verdict.changes
    assert view.source_title.accessibleName() == "Against the source · Recording · 00:14"
    assert any(piece is Piece.GONE and "at all" in text for piece, text in view.against.pieces())
    assert "unmarked cut" in view.summary.text()


def test_words_that_the_excerpt_lacks_are_looked_for_in_the_kept_copy(running: Running) -> None:
    quote = next(row for row in rows(running) if row.kind is MentionKind.DIRECT)
    open_claim(running, quote.id)
    article = running.navigation.article
    assert article is not None
    words = quotation(shown(running), article.text).strip(" \"'“”‘’.,")
    copy = Captured(f"THE CHAIR: And then?\n\n{words}, and that is that. Next.".encode(), "text/plain", "", "")
    draft = EvidenceDraft("Transcript", excerpt=words.rpartition(" ")[0] + " elsewhere")
    running.session.act(CaptureSource(quote.id, draft, copy), by=CHECK)
    send(running, quote.id)
    open_claim(running, quote.id)
    view = running.window.inspector.verdict.changes
    assert view.source_title.accessibleName() == "Against the source · Transcript · its kept copy"
    assert all(piece is Piece.SAME for piece, _ in view.against.pieces())
    assert "The quotation stops before “, and that is that.”" in view.summary.text()
    press(running, "D")
    asked = dialog(running, QuoteDiffDialog)
    assert "and that is that" in asked.original.toPlainText()
    assert asked.source.text() == "From the kept copy of “Transcript”"
    assert asked.list.item(0).text() == "The quotation stops before “, and that is that.”"
    press(running, "Escape")


def test_a_claim_that_left_the_list_stays_in_hand_when_a_dialog_closes(running: Running) -> None:
    """A list without a current row must not take the first one when the focus comes back to it."""
    figures = [row.id for row in rows(running) if row.kind is MentionKind.FIGURE][:2]
    for claim in figures:
        send(running, claim)
    press(running, "G", "J", "Ctrl+Return", "H", "Escape")
    assert running.navigation.claim_id == figures[1]
    running.window.claims_pane.list.clearFocus()
    running.window.claims_pane.focus_list()
    running.wait_until_idle()
    assert running.navigation.claim_id == figures[1]


def test_the_reason_for_another_rating_stands_under_the_returned_check(
    running: Running, settings: Settings
) -> None:
    claim = figure(running)
    send(running, claim)
    running.session.act(ReturnCheck(claim, "Which minutes?"), by=EDIT)
    running.wait_until_idle()
    settings.set(CHECKER, CHECK)
    settings.set(ADVANCE, True)
    open_claim(running, claim)
    press(running, "3", "W")
    write(running, " And those of May.")
    press(running, "Esc", "0", "4")
    view = shown(running)
    assert (view.row.id, view.check.so) == (claim, "false")
    assert view.check.rationale == "The minutes have it. And those of May."


def test_a_check_opened_for_review_shows_why_and_its_sources(running: Running, settings: Settings) -> None:
    claim = figure(running)
    send(running, claim)
    press(running, "J", "C", "Esc")
    tabs = running.window.inspector.tabs
    assert tabs.currentIndex() == 3
    press(running, "G")
    assert shown(running).row.id == claim
    assert tabs.currentIndex() == 0
    assert running.window.inspector.verdict.rationale.isVisible()
    press(running, "C", "Esc")
    assert tabs.currentIndex() == 3, "whoever looks for the comments stays with them"
    settings.set(CHECKER, CHECK)
    running.wait_until_idle()
    assert tabs.currentIndex() == 3
    settings.set(CHECKER, EDIT)
    running.wait_until_idle()
    assert tabs.currentIndex() == 0, "another person sits down to review it"
