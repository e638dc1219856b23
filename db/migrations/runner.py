"""Brings a desk to the newest version: a verified backup, then all steps and the version in one transaction.

A new migration is a file `versions/vNNNN_what_it_does.py` with `revision = "NNNN"` and `down_revision` the one
before; `NEWEST` in `db.migrations` becomes NNNN. There is no way down: an older program refuses the desk, and the
backup that was made on the way up is the way back.
"""

from __future__ import annotations

import filecmp
from pathlib import Path

from sqlalchemy import Connection

from core.errors import UserError
from db.engine import user_version
from db.migrations import NEWEST


def refuse_newer(version: int, path: Path) -> None:
    """Raises `UserError` S-DESK-NEWER for a desk that a newer program has written."""
    if version > NEWEST:
        raise UserError(
            "S-DESK-NEWER",
            f"{path} was written by a newer Saidso (desk version {version}, this program reads up to {NEWEST}); "
            "it was left as it is. Update Saidso to open it.",
        )


def bring_up(connection: Connection, path: Path) -> None:
    """Migrate an older desk, after a backup beside it. Raises `UserError` S-DESK-NEWER, S-DESK-NOT-A-DESK."""
    version = user_version(connection)
    refuse_newer(version, path)
    if version == NEWEST:
        return
    if version < 1:
        raise UserError(
            "S-DESK-NOT-A-DESK", f"{path} has no desk version and was left as it is; open a backup of it."
        )
    from db.backup import backup

    made = _kept_beside(path)
    backup(connection, made)
    # A migration that fails time and again, for want of room perhaps, must not fill the disk with its backups.
    if any(filecmp.cmp(each, made, shallow=False) for each in _backups(path) if each != made and each.exists()):
        made.unlink()
    with connection.begin():
        upgrade(connection)


def _kept_beside(path: Path) -> Path:
    """A name for the backup that none has yet: one that stands there may be of another desk of this name, or of
    an earlier state that somebody came back to."""
    names = _backups(path)
    free = next((each for each in names if not each.exists()), None)
    if free is None:
        raise UserError(
            "S-DESK-BACKUP",
            f"{path} was not opened: {len(names)} backups of it stand beside it and there is no name for another "
            f"({names[-1].name} is the last); move them elsewhere and open it again.",
        )
    return free


def _backups(path: Path) -> list[Path]:
    """The names for backups before a migration to the newest version, in order."""
    name = f"{path.name}.before-version-{NEWEST}"
    return [path.with_name(f"{name}{number}") for number in ("", *(f".{n}" for n in range(2, 100)))]


def upgrade(connection: Connection, target: int = NEWEST) -> None:
    """Run the migrations up to `target` in the transaction under way, and set the version with them."""
    # Alembic takes a fifth of a second to import, and a desk of the newest version does not need it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).resolve().parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{target:04d}")
    connection.exec_driver_sql(f"PRAGMA user_version={int(target)}")
