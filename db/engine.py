"""The connection to a desk: settings, lock, and what is refused before anything is touched.

A desk is one SQLite file used through one connection from one thread. `locking_mode=EXCLUSIVE` keeps SQLite's own
lock from opening to closing, so it is the desk lock too: it goes with the process, however that ends, and nothing
stays behind to be removed by hand.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from core.errors import BugError, UserError
from core.files import hold, let_go
from db.codec import fold

APPLICATION_ID = 0x5361_6964
"""`Said` in ASCII, in the file's header: tells a desk from any other SQLite file."""

READ = "saidso_read"
"""Execution option of a transaction that only reads: it takes no write lock."""

FOLD = "saidso_fold"
"""The name of `db.codec.fold` in statements; it takes some microseconds a text."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100

_NAME_MAX = 255
"""Bytes of a file's name, where the file system does not say how many it takes."""

KEPT_BESIDE = 64
"""Bytes that a name beside a desk may have more than the desk's own: the log of the backup before a migration."""

_BUSY, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 8, 10, 11, 13, 14, 26
"""Primary result codes of SQLite: https://www.sqlite.org/rescode.html"""

FAULTS = (DBAPIError, UnicodeDecodeError)
"""What a database raises that does not do as it should: a damaged file may hold text that is no UTF-8."""


def connect(path: Path, look: Callable[[int, Path], None]) -> Connection:
    """Open the desk file at `path` and take its lock. The caller has made sure that the file is there.

    `look` gets the desk version from the header before SQLite has touched the file, and may raise.

    Raises `UserError` S-DESK-… without changing the file when it is no desk, is open elsewhere or cannot be
    written.
    """
    identity = _claim(path)
    try:
        look(check_header(path), path)
        _check_writable(path)
        return _connect(path, identity)
    except BaseException:
        let_go(identity)
        raise


def _connect(path: Path, identity: tuple[int, int]) -> Connection:
    engine = make_engine(path)
    try:
        connection = engine.connect()
        _take_lock(connection)
    except FAULTS as error:
        engine.dispose()
        raise explain(error, path, Doing.OPEN) from error
    connection.info["saidso_identity"] = identity
    return connection


def empty_log(connection: Connection, path: Path) -> None:
    """Write what is in the log beside the desk file into that file, if there is anything; where that fails, it
    stays in the log."""
    file = path.resolve()  # the log is beside the file that a link leads to
    log = file.with_name(f"{file.name}-wal")
    try:
        if log.stat().st_size > 0:
            # Past SQLAlchemy, which would begin a transaction: within one there is no emptying.
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except (OSError, sqlite3.Error):
        return


def disconnect(connection: Connection) -> None:
    """Close the connection and give the lock back. SQLite writes its log into the desk file on the way."""
    identity = connection.info.get("saidso_identity")
    connection.close()
    connection.engine.dispose()
    if identity is not None:
        let_go(identity)


def make_engine(path: Path) -> Engine:
    """An engine with a single connection to `path` and the desk's settings, which nothing has been read from."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=StaticPool,
        connect_args={"timeout": 0, "isolation_level": None, "check_same_thread": True},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _record: object) -> None:
    # SQLite's own lower() knows the letters a to z alone.
    connection.create_function(FOLD, 1, lambda text: None if text is None else fold(text), deterministic=True)
    cursor = connection.cursor()
    # EXCLUSIVE before the first read: then WAL needs no shared memory file, and the lock is never let go.
    for pragma in (
        "locking_mode=EXCLUSIVE",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        # What is deleted is overwritten, which not every build of SQLite does: a backup copies free pages too.
        "secure_delete=ON",
        "temp_store=MEMORY",
        "cache_size=-32000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READ, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _take_lock(connection: Connection) -> None:
    """A first write transaction, empty: takes the lock, and finds out whether the place can be written."""
    with connection.begin():
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        # Writing the value that stands there changes nothing but needs everything a real write needs.
        connection.exec_driver_sql(f"PRAGMA user_version={int(version)}")


def user_version(connection: Connection) -> int:
    """The desk version in the file's header: the number of its newest migration."""
    with reading(connection):
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


@contextmanager
def reading(connection: Connection) -> Iterator[Connection]:
    """A transaction that only reads; the one that is under way, if there is one."""
    if connection.in_transaction():
        yield connection
        return
    connection.execution_options(**{READ: True})
    try:
        with connection.begin():
            yield connection
    except FAULTS as error:
        raise explain(error, Path(connection.engine.url.database or ""), Doing.READ) from error
    finally:
        connection.execution_options(**{READ: False})


def rewrite(connection: Connection) -> None:
    """Write the whole file anew, so that nothing of what was deleted is left in free pages or in the log.

    Raises `UserError` S-DESK-REMAINS where the disk or the memory has no room for it.
    """
    raw: Any = connection.connection.dbapi_connection  # SQLAlchemy would begin a transaction
    path = Path(connection.engine.url.database or "")
    try:
        try:
            with _temporary_file_beside(raw, path):
                raw.execute("VACUUM").fetchall()
        finally:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except (sqlite3.Error, MemoryError) as error:
        reason = str(error) or "there is too little memory"
        raise UserError(
            "S-DESK-REMAINS",
            f"{path.name}: it was taken out, but the file could not be written anew ({reason}) and may still hold "
            "remains; free some space and withhold another event, or make a backup and use that.",
        ) from error


@contextmanager
def _temporary_file_beside(raw: Any, path: Path) -> Iterator[None]:
    """Have SQLite keep what it writes for a while in a file beside the desk: in memory, a desk of kept copies
    would need as much as it is large.

    Nothing that was withheld is in that file, which gets what is left of the desk, and SQLite deletes it. It is
    beside the desk so that nothing of it comes onto a disk that somebody did not choose for it.
    """
    folder = str(path.resolve().parent).replace("'", "''")
    raw.execute(f"PRAGMA temp_store_directory='{folder}'")
    raw.execute("PRAGMA temp_store=FILE")
    try:
        yield
    finally:
        raw.execute("PRAGMA temp_store=MEMORY")
        raw.execute("PRAGMA temp_store_directory=''")


# --- what is refused ------------------------------------------------------------------------------------------


def check_place(path: Path) -> bool:
    """Whether a file stands at `path`. Raises `UserError` for a folder or a missing parent."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise UserError(
                "S-DESK-NO-FOLDER",
                f"{path}: the folder {path.parent} does not exist; create it or choose another.",
            ) from None
        return False
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            check_name(path)
        raise UserError(
            "S-DESK-OPEN", f"{path} cannot be opened: {_reason(error)}; choose another place."
        ) from error
    if stat.S_ISDIR(mode):
        raise UserError("S-DESK-FOLDER", f"{path} is a folder; choose a desk file in it or a name for a new one.")
    if not stat.S_ISREG(mode):
        raise UserError("S-DESK-NOT-A-DESK", f"{path} is not a file; choose a desk file.")
    return True


def check_name(path: Path) -> None:
    """Raises `UserError` S-DESK-NAME where a new desk's name leaves no room for those of the files beside it."""
    try:
        most = os.pathconf(path.parent, "PC_NAME_MAX")
    except (AttributeError, OSError, ValueError):  # not everywhere is it told
        most = _NAME_MAX
    most -= KEPT_BESIDE
    if len(os.fsencode(path.name)) > most:
        raise UserError(
            "S-DESK-NAME",
            f"{path.name[:40]}…: the name is too long for a desk and the files that are kept beside it; choose "
            f"one of at most {most} characters, fewer where it has others than the letters a to z.",
        )


def check_header(path: Path) -> int:
    """The desk version in the header of the file. Raises `UserError` S-DESK-NOT-A-DESK for any other file.

    Reads bytes and not through SQLite, which may write to a file it opens. Only for a file that this process does
    not have open: closing it would give away the lock (POSIX).
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError as error:
        raise UserError(
            "S-DESK-OPEN", f"{path} cannot be read: {_reason(error)}; check its permissions."
        ) from error
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise UserError(
            "S-DESK-NOT-A-DESK", f"{path} is not a Saidso desk; it was left as it is. Choose a desk file."
        )
    version, application = struct.unpack(">i", header[60:64])[0], struct.unpack(">i", header[68:72])[0]
    if application != APPLICATION_ID:
        raise UserError(
            "S-DESK-NOT-A-DESK",
            f"{path} is a database of another program; it was left as it is. Choose a Saidso desk file.",
        )
    return int(version)


def _check_writable(path: Path) -> None:
    """Raises `UserError` S-DESK-READ-ONLY. Of a file that may only be read, SQLite says that the disk reported an
    error when it cannot lock it."""
    folder = path.resolve().parent  # the log is written beside the file that a link leads to
    if not (os.access(path, os.W_OK) and os.access(folder, os.W_OK)):
        raise _read_only(path)


def _read_only(path: Path) -> UserError:
    return UserError("S-DESK-READ-ONLY", f"{path} cannot be written there; copy it to a folder you can write to.")


def _claim(path: Path) -> tuple[int, int]:
    identity = hold(path)
    if identity is None:
        raise _elsewhere(path)
    return identity


def _elsewhere(path: Path) -> UserError:
    return UserError("S-DESK-IN-USE", f"{path}: this desk is open elsewhere; close it there and open it again.")


class Doing(Enum):
    """What was being done when the database failed."""

    MAKE = auto()
    OPEN = auto()
    READ = auto()
    WRITE = auto()


def explain(error: Exception, path: Path, doing: Doing) -> UserError | BugError:
    """What a failure of the database means for the person: theirs with what to do, or else ours."""
    cause = getattr(error, "orig", error)
    code = _CORRUPT if isinstance(error, UnicodeDecodeError) else getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code == _BUSY:
        return _elsewhere(path)
    if code in (_CORRUPT, _NOTADB):
        return UserError(
            "S-DESK-DAMAGED",
            f"{path} is damaged ({cause}); close it, keep a copy and open the newest backup.",
        )
    if code in (_READONLY, _CANTOPEN) and doing in (Doing.MAKE, Doing.OPEN):
        return _read_only(path)
    what = {
        _FULL: "the disk is full; free some space and do it again",
        _IOERR: f"the disk reported an error ({cause}); check the disk or move the desk, then do it again",
        _READONLY: "its folder has become read-only; make it writable and do it again",
        _CANTOPEN: "its folder cannot be written; make it writable and do it again",
    }.get(code)
    if what is not None and doing is Doing.OPEN:
        return UserError("S-DESK-OPEN", f"{path} could not be opened: {what}.")
    if what is not None and doing is Doing.READ:
        return UserError("S-DESK-READ", f"{path} could not be read: {what}.")
    if what is not None:
        return UserError("S-DESK-WRITE", f"Not saved in {path}: {what}. The desk is as it was before.")
    return BugError("S-DB-RULE", f"The database refused a statement: {cause}")


def _reason(error: OSError) -> str:
    return (os.strerror(error.errno) if error.errno else str(error)).lower()
