"""Moving about a desk: filters, the list, the current claim and article, and what a change makes stale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from core.records import (
    ArticleRow,
    ArticleView,
    Change,
    ClaimContext,
    ClaimFilter,
    ClaimRow,
    ClaimView,
    Queue,
    RatingScale,
)
from db.claim_list import Tally
from gui.controllers.asking import Opened, for_person, list_with, open_claim
from gui.controllers.listing import Listing
from gui.controllers.places import Places
from gui.controllers.searching import Searching
from gui.controllers.session import Session
from gui.controllers.stepping import Stepping
from gui.main_window import MainWindow
from gui.models.claim_list import ClaimListModel
from gui.turns import TURN, InTurns, Steps

REST = 40
"""Milliseconds after which a claim is taken to be looked at, and not passed by."""


class Navigation(QObject):
    """Keeps the four panes on the same claim. `claim` and `article` are what is shown now."""

    moved = Signal()
    """Another claim or article is shown, or the shown one changed."""
    opened = Signal(object)
    """The `ClaimView` the inspector is about to show."""
    filtered = Signal(object)
    """The `ClaimFilter` of the list is another one."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self.listing = Listing(session, self)
        self.steps = Stepping(session, self, window)
        self._claims = self._new_model()
        self._places = Places(self)
        self.filter = ClaimFilter()
        self.claim_id: int | None = None
        self.claim: ClaimView | None = None
        self.article: ArticleView | None = None
        self.articles: tuple[ArticleRow, ...] = ()
        self.all_analysed = True
        """Whether none of the articles waits for its analysis."""
        self.scale: RatingScale | None = None
        self._choose_first = True
        self._wanted_article: int | None = None
        self.is_opening = False
        """Whether an article was asked for to be shown, and has not come yet."""
        self._choosing = InTurns(window.turns, self)
        """A claim that becomes the current one without being asked for, pane by pane."""
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(REST)
        self._resting.timeout.connect(self._load_context)
        self.searching = Searching(session, self, window)
        self._connect()

    def _connect(self) -> None:
        window = self._window
        window.desk_pane.queue_chosen.connect(self.choose_queue)
        window.desk_pane.article_chosen.connect(self.choose_article)
        window.desk_pane.speaker_chosen.connect(self.choose_speaker)
        window.claims_pane.claim_chosen.connect(self.choose_claim)
        window.claims_pane.filter_changed.connect(self.searching.narrow)
        window.reader.claim_chosen.connect(self.choose_claim)
        window.inspector.comparison_chosen.connect(self.reveal)
        self.listing.opened.connect(self._show_list)
        self.listing.moved.connect(self._show_list)
        self.listing.counted.connect(self._show_counts)
        self._session.changed.connect(self.refresh)
        actions = window.actions_table
        actions.on("find", window.header.focus_search)

    # --- opening a desk ---------------------------------------------------------------------------------------

    def start(self, place: int | None = None) -> None:
        """Show a desk that was just opened: claim `place` if it is there, else its first article's first."""
        self.clear()
        self.load_scale()
        self._session.read(
            lambda desk: (desk.read.articles(), desk.read.claim(place) if place is not None else None),
            lambda found: self._show_first(*found),
            slot="articles",
        )
        self._load_sides(queues=True, speakers=True)
        self._session.ask_steps()

    def clear(self) -> None:
        """Show no desk."""
        self._choosing.give_up()
        self._places.forget()
        self.is_opening = False
        self.filter = ClaimFilter()
        self.articles = ()
        self._show_articles([])
        self._claims = self._new_model()
        self._show_article(None)
        self._show_claim(None)

    def _new_model(self) -> ClaimListModel:
        model = self._window.new_claim_model()

        def show(rows: Mapping[int, ClaimRow]) -> None:
            if model is self._claims:  # else another desk was opened
                model.add_rows(rows)

        def fetch(ids: list[int]) -> None:
            self._session.read(lambda desk: desk.read.claim_rows(ids), show)

        model.rows_needed.connect(fetch)
        self.listing.use(model)
        return model

    def load_scale(self, done: Callable[[], object] | None = None) -> None:
        """Show ratings on the desk's scale, as it is now; then call `done`."""

        def show(scale: RatingScale) -> None:
            self.scale = scale
            self._window.set_scale(scale)
            self.moved.emit()
            if done is not None:
                done()

        self._session.read(lambda desk: desk.read.scale(), show)

    def _show_first(self, articles: Sequence[ArticleRow], left_at: ClaimView | None) -> None:
        self._show_articles(articles)
        if left_at is not None:
            self.set_filter(list_with(left_at, self.filter.order))
            self.choose_claim(left_at.row.id)
        elif articles:
            self.choose_article(articles[0].id)
        else:
            self.set_filter(ClaimFilter(), force=True)
            QTimer.singleShot(0, self._window, self._window.prepare)

    # --- filters ----------------------------------------------------------------------------------------------

    def choose_queue(self, queue: Queue) -> None:
        """Show a queue over all articles: what it counts, and so nothing in passing."""
        self.set_filter(replace(self.filter, queue=queue, article_id=None, speaker_id=None, in_passing=False))

    def choose_article(self, article_id: int) -> None:
        """Open an article and show its claims."""
        self.set_filter(replace(self.filter, article_id=article_id, speaker_id=None, queue=Queue.ALL))
        self.open_article(article_id)

    def choose_speaker(self, speaker_id: int | None) -> None:
        """Show what a speaker is given over all articles; None shows the open article's claims again."""
        article = self._article_id if speaker_id is None else None
        self.set_filter(
            replace(self.filter, speaker_id=speaker_id, article_id=article, queue=Queue.ALL, in_passing=False)
        )

    def set_filter(self, wanted: ClaimFilter, force: bool = False, keep: bool = False) -> None:
        """Show the claims `wanted` matches, and the first of them unless the current one is among them.

        Who asks to `keep` the current one sees to it that it belongs there.
        """
        wanted = for_person(wanted, self._session.checker)
        if wanted == self.filter and not force:
            return
        self._places.leave()
        marked_otherwise = wanted.in_passing is not self.filter.in_passing
        self.filter = wanted
        self._choose_first = not keep
        self._window.claims_pane.set_filter(wanted)
        self._window.header.set_search(wanted.text)
        self._show_place()
        self.filtered.emit(wanted)
        self.listing.open(wanted)
        if marked_otherwise:
            self._mark_again()

    def _show_list(self) -> None:
        """The list has changed: keep the current claim, or choose the first of another list."""
        known = self._claims.index_of(self.claim_id).isValid()
        if not known and (self._choose_first or self.claim_id is None):
            self._window.focus_claims()
            # Where the claim is gone that was shown, the list goes on from where it stood.
            first = self._claims.id_at(0 if self._choose_first else self.steps.place)
            if self._claims.unasked and first != self.claim_id:
                self._choosing.begin(self._choose(first))
            else:
                self.choose_claim(first)
        else:
            self.steps.remember_place()
            self._window.claims_pane.set_current(self.claim_id)
        self._choose_first = False
        self.moved.emit()

    def _show_counts(self, now: Tally) -> None:
        self._window.claims_pane.set_counts(now.total, now.quotes, now.figures, now.to_check, now.in_passing)

    # --- the current claim and article ------------------------------------------------------------------------

    def choose_claim(self, claim_id: int | None) -> None:
        """Make a claim the current one in every pane."""
        if claim_id != self.claim_id:
            self._choosing.give_up()
            for _ in self._choose(claim_id):
                pass

    def _choose(self, claim_id: int | None) -> Steps:
        self._window.inspector.commit_typing()
        self.claim_id = claim_id
        self._window.show_hint()
        self.steps.remember_place()
        if claim_id is None:
            self._show_claim(None)
        else:
            self._load_claim(claim_id)
        yield TURN
        self._window.claims_pane.set_current(claim_id)
        yield TURN
        self._window.reader.set_current(claim_id)

    def reveal(self, claim_id: int) -> None:
        """Make a claim the current one wherever it is; if the list does not hold it, show its article's."""
        wanted = self.filter

        def show(found: tuple[ClaimView | None, bool]) -> None:
            view, listed = found
            if view is not None and not listed:
                self.set_filter(list_with(view, wanted.order))
            if view is not None:
                self.choose_claim(claim_id)

        self._session.read(
            lambda desk: (desk.read.claim(claim_id), claim_id in desk.read.claim_places(wanted, [claim_id])),
            show,
            slot="reveal",
        )

    def _load_claim(self, claim_id: int) -> None:
        shown, in_passing = self._article_id, self.filter.in_passing
        self._session.read(
            lambda desk: open_claim(desk, claim_id, shown, in_passing), self._show_opened, slot="claim"
        )

    def _show_opened(self, opened: Opened) -> None:
        if opened.claim_id != self.claim_id:
            return
        if opened.article is not None and opened.article.id != self._article_id:
            self._show_article(opened.article)
        self._show_claim(opened.claim)

    def _show_claim(self, claim: ClaimView | None) -> None:
        self.claim = claim
        if claim is None:
            self.claim_id = None
            self._resting.stop()
        else:
            self._resting.start()
        self.opened.emit(claim)
        self._window.reader.set_current(self.claim_id)
        self._show_place()
        self.moved.emit()

    @property
    def is_resting(self) -> bool:
        """Whether all of the current claim has been asked for."""
        return not self._resting.isActive()

    def _load_context(self) -> None:
        """Ask for what stands around the claim: other articles are looked through for it, so it comes last, and
        not for claims that are only passed by."""
        claim_id = self.claim_id
        if claim_id is None:
            return

        def show(context: ClaimContext) -> None:
            if claim_id == self.claim_id:
                self._window.inspector.set_context(context)

        self._session.read(lambda desk: desk.read.context(claim_id), show, slot="context", later=True)

    def open_article(self, article_id: int) -> None:
        """Show an article in the reader."""
        self._wanted_article = article_id
        self.is_opening = article_id != self._article_id
        if self.is_opening:
            self._read_article(article_id, self._show_wanted_article, "article")

    def _read_article(
        self, number: int, show: Callable[[ArticleView | None], object], slot: str, *, later: bool = False
    ) -> None:
        """Ask for an article with what the list is of marked in it."""
        in_passing = self.filter.in_passing
        self._session.read(lambda desk: desk.read.article(number, in_passing), show, slot, later=later)

    def _show_wanted_article(self, article: ArticleView | None) -> None:
        self.is_opening = False
        if article is not None and article.id != self._article_id:
            self._show_article(article)
            self._window.reader.set_current(self.claim_id)
        elif article is None and self._wanted_article == self._article_id:
            self._show_article(None)
        else:
            self.moved.emit()

    def _show_article(self, article: ArticleView | None) -> None:
        first = self.article is None
        self.article = article
        self._window.reader.set_article(article, unasked=first)
        self._show_place()
        self.moved.emit()

    @property
    def _article_id(self) -> int | None:
        return self.article.id if self.article is not None else None

    def _show_place(self) -> None:
        """Mark in the desk pane what the list shows and which article is open."""
        narrowed = self.filter.article_id is not None or self.filter.speaker_id is not None
        queue = None if narrowed and self.filter.queue is Queue.ALL else self.filter.queue
        self._window.desk_pane.set_current(queue, self._article_id, self.filter.speaker_id)

    # --- after a change ---------------------------------------------------------------------------------------

    def refresh(self, change: Change) -> None:
        """Show again what `change` names, and nothing else."""
        if self.claim_id in change.claims and self.claim_id is not None:
            self._load_claim(self.claim_id)
        self._refresh_rows(change.articles)
        if self.article is not None and self.article.id in change.articles:
            self._read_article(self.article.id, self._refresh_article, "article-refresh", later=True)
        self._load_sides(queues=change.queues, speakers=change.speakers)
        self.listing.refresh(change)

    def sit_down(self) -> None:
        """Somebody else sits here: what was returned was returned to them."""
        self._load_sides(queues=True, speakers=False)
        self.set_filter(self.filter)

    def _mark_again(self) -> None:
        """Mark what the list is of in the article that is shown or on its way."""
        if self.is_opening and self._wanted_article is not None:
            self.open_article(self._wanted_article)
        if self.article is not None:
            self._read_article(self.article.id, self._refresh_article, "article-refresh", later=True)

    def show_again(self) -> None:
        """Show the claim again with all that is said of it: what it names is called otherwise now."""
        if self.claim_id is not None:
            self._load_claim(self.claim_id)

    def _refresh_article(self, article: ArticleView | None) -> None:
        shown = self.article
        if shown is None or (article is not None and article.id != shown.id):
            return
        if article is not None and _told(article) == _told(shown):
            self.article = article
            self._window.reader.set_marks(article.marks)
            return
        self._show_article(article)
        self._window.reader.set_current(self.claim_id)
        if article is None:
            self._places.go_back(shown.id)

    def _refresh_rows(self, ids: frozenset[int]) -> None:
        """Refresh some articles' lines; new ones, and those that are gone, need the whole list."""
        if not ids:
            return
        if not ids <= {row.id for row in self.articles}:
            self._session.read(lambda desk: desk.read.articles(), self._show_articles, "articles", later=True)
            return

        def merge(rows: dict[int, ArticleRow]) -> None:
            gone = ids - rows.keys()
            self._show_articles([rows.get(row.id, row) for row in self.articles if row.id not in gone])

        self._session.read(lambda desk: desk.read.article_rows(ids), merge, later=True)

    def _load_sides(self, *, queues: bool, speakers: bool) -> None:
        pane = self._window.desk_pane
        if queues:
            me = self._session.checker
            self._session.read(lambda desk: desk.read.queues(me), pane.set_queues, "queues", later=True)
        if speakers:
            self._session.read(lambda desk: desk.read.speakers(), pane.set_speakers, "speakers", later=True)

    def _show_articles(self, articles: Sequence[ArticleRow]) -> None:
        self.articles = tuple(articles)
        self.all_analysed = all(row.analysed for row in self.articles)
        self._window.desk_pane.set_articles(self.articles)
        self._window.claims_pane.set_titles({row.id: row.title for row in self.articles})
        self._window.reader.set_desk_empty(not articles)
        self.moved.emit()


def _told(article: ArticleView) -> tuple[object, ...]:
    """What the reader tells of an article besides its marks."""
    details = (article.title, article.byline, article.outlet, article.published)
    return (article.version_id, article.pipeline, *details)
