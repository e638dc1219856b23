"""Undo and redo, without limit, named, and kept in the desk: they outlast closing it. Everybody has their own.

A step holds what each thing was before the action and after it, and whose it is: nobody takes back what somebody
else did. Undoing writes what was before as a new revision (append-only things are never rewound) and declines if a
thing is no longer what the action left: then it has moved on, and putting the old state back would undo somebody's
later work unasked. That it looks the same does not count where somebody else made it so: what they decided stays,
but for what they took back themselves. Nor is an article or a claim taken away, or a claim moved to another
article, once somebody else has worked on it. A declined step lapses; the next undo takes the one before.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, select, update

from core.checking.life import same_person
from core.errors import UserError
from core.records import ClaimState
from db import comparison_rulings, review_work, schema, schema_work
from db.schema import claim
from db.schema_work import StepState, undo_step
from db.things import THINGS, Kind
from db.transaction import Move, Tx
from db.undo_since import ANSWERED, Since, are_theirs, came_after


class Declined(UserError):
    """The thing has moved on since; `step` is the step that can no longer be undone or redone."""

    def __init__(self, code: str, message: str, step: int = 0) -> None:
        super().__init__(code, message)
        self.step = step


def record(tx: Tx, label: str) -> None:
    """Make what the transaction did its person's newest step. What they had undone can no longer be redone."""
    clear_redo(tx)
    tx.insert(
        undo_step,
        label=label,
        state=StepState.DONE,
        moves=[move.to_json() for move in tx.moves],
        focus_claim=tx.focus_claim,
        by=tx.person_id,
        event=tx.next_id(schema_work.audit_event) - 1,
    )


def clear_redo(tx: Tx) -> None:
    """What whoever acts had undone can no longer be redone; what others had undone still can."""
    undone = undo_step.c.state == StepState.UNDONE
    tx.connection.execute(delete(undo_step).where(undone, are_theirs(tx)))


_WITH_THE_EDITOR = (ClaimState.SUBMITTED, ClaimState.RETURNED)
"""States from which a claim comes back when it is withdrawn or edited, with nothing lost of what was decided."""


def _exists(found: Select[Any]) -> ColumnElement[bool]:
    """Whether there is such a row beside a step."""
    there: ColumnElement[bool] = found.correlate(undo_step).exists()
    return there


def _is_about(states: tuple[ClaimState, ...]) -> ColumnElement[bool]:
    """Whether a step is about a claim in one of the states."""
    found = select(claim.c.id).where(claim.c.id == undo_step.c.focus_claim, claim.c.state.in_(states))
    return _exists(found)


def _is_answered() -> ColumnElement[bool]:
    """Whether a step is about a claim that was sent. Such a step waits, and older ones can be undone past it."""
    return _is_about(ANSWERED)


def _steps(connection: Connection, state: StepState, name: str, *columns: Any) -> Select[Any]:
    """Somebody's newest step done, or oldest undone: undoing goes backwards and redoing forwards."""
    order = undo_step.c.id.desc() if state is StepState.DONE else undo_step.c.id
    mine = undo_step.c.by.in_(review_work.spellings(connection, name))
    return select(*columns).where(undo_step.c.state == state, mine, ~_is_answered()).order_by(order).limit(1)


def _next(tx: Tx, state: StepState) -> Row[Any]:
    step = tx.connection.execute(_steps(tx.connection, state, tx.actor, undo_step)).first()
    if step is not None:
        return step
    _refuse_if_sent(tx, state)
    verb = "undo" if state is StepState.DONE else "redo"
    c = undo_step.c
    newest = select(c.label, schema.person.c.name).join(schema.person, schema.person.c.id == c.by)
    other = tx.connection.execute(newest.where(c.state == state).order_by(c.id.desc()).limit(1)).first()
    theirs = f": “{other.label}” is {other.name}’s to {verb}" if other is not None else ""
    raise UserError("S-UNDO-NOTHING", f"There is nothing of yours to {verb}{theirs}.")


def _refuse_if_sent(tx: Tx, state: StepState) -> None:
    """Raises `UserError` S-UNDO-SUBMITTED if a step of theirs in that state waits because its claim was sent."""
    c = undo_step.c
    waiting = select(c.label).where(c.state == state, are_theirs(tx), _is_answered()).order_by(c.id.desc())
    found = tx.connection.execute(waiting.limit(1)).scalar()
    if found is not None:
        raise _waiting(found)


def _refuse_if_held(tx: Tx, step: Row[Any], move: Move) -> None:
    """Raises `UserError` S-UNDO-SUBMITTED if a later step of theirs that waits changed the same thing: this one
    waits with it, as long as the claim can be had back from the editor. An article waits for its claims."""
    c = undo_step.c
    if move.kind is Kind.ARTICLE:
        mine = select(claim.c.id).where(claim.c.id == c.focus_claim, claim.c.article_id == move.id)
        same = _exists(mine)
    elif move.kind is Kind.PLACE:
        same = c.focus_claim == move.id
    else:
        same = func.instr(c.moves, _begin(move)) > 0
    waiting = select(c.label).where(
        c.state == StepState.DONE, are_theirs(tx), came_after(step), same, _is_about(_WITH_THE_EDITOR)
    )
    found = tx.connection.execute(waiting.order_by(c.id.desc()).limit(1)).scalar()
    if found is not None:
        raise _waiting(found)


def _waiting(label: str) -> UserError:
    return UserError(
        "S-UNDO-SUBMITTED",
        f"“{label}” and what came before it belong to claims that were sent to the editor; "
        "withdraw those first, or edit what the editor has answered.",
    )


def _begin(move: Move) -> str:
    """How the moves of a step begin to tell of the same thing."""
    return f'["{move.kind.value}",{move.id},'


def label(connection: Connection, state: StepState, name: str) -> str | None:
    """What undo (of DONE) or redo (of UNDONE) by `name` would take back or do again; None where nothing is."""
    if not review_work.spellings(connection, name):
        return None  # nobody's steps would be looked for among those of all
    return connection.execute(_steps(connection, state, name, undo_step.c.label)).scalar()


def undo(tx: Tx) -> str:
    """Take back the newest step of whoever acts that can be, and return its label.

    Raises `UserError` S-UNDO-NOTHING, S-UNDO-SUBMITTED or `Declined`.
    """
    step = _next(tx, StepState.DONE)
    moves = [Move.from_json(move).reversed for move in reversed(step.moves)]
    return _apply(tx, step, moves, StepState.UNDONE, "undone")


def redo(tx: Tx) -> str:
    """Do the step they undid last again and return its label. Raises `UserError` S-UNDO-NOTHING or `Declined`."""
    step = _next(tx, StepState.UNDONE)
    return _apply(tx, step, [Move.from_json(move) for move in step.moves], StepState.DONE, "redone")


def _apply(tx: Tx, step: Row[Any], moves: list[Move], after: StepState, verb: str) -> str:
    since = Since(tx, step)
    for move in moves:
        moved_on = THINGS[move.kind].read(tx, move.id) != move.before
        if moved_on or (verb == "undone" and _stays(since, move)):
            # A thing may differ only because of a later step that waits: then this one waits too.
            _refuse_if_held(tx, step, move)
            raise _declined(step, move, verb, _changed_by(tx, step, move))
        if move.before != move.after and (other := since.changed(move.kind, move.id)):
            raise _declined(step, move, verb, other)
        if other := _at_work(since, move):
            raise _declined(step, move, verb, other, "worked on")
        if move.kind is Kind.COMPARISON:
            _refuse_if_published(tx, step, move, verb)
        tx.moves.append(move)
        if move.before != move.after:
            tx.write(move.kind, move.id, move.after)
        if move.kind in (Kind.ARTICLE, Kind.DETAILS):
            tx.focus_article = move.id
    event = tx.next_id(schema_work.audit_event)  # which the store is about to write
    tx.connection.execute(update(undo_step).where(undo_step.c.id == step.id).values(state=after, event=event))
    tx.wrote = True
    tx.focus_claim = step.focus_claim
    tx.subject = tx.subject or (f"claim {step.focus_claim}" if step.focus_claim else "desk")
    for claim_id in tx.claims:
        tx.said.setdefault(claim_id, f"{verb}: {step.label}")
    return str(step.label)


def _refuse_if_published(tx: Tx, step: Row[Any], move: Move, verb: str) -> None:
    """Raises `Declined` for a comparison with a figure that is published: a step waits for its own claim alone."""
    words = comparison_rulings.published(tx.connection, comparison_rulings.operands(tx.connection, move.id))
    if words is not None:
        raise Declined(
            "S-UNDO-PUBLISHED",
            f"“{step.label}” can no longer be {verb}: “{' '.join(words.split())}” is published with it. Open a "
            "correction of that to change the comparison.",
            step.id,
        )


_CALLED = {Kind.DETAILS: Kind.ARTICLE, Kind.PLACE: Kind.CLAIM}
"""What people know a thing as, where that is not how it is called here."""


def _takes_away(move: Move) -> bool:
    """Whether the move takes an article or a claim off the desk, or a claim to another article, with all that was
    done about it."""
    if move.kind is Kind.ARTICLE:
        return bool(move.after["removed"])
    if move.kind is Kind.CLAIM:
        return bool(move.after["withdrawn"] and not move.before["withdrawn"])
    return move.kind is Kind.PLACE and move.before != move.after


def _at_work(since: Since, move: Move) -> str:
    """Who else has worked on what the move takes away; empty where nobody has."""
    if not _takes_away(move):
        return ""
    return since.works_in(move.id) if move.kind is Kind.ARTICLE else since.works_on(move.id)


def _stays(since: Since, move: Move) -> bool:
    """Whether the move takes away what whoever acts has done since and did not take back."""
    if not _takes_away(move):
        return False
    return since.stays_in(move.id) if move.kind is Kind.ARTICLE else since.stays_on(move.id)


def _changed_by(tx: Tx, step: Row[Any], move: Move) -> str:
    """Who changed the thing last, if that is known and somebody else than whoever acts."""
    event, payload, of = schema_work.audit_event.c, schema_work.audit_payload.c, schema_work.audit_claim.c
    if step.focus_claim is None:
        return ""
    rows = tx.connection.execute(
        select(event.id, event.actor, payload.payload)
        .join(schema_work.audit_payload, payload.event_id == event.id)
        .join(schema_work.audit_claim, of.event_id == event.id)
        .where(of.claim_id == step.focus_claim)
        .order_by(event.id.desc())
    )
    for event_id, signed, said in rows:
        for kind, number, before, after in json.loads(said)["moves"]:
            if (kind, number) == (move.kind, move.id) and before != after:
                actor = review_work.called_now(tx.connection, event_id, signed)
                return "" if same_person(actor, tx.actor) else actor
    return ""


def _declined(step: Row[Any], move: Move, verb: str, other: str, did: str = "changed") -> UserError:
    what = _CALLED.get(move.kind, move.kind)
    why = f"{other} has {did} its {what} since" if other else f"its {what} has changed since"
    return Declined(
        "S-UNDO-MOVED",
        f"“{step.label}” can no longer be {verb}: {why}. Do it again to take the action before it.",
        step.id,
    )


def lapse_of(tx: Tx, claim_id: int) -> None:
    """No step about the claim can be undone or redone any more: what they led to is public and being corrected."""
    _lapse(tx, undo_step.c.focus_claim == claim_id)


def lapse(tx: Tx, step_id: int) -> None:
    """The step can neither be undone nor redone any more."""
    _lapse(tx, undo_step.c.id == step_id)
    tx.wrote = True


def _lapse(tx: Tx, which: ColumnElement[bool]) -> None:
    """What was done stays on record as decided; what was taken back is nothing any more."""
    state = undo_step.c.state
    tx.connection.execute(delete(undo_step).where(which, state == StepState.UNDONE))
    tx.connection.execute(update(undo_step).where(which).values(state=StepState.LAPSED))
