"""The four reasons for dismissing a suggestion, chosen with 1 to 4."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core.records import DismissReason
from gui import words


class DismissMenu(QMenu):
    """Open it with `popup`; `reason_chosen` gives a `DismissReason`. Escape leaves without one."""

    reason_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Why dismiss this?"))
        self.heading = QAction(self)
        self.heading.setEnabled(False)
        for digit, reason in enumerate(DismissReason, start=1):
            action = self.addAction(f"&{digit}   {words.dismissal(reason)}")
            action.triggered.connect(lambda _=False, reason=reason: self.reason_chosen.emit(reason))

    def set_count(self, count: int) -> None:
        """How many claims the reason will be for; of several the menu says so."""
        self.heading.setText(self.tr("Dismiss {claims}").format(claims=words.claims(count)))
        if count > 1:
            self.insertAction(self.actions()[0], self.heading)
        else:
            self.removeAction(self.heading)
