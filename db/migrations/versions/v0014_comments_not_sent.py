"""What is typed for a comment and not sent is kept."""

import sqlalchemy as sa
from alembic import op

from db.columns import Utc

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "unsent_comment",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_unsent_comment_claim_id_claim")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_unsent_comment_person_id_person")),
        sa.PrimaryKeyConstraint("claim_id", "person_id", name=op.f("pk_unsent_comment")),
        sqlite_with_rowid=False,
    )
