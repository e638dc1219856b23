"""The running program: one desk in one window, every part wired to the others, until it is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from core.errors import BugError, SaidsoError
from gui import words
from gui.appearance import Appearance
from gui.controllers.articles import Articles
from gui.controllers.calculating import Calculating
from gui.controllers.capturing import Capturing
from gui.controllers.checking import Checking
from gui.controllers.commenting import Commenting
from gui.controllers.comparing import Comparing
from gui.controllers.correcting import Correcting
from gui.controllers.desks import Desks
from gui.controllers.exporting import Exporting
from gui.controllers.filters import Filters
from gui.controllers.importing import Importing
from gui.controllers.keys import Keys
from gui.controllers.leaving import Leaving
from gui.controllers.lists import Lists
from gui.controllers.marking import Marking
from gui.controllers.matching import Matching
from gui.controllers.navigation import Navigation
from gui.controllers.people import People
from gui.controllers.reviewing import Reviewing
from gui.controllers.roster import Roster
from gui.controllers.scale import Scales
from gui.controllers.session import Session
from gui.controllers.signing import Signing
from gui.controllers.text_search import TextSearch
from gui.controllers.undoing import Undoing
from gui.controllers.versions import Versions
from gui.controllers.viewing import Viewing
from gui.crash import CrashReporter
from gui.desk_thread import DatabaseThread
from gui.jobs import Worker
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.situation import Situation
from gui.turns import Soon
from gui.typing_guard import TypingGuard
from gui.views.dialogs.settings_dialog import SettingsDialog
from gui.views.frame.dropping import DropRouter

OF_A_CLAIM = ("S-LIFE", "S-UNDO", "S-RECHECK", "S-COMPARE", "S-EVIDENCE", "S-CORRECTION", "S-ALIKE", "S-CLAIM")
"""How the codes of refusals begin that are of the claim which is shown."""
LONGEST_NAMED = 50
"""Characters of a desk's name where it is said that it could not be opened."""


class Running(QObject):
    """The running program. `window` and the controllers are open to whoever drives it."""

    idle = Signal()
    """Nothing is being read, written, imported or analysed any more."""

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        appearance: Appearance,
        settings: Settings,
        reporter: CrashReporter,
        samples: Sequence[Path],
        warm: bool,
    ) -> None:
        super().__init__()
        self._app = app
        self._warm = warm
        self._import_paths: tuple[Path, ...] = ()
        self._told_to = ""
        """Who sat here when the notices were last gone through."""
        self._wanted: Callable[[], object] | None = None
        """What is done once every action has been answered."""
        self._closed = False
        self._soon = Soon(window.turns, self._update_actions)
        self.desk: Path | None = None
        self.settings = settings
        self.reporter = reporter
        self.window = window
        self.appearance = appearance
        self.database = DatabaseThread(self, window.turns)
        self.worker = Worker(self)
        self.session = Session(self.database, settings, self)
        self.navigation = Navigation(self.session, window)
        self.checking = Checking(self.session, self.navigation, window, settings)
        self.leaving = Leaving(self.session, window)
        self.undoing = Undoing(self.session, self.navigation, window)
        self.undoing.changed.connect(self._update_actions_soon)
        self.marking = Marking(self.session, self.navigation, self.worker, window)
        self.people = People(self.session, self.navigation, window)
        self.commenting = Commenting(self.session, self.checking, window)
        self.roster = Roster(self.session, window, settings)
        self.correcting = Correcting(self.session, self.navigation, self.checking, window, settings)
        self.viewing = Viewing(self.session, self.navigation, window, settings, appearance)
        self.reviewing = Reviewing(
            self.session, self.navigation, self.checking, self.correcting, self.viewing, window, settings
        )
        self.signing = Signing(self.session, self.navigation, self.roster, window, appearance)
        self.calculating = Calculating(self.session, self.navigation, window)
        self.matching = Matching(self.navigation, self.viewing, window)
        self.comparing = Comparing(self.session, self.navigation, window)
        self.capturing = Capturing(self.session, self.navigation, window, settings)
        self.viewing.attached.connect(self.reviewing.hold_sending)
        self.navigation.opened.connect(
            lambda claim: window.notice.move_on(claim.row.id if claim is not None else None)
        )
        self.text_search = TextSearch(self.session, self.navigation, window)
        self.lists = Lists(self.session, self.navigation, window, settings)
        self.filters = Filters(self.session, self.navigation, self.undoing, window, settings)
        self.keys = Keys(self.session, self.navigation, self.filters, window, settings, appearance)
        self.importing = Importing(self.session, self.navigation, self.worker, window, settings, samples)
        self.scales = Scales(self.session, self.navigation, window)
        self.articles = Articles(self.session, self.navigation, self.worker, window, settings)
        self.importing.analysed.connect(self.articles.on_analysed)
        self.versions = Versions(self.session, self.navigation, window, appearance)
        self.importing.added.connect(self.versions.on_added)
        self.desks = Desks(self.session, self.navigation, self.importing, window, settings)
        self.desks.wanted.connect(self.open_desk)
        self.exporting = Exporting(self.session, self.navigation, self.worker, window, settings)
        drops = DropRouter(window)
        drops.dropped.connect(window.files_dropped)
        self._watchers = (TypingGuard(app), drops)
        self._connect()
        self._connect_actions()
        if reporter.has_native:
            text = self.tr("Saidso was ended by a fault in a library. Everything you did is on the desk.")
            window.notify(text, "warn", self.tr("Save a report…"), self.save_report)

    def _connect(self) -> None:
        window = self.window
        window.closing.connect(self._on_closing)
        screen = window.desk_screen
        screen.open_button.clicked.connect(self.ask_desk)
        screen.new_button.clicked.connect(self.ask_new_desk)
        screen.again_button.clicked.connect(lambda: self.open_desk(self.desk) if self.desk else None)
        screen.quit_button.clicked.connect(window.close)
        self.session.refused.connect(self._on_refused)
        self.session.saving.connect(self._on_saving)
        self.session.steps.connect(lambda *_: self._update_actions_soon())
        self.session.settled.connect(self._on_settled)
        self.navigation.moved.connect(self._update_actions_soon)
        self.importing.finished.connect(self._tell_idle)
        self.database.idle.connect(self._tell_idle)
        window.turns.idle.connect(self._tell_idle)
        for worker in (self.worker, self.capturing.worker, self.viewing.worker):
            worker.idle.connect(self._tell_idle)
        self.capturing.changed.connect(self._update_actions_soon)
        # At once: the next key may be waiting.
        window.claims_pane.selected.connect(lambda _: self._update_actions())
        self.roster.changed.connect(self._on_people)
        self.roster.renamed.connect(self.navigation.show_again)
        self.window.inspector.context_shown.connect(self._update_actions_soon)
        self.reporter.recorded.connect(self._on_crash)

    def _connect_actions(self) -> None:
        actions = self.window.actions_table
        actions.on("settings", self.show_settings)
        actions.on("open-desk", self.ask_desk)
        actions.on("new-desk", self.ask_new_desk)
        actions.on("larger", lambda: self.appearance.grow(1))
        actions.on("smaller", lambda: self.appearance.grow(-1))
        actions.on("save-log", self.save_report)

    # --- desks ------------------------------------------------------------------------------------------------

    def open_desk(self, path: Path, import_paths: Sequence[Path] = ()) -> None:
        """Open a desk in this window, in place of the one that is open. Failing says why in the window.

        What was done on the one that is open is on its disk first, or the person insists.
        """
        self.window.inspector.commit_typing()
        self.reviewing.note_look()
        if not self.session.is_settled:
            self._wanted = partial(self.open_desk, path, import_paths)
            return
        if not self.leaving.may_open_another():
            return
        self.session.leave()
        self.window.claims_pane.focus_list()  # single letters are keys again, not words
        self.desk = path
        self._import_paths = tuple(import_paths)
        self.window.set_loading(bool(import_paths))
        self.navigation.clear()
        self.window.show_hint(self.tr("Opening {name}…").format(name=path.stem))
        self.database.open(path, self._on_opened, self._on_not_opened)

    def _on_opened(self, path: Path) -> None:
        window = self.window
        window.setWindowTitle(self.tr("{desk} – Saidso").format(desk=path.stem))
        window.status.set_desk(path.name, True, None)
        window.show_hint()
        window.show_desk()
        self.roster.load()
        self.filters.set_desk(str(path))
        self.commenting.begin(str(path))
        self.navigation.start(self.settings.place(path))
        self.desks.opened(path)
        self.importing.analyse_waiting()
        self.importing.import_paths(self._import_paths, quietly=True)
        if self._warm:
            self.importing.warm_up()

    def _on_not_opened(self, error: SaidsoError) -> None:
        name = words.shorten(self.desk.name, LONGEST_NAMED) if self.desk is not None else ""
        if isinstance(error, BugError):
            self.reporter.record(error)
        self.window.show_problem(self.tr("{name} could not be opened").format(name=name), error.message)
        self._update_actions()

    def ask_desk(self) -> None:
        """Ask for a desk file and open it."""
        dialog = self._desk_dialog(self.tr("Open a desk"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.window.open_dialog(dialog)

    def ask_new_desk(self) -> None:
        """Ask for a name and make a desk there; a file of that name is opened, never written over."""
        dialog = self._desk_dialog(self.tr("New desk"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(self.desk.suffix if self.desk is not None else "")
        self.window.open_dialog(dialog)

    def _desk_dialog(self, title: str) -> QFileDialog:
        folder = str(self.desk.parent) if self.desk is not None else ""
        dialog = QFileDialog(self.window, title, folder)
        dialog.fileSelected.connect(lambda name: self.open_desk(Path(name)))
        return dialog

    # --- what the window says ---------------------------------------------------------------------------------

    def _on_saving(self, saved: bool, problem: str) -> None:
        self.window.status.set_desk(self.desk.name if self.desk is not None else "", saved, problem or None)

    def _update_actions_soon(self) -> None:
        """Once, for several signals tell of one change."""
        self._soon.ask()

    def _update_actions(self) -> None:
        self._soon.drop()
        now, claim = self.navigation, self.navigation.claim
        has_desk = now.scale is not None and self.window.stack.currentWidget() is self.window.splitter
        self.window.actions_table.update(
            Situation(
                desk=has_desk,
                article=has_desk and now.article is not None,
                claims=has_desk and self.window.claim_model.rowCount() > 0,
                claim=claim.row.state if claim is not None else None,
                several=has_desk and self.window.claims_pane.selected_count() > 1,
                said_applies=claim is not None and claim.said_applies,
                figure=claim is not None and claim.reading is not None,
                quote=claim is not None and claim.row.kind.is_quote,
                waiting=has_desk and not self.importing.is_busy and not now.all_analysed,
                undo=self.undoing.undo_label if has_desk else None,
                redo=self.undoing.redo_label if has_desk else None,
                decided=has_desk and self.undoing.has_decided,
                copies=claim is not None and any(row.captures for row in claim.evidence),
                archived=claim is not None and any(c.archive_url for row in claim.evidence for c in row.captures),
                capturing=self.capturing.is_busy,
                reviewing=self.window.inspector.is_reviewing,
                open_comments=self.window.inspector.comments.open_count > 0,
                refusals=self.reviewing.refusals() if claim is not None else {},
            )
        )
        self.window.header.set_can_export(has_desk and now.article is not None)

    def _on_people(self) -> None:
        before, self._told_to = self._told_to, self.session.checker
        if before and before != self._told_to:
            self.window.notice.end_passing()
            if self.navigation.scale is not None:  # a desk is open
                self.commenting.begin(str(self.desk))
            self.navigation.sit_down()
            self.window.show_hint()
        self.reviewing.show_changes()
        self._update_actions_soon()

    def show_settings(self) -> None:
        dialog = SettingsDialog(self.settings, self.window)
        dialog.keys_button.clicked.connect(self.keys.change)
        self.scales.offer(dialog)
        self.window.open_dialog(dialog)

    @Slot(object)
    def _on_refused(self, error: SaidsoError) -> None:
        if isinstance(error, BugError):
            self.reporter.record(error)
        elif error.code == "S-LIFE-INCOMPLETE":
            # What a check still needs stands above its buttons already, and is not said twice.
            self.checking.show_missing(error)
        else:
            self.window.notice.show_notice(error.message, with_claim=error.code.startswith(OF_A_CLAIM))

    @Slot(str, str)
    def _on_crash(self, code: str, _report: str) -> None:
        text = self.tr("Something went wrong in the program ({code}). What was saved is safe.")
        self.window.notify(text.format(code=code), "bad", self.tr("Save a report…"), self.save_report)

    def save_report(self) -> None:
        """Ask where the report on the last problem goes, and write it."""
        dialog = QFileDialog(self.window, self.tr("Save a problem report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("saidso-report.txt")
        dialog.fileSelected.connect(self._write_report)
        self.window.open_dialog(dialog)

    def _write_report(self, name: str) -> None:
        try:
            Path(name).write_text(self.reporter.current_report(), encoding="utf-8")
        except OSError as error:
            self.window.notify(self.tr("{name}: {why}").format(name=name, why=error.strerror))
        else:
            self.window.notify(self.tr("Report written to {path}").format(path=name), "good")

    # --- waiting, for tests and for work without a display ----------------------------------------------------

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being read, written, imported or analysed."""
        asked = self.database.is_idle and self.navigation.is_resting
        workers = (self.worker, self.capturing.worker, self.viewing.worker)
        busy = self.importing.is_busy or not self.window.turns.is_idle
        return asked and all(each.is_idle for each in workers) and not busy

    def _tell_idle(self) -> None:
        if self.is_idle:
            self.idle.emit()

    def wait_until_idle(self, seconds: float = 60.0) -> None:
        """Run the event loop until all is done. Raises TimeoutError after `seconds`."""
        deadline = QDeadlineTimer(round(seconds * 1000))
        quiet = 0
        while quiet < 3:  # what was just done may ask for more: rows of a list that has been laid out
            if deadline.hasExpired():
                raise TimeoutError(f"still busy after {seconds} s")
            if self.is_idle:
                QCoreApplication.processEvents()
                quiet = quiet + 1 if self.is_idle else 0
            else:
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def grab(self, path: Path) -> None:
        """Write a picture of the window to `path`. Raises OSError if that fails."""
        self.window.grab()  # painting asks for the rows in sight
        self.wait_until_idle()
        if not self.window.grab().save(str(path)):
            raise OSError(f"{path}: the picture could not be written")

    # --- the end ----------------------------------------------------------------------------------------------

    def _on_closing(self, event: QCloseEvent) -> None:
        """Close only when every word is on the disk, or the person insists."""
        self.window.inspector.commit_typing()
        self.reviewing.note_look()
        if not self.session.is_settled:
            self._wanted = self.window.close
            event.ignore()
            return
        if not self.leaving.may_close():
            event.ignore()
            return
        self.window.remember(self.settings)
        if self.desk is not None and self.navigation.claim_id is not None:
            self.settings.keep_place(self.desk, self.navigation.claim_id)
        self.desks.closed()
        event.accept()

    def _on_settled(self) -> None:
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            QTimer.singleShot(0, wanted)

    def close(self) -> None:
        """Commit typing, stop the child process, finish what was asked of the desk, and let everything go."""
        if self._closed:
            return
        self._closed = True
        self.window.inspector.commit_typing()
        self.desks.closed()
        self.worker.close()
        self.capturing.close()
        self.viewing.close()
        self.database.close()
        for watcher in self._watchers:
            watcher.end()
        self.settings.sync()
        self.window.hide()
        self.window.deleteLater()
        self.deleteLater()
