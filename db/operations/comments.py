"""What people say to each other about a claim; a comment can be resolved, and taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import Row, select

from core.errors import UserError
from db import schema_work
from db.effective import check_storable
from db.operations.base import PersonOperation, shorten
from db.things import Kind
from db.transaction import Tx

LONGEST = 20_000
"""Characters of a comment."""


@dataclass(frozen=True, slots=True)
class AddComment(PersonOperation):
    """Raises `UserError` S-COMMENT-EMPTY, S-COMMENT-LONG, S-CLAIM-GONE."""

    action: ClassVar[str] = "comment"
    claim_id: int
    text: str

    def apply(self, tx: Tx) -> str:
        row = tx.claim(self.claim_id)
        text = self.text.strip()
        check_storable("The comment", text)
        if not text:
            raise UserError("S-COMMENT-EMPTY", "The comment has no words; write some.")
        if len(text) > LONGEST:
            raise UserError("S-COMMENT-LONG", f"The comment is longer than {LONGEST:,} characters; shorten it.")
        comment_id = tx.insert(
            schema_work.comment,
            claim_id=self.claim_id,
            text=text,
            resolved=False,
            removed=False,
            by=tx.person_id,
            at=tx.at,
        )
        tx.created(Kind.COMMENT, comment_id, removed=True)
        tx.touch(self.claim_id, row.article_id, f"comment: {shorten(text, 80)}")
        tx.focus_claim = self.claim_id
        tx.subject = f"claim {self.claim_id}"
        return f"comment: {shorten(text)}"


@dataclass(frozen=True, slots=True)
class ResolveComment(PersonOperation):
    """Say that a comment is dealt with, or take it up again. Raises `UserError` S-COMMENT-GONE."""

    action: ClassVar[str] = "resolve comment"
    comment_id: int
    resolved: bool = True

    def apply(self, tx: Tx) -> str:
        comment = schema_work.comment
        row: Row[Any] = tx.one(
            select(comment).where(comment.c.id == self.comment_id, ~comment.c.removed),
            "S-COMMENT-GONE",
            "The comment is no longer on this desk.",
        )
        if not tx.put(Kind.COMMENT, self.comment_id, resolved=self.resolved):
            return ""
        said = "comment resolved" if self.resolved else "comment taken up again"
        tx.touch(row.claim_id, tx.claim(row.claim_id).article_id, f"{said}: {shorten(row.text, 80)}")
        tx.focus_claim = row.claim_id
        tx.subject = f"claim {row.claim_id}"
        return "resolve comment" if self.resolved else "take up comment"
