"""What stands in the way of leaving: words that are not on the disk are never lost without a word."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.controllers.session import Session
from gui.main_window import MainWindow


class Leaving(QObject):
    """Asks once before what the desk did not take, and would be lost, is left behind."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._told = ""
        """What was said to be lost, and why. Another problem is asked about anew."""

    def may_open_another(self) -> bool:
        """Whether another desk may be opened."""
        return self._may(self.tr("Open the other desk again to leave without it."))

    def may_close(self) -> bool:
        """Whether the window may be closed."""
        return self._may(self.tr("Close the window again to leave without it."))

    def _may(self, again: str) -> bool:
        problem = self._session.problem
        if not problem or problem == self._told:
            self._told = ""
            return True
        self._told = problem
        self._window.notify(self.tr("Not saved: {why} {again}").format(why=problem, again=again))
        return False
