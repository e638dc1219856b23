"""Comments: sent, resolved, and kept while they are typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from db.operations import AddComment, KeepComment, ResolveComment
from gui import words
from gui.controllers.checking import Checking
from gui.controllers.session import Session
from gui.main_window import MainWindow


class Commenting(QObject):
    """Answers the page of comments, and says what is not sent when a desk is opened or somebody else sits down."""

    def __init__(self, session: Session, checking: Checking, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._checking = checking
        self._window = window
        self._unkept: dict[tuple[int, str], str] = {}
        """Typing the desk could not take, by claim and person; tried again when it takes something."""
        session.changed.connect(lambda _change: self._try_again())
        session.left.connect(self._unkept.clear)
        inspector = window.inspector
        self._page = inspector.comments
        inspector.comment_added.connect(self._send)
        inspector.comment_resolve_requested.connect(
            lambda number, on: self._session.act(ResolveComment(number, on))
        )
        self._page.typed.connect(lambda claim, text: self._keep(claim, text, self._page.owner[1]))
        self._page.left.connect(window.claims_pane.focus_list)
        window.actions_table.on("comment", self._write)

    def begin(self, desk: str) -> None:
        """Take up the comments that whoever sits here has typed on a desk, by whatever names it, and not sent."""
        me = self._session.checker
        self._page.set_owner(desk, me)
        self._session.read(
            lambda desk: desk.read.unsent_comments(me), partial(self._take_up, desk, me), later=True
        )

    def _take_up(self, desk: str, person: str, kept: dict[int, str]) -> None:
        if self._page.owner != (desk, person):
            return
        self._page.set_kept(kept)
        if kept:
            text = self.tr("Not sent: {comments} that you typed.").format(comments=words.comments(len(kept)))
            newest = next(iter(kept))
            self._window.notify(text, "warn", self.tr("Show it"), lambda: self._checking.discuss(newest))

    def _write(self) -> None:
        self._window.show_pane(self._window.inspector)
        self._window.inspector.show_comments()

    def _send(self, text: str) -> None:
        claim = self._window.inspector.claim_id
        if claim is not None:
            me = self._session.checker
            self._unkept.pop((claim, me), None)
            self._session.act(AddComment(claim, text), failed=lambda _: self._give_back(claim, text, me))

    def _give_back(self, claim: int, text: str, person: str) -> None:
        if self._page.owner[1] == person:
            text = self._page.give_back(claim, text)
        self._note_unkept(claim, text, person)

    def _keep(self, claim: int, text: str, person: str) -> None:
        self._unkept.pop((claim, person), None)  # newer words are on their way
        failed = partial(self._note_unkept, claim, text, person)
        self._session.act(KeepComment(claim, text), failed=lambda _: failed(), by=person)

    def _note_unkept(self, claim: int, text: str, person: str) -> None:
        if self._session.problem:  # what the desk refuses it would refuse again
            self._unkept[claim, person] = text

    def _try_again(self) -> None:
        for (claim, person), text in list(self._unkept.items()):
            self._keep(claim, text, person)
