"""Speakers across the desk: one row a person, body or group, found by any of its names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, func, select

from core.records import SpeakerKind
from db import schema, schema_work
from db.codec import chunks, fold

if TYPE_CHECKING:
    from db.transaction import Tx

DESK = 0
"""Scope of a name that means the same speaker in every article."""


def scope_of(kind: SpeakerKind, article_id: int) -> int:
    """An unnamed source ("two officials") is somebody of one article; everybody else is known by name."""
    return article_id if kind is SpeakerKind.UNNAMED else DESK


@dataclass(frozen=True, slots=True)
class Known:
    """A speaker of the desk: the row's id and the name it goes by."""

    id: int
    name: str


# Put together once: a desk's health is asked it for every claim.
_NAMED = (
    select(schema.speaker_name.c.folded, schema.speaker.c.id, schema.speaker.c.name)
    .join(schema.speaker, schema.speaker_name.c.speaker_id == schema.speaker.c.id)
    .where(
        schema.speaker_name.c.folded.in_(bindparam("folded", expanding=True)),
        schema.speaker_name.c.scope.in_((DESK, bindparam("article"))),
    )
    .order_by(schema.speaker_name.c.scope)  # who is meant in this article comes last, and stands
)


def find(connection: Connection, name: str, article_id: int) -> Known | None:
    """The speaker with that name: who is meant by it in this article, else on the desk."""
    folded = fold(name)
    return _find_all(connection, [folded], article_id).get(folded)


def resolve(tx: Tx, name: str, kind: SpeakerKind, article_id: int) -> Known:
    """The speaker with that name; a new row where there is none."""
    return resolve_all(tx, [(name, kind)], article_id)[0]


def resolve_all(tx: Tx, wanted: Sequence[tuple[str, SpeakerKind]], article_id: int) -> list[Known]:
    """The speaker of each name, in their order; new rows where there are none, called as where they come first."""
    folded = [fold(name) for name, _ in wanted]
    known = _find_all(tx.connection, folded, article_id)
    if known.keys() >= set(folded):
        return [known[key] for key in folded]
    next_id = tx.next_id(schema.speaker)
    added: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for key, (name, kind) in zip(folded, wanted, strict=True):
        if key not in known:
            known[key] = new = Known(next_id + len(added), name)
            added.append({"id": new.id, "name": name, "kind": kind})
            scope = scope_of(kind, article_id)
            names.append({"folded": key, "scope": scope, "speaker_id": new.id, "name": name})
    tx.insert_many(schema.speaker, added)
    tx.insert_many(schema.speaker_name, names)
    tx.speakers_changed = True
    return [known[key] for key in folded]


def _find_all(connection: Connection, folded: Sequence[str], article_id: int) -> dict[str, Known]:
    """As `find`, for many folded names at once; without those that nobody has."""
    found: dict[str, Known] = {}
    for some in chunks(list(dict.fromkeys(folded))):
        rows = connection.execute(_NAMED, {"folded": some, "article": article_id})
        found |= {key: Known(speaker_id, name) for key, speaker_id, name in rows}
    return found


def kind_of(connection: Connection, name: str | None, found: SpeakerKind | None) -> SpeakerKind | None:
    """The kind of the speaker the desk knows by that name; else `found`; a new name is a person's."""
    if name is None:
        return None
    speaker, names = schema.speaker.c, schema.speaker_name.c
    known = connection.execute(
        select(speaker.kind)
        .join(schema.speaker_name, names.speaker_id == speaker.id)
        .where(names.folded == fold(name), names.scope == DESK)
    ).scalar()
    return known or found or SpeakerKind.PERSON


_SPOKE = '"spoke":'
"""How an event says that checks became somebody else's: for each claim's number the row of who had said it."""


def name_then(connection: Connection, claim_id: int, at: datetime) -> str | None:
    """What the claim's speaker was called at that time (UTC); None where it has been the same speaker ever since.

    The first action after that which made the claim somebody else's tells whose it was. One that was withheld
    tells nothing any more.
    """
    event, payload, of = schema_work.audit_event.c, schema_work.audit_payload.c, schema_work.audit_claim.c
    rows = connection.execute(
        select(payload.payload)
        .join(schema_work.audit_event, event.id == payload.event_id)
        .join(schema_work.audit_claim, of.event_id == event.id)
        .where(of.claim_id == claim_id, event.at > at, func.instr(payload.payload, _SPOKE) > 0)
        .order_by(event.id)
    ).scalars()
    for said in rows:
        content = json.loads(said)
        if str(claim_id) in content.get("spoke", {}):
            return _called(connection, content["spoke"][str(claim_id)], content["moves"])
    return None


def _called(connection: Connection, speaker_id: int | None, moves: list[Any]) -> str:
    """The name that a speaker had before an action with these moves; empty for nobody."""
    if speaker_id is None:
        return ""
    named = (before["name"] for kind, number, before, _ in moves if (kind, number) == ("speaker", speaker_id))
    stands = select(schema.speaker.c.name).where(schema.speaker.c.id == speaker_id)
    return next(named, None) or connection.execute(stands).scalar() or ""
