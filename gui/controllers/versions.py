"""Another draft of an article on the desk: told of when it comes in, compared, and taken as somebody chooses."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.matching.drafts import Edit
from core.records import AlikeArticle, Change
from db.operations import TakeAsNewVersion
from db.store import Desk
from gui import words
from gui.appearance import Appearance
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.main_window import MainWindow
from gui.theme import load
from gui.views.dialogs.version_dialog import VersionDialog

LONGEST = 70
"""Characters of a title in a notice."""

_Found = tuple[str, AlikeArticle, tuple[Edit, ...]]
"""The article's title, the other one, and what is otherwise in the later of the two."""


class Versions(QObject):
    """Asks whether an article is a newer version of another. Nothing happens unless somebody says so."""

    def __init__(
        self, session: Session, navigation: Navigation, window: MainWindow, appearance: Appearance
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._window = window
        self._appearance = appearance
        window.actions_table.on("new-version", self.ask)

    def on_added(self, number: int, title: str) -> None:
        """An article came in: where another has largely its text, offer to compare them."""

        def found(other: AlikeArticle | None) -> None:
            if other is None:
                return
            mine, theirs = (words.titled(words.shorten(each, LONGEST)) for each in (title, other.title))
            if other.earlier == other.id:
                told = self.tr("Is {mine} a new version of {theirs}? Much of the text is the same")
            else:
                told = self.tr("{theirs} may be a new version of {mine}: much of the text is the same")
            told = told.format(mine=mine, theirs=theirs)
            self._window.notify(told, "warn", self.tr("Compare…"), lambda: self._compare(number))

        self._session.read(lambda desk: desk.read.alike(number), found)

    def ask(self) -> None:
        """Compare the open article with the one that has largely its text."""
        article = self._navigation.article
        if article is not None:
            self._window.inspector.commit_typing()
            self._compare(article.id)

    def _compare(self, number: int) -> None:
        self._session.read(lambda desk: _look(desk, number), lambda found: self._show(number, found), slot="draft")

    def _show(self, number: int, found: _Found | None) -> None:
        if found is None:
            self._window.notify(self.tr("No other article on the desk has largely the text of this one"), "warn")
            return
        title, other, edits = found
        pair = (number, title), (other.id, other.title)
        newer, earlier = pair if other.earlier == other.id else pair[::-1]
        dialog = VersionDialog(newer, earlier, edits, load(self._appearance.name), self._window)

        def accepted() -> None:
            operation = TakeAsNewVersion(dialog.newer[0], dialog.earlier[0])
            self._session.act(operation, lambda change: self._taken(change, dialog.newer[1]))

        dialog.accepted.connect(accepted)
        self._window.open_dialog(dialog)

    def _taken(self, change: Change, title: str) -> None:
        """Say what became of the work, and show the newer version."""
        if change.focus_article is not None:
            self._navigation.choose_article(change.focus_article)
        told = [self.tr("New version: {title}").format(title=words.shorten(title, LONGEST))]
        if change.carried:
            told.append(self.tr("{claims} went over").format(claims=words.claims(change.carried)))
        if change.reopened:
            told.append(self.tr("{claims} to be looked at again").format(claims=words.claims(change.reopened)))
        if change.left:
            told.append(self.tr("{claims} only in the earlier version").format(claims=words.claims(change.left)))
        actions = self._window.actions_table
        undo = words.with_key(self.tr("Undo"), actions.key_text("undo"))
        self._window.notify(" · ".join(told), "good", undo, actions["undo"].trigger)


def _look(desk: Desk, number: int) -> _Found | None:
    other, row = desk.read.alike(number), desk.read.article_rows([number]).get(number)
    if other is None or row is None:
        return None
    newer = number if other.earlier == other.id else other.id
    return row.title, other, tuple(desk.read.both_drafts(other.earlier, newer).edits())
