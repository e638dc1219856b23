"""A checker's work on the current claim: ratings, why, evidence, speaker, suggestions, sending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from core.checking import life
from core.checking.context_only import stands_on_context_alone
from core.checking.scales import stamp
from core.errors import SaidsoError
from core.records import (
    Change,
    ClaimState,
    ClaimView,
    EvidenceDraft,
    Question,
    Typing,
)
from db.operations import (
    AddEvidence,
    EditEvidence,
    KeepComment,
    KeepDraft,
    LookAt,
    Operation,
    RemoveEvidence,
    RestoreClaims,
    SetRating,
    SetRationale,
    SubmitCheck,
    WithdrawCheck,
)
from gui import claim_words, words
from gui.action_spec import rating_id
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.main_window import MainWindow
from gui.settings import ADVANCE, Settings
from gui.views.dialogs.evidence_dialog import EvidenceDialog

SENT = (
    ClaimState.SUBMITTED,
    ClaimState.RETURNED,
    ClaimState.APPROVED,
    ClaimState.NEEDS_RECHECK,
    ClaimState.CORRECTING,
)
"""States of a check that was complete once, whatever it lacks now."""


class Checking(QObject):
    """Answers the inspector and the Claim menu. Everything acts on the claim the inspector shows."""

    def __init__(self, session: Session, navigation: Navigation, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._window = window
        self._inspector = window.inspector
        self._settings = settings
        self._unsaved: dict[int, str] = {}
        """Rationales the desk could not take, by claim; shown again, and tried again when it takes something."""
        self._warned_of: dict[int, str] = {}
        """What was said of the open comments on checks that were sent or approved, by claim."""
        self._discussed: int | None = None
        """The claim whose comments are to be opened once it is shown."""
        self._completed: set[int] = set()
        """Claims whose check was seen complete, or sent, once: changing one of them does not lead away from it."""
        self._asked: tuple[int, str] | None = None
        """The returned claim of which it was asked whether it is to be sent as it is, and how that was said."""
        self._connect_inspector()
        self._connect_actions()

    def _connect_inspector(self) -> None:
        self._navigation.opened.connect(self._show)
        self._session.changed.connect(lambda _change: self._try_again())
        self._session.acted.connect(self._withdraw_warnings)
        self._session.left.connect(self._forget)
        shown = self._inspector
        shown.rating_chosen.connect(lambda question, key: self._choose(Question(question), key))
        shown.rationale_typed.connect(self._keep_typing)
        shown.rationale_left.connect(self._keep_rationale)
        shown.evidence_add_requested.connect(self.add_evidence)
        shown.evidence_edit_requested.connect(self.edit_evidence)
        shown.evidence_remove_requested.connect(lambda number: self._act(lambda _: RemoveEvidence(number)))
        shown.restore_requested.connect(self.restore)
        shown.submit_requested.connect(self.submit)
        shown.withdraw_requested.connect(self.withdraw)

    def _connect_actions(self) -> None:
        actions = self._window.actions_table
        for question in Question:
            for digit in range(10):
                actions.on(rating_id(question, digit), self._rater(question, digit))
        actions.on("rationale", self._write_rationale)
        actions.on("evidence", self.add_evidence)
        actions.on("restore", self.restore)
        actions.on("withdraw", self.withdraw)

    # --- ratings ----------------------------------------------------------------------------------------------

    def _rater(self, question: Question, digit: int) -> Callable[[], None]:
        def rate() -> None:
            scale = self._navigation.scale
            if scale is None:
                return
            ratings = scale.ratings(question)
            if digit <= len(ratings):
                self.rate(question, ratings[digit - 1].key if digit else None)

        return rate

    def _choose(self, question: Question, key: str | None) -> None:
        """A chip was pressed. The chosen one clears the rating, but confirms one that is of an earlier scale."""
        claim, scale = self._navigation.claim, self._navigation.scale
        if key is None and claim is not None and scale is not None and claim.check.scale != stamp(scale):
            kept = claim.check.said if question is Question.SAID else claim.check.so
            key = kept if scale.find(question, kept) is not None else None
        self.rate(question, key)

    def rate(self, question: Question, key: str | None) -> None:
        """Give or clear a rating. The first time it completes the check the next open claim follows, if so set.

        Not before: the reason typed next would stand under another claim. Nor again: who changes the rating of a
        check that was returned, reopened or just finished has its reason and sources still to change.
        """
        before = self._inspector.claim_id
        again = before in self._completed

        def advance(change: Change) -> None:
            if key is not None and change.claims and not again and self._settings.get(ADVANCE):
                self._advance(before)

        self._act(lambda claim: SetRating(claim, question, key), advance)

    def _advance(self, claim_id: int | None) -> None:
        def go(view: ClaimView | None) -> None:
            scale = self._navigation.scale
            if view is None or scale is None or self._navigation.claim_id != claim_id:
                return
            if not life.missing_for_submission(view, scale):
                self._navigation.steps.go_to_next_open()

        if claim_id is not None:
            self._session.read(lambda desk: desk.read.claim(claim_id), go, slot="advance")

    # --- why --------------------------------------------------------------------------------------------------

    def _write_rationale(self) -> None:
        self._window.show_pane(self._inspector)
        self._inspector.focus_rationale()

    def _keep_typing(self, text: str) -> None:
        claim = self._inspector.claim_id
        if claim is not None:
            self._save(claim, text, KeepDraft(claim, text))

    def _keep_rationale(self, text: str) -> None:
        claim = self._inspector.claim_id
        if claim is not None:
            self._save(claim, text, SetRationale(claim, text))

    def _save(self, claim: int, text: str, operation: Operation) -> None:
        self._unsaved.pop(claim, None)  # newer words are on their way
        self._tell(claim, self.tr("saving…"))

        def kept(_: Change) -> None:
            if self._inspector.claim_id == claim:
                self._inspector.confirm_rationale(text)
            self._tell(claim, self.tr("saved ✓"))

        def lost(error: SaidsoError) -> None:
            self._unsaved[claim] = text
            self._tell(claim, self.tr("not saved: {why}").format(why=error.message), "bad")

        self._session.act(operation, kept, lost)

    def _tell(self, claim: int, text: str, tone: str = "muted") -> None:
        if self._inspector.claim_id == claim:
            self._inspector.set_status(text, tone)

    def _try_again(self) -> None:
        for claim, text in list(self._unsaved.items()):
            self._save(claim, text, SetRationale(claim, text))

    def _forget(self) -> None:
        """Give up words the desk could not take, and what is known of its claims."""
        self._unsaved.clear()
        self._completed.clear()
        self._warned_of.clear()
        self._discussed = self._asked = None

    def _note_complete(self, claim: ClaimView) -> None:
        scale = self._navigation.scale
        sent = claim.row.state in SENT or claim.publication is not None
        if sent or (scale is not None and not life.missing_for_submission(claim, scale)):
            self._completed.add(claim.row.id)

    def _show(self, claim: ClaimView | None) -> None:
        """Show the claim the navigation opened, with words of its rationale that are not on the disk."""
        if claim is not None:
            self._note_complete(claim)
        typed = self._unsaved.get(claim.row.id) if claim is not None else None
        if claim is not None:
            me = self._session.checker  # what others typed waits for them
            mine = tuple(each for each in claim.typing if life.same_person(each.by, me))
            claim = replace(claim, typing=(Typing(typed, me),) if typed is not None else mine)
        self._leave_check(claim)
        if self._asked is not None and (claim is None or claim.row.id != self._asked[0]):
            self._asked = None
        self._inspector.set_claim(claim, unasked=self._inspector.claim_id is None)
        if claim is not None and typed is not None:
            why = self.tr("not saved: {why}").format(why=self._session.problem)
            self._tell(claim.row.id, why, "bad")
        if claim is not None and self._discussed == claim.row.id:
            self._discussed = None
            self._inspector.show_comments()

    def _leave_check(self, claim: ClaimView | None) -> None:
        """Where another claim comes, go from a field of the inspector to the list: the next key is not for it."""
        focus, before = QApplication.focusWidget(), self._inspector.claim_id
        another = before is not None and (claim is None or claim.row.id != before)
        if another and focus is not None and self._inspector.is_in_check(focus):
            focus.clearFocus()
            self._window.claims_pane.focus_list()

    # --- evidence ---------------------------------------------------------------------------------

    def add_evidence(self) -> None:
        claim = self._inspector.claim_id
        if claim is None:
            return
        dialog = EvidenceDialog(None, self._window)

        def add(draft: EvidenceDraft) -> None:
            self._session.act(AddEvidence(claim, draft))

        self._ask_evidence(dialog, add)

    def edit_evidence(self, number: int) -> None:
        claim = self._navigation.claim
        row = next((row for row in claim.evidence if row.id == number), None) if claim is not None else None
        if row is None:
            return
        dialog = EvidenceDialog(row.draft, self._window)
        self._ask_evidence(dialog, lambda draft: self._session.act(EditEvidence(number, draft)))

    def _ask_evidence(self, dialog: EvidenceDialog, use: Callable[[EvidenceDraft], None]) -> None:
        def accepted() -> None:
            if dialog.result_draft is not None:
                use(dialog.result_draft)

        def offer(known: list[EvidenceDraft]) -> None:
            if isValid(dialog):  # it may have been closed meanwhile
                dialog.set_known(known)

        dialog.accepted.connect(accepted)
        self._window.open_dialog(dialog)
        self._session.read(lambda desk: desk.read.known_sources(), offer, slot="sources", later=True)

    # --- the claim's life -------------------------------------------------------------------------------------

    def restore(self) -> None:
        self._act(lambda claim: RestoreClaims((claim,)))

    def _go_on(self) -> None:
        if self._settings.get(ADVANCE):
            self._navigation.steps.go_to_next_open()

    def submit(self) -> None:
        """Send the check to the editor, unless that is asked first."""
        claim, asked = self._navigation.claim, self._asked[0] if self._asked is not None else None
        if claim is not None and self._has_returned(claim) and asked != claim.row.id:
            self._ask_to_send_back(claim.row.id)
            return
        if self._asked is not None:
            self._window.notice.withdraw(self._asked[1])
            self._asked = None
        self._send()

    def _has_returned(self, claim: ClaimView) -> bool:
        """Whether whoever sits here returned the check, and nothing in it was changed since."""
        review = claim.review if claim.row.state is ClaimState.RETURNED else None
        mine = review is not None and life.same_person(review.by, self._session.checker)
        return mine and not self._inspector.verdict.rationale.is_dirty

    def _ask_to_send_back(self, claim: int) -> None:
        """The key that ends a comment sends a check, too: pressed twice it took back the return unawares."""
        key = self._window.actions_table.key_text("submit")
        text = self.tr(
            "You returned this check, and nothing in it has changed. {key} once more sends it all the same."
        )
        self._asked = (claim, text.format(key=key))
        self._window.notice.show_notice(
            self._asked[1], "warn", self.tr("Send all the same"), self.submit, with_claim=True
        )

    def _send(self) -> None:
        """Send the check to the editor and go on, if so set; what it still lacks is said by the refusal.

        A ruling that no source supports or refutes is sent too, and can be taken back from what is said of it.
        """
        claim, scale = self._navigation.claim, self._navigation.scale
        doubtful = claim is not None and scale is not None and stands_on_context_alone(claim, scale)

        def sent(change: Change) -> None:
            self._go_on()
            if claim is not None and doubtful:
                text = self.tr("Sent, but no source supports or refutes “{claim}”: all are kept as context.")
                number = claim.row.id
                self._window.notify(
                    text.format(claim=claim_words.named(claim, 60)),
                    "warn",
                    self.tr("Withdraw"),
                    lambda: self._take_back(number),
                )
            if claim is not None:
                self.warn_of_comments(claim, change, self.tr("Sent with {comments} open: “{claim}”"))
                self.warn_of_contradictions(claim.row.id, withdraw=True)

        self._act(SubmitCheck, sent)

    def show_missing(self, error: SaidsoError) -> None:
        """Go to what keeps the check from being sent; where that is not shown, `error` says it in a notice."""
        claim = self._inspector.claim_id

        def go(_: ClaimView | None) -> None:
            if claim != self._inspector.claim_id or not self._inspector.go_to_missing():
                self._window.notice.show_notice(error.message, with_claim=True)

        if claim is not None:  # once words that were saved by the same key are shown as the check's
            self._session.read(lambda desk: desk.read.claim(claim), go, slot="missing")

    def may(self, action: life.Action) -> ClaimView | None:
        """The shown claim, if whoever sits here can do that about it; else it is said why not."""
        claim = self._navigation.claim
        refusal = self._inspector.refusals().get(action, "") if claim is not None else ""
        if refusal and not self._inspector.action_row.point_at(refusal):
            self._window.notify(refusal, "warn")
        return None if refusal else claim

    def warn_of_comments(self, claim: ClaimView, change: Change, text: str) -> None:
        """Say by `text` that a check which was sent or approved has open comments, and offer to show them."""
        number = claim.row.id
        if change.open_comments:
            comments = words.comments(change.open_comments)
            told = text.format(claim=claim_words.named(claim, 60), comments=comments)
            self._warned_of[number] = told
            self._window.notify(told, "warn", self.tr("Show comments"), lambda: self.discuss(number))

    def discuss(self, claim: int) -> None:
        """Show the comments on a claim, with the caret in the field for another."""
        self._window.show_pane(self._inspector)
        if self._inspector.claim_id == claim:
            self._inspector.show_comments()
        else:
            self._discussed = claim
            self._navigation.reveal(claim)

    def _withdraw_warnings(self, operation: Operation, change: Change) -> None:
        """What was said of open comments when a check was sent or approved goes with the next thing done to it."""
        if isinstance(operation, (LookAt, KeepDraft, KeepComment)):  # nothing is done by those
            return
        for number in self._warned_of.keys() & change.claims:
            self._window.notice.withdraw(self._warned_of.pop(number))

    def warn_of_contradictions(self, claim: int, withdraw: bool = False) -> None:
        """Say what speaks against the rating of a check that has just been sent or approved; it stays so."""

        def told(found: tuple[str, ...]) -> None:
            for text in found:
                if withdraw:
                    self._window.notify(text, "warn", self.tr("Withdraw"), lambda: self._take_back(claim))
                else:
                    self._window.notify(text, "warn")

        self._session.read(lambda desk: desk.read.contradictions(claim), told)

    def _take_back(self, claim: int) -> None:
        """Withdraw a check that was sent, and show it."""
        self._session.act(WithdrawCheck(claim), lambda _: self._navigation.reveal(claim))

    def withdraw(self) -> None:
        self._act(WithdrawCheck)

    def _act(self, make: Callable[[int], Operation], done: Callable[[Change], object] | None = None) -> None:
        """Do something to the shown claim, after its typing has become a revision."""
        self._inspector.commit_typing()
        claim = self._inspector.claim_id
        if claim is not None:
            self._session.act(make(claim), done)
