"""An editor's work: the queue, what changed since the last look, approval, return, publication, a new check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from PySide6.QtCore import QDeadlineTimer, QObject

from core.checking import life
from core.checking.changes import Since
from core.matching.passage import tells_more
from core.matching.quote_diff import compare
from core.records import Change, ClaimFilter, ClaimRow, ClaimState, ClaimView, Queue
from db.operations import (
    ApproveCheck,
    AskRecheck,
    LookAt,
    Operation,
    PublishCheck,
    ResolveComment,
    ReturnCheck,
    SetRecheckDate,
)
from db.store import Desk
from gui.actions import REVIEW_MOVES
from gui.controllers.checking import Checking
from gui.controllers.correcting import Correcting
from gui.controllers.matching import against, against_source, quotation
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.controllers.viewing import Viewing
from gui.main_window import MainWindow
from gui.settings import ADVANCE, Settings
from gui.views.dialogs.publish_dialog import PublishDialog
from gui.views.dialogs.recheck_dialog import HoldsDialog, ReopenDialog
from gui.views.dialogs.return_dialog import ReturnDialog

HELD = 1_200
"""Milliseconds after a passage was attached in which the same key does not send the check: it was meant for the
viewer, which has just closed."""


def _telling(desk: Desk, claim: int) -> str:
    from db import exporting  # not with the window: it brings the tables of reports

    return exporting.telling(desk, claim)


class Reviewing(QObject):
    """Answers the editor's buttons and the Review menu; the key that sends a check approves one that was sent.

    What changed is told since the look that was noted last. A look is noted when a check is left that had never
    been looked at, and with every decision: whoever only leafs back and forth goes on seeing what changed.
    """

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        checking: Checking,
        correcting: Correcting,
        viewing: Viewing,
        window: MainWindow,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._checking = checking
        self._correcting = correcting
        self._viewing = viewing
        self._window = window
        self._inspector = window.inspector
        self._settings = settings
        self._held = QDeadlineTimer(0)
        self._warned: tuple[int, int, str] | None = None
        """The claim, its revision and the action for which it was said that a confidential source is named."""
        self._asked_again = ""
        """How that was said."""
        self._new_to: tuple[int, str] | None = None
        """The claim that is shown, and the person who had never looked at it."""
        navigation.opened.connect(self._on_opened)
        session.left.connect(self._forget)
        row = window.inspector.action_row
        row.approve.connect(self.approve)
        row.give_back.connect(self.give_back)
        row.publish.connect(self.publish)
        row.reopen.connect(self.reopen)
        actions = window.actions_table
        actions.on("submit", self._send_or_approve)
        actions.on("return", self.give_back)
        actions.on("publish", self.publish)
        actions.on("reopen", self.reopen)
        actions.on("holds-until", self.ask_holds)
        actions.on("resolve-comment", self.resolve_comment)
        actions.on("review-queue", self.show_queue)
        actions.on("next-waiting", lambda: self.go_to_next_waiting(self.tr("No check waits for the editor here")))

    # --- what changed -----------------------------------------------------------------------------------------

    def _on_opened(self, claim: ClaimView | None) -> None:
        if self._new_to is not None and (claim is None or claim.row.id != self._new_to[0]):
            self.note_look()
        if claim is not None:
            self.show_changes()

    def show_changes(self) -> None:
        """Show what changed in the claim that is shown, where it waits for whoever sits here or is corrected."""
        claim, me = self._navigation.claim, self._session.checker
        if self._new_to is not None and self._new_to[1] != me:
            self.note_look()
        if claim is None or claim.row.id != self._inspector.claim_id:
            return
        number = claim.row.id
        correcting = claim.row.state is ClaimState.CORRECTING
        if not correcting and not self._inspector.is_reviewing:
            self._inspector.verdict.changes.clear()
            return

        def show(since: Since | None) -> None:
            if self._inspector.claim_id != number:
                return
            if since is None:
                self._new_to = (number, me)
            self._inspector.verdict.changes.set_since(since, correcting)

        if correcting:
            self._session.read(lambda desk: desk.read.changes_since_publication(number), show, slot="changes")
        else:
            self._session.read(lambda desk: desk.read.changes_since_look(number, me), show, slot="changes")
        article = self._navigation.article
        text = article.text if article is not None and article.id == claim.row.article_id else ""
        self._set_against(claim, text)

    def _set_against(self, claim: ClaimView, text: str) -> None:
        """Show the quote against its source: the excerpt, or what the kept copies have more of it."""
        changes, number = self._inspector.verdict.changes, claim.row.id
        excerpt, whole = against_source(claim, text)
        copies = claim.row.kind.is_quote and any(row.captures for row in claim.evidence)
        changes.set_against(excerpt if whole or not copies else None)
        if not copies:
            return
        said = quotation(claim, text)

        def tell(title: str, original: str) -> None:
            if self._inspector.claim_id != number:
                return
            found = compare(said, original)
            source = self.tr("{title} · its kept copy").format(title=title)
            if found.found and (excerpt is None or tells_more(said, original, excerpt.original)):
                changes.set_against(against(found, said, original, source))
            else:
                changes.set_against(excerpt)

        self._viewing.look_up(said, claim.evidence, tell)

    def _forget(self) -> None:
        self._warned = self._new_to = None
        self._asked_again = ""

    def note_look(self) -> None:
        """Note that a check which was new to whoever sits here has been looked at now."""
        if self._new_to is not None:
            number, who = self._new_to
            self._new_to = None
            self._session.act(LookAt(number), by=who)

    def refusals(self) -> dict[str, str]:
        """Why the moves of the Review menu cannot be done about the shown claim, by the ids of their actions."""
        found = self._inspector.refusals()
        return {id: found[action] for id, action in REVIEW_MOVES.items() if found.get(action)}

    # --- the queue --------------------------------------------------------------------------------------------

    def show_queue(self) -> None:
        """Show what waits for the editor, over all articles."""
        self._window.show_pane(self._window.claims_pane)
        self._navigation.set_filter(ClaimFilter(queue=Queue.SUBMITTED, order=self._navigation.filter.order))
        self._window.claims_pane.focus_list()

    def go_to_next_waiting(self, none: str) -> None:
        """The next check of the list that waits for an editor, and after the last one the first."""

        def waits(row: ClaimRow) -> bool:
            return row.state is ClaimState.SUBMITTED

        self._navigation.steps.go_to_next(waits, none, round_about=True)

    def _go_on(self) -> None:
        if self._settings.get(ADVANCE):
            self.go_to_next_waiting(self.tr("No other check waits for the editor here"))

    # --- decisions --------------------------------------------------------------------------------------------

    def hold_sending(self) -> None:
        """The viewer has just closed by the key that sends: its next press must not send the check by accident."""
        self._held = QDeadlineTimer(HELD)

    def _send_or_approve(self) -> None:
        if not self._held.hasExpired():
            self._held = QDeadlineTimer(0)
            key = self._window.actions_table.key_text("submit")
            self._window.show_hint(
                self.tr("The passage is attached. {key} once more sends the check.").format(key=key)
            )
            return
        claim = self._navigation.claim
        state = claim.row.state if claim is not None else None
        if state is ClaimState.SUBMITTED:
            self.approve()
        elif state is ClaimState.CORRECTING:
            self._correcting.close()
        else:
            self._checking.submit()

    def _decide(
        self, number: int, operation: Operation, then: Callable[[Change], None] = lambda _change: None
    ) -> None:
        """Act, note that it was looked at, and go on to the next that waits, if so set; `then` comes last."""

        def done(change: Change) -> None:
            self._new_to = None
            self._session.act(LookAt(number))
            self._go_on()
            then(change)

        self._session.act(operation, done)

    def approve(self) -> None:
        """Approve the shown check. Nobody approves what they had a part in."""
        claim = self._navigation.claim
        if claim is None or claim.row.id != self._inspector.claim_id:
            return
        number = claim.row.id
        again = self.tr("Approve all the same")

        def approved(change: Change) -> None:
            self._checking.warn_of_comments(claim, change, self.tr("Approved with {comments} open: “{claim}”"))
            self._checking.warn_of_contradictions(number)

        def approve() -> None:
            self._decide(number, ApproveCheck(number), approved)

        self._unless_telling(claim, "submit", again, approve)

    def _unless_telling(self, claim: ClaimView, key: str, again: str, do: Callable[[], object]) -> None:
        """Do it, unless what is written tells of a confidential source: that is said first, to be asked again."""
        number, warned = claim.row.id, (claim.row.id, claim.check.revision, key)
        if self._warned == warned or not any(row.draft.confidential for row in claim.evidence):
            self._warned = None
            self._window.notice.withdraw(self._asked_again)
            do()
            return

        def told(why: str) -> None:
            if self._inspector.claim_id != number:
                return
            if not why:
                do()
                return

            def all_the_same() -> None:
                self._warned = None
                if self._inspector.claim_id == number:
                    do()

            self._warned = warned
            pressed = self._window.actions_table.key_text(key)
            text = self.tr("{why} Press {key} once more to go on all the same.").format(why=why, key=pressed)
            self._asked_again = text
            self._window.notify(text, "warn", again, all_the_same)

        self._session.read(lambda desk: _telling(desk, number), told, slot="telling")

    def give_back(self) -> None:
        """Ask what is still to be done, and return the check with it."""
        claim = self._checking.may(life.Action.RETURN)
        if claim is None:
            return
        number = claim.row.id
        dialog = ReturnDialog(claim.row.words, self._window)
        dialog.accepted.connect(lambda: self._decide(number, ReturnCheck(number, dialog.comment)))
        self._window.open_dialog(dialog)

    def publish(self) -> None:
        """Ask where and when the approved check appeared, and what readers are told if it says something else."""
        claim = self._checking.may(life.Action.PUBLISH)
        if claim is None:
            return
        number = claim.row.id

        def ask() -> None:
            self._session.read(
                lambda desk: (
                    desk.read.changes_since_publication(number),
                    desk.read.last_place(claim.row.article_id),
                ),
                lambda found: self._ask_publication(claim, *found),
                slot="publication",
            )

        self._unless_telling(claim, "publish", self.tr("Publish all the same…"), ask)

    def _ask_publication(self, claim: ClaimView, since: Since | None, beside: str) -> None:
        """Ask with the place of the publication before, or of the article's last check: `beside`."""
        number = claim.row.id
        dialog = PublishDialog(
            claim.row.words,
            datetime.now(UTC).astimezone().date(),
            self._window,
            not_before=self._day_of(claim),
            before=claim.publication.place if claim.publication is not None else beside,
            since=since,
            theme=self._inspector.verdict.changes.theme,
        )

        def accepted() -> None:
            # Only the day is known. At noon UTC it is that day almost everywhere, and reports count days in UTC.
            at = datetime.combine(dialog.day, time(12), UTC)
            self._session.act(PublishCheck(number, dialog.place, at, *dialog.texts), lambda _: self._step())

        dialog.accepted.connect(accepted)
        self._window.open_dialog(dialog)

    def _day_of(self, claim: ClaimView) -> date | None:
        article = self._navigation.article
        return article.published if article is not None and article.id == claim.row.article_id else None

    def _step(self) -> None:
        if self._settings.get(ADVANCE):
            self._navigation.steps.step_claim(1)

    # --- a new check ------------------------------------------------------------------------------------------

    def reopen(self) -> None:
        """Ask why an approved or published check has to be looked at again, and open it for that."""
        claim = self._checking.may(life.Action.RECHECK)
        if claim is None:
            return
        number = claim.row.id
        dialog = ReopenDialog(claim.row.words, self._window)
        dialog.accepted.connect(lambda: self._session.act(AskRecheck(number, dialog.cause, dialog.reason)))
        self._window.open_dialog(dialog)

    def ask_holds(self) -> None:
        """Ask from which day on the check has to be looked at again."""
        claim = self._navigation.claim
        if claim is None:
            return
        number = claim.row.id
        today = datetime.now(UTC).astimezone().date()
        dialog = HoldsDialog(claim.row.words, claim.recheck_on, today, self._window)
        dialog.accepted.connect(lambda: self._session.act(SetRecheckDate(number, dialog.day)))
        self._window.open_dialog(dialog)

    def resolve_comment(self) -> None:
        """Resolve the oldest comment on the claim that is still open."""
        open_ones = [row for row in self._inspector.context.comments if row.resolved_by is None]
        if open_ones:
            self._session.act(ResolveComment(open_ones[0].id, True), self._tell_resolved(open_ones[0].text))

    def _tell_resolved(self, text: str) -> Callable[[Change], None]:
        shown = text if len(text) <= 60 else text[:59] + "…"
        return lambda _: self._window.show_hint(self.tr("Resolved: {comment}").format(comment=shown))
