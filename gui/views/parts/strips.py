"""Painting a widget in strips, one in every turn of the event loop, where all of it would hold up the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QWidget

from gui.turns import TURN, InTurns, Steps, Turns

_HELD = (
    Qt.WidgetAttribute.WA_UpdatesDisabled,
    Qt.WidgetAttribute.WA_ForceUpdatesDisabled,  # also when a stack that changes its page has all painted
    Qt.WidgetAttribute.WA_OpaquePaintEvent,  # so that no ground is painted over what stays
)
STRIP = 40
"""Height of a strip in pixels, where nothing is said of it: a line or two of an article."""


class Strips(QObject):
    """Shows a widget anew piece by piece. For what comes unasked: what a person does is shown at once.

    `show` comes before what it shows is told to the widget: one that has to be painted already is painted whole.
    """

    def __init__(
        self, widget: QWidget, turns: Turns, parent: QObject, ends: Callable[[int], int] | None = None
    ) -> None:
        """`ends` says where a strip is to end that begins at a height, for what cannot be painted by halves."""
        super().__init__(parent)
        self._widget = widget
        self._ends = ends or (lambda top: top + STRIP)
        self._turns = turns
        self._work = InTurns(turns, self)
        self._region = QRegion()
        """What is still to be painted, as soon as nothing is held."""

    @property
    def is_done(self) -> bool:
        return self._work.is_done

    @property
    def is_holding(self) -> bool:
        """Whether what is seen stays as it was."""
        return self._widget.testAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled)

    def show(self, steps: Iterable[object] = (), where: Callable[[], QRegion] | None = None) -> None:
        """Take `steps`, while what is seen stays as it is, and then paint the widget from top to bottom; only
        `where` it is another, asked when the steps are taken, if that is said, and what was still to be painted.
        """
        self._work.begin(self._show(steps, where or self._everywhere))
        handle = self._widget.window().windowHandle()
        if handle is not None and handle.isExposed():  # else nothing is there that could stay
            self._hold(True)

    def paint(self, region: QRegion) -> None:
        """Paint this as soon as nothing is held any more; in strips, where nobody waits for it."""
        if self.is_done and not self._turns.gentle:
            self._widget.update(region)
            return
        self._region += region
        if self.is_done:
            self._work.begin(self._paint())

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
            self._region = QRegion()
            self._widget.update()

    def moved(self) -> None:
        """What is seen has been scrolled: the strips that are left would be painted where they were."""
        if not self._region.isEmpty() and not self.is_holding:
            self.give_up()

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

    def _everywhere(self) -> QRegion:
        return QRegion(self._widget.rect())

    def _show(self, steps: Iterable[object], where: Callable[[], QRegion]) -> Steps:
        try:
            yield from steps
        except Exception:
            self._hold(False)
            self._widget.update()
            raise
        self._hold(False)
        self._region += where()
        yield from self._paint()

    def _paint(self) -> Steps:
        while not (self._region & self._widget.rect()).isEmpty():
            self._region &= self._widget.rect()  # which may be smaller than when it was asked for
            top = self._region.boundingRect().top()
            bottom = max(self._ends(top), top + 1)
            strip = self._region & QRect(0, top, self._widget.width(), bottom - top)
            self._widget.update(strip)
            yield TURN
            self._region -= strip
        self._region = QRegion()
