"""Undo and redo: what was taken back is shown and named, and what cannot be is said before anything older goes."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, Signal

from core.checking.life import same_person
from core.errors import SaidsoError
from core.records import ArticleRow, Change, ClaimView
from db.operations import (
    AddClaim,
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
from gui.window_steps import WindowStep, WindowSteps
from gui.words import tr

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
        self._again: str | None = None
        """What undo and redo would do on the desk."""
        self._steps: dict[str, WindowSteps] = {}
        """What everybody who sat here did in the window."""
        self._asked = ""
        """What was said instead of undoing, which the next action answers."""
        self._said = ""
        """What was said to be undone or redone, which is true until the next action."""
        self._told: tuple[int, str] | None = None
        """A claim that is about to be shown, and what is said then: what is said before goes as it is opened."""
        navigation.moved.connect(self._tell)
        session.acted.connect(self._on_acted)
        session.steps.connect(self._on_steps)
        session.left.connect(self._forget)
        window.actions_table.on("undo", self.undo)
        window.actions_table.on("redo", self.redo)

    @property
    def has_decided(self) -> bool:
        """Whether what whoever sits here did last cannot be undone."""
        return self._last is not None and self._last[0] == self._session.checker

    @property
    def undo_label(self) -> str | None:
        """What undo takes back; None where there is nothing of theirs who sit here."""
        step = self._mine.to_undo
        return step.label if step is not None else self._next

    @property
    def redo_label(self) -> str | None:
        step = self._mine.to_redo
        return step.label if step is not None else self._again

    @property
    def _mine(self) -> WindowSteps:
        return self._steps.setdefault(self._session.checker, WindowSteps())

    def _forget(self) -> None:
        self._last = self._next = self._again = self._told = None
        self._steps.clear()

    def note(self, step: WindowStep) -> None:
        """Something was done in the window that undo is to take back before what was done on the desk."""
        self._last = None
        self._mine.note(step)
        self.changed.emit()

    def take_back(self, step: WindowStep) -> None:
        """Take one such step back by itself, whatever came after it."""
        if self._mine.forget(step):
            step.undo()
            self.changed.emit()

    def undo(self) -> None:
        """Take back the newest action, unless something that cannot be was done after it: that is said first."""
        self._window.inspector.commit_typing()
        if self._last is None or not self.has_decided:
            self._go(back=True)
            return
        parts = [self._why_not(self._last[1])]
        if self._next is not None:
            again = self.tr("Press {key} again to undo what you did before that: {what}.")
            parts.append(again.format(key=self._window.actions_table.key_text("undo"), what=self._next))
        self._asked = " ".join(parts)
        self._window.notify(self._asked, "warn")
        self._last = None
        self.changed.emit()

    def redo(self) -> None:
        """Do again what was undone last."""
        self._go(back=False)

    def _answer(self) -> None:
        """What was said before an action is not true after it."""
        self._window.show_hint()
        for said in filter(None, (self._asked, self._said)):
            self._window.notice.withdraw(said)
        self._asked = self._said = ""

    def _go(self, *, back: bool) -> None:
        """Undo what is next, or redo it: a step of the window, or without one what the desk has."""
        mine = self._mine
        step = mine.to_undo if back else mine.to_redo
        if step is None:
            self._step(back=back)
            return
        (mine.went_back if back else mine.went_on)()
        self._answer()
        (step.undo if back else step.redo)()
        self._say(self._text(back).format(what=step.label))
        self.changed.emit()

    def _text(self, back: bool) -> str:
        return self.tr("Undone: {what}") if back else self.tr("Redone: {what}")

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
        if answered or change.label:
            self._answer()
        if answered:
            who = self._session.checker
            if isinstance(operation, RenamePerson) and same_person(operation.name, who):
                who = operation.new_name  # under which they sit here from now on
            self._last = (who, operation)
        elif change.label:
            self._last = None
            self._mine.note(None)

    def _on_steps(self, undo: str | None, redo: str | None) -> None:
        self._next, self._again = undo, redo

    def _step(self, *, back: bool) -> None:
        """Undo or redo on the desk, show what it was about, wherever that is, and say what it was."""
        mine = self._mine
        self._window.inspector.commit_typing()
        self._last = None

        def declined(error: SaidsoError) -> None:
            if error.code == "S-UNDO-MOVED":  # the step is no longer on offer
                (mine.drop_back if back else mine.drop_on)()

        def show(change: Change) -> None:
            (mine.went_back if back else mine.went_on)()
            self._answer()
            number = self._claim_of(change)
            if number is not None:
                self._session.read(lambda desk: desk.read.claim(number), lambda view: tell(change, view))
                self._navigation.reveal(number)
            else:
                self._show_article(change.focus_article)
                tell(change, None)

        def tell(change: Change, view: ClaimView | None) -> None:
            said = self._text(back).format(what=_told(change, view))
            if view is not None:
                self._told = (view.row.id, said)
                self._tell()
            else:
                self._say(said, with_claim=False)

        (self._session.undo if back else self._session.redo)(show, declined)

    def _claim_of(self, change: Change) -> int | None:
        """The claim to show: the one that is shown, where the step was about that too."""
        shown = self._navigation.claim_id
        return shown if change.focus_claim is not None and shown in change.claims else change.focus_claim

    def _show_article(self, number: int | None) -> None:
        """Show an article that was brought back, with its claims; one that is gone leaves its place by itself."""

        def show(rows: dict[int, ArticleRow]) -> None:
            shown = self._navigation.article
            if number in rows and (shown is None or shown.id != number):
                self._navigation.choose_article(number)

        if number is not None:
            self._session.read(lambda desk: desk.read.article_rows([number]), show, slot="undone-article")

    def _tell(self) -> None:
        claim = self._navigation.claim
        if self._told is not None and claim is not None and claim.row.id == self._told[0]:
            said, self._told = self._told[1], None
            self._say(said)

    def _say(self, said: str, *, with_claim: bool | None = None) -> None:
        self._said = said
        self._window.notice.show_notice(said, "good", with_claim=with_claim)


_SEVERAL = re.compile(r"\d+ (claims|figures)\b")
_ADDED = f"{AddClaim.action}: "


def _told(change: Change, view: ClaimView | None) -> str:
    """What was undone or redone, and where: its own label names several claims, or one that was added."""
    what = change.label
    if view is None:
        return what
    article = words.shorten(view.article_title, LONGEST)
    if _SEVERAL.search(what) or what.startswith(_ADDED):
        one = len(change.articles) == 1
        return tr("{what}, in {article}").format(what=what, article=article) if one else what
    claim = claim_words.named(view, LONGEST)
    return tr("{what} · “{claim}” in {article}").format(what=what, claim=claim, article=article)
