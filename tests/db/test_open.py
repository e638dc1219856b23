"""Opening: what is made, what is locked, what is refused, and that nothing refused is touched."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from core.errors import BugError, UserError
from core.files import whole_file
from core.records import ClaimFilter, Question
from db import creation, engine
from db.backup import backup
from db.migrations import NEWEST
from db.operations import SetRating
from db.store import Desk, open_desk
from tests.db.examples import ME, claim_at

ROOT = Path(__file__).resolve().parents[2]


def refusal(path: Path, code: str, *, create: bool = True) -> str:
    """Opening is refused with the code; the folder and the file's bytes stay as they are. Returns the message."""
    folder = path if path.is_dir() else path.parent
    before = sorted(folder.iterdir()) if folder.is_dir() else None
    data = path.read_bytes() if path.is_file() else None
    with pytest.raises(UserError) as caught:
        open_desk(path, create=create)
    assert caught.value.code == code
    assert "\n" not in caught.value.message
    assert (sorted(folder.iterdir()) if folder.is_dir() else None) == before
    assert (path.read_bytes() if path.is_file() else None) == data
    return caught.value.message


def test_a_new_desk_is_one_file_with_settings(tmp_path: Path) -> None:
    path = tmp_path / "a desk? 100% #1.desk"
    with open_desk(path) as desk:
        assert desk.read.claim_ids(ClaimFilter()) == []
        assert desk.read.scale().key == "saidso"
        values = {
            pragma: desk.connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
            for pragma in ("journal_mode", "locking_mode", "synchronous", "foreign_keys", "user_version")
        }
        desk.connection.rollback()
        assert values == {
            "journal_mode": "wal",
            "locking_mode": "exclusive",
            "synchronous": 2,
            "foreign_keys": 1,
            "user_version": NEWEST,
        }
        assert not (tmp_path / f"{path.name}-shm").exists()
    assert list(tmp_path.iterdir()) == [path]


def test_a_copy_of_the_file_of_a_settled_desk_is_the_desk(desk: Desk, tmp_path: Path) -> None:
    """Folders that are synchronised and programs for backups copy that one file, while the desk is open."""
    before = [(row.title, row.claims) for row in desk.read.articles()]
    assert before
    log = desk.path.with_name(f"{desk.path.name}-wal")
    assert log.stat().st_size > 0
    desk.settle()
    desk.settle()  # there is nothing left to do
    assert log.stat().st_size == 0
    copy = tmp_path / "copy.saidso"
    subprocess.run(["cp", str(desk.path), str(copy)], check=True)  # not in this process: closing gives locks away
    with open_desk(copy) as other:
        assert [(row.title, row.claims) for row in other.read.articles()] == before
    refusal(desk.path, "S-DESK-IN-USE")


def test_a_desk_that_is_opened_through_a_link_is_settled_too(desk: Desk, tmp_path: Path) -> None:
    desk.close()
    link = tmp_path / "elsewhere" / "link.desk"
    link.parent.mkdir()
    link.symlink_to(desk.path)
    with open_desk(link) as opened:
        opened.transact(SetRating(claim_at(opened, "52 prisoners"), Question.SO, "true"), ME)
        log = desk.path.with_name(f"{desk.path.name}-wal")
        assert log.stat().st_size > 0
        opened.settle()
        assert log.stat().st_size == 0


def test_a_second_process_is_told_at_once(desk: Desk) -> None:
    code = (
        "import sys; from pathlib import Path; from db.store import open_desk\n"
        "from core.errors import UserError\n"
        "try: open_desk(Path(sys.argv[1]))\n"
        "except UserError as error: print(error.code)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(desk.path)], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "S-DESK-IN-USE", done.stderr


def test_the_same_process_is_told_too_and_the_lock_stays(desk: Desk, tmp_path: Path) -> None:
    other_name = tmp_path / "link.desk"
    other_name.hardlink_to(desk.path)
    for path in (desk.path, other_name):
        with pytest.raises(UserError) as caught:
            open_desk(path)
        assert caught.value.code == "S-DESK-IN-USE"
    # Had the refused opening closed a handle on the file, POSIX would have taken the lock away.
    other = sqlite3.connect(desk.path, timeout=0)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("SELECT count(*) FROM claim")
    other.close()


def test_a_report_that_would_take_the_place_of_the_open_desk_leaves_the_lock(desk: Desk) -> None:
    with pytest.raises(UserError) as caught, whole_file(desk.path) as stream:
        stream.write(b"no desk")
    assert caught.value.code == "S-WRITE"
    # Another process, since closing the file in this one would be what gives the lock away.
    code = "import sys; from pathlib import Path; from db.store import open_desk; open_desk(Path(sys.argv[1]))"
    found = subprocess.run([sys.executable, "-c", code, str(desk.path)], cwd=ROOT, capture_output=True, text=True)
    assert "S-DESK-IN-USE" in found.stderr or "open elsewhere" in found.stderr


def test_a_backup_never_takes_the_place_of_the_open_desk(desk: Desk) -> None:
    before = desk.path.stat().st_ino
    with pytest.raises(UserError) as caught:
        backup(desk.connection, desk.path)
    assert caught.value.code == "S-DESK-BACKUP"
    assert desk.path.stat().st_ino == before


def test_closing_gives_the_lock_back(path: Path) -> None:
    for _ in range(2):
        desk = open_desk(path)
        desk.close()
        desk.close()
    with pytest.raises(BugError):
        _ = desk.read


def test_files_that_are_no_desk(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("SQLite format 3 is what a desk is, but this is not one. " * 4)
    assert "notes.txt" in refusal(text, "S-DESK-NOT-A-DESK")
    empty = tmp_path / "empty.desk"
    empty.touch()
    refusal(empty, "S-DESK-NOT-A-DESK")
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE claim (id)")
    connection.commit()
    connection.close()
    assert "another program" in refusal(other, "S-DESK-NOT-A-DESK")


def test_places_that_cannot_hold_a_desk(tmp_path: Path) -> None:
    refusal(tmp_path, "S-DESK-FOLDER")
    assert "missing" in refusal(tmp_path / "missing" / "a.desk", "S-DESK-NO-FOLDER")
    refusal(tmp_path / "a.desk", "S-DESK-MISSING", create=False)
    file = tmp_path / "file"
    file.touch()
    refusal(file / "a.desk", "S-DESK-OPEN")


@pytest.mark.parametrize("name", ["x" * 250, "x" * 300, "ж" * 120], ids=["log", "file", "bytes"])
def test_a_name_too_long_for_the_files_beside_it_says_how_long_one_may_be(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError) as caught:
        open_desk(tmp_path / name)
    assert caught.value.code == "S-DESK-NAME"
    assert list(tmp_path.iterdir()) == []
    most = int(re.search(r"at most (\d+) characters", caught.value.message)[1])  # type: ignore[index]
    with open_desk(tmp_path / ("x" * most)) as desk:
        backup(desk.connection, desk.path.with_name(f"{desk.path.name}.before-version-{NEWEST}"))


def test_a_desk_of_a_newer_version_names_both(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version={NEWEST + 6}")
    raw.commit()
    raw.execute("PRAGMA journal_mode=DELETE")
    raw.close()
    message = refusal(path, "S-DESK-NEWER")
    assert str(NEWEST + 6) in message
    assert f"up to {NEWEST}" in message


def test_a_damaged_desk(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:8192] = b"\xff" * (8192 - 100)
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        open_desk(path)
    assert caught.value.code == "S-DESK-DAMAGED"


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_new_desk_in_a_place_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fail(self: Path, mode: int = 0o666, exist_ok: bool = True) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(Path, "touch", fail)
    refusal(tmp_path / "a.desk", "S-DESK-READ-ONLY")


def test_an_existing_desk_in_a_place_that_cannot_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA query_only=ON")

    monkeypatch.setattr(engine, "_set_up", read_only)
    refusal(path, "S-DESK-READ-ONLY")
    monkeypatch.undo()
    open_desk(path).close()


@pytest.mark.parametrize("of", ["file", "folder"])
def test_a_desk_that_may_only_be_read(path: Path, monkeypatch: pytest.MonkeyPatch, of: str) -> None:
    # As the system answers whoever is not root, who may do everything.
    barred = path if of == "file" else path.parent
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda which, mode: Path(which) != barred and allowed(which, mode))
    refusal(path, "S-DESK-READ-ONLY")
    monkeypatch.undo()
    open_desk(path).close()


def test_a_disk_that_fails_at_opening_is_not_told_as_something_unsaved(path: Path) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    told = engine.explain(error, path, engine.Doing.OPEN)
    assert told.code == "S-DESK-OPEN"
    assert "could not be opened" in told.message


def test_a_file_that_cannot_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", fail)
        with pytest.raises(UserError) as caught:
            open_desk(path)
    assert caught.value.code == "S-DESK-OPEN"
    open_desk(path).close()


def test_making_a_desk_never_writes_over_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.desk"
    build = creation._build

    def build_while_another_appears(making: Path, *rest: object) -> None:
        build(making, *rest)  # type: ignore[arg-type]
        path.write_text("somebody's work")

    monkeypatch.setattr(creation, "_build", build_while_another_appears)
    with pytest.raises(UserError) as caught:
        open_desk(path)
    assert caught.value.code == "S-DESK-EXISTS"
    assert path.read_text() == "somebody's work"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_while_making_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise OperationalError("CREATE", None, error)

    monkeypatch.setattr(creation, "_fill", full)
    with pytest.raises(UserError) as caught:
        open_desk(tmp_path / "a.desk")
    assert caught.value.code == "S-DESK-WRITE"
    assert list(tmp_path.iterdir()) == []


def test_another_thread_is_a_bug(desk: Desk) -> None:
    caught: list[BaseException] = []

    def use() -> None:
        try:
            desk.read.queues()
        except BugError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_a_file_with_a_broken_schema_text_is_damaged(tmp_path: Path, path: Path) -> None:
    data = bytearray(path.read_bytes())
    place = data.index(b"CREATE TABLE article_version")
    data[place + 10 : place + 16] = b"\x8c\xff\xfe\x80\x8c\xff"
    broken = tmp_path / "broken.saidso"
    broken.write_bytes(data)
    with pytest.raises(UserError) as refusal:
        open_desk(broken)
    assert refusal.value.code == "S-DESK-DAMAGED"
    assert broken.read_bytes() == data


def test_what_a_killed_program_left_while_making_a_desk_is_taken_away(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".d.saidso.0123abcd.new", tmp_path / ".d.saidso.4567cdef.new"
    for left in (old, fresh):
        left.write_bytes(b"half")
    os.utime(old, (0, 0))
    open_desk(tmp_path / "d.saidso").close()
    assert not old.exists()
    assert fresh.exists(), "somebody may still be making it"
