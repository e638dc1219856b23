"""What others have done since a step of undo came to its state, which undo and redo leave as it is.

What they took back themselves is nothing they did. All is read once for a step, however many things it moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from core.checking.life import same_person
from db import schema
from db.schema_work import StepState, undo_step
from db.things import Kind
from db.transaction import Move, Tx


def spellings(connection: Connection, name: str) -> list[int]:
    """The rows of a person: a desk of an earlier version can have one under two spellings."""
    person = schema.person.c
    return [row.id for row in connection.execute(select(person.id, person.name)) if same_person(row.name, name)]


def are_theirs(tx: Tx) -> ColumnElement[bool]:
    """Whether a step is of whoever acts."""
    return undo_step.c.by.in_(spellings(tx.connection, tx.actor))


def since(step: Row[Any]) -> ColumnElement[bool]:
    """Whether a step came to its state after this one did. Those of an earlier version have their order alone."""
    c = undo_step.c
    if step.event is not None:
        later: ColumnElement[bool] = c.event > step.event
        return later
    return or_(c.event.is_not(None), c.id > step.id)


class Others:
    """What others than whoever acts have done since the step came to its state."""

    def __init__(self, tx: Tx, step: Row[Any]) -> None:
        self._tx, self._step = tx, step

    def changed(self, kind: Kind, thing_id: int) -> str:
        """Who has changed the thing last; empty where nobody has."""
        return self._things.get((kind, thing_id), "")

    @cached_property
    def _things(self) -> dict[tuple[Kind, int], str]:
        found: dict[tuple[Kind, int], str] = {}
        for move, name in self._moves():
            if move.before != move.after:
                found.setdefault((move.kind, move.id), name)
        return found

    def _moves(self) -> Iterator[tuple[Move, str]]:
        """What their steps did and whose each is, the newest first."""
        c = undo_step.c
        steps = (
            select(c.moves, schema.person.c.name)
            .outerjoin(schema.person, schema.person.c.id == c.by)
            .where(
                since(self._step),
                c.id != self._step.id,
                c.state.in_((StepState.DONE, StepState.LAPSED)),
                or_(c.by.is_(None), ~are_theirs(self._tx)),
            )
            .order_by(c.event.desc(), c.id.desc())
        )
        for moves, name in self._tx.connection.execute(steps):
            for move in moves:
                yield Move.from_json(move), str(name or "somebody else")
