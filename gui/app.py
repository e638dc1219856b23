"""The composition root: makes every part once and wires them. There are no globals; whoever builds holds it all.

The window is shown first. Only then the desk's libraries are imported and the desk is opened on its thread, and
after that the child process loads the language.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QCoreApplication, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from gui.appearance import Appearance
from gui.crash import CrashReporter
from gui.garbage import BetweenEvents
from gui.main_window import MainWindow
from gui.scheduling import come_forward
from gui.settings import Settings

if TYPE_CHECKING:
    from gui.running import Running

DESK_SUFFIX = ".saidso"
SWITCH = 0.0001
"""Seconds for which one thread keeps Python's lock while another waits for it; without a word it is fifty times as
long, a third of a frame, at every painting beside it. Half as long or less gains nothing more."""


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
    signals = _ClosingOnSignals()
    reporter = CrashReporter()
    try:
        from gui.instance import hand_over

        if hand_over(desk or own_desk(), import_paths):
            return 0
        reporter.install()
        running = build(
            desk or own_desk(), reporter=reporter, import_paths=import_paths, samples=samples, warm=True
        )
        try:
            settle(lambda: not running.is_idle)
            signals.close(running.window)
            # Whoever closed it while the rest was being made has ended the program: no event would end the loop.
            return app.exec() if running.window.isVisible() else 0
        finally:
            running.close()
    finally:
        signals.end()
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


def settle(is_busy: Callable[[], bool]) -> None:
    """Have the system and the interpreter serve the window first, from now on: it is let in as soon as it wakes,
    where the desk's thread reckons that gives way after a tenth of a millisecond, and garbage is collected between
    events, most of it when the program is not `is_busy`."""
    come_forward()
    sys.setswitchinterval(SWITCH)
    BetweenEvents(is_busy, QApplication.instance())


class _ClosingOnSignals:
    """Closes the window in order on Ctrl+C in the terminal, when that is closed, and on SIGTERM; also if they come
    before there is a window.

    Python runs a signal's handler only when it runs at all, so the signal's byte wakes the event loop. And it runs
    it in the middle of whatever the window does, painting too, so the window is closed in a turn of its own.
    """

    def __init__(self) -> None:
        import socket

        self._window: MainWindow | None = None
        self._asked = False
        self._ours, self._theirs = socket.socketpair()
        self._theirs.setblocking(False)
        self._fd = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, self._on_signal) for number in _ending_signals()}
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(lambda *_: self._ours.recv(64))

    def close(self, window: MainWindow) -> None:
        """The window to close; at once, if it was asked for already."""
        self._window = window
        if self._asked:
            self._on_signal()

    def _on_signal(self, *_: object) -> None:
        self._asked = True
        if self._window is not None:
            QTimer.singleShot(0, self._window, self._window.close)

    def end(self) -> None:
        """Let signals do what they did before."""
        self._notifier.setEnabled(False)
        self._window = None
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._fd)
        self._ours.close()
        self._theirs.close()


def _ending_signals() -> list[int]:
    """Those that ask the program to end; who started it under `nohup` does not want the terminal's."""
    numbers: list[int] = [signal.SIGINT, signal.SIGTERM]
    hang_up = getattr(signal, "SIGHUP", None)  # there is none on Windows
    if hang_up is not None and signal.getsignal(hang_up) is not signal.SIG_IGN:
        numbers.append(hang_up)
    return numbers
