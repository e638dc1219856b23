"""What a person set and what the window remembers: one table, kept in one ini file.

A value that does not fit its row of the table (an edited file, an older program) is logged and replaced by the
row's default; it never stops the program.
"""

from __future__ import annotations

import getpass
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import platformdirs
from PySide6.QtCore import QByteArray, QObject, QSettings, QStandardPaths, Signal

T = TypeVar("T")
log = logging.getLogger(__name__)

THEMES = ("system", "light", "dark")
SMALLEST_TEXT, LARGEST_TEXT = 80, 200
LONGEST_NAME = 80
MOST_RECENT = 8


def _fits(_: Any) -> bool:
    return True


def _is_address(value: str) -> bool:
    return not value or value.startswith(("http://", "https://"))


def _is_pattern(value: str) -> bool:
    """Whether a check's address can be made of it: `{id}` and `{number}` are all that it may ask for."""
    try:
        return not value or value.format(id=1, number=1) != value
    except (LookupError, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One row: its key in the file, its type, its default and what values are allowed."""

    key: str
    type: type[T]
    default: T
    allowed: Callable[[T], bool] = _fits


@cache
def account_name() -> str:
    """The name this account goes by: who a new checker is until they say otherwise.

    Looked up once: the system's table of accounts is a file, or a server, and every action asks.
    """
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "checker"


THEME = Setting("look/theme", str, "system", THEMES.__contains__)
TEXT_SIZE = Setting("look/text-size", int, 100, lambda value: SMALLEST_TEXT <= value <= LARGEST_TEXT)
"""In per cent."""
ADVANCE = Setting("checking/advance-after-rating", bool, True)
CHECKER = Setting("checking/name", str, "", lambda value: len(value) <= LONGEST_NAME and value.isprintable())
"""Empty until it is set; then the account's name stands in."""
GEOMETRY = Setting("window/geometry", bytes, b"")
PANES = Setting("window/panes", bytes, b"")
FOLDER = Setting("window/folder", str, "")
"""Where the last file dialog ended."""
REPORTS_FOLDER = Setting("window/reports-folder", str, "")
"""Where the last report was written."""
PLACE = Setting("window/place", str, "")
"""Number of the claim that was shown last, a space, and the path of its desk."""
FILTERS = Setting("lists/filters", str, "")
"""Filters under their names, as `gui.saved_filters` writes them."""
RECENT = Setting("window/recent", str, "")
"""Desks that were opened, the last one first: JSON."""
OPEN = Setting("window/open", str, "")
"""The desk that is open. Empty after the window was closed in order; else the program ended unexpectedly."""
BACKUPS = Setting("desk/backups", str, "")
"""Folder for backups; empty is the desk's own."""
PIPELINE = Setting("language/pipeline", str, "")
"""Name of an installed spaCy pipeline, or the folder of one; empty is the program's own."""
PRIVATE = Setting("sources/allow-private", bool, False)
"""Whether sources may be fetched from private addresses: this machine, the newsroom's own network."""
EXPORT_FORMATS = Setting("export/formats", str, "html")
"""Keys of the formats that were ticked last, with spaces between."""
EXPORT_PROFILE = Setting("export/profile", str, "internal", {"internal", "public"}.__contains__)
PUBLISHER = Setting("export/publisher", str, "", lambda value: len(value) <= LONGEST_NAME)
"""Who publishes the checks: the newsroom's name on public reports and in claim reviews; empty: nobody is named."""
PUBLISHER_URL = Setting("export/publisher-url", str, "", _is_address)
CLAIM_URL = Setting("export/claim-url", str, "", _is_pattern)
"""Pattern of a check's address, with `{id}` or `{number}`, which are the same; empty gives claim reviews none."""
KEYS = Setting("keys/chosen", str, "")
"""Keys that differ from those of the table of actions: JSON, the action's id and its keys."""

TABLE: tuple[Setting[Any], ...] = (
    THEME,
    TEXT_SIZE,
    ADVANCE,
    CHECKER,
    GEOMETRY,
    PANES,
    FOLDER,
    REPORTS_FOLDER,
    PLACE,
    FILTERS,
    KEYS,
    RECENT,
    OPEN,
    BACKUPS,
    PIPELINE,
    PRIVATE,
    EXPORT_FORMATS,
    EXPORT_PROFILE,
    PUBLISHER,
    PUBLISHER_URL,
    CLAIM_URL,
)


def default_path() -> Path:
    """The settings file in this account's configuration folder."""
    return platformdirs.user_config_path("saidso", appauthor=False) / "settings.ini"


class Settings(QObject):
    """Read and written through the rows of the table; `changed` tells the key of each that got a new value."""

    changed = Signal(str)

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = QSettings(str(path or default_path()), QSettings.Format.IniFormat)

    def get(self, setting: Setting[T]) -> T:
        """The value, or the default where there is none or one that is not allowed."""
        if not self._store.contains(setting.key):
            return setting.default
        found = self._store.value(setting.key)
        try:
            value = _read(setting, found)
        except (TypeError, ValueError):
            log.warning("Setting %s is %r, which is not allowed; the default is used", setting.key, found)
            self._store.remove(setting.key)
            return setting.default
        return value

    def set(self, setting: Setting[T], value: T) -> None:
        """Keep a value. Raises ValueError for one the table does not allow."""
        if not setting.allowed(value):
            raise ValueError(f"{setting.key}: {value!r}")
        if value == self.get(setting):
            return
        self._store.setValue(setting.key, QByteArray(value) if isinstance(value, bytes) else value)
        self.changed.emit(setting.key)

    def checker(self) -> str:
        """Whose name goes with every action."""
        return self.get(CHECKER).strip() or account_name()

    def folder(self) -> str:
        """Where file dialogs begin: where one was last used, or `_first_folder` where that is gone."""
        return _first_folder(self.get(FOLDER))

    def reports_folder(self) -> str:
        """Where a report goes at first: where the last one went, or `_first_folder` where that is gone."""
        return _first_folder(self.get(REPORTS_FOLDER))

    def place(self, desk: Path) -> int | None:
        """The claim that was shown when `desk` was closed last, if that was the newest desk to be closed."""
        number, _, path = self.get(PLACE).partition(" ")
        return int(number) if path == str(desk) and number.isdecimal() else None

    def recent(self) -> list[Path]:
        """Desks that were opened, the last one first, as far as they still exist."""
        try:
            found = [Path(name) for name in json.loads(self.get(RECENT) or "[]")]
        except (ValueError, TypeError):
            return []
        return [path for path in found if path.is_file()]

    def keep_recent(self, desk: Path) -> None:
        others = [path for path in self.recent() if path != desk]
        self.set(RECENT, json.dumps([str(path) for path in [desk, *others][:MOST_RECENT]]))

    def keep_place(self, desk: Path, claim_id: int) -> None:
        self.set(PLACE, f"{claim_id} {desk}")

    def sync(self) -> None:
        """Write to the file now."""
        self._store.sync()


def _first_folder(used: str) -> str:
    """`used`, else the account's documents, else its home: what is proposed is there."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return next((folder for folder in (used, documents) if folder and Path(folder).is_dir()), str(Path.home()))


def _read(setting: Setting[T], found: object) -> T:
    """The file's text as the row's type. Raises TypeError or ValueError where it is none or not allowed."""
    value: Any = found
    if setting.type is bool and isinstance(found, str):
        value = {"true": True, "false": False}[found.lower()] if found.lower() in ("true", "false") else None
    elif setting.type is int and isinstance(found, str):
        value = int(found)
    elif isinstance(found, QByteArray):
        value = bytes(found.data())
    if type(value) is not setting.type or not setting.allowed(value):
        raise ValueError(setting.key)
    return value
