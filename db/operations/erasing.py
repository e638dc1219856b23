"""Taking words out of a desk for good: wherever it keeps them, not only in the event that is to be withheld.

What a person once wrote stands in several places: in the row it was written to, in the event's payload, in that of
every later event about the same thing (events hold what was before and after), in histories and in undo steps. The
rows stay and say `WITHHELD`, so that it shows that something was there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, func, or_, select, update

from db import schema, schema_work, triggers
from db.columns import one_of
from db.operations.base import shorten
from db.things import Kind
from db.transaction import Move

WITHHELD = "[withheld]"
NAME, PROSE = 6, 20
"""Characters from which a name or an address, or a sentence, is looked for in all that anybody wrote.

Fewer are taken out of the same thing or claim only: “As above.” is many people's words.
"""

_FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.EVIDENCE: ("title", "url", "publisher", "note", "locator", "excerpt"),
    Kind.CHECK: ("rationale",),
    Kind.READING: ("speaker", "via", "why"),
}
"""What of a thing people write in their own words; the rest are choices from lists."""
_COMMON = frozenset({"publisher", "locator", "speaker", "via"})
"""Fields whose words others write too without meaning the same: an agency, "page 3", a name of the article."""
_NAMES = frozenset({"title", "url", "place", "requested_url", "archive_url"})
"""Fields that name one thing."""
_FACTS = {
    "review": ("comment",),
    "publication": ("place",),
    "correction": ("was", "now", "why", "public_note"),
    "recheck": ("why",),
    "capture": ("url", "requested_url", "archive_url"),
}
_SHORTENED = (40, 60, 80)
"""The lengths at which labels and histories cut what they quote."""

_w, _s = schema_work, schema
_WRITTEN: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (_w.evidence_revision, ("note", "locator", "excerpt")),
    (_w.source, ("title", "url", "publisher")),
    (_w.check_revision, ("rationale",)),
    (_w.review, ("comment",)),
    (_w.publication, ("place",)),
    (_w.public_correction, ("was", "now", "why", "public_note")),
    (_w.comment, ("text",)),
    (_w.draft, ("rationale",)),
    (_w.capture_origin, ("requested_url",)),
    (_s.correction, ("why",)),
)
"""Every column that holds what people of the desk wrote."""
_EMPTIED = frozenset({"url", "requested_url", "locator"})
"""Columns that are emptied: the mark would be a link to nowhere."""


@dataclass(slots=True)
class Words:
    """What an event put into the desk or took out of it, in people's own words.

    `everywhere` is looked for in all that anybody wrote; `on_things` only as the whole of a field, in revisions of
    the things named and in what was said about the event's `claims`. `copies` are digests of copies that it kept.
    `taken` says that the event brought in claims with all that was done about them.
    """

    everywhere: set[str] = field(default_factory=set)
    on_things: set[str] = field(default_factory=set)
    things: set[tuple[Kind, int]] = field(default_factory=set)
    claims: set[int] = field(default_factory=set)
    copies: set[str] = field(default_factory=set)
    taken: bool = False

    def add(self, name: str, text: object) -> None:
        """Take in what the field `name` says."""
        if not isinstance(text, str) or not text.strip() or text == WITHHELD:
            return
        self.on_things.add(text)
        if name not in _COMMON and len(text) >= (NAME if name in _NAMES else PROSE):
            self.everywhere.add(text)

    def quoted(self) -> set[str]:
        """The forms in which labels and histories quote `everywhere`: on one line, cut at a word."""
        return _quoted(self.everywhere)


def _quoted(texts: set[str]) -> set[str]:
    cut = {shorten(text, length).removesuffix("…") for text in texts for length in _SHORTENED}
    whole = {" ".join(text.split()) for text in texts}
    return texts | whole | {text for text in cut if len(text) >= NAME}


def words_of(payload: str) -> Words:
    """The words of an event, from its payload."""
    found, content = Words(), json.loads(payload)
    for each in content.get("moves", ()):
        _add_move(found, Move.from_json(each))
    for name, fields in _FACTS.items():
        facts = content.get(name) or {}
        for of in fields:
            found.add(of, facts.get(of))
        if "sha256" in facts:
            found.copies.add(facts["sha256"])
    found.add("comment", content.get("comment"))
    for taken in content.get("taken", ()):
        found.taken = True
        found.add("rationale", taken.get("rationale"))
        for draft in taken.get("evidence", ()):
            for name in _FIELDS[Kind.EVIDENCE]:
                found.add(name, draft.get(name))
    return found


def _add_move(found: Words, move: Move) -> None:
    fields = _FIELDS.get(move.kind, ())
    appeared = move.before.get("removed") != move.after.get("removed")
    for name in fields:
        was, now = move.before.get(name), move.after.get(name)
        if was != now or appeared:
            found.things.add((move.kind, move.id))
            for text in (was, now):
                found.add(name, text)


# --- finding and taking out ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Erased:
    """The events that were withheld, and the claims whose record changed."""

    events: tuple[int, ...]
    claims: frozenset[int]


def erase(connection: Connection, event_id: int, words: Words) -> Erased:
    """Take the words of event `event_id` out of everything. Its payload is withheld, and that of every event which
    holds them too."""
    words.claims |= set(_claims_of(connection, [event_id]))
    if words.taken:
        evidence = _w.evidence.c
        brought = select(evidence.id).where(one_of(evidence.claim_id, words.claims))
        words.things |= {(Kind.EVIDENCE, int(of)) for of in connection.execute(brought).scalars()}
    _add_notes_on_source(connection, words)
    events = sorted({event_id, *_events_with(connection, words)})
    claims = set(_claims_of(connection, events))
    with triggers.lifted(connection, [table for table, _ in _WRITTEN] + _COPIES + [_w.audit_claim]):
        sources = _take_out(connection, words)
        _erase_copies(connection, words, sources)
        history = _w.audit_claim
        connection.execute(update(history).where(one_of(history.c.event_id, events)).values(what=WITHHELD))
    connection.execute(delete(_w.audit_payload).where(one_of(_w.audit_payload.c.event_id, events)))
    _erase_steps(connection, words)
    return Erased(tuple(events), frozenset(claims))


def _add_notes_on_source(connection: Connection, words: Words) -> None:
    """What was noted and quoted of a source that goes, whenever that was: it says who the source is."""
    revision, source = _w.evidence_revision.c, _w.source.c
    ids = [of for kind, of in sorted(words.things) if kind is Kind.EVIDENCE]
    rows = connection.execute(
        select(revision.note, revision.locator, revision.excerpt, source.publisher)
        .join(_w.source, source.id == revision.source_id)
        .where(
            one_of(revision.evidence_id, ids),
            or_(source.title.in_(sorted(words.on_things)), source.url.in_(sorted(words.on_things))),
        )
    )
    for row in rows:
        for name, text in row._mapping.items():
            words.add(name, text)


def _holds(column: Any, texts: Iterable[str]) -> Any:
    return or_(*(func.instr(column, text) > 0 for text in texts))


def _in_json(texts: Iterable[str], *, ascii_only: bool) -> list[str]:
    return [json.dumps(text, ensure_ascii=ascii_only)[1:-1] for text in sorted(texts)]


def _events_with(connection: Connection, words: Words) -> Iterator[int]:
    payload, history = _w.audit_payload.c, _w.audit_claim.c
    if words.everywhere:
        needles = _in_json(words.everywhere, ascii_only=True)
        yield from connection.execute(select(payload.event_id).where(_holds(payload.payload, needles))).scalars()
        quoted = sorted(words.quoted())
        yield from connection.execute(select(history.event_id).where(_holds(history.what, quoted))).scalars()
    short = sorted(text for text in _quoted(words.on_things) if len(text) >= NAME)
    if short:
        about = one_of(history.claim_id, words.claims) & _holds(history.what, short)
        yield from connection.execute(select(history.event_id).where(about)).scalars()
    for kind, thing_id in sorted(words.things):
        begin = f'["{kind.value}",{thing_id},'
        rows = connection.execute(
            select(payload.event_id, payload.payload).where(func.instr(payload.payload, begin) > 0)
        )
        for number, text in rows:
            if words_of(text).on_things & words.on_things or _repeats(text, kind, thing_id, words):
                yield number


def _repeats(payload: str, kind: Kind, thing_id: int, words: Words) -> bool:
    """Whether an event about the thing holds the words though it left them as they were."""
    moves = [Move.from_json(each) for each in json.loads(payload).get("moves", ())]
    held = {
        content.get(name)
        for move in moves
        if (move.kind, move.id) == (kind, thing_id)
        for content in (move.before, move.after)
        for name in _FIELDS.get(kind, ())
    }
    return bool(held & words.on_things)


def _claims_of(connection: Connection, events: list[int]) -> Iterable[int]:
    history = _w.audit_claim.c
    return connection.execute(select(history.claim_id).where(one_of(history.event_id, events))).scalars().all()


def _take_out(connection: Connection, words: Words) -> set[int]:
    """Write `WITHHELD` where the words stand. Returns the sources that were taken out."""
    sources: set[int] = set()
    for table, names in _WRITTEN:
        for name in names:
            column = table.c[name]
            found = _holds(column, sorted(words.everywhere)) if words.everywhere else None
            mine = _of_things(table, column, words)
            wanted = [each for each in (found, mine) if each is not None]
            if not wanted:
                continue
            if table is _w.source and name in {"title", "url"}:
                sources.update(connection.execute(select(table.c.id).where(or_(*wanted))).scalars())
            _mark(connection, table, column, or_(*wanted))
    if sources:
        # What is left of such a source is nobody's to publish.
        revision = _w.evidence_revision
        connection.execute(update(revision).where(one_of(revision.c.source_id, sources)).values(confidential=True))
    return sources


def _of_things(table: Table, column: Column[Any], words: Words) -> Any:
    """The condition that a row is of one of the things or claims and has one of the words as the whole field."""
    revision, claims = _w.evidence_revision, sorted(words.claims)
    exact = column.in_(sorted(words.on_things))
    if table is _s.correction:
        mentions = [of for kind, of in sorted(words.things) if kind is Kind.READING]
        same = _s.correction.alias()
        # Carried over to a newer version of its article, a correction stands there too, with the same moment.
        carried = (same.c.at == _s.correction.c.at) & (same.c.by == _s.correction.c.by)
        return select(same.c.id).where(one_of(same.c.mention_id, mentions), carried).exists() & exact
    if table in (revision, _w.source):
        mine = [of for kind, of in sorted(words.things) if kind is Kind.EVIDENCE]
        here = one_of(revision.c.evidence_id, mine)
        return (
            here if table is revision else _w.source.c.id.in_(select(revision.c.source_id).where(here))
        ) & exact
    if table is _w.review:
        checks = select(_w.check_revision.c.id).where(one_of(_w.check_revision.c.claim_id, claims))
        return _w.review.c.revision_id.in_(checks) & exact
    if "claim_id" in table.c:
        return one_of(table.c.claim_id, claims) & exact
    return None


def _mark(connection: Connection, table: Table, column: Column[Any], where: Any) -> None:
    value = "" if column.name in _EMPTIED else WITHHELD
    connection.execute(update(table).where(where).values({column.name: value}))


_COPIES = [_w.capture_origin, _w.capture, _w.capture_content]


def _erase_copies(connection: Connection, words: Words, sources: set[int]) -> None:
    """Take away the copies that the event kept and those of sources that were taken out: they say the same."""
    capture, origin, content = _w.capture, _w.capture_origin, _w.capture_content
    of = [one_of(capture.c.source_id, sources), capture.c.sha256.in_(words.copies)]
    if words.everywhere:
        of += [_holds(capture.c[name], sorted(words.everywhere)) for name in ("url", "archive_url")]
    gone = list(connection.execute(select(capture.c.id).where(or_(*of))).scalars())
    if not gone:
        return
    connection.execute(delete(origin).where(one_of(origin.c.capture_id, gone)))
    connection.execute(delete(capture).where(one_of(capture.c.id, gone)))
    kept = select(capture.c.sha256).union(select(origin.c.warc_sha256).where(origin.c.warc_sha256.is_not(None)))
    connection.execute(delete(content).where(content.c.sha256.not_in(kept)))


def _erase_steps(connection: Connection, words: Words) -> None:
    """Take away the undo steps that would bring the words back, or quote them."""
    step = _w.undo_step.c
    wanted = [_holds(step.label, sorted(words.quoted()))] if words.everywhere else []
    if words.everywhere:
        wanted.append(_holds(step.moves, _in_json(words.everywhere, ascii_only=False)))
    wanted += [
        func.instr(step.moves, f'["{kind.value}",{thing_id},') > 0 for kind, thing_id in sorted(words.things)
    ]
    if wanted:
        connection.execute(delete(_w.undo_step).where(or_(*wanted)))
