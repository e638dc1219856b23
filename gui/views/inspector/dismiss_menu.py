"""The four reasons for dismissing claims, chosen with 1 to 4, and how many claims the reason is for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget, QWidgetAction

from core.checking.dismissal import Dismissal
from core.records import DismissReason
from gui import words
from gui.theme import GRID, text_scale
from gui.views.parts.widgets import label

_WIDTH = 232
"""Pixels of the heading's lines, at text of the usual size."""


class DismissMenu(QMenu):
    """Open it with `open_above`; `reason_chosen` gives a `DismissReason`. Escape leaves without one.

    It opens before it is known what can be dismissed, so that a digit is a reason from the key press on and never
    a rating; `set_dismissal` then says. Where nothing can be, it shows why, and digits do nothing.
    """

    reason_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Why dismiss this?"))
        self.heading = label("", tone="muted", size="small", wrap=True)
        around = QWidget()
        column = QVBoxLayout(around)
        column.setContentsMargins(4 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.addWidget(self.heading)
        self._head = QWidgetAction(self)
        self._head.setDefaultWidget(around)
        self.addAction(self._head)
        self._reasons = []
        for digit, reason in enumerate(DismissReason, start=1):
            action = self.addAction(f"&{digit}   {words.dismissal(reason)}")
            action.triggered.connect(lambda _=False, reason=reason: self.reason_chosen.emit(reason))
            self._reasons.append(action)
        self.set_waiting()

    def set_waiting(self) -> None:
        """It is being asked what can be dismissed."""
        self._show("")

    def set_dismissal(self, found: Dismissal) -> None:
        """Say how many claims the reason will be for, or why there is none to choose."""
        count = len(found.ids)
        if not count:
            self._show(found.why, refused=True)
        elif count < found.total:
            text = self.tr("Dismiss {count} of {total}: {why}")
            number, total = words.number(count), words.number(found.total)
            self._show(text.format(count=number, total=total, why=found.why))
        else:
            self._show(self.tr("Dismiss {claims}").format(claims=words.claims(count)) if count > 1 else "")

    def open_above(self, anchor: QWidget, within: QWidget) -> None:
        """Open above `anchor`, or move there while it is open, not beyond the trailing edge of `within`."""
        corner = anchor.mapToGlobal(QPoint(0, 0))
        size = self.sizeHint()
        # Beyond that edge is that of the window, and perhaps of the screen.
        over = corner.x() + size.width() - within.mapToGlobal(within.rect().topRight()).x()
        place = corner - QPoint(max(over, 0), size.height() + GRID)
        if self.isVisible():
            self.move(place)
        else:
            self.popup(place)

    def why(self) -> str:
        """Why nothing can be dismissed, as shown; empty where something can."""
        return "" if any(action.isVisible() for action in self._reasons) else self.heading.text()

    def _show(self, heading: str, *, refused: bool = False) -> None:
        self.heading.setText(heading)
        # A widget in a menu does not wrap by itself, and the menu is not to be wider than the inspector.
        width = round(_WIDTH * text_scale())
        self.heading.setFixedWidth(width)
        self.heading.setFixedHeight(max(self.heading.heightForWidth(width), 0))
        self._head.setVisible(bool(heading))
        for action in self._reasons:
            action.setVisible(not refused)
        self.adjustSize()
        if self.isVisible() and heading:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, heading))
