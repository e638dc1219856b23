"""How far withholding an event goes: where on the desk its words stand, before anything is taken out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, func, select

from db import schema, schema_work
from db.columns import one_of
from db.operations.erasing_events import Everywhere, claims_of, events_with, steps_with
from db.operations.erasing_names import ids_of
from db.operations.sought import Read
from db.operations.written import Words
from db.things import Kind

_w, _s = schema_work, schema
WRITTEN: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (_w.evidence_revision, ("note", "locator", "excerpt")),
    (_w.source, ("title", "url", "publisher")),
    (_w.check_revision, ("rationale",)),
    (_w.review, ("comment",)),
    (_w.publication, ("place",)),
    (_w.public_correction, ("was", "now", "why", "public_note")),
    (_w.comment, ("text",)),
    (_w.unsent_comment, ("text",)),
    (_w.draft, ("rationale",)),
    (_w.capture_origin, ("requested_url",)),
    (_s.correction, ("why",)),
)
"""Every column that holds what people of the desk wrote, but for names (`erasing_names`)."""
DESCRIBING = frozenset({"title", "url"})
"""Columns of a source that say which it is."""


@dataclass(slots=True)
class Reach:
    """What goes with an event, and what stays though it says some of the same.

    `events` lose their payloads, `staying` keep theirs; the record of `claims` changes. `cells` are the rows, by
    their keys, of each column that has the words; `sources` those that are described with them, `shared` those
    among them that somebody else described alike, who keeps theirs. `copies` and `steps` go whole.
    """

    events: set[int] = field(default_factory=set)
    staying: set[int] = field(default_factory=set)
    claims: set[int] = field(default_factory=set)
    cells: dict[Column[Any], list[tuple[Any, ...]]] = field(default_factory=dict)
    sources: set[int] = field(default_factory=set)
    shared: set[int] = field(default_factory=set)
    copies: set[int] = field(default_factory=set)
    steps: set[int] = field(default_factory=set)

    @property
    def drafts(self) -> int:
        """How many texts go that somebody types and has not saved."""
        typed = (_w.draft.c.rationale, _w.unsent_comment.c.text)
        return sum(len(self.cells.get(column, ())) for column in typed)


def reach(connection: Connection, event: Row[Any], words: Words) -> Reach:
    """How far the words of the event (with its `id`) reach."""
    everywhere, found = Everywhere(words), Reach()
    said = events_with(connection, words, everywhere)
    found.events = {event.id} | said.saying
    found.staying = said.staying - found.events
    found.claims = claims_of(connection, found.events)
    for table, names in WRITTEN:
        if table is _w.source:
            _find_sources(connection, words, everywhere, found)
        else:
            for column, key in _cells(connection, table, names, words, everywhere):
                found.cells.setdefault(column, []).append(key)
    found.copies = set(_copies(connection, words, everywhere, found))
    found.steps = steps_with(connection, words, everywhere)
    return found


def _cells(
    connection: Connection, table: Table, names: tuple[str, ...], words: Words, everywhere: Everywhere
) -> Iterator[tuple[Column[Any], tuple[Any, ...]]]:
    """Where the words stand in those columns, with the keys of the rows."""
    keys, columns = list(table.primary_key.columns), [table.c[name] for name in names]
    of_things = _of_things(table, words)
    mine = (
        {tuple(row) for row in connection.execute(select(*keys).where(of_things))} if of_things is not None else ()
    )
    for row in connection.execute(select(*keys, *columns)):
        key = tuple(row[: len(keys)])
        for column, text in zip(columns, row[len(keys) :], strict=True):
            if everywhere.stands_in(Read(text)) or (key in mine and text in words.on_things):
                yield column, key


def _of_things(table: Table, words: Words) -> Any:
    """The condition that a row is of one of the things or claims; None where none can be."""
    claims = words.claims
    if table is _s.correction:
        same = _s.correction.alias()
        # Carried over to a newer version of its article, a correction stands there too, with the same moment.
        carried = (same.c.at == _s.correction.c.at) & (same.c.by == _s.correction.c.by)
        return select(same.c.id).where(one_of(same.c.mention_id, ids_of(words, Kind.READING)), carried).exists()
    if table is _w.evidence_revision:
        return one_of(table.c.evidence_id, ids_of(words, Kind.EVIDENCE))
    if table is _w.review:
        checks = select(_w.check_revision.c.id).where(one_of(_w.check_revision.c.claim_id, claims))
        return table.c.revision_id.in_(checks)
    return one_of(table.c.claim_id, claims) if "claim_id" in table.c else None


def _find_sources(connection: Connection, words: Words, everywhere: Everywhere, found: Reach) -> None:
    """Sources that have the words, and of the event's own those that have them as a whole field."""
    source, revision = _w.source, _w.evidence_revision.c
    own = one_of(revision.evidence_id, ids_of(words, Kind.EVIDENCE))
    mine = set(connection.execute(select(revision.source_id).where(own)).scalars())
    used_by_others = set(connection.execute(select(revision.source_id).where(~own)).scalars()) if mine else set()
    for row in connection.execute(select(source.c.id, source.c.title, source.c.url, source.c.publisher)):
        texts = {name: row._mapping[name] for name in ("title", "url", "publisher")}
        told = {name for name, text in texts.items() if everywhere.stands_in(Read(text))}
        named = {name for name, text in texts.items() if text in words.on_things} if row.id in mine else set()
        for name in told | named:
            found.cells.setdefault(source.c[name], []).append((row.id,))
        if (told | named) & DESCRIBING:
            found.sources.add(row.id)
        if named and not told and row.id in used_by_others:
            found.shared.add(row.id)


def _copies(connection: Connection, words: Words, everywhere: Everywhere, found: Reach) -> Iterator[int]:
    """The copies that the event kept and those of sources that go: they say the same. Of a source that others have
    too, their copies stay."""
    capture = _w.capture.c
    others = _kept_by_others(connection, words) if found.shared else set()
    for row in connection.execute(
        select(capture.id, capture.source_id, capture.sha256, capture.url, capture.archive_url)
    ):
        theirs = row.source_id in found.shared and row.sha256 in others
        if (
            row.sha256 in words.copies
            or (row.source_id in found.sources and not theirs)
            or everywhere.stands_in(Read(row.url, row.archive_url))
        ):
            yield row.id


def _kept_by_others(connection: Connection, words: Words) -> set[str]:
    """The digests of copies that were kept for other evidence than the event's."""
    payload, mine = _w.audit_payload.c.payload, set(ids_of(words, Kind.EVIDENCE))
    kept = connection.execute(select(payload).where(func.instr(payload, '"capture":{') > 0)).scalars()
    facts = (json.loads(each).get("capture") or {} for each in kept)
    return {each["sha256"] for each in facts if each.get("evidence") not in mine and "sha256" in each}
