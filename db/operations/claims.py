"""What becomes of claims: accepted, dismissed, taken back, set aside, assigned. Several are one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import Row, select

from core.checking import life
from core.errors import UserError
from core.records import DismissReason
from db import claim_list, review_work, schema, schema_work
from db.effective import check_storable
from db.operations.base import PersonOperation
from db.queries import Queries
from db.things import Kind
from db.transaction import Tx

LONGEST_NAME = 80
"""Characters of a person's name."""


def _each(
    tx: Tx,
    claim_ids: Iterable[int],
    change: Callable[[Row[Any]], dict[str, Any]],
    said: str,
    kind: Kind = Kind.CLAIM,
) -> int:
    """Change every claim that is there and can be, and return how many. Raises what the last one raised if none
    could."""
    done, refusal = 0, None
    ids = tuple(dict.fromkeys(claim_ids))
    for claim_id in ids:
        try:
            row = tx.claim(claim_id)
            values = change(row)
        except UserError as error:
            refusal = error
            continue
        tx.focus_claim = tx.focus_claim or claim_id
        if tx.put(kind, claim_id, **values):
            tx.touch(claim_id, row.article_id, said)
            done += 1
    if refusal is not None and done == 0:
        raise refusal
    tx.subject = f"claim {ids[0]}" if len(ids) == 1 else f"{done} claims"
    return done


def _label(verb: str, count: int) -> str:
    if count == 0:
        return ""
    return f"{verb} claim" if count == 1 else f"{verb} {count} claims"


@dataclass(frozen=True, slots=True)
class AcceptClaims(PersonOperation):
    """Make suggestions open claims. Of several, those that are no suggestions stay as they are."""

    action: ClassVar[str] = "accept"
    claim_ids: tuple[int, ...]

    def apply(self, tx: Tx) -> str:
        def change(row: Row[Any]) -> dict[str, Any]:
            return {"state": life.move(row.state, life.Action.ACCEPT).value, "set_aside": False}

        return _label("accept", _each(tx, self.claim_ids, change, "accepted"))


@dataclass(frozen=True, slots=True)
class DismissClaims(PersonOperation):
    """Dismiss claims, with the reason: suggestions, and what was worked on but never approved, with its work.

    Raises `UserError` S-LIFE-MOVE, S-LIFE-APPROVED if none of them can be.
    """

    action: ClassVar[str] = "dismiss"
    claim_ids: tuple[int, ...]
    reason: DismissReason

    def apply(self, tx: Tx) -> str:
        reason = DismissReason(self.reason)
        approved = claim_list.approved_once(tx.connection, self.claim_ids)

        def change(row: Row[Any]) -> dict[str, Any]:
            details = life.Details(actor=tx.actor, reason=reason, approved_before=row.id in approved)
            state = life.carry_out(row.state, life.Action.DISMISS, life.Role.CHECKER, details)
            return {"state": state.value, "dismissed_because": reason.value, "set_aside": False}

        words = reason.value.replace("-", " ")
        return _label("dismiss", _each(tx, self.claim_ids, change, f"dismissed: {words}"))


@dataclass(frozen=True, slots=True)
class RestoreClaims(PersonOperation):
    """Take dismissed claims back: they are suggestions again, or go on where they were worked on."""

    action: ClassVar[str] = "restore"
    claim_ids: tuple[int, ...]

    def apply(self, tx: Tx) -> str:
        def change(row: Row[Any]) -> dict[str, Any]:
            life.move(row.state, life.Action.RESTORE)
            by_hand, worked_on = _standing(tx, row)
            state = life.after_restore(by_hand=by_hand, worked_on=worked_on)
            return {"state": state.value, "dismissed_because": None}

        return _label("take back", _each(tx, self.claim_ids, change, "taken back"))


def _standing(tx: Tx, row: Row[Any]) -> tuple[bool, bool]:
    """Whether a person marked the claim, and whether it has a check or sources."""
    mention, evidence = schema.mention.c, schema_work.evidence.c
    analysis = tx.connection.execute(select(mention.analysis_id).where(mention.id == row.mention_id)).scalar()
    sources = tx.connection.execute(select(evidence.id).where(evidence.claim_id == row.id).limit(1)).first()
    return analysis is None, row.check_id is not None or sources is not None


@dataclass(frozen=True, slots=True)
class SetAside(PersonOperation):
    """Flag suggestions to be looked at later, or take the flag off. Their state stays."""

    action: ClassVar[str] = "set aside"
    claim_ids: tuple[int, ...]
    aside: bool

    def apply(self, tx: Tx) -> str:
        def change(row: Row[Any]) -> dict[str, Any]:
            if self.aside and not life.can_set_aside(row.state):
                raise UserError(
                    "S-CLAIM-ASIDE",
                    f"Only suggestions can be set aside; this claim is {life.STATE_WORDS[row.state]}.",
                )
            return {"set_aside": self.aside}

        said = "set aside" if self.aside else "no longer set aside"
        return _label("set aside" if self.aside else "take up", _each(tx, self.claim_ids, change, said))


def _known_as(tx: Tx, name: str) -> str:
    """The name as the desk's people have it, also by one that was put right, or else those who are to check
    something; as it is where none has."""
    person = review_work.person_called(tx.connection, name)
    if person is not None:
        return person.name
    known = [each for each in Queries(tx.connection).assignees() if life.same_person(each, name)]
    return name if name in known else next(iter(known), name)


@dataclass(frozen=True, slots=True)
class AssignClaims(PersonOperation):
    """Say who is to check claims; None takes the assignment back. A name that is known is written as it is known.

    Raises `UserError` S-CLAIM-ASSIGNEE.
    """

    action: ClassVar[str] = "assign"
    claim_ids: tuple[int, ...]
    assignee: str | None

    def apply(self, tx: Tx) -> str:
        name = " ".join((self.assignee or "").split()) or None
        check_storable("The name", name or "")
        if name is not None and len(name) > LONGEST_NAME:
            raise UserError("S-CLAIM-ASSIGNEE", f"The name is longer than {LONGEST_NAME} characters; shorten it.")
        name = name and _known_as(tx, name)
        said = f"assigned to {name}" if name else "assigned to nobody"
        done = _each(tx, self.claim_ids, lambda _: {"assignee": name}, said, Kind.ASSIGNMENT)
        return _label(f"assign to {name}:" if name else "unassign", done)
