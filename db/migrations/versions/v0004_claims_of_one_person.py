"""The claims that are assigned to one person are found by an index, in the order of the list."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    assigned = sa.text("assignee IS NOT NULL")
    op.create_index(
        "ix_claim_assigned",
        "claim",
        ["assignee", "shown", sa.text("article_id DESC"), "start", "id", "state", "is_figure"],
        sqlite_where=assigned,
        postgresql_where=assigned,
    )
