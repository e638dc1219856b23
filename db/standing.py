"""Claims as they last stood, where the work on them goes on since; and the desk's confidential sources.

Checks, sources and readings are kept revision by revision, so that what was published can be shown as it was:
until something else is published, nothing that was approved since takes its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, exists, func, select

from core.checking.applies import said_applies
from core.checking.review import APPROVED_STATES
from core.records import CheckView, ClaimState, ClaimView, Decision, EvidenceDraft, ReviewView
from db import (
    changes_seen,
    check_parts,
    claim_work,
    effective,
    published,
    schema,
    schema_work,
    sentences,
    speakers,
)
from db.codec import chunks, words

_USES = 20
"""Times as many uses as sources are looked at for those used last: a desk can hold hundreds of thousands."""


def with_standing(connection: Connection, found: Mapping[int, ClaimView]) -> dict[int, ClaimView]:
    """The claims with how they last stood (`stands`), where that is not what they are now.

    Those are the claims that were published, or else approved, and are worked on again; and those on which a new
    check was approved that tells readers something else and is not published.
    """
    settled = {*APPROVED_STATES, ClaimState.DISMISSED, ClaimState.SUGGESTED, ClaimState.OPEN}
    ids = [claim_id for claim_id, claim in found.items() if claim.row.state not in settled]
    ids += [claim_id for claim_id, claim in found.items() if _waits_to_be_published(connection, claim)]
    put_out = published.last(connection, ids)
    stood = _approvals(connection, ids, put_out)
    return {
        claim_id: replace(claim, stands=_stood(connection, claim, stood[claim_id], put_out.get(claim_id)))
        if claim_id in stood
        else claim
        for claim_id, claim in found.items()
    }


def _waits_to_be_published(connection: Connection, claim: ClaimView) -> bool:
    """Whether it is approved and tells readers something else than what was published of it."""
    if claim.row.state is not ClaimState.APPROVED or claim.publication is None:
        return False
    since = changes_seen.since_publication(connection, claim.row.id)
    return since is not None and bool(since.told)


def published_before(connection: Connection, claim_ids: list[int]) -> set[int]:
    """Those of the claims of which a publication is recorded."""
    publication = schema_work.publication.c
    found: set[int] = set()
    for some in chunks(claim_ids):
        query = select(publication.claim_id).where(publication.claim_id.in_(some)).distinct()
        found.update(connection.execute(query).scalars())
    return found


def known(connection: Connection, most: int) -> list[EvidenceDraft]:
    """The sources of the desk's evidence, the one used last first, `most` of them; see `Queries.known_sources`."""
    source = schema_work.source.c
    revision, any_of_it = schema_work.evidence_revision, schema_work.evidence_revision.alias()
    recent = (
        select(revision.c.source_id, revision.c.id)
        .where(claim_work.stands(revision))
        .order_by(revision.c.id.desc())
        .limit(most * _USES)
        .subquery()
    )
    used = (
        select(recent.c.source_id, func.max(recent.c.id).label("last"))
        .group_by(recent.c.source_id)
        .order_by(func.max(recent.c.id).desc())
        .limit(most)
        .subquery()
    )
    hidden = exists().where(
        any_of_it.c.source_id == source.id, any_of_it.c.confidential, claim_work.stands(any_of_it)
    )
    rows = connection.execute(
        select(source.title, source.url, source.publisher, source.dated, hidden.label("hidden"))
        .join(used, used.c.source_id == source.id)
        .order_by(used.c.last.desc())
    )
    return [
        EvidenceDraft(row.title, row.url, row.publisher, row.dated, confidential=bool(row.hidden)) for row in rows
    ]


def confidential(connection: Connection) -> list[EvidenceDraft]:
    """Every source of the desk that is marked confidential now, those included that were taken off their claim."""
    revision, source = schema_work.evidence_revision, schema_work.source.c
    rows = connection.execute(
        select(revision, source.title, source.url, source.publisher, source.dated)
        .join(schema_work.source, source.id == revision.c.source_id)
        .where(revision.c.confidential, claim_work.is_newest(revision))
        .order_by(revision.c.id)
    )
    return [
        EvidenceDraft(
            row.title, row.url, row.publisher, row.dated, row.note, row.stance, row.locator, row.excerpt, True
        )
        for row in rows
    ]


def _approvals(
    connection: Connection, claim_ids: list[int], put_out: Mapping[int, published.Published]
) -> dict[int, Row[Any]]:
    """The newest approval of what each claim last told readers, or of a claim that told them nothing yet."""
    review, revision = schema_work.review.c, schema_work.check_revision
    checker, editor = schema.person.alias(), schema.person.alias()
    scale = schema.rating_scale.c
    found: dict[int, Row[Any]] = {}
    for some in chunks(claim_ids):
        rows = connection.execute(
            select(
                revision,
                scale.key,
                scale.version,
                checker.c.name.label("checker"),
                editor.c.name.label("editor"),
                review.at.label("approved_at"),
                published.brought_at().label("came"),
            )
            .join(schema_work.review, review.revision_id == revision.c.id)
            .join(schema.rating_scale, scale.id == revision.c.scale_id)
            .join(checker, checker.c.id == revision.c.by)
            .join(editor, editor.c.id == review.by)
            .where(revision.c.claim_id.in_(some), review.decision == Decision.APPROVED)
            .order_by(review.id)
        )
        found |= {
            row.claim_id: row
            for row in rows
            if row.claim_id not in put_out or put_out[row.claim_id].revision_id == row.id
        }
    return found


def _stood(
    connection: Connection, claim: ClaimView, approved: Row[Any], put_out: published.Published | None
) -> ClaimView:
    """The claim as it was when that revision was published, or approved where it never was."""
    at = put_out.at if put_out is not None else max(approved.approved_at, approved.came or approved.approved_at)
    mention_id = connection.execute(
        select(schema.claim.c.mention_id).where(schema.claim.c.id == claim.row.id)
    ).scalar_one()
    then, now = (effective.passage(connection, mention_id, moment) for moment in (at, None))
    _, text = effective.text_of_mention(connection, mention_id)
    before, after = sentences.around(text, then.pieces[0][0], then.pieces[-1][1])
    # The same speaker may be named in full since, or in short. Who is somebody else now is called as then.
    called = speakers.name_then(connection, claim.row.id, at)
    same_speaker = claim.row.speaker if then.speaker == now.speaker else then.speaker
    speaker = same_speaker if called is None else called or None
    row = replace(
        claim.row,
        kind=then.kind,
        words=words(text, then.pieces),
        speaker=speaker,
        via=then.via,
        state=ClaimState.PUBLISHED if claim.publication else ClaimState.APPROVED,
        said=approved.said,
        so=approved.so,
        start=then.pieces[0][0],
    )
    same = then.reading == now.reading
    return replace(
        claim,
        row=row,
        pieces=then.pieces,
        paragraph=sentences.paragraph(text, then.pieces[0][0]),
        before=before,
        after=after,
        speaker_kind=then.speaker_kind if speaker else None,
        speaker_phrase=words(text, then.speaker_pieces) if then.speaker_pieces else None,
        speaker_score=then.speaker_score,
        reading=then.reading,
        said_applies=said_applies(row),
        check=CheckView(
            approved.number, approved.said, approved.so, approved.rationale, approved.checker, approved.at,
            f"{approved.key}/{approved.version}", approved.example,
            checkers=check_parts.checkers_then(connection, claim.row.id, approved.number, at),
        ),
        review=ReviewView(Decision.APPROVED, approved.editor, approved.approved_at, "", approved.number),
        evidence=tuple(claim_work.evidence(connection, [claim.row.id], at).get(claim.row.id, ())),
        comparisons=claim.comparisons if same else (),
        corrected=then.corrected and claim.corrected,
        typing=(),
    )  # fmt: skip
