"""The first desk: every table, and the triggers that hold what must never change."""

from alembic import op

from db.migrations import v0001_found, v0001_work

revision = "0001"
down_revision = None

IMMUTABLE = (
    "article_version",
    "analysis",
    "found_speaker",
    "mention",
    "mention_piece",
    "figure",
    "comparison",
    "comparison_operand",
    "correction",
    "correction_piece",
    "correction_figure",
    "rating_scale",
    "check_revision",
    "review",
    "evidence",
    "evidence_revision",
    "source",
    "capture_content",
    "capture",
    "audit_event",
    "audit_claim",
)


def upgrade() -> None:
    v0001_found.tables()
    v0001_work.tables()
    for table in IMMUTABLE:
        _refuse(table, "UPDATE")
        _refuse(table, "DELETE")
    for table in ("mention_piece", "correction_piece"):
        _compare_with_text(table)
    _refuse("audit_payload", "UPDATE")
    op.execute(
        "CREATE VIRTUAL TABLE claim_search USING fts5("
        "folded, content='claim', content_rowid='id', tokenize='trigram case_sensitive 1')"
    )


def _refuse(table: str, verb: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}\n"
        f"BEGIN SELECT RAISE(ABORT, '{table} rows are never changed'); END"
    )


def _compare_with_text(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_is_text BEFORE INSERT ON {table}\n"  # noqa: S608
        "WHEN (SELECT characters FROM article_version WHERE id = NEW.version_id) <= 250000\n"
        "BEGIN SELECT RAISE(ABORT, 'a passage must equal its text') WHERE NEW.text IS NOT (SELECT "
        'substr(text, NEW.start + 1, NEW."end" - NEW.start) FROM article_version WHERE id = NEW.version_id); END'
    )
