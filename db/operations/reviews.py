"""An editor's decision on a check that was submitted. It is answered (by an edit), never undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from sqlalchemy import select

from core.checking import life, parts
from core.errors import BugError
from core.records import Decision
from db import claim_work, review_work, schema, schema_work
from db.effective import check_storable
from db.operations.base import AnsweredOperation, answered
from db.operations.people import acting_as, one_person
from db.transaction import Tx


class _Revision(NamedTuple):
    """A check revision: its row, and its number within the claim."""

    id: int
    number: int


def newest_revision(tx: Tx, claim_id: int) -> _Revision | None:
    """The claim's newest check revision; None while nothing was entered."""
    revision, claim = schema_work.check_revision.c, schema.claim.c
    row = tx.connection.execute(
        select(revision.id, revision.number)
        .join(schema.claim, claim.check_id == revision.id)
        .where(claim.id == claim_id)
    ).first()
    return None if row is None else _Revision(*row)


def note_open_comments(tx: Tx, claim_id: int) -> None:
    """Note how many comments nobody has resolved on a check that goes on.

    They keep nobody from it: a comment may be meant for whoever has the check next. The record has them, and the
    `Change` tells.
    """
    comments = review_work.comments(tx.connection, [claim_id]).get(claim_id, ())
    open_ones = [comment.id for comment in comments if comment.resolved_by is None]
    if open_ones:
        tx.open_comments = len(open_ones)
        tx.facts["open_comments"] = open_ones
        tx.footnotes[claim_id] = f"{len(open_ones)} {'comment' if len(open_ones) == 1 else 'comments'} open"


def _decide(tx: Tx, claim_id: int, decision: Decision, comment: str) -> None:
    """Write the review of the newest revision and the claim's new state, if `life` allows the move."""
    check_storable("The comment", comment)
    comment = comment.strip()
    row = tx.claim(claim_id)
    revision = newest_revision(tx, claim_id)
    check = claim_work.check(tx.connection, claim_id)
    action = life.Action.APPROVE if decision is Decision.APPROVED else life.Action.RETURN
    details = life.Details(actor=tx.actor, parts=parts.of(check), one_person=one_person(tx), comment=comment)
    state = life.carry_out(row.state, action, acting_as(tx, life.Role.EDITOR), details)
    if revision is None:
        raise BugError("S-DB-CLAIM", f"Claim {claim_id} was sent to the editor without a check.")
    tx.insert(
        schema_work.review,
        revision_id=revision.id,
        decision=decision,
        comment=comment,
        by=tx.person_id,
        at=tx.at,
    )
    tx.facts["review"] = {"decision": decision, "revision": revision.number, "comment": comment}
    said = f"{decision} by the editor" + (f": {' '.join(comment.split())}" if comment else "")
    if decision is Decision.APPROVED:
        note_open_comments(tx, claim_id)
    answered(tx, claim_id, row.article_id, state, said)


@dataclass(frozen=True, slots=True)
class ApproveCheck(AnsweredOperation):
    """Approve the newest revision of a submitted check.

    Raises `UserError` S-LIFE-REVIEWER for whoever had a part in the check (`core.checking.parts`), S-LIFE-MOVE for
    a check that was not sent.
    """

    action: ClassVar[str] = "approve"
    claim_id: int

    def apply(self, tx: Tx) -> str:
        _decide(tx, self.claim_id, Decision.APPROVED, "")
        return ""


@dataclass(frozen=True, slots=True)
class ReturnCheck(AnsweredOperation):
    """Send a submitted check back to the checker, saying what is to be done.

    Raises `UserError` S-LIFE-COMMENT without a comment, S-LIFE-MOVE for a check that was not sent.
    """

    action: ClassVar[str] = "return"
    claim_id: int
    comment: str

    def apply(self, tx: Tx) -> str:
        _decide(tx, self.claim_id, Decision.RETURNED, self.comment)
        return ""
