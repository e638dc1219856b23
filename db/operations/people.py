"""Who is what on a desk, and whether one person may be all of it.

On a desk that is a file people are who they say they are; what is held here keeps honest people from mistakes, and
the audit trail says who set it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select, update

from core.checking import life
from core.checking.desk_people import capacity_of, require_lead, require_role
from core.errors import UserError
from core.records import Capacity
from db import review_work, schema
from db.codec import clean
from db.operations.base import AnsweredOperation
from db.transaction import Tx


def acting_as(tx: Tx, role: life.Role) -> life.Role:
    """`role`, if the person who acts may act in it. Raises `UserError` S-LIFE-ROLE."""
    require_role(tx.actor, review_work.people(tx.connection), role)
    return role


def one_person(tx: Tx) -> bool:
    """Whether the desk is set to one person, who may approve what they checked."""
    return bool(tx.connection.execute(select(schema.desk.c.one_person)).scalar_one())


def _require_lead(tx: Tx) -> None:
    """Raises `UserError` S-DESK-LEAD where the desk has a lead and somebody else acts."""
    require_lead(tx.actor, review_work.desk_people(tx.connection).leads)


@dataclass(frozen=True, slots=True)
class SetCapacity(AnsweredOperation):
    """Say what somebody is on the desk. Raises `UserError` S-DESK-LEAD, S-DESK-PERSON."""

    action: ClassVar[str] = "set capacity"
    name: str
    capacity: Capacity | None

    def apply(self, tx: Tx) -> str:
        _require_lead(tx)
        name = clean(" ".join(self.name.split()))
        if not name:
            raise UserError("S-DESK-PERSON", "A person needs a name; enter it.")
        person, value = schema.person, None if self.capacity is None else self.capacity.value
        known = [row for row in review_work.people(tx.connection) if life.same_person(row.name, name)]
        before = capacity_of(name, known)
        if known and all(row.capacity is self.capacity for row in known):
            return ""
        if known:
            ids = [row.id for row in known]
            tx.connection.execute(update(person).where(person.c.id.in_(ids)).values(capacity=value))
        else:
            tx.insert(person, name=name, first_seen=tx.at, capacity=value)
        tx.wrote = True
        tx.subject = "desk"
        tx.facts["capacity"] = {"person": name, "before": before, "after": self.capacity}
        return ""


@dataclass(frozen=True, slots=True)
class SetOnePerson(AnsweredOperation):
    """Let one person be checker and editor; reports then say "not independently reviewed". Raises S-DESK-LEAD."""

    action: ClassVar[str] = "set one person"
    on: bool

    def apply(self, tx: Tx) -> str:
        _require_lead(tx)
        if one_person(tx) == self.on:
            return ""
        tx.connection.execute(update(schema.desk).values(one_person=self.on))
        tx.wrote = True
        tx.subject = "desk"
        tx.facts["one_person"] = self.on
        return ""
