"""Speakers across the desk: one row a person, body or group, found by any of its names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, select

from core.records import SpeakerKind
from db import schema
from db.codec import fold

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


# Put together once: an analysis asks it a hundred times.
_NAMED = (
    select(schema.speaker.c.id, schema.speaker.c.name)
    .join(schema.speaker_name, schema.speaker_name.c.speaker_id == schema.speaker.c.id)
    .where(
        schema.speaker_name.c.folded == bindparam("folded"),
        schema.speaker_name.c.scope.in_((DESK, bindparam("article"))),
    )
    .order_by(schema.speaker_name.c.scope.desc())
    .limit(1)
)


def find(connection: Connection, name: str, article_id: int) -> Known | None:
    """The speaker with that name: who is meant by it in this article, else on the desk."""
    found = connection.execute(_NAMED, {"folded": fold(name), "article": article_id}).first()
    return None if found is None else Known(*found)


def resolve(tx: Tx, name: str, kind: SpeakerKind, article_id: int) -> Known:
    """The speaker with that name; a new row where there is none."""
    found = find(tx.connection, name, article_id)
    if found is not None:
        return found
    speaker_id = tx.insert(schema.speaker, name=name, kind=kind)
    names = {"folded": fold(name), "scope": scope_of(kind, article_id), "speaker_id": speaker_id, "name": name}
    tx.insert_many(schema.speaker_name, [names])
    tx.speakers_changed = True
    return Known(speaker_id, name)


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
