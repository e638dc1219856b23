"""What becomes of an approved check: published, corrected in public, looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import func, select

from core.checking import life, parts
from core.checking.changes import Since
from core.checking.republishing import drafted
from core.errors import BugError, UserError
from core.records import ClaimState, Decision
from db import changes_seen, recheck_dates, schema, schema_work, undo
from db.effective import check_storable
from db.operations.base import AnsweredOperation, ProgramOperation, answered, shorten
from db.operations.people import acting_as, one_person
from db.operations.reviews import newest_revision, note_open_comments
from db.queries import Queries
from db.review_work import ASKING_AGAIN
from db.transaction import Tx


@dataclass(frozen=True, slots=True)
class PublishCheck(AnsweredOperation):
    """Say where and when an approved check appeared.

    One that was published before and tells readers something else now (`core.checking.republishing`) is published
    with a correction: why, and the note readers see; what was and what is now is drawn up from what was published,
    so that nobody can misstate it. Raises `UserError` S-LIFE-PUBLICATION without place and time or with a day
    before the article's, S-LIFE-REPUBLISH without a correction where one is needed, S-LIFE-CORRECTION for one that
    lacks a part.
    """

    action: ClassVar[str] = "publish"
    claim_id: int
    place: str
    published_at: datetime
    why: str = ""
    public_note: str = ""

    def apply(self, tx: Tx) -> str:
        check_storable("The place", self.place)
        place = " ".join(self.place.split())
        texts = _correction(self)
        row = tx.claim(self.claim_id)
        since = changes_seen.since_publication(tx.connection, self.claim_id)
        details = life.Details(
            actor=tx.actor,
            published_where=place,
            published_at=self.published_at,
            told_otherwise=tuple(each.what for each in since.told) if since is not None else (),
            **texts,
        )
        _refuse_too_early(tx, row.article_id, self.published_at)
        if since is None and life.corrects(details):
            raise UserError(
                "S-LIFE-CORRECTION", "There is nothing to correct: this check was never published; leave that out."
            )
        state = life.carry_out(row.state, life.Action.PUBLISH, acting_as(tx, life.Role.EDITOR), details)
        revision_id = _revision_id(tx, self.claim_id)
        tx.insert(
            schema_work.publication,
            claim_id=self.claim_id,
            revision_id=revision_id,
            place=place,
            published_at=self.published_at,
            by=tx.person_id,
            at=tx.at,
        )
        tx.facts["publication"] = {"place": place, "at": self.published_at}
        said = f"{'published' if since is None else 'published again'}: {shorten(place, 80)}"
        if life.corrects(details):
            _correct(tx, self.claim_id, revision_id, since, texts)
            said += f"; corrected: {shorten(texts['public_note'], 80)}"
        answered(tx, self.claim_id, row.article_id, state, said)
        return ""


def _refuse_too_early(tx: Tx, article_id: int, at: datetime) -> None:
    """A check appears on the day of its article, or later; a slip of the pen would stand in every report."""
    article = schema.article.c
    day = tx.connection.execute(select(article.published).where(article.id == article_id)).scalar()
    if day is not None and at.date() < day:
        raise UserError(
            "S-LIFE-PUBLICATION",
            f"The article is of {day.isoformat()}, and no check of it appeared on {at.date().isoformat()}, before "
            "that; enter the day it appeared.",
        )


def _correction(operation: PublishCheck | CloseCorrection) -> dict[str, Any]:
    """What an editor wrote of a correction. Raises `UserError` for what no desk can keep."""
    texts = {name: getattr(operation, name).strip() for name in ("why", "public_note")}
    for text in texts.values():
        check_storable("The correction", text)
    return texts


def _correct(tx: Tx, claim_id: int, revision_id: int, since: Since | None, written: dict[str, str]) -> None:
    """Record what readers are told of a change: what was and is now as it is kept, the rest as it was written."""
    was, now = drafted(since.told if since is not None else ())
    texts = {"was": was, "now": now, **written}
    tx.insert(
        schema_work.public_correction,
        claim_id=claim_id,
        revision_id=revision_id,
        by=tx.person_id,
        at=tx.at,
        **texts,
    )
    tx.facts["correction"] = texts


@dataclass(frozen=True, slots=True)
class OpenCorrection(AnsweredOperation):
    """Take a published check up to correct it: only so can it be edited. Raises `UserError` S-LIFE-…"""

    action: ClassVar[str] = "open correction"
    claim_id: int

    def apply(self, tx: Tx) -> str:
        row = tx.claim(self.claim_id)
        role = acting_as(tx, life.Role.EDITOR)
        state = life.carry_out(row.state, life.Action.CORRECT, role, life.Details(actor=tx.actor))
        answered(tx, self.claim_id, row.article_id, state, "correction opened")
        undo.lapse_of(tx, self.claim_id)
        return ""


@dataclass(frozen=True, slots=True)
class CloseCorrection(AnsweredOperation):
    """Put a corrected check before the public again, with why, and the note readers see.

    What was and what is now is drawn up from what was published. Both are empty where readers are told the same.
    It is the second person's approval of the revision as it is now, as at the first time. Raises `UserError`
    S-LIFE-CORRECTION, S-LIFE-INCOMPLETE, S-LIFE-REVIEWER.
    """

    action: ClassVar[str] = "close correction"
    claim_id: int
    why: str
    public_note: str

    def apply(self, tx: Tx) -> str:
        texts = _correction(self)
        row = tx.claim(self.claim_id)
        view = Queries(tx.connection).claim(self.claim_id)
        if view is None:
            raise BugError("S-DB-CLAIM", f"Claim {self.claim_id} was there and is not.")
        # A check keeps the scale it was given on: what it lacks is asked of that.
        missing = tuple(life.missing_for_submission(view, Queries(tx.connection).scale_of(view)))
        details = life.Details(
            actor=tx.actor, parts=parts.of(view.check), one_person=one_person(tx), missing=missing, **texts
        )
        state = life.carry_out(row.state, life.Action.CLOSE_CORRECTION, acting_as(tx, life.Role.EDITOR), details)
        since = changes_seen.since_publication(tx.connection, self.claim_id)
        revision_id = _revision_id(tx, self.claim_id)
        tx.insert(
            schema_work.review,
            revision_id=revision_id,
            decision=Decision.APPROVED,
            comment="",
            by=tx.person_id,
            at=tx.at,
        )
        _correct(tx, self.claim_id, revision_id, since, texts)
        note_open_comments(tx, self.claim_id)
        answered(tx, self.claim_id, row.article_id, state, f"corrected: {shorten(texts['public_note'], 80)}")
        return ""


@dataclass(frozen=True, slots=True)
class AskRecheck(AnsweredOperation):
    """Say that an approved or published check has to be looked at again, and why. Raises `UserError` S-LIFE-…

    `why` is the cause in words where it is `OTHER`: the history and the record keep it as it was written, and a
    correction of what was published begins with it.
    """

    action: ClassVar[str] = ASKING_AGAIN
    claim_id: int
    cause: life.Cause
    why: str = ""

    def apply(self, tx: Tx) -> str:
        check_storable("The reason", self.why)
        why = self.why.strip() if self.cause is life.Cause.OTHER else ""
        if why:
            tx.facts["recheck"] = {"why": why}
        _recheck(tx, self.claim_id, self.cause, life.Role.EDITOR, why)
        return ""


@dataclass(frozen=True, slots=True)
class SetRecheckDate(AnsweredOperation):
    """Until when a check holds ("true as of"); from `due` on it has to be looked at again. None takes it back."""

    action: ClassVar[str] = "set recheck date"
    claim_id: int
    due: date | None

    def apply(self, tx: Tx) -> str:
        row = tx.claim(self.claim_id)
        if row.state in {ClaimState.SUGGESTED, ClaimState.DISMISSED}:
            raise UserError("S-RECHECK-STATE", "Nobody holds this for a claim yet; accept it first.")
        if recheck_dates.standing(tx.connection, [self.claim_id]).get(self.claim_id) == self.due:
            return ""
        tx.insert(schema_work.recheck, claim_id=self.claim_id, due=self.due, by=tx.person_id, at=tx.at)
        tx.facts["recheck_on"] = self.due
        tx.subject = f"claim {self.claim_id}"
        tx.focus_claim = self.claim_id
        said = f"holds until {self.due.isoformat()}" if self.due else "holds until further notice"
        tx.touch(self.claim_id, row.article_id, said)
        return ""


@dataclass(frozen=True, slots=True)
class RecheckWhatIsDue(ProgramOperation):
    """Move every approved or published check whose date has come to those that have to be looked at again.

    A date asks once: checked anew and approved, the check stays until another is set (`db.recheck_dates`).
    """

    action: ClassVar[str] = recheck_dates.DUE
    today: date

    def apply(self, tx: Tx) -> str:
        recheck, claim = schema_work.recheck.c, schema.claim.c
        newest = select(func.max(recheck.id)).group_by(recheck.claim_id)
        due = tx.connection.execute(
            select(recheck.claim_id)
            .join(schema.claim, claim.id == recheck.claim_id)
            .where(
                recheck.id.in_(newest),
                recheck.due <= self.today,
                claim.shown,
                claim.state.in_([ClaimState.APPROVED, ClaimState.PUBLISHED]),
            )
        ).scalars()
        for claim_id in sorted(recheck_dates.standing(tx.connection, due.all())):
            _recheck(tx, claim_id, life.Cause.DATE_PASSED, life.Role.PROGRAM)
        tx.subject = "desk"
        return ""


def _recheck(tx: Tx, claim_id: int, cause: life.Cause, role: life.Role, why: str = "") -> None:
    row = tx.claim(claim_id)
    details = life.Details(actor=tx.actor, cause=cause, why=why)
    state = life.carry_out(row.state, life.Action.RECHECK, role, details)
    said = " ".join(why.split()) or cause.replace("-", " ")
    answered(tx, claim_id, row.article_id, state, f"to be checked again: {said}")


def _revision_id(tx: Tx, claim_id: int) -> int:
    revision = newest_revision(tx, claim_id)
    if revision is None:
        raise BugError("S-DB-CLAIM", f"Claim {claim_id} was approved without a check.")
    return revision.id
