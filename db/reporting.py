"""What a report is on, gathered from the desk: articles, or claims of a speaker, of a period, selected ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import Connection, func, select

from core.checking.review import independently_reviewed
from core.checking.scales import stamp
from core.evidence.audit import Head
from core.records import ClaimFilter, ClaimState, ClaimView, RatingScale
from core.reports.model import Part, ReportModel, Scope
from db import articles, claim_list, claim_view, review_work, schema, standing
from db.codec import scale_from_json
from db.in_passing import LISTED

CHUNK = 500
"""Ids bound in one statement; SQLite builds allow 999 at least."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a report says of itself, whatever it is on: the desk's name, scale and audit head, by whom and when."""

    desk: str
    scale: RatingScale
    head: Head
    made_by: str
    made_at: datetime


def on_article(connection: Connection, article_id: int, frame: Frame) -> ReportModel | None:
    """All that a verdict report of the article says; None if it is not on the desk."""
    article = articles.view(connection, article_id)
    if article is None:
        return None
    ids = claim_list.ids(connection, ClaimFilter(article_id=article_id), None, None)
    claims = tuple(views(connection, ids).values())
    parts = (Part(article, claims, review_work.sign_off(connection, article_id)),)
    return _model(connection, parts, Scope.ARTICLE, "", frame)


def on_claims(
    connection: Connection, claim_ids: Iterable[int], scope: Scope, about: str, frame: Frame
) -> ReportModel:
    """A report on claims of any articles, in the order of these. `about` names what they have in common."""
    parts = []
    for article_id, claims in by_article(views(connection, claim_ids)):
        article = articles.view(connection, article_id)
        if article is not None:
            parts.append(Part(article, claims, review_work.sign_off(connection, article_id)))
    return _model(connection, tuple(parts), scope, about, frame)


def _model(connection: Connection, parts: tuple[Part, ...], scope: Scope, about: str, frame: Frame) -> ReportModel:
    claims = [claim for part in parts for claim in part.claims]
    rated = [*claims, *(claim.stands for claim in claims if claim.stands is not None)]
    return ReportModel(
        desk=frame.desk,
        parts=parts,
        scale=frame.scale,
        made_at=frame.made_at,
        made_by=frame.made_by,
        audit_head=frame.head.hash,
        audit_length=frame.head.length,
        independently_reviewed=independently_reviewed(claims),
        scope=scope,
        about=about,
        older_scales=older_scales(connection, rated, frame.scale),
    )


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
            select(c.id).where(c.speaker_id == speaker_id, c.shown, LISTED, c.state != ClaimState.DISMISSED)
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
            .where(c.shown, LISTED, c.state != ClaimState.DISMISSED)
            .where(day >= first.isoformat(), day <= last.isoformat())
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
