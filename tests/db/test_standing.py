"""A public report never forgets what was published: a correction or a new check under way leaves it standing."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import saidso
from core.errors import UserError
from core.records import ClaimState, Correction, EvidenceDraft, Question, Stance
from core.reports import FORMATS, incoming, profile
from core.reports.model import Counts, Profile, Publisher, ReportModel, Scope
from core.reports.wanted import Wanted
from db import exporting
from db.operations import (
    AddEvidence,
    ApproveCheck,
    CloseCorrection,
    CorrectMention,
    EditEvidence,
    OpenCorrection,
    PublishCheck,
    SetRating,
    SetRationale,
    SubmitCheck,
)
from db.store import Desk
from tests.core.reports.test_formats import unpacked
from tests.db.examples import ME, claim_at

EDITOR = "Una Lindqvar"
SITE = Publisher("The Harbour Courier", "https://courier.example", "https://courier.example/{id}")
LIST = EvidenceDraft("List of names", "https://example.org/list", "Gazette", stance=Stance.SUPPORTS)


def approve(desk: Desk, claim: int, so: str) -> None:
    desk.transact(SetRating(claim, Question.SO, so), ME)
    desk.transact(SetRationale(claim, f"Because of the list, rated {so}."), ME)
    desk.transact(AddEvidence(claim, LIST), ME)
    desk.transact(SubmitCheck(claim), ME)
    desk.transact(ApproveCheck(claim), EDITOR)


@pytest.fixture
def published(desk: Desk) -> int:
    """A claim that was published, corrected once, and is being corrected again, with all of it changed."""
    claim = claim_at(desk, "52 prisoners")
    approve(desk, claim, "true")
    desk.transact(
        PublishCheck(claim, "https://courier.example/checks/1", datetime(2025, 9, 12, tzinfo=UTC)), EDITOR
    )
    desk.transact(OpenCorrection(claim), EDITOR)
    desk.transact(SetRating(claim, Question.SO, "mostly-true"), ME)
    desk.transact(CloseCorrection(claim, "rounded", "We had called it true."), EDITOR)
    desk.transact(OpenCorrection(claim), EDITOR)
    desk.transact(SetRating(claim, Question.SO, "false"), ME)
    desk.transact(SetRationale(claim, "The list is forged."), ME)
    [row] = desk.read.claim(claim).evidence  # type: ignore[union-attr]
    desk.transact(EditEvidence(row.id, replace(LIST, title="Forged list")), ME)
    desk.transact(CorrectMention(claim, Correction(speaker="Somebody Else")), ME)
    return claim


def public(desk: Desk) -> ReportModel:
    model = desk.read.report(1, ME)
    assert model is not None
    return exporting.shown(desk, model, exporting.Style("html", Profile.PUBLIC, ME, SITE))


def test_what_was_published_stands_while_it_is_corrected(desk: Desk, published: int) -> None:
    [claim] = public(desk).claims
    assert (claim.row.state, claim.again) == (ClaimState.PUBLISHED, ClaimState.CORRECTING)
    assert (claim.check.so, claim.row.so) == ("mostly-true", "mostly-true")
    assert claim.check.rationale == "Because of the list, rated true."
    assert [row.draft.title for row in claim.evidence] == ["List of names"]
    assert claim.row.speaker != "Somebody Else"
    assert claim.review is not None
    assert (claim.review.by, claim.review.revision) == (EDITOR, claim.check.revision)
    assert [each.public_note for each in claim.public_corrections] == ["We had called it true."]
    assert public(desk).independently_reviewed


@pytest.mark.parametrize("key", sorted(set(FORMATS) - {"pdf", "claimreview", "json"}))
def test_every_format_says_that_a_correction_is_under_way(key: str, desk: Desk, published: int) -> None:
    text = unpacked(FORMATS[key].render(public(desk))).decode("utf-8", "replace")
    assert "A correction of this check is under way." in text
    assert "Mostly true" in text
    assert "We had called it true." in text or key == "csv"  # the table has one row a claim, and no log
    assert "forged" not in text.casefold()


def test_the_internal_report_has_the_work_under_way(desk: Desk, published: int) -> None:
    text = FORMATS["md"].render(desk.read.report(1, ME)).decode("utf-8")  # type: ignore[arg-type]
    assert "The list is forged." in text
    assert "Being corrected · draft" in text


def test_a_finished_correction_takes_the_place_of_what_stood(desk: Desk, published: int) -> None:
    desk.transact(SetRating(published, Question.SAID, "paraphrase"), ME)
    desk.transact(CloseCorrection(published, "forged", "It is false."), EDITOR)
    [claim] = public(desk).claims
    assert (claim.again, claim.check.so) == (None, "false")
    assert [each.public_note for each in claim.public_corrections] == ["We had called it true.", "It is false."]


def test_what_was_approved_and_never_published_keeps_its_place_without_its_verdict(desk: Desk) -> None:
    first, second = claim_at(desk, "52 prisoners"), claim_at(desk, "by 4.6 per cent")
    approve(desk, first, "true")
    desk.transact(SetRating(second, Question.SAID, "verbatim"), ME)
    approve(desk, second, "true")
    before = [claim.row.id for claim in public(desk).claims]
    desk.transact(SetRating(first, Question.SO, "false"), ME)
    after = public(desk)
    assert [claim.row.id for claim in after.claims] == before == [first, second]
    reopened = after.claims[0]
    assert (reopened.check.so, reopened.evidence, reopened.review) == (None, (), None)
    page = FORMATS["html"].render(after).decode("utf-8")
    assert "Being checked again" in page
    assert f'id="c{first}"' in page
    assert "No verdict is given on them until that is done." in page
    desk.transact(SetRating(second, Question.SO, "false"), ME)
    with pytest.raises(UserError, match="is approved yet"):
        public(desk)


def test_a_published_check_that_is_looked_at_again_still_counts(desk: Desk, published: int) -> None:
    assert exporting.count(desk, Wanted(Scope.ARTICLE, article_id=1)) == (7, 1)
    [part] = public(desk).parts
    assert part.counts == Counts(found=7, approved=1, dismissed=0, again=1)
    text = FORMATS["md"].render(public(desk)).decode("utf-8")
    assert (
        "7 claims were found in the article: 1 checked and approved, 6 not checked to the end. "
        "1 of those approved is being looked at again." in text
    )


def test_a_source_that_was_marked_confidential_since_is_hidden_in_what_stands(desk: Desk, published: int) -> None:
    [row] = desk.read.claim(published).evidence  # type: ignore[union-attr]
    desk.transact(EditEvidence(row.id, replace(LIST, title="Forged list", confidential=True)), ME)
    model = public(desk)
    assert model.claims[0].evidence == ()
    assert model.withheld == ((published, 1),)
    for each in FORMATS.values():
        assert b"List of names" not in unpacked(each.render(model))


def test_a_report_of_what_stands_is_taken_in_by_another_desk(desk: Desk, published: int, tmp_path: Path) -> None:
    other = claim_at(desk, "by 4.6 per cent")
    desk.transact(SetRating(other, Question.SAID, "verbatim"), ME)
    approve(desk, other, "true")
    desk.transact(SetRating(other, Question.SO, "false"), ME)
    path = tmp_path / "report.json"
    path.write_bytes(FORMATS["json"].render(public(desk)))
    assert len(incoming.read(path).model.claims) == 2


def test_the_sources_of_a_desk_are_known_once_each_the_last_used_first(desk: Desk) -> None:
    from db.operations import RemoveEvidence

    first, second = claim_at(desk, "52 prisoners"), claim_at(desk, "by 4.6 per cent")
    gone, secret = EvidenceDraft("Gone", "https://gone.example"), EvidenceDraft("Call", publisher="Torvald Ekmann")
    order = EvidenceDraft("Order 118", "https://gazette.example/118", "State Gazette", note="annex A")
    before = desk.read.known_sources()
    for claim, draft in ((first, order), (second, secret), (second, order), (first, gone)):
        desk.transact(AddEvidence(claim, draft), ME)
    desk.transact(AddEvidence(first, replace(secret, confidential=True)), ME)
    view = desk.read.claim(first)
    assert view is not None
    [row] = [each for each in view.evidence if each.draft.title == "Gone"]
    desk.transact(RemoveEvidence(row.id), ME)
    known = desk.read.known_sources()
    assert known[:2] == [replace(secret, confidential=True), replace(order, note="")]
    assert known[2:] == before
    assert desk.read.known_sources(1) == known[:1]


def test_a_source_removed_from_its_claim_is_still_looked_for(desk: Desk) -> None:
    from db.operations import RemoveEvidence

    first, second = claim_at(desk, "52 prisoners"), claim_at(desk, "by 4.6 per cent")
    secret = EvidenceDraft("Call", publisher="Torvald Ekmann", confidential=True)
    desk.transact(AddEvidence(second, secret), ME)
    approve(desk, first, "true")
    [row] = desk.read.claim(second).evidence  # type: ignore[union-attr]
    desk.transact(RemoveEvidence(row.id), ME)
    assert [draft.publisher for draft in desk.read.confidential_sources()] == ["Torvald Ekmann"]
    assert public(desk).claims
    desk.transact(SetRationale(first, "Torvald Ekmann’s list."), ME)
    desk.transact(SubmitCheck(first), ME)
    desk.transact(ApproveCheck(first), EDITOR)
    with pytest.raises(UserError, match="Torvald Ekmann"):
        public(desk)


def test_a_selection_knows_the_sources_of_claims_that_are_not_in_it(desk: Desk) -> None:
    first, second = claim_at(desk, "52 prisoners"), claim_at(desk, "by 4.6 per cent")
    desk.transact(AddEvidence(second, EvidenceDraft("Call", publisher="Torvald Ekmann", confidential=True)), ME)
    approve(desk, first, "true")
    desk.transact(SetRationale(first, "Torvald Ekmann’s list."), ME)
    desk.transact(SubmitCheck(first), ME)
    desk.transact(ApproveCheck(first), EDITOR)
    model = desk.read.report_on([first], Scope.SELECTION, "", ME)
    for key in FORMATS:
        with pytest.raises(UserError, match="Torvald Ekmann"):
            exporting.shown(desk, model, exporting.Style(key, Profile.PUBLIC))
    with pytest.raises(UserError, match="Torvald Ekmann"):
        exporting.shown(desk, model, exporting.Style("claimreview", Profile.INTERNAL))


# --- what readers get of the article, and who is named ----------------------------------------------------------


def test_readers_get_the_sentences_with_claims_unless_the_article_is_asked_for(desk: Desk) -> None:
    claim = claim_at(desk, "52 prisoners")
    approve(desk, claim, "true")
    model = desk.read.report(1, ME)
    assert model is not None
    text = model.parts[0].article.text
    style = exporting.Style("json", Profile.PUBLIC)
    short = exporting.shown(desk, model, style)
    whole = exporting.shown(desk, model, replace(style, whole_text=True))
    [view] = short.claims
    assert whole.parts[0].article.text == text
    kept = short.parts[0].article.text
    assert len(kept) == len(text)
    start, end = view.pieces[0][0] - len(view.before), view.pieces[-1][1] + len(view.after)
    assert kept[start:end] == text[start:end]
    assert not (kept[:start] + kept[end:]).strip()
    outside = text[end:].split()[5:9]
    for key in FORMATS:
        found = unpacked(FORMATS[key].render(short)).decode("utf-8", "replace")
        assert " ".join(outside) not in found, key
    assert "## The article" not in FORMATS["md"].render(short).decode()
    assert "## The article" in FORMATS["md"].render(whole).decode()


def test_no_account_and_no_file_is_named_to_readers(
    desk: Desk, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "login-7")
    approve(desk, claim_at(desk, "52 prisoners"), "true")
    desk.close()
    target = tmp_path / "report.json"
    command = ["report", str(desk.path), "1", "--format", "json", "-o", str(target), "--profile", "public"]
    assert saidso.main(command) == 0
    told = capfd.readouterr().err
    report = json.loads(target.read_text("utf-8"))["report"]
    assert (report["desk"], report["made_by"]) == ("", "")
    assert "login-7" not in target.read_text("utf-8")
    assert "warning: The report bears no newsroom’s name" in told
    assert saidso.main([*command, "--by", "Nell Farrow", "--publisher", "The Courier"]) == 0
    report = json.loads(target.read_text("utf-8"))["report"]
    assert (report["desk"], report["made_by"]) == ("The Courier", "Nell Farrow")
    assert "warning" not in capfd.readouterr().err


def test_what_is_unsettled_is_told_and_keeps_nothing_from_being_written(desk: Desk, tmp_path: Path) -> None:
    claim = claim_at(desk, "52 prisoners")
    desk.transact(AddEvidence(claim, EvidenceDraft("scan-7")), ME)
    approve(desk, claim, "true")
    model = desk.read.report(1, ME)
    assert model is not None
    path = tmp_path / "report.html"
    style = exporting.Style("html", Profile.PUBLIC, ME, SITE)
    assert exporting.write(desk, model, style, path) == (
        f"The source “scan-7” of claim {claim}, “52 prisoners” has no publisher, date or link: "
        "readers cannot find it.",
    )
    assert path.exists()
    assert exporting.write(desk, model, replace(style, profile=Profile.INTERNAL), path) == ()
    bare = exporting.Style("claimreview", Profile.PUBLIC)
    assert [words.split(":")[0] for words in exporting.write(desk, model, bare, tmp_path / "x.jsonld")] == [
        "The claim reviews have no publisher",
        "The claim reviews have no web address of their publisher",
        "1 claim review will have no web address",
    ]
    wanted = Wanted(Scope.ARTICLE, article_id=1)
    assert len(exporting.look_through(desk, wanted, SITE, reviews=True)) == 1
    assert len(exporting.look_through(desk, wanted, Publisher(), reviews=True)) == 5


def test_counts_are_of_all_that_was_found_whatever_the_report_leaves_out(desk: Desk, published: int) -> None:
    model = desk.read.report(1, ME)
    assert model is not None
    assert profile.public(model).parts[0].counts == model.parts[0].counts
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].render(public(desk)).decode("utf-8-sig"))))
    assert [row["No."] for row in rows] == [str(published)]
