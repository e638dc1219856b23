"""What stands around an opened claim: comments on it, the same said before, its speaker's record and likeness.

Fetched for one claim at a time, when it is opened; lists and reports do without.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, literal_column, or_, select

from core.checking import contradictions as contradicting
from core.checking.scales import stamp
from core.figures.compare import same_value
from core.records import (
    ClaimContext,
    ClaimState,
    Decided,
    MentionKind,
    RatingScale,
    SeenRow,
    SpeakerKind,
    SpeakerRecord,
    SpeakerRow,
)
from db import claim_view, reporting, review_work, schema, search, speakers
from db.codec import fold
from db.in_passing import LISTED

MOST_SEEN = 20
"""Claims seen before that are shown."""
CANDIDATES = 200
"""Claims looked at for the same figure or words."""
SOUGHT = 60
"""Characters of a quote by which its like is looked for."""
SHORTEST_QUOTE = 12
"""Shorter quotes are said by everybody; their like would tell nothing."""
_NO_FIGURE: ColumnElement[bool] = literal_column("NOT claim.is_figure")
_EDGES = " \"'.,;:!?…"


def of(connection: Connection, claim_id: int) -> ClaimContext:
    """Empty for a claim that is not on the desk."""
    row = connection.execute(select(schema.claim).where(schema.claim.c.id == claim_id)).first()
    if row is None:
        return ClaimContext()
    return ClaimContext(
        comments=tuple(review_work.comments(connection, [claim_id]).get(claim_id, ())),
        seen=_seen(connection, row),
        record=_record(connection, row.speaker_id) if row.speaker_id is not None else None,
        alike=_alike(connection, row.speaker_id) if row.speaker_id is not None else (),
        speaker_id=row.speaker_id,
        decided=_decided(connection, row.speaker_id),
        decided_here=_decided(connection, row.speaker_id, row.article_id),
        returned=review_work.returned(connection, claim_id),
        sent=review_work.sent(connection, claim_id),
    )


# --- seen before ----------------------------------------------------------------------------------------------


def _seen(connection: Connection, claim: Row[Any]) -> tuple[SeenRow, ...]:
    ids = _same_figures(connection, claim) if claim.is_figure else _same_words(connection, claim)
    c, article = schema.claim.c, schema.article.c
    rows = connection.execute(
        select(
            c.id,
            c.words,
            c.speaker,
            c.state,
            c.said,
            c.so,
            article.title,
            article.published,
        )
        .join(schema.article, article.id == c.article_id)
        .where(c.id.in_(ids))
        # What was rated says most.
        .order_by(c.so.is_(None), c.said.is_(None), article.published.desc(), c.id.desc())
        .limit(MOST_SEEN)
    )
    return tuple(SeenRow(*row) for row in rows)


def _same_words(connection: Connection, claim: Row[Any]) -> list[int]:
    said = fold(claim.words).strip(_EDGES)
    if len(said) < SHORTEST_QUOTE:
        return []
    c = schema.claim.c
    rows = connection.execute(
        select(c.id, c.words)
        # Entered by what the search finds: from conditions on columns SQLite would walk every quote of the desk.
        .where(search.holds(said[:SOUGHT]), schema.SHOWN, LISTED, _NO_FIGURE, c.article_id != claim.article_id)
        .limit(CANDIDATES)
    )
    return [row.id for row in rows if _alike_words(said, fold(row.words).strip(_EDGES))]


def _alike_words(said: str, other: str) -> bool:
    return len(other) >= SHORTEST_QUOTE and (said in other or other in said)


def _same_figures(connection: Connection, claim: Row[Any]) -> list[int]:
    if claim.kind is not MentionKind.FIGURE or (claim.figure_low is None and claim.figure_high is None):
        return []
    c = schema.claim.c
    rows = connection.execute(
        select(c.id, c.mention_id)
        .where(
            c.is_figure,
            _is(c.figure_low, claim.figure_low),
            _is(c.figure_high, claim.figure_high),
            c.figure_unit == claim.figure_unit,
            c.shown,
            LISTED,
            c.article_id != claim.article_id,
        )
        .limit(CANDIDATES)
    ).all()
    readings = claim_view.effective_readings(connection, [claim.mention_id, *(row.mention_id for row in rows)])
    mine = readings.get(claim.mention_id)
    if mine is None:
        return []
    return [row.id for row in rows if row.mention_id in readings and same_value(mine, readings[row.mention_id])]


def _is(column: Any, value: float | None) -> Any:
    return column.is_(None) if value is None else column == value


# --- the speaker ----------------------------------------------------------------------------------------------


def _decided(connection: Connection, speaker_id: int | None, article_id: int | None = None) -> Decided:
    """What was decided of what a speaker says, on the desk or in one article."""
    if speaker_id is None:
        return Decided()
    c = schema.claim.c
    query = select(c.state, func.count()).where(c.speaker_id == speaker_id, c.shown).group_by(c.state)
    if article_id is not None:
        query = query.where(c.article_id == article_id)
    of = {state: number for state, number in connection.execute(query)}
    states = (ClaimState.SUBMITTED, ClaimState.APPROVED, ClaimState.PUBLISHED)
    return Decided(*(of.get(state, 0) for state in states))


def _record(connection: Connection, speaker_id: int) -> SpeakerRecord | None:
    """None of a speaker who has only been thought of: a record of nothing tells nothing."""
    c = schema.claim.c
    rows = connection.execute(
        select(c.said, c.so, func.count(), c.state == ClaimState.DISMISSED)
        .where(c.speaker_id == speaker_id, c.shown, LISTED)
        .group_by(c.said, c.so, c.state == ClaimState.DISMISSED)
        .order_by(func.count().desc())
    ).all()
    if not rows:
        return None
    said: dict[str, int] = {}
    so: dict[str, int] = {}
    ruled = [row for row in rows if not row[3]]  # nobody rules on what was dismissed
    for said_key, so_key, number, _ in ruled:
        for counts, key in ((said, said_key), (so, so_key)):
            if key is not None:
                counts[key] = counts.get(key, 0) + number
    return SpeakerRecord(
        found=sum(row[2] for row in rows),
        checked=sum(row[2] for row in ruled if row[0] is not None or row[1] is not None),
        said=tuple(said.items()),
        so=tuple(so.items()),
    )


def _alike(connection: Connection, speaker_id: int) -> tuple[SpeakerRow, ...]:
    """Known speakers who may be the same: a name that holds all words of the other's, its last one last."""
    speaker, names, claim = schema.speaker.c, schema.speaker_name.c, schema.claim.c
    mine = connection.execute(select(speaker.name, speaker.kind).where(speaker.id == speaker_id)).first()
    if mine is None or mine.kind is SpeakerKind.UNNAMED:
        return ()
    said = fold(mine.name).split()
    if not said:
        return ()
    last = said[-1].replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    near = connection.execute(
        select(names.speaker_id, names.folded)
        .where(
            names.scope == speakers.DESK,
            names.speaker_id != speaker_id,
            or_(names.folded.like(f"% {last}", escape="\\"), names.folded == said[-1]),
        )
        .limit(CANDIDATES)
    ).all()
    ids = {row.speaker_id for row in near if _holds(said, row.folded.split())}
    number = func.count().label("claims")
    rows = connection.execute(
        select(speaker.id, speaker.name, speaker.kind, number)
        .join(schema.claim, claim.speaker_id == speaker.id)
        .where(speaker.id.in_(ids), speaker.kind == mine.kind, claim.shown, LISTED)
        .group_by(speaker.id)
        .order_by(number.desc(), speaker.name)
        .limit(3)
    )
    return tuple(SpeakerRow(*row) for row in rows)


def _holds(one: list[str], other: list[str]) -> bool:
    """Whether the longer name holds every word of the shorter: Holt and Daniel Holt, not Anna and Daniel Holt."""
    return one != other and (set(one) <= set(other) or set(other) <= set(one))


def contradictions(connection: Connection, claim_id: int, current: RatingScale) -> tuple[str, ...]:
    """What speaks against the claim's rating; `current` is the desk's scale. Nothing of a claim that is gone."""
    claim = claim_view.views(connection, [claim_id]).get(claim_id)
    if claim is None:
        return ()
    others = claim_view.views(connection, contradicting.disagreeing(claim))
    scales = {
        stamp(scale): scale for scale in reporting.older_scales(connection, [claim, *others.values()], current)
    }
    return contradicting.of(claim, others, lambda view: scales.get(view.check.scale, current))
