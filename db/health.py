"""Looks a desk through: the file, its references, every passage against its text, the audit chain.

Changes nothing. What is counted here is counted from what the rows hold, not from what the triggers promise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import DatabaseError

from core.evidence import audit
from db import effective, schema, schema_work, search, speakers
from db.codec import fold, fold_source, words
from db.engine import reading


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of thing that is wrong, how often, and an example in words for people."""

    kind: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Health:
    """What was found when a desk was looked through, and how much there was to look at."""

    problems: tuple[Problem, ...]
    captures: int
    """Kept copies hashed anew."""
    passages: int
    """Passages compared with their texts."""
    events: int
    """Audit events verified."""

    @property
    def sound(self) -> bool:
        return not self.problems


def check(connection: Connection) -> Health:
    """Everything there is to find wrong with the desk, counted by kind."""
    with reading(connection):
        passages, of_passages = _passages(connection)
        captures, changed = _captures(connection)
        events = list(audit_events(connection))
        found = {
            "damaged pages": _integrity(connection),
            "rows that point nowhere": _references(connection),
            "originals that changed": _originals(connection),
            "kept copies that changed": changed,
            "passages that differ from their text": of_passages,
            "claims that differ from what they come from": list(_claims(connection)),
            "claims that search does not find": _search(connection),
            "sources that search does not find": _sources(connection),
            "breaks in the audit chain": [str(problem) for problem in audit.verify(events)],
        }
    problems = tuple(Problem(kind, len(words), words[0]) for kind, words in found.items() if words)
    return Health(problems, captures, passages, len(events))


def audit_events(connection: Connection) -> Iterator[audit.AuditEvent]:
    """The desk's audit chain in order, withheld payloads as None."""
    event, payload = schema_work.audit_event.c, schema_work.audit_payload.c
    rows = connection.execute(
        select(schema_work.audit_event, payload.payload, payload.salt)
        .outerjoin(schema_work.audit_payload, payload.event_id == event.id)
        .order_by(event.id)
    )
    for row in rows:
        yield audit.AuditEvent(
            seq=row.id,
            at=row.at,
            actor=row.actor,
            action=row.action,
            subject=row.subject,
            payload_digest=row.payload_digest,
            previous=row.previous,
            hash=row.hash,
            payload=row.payload,
            salt=row.salt,
        )


def _integrity(connection: Connection) -> list[str]:
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(100)")]
    return [] if found == ["ok"] else found


def _references(connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [f"{row[0]} row {row[1]} points to no {row[2]}" for row in rows]


def _search(connection: Connection) -> list[str]:
    try:
        search.compare(connection)
    except DatabaseError as error:
        return [f"the search index: {error.orig}"]
    return []


def _sources(connection: Connection) -> list[str]:
    source = schema_work.source.c
    rows = connection.execute(select(source.id, source.title, source.publisher, source.url, source.folded))
    return [f"source {row.id}" for row in rows if row.folded != fold_source(row.title, row.publisher, row.url)]


def _originals(connection: Connection) -> list[str]:
    version = schema.article_version
    found = []
    for row in connection.execute(select(version)).yield_per(1):
        if sha256(row.original).hexdigest() != row.sha256:
            found.append(f"{row.name}: its bytes")
        if sha256(row.text.encode("utf-8")).hexdigest() != row.text_sha256 or len(row.text) != row.characters:
            found.append(f"{row.name}: its text")
    return found


def _captures(connection: Connection) -> tuple[int, list[str]]:
    content = schema_work.capture_content
    count, wrong = 0, []
    for row in connection.execute(select(content)).yield_per(1):
        count += 1
        if sha256(row.data).hexdigest() != row.sha256:
            wrong.append(f"copy {row.sha256[:12]}…")
    return count, wrong


def _passages(connection: Connection) -> tuple[int, list[str]]:
    version = schema.article_version.c
    count, wrong = 0, []
    for version_id, text in connection.execute(select(version.id, version.text)).yield_per(1):
        for table in (schema.mention_piece, schema.correction_piece):
            for start, end, piece in _pieces(connection, table, version_id):
                count += 1
                if text[start:end] != piece:
                    wrong.append(f"{table.name} at {start}–{end} of version {version_id}")
    return count, wrong


def _pieces(connection: Connection, table: Table, version_id: int) -> list[Any]:
    c = table.c
    return list(connection.execute(select(c.start, c.end, c.text).where(c.version_id == version_id)))


def _claims(connection: Connection) -> Iterator[str]:
    """The worked-out columns of claims against mention, correction, check and article."""
    claim, revision, article = schema.claim, schema_work.check_revision, schema.article.c
    version = schema.article_version.c
    newest = (
        select(revision.c.claim_id, func.max(revision.c.id).label("id")).group_by(revision.c.claim_id).subquery()
    )
    texts: dict[int, str] = {}
    rows = connection.execute(
        select(
            claim,
            article.removed,
            newest.c.id.label("newest"),
            revision.c.said.label("last_said"),
            revision.c.so.label("last_so"),
        )
        .join(schema.article, article.id == claim.c.article_id)
        .outerjoin(newest, newest.c.claim_id == claim.c.id)
        .outerjoin(revision, revision.c.id == newest.c.id)
    ).all()
    for row in rows:
        if row.version_id not in texts:
            texts[row.version_id] = connection.execute(
                select(version.text).where(version.id == row.version_id)
            ).scalar_one()
        now = effective.passage(connection, row.mention_id)
        said = words(texts[row.version_id], now.pieces)
        known = speakers.find(connection, now.speaker, row.article_id) if now.speaker else None
        expected = {
            "check_id": (row.check_id, row.newest),
            "said": (row.said, row.last_said),
            "so": (row.so, row.last_so),
            "shown": (row.shown, not (row.withdrawn or row.removed)),
            "kind": (row.kind, now.kind),
            "in_passing": (row.in_passing, now.in_passing),
            "named": (row.named, fold(now.speaker) if now.speaker else None),
            "speaker": (row.speaker, known.name if known else None),
            "figure": (
                (row.figure_low, row.figure_high, row.figure_unit),
                tuple(effective.figure_columns(now).values()),
            ),
            "via": (row.via, now.via),
            "words": (row.words, said),
            "start": (row.start, now.pieces[0][0]),
            "folded": (row.folded, fold(f"{said}\n{known.name if known else ''}")),
        }
        for name, (held, worked_out) in expected.items():
            if held != worked_out:
                yield f"claim {row.id}: {name}"
