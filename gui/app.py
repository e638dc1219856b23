"""The composition root: makes every part once and wires them. There are no globals; whoever builds holds it all.

The window is shown first. Only then the desk's libraries are imported and the desk is opened on its thread, and
after that the child process loads the language.
"""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtWidgets import QApplication

from gui.appearance import Appearance
from gui.crash import CrashReporter
from gui.main_window import MainWindow
from gui.settings import Settings

if TYPE_CHECKING:
    from gui.running import Running

DESK_SUFFIX = ".saidso"
SWITCH = 0.0005
"""Seconds for which one thread keeps Python's lock while another waits for it; without a word it is ten times as
long, a third of a frame."""


def own_desk() -> Path:
    """The desk that opens where none is named, in this account's data folder, which is made if need be."""
    folder = platformdirs.user_data_path("saidso", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"desk{DESK_SUFFIX}"


def application() -> QApplication:
    """The process's application object, made at the first call."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    QCoreApplication.setApplicationName("Saidso")
    QApplication.setDesktopFileName("saidso")
    return QApplication(["saidso"])


def run(desk: Path | None = None, *, import_paths: Sequence[Path] = (), samples: Sequence[Path] = ()) -> int:
    """Open the window on a desk (the person's own without one) and return when it is closed: the exit code.

    `import_paths` are taken to the desk once it is open, without a word about those it already has; `samples`
    are what an empty desk offers.
    """
    app = application()
    from gui.instance import hand_over

    if hand_over(desk or own_desk(), import_paths):
        return 0
    reporter = CrashReporter()
    reporter.install()
    try:
        running = build(
            desk or own_desk(), reporter=reporter, import_paths=import_paths, samples=samples, warm=True
        )
        settle()
        signals = _ClosingOnSignals(running.window)
        try:
            return app.exec()
        finally:
            signals.end()
            running.close()
    finally:
        reporter.remove()


def build(
    desk: Path,
    *,
    settings: Settings | None = None,
    reporter: CrashReporter | None = None,
    import_paths: Sequence[Path] = (),
    samples: Sequence[Path] = (),
    warm: bool = False,
    show: bool = True,
) -> Running:
    """Make everything, show the window and begin to open the desk. The caller ends it with `Running.close`.

    Without `settings` and `reporter` those of this account are used. `warm` has the child process load the
    language at once, not with the first article.
    """
    app = application()
    settings = settings or Settings()
    window = MainWindow()
    appearance = Appearance(app, settings, window.set_theme, window)
    window.restore(settings)
    if show:
        window.show()
        QCoreApplication.processEvents()  # painted before the next line, which takes some tenths of a second
    from gui.running import Running

    running = Running(app, window, appearance, settings, reporter or CrashReporter(), samples, warm)
    running.open_desk(desk, import_paths)
    return running


def settle() -> None:
    """Have the interpreter serve the window first, from now on.

    The garbage collector leaves alone what the program is made of, some 300,000 objects, modules and classes above
    all, none of which is ever garbage: looking through them held the event loop for 40 ms now and then. Who starts
    the program may have switched it off. And where the desk's thread reckons, it gives way after half a
    millisecond.
    """
    gc.freeze()
    gc.enable()
    sys.setswitchinterval(SWITCH)


class _ClosingOnSignals:
    """Closes the window in order on Ctrl+C in the terminal and on SIGTERM.

    Python runs a signal's handler only when it runs at all, so the signal's byte wakes the event loop.
    """

    def __init__(self, window: MainWindow) -> None:
        import socket

        self._ours, self._theirs = socket.socketpair()
        self._theirs.setblocking(False)
        self._fd = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        numbers = (signal.SIGINT, signal.SIGTERM)
        self._before = {number: signal.signal(number, lambda *_: window.close()) for number in numbers}
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(lambda *_: self._ours.recv(64))

    def end(self) -> None:
        """Let signals do what they did before."""
        self._notifier.setEnabled(False)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._fd)
        self._ours.close()
        self._theirs.close()
