"""A claim's life after approval: published, corrected in public, looked at again; and whose word counts for it."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.checking import scales
from core.checking.life import Cause
from core.errors import UserError
from core.records import (
    Capacity,
    ClaimState,
    ComparisonKind,
    Correction,
    DismissReason,
    EvidenceDraft,
    FieldChange,
    Form,
    Question,
    Reading,
    Stance,
)
from core.reports import FORMATS, profile
from core.reports.model import Scope
from db import health
from db.operations import (
    AddComment,
    AddEvidence,
    ApproveCheck,
    AskRecheck,
    CloseCorrection,
    CorrectMention,
    DismissClaims,
    EditEvidence,
    LookAt,
    OpenCorrection,
    Operation,
    PublishCheck,
    RecheckWhatIsDue,
    RemoveEvidence,
    ResolveComment,
    ReturnCheck,
    RuleComparison,
    SetCapacity,
    SetOnePerson,
    SetRating,
    SetRationale,
    SetRecheckDate,
    SignOffArticle,
    SubmitCheck,
    UseScale,
    WithdrawCheck,
)
from db.store import Desk, open_desk
from tests.db.driving import refused, view
from tests.db.examples import ME, claim_at

EDITOR = "Una Lindqvar"
CHECKER = "Otto Quill"
PLACE = "https://courier.example/checks/41"
NOON = datetime(2025, 9, 12, 12, tzinfo=UTC)
S = ClaimState


def send(desk: Desk, claim: int, by: str = ME) -> int:
    desk.transact(SetRating(claim, Question.SO, "misleading"), by)
    if view(desk, claim).said_applies:
        desk.transact(SetRating(claim, Question.SAID, "verbatim"), by)
    desk.transact(SetRationale(claim, "Counted."), by)
    desk.transact(AddEvidence(claim, EvidenceDraft("List", "https://example.org/list")), by)
    desk.transact(SubmitCheck(claim), by)
    return claim


@pytest.fixture
def approved(desk: Desk) -> int:
    claim = send(desk, claim_at(desk, "52 prisoners"))
    desk.transact(ApproveCheck(claim), EDITOR)
    return claim


@pytest.fixture
def published(desk: Desk, approved: int) -> int:
    desk.transact(PublishCheck(approved, PLACE, NOON), EDITOR)
    return approved


# --- publishing and correcting ---


def test_what_a_published_figure_is_compared_with_stays_as_readers_saw_it(desk: Desk) -> None:
    whole = claim_at(desk, "1,300 or 1,400 people")
    [suggested] = view(desk, whole).comparisons
    rule = RuleComparison(suggested.kind, suggested.operands[0][0], whole, "confirmed")
    desk.transact(rule, ME)
    send(desk, whole, CHECKER)
    desk.transact(ApproveCheck(whole), EDITOR)
    desk.transact(PublishCheck(whole, PLACE, NOON), EDITOR)
    take_back = replace(rule, verdict=None)
    for each in (take_back, replace(rule, verdict="rejected"), replace(rule, kind=ComparisonKind.CHANGE)):
        refused(desk, each, "S-COMPARE-PUBLISHED", ME)
    with pytest.raises(UserError, match=r"“1,300 or 1,400 people” is published with it. Open a correction"):
        desk.undo(ME)
    assert [each.verdict for each in view(desk, whole).comparisons] == ["confirmed"]
    desk.transact(OpenCorrection(whole), EDITOR)
    desk.transact(take_back, ME)
    assert [each.verdict for each in view(desk, whole).comparisons] == [None]


def test_a_publication_says_where_and_when(desk: Desk, published: int) -> None:
    found = view(desk, published)
    assert found.row.state is S.PUBLISHED
    assert found.publication is not None
    assert (found.publication.place, found.publication.at, found.publication.by) == (PLACE, NOON, EDITOR)
    assert found.history[-1].what == f"published: {PLACE}"
    refused(desk, PublishCheck(published, PLACE, NOON), "S-LIFE-MOVE", EDITOR)
    refused(desk, PublishCheck(claim_at(desk, "by 4.6 per cent"), PLACE, NOON), "S-LIFE-MOVE", EDITOR)


def test_open_comments_are_told_and_recorded_where_a_check_goes_on(desk: Desk) -> None:
    claim = claim_at(desk, "52 prisoners")
    send(desk, claim)
    desk.transact(WithdrawCheck(claim), ME)
    for text in ("Which list?", "Ask again.", "Done."):
        desk.transact(AddComment(claim, text), EDITOR)
    first, *_ = desk.read.context(claim).comments
    desk.transact(ResolveComment(first.id), ME)
    assert desk.transact(SubmitCheck(claim), ME).open_comments == 2
    assert view(desk, claim).history[-1].what == "sent to the editor (2 comments open)"
    desk.transact(ResolveComment(first.id + 1), ME)
    assert desk.transact(ApproveCheck(claim), EDITOR).open_comments == 1
    assert view(desk, claim).history[-1].what == "approved by the editor (1 comment open)"
    desk.transact(PublishCheck(claim, PLACE, NOON), EDITOR)
    desk.transact(OpenCorrection(claim), EDITOR)
    desk.transact(SetRating(claim, Question.SO, "false"), ME)
    close = CloseCorrection(claim, "Overlooked.", "First rated Misleading.")
    assert desk.transact(close, EDITOR).open_comments == 1
    assert view(desk, claim).history[-1].what == "corrected: First rated Misleading. (1 comment open)"
    assert health.check(desk.connection).sound


def test_a_published_check_is_corrected_never_edited(desk: Desk, published: int) -> None:
    refused(desk, SetRating(published, Question.SO, "false"), "S-LIFE-EDIT", ME)
    desk.transact(OpenCorrection(published), EDITOR)
    assert view(desk, published).row.state is S.CORRECTING
    desk.transact(SetRating(published, Question.SO, "false"), ME)
    close = CloseCorrection(published, "The ruling was overlooked.", "First rated Misleading.")
    for lacking in (
        replace(close, why="\n"),
        replace(close, public_note=""),
    ):
        refused(desk, lacking, "S-LIFE-CORRECTION", EDITOR)
    refused(desk, close, "S-LIFE-REVIEWER", ME)
    desk.transact(close, EDITOR)
    found = view(desk, published)
    assert (found.row.state, found.row.so) == (S.PUBLISHED, "false")
    [correction] = found.public_corrections
    assert (correction.was, correction.now, correction.by) == ("So? Misleading", "So? False", EDITOR)
    assert correction.public_note == "First rated Misleading."
    assert found.review is not None
    assert found.review.revision == found.check.revision
    report = desk.read.report(1)
    assert report is not None
    page = FORMATS["html"].render(profile.public(report)).decode()
    assert "First rated Misleading." in page
    assert "overlooked" not in page
    [logged] = desk.read.corrections()
    assert (logged.words, logged.place, logged.correction) == ("52 prisoners", PLACE, correction)
    assert health.check(desk.connection).sound


def test_a_correction_leaves_no_check_in_pieces(desk: Desk, published: int) -> None:
    desk.transact(OpenCorrection(published), EDITOR)
    desk.transact(SetRationale(published, ""), ME)
    close = CloseCorrection(published, "c", "d")
    assert "a rationale" in refused(desk, close, "S-LIFE-INCOMPLETE", EDITOR)


def test_a_correction_goes_by_the_scale_of_its_check(desk: Desk, published: int) -> None:
    desk.transact(UseScale(scales.named("four-step")), EDITOR)
    desk.transact(OpenCorrection(published), EDITOR)
    desk.transact(SetRationale(published, "Counted twice."), ME)
    desk.transact(CloseCorrection(published, "clarity", "Says more."), EDITOR)
    assert view(desk, published).check.scale == "saidso/1"


# --- looking again ---


def test_a_check_that_has_to_be_looked_at_again_is_taken_up_by_an_edit(desk: Desk, published: int) -> None:
    desk.transact(AskRecheck(published, Cause.SOURCE_CHANGED), EDITOR)
    assert view(desk, published).row.state is S.NEEDS_RECHECK
    assert view(desk, published).history[-1].what == "to be checked again: source changed"
    desk.transact(SetRationale(published, "Counted again."), ME)
    assert view(desk, published).row.state is S.CHECKING


def test_a_reason_in_ones_own_words_is_kept_and_offered_for_the_correction(desk: Desk, published: int) -> None:
    refused(desk, AskRecheck(published, Cause.OTHER, " \n"), "S-LIFE-CAUSE", EDITOR)
    reason = "A reader counted:\nthe list has 53 names."
    desk.transact(AskRecheck(published, Cause.OTHER, f" {reason}\n"), EDITOR)
    said = "to be checked again: A reader counted: the list has 53 names."
    assert view(desk, published).history[-1].what == said
    since = desk.read.changes_since_publication(published)
    assert since is not None
    assert since.why == reason
    desk.transact(SetRating(published, Question.SO, "false"), ME)
    desk.transact(SubmitCheck(published), ME)
    desk.transact(ApproveCheck(published), EDITOR)
    desk.transact(PublishCheck(published, PLACE, NOON, since.why, "First rated Misleading."), EDITOR)
    report = desk.read.report(1)
    assert report is not None
    [found] = [claim for claim in report.claims if claim.row.id == published]
    assert [each.why for each in found.public_corrections] == [reason]
    since = desk.read.changes_since_publication(published)
    assert since is not None
    assert since.why == "", "it is answered"


def test_what_holds_until_a_day_comes_back_on_that_day(desk: Desk, approved: int) -> None:
    desk.transact(SetRecheckDate(approved, date(2025, 12, 1)), EDITOR)
    assert view(desk, approved).recheck_on == date(2025, 12, 1)
    assert not desk.transact(RecheckWhatIsDue(date(2025, 11, 30)), "Saidso").claims
    change = desk.transact(RecheckWhatIsDue(date(2025, 12, 1)), "Saidso")
    assert change.claims == {approved}
    assert view(desk, approved).row.state is S.NEEDS_RECHECK
    assert not desk.transact(RecheckWhatIsDue(date(2026, 1, 1)), "Saidso").claims


def look_again(desk: Desk, claim: int) -> None:
    """Send the check as it is, and have it approved."""
    desk.transact(SubmitCheck(claim), ME)
    desk.transact(ApproveCheck(claim), EDITOR)


@pytest.mark.parametrize("publish", [False, True])
def test_a_day_that_came_asks_for_one_recheck_only(desk: Desk, approved: int, publish: bool) -> None:
    day = date(2025, 12, 1)
    if publish:
        desk.transact(PublishCheck(approved, PLACE, NOON), EDITOR)
    desk.transact(SetRecheckDate(approved, day), EDITOR)
    desk.transact(RecheckWhatIsDue(day), "Saidso")
    assert view(desk, approved).recheck_on == day, "nobody has looked again yet"
    look_again(desk, approved)
    if publish:
        desk.transact(PublishCheck(approved, PLACE, NOON), EDITOR)
    assert view(desk, approved).recheck_on is None
    assert not desk.transact(RecheckWhatIsDue(date(2025, 12, 2)), "Saidso").claims
    assert view(desk, approved).row.state is (S.PUBLISHED if publish else S.APPROVED)
    assert health.check(desk.connection).sound


def test_after_a_day_was_answered_another_can_be_set_and_asks_again(desk: Desk, approved: int) -> None:
    day = date(2025, 12, 1)
    for due in (day, day, date(2026, 3, 1)):
        desk.transact(SetRecheckDate(approved, due), EDITOR)
        assert view(desk, approved).recheck_on == due
        assert desk.transact(RecheckWhatIsDue(due), "Saidso").claims == {approved}
        look_again(desk, approved)
    assert view(desk, approved).recheck_on is None


def test_a_day_that_came_while_the_check_was_worked_on_still_asks(desk: Desk, approved: int) -> None:
    """What was approved before the day asked for anything says nothing of what has changed on it."""
    desk.transact(SetRecheckDate(approved, date(2025, 12, 1)), EDITOR)
    desk.transact(SetRating(approved, Question.SO, "true"), ME)
    desk.undo(ME)
    assert not desk.transact(RecheckWhatIsDue(date(2025, 12, 2)), "Saidso").claims
    look_again(desk, approved)
    assert desk.transact(RecheckWhatIsDue(date(2025, 12, 3)), "Saidso").claims == {approved}


def test_an_editor_who_asks_for_the_recheck_from_the_day_on_asks_in_its_place(desk: Desk, approved: int) -> None:
    desk.transact(SetRecheckDate(approved, date(2025, 12, 1)), EDITOR)  # it has come: this is done now
    desk.transact(AskRecheck(approved, Cause.DATE_PASSED), EDITOR)
    look_again(desk, approved)
    assert view(desk, approved).recheck_on is None
    ahead = date(2099, 1, 1)
    desk.transact(SetRecheckDate(approved, ahead), EDITOR)
    desk.transact(AskRecheck(approved, Cause.SOURCE_CHANGED), EDITOR)
    look_again(desk, approved)
    assert view(desk, approved).recheck_on == ahead


def test_a_date_can_be_taken_back(desk: Desk, approved: int) -> None:
    desk.transact(SetRecheckDate(approved, date(2025, 12, 1)), EDITOR)
    desk.transact(SetRecheckDate(approved, None), EDITOR)
    assert view(desk, approved).recheck_on is None
    assert not desk.transact(RecheckWhatIsDue(date(2026, 1, 1)), "Saidso").claims
    refused(desk, SetRecheckDate(claim_at(desk, "by 4.6 per cent"), date(2025, 12, 1)), "S-RECHECK-STATE", EDITOR)


# --- comments and looks ---


def test_comments_are_resolved_and_opened_again_and_change_no_check(desk: Desk, approved: int) -> None:
    desk.transact(AddComment(approved, " Which list? "), EDITOR)
    [comment] = view(desk, approved).comments
    assert (comment.text, comment.by, comment.resolved_by) == ("Which list?", EDITOR, None)
    assert view(desk, approved).row.state is S.APPROVED
    desk.transact(ResolveComment(comment.id), ME)
    assert view(desk, approved).comments[0].resolved_by == ME
    desk.transact(ResolveComment(comment.id, resolved=False), ME)
    assert view(desk, approved).comments[0].resolved_by is None
    refused(desk, AddComment(approved, " \n"), "S-COMMENT-EMPTY", EDITOR)
    refused(desk, ResolveComment(99), "S-COMMENT-GONE", EDITOR)
    report = desk.read.report(1)
    assert report is not None
    assert b"Which list?" not in FORMATS["json"].render(profile.public(report))


def changed(desk: Desk, claim: int) -> tuple[FieldChange, ...]:
    since = desk.read.changes_since_look(claim, EDITOR)
    assert since is not None
    return since.changes


def test_a_reviewer_sees_what_changed_since_the_last_look(desk: Desk) -> None:
    claim = send(desk, claim_at(desk, "52 prisoners"))
    assert desk.read.changes_since_look(claim, EDITOR) is None
    desk.transact(LookAt(claim), EDITOR)
    assert changed(desk, claim) == ()
    desk.transact(ReturnCheck(claim, "Which list?"), EDITOR)
    desk.transact(SetRating(claim, Question.SO, "false"), ME)
    desk.transact(SetRationale(claim, "Counted twice."), ME)
    desk.transact(EditEvidence(1, EvidenceDraft("List 118", "https://example.org/list")), ME)
    desk.transact(AddEvidence(claim, EvidenceDraft("Tape", stance=Stance.REFUTES, locator="00:14:09")), ME)
    assert changed(desk, claim) == (
        FieldChange("So?", "misleading", "false"),
        FieldChange("Why", "Counted.", "Counted twice."),
        FieldChange(
            "Source", "List · context · https://example.org/list", "List 118 · context · https://example.org/list"
        ),
        FieldChange("Source", "", "Tape · 00:14:09 · refutes"),
    )
    desk.transact(LookAt(claim), EDITOR)
    desk.transact(RemoveEvidence(2), ME)
    assert changed(desk, claim) == (FieldChange("Source", "Tape · 00:14:09 · refutes", ""),)


def test_a_reviewer_sees_how_the_passage_is_read_otherwise(desk: Desk) -> None:
    claim = send(desk, claim_at(desk, "52 prisoners"))
    desk.transact(LookAt(claim), EDITOR)
    [first] = view(desk, claim).pieces
    reading = Reading(Decimal(50), Decimal(52), Form.RANGE, counted="prisoners")
    desk.transact(CorrectMention(claim, Correction(pieces=((first[0], first[0] + 2),), reading=reading)), ME)
    desk.transact(CorrectMention(claim, Correction(speaker="Irena Sokal")), ME)
    words, speaker, read = changed(desk, claim)
    assert words == FieldChange("Words", "52 prisoners", "52")
    assert speaker == FieldChange("Speaker", "", "Irena Sokal")
    assert (read.what, read.was.split()[0]) == ("Reading", "52")
    assert "50" in read.now
    desk.undo(ME)
    assert [each.what for each in changed(desk, claim)] == ["Words", "Reading"]


def test_a_corrected_check_is_held_against_what_was_published(desk: Desk, published: int) -> None:
    since = desk.read.changes_since_publication(published)
    assert since is not None
    assert since.changes == ()
    desk.transact(OpenCorrection(published), EDITOR)
    desk.transact(SetRating(published, Question.SO, "false"), ME)
    since = desk.read.changes_since_publication(published)
    assert since is not None
    assert since.changes == (FieldChange("So?", "misleading", "false"),)
    desk.transact(CloseCorrection(published, "Recount.", "We had it wrong."), EDITOR)
    since = desk.read.changes_since_publication(published)
    assert since is not None
    assert since.changes == ()
    assert since.revision == view(desk, published).check.revision
    assert desk.read.changes_since_publication(claim_at(desk, "by 4.6 per cent")) is None


# --- people ---


def test_a_checker_cannot_decide(desk: Desk) -> None:
    claim = send(desk, claim_at(desk, "52 prisoners"))
    desk.transact(SetCapacity("Otto Quill", Capacity.CHECKER), EDITOR)
    told = refused(desk, ApproveCheck(claim), "S-LIFE-ROLE", "Otto Quill")
    assert "Otto Quill is a checker on this desk" in told
    refused(desk, ReturnCheck(claim, "no"), "S-LIFE-ROLE", "Otto Quill")
    desk.transact(SetCapacity("Otto Quill", Capacity.EDITOR), EDITOR)
    desk.transact(ApproveCheck(claim), "Otto Quill")
    assert {(row.name, row.capacity) for row in desk.read.people()} >= {
        ("Otto Quill", Capacity.EDITOR),
        (ME, None),
    }


def test_where_there_is_a_lead_only_a_lead_says_who_is_what(desk: Desk) -> None:
    desk.transact(SetCapacity(EDITOR, Capacity.LEAD), ME)
    told = refused(desk, SetCapacity(ME, Capacity.LEAD), "S-DESK-LEAD", ME)
    assert EDITOR in told
    refused(desk, SetOnePerson(True), "S-DESK-LEAD", ME)
    desk.transact(SetCapacity(ME, Capacity.LEAD), EDITOR)
    refused(desk, SetCapacity("  ", None), "S-DESK-PERSON", ME)


def test_a_desk_of_one_approves_its_own_and_its_reports_say_so(desk: Desk) -> None:
    claim = send(desk, claim_at(desk, "52 prisoners"))
    refused(desk, ApproveCheck(claim), "S-LIFE-REVIEWER", ME)
    desk.transact(SetOnePerson(True), ME)
    desk.transact(ApproveCheck(claim), ME)
    report = desk.read.report(1)
    assert report is not None
    assert not report.independently_reviewed
    assert b"Not independently reviewed." in FORMATS["html"].render(report)


# --- sign-off ---


def test_an_article_is_signed_off_once_all_is_settled(desk: Desk, approved: int) -> None:
    told = refused(desk, SignOffArticle(1), "S-SIGNOFF-OPEN", EDITOR)
    assert told.startswith("1 of 7 settled; still to settle: “")
    assert "“1,300 or 1,400 people” is suggested; " in told
    assert told.endswith("; and 1 more.")
    rest = [row.id for row in desk.read.claim_rows(range(1, 99)).values() if row.state is S.SUGGESTED]
    desk.transact(DismissClaims(tuple(rest), DismissReason.TRIVIAL), ME)
    desk.transact(SetCapacity("Otto Quill", Capacity.CHECKER), EDITOR)
    refused(desk, SignOffArticle(1), "S-LIFE-ROLE", "Otto Quill")
    refused(desk, SignOffArticle(1), "S-LIFE-ROLE", EDITOR)
    desk.transact(SetCapacity(EDITOR, Capacity.EDITOR), EDITOR)
    assert desk.read.sign_off(1) is None
    desk.transact(SignOffArticle(1), EDITOR)
    found = desk.read.sign_off(1)
    assert found is not None
    assert (found.by, found.settled) == (EDITOR, 7)
    for report in (desk.read.report(1), desk.read.report_on([approved], Scope.SELECTION, "")):
        assert report is not None
        assert report.parts[0].sign_off == found
    head = desk.read.audit_head()
    desk.transact(SignOffArticle(1), EDITOR)
    assert desk.read.audit_head() == head
    desk.transact(AskRecheck(approved, Cause.TEXT_CHANGED), EDITOR)
    assert desk.read.sign_off(1) is None
    refused(desk, SignOffArticle(99), "S-ARTICLE-GONE", EDITOR)


# --- no way around ---

PEOPLE = (ME, EDITOR, "Otto Quill")


def acts(claim: int) -> list[Operation]:
    return [
        SetRating(claim, Question.SO, "false"),
        SetRating(claim, Question.SO, None),
        SetRating(claim, Question.SAID, "altered"),
        SetRationale(claim, "Counted."),
        SetRationale(claim, ""),
        AddEvidence(claim, EvidenceDraft("List", "https://example.org/list")),
        RemoveEvidence(1),
        SubmitCheck(claim),
        WithdrawCheck(claim),
        ApproveCheck(claim),
        ReturnCheck(claim, "Which list?"),
        PublishCheck(claim, PLACE, NOON),
        OpenCorrection(claim),
        CloseCorrection(claim, "c", "d"),
        AskRecheck(claim, Cause.TEXT_CHANGED),
        SetRecheckDate(claim, date(2025, 1, 1)),
        RecheckWhatIsDue(date(2025, 2, 1)),
        UseScale(scales.named("four-step")),
    ]


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.tuples(st.integers(0, 17), st.sampled_from(PEOPLE)), min_size=5, max_size=40))
def test_no_path_reaches_approval_without_a_whole_check_and_a_second_person(
    steps: list[tuple[int, str]], template: Path
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.saidso"
        shutil.copy(template, path)
        with open_desk(path) as desk:
            claim = claim_at(desk, "1,300 or 1,400 people")
            # Begin where decisions are near, or chance would hardly ever get there.
            send(desk, claim)
            for number, person in steps:
                with contextlib.suppress(UserError):
                    desk.transact(acts(claim)[number], person)
                found = view(desk, claim)
                if found.row.state in {S.APPROVED, S.PUBLISHED}:
                    assert found.check.said
                    assert found.check.so
                    assert found.check.rationale
                    assert found.evidence
                    assert found.review is not None
                    assert found.review.revision == found.check.revision
                    assert found.review.by != found.check.by
            assert health.check(desk.connection).sound
