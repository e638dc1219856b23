"""Kept copies of sources: stored to the byte, once, never changed, and found out if somebody does."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from core.errors import UserError
from core.records import CaptureRow, ClaimState, EvidenceDraft
from db import health
from db.operations import AddEvidence, EditEvidence, KeepCapture, RemoveEvidence, evidence
from db.store import Desk, open_desk
from tests.db.driving import refused, view
from tests.db.examples import ME, claim_at, dump

PAGE = b"<!doctype html><title>List 118</title>\x00\xff"
URL = "https://gazette.example/118"
ARCHIVE = "https://archive.example/2025/https://gazette.example/118"
LIST = EvidenceDraft("List 118", URL)


@pytest.fixture
def claim(desk: Desk) -> int:
    claim = claim_at(desk, "52 prisoners")
    desk.transact(AddEvidence(claim, LIST), ME)
    return claim


def captures(desk: Desk, claim: int) -> tuple[CaptureRow, ...]:
    """The copies under the claim's only source."""
    (row,) = view(desk, claim).evidence
    return row.captures


def stored(desk: Desk) -> tuple[int, int]:
    """How many copies there are, and how many times bytes were stored."""
    with desk.connection.begin():
        one, two = (
            desk.connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608
            for table in ("capture", "capture_content")
        )
    return one, two


def test_a_copy_is_kept_to_the_byte(desk: Desk, claim: int) -> None:
    before = view(desk, claim)
    change = desk.transact(KeepCapture(1, f" {URL} ", PAGE, "text/html; charset=utf-8", ARCHIVE), ME)
    assert (change.claims, change.articles, change.label) == (frozenset({claim}), frozenset({1}), "")
    after = view(desk, claim)
    (found,) = captures(desk, claim)
    digest = sha256(PAGE).hexdigest()
    assert found == CaptureRow(
        1, URL, after.history[-1].at, "text/html; charset=utf-8", len(PAGE), digest, ARCHIVE, by=ME
    )
    assert desk.read.capture(found.id) == PAGE
    assert after.history[-1].what == f"copy kept: List 118 (sha256 {digest[:8]}…)"
    # It is no edit of the check and no step of undo.
    assert (after.row, after.check) == (before.row, before.check)
    assert desk.undo_label(ME) == "add source: List 118"
    with desk.connection.begin():
        *_, last = health.audit_events(desk.connection)
    assert last.action == "keep copy"
    assert digest in (last.payload or "")
    assert health.check(desk.connection).sound


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(min_size=1, max_size=300))
def test_any_bytes_come_back(desk: Desk, data: bytes) -> None:
    if not view(desk, 1).evidence:
        desk.transact(AddEvidence(1, LIST), ME)
    desk.transact(KeepCapture(1, "", data, "application/pdf"), ME)
    row = next(row for row in captures(desk, 1) if row.sha256 == sha256(data).hexdigest())
    assert (desk.read.capture(row.id), row.size) == (data, len(data))


def test_bytes_are_stored_once(desk: Desk, claim: int) -> None:
    keep = KeepCapture(1, URL, PAGE, "text/html")
    desk.transact(keep, ME)
    before = dump(desk)
    assert desk.transact(keep, "Somebody Else").claims == frozenset()
    assert dump(desk) == before
    # The same bytes with a link to an archive say something new; those under another source are its own copy.
    desk.transact(KeepCapture(1, URL, PAGE, "text/html", ARCHIVE), ME)
    assert [row.archive_url for row in captures(desk, claim)] == ["", ARCHIVE]
    other = claim_at(desk, "by 4.6 per cent")
    desk.transact(AddEvidence(other, EvidenceDraft("Mirror", "https://mirror.example/118")), ME)
    assert captures(desk, other) == ()
    desk.transact(KeepCapture(2, "", PAGE, "text/html"), ME)
    assert stored(desk) == (3, 1)
    desk.transact(KeepCapture(2, "", PAGE + b"2", "text/html"), ME)
    assert stored(desk) == (4, 2)
    assert [row.id for row in captures(desk, claim)] == [1, 2]


def test_copies_follow_the_link_and_not_the_wording(desk: Desk, claim: int) -> None:
    desk.transact(KeepCapture(1, URL, PAGE, "text/html"), ME)
    kept = captures(desk, claim)
    desk.transact(EditEvidence(1, EvidenceDraft("List 118, annex A", URL, note="p. 2")), ME)
    assert captures(desk, claim) == kept
    other = claim_at(desk, "by 4.6 per cent")
    desk.transact(AddEvidence(other, EvidenceDraft("The gazette", URL)), ME)
    assert captures(desk, other) == kept
    desk.transact(EditEvidence(1, EvidenceDraft("List 118", "https://gazette.example/119")), ME)
    assert captures(desk, claim) == ()
    desk.undo(ME)
    assert captures(desk, claim) == kept


def test_without_a_link_copies_belong_to_the_description(desk: Desk) -> None:
    call, letter = EvidenceDraft("Telephone call"), EvidenceDraft("Letter")
    desk.transact(AddEvidence(1, call), ME)
    desk.transact(KeepCapture(1, "", b"notes", "text/plain"), ME)
    desk.transact(AddEvidence(2, letter), ME)
    assert captures(desk, 2) == ()
    desk.transact(AddEvidence(3, call), ME)
    assert [row.size for row in captures(desk, 3)] == [5]


def test_copies_come_back_with_their_source(desk: Desk, claim: int) -> None:
    desk.transact(KeepCapture(1, URL, PAGE, "text/html"), ME)
    desk.undo(ME)
    assert view(desk, claim).evidence == ()
    refused(desk, KeepCapture(1, URL, PAGE, "text/html"), "S-EVIDENCE-GONE")
    desk.redo(ME)
    assert len(captures(desk, claim)) == 1
    desk.transact(RemoveEvidence(1), ME)
    assert desk.read.capture(1) == PAGE


def test_what_is_no_copy_is_refused(desk: Desk, claim: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "List 118" in refused(desk, KeepCapture(1, URL, b"", "text/html"), "S-CAPTURE-EMPTY")
    for url in ("javascript:alert(1)", "file:///etc/passwd", "https://", "gazette.example"):
        refused(desk, KeepCapture(1, url, PAGE, "text/html"), "S-CAPTURE-URL")
        refused(desk, KeepCapture(1, URL, PAGE, "text/html", url), "S-CAPTURE-URL")
    refused(desk, KeepCapture(1, "https://a.example/\x00", PAGE, "text/html"), "S-DESK-TEXT")
    refused(desk, KeepCapture(9, URL, PAGE, "text/html"), "S-EVIDENCE-GONE")
    assert evidence.MAX_CAPTURE == 25_000_000
    monkeypatch.setattr(evidence, "MAX_CAPTURE", 1_000_000)
    message = refused(desk, KeepCapture(1, URL, bytes(1_000_001), "text/html"), "S-CAPTURE-SIZE")
    assert "1,000,001 bytes" in message and "1 MB" in message
    desk.transact(KeepCapture(1, URL, bytes(1_000_000), "text/html"), ME)
    assert captures(desk, claim)[0].size == 1_000_000


def test_no_copy_for_an_article_that_is_gone(desk: Desk, claim: int) -> None:
    desk.undo(ME)
    desk.redo(ME)
    with desk.connection.begin():
        desk.connection.exec_driver_sql("UPDATE claim SET shown = 0")
    refused(desk, KeepCapture(1, URL, PAGE, "text/html"), "S-CLAIM-GONE")


@pytest.mark.parametrize(
    "given_type, kept",
    [
        ("text/html", "text/html"),
        (" application/pdf ", "application/pdf"),
        ('multipart/mixed; boundary="a b"', 'multipart/mixed; boundary="a b"'),
        ("", "application/octet-stream"),
        ("html", "application/octet-stream"),
        ("text/html\r\nX: y", "application/octet-stream"),
        ("text/\ud800", "application/octet-stream"),
        ("text/" + "x" * 300, "application/octet-stream"),
    ],
)
def test_a_media_type_that_is_none_does_not_lose_the_copy(
    desk: Desk, claim: int, given_type: str, kept: str
) -> None:
    desk.transact(KeepCapture(1, URL, PAGE, given_type), ME)
    assert captures(desk, claim)[0].media_type == kept


def test_there_is_no_such_copy(desk: Desk) -> None:
    with pytest.raises(UserError) as caught:
        desk.read.capture(7)
    assert caught.value.code == "S-CAPTURE-GONE"


def test_a_copy_that_somebody_changed_is_found_out(path: Path) -> None:
    with open_desk(path) as desk:
        desk.transact(AddEvidence(1, LIST), ME)
        desk.transact(KeepCapture(1, URL, PAGE, "text/html"), ME)
    raw = sqlite3.connect(path)
    raw.execute("DROP TRIGGER capture_content_no_update")
    raw.execute("UPDATE capture_content SET data = ?", (PAGE + b" ",))
    raw.commit()
    raw.close()
    with open_desk(path) as desk:
        with pytest.raises(UserError, match=sha256(PAGE).hexdigest()[:12]) as caught:
            desk.read.capture(1)
        assert caught.value.code == "S-DESK-DAMAGED"
        (problem,) = health.check(desk.connection).problems
        assert (problem.kind, problem.count) == ("kept copies that changed", 1)
        assert view(desk, 1).row.state is ClaimState.CHECKING


def test_a_listing_of_copies_goes_by_keys(desk: Desk, claim: int) -> None:
    """No table is read through to find a source's copies."""
    desk.transact(KeepCapture(1, URL, PAGE, "text/html"), ME)
    statements: list[tuple[str, object]] = []

    def listen(_c: object, _cursor: object, statement: str, parameters: object, *_rest: object) -> None:
        statements.append((statement, parameters))

    engine = desk.connection.engine
    event.listen(engine, "before_cursor_execute", listen)
    view(desk, claim)
    event.remove(engine, "before_cursor_execute", listen)
    (listing,) = [s for s in statements if "capture_content" in s[0]]
    with desk.connection.begin():
        plan = desk.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {listing[0]}", listing[1]).all()  # type: ignore[arg-type]
    assert plan
    assert [row[3] for row in plan if row[3].startswith("SCAN")] == []


def test_a_fetched_copy_says_what_was_asked_by_whom_and_keeps_the_exchange(desk: Desk, claim: int) -> None:
    short = "https://gazette.example/l"
    change = desk.transact(KeepCapture(1, URL, PAGE, "text/html", "", short, b"the exchange"), "Una Lindqvar")
    assert change.claims == {claim}
    (copy,) = captures(desk, claim)
    assert (copy.requested_url, copy.url, copy.by) == (short, URL, "Una Lindqvar")
    assert copy.warc_sha256 == sha256(b"the exchange").hexdigest()
    assert desk.read.capture(copy.id) == PAGE
    assert desk.read.capture(copy.id, warc=True) == b"the exchange"
    desk.transact(KeepCapture(1, "", b"a file", "text/plain"), ME)
    handed = captures(desk, claim)[1]
    assert (handed.requested_url, handed.by, handed.warc_sha256) == ("", ME, "")
    with pytest.raises(UserError) as caught:
        desk.read.capture(handed.id, warc=True)
    assert caught.value.code == "S-CAPTURE-GONE"
    refused(desk, KeepCapture(1, URL, PAGE + b"3", "text/html", "", "ftp://x"), "S-CAPTURE-URL")
    assert health.check(desk.connection).captures == 3
