"""Typing that a desk kept: who is given it back, and what it never takes the place of."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.records import ClaimFilter, ClaimState, EvidenceDraft, Order, Question, Typing
from db.operations import AddEvidence, ApproveCheck, KeepDraft, SetRating, SetRationale, SubmitCheck
from db.store import open_desk
from gui.running import Running
from gui.settings import CHECKER, TEXT_SIZE, Settings
from gui.views.inspector.rationale import PAUSE
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, focus, press, rows, shown, write
from tests.gui.shell.test_bad_input import failing


def test_somebody_else_s_typing_is_neither_shown_nor_saved(start: Start, desk: Path) -> None:
    with open_desk(desk) as opened:
        claim, *_ = opened.read.claim_ids(ClaimFilter(order=Order.POSITION))
        opened.transact(KeepDraft(claim, "half a thought of Ana"), "Ana Beric")
    running = start(desk)
    running.navigation.choose_claim(claim)
    running.wait_until_idle()
    assert running.window.inspector.verdict.rationale.toPlainText() == ""
    press(running, "J", "K")
    view = shown(running)
    assert (view.row.id, view.check.revision) == (claim, 0)
    assert view.typing == (Typing("half a thought of Ana", "Ana Beric"),), "it waits for her"


def test_looking_at_a_check_that_was_decided_changes_nothing(start: Start, desk: Path, settings: Settings) -> None:
    with open_desk(desk) as opened:
        ids = opened.read.claim_ids(ClaimFilter(order=Order.POSITION))
        views = [view for number in ids if (view := opened.read.claim(number)) is not None]
        claim = next(view.row.id for view in views if not view.said_applies)
        opened.transact(SetRationale(claim, "Counted."), "Bo Tarn")
        opened.transact(SetRating(claim, Question.SO, "true"), "Bo Tarn")
        opened.transact(AddEvidence(claim, EvidenceDraft("Minutes")), "Bo Tarn")
        opened.transact(SubmitCheck(claim), "Bo Tarn")
        opened.transact(ApproveCheck(claim), "Una Lindqvar")
        opened.transact(KeepDraft(claim, "half a thought"), settings.checker())
    running = start(desk)
    running.navigation.choose_claim(claim)
    running.wait_until_idle()
    press(running, "J", "K")
    view = shown(running)
    assert (view.row.id, view.row.state, view.check.rationale) == (claim, ClaimState.APPROVED, "Counted.")


def test_words_that_were_erased_do_not_come_back(start: Start, desk: Path, qtbot: QtBot) -> None:
    running = start(desk)
    field, me = running.window.inspector.verdict.rationale, running.session.checker
    claim = shown(running).row.id
    press(running, "W")
    with qtbot.waitSignal(field.typed):
        write(running, "Of another claim")
    running.wait_until_idle()
    assert ask(running, lambda desk: desk.read.drafts(me)) == [claim]
    press(running, "Ctrl+A", "Del", "Esc", "J", "K", "J", "K")
    view = shown(running)
    assert (view.row.id, field.words()) == (claim, "")
    assert (view.row.state, view.check.revision) == (ClaimState.SUGGESTED, 0), "nobody worked on it"
    assert ask(running, lambda desk: desk.read.drafts(me)) == []


def test_words_typed_back_to_what_is_saved_are_no_draft(start: Start, desk: Path, qtbot: QtBot) -> None:
    running = start(desk)
    field, me = running.window.inspector.verdict.rationale, running.session.checker
    press(running, "W")
    write(running, "Counted.")
    press(running, "Esc")
    revision = shown(running).check.revision
    press(running, "W")
    with qtbot.waitSignal(field.typed):
        write(running, "x")
    with qtbot.waitSignal(field.typed):  # while one is still in the field
        press(running, "Backspace")
    running.wait_until_idle()
    assert ask(running, lambda desk: desk.read.drafts(me)) == []
    with qtbot.waitSignal(field.typed):
        write(running, "y")
    press(running, "Backspace", "Esc", "Alt+0", "J", "K")  # or by leaving it at once
    view = shown(running)
    assert (view.check.rationale, view.check.revision, field.words()) == ("Counted.", revision, "Counted.")


def test_going_on_from_a_field_leaves_it(start: Start, desk: Path) -> None:
    running = start(desk)
    quote = next(row for row in rows(running) if row.kind.is_quote)
    running.navigation.choose_claim(quote.id)
    running.wait_until_idle()
    press(running, "1", "E")
    write(running, "Minutes")
    press(running, "Alt+1", "Ctrl+Return", "W")
    write(running, "The minutes have it.")
    press(running, "Alt+1")  # which completes the check, from within the field
    assert shown(running).row.id != quote.id
    following = shown(running).row
    assert focus(running) is running.window.claims_pane.list, "where the next keys are keys, not words"
    press(running, "J", "K")
    assert (shown(running).row, shown(running).check.revision) == (following, 0), "nobody wrote to it"
    press(running, "C")
    assert focus(running) is running.window.inspector.comments.field
    press(running, "Shift+PgDown")
    assert shown(running).row.article_id != following.article_id
    assert focus(running) is running.window.claims_pane.list, "nor is somebody else's comment written here"


def test_a_comment_that_was_not_sent_is_there_next_time(start: Start, desk: Path) -> None:
    running = start(desk)
    window, claim = running.window, shown(running).row.id
    press(running, "C")
    write(running, "Which recording?")
    press(running, "Esc", "J")
    assert window.close(), "nothing is lost"
    running.close()
    running = start(desk)
    window = running.window
    assert any("1 comment that you typed" in text for text in window.notice.texts())
    window.notice.rows[0].action_button.click()
    running.wait_until_idle()
    assert shown(running).row.id == claim
    assert focus(running) is window.inspector.comments.field
    write(running, " Whose?")
    press(running, "Ctrl+Return")
    assert [row.text for row in window.inspector.context.comments] == ["Which recording? Whose?"]
    assert window.close()
    running.close()
    assert not start(desk).window.notice.texts()


def test_a_comment_is_on_the_disk_while_it_is_typed(start: Start, desk: Path, settings: Settings) -> None:
    running = start(desk)
    claim = shown(running).row.id
    press(running, "C")
    write(running, "Which recording?")

    def on_disk() -> dict[int, str]:
        return ask(running, lambda opened: opened.read.unsent_comments(settings.checker()))

    QTest.qWait(2 * PAUSE)
    running.wait_until_idle()
    assert focus(running) is running.window.inspector.comments.field
    assert on_disk() == {claim: "Which recording?"}
    press(running, "Ctrl+Return")
    assert on_disk() == {}


def test_a_comment_that_the_disk_did_not_take_is_kept_when_it_takes_something(start: Start, desk: Path) -> None:
    running = start(desk)
    me, claim = running.session.checker, shown(running).row.id
    press(running, "C")
    with failing(running, 13, "database or disk is full"):
        write(running, "Which recording?")
        press(running, "Esc", "J")
    assert ask(running, lambda opened: opened.read.unsent_comments(me)) == {}
    press(running, "A")
    running.wait_until_idle()
    assert ask(running, lambda opened: opened.read.unsent_comments(me)) == {claim: "Which recording?"}


def test_a_comment_waits_for_whoever_typed_it(start: Start, desk: Path, settings: Settings) -> None:
    running = start(desk)
    field = running.window.inspector.comments.field
    press(running, "C")
    write(running, "Which recording?")
    press(running, "Esc")
    me = settings.checker()
    for person, typed in (("Una Lindqvar", ""), (me, "Which recording?")):
        settings.set(CHECKER, person)
        running.wait_until_idle()
        assert field.toPlainText() == typed


def test_a_key_that_answers_nothing_here_is_no_word(start: Start, desk: Path) -> None:
    running = start(desk)
    narrated = next(row for row in rows(running) if row.speaker is None)
    running.navigation.choose_claim(narrated.id)
    running.wait_until_idle()
    press(running, "W", "Alt+1")
    assert running.window.inspector.verdict.rationale.words() == ""
    assert "the article’s own" in running.window.notice.texts()[0]


@pytest.mark.parametrize("size", (100, 200))
def test_what_is_typed_is_seen(start: Start, desk: Path, settings: Settings, size: int) -> None:
    settings.set(TEXT_SIZE, size)
    running = start(desk)
    running.window.resize(1100, 700)
    quoted = next(row for row in rows(running) if row.quoted)  # with both questions above the reason
    running.navigation.choose_claim(quoted.id)
    running.wait_until_idle()
    press(running, "W")
    for _ in range(14):
        write(running, "One list has 1,187 names. ")
        running.wait_until_idle()
        assert _caret_is_seen(running)
    press(running, "Ctrl+Home")
    assert _caret_is_seen(running)
    running.window.inspector.insert_rationale("Its own words are others.")
    running.wait_until_idle()
    assert _caret_is_seen(running)


def _caret_is_seen(running: Running) -> bool:
    """Whether the line that is typed in Why lies within what is shown of the claim."""
    field, pages = running.window.inspector.verdict.rationale, running.window.inspector.scroll_area
    caret, seen = field.cursorRect(), pages.viewport().rect()
    top, bottom = (
        field.viewport().mapTo(pages.viewport(), at).y() for at in (caret.topLeft(), caret.bottomLeft())
    )
    return seen.top() <= top and bottom <= seen.bottom()
