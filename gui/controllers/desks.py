"""Desks opened before, a second start on the same desk, a start after an unexpected end, checks due, backups."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from core.records import Change
from db.backup import backup
from db.operations import RecheckWhatIsDue
from db.store import Desk
from gui.controllers.importing import Importing
from gui.controllers.navigation import Navigation
from gui.controllers.session import PROGRAM, Session
from gui.instance import Instance
from gui.main_window import MainWindow
from gui.settings import BACKUPS, OPEN, Settings

EVERY = 60_000
"""Milliseconds between two looks whether another day has begun: timers stand still while a machine sleeps."""


def today() -> date:
    """The day it is here."""
    return datetime.now(UTC).astimezone().date()


class Desks(QObject):
    """Told of each desk that was opened. `wanted` is another desk that somebody chose."""

    wanted = Signal(object)

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        importing: Importing,
        window: MainWindow,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._importing = importing
        self._window = window
        self._settings = settings
        self._desk: Path | None = None
        self._before: Path | None = None
        """The desk that was open last."""
        self._looked_on: date | None = None
        """The day on which it was last looked for what is due on this desk."""
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY)
        self._clock.timeout.connect(self._look_for_due)
        self._clock.start()
        session.left.connect(self._leave)
        window.desk_screen.back_button.clicked.connect(self._go_back)
        self.instance = Instance(self)
        self.instance.asked.connect(self._on_asked)
        window.recent_menu.aboutToShow.connect(self._fill)
        window.actions_table.on("backup", self.back_up)
        self._fill()

    def opened(self, desk: Path) -> None:
        """A desk is open: remember it, answer for it, and say what was rescued if it was not closed in order."""
        unexpected = self._settings.get(OPEN) == str(desk)
        self._desk = desk
        self._settings.keep_recent(desk)
        self._settings.set(OPEN, str(desk))
        self._settings.sync()
        self.instance.listen(desk)
        self._fill()
        if unexpected:
            me = self._session.checker
            self._session.read(lambda desk: desk.read.drafts(me), self._tell_rescued)
        # After the lists were asked for: where something was due, they are asked for again.
        self._looked_on = None
        self._look_for_due()

    def _leave(self) -> None:
        """Another desk is about to be opened; if it cannot be, this one is offered to be gone back to."""
        self._before, self._desk = self._desk or self._before, None
        self._fill()
        if self._before is not None:
            self._window.desk_screen.offer_back(self._before.stem)

    def _go_back(self) -> None:
        if self._before is not None:
            self.wanted.emit(self._before)

    def closed(self) -> None:
        """The window was closed in order."""
        self._settings.set(OPEN, "")
        self.instance.close()

    # --- what was rescued -------------------------------------------------------------------------------------

    def _tell_rescued(self, drafts: list[int]) -> None:
        text = self.tr("Saidso ended unexpectedly last time. Everything you did is on the desk")
        if not drafts:
            self._window.notify(self.tr("{what}.").format(what=text), "warn")
            return
        kept = self.tr("{what}, and so are words that were being typed: {n}.").format(what=text, n=len(drafts))
        self._window.notify(kept, "warn", self.tr("Show them"), lambda: self._navigation.reveal(drafts[0]))

    # --- what is due ------------------------------------------------------------------------------------------

    def _look_for_due(self) -> None:
        """Once a day, also where the window stays open overnight."""
        day = today()
        if self._desk is not None and day != self._looked_on:
            self._looked_on = day
            self._session.act(RecheckWhatIsDue(day), self._tell_due, by=PROGRAM)

    def _tell_due(self, change: Change) -> None:
        if not change.claims:
            return
        text = self.tr("Checks that held until a day that has come, and need a recheck now: {n}.")
        self._window.notify(
            text.format(n=len(change.claims)),
            "warn",
            self.tr("Show the first"),
            lambda: self._navigation.reveal(min(change.claims)),
        )

    # --- other starts -----------------------------------------------------------------------------------------

    def _on_asked(self, paths: list[str]) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        self._importing.import_paths(tuple(Path(path) for path in paths))

    # --- recent desks -----------------------------------------------------------------------------------------

    def _fill(self) -> None:
        menu = self._window.recent_menu
        menu.clear()
        for path in self._settings.recent():
            if path != self._desk:
                action = menu.addAction(f"{path.stem} — {path.parent}".replace("&", "&&"))
                action.triggered.connect(lambda _=False, path=path: self.wanted.emit(path))
        menu.menuAction().setEnabled(not menu.isEmpty())

    # --- backups ----------------------------------------------------------------------------------------------

    def back_up(self) -> None:
        """Make a verified backup of the desk now, and say where it is."""
        if self._desk is None:
            return
        folder = Path(self._settings.get(BACKUPS) or self._desk.parent)
        moment = datetime.now(UTC).astimezone()
        path = folder / f"{self._desk.stem} {moment:%Y-%m-%d %H.%M.%S}{self._desk.suffix}"

        def make(desk: Desk) -> Path:
            backup(desk.connection, path)
            return path

        self._session.read(make, self._tell_backup)

    def _tell_backup(self, path: Path) -> None:
        self._window.notify(self.tr("Backup made and checked: {path}").format(path=path), "good")
