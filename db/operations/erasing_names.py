"""Taking the names that an event wrote out of a desk: out of corrections and passages marked by hand, an article's
details, assignments, and out of the list of speakers where nothing else on the desk names one so.

A speaker whom the event named is said to be `WITHHELD`, in that article: who was withheld is not who speaks in
another, and a claim that somebody corrected does not fall back to whom the program had found.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, and_, delete, func, not_, select, update

from core.records import SpeakerKind
from db import effective, schema, schema_work, search, speakers, version_chain
from db.codec import fold
from db.columns import one_of
from db.operations.details import DETAILING
from db.operations.speakers import SPLITTING
from db.operations.written import FIGURE_WORDS, TYPED, WITHHELD, Words, texts_of, texts_of_figure
from db.things import Kind
from db.transaction import Move, Tx

CHANGED: tuple[Table, ...] = (
    schema.correction,
    schema.correction_figure,
    schema.mention,
    schema.figure,
    schema.article_version,
)
"""The tables with names whose rows are never changed otherwise."""

_correction, _mention, _names = schema.correction, schema.mention, schema.speaker_name
_BY_HAND = and_(_mention.c.analysis_id.is_(None), _mention.c.rule == "checker")


def ids_of(words: Words, kind: Kind) -> list[int]:
    """The things of one kind."""
    return sorted(of for each, of in words.things if each is kind)


# --- what the event's own words are ----------------------------------------------------------------------------


def complete(tx: Tx, words: Words, event: Row[Any]) -> None:
    """Add what the payload of the event does not say: the names of passages that it marked, what a report brought
    along, the same passages in newer versions, the speakers who have the names. What was found in the article is
    left out."""
    if event.action == SPLITTING:
        moves = [Move.from_json(each) for each in json.loads(event.payload)["moves"]]
        words.called |= {text for move in moves for _, text in texts_of(move.kind, move.after)}
        words.things |= {(move.kind, move.id) for move in moves}
    _add_marked(tx, words)
    if words.taken:
        _add_brought(tx, words, event)
    _leave_out_what_was_found(tx, words)
    _leave_out_first_details(tx, words)
    _add_carried(tx, words)
    elsewhere = _spoken_elsewhere(tx, words)
    words.names |= {name for name in words.called if fold(name) not in elsewhere}
    words.own = {fold(name) for name in words.names} - elsewhere
    words.things |= {(Kind.SPEAKER, each) for each in _called(tx, words.own)}


def _add_marked(tx: Tx, words: Words) -> None:
    """Passages that people marked: their speakers stand with the passage and not in the event."""
    link, figure = schema.claim_mention.c, schema.figure
    rows = tx.connection.execute(
        select(_mention.c.id, _mention.c.speaker, _mention.c.via, *(figure.c[name] for name in FIGURE_WORDS))
        .join(schema.claim_mention, link.mention_id == _mention.c.id)
        .outerjoin(figure, figure.c.mention_id == _mention.c.id)
        .where(one_of(link.claim_id, words.marked), _BY_HAND)
    )
    for row in rows:
        words.things.add((Kind.READING, row.id))
        words.passages.add(row.id)
        words.add("speaker", row.speaker)
        words.add("via", row.via)
        for each in texts_of_figure(dict(row._mapping)):
            words.add(*each)


def _add_brought(tx: Tx, words: Words, event: Row[Any]) -> None:
    """What a report of another desk brought besides checks and sources, which the event names itself."""
    w, at = schema_work, event.at
    revision, mine = w.check_revision.c, words.claims
    for table, fields in (
        (w.comment, ("text",)),
        (w.publication, ("place",)),
        (w.public_correction, ("was", "now", "why", "public_note")),
        (w.draft, ("rationale",)),
    ):
        of = one_of(table.c.claim_id, mine)
        _add_rows(tx, words, select(*(table.c[name] for name in fields)).where(of, table.c.at <= at))
    reviews = select(w.review.c.comment).join(w.check_revision, revision.id == w.review.c.revision_id)
    _add_rows(tx, words, reviews.where(one_of(revision.claim_id, mine), w.review.c.at <= at))
    link = schema.claim_mention.c
    rows = tx.connection.execute(
        select(_correction.c.mention_id, _correction.c.speaker, _correction.c.via)
        .join(schema.claim_mention, link.mention_id == _correction.c.mention_id)
        .where(one_of(link.claim_id, mine), _correction.c.at <= at)
    )
    for mention_id, speaker, via in rows:
        words.things.add((Kind.READING, mention_id))
        words.passages.add(mention_id)  # a report has the passage as it was read last, and that it was corrected
        words.add("speaker", speaker)
        words.add("via", via)
    assigned = tx.connection.execute(
        select(schema.claim.c.id, schema.claim.c.assignee).where(one_of(schema.claim.c.id, mine))
    )
    for claim_id, assignee in assigned:
        if assignee is not None and not _was_assigned_since(tx, claim_id):
            words.things.add((Kind.ASSIGNMENT, claim_id))
            words.add("assignee", assignee)


def _add_rows(tx: Tx, words: Words, query: Any) -> None:
    for row in tx.connection.execute(query):
        for name, text in row._mapping.items():
            words.add(name, text)


def _was_assigned_since(tx: Tx, claim_id: int) -> bool:
    payload, begin = schema_work.audit_payload.c.payload, f'["{Kind.ASSIGNMENT.value}",{claim_id},'
    return tx.connection.execute(select(1).where(func.instr(payload, begin) > 0).limit(1)).first() is not None


def _leave_out_what_was_found(tx: Tx, words: Words) -> None:
    """A corrected figure says again what it counts: that was found in the article."""
    figure = schema.figure
    rows = tx.connection.execute(
        select(*(figure.c[name] for name in FIGURE_WORDS)).where(
            one_of(figure.c.mention_id, set(ids_of(words, Kind.READING)) - words.passages)
        )
    )
    for row in rows:
        words.names -= {text for _, text in texts_of_figure(dict(row._mapping))}


def _leave_out_first_details(tx: Tx, words: Words) -> None:
    """What an article was called when it came in is its own; what it was before somebody changed it first."""
    event, payload = schema_work.audit_event.c, schema_work.audit_payload.c
    for article_id in ids_of(words, Kind.DETAILS):
        first = tx.connection.execute(
            select(payload.payload)
            .select_from(schema_work.audit_event)
            .outerjoin(schema_work.audit_payload, payload.event_id == event.id)
            .where(event.action == DETAILING, event.subject == f"article {article_id}")
            .order_by(event.id)
            .limit(1)
        ).scalar()
        for move in json.loads(first)["moves"] if first is not None else ():
            if (move[0], move[1]) == (Kind.DETAILS, article_id):
                words.names -= {text for _, text in texts_of(Kind.DETAILS, move[2])}


def _add_carried(tx: Tx, words: Words) -> None:
    """The same passages in other versions of their articles, also in those that were given up again: corrections
    went over with their moment, and what was marked by hand with its words. Whoever wrote the same elsewhere did
    that themselves."""
    mine, other, mentions = _correction.alias(), _correction.alias(), ids_of(words, Kind.READING)
    corrections = (
        select(mine.c.mention_id, other.c.mention_id)
        .join(
            other, and_(mine.c.at == other.c.at, mine.c.by == other.c.by, mine.c.mention_id != other.c.mention_id)
        )
        .where(one_of(mine.c.mention_id, mentions))
    )
    words.things |= {(Kind.READING, each) for each in _in_versions(tx, corrections)}
    piece, copy, marked = schema.mention_piece, schema.mention_piece.alias(), _mention.alias()
    copies = (
        select(marked.c.id, _mention.c.id)
        .join(copy, copy.c.mention_id == _mention.c.id)
        .join(piece, and_(piece.c.text == copy.c.text, piece.c.number == copy.c.number))
        .join(marked, marked.c.id == piece.c.mention_id)
        .where(one_of(piece.c.mention_id, words.passages), _BY_HAND)
        .where(_mention.c.speaker.is_(marked.c.speaker), _mention.c.via.is_(marked.c.via))
    )
    copied = _in_versions(tx, copies)
    words.passages |= copied
    words.things |= {(Kind.READING, each) for each in copied}


def _in_versions(tx: Tx, pairs: Select[Any]) -> set[int]:
    """The second of those pairs of mentions that stand in two versions of one article."""
    version = schema.article_version.c
    found = list(tx.connection.execute(pairs.distinct()))
    ids = {each for pair in found for each in pair}
    rows = tx.connection.execute(
        select(_mention.c.id, version.article_id)
        .join(schema.article_version, version.id == _mention.c.version_id)
        .where(one_of(_mention.c.id, ids))
    )
    article = {mention_id: article_id for mention_id, article_id in rows}
    earlier = {each: version_chain.earlier_than(tx.connection, each) for each in set(article.values())}
    return {
        second
        for first, second in found
        if article[second] in earlier[article[first]] or article[first] in earlier[article[second]]
    }


def _spoken_elsewhere(tx: Tx, words: Words) -> set[str]:
    """The folded names by which speakers are called for another reason than what was written to these passages."""
    mentions = ids_of(words, Kind.READING)
    queries = (
        select(_mention.c.speaker).where(not_(one_of(_mention.c.id, words.passages))),
        select(_correction.c.speaker).where(not_(one_of(_correction.c.mention_id, mentions))),
        select(schema.found_speaker.c.name),
    )
    return {fold(name) for query in queries for name in tx.connection.execute(query.distinct()).scalars() if name}


def _called(tx: Tx, folded: set[str]) -> set[int]:
    """The speakers who have, or had before they were merged, one of these names."""
    if not folded:
        return set()
    speaker = schema.speaker.c
    shown = {of for of, name in tx.connection.execute(select(speaker.id, speaker.name)) if fold(name) in folded}
    known = select(_names.c.speaker_id).where(_names.c.folded.in_(sorted(folded)))
    return shown | set(tx.connection.execute(known).scalars())


# --- taking them out -------------------------------------------------------------------------------------------


def take_out(tx: Tx, words: Words) -> None:
    """Write `WITHHELD` where the names stand. The triggers of `CHANGED` must be lifted."""
    if not words.names:
        return
    readings, article = ids_of(words, Kind.READING), schema.article
    corrections = select(_correction.c.id).where(one_of(_correction.c.mention_id, readings))
    for table, fields, where in (
        (_correction, ("speaker", "via"), one_of(_correction.c.mention_id, readings)),
        (schema.correction_figure, FIGURE_WORDS, schema.correction_figure.c.correction_id.in_(corrections)),
        (_mention, ("speaker", "via"), one_of(_mention.c.id, words.passages)),
        (schema.figure, FIGURE_WORDS, one_of(schema.figure.c.mention_id, words.passages)),
        (article, TYPED[Kind.DETAILS], one_of(article.c.id, ids_of(words, Kind.DETAILS))),
        (
            schema.article_version,
            ("name",),
            one_of(schema.article_version.c.article_id, ids_of(words, Kind.ARTICLE)),
        ),
        (schema.claim, ("assignee",), one_of(schema.claim.c.id, ids_of(words, Kind.ASSIGNMENT))),
    ):
        _mark(tx, table, fields, where, {fold(name) for name in words.names})
    for speaker_id in ids_of(words, Kind.SPEAKER):
        _take_from(tx, speaker_id, words.own)
    for mention_id in readings:
        _refresh(tx, mention_id)
    search.rebuild(tx.connection)
    tx.articles.update(ids_of(words, Kind.DETAILS))
    tx.speakers_changed = tx.queues_changed = True


def _mark(tx: Tx, table: Table, fields: Iterable[str], where: ColumnElement[bool], names: set[str]) -> None:
    keys = list(table.primary_key.columns)
    columns = [table.c[name] for name in fields]
    for row in tx.connection.execute(select(*keys, *columns).where(where)).all():
        values = {
            column.name: now
            for column in columns
            if (now := _without(row._mapping[column.name], names, table)) != row._mapping[column.name]
        }
        if values:
            this = and_(*(key == row._mapping[key.name] for key in keys))
            tx.connection.execute(update(table).where(this).values(values))


def _without(value: Any, names: set[str], table: Table) -> Any:
    """The value of a column without the names. Nobody is assigned any more: the mark would be a person's name."""
    if isinstance(value, list):
        return [_without(each, names, table) for each in value]
    if not isinstance(value, str) or fold(value) not in names:
        return value
    return None if table is schema.claim else WITHHELD


def _take_from(tx: Tx, speaker_id: int, own: set[str]) -> None:
    """Take the names from a speaker, who goes by another that an article has, if there is one."""
    speaker, claim = schema.speaker, schema.claim
    mine = _names.c.speaker_id == speaker_id
    tx.connection.execute(delete(_names).where(mine, _names.c.folded.in_(sorted(own))))
    shown = tx.connection.execute(select(speaker.c.name).where(speaker.c.id == speaker_id)).scalar_one()
    if fold(shown) not in own:
        return
    left = select(_names.c.name).where(mine).order_by(_names.c.scope, _names.c.folded)
    known = speakers.Known(speaker_id, tx.connection.execute(left).scalar() or WITHHELD)
    tx.connection.execute(update(speaker).where(speaker.c.id == speaker_id).values(name=known.name))
    rows = tx.connection.execute(
        select(claim.c.id, claim.c.article_id, claim.c.words, claim.c.folded).where(
            claim.c.speaker_id == speaker_id
        )
    ).all()
    for row in rows:
        now = fold(f"{row.words}\n{known.name}")
        values = effective.known_as(known) | {"folded": now}
        tx.connection.execute(update(claim).where(claim.c.id == row.id).values(values))
        search.change(tx, row.id, row.folded, now)
        tx.touch(row.id, row.article_id)


def _refresh(tx: Tx, mention_id: int) -> None:
    claim = schema.claim.c
    articles = select(claim.article_id).where(claim.mention_id == mention_id).distinct()
    if effective.passage(tx.connection, mention_id).speaker == WITHHELD:
        for article_id in tx.connection.execute(articles).scalars().all():
            _withheld_in(tx, article_id)
    for claim_id, article_id in effective.refresh(tx, mention_id):
        tx.touch(claim_id, article_id)


def _withheld_in(tx: Tx, article_id: int) -> None:
    """The speaker of what was withheld in one article."""
    folded = fold(WITHHELD)
    known = select(_names.c.speaker_id).where(_names.c.folded == folded, _names.c.scope == article_id)
    if tx.connection.execute(known).first() is None:
        number = tx.insert(schema.speaker, name=WITHHELD, kind=SpeakerKind.UNNAMED)
        tx.insert_many(_names, [{"folded": folded, "scope": article_id, "speaker_id": number, "name": WITHHELD}])
