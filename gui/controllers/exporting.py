"""Verdict reports go out: what on, for whom, in which formats; looked at first, written one after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from core.errors import Cancelled, SaidsoError, UserError
from core.progress import Progress
from core.records import Change, SpeakerRow
from core.reports import FORMATS
from core.reports.model import Profile, Publisher, ReportModel, Scope
from core.reports.wanted import Wanted
from core.worker import ReadReport
from db import exporting
from db.operations import ImportReport
from db.store import Desk
from gui import words
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.jobs import Callbacks, Worker
from gui.main_window import MainWindow
from gui.settings import (
    CHECKER,
    CLAIM_URL,
    EXPORT_FORMATS,
    EXPORT_PROFILE,
    FOLDER,
    PUBLISHER,
    PUBLISHER_URL,
    REPORTS_FOLDER,
    Settings,
)
from gui.views.dialogs.export_dialog import Choice, ExportDialog, Offer, Order
from gui.views.dialogs.preview_dialog import PAGE_DOTS, PreviewDialog

if TYPE_CHECKING:
    from core.reports.incoming import Incoming

LOOKED_THROUGH = 500
"""Claims up to which a report is looked through before it is ordered; more would keep others waiting."""
NAMED = 4
"""Reports that the notice names; the folder has the others."""


_Named = tuple[int, str]
"""An article's number and its title."""


@dataclass(slots=True)
class _Run:
    """Files on their way: what is still to be written, and what has become of the rest."""

    order: Order
    steps: list[Callable[[Desk], list[Path]]]
    total: int
    stop: threading.Event = field(default_factory=threading.Event)
    written: list[Path] = field(default_factory=list)
    empty: dict[int, str] = field(default_factory=dict)
    """The articles that got no report, each with its title: two may have the same."""
    told: dict[str, None] = field(default_factory=dict)
    """What only writing shows: letters for which there is no font."""
    left: dict[_Named, dict[str, None]] = field(default_factory=dict)
    """What is better settled first in each of many reports, by its article: nobody was told before."""


class Exporting(QObject):
    """Writes reports one question to the desk at a time, so that the window goes on answering between them."""

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        worker: Worker,
        window: MainWindow,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._worker = worker
        self._window = window
        self._settings = settings
        self._run: _Run | None = None
        window.header.export_requested.connect(self.ask)
        window.actions_table.on("export", self.ask)
        window.actions_table.on("import-report", self.ask_incoming)
        window.status.reports.cancel_requested.connect(self.cancel)
        session.left.connect(self._forget)

    # --- asking -----------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask what is to be reported and how, then write it."""
        article = self._navigation.article
        if article is None:
            return
        if self._run is not None:
            self._window.notify(self.tr("A report is being written; wait for it, or cancel it below."), "warn")
            return
        self._window.inspector.commit_typing()
        title, number = article.title, article.id

        def answered(speakers: list[SpeakerRow]) -> None:
            self._show(self._offer(number, title, speakers), exporting.file_name(title, ""))

        self._session.read(lambda desk: desk.read.speakers(), answered)

    def _offer(self, article_id: int, title: str, speakers: list[SpeakerRow]) -> Offer:
        formats = [Choice(each.key, each.label, each.suffix) for each in FORMATS.values()]
        formats.append(Choice(exporting.BUNDLE, self.tr("Evidence bundle (ZIP)"), ".zip"))
        claim = self._navigation.claim
        return Offer(
            article_id=article_id,
            article=title,
            articles=len(self._navigation.articles),
            selected=self._window.claims_pane.selected_ids(),
            speakers=speakers,
            speaker=claim.row.speaker if claim is not None else None,
            formats=formats,
            ticked=frozenset(self._settings.get(EXPORT_FORMATS).split()),
            profile=Profile(self._settings.get(EXPORT_PROFILE)),
            folder=self._settings.reports_folder(),
        )

    def _show(self, offer: Offer, name: str) -> None:
        names = {Scope.ARTICLE: name, Scope.SELECTION: self.tr("Selected claims")}
        dialog = ExportDialog(offer, names, self._window)
        dialog.count_wanted.connect(lambda wanted: self._count(dialog, wanted))
        dialog.preview_wanted.connect(
            lambda wanted, profile, whole: self.preview(wanted, Profile(profile), dialog, whole_text=whole)
        )
        dialog.accepted.connect(lambda: self.write(dialog.order) if dialog.order is not None else None)
        self._window.open_dialog(dialog)
        dialog.ask_count()

    def _count(self, dialog: ExportDialog, wanted: Wanted) -> None:
        style, reviews = self._style("html", Profile.PUBLIC), dialog.wants_reviews

        def look(desk: Desk) -> tuple[int, int, tuple[str, ...]]:
            number, approved = exporting.count(desk, wanted)
            few = approved and number <= LOOKED_THROUGH
            return number, approved, exporting.look_through(desk, wanted, style.publisher, reviews) if few else ()

        def counted(found: tuple[int, int, tuple[str, ...]]) -> None:
            if isValid(dialog) and dialog.isVisible():  # it may have been closed, and be no more
                dialog.set_count(wanted, *found)

        self._session.read(look, counted, slot="export-count")

    def preview(
        self, wanted: Wanted, profile: Profile, over: ExportDialog | None = None, *, whole_text: bool = False
    ) -> None:
        """Show the report's pages and words; nothing is written."""
        style = self._style("pdf", profile, whole_text)

        def look(desk: Desk) -> tuple[str, list[bytes], str]:
            from core.reports import markdown, pdf  # not wanted before the first report

            model = exporting.shown(desk, exporting.gather(desk, wanted, style.made_by), style)
            return model.title, pdf.pictures(model, PAGE_DOTS), markdown.render(model).decode("utf-8")

        def looked(found: tuple[str, list[bytes], str]) -> None:
            dialog = PreviewDialog(*found, over or self._window)
            dialog.open()

        self._session.read(look, looked, slot="export-preview")

    def _by(self, profile: Profile) -> str:
        """Who makes the report: readers are told a name that was set, never that of the account."""
        return self._session.checker if profile is Profile.INTERNAL else self._settings.get(CHECKER).strip()

    def _style(self, format_key: str, profile: Profile, whole_text: bool = False) -> exporting.Style:
        get = self._settings.get
        publisher = Publisher(get(PUBLISHER), get(PUBLISHER_URL), get(CLAIM_URL) or Publisher().claim_url)
        return exporting.Style(format_key, profile, self._by(profile), publisher, whole_text)

    # --- writing ----------------------------------------------------------------------------------------------

    def write(self, order: Order) -> None:
        """Write what was ordered, whole files or none, telling how far it is; then name the files."""
        self._settings.set(EXPORT_FORMATS, " ".join(order.formats))
        self._settings.set(EXPORT_PROFILE, order.profile.value)
        self._settings.set(REPORTS_FOLDER, str(order.folder))
        self._window.notice.begin_job()
        if order.wanted is None:
            self._session.read(lambda desk: exporting.articles(desk, None), lambda ids: self._each(order, ids))
        else:
            wanted, by = order.wanted, self._by(order.profile)
            self._session.read(
                lambda desk: exporting.gather(desk, wanted, by), lambda model: self._one(order, model)
            )

    def _one(self, order: Order, model: ReportModel) -> None:
        run = _Run(order, [], len(order.formats))
        run.steps = [self._step(run, model, key, order.name) for key in order.formats]
        self._begin(run)

    def _each(self, order: Order, ids: list[int]) -> None:
        run = _Run(order, [], len(ids))
        run.steps = [self._article(run, article_id) for article_id in ids]
        self._begin(run)

    def _step(self, run: _Run, model: ReportModel, key: str, name: str) -> Callable[[Desk], list[Path]]:
        style = self._style(key, run.order.profile, run.order.whole_text)
        path = run.order.folder / f"{name}{style.suffix}"

        def work(desk: Desk) -> list[Path]:
            try:
                left = exporting.write(desk, model, style, path, Progress(stop=run.stop.is_set))
                for told in left:
                    if exporting.tells_of_boxes(told):
                        run.told[told] = None
                    elif run.order.wanted is None:  # of one report the dialog has told
                        run.left.setdefault((model.parts[0].article.id, model.title), {})[told] = None
            except Cancelled:
                return []
            return [path]

        return work

    def _article(self, run: _Run, article_id: int) -> Callable[[Desk], list[Path]]:
        by = self._by(run.order.profile)

        def work(desk: Desk) -> list[Path]:
            model = exporting.gather(desk, Wanted(Scope.ARTICLE, article_id=article_id), by)
            name = exporting.file_name(f"{article_id} {model.title}", "")
            written: list[Path] = []
            for key in run.order.formats:
                if run.stop.is_set():
                    break
                try:
                    written += self._step(run, model, key, name)(desk)
                except UserError as error:
                    if error.code != "S-REPORT-NOTHING":
                        raise type(error)(error.code, f"{model.title}: {error.message}") from error
                    run.empty[article_id] = model.title
            return written

        return work

    def _begin(self, run: _Run) -> None:
        self._run = run
        self._next(run)

    def _next(self, run: _Run) -> None:
        done = run.total - len(run.steps)
        if not run.steps or run.stop.is_set():
            self._end(run)
            return
        text = self.tr("Writing report {number} of {total}").format(number=done + 1, total=run.total)
        self._window.status.reports.set_job(text, done, run.total)
        work = run.steps.pop(0)

        def written(paths: list[Path]) -> None:
            run.written += paths
            self._next(run)

        def failed(error: SaidsoError) -> None:
            self._session.refused.emit(error)
            self._next(run)

        self._session.read(work, written, later=True, failed=failed)

    def cancel(self) -> None:
        """Write no more; what is written stays, and no file is left half written."""
        if self._run is not None:
            self._run.stop.set()

    def _forget(self) -> None:
        """Write no more: what is left of the run is asked of no other desk."""
        if self._run is not None:
            self._run.stop.set()
            self._run = None
            self._window.status.reports.clear()

    def _end(self, run: _Run) -> None:
        self._run = None
        self._window.status.reports.clear()
        if run.empty:
            self._session.refused.emit(exporting.nothing_in(list(run.empty.values())))
        if run.stop.is_set():
            text = self.tr("Cancelled; {done} of {total} were written.")
            self._window.notify(text.format(done=len(run.written), total=max(run.total, len(run.written))), "warn")
        for told in run.told:  # before the good news, which would go when they come
            self._window.notify(told, "warn")
        if run.left:
            # Not as a plain warning, of which the next would take its place.
            number, title = next(iter(run.left))
            again = self.tr("Look at “{title}”").format(title=words.shorten(title, 30))
            self._window.notify(
                self._unsettled(run.left), "warn", again, lambda: self._navigation.choose_article(number)
            )
        if run.written:
            self._tell(run.written)

    def _unsettled(self, left: dict[_Named, dict[str, None]]) -> str:
        """What is better settled in the reports before readers see them: the first of it, and how much more."""
        found = [f"{words.shorten(title, 40)}: {each}" for (_, title), told in left.items() for each in told]
        lines = [self.tr("Written, and better settled before readers see it:"), *found[:NAMED]]
        if len(found) > NAMED:
            lines.append(
                self.tr("And {count} more: the export of a single article names them.").format(
                    count=len(found) - NAMED
                )
            )
        return "\n".join(lines)

    def _tell(self, written: list[Path]) -> None:
        """Name the files, with a button that opens the one, or the folder of several."""
        if len(written) == 1:
            [path] = written
            text = self.tr("Report written to {path}").format(path=path)
            self._window.notify(text, "good", self.tr("Open"), lambda: open_outside(path))
            return
        kinds: dict[str, list[str]] = {}
        for path in written:
            kinds.setdefault(path.stem, []).append(path.suffix)
        names = ", ".join(_with_kinds(name, found) for name, found in list(kinds.items())[:NAMED])
        if len(kinds) > NAMED:
            names = self.tr("{names} and {count} more").format(names=names, count=len(kinds) - NAMED)
        folder = written[0].parent
        text = self.tr("Reports written to {folder}: {names}").format(folder=folder, names=names)
        self._window.notify(text, "good", self.tr("Open the folder"), lambda: open_outside(folder))

    # --- a report of another desk -----------------------------------------------------------------------------

    def ask_incoming(self) -> None:
        """Ask for a report of another desk and take it in."""
        dialog = QFileDialog(self._window, self.tr("Import a report"), self._settings.folder())
        dialog.setNameFilters([self.tr("Reports (*.json *.zip)"), self.tr("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take_in(Path(name)))
        self._window.open_dialog(dialog)

    def take_in(self, path: Path) -> None:
        """Read a report in the child process, and store it whole or not at all."""
        self._settings.set(FOLDER, str(path.parent))
        self._window.notice.begin_job()

        def read(incoming: Incoming) -> None:
            self._session.act(ImportReport(incoming), lambda change: taken(incoming, change))

        def taken(incoming: Incoming, change: Change) -> None:
            count = len(incoming.model.claims)
            text = self.tr("{name}: {count} claims taken in").format(name=path.name, count=count)
            copies = sum(len(row.captures) for claim in incoming.model.claims for row in claim.evidence)
            if copies and incoming.bundle is None:
                text += self.tr("; kept copies of its sources come with an evidence bundle only")
            self._window.notify(f"{text}.", "good")
            if change.focus_article is not None:
                self._navigation.choose_article(change.focus_article)

        callbacks = Callbacks(read, self._session.refused.emit)
        self._worker.submit(ReadReport(path), path.name, callbacks, first=True)


def _with_kinds(name: str, suffixes: list[str]) -> str:
    """The name that several files share, once: `Rail fares (.html, .pdf)`."""
    return f"{name}{suffixes[0]}" if len(suffixes) == 1 else f"{name} ({', '.join(suffixes)})"


def open_outside(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
