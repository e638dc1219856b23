"""Who is what on a desk, and whether one person may be all of it.

On a desk that is a file people are who they say they are; what is held here keeps honest people from mistakes, and
the audit trail says who set it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import func, select, update

from core.checking import life
from core.checking.desk_people import capacity_of, require_lead, require_role
from core.errors import UserError
from core.records import Capacity, PersonRow
from db import review_work, schema, schema_work
from db.codec import clean
from db.effective import check_storable
from db.operations.base import AnsweredOperation
from db.review_work import RENAMING
from db.things import Kind
from db.transaction import Move, Tx

SETTING_CAPACITY = "set capacity"
"""What the record calls it when it is said what somebody is on the desk: the action of `SetCapacity`."""


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

    action: ClassVar[str] = SETTING_CAPACITY
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
class RenamePerson(AnsweredOperation):
    """Put a person's name right. What they did is theirs under the new name, in the window and in reports; the
    events of the audit trail, and with them the histories, keep the name that they were signed with.

    It is no merging: whoever the new name belongs to stays another person. Raises `UserError` S-DESK-LEAD,
    S-DESK-PERSON for a name that is nobody's, somebody else's or empty.
    """

    action: ClassVar[str] = RENAMING
    clears_redo: ClassVar[bool] = False
    name: str
    new_name: str

    def apply(self, tx: Tx) -> str:
        _require_lead(tx)
        name = clean(" ".join(self.new_name.split()))
        if not name:
            raise UserError("S-DESK-PERSON", "A person needs a name; enter it.")
        check_storable("The name", name)
        people = review_work.people(tx.connection)
        mine = [row for row in people if life.same_person(row.name, self.name)]
        if not mine:
            raise UserError("S-DESK-PERSON", f"Nobody on this desk is called {self.name}; choose somebody who is.")
        if len(mine) > 1:
            spelled = " and ".join(f"“{row.name}”" for row in mine)
            raise UserError("S-DESK-PERSON", f"{spelled} are one person on this desk and cannot be renamed.")
        [before] = mine
        if before.name == name:
            return ""
        _refuse_taken(tx, before.id, name, people)
        person = schema.person
        tx.connection.execute(update(person).where(person.c.id == before.id).values(name=name))
        self._rename_assignments(tx, name)
        tx.wrote = True
        tx.subject = "desk"
        tx.facts["renamed"] = {"person": before.id, "before": before.name, "after": name}
        return ""

    def _rename_assignments(self, tx: Tx, name: str) -> None:
        """Claims, and steps of undo, name who is to check by the name itself."""
        claim, step = schema.claim, schema_work.undo_step
        rows = tx.connection.execute(
            select(claim.c.id, claim.c.article_id, claim.c.assignee).where(claim.c.assignee.is_not(None))
        ).all()
        for row in rows:
            if life.same_person(row.assignee, self.name):
                tx.connection.execute(update(claim).where(claim.c.id == row.id).values(assignee=name))
                tx.touch(row.id, row.article_id)
                tx.queues_changed = True
        assigning = func.instr(step.c.moves, f'["{Kind.ASSIGNMENT.value}",') > 0
        for step_id, kept in tx.connection.execute(select(step.c.id, step.c.moves).where(assigning)).all():
            moves = [self._renamed(Move.from_json(move), name).to_json() for move in kept]
            tx.connection.execute(update(step).where(step.c.id == step_id).values(moves=moves))

    def _renamed(self, move: Move, name: str) -> Move:
        if move.kind is not Kind.ASSIGNMENT:
            return move
        before, after = (
            {"assignee": name} if life.same_person(each["assignee"] or "", self.name) else each
            for each in (move.before, move.after)
        )
        return Move(move.kind, move.id, before, after)


def _refuse_taken(tx: Tx, person_id: int, name: str, people: list[PersonRow]) -> None:
    """Raises `UserError` S-DESK-PERSON where the name is or was somebody else's: who did what would be mixed."""
    other = next((row.name for row in people if row.id != person_id and life.same_person(row.name, name)), None)
    if other is not None:
        raise UserError(
            "S-DESK-PERSON",
            f"There is {other} on this desk already, and two people are not made one: what each did and who "
            "approved whose checks could not be told apart. Choose another name.",
        )
    if any(of != person_id and life.same_person(was, name) for _, of, was in review_work.renamings(tx.connection)):
        raise UserError(
            "S-DESK-PERSON",
            f"{name} was another person’s name on this desk, and they signed with it; choose another.",
        )


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
