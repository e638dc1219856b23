"""A new desk: made whole beside its place and then put there, so that no half-made desk is ever found."""

from __future__ import annotations

import contextlib
import glob
import os
import secrets
import time
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from core.checking import scales
from core.errors import UserError
from core.files import flush_folder
from core.records import RatingScale
from db import engine, schema
from db.codec import scale_to_json
from db.migrations import runner

_STALE = 3600
"""Seconds after which nobody can still be making the desk a file was begun for."""

_LOGS = ("-wal", "-journal", "-shm")
"""Ends of the names of the files that SQLite keeps beside a desk while it works on it."""


def create(path: Path, at: datetime, scale: RatingScale | None = None) -> None:
    """Make a desk at `path` with `scale` (the program's own, if None). Never writes over a file that is there.

    Raises `UserError` S-DESK-NAME, S-DESK-READ-ONLY, S-DESK-WRITE, S-DESK-EXISTS.
    """
    scale = scale or scales.load()
    engine.check_name(path)
    _clear_away(path)
    making = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        making.touch(exist_ok=False)
        _build(making, at, scale)
        publish(making, path)
    except FileExistsError as error:
        raise UserError(
            "S-DESK-EXISTS", f"{path} has just been made by another program; open it again."
        ) from error
    except OSError as error:
        raise UserError(
            "S-DESK-READ-ONLY",
            f"{path} cannot be made there: {(error.strerror or str(error)).lower()}; choose another folder.",
        ) from error
    except engine.FAULTS as error:
        raise engine.explain(error, path, engine.Doing.MAKE) from error
    finally:
        for left in (making, *(making.with_name(making.name + end) for end in _LOGS)):
            with contextlib.suppress(OSError):  # why it could not be made is told, not that nothing is left of it
                left.unlink(missing_ok=True)


def _clear_away(path: Path) -> None:
    """Take away what a program that was killed while it made this desk left behind."""
    long_ago = time.time() - _STALE
    for left in path.parent.glob(f".{glob.escape(path.name)}.{'[0-9a-f]' * 8}.new*"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < long_ago:
                left.unlink()


def _build(making: Path, at: datetime, scale: RatingScale) -> None:
    made = engine.make_engine(making)
    connection = made.connect()
    try:
        with connection.begin():
            connection.exec_driver_sql(f"PRAGMA application_id={engine.APPLICATION_ID}")
            runner.upgrade(connection)
            _fill(connection, at, scale)
    finally:
        connection.close()
        made.dispose()


def _fill(connection: Connection, at: datetime, scale: RatingScale) -> None:
    connection.execute(
        schema.rating_scale.insert().values(
            id=1, key=scale.key, version=scale.version, content=scale_to_json(scale)
        )
    )
    connection.execute(schema.desk.insert().values(id=1, made_at=at, scale_id=1))


def publish(made: Path, path: Path) -> None:
    """Give the finished file its name, for sure on the disk. Raises `OSError`; `FileExistsError` if taken."""
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        path.hardlink_to(made)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links (FAT, some network shares): the check and the move are two steps there.
        if path.exists():
            raise FileExistsError(str(path)) from None
        made.rename(path)
    flush_folder(path.parent)
