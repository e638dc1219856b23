"""Undo and redo take nothing away in which somebody else has worked since, whatever kind of work it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from core.records import ClaimFilter, ClaimState, ComparisonKind, DismissReason, MentionKind, Question, Reading
from core.reports import incoming
from db import health
from db.operations import (
    AddClaim,
    AddComment,
    AddEvidence,
    ApproveCheck,
    AssignClaims,
    DismissClaims,
    ImportArticle,
    ImportReport,
    KeepDraft,
    Operation,
    PublishCheck,
    RemoveArticle,
    RenamePerson,
    RuleComparison,
    SetArticleDetails,
    SetAside,
    SetOnePerson,
    SetRating,
    SetRationale,
    SignOffArticle,
    SubmitCheck,
    TakeAsNewVersion,
    WithdrawCheck,
)
from db.store import Desk
from tests.db.driving import view
from tests.db.examples import ME, TEXT, at, claim_at, document
from tests.db.test_incoming import model_of, written
from tests.db.test_republishing import LIST
from tests.db.test_undo_of_two import OTTO, refused, so

EDITOR = "Una Lindqvar"
NOON = datetime(2025, 9, 12, 12, tzinfo=UTC)


def check(claim: int) -> tuple[Operation, ...]:
    """A whole check of the claim, sent to the editor."""
    return (
        SetRating(claim, Question.SO, "true"),
        SetRationale(claim, "Counted."),
        AddEvidence(claim, LIST),
        SubmitCheck(claim),
    )


def publish(desk: Desk, claim: int, by: str) -> None:
    for operation in check(claim):
        desk.transact(operation, by)
    desk.transact(ApproveCheck(claim), EDITOR)
    desk.transact(PublishCheck(claim, "https://courier.example/1", NOON), EDITOR)


def add_draft(desk: Desk) -> int:
    """A second draft of the article, with one paragraph more."""
    text = f"{TEXT}\nNobody else was seen at the border.\n"
    number = desk.transact(ImportArticle(document(text, "second.txt", title="Second draft")), ME).focus_article
    assert number is not None
    return number


# --- redo ---


def test_redo_does_not_take_away_an_article_of_which_a_check_was_published(desk: Desk) -> None:
    claim = claim_at(desk, "by 4.6 per cent")
    desk.transact(RemoveArticle(1), ME)
    desk.undo(ME)
    publish(desk, claim, OTTO)
    told = refused(desk, ME, "S-UNDO-MOVED", redo=True)
    assert "can no longer be redone" in told
    assert "has worked on its article since" in told
    assert view(desk, claim).row.state is ClaimState.PUBLISHED
    assert desk.redo_label(ME) is None


WORK: dict[str, Callable[[int], Operation]] = {
    "comment": lambda claim: AddComment(claim, "Ask the ministry."),
    "typing": lambda claim: KeepDraft(claim, "Half a thought"),
    "assignment": lambda claim: AssignClaims((claim,), OTTO),
    "set aside": lambda claim: SetAside((claim,), True),
    "rating": lambda claim: SetRating(claim, Question.SO, "false"),
    "comparison": lambda claim: RuleComparison(
        ComparisonKind.SHARE, claim, claim - 1 if claim > 4 else claim + 1, "made"
    ),
}
"""What somebody can do about a figure."""


@pytest.mark.parametrize("work", WORK)
def test_redo_does_not_take_away_an_article_that_somebody_else_works_on(work: str, desk: Desk) -> None:
    claim = claim_at(desk, "by 4.6 per cent")
    desk.transact(RemoveArticle(1), ME)
    desk.undo(ME)
    desk.transact(WORK[work](claim), OTTO)
    assert f"{OTTO} has worked on its article since" in refused(desk, ME, "S-UNDO-MOVED", redo=True)
    assert desk.read.claim(claim) is not None


def test_redo_goes_over_what_was_taken_back_and_over_what_was_there_before(desk: Desk) -> None:
    claim = claim_at(desk, "by 4.6 per cent")
    desk.transact(AddComment(claim, "Ask the ministry."), OTTO)
    desk.transact(RemoveArticle(1), ME)
    desk.undo(ME)
    desk.transact(SetRating(claim, Question.SO, "false"), OTTO)
    desk.undo(OTTO)
    desk.redo(ME)
    assert desk.read.articles() == []
    desk.undo(ME)
    assert [each.text for each in view(desk, claim).comments] == ["Ask the ministry."]


def test_redo_of_a_new_version_does_not_take_the_earlier_one_from_who_works_on_it(desk: Desk) -> None:
    claim, other = claim_at(desk, "by 4.6 per cent"), claim_at(desk, "1,300 or 1,400 people")
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(TakeAsNewVersion(add_draft(desk), 1), ME)
    desk.undo(ME)
    desk.transact(SetRating(other, Question.SO, "false"), OTTO)
    refused(desk, ME, "S-UNDO-MOVED", redo=True)
    assert so(desk, other) == "false"
    assert {row.id for row in desk.read.articles()} == {1, 2}
    assert health.check(desk.connection).sound


@pytest.mark.parametrize("signed", [True, False])
def test_redo_does_not_take_away_what_somebody_else_retitled_or_signed_off(signed: bool, desk: Desk) -> None:
    desk.transact(DismissClaims(tuple(desk.read.claim_ids(ClaimFilter())), DismissReason.TRIVIAL), ME)
    desk.transact(RemoveArticle(1), ME)
    desk.undo(ME)
    retitled = SetArticleDetails(1, "Prisoners go home", None, "Varpress", date(2025, 9, 11))
    desk.transact(SignOffArticle(1) if signed else retitled, OTTO)
    assert f"{OTTO} has worked on its article since" in refused(desk, ME, "S-UNDO-MOVED", redo=True)


# --- undo ---


@pytest.mark.parametrize("work", WORK)
def test_undo_does_not_take_away_an_article_that_somebody_else_works_on(work: str, desk: Desk) -> None:
    claim = claim_at(desk, "by 4.6 per cent")
    desk.transact(WORK[work](claim), OTTO)
    refused(desk, ME, "S-UNDO-MOVED")
    assert desk.read.claim(claim) is not None


@pytest.mark.parametrize("work", [name for name in WORK if name != "set aside"])
def test_undo_does_not_take_away_a_claim_that_somebody_else_works_on(work: str, desk: Desk) -> None:
    reading = Reading(Decimal(2), Decimal(2))
    desk.transact(AddClaim(1, MentionKind.FIGURE, (at("two officials"),), None, None, reading), ME)
    claim = claim_at(desk, "two officials")
    desk.transact(WORK[work](claim), OTTO)
    refused(desk, ME, "S-UNDO-MOVED")
    assert desk.read.claim(claim) is not None
    assert desk.read.articles()


def test_what_somebody_else_did_and_took_back_keeps_nobody_from_undoing(desk: Desk) -> None:
    desk.transact(AddClaim(1, MentionKind.INDIRECT, (at("Fares rose"),)), ME)
    claim = claim_at(desk, "Fares rose")
    desk.transact(SetRating(claim, Question.SO, "false"), OTTO)
    desk.undo(OTTO)
    desk.undo(ME)
    assert desk.read.claim(claim) is None
    desk.undo(ME)
    assert desk.read.articles() == []


def test_what_one_said_or_typed_oneself_goes_and_comes_back_with_the_article(desk: Desk) -> None:
    claim = claim_at(desk, "by 4.6 per cent")
    desk.transact(AddComment(claim, "Ask the ministry."), ME)
    desk.transact(KeepDraft(claim, "Half a thought"), ME)
    desk.undo(ME)
    assert desk.read.articles() == []
    desk.redo(ME)
    assert (view(desk, claim).typed, len(view(desk, claim).comments)) == ("Half a thought", 1)


def test_what_came_again_with_the_work_of_others_can_be_undone_as_long_as_they_do_no_more(desk: Desk) -> None:
    claim = claim_at(desk, "by 4.6 per cent")
    desk.transact(SetRating(claim, Question.SO, "false"), OTTO)
    desk.transact(RemoveArticle(1), ME)
    desk.transact(ImportArticle(document()), ME)
    desk.undo(ME)
    assert desk.read.articles() == []
    desk.redo(ME)
    desk.transact(AddComment(claim, "Look again."), OTTO)
    assert f"{OTTO} has worked on its article since" in refused(desk, ME, "S-UNDO-MOVED")


def test_who_was_renamed_is_nobody_else(desk: Desk) -> None:
    desk.transact(AddClaim(1, MentionKind.INDIRECT, (at("Fares rose"),)), ME)
    claim = claim_at(desk, "Fares rose")
    desk.transact(AddComment(claim, "Ask the ministry."), ME)
    desk.transact(RenamePerson(ME, "Ana Kovac"), EDITOR)
    desk.undo("Ana Kovac")
    assert desk.read.claim(claim) is None


def test_a_report_that_somebody_else_went_on_with_is_not_undone(desk: Desk, empty: Desk, tmp_path: Path) -> None:
    claim = claim_at(desk, "by 4.6 per cent")
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    empty.transact(ImportReport(incoming.read(written(model_of(desk), tmp_path))), ME)
    claim = claim_at(empty, "by 4.6 per cent")
    empty.transact(SetRating(claim, Question.SO, "false"), OTTO)
    assert f"{OTTO} has worked on its claim since" in refused(empty, ME, "S-UNDO-MOVED")
    assert so(empty, claim) == "false"


# --- a new version ---


@pytest.fixture
def carried(desk: Desk) -> int:
    """A claim that was rated and went over to the second draft."""
    claim = claim_at(desk, "by 4.6 per cent")
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(TakeAsNewVersion(add_draft(desk), 1), ME)
    assert view(desk, claim).row.article_id == 2
    return claim


@pytest.mark.parametrize("work", ["comment", "rating", "published"])
def test_a_claim_that_somebody_works_on_in_the_new_version_does_not_go_back(
    work: str, desk: Desk, carried: int
) -> None:
    if work == "published":
        publish(desk, carried, OTTO)
    else:
        desk.transact(WORK[work](carried), OTTO)
    assert f"{OTTO} has worked on its claim since" in refused(desk, ME, "S-UNDO-MOVED").replace(EDITOR, OTTO)
    assert view(desk, carried).row.article_id == 2
    assert {row.id for row in desk.read.articles()} == {2}
    assert health.check(desk.connection).sound


def test_a_claim_that_was_sent_from_the_new_version_waits_there(desk: Desk, carried: int) -> None:
    desk.transact(SetRationale(carried, "Counted."), ME)
    desk.transact(AddEvidence(carried, LIST), ME)
    desk.transact(SubmitCheck(carried), ME)
    for _ in range(2):
        refused(desk, ME, "S-UNDO-SUBMITTED")
    desk.transact(WithdrawCheck(carried), ME)
    labels = [desk.undo(ME).label for _ in range(3)]
    assert labels == ["add source: List of names", "rationale", "new version: Second draft"]
    assert view(desk, carried).row.article_id == 1


def test_what_one_published_oneself_in_the_new_version_stays_there(desk: Desk) -> None:
    desk.transact(SetOnePerson(True), ME)
    claim = claim_at(desk, "by 4.6 per cent")
    for operation in (*check(claim), ApproveCheck(claim)):
        desk.transact(operation, ME)
    desk.transact(TakeAsNewVersion(add_draft(desk), 1), ME)
    desk.transact(PublishCheck(claim, "https://courier.example/2", NOON), ME)
    refused(desk, ME, "S-UNDO-MOVED")
    assert view(desk, claim).row.article_id == 2


def test_a_published_claim_goes_over_and_back(desk: Desk) -> None:
    claim = claim_at(desk, "by 4.6 per cent")
    publish(desk, claim, OTTO)
    desk.transact(TakeAsNewVersion(add_draft(desk), 1), ME)
    desk.undo(ME)
    assert view(desk, claim).row.article_id == 1
