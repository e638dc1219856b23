"""Dismissing: what was never approved can go, with its work in the record; what was approved once stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.checking.dismissal import Dismissal
from core.errors import UserError
from core.records import ClaimState, DismissReason, EvidenceDraft, MentionKind, Question
from db import health
from db.operations import (
    AcceptClaims,
    AddClaim,
    AddEvidence,
    ApproveCheck,
    AssignClaims,
    DismissClaims,
    PublishCheck,
    RestoreClaims,
    ReturnCheck,
    SetRating,
    SetRationale,
    SubmitCheck,
)
from db.store import Desk
from tests.db import driving
from tests.db.examples import ME, at, claim_at, visible

EDITOR = "Una Lindqvar"
WHY = DismissReason.NOT_A_CLAIM


@pytest.fixture
def sent(desk: Desk) -> int:
    claim = claim_at(desk, "52 prisoners")
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(SetRationale(claim, "Counted."), ME)
    desk.transact(AddEvidence(claim, EvidenceDraft("List")), ME)
    desk.transact(SubmitCheck(claim), ME)
    return claim


def state(desk: Desk, claim: int) -> ClaimState:
    found = desk.read.claim(claim)
    assert found is not None
    return found.row.state


def refused(desk: Desk, claim: int) -> UserError:
    with pytest.raises(UserError) as caught:
        desk.transact(DismissClaims((claim,), WHY), ME)
    assert desk.read.to_dismiss([claim]) == Dismissal((), 1, caught.value.message)
    return caught.value


def test_what_was_worked_on_goes_with_its_work_and_comes_back(desk: Desk) -> None:
    claim = claim_at(desk, "52 prisoners")
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    before = visible(desk)
    assert desk.read.to_dismiss([claim]) == Dismissal((claim,), 1)
    desk.transact(DismissClaims((claim,), WHY), ME)
    found = desk.read.claim(claim)
    assert found is not None
    assert (found.row.state, found.dismissed_because, found.check.so) == (ClaimState.DISMISSED, WHY, "true")
    # Nobody rules on it: it counts as settled, and not as true.
    assert desk.read.articles()[0].tally == ((None, 7),)
    desk.transact(RestoreClaims((claim,)), ME)
    assert visible(desk)["claims"] == before["claims"]
    desk.undo(ME)
    desk.undo(ME)
    assert visible(desk)["claims"] == before["claims"]
    assert health.check(desk.connection).sound


def test_a_claim_marked_by_hand_can_go_too(desk: Desk) -> None:
    change = desk.transact(AddClaim(1, MentionKind.INDIRECT, (at("Fares rose"),)), ME)
    claim = change.focus_claim
    assert claim is not None
    desk.transact(DismissClaims((claim,), WHY), ME)
    assert state(desk, claim) is ClaimState.DISMISSED
    desk.transact(RestoreClaims((claim,)), ME)
    assert state(desk, claim) is ClaimState.OPEN


def test_what_the_editor_returned_can_go(desk: Desk, sent: int) -> None:
    assert "can withdraw it" in refused(desk, sent).message
    desk.transact(ReturnCheck(sent, "This is no claim."), EDITOR)
    desk.transact(DismissClaims((sent,), WHY), ME)
    assert state(desk, sent) is ClaimState.DISMISSED


def test_what_was_approved_or_published_never_vanishes(desk: Desk, sent: int) -> None:
    desk.transact(ApproveCheck(sent), EDITOR)
    assert refused(desk, sent).code == "S-LIFE-MOVE"
    desk.transact(SetRating(sent, Question.SO, "false"), ME)
    error = refused(desk, sent)
    assert (state(desk, sent), error.code) == (ClaimState.CHECKING, "S-LIFE-APPROVED")
    assert "correct it in public" in error.message
    desk.transact(SubmitCheck(sent), ME)
    desk.transact(ApproveCheck(sent), EDITOR)
    desk.transact(PublishCheck(sent, "page 3", datetime(2025, 9, 12, 12, tzinfo=UTC)), EDITOR)
    assert "open a correction" in refused(desk, sent).message


def test_no_check_appeared_before_its_article(desk: Desk, sent: int) -> None:
    desk.transact(ApproveCheck(sent), EDITOR)
    article = desk.read.articles()[0].published
    assert article is not None
    early = datetime(article.year, article.month, article.day, 12, tzinfo=UTC) - timedelta(days=1)
    with pytest.raises(UserError, match="enter the day it appeared") as caught:
        desk.transact(PublishCheck(sent, "page 3", early), EDITOR)
    assert caught.value.code == "S-LIFE-PUBLICATION"
    desk.transact(PublishCheck(sent, "page 3", early + timedelta(days=1)), EDITOR)


def test_of_several_only_suggestions_go(desk: Desk, sent: int) -> None:
    other, third = claim_at(desk, "by 4.6 per cent"), claim_at(desk, "1,300 or 1,400 people")
    desk.transact(AcceptClaims((other,)), ME)
    found = desk.read.to_dismiss([sent, other, third, third, 999])
    assert found == Dismissal((third,), 3, "1 is checked already, 1 is accepted already")
    desk.transact(DismissClaims(found.ids, WHY), ME)
    assert desk.read.to_dismiss([third, sent]).ids == ()


@pytest.mark.parametrize("first", [True, False])
def test_a_claim_that_is_gone_keeps_no_other_from_being_dismissed_or_assigned(desk: Desk, first: bool) -> None:
    desk.transact(AddClaim(1, MentionKind.INDIRECT, (at("Fares rose"),)), ME)
    gone, other = claim_at(desk, "Fares rose"), claim_at(desk, "by 4.6 per cent")
    desk.undo(ME)
    ids = (gone, other) if first else (other, gone)
    assert desk.transact(AssignClaims(ids, "Otto Quill"), ME).claims == {other}
    change = desk.transact(DismissClaims(ids, WHY), ME)
    assert (change.label, change.claims, change.focus_claim) == ("dismiss claim", frozenset({other}), other)
    for operation in (AssignClaims((gone,), "Otto Quill"), DismissClaims((gone,), WHY)):
        driving.refused(desk, operation, "S-CLAIM-GONE")
