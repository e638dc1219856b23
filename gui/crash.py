"""What nobody foresaw: logged with a code, told in the window, offered as a report. Nothing is sent anywhere.

The desk needs no rescue: every action was committed or rolled back when it was made.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QObject, Signal, qVersion

LOG_BYTES, LOGS_KEPT = 512_000, 3
NATIVE, NATIVE_BEFORE = "native.log", "native-before.log"
"""Where a crash in native code leaves its stack, and where the one before is kept."""
NATIVE_CODE = "S-CRASH-NATIVE"
log = logging.getLogger("saidso")


def default_folder() -> Path:
    """Where this account's logs go."""
    return platformdirs.user_log_path("saidso", appauthor=False)


class CrashReporter(QObject):
    """Takes exceptions nobody caught. `recorded` tells code and report of each, in the window's thread."""

    recorded = Signal(str, str)

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder or default_folder()
        self._last: tuple[str, str] | None = None
        self._handler: logging.Handler | None = None
        self._before: tuple[Callable[..., object], Callable[..., object]] | None = None

    def install(self) -> None:
        """Begin the log and catch what nothing else does, on every thread; `remove` undoes it."""
        from logging.handlers import RotatingFileHandler

        self.folder.mkdir(parents=True, exist_ok=True)
        self._handler = RotatingFileHandler(
            self.folder / "saidso.log", maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8"
        )
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        logging.getLogger().addHandler(self._handler)
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)
        self._take_native()
        # A crash in native code leaves its stack where the next start finds it.
        self._native = (self.folder / NATIVE).open("a", encoding="utf-8")
        faulthandler.enable(self._native)

    def remove(self) -> None:
        """Put everything back as it was before `install`."""
        if self._before is None or self._handler is None:
            return
        sys.excepthook, threading.excepthook = self._before
        self._before = None
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()
        faulthandler.disable()
        self._native.close()

    @property
    def has_native(self) -> bool:
        """Whether the program was last ended by a crash in native code, and nothing went wrong since."""
        return self._last is not None and self._last[0] == NATIVE_CODE

    def _take_native(self) -> None:
        """Take in the stack that a crash in native code left, and keep it beside the log that is written now."""
        left = self.folder / NATIVE
        try:
            text = left.read_text(encoding="utf-8", errors="replace").strip()
            if text:
                left.replace(self.folder / NATIVE_BEFORE)
        except OSError:
            return  # there is none, or another program holds it: then it is not ours to take
        if text:
            self._last = (NATIVE_CODE, text)
            log.error("%s %s", NATIVE_CODE, text)

    def record(self, error: BaseException) -> str:
        """Log an unexpected error and tell it; returns its code, the same for the same place in the program."""
        code = code_of(error)
        text = "".join(traceback.format_exception(error))
        log.error("%s %s", code, text)
        self._last = (code, text)
        self.recorded.emit(code, report(code, text))
        return code

    def current_report(self) -> str:
        """The report on the last problem since the program was started, or that ended it before; also on none."""
        return report(*(self._last or ("none", "No problem was recorded since the program was started.")))

    def _on_exception(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or issubclass(kind, (KeyboardInterrupt, SystemExit)):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        self.record(error)


def code_of(error: BaseException) -> str:
    """`S-CRASH-` and eight hexadecimal digits of where it began: file names, lines and the error's type.

    An error that wraps another is known by that one, and one from the child process by its trace there.
    """
    from hashlib import sha256

    origin = error
    while origin.__cause__ is not None:
        origin = origin.__cause__
    frames = traceback.extract_tb(origin.__traceback__)
    place = [f"{Path(frame.filename).name}:{frame.name}:{frame.lineno}" for frame in frames]
    notes = "\n".join(getattr(origin, "__notes__", ())).splitlines()
    place += [line.strip() for line in notes if line.startswith("  File ")]
    digest = sha256(";".join([type(origin).__name__, *place]).encode()).hexdigest()
    return f"S-CRASH-{digest[:8].upper()}"


def report(code: str, text: str) -> str:
    """What can be sent to whoever keeps the program: versions and the trace, nothing of any desk."""
    # Only now: these take longer to import than half the window, and are needed when something has gone wrong.
    import platform
    from importlib import metadata

    try:
        version = metadata.version("saidso")
    except metadata.PackageNotFoundError:
        version = "from a checkout"
    lines = [
        "Saidso problem report",
        "Look through this before you give it to anybody: an error's words can hold a name from your files.",
        "",
        f"Code      {code}",
        f"Time      {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC",
        f"Saidso    {version}",
        f"Python    {platform.python_version()}",
        f"Qt        {qVersion()}",
        f"System    {platform.platform()}",
        "",
        text,
    ]
    return "\n".join(lines)
