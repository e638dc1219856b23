"""Evidence with its place in the source and confidential; who kept copies and how; review up to publication."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ADDED: dict[str, Any] = {"locator": "", "excerpt": "", "confidential": False}

NEVER_CHANGED = (
    "capture_origin",
    "publication",
    "public_correction",
    "comment",
    "comment_resolution",
    "recheck",
    "sign_off",
)


def upgrade() -> None:
    op.add_column("evidence_revision", sa.Column("locator", sa.Text(), server_default="", nullable=False))
    op.add_column("evidence_revision", sa.Column("excerpt", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "evidence_revision", sa.Column("confidential", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_table(
        "capture_origin",
        sa.Column("capture_id", sa.Integer(), nullable=False),
        sa.Column(
            "requested_url", sa.Text(), nullable=False, comment="the link asked for, which may have led elsewhere"
        ),
        sa.Column("warc_sha256", sa.String(length=64), nullable=True, comment="the whole exchange, if fetched"),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_capture_origin_by_person")),
        sa.ForeignKeyConstraint(["capture_id"], ["capture.id"], name=op.f("fk_capture_origin_capture_id_capture")),
        sa.ForeignKeyConstraint(
            ["warc_sha256"],
            ["capture_content.sha256"],
            name=op.f("fk_capture_origin_warc_sha256_capture_content"),
        ),
        sa.PrimaryKeyConstraint("capture_id", name=op.f("pk_capture_origin")),
    )
    _review_tables()
    for table in NEVER_CHANGED:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}\n"
                f"BEGIN SELECT RAISE(ABORT, '{table} rows are never changed'); END"
            )
    _undo_steps()


def _to(column: str, table: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk_{table}_{column}_{of}"))


def _table(name: str, columns: list[sa.Column[Any]], points: dict[str, str], indexed: str) -> None:
    """A table with an id, who made each row when, and an index on what its rows are looked up by."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(_to(column, name, of) for column, of in (points | {"by": "person"}).items()),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_{indexed}"), name, [indexed], unique=False)


def _whole(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _words(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _review_tables() -> None:
    op.add_column("person", sa.Column("capacity", sa.Text(), nullable=True))
    op.add_column("desk", sa.Column("one_person", sa.Boolean(), server_default=sa.false(), nullable=False))
    of_check = {"claim_id": "claim", "revision_id": "check_revision"}
    published = sa.Column("published_at", sa.DateTime(timezone=True), nullable=False)
    _table(
        "publication",
        [_whole("claim_id"), _whole("revision_id"), _words("place"), published],
        of_check,
        "claim_id",
    )
    texts = [_words(name) for name in ("was", "now", "why", "public_note")]
    _table("public_correction", [_whole("claim_id"), _whole("revision_id"), *texts], of_check, "claim_id")
    _table("comment", [_whole("claim_id"), _words("text")], {"claim_id": "claim"}, "claim_id")
    resolved: sa.Column[Any] = sa.Column("resolved", sa.Boolean(), nullable=False)
    _table("comment_resolution", [_whole("comment_id"), resolved], {"comment_id": "comment"}, "comment_id")
    due = sa.Column("due", sa.Date(), nullable=True)
    _table("recheck", [_whole("claim_id"), due], {"claim_id": "claim"}, "claim_id")
    of_article = {"article_id": "article", "version_id": "article_version"}
    _table("sign_off", [_whole("article_id"), _whole("version_id"), _whole("settled")], of_article, "article_id")
    op.create_table(
        "look",
        _whole("claim_id"),
        _whole("person_id"),
        _whole("revision"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _to("claim_id", "look", "claim"),
        _to("person_id", "look", "person"),
        sa.PrimaryKeyConstraint("claim_id", "person_id", name=op.f("pk_look")),
        sqlite_with_rowid=False,
    )


def _undo_steps() -> None:
    """Undo compares what is there with what its step wrote down: the steps have to know the new fields."""
    connection = op.get_bind()
    for step_id, text in connection.execute(sa.text("SELECT id, moves FROM undo_step")).all():
        moves = json.loads(text)
        if not any(kind == "evidence" for kind, *_ in moves):
            continue
        moves = [
            [kind, of, ADDED | before, ADDED | after] if kind == "evidence" else [kind, of, before, after]
            for kind, of, before, after in moves
        ]
        connection.execute(
            sa.text("UPDATE undo_step SET moves = :moves WHERE id = :id"),
            {"id": step_id, "moves": json.dumps(moves, ensure_ascii=False)},
        )
