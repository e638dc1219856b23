"""What was published on one desk stands on another that takes its report in, with its corrections."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.checking.life import Cause
from core.errors import UserError
from core.records import ClaimState, Correction, EvidenceDraft, Question
from core.reports import FORMATS, incoming
from core.reports import json as json_report
from db import health
from db.operations import (
    AddEvidence,
    ApproveCheck,
    AskRecheck,
    CloseCorrection,
    CorrectMention,
    EditEvidence,
    ImportReport,
    OpenCorrection,
    PublishCheck,
    RecheckWhatIsDue,
    RemoveEvidence,
    SetRating,
    SetRationale,
    SetRecheckDate,
    SubmitCheck,
)
from db.store import Desk
from tests.db.driving import view
from tests.db.examples import ME, claim_at
from tests.db.test_incoming import model_of, written
from tests.db.test_republishing import DAY, EDITOR, LIST, NOTE, PLACE, approve, public, publish_as_true


@pytest.fixture
def published(desk: Desk) -> int:
    """A claim that was published as true, and corrected to mostly true."""
    claim = publish_as_true(desk)
    desk.transact(OpenCorrection(claim), EDITOR)
    desk.transact(SetRating(claim, Question.SO, "mostly-true"), ME)
    desk.transact(CloseCorrection(claim, "rounded", "First called true."), EDITOR)
    return claim


def taken(desk: Desk, empty: Desk, folder: Path) -> int:
    """Take the desk's report into the empty one. Returns its claim."""
    empty.transact(ImportReport(incoming.read(written(model_of(desk), folder))), EDITOR)
    assert health.check(empty.connection).problems == ()
    return claim_at(empty, "52 prisoners")


def told(desk: Desk) -> list[tuple[object, ...]]:
    """What the desk's public report says, without the numbers that every desk gives for itself."""
    return [
        (
            (claim.row.state, claim.again, claim.row.kind, claim.row.words, claim.row.speaker, claim.row.via),
            (claim.pieces, claim.reading, claim.before, claim.after),
            (claim.check.said, claim.check.so, claim.check.rationale, claim.check.by, claim.check.revision),
            (claim.review, claim.publication, claim.public_corrections),
            tuple(row.draft for row in claim.evidence),
        )
        for claim in public(desk).claims
    ]


def test_everybody_who_had_a_part_in_what_stands_is_named_also_by_another_desk(
    desk: Desk, empty: Desk, tmp_path: Path
) -> None:
    """One rated whether it was said, another corrected whether it is true: both checked it."""
    claim = claim_at(desk, "52 prisoners")
    for operation in (
        SetRating(claim, Question.SO, "true"),
        SetRationale(claim, "The list has 52 names."),
        AddEvidence(claim, LIST),
        SubmitCheck(claim),
    ):
        desk.transact(operation, ME)
    desk.transact(ApproveCheck(claim), EDITOR)
    desk.transact(PublishCheck(claim, PLACE, DAY), EDITOR)
    desk.transact(OpenCorrection(claim), EDITOR)
    desk.transact(SetRating(claim, Question.SO, "mostly-true"), "Otto Quill")
    desk.transact(CloseCorrection(claim, "rounded", "First called true."), EDITOR)
    view = desk.read.claim(claim)
    assert view is not None
    assert [part.by for part in view.check.parts] == ["Otto Quill"]
    assert view.check.checkers == tuple(sorted((ME, "Otto Quill")))
    page = FORMATS["html"].render(public(desk)).decode()
    names = " and ".join(sorted((ME, "Otto Quill")))
    assert f"Checked by {names}" in page
    path = tmp_path / "public.json"
    path.write_bytes(FORMATS["json"].render(public(desk)))
    empty.transact(ImportReport(incoming.read(path)), EDITOR)
    assert f"Checked by {names}" in FORMATS["html"].render(public(empty)).decode()
    [there] = public(empty).claims
    held = empty.read.claim(there.row.id)
    assert held is not None
    assert [part.by for part in held.check.parts] == ["Otto Quill"]


def test_corrections_come_along_and_readers_are_told_the_same(
    desk: Desk, empty: Desk, published: int, tmp_path: Path
) -> None:
    claim = taken(desk, empty, tmp_path)
    assert told(empty) == told(desk)
    [correction] = view(empty, claim).public_corrections
    assert (correction.was, correction.public_note) == ("So? True", "First called true.")
    assert correction.at == view(desk, published).public_corrections[0].at


def speak(claim: int) -> CorrectMention:
    return CorrectMention(claim, Correction(speaker="Somebody Else"))


WORK: dict[str, Callable[[Desk, int], None]] = {
    "asked for": lambda desk, claim: None,
    "rated": lambda desk, claim: done(desk, SetRating(claim, Question.SO, "false")),
    "reasoned": lambda desk, claim: done(desk, SetRationale(claim, "The list is forged.")),
    "read otherwise": lambda desk, claim: done(desk, speak(claim)),
    "given a source": lambda desk, claim: done(
        desk, AddEvidence(claim, EvidenceDraft("Register", "https://a.b/c"))
    ),
    "without its source": lambda desk, claim: done(desk, RemoveEvidence(1)),
    "with another source": lambda desk, claim: done(desk, EditEvidence(1, replace(LIST, title="Forged list"))),
}


def done(desk: Desk, *operations: Any) -> None:
    for operation in operations:
        desk.transact(operation, ME)


@pytest.mark.parametrize("opened", ["recheck", "correction"])
@pytest.mark.parametrize("work", WORK)
def test_what_stood_stands_on_the_other_desk_whatever_was_done_since(
    desk: Desk, empty: Desk, published: int, tmp_path: Path, work: str, opened: str
) -> None:
    again = AskRecheck(published, Cause.SOURCE_CHANGED) if opened == "recheck" else OpenCorrection(published)
    desk.transact(again, EDITOR)
    WORK[work](desk, published)
    claim = taken(desk, empty, tmp_path)
    assert told(empty) == told(desk)
    here, there = view(empty, claim), view(desk, published)
    assert here.row.state is there.row.state
    assert (here.check.so, here.check.rationale) == (there.check.so, there.check.rationale)
    assert [row.draft for row in here.evidence] == [row.draft for row in there.evidence]
    assert (here.row.speaker, here.row.words) == (there.row.speaker, there.row.words)
    changed, before = (
        each.read.changes_since_publication(number) for each, number in ((empty, claim), (desk, published))
    )
    assert changed is not None
    assert before is not None
    assert [each.what for each in changed.told] == [each.what for each in before.told]


def test_the_other_desk_publishes_it_again_only_with_a_correction(
    desk: Desk, empty: Desk, published: int, tmp_path: Path
) -> None:
    desk.transact(AskRecheck(published, Cause.SOURCE_CHANGED), EDITOR)
    desk.transact(SetRating(published, Question.SO, "false"), ME)
    claim = taken(desk, empty, tmp_path)
    approve(empty, claim)
    with pytest.raises(UserError, match="So\\? changed since"):
        empty.transact(PublishCheck(claim, PLACE, DAY), EDITOR)
    empty.transact(PublishCheck(claim, PLACE, DAY, *NOTE), EDITOR)
    assert [each.public_note for each in view(empty, claim).public_corrections] == [
        "First called true.",
        "We had called this true.",
    ]


def test_who_changed_a_source_beside_an_approved_revision_cannot_close_the_correction_there(
    desk: Desk, empty: Desk, published: int, tmp_path: Path
) -> None:
    desk.transact(OpenCorrection(published), EDITOR)
    desk.transact(EditEvidence(1, replace(LIST, title="Forged list")), "Otto Quill")
    claim = taken(desk, empty, tmp_path)
    with pytest.raises(UserError, match="cannot approve it"):
        empty.transact(CloseCorrection(claim, *NOTE), "Otto Quill")
    empty.transact(CloseCorrection(claim, *NOTE), EDITOR)
    assert told(empty)[0][-1] == (replace(LIST, title="Forged list"),)


def test_what_waits_to_be_published_comes_along(desk: Desk, empty: Desk, published: int, tmp_path: Path) -> None:
    desk.transact(AskRecheck(published, Cause.SOURCE_CHANGED), EDITOR)
    approve(desk, published, SetRating(published, Question.SO, "false"))
    claim = taken(desk, empty, tmp_path)
    assert told(empty) == told(desk)
    assert view(empty, claim).row.state is ClaimState.APPROVED
    with pytest.raises(UserError, match="So\\? changed since"):
        empty.transact(PublishCheck(claim, PLACE, DAY), EDITOR)


def test_what_was_approved_and_never_published_keeps_its_place(desk: Desk, empty: Desk, tmp_path: Path) -> None:
    claim = claim_at(desk, "52 prisoners")
    rated = (SetRating(claim, Question.SO, "true"), SetRationale(claim, "The list has 52 names."))
    approve(desk, claim, *rated, AddEvidence(claim, LIST))
    desk.transact(SetRating(claim, Question.SO, "false"), ME)
    other = claim_at(desk, "by 4.6 per cent")
    approve(
        desk, other, SetRating(other, Question.SO, "true"), SetRationale(other, "So."), AddEvidence(other, LIST)
    )
    taken(desk, empty, tmp_path)
    assert told(empty) == told(desk)


def test_it_goes_on_to_a_third_desk_and_is_undone_whole(
    desk: Desk, empty: Desk, published: int, tmp_path: Path
) -> None:
    desk.transact(AskRecheck(published, Cause.SOURCE_CHANGED), EDITOR)
    desk.transact(SetRating(published, Question.SO, "false"), ME)
    taken(desk, empty, tmp_path)
    empty.undo(EDITOR)
    assert empty.read.articles() == []
    empty.redo(EDITOR)
    assert told(empty) == told(desk)


# --- older files, and bad ones ---


def report_of(desk: Desk, published: int) -> dict[str, Any]:
    """The report of a check that is being corrected, as JSON, to be changed."""
    desk.transact(OpenCorrection(published), EDITOR)
    desk.transact(SetRating(published, Question.SO, "false"), ME)
    found: dict[str, Any] = json.loads(json_report.render(model_of(desk)))
    return found


def saved(report: dict[str, Any], folder: Path) -> Path:
    path = folder / "changed.json"
    path.write_text(json.dumps(report), "utf-8")
    return path


def the_claim(report: dict[str, Any]) -> dict[str, Any]:
    [found] = [claim for part in report["report"]["parts"] for claim in part["claims"] if claim["stands"]]
    assert isinstance(found, dict)
    return found


def test_a_file_without_what_stood_is_taken_in_as_before(
    desk: Desk, empty: Desk, published: int, tmp_path: Path
) -> None:
    report = report_of(desk, published)
    for part in report["report"]["parts"]:
        for claim in part["claims"]:
            claim.pop("stands")
    empty.transact(ImportReport(incoming.read(saved(report, tmp_path))), EDITOR)
    claim = claim_at(empty, "52 prisoners")
    assert view(empty, claim).row.state is ClaimState.CORRECTING
    assert len(view(empty, claim).public_corrections) == 1


def set_in(stands: dict[str, Any], *path: str, to: object) -> None:
    for name in path[:-1]:
        stands = stands[name]
    stands[path[-1]] = to


@pytest.mark.parametrize(
    ("where", "to", "said"),
    [
        (("row", "id"), 999, "it is another claim"),
        (("row", "state"), "approved", "it was approved"),
        (("row", "state"), "suggested", "it was suggested"),
        (("row", "kind"), "direct", "it was a quote"),
        (("check", "revision"), 99, "newer than that of now"),
        (("check", "so"), "sort-of", "the scale of its rating"),
        (("publication",), None, "published otherwise"),
        (("public_corrections",), [], "published otherwise"),
        (("review",), None, "nobody approved this revision"),
        (("evidence",), [], "without a source"),
        (("pieces",), [[0, 99999]], "does not fit the text"),
        (("row", "words"), "something else", "do not stand at its place"),
        (("reading",), None, "a figure without a value"),
    ],
)
def test_what_cannot_have_stood_is_refused_whole(
    desk: Desk, empty: Desk, published: int, tmp_path: Path, where: tuple[str, ...], to: object, said: str
) -> None:
    report = report_of(desk, published)
    set_in(the_claim(report)["stands"], *where, to=to)
    with pytest.raises(UserError, match="as it stood, ") as caught:
        incoming.read(saved(report, tmp_path))
    assert said in caught.value.message
    assert empty.read.articles() == []


def test_what_stands_within_what_stands_is_refused(desk: Desk, published: int, tmp_path: Path) -> None:
    report = report_of(desk, published)
    stands = the_claim(report)["stands"]
    stands["stands"] = dict(stands)
    with pytest.raises(UserError, match="another claim"):
        incoming.read(saved(report, tmp_path))


def test_what_was_approved_by_its_checker_does_not_stand_on_a_desk_of_several(
    desk: Desk, empty: Desk, published: int, tmp_path: Path
) -> None:
    report = report_of(desk, published)
    set_in(the_claim(report)["stands"], "review", "by", to=ME)
    with pytest.raises(UserError) as caught:
        empty.transact(ImportReport(incoming.read(saved(report, tmp_path))), EDITOR)
    assert caught.value.code == "S-REPORT-REVIEW"
    assert empty.read.articles() == []


def test_a_submitted_check_stays_with_the_editor(desk: Desk, empty: Desk, published: int, tmp_path: Path) -> None:
    desk.transact(AskRecheck(published, Cause.SOURCE_CHANGED), EDITOR)
    desk.transact(SubmitCheck(published), ME)
    claim = taken(desk, empty, tmp_path)
    assert view(empty, claim).row.state is ClaimState.SUBMITTED
    with pytest.raises(UserError, match="cannot approve it"):
        empty.transact(ApproveCheck(claim), ME)
    empty.transact(ApproveCheck(claim), EDITOR)


def test_a_day_that_has_asked_on_one_desk_does_not_ask_again_on_another(
    desk: Desk, empty: Desk, published: int, tmp_path: Path
) -> None:
    day = date(2025, 12, 1)
    desk.transact(SetRecheckDate(published, day), EDITOR)
    desk.transact(RecheckWhatIsDue(day), "Saidso")
    claim = taken(desk, empty, tmp_path)
    assert view(empty, claim).row.state is ClaimState.NEEDS_RECHECK
    empty.transact(SubmitCheck(claim), ME)
    empty.transact(ApproveCheck(claim), EDITOR)
    assert not empty.transact(RecheckWhatIsDue(date(2025, 12, 2)), "Saidso").claims
    assert view(empty, claim).recheck_on is None


def test_a_day_that_has_not_asked_yet_asks_on_the_desk_that_takes_the_report(
    desk: Desk, empty: Desk, published: int, tmp_path: Path
) -> None:
    day = date(2025, 12, 1)
    desk.transact(SetRecheckDate(published, day), EDITOR)
    claim = taken(desk, empty, tmp_path)
    assert view(empty, claim).recheck_on == day
    assert empty.transact(RecheckWhatIsDue(day), "Saidso").claims == {claim}
