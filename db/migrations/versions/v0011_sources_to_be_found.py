"""Sources are found whatever their letters' case and the form of their quotation marks: they are kept folded."""

import sqlalchemy as sa
from alembic import op

from db.codec import fold_source

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Fold what is there. No source changes: the column is beside what is said of it."""
    connection = op.get_bind()
    run = connection.exec_driver_sql
    run("ALTER TABLE source ADD COLUMN folded TEXT DEFAULT '' NOT NULL")
    run("DROP TRIGGER source_no_update")
    # What a source is found by is worked out from it, and of use only as the program does it now.
    rows = [
        {"id": row.id, "folded": fold_source(row.title, row.publisher, row.url)}
        for row in run("SELECT id, title, publisher, url FROM source")
    ]
    if rows:
        connection.execute(sa.text("UPDATE source SET folded = :folded WHERE id = :id"), rows)
    run(
        "CREATE TRIGGER source_no_update BEFORE UPDATE ON source\n"
        "BEGIN SELECT RAISE(ABORT, 'source rows are never changed'); END"
    )
