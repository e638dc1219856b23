"""Who is said to have said it is part of what was approved: merged, split or renamed, it is checked again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.checking.republishing import another_speaker
from core.records import ClaimState, ClaimView, EvidenceDraft, Question
from db import health
from db.operations import (
    AddEvidence,
    ApproveCheck,
    CloseCorrection,
    MergeSpeakers,
    OpenCorrection,
    Operation,
    PublishCheck,
    RenameSpeaker,
    SetRating,
    SetRationale,
    SplitSpeaker,
    SubmitCheck,
)
from db.store import Desk
from tests.db.driving import refused, view
from tests.db.examples import ME, claim_at
from tests.db.test_republishing import DAY, EDITOR, LATER, NOTE, PLACE, approve, public

HOLT, OTHER = "Daniel Holt", "Irena Sokal"
SOURCE = EvidenceDraft("Recording", "https://example.org/tape", "Gazette")


def speaker(desk: Desk, name: str) -> int:
    return next(row.id for row in desk.read.speakers() if row.name == name)


def rated(claim: int) -> tuple[Operation, ...]:
    return (
        SetRating(claim, Question.SO, "true"),
        SetRating(claim, Question.SAID, "verbatim"),
        SetRationale(claim, "It is on the tape."),
        AddEvidence(claim, SOURCE),
    )


@pytest.fixture
def published(desk: Desk) -> int:
    """A published check of what Daniel Holt says; another of his is approved."""
    claim, other = holts(desk)
    approve(desk, claim, *rated(claim))
    desk.transact(PublishCheck(claim, PLACE, DAY), EDITOR)
    approve(desk, other, *rated(other))
    return claim


def holts(desk: Desk) -> tuple[int, int]:
    return claim_at(desk, "1,300 or 1,400 people"), claim_at(desk, "Tarsia wants its embassy open again")


def told(desk: Desk, claim: int) -> str | None:
    """Who said it, as the public report has it."""
    return next(stood(each).row.speaker for each in public(desk).claims if each.row.id == claim)


def stood(claim: ClaimView) -> ClaimView:
    return claim.stands or claim


CHANGES: dict[str, Callable[[Desk], Operation]] = {
    "merged": lambda desk: MergeSpeakers(speaker(desk, OTHER), speaker(desk, HOLT)),
    "split": lambda desk: SplitSpeaker(speaker(desk, HOLT), 1, "Peter Holt"),
    "renamed": lambda desk: RenameSpeaker(speaker(desk, HOLT), "Anna Holt"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_published_stays_as_it_was_told_until_it_is_checked_again(
    desk: Desk, published: int, change: Callable[[Desk], Operation]
) -> None:
    approved = holts(desk)[1]
    done = desk.transact(change(desk), ME)
    assert done.unsettled == 2
    for claim in (published, approved):
        found = view(desk, claim)
        assert found.row.state is ClaimState.NEEDS_RECHECK
        assert found.row.speaker != HOLT
        assert "to be checked again: speaker changed" in found.history[-1].what
        assert told(desk, claim) == HOLT
    assert health.check(desk.connection).sound


def test_what_is_published_again_says_in_public_whose_it_was(desk: Desk, published: int) -> None:
    desk.transact(CHANGES["merged"](desk), ME)
    desk.transact(SubmitCheck(published), ME)
    since = desk.read.changes_since_publication(published)
    assert since is not None
    assert [(each.what, each.was, each.now) for each in since.told] == [("Speaker", HOLT, OTHER)]
    approve_again(desk, published)
    assert told(desk, published) == HOLT
    refused(desk, PublishCheck(published, PLACE, LATER), "S-LIFE-REPUBLISH", EDITOR)
    desk.transact(PublishCheck(published, PLACE, LATER, *NOTE), EDITOR)
    assert told(desk, published) == OTHER
    correction = view(desk, published).public_corrections[-1]
    assert (correction.was, correction.now) == (f"Speaker: {HOLT}", f"Speaker: {OTHER}")


def approve_again(desk: Desk, claim: int) -> None:
    desk.transact(ApproveCheck(claim), EDITOR)


def test_undo_gives_the_speaker_back_and_no_approval(desk: Desk, published: int) -> None:
    """Readers were told nothing else, so it is published again as it is."""
    desk.transact(CHANGES["merged"](desk), ME)
    desk.undo(ME)
    found = view(desk, published)
    assert (found.row.speaker, found.row.state) == (HOLT, ClaimState.NEEDS_RECHECK)
    desk.transact(SubmitCheck(published), ME)
    approve_again(desk, published)
    desk.transact(PublishCheck(published, PLACE, LATER), EDITOR)
    assert view(desk, published).public_corrections == ()


def test_undo_changes_nothing_behind_what_was_published_since(desk: Desk, published: int) -> None:
    desk.transact(CHANGES["split"](desk), ME)
    desk.transact(SubmitCheck(published), ME)
    approve_again(desk, published)
    desk.transact(PublishCheck(published, PLACE, LATER, *NOTE), EDITOR)
    assert told(desk, published) == "Peter Holt"
    assert desk.undo(ME).unsettled == 1
    found = view(desk, published)
    assert (found.row.speaker, found.row.state) == (HOLT, ClaimState.NEEDS_RECHECK)
    assert told(desk, published) == "Peter Holt"


def test_a_speaker_who_is_named_in_full_is_no_other_speaker(desk: Desk, published: int) -> None:
    assert desk.transact(RenameSpeaker(speaker(desk, HOLT), "Holt"), ME).unsettled == 0
    assert view(desk, published).row.state is ClaimState.PUBLISHED
    assert told(desk, published) == "Holt"


def test_what_was_sent_is_with_its_checker_again(desk: Desk) -> None:
    claim = holts(desk)[0]
    for change in rated(claim):
        desk.transact(change, ME)
    desk.transact(SubmitCheck(claim), ME)
    assert desk.transact(CHANGES["split"](desk), "Una Lindqvar").unsettled == 0
    found = view(desk, claim)
    assert found.row.state is ClaimState.CHECKING
    assert "withdrawn from the editor" in found.history[-1].what


def test_a_correction_that_is_open_says_whose_it_was(desk: Desk, published: int) -> None:
    desk.transact(OpenCorrection(published), EDITOR)
    desk.transact(CHANGES["renamed"](desk), ME)
    assert view(desk, published).row.state is ClaimState.CORRECTING
    assert told(desk, published) == HOLT
    desk.transact(CloseCorrection(published, *NOTE), EDITOR)
    correction = view(desk, published).public_corrections[-1]
    assert (correction.was, correction.now) == (f"Speaker: {HOLT}", "Speaker: Anna Holt")


def test_what_was_decided_is_told_before(desk: Desk, published: int) -> None:
    context = desk.read.context(claim_at(desk, "1,300 or 1,400 people"))
    for decided in (context.decided, context.decided_here):
        assert (decided.sent, decided.approved, decided.published) == (0, 1, 1)


@pytest.mark.parametrize(
    ("was", "now", "renamed", "another"),
    [
        ("Holt", "Daniel Holt", True, False),
        ("Holt", "Daniel Holt", False, True),
        ("Daniel Holt", "daniel holt", True, False),
        ("Daniel Holt", "Anna Holt", True, True),
        ("two officials", "“two officials”", False, False),
    ],
)
def test_who_readers_would_take_for_somebody_else(was: str, now: str, renamed: bool, another: bool) -> None:
    assert another_speaker(was, now, renamed=renamed) is another
