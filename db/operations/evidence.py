"""Sources and what they do to a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlsplit

from sqlalchemy import Row, select

from core.errors import UserError
from core.records import EvidenceDraft
from db import schema_work
from db.codec import draft_to_json
from db.effective import check_storable
from db.operations.base import PersonOperation, begin_edit, shorten
from db.things import THINGS, Kind
from db.transaction import Tx


def _checked(draft: EvidenceDraft) -> EvidenceDraft:
    """The draft without stray spaces. Raises `UserError` S-EVIDENCE-TITLE or S-EVIDENCE-URL."""
    for text in (draft.title, draft.url, draft.publisher, draft.note):
        check_storable("The source", text)
    title, url = " ".join(draft.title.split()), draft.url.strip()
    if not title:
        raise UserError("S-EVIDENCE-TITLE", "A source needs a title; enter what it is called.")
    if url and not _is_link(url):
        raise UserError(
            "S-EVIDENCE-URL", f"{shorten(url, 60)} is not a web address; enter one with http or https."
        )
    return EvidenceDraft(
        title, url, " ".join(draft.publisher.split()), draft.dated, draft.note.strip(), draft.stance
    )


def _is_link(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc) and not any(c.isspace() for c in url)


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
        draft = _checked(self.draft)
        article_id = begin_edit(tx, self.claim_id)
        evidence_id = tx.insert(
            schema_work.evidence, claim_id=self.claim_id, added_by=tx.person_id, added_at=tx.at
        )
        content = draft_to_json(draft) | {"removed": False}
        tx.write(Kind.EVIDENCE, evidence_id, content)
        tx.created(Kind.EVIDENCE, evidence_id, removed=True)
        tx.touch(self.claim_id, article_id, f"source added: {shorten(draft.title, 80)} ({draft.stance})")
        return f"add source: {shorten(draft.title)}"


@dataclass(frozen=True, slots=True)
class EditEvidence(PersonOperation):
    """Change a source of a claim. What it was stays in the desk as an older revision."""

    action: ClassVar[str] = "edit evidence"
    evidence_id: int
    draft: EvidenceDraft

    def apply(self, tx: Tx) -> str:
        draft = _checked(self.draft)
        claim_id = _evidence(tx, self.evidence_id).claim_id
        content = draft_to_json(draft) | {"removed": False}
        if content == THINGS[Kind.EVIDENCE].read(tx, self.evidence_id):
            return ""
        article_id = begin_edit(tx, claim_id)
        tx.put(Kind.EVIDENCE, self.evidence_id, **content)
        tx.touch(claim_id, article_id, f"source edited: {shorten(draft.title, 80)} ({draft.stance})")
        return f"edit source: {shorten(draft.title)}"


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
