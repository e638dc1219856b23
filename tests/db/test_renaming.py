"""A person's name put right: what they did is theirs under it, and the record keeps what was signed."""

from __future__ import annotations

import pytest

from core.errors import UserError
from core.evidence import audit
from core.records import Capacity, EvidenceDraft, ListedClaim, Question
from core.reports import FORMATS
from db import health
from db.operations import (
    AddEvidence,
    ApproveCheck,
    AssignClaims,
    RenamePerson,
    SetCapacity,
    SetRating,
    SetRationale,
    SubmitCheck,
    WithdrawCheck,
)
from db.store import Desk
from tests.db.driving import refused, view
from tests.db.examples import ME, claim_at

WRONG, RIGHT, EDITOR = "Alcie Sand", "Alice Sand", "Una Lindqvar"


def names(desk: Desk) -> set[str]:
    return {row.name for row in desk.read.people()}


def assignee(desk: Desk, claim: int) -> str | None:
    row = desk.read.claim_rows([claim])[claim]
    assert isinstance(row, ListedClaim)
    return row.assignee


@pytest.fixture
def sent(desk: Desk) -> int:
    """A check that was sent under the wrong name, which is assigned to that name too."""
    claim = claim_at(desk, "52 prisoners")
    desk.transact(AssignClaims((claim,), WRONG), WRONG)
    for operation in (
        SetRating(claim, Question.SO, "true"),
        SetRationale(claim, "Counted."),
        AddEvidence(claim, EvidenceDraft("List", "https://example.org/list")),
        SubmitCheck(claim),
    ):
        desk.transact(operation, WRONG)
    return claim


def test_reports_have_the_new_name_and_the_record_what_was_signed(desk: Desk, sent: int) -> None:
    before = [(event.hash, event.actor, event.payload) for event in desk.read.audit_events()]
    desk.transact(ApproveCheck(sent), EDITOR)
    assert desk.transact(RenamePerson(WRONG, f" {RIGHT}  "), EDITOR).claims == {sent}
    assert names(desk) >= {RIGHT, EDITOR}
    assert WRONG not in names(desk)
    after = list(desk.read.audit_events())
    assert [(event.hash, event.actor, event.payload) for event in after[: len(before)]] == before
    assert audit.verify(after) == []
    assert (after[-1].action, after[-1].actor) == ("rename person", EDITOR)
    assert WRONG in (after[-1].payload or "")
    found = view(desk, sent)
    assert assignee(desk, sent) == RIGHT
    signed = {row.by for row in found.history}
    assert WRONG in signed
    assert RIGHT not in signed
    sending = desk.read.context(sent).sent
    assert sending is not None
    assert sending.by == RIGHT
    report = desk.read.report(1)
    assert report is not None
    assert RIGHT in FORMATS["json"].render(report).decode()
    assert health.check(desk.connection).sound


def test_nobody_approves_their_own_check_by_another_name(desk: Desk, sent: int) -> None:
    desk.transact(RenamePerson(WRONG, RIGHT), WRONG)
    refused(desk, ApproveCheck(sent), "S-LIFE-REVIEWER", RIGHT)
    refused(desk, ApproveCheck(sent), "S-LIFE-REVIEWER", WRONG)
    desk.transact(WithdrawCheck(sent), WRONG)  # at a window that still has the name before
    assert WRONG not in names(desk)
    assert view(desk, sent).history[-1].by == RIGHT


def test_steps_of_undo_go_on_under_the_new_name(desk: Desk) -> None:
    claim = claim_at(desk, "52 prisoners")
    desk.transact(AssignClaims((claim,), WRONG), WRONG)
    desk.transact(RenamePerson(WRONG, RIGHT), EDITOR)
    desk.undo(RIGHT)
    assert assignee(desk, claim) is None
    desk.redo(RIGHT)
    assert assignee(desk, claim) == RIGHT


def test_a_claim_assigned_by_the_name_before_is_theirs_under_the_new_one(desk: Desk, sent: int) -> None:
    desk.transact(RenamePerson(WRONG, RIGHT), EDITOR)
    other = claim_at(desk, "1,300 or 1,400 people")
    desk.transact(AssignClaims((other,), WRONG), EDITOR)
    assert assignee(desk, other) == RIGHT


def test_two_people_are_not_made_one(desk: Desk, sent: int) -> None:
    desk.transact(SetCapacity("Otto Quill", None), ME)
    desk.transact(SetRating(claim_at(desk, "by 4.6 per cent"), Question.SO, "true"), "Otto Quill")
    said = refused(desk, RenamePerson(WRONG, "otto  quill"), "S-DESK-PERSON")
    assert "There is Otto Quill on this desk already" in said
    assert "nobody" in refused(desk, RenamePerson("Nemo Nil", RIGHT), "S-DESK-PERSON").lower()
    assert "needs a name" in refused(desk, RenamePerson(WRONG, " "), "S-DESK-PERSON")
    desk.transact(RenamePerson(WRONG, RIGHT), ME)
    assert "signed with it" in refused(desk, RenamePerson("Otto Quill", WRONG), "S-DESK-PERSON")
    desk.transact(RenamePerson(RIGHT, "alice sand"), ME)  # a capital is no other person
    desk.transact(RenamePerson("Alice Sand", WRONG), ME)
    assert WRONG in names(desk)


def test_where_there_is_a_lead_they_put_names_right(desk: Desk, sent: int) -> None:
    desk.transact(SetCapacity(EDITOR, Capacity.LEAD), EDITOR)
    refused(desk, RenamePerson(WRONG, RIGHT), "S-DESK-LEAD", WRONG)
    desk.transact(RenamePerson(EDITOR, "Una Lindqvist"), EDITOR)
    with pytest.raises(UserError, match="ask Una Lindqvist"):
        desk.transact(RenamePerson(WRONG, RIGHT), WRONG)
