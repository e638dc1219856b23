"""Backups: SQLite's own copying of a desk in use, verified before it gets its name.

The file of a desk in use is never copied as a file: what was committed last is in its log and would be lost, and
the copy would still pass for whole.
"""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from core.errors import BugError, UserError
from core.files import flush_folder
from db.engine import APPLICATION_ID


def backup(connection: Connection, path: Path) -> None:
    """Copy the desk to `path`; a backup of that name is replaced only once the new one is whole.

    Raises `UserError` S-DESK-BACKUP, with whatever stood at `path` still there.
    """
    if connection.in_transaction():
        raise BugError("S-DB-BACKUP", "A backup was asked for in the middle of an action.")
    if path.exists() and path.samefile(connection.engine.url.database or ""):
        raise UserError("S-DESK-BACKUP", f"{path} is the desk itself; choose another name for the backup.")
    making = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        making.touch(exist_ok=False)
        _copy(connection, making)
        _verify(making)
        making.replace(path)
        flush_folder(path.parent)
    except (OSError, sqlite3.Error) as error:
        raise UserError(
            "S-DESK-BACKUP", f"No backup was made at {path}: {error}; free some space or choose another folder."
        ) from error
    finally:
        for left in (making, making.with_name(f"{making.name}-journal"), making.with_name(f"{making.name}-wal")):
            left.unlink(missing_ok=True)


def _copy(connection: Connection, making: Path) -> None:
    source: Any = connection.connection.driver_connection
    with closing(sqlite3.connect(making)) as copy:
        source.backup(copy)
        # The copy must not need a log beside it: it is one file, to be carried about.
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("PRAGMA synchronous=FULL")


def _verify(made: Path) -> None:
    """Open the copy anew and read all of it. Raises `sqlite3.DatabaseError` if it is not whole."""
    with closing(sqlite3.connect(made)) as copy:
        found = [row[0] for row in copy.execute("PRAGMA integrity_check(5)")]
        if found != ["ok"]:
            raise sqlite3.DatabaseError(f"the copy is damaged ({found[0]})")
        if copy.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise sqlite3.DatabaseError("the copy has rows that point nowhere")
        if copy.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise sqlite3.DatabaseError("the copy is not a desk")
