"""Evidence says where in the source it stands and may be confidential; copies say who fetched them how."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ADDED: dict[str, Any] = {"locator": "", "excerpt": "", "confidential": False}

NEVER_CHANGED = ("capture_origin",)


def upgrade() -> None:
    op.add_column("evidence_revision", sa.Column("locator", sa.Text(), server_default="", nullable=False))
    op.add_column("evidence_revision", sa.Column("excerpt", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "evidence_revision", sa.Column("confidential", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_table(
        "capture_origin",
        sa.Column("capture_id", sa.Integer(), nullable=False),
        sa.Column(
            "requested_url", sa.Text(), nullable=False, comment="the link asked for, which may have led elsewhere"
        ),
        sa.Column("warc_sha256", sa.String(length=64), nullable=True, comment="the whole exchange, if fetched"),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_capture_origin_by_person")),
        sa.ForeignKeyConstraint(["capture_id"], ["capture.id"], name=op.f("fk_capture_origin_capture_id_capture")),
        sa.ForeignKeyConstraint(
            ["warc_sha256"],
            ["capture_content.sha256"],
            name=op.f("fk_capture_origin_warc_sha256_capture_content"),
        ),
        sa.PrimaryKeyConstraint("capture_id", name=op.f("pk_capture_origin")),
    )
    for table in NEVER_CHANGED:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}\n"
                f"BEGIN SELECT RAISE(ABORT, '{table} rows are never changed'); END"
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
