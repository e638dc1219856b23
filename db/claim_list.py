"""Lists of claims: ids for a filter and an order, and rows for ids, on the covering indexes of `claim`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, case, false, func, literal_column, or_, select, true

from core.checking import dismissal
from core.checking.coverage import QUEUE_STATES
from core.checking.dismissal import Chosen, Dismissal
from core.checking.life import same_person
from core.figures import phrase
from core.records import ClaimFilter, ClaimState, Decision, ListedClaim, MentionKind, Order, Queue
from db import schema, schema_work, search, search_query, sentences
from db.codec import STATE_RANK, chunks, fold
from db.effective import given_to_narration, guessed_speakers
from db.in_passing import LISTED, PASSED_BY, PASSED_BY_INDEXED, listing
from db.review_work import spellings
from db.schema import SHOWN, claim

_c = claim.c

_NEAR = phrase.MOST_AFTER + 30
"""Characters of a sentence that are looked at beside a figure: more than is shown of them, with a long word."""

_Order = tuple[tuple[Any, bool], ...]
"""Columns and whether each rises."""

_PLACE = ((_c.article_id, False), (_c.start, True), (_c.id, True))
"""By position: the newest article first, as the list of articles has them."""

_ORDERS: dict[Order, _Order] = {
    Order.POSITION: _PLACE,
    Order.CHECKWORTHY: ((_c.checkworthy, False), *_PLACE),
    Order.SPEAKER: ((_c.speaker_sort, True), *_PLACE),
    Order.STATE: ((_c.state_rank, True), *_PLACE),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of claims for the chips of a list, or for a part of it."""

    total: int = 0
    quotes: int = 0
    """Those of the queue that are quotes, whatever kind the filter asks for; likewise figures and in passing."""
    figures: int = 0
    in_passing: int = 0
    to_check: int = 0
    """Those still to check of the kinds that the filter asks for, whatever queue it asks for."""
    below: int | None = None
    """The article id below which the rest is still to be counted; None where nothing is left."""


def conditions(connection: Connection, chosen: ClaimFilter) -> list[Any]:
    """The filter as conditions on `claim`."""
    around = _around(connection, chosen)
    found, few = around.conditions, around.few
    mine = None if few or chosen.article_id is not None else _few_chosen(connection, chosen)
    if mine is not None:
        found.append(search_query.among(mine))
        few = True
    found += [listing(chosen.in_passing), _in_queue(connection, chosen)]
    if not chosen.quotes:
        found.append(literal_column("claim.is_figure") if few else _c.is_figure == True)  # noqa: E712
    if not chosen.figures:
        found.append(literal_column("NOT claim.is_figure") if few else _c.is_figure == False)  # noqa: E712
    return [_shown(few), *found]


def _around(connection: Connection, chosen: ClaimFilter) -> search_query.Found:
    """The filter without its queue and kinds."""
    found = search_query.conditions(connection, chosen.text)
    if chosen.article_id is not None:
        found.conditions.append(_c.article_id == chosen.article_id)
    if chosen.speaker_id is not None:
        found.conditions.append(_c.speaker_id == chosen.speaker_id)
    if chosen.assignee is None:
        return found
    assigned = _assigned_to(connection, chosen.assignee)
    mine = search_query.few(connection, select(_c.id).where(assigned, _c.shown == True))  # noqa: E712
    found.conditions.append(assigned if mine is None else search_query.among(mine))
    return search_query.Found(found.conditions, found.few or mine is not None)


def _assigned_to(connection: Connection, name: str) -> Any:
    """That a claim is assigned to somebody, however their name was typed."""
    typed = connection.execute(select(_c.assignee).where(_c.assignee.is_not(None)).distinct()).scalars()
    spellings = [each for each in typed if same_person(each, name)]
    return _c.assignee == (spellings or [name])[0] if len(spellings) < 2 else _c.assignee.in_(spellings)


def _in_queue(connection: Connection, chosen: ClaimFilter) -> Any:
    """That a claim is in the chosen queue; of what was returned, only what was returned to whom it says."""
    in_state = _state_in(chosen.queue)
    if chosen.queue is not Queue.RETURNED or chosen.returned_to is None:
        return in_state
    return and_(in_state, _is_theirs(connection, chosen.returned_to))


def _is_theirs(connection: Connection, name: str) -> Any:
    """That a claim is assigned to somebody, or its check is theirs as it stands."""
    revision = schema_work.check_revision.c
    by_them = revision.by.in_(spellings(connection, name))
    checked = select(revision.id).where(revision.id == _c.check_id, by_them)
    return or_(_assigned_to(connection, name), checked.correlate(schema.claim).exists())


def _shown(few: bool) -> Any:
    """That a claim is on the desk, written so that the list is entered by an index in its order, or, where few
    claims are named, by these."""
    return SHOWN if few else _c.shown == True  # noqa: E712


def _state_in(queue: Queue) -> Any:
    return true() if queue is Queue.ALL else _c.state.in_(sorted(QUEUE_STATES[queue]))


def _few_chosen(connection: Connection, chosen: ClaimFilter) -> list[int] | None:
    """The claims in passing, or those of the queue, where they are few: a list in order would be walked to its end
    for them."""
    if chosen.in_passing:
        return search_query.few(connection, select(_c.id).where(SHOWN, *PASSED_BY_INDEXED))
    if chosen.queue is Queue.ALL:
        return None
    ranks = sorted(STATE_RANK[state] for state in QUEUE_STATES[chosen.queue])
    return search_query.few(
        connection,
        select(_c.id).where(_c.shown == True, _c.state_rank.in_(ranks)),  # noqa: E712
    )


def ids(connection: Connection, chosen: ClaimFilter, limit: int | None, after: int | None) -> list[int]:
    """Ids in order; those behind the claim `after` in that order, if given."""
    order = _ORDERS[chosen.order]
    where = conditions(connection, chosen)
    if after is None:
        return _range(connection, where, order, limit)
    place = _place_of(connection, order, after)
    found: list[int] = []
    for further in _behind(order, place) if place is not None else ():
        left = None if limit is None else limit - len(found)
        if left == 0:
            break
        found += _range(connection, [*where, *further], order, left)
    return found


def _range(connection: Connection, where: list[Any], order: _Order, limit: int | None) -> list[int]:
    query = select(_c.id).where(*where).order_by(*(column if rises else column.desc() for column, rises in order))
    if limit is not None:
        query = query.limit(limit)
    return list(connection.execute(query).scalars())


def _place_of(connection: Connection, order: _Order, claim_id: int) -> tuple[Any, ...] | None:
    row = connection.execute(select(*(column for column, _ in order)).where(_c.id == claim_id)).first()
    return None if row is None else tuple(row)


def _behind(order: _Order, place: tuple[Any, ...]) -> list[list[Any]]:
    """What lies behind `place` in parts that follow each other, each entered and read along the index.

    One condition for all of it would have the index walked from the first row that shares the first column: on a
    desk whose claims are all suggestions that is the whole list before.
    """
    parts: list[list[Any]] = []
    for depth in reversed(range(len(order))):
        column, rises = order[depth]
        same = [each == value for (each, _), value in zip(order[:depth], place[:depth], strict=True)]
        parts.append([*same, column > place[depth] if rises else column < place[depth]])
    return parts


def places(connection: Connection, chosen: ClaimFilter, wanted: list[int]) -> dict[int, int | None]:
    """Which of some claims the filter shows, the last in its order first, each with the claim that follows it.

    None follows the last claim of the list.
    """
    order = _ORDERS[chosen.order]
    where = [*conditions(connection, chosen), search_query.among(wanted)]
    where[0] = SHOWN
    shown = _range(connection, where, order, None)
    return {claim: next(iter(ids(connection, chosen, 1, claim)), None) for claim in reversed(shown)}


def tally(connection: Connection, chosen: ClaimFilter, below: int | None, most: int) -> Tally:
    """What the chips of a list say, counted over about `most` claims of the articles below the id `below`.

    A filter that names its claims is counted at once.
    """
    around = _around(connection, chosen)
    narrow = around.few or chosen.article_id is not None or chosen.speaker_id is not None
    end = None if narrow else _end_of_part(connection, below, most)
    where = [_shown(around.few), *around.conditions]
    if below is not None:
        where.append(_c.article_id < below)
    if end is not None:
        where.append(_c.article_id >= end)
    in_queue = _in_queue(connection, chosen)
    kinds = [kind for kind, wanted in ((~_c.is_figure, chosen.quotes), (_c.is_figure, chosen.figures)) if wanted]
    of_kind = and_(or_(false(), *kinds), listing(chosen.in_passing))
    counted = connection.execute(
        select(
            _sum(and_(of_kind, in_queue)),
            _sum(and_(~_c.is_figure, LISTED, in_queue)),
            _sum(and_(_c.is_figure, LISTED, in_queue)),
            _sum(and_(PASSED_BY, in_queue)),
            _sum(and_(_state_in(Queue.TO_CHECK), of_kind)),
        ).where(*where)
    ).one()
    return Tally(*counted, below=end)


def _sum(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _end_of_part(connection: Connection, below: int | None, most: int) -> int | None:
    """The lowest article id of the next part of about `most` claims; None where the rest is one part."""
    query = select(_c.article_id).where(_c.shown == True)  # noqa: E712 (SQL: the index begins with it)
    if below is not None:
        query = query.where(_c.article_id < below)
    return connection.execute(query.order_by(_c.article_id.desc()).offset(most).limit(1)).scalar()


def queues(connection: Connection, person: str | None = None) -> dict[Queue, int]:
    """How many claims each queue holds; with a person, what was returned to them."""
    states = connection.execute(
        # By rank and not by state: that is how the index has them, so that nothing is sorted.
        select(_c.state_rank, func.count()).where(_c.shown, LISTED).group_by(_c.state_rank)
    ).all()
    by_rank = {rank: number for rank, number in states}
    found = {queue: sum(by_rank.get(STATE_RANK[state], 0) for state in QUEUE_STATES[queue]) for queue in Queue}
    if person is not None and found[Queue.RETURNED]:
        where = conditions(connection, ClaimFilter(queue=Queue.RETURNED, returned_to=person))
        found[Queue.RETURNED] = connection.execute(select(func.count()).where(*where)).scalar_one()
    return found


def rows(connection: Connection, wanted: list[int]) -> dict[int, ListedClaim]:
    """The rows of those of the wanted claims that are on the desk, by id."""
    found = [row for row in connection.execute(_rows(wanted)) if row.shown]
    figures = [row for row in found if row.kind is MentionKind.FIGURE]
    around = _around_figures(connection, figures)
    guessed = guessed_speakers(connection, [row.mention_id for row in found if row.speaker is not None])
    listed = {}
    for row in found:
        before, after, quoted = around.get(row.id, ("", "", False))
        shown: tuple[Any, ...] = (*row[:-3], quoted, before, after, row.mention_id in guessed)
        listed[row.id] = ListedClaim(*shown)
    return listed


def _rows(wanted: list[int]) -> Select[Any]:
    return select(
        _c.id,
        _c.article_id,
        _c.kind,
        _c.words,
        _c.speaker,
        _c.via,
        _c.state,
        _c.said,
        _c.so,
        _c.start,
        _c.checkworthy,
        _c.set_aside,
        _c.assignee,
        _c.version_id,
        _c.mention_id,
        # Not a condition: with many ids SQLite would take it for a reason to walk an index on it instead.
        _c.shown,
    ).where(_c.id.in_(wanted))


def _around_figures(connection: Connection, figures: list[Any]) -> dict[int, tuple[str, str, bool]]:
    """The words before each figure and after it, and whether it is somebody's in a quote."""
    version, mention = schema.article_version.c, schema.mention.c
    texts: dict[int, str] = {}
    # Each text once and not a part for each claim: SQLite would walk it from its start every time.
    for some in chunks(list({row.version_id for row in figures})):
        texts |= {
            i: text for i, text in connection.execute(select(version.id, version.text).where(version.id.in_(some)))
        }
    quoted: set[int] = set()
    for some in chunks([row.id for row in figures]):
        inside = select(_c.id, _c.mention_id).join(schema.mention, mention.id == _c.mention_id)
        within = connection.execute(inside.where(_c.id.in_(some), mention.inside_id.is_not(None))).all()
        given = given_to_narration(connection, [row.mention_id for row in within])
        quoted.update(row.id for row in within if row.mention_id not in given)
    found = {}
    for row in figures:
        text, end = texts[row.version_id], row.start + len(row.words)
        # A figure in pieces, or over a line's end, stands elsewhere than its words say.
        whole = text[row.start : end] == row.words
        sides = phrase.around(*sentences.around(text, row.start, end, _NEAR)) if whole else ("", "")
        found[row.id] = (*sides, row.id in quoted)
    return found


def approved_once(connection: Connection, ids: Iterable[int]) -> set[int]:
    """Those of the claims whose check was approved or published at any time."""
    revision, review, publication = schema_work.check_revision.c, schema_work.review.c, schema_work.publication.c
    approved = select(revision.claim_id).join(schema_work.review, review.revision_id == revision.id)
    approved = approved.where(review.decision == Decision.APPROVED)
    found: set[int] = set()
    for some in chunks(list(ids)):
        found |= set(connection.execute(approved.where(revision.claim_id.in_(some))).scalars())
        published = select(publication.claim_id).where(publication.claim_id.in_(some))
        found |= set(connection.execute(published).scalars())
    return found


def same_words(connection: Connection, claim_id: int) -> list[int]:
    """The suggestions with exactly the words of this claim and its kind, itself first; in passing only beside one
    that is."""
    passed_by = PASSED_BY.label("passed_by")
    mine = connection.execute(select(_c.words, _c.kind, passed_by).where(_c.id == claim_id)).first()
    if mine is None:
        return []
    found = connection.execute(
        select(_c.id)
        .where(
            search.holds(fold(mine.words)),
            _c.words == mine.words,
            _c.kind == mine.kind,
            SHOWN,
            listing(bool(mine.passed_by)),
            _c.state == ClaimState.SUGGESTED,
        )
        .order_by(_c.id != claim_id, _c.id)
    )
    return list(found.scalars())


def to_dismiss(connection: Connection, ids: Iterable[int]) -> Dismissal:
    """What dismissing these claims comes to; those no longer on the desk are not counted."""
    wanted = list(dict.fromkeys(ids))
    states: dict[int, ClaimState] = {}
    for some in chunks(wanted):
        rows = connection.execute(select(_c.id, _c.state).where(_c.id.in_(some), _c.shown)).all()
        states |= {row.id: row.state for row in rows}
    approved = approved_once(connection, wanted) if len(wanted) == 1 else set()
    return dismissal.of(Chosen(i, states[i], i in approved) for i in wanted if i in states)


def untouched(connection: Connection, ids: Iterable[int]) -> list[int]:
    """Those of the claims, in their order, that wait to be checked and that nobody has worked on, typed about or
    set aside. Whoever rates a claim, writes of it or adds a source moves it on; undo takes that back."""
    wanted = list(dict.fromkeys(ids))
    draft = select(schema_work.draft.c.claim_id).where(schema_work.draft.c.claim_id == _c.id).exists()
    waiting = (ClaimState.SUGGESTED, ClaimState.OPEN)
    found: set[int] = set()
    for some in chunks(wanted):
        query = select(_c.id).where(_c.id.in_(some), SHOWN, _c.state.in_(waiting), ~_c.set_aside)
        found |= set(connection.execute(query.where(~draft)).scalars())
    return [claim_id for claim_id in wanted if claim_id in found]


def figures_beside(connection: Connection, claim_id: int) -> list[int]:
    """The other figures of the sentence that a claim begins in, of the same unit, in the order of the text.

    What is said of a count seldom holds for the sum of money or the day beside it.
    """
    version = schema.article_version.c
    here = connection.execute(
        select(_c.version_id, _c.start, _c.figure_unit, version.text)
        .join(schema.article_version, version.id == _c.version_id)
        .where(_c.id == claim_id)
    ).first()
    if here is None:
        return []
    spans = (span for span in sentences.spans(here.text) if span[0] <= here.start < span[1])
    start, end = next(spans, (here.start, here.start + 1))
    figures = select(_c.id).where(
        _c.version_id == here.version_id, SHOWN, _c.is_figure, _c.start >= start, _c.start < end, _c.id != claim_id
    )
    if here.figure_unit is not None:
        figures = figures.where(_c.figure_unit == here.figure_unit)
    return list(connection.execute(figures.order_by(_c.start, _c.id)).scalars())
