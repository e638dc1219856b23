"""Writing a report to a file, whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from core.errors import UserError


def write_whole(path: Path, data: bytes) -> None:
    """Make `data` the content of `path`, or leave what was there as it was.

    Written beside the target, flushed to disk, then moved into its place. A link is followed. Raises `UserError`
    S-REPORT-WRITE, naming the file and what to do, where it cannot be written.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            what = "a folder" if target.is_dir() else "no ordinary file"
            raise UserError("S-REPORT-WRITE", f"{path}: is {what}; choose a file name for the report.")
        _replace(target, data)
    except (OSError, RuntimeError, ValueError) as error:
        # resolve() raises RuntimeError on a loop of links before Python 3.13, ValueError on a null character.
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UserError(
            "S-REPORT-WRITE", f"{path}: the report cannot be written there ({why}); choose another place."
        ) from error


def _replace(target: Path, data: bytes) -> None:
    part = target.with_name(f".saidso-{secrets.token_hex(8)}.part")
    # Opened here and not by tempfile, so that the file gets the rights that the person's umask gives.
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _flush_folder(target.parent)


def _flush_folder(folder: Path) -> None:
    """Make the move itself durable, where the system lets a folder be flushed."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
