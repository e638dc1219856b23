"""Taking words out of a desk for good: wherever it keeps them, not only in the event that is to be withheld.

What a person once wrote stands in several places: in the row it was written to, in the event's payload, in that of
every later event about the same thing (events hold what was before and after), in histories and in undo steps. The
rows stay and say `WITHHELD`, so that it shows that something was there. What of an event are its own words, and
what is an article's or somebody else's and stays, is in `db.operations.written`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, Text, delete, func, or_, select, type_coerce, update

from db import review_work, schema, schema_work, triggers
from db.codec import fold, fold_source
from db.columns import one_of
from db.operations import erasing_names
from db.operations.people import SETTING_CAPACITY
from db.operations.written import NAME, WITHHELD, Words, quoted, repeats, texts_of, words_of
from db.things import Kind
from db.transaction import Move, Tx

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
"""Every column that holds what people of the desk wrote, but for names (`erasing_names`)."""
_EMPTIED = frozenset({"url", "requested_url", "locator"})
"""Columns that are emptied: the mark would be a link to nowhere."""


# --- finding and taking out ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Erased:
    """The events that were withheld, and the claims whose record changed."""

    events: tuple[int, ...]
    claims: frozenset[int]


def erase(tx: Tx, event: Row[Any], words: Words) -> Erased:
    """Take the words of the event (with its `id`) out of everything. Its payload is withheld, and that of every
    event which holds them too."""
    connection = tx.connection
    events = sorted({event.id, *_events_with(connection, words)})
    claims = set(_claims_of(connection, events))
    tables = [*(table for table, _ in _WRITTEN), *erasing_names.CHANGED, *_COPIES, _w.audit_claim]
    with triggers.lifted(connection, tables):
        sources = _take_out(connection, words)
        erasing_names.take_out(tx, words)
        _erase_copies(connection, words, sources)
        history = _w.audit_claim
        connection.execute(update(history).where(one_of(history.c.event_id, events)).values(what=WITHHELD))
    connection.execute(delete(_w.audit_payload).where(one_of(_w.audit_payload.c.event_id, events)))
    _erase_steps(connection, words)
    return Erased(tuple(events), frozenset(claims))


def own_words(tx: Tx, event: Row[Any]) -> Words:
    """What the event (its `id`, `at`, `action` and `payload`) put into the desk or took out of it."""
    words = words_of(event.payload)
    words.claims |= set(_claims_of(tx.connection, [event.id]))
    if words.taken:
        evidence = _w.evidence.c
        brought = select(evidence.id).where(one_of(evidence.claim_id, words.claims))
        words.things |= {(Kind.EVIDENCE, int(of)) for of in tx.connection.execute(brought).scalars()}
    _add_notes_on_source(tx.connection, words)
    erasing_names.complete(tx, words, event)
    return words


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


_OF_PEOPLE = (review_work.RENAMING, SETTING_CAPACITY)
"""Actions whose events say who somebody on the desk is: whoever signs the trail is called so there in any case."""
_THING = re.compile(r'\["([a-z ]+)",(\d+),')
"""Where an event or a step begins to tell what became of a thing."""


def _events_with(connection: Connection, words: Words) -> Iterator[int]:
    event, payload, history = _w.audit_event.c, _w.audit_payload.c, _w.audit_claim.c
    held = select(payload.event_id, payload.payload).join(_w.audit_event, event.id == payload.event_id)
    held = held.where(event.action.not_in(_OF_PEOPLE))
    if words.everywhere:
        needles = _in_json(words.everywhere, ascii_only=True)
        found = held.where(_holds(payload.payload, needles))
        yield from (number for number, _ in connection.execute(found))
        texts = sorted(words.quoted())
        yield from connection.execute(select(history.event_id).where(_holds(history.what, texts))).scalars()
    short = sorted(text for text in quoted(words.on_things) if len(text) >= NAME)
    if short:
        about = one_of(history.claim_id, words.claims) & _holds(history.what, short)
        yield from connection.execute(select(history.event_id).where(about)).scalars()
    if words.things:
        about_things = _About(words)
        yield from (number for number, text in connection.execute(held) if about_things.says(text))


class _About:
    """Tells whether a payload or an undo step is about the things of an event and repeats its words."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.texts = {fold(text) for text in words.on_things | words.names}
        self.kin = set(words.things)
        for article_id in {of for kind, of in words.things if kind in (Kind.ARTICLE, Kind.DETAILS)}:
            self.kin |= {(kind, article_id) for kind in (Kind.ARTICLE, Kind.DETAILS, Kind.EARLIER)}
        names = "|".join(re.escape(fold(name)) for name in sorted(quoted(words.names), key=len, reverse=True))
        self._named = re.compile(rf"(?<!\w)(?:{names})(?!\w)") if names else None

    def things_in(self, text: str) -> set[tuple[str, int]]:
        """What the text tells of, as far as it is the things or what has its label from them."""
        return {(kind, int(of)) for kind, of in _THING.findall(text)} & self.kin

    def may_call_a_speaker_so(self, text: str) -> bool:
        """Whether a name that is the event's own can be among the moves: merged, it can be anybody's by then."""
        return bool(self.words.own) and f'["{Kind.SPEAKER.value}",' in text

    def calls_a_speaker_so(self, moves: Iterable[Move]) -> bool:
        """Whether one of the moves gives or takes such a name."""
        return any(
            fold(text) in self.words.own
            for move in moves
            if move.kind is Kind.SPEAKER
            for content in (move.before, move.after)
            for _, text in texts_of(move.kind, content)
        )

    def names_in(self, label: str) -> bool:
        """Whether a label has one of the names."""
        return self._named is not None and self._named.search(fold(label)) is not None

    def says(self, payload: str) -> bool:
        told_of = self.things_in(payload)
        if not told_of and not self.may_call_a_speaker_so(payload):
            return False
        content = json.loads(payload)
        moves = [Move.from_json(each) for each in content.get("moves", ())]
        if self.calls_a_speaker_so(moves):
            return True
        if not told_of:
            return False
        found = words_of(payload)
        return (
            self.names_in(content.get("label", ""))
            or bool({fold(text) for text in found.on_things | found.names} & self.texts)
            or repeats(moves, self.words.things, self.texts)
        )

    def brings_back(self, label: str, moves: str) -> bool:
        """Whether an undo step would bring the words back, or has them in its label."""
        told_of = self.things_in(moves)
        # What was done to the article itself is no text: only its label may have one.
        if any(kind != Kind.ARTICLE and (kind, of) in self.words.things for kind, of in told_of):
            return True
        if told_of and self.names_in(label):
            return True
        return self.may_call_a_speaker_so(moves) and self.calls_a_speaker_so(
            map(Move.from_json, json.loads(moves))
        )


def _claims_of(connection: Connection, events: list[int]) -> Iterable[int]:
    history = _w.audit_claim.c
    return connection.execute(select(history.claim_id).where(one_of(history.event_id, events))).scalars().all()


def _take_out(connection: Connection, words: Words) -> set[int]:
    """Write `WITHHELD` where the words stand. Returns the sources that were taken out."""
    sources: set[int] = set()
    folded_anew: set[int] = set()
    for table, names in _WRITTEN:
        for name in names:
            column = table.c[name]
            found = _holds(column, sorted(words.everywhere)) if words.everywhere else None
            mine = _of_things(table, column, words)
            wanted = [each for each in (found, mine) if each is not None]
            if not wanted:
                continue
            if table is _w.source:
                found_in = set(connection.execute(select(table.c.id).where(or_(*wanted))).scalars())
                folded_anew |= found_in
                sources |= found_in if name in {"title", "url"} else set()
            _mark(connection, table, column, or_(*wanted))
    _fold_anew(connection, folded_anew)
    if sources:
        # What is left of such a source is nobody's to publish.
        revision = _w.evidence_revision
        connection.execute(update(revision).where(one_of(revision.c.source_id, sources)).values(confidential=True))
    return sources


def _fold_anew(connection: Connection, ids: set[int]) -> None:
    """What a source is found by repeats it."""
    source = _w.source
    rows = connection.execute(select(source).where(one_of(source.c.id, ids))).all()
    for row in rows:
        folded = fold_source(row.title, row.publisher, row.url)
        connection.execute(update(source).where(source.c.id == row.id).values(folded=folded))


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
    if words.things:
        about = _About(words)
        rows = connection.execute(select(step.id, step.label, type_coerce(step.moves, Text)))
        gone = {step_id for step_id, label, moves in rows if about.brings_back(label, moves)}
        wanted.append(one_of(step.id, gone))
    if wanted:
        connection.execute(delete(_w.undo_step).where(or_(*wanted)))
