"""The inspector: one claim, who said it, how it reads, and the check of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from core.checking import life
from core.checking.desk_people import DeskPeople
from core.checking.dismissal import Dismissal
from core.records import ClaimContext, ClaimState, ClaimView, EvidenceRow, RatingScale
from gui import claim_words
from gui import theme as themes
from gui.theme import GRID, Theme
from gui.turns import TURN, Steps, Turns
from gui.typing_guard import is_typing
from gui.views.inspector.action_row import ActionRow
from gui.views.inspector.dismiss_menu import DismissMenu
from gui.views.inspector.going import Going
from gui.views.inspector.pages import ClaimPages
from gui.views.inspector.top_line import TopLine
from gui.views.parts import stand_in
from gui.views.parts.empty_state import EmptyState
from gui.views.parts.strips import Strips
from gui.views.parts.widgets import hairline, lay_out_unseen, least_width


class Inspector(QWidget):
    """Shows a `ClaimView` and tells what a person wants done with it; shows a change only when it is set again.

    `rationale_typed` and `rationale_left` are about the claim in `claim_id`, also while another one is being set.
    """

    rating_chosen = Signal(str, object)
    rationale_typed = Signal(str)
    rationale_left = Signal(str)
    evidence_add_requested = Signal()
    evidence_edit_requested = Signal(int)
    evidence_remove_requested = Signal(int)
    accept_requested = Signal()
    dismissal_asked = Signal()
    """The reasons are to be shown: `ask_dismissal`."""
    dismiss_requested = Signal(object)
    restore_requested = Signal()
    submit_requested = Signal()
    withdraw_requested = Signal()
    speaker_edit_requested = Signal()
    reading_edit_requested = Signal()
    same_speaker_chosen = Signal(int)
    comparison_ruled = Signal(object, object)
    context_shown = Signal()
    comment_added = Signal(str)
    comment_resolve_requested = Signal(int, bool)
    comparison_chosen = Signal(int)
    """Another claim that was pointed to: a figure compared with, or one seen before."""

    def __init__(self, parent: QWidget | None = None, turns: Turns | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._strips = Strips(self, turns or Turns(self), self)
        self._claim: ClaimView | None = None
        self._scale: RatingScale | None = None
        self._me = ""
        self._people = DeskPeople()
        self._build()
        self._connect()
        self.set_theme(themes.load("light"))
        self.set_claim(None)

    # --- building ---------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.top = TopLine()
        pages = self.scroll_area = ClaimPages()
        self.head, self.tabs, self.verdict = pages.head, pages.tabs, pages.verdict
        self.evidence, self.seen, self.comments = pages.evidence, pages.seen, pages.comments
        self.history = pages.history
        self.state_sign = self.top.sign
        self.action_row = ActionRow()
        self._going = Going(pages, self.action_row.evidence_button, self)
        self.dismiss_menu = DismissMenu(self)
        self._context = ClaimContext()
        self._name_tabs()
        self._empty = EmptyState(
            "scales",
            self.tr("Said? So?"),
            self.tr("Choose a claim to see who said it, rate it, and add the sources."),
            takes_focus=True,
        )
        self._filled = QWidget()
        column = QVBoxLayout(self._filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(pages, 1)
        column.addWidget(hairline())
        column.addWidget(self.action_row)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._filled)

    def _connect(self) -> None:
        self.verdict.changes.filled.connect(self._fit)
        self.head.speaker_edit_requested.connect(self.speaker_edit_requested)
        self.head.reading_edit_requested.connect(self.reading_edit_requested)
        self.verdict.rating_chosen.connect(self.rating_chosen)
        self.verdict.rationale.typed.connect(self.rationale_typed)
        self.verdict.rationale.left.connect(self.rationale_left)
        self.verdict.rationale.escaped.connect(self._going.back)
        for cards in (self.verdict.evidence, self.evidence.list):
            cards.edit_requested.connect(self.evidence_edit_requested)
            cards.remove_requested.connect(self.evidence_remove_requested)
        self.verdict.comparison_chosen.connect(self.comparison_chosen)
        self.verdict.comparison_ruled.connect(self.comparison_ruled)
        self.seen.claim_chosen.connect(self.comparison_chosen)
        self.comments.added.connect(self.comment_added)
        self.comments.resolve_requested.connect(self.comment_resolve_requested)
        self.head.same_speaker_chosen.connect(self.same_speaker_chosen)
        self.action_row.add_evidence.connect(self.evidence_add_requested)
        self.action_row.accept.connect(self.accept_requested)
        self.action_row.dismiss.connect(self.dismissal_asked)
        self.action_row.restore.connect(self.restore_requested)
        self.action_row.submit.connect(self.submit_requested)
        self.action_row.withdraw.connect(self.withdraw_requested)
        self.dismiss_menu.reason_chosen.connect(self.dismiss_requested)

    # --- setters ----------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self.setMinimumWidth(least_width(268))
        for part in (self.top, self.scroll_area, self.action_row, self._empty):
            part.set_theme(theme)
        self._fit_width()

    def set_scale(self, scale: RatingScale) -> None:
        self._scale = scale
        self.verdict.set_scale(scale)
        self.seen.set_scale(scale)
        self.head.set_context(self._context, scale)
        self.set_claim(self._claim)

    def set_claim(self, claim: ClaimView | None, *, unasked: bool = False) -> None:
        """Show a claim, or the same one after a change; typing in its rationale is kept.

        Typing about another claim that was not told yet is told first. The first claim, if it comes `unasked`, is
        filled in and shown in turns of the event loop.
        """
        other = claim is None or self._claim is None or claim.row.id != self._claim.row.id
        if other:
            self.commit_typing()
        self._strips.finish()
        first = self._claim is None
        self._claim = claim
        if claim is None:
            self._stack.setCurrentWidget(self._empty)
        elif first and unasked and self.isVisible():
            self._strips.show(self._fill(claim, other))
        else:
            for _ in self._fill(claim, other):
                pass

    def _fill(self, claim: ClaimView, other: bool) -> Steps:
        """Show a claim in pieces of the work, the first one out of sight: nothing is laid out in between then."""
        self.head.set_claim(claim)
        yield None
        if other:
            self.verdict.changes.clear()
        yield from self._fill_check(claim, keep_typing=not other)
        self.history.set_rows(claim.history, claim.public_corrections)
        yield None
        if other:
            self.comments.set_claim(claim.row.id)
            yield from self._fill_context(ClaimContext())
        self._name_tabs()
        yield None
        self.top.set_claim(claim)
        yield None
        if other:
            self.top.set_status("")
            self._show_review()
            yield None
            self.scroll_area.scroll_to_top()
            self._going.begin()
        self._fit()
        yield None
        if self._stack.currentWidget() is not self._filled:
            self._stack.setCurrentWidget(self._filled)
            yield TURN  # the layout has a turn of its own

    def prepare(self) -> None:
        """Dress and lay out, out of sight, what a claim is shown in: the first then comes as fast as the next."""
        if self._claim is not None:
            return
        self.set_claim(stand_in.CLAIM)
        lay_out_unseen(self._stack, self._stack.indexOf(self._filled))
        self._filled.grab()
        self.set_claim(None)

    def set_people(self, me: str, people: DeskPeople) -> None:
        """Who sits at the window, and who is who on the desk: what is offered goes by that."""
        if (me, people) != (self._me, self._people):
            self._strips.finish()
            if me != self._me:  # what the one before had scrolled to is no beginning for somebody else
                self.scroll_area.scroll_to_top()
            another = me != self._me
            self._me, self._people = me, people
            if another:
                self._show_review()
            self._show_check(keep_typing=True)
            self._name_tabs()

    def set_keys(self, key: Callable[[str], str]) -> None:
        """Name the keys as they are now: `key` gives that of an action, by its id."""
        for part in (self.head, self.verdict, self.evidence, self.action_row):
            part.set_keys(key)
        self.tabs.set_key(key("next-tab"))

    @property
    def is_reviewing(self) -> bool:
        """Whether the shown claim waits for a review by whoever sits here, who had no part in it."""
        claim = self._claim
        if claim is None or claim.row.state is not ClaimState.SUBMITTED or not self._me:
            return False
        return not life.had_part(self._me, claim.check)

    def _show_review(self) -> None:
        """Open the review's tab for whoever is to rule: nobody approves with why and the sources out of sight."""
        if self.is_reviewing:
            self.scroll_area.show_page(self.verdict)

    def refusals(self) -> dict[life.Action, str]:
        """Why whoever sits here cannot do a move of the shown claim's life; what they can do has no words."""
        claim, scale = self._claim, self._scale
        if claim is None or scale is None:
            return {}
        return {action: self._people.refusal(self._me, claim, action, scale) for action in life.Action}

    def set_context(self, context: ClaimContext) -> None:
        """Show what stands around the shown claim: comments, the same seen before, the speaker's record."""
        if context == self._context:
            self.context_shown.emit()
            return
        self._strips.finish()
        if context != ClaimContext() and self.isVisible():
            self._strips.show(self._fill_context(context))
            return
        for _ in self._fill_context(context):
            pass

    def _fill_context(self, context: ClaimContext) -> Steps:
        self._context = context
        self.seen.set_rows(context.seen)
        yield None
        self.comments.set_rows(context.comments, context.returned)
        yield None
        self.head.set_context(context, self._scale)
        yield None
        self.verdict.set_context(context.returned, context.sent)
        yield None
        self._name_tabs()
        yield None
        self._fit()
        yield None
        self.context_shown.emit()
        yield TURN  # the layout has a turn of its own

    @property
    def context(self) -> ClaimContext:
        return self._context

    def show_comments(self) -> None:
        """Open the comments and put the caret into the field for another."""
        if self._claim is not None:
            self._strips.finish()
            self.scroll_area.show_page(self.comments)
            self.comments.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_evidence(self) -> None:
        """Open the tab of the sources."""
        if self._claim is not None:
            self.scroll_area.show_page(self.evidence)

    def evidence_in_hand(self) -> EvidenceRow | None:
        """The source whose card has the focus."""
        return self.verdict.evidence.in_hand() or self.evidence.list.in_hand()

    def show_next_tab(self) -> None:
        self.scroll_area.show_next()

    def set_status(self, text: str, tone: str = "muted") -> None:
        """What stands at the top: "saved ✓", "saving…", or, with `tone` bad, why something was not saved."""
        self._strips.finish()
        self.top.set_status(text, tone)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def confirm_rationale(self, text: str) -> None:
        """What `rationale_left` or `rationale_typed` told of this claim is saved."""
        self.verdict.rationale.confirm(text)

    # --- doing ------------------------------------------------------------------------------------------------

    @property
    def claim_id(self) -> int | None:
        """The claim that is shown; every signal is about it."""
        return self._claim.row.id if self._claim is not None else None

    def status(self) -> str:
        """The state of the claim and of its saving, as shown."""
        return self.top.status.text()

    def focus_rationale(self) -> None:
        """Put the caret where the rationale ends."""
        if self._claim is None:
            return
        self._strips.finish()
        self._going.to_rationale()

    def go_to_missing(self) -> bool:
        """Have what the check still lacks seen and heard, and go there; False where that is not shown."""
        claim, scale = self._claim, self._scale
        if claim is None or scale is None or not self.action_row.point_at_missing():
            return False
        self._going.to_lack(next(iter(life.lacks(claim, scale))))
        return True

    def is_in_check(self, focus: QWidget) -> bool:
        """Whether the focus is in a field, or where `go_to_missing` put it: the shown claim alone is meant."""
        return self.isAncestorOf(focus) and (is_typing(focus) or self._going.is_at(focus))

    def insert_rationale(self, text: str) -> None:
        """Add words at the end of the rationale, as if they had been typed there."""
        field = self.verdict.rationale
        if self._claim is None or field.isReadOnly():
            return
        self.focus_rationale()
        before = field.toPlainText()
        gap = "" if not before or before[-1].isspace() else " "
        field.textCursor().insertText(gap + text)

    def commit_typing(self) -> None:
        """Tell `rationale_left` if there is typing it has not told, and what is typed for a comment to be kept."""
        self.verdict.rationale.commit()
        self.comments.keep()

    def ask_dismissal(self) -> None:
        """Open the four reasons above the button row; `show_dismissal` then says for how many claims."""
        self.dismiss_menu.set_waiting()
        self._place_dismissal()

    def show_dismissal(self, found: Dismissal) -> None:
        """Say in the open menu for how many claims a reason is, or why there are none."""
        self.dismiss_menu.set_dismissal(found)
        if self.dismiss_menu.isVisible():
            self._place_dismissal()

    def _place_dismissal(self) -> None:
        row = self.action_row
        self.dismiss_menu.open_above(row.dismiss_button if row.dismiss_button.isVisible() else row, self)

    def sizeHint(self) -> QSize:
        return QSize(384, 640)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_width()

    # --- inside -----------------------------------------------------------------------------------------------

    def _fit_width(self) -> None:
        self._fit()
        self.tabs.fit(self.width() - 8 * GRID)

    def _fit(self) -> None:
        """Leave room below the claim for its ratings."""
        if self._claim is not None:
            self.action_row.fit(self.width())
            used = self.top.sizeHint().height() + self.action_row.height_at_most(self.width()) + 1
            self.scroll_area.fit(self.width(), self.height() - used)

    def _show_check(self, *, keep_typing: bool) -> None:
        if self._claim is not None:
            for _ in self._fill_check(self._claim, keep_typing=keep_typing):
                pass
            self._fit()

    def _fill_check(self, claim: ClaimView, *, keep_typing: bool) -> Steps:
        reviewing = self.is_reviewing
        editable = life.can_edit(claim.row.state) and not reviewing
        self.head.set_editable(editable)
        self.verdict.set_claim(claim, editable=editable, keep_typing=keep_typing, reviewing=reviewing)
        yield None
        self.evidence.set_rows(claim.evidence, editable)
        yield None
        needed = claim_words.still_needed(claim, self._scale) if self._scale is not None else []
        self.action_row.set_state(claim, needed, self.refusals(), reviewing)
        yield None

    def _name_tabs(self) -> None:
        claim = self._claim
        self.scroll_area.set_counts(
            reviewing=self.is_reviewing,
            sources=len(claim.evidence) if claim is not None else 0,
            seen=len(self._context.seen),
            history=len(claim.history) if claim is not None else 0,
        )
