"""The four reasons for dismissing claims, chosen with 1 to 4, and how many claims the reason is for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from core.checking.dismissal import Dismissal
from core.records import DismissReason
from gui import words
from gui.theme import GRID, text_scale
from gui.views.widgets import label


class DismissMenu(QMenu):
    """Open it with `popup`; `reason_chosen` gives a `DismissReason`. Escape leaves without one.

    It opens before it is known what can be dismissed, so that a digit is a reason from the key press on and never
    a rating; `set_dismissal` then says. Where nothing can be, it shows why, and digits do nothing.
    """

    reason_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Why dismiss this?"))
        self.heading = QAction(self)
        self.heading.setEnabled(False)
        self.addAction(self.heading)
        self._why = label("", size="small", wrap=True)
        self._why.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self.refusal = QWidgetAction(self)
        self.refusal.setDefaultWidget(self._why)
        self.addAction(self.refusal)
        self._reasons = []
        for digit, reason in enumerate(DismissReason, start=1):
            action = self.addAction(f"&{digit}   {words.dismissal(reason)}")
            action.triggered.connect(lambda _=False, reason=reason: self.reason_chosen.emit(reason))
            self._reasons.append(action)
        self.set_waiting()

    def set_waiting(self) -> None:
        """It is being asked what can be dismissed."""
        self._show("", "")

    def set_dismissal(self, found: Dismissal) -> None:
        """Say how many claims the reason will be for, or why there is none to choose."""
        count = len(found.ids)
        if not count:
            self._show("", found.why, refused=True)
        elif count < found.total:
            text = self.tr("Dismiss {count} of {total}: {why}")
            count_text, total = words.number(count), words.number(found.total)
            self._show(text.format(count=count_text, total=total, why=found.why), "")
        elif count > 1:
            self._show(self.tr("Dismiss {claims}").format(claims=words.claims(count)), "")
        else:
            self._show("", "")

    def why(self) -> str:
        """Why nothing can be dismissed, as shown; empty where something can."""
        return self._why.text() if self.refusal.isVisible() else ""

    def _show(self, heading: str, why: str, *, refused: bool = False) -> None:
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        self._why.setText(why)
        self._why.setFixedWidth(round(300 * text_scale()))
        self.refusal.setVisible(refused)
        for action in self._reasons:
            action.setVisible(not refused)
        self.adjustSize()
        if self.isVisible() and (heading or why):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, heading or why))
