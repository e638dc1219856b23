"""The focus is never lost: single keys always have a claim to act on, and never a button that was not chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from shiboken6 import isValid


class FocusKeeper(QObject):
    """Gives the focus of `window` to `home` where what had it let it go, was hidden or was switched off, or to
    `instead` where that is hidden too.

    Qt then takes the next widget of the Tab order, which may be any button of the window. Whoever puts the focus
    somewhere on purpose in the same turn of the event loop is left alone.
    """

    def __init__(self, window: QMainWindow, home: QWidget, instead: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._homes = (home, instead)
        self._stray: QWidget | None = None
        self._left: QWidget | None = None
        """What had the focus when another window got it."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._bring_home)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and before.window() is self._window:
            self._left = before
        if now is None:
            self._stray = None
            self._timer.start()
        elif before is None or now.window() is not self._window:
            self._timer.stop()
        elif not isinstance(before.window(), QDialog) and not _can_have_it(before):
            self._stray = now
            self._timer.start()
        else:
            self._timer.stop()

    def begin(self) -> None:
        """The window is active again. If what had the focus in it is gone by now, Qt has taken any button."""
        last, left = self._window.focusWidget(), self._left
        self._left = None
        if (
            last is None
            or not last.isVisible()
            or (left is not None and last is not left and not _can_have_it(left))
        ):
            self._go_home()

    def _bring_home(self) -> None:
        stray, self._stray = self._stray, None
        if QApplication.activeWindow() is self._window and QApplication.focusWidget() is stray:
            self._go_home()

    def _go_home(self) -> None:
        home = next((each for each in self._homes if each.isVisible()), None)
        if home is not None:
            home.setFocus()


def _can_have_it(widget: QWidget) -> bool:
    return isValid(widget) and widget.isVisible() and widget.isEnabled()
