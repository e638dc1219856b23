"""What the desk's people say to one another about a claim, and what each has last seen of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from core.errors import UserError
from db import schema_work
from db.effective import check_storable
from db.operations.base import AnsweredOperation, shorten
from db.operations.own_rows import drop_own, put_own
from db.operations.reviews import newest_revision
from db.review_work import REMARKING
from db.transaction import Tx


@dataclass(frozen=True, slots=True)
class AddComment(AnsweredOperation):
    """Say something about a claim. It is no edit: state and review stay. What was kept of it while it was typed
    is dropped. Raises `UserError` S-COMMENT-EMPTY."""

    action: ClassVar[str] = REMARKING[0]
    clears_redo: ClassVar[bool] = False
    claim_id: int
    text: str

    def apply(self, tx: Tx) -> str:
        check_storable("The comment", self.text)
        text = self.text.strip()
        if not text:
            raise UserError("S-COMMENT-EMPTY", "A comment needs words; write them.")
        row = tx.claim(self.claim_id)
        tx.insert(schema_work.comment, claim_id=self.claim_id, text=text, by=tx.person_id, at=tx.at)
        _about(tx, self.claim_id, row.article_id, f"comment: {shorten(text, 80)}")
        tx.facts["comment"] = text
        drop_own(tx, schema_work.unsent_comment, self.claim_id)
        return ""


@dataclass(frozen=True, slots=True)
class KeepComment(AnsweredOperation):
    """Keep what is typed for a comment and not sent, so that nothing loses it; no words, and nothing is kept."""

    action: ClassVar[str] = "unsent comment"
    clears_redo: ClassVar[bool] = False
    audited: ClassVar[bool] = False
    claim_id: int
    text: str

    def apply(self, tx: Tx) -> str:
        check_storable("The comment", self.text)
        tx.claim(self.claim_id)
        if not self.text.strip():
            drop_own(tx, schema_work.unsent_comment, self.claim_id)
            return ""
        put_own(tx, schema_work.unsent_comment, self.claim_id, text=self.text)
        return ""


@dataclass(frozen=True, slots=True)
class ResolveComment(AnsweredOperation):
    """Mark a comment as resolved, or with False as open again. Raises `UserError` S-COMMENT-GONE."""

    action: ClassVar[str] = REMARKING[1]
    clears_redo: ClassVar[bool] = False
    comment_id: int
    resolved: bool = True

    def apply(self, tx: Tx) -> str:
        comment, resolution = schema_work.comment, schema_work.comment_resolution
        row = tx.one(
            select(comment.c.claim_id, comment.c.text).where(comment.c.id == self.comment_id),
            "S-COMMENT-GONE",
            f"Comment {self.comment_id} is not on this desk; choose another.",
        )
        newest = (
            select(resolution.c.resolved)
            .where(resolution.c.comment_id == self.comment_id)
            .order_by(resolution.c.id.desc())
        )
        if bool(tx.connection.execute(newest.limit(1)).scalar()) == self.resolved:
            return ""
        claim = tx.claim(row.claim_id)
        tx.insert(resolution, comment_id=self.comment_id, resolved=self.resolved, by=tx.person_id, at=tx.at)
        done = "resolved" if self.resolved else "opened again"
        _about(tx, row.claim_id, claim.article_id, f"comment {done}: {shorten(row.text, 60)}")
        return ""


@dataclass(frozen=True, slots=True)
class LookAt(AnsweredOperation):
    """Note that the person has seen the claim as it is now; what changes after that is shown to them as new."""

    action: ClassVar[str] = "look"
    clears_redo: ClassVar[bool] = False
    audited: ClassVar[bool] = False
    claim_id: int

    def apply(self, tx: Tx) -> str:
        tx.claim(self.claim_id)
        revision = newest_revision(tx, self.claim_id)
        put_own(tx, schema_work.look, self.claim_id, revision=revision.number if revision else 0)
        return ""


def _about(tx: Tx, claim_id: int, article_id: int, said: str) -> None:
    tx.touch(claim_id, article_id, said)
    tx.focus_claim = claim_id
    tx.subject = f"claim {claim_id}"
