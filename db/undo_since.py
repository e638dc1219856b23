"""What was done since a step of undo came to its state, which undo and redo leave as it is.

What somebody took back themselves is nothing they did. All is read once for a step, however many things it moves.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Row, Table, func, or_, select

from core.checking.life import same_person
from core.records import ClaimState
from db import comparison_rulings, review_work, schema, schema_work
from db.schema import claim
from db.schema_work import StepState, undo_step
from db.things import Kind
from db.transaction import Move, Tx

ANSWERED = (
    ClaimState.SUBMITTED,
    ClaimState.RETURNED,
    ClaimState.APPROVED,
    ClaimState.PUBLISHED,
    ClaimState.NEEDS_RECHECK,
)
"""States that were reached by sending: what led there is withdrawn, taken up again or corrected, not undone.

One that is being corrected is not among them: what is done in a correction is undone like anything else, and what
came before it lapsed when it was opened."""

_SENT = (*ANSWERED, ClaimState.CORRECTING)

_OF_CLAIMS = (Kind.CLAIM, Kind.CHECK, Kind.ASSIGNMENT, Kind.PLACE)
"""Things whose id is their claim's. Whatever an action does to a claim moves one of them or guards it."""

_NO_LABEL = '"label":""'
"""How the payload of an event has it that the action is no step of undo; quotes within its texts are escaped."""


def are_theirs(tx: Tx) -> ColumnElement[bool]:
    """Whether a step is of whoever acts."""
    return undo_step.c.by.in_(review_work.spellings(tx.connection, tx.actor))


def came_after(step: Row[Any]) -> ColumnElement[bool]:
    """Whether a step came to its state after this one did. Those of an earlier version have their order alone."""
    c = undo_step.c
    if step.event is not None:
        later: ColumnElement[bool] = c.event > step.event
        return later
    return or_(c.event.is_not(None), c.id > step.id)


class _Done(NamedTuple):
    """A move of a step that stands, and whose it is."""

    move: Move
    name: str
    mine: bool


class Since:
    """What was done since the step came to its state."""

    def __init__(self, tx: Tx, step: Row[Any]) -> None:
        self._tx, self._step = tx, step

    def changed(self, kind: Kind, thing_id: int) -> str:
        """Who else than whoever acts has changed the thing last; empty where nobody has."""
        return self._things.get((kind, thing_id), "")

    def works_on(self, claim_id: int) -> str:
        """Who else has worked on the claim, in whatever way; empty where nobody has."""
        return self._claims.get(claim_id, "")

    def works_in(self, article_id: int) -> str:
        """Who else has worked on the article or on a claim of it; empty where nobody has."""
        found = self.changed(Kind.DETAILS, article_id) or self.changed(Kind.EARLIER, article_id)
        of_claims = (self._claims[each] for each in self._in_article(article_id) if each in self._claims)
        return found or self._signed_off.get(article_id, "") or next(of_claims, "")

    def stays_on(self, claim_id: int) -> bool:
        """Whether whoever acts has done something about the claim that is not undone before this step: what they
        did waits or has lapsed, or the claim was sent, approved or published."""
        if claim_id in self._mine:
            return True
        state = select(claim.c.state).where(claim.c.id == claim_id)
        return claim_id in self._answered_by_me and self._tx.connection.execute(state).scalar_one() in _SENT

    def stays_in(self, article_id: int) -> bool:
        """Whether that is so of a claim of the article."""
        return any(self.stays_on(claim_id) for claim_id in self._in_article(article_id))

    def _in_article(self, article_id: int) -> list[int]:
        found = select(claim.c.id).where(claim.c.article_id == article_id).order_by(claim.c.id)
        return list(self._tx.connection.execute(found).scalars())

    # --- read once ---

    @cached_property
    def _moves(self) -> list[_Done]:
        """What steps that stand did, the newest first."""
        c = undo_step.c
        steps = (
            select(c.moves, schema.person.c.name, are_theirs(self._tx).label("mine"))
            .outerjoin(schema.person, schema.person.c.id == c.by)
            .where(came_after(self._step), c.id != self._step.id, c.state.in_((StepState.DONE, StepState.LAPSED)))
            .order_by(c.event.desc(), c.id.desc())
        )
        return [
            _Done(Move.from_json(move), name or "somebody else", bool(mine))
            for moves, name, mine in self._tx.connection.execute(steps)
            for move in moves
        ]

    @cached_property
    def _things(self) -> dict[tuple[Kind, int], str]:
        found: dict[tuple[Kind, int], str] = {}
        for move, name, mine in self._moves:
            if not mine and move.before != move.after:
                found.setdefault((move.kind, move.id), name)
        return found

    @cached_property
    def _mine(self) -> set[int]:
        return {claim_id for move, _, mine in self._moves if mine for claim_id in self._about(move)}

    @cached_property
    def _claims(self) -> dict[int, str]:
        """Claims on which others worked, with who did."""
        found: dict[int, str] = {}
        for move, name, mine in self._moves:
            for claim_id in () if mine else self._about(move):
                found.setdefault(claim_id, name)
        for claim_id, name, _ in self._answers:
            if not same_person(name, self._tx.actor):
                found.setdefault(claim_id, name)
        return self._by_others(schema_work.draft, schema_work.draft.c.claim_id, "person_id") | found

    @cached_property
    def _answered_by_me(self) -> set[int]:
        """Claims about which whoever acts did something besides that no undo takes back, other than to remark."""
        mine = (each for each in self._answers if same_person(each[1], self._tx.actor))
        return {claim_id for claim_id, _, action in mine if action not in review_work.REMARKING}

    def _about(self, move: Move) -> tuple[int, ...]:
        """The claims that a move is about."""
        if move.kind is Kind.COMPARISON:
            return comparison_rulings.operands(self._tx.connection, move.id)
        return (move.id,) if move.kind in _OF_CLAIMS else ()

    @cached_property
    def _answers(self) -> list[tuple[int, str, str]]:
        """What was done about claims that is no step of undo: the claim, who did it, the action. Of what was
        withheld nobody can tell; it counts."""
        event, payload, of = schema_work.audit_event.c, schema_work.audit_payload.c, schema_work.audit_claim.c
        no_step = or_(payload.payload.is_(None), func.instr(payload.payload, _NO_LABEL) > 0)
        later = (
            select(event.id)
            .outerjoin(schema_work.audit_payload, payload.event_id == event.id)
            .where(event.id > (self._step.event or 0), no_step)
        )
        rows = self._tx.connection.execute(
            select(of.claim_id, event.id, event.actor, event.action)
            .join(schema_work.audit_event, event.id == of.event_id)
            .where(of.event_id.in_(later))
            .order_by(event.id.desc())
        ).all()
        renamed = review_work.renamings(self._tx.connection) if rows else []
        called = {
            event_id: review_work.called_now(self._tx.connection, event_id, actor, renamed)
            for event_id, actor in {(row.id, row.actor) for row in rows}
        }
        return [(row.claim_id, called[row.id], row.action) for row in rows]

    @cached_property
    def _signed_off(self) -> dict[int, str]:
        return self._by_others(schema_work.sign_off, schema_work.sign_off.c.article_id, "by")

    def _by_others(self, table: Table, about: Column[int], whose: str) -> dict[int, str]:
        """What the rows that others wrote to the table are about, with who did."""
        person, by = schema.person.c, table.c[whose]
        written = select(about, person.name).join(schema.person, person.id == by)
        written = written.where(by.not_in(review_work.spellings(self._tx.connection, self._tx.actor)))
        if self._step.event is not None:
            event = schema_work.audit_event.c
            moment = select(event.at).where(event.id == self._step.event).scalar_subquery()
            written = written.where(table.c.at > moment)
        return {int(of): str(name) for of, name in self._tx.connection.execute(written)}
