"""Sources, what they do to a claim, and the copies kept of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from sqlalchemy import Row, insert, select

from core.errors import UserError
from core.evidence.capture import MOST_BYTES, Captured
from core.evidence.links import is_link
from core.records import EvidenceDraft, Stance
from db import schema_work
from db.codec import draft_from_json, draft_to_json
from db.effective import check_storable
from db.operations.base import PersonOperation, begin_edit, shorten
from db.things import THINGS, Kind
from db.transaction import Tx


def checked(draft: EvidenceDraft) -> EvidenceDraft:
    """The draft without stray spaces. Raises `UserError` S-EVIDENCE-TITLE or S-EVIDENCE-URL."""
    for text in (draft.title, draft.url, draft.publisher, draft.note, draft.locator, draft.excerpt):
        check_storable("The source", text)
    title, url = " ".join(draft.title.split()), draft.url.strip()
    if not title:
        raise UserError("S-EVIDENCE-TITLE", "A source needs a title; enter what it is called.")
    _check_link("S-EVIDENCE-URL", url)
    return replace(
        draft,
        title=title,
        url=url,
        publisher=" ".join(draft.publisher.split()),
        note=draft.note.strip(),
        locator=" ".join(draft.locator.split()),
        excerpt=draft.excerpt.strip(),
    )


def _check_link(code: str, url: str) -> None:
    """Raises `UserError` with the code unless `url` is empty or a web address."""
    if url and not is_link(url):
        raise UserError(code, f"{shorten(url, 60)} is not a web address; enter one with http or https.")


def _evidence(tx: Tx, evidence_id: int) -> Row[tuple[int]]:
    gone = f"Source {evidence_id} is no longer on this claim; add it again."
    row = tx.one(
        select(schema_work.evidence.c.claim_id).where(schema_work.evidence.c.id == evidence_id),
        "S-EVIDENCE-GONE",
        gone,
    )
    if THINGS[Kind.EVIDENCE].read(tx, evidence_id)["removed"]:
        raise UserError("S-EVIDENCE-GONE", gone)
    return row


@dataclass(frozen=True, slots=True)
class AddEvidence(PersonOperation):
    """Put a source under a claim. Raises `UserError` S-EVIDENCE-…"""

    action: ClassVar[str] = "add evidence"
    claim_id: int
    draft: EvidenceDraft

    def apply(self, tx: Tx) -> str:
        draft = checked(self.draft)
        add_checked(tx, self.claim_id, draft)
        return f"add source: {shorten(draft.title)}"


def add_checked(tx: Tx, claim_id: int, draft: EvidenceDraft) -> int:
    """Put a checked draft under a claim and return its id."""
    article_id = begin_edit(tx, claim_id)
    evidence_id = tx.insert(schema_work.evidence, claim_id=claim_id, added_by=tx.person_id, added_at=tx.at)
    content = draft_to_json(draft) | {"removed": False}
    tx.write(Kind.EVIDENCE, evidence_id, content)
    tx.created(Kind.EVIDENCE, evidence_id, removed=True)
    tx.touch(claim_id, article_id, f"source added: {shorten(draft.title, 80)} ({draft.stance})")
    return evidence_id


@dataclass(frozen=True, slots=True)
class EditEvidence(PersonOperation):
    """Change a source of a claim. What it was stays in the desk as an older revision.

    Copies of a source without a link go with it when it is described otherwise: they were handed over as this
    source, and a title that is put right does not make another of it. A link that is changed leads elsewhere, and
    the copies fetched from it stay with it.
    """

    action: ClassVar[str] = "edit evidence"
    evidence_id: int
    draft: EvidenceDraft

    def apply(self, tx: Tx) -> str:
        draft = checked(self.draft)
        claim_id = _evidence(tx, self.evidence_id).claim_id
        content = draft_to_json(draft) | {"removed": False}
        if content == THINGS[Kind.EVIDENCE].read(tx, self.evidence_id):
            return ""
        article_id = begin_edit(tx, claim_id)
        before, _ = source_of(tx, self.evidence_id)
        had_link = bool(THINGS[Kind.EVIDENCE].read(tx, self.evidence_id)["url"])
        tx.put(Kind.EVIDENCE, self.evidence_id, **content)
        if not had_link:
            _take_along(tx, before, source_of(tx, self.evidence_id)[0])
        tx.touch(claim_id, article_id, f"source edited: {shorten(draft.title, 80)} ({draft.stance})")
        return f"edit source: {shorten(draft.title)}"


def _take_along(tx: Tx, before: int, now: int) -> None:
    """Let the copies of one source be copies of another too, as old as they are and kept by whom they were."""
    capture, origin = schema_work.capture, schema_work.capture_origin
    if before == now:
        return
    for row in tx.connection.execute(select(capture).where(capture.c.source_id == before)).all():
        values = {name: value for name, value in row._mapping.items() if name != "id"} | {"source_id": now}
        same = (capture.c[name] == value for name, value in values.items() if name != "at")
        if tx.connection.execute(select(capture.c.id).where(*same)).first() is not None:
            continue
        made = tx.insert(capture, **values)
        whence = tx.connection.execute(select(origin).where(origin.c.capture_id == row.id)).first()
        if whence is not None:
            tx.insert_many(origin, [dict(whence._mapping) | {"capture_id": made}])


@dataclass(frozen=True, slots=True)
class AttachExcerpt(PersonOperation):
    """Make a passage of a source what a piece of evidence shows, with its place, stance and note.

    Raises `UserError` S-EVIDENCE-EXCERPT where there is none, S-EVIDENCE-GONE.
    """

    action: ClassVar[str] = "attach excerpt"
    evidence_id: int
    excerpt: str
    locator: str
    stance: Stance
    note: str

    def apply(self, tx: Tx) -> str:
        claim_id = _evidence(tx, self.evidence_id).claim_id
        before = THINGS[Kind.EVIDENCE].read(tx, self.evidence_id)
        changed = replace(
            draft_from_json(before),
            excerpt=self.excerpt,
            locator=self.locator,
            stance=self.stance,
            note=self.note,
        )
        draft = checked(changed)
        if not draft.excerpt:
            raise UserError("S-EVIDENCE-EXCERPT", "There is no passage to attach; select one, or type it.")
        content = draft_to_json(draft) | {"removed": False}
        if content == before:
            return ""
        article_id = begin_edit(tx, claim_id)
        tx.put(Kind.EVIDENCE, self.evidence_id, **content)
        where = f", {draft.locator}" if draft.locator else ""
        tx.touch(claim_id, article_id, f"excerpt attached: {shorten(draft.title, 80)}{where} ({draft.stance})")
        return f"attach excerpt: {shorten(draft.title)}"


@dataclass(frozen=True, slots=True)
class RemoveEvidence(PersonOperation):
    """Take a source off a claim. It stays in the desk's history."""

    action: ClassVar[str] = "remove evidence"
    evidence_id: int

    def apply(self, tx: Tx) -> str:
        claim_id = _evidence(tx, self.evidence_id).claim_id
        title = THINGS[Kind.EVIDENCE].read(tx, self.evidence_id)["title"]
        article_id = begin_edit(tx, claim_id)
        tx.put(Kind.EVIDENCE, self.evidence_id, removed=True)
        tx.touch(claim_id, article_id, f"source removed: {shorten(title, 80)}")
        return f"remove source: {shorten(title)}"


MAX_CAPTURE = MOST_BYTES

_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+(?:\s*;[\x20-\x7e]*)?", re.IGNORECASE | re.ASCII)
"""type/subtype with parameters (RFC 9110, 8.3.1; names as in RFC 6838, 4.2)."""

_LONGEST_TYPE = 255
_UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class KeepCapture:
    """Keep a copy of a source, as evidence of what it said. Copies are never changed, removed or undone.

    `data` is the copy to the byte, `url` where it came from (empty for a file that was handed over) and
    `archive_url` a public archive's copy of the same. A media type that is none is kept as unknown: servers say
    anything. The same copy of the same source is kept once. It is no edit: the claim's state and review stay.

    Raises `UserError` S-CAPTURE-EMPTY, S-CAPTURE-SIZE, S-CAPTURE-URL, S-EVIDENCE-GONE.
    """

    action: ClassVar[str] = "keep copy"
    undoable: ClassVar[bool] = False
    clears_redo: ClassVar[bool] = False
    audited: ClassVar[bool] = True
    erases: ClassVar[bool] = False
    evidence_id: int
    url: str
    data: bytes = field(repr=False)
    media_type: str
    archive_url: str = ""
    requested_url: str = ""
    """The link that was asked for, where redirects led from it to `url`."""
    warc: bytes = field(default=b"", repr=False)
    """The whole exchange as a WARC file, where the copy was fetched."""

    def apply(self, tx: Tx) -> str:
        url, archive_url, requested_url = self._links()
        claim_id = _evidence(tx, self.evidence_id).claim_id
        article_id = tx.claim(claim_id).article_id
        source_id, title = source_of(tx, self.evidence_id)
        self._check_size(title)
        digest = sha256(self.data).hexdigest()
        row: dict[str, str | int] = {
            "source_id": source_id,
            "sha256": digest,
            "url": url,
            "media_type": _media_type(self.media_type),
            "archive_url": archive_url,
        }
        tx.focus_claim = claim_id
        capture_id = keep_copy(tx, row, self.data, tx.at)
        if capture_id is None:
            return ""
        warc = store_bytes(tx, self.warc) if self.warc else None
        tx.connection.execute(
            insert(schema_work.capture_origin).values(
                capture_id=capture_id, requested_url=requested_url, warc_sha256=warc, by=tx.person_id
            )
        )
        tx.subject = f"claim {claim_id}"
        tx.facts["capture"] = row | {
            "evidence": self.evidence_id,
            "size": len(self.data),
            "requested_url": requested_url,
            "warc": warc,
        }
        tx.touch(claim_id, article_id, f"copy kept: {shorten(title, 80)} (sha256 {digest[:8]}…)")
        return ""

    def _links(self) -> tuple[str, str, str]:
        found = self.url.strip(), self.archive_url.strip(), self.requested_url.strip()
        for url in found:
            check_storable("The address of the copy", url)
            _check_link("S-CAPTURE-URL", url)
        return found

    def _check_size(self, title: str) -> None:
        if not self.data:
            raise UserError("S-CAPTURE-EMPTY", f"The copy of {shorten(title)} is empty; fetch or choose it again.")
        if len(self.data) > MAX_CAPTURE or len(self.warc) > 2 * MAX_CAPTURE:
            raise UserError(
                "S-CAPTURE-SIZE",
                f"The copy of {shorten(title)} has {len(self.data):,} bytes and a desk keeps up to "
                f"{MAX_CAPTURE // 1_000_000} MB; keep only the part that counts.",
            )


@dataclass(frozen=True, slots=True)
class CaptureSource(PersonOperation):
    """Put a source under a claim together with a copy of it. Undoing takes the source off; the copy stays kept.

    A draft without a link gets the one that was asked for. Raises `UserError` as `AddEvidence` and `KeepCapture`.
    """

    action: ClassVar[str] = "capture source"
    claim_id: int
    draft: EvidenceDraft
    captured: Captured
    archive_url: str = ""

    def apply(self, tx: Tx) -> str:
        copy = self.captured
        draft = checked(replace(self.draft, url=self.draft.url or copy.requested_url or copy.url))
        evidence_id = add_checked(tx, self.claim_id, draft)
        KeepCapture(
            evidence_id, copy.url, copy.data, copy.media_type, self.archive_url, copy.requested_url, copy.warc
        ).apply(tx)
        digest = sha256(copy.data).hexdigest()[:8]
        article_id = tx.claim(self.claim_id).article_id
        said = f"source captured: {shorten(draft.title, 80)} ({draft.stance}, sha256 {digest}…)"
        tx.touch(self.claim_id, article_id, said)
        return f"capture: {shorten(draft.title)}"


def source_of(tx: Tx, evidence_id: int) -> tuple[int, str]:
    """Id and title of the source that the evidence is of now."""
    revision, source = schema_work.evidence_revision.c, schema_work.source.c
    row = tx.connection.execute(
        select(source.id, source.title)
        .join(schema_work.evidence_revision, revision.source_id == source.id)
        .where(revision.evidence_id == evidence_id)
        .order_by(revision.number.desc())
        .limit(1)
    ).one()
    return row.id, row.title


def _media_type(given: str) -> str:
    text = given.strip()
    return text if len(text) <= _LONGEST_TYPE and _MEDIA_TYPE.fullmatch(text) else _UNKNOWN_TYPE


def keep_copy(tx: Tx, row: dict[str, str | int], data: bytes, at: datetime) -> int | None:
    """Store the copy and return its id; None where the desk has it already."""
    capture = schema_work.capture
    same = (capture.c[name] == value for name, value in row.items())
    if tx.connection.execute(select(capture.c.id).where(*same)).first() is not None:
        return None
    store_bytes(tx, data)
    return tx.insert(capture, **row, at=at)


def store_bytes(tx: Tx, data: bytes) -> str:
    """Store bytes once for the whole desk. Returns their SHA-256."""
    content, digest = schema_work.capture_content, sha256(data).hexdigest()
    if tx.connection.execute(select(content.c.sha256).where(content.c.sha256 == digest)).first() is None:
        tx.insert_many(content, [{"sha256": digest, "data": data}])
    return digest
