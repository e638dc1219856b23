"""Articles come in: found and read in the child process, stored at once, then analysed in the child process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from core.errors import SaidsoError, UserError, other_language_warning
from core.progress import Step
from core.records import Analysis, ArticleView, Change, Document
from core.worker import Analyse, FindFiles, Prepare, ReadFile, ReadPasted, Request
from db.operations import ImportArticle, StoreAnalysis
from db.store import Desk
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.jobs import Callbacks, Worker
from gui.main_window import MainWindow
from gui.settings import FOLDER, PIPELINE, Settings
from gui.turns import Soon
from gui.views.dialogs.paste_dialog import PasteDialog


@dataclass(slots=True)
class _Tally:
    """How far work of one kind is: `done` of `total` jobs have ended, and `share` of the one that runs."""

    total: int = 0
    done: int = 0
    share: float = 0.0


@dataclass(slots=True)
class _Batch:
    """What comes in on one desk. Jobs end in the batch they began in, though another desk may be open by then."""

    finding: int = 0
    reading: _Tally = field(default_factory=_Tally)
    analysing: _Tally = field(default_factory=_Tally)
    versions: set[int] = field(default_factory=set)
    """Versions whose analysis is under way."""

    @property
    def is_busy(self) -> bool:
        return bool(self.finding or self.reading.total or self.analysing.total)


class Importing(QObject):
    """Takes files, folders and pasted text to the desk, and analyses what has no analysis yet.

    A file that is refused is named in the notice bar with its reason; the rest go on.
    """

    analysed = Signal(object, object, object)
    """An article as it is now, what was found in it, and the date it was read with."""
    added = Signal(int, str)
    """An article that the desk did not have is stored: its number and title."""
    finished = Signal()
    """All that was asked for has been read and analysed, refused or cancelled."""

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        worker: Worker,
        window: MainWindow,
        settings: Settings,
        samples: Sequence[Path] = (),
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._worker = worker
        self._window = window
        self._settings = settings
        self._samples = tuple(samples)
        self._batch = _Batch()
        self._opening = False
        """Whether an article that was read is not seen or listed yet."""
        self._telling = Soon(window.turns, self._tell)
        window.files_dropped.connect(lambda paths: self.import_paths([Path(path) for path in paths]))
        navigation.moved.connect(self._on_moved)
        session.left.connect(self._forget)
        window.status.articles.cancel_requested.connect(self.cancel)
        for view in (window.desk_pane, window.reader):
            view.samples_requested.connect(self.import_samples)
            view.add_requested.connect(self.ask_files)
        window.header.add_requested.connect(self.ask_files)
        window.header.paste_requested.connect(self.ask_pasted)
        actions = window.actions_table
        actions.on("add-files", self.ask_files)
        actions.on("add-folder", self.ask_folder)
        actions.on("paste", self.ask_pasted)
        actions.on("analyse", self.analyse_waiting)

    @property
    def is_busy(self) -> bool:
        return self._batch.is_busy

    def _forget(self) -> None:
        """Give up what comes in, without a word."""
        self._worker.cancel()
        self._batch = _Batch()
        self._tell()

    # --- asking for articles ----------------------------------------------------------------------------------

    def ask_files(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Add articles"), self._settings.folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._ask(dialog)

    def ask_folder(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Add a folder of articles"), self._settings.folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._ask(dialog)

    def _ask(self, dialog: QFileDialog) -> None:
        def chosen(names: list[str]) -> None:
            if names:
                self._settings.set(FOLDER, str(Path(names[0]).parent))
                self.import_paths([Path(name) for name in names])

        dialog.filesSelected.connect(chosen)
        self._window.open_dialog(dialog)

    def ask_pasted(self) -> None:
        dialog = PasteDialog(QGuiApplication.clipboard().text(), self._window)

        def accepted() -> None:
            if dialog.article is not None:
                self.import_text(dialog.article.text, dialog.article.title, dialog.article.published)

        dialog.accepted.connect(accepted)
        self._window.open_dialog(dialog)

    # --- reading ----------------------------------------------------------------------------------------------

    def import_paths(self, paths: Sequence[Path], quietly: bool = False) -> None:
        """Read files and folders of files. `quietly` says nothing of articles the desk already has."""
        if not paths:
            return
        if not quietly:
            self._window.notice.begin_job()
        batch = self._batch
        batch.finding += 1

        def found(result: tuple[list[Path], list[UserError]]) -> None:
            files, problems = result
            batch.finding -= 1
            for problem in problems:
                self._refuse(problem)
            # The list shows what came in last on top: read backwards, the files stand there in their order.
            for file in reversed(files[1:]):
                self._read(ReadFile(file), file.name, quietly, _never)
            for file in files[:1]:
                self._read(ReadFile(file), file.name, quietly, _always if len(files) == 1 else self._nothing_shown)
            if not files and not problems:
                self._window.notify(self.tr("There is no article in what was added."), "warn")
            self._tell()

        def ended() -> None:
            batch.finding -= 1
            self._tell()

        def failed(error: SaidsoError) -> None:
            self._refuse(error)
            ended()

        self._worker.submit(FindFiles(tuple(paths)), paths[0].name, Callbacks(found, failed, ended))
        self._tell()

    def import_samples(self) -> None:
        """Take in the sample articles; an installation without them says so."""
        from gui.samples import SEEDS, sample_files

        files = self._samples or (sample_files() if SEEDS.is_dir() else ())
        if files:
            self.import_paths(files)
        else:
            self._window.notify(self.tr("The sample articles are not part of this installation."), "warn")

    def import_text(self, text: str, title: str = "", published: date | None = None) -> None:
        """Take pasted text as an article."""
        self._window.notice.begin_job()
        self._read(ReadPasted(text, title, published), title or self.tr("Pasted text"), False, _always)

    def _read(self, request: Request[Document], name: str, quietly: bool, show: Callable[[], bool]) -> None:
        """Read, store and have analysed; once stored, the article is opened if `show()`."""
        tally = self._batch.reading
        tally.total += 1

        def read(document: Document) -> None:
            self._session.act(ImportArticle(document), stored, lambda _: self._end(tally))

        def stored(change: Change) -> None:
            if change.known and not quietly:
                self._window.notify(
                    self.tr("{name}: this article is already on the desk.").format(name=name), "good"
                )
            self._session.read(
                lambda desk: desk.read.article(change.focus_article or 0),
                lambda article: taken(article, not change.known),
            )

        def taken(article: ArticleView | None, new: bool) -> None:
            self._take(article, show, new)
            self._end(tally)

        def failed(error: SaidsoError) -> None:
            self._refuse(error)
            self._end(tally)

        self._worker.submit(request, name, Callbacks(read, failed, lambda: self._end(tally)))
        self._tell()

    def _nothing_shown(self) -> bool:
        """Whether the person has not begun with another article meanwhile."""
        return self._navigation.article is None

    def _take(self, article: ArticleView | None, show: Callable[[], bool], new: bool) -> None:
        """An article is stored: open it if so wished, and have it analysed."""
        if article is not None:
            if new:
                self.added.emit(article.id, article.title)
            shown = show()
            if shown:
                self._navigation.choose_article(article.id)
            if article.pipeline is None:
                self._analyse(article.version_id, article.title, article.text, article.published, first=shown)

    # --- analysing --------------------------------------------------------------------------------------------

    def warm_up(self) -> None:
        """Have the child load the pipeline before the first article needs it."""
        self._worker.submit(Prepare(self._settings.get(PIPELINE) or None), "", Callbacks(failed=self._refuse))

    def analyse_waiting(self) -> None:
        """Analyse every article that has no analysis: its import was cut short, or cancelled."""

        def found(waiting: list[tuple[int, str, str, date | None]]) -> None:
            for version, title, text, published in waiting:
                self._analyse(version, title, text, published)

        self._session.read(_waiting, found)

    def _analyse(
        self, version: int, title: str, text: str, published: date | None, *, first: bool = False
    ) -> None:
        batch = self._batch
        if version in batch.versions:
            return
        batch.versions.add(version)
        batch.analysing.total += 1

        def ended(_: object = None) -> None:
            batch.versions.discard(version)
            self._end(batch.analysing)

        def failed(error: SaidsoError) -> None:
            self._refuse(error if isinstance(error, UserError) else _named(title, error))
            ended()

        def done(analysis: Analysis) -> None:
            if analysis.language:
                self._refuse(other_language_warning(title, analysis.language))
            self._session.act(
                StoreAnalysis(version, analysis, text), lambda change: stored(change, analysis), ended
            )

        def stored(change: Change, analysis: Analysis) -> None:
            number = next(iter(change.articles), 0)
            self._session.read(lambda desk: desk.read.article(number), lambda article: tell(article, analysis))
            ended()

        def tell(article: ArticleView | None, analysis: Analysis) -> None:
            if article is not None:
                self.analysed.emit(article, analysis, published)

        def progress(step: Step) -> None:
            batch.analysing.share = step.done / step.total if step.total else 0.0
            self._tell()

        callbacks = Callbacks(done, failed, ended, progress)
        self._worker.submit(
            Analyse(title, text, published, self._settings.get(PIPELINE) or None), title, callbacks, first=first
        )
        self._tell()

    def cancel(self) -> None:
        """Stop reading and analysing now. What is stored stays, and waits for its analysis."""
        waiting = self._batch.analysing.total - self._batch.analysing.done
        self._worker.cancel()
        if waiting:
            text = self.tr("Analysis cancelled. {count} waiting: File, Analyse waiting articles, goes on with it.")
            self._window.notify(text.format(count=waiting), "warn")

    # --- telling ----------------------------------------------------------------------------------------------

    def _end(self, tally: _Tally) -> None:
        tally.done += 1
        tally.share = 0.0
        self._telling.ask()

    def _tell(self) -> None:
        """Show in the status strip how far reading and analysing are."""
        batch = self._batch
        for tally in (batch.reading, batch.analysing):
            if tally.done >= tally.total:
                tally.total = tally.done = 0
        self._window.turns.gentle = self.is_busy
        self._tell_loading()
        if not self.is_busy:
            self._window.status.articles.clear()
            self._navigation.moved.emit()
            self.finished.emit()
        elif batch.reading.total:
            self._show(batch.reading, self.tr("Reading {number} of {total} articles"))
        elif batch.analysing.total:
            self._show(batch.analysing, self.tr("Analysing {number} of {total} articles"))
        else:
            self._window.status.articles.set_job(self.tr("Looking for articles"), 0, 0)

    def _tell_loading(self) -> None:
        """Say in an empty window that articles are on their way, until the first one is seen and listed."""
        self._opening = self._is_opening()
        self._window.set_loading(bool(self._batch.finding or self._batch.reading.total) or self._opening)

    def _on_moved(self) -> None:
        if self._opening and not self._is_opening():
            self._tell_loading()

    def _is_opening(self) -> bool:
        now = self._navigation
        return now.is_opening or (now.article is not None and not now.articles)

    def _show(self, tally: _Tally, text: str) -> None:
        number = min(tally.done + 1, tally.total)
        done = round(1000 * (tally.done + min(tally.share, 1.0)))
        strip = self._window.status.articles
        strip.set_job(text.format(number=number, total=tally.total), done, 1000 * tally.total)

    def _refuse(self, error: SaidsoError) -> None:
        self._session.refused.emit(error)


def _waiting(desk: Desk) -> list[tuple[int, str, str, date | None]]:
    return [(version, title, *desk.read.text(version)) for version, title in desk.read.unanalysed()]


def _named(title: str, error: SaidsoError) -> SaidsoError:
    """The same error, saying which article it was about."""
    named = type(error)(error.code, f"{title}: {error.message}")
    named.__cause__ = error
    return named


def _always() -> bool:
    return True


def _never() -> bool:
    return False
