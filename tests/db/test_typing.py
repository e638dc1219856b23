"""Typing that is no revision yet: given back to whoever typed it, and never in place of what was written since."""

from __future__ import annotations

import pytest

from core.checking.life import Cause
from core.errors import UserError
from core.records import ClaimState, EvidenceDraft, Question
from db.operations import (
    AddComment,
    AddEvidence,
    ApproveCheck,
    AskRecheck,
    KeepComment,
    KeepDraft,
    ReturnCheck,
    SetRating,
    SetRationale,
    SubmitCheck,
    WithdrawCheck,
)
from db.store import Desk
from tests.db.driving import view
from tests.db.examples import ME, claim_at

BO = "Bo Tarn"
EDITOR = "Una Lindqvar"
TYPED = "Half a thought"


@pytest.fixture
def claim(desk: Desk) -> int:
    return claim_at(desk, "by 4.6 per cent")


def typing(desk: Desk, claim: int) -> list[tuple[str, str]]:
    return [(each.words, each.by) for each in view(desk, claim).typing]


def send(desk: Desk, claim: int, by: str = BO) -> None:
    desk.transact(SetRationale(claim, "Counted."), by)
    desk.transact(SetRating(claim, Question.SO, "true"), by)
    desk.transact(AddEvidence(claim, EvidenceDraft("Minutes")), by)
    desk.transact(SubmitCheck(claim), by)


def test_typing_is_kept_with_whose_it_is(desk: Desk, claim: int) -> None:
    desk.transact(KeepDraft(claim, TYPED), ME)
    assert typing(desk, claim) == [(TYPED, ME)]
    assert desk.read.drafts(ME) == [claim]
    assert desk.read.drafts(BO) == [], "it is not his to go on with"


def test_somebody_else_s_rating_leaves_it(desk: Desk, claim: int) -> None:
    desk.transact(KeepDraft(claim, TYPED), ME)
    desk.transact(SetRating(claim, Question.SO, "true"), BO)
    assert typing(desk, claim) == [(TYPED, ME)]


def test_words_that_somebody_wrote_since_stand(desk: Desk, claim: int) -> None:
    desk.transact(KeepDraft(claim, TYPED), ME)
    desk.transact(SetRationale(claim, "Counted."), BO)
    assert typing(desk, claim) == []
    assert desk.read.drafts(ME) == []


def test_what_was_decided_is_not_typed_over(desk: Desk, claim: int) -> None:
    send(desk, claim)
    desk.transact(KeepDraft(claim, TYPED), ME)
    assert view(desk, claim).row.state is ClaimState.SUBMITTED
    assert typing(desk, claim) == []
    desk.transact(ApproveCheck(claim), EDITOR)
    assert typing(desk, claim) == []


@pytest.mark.parametrize("back", [WithdrawCheck, lambda claim: ReturnCheck(claim, "Which list?")])
def test_it_waits_until_the_check_is_worked_on_again(desk: Desk, claim: int, back: type[WithdrawCheck]) -> None:
    send(desk, claim)
    desk.transact(KeepDraft(claim, TYPED), ME)
    desk.transact(back(claim), BO if back is WithdrawCheck else EDITOR)
    assert typing(desk, claim) == [(TYPED, ME)]
    desk.transact(SetRationale(claim, f"{TYPED}, whole."), ME)
    assert typing(desk, claim) == []


def test_typing_that_is_taken_back_is_no_action(desk: Desk, claim: int) -> None:
    desk.transact(SetRationale(claim, "Counted."), ME)
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.undo(ME)
    head = desk.read.audit_head()
    desk.transact(KeepDraft(claim, "Counted. A"), ME)
    desk.transact(SetRationale(claim, "Counted."), ME)
    assert typing(desk, claim) == []
    assert desk.read.audit_head() == head
    assert desk.redo(ME).label == "rating: True"


def test_each_is_given_back_their_own(desk: Desk, claim: int) -> None:
    desk.transact(KeepDraft(claim, TYPED), ME)
    desk.transact(KeepDraft(claim, "B"), BO)
    assert typing(desk, claim) == [(TYPED, ME), ("B", BO)]
    assert desk.read.drafts(ME) == desk.read.drafts(BO) == [claim]


def test_typing_on_a_check_that_is_looked_at_again_is_kept(desk: Desk, claim: int) -> None:
    send(desk, claim)
    desk.transact(ApproveCheck(claim), EDITOR)
    desk.transact(AskRecheck(claim, Cause.OTHER, "A new list."), EDITOR)
    desk.transact(KeepDraft(claim, TYPED), ME)
    assert typing(desk, claim) == [(TYPED, ME)]
    assert desk.read.drafts(ME) == [claim]


def test_what_was_typed_before_an_approval_does_not_come_back(desk: Desk, claim: int) -> None:
    desk.transact(SetRationale(claim, "Counted."), BO)
    desk.transact(KeepDraft(claim, TYPED), ME)
    desk.transact(SetRating(claim, Question.SO, "true"), BO)
    desk.transact(AddEvidence(claim, EvidenceDraft("Minutes")), BO)
    desk.transact(SubmitCheck(claim), BO)
    desk.transact(ApproveCheck(claim), EDITOR)
    desk.transact(AskRecheck(claim, Cause.OTHER, "A new list."), EDITOR)
    desk.transact(SetRating(claim, Question.SO, "false"), BO)
    assert view(desk, claim).row.state is ClaimState.CHECKING
    assert typing(desk, claim) == []


def test_typing_back_to_what_is_saved_keeps_nothing(desk: Desk, claim: int) -> None:
    desk.transact(KeepDraft(claim, TYPED), ME)
    desk.transact(KeepDraft(claim, ""), ME)
    assert typing(desk, claim) == []
    desk.transact(SetRationale(claim, "Counted."), ME)
    desk.transact(KeepDraft(claim, "Counted. A"), ME)
    desk.transact(KeepDraft(claim, "B"), BO)
    desk.transact(KeepDraft(claim, "Counted."), ME)
    assert typing(desk, claim) == [("B", BO)], "and of nobody else"
    assert desk.read.drafts(ME) == []


# --- comments ---------------------------------------------------------------------------------------------------


def test_a_comment_that_is_typed_waits_for_whoever_typed_it(desk: Desk, claim: int) -> None:
    other = claim_at(desk, "52 prisoners")
    before = len(view(desk, claim).history), desk.undo_label(ME)
    desk.transact(KeepComment(claim, "Which rec"), ME)
    desk.transact(KeepComment(claim, "Which recording?"), ME)
    desk.transact(KeepComment(other, "And whose?"), ME)
    desk.transact(KeepComment(claim, "Mine"), BO)
    assert desk.read.unsent_comments(ME) == {other: "And whose?", claim: "Which recording?"}
    assert desk.read.unsent_comments(BO) == {claim: "Mine"}
    assert desk.read.unsent_comments(EDITOR) == {}
    assert desk.read.context(claim).comments == (), "nobody else is shown it"
    assert (len(view(desk, claim).history), desk.undo_label(ME)) == before


def test_a_comment_that_is_sent_is_typed_no_longer(desk: Desk, claim: int) -> None:
    desk.transact(KeepComment(claim, "Which recording?"), ME)
    desk.transact(KeepComment(claim, "Mine"), BO)
    desk.transact(AddComment(claim, "Which recording?"), ME)
    assert desk.read.unsent_comments(ME) == {}
    assert desk.read.unsent_comments(BO) == {claim: "Mine"}


@pytest.mark.parametrize("words", ["", " \n"])
def test_a_comment_whose_words_are_taken_out_is_not_kept(desk: Desk, claim: int, words: str) -> None:
    desk.transact(KeepComment(claim, "Which recording?"), ME)
    desk.transact(KeepComment(claim, words), ME)
    assert desk.read.unsent_comments(ME) == {}


def test_a_comment_on_no_claim_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError):
        desk.transact(KeepComment(10_000, "Which recording?"), ME)
