"""Corrections of published checks: opened, closed with what readers are told, and their log."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from core.checking import life
from core.checking.changes import Since
from core.checking.republishing import drafted
from core.files import whole_file
from core.records import Change, ClaimView
from core.reports.model import Profile
from db.operations import CloseCorrection, OpenCorrection
from db.store import Desk
from gui.controllers.checking import Checking
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.main_window import MainWindow
from gui.settings import FOLDER, Settings
from gui.views.dialogs.correction_dialog import CloseCorrectionDialog, OpenCorrectionDialog


class Correcting(QObject):
    """What was published is never edited: a correction says what it was, what it is now, and why."""

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        checking: Checking,
        window: MainWindow,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._checking = checking
        self._window = window
        self._settings = settings
        row = window.inspector.action_row
        row.correct.connect(self.open)
        row.close_correction.connect(self.close)
        window.actions_table.on("correct", self.open)
        window.actions_table.on("corrections-log", self.ask_log)

    def open(self) -> None:
        """Ask once more, then open a correction of the shown check."""
        claim = self._checking.may(life.Action.CORRECT)
        if claim is None:
            return
        number = claim.row.id
        place = claim.publication.place if claim.publication is not None else ""
        dialog = OpenCorrectionDialog(claim.row.words, place, self._window)
        dialog.accepted.connect(lambda: self._session.act(OpenCorrection(number)))
        self._window.open_dialog(dialog)

    def close(self) -> None:
        """Show what was and what is now, ask why and what readers are told, and publish the corrected check."""
        self._window.inspector.commit_typing()
        claim = self._checking.may(life.Action.CLOSE_CORRECTION)
        if claim is None:
            return
        number = claim.row.id
        self._session.read(
            lambda desk: desk.read.changes_since_publication(number),
            lambda since: self._ask(claim, since),
            slot="correction",
        )

    def _ask(self, claim: ClaimView, since: Since | None) -> None:
        was, now = drafted(since.told if since is not None else ())
        dialog = CloseCorrectionDialog(claim.row.words, was, now, self._window)
        told = self.tr("Corrected with {comments} open: “{claim}”")

        def closed(change: Change) -> None:
            self._checking.warn_of_comments(claim, change, told)

        dialog.accepted.connect(lambda: self._session.act(CloseCorrection(claim.row.id, *dialog.texts), closed))
        self._window.open_dialog(dialog)

    # --- the log ----------------------------------------------------------------------------------------------

    def ask_log(self) -> None:
        """Ask where the log of all corrections goes, and whether it is for readers or for the desk."""
        profiles = {
            self.tr("For readers, without the desk’s reasons and names (*.csv)"): Profile.PUBLIC,
            self.tr("For the desk, with reasons and names (*.csv)"): Profile.INTERNAL,
        }
        dialog = QFileDialog(self._window, self.tr("Save the corrections log"), self._settings.folder())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(profiles))
        dialog.selectFile("corrections.csv")

        def chosen(name: str) -> None:
            path = Path(name)
            self._settings.set(FOLDER, str(path.parent))
            profile = profiles.get(dialog.selectedNameFilter(), Profile.PUBLIC)
            self.write_log(path if path.suffix else path.with_suffix(".csv"), profile)

        dialog.fileSelected.connect(chosen)
        self._window.open_dialog(dialog)

    def write_log(self, path: Path, profile: Profile) -> None:
        """Write every public correction of the desk, the newest first, whole or not at all."""

        from core.reports import corrections_log  # not with the window: it brings the tables of reports

        def work(desk: Desk) -> int:
            found = desk.read.corrections()
            data = corrections_log.render(found, profile)
            with whole_file(path) as stream:
                stream.write(data)
            return len(found)

        def written(count: int) -> None:
            text = self.tr("Corrections written to {path}: {n}").format(path=path, n=count)
            self._window.notify(text, "good")

        self._session.read(work, written)
