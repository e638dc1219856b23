"""Signing an article off: an editor's word that nothing in it is left to settle."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from core.checking import life
from core.checking.coverage import SETTLED, Coverage, count
from core.checking.desk_people import require_role
from core.errors import UserError
from core.records import Change, ClaimFilter, ClaimRow, SignOff
from db.operations import SignOffArticle
from db.store import Desk
from gui import words
from gui.appearance import Appearance
from gui.controllers.navigation import Navigation
from gui.controllers.roster import Roster
from gui.controllers.session import Session
from gui.main_window import MainWindow
from gui.theme import load
from gui.views.dialogs.sign_off_dialog import SignOffDialog


@dataclass(frozen=True, slots=True)
class _Found:
    settled: Coverage
    missing: tuple[ClaimRow, ...]
    signed: SignOff | None


def look(desk: Desk, article_id: int) -> _Found:
    """How much of the article is settled, what is not, in the order of the text, and who has signed it off."""
    ids = desk.read.claim_ids(ClaimFilter(article_id=article_id))
    rows = desk.read.claim_rows(ids)
    ordered = [rows[each] for each in ids if each in rows]
    return _Found(
        count(row.state for row in ordered),
        tuple(row for row in ordered if row.state not in SETTLED),
        desk.read.sign_off(article_id),
    )


class Signing(QObject):
    def __init__(
        self, session: Session, navigation: Navigation, roster: Roster, window: MainWindow, appearance: Appearance
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._roster = roster
        self._window = window
        self._appearance = appearance
        self._told_of: int | None = None
        """The article whose sign-off is shown."""
        window.actions_table.on("sign-off", self.ask)
        navigation.moved.connect(self._on_moved)
        session.changed.connect(self._on_changed)

    def _on_moved(self) -> None:
        article = self._navigation.article
        if article is not None and article.id != self._told_of:
            self._look(article.id)
        elif article is None:
            self._told_of = None

    def _on_changed(self, change: Change) -> None:
        if self._told_of is not None and self._told_of in change.articles:
            self._look(self._told_of)

    def _look(self, number: int) -> None:
        """Show in the reader whether the article is signed off, by whom and when."""
        self._told_of = number

        def show(signed: SignOff | None) -> None:
            article = self._navigation.article
            if article is None or article.id != number:
                return
            text = self.tr("✓ Signed off by {name}, {when}")
            self._window.reader.set_signed(
                text.format(name=signed.by, when=words.moment(signed.at)) if signed is not None else ""
            )

        self._session.read(lambda desk: desk.read.sign_off(number), show, slot="signed", later=True)

    def ask(self) -> None:
        """Show what the open article still lacks; where that is nothing, let it be signed off."""
        article = self._navigation.article
        if article is None:
            return
        number, title = article.id, article.title
        self._session.read(
            lambda desk: look(desk, number), lambda found: self._show(number, title, found), slot="sign-off"
        )

    def _show(self, number: int, title: str, found: _Found) -> None:
        dialog = SignOffDialog(
            title,
            found.settled,
            found.missing,
            found.signed,
            self._refusal(),
            load(self._appearance.name),
            self._window,
        )
        dialog.claim_chosen.connect(self._navigation.reveal)
        dialog.accepted.connect(lambda: self._session.act(SignOffArticle(number), lambda _: self._tell(title)))
        self._window.open_dialog(dialog)

    def _refusal(self) -> str:
        me = self._session.checker
        try:
            require_role(me, self._roster.people.people, life.Role.EDITOR)
        except UserError as error:
            return error.message
        return ""

    def _tell(self, title: str) -> None:
        self._window.notify(self.tr("Signed off: {title}").format(title=title), "good")
