"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from core.errors import UserError


@contextlib.contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """A binary stream whose contents replace `target` when the block ends, and leave it alone when it raises.

    A pipe or device cannot be replaced and is written directly. Raises `UserError` (S-WRITE) where the target
    cannot be written.
    """
    with _told(target):
        if target.exists() and not target.is_file():
            if target.is_dir():
                raise UserError("S-WRITE", f"{target} is a folder; name a file in it")
            with target.open("wb") as stream:
                yield stream
            return
        target = target.resolve()  # a link keeps pointing where it did
        temporary = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
        try:
            with temporary.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError("S-WRITE", f"{target}: cannot be written ({reason}); choose another place") from error
