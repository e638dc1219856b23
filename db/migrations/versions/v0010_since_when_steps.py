"""Steps of undo know since which event they are as they are, and somebody's own are found among those of all."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Steps that are there keep their order, and no event: those of later actions come after them."""
    run = op.get_bind().exec_driver_sql
    run("ALTER TABLE undo_step ADD COLUMN event INTEGER")
    run('CREATE INDEX ix_undo_step_by_state_id ON undo_step ("by", state, id)')
    run("CREATE INDEX ix_undo_step_event ON undo_step (event)")
