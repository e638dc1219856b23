"""What changed in a claim since somebody last looked at it, or since it was published: from revisions kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from core.checking.changes import Since, Standing, changes
from core.checking.republishing import told_otherwise
from core.checking.scales import stamp
from core.records import CheckView, EvidenceDraft, Question
from db import effective, published, review_work, schema, schema_work, speakers
from db.codec import scale_from_json, words


def since_look(connection: Connection, claim_id: int, person: str) -> Since | None:
    """None where the person never looked at the claim, or it is not on the desk."""
    look = schema_work.look.c
    seen = connection.execute(
        select(look.revision, look.at)
        .join(schema.person, schema.person.c.id == look.person_id)
        .where(look.claim_id == claim_id, schema.person.c.name == person)
    ).first()
    return None if seen is None else _since(connection, claim_id, seen.revision, seen.at)


def since_publication(connection: Connection, claim_id: int) -> Since | None:
    """Since it was published, or corrected in public after that; None where it never was."""
    last = published.last(connection, [claim_id]).get(claim_id)
    found = None if last is None else _since(connection, claim_id, last.number, last.at)
    return None if found is None else replace(found, why=review_work.why_again(connection, claim_id, found.at))


def _since(connection: Connection, claim_id: int, number: int, at: datetime) -> Since | None:
    claim = schema.claim.c
    row = connection.execute(
        select(claim.mention_id, claim.check_id, claim.speaker).where(claim.id == claim_id, claim.shown)
    ).first()
    if row is None:
        return None
    revision = schema_work.check_revision.c
    before = (revision.claim_id == claim_id, revision.number == number)
    then = _standing(connection, claim_id, row.mention_id, before, at)
    now = _standing(connection, claim_id, row.mention_id, (revision.id == row.check_id,), None)
    called = speakers.name_then(connection, claim_id, at)
    if called is not None:  # the passage names whom it named, and that is somebody else on the desk now
        then, now = replace(then, speaker=called or None), replace(now, speaker=row.speaker)
    return Since(number, at, changes(then, now), told_otherwise(then, now))


def _standing(
    connection: Connection, claim_id: int, mention_id: int, which: tuple[Any, ...], at: datetime | None
) -> Standing:
    """The claim with one revision of its check, and all else as it was at that time; now, without one."""
    passage = effective.passage(connection, mention_id, at)
    _, text = effective.text_of_mention(connection, mention_id)
    found = Standing(
        words=words(text, passage.pieces),
        speaker=passage.speaker,
        reading=passage.reading,
        sources=_sources(connection, claim_id, at),
        kind=passage.kind,
        via=passage.via,
    )
    revision, scale = schema_work.check_revision, schema.rating_scale.c
    row = connection.execute(
        select(revision, scale.content).join(schema.rating_scale, scale.id == revision.c.scale_id).where(*which)
    ).first()
    if row is None:
        return found
    given_on = scale_from_json(row.content)
    return replace(
        found,
        check=CheckView(row.number, row.said, row.so, row.rationale, scale=stamp(given_on)),
        said=given_on.find(Question.SAID, row.said),
        so=given_on.find(Question.SO, row.so),
    )


def _sources(connection: Connection, claim_id: int, at: datetime | None) -> dict[int, EvidenceDraft]:
    """The claim's sources as they were at that time, by evidence id; now, without one."""
    evidence, revision, source = schema_work.evidence.c, schema_work.evidence_revision, schema_work.source.c
    query = (
        select(revision, source.title, source.url, source.publisher, source.dated)
        .join(schema_work.evidence, evidence.id == revision.c.evidence_id)
        .join(schema_work.source, source.id == revision.c.source_id)
        .where(evidence.claim_id == claim_id)
        .order_by(revision.c.number)
    )
    rows = connection.execute(query if at is None else query.where(revision.c.at <= at))
    newest = {row.evidence_id: row for row in rows}
    return {
        evidence_id: EvidenceDraft(
            row.title, row.url, row.publisher, row.dated, row.note, row.stance, row.locator, row.excerpt,
            row.confidential,
        )
        for evidence_id, row in sorted(newest.items())
        if not row.removed
    }  # fmt: skip
