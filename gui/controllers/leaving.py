"""What stands in the way of leaving: words that are not on the disk are never lost without a word."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from gui import words
from gui.controllers.checking import Checking
from gui.controllers.session import Session
from gui.main_window import MainWindow


class Leaving(QObject):
    """Asks once before what would be lost is left behind: what the desk did not take, and comments not sent."""

    def __init__(self, session: Session, checking: Checking, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._checking = checking
        self._window = window
        self._told: tuple[str, Mapping[tuple[str, int], str]] | None = None
        """What was said to be lost. Other words are asked about anew."""

    def may_open_another(self) -> bool:
        """Whether another desk may be opened. Comments wait for this one as long as the window is open."""
        return self._may(self.tr("Open the other desk again to leave without it."), {})

    def may_close(self) -> bool:
        """Whether the window may be closed."""
        unsent = self._window.inspector.comments.unsent()
        return self._may(self.tr("Close the window again to leave without it."), unsent)

    def _may(self, again: str, unsent: Mapping[tuple[str, int], str]) -> bool:
        problem = self._session.problem
        lost = (problem, unsent) if problem or unsent else None
        if lost is None or lost == self._told:
            self._told = None
            return True
        self._told = lost
        if problem:
            self._window.notify(self.tr("Not saved: {why} {again}").format(why=problem, again=again))
        else:
            self._tell_unsent(unsent, again)
        return False

    def _tell_unsent(self, unsent: Mapping[tuple[str, int], str], again: str) -> None:
        text = self.tr("Not sent: {comments} that you typed. {again}")
        text = text.format(comments=words.comments(len(unsent)), again=again)
        here = [number for desk, number in unsent if desk == self._window.inspector.comments.desk]
        if here:
            self._window.notify(text, "warn", self.tr("Show it"), lambda: self._checking.discuss(here[0]))
        else:  # of a desk that was open before
            self._window.notify(text, "warn")
