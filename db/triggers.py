"""Triggers that keep what must never change from changing, whoever writes to the file.

The store checks the same in Python first and says what is wrong; these hold against everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Table

from db import schema, schema_work

GUARDED_CHARACTERS = 250_000
"""Texts up to this many code points have each passage compared by trigger too. SQLite's `substr` walks a text
from its start, which for every passage of a text of millions would take minutes; `db.store` compares every
passage whatever the length, and `db.health` does so again."""

IMMUTABLE: tuple[Table, ...] = (
    schema.article_version,
    schema.analysis,
    schema.found_speaker,
    schema.mention,
    schema.mention_piece,
    schema.figure,
    schema.comparison,
    schema.comparison_operand,
    schema.correction,
    schema.correction_piece,
    schema.correction_figure,
    schema.rating_scale,
    schema_work.check_revision,
    schema_work.part_brought,
    schema_work.review,
    schema_work.publication,
    schema_work.public_correction,
    schema_work.comment,
    schema_work.comment_resolution,
    schema_work.recheck,
    schema_work.sign_off,
    schema_work.evidence,
    schema_work.evidence_revision,
    schema_work.source,
    schema_work.capture_content,
    schema_work.capture,
    schema_work.capture_origin,
    schema_work.audit_event,
    schema_work.audit_claim,
)


def _refusals(table: Table) -> Iterator[str]:
    for verb in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {table.name}_no_{verb.lower()} BEFORE {verb} ON {table.name}\n"
            f"BEGIN SELECT RAISE(ABORT, '{table.name} rows are never changed'); END"
        )


def _passage_is_text(table: Table) -> str:
    # Table names are ours, not anybody's input.
    return (
        f"CREATE TRIGGER {table.name}_is_text BEFORE INSERT ON {table.name}\n"  # noqa: S608
        f"WHEN (SELECT characters FROM article_version WHERE id = NEW.version_id) <= {GUARDED_CHARACTERS}\n"
        "BEGIN SELECT RAISE(ABORT, 'a passage must equal its text') WHERE NEW.text IS NOT (SELECT "
        'substr(text, NEW.start + 1, NEW."end" - NEW.start) FROM article_version WHERE id = NEW.version_id); END'
    )


def _payload_never_changed() -> str:
    return (
        "CREATE TRIGGER audit_payload_no_update BEFORE UPDATE ON audit_payload\n"
        "BEGIN SELECT RAISE(ABORT, 'audit_payload rows are never changed'); END"
    )


def statements() -> list[str]:
    """Every trigger of the newest desk version, as SQLite statements."""
    found = [statement for table in IMMUTABLE for statement in _refusals(table)]
    found += [_passage_is_text(schema.mention_piece), _passage_is_text(schema.correction_piece)]
    # An audit payload may be withheld (its row deleted) but not altered.
    found.append(_payload_never_changed())
    return found


@contextmanager
def lifted(connection: Connection, tables: Iterable[Table]) -> Iterator[None]:
    """Let rows of `tables` be changed inside the block, for an erasure that a person decided on.

    The triggers come back in the same transaction: it commits with them, or nothing of it is there.
    """
    chosen = {table.name: table for table in tables if table in IMMUTABLE}
    for name in chosen:
        for verb in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER {name}_no_{verb}")
    yield
    for table in chosen.values():
        for statement in _refusals(table):
            connection.exec_driver_sql(statement)
