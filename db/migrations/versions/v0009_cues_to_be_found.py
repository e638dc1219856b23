"""Claims are found by how they are reported (“denied”, “according to”): cues have an index."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Index the cues, which are a small part of all pieces."""
    op.get_bind().exec_driver_sql(
        "CREATE INDEX ix_mention_piece_cue ON mention_piece (text, mention_id) WHERE role = 'cue'"
    )
