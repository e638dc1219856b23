"""The open article: its details put right after it came in, its dates read again, and taking it off the desk."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QObject

from core.errors import SaidsoError
from core.intake.opening import dateline
from core.records import Analysis, ArticleView, Change, UnitKind
from core.worker import Analyse
from db.operations import RemoveArticle, SetArticleDetails
from gui import words
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.jobs import Callbacks, Worker
from gui.main_window import MainWindow
from gui.settings import PIPELINE, Settings
from gui.views.dialogs.article_dialog import ArticleDetails, ArticleDialog, Proposal


class Articles(QObject):
    """Answers the File menu's actions on the open article."""

    def __init__(
        self, session: Session, navigation: Navigation, worker: Worker, window: MainWindow, settings: Settings
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._worker = worker
        self._window = window
        self._settings = settings
        self._undated: dict[int, tuple[str, str]] = {}
        """Titles of articles without a date, and a day in each that cannot be resolved, until they have one."""
        self._told = ""
        """What is said of them in the notice; empty while nothing is."""
        actions = window.actions_table
        actions.on("article-details", self.ask_details)
        actions.on("remove-article", self.remove)
        session.left.connect(self._undated.clear)

    # --- details ----------------------------------------------------------------------------------------------

    def ask_details(self) -> None:
        """Ask what the open article is called, and when and where it appeared."""
        article = self._navigation.article
        if article is None:
            return
        dialog = ArticleDialog(article, proposal(article), self._window)

        def accepted() -> None:
            if dialog.details is not None:
                self._use(article, dialog.details)

        dialog.accepted.connect(accepted)
        self._window.open_dialog(dialog)

    def _use(self, article: ArticleView, details: ArticleDetails) -> None:
        """Save the details; with another date, once the text has been read again with it, as one step."""
        if details.published == article.published or article.pipeline is None:
            # What is being analysed is read again by `on_analysed`, once that is done.
            self._save(article, details, None)
        else:
            self._read_again(article, details)

    def _read_again(self, article: ArticleView, details: ArticleDetails) -> None:
        self._window.show_hint(self.tr("Reading the article’s dates again…"))

        def failed(error: SaidsoError) -> None:
            self._session.refused.emit(error)
            self._save(article, details, None)

        request = Analyse(article.title, article.text, details.published, self._settings.get(PIPELINE) or None)
        callbacks = Callbacks(lambda found: self._save(article, details, found), failed, self._cancelled)
        self._worker.submit(request, article.title, callbacks, first=True)

    def _save(self, article: ArticleView, details: ArticleDetails, found: Analysis | None) -> None:
        operation = SetArticleDetails(
            article.id, details.title, details.byline, details.outlet, details.published, found
        )

        def done(change: Change) -> None:
            self._window.show_hint()
            if details.published is not None:
                self._undated.pop(article.id, None)
            self._show_undated()
            if found is not None:
                self._tell(change)

        self._session.act(operation, done)

    def _tell(self, change: Change) -> None:
        """Say what another date of publication has changed."""
        none = self.tr("No date in the article reads otherwise now")
        told = self.tr("The date of {figures} was read again") if change.reread else none
        self._window.notify(told.format(figures=words.figures(change.reread)), "good")
        if change.held:
            stayed = self.tr("{figures} stayed: published; open a correction there")
            self._window.notify(stayed.format(figures=words.figures(change.held)), "warn")

    def _cancelled(self) -> None:
        self._window.show_hint()
        self._window.notify(self.tr("Cancelled: the article’s details are as they were"), "warn")

    def on_analysed(self, article: ArticleView, found: Analysis, read_with: date | None) -> None:
        """Read the dates again where the article got another date meanwhile; where it has none, say so."""
        if article.published != read_with:
            details = ArticleDetails(article.title, article.byline, article.outlet, article.published)
            self._read_again(article, details)
        elif article.published is None:
            self._tell_undated(article, found)

    def _tell_undated(self, article: ArticleView, found: Analysis) -> None:
        """Say of an article without a date that its days cannot be resolved, and offer to set it."""
        days = [
            article.text[figure.pieces[0][0] : figure.pieces[-1][1]]
            for figure in found.figures
            if figure.reading.unit_kind is UnitKind.DATE
            and figure.reading.time is not None
            and figure.reading.time.start is None
        ]
        # “Thursday” needs the date more plainly than “March 14”, which lacks its year alone.
        day = min(days, key=lambda each: any(c.isdecimal() for c in each), default=None)
        if day is None:
            return
        if self._told and self._told not in self._window.notice.texts():
            self._undated.clear()  # what was put away stays away
        self._undated[article.id] = (article.title, day)
        self._show_undated()

    def _show_undated(self) -> None:
        """Say in one notice which articles have no date, and offer to date the first."""
        self._window.notice.withdraw(self._told)
        self._told = ""
        if not self._undated:
            return
        number, (title, day) = next(iter(self._undated.items()))
        if len(self._undated) == 1:
            told = self.tr("{title}: no date, so “{day}” cannot be resolved")
        else:
            told = self.tr("{count} articles have no date, so days in them cannot be resolved; the first: {title}")

        def ask() -> None:
            self._told = ""  # its notice goes; what is left is said again when the date is set
            self._navigation.choose_article(number)
            self._session.read(lambda desk: desk.read.article(number), lambda _: self.ask_details())

        key = self._window.actions_table.key_text("article-details")
        offer = words.with_key(self.tr("Set the date…"), key)
        self._told = told.format(title=words.shorten(title, 60), day=day, count=len(self._undated))
        self._window.notify(self._told, "warn", offer, ask)

    # --- off the desk -----------------------------------------------------------------------------------------

    def remove(self) -> None:
        """Take the open article off the desk, with all that hangs on it. Undo brings everything back."""
        article = self._navigation.article
        if article is None:
            return
        self._window.inspector.commit_typing()
        title = article.title

        def done(_: Change) -> None:
            told = self.tr("Removed, with all its checks: {title}").format(title=title)
            actions = self._window.actions_table
            undo = words.with_key(self.tr("Undo"), actions.key_text("undo"))
            self._window.notify(told, "good", undo, actions["undo"].trigger)

        self._session.act(RemoveArticle(article.id), done)


def proposal(article: ArticleView) -> Proposal | None:
    """The day of the dateline of an article without a date, in the latest year that is not yet to come."""
    if article.published is not None:
        return None
    sent = dateline(article.text)
    day = sent.latest(datetime.now(UTC).astimezone().date()) if sent is not None else None
    return Proposal(day, sent.words) if sent is not None and day is not None else None
