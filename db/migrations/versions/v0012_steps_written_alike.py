"""Steps of undo are written alike, so that what became of a thing is found in them by how they begin."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Take out the spaces that version 2 put into the steps it rewrote. What they say stays."""
    connection = op.get_bind()
    rows = [
        {"id": row.id, "moves": now}
        for row in connection.execute(sa.text("SELECT id, moves FROM undo_step"))
        if (now := _compact(row.moves)) != row.moves
    ]
    if rows:
        connection.execute(sa.text("UPDATE undo_step SET moves = :moves WHERE id = :id"), rows)


def _compact(text: str) -> str:
    return json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
