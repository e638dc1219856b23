"""Claims are assigned and compared by people; speakers known by names; figures found by value."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KINDS = ("share", "shortfall", "change", "rate", "restatement", "sum")


def upgrade() -> None:
    for name, kind in (
        ("assignee", sa.Text()),
        ("named", sa.Text()),
        ("figure_low", sa.Float()),
        ("figure_high", sa.Float()),
        ("figure_unit", sa.Text()),
    ):
        op.add_column("claim", sa.Column(name, kind))
    for statement in filling():
        op.execute(statement)
    op.create_index("ix_claim_figure", "claim", ["is_figure", "figure_low", "figure_high", "figure_unit"])
    op.create_index("ix_claim_named", "claim", ["named"])
    _tables()


def filling() -> Iterator[str]:
    """Statements that write what was found and corrected so far into the new columns.

    `speaker_sort` is the folded name where there is one. The newest correction of a mention says all that differs
    from what was found.
    """
    yield "UPDATE claim SET named = speaker_sort WHERE speaker IS NOT NULL"
    newest = (
        "SELECT f.{column} FROM correction_figure f WHERE f.correction_id = "
        "(SELECT max(c.id) FROM correction c WHERE c.mention_id = claim.mention_id)"
    )
    found = "SELECT f.{column} FROM figure f WHERE f.mention_id = claim.mention_id"
    corrected = newest.format(column="correction_id")
    for name, column, value in (
        ("figure_low", "low", "CAST(({}) AS FLOAT)"),
        ("figure_high", "high", "CAST(({}) AS FLOAT)"),
        ("figure_unit", "unit_kind", "({})"),
    ):
        # Names are written above; nothing of anybody's input is in these statements.
        yield (
            f"UPDATE claim SET {name} = CASE WHEN ({corrected}) IS NULL "  # noqa: S608
            f"THEN {value.format(found.format(column=column))} "
            f"ELSE {value.format(newest.format(column=column))} END WHERE is_figure"
        )


def _tables() -> None:
    op.create_table(
        "comparison_ruling",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="kind", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("part_id", sa.Integer(), sa.ForeignKey("claim.id"), nullable=False),
        sa.Column("whole_id", sa.Integer(), sa.ForeignKey("claim.id"), nullable=False),
        sa.Column("verdict", sa.Text()),
        sa.Column("by", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("kind", "part_id", "whole_id"),
    )
    op.create_index("ix_comparison_ruling_part_id", "comparison_ruling", ["part_id"])
    op.create_index("ix_comparison_ruling_whole_id", "comparison_ruling", ["whole_id"])
