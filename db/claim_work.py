"""The work on claims as views show it: newest checks and their reviews, evidence with its copies, history, typing.

As in `db.claim_view`, everything is fetched for many claims at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, and_, exists, func, or_, select, true

from core.records import (
    CaptureRow,
    CheckView,
    ClaimState,
    Decision,
    EvidenceDraft,
    EvidenceRow,
    HistoryRow,
    Part,
    ReviewView,
    Typing,
)
from db import check_parts, schema, schema_work

Claims = dict[int, Row[Any]]
"""Rows of the claim table by id."""


@dataclass(frozen=True, slots=True)
class Work:
    """What was done to some claims, each by the claim's id."""

    checks: dict[int, CheckView]
    reviews: dict[int, ReviewView]
    evidence: dict[int, list[EvidenceRow]]
    history: dict[int, list[HistoryRow]]
    drafts: dict[int, tuple[Typing, ...]]


def of(connection: Connection, claims: Claims) -> Work:
    """The work on the claims."""
    return Work(
        _checks(connection, claims),
        _reviews(connection, claims),
        evidence(connection, claims),
        _history(connection, claims),
        _drafts(connection, claims),
    )


def is_newest(revision: FromClause) -> ColumnElement[bool]:
    """Whether no later revision of the same piece of evidence takes the place of this one."""
    later = schema_work.evidence_revision.alias()
    return ~exists().where(later.c.evidence_id == revision.c.evidence_id, later.c.number > revision.c.number)


def stands(revision: FromClause) -> ColumnElement[bool]:
    """Whether the revision is the newest one, and not that its source was taken off the claim."""
    return and_(~revision.c.removed, is_newest(revision))


def check(connection: Connection, claim_id: int) -> CheckView:
    """The claim's newest check; an empty one while nothing was entered."""
    rows = connection.execute(select(schema.claim).where(schema.claim.c.id == claim_id)).all()
    return _checks(connection, {row.id: row for row in rows}).get(claim_id, CheckView())


def _revisions(claims: Claims) -> list[int]:
    """Ids of the newest check revisions."""
    return [row.check_id for row in claims.values() if row.check_id is not None]


def _checks(connection: Connection, claims: Claims) -> dict[int, CheckView]:
    revisions = _revisions(claims)
    if not revisions:
        return {}
    revision, person, scale = schema_work.check_revision.c, schema.person.c, schema.rating_scale.c
    rows = connection.execute(
        select(schema_work.check_revision, person.name, scale.key, scale.version)
        .join(schema.person, person.id == revision.by)
        .join(schema.rating_scale, scale.id == revision.scale_id)
        .where(revision.id.in_(revisions))
    )
    had_parts = check_parts.of(connection, {i: row.state for i, row in claims.items() if row.check_id is not None})
    nobody: tuple[tuple[Part, ...], tuple[str, ...]] = ((), ())
    return {
        row.claim_id: CheckView(
            revision=row.number,
            said=row.said,
            so=row.so,
            rationale=row.rationale,
            by=row.name,
            at=row.at,
            scale=f"{row.key}/{row.version}",
            example=row.example,
            parts=had_parts.get(row.claim_id, nobody)[0] or (Part(row.name),),
            checkers=had_parts.get(row.claim_id, nobody)[1] or (row.name,),
        )
        for row in rows
    }


def _reviews(connection: Connection, claims: Claims) -> dict[int, ReviewView]:
    """The newest review of each claim's newest revision; reviews of earlier revisions are of what is no more."""
    revisions = _revisions(claims)
    if not revisions:
        return {}
    review, revision, person = schema_work.review.c, schema_work.check_revision.c, schema.person.c
    newest = select(func.max(review.id)).where(review.revision_id.in_(revisions)).group_by(review.revision_id)
    rows = connection.execute(
        select(schema_work.review, revision.claim_id, revision.number, person.name)
        .join(schema_work.check_revision, revision.id == review.revision_id)
        .join(schema.person, person.id == review.by)
        .where(review.id.in_(newest))
    )
    return {row.claim_id: ReviewView(row.decision, row.name, row.at, row.comment, row.number) for row in rows}


def evidence(
    connection: Connection, claims: Iterable[int], at: datetime | None = None
) -> dict[int, list[EvidenceRow]]:
    """The sources of each claim, as they are now or as they were at `at` (UTC), each with all its copies."""
    evidence, source, person = schema_work.evidence.c, schema_work.source.c, schema.person.c
    revision = schema_work.evidence_revision.c
    newest = (
        select(revision.evidence_id, func.max(revision.number).label("number"))
        .join(schema_work.evidence, evidence.id == revision.evidence_id)
        .where(evidence.claim_id.in_(list(claims)), true() if at is None else revision.at <= at)
        .group_by(revision.evidence_id)
        .subquery()
    )
    rows = connection.execute(
        select(
            evidence.id,
            evidence.claim_id,
            evidence.added_at,
            revision.source_id,
            person.name,
            source.title,
            source.url,
            source.publisher,
            source.dated,
            revision.note,
            revision.stance,
            revision.locator,
            revision.excerpt,
            revision.confidential,
        )
        .join(schema_work.evidence, evidence.id == revision.evidence_id)
        .join(newest, and_(newest.c.evidence_id == revision.evidence_id, newest.c.number == revision.number))
        .join(schema_work.source, source.id == revision.source_id)
        .join(schema.person, person.id == evidence.added_by)
        .where(~revision.removed)
        .order_by(evidence.id)
    ).all()
    copies = _captures(connection, {row.source_id for row in rows})
    found: dict[int, list[EvidenceRow]] = {}
    for row in rows:
        draft = EvidenceDraft(
            row.title,
            row.url,
            row.publisher,
            row.dated,
            row.note,
            row.stance,
            row.locator,
            row.excerpt,
            row.confidential,
        )
        of_claim = found.setdefault(row.claim_id, [])
        of_claim.append(EvidenceRow(row.id, draft, row.name, row.added_at, tuple(copies.get(row.source_id, ()))))
    return found


def _captures(connection: Connection, source_ids: set[int]) -> dict[int, list[CaptureRow]]:
    """Copies by the source they are of, the oldest first.

    They go by the link as it is written, or where there is none by all that describes the source: a title that
    was put right has the copies of before, and every claim with the same link has them all. A link written
    otherwise is no other source (`life.source_key`), but what was fetched is a copy of what was asked for.
    """
    if not source_ids:
        return {}
    mine, capture = schema_work.source.alias(), schema_work.capture.c
    other, content = schema_work.source.alias(), schema_work.capture_content.c
    origin = schema_work.capture_origin.c
    rows = connection.execute(
        select(
            mine.c.id.label("of"),
            capture.id,
            capture.url,
            capture.at,
            capture.media_type,
            func.length(content.data).label("size"),
            capture.sha256,
            capture.archive_url,
            func.coalesce(origin.requested_url, ""),
            func.coalesce(schema.person.c.name, ""),
            func.coalesce(origin.warc_sha256, ""),
        )
        .select_from(mine)
        .join(other, or_(other.c.id == mine.c.id, and_(mine.c.url != "", other.c.url == mine.c.url)))
        .join(schema_work.capture, capture.source_id == other.c.id)
        .join(schema_work.capture_content, content.sha256 == capture.sha256)
        .outerjoin(schema_work.capture_origin, origin.capture_id == capture.id)
        .outerjoin(schema.person, schema.person.c.id == origin.by)
        .where(mine.c.id.in_(source_ids))
        .order_by(capture.id)
    )
    found: dict[int, list[CaptureRow]] = {}
    for of, *values in rows:
        found.setdefault(of, []).append(CaptureRow(*values))
    return found


def _history(connection: Connection, claims: Claims) -> dict[int, list[HistoryRow]]:
    event, of_claim = schema_work.audit_event.c, schema_work.audit_claim.c
    rows = connection.execute(
        select(of_claim.claim_id, event.at, event.actor, of_claim.what)
        .join(schema_work.audit_event, event.id == of_claim.event_id)
        .where(of_claim.claim_id.in_(claims))
        .order_by(of_claim.claim_id, of_claim.event_id)
    )
    found: dict[int, list[HistoryRow]] = {}
    for claim_id, at, actor, what in rows:
        found.setdefault(claim_id, []).append(HistoryRow(at, actor, what))
    return found


_AT_WORK = (
    ClaimState.SUGGESTED,
    ClaimState.OPEN,
    ClaimState.CHECKING,
    ClaimState.RETURNED,
    ClaimState.NEEDS_RECHECK,
    ClaimState.CORRECTING,
)
"""States in which typing goes on from where it was; in the others it would undo what was decided."""


def _drafts(connection: Connection, claims: Claims) -> dict[int, tuple[Typing, ...]]:
    """The typing kept for each claim that is worked on, the newest last.

    Not what somebody typed before the rationale was written anew, or the check approved: they had not seen that,
    and it would take it back.
    """
    draft, person = schema_work.draft.c, schema.person.c
    working = [claim_id for claim_id, row in claims.items() if row.state in _AT_WORK]
    rows = connection.execute(
        select(draft.claim_id, draft.rationale, draft.at, person.name)
        .join(schema.person, person.id == draft.person_id)
        .where(draft.claim_id.in_(working))
        .order_by(draft.at)
    ).all()
    typed = {row.claim_id for row in rows}
    written, approved = _rationales(connection, typed), _approvals(connection, typed)
    found: dict[int, tuple[Typing, ...]] = {}
    for row in rows:
        before = [words for at, words in written.get(row.claim_id, ()) if at <= row.at]
        now = [words for _, words in written.get(row.claim_id, ())]
        seen = (before or [""])[-1] == (now or [""])[-1]
        if seen and not approved.get(row.claim_id, row.at) > row.at:
            found[row.claim_id] = (*found.get(row.claim_id, ()), Typing(row.rationale, row.name))
    return found


def _approvals(connection: Connection, claims: Iterable[int]) -> dict[int, datetime]:
    """When each of the claims was approved last; not of those that never were."""
    revision, review = schema_work.check_revision.c, schema_work.review.c
    rows = connection.execute(
        select(revision.claim_id, func.max(review.at))
        .join(schema_work.review, review.revision_id == revision.id)
        .where(revision.claim_id.in_(list(claims)), review.decision == Decision.APPROVED)
        .group_by(revision.claim_id)
    )
    return {claim_id: at for claim_id, at in rows}


def _rationales(connection: Connection, claims: Iterable[int]) -> dict[int, list[tuple[datetime, str]]]:
    """The rationale of every revision of the claims, with its moment, the oldest first."""
    revision = schema_work.check_revision.c
    rows = connection.execute(
        select(revision.claim_id, revision.at, revision.rationale)
        .where(revision.claim_id.in_(list(claims)))
        .order_by(revision.claim_id, revision.number)
    )
    found: dict[int, list[tuple[datetime, str]]] = {}
    for claim_id, at, words in rows:
        found.setdefault(claim_id, []).append((at, words))
    return found
