"""Who had a part in checks, out of revisions, sources and corrections; `core.checking.parts` says what counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, select

from core.checking.parts import Entry, SourceEntry, merged, parts
from core.checking.review import APPROVED_STATES
from core.records import ClaimState, Decision, Did, Part
from db import schema, schema_work

NAMED = "named"
"""What is kept of a part that a report names and that was approved before the report's newest approval."""


class _Approval(NamedTuple):
    """An approval: the number of the check revision it was of, and when it was given."""

    number: int
    at: datetime


class _Brought(NamedTuple):
    """Parts that came with a report: the revision they were in, when it was taken in, and who did what; and who
    only stood in the report, since what they did had been approved before."""

    number: int
    at: datetime
    parts: tuple[Part, ...]
    named: tuple[str, ...] = ()


@dataclass(slots=True)
class _Work:
    """What is known of one claim's check."""

    approvals: list[_Approval] = field(default_factory=list)
    entries: list[tuple[int, Entry]] = field(default_factory=list)
    sources: list[tuple[datetime, int, str, bool]] = field(default_factory=list)
    corrections: list[tuple[datetime, str]] = field(default_factory=list)
    brought: _Brought | None = None


_person = schema.person.c


def of(
    connection: Connection, claims: Mapping[int, ClaimState]
) -> dict[int, tuple[tuple[Part, ...], tuple[str, ...]]]:
    """Who had a part in the checks of these claims, which stand in these states; and the names of whoever had one
    in what they say now, whenever that was: readers are told of them all.

    What is approved keeps whoever had a part up to its approval. Else it is who had one since the last approval:
    whoever had one before that has been vouched for by somebody else.
    """
    if not claims:
        return {}
    found = {claim_id: _Work() for claim_id in claims}
    _read(connection, found)
    return {claim_id: (_parts(work, claims[claim_id]), _names(work)) for claim_id, work in found.items()}


def checkers_then(connection: Connection, claim_id: int, number: int, at: datetime) -> tuple[str, ...]:
    """Whoever had a part in what the check said with revision `number`, its sources and passage being those of
    `at` (UTC)."""
    work = _Work()
    _read(connection, {claim_id: work})
    work.entries = [entry for entry in work.entries if entry[0] <= number]
    work.sources = [source for source in work.sources if source[0] <= at]
    work.corrections = [correction for correction in work.corrections if correction[0] <= at]
    if work.brought is not None and work.brought.number > number:
        work.brought = None
    return _names(work)


def _names(work: _Work) -> tuple[str, ...]:
    named = work.brought.named if work.brought is not None else ()
    found = _since(work, 0, datetime.min.replace(tzinfo=UTC))
    return tuple(sorted({*named, *(part.by for part in found)}))


def _parts(work: _Work, state: ClaimState) -> tuple[Part, ...]:
    earlier = work.approvals[:-1] if state in APPROVED_STATES else work.approvals
    return _since(work, *(earlier[-1] if earlier else (0, datetime.min.replace(tzinfo=UTC))))


def _since(work: _Work, number: int, at: datetime) -> tuple[Part, ...]:
    """Who had a part in what stands, in revisions after `number` and from `at` on."""
    came: tuple[Part, ...] = ()
    if work.brought is not None:
        # What was written when the report was taken in is nobody's part but theirs whom the report names.
        if work.brought.number > number:
            number, came = work.brought.number, work.brought.parts
        at = max(at, work.brought.at + timedelta(microseconds=1))
    before = [entry for n, entry in work.entries if n <= number]
    here = parts(
        before[-1] if before else None,
        [entry for n, entry in work.entries if n > number],
        _sources(work, at),
        [by for when, by in work.corrections if when >= at],
    )
    return merged((*came, *here))


def _sources(work: _Work, at: datetime) -> list[SourceEntry]:
    """What was done to the sources, and which of it was approved, or came with a report, before the next thing was
    done to that source."""
    moments = [approval.at for approval in work.approvals]
    if work.brought is not None:
        moments.append(work.brought.at)
    found = []
    for place, (when, source, by, removed) in enumerate(work.sources):
        rest = work.sources[place + 1 : place + 2]
        until = rest[0][0] if rest and rest[0][1] == source else datetime.max.replace(tzinfo=UTC)
        approved = any(when <= moment < until for moment in moments)
        found.append(SourceEntry(source, by, removed, when >= at, approved))
    return found


def _read(connection: Connection, found: Mapping[int, _Work]) -> None:
    revision, review, claim = schema_work.check_revision.c, schema_work.review.c, schema.claim.c
    for claim_id, number, by, said, so, rationale in connection.execute(
        select(revision.claim_id, revision.number, _person.name, revision.said, revision.so, revision.rationale)
        .join(schema.person, _person.id == revision.by)
        .where(revision.claim_id.in_(found))
        .order_by(revision.claim_id, revision.number)
    ):
        found[claim_id].entries.append((number, Entry(by, said, so, rationale)))
    for claim_id, number, at in connection.execute(
        select(revision.claim_id, revision.number, review.at)
        .join(schema_work.review, review.revision_id == revision.id)
        .where(revision.claim_id.in_(found), review.decision == Decision.APPROVED)
        .order_by(review.id)
    ):
        found[claim_id].approvals.append(_Approval(number, at))
    evidence, of_source = schema_work.evidence.c, schema_work.evidence_revision.c
    for claim_id, at, source, by, removed in connection.execute(
        select(evidence.claim_id, of_source.at, of_source.evidence_id, _person.name, of_source.removed)
        .join(schema_work.evidence, evidence.id == of_source.evidence_id)
        .join(schema.person, _person.id == of_source.by)
        .where(evidence.claim_id.in_(found))
        .order_by(of_source.evidence_id, of_source.number)
    ):
        found[claim_id].sources.append((at, source, by, removed))
    _read_brought(connection, found)
    correction = schema.correction.c
    for claim_id, at, by in connection.execute(
        select(claim.id, correction.at, _person.name)
        .join(schema.claim, claim.mention_id == correction.mention_id)
        .join(schema.person, _person.id == correction.by)
        .where(claim.id.in_(found))
        .order_by(correction.id)
    ):
        found[claim_id].corrections.append((at, by))


def _read_brought(connection: Connection, found: Mapping[int, _Work]) -> None:
    revision, brought = schema_work.check_revision.c, schema_work.part_brought.c
    for claim_id, number, at, by, did in connection.execute(
        select(revision.claim_id, revision.number, brought.at, _person.name, brought.did)
        .join(schema_work.part_brought, brought.revision_id == revision.id)
        .join(schema.person, _person.id == brought.person_id)
        .where(revision.claim_id.in_(found))
        .order_by(revision.claim_id, revision.number, _person.name)
    ):
        known = found[claim_id].brought
        same = known if known is not None and known.number == number else _Brought(number, at, ())
        if did == [NAMED]:
            found[claim_id].brought = same._replace(named=(*same.named, by))
        else:
            part = Part(by, tuple(Did(each) for each in did))
            found[claim_id].brought = same._replace(parts=(*same.parts, part))
