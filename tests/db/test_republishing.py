"""What was published is never silently changed: a new check that says something else comes with a correction."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import saidso
from core import wording
from core.checking import scales
from core.checking.correction_words import UNCHANGED
from core.checking.life import Cause
from core.checking.republishing import drafted
from core.errors import UserError
from core.records import ClaimState, ClaimView, Correction, EvidenceDraft, Question, Stance
from core.reports import FORMATS
from core.reports.model import Profile, Publisher, ReportModel
from db import exporting, health
from db.operations import (
    AddEvidence,
    ApproveCheck,
    AskRecheck,
    CloseCorrection,
    CorrectMention,
    EditEvidence,
    OpenCorrection,
    Operation,
    PublishCheck,
    RemoveEvidence,
    SetOnePerson,
    SetRating,
    SetRationale,
    SubmitCheck,
    UseScale,
)
from db.store import Desk, open_desk
from tests.core.reports.test_what_every_report_prints import as_read
from tests.db import driving
from tests.db.driving import view
from tests.db.examples import ME, claim_at
from tests.db.test_migrations import make_version

EDITOR = "Una Lindqvar"
PLACE = "https://courier.example/checks/41"
DAY = datetime(2025, 9, 12, 12, tzinfo=UTC)
LATER = datetime(2025, 10, 3, 12, tzinfo=UTC)
SITE = Publisher("The Harbour Courier", "https://courier.example", "https://courier.example/{id}")
LIST = EvidenceDraft("List of names", "https://example.org/list", "Gazette", stance=Stance.SUPPORTS)
NOTE = ("The list was forged.", "We had called this true.")


def public(desk: Desk) -> ReportModel:
    model = desk.read.report(1, ME)
    assert model is not None
    return exporting.shown(desk, model, exporting.Style("html", Profile.PUBLIC, ME, SITE))


def approve(desk: Desk, claim: int, *changes: Operation) -> None:
    """Have a second person approve the claim with these changes."""
    for change in changes:
        desk.transact(change, ME)
    if view(desk, claim).said_applies:
        desk.transact(SetRating(claim, Question.SAID, "verbatim"), ME)
    desk.transact(SubmitCheck(claim), ME)
    desk.transact(ApproveCheck(claim), EDITOR)


def publish_as_true(desk: Desk) -> int:
    """Have the claim of the 52 prisoners rated true, approved and published; its number."""
    claim = claim_at(desk, "52 prisoners")
    rated = (SetRating(claim, Question.SO, "true"), SetRationale(claim, "The list has 52 names."))
    approve(desk, claim, *rated, AddEvidence(claim, LIST))
    desk.transact(PublishCheck(claim, PLACE, DAY), EDITOR)
    return claim


@pytest.fixture
def again(desk: Desk) -> int:
    """A claim that was published as true, and has to be looked at again."""
    claim = publish_as_true(desk)
    desk.transact(AskRecheck(claim, Cause.SOURCE_CHANGED), EDITOR)
    return claim


def refused(desk: Desk, operation: Operation, code: str) -> str:
    """As `driving.refused`, by the editor."""
    return driving.refused(desk, operation, code, EDITOR)


# --- what needs a correction ---


def source(desk: Desk, claim: int) -> int:
    return view(desk, claim).evidence[0].id


CHANGES: dict[str, Callable[[Desk, int], Operation]] = {
    "the rating for So?": lambda _, claim: SetRating(claim, Question.SO, "false"),
    "the rationale": lambda _, claim: SetRationale(claim, "The list has 51 names."),
    "the speaker": lambda _, claim: CorrectMention(claim, Correction(speaker="Somebody Else")),
    "the words of the claim": lambda desk, claim: CorrectMention(
        claim, Correction(pieces=((view(desk, claim).pieces[0][0], view(desk, claim).pieces[0][1] - 1),))
    ),
    "the sources": lambda desk, claim: EditEvidence(source(desk, claim), replace(LIST, stance=Stance.REFUTES)),
}


def test_what_was_looked_at_again_and_found_as_it_was_is_sent_as_it_is(desk: Desk, again: int) -> None:
    before = view(desk, again).check
    desk.transact(SubmitCheck(again), "Otto Quill")
    found = view(desk, again)
    assert found.row.state is ClaimState.SUBMITTED
    assert (found.check.revision, found.check.by) == (before.revision + 1, "Otto Quill")
    assert (found.check.so, found.check.rationale) == (before.so, before.rationale)
    assert found.history[-1].what == "looked at again and sent to the editor as it is"
    with pytest.raises(UserError, match="cannot approve it"):
        desk.transact(ApproveCheck(again), "Otto Quill")
    desk.transact(ApproveCheck(again), EDITOR)
    desk.transact(PublishCheck(again, PLACE, LATER), EDITOR)
    assert view(desk, again).public_corrections == ()


def test_what_lacks_something_is_not_sent_unseen(desk: Desk, again: int) -> None:
    desk.transact(UseScale(replace(scales.load(), version=9, sources_needed=3)), EDITOR)
    assert "2 sources" in refused(desk, SubmitCheck(again), "S-LIFE-INCOMPLETE")
    assert view(desk, again).row.state is ClaimState.NEEDS_RECHECK


@pytest.mark.parametrize("what", CHANGES)
def test_what_says_something_else_is_not_published_without_a_correction(desk: Desk, again: int, what: str) -> None:
    approve(desk, again, CHANGES[what](desk, again))
    message = refused(desk, PublishCheck(again, PLACE, LATER), "S-LIFE-REPUBLISH")
    assert what in message
    assert "changed since: enter a correction" in message
    assert view(desk, again).row.state is ClaimState.APPROVED
    since = desk.read.changes_since_publication(again)
    desk.transact(PublishCheck(again, PLACE, LATER, *NOTE), EDITOR)
    after = view(desk, again)
    assert after.row.state is ClaimState.PUBLISHED
    [correction] = after.public_corrections
    assert (correction.why, correction.public_note) == NOTE
    assert since is not None
    assert (correction.was, correction.now) == drafted(since.told) != ("", "")
    assert correction.by == EDITOR
    assert after.history[-1].what == f"published again: {PLACE}; corrected: We had called this true."
    assert health.check(desk.connection).sound


def test_a_source_taken_away_says_something_else(desk: Desk, again: int) -> None:
    other = AddEvidence(again, replace(LIST, title="Register", url="https://example.org/register"))
    approve(desk, again, RemoveEvidence(source(desk, again)), other)
    assert "the sources changed" in refused(desk, PublishCheck(again, PLACE, LATER), "S-LIFE-REPUBLISH")


def test_what_says_the_same_is_published_again_as_it_is(desk: Desk, again: int) -> None:
    approve(desk, again, SetRationale(again, "The list  has “52 names”"))
    desk.transact(PublishCheck(again, PLACE, LATER), EDITOR)
    found = view(desk, again)
    assert (found.row.state, found.public_corrections) == (ClaimState.PUBLISHED, ())
    assert found.publication is not None
    assert found.publication.at == LATER
    assert found.history[-1].what == f"published again: {PLACE}"


def test_what_goes_back_to_what_was_published_needs_none(desk: Desk, again: int) -> None:
    approve(desk, again, SetRating(again, Question.SO, "false"))
    approve(desk, again, SetRating(again, Question.SO, "true"))
    desk.transact(PublishCheck(again, PLACE, LATER), EDITOR)
    assert view(desk, again).public_corrections == ()


def test_a_rating_that_another_scale_means_otherwise_needs_a_correction(desk: Desk, again: int) -> None:
    desk.transact(UseScale(scales.named("four-step")), EDITOR)
    approve(desk, again, SetRating(again, Question.SO, "false"), SetRating(again, Question.SO, "true"))
    assert "the rating for So?" in refused(desk, PublishCheck(again, PLACE, LATER), "S-LIFE-REPUBLISH")


def test_a_second_new_check_is_held_against_what_was_published_last(desk: Desk, again: int) -> None:
    approve(desk, again, SetRating(again, Question.SO, "false"))
    desk.transact(PublishCheck(again, PLACE, LATER, *NOTE), EDITOR)
    desk.transact(OpenCorrection(again), EDITOR)
    desk.transact(SetRating(again, Question.SO, "misleading"), ME)
    desk.transact(CloseCorrection(again, "milder", "It misleads."), EDITOR)
    desk.transact(AskRecheck(again, Cause.TEXT_CHANGED), EDITOR)
    approve(desk, again)
    desk.transact(PublishCheck(again, PLACE, LATER), EDITOR)
    notes = [each.public_note for each in view(desk, again).public_corrections]
    assert notes == ["We had called this true.", "It misleads."]


def test_a_desk_of_one_person_corrects_too(desk: Desk, again: int) -> None:
    desk.transact(SetOnePerson(True), EDITOR)
    desk.transact(SetRating(again, Question.SO, "false"), EDITOR)
    desk.transact(SubmitCheck(again), EDITOR)
    desk.transact(ApproveCheck(again), EDITOR)
    refused(desk, PublishCheck(again, PLACE, LATER), "S-LIFE-REPUBLISH")


def test_a_desk_of_the_version_before_knows_what_it_published(desk: Desk, again: int) -> None:
    desk.close()
    make_version(desk.path, 5)
    with open_desk(desk.path) as opened:
        approve(opened, again, SetRating(again, Question.SO, "false"))
        refused(opened, PublishCheck(again, PLACE, LATER), "S-LIFE-REPUBLISH")
        opened.transact(PublishCheck(again, PLACE, LATER, *NOTE), EDITOR)
        assert len(view(opened, again).public_corrections) == 1


def test_what_a_version_before_published_again_without_a_word_is_what_stands(desk: Desk, again: int) -> None:
    """Nothing is held against what readers have not been told for long."""
    approve(desk, again, SetRating(again, Question.SO, "false"))
    with desk.connection.begin():
        desk.connection.exec_driver_sql(
            "INSERT INTO publication (claim_id, revision_id, place, published_at, by, at) "
            "SELECT id, check_id, 'page 1', ?, 1, ? FROM claim WHERE id = ?",
            (*[datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")] * 2, again),
        )
        desk.connection.exec_driver_sql(
            "UPDATE claim SET state = 'published', state_rank = (SELECT max(state_rank) FROM claim) WHERE id = ?",
            (again,),
        )
    desk.transact(AskRecheck(again, Cause.TEXT_CHANGED), EDITOR)
    [claim] = public(desk).claims
    assert claim.check.so == "false"
    approve(desk, again)
    desk.transact(PublishCheck(again, PLACE, LATER), EDITOR)
    assert view(desk, again).public_corrections == ()


# --- bad input ---


@pytest.mark.parametrize("missing", range(2))
def test_a_correction_that_was_begun_has_to_be_whole(desk: Desk, again: int, missing: int) -> None:
    names = ("why", "the public note")
    texts = [" \n" if place == missing else text for place, text in enumerate(NOTE)]
    approve(desk, again, SetRating(again, Question.SO, "false"))
    message = refused(desk, PublishCheck(again, PLACE, LATER, *texts), "S-LIFE-CORRECTION")
    assert message == f"The correction still needs {names[missing]}; enter it."


def test_a_correction_that_changes_nothing_says_so_and_no_more(desk: Desk, again: int) -> None:
    approve(desk, again)
    desk.transact(PublishCheck(again, PLACE, LATER), EDITOR)
    desk.transact(OpenCorrection(again), EDITOR)
    secret = replace(LIST, title="Call with a clerk", url="", confidential=True)
    desk.transact(AddEvidence(again, secret), ME)
    desk.transact(CloseCorrection(again, *NOTE), EDITOR)
    [correction] = view(desk, again).public_corrections
    assert (correction.was, correction.now) == ("", "")
    page = FORMATS["html"].render(public(desk)).decode()
    assert UNCHANGED in page
    assert "clerk" not in page


def test_what_was_never_published_has_nothing_to_correct(desk: Desk) -> None:
    claim = claim_at(desk, "52 prisoners")
    rated = (SetRating(claim, Question.SO, "true"), SetRationale(claim, "Counted."), AddEvidence(claim, LIST))
    approve(desk, claim, *rated)
    assert "never published" in refused(desk, PublishCheck(claim, PLACE, DAY, *NOTE), "S-LIFE-CORRECTION")


@pytest.mark.parametrize("text", ["a\x00b", "half \ud83d"])
def test_a_correction_that_no_desk_keeps_is_refused(desk: Desk, again: int, text: str) -> None:
    approve(desk, again, SetRating(again, Question.SO, "false"))
    refused(desk, PublishCheck(again, PLACE, LATER, NOTE[0], text), "S-DESK-TEXT")


# --- what readers see ---


@pytest.mark.parametrize("key", sorted(FORMATS))
def test_every_format_says_what_stood_before_and_since_when(
    key: str, desk: Desk, again: int, tmp_path: Path
) -> None:
    approve(desk, again, SetRating(again, Question.SO, "false"))
    desk.transact(PublishCheck(again, PLACE, LATER, *NOTE), EDITOR)
    text = as_read(key, public(desk), tmp_path)
    [correction] = view(desk, again).public_corrections
    assert "Wehadcalledthistrue." in text
    assert "forged" not in text
    day = re.sub(r"\s", "", wording.day(correction.at.date()))
    by_date = key in ("json", "xlsx", "claimreview", "bundle")
    assert (f"{correction.at:%Y-%m-%d}" if by_date else f"{day},{correction.at:%H:%M}UTC") in text or key == "xlsx"
    said = ("So?True", "So?False") if key in ("json", "xlsx") else ("wasrated“True”andisnowrated“False”",)
    assert all(words in text.replace(" ", "") for words in said)


def test_until_it_is_published_readers_see_what_stood(desk: Desk, again: int) -> None:
    approve(desk, again, SetRating(again, Question.SO, "false"), SetRationale(again, "The list is forged."))
    [claim] = public(desk).claims
    assert (claim.row.state, claim.again) == (ClaimState.PUBLISHED, ClaimState.APPROVED)
    assert (claim.check.so, claim.check.rationale) == ("true", "The list has 52 names.")
    [part] = public(desk).parts
    assert (part.counts.approved, part.counts.again) == (1, 1)
    page = FORMATS["html"].render(public(desk)).decode()
    assert "A new check of this has been approved and is not published yet." in page
    assert "forged" not in page
    inside = FORMATS["md"].render(desk.read.report(1, ME)).decode()  # type: ignore[arg-type]
    assert "The list is forged." in inside


def test_what_was_approved_and_not_published_never_stands_as_published(desk: Desk, again: int) -> None:
    approve(desk, again, SetRating(again, Question.SO, "false"))
    desk.transact(SetRating(again, Question.SO, "misleading"), ME)
    [claim] = public(desk).claims
    assert (claim.row.state, claim.again, claim.check.so) == (ClaimState.PUBLISHED, ClaimState.CHECKING, "true")


def test_approved_as_it_stands_it_is_shown_without_a_remark(desk: Desk, again: int) -> None:
    approve(desk, again)
    [claim] = public(desk).claims
    assert (claim.row.state, claim.again, claim.check.so) == (ClaimState.APPROVED, None, "true")


def test_the_audit_event_has_the_correction(desk: Desk, again: int) -> None:
    approve(desk, again, SetRating(again, Question.SO, "false"))
    desk.transact(PublishCheck(again, PLACE, LATER, *NOTE), EDITOR)
    payload = json.loads(desk.read.audit_events()[-1].payload or "")
    assert payload["correction"]["public_note"] == "We had called this true."
    assert payload["publication"]["place"] == PLACE


# --- from the command line ---


def command(desk: Desk, *arguments: str) -> int:
    """Run `saidso publish` on the desk, which is open again afterwards in no other way than by its file."""
    desk.close()
    return saidso.main(["publish", str(desk.path), *arguments])


def found(path: Path, claim: int) -> ClaimView:
    with open_desk(path) as opened:
        return view(opened, claim)


def test_the_command_tells_what_changed_and_asks_for_a_note(
    desk: Desk, again: int, capfd: pytest.CaptureFixture[str]
) -> None:
    approve(desk, again, SetRating(again, Question.SO, "false"))
    assert command(desk, str(again), PLACE, "--by", EDITOR) == 1
    said = capfd.readouterr().err
    assert "warning: So? since it was published: “True” is now “False”" in said
    assert "enter a correction" in said
    assert command(desk, str(again), PLACE, "--by", EDITOR, "--note", "It is false.") == 1
    assert "still needs why" in capfd.readouterr().err
    assert found(desk.path, again).row.state is ClaimState.APPROVED
    texts = ("--note", "It is false.", "--why", "Recount.")
    assert command(desk, str(again), PLACE, "--by", EDITOR, "--on", "2025-10-03", *texts) == 0
    [correction] = found(desk.path, again).public_corrections
    assert (correction.was, correction.now) == ("So? True", "So? False")
    assert (correction.why, correction.public_note, correction.by) == ("Recount.", "It is false.", EDITOR)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((PLACE, "--on", "3 October"), "is no date"),
        ((PLACE, "--on", "9999-12-31"), "still to come"),
        (("  ",), "'PLACE': it is empty"),
        ((PLACE, "--note", "x", "--why", "y"), "never published"),
    ],
)
def test_the_command_refuses_what_makes_no_sense(
    desk: Desk, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    claim = claim_at(desk, "52 prisoners")
    rated = (SetRating(claim, Question.SO, "true"), SetRationale(claim, "Counted."), AddEvidence(claim, LIST))
    approve(desk, claim, *rated)
    assert command(desk, str(claim), *arguments, "--by", EDITOR) in (1, 2)
    assert said in capfd.readouterr().err
    assert found(desk.path, claim).publication is None


def test_the_command_names_a_claim_that_is_not_there(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    assert command(desk, "999", PLACE) == 1
    assert "Claim 999 is no longer on this desk" in capfd.readouterr().err


# --- no way around ---


def acts(claim: int) -> list[tuple[str, Operation]]:
    texts = ("Counted.", "Counted twice.")
    return [
        *((ME, SetRating(claim, Question.SO, key)) for key in ("true", "false")),
        *((ME, SetRationale(claim, text)) for text in texts),
        (ME, EditEvidence(1, replace(LIST, excerpt="51 names"))),
        *((ME, SubmitCheck(claim)) for _ in range(3)),
        *((EDITOR, ApproveCheck(claim)) for _ in range(3)),
        *((EDITOR, PublishCheck(claim, PLACE, LATER)) for _ in range(2)),
        (EDITOR, PublishCheck(claim, PLACE, LATER, *NOTE)),
        (EDITOR, AskRecheck(claim, Cause.TEXT_CHANGED)),
        (EDITOR, OpenCorrection(claim)),
        (EDITOR, CloseCorrection(claim, *NOTE)),
    ]


def told(desk: Desk, claim: int) -> tuple[object, ...]:
    """What the public report says of the claim, with how many corrections."""
    [found] = [each for each in public(desk).claims if each.row.id == claim]
    drafts = tuple(row.draft for row in found.evidence)
    return (found.check.so, found.check.rationale, found.row.words, drafts, len(found.public_corrections))


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.integers(0, 16), min_size=5, max_size=40))
def test_no_path_tells_readers_something_else_without_a_correction(steps: list[int], template: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.saidso"
        shutil.copy(template, path)
        with open_desk(path) as desk:
            claim = claim_at(desk, "52 prisoners")
            rated = (SetRating(claim, Question.SO, "true"), SetRationale(claim, "Counted."))
            approve(desk, claim, *rated, AddEvidence(claim, LIST))
            desk.transact(PublishCheck(claim, PLACE, DAY), EDITOR)
            desk.transact(AskRecheck(claim, Cause.TEXT_CHANGED), EDITOR)
            before = told(desk, claim)
            for number in steps:
                person, act = acts(claim)[number]
                with contextlib.suppress(UserError):
                    desk.transact(act, person)
                now = told(desk, claim)
                if now[:-1] != before[:-1]:
                    assert now[-1] == before[-1] + 1  # type: ignore[operator]
                before = now
