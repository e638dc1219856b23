"""Painting a widget in strips, one in every turn of the event loop, where all of it would hold up the others."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QWidget

from gui.turns import TURN, InTurns, Steps, Turns

_HELD = (
    Qt.WidgetAttribute.WA_UpdatesDisabled,
    Qt.WidgetAttribute.WA_ForceUpdatesDisabled,  # also when a stack that changes its page has all painted
    Qt.WidgetAttribute.WA_OpaquePaintEvent,  # so that no ground is painted over what stays
)
STRIP = 80
"""Height of a strip in pixels: some three lines of an article, a row or two of a list."""


class Strips(QObject):
    """Shows a widget anew piece by piece. For what comes unasked: what a person does is shown at once.

    `show` comes before what it shows is told to the widget: one that has to be painted already is painted whole.
    """

    def __init__(self, widget: QWidget, turns: Turns, parent: QObject) -> None:
        super().__init__(parent)
        self._widget = widget
        self._work = InTurns(turns, self)

    @property
    def is_done(self) -> bool:
        return self._work.is_done

    def show(self, steps: Iterable[object] = ()) -> None:
        """Take `steps`, while what is seen stays as it is, and then paint the widget from top to bottom."""
        self._work.begin(self._show(steps))
        handle = self._widget.window().windowHandle()
        if handle is not None and handle.isExposed():  # else nothing is there that could stay
            self._hold(True)

    def finish(self) -> None:
        """Take the steps that are left now, and have the whole painted."""
        if not self.is_done:
            self._work.finish()
            self._widget.update()

    def give_up(self) -> None:
        """Leave the steps that are left, and have the whole painted as it is."""
        if not self.is_done:
            self._work.give_up()
            self._hold(False)
            self._widget.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window keeps nothing of what it showed when it is resized."""
        if event.type() is QEvent.Type.Resize:
            self._hold(False)
            self._widget.update()
        return False

    def _hold(self, hold: bool) -> None:
        window = self._widget.window()
        if hold:
            window.installEventFilter(self)
        else:
            window.removeEventFilter(self)
        # Not `setUpdatesEnabled`: that has the whole painted as soon as it is given free.
        for attribute in _HELD:
            self._widget.setAttribute(attribute, hold)

    def _show(self, steps: Iterable[object]) -> Steps:
        try:
            yield from steps
        except Exception:
            self._hold(False)
            self._widget.update()
            raise
        self._hold(False)
        top = 0
        while top < self._widget.height():
            self._widget.update(QRect(0, top, self._widget.width(), STRIP))
            top += STRIP
            yield TURN
