"""Drafts of one article are found by their words, and which is earlier is kept; a number can exceed a limit."""

import sqlalchemy as sa
from alembic import op

from core.matching import drafts

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    _let_numbers_exceed_limits()
    op.create_table(
        "earlier_version",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_earlier_version_article_id_article")
        ),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["article.id"], name=op.f("fk_earlier_version_earlier_id_article")
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_earlier_version")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_earlier_version_earlier_id", "earlier_version", ["earlier_id"])
    op.create_table(
        "text_run",
        sa.Column("digest", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["article_version.id"], name=op.f("fk_text_run_version_id_article_version")
        ),
        sa.PrimaryKeyConstraint("digest", "version_id", name=op.f("pk_text_run")),
        sqlite_with_rowid=False,
    )
    # What is kept of a text is worked out from it, and of use only as the program does it now.
    connection = op.get_bind()
    insert = sa.text("INSERT INTO text_run (digest, version_id) VALUES (:digest, :version_id)")
    for version_id in connection.execute(sa.text("SELECT id FROM article_version")).scalars().all():
        text = connection.execute(
            sa.text("SELECT text FROM article_version WHERE id = :id"), {"id": version_id}
        ).scalar_one()
        rows = [{"digest": digest, "version_id": version_id} for digest in sorted(drafts.sample(text))]
        if rows:
            connection.execute(insert, rows)


def _let_numbers_exceed_limits() -> None:
    """Widen what the kind of a comparison may be.

    No row is touched: SQLite cannot change a CHECK but by its text, and both tables are pointed to by others.
    https://www.sqlite.org/lang_altertable.html (the last of the ways it names)
    """
    run = op.get_bind().exec_driver_sql
    run("PRAGMA writable_schema=ON")
    run(
        "UPDATE sqlite_master SET sql = replace(sql, '''restatement'', ''sum'')', "
        "'''restatement'', ''sum'', ''excess'')') "
        "WHERE type = 'table' AND name IN ('comparison', 'comparison_ruling')"
    )
    run("PRAGMA writable_schema=RESET")
