"""What a report is on, gathered from the desk: articles, or claims of a speaker, of a period, selected ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from sqlalchemy import Connection, func, select

from core.checking.scales import stamp
from core.records import ClaimState, ClaimView, RatingScale
from db import claim_view, schema, standing
from db.codec import scale_from_json

CHUNK = 500
"""Ids bound in one statement; SQLite builds allow 999 at least."""


def views(connection: Connection, ids: Iterable[int]) -> dict[int, ClaimView]:
    """The claims by id, in the order asked for; those not on the desk are left out.

    Those that were approved and are worked on again have with them how they stood.
    """
    wanted = list(ids)
    found: dict[int, ClaimView] = {}
    for at in range(0, len(wanted), CHUNK):
        found |= standing.with_standing(connection, claim_view.views(connection, wanted[at : at + CHUNK]))
    return {claim_id: found[claim_id] for claim_id in wanted if claim_id in found}


def by_article(found: Mapping[int, ClaimView]) -> list[tuple[int, tuple[ClaimView, ...]]]:
    """Claims under the ids of their articles, the oldest import first, in text order."""
    ordered = sorted(found.values(), key=lambda view: (view.row.article_id, view.row.start, view.row.id))
    return [(of, tuple(claims)) for of, claims in groupby(ordered, key=lambda view: view.row.article_id)]


def of_speaker(connection: Connection, speaker_id: int) -> list[int]:
    """The speaker's claims, but for the dismissed ones: nobody holds those for claims."""
    c = schema.claim.c
    return list(
        connection.execute(
            select(c.id).where(c.speaker_id == speaker_id, c.shown, c.state != ClaimState.DISMISSED)
        ).scalars()
    )


def of_period(connection: Connection, first: date, last: date) -> list[int]:
    """Claims, but for the dismissed ones, of articles published from `first` to `last`, both included.

    An article that names no date counts by the day (UTC) on which it came to the desk.
    """
    c, article = schema.claim.c, schema.article.c
    day = func.coalesce(article.published, func.date(article.added_at))
    return list(
        connection.execute(
            select(c.id)
            .join(schema.article, article.id == c.article_id)
            .where(c.shown, c.state != ClaimState.DISMISSED, day >= first.isoformat(), day <= last.isoformat())
        ).scalars()
    )


def older_scales(
    connection: Connection, claims: Iterable[ClaimView], current: RatingScale
) -> tuple[RatingScale, ...]:
    """The other scales on which the claims' verdicts were given."""
    used = {claim.check.scale for claim in claims if claim.check.said or claim.check.so} - {stamp(current), ""}
    if not used:
        return ()
    rows = connection.execute(select(schema.rating_scale.c.content).order_by(schema.rating_scale.c.id)).scalars()
    return tuple(scale for scale in map(scale_from_json, rows) if stamp(scale) in used)
