"""Two groups can be set beside each other: the kind of a comparison may be a contrast."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Widen what the kind of a comparison may be.

    No row is touched: SQLite cannot change a CHECK but by its text, and both tables are pointed to by others.
    https://www.sqlite.org/lang_altertable.html (the last of the ways it names)
    """
    run = op.get_bind().exec_driver_sql
    run("PRAGMA writable_schema=ON")
    run(
        "UPDATE sqlite_master SET sql = replace(sql, '''excess'')', '''excess'', ''contrast'')') "
        "WHERE type = 'table' AND name IN ('comparison', 'comparison_ruling')"
    )
    run("PRAGMA writable_schema=RESET")
