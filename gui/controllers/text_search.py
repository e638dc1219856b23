"""What the search field finds in the articles themselves, and the way from there to the place."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.records import ArticleView, Change, ClaimFilter, Span, TextPlace, TextPlaces
from db.text_search import MOST
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.main_window import MainWindow


class TextSearch(QObject):
    """Fills what stands below the list of a search, and opens an article at a place of it."""

    def __init__(self, session: Session, navigation: Navigation, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._window = window
        self._left = False
        """The field was left with Enter before the desk had answered: what is found takes the focus."""
        navigation.filtered.connect(self._look)
        window.header.search_left.connect(self._note_left)
        navigation.moved.connect(self._show_article)
        session.changed.connect(self._on_changed)
        window.claims_pane.places.chosen.connect(self.show_place)
        window.claims_pane.find_in_article.connect(self._find_in_article)

    def _on_changed(self, change: Change) -> None:
        """Look again where a place may be a claim now, or another article has come: not after every rating."""
        shown = {place.article_id for place in self._window.claims_pane.places.places()}
        if change.articles & shown or (change.articles and not change.claims):
            self._look(self._navigation.filter)

    def _show_article(self) -> None:
        article = self._navigation.article
        self._window.claims_pane.set_article(article.id if article is not None else None)

    def _note_left(self) -> None:
        self._left = True

    def _look(self, wanted: ClaimFilter) -> None:
        """Ask where articles have the words; without words there is nothing to show."""
        typed = wanted.text
        if not typed:
            self._window.claims_pane.places.set_places((), MOST)
            return

        self._left = False
        self._look_below(typed, None, ())

    def _look_below(self, typed: str, below: int | None, found: tuple[TextPlace, ...]) -> None:
        """Go on in older articles, a part at a time: whatever else is asked of the desk comes between."""

        def add(part: TextPlaces) -> None:
            if self._navigation.filter.text != typed:
                return
            places = (*found, *part.places)[:MOST]
            if part.below is not None and len(places) < MOST:
                self._look_below(typed, part.below, places)
                return
            pane = self._window.claims_pane
            pane.places.set_places(places, MOST)
            if self._left and not pane.list.isVisible():
                pane.focus_list()
            self._left = False

        self._session.read(lambda desk: desk.read.text_places(typed, below), add, slot="places", later=True)

    def show_place(self, article_id: int, start: int, end: int) -> None:
        """Open the article there, with the words selected: the key that makes a claim takes them."""
        span = (start, end)
        shown = self._navigation.article
        self._window.show_pane(self._window.reader)
        if shown is not None and shown.id == article_id:
            self._select(shown, span)
            return

        def opened() -> None:
            article = self._navigation.article
            if article is not None and article.id == article_id:
                self._navigation.moved.disconnect(opened)
                self._select(article, span)

        self._navigation.moved.connect(opened)
        self._navigation.open_article(article_id)

    def _select(self, article: ArticleView, span: Span) -> None:
        if span[1] <= len(article.text):
            self._window.reader.page.select_span(span)
            key = self._window.actions_table.key_text("new-claim")
            self._window.show_hint(self.tr("{key} makes a claim of the selected words").format(key=key))

    def _find_in_article(self, typed: str) -> None:
        self._window.show_pane(self._window.reader)
        self._window.reader.find_bar.open_bar(typed)
