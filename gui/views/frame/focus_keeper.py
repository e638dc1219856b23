"""The focus is never lost: single keys always have a claim to act on, and never a button that was not chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget


class FocusKeeper(QObject):
    """Gives the focus of `window` to `home` where what had it let it go, was hidden or was switched off.

    Qt then takes the next widget of the Tab order, which may be any button of the window. Whoever puts the focus
    somewhere on purpose in the same turn of the event loop is left alone.
    """

    def __init__(self, window: QMainWindow, home: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._home = home
        self._stray: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._bring_home)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            self._stray = None
            self._timer.start()
        elif before is None or now.window() is not self._window:
            self._timer.stop()
        elif not isinstance(before.window(), QDialog) and not (before.isVisible() and before.isEnabled()):
            self._stray = now
            self._timer.start()
        else:
            self._timer.stop()

    def begin(self) -> None:
        """The window is active again. If what had the focus in it is gone by now, Qt would take any button."""
        last = self._window.focusWidget()
        if (last is None or not last.isVisible()) and self._home.isVisible():
            self._home.setFocus()

    def _bring_home(self) -> None:
        stray, self._stray = self._stray, None
        active = QApplication.activeWindow() is self._window
        if active and QApplication.focusWidget() is stray and self._home.isVisible():
            self._home.setFocus()
