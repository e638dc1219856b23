"""The verdict: comparisons, Said?, So?, why, and the evidence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.records import ClaimState, ClaimView, HistoryRow, Question, RatingScale, ReviewView
from gui import claim_words, words
from gui.action_spec import rating_id
from gui.actions import default_key
from gui.theme import GRID, Theme
from gui.views.inspector.changes_view import ChangesView
from gui.views.inspector.comparisons_box import ComparisonsBox
from gui.views.inspector.evidence_list import EvidenceList
from gui.views.inspector.fitting import Room, height_of_rows
from gui.views.inspector.rating_chips import RatingChips
from gui.views.inspector.rationale import RationaleField
from gui.views.parts.widgets import label

_UNDER_WORK = frozenset(
    {ClaimState.OPEN, ClaimState.CHECKING, ClaimState.SUBMITTED, ClaimState.RETURNED, ClaimState.NEEDS_RECHECK}
)
"""States in which what an editor asked for is still to be done, or to be looked at."""


class VerdictPage(QWidget):
    rating_chosen = Signal(str, object)
    comparison_chosen = Signal(int)
    comparison_ruled = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claim: ClaimView | None = None
        self._reviewing = False
        self._folding = False
        """Whether the room that was set has the comparisons folded."""
        self._returned: ReviewView | None = None
        self._sent: HistoryRow | None = None
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 0)
        column.setSpacing(2 * GRID)
        self._note = label("", tone="muted", size="small", wrap=True)
        column.addWidget(self._note)
        self.changes = ChangesView()
        column.addWidget(self.changes)
        self.comparisons = ComparisonsBox()
        self.comparisons.claim_chosen.connect(self.comparison_chosen)
        self.comparisons.ruled.connect(self.comparison_ruled)
        column.addWidget(self.comparisons)
        self.said_title = self._heading(self.tr("Said?"))
        self._name_said(default_key)
        self.said = RatingChips(Question.SAID)
        self.said.setAccessibleName(self.tr("Said? Did this speaker say this, in these words?"))
        self.so = RatingChips(Question.SO)
        self.so.setAccessibleName(self.tr("So? Is what is claimed true?"))
        self.rationale = RationaleField()
        self.rationale.setAccessibleName(self.tr("Why: the rationale"))
        self.evidence = EvidenceList()
        self.evidence.setAccessibleName(self.tr("Evidence"))
        self._evidence_title = self._heading(self.tr("Evidence"))
        for part in (
            self.said_title,
            self.said,
            self._heading(self.tr("So?")),
            self.so,
            self._heading(self.tr("Why")),
            self.rationale,
            self._evidence_title,
            self.evidence,
        ):
            column.addWidget(part)
        for chips in (self.said, self.so):
            chips.rating_chosen.connect(
                lambda key, question=chips.question: self.rating_chosen.emit(str(question), key)
            )

    def _name_said(self, key: Callable[[str], str]) -> None:
        """Say beside the name what is held with the digits, which look like those of the other question."""
        title = self.tr("Said?")
        with_alt = key(rating_id(Question.SAID, 1)) == "Alt+1"
        keys = self.tr("Alt + digit")
        self.said_title.setText(f"{title.upper()} · {keys}" if with_alt else title.upper())

    @staticmethod
    def _heading(text: str) -> QLabel:
        made = label(text.upper(), size="caps")
        made.setAccessibleName(text)
        made.setContentsMargins(0, GRID, 0, 0)
        return made

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.said.set_theme(theme)
        self.so.set_theme(theme)
        self.evidence.set_theme(theme)
        self.changes.set_theme(theme)
        self.comparisons.set_theme(theme)

    def set_room(self, room: Room) -> None:
        """Fold the comparisons where there is little room; where there is least the ratings come before them.

        Of a review the ratings that were not given are left out then. The comparisons are folded or not by
        `fold_comparisons` alone, once the room is found: what was hidden meanwhile would have lost the focus.
        """
        self._folding = room >= Room.FOLDED
        for chips in (self.said, self.so):  # of a review it is seen what was given, and why
            chips.set_only_chosen(self._reviewing and room >= Room.FOLDED)
        column, last = self._column, room >= Room.BELOW
        if (column.indexOf(self.comparisons) > column.indexOf(self.so)) is not last:
            column.removeWidget(self.comparisons)
            column.insertWidget(column.indexOf(self.so if last else self.changes) + 1, self.comparisons)

    def height_to_ratings(self, width: int) -> int:
        """Pixels from the top of the page, whose lines are `width` pixels wide, to where the ratings end."""
        box = self.comparisons
        known: dict[QWidget, int] = {box: box.height_for(width, folded=self._folding)}
        return height_of_rows(self._column, width, self._column.indexOf(self.so) + 1, known)

    def fold_comparisons(self) -> None:
        """Fold the comparisons or not, as the room that was set has it."""
        self.comparisons.set_folded(self._folding)

    def set_scale(self, scale: RatingScale) -> None:
        self.said.set_ratings(scale.said)
        self.so.set_ratings(scale.so)
        self.changes.set_scale(scale)

    def set_keys(self, key: Callable[[str], str]) -> None:
        """Print the keys as they are now: `key` gives that of an action, by its id."""
        self.said.set_keys(key)
        self._name_said(key)
        self.so.set_keys(key)

    def set_claim(self, claim: ClaimView, *, editable: bool, keep_typing: bool, reviewing: bool = False) -> None:
        """Show the check of `claim`. With `keep_typing` words that are not saved yet are not replaced.

        `reviewing`: it waits for a review by whoever sits here, and is ruled on as it stands.
        """
        check = claim.check
        self.said.set_value(check.said)
        self.so.set_value(check.so)
        self.said.setEnabled(editable)
        self.so.setEnabled(editable)
        self.said_title.setVisible(claim.said_applies)
        self.said.setVisible(claim.said_applies)
        self.rationale.setReadOnly(not editable)
        hint = self.tr("What the sources show, in a sentence or two")
        self.rationale.setPlaceholderText(hint if editable else "")
        if not (keep_typing and self.rationale.holds_unsaved):
            self.rationale.set_words(check.rationale, claim.typed)
        self.evidence.set_rows(claim.evidence, editable)
        self.comparisons.set_claim(claim)
        self._claim, self._reviewing = claim, reviewing
        self._show_note()

    def set_context(self, returned: ReviewView | None, sent: HistoryRow | None) -> None:
        """What an editor asked for when the check came back the last time, and when it was sent."""
        self._returned, self._sent = returned, sent
        self._show_note()

    def _show_note(self) -> None:
        claim = self._claim
        if claim is None:
            return
        notes = [self._sent_note()] if self._reviewing else [self._state_note(claim)]
        notes.append(self._returned_note(claim))
        note = "\n".join(filter(None, notes))
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def note(self) -> str:
        """What stands above the check: that it is locked, or why it came back."""
        return self._note.text()

    def _returned_note(self, claim: ClaimView) -> str:
        review = claim.review if claim.row.state is ClaimState.RETURNED else self._returned
        if review is None or claim.row.state not in _UNDER_WORK:
            return ""
        return claim_words.returned(review)

    def _sent_note(self) -> str:
        sent, claim = self._sent, self._claim
        if sent is None or claim is None:
            return ""
        text = self.tr("Sent by {checker}, revision {number}, {when}.")
        return text.format(checker=sent.by, number=claim.check.revision, when=words.moment(sent.at))

    def _state_note(self, claim: ClaimView) -> str:
        published = self.tr("Published. It can be changed by a correction only.")
        if claim.publication is not None:
            text = self.tr("Published: {place}, {day}. It can be changed by a correction only.")
            where = words.shorten(claim.publication.place, 120)
            published = text.format(place=where, day=words.short_day(claim.publication.at.date()))
        return {
            ClaimState.SUBMITTED: self.tr("Sent: somebody else approves it. A change takes it back."),
            ClaimState.APPROVED: self.tr("Approved. A change opens it for a new check."),
            ClaimState.PUBLISHED: published,
            ClaimState.CORRECTING: self.tr("A correction of the published check is open. Changes belong to it."),
            ClaimState.NEEDS_RECHECK: self.tr("This was approved and has to be checked again; History says why."),
            ClaimState.DISMISSED: self.tr("Dismissed. Take it back to check it."),
        }.get(claim.row.state, "")
