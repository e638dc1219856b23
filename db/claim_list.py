"""Lists of claims: ids for a filter and an order, and rows for ids, on the covering indexes of `claim`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, and_, case, func, or_, select

from core.checking.coverage import QUEUE_STATES
from core.records import ClaimFilter, ClaimRow, Order, Queue
from db import search_query
from db.schema import claim

_c = claim.c

_PLACE = ((_c.article_id, False), (_c.start, True), (_c.id, True))
"""By position: the newest article first, as the list of articles has them. Column and whether it rises."""

_ORDERS: dict[Order, tuple[tuple[Any, bool], ...]] = {
    Order.POSITION: _PLACE,
    Order.CHECKWORTHY: ((_c.checkworthy, False), *_PLACE),
    Order.SPEAKER: ((_c.speaker_sort, True), *_PLACE),
    Order.STATE: ((_c.state_rank, True), *_PLACE),
}


def conditions(connection: Connection, chosen: ClaimFilter) -> list[Any]:
    """The filter as conditions on `claim`."""
    found: list[Any] = [_c.shown == True]  # noqa: E712 (SQL: the index begins with it)
    if chosen.queue is not Queue.ALL:
        found.append(_c.state.in_(sorted(QUEUE_STATES[chosen.queue])))
    if chosen.article_id is not None:
        found.append(_c.article_id == chosen.article_id)
    if chosen.speaker_id is not None:
        found.append(_c.speaker_id == chosen.speaker_id)
    if chosen.assignee is not None:
        found.append(_c.assignee == chosen.assignee)
    if not chosen.quotes:
        found.append(_c.is_figure == True)  # noqa: E712
    if not chosen.figures:
        found.append(_c.is_figure == False)  # noqa: E712
    return found + search_query.conditions(connection, chosen.text)


def ids(connection: Connection, chosen: ClaimFilter, limit: int | None, after: int | None) -> list[int]:
    """Ids in order; those behind the claim `after` in that order, if given."""
    order = _ORDERS[chosen.order]
    query = select(_c.id).where(*conditions(connection, chosen))
    if after is not None:
        place = connection.execute(select(*(column for column, _ in order)).where(_c.id == after)).first()
        if place is None:
            return []
        query = query.where(_behind(order, tuple(place)))
    query = query.order_by(*(column if rises else column.desc() for column, rises in order))
    if limit is not None:
        query = query.limit(limit)
    return list(connection.execute(query).scalars())


def _behind(order: tuple[tuple[Any, bool], ...], place: tuple[Any, ...]) -> Any:
    """Rows behind `place`. The condition begins on the first column, so that the index is entered there."""
    column, rises = order[0]
    value = place[0]
    further = column > value if rises else column < value
    if len(order) == 1:
        return further
    here_or_further = column >= value if rises else column <= value
    return and_(here_or_further, or_(further, _behind(order[1:], place[1:])))


def counts(connection: Connection, chosen: ClaimFilter) -> tuple[int, int, int]:
    figures = func.coalesce(func.sum(case((_c.is_figure, 1), else_=0)), 0)
    total, of_figures = connection.execute(
        select(func.count(), figures).where(*conditions(connection, chosen))
    ).one()
    return total, total - of_figures, of_figures


def rows(connection: Connection, wanted: list[int]) -> dict[int, ClaimRow]:
    found = connection.execute(
        select(
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
            # Not a condition: with many ids SQLite would take it for a reason to walk an index on it instead.
            _c.shown,
        ).where(_c.id.in_(wanted))
    )
    return {row.id: ClaimRow(*row[:-1]) for row in found if row.shown}
