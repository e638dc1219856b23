"""Writing a file so that it is there whole or not at all, under a name that every file system takes."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from core.errors import UserError

_DATABASE = b"SQLite format 3\x00"
"""How every SQLite file begins: https://www.sqlite.org/fileformat.html"""


_held: set[tuple[int, int]] = set()
_held_lock = threading.Lock()


def hold(path: Path) -> tuple[int, int] | None:
    """Note that this process has the file at `path` open and locked; None where it has already.

    Such a file must not be opened a second time in this process: closing it would give the lock away (POSIX), and
    another program could write to it. `let_go` takes what this returns. Raises `OSError`.
    """
    found = path.stat()
    identity = (found.st_dev, found.st_ino)
    with _held_lock:
        if identity in _held:
            return None
        _held.add(identity)
    return identity


def let_go(identity: tuple[int, int]) -> None:
    """The file is closed: it may be opened again."""
    with _held_lock:
        _held.discard(identity)


def _is_held(path: Path) -> bool:
    found = path.stat()
    with _held_lock:
        return (found.st_dev, found.st_ino) in _held


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A binary stream whose contents become those of `path` when the block ends.

    If the block raises, what was there stays. Written beside the target, flushed to disk, moved into its place; a
    link is followed; a pipe or device, which cannot be replaced, is written directly. Raises `UserError`
    S-WRITE, naming the file and what to do, where it cannot be written.
    """
    try:
        if path.is_dir():
            raise UserError("S-WRITE", f"{path}: is a folder; choose a name for the file.")
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
        else:
            target = path.resolve()
            if target.is_symlink():  # since Python 3.13 resolve() gives back a loop of links as it is
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            _refuse_database(path, target)
            with _beside(target) as stream:
                yield stream
    except BrokenPipeError:
        raise  # nobody reads any more: not a place that cannot be written
    except (OSError, RuntimeError, ValueError) as error:
        # resolve() raises RuntimeError on a loop of links before Python 3.13, ValueError on a null character.
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UserError("S-WRITE", f"{path}: cannot be written there ({why}); choose another place.") from error


def _refuse_database(path: Path, target: Path) -> None:
    """A desk named by mistake where an output file was meant would be gone for good."""
    if target.exists() and (_is_held(target) or _begins(target, _DATABASE)):
        raise UserError("S-WRITE", f"{path}: is a desk or another database; choose another file name.")


def _begins(path: Path, beginning: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(beginning)) == beginning


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[BinaryIO]:
    part = target.with_name(f".saidso-{secrets.token_hex(8)}.part")
    # Opened here and not by tempfile, so that the file gets the rights that the person's umask gives.
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Have the disk keep the names in a folder, where the system lets a folder be flushed (Windows does not)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_LONGEST_NAME, _MOST_BYTES = 80, 200
"""Characters and UTF-8 bytes of a file's name without its ending; a file system takes 255 bytes with the ending,
which is put on later where a report is written in several formats."""


def named_after(title: str, suffix: str, otherwise: str) -> str:
    """A name that every file system takes, made of the title, or `otherwise` where nothing of it is left.

    A figure in it stays what it is ("£1.4m").
    """
    plain = re.sub(r"(?!(?<=\d)[.,](?=\d))[^\w\-£€$% ]", "", title).strip()[:_LONGEST_NAME]
    # What is cut through is left out.
    whole = plain.encode("utf-8", "ignore")[:_MOST_BYTES].decode("utf-8", "ignore")
    return f"{whole.strip() or otherwise}{suffix}"
