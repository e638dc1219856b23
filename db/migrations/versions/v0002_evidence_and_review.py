"""Evidence says where in the source its passage stands, quotes it, and may be confidential."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ADDED: dict[str, Any] = {"locator": "", "excerpt": "", "confidential": False}


def upgrade() -> None:
    op.add_column("evidence_revision", sa.Column("locator", sa.Text(), server_default="", nullable=False))
    op.add_column("evidence_revision", sa.Column("excerpt", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "evidence_revision", sa.Column("confidential", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    _undo_steps()


def _undo_steps() -> None:
    """Undo compares what is there with what its step wrote down: the steps have to know the new fields."""
    connection = op.get_bind()
    for step_id, text in connection.execute(sa.text("SELECT id, moves FROM undo_step")).all():
        moves = json.loads(text)
        if not any(kind == "evidence" for kind, *_ in moves):
            continue
        moves = [
            [kind, of, ADDED | before, ADDED | after] if kind == "evidence" else [kind, of, before, after]
            for kind, of, before, after in moves
        ]
        connection.execute(
            sa.text("UPDATE undo_step SET moves = :moves WHERE id = :id"),
            {"id": step_id, "moves": json.dumps(moves, ensure_ascii=False)},
        )
