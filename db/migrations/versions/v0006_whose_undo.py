"""Everybody takes back what is their own: each step of undo says whose it is, as far as the audit trail tells."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.drop_index("ix_undo_step_state_id", "undo_step")
    op.rename_table("undo_step", "undo_step_before")
    op.create_table(
        "undo_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                *("done", "undone", "lapsed"),
                name=op.f("ck_undo_step_state"),
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("moves", sa.Text(), nullable=False),
        sa.Column("focus_claim", sa.Integer(), nullable=True),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["focus_claim"], ["claim.id"], name=op.f("fk_undo_step_focus_claim_claim")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_undo_step_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undo_step")),
    )
    columns = "id, label, state, moves, focus_claim"
    op.execute(f"INSERT INTO undo_step ({columns}) SELECT {columns} FROM undo_step_before")  # noqa: S608 - names written above
    op.drop_table("undo_step_before")
    op.create_index("ix_undo_step_state_id", "undo_step", ["state", "id"])
    _say_whose()


def _say_whose() -> None:
    connection = op.get_bind()
    steps = connection.execute(sa.text("SELECT id, label, moves FROM undo_step ORDER BY id DESC")).all()
    people = {name: number for number, name in connection.execute(sa.text("SELECT id, name FROM person"))}
    events = _events(connection)
    event = next(events, None)
    for step_id, label, moves in steps:
        # Both are in order, and every step has an event: what lies between was undone, or is no step.
        wanted = (label, _things(json.loads(moves)))
        passed = []
        while event is not None and event[:2] != wanted:
            passed.append(event)
            event = next(events, None)
        if event is None:  # its event was withheld: go on where it should have stood
            events, event = iter(passed[1:]), passed[0] if passed else None
            continue
        if event[2] in people:
            connection.execute(
                sa.text('UPDATE undo_step SET "by" = :by WHERE id = :id'), {"by": people[event[2]], "id": step_id}
            )
        event = next(events, None)


def _events(connection: sa.Connection) -> Iterator[tuple[str, list[tuple[str, int]], str]]:
    """Label, things and actor of what was done, the newest first; undoing and redoing are not among it."""
    rows = connection.execute(
        sa.text(
            "SELECT e.actor, p.payload FROM audit_event e JOIN audit_payload p ON p.event_id = e.id "
            "WHERE e.action NOT IN ('undo', 'redo') ORDER BY e.id DESC"
        )
    )
    for actor, payload in rows:
        said = json.loads(payload)
        if said.get("label"):
            yield said["label"], _things(said.get("moves", [])), actor


def _things(moves: list[list[Any]]) -> list[tuple[str, int]]:
    return [(kind, number) for kind, number, *_ in moves]
