"""Who had a part in the checks that a report of another desk brings is kept, since nobody approves their own."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "part_brought",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("did", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["check_revision.id"], name=op.f("fk_part_brought_revision_id_check_revision")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_part_brought_person_id_person")),
        sa.PrimaryKeyConstraint("revision_id", "person_id", name=op.f("pk_part_brought")),
        sqlite_with_rowid=False,
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER part_brought_no_{verb.lower()} BEFORE {verb} ON part_brought\n"
            "BEGIN SELECT RAISE(ABORT, 'part_brought rows are never changed'); END"
        )
