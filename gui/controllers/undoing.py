"""Undo and redo: what was taken back is shown and named, and what cannot be is said before anything older goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.checking.life import same_person
from core.records import Change, ClaimView
from db.operations import (
    AddComment,
    ApproveCheck,
    AskRecheck,
    CloseCorrection,
    LookAt,
    OpenCorrection,
    Operation,
    PublishCheck,
    RenamePerson,
    ReturnCheck,
    SubmitCheck,
    WithdrawCheck,
)
from db.operations.base import AnsweredOperation
from gui import claim_words, words
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.main_window import MainWindow

LONGEST = 50
"""Characters of a claim's words in a notice."""


class Undoing(QObject):
    """Answers Undo and Redo.

    What was decided last (sent, approved, published …) is answered, not undone. Undo then first says so, since
    what it would take back lies before that, perhaps in another article; pressed again it takes that back.
    """

    changed = Signal()
    """Whether something was decided last is otherwise."""

    def __init__(self, session: Session, navigation: Navigation, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._window = window
        self._last: tuple[str, Operation] | None = None
        """Who did last what cannot be undone; None where something that can be came after it, or it was said."""
        self._next: str | None = None
        self._told: tuple[int, str] | None = None
        """A claim that is about to be shown, and what is said then: what is said before goes as it is opened."""
        navigation.moved.connect(self._tell)
        session.acted.connect(self._on_acted)
        session.steps.connect(self._on_steps)
        session.left.connect(self._forget)
        window.actions_table.on("undo", self.undo)
        window.actions_table.on("redo", lambda: self._step(session.redo, self.tr("Redone: {what}")))

    @property
    def has_decided(self) -> bool:
        """Whether what whoever sits here did last cannot be undone."""
        return self._last is not None and self._last[0] == self._session.checker

    def _forget(self) -> None:
        self._last = self._next = self._told = None

    def undo(self) -> None:
        """Take back the newest action, unless something that cannot be was done after it: that is said first."""
        self._window.inspector.commit_rationale()
        if self._last is None or not self.has_decided:
            self._step(self._session.undo, self.tr("Undone: {what}"))
            return
        parts = [self._why_not(self._last[1])]
        if self._next is not None:
            again = self.tr("Press {key} again to undo what you did before that: {what}.")
            parts.append(again.format(key=self._window.actions_table.key_text("undo"), what=self._next))
        self._window.notify(" ".join(parts), "warn")
        self._last = None
        self.changed.emit()

    def _why_not(self, operation: Operation) -> str:
        key = self._window.actions_table.key_text
        told: dict[type, str] = {
            SubmitCheck: self.tr("Sending to the editor cannot be undone; {withdraw} withdraws it."),
            WithdrawCheck: self.tr("Withdrawing cannot be undone; {submit} sends it again."),
            ApproveCheck: self.tr("An approval cannot be undone; {reopen} opens the check again."),
            ReturnCheck: self.tr("Returning a check cannot be undone; the checker sends it again."),
            PublishCheck: self.tr("Publishing cannot be undone; {correct} corrects what was published."),
            OpenCorrection: self.tr("Opening a correction cannot be undone; {submit} closes it."),
            CloseCorrection: self.tr("A published correction cannot be undone; {correct} opens another."),
            AskRecheck: self.tr("Reopening cannot be undone; {submit} sends the check again."),
            RenamePerson: self.tr("A new name cannot be undone; rename the person again."),
            AddComment: self.tr("A comment cannot be undone; it can be resolved."),
        }
        text = told.get(type(operation), self.tr("What was done last cannot be undone."))
        ids = ("withdraw", "submit", "reopen", "correct")
        return text.format(**{id: key(id) for id in ids})

    def _on_acted(self, operation: Operation, change: Change) -> None:
        answered = issubclass(type(operation), AnsweredOperation) and type(operation) is not LookAt
        if answered:
            who = self._session.checker
            if isinstance(operation, RenamePerson) and same_person(operation.name, who):
                who = operation.new_name  # under which they sit here from now on
            self._last = (who, operation)
        elif change.label:
            self._last = None

    def _on_steps(self, undo: str | None, _redo: str | None) -> None:
        self._next = undo

    def _step(self, step: Callable[[Callable[[Change], object]], None], text: str) -> None:
        """Undo or redo, show what it was about, wherever that is, and say what it was."""
        self._window.inspector.commit_rationale()
        self._last = None

        def show(change: Change) -> None:
            if change.focus_claim is None:
                if change.focus_article is not None:
                    self._navigation.open_article(change.focus_article)
                self._window.notify(text.format(what=change.label), "good")
                return
            number = change.focus_claim
            self._session.read(lambda desk: desk.read.claim(number), lambda view: tell(change, view))
            self._navigation.reveal(number)

        def tell(change: Change, view: ClaimView | None) -> None:
            what = change.label
            if view is not None:
                where = self.tr("{what} of “{claim}” in {article}")
                claim = claim_words.named(view, LONGEST)
                what = where.format(what=what, claim=claim, article=words.shorten(view.article_title, LONGEST))
                self._told = (view.row.id, text.format(what=what))
                self._tell()
            else:
                self._window.notify(text.format(what=what), "good")

        step(show)

    def _tell(self) -> None:
        claim = self._navigation.claim
        if self._told is not None and claim is not None and claim.row.id == self._told[0]:
            said, self._told = self._told[1], None
            self._window.notify(said, "good")
