"""The tables: the migration makes what the metadata says, and what must not change cannot be changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, create_engine, func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from core.errors import BugError
from core.records import Correction, EvidenceDraft, Question
from db import columns, schema, schema_work, search, triggers
from db.codec import (
    reading_from_json,
    reading_of,
    reading_to_json,
    reading_values,
    scale_from_json,
    scale_to_json,
)
from db.migrations import NEWEST, runner
from db.operations import (
    AddComment,
    AddEvidence,
    ApproveCheck,
    CloseCorrection,
    CorrectMention,
    KeepCapture,
    OpenCorrection,
    PublishCheck,
    ResolveComment,
    ReturnCheck,
    SetRating,
    SetRationale,
    SetRecheckDate,
    SubmitCheck,
)
from db.store import Desk, open_desk
from tests.db.examples import ME, TEXT, analysis, at, claim_at


def objects(connection: Connection) -> dict[str, str]:
    rows = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%'")
    )
    return {name: in_order(" ".join(sql.split())) for name, sql in rows}


def in_order(statement: str) -> str:
    """A CREATE TABLE with its parts sorted: in which order constraints stand makes no difference."""
    if not statement.startswith("CREATE TABLE"):
        return statement
    head, rest = statement.split("(", 1)
    body, tail = rest.rsplit(")", 1)
    parts, depth = [""], 0
    for character in body:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return f"{head}({', '.join(sorted(part.strip() for part in parts))}){tail}"


def test_the_migrated_schema_is_the_metadata() -> None:
    planned, migrated = create_engine("sqlite://"), create_engine("sqlite://")
    with planned.begin() as connection:
        schema_work.undo_step.metadata.create_all(connection)
        for statement in (*triggers.statements(), search.CREATE):
            connection.exec_driver_sql(statement)
        expected = objects(connection)
    with migrated.begin() as connection:
        runner.upgrade(connection)
        assert objects(connection) == expected
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == f"{NEWEST:04d}"
    planned.dispose()
    migrated.dispose()


def test_every_migration_follows_the_one_before_up_to_the_newest() -> None:
    versions = Path(runner.__file__).parent / "versions"
    steps = [import_module(f"db.migrations.versions.{file.stem}") for file in sorted(versions.glob("v*.py"))]
    before = [None, *(step.revision for step in steps)]
    assert [step.down_revision for step in steps] == before[:-1]
    assert before[-1] == f"{NEWEST:04d}"


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A desk with at least one row in every immutable table."""
    claim_id = claim_at(desk, "1,300 or 1,400 people")
    desk.transact(SetRating(claim_id, Question.SO, "misleading"), ME)
    desk.transact(SetRating(claim_id, Question.SAID, "verbatim"), ME)
    desk.transact(SetRationale(claim_id, "Both posts."), ME)
    desk.transact(AddEvidence(claim_id, EvidenceDraft("Prisoner list")), ME)
    desk.transact(KeepCapture(1, "https://example.org/list", b"52 names", "text/plain"), ME)
    desk.transact(SubmitCheck(claim_id), ME)
    desk.transact(ReturnCheck(claim_id, "Which posts?"), "Una Lindqvar")
    other = claim_at(desk, "by 4.6 per cent")
    desk.transact(SetRating(other, Question.SO, "true"), ME)
    desk.transact(SetRationale(other, "The table."), ME)
    desk.transact(AddEvidence(other, EvidenceDraft("Table")), ME)
    desk.transact(SubmitCheck(other), ME)
    desk.transact(ApproveCheck(other), "Una Lindqvar")
    desk.transact(PublishCheck(other, "page 3", datetime(2025, 9, 12, tzinfo=UTC)), "Una Lindqvar")
    desk.transact(OpenCorrection(other), "Una Lindqvar")
    desk.transact(CloseCorrection(other, "misread", "First said 5."), "Una Lindqvar")
    desk.transact(SetRecheckDate(other, date(2026, 1, 1)), ME)
    desk.transact(AddComment(other, "Which table?"), ME)
    desk.transact(ResolveComment(1), ME)
    signed = schema_work.sign_off.insert().values(
        article_id=1, version_id=1, settled=7, by=1, at=datetime(2025, 9, 12, tzinfo=UTC)
    )
    brought = schema_work.part_brought.insert().values(
        revision_id=1, person_id=1, did=["rated"], at=datetime(2025, 9, 12, tzinfo=UTC)
    )
    with desk.connection.begin():
        desk.connection.execute(signed)  # the operation would want every claim settled
        desk.connection.execute(brought)  # as a report would bring it
    figure = analysis().figures[0].reading
    desk.transact(CorrectMention(claim_id, Correction(pieces=(at("1,300 or 1,400"),), reading=figure)), ME)
    return desk


@pytest.mark.parametrize("table", triggers.IMMUTABLE, ids=lambda table: table.name)
def test_what_is_written_once_is_never_changed(full: Desk, table: Table) -> None:
    raw = full.connection
    column = next(c.name for c in table.columns if not c.primary_key)
    for statement in (table.update().values({column: table.c[column]}), table.delete()):
        with raw.begin() as transaction:
            assert raw.execute(select(func.count()).select_from(table)).scalar_one() > 0
            with pytest.raises(IntegrityError, match=f"{table.name} rows are never changed"):
                raw.execute(statement)
            transaction.rollback()


def test_an_audit_payload_can_be_withheld_but_not_altered(full: Desk) -> None:
    raw = full.connection
    with raw.begin() as transaction:
        with pytest.raises(IntegrityError, match="never changed"):
            raw.exec_driver_sql("UPDATE audit_payload SET payload = '{}'")
        raw.exec_driver_sql("DELETE FROM audit_payload WHERE event_id = 1")
        transaction.rollback()


@pytest.mark.parametrize("found", ["52 prisoner", "53 prisoners", ""])
def test_a_passage_that_differs_from_its_text_is_refused(desk: Desk, found: str) -> None:
    start, end = at("52 prisoners")
    row = {"mention_id": 1, "role": "cue", "number": 7, "version_id": 1, "start": start, "end": end}
    raw = desk.connection
    with raw.begin() as transaction:
        with pytest.raises(IntegrityError, match="must equal its text"):
            raw.execute(insert(schema.mention_piece).values(**row, text=found))
        raw.execute(insert(schema.mention_piece).values(**row, text="52 prisoners"))
        transaction.rollback()


def test_the_trigger_counts_code_points(desk: Desk) -> None:
    """SQLite's substr and Python's slices agree behind a character beyond the basic plane."""
    start, end = at("🚆 in August")
    raw = desk.connection
    with raw.begin() as transaction:
        raw.execute(
            insert(schema.mention_piece).values(
                mention_id=1, role="cue", number=7, version_id=1, start=start, end=end, text=TEXT[start:end]
            )
        )
        transaction.rollback()


def test_words_out_of_the_vocabulary_are_refused(desk: Desk) -> None:
    raw = desk.connection
    for statement in (
        "UPDATE claim SET state = 'done' WHERE id = 1",
        "UPDATE claim SET state = 'dismissed' WHERE id = 1",
        "INSERT INTO speaker (name, kind) VALUES ('x', 'robot')",
        "INSERT INTO desk SELECT 2, made_at, scale_id, one_person FROM desk",
        "INSERT INTO draft VALUES (999, 1, '', '2025-01-01')",
    ):
        with raw.begin() as transaction:
            with pytest.raises(IntegrityError):
                raw.exec_driver_sql(statement)
            transaction.rollback()


def test_times_are_utc_and_never_naive(desk: Desk) -> None:
    raw, person = desk.connection, schema.person
    moment = datetime(2025, 9, 12, 16, 2, 11, 5, tzinfo=timezone(timedelta(hours=2)))
    with raw.begin() as transaction:
        raw.execute(person.insert().values(name="x", first_seen=moment))
        found = raw.execute(select(person.c.first_seen).where(person.c.name == "x")).scalar_one()
        assert (found, found.tzinfo) == (moment, UTC)
        with pytest.raises((BugError, StatementError), match="time zone"):
            raw.execute(person.insert().values(name="y", first_seen=datetime(2025, 9, 12)))  # noqa: DTZ001
        transaction.rollback()


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_numbers_are_kept_to_the_last_digit(number: Decimal) -> None:
    connection = create_engine("sqlite://").connect()
    columns.metadata.create_all(connection, tables=[schema.figure])
    values = reading_values(analysis().figures[2].reading) | {"low": number, "high": None}
    connection.execute(schema.figure.insert().values(mention_id=1, **values))
    row = connection.execute(select(schema.figure)).mappings().one()
    assert str(reading_of(row).low) == str(number)
    connection.close()
    connection.engine.dispose()


def test_readings_and_scales_come_back_as_they_were(desk: Desk) -> None:
    for figure in analysis().figures:
        assert reading_from_json(reading_to_json(figure.reading)) == figure.reading
        assert reading_of(reading_values(figure.reading)) == figure.reading
    scale = desk.read.scale()
    assert scale_from_json(scale_to_json(scale)) == scale


def test_an_older_desk_is_backed_up_before_it_is_brought_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one migration nothing is older yet: what the runner does around a step is shown with one of our own."""
    monkeypatch.setattr(runner, "NEWEST", NEWEST + 1)

    def step(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE novelty (id INTEGER)")
        connection.exec_driver_sql(f"PRAGMA user_version={NEWEST + 1}")

    monkeypatch.setattr(runner, "upgrade", step)
    with open_desk(path) as desk:
        assert desk.connection.exec_driver_sql("SELECT count(*) FROM novelty").scalar() == 0
        desk.connection.rollback()
    monkeypatch.undo()
    kept = path.with_name(f"{path.name}.before-version-{NEWEST + 1}")
    with open_desk(kept) as desk:
        assert len(desk.read.articles()) == 1


def test_a_step_that_fails_leaves_the_desk_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "NEWEST", NEWEST + 1)

    def step(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE novelty (id INTEGER)")
        connection.exec_driver_sql(f"PRAGMA user_version={NEWEST + 1}")
        connection.exec_driver_sql("CREATE TABLE novelty (id INTEGER)")

    monkeypatch.setattr(runner, "upgrade", step)
    with pytest.raises((DBAPIError, BugError)):
        open_desk(path)
    monkeypatch.undo()
    with open_desk(path) as desk:
        assert "novelty" not in objects(desk.connection)
        desk.connection.rollback()
