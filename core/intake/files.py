"""Files and folders: read without ever blocking, walked without ever stopping at the first trouble."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from core.errors import UserError
from core.intake.formats import looks_like_article
from core.intake.limits import MAX_BYTES, display_name, size_in_words

Report = Callable[[UserError], None]

_GONE = ("S-INTAKE-MISSING", "is not there any more, or is a link to nothing. Choose it again.")
_FORBIDDEN = ("S-INTAKE-UNREADABLE", "may not be read by you. Change its permissions or copy it elsewhere.")
_REASONS: dict[int, tuple[str, str]] = {
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EISDIR: ("S-INTAKE-FOLDER", "is a folder. Add it as a folder, or choose a file in it."),
    errno.ELOOP: ("S-INTAKE-UNREADABLE", "is a link that leads back to itself. Choose the file itself."),
    errno.ENAMETOOLONG: ("S-INTAKE-UNREADABLE", "has a name too long to open. Rename it."),
    errno.ENXIO: ("S-INTAKE-SPECIAL", "is no ordinary file. Choose a file with the article's text."),
}


def read_file(path: Path) -> bytes:
    """The bytes of an ordinary file.

    Pipes, sockets and devices are refused without waiting for them, and never more than `MAX_BYTES` is read.
    Raises `UserError`: S-INTAKE-MISSING, -UNREADABLE, -FOLDER, -SPECIAL, -SIZE.
    """
    name = display_name(path.name or str(path))
    try:
        return _read(path, name)
    except OSError as error:
        raise _os_error(name, error) from error
    except ValueError as error:  # a NUL in the path
        raise UserError("S-INTAKE-MISSING", f"“{name}” is no file name. Choose the file again.") from error


def find_files(paths: Iterable[Path], on_problem: Report | None = None) -> list[Path]:
    """The files to read: those named, and those in the folders named, recursively and in sorted order.

    In folders hidden files and what is no article by its name are passed over; a link to a folder is not
    followed, so no walk goes in circles. No path is listed twice. A path that does not exist or a folder that
    cannot be read is given to `on_problem` as a `UserError` and the rest goes on; without `on_problem` the first
    is raised. Files themselves are not opened here.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except (OSError, ValueError) as error:
            _tell(_path_error(path, error), on_problem)
            continue
        for file in _walk(path, on_problem) if is_folder else (path,):
            found.setdefault(file.absolute(), file)
    return list(found.values())


def find_articles(given: Path, on_problem: Report) -> list[Path]:
    """As `find_files` of one path that a person named; that a folder holds no article is a problem then, too."""
    problems: list[UserError] = []
    files = find_files([given], problems.append)
    if not files and not problems:
        name = display_name(given.resolve().name or str(given))
        problems.append(
            UserError("S-INTAKE-NONE", f"“{name}” holds no article. Choose a folder of texts or saved pages.")
        )
    for problem in problems:
        on_problem(problem)
    return files


def _read(path: Path, name: str) -> bytes:
    # O_NONBLOCK: opening a pipe nobody writes to would otherwise wait for ever. It does not exist on Windows.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, "")
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.ENXIO, "")
        if status.st_size > MAX_BYTES:
            raise too_large(name, status.st_size)
        data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:  # grew meanwhile, or a file system that tells no size
            raise too_large(name, None)
        return data


def too_large(name: str, size: int | None) -> UserError:
    """The refusal of what exceeds `MAX_BYTES`; `size` in bytes if it is known."""
    most = size_in_words(MAX_BYTES)
    has = size_in_words(size) if size is not None else "too much"
    if size is not None and has == most:
        has = f"{size:,} bytes"
    return UserError(
        "S-INTAKE-SIZE", f"“{name}” has {has}; an article may have {most} at most. Split it or save just its text."
    )


def _walk(folder: Path, on_problem: Report | None) -> Iterator[Path]:
    """Depth first, each folder's entries by name, files and folders together."""
    waiting = [(folder, True)]  # a list and no recursion: folders can be nested deeper than Python's stack
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            yield path
            continue
        try:
            waiting.extend(reversed(_entries(path)))
        except OSError as error:
            _tell(_path_error(path, error), on_problem)


def _entries(folder: Path) -> list[tuple[Path, bool]]:
    """What a folder holds to be read or entered, by name, and whether it is a folder itself."""
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda e: e.name)
    out = []
    for entry in listed:
        if entry.name.startswith("."):
            continue
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder or (looks_like_article(entry.name) and not _links_to_folder(entry)):
            out.append((folder / entry.name, is_folder))
    return out


def _links_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:
        return False


def _tell(problem: UserError, on_problem: Report | None) -> None:
    if on_problem is None:
        raise problem
    on_problem(problem)


def _path_error(path: Path, error: Exception) -> UserError:
    name = display_name(str(path))
    if isinstance(error, OSError):
        return _os_error(name, error)
    return UserError("S-INTAKE-MISSING", f"“{name}” is no file name. Choose the file again.")


def _os_error(name: str, error: OSError) -> UserError:
    number = error.errno
    if number is None:  # raised by a program, not by the system: the class tells as much
        by_class = {PermissionError: errno.EACCES, FileNotFoundError: errno.ENOENT}
        number = by_class.get(type(error), 0)
    if number in _REASONS:
        code, message = _REASONS[number]
        return UserError(code, f"“{name}” {message}")
    why = os.strerror(number) if number else "the disk gave no reason"
    return UserError(
        "S-INTAKE-UNREADABLE", f"“{name}” could not be read ({why}). Copy it elsewhere and try again."
    )
