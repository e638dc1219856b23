"""The row at the foot of the inspector: what can be done with the claim as it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.records import ClaimState, ClaimView
from gui import theme as themes
from gui.icons import sign_icon
from gui.theme import GRID, Theme
from gui.views.flow import FlowLayout
from gui.views.widgets import button, label, scale_icon

_BEING_CHECKED = (ClaimState.OPEN, ClaimState.CHECKING, ClaimState.RETURNED, ClaimState.NEEDS_RECHECK)


class ActionRow(QWidget):
    add_evidence = Signal()
    accept = Signal()
    dismiss = Signal()
    restore = Signal()
    submit = Signal()
    withdraw = Signal()
    approve = Signal()
    give_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.missing = label("", tone="muted", size="small", wrap=True)
        self.evidence_button = button(self.tr("Evidence"), name=self.tr("Add evidence"))
        self.dismiss_button = button(self.tr("Dismiss…"))
        self.restore_button = button(self.tr("Take back"), kind="primary")
        self.withdraw_button = button(self.tr("Withdraw"))
        self.accept_button = button(self.tr("Accept  A"), kind="primary", name=self.tr("Accept, key A"))
        self.approve_button = button(self.tr("Approve"), kind="primary", name=self.tr("Approve, Control Enter"))
        self.return_button = button(self.tr("Return…"), name=self.tr("Return with a comment"))
        self.approve_button.setToolTip(self.tr("Approve the check (Ctrl+Enter)"))
        self.return_button.setToolTip(self.tr("Return it with a comment (Ctrl+Shift+Enter)"))
        self._me = ""
        self._shown: tuple[ClaimView, Sequence[str]] | None = None
        self.submit_button = button("", kind="primary", name=self.tr("Send to editor, Control Enter"))
        self.evidence_button.setToolTip(self.tr("Add evidence (E)"))
        self.dismiss_button.setToolTip(self.tr("Dismiss with a reason (X)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID + 2)
        column.setSpacing(2 * GRID)
        column.addWidget(self.missing)
        held = QWidget()
        self._flow = FlowLayout(held, spacing=2 * GRID, spread=True)
        column.addWidget(held)
        for made, signal in (
            (self.evidence_button, self.add_evidence),
            (self.dismiss_button, self.dismiss),
            (self.withdraw_button, self.withdraw),
            (self.restore_button, self.restore),
            (self.accept_button, self.accept),
            (self.submit_button, self.submit),
            (self.return_button, self.give_back),
            (self.approve_button, self.approve),
        ):
            made.clicked.connect(signal)
            self._flow.addWidget(made)
        self.set_theme(themes.load("light"))

    def set_theme(self, theme: Theme) -> None:
        self.evidence_button.setIcon(sign_icon("plus", theme.text, 13))
        scale_icon(self.evidence_button, 13)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Name the key on the button where there is room for it."""
        whole, short = self.tr("Send to editor  Ctrl ↵"), self.tr("Send to editor")
        room = self.width() - self.evidence_button.sizeHint().width() - 18 * GRID
        self.submit_button.setText(whole if self.fontMetrics().horizontalAdvance(whole) < room else short)

    def set_person(self, name: str) -> None:
        """Who sits at the window."""
        self._me = name
        if self._shown is not None:
            self.set_state(*self._shown)

    def set_state(self, claim: ClaimView, missing: Sequence[str]) -> None:
        """Show the buttons for the claim's state; `missing` names what keeps it from being sent."""
        state = claim.row.state
        suggested, checking = state is ClaimState.SUGGESTED, state in _BEING_CHECKED
        self.evidence_button.setVisible(state not in (ClaimState.DISMISSED, ClaimState.PUBLISHED))
        self.dismiss_button.setVisible(suggested)
        self.accept_button.setVisible(suggested)
        self.restore_button.setVisible(state is ClaimState.DISMISSED)
        self._shown = (claim, missing)
        waiting = state is ClaimState.SUBMITTED
        # Nobody approves their own check: they can only take it back.
        mine = self._me in ("", claim.check.by)
        self.withdraw_button.setVisible(waiting and mine)
        self.approve_button.setVisible(waiting and not mine)
        self.return_button.setVisible(waiting and not mine)
        self.submit_button.setVisible(checking)
        self.submit_button.setEnabled(checking and not missing)
        needed = self.tr("Still needed: {what}").format(what=", ".join(missing))
        self.missing.setText(needed if checking and missing else "")
        self.missing.setVisible(checking and bool(missing))
        self.setVisible(state is not ClaimState.PUBLISHED)
