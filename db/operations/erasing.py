"""Taking words out of a desk for good: wherever it keeps them, not only in the event that is to be withheld.

What a person once wrote stands in several places: in the row it was written to, in the event's payload, in that of
every later event about the same thing (events hold what was before and after), in histories and in undo steps. The
rows stay and say `WITHHELD`, so that it shows that something was there. What of an event are its own words, and
what is an article's or somebody else's and stays, is in `db.operations.written`; where they stand is found in
`db.operations.erasing_reach`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Row, and_, bindparam, delete, insert, select, update

from db import schema_work, triggers
from db.codec import fold_source
from db.columns import one_of
from db.operations import erasing_names
from db.operations.erasing_events import claims_of
from db.operations.erasing_reach import DESCRIBING, WRITTEN, Reach
from db.operations.written import WITHHELD, Words, words_of
from db.things import Kind
from db.transaction import Tx

_w = schema_work
_EMPTIED = frozenset({"url", "requested_url", "locator"})
"""Columns that are emptied: the mark would be a link to nowhere."""


# --- what the event's own words are ----------------------------------------------------------------------------


def own_words(tx: Tx, event: Row[Any]) -> Words:
    """What the event (its `id`, `at`, `action` and `payload`) put into the desk or took out of it."""
    words = words_of(event.payload)
    words.claims |= claims_of(tx.connection, [event.id])
    if words.taken:
        evidence = _w.evidence.c
        brought = select(evidence.id).where(one_of(evidence.claim_id, words.claims))
        words.things |= {(Kind.EVIDENCE, int(of)) for of in tx.connection.execute(brought).scalars()}
    _add_notes_on_source(tx.connection, words)
    erasing_names.complete(tx, words, event)
    _add_told(tx.connection, words)
    return words


def _add_told(connection: Connection, words: Words) -> None:
    """What public corrections say was and is now: of the event itself, and those of its claims that name whom it
    names. The program drew them up, with the name on a line of its own."""
    check, corrected = _w.check_revision.c, _w.public_correction.c
    rationales = select(check.rationale).where(one_of(check.claim_id, words.claims))
    words.add_told(set(connection.execute(rationales).scalars()))
    lines = {f"{what}: {name}" for what in ("Speaker", "Via") for name in words.names}
    rows = connection.execute(
        select(corrected.claim_id, corrected.was, corrected.now).where(one_of(corrected.claim_id, words.claims))
    )
    for claim_id, *texts in rows:
        for text in texts:
            if lines.intersection(text.split("\n")):
                words.on_things.add(text)
                words.things.add((Kind.CLAIM, claim_id))


def _add_notes_on_source(connection: Connection, words: Words) -> None:
    """What was noted and quoted of a source that goes, whenever that was: it says who the source is. It is
    confidential where it ever was."""
    revision, source = _w.evidence_revision.c, _w.source.c
    rows = connection.execute(
        select(revision.note, revision.locator, revision.excerpt, source.publisher, source.title, source.url)
        .add_columns(revision.confidential)
        .join(_w.source, source.id == revision.source_id)
        .where(one_of(revision.evidence_id, erasing_names.ids_of(words, Kind.EVIDENCE)))
    ).all()
    before = frozenset(words.on_things)
    for row in rows:
        if not {row.title, row.url} & before:
            continue
        for name in ("note", "locator", "excerpt", "publisher"):
            words.add(name, row._mapping[name])
        for name in DESCRIBING:
            if row._mapping[name] in before:
                words.add(name, row._mapping[name], confidential=row.confidential)


# --- taking them out -------------------------------------------------------------------------------------------

_COPIES = [_w.capture_origin, _w.capture, _w.capture_content]


def erase(tx: Tx, words: Words, found: Reach) -> None:
    """Take the words out of everything that they reach. The payloads of its events are withheld."""
    connection = tx.connection
    tables = [*(table for table, _ in WRITTEN), *erasing_names.CHANGED, *_COPIES, _w.audit_claim]
    with triggers.lifted(connection, tables):
        _part(connection, words, found)
        for column, keys in found.cells.items():
            _mark(connection, column, keys)
        _hide(connection, found)
        erasing_names.take_out(tx, words)
        _erase_copies(connection, found)
        history = _w.audit_claim
        connection.execute(update(history).where(one_of(history.c.event_id, found.events)).values(what=WITHHELD))
    connection.execute(delete(_w.audit_payload).where(one_of(_w.audit_payload.c.event_id, found.events)))
    connection.execute(delete(_w.undo_step).where(one_of(_w.undo_step.c.id, found.steps)))


def _part(connection: Connection, words: Words, found: Reach) -> None:
    """Give the event's evidence a source of its own where somebody else has one that is described alike."""
    source, revision = _w.source, _w.evidence_revision
    mine = one_of(revision.c.evidence_id, erasing_names.ids_of(words, Kind.EVIDENCE))
    for shared in sorted(found.shared):
        row = connection.execute(select(source).where(source.c.id == shared)).one()
        values = {name: value for name, value in row._mapping.items() if name != "id"}
        made = connection.execute(insert(source).values(**values).returning(source.c.id)).scalar_one()
        connection.execute(update(revision).where(mine, revision.c.source_id == shared).values(source_id=made))
        for column, keys in found.cells.items():
            if column.table is source and (shared,) in keys:
                keys[keys.index((shared,))] = (made,)
        if shared in found.sources:
            found.sources = found.sources - {shared} | {made}


def _mark(connection: Connection, column: Column[Any], keys: list[tuple[Any, ...]]) -> None:
    value = "" if column.name in _EMPTIED else WITHHELD
    of = list(column.table.primary_key.columns)
    this = and_(*(each == bindparam(f"key_{each.name}") for each in of))
    rows = [{f"key_{each.name}": value for each, value in zip(of, key, strict=True)} for key in keys]
    connection.execute(update(column.table).where(this).values({column.name: value}), rows)


def _hide(connection: Connection, found: Reach) -> None:
    """What a source is found by repeats what it was, and what is left of one that went is nobody's to publish."""
    source, revision = _w.source, _w.evidence_revision
    changed = {key[0] for column, keys in found.cells.items() if column.table is source for key in keys}
    for row in connection.execute(select(source).where(one_of(source.c.id, changed))).all():
        folded = fold_source(row.title, row.publisher, row.url)
        connection.execute(update(source).where(source.c.id == row.id).values(folded=folded))
    gone = one_of(revision.c.source_id, found.sources)
    connection.execute(update(revision).where(gone).values(confidential=True))


def _erase_copies(connection: Connection, found: Reach) -> None:
    """Take away the copies, and the bytes that no other copy has."""
    capture, origin, content = _w.capture, _w.capture_origin, _w.capture_content
    if not found.copies:
        return
    connection.execute(delete(origin).where(one_of(origin.c.capture_id, found.copies)))
    connection.execute(delete(capture).where(one_of(capture.c.id, found.copies)))
    kept = select(capture.c.sha256).union(select(origin.c.warc_sha256).where(origin.c.warc_sha256.is_not(None)))
    connection.execute(delete(content).where(content.c.sha256.not_in(kept)))
