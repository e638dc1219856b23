"""The row at the foot of the inspector: what can be done with the claim as it stands, and why something cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QIcon
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.checking.life import Action
from core.records import ClaimState, ClaimView
from gui import claim_words, words
from gui import theme as themes
from gui.actions import default_key
from gui.icons import sign_icon
from gui.theme import GRID, Theme
from gui.views.parts.flow import FlowLayout
from gui.views.parts.widgets import button, label, restyle, scale_icon

_BEING_CHECKED = (ClaimState.OPEN, ClaimState.CHECKING, ClaimState.RETURNED, ClaimState.NEEDS_RECHECK)
_WITH_EVIDENCE = (*_BEING_CHECKED, ClaimState.SUGGESTED, ClaimState.CORRECTING)
_MAIN: dict[ClaimState, Action] = {
    ClaimState.SUBMITTED: Action.APPROVE,
    ClaimState.APPROVED: Action.PUBLISH,
    ClaimState.PUBLISHED: Action.CORRECT,
    ClaimState.CORRECTING: Action.CLOSE_CORRECTION,
}
"""What an editor is expected to do next in each state; why they cannot is said above the buttons."""
EDGE = 3 * GRID
"""Pixels beside the buttons."""
SPACE = GRID + 2
"""Pixels between two of them."""


class ActionRow(QWidget):
    add_evidence = Signal()
    accept = Signal()
    dismiss = Signal()
    restore = Signal()
    submit = Signal()
    withdraw = Signal()
    approve = Signal()
    give_back = Signal()
    publish = Signal()
    reopen = Signal()
    correct = Signal()
    close_correction = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key: Callable[[str], str] = default_key
        self._plus = QIcon()
        self._room = 0
        self._most = ""
        """The longest that can be said of what the check needs, while it is worked on."""
        self._lacks = False
        """Whether what is shown above the buttons is what the check still needs."""
        self.missing = label("", tone="muted", size="small", wrap=True)
        self.evidence_button = button(self.tr("Evidence"))
        self.dismiss_button = button(self.tr("Dismiss…"))
        self.restore_button = button(self.tr("Take back"), kind="primary")
        self.withdraw_button = button(self.tr("Withdraw"))
        self.accept_button = button("", kind="primary")
        self.return_button = button(self.tr("Return…"))
        self.reopen_button = button(self.tr("Reopen…"))
        self.submit_button = button("", kind="primary")
        self.approve_button = button("", kind="primary")
        self.publish_button = button("", kind="primary")
        self.correct_button = button("", kind="primary")
        self.close_button = button("", kind="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 2 * GRID, EDGE, 2 * GRID + 2)
        column.setSpacing(2 * GRID)
        column.addWidget(self.missing)
        self._held = QWidget()
        self._flow = FlowLayout(self._held, spacing=SPACE, spread=True)
        column.addWidget(self._held)
        signals = (
            (self.evidence_button, self.add_evidence),
            (self.dismiss_button, self.dismiss),
            (self.withdraw_button, self.withdraw),
            (self.restore_button, self.restore),
            (self.accept_button, self.accept),
            (self.submit_button, self.submit),
            (self.return_button, self.give_back),
            (self.reopen_button, self.reopen),
            (self.approve_button, self.approve),
            (self.publish_button, self.publish),
            (self.correct_button, self.correct),
            (self.close_button, self.close_correction),
        )
        self._buttons = [made for made, _ in signals]
        for made, signal in signals:
            made.clicked.connect(signal)
            self._flow.addWidget(made)
        self.set_keys(default_key)
        self.set_theme(themes.load("light"))

    # --- setters ----------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self._plus = sign_icon("plus", theme.text, 13)
        scale_icon(self.evidence_button, 13)
        self._fit()

    def set_keys(self, key: Callable[[str], str]) -> None:
        """Name the keys as they are now: `key` gives that of an action, by its id."""
        self._key = key
        for made, id, name, tip in self._plain():
            made.setToolTip(words.with_key(tip, key(id)))
            made.setAccessibleName(name)
        for made, id, text, tip in self._printed():
            made.setToolTip(words.with_key(tip, key(id)))
            spoken = words.spoken_key(key(id))
            if made is self.accept_button and spoken:
                spoken = self.tr("key {key}").format(key=spoken)
            made.setAccessibleName(", ".join(part for part in (text.rstrip("…"), spoken) if part))
        self._fit()

    def set_state(
        self, claim: ClaimView, missing: Sequence[str], refusals: Mapping[Action, str], reviewing: bool = False
    ) -> None:
        """Show the buttons for the claim's state.

        `missing` names what keeps it from being sent, `refusals` why a move of its life cannot be done by whoever
        sits here.
        """
        state = claim.row.state
        suggested, checking = state is ClaimState.SUGGESTED, state in _BEING_CHECKED

        def may(action: Action) -> bool:
            return not refusals.get(action, "")

        main = _MAIN.get(state)
        approves = state is ClaimState.SUBMITTED and may(Action.APPROVE)
        self.evidence_button.setVisible(state in _WITH_EVIDENCE)
        self.dismiss_button.setVisible(suggested)
        self.accept_button.setVisible(suggested)
        self.restore_button.setVisible(state is ClaimState.DISMISSED)
        self.withdraw_button.setVisible(state is ClaimState.SUBMITTED and not approves)
        self.approve_button.setVisible(approves)
        self.return_button.setVisible(approves)
        for made, action in (
            (self.publish_button, Action.PUBLISH),
            (self.correct_button, Action.CORRECT),
            (self.close_button, Action.CLOSE_CORRECTION),
        ):
            made.setVisible(main is action)
            made.setEnabled(may(action))
        reopens = state in (ClaimState.APPROVED, ClaimState.PUBLISHED) and may(Action.RECHECK)
        self.reopen_button.setVisible(reopens)
        self.submit_button.setVisible(checking)
        self.submit_button.setEnabled(checking and not missing)
        # Of one's own check that was sent the page says that somebody else approves it.
        says = main is not None and (reviewing or state is not ClaimState.SUBMITTED)
        said = refusals.get(main, "") if main is not None and says else ""
        if checking and missing:
            said = self._needed_words(missing)
        self._most = self._needed_words(claim_words.most_needed(claim)) if state in _WITH_EVIDENCE else ""
        self._lacks = checking and bool(missing)
        self.missing.setText(said)
        restyle(self.missing, "tone", "muted")
        self.missing.setVisible(bool(said))
        self._fit()

    def height_at_most(self, width: int) -> int:
        """Pixels it takes when it says all that the check may need: what comes and goes moves nothing else."""
        height = self.heightForWidth(width)
        if not self._most:
            return height
        box = QRect(0, 0, width - 2 * EDGE, 1000)
        most = self.missing.fontMetrics().boundingRect(box, Qt.TextFlag.TextWordWrap, self._most).height()
        if self.missing.isHidden():
            return height + most + 2 * GRID
        return height + max(most - self.missing.heightForWidth(box.width()), 0)

    def _needed_words(self, what: Sequence[str]) -> str:
        return self.tr("Still needed: {what}").format(what=", ".join(what))

    def point_at_missing(self) -> bool:
        """Have what keeps the check from being sent seen and heard; False where it is not shown."""
        return self._lacks and self._point()

    def point_at(self, refusal: str) -> bool:
        """Have why something cannot be done seen and heard where it stands already; False where it does not."""
        return bool(refusal) and self.missing.text() == refusal and self._point()

    def _point(self) -> bool:
        restyle(self.missing, "tone", "bad")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.missing.text()))
        return True

    def fit(self, width: int) -> None:
        """Print keys, signs and long names on the buttons where `width` pixels have room for them in one row."""
        self._room = width
        self._fit()

    # --- inside -----------------------------------------------------------------------------------------------

    def _plain(self) -> tuple[tuple[QPushButton, str, str, str], ...]:
        """Buttons that name their key in the tool tip only: the action, the accessible name, the tip."""
        return (
            (self.evidence_button, "evidence", self.tr("Add evidence"), self.tr("Add evidence")),
            (self.dismiss_button, "dismiss", self.tr("Dismiss…"), self.tr("Dismiss with a reason")),
            (self.restore_button, "restore", self.tr("Take back"), self.tr("Take back the dismissal")),
            (self.withdraw_button, "withdraw", self.tr("Withdraw"), self.tr("Take it back from the editor")),
            (self.return_button, "return", self.tr("Return with a comment"), self.tr("Return it with a comment")),
            (
                self.reopen_button,
                "reopen",
                self.tr("Reopen for a new check"),
                self.tr("Reopen it for a new check"),
            ),
        )

    def _printed(self) -> tuple[tuple[QPushButton, str, str, str], ...]:
        """Buttons that have their key printed on them where there is room: the action, the text, the tip."""
        return (
            (self.accept_button, "accept", self.tr("Accept"), self.tr("Accept the suggestion")),
            (self.submit_button, "submit", self.tr("Send to editor"), self.tr("Send the check to the editor")),
            (self.approve_button, "submit", self.tr("Approve"), self.tr("Approve the check")),
            (self.publish_button, "publish", self.tr("Publish…"), self.tr("Say where and when it appeared")),
            (
                self.correct_button,
                "correct",
                self.tr("Correct…"),
                self.tr("Open a correction of the published check"),
            ),
            (
                self.close_button,
                "submit",
                self.tr("Close correction…"),
                self.tr("Say what was, what is now, and why; readers see it"),
            ),
        )

    def _fit(self) -> None:
        room = self._room - 2 * EDGE
        self.evidence_button.setIcon(self._plus)
        for made, id, text, _ in self._printed():
            sign = words.key_sign(self._key(id))
            made.setText(f"{text}  {sign}" if sign else text)
            if not made.isHidden() and self._needed() > room:
                made.setText(text)
        if self._needed() > room:
            self.evidence_button.setIcon(QIcon())
        # In large text a row less shows the first of the ratings; the tip and the spoken name stay whole.
        if self._needed() > room:
            self.submit_button.setText(self.tr("Send"))
            self.close_button.setText(self.tr("Close…"))
        self._flow.invalidate()
        self._held.updateGeometry()  # the height that was asked for before is remembered with the item

    def _needed(self) -> int:
        """Pixels that all buttons take in one row."""
        shown = [made for made in self._buttons if not made.isHidden()]
        return sum(made.sizeHint().width() for made in shown) + SPACE * (len(shown) - 1)
