"""An editor's decisions: approved or returned, on one exact revision, void as soon as the check moves on."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError, StatementError

from core.errors import UserError
from core.records import (
    Capacity,
    ClaimFilter,
    ClaimState,
    ClaimView,
    Correction,
    Decision,
    DismissReason,
    EvidenceDraft,
    Question,
    Queue,
    ReviewView,
)
from db import health, schema_work
from db.operations import (
    AddComment,
    AddEvidence,
    ApproveCheck,
    AssignClaims,
    CloseCorrection,
    CorrectMention,
    DismissClaims,
    EditEvidence,
    KeepCapture,
    OpenCorrection,
    PublishCheck,
    RemoveEvidence,
    ReturnCheck,
    SetCapacity,
    SetRating,
    SetRationale,
    SubmitCheck,
    WithdrawCheck,
)
from db.store import Desk, open_desk
from tests.db.driving import refused, view
from tests.db.examples import ME, at, claim_at, dump

EDITOR = "Una Lindqvar"


@pytest.fixture
def sent(desk: Desk) -> int:
    """A claim whose whole check was sent to the editor."""
    return send(desk, claim_at(desk, "52 prisoners"))


def send(desk: Desk, claim: int, by: str = ME) -> int:
    desk.transact(SetRating(claim, Question.SO, "true"), by)
    desk.transact(SetRationale(claim, "Counted."), by)
    desk.transact(AddEvidence(claim, EvidenceDraft("List", "https://example.org/list")), by)
    desk.transact(SubmitCheck(claim), by)
    return claim


def independent(desk: Desk) -> bool:
    report = desk.read.report(1)
    assert report is not None
    return report.independently_reviewed


def test_an_approval_is_of_the_newest_revision(desk: Desk, sent: int) -> None:
    assert (view(desk, sent).review, independent(desk)) == (None, False)
    before = datetime.now(UTC)
    change = desk.transact(ApproveCheck(sent), EDITOR)
    assert (change.claims, change.articles, change.queues) == (frozenset({sent}), frozenset({1}), True)
    assert (change.label, change.focus_claim) == ("", sent)
    found = view(desk, sent)
    assert found.row.state is ClaimState.APPROVED
    assert found.review is not None and before <= found.review.at <= datetime.now(UTC)
    assert found.review == ReviewView(Decision.APPROVED, EDITOR, found.review.at, "", found.check.revision)
    assert (found.history[-1].by, found.history[-1].what) == (EDITOR, "approved by the editor")
    assert (desk.read.queues()[Queue.APPROVED], desk.read.queues()[Queue.SUBMITTED]) == (1, 0)
    assert desk.read.articles()[0].settled == 1
    assert independent(desk)
    assert health.check(desk.connection).sound


def test_a_return_says_what_is_to_be_done(desk: Desk, sent: int) -> None:
    for comment in ("", " \n "):
        refused(desk, ReturnCheck(sent, comment), "S-LIFE-COMMENT", EDITOR)
    refused(desk, ReturnCheck(sent, "a\x00b"), "S-DESK-TEXT", EDITOR)
    change = desk.transact(ReturnCheck(sent, " Which list?\nName its date. "), EDITOR)
    assert change.queues
    found = view(desk, sent)
    assert found.row.state is ClaimState.RETURNED
    assert found.review is not None
    assert (found.review.decision, found.review.comment) == (Decision.RETURNED, "Which list?\nName its date.")
    assert found.history[-1].what == "returned by the editor: Which list? Name its date."
    assert desk.read.queues()[Queue.RETURNED] == 1
    assert not independent(desk)
    returned = {by: ClaimFilter(queue=Queue.RETURNED, returned_to=by) for by in (ME, EDITOR)}
    assert (desk.read.queues(ME.lower())[Queue.RETURNED], desk.read.queues(EDITOR)[Queue.RETURNED]) == (1, 0)
    assert [desk.read.claim_ids(each) for each in returned.values()] == [[sent], []]
    assert [desk.read.claim_tally(each).total for each in returned.values()] == [1, 0]
    desk.transact(AssignClaims((sent,), EDITOR), EDITOR)
    assert desk.read.claim_ids(returned[EDITOR]) == [sent]
    desk.transact(SetRationale(sent, "The gazette's list of 9 September."), ME)
    found = view(desk, sent)
    assert (found.row.state, found.review) == (ClaimState.CHECKING, None)


def test_the_checker_never_approves(desk: Desk, sent: int) -> None:
    for name in (ME, ME.upper(), f"  {ME.replace(' ', '   ')} "):
        assert "ask somebody who had no part" in refused(desk, ApproveCheck(sent), "S-LIFE-REVIEWER", name)
    # An editor who rewrites it has a part in it, and the checker keeps theirs.
    desk.transact(SetRationale(sent, "Counted twice."), EDITOR)
    desk.transact(SubmitCheck(sent), ME)
    assert "wrote of its rationale" in refused(desk, ApproveCheck(sent), "S-LIFE-REVIEWER", EDITOR)
    told = refused(desk, ApproveCheck(sent), "S-LIFE-REVIEWER", ME)
    assert told == (
        f"{ME} rated this claim, wrote of its rationale and changed its sources and cannot approve it; "
        "ask somebody who had no part in this check."
    )
    desk.transact(ApproveCheck(sent), "Somebody Else")
    assert independent(desk)


def test_a_check_that_came_back_can_be_sent_again_as_it_was(desk: Desk, sent: int) -> None:
    """Whoever finds it right has said so in a comment; nobody has to change a letter in order to send it."""
    desk.transact(ReturnCheck(sent, "Is that all?"), EDITOR)
    before = view(desk, sent).check
    desk.transact(SubmitCheck(sent), ME)
    found = view(desk, sent)
    assert found.row.state is ClaimState.SUBMITTED
    assert (found.check.said, found.check.so, found.check.rationale) == (before.said, before.so, before.rationale)
    assert found.history[-1].what == "sent to the editor again as it was"


def test_a_full_stop_does_not_make_a_check_somebody_elses(desk: Desk, sent: int) -> None:
    desk.transact(SetRationale(sent, "Counted"), EDITOR)
    desk.transact(SubmitCheck(sent), ME)
    for name in (ME, EDITOR):
        refused(desk, ApproveCheck(sent), "S-LIFE-REVIEWER", name)
    # A return takes nobody's part away.
    desk.transact(ReturnCheck(sent, "Why not the full stop?"), EDITOR)
    desk.transact(SetRationale(sent, "Counted!"), EDITOR)
    desk.transact(SubmitCheck(sent), EDITOR)
    refused(desk, ApproveCheck(sent), "S-LIFE-REVIEWER", ME)


def test_who_undoes_what_they_did_has_no_part_any_more(desk: Desk, sent: int) -> None:
    desk.transact(SetRationale(sent, "Counted"), EDITOR)
    desk.undo(EDITOR)
    desk.transact(SubmitCheck(sent), ME)
    assert [part.by for part in view(desk, sent).check.parts] == [ME]
    desk.transact(ApproveCheck(sent), EDITOR)


def test_who_only_commented_may_approve(desk: Desk, sent: int) -> None:
    desk.transact(AddComment(sent, "Which list?"), EDITOR)
    desk.transact(AssignClaims((sent,), ME), EDITOR)
    desk.transact(KeepCapture(1, "", b"<p>52</p>", "text/html"), EDITOR)
    desk.transact(ApproveCheck(sent), EDITOR)
    assert independent(desk)


def test_sources_and_readings_are_parts_and_an_approval_by_another_ends_them(desk: Desk, sent: int) -> None:
    desk.transact(EditEvidence(1, EvidenceDraft("The gazette's list")), EDITOR)
    desk.transact(CorrectMention(sent, Correction((at("52"),))), "Otto Quill")
    desk.transact(SubmitCheck(sent), ME)
    assert "changed its sources" in refused(desk, ApproveCheck(sent), "S-LIFE-REVIEWER", EDITOR)
    assert "corrected its passage" in refused(desk, ApproveCheck(sent), "S-LIFE-REVIEWER", "Otto Quill")
    desk.transact(ApproveCheck(sent), "Somebody Else")
    # What somebody else has vouched for is no longer theirs alone; what is changed then is.
    desk.transact(SetRating(sent, Question.SO, "false"), "Somebody Else")
    desk.transact(SubmitCheck(sent), ME)
    refused(desk, ApproveCheck(sent), "S-LIFE-REVIEWER", "Somebody Else")
    desk.transact(ApproveCheck(sent), EDITOR)
    assert independent(desk)


def test_a_source_changed_in_a_correction_is_a_part_in_it(desk: Desk, sent: int) -> None:
    desk.transact(ApproveCheck(sent), EDITOR)
    desk.transact(PublishCheck(sent, "Front page", datetime(2025, 9, 12, 12, 0, tzinfo=UTC)), EDITOR)
    desk.transact(OpenCorrection(sent), EDITOR)
    desk.transact(AddEvidence(sent, EvidenceDraft("Gate log")), EDITOR)
    closing = CloseCorrection(sent, "miscounted", "An earlier version said 52.")
    refused(desk, closing, "S-LIFE-REVIEWER", EDITOR)
    desk.transact(closing, ME)
    assert independent(desk)


def test_whoever_takes_a_source_out_of_an_approved_check_does_not_approve_that(desk: Desk, sent: int) -> None:
    """The source was theirs, but the check was approved with it: nobody else has vouched for leaving it out."""
    desk.transact(AddEvidence(sent, EvidenceDraft("Gate log, which says otherwise")), "Otto Quill")
    desk.transact(SubmitCheck(sent), ME)
    desk.transact(ApproveCheck(sent), EDITOR)
    desk.transact(RemoveEvidence(2), "Otto Quill")
    desk.transact(SetRationale(sent, "Counted!"), ME)
    desk.transact(SubmitCheck(sent), ME)
    assert "changed its sources" in refused(desk, ApproveCheck(sent), "S-LIFE-REVIEWER", "Otto Quill")
    desk.transact(ApproveCheck(sent), EDITOR)
    assert "Otto Quill" in view(desk, sent).check.checkers


def test_whoever_takes_back_a_source_that_nobody_approved_has_no_part(desk: Desk, sent: int) -> None:
    desk.transact(AddEvidence(sent, EvidenceDraft("Gate log")), EDITOR)
    desk.transact(RemoveEvidence(2), EDITOR)
    desk.transact(SubmitCheck(sent), ME)
    desk.transact(ApproveCheck(sent), EDITOR)


def test_a_report_says_that_an_approval_by_whoever_had_a_part_is_none(desk: Desk, sent: int) -> None:
    """As it is on desks where only the newest revision's author was asked for."""
    desk.transact(SetRationale(sent, "Counted"), EDITOR)
    desk.transact(SubmitCheck(sent), ME)
    with desk.connection.begin():
        desk.connection.exec_driver_sql(
            'INSERT INTO review (revision_id, decision, comment, "by", at) '
            "SELECT c.check_id, 'approved', '', p.id, r.at FROM claim c "
            "JOIN check_revision r ON r.id = c.check_id JOIN person p ON p.name = ? WHERE c.id = ?",
            (ME, sent),
        )
        desk.connection.exec_driver_sql("UPDATE claim SET state = 'approved' WHERE id = ?", (sent,))
    assert not independent(desk)


def test_one_person_is_not_two_by_a_capital(desk: Desk, sent: int) -> None:
    desk.transact(SetCapacity(EDITOR, Capacity.EDITOR), EDITOR)
    desk.transact(SetCapacity(ME, Capacity.CHECKER), EDITOR)
    assert desk.read.desk_people().capacity(ME.upper()) is Capacity.CHECKER
    refused(desk, ApproveCheck(sent), "S-LIFE-ROLE", ME.upper())
    desk.transact(ApproveCheck(sent), EDITOR.lower())
    assert view(desk, sent).history[-1].by == EDITOR
    names = [row.name for row in desk.read.people()]
    assert (names.count(ME), ME.upper() in names, EDITOR.lower() in names) == (1, False, False)


def test_whoever_has_no_role_decides_nothing_once_the_desk_has_roles(desk: Desk, sent: int) -> None:
    desk.transact(SetCapacity(EDITOR, Capacity.EDITOR), EDITOR)
    told = refused(desk, ApproveCheck(sent), "S-LIFE-ROLE", "Otto Quill")
    assert told == f"Otto Quill has no role on this desk and cannot do that; ask {EDITOR}."
    desk.transact(SetCapacity(EDITOR, None), EDITOR)
    desk.transact(ApproveCheck(sent), "Otto Quill")


def test_who_changes_the_evidence_of_a_sent_check_has_made_its_newest_revision(desk: Desk, sent: int) -> None:
    desk.transact(AddEvidence(sent, EvidenceDraft("Gate log")), EDITOR)
    assert view(desk, sent).check.by == EDITOR
    desk.transact(SubmitCheck(sent), ME)
    refused(desk, ApproveCheck(sent), "S-LIFE-REVIEWER", EDITOR)


def test_only_what_was_sent_is_reviewed(desk: Desk, sent: int) -> None:
    other = claim_at(desk, "by 4.6 per cent")
    for make in (ApproveCheck, lambda claim: ReturnCheck(claim, "Why?")):
        assert "suggested" in refused(desk, make(other), "S-LIFE-MOVE", EDITOR)
        refused(desk, make(999), "S-CLAIM-GONE", EDITOR)
    desk.transact(WithdrawCheck(sent), ME)
    refused(desk, ApproveCheck(sent), "S-LIFE-MOVE", EDITOR)
    desk.transact(SubmitCheck(sent), ME)
    desk.transact(ApproveCheck(sent), EDITOR)
    refused(desk, ApproveCheck(sent), "S-LIFE-MOVE", EDITOR)
    refused(desk, ReturnCheck(sent, "Why?"), "S-LIFE-MOVE", EDITOR)
    refused(desk, WithdrawCheck(sent), "S-LIFE-MOVE", ME)


EDITS: list[Callable[[int], Any]] = [
    lambda claim: SetRating(claim, Question.SO, "false"),
    lambda claim: SetRationale(claim, "Since then."),
    lambda claim: AddEvidence(claim, EvidenceDraft("Gate log")),
    lambda claim: EditEvidence(1, EvidenceDraft("Longer list")),
    lambda claim: RemoveEvidence(1),
    lambda claim: CorrectMention(claim, Correction((at("52"),))),
]


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_of_an_approved_check_voids_the_approval_for_good(
    desk: Desk, sent: int, edit: Callable[[int], Any]
) -> None:
    desk.transact(ApproveCheck(sent), EDITOR)
    approved = view(desk, sent)
    change = desk.transact(edit(sent), ME)
    assert change.queues
    after = view(desk, sent)
    assert (after.row.state, after.review) == (ClaimState.CHECKING, None)
    assert after.check.revision == approved.check.revision + 1
    assert after.history[-1].what.endswith(" (approval void)")
    report = desk.read.report(1)
    assert report is not None
    assert (report.settled, report.independently_reviewed) == (0, False)
    # Undo brings back what was written, but only an editor can approve it.
    desk.undo(ME)
    undone = view(desk, sent)
    assert (undone.row.state, undone.review) == (ClaimState.CHECKING, None)
    assert (undone.check.so, undone.check.rationale) == (approved.check.so, approved.check.rationale)
    assert (undone.evidence, undone.pieces) == (approved.evidence, approved.pieces)
    desk.redo(ME)
    redone = view(desk, sent)
    assert (redone.row.state, redone.check.so, redone.evidence) == (
        ClaimState.CHECKING,
        after.check.so,
        after.evidence,
    )
    desk.undo(ME)
    desk.transact(SubmitCheck(sent), ME)
    assert view(desk, sent).review is None
    desk.transact(ApproveCheck(sent), EDITOR)
    assert independent(desk)
    assert health.check(desk.connection).sound


def test_an_edit_of_a_sent_check_stays_taken_back_when_it_is_undone(desk: Desk, sent: int) -> None:
    desk.transact(SetRating(sent, Question.SO, "false"), ME)
    assert view(desk, sent).history[-1].what == "So? False (withdrawn from the editor)"
    desk.undo(ME)
    assert (view(desk, sent).row.state, view(desk, sent).check.so) == (ClaimState.CHECKING, "true")
    assert desk.redo(ME).label == "rating: False"


def test_undo_goes_past_what_the_editor_has_decided_on(desk: Desk, sent: int) -> None:
    other = claim_at(desk, "by 4.6 per cent")
    desk.transact(ReturnCheck(sent, "Which list?"), EDITOR)
    desk.transact(SetRating(other, Question.SO, "false"), ME)
    assert desk.undo(ME).focus_claim == other
    before = dump(desk)
    with pytest.raises(UserError, match="edit what the editor has answered") as caught:
        desk.undo(ME)
    assert caught.value.code == "S-UNDO-SUBMITTED"
    assert dump(desk) == before
    # Taken up again, its older steps can be undone as before.
    desk.transact(SetRationale(sent, "The gazette's."), ME)
    assert [desk.undo(ME).label for _ in range(3)] == ["rationale", "add source: List", "rationale"]
    assert view(desk, sent).check.rationale == ""
    desk.transact(SetRationale(sent, "Again."), ME)
    desk.transact(AddEvidence(sent, EvidenceDraft("List")), ME)
    desk.transact(SubmitCheck(sent), ME)
    desk.transact(ApproveCheck(sent), EDITOR)
    # An approval does not come back by itself: the article stays, and its import bars nothing that was before it.
    for code in ("S-UNDO-MOVED", "S-UNDO-SUBMITTED", "S-UNDO-SUBMITTED"):
        with pytest.raises(UserError) as caught:
            desk.undo(ME)
        assert caught.value.code == code
    assert desk.read.article(1) is not None


def test_a_report_counts_as_reviewed_only_as_a_whole(desk: Desk, sent: int) -> None:
    """What an approval without a review would look like is written past the operations."""
    other = send(desk, claim_at(desk, "by 4.6 per cent"), "Somebody Else")
    desk.transact(DismissClaims((3,), DismissReason.TRIVIAL), ME)
    desk.transact(ApproveCheck(sent), EDITOR)
    assert independent(desk)
    with desk.connection.begin():
        desk.connection.exec_driver_sql("UPDATE claim SET state = 'approved' WHERE id = ?", (other,))
    assert not independent(desk)
    with desk.connection.begin():
        desk.connection.exec_driver_sql(
            'INSERT INTO review (revision_id, decision, comment, "by", at) '
            "SELECT r.id, 'approved', '', r.\"by\", r.at FROM check_revision r JOIN claim c ON c.check_id = r.id "
            "WHERE c.id = ?",
            (other,),
        )
    assert view(desk, other).review is not None
    assert not independent(desk)


def test_the_database_asks_for_a_decision_and_a_comment(desk: Desk, sent: int) -> None:
    at_noon = datetime(2025, 9, 12, 12, 0, tzinfo=UTC)
    row = {"revision_id": 1, "decision": "returned", "comment": "Why?", "by": 1, "at": at_noon}
    for wrong in ({"revision_id": 99}, {"decision": "perhaps"}, {"comment": ""}, {"by": 99}):
        with desk.connection.begin() as transaction:
            desk.connection.execute(schema_work.review.insert().values(row))
            with pytest.raises((IntegrityError, StatementError)):
                desk.connection.execute(schema_work.review.insert().values(row | wrong))
            transaction.rollback()


def test_decisions_are_events_of_the_chain_and_outlast_closing(desk: Desk, sent: int) -> None:
    desk.transact(ReturnCheck(sent, "Which list?"), EDITOR)
    desk.transact(SetRationale(sent, "The gazette's."), ME)
    desk.transact(SubmitCheck(sent), ME)
    desk.transact(ApproveCheck(sent), EDITOR)
    # A copy of the source is kept without touching what was approved.
    desk.transact(KeepCapture(1, "", b"<p>52</p>", "text/html"), ME)
    path, found = desk.path, view(desk, sent)
    with desk.connection.begin():
        events = [event for event in health.audit_events(desk.connection) if event.actor == EDITOR]
    assert [event.action for event in events] == ["return", "approve"]
    assert '"comment":"Which list?","decision":"returned","revision":2' in (events[0].payload or "")
    desk.close()
    with open_desk(path) as again:
        assert view(again, sent) == found
        assert found.review is not None and found.review.revision == found.check.revision == 3


BOTH = (4, 6)
"""Two figures of the narration, for which only So? is asked."""

CLAIMS = st.sampled_from(BOTH)
STEPS = st.one_of(
    st.builds(SubmitCheck, CLAIMS),
    st.builds(WithdrawCheck, CLAIMS),
    st.builds(ApproveCheck, CLAIMS),
    st.builds(ReturnCheck, CLAIMS, st.sampled_from(["Why?", ""])),
    st.builds(SetRating, CLAIMS, st.just(Question.SO), st.sampled_from(["true", "false"])),
    st.builds(AddEvidence, CLAIMS, st.builds(EvidenceDraft, st.sampled_from(["List", "Post"]))),
    st.builds(RemoveEvidence, st.integers(1, 3)),
    st.sampled_from(["undo", "redo"]),
)


@pytest.fixture(scope="module")
def both_sent(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Path:
    """A desk with two claims at the editor's."""
    path = tmp_path_factory.mktemp("sent") / "sent.desk"
    shutil.copy(template, path)
    with open_desk(path) as desk:
        for claim in BOTH:
            send(desk, claim)
    return path


@settings(max_examples=15)
@given(steps=st.lists(st.tuples(STEPS, st.sampled_from([ME, EDITOR])), max_size=14))
def test_a_claim_stands_approved_or_returned_by_a_review_and_by_nothing_else(
    both_sent: Path, steps: list[tuple[Any, str]]
) -> None:
    """Whatever is done, undone and redone by whom: the state and the review of the newest revision agree."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.desk"
        shutil.copy(both_sent, path)
        with open_desk(path) as desk:
            for step, by in steps:
                with contextlib.suppress(UserError):
                    getattr(desk, step)(by) if isinstance(step, str) else desk.transact(step, by)
                for claim in BOTH:
                    agrees(view(desk, claim))
            assert health.check(desk.connection).sound


def agrees(found: ClaimView) -> None:
    decision = found.review and found.review.decision
    assert (found.row.state is ClaimState.APPROVED) == (decision is Decision.APPROVED)
    assert (found.row.state is ClaimState.RETURNED) == (decision is Decision.RETURNED)
    if found.review is not None:
        assert found.review.revision == found.check.revision
        assert decision is Decision.RETURNED or found.review.by != found.check.by
