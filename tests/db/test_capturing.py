"""A source captured, and its passage attached: one step each, named, undone and done again; copies stay kept."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

import saidso
from core.errors import UserError
from core.evidence.capture import Captured
from core.records import CaptureRow, ClaimState, DismissReason, EvidenceDraft, Stance
from db import health
from db.operations import (
    AddEvidence,
    AttachExcerpt,
    CaptureSource,
    DismissClaims,
    EditEvidence,
    RemoveEvidence,
)
from db.store import Desk, open_desk
from tests.db.driving import refused, view
from tests.db.examples import ME, claim_at

PAGE = b"<title>List 118</title> 52 names"
URL, SHORT = "https://gazette.example/118", "https://gazette.example/l"
ARCHIVE = "https://archive.example/118"
FETCHED = Captured(PAGE, "text/html", URL, SHORT, warc=b"the exchange", title="List 118")


@pytest.fixture
def claim(desk: Desk) -> int:
    return claim_at(desk, "52 prisoners")


def copies(desk: Desk, claim: int) -> list[tuple[CaptureRow, ...]]:
    return [row.captures for row in view(desk, claim).evidence]


def test_a_source_comes_with_its_copy_in_one_step(desk: Desk, claim: int) -> None:
    change = desk.transact(CaptureSource(claim, EvidenceDraft("List 118"), FETCHED, ARCHIVE), ME)
    assert change.label == desk.undo_label(ME) == "capture: List 118"
    assert change.claims == {claim}
    after = view(desk, claim)
    (row,) = after.evidence
    assert (row.draft.title, row.draft.url) == ("List 118", SHORT)
    (copy,) = row.captures
    assert (copy.requested_url, copy.url, copy.archive_url, copy.by) == (SHORT, URL, ARCHIVE, ME)
    assert (copy.size, copy.sha256) == (len(PAGE), sha256(PAGE).hexdigest())
    assert desk.read.capture(copy.id) == PAGE
    assert desk.read.capture(copy.id, warc=True) == b"the exchange"
    assert after.row.state is ClaimState.CHECKING
    assert after.history[-1].what.startswith("source captured: List 118 (context, sha256 ")
    desk.undo(ME)
    assert view(desk, claim).evidence == ()
    assert desk.redo_label(ME) == "capture: List 118"
    assert desk.read.capture(copy.id) == PAGE
    desk.redo(ME)
    assert copies(desk, claim) == [(copy,)]
    assert health.check(desk.connection).sound


def test_a_link_that_was_given_stands(desk: Desk, claim: int) -> None:
    desk.transact(CaptureSource(claim, EvidenceDraft("List", "https://gazette.example/"), FETCHED), ME)
    (row,) = view(desk, claim).evidence
    assert row.draft.url == "https://gazette.example/"
    assert len(row.captures) == 1


def test_the_same_copy_under_another_claim_is_stored_once(desk: Desk, claim: int) -> None:
    other = claim_at(desk, "by 4.6 per cent")
    for each in (claim, other):
        desk.transact(CaptureSource(each, EvidenceDraft("List 118"), FETCHED), ME)
    assert copies(desk, claim) == copies(desk, other)
    assert health.check(desk.connection).captures == 2  # the page and the exchange


def test_nothing_is_left_of_a_capture_that_is_refused(desk: Desk, claim: int) -> None:
    refused(desk, CaptureSource(claim, EvidenceDraft(" "), FETCHED), "S-EVIDENCE-TITLE")
    refused(desk, CaptureSource(claim, EvidenceDraft("List"), Captured(b"", "text/plain")), "S-CAPTURE-EMPTY")
    refused(desk, CaptureSource(claim, EvidenceDraft("List"), FETCHED, "archive"), "S-CAPTURE-URL")
    refused(desk, CaptureSource(99, EvidenceDraft("List"), FETCHED), "S-CLAIM-GONE")


def test_copies_of_what_was_handed_over_go_with_its_description(desk: Desk, claim: int) -> None:
    desk.transact(CaptureSource(claim, EvidenceDraft("scan 7"), Captured(b"%PDF-", "application/pdf")), "Una")
    [(copy,)] = copies(desk, claim)
    desk.transact(EditEvidence(1, EvidenceDraft("Prisoner list", publisher="Registry")), ME)
    [(again,)] = copies(desk, claim)
    assert (again.sha256, again.at, again.by, again.size) == (copy.sha256, copy.at, "Una", 5)
    desk.transact(EditEvidence(1, EvidenceDraft("Prisoner list", URL, "Registry")), ME)
    assert [row.sha256 for row in copies(desk, claim)[0]] == [copy.sha256]
    # What was fetched from one link is no copy of another.
    desk.transact(EditEvidence(1, EvidenceDraft("Prisoner list", "https://gazette.example/9", "Registry")), ME)
    assert copies(desk, claim) == [()]
    for _ in range(3):
        desk.undo(ME)
    assert copies(desk, claim) == [(copy,)]
    assert health.check(desk.connection).sound


def test_a_passage_is_attached_and_taken_back(desk: Desk, claim: int) -> None:
    desk.transact(CaptureSource(claim, EvidenceDraft("List 118", confidential=True), FETCHED), ME)
    before = view(desk, claim).evidence
    attach = AttachExcerpt(1, "52 names ", " page 2 ", Stance.SUPPORTS, "Counted twice.")
    assert desk.transact(attach, ME).label == desk.undo_label(ME) == "attach excerpt: List 118"
    (row,) = view(desk, claim).evidence
    draft = row.draft
    assert (draft.excerpt, draft.locator, draft.note) == ("52 names", "page 2", "Counted twice.")
    assert (draft.stance, draft.confidential) == (Stance.SUPPORTS, True)
    assert row.captures == before[0].captures
    assert view(desk, claim).history[-1].what == "excerpt attached: List 118, page 2 (supports)"
    assert desk.transact(attach, ME).label == ""
    desk.undo(ME)
    assert view(desk, claim).evidence == before
    desk.redo(ME)
    assert view(desk, claim).evidence[0].draft == draft


def test_no_passage_is_attached_to_what_is_gone(desk: Desk, claim: int) -> None:
    desk.transact(AddEvidence(claim, EvidenceDraft("List")), ME)
    refused(desk, AttachExcerpt(1, " \n", "", Stance.CONTEXT, ""), "S-EVIDENCE-EXCERPT")
    refused(desk, AttachExcerpt(1, "a\x00", "", Stance.CONTEXT, ""), "S-DESK-TEXT")
    refused(desk, AttachExcerpt(9, "a", "", Stance.CONTEXT, ""), "S-EVIDENCE-GONE")
    desk.transact(RemoveEvidence(1), ME)
    refused(desk, AttachExcerpt(1, "a", "", Stance.CONTEXT, ""), "S-EVIDENCE-GONE")
    other = claim_at(desk, "by 4.6 per cent")
    desk.transact(DismissClaims((other,), DismissReason.TRIVIAL), ME)
    with pytest.raises(UserError):
        desk.transact(CaptureSource(other, EvidenceDraft("List"), FETCHED), ME)


def test_the_command_line_captures_a_file_under_a_claim(
    path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "List of names.txt"
    kept.write_bytes(PAGE)
    options = ["--stance", "refutes", "--archive", ARCHIVE, "--confidential"]
    assert saidso.main(["capture", str(path), "1", str(kept), *options]) == 0
    assert capfd.readouterr().out == f"List of names: {len(PAGE)} bytes, sha256 {sha256(PAGE).hexdigest()}\n"
    with open_desk(path) as desk:
        (row,) = view(desk, 1).evidence
        assert (row.draft.title, row.draft.stance, row.draft.confidential) == (
            "List of names",
            Stance.REFUTES,
            True,
        )
        assert [copy.archive_url for copy in row.captures] == [ARCHIVE]
        assert desk.read.capture(row.captures[0].id) == PAGE
    assert saidso.main(["capture", str(path), "1", str(tmp_path / "nothing.txt")]) == 1
    assert saidso.main(["capture", str(path), "1", "http://127.0.0.1:9/x"]) == 1
    assert saidso.main(["capture", str(path), "999", str(kept)]) == 1
    told = capfd.readouterr().err.splitlines()
    assert [line.partition(" ")[0] for line in told] == ["saidso:"] * 3
    assert "nothing.txt is no file" in told[0]
    assert "private network" in told[1]
    assert "Claim 999" in told[2]
