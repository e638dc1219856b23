"""What goes wrong in the middle of an action leaves nothing of it; the audit chain and backups hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from core.errors import BugError, UserError
from core.records import EvidenceDraft, Question
from db import backup, health
from db.operations import AddEvidence, ImportArticle, SetRating, SetRationale
from db.operations.base import PersonOperation
from db.store import Desk, open_desk
from db.transaction import Tx
from tests.db.examples import ME, TEXT, analysis, claim_at, document, dump, visible


@dataclass(frozen=True)
class ThenFail(PersonOperation):
    """Another operation, and then a failure before the transaction ends."""

    action: ClassVar[str] = "fail"
    inner: Any
    error: type[Exception] = RuntimeError

    def apply(self, tx: Tx) -> str:
        self.inner.apply(tx)
        raise self.error("in the middle")


ACTIONS: list[Callable[[], Any]] = [
    lambda: ImportArticle(document(TEXT + "x"), analysis()),
    lambda: SetRating(1, Question.SO, "true"),
    lambda: AddEvidence(1, EvidenceDraft("List")),
]


@pytest.mark.parametrize("make", ACTIONS)
def test_an_exception_inside_an_action_leaves_every_row_as_it_was(desk: Desk, make: Callable[[], Any]) -> None:
    before = dump(desk)
    with pytest.raises(RuntimeError):
        desk.transact(ThenFail(make()), "A New Person")
    assert dump(desk) == before
    assert desk.transact(make(), ME).label


@pytest.mark.parametrize("failing", range(1, 40, 3))
def test_a_failure_at_any_statement_leaves_every_row_as_it_was(desk: Desk, failing: int) -> None:
    """The connection fails at the n-th statement of an import with its analysis, as a dying disk would."""
    before = dump(desk)
    count = 0

    def fail(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        nonlocal count
        count += 1
        if count == failing:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
            raise error

    engine = desk.connection.engine
    event.listen(engine, "before_cursor_execute", fail)
    try:
        with pytest.raises((UserError, sqlite3.OperationalError)):
            desk.transact(ImportArticle(document(TEXT + "x"), analysis()), ME)
    finally:
        event.remove(engine, "before_cursor_execute", fail)
    assert count >= failing
    assert dump(desk) == before
    assert desk.transact(ImportArticle(document(TEXT + "x"), analysis()), ME).label


def test_a_full_disk_is_said_and_nothing_is_lost(desk: Desk) -> None:
    """SQLite's own limit on pages stands for the disk: it fails with the same code at the same place."""
    raw = desk.connection
    pages = raw.exec_driver_sql("PRAGMA page_count").scalar_one()
    raw.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    raw.rollback()
    before = visible(desk)
    text = "A long article. " * 20_000
    with pytest.raises(UserError) as caught:
        desk.transact(ImportArticle(document(text)), ME)
    assert caught.value.code == "S-DESK-WRITE"
    assert "disk is full" in caught.value.message
    assert str(desk.path) in caught.value.message
    assert visible(desk) == before
    raw.exec_driver_sql("PRAGMA max_page_count=1000000")
    raw.rollback()
    assert desk.transact(ImportArticle(document(text)), ME).label
    assert health.check(raw).sound


def test_a_desk_that_cannot_be_read_is_said(desk: Desk) -> None:
    def fail(*_args: object) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
        raise OperationalError("SELECT", None, error)

    engine = desk.connection.engine
    event.listen(engine, "before_cursor_execute", fail)
    try:
        with pytest.raises(UserError) as caught:
            desk.read.articles()
    finally:
        event.remove(engine, "before_cursor_execute", fail)
    assert caught.value.code == "S-DESK-READ"
    assert desk.read.articles()


def test_a_rule_of_the_database_that_is_broken_is_a_bug(desk: Desk) -> None:
    @dataclass(frozen=True)
    class Wrong(PersonOperation):
        action: ClassVar[str] = "wrong"

        def apply(self, tx: Tx) -> str:
            tx.connection.exec_driver_sql("DELETE FROM analysis")
            return "wrong"

    with pytest.raises(BugError, match="never changed"):
        desk.transact(Wrong(), ME)


def test_nobody_acts_without_a_name(desk: Desk) -> None:
    with pytest.raises(BugError):
        desk.transact(SetRating(1, Question.SO, "true"), "  ")


# --- the audit chain ---


def worked(desk: Desk) -> Desk:
    desk.transact(SetRating(1, Question.SO, "true"), ME)
    desk.transact(SetRationale(1, "Counted."), "Somebody Else")
    desk.undo("Somebody Else")
    return desk


def test_every_action_is_an_event_of_the_chain(desk: Desk) -> None:
    worked(desk)
    with desk.connection.begin():
        events = list(health.audit_events(desk.connection))
    assert [(event.actor, event.action) for event in events] == [
        (ME, "import"),
        (ME, "rating"),
        ("Somebody Else", "rationale"),
        ("Somebody Else", "undo"),
    ]
    assert '"so":"true"' in (events[1].payload or "")
    found = health.check(desk.connection)
    assert (found.sound, found.events) == (True, 4)
    assert found.passages > 10


TAMPERING = [
    ("UPDATE audit_event SET actor = 'Nobody' WHERE id = 2", "breaks in the audit chain"),
    (
        "UPDATE audit_payload SET payload = replace(payload, 'true', 'false') WHERE event_id = 2",
        "breaks in the audit",
    ),
    ("DELETE FROM audit_event WHERE id = 3", "rows that point nowhere"),
    ("UPDATE mention_piece SET text = 'x' WHERE mention_id = 1 AND role = 'content'", "passages that differ"),
    ("UPDATE article_version SET original = x'00'", "originals that changed"),
    ("UPDATE claim SET so = 'false' WHERE id = 1", "claims that differ"),
    ("UPDATE claim SET folded = 'x' WHERE id = 1", "claims that search does not find"),
    ("DELETE FROM claim WHERE id = 1", "rows that point nowhere"),
]


@pytest.mark.parametrize("statement, kind", TAMPERING, ids=[kind for _, kind in TAMPERING])
def test_whoever_gets_past_the_triggers_is_found(path: Path, statement: str, kind: str) -> None:
    with open_desk(path) as desk:
        worked(desk)
    raw = sqlite3.connect(path)
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute(statement)
    raw.commit()
    raw.close()
    with open_desk(path) as desk:
        found = health.check(desk.connection)
    assert any(problem.kind.startswith(kind) and problem.count >= 1 for problem in found.problems), found


def test_a_withheld_payload_leaves_the_chain_whole(desk: Desk) -> None:
    worked(desk)
    with desk.connection.begin():
        desk.connection.exec_driver_sql("DELETE FROM audit_payload WHERE event_id = 2")
    assert health.check(desk.connection).sound


# --- backups ---


def test_a_backup_of_a_desk_in_use_is_a_whole_desk(desk: Desk, tmp_path: Path) -> None:
    worked(desk)
    kept = tmp_path / "kept" / "copy.desk"
    kept.parent.mkdir()
    for _ in range(2):
        backup.backup(desk.connection, kept)
    assert list(kept.parent.iterdir()) == [kept]
    seen, rows = visible(desk), dump(desk)
    desk.transact(SetRating(2, Question.SO, "false"), ME)
    with open_desk(kept, create=False) as copy:
        assert (visible(copy), dump(copy)) == (seen, rows)
        assert health.check(copy.connection).sound


def test_a_backup_that_is_not_whole_never_gets_its_name(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "copy.desk"
    backup.backup(desk.connection, kept)
    good = kept.read_bytes()
    copy = backup._copy

    def damage(connection: Any, making: Path) -> None:
        copy(connection, making)
        data = bytearray(making.read_bytes())
        data[4096 * 3 : 4096 * 5] = b"\xa5" * 8192
        making.write_bytes(data)

    monkeypatch.setattr(backup, "_copy", damage)
    with pytest.raises(UserError) as caught:
        backup.backup(desk.connection, kept)
    assert caught.value.code == "S-DESK-BACKUP"
    assert kept.read_bytes() == good
    assert sorted(p.name for p in tmp_path.iterdir() if "copy" in p.name) == ["copy.desk"]


def test_a_backup_where_none_can_be_written(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        backup.backup(desk.connection, tmp_path / "missing" / "copy.desk")
    assert caught.value.code == "S-DESK-BACKUP"
    assert claim_at(desk, "52 prisoners")
