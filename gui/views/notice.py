"""A slim bar in the window for what went wrong or was done; never a box that has to be answered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui import theme as themes
from gui.icons import sign_icon
from gui.theme import GRID, Theme
from gui.views.widgets import button, label, restyle

_SIGNS = {"bad": "warning", "warn": "warning", "good": "check"}
MOST_LINES = 3
"""Notices shown at once; older ones are counted."""


class NoticeBar(QFrame):
    """Collects notices until dismissed. `tone` is bad, warn or good. `action_requested` answers its button."""

    dismissed = Signal()
    action_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = themes.load("light")
        self._tone = "bad"
        self._texts: list[str] = []
        self._sign = QLabel()
        self._text = label("", wrap=True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.action_button = button("", kind="link")
        self.action_button.clicked.connect(self.action_requested)
        self.close_button = button("", kind="icon", name=self.tr("Dismiss this notice"))
        self.close_button.setToolTip(self.tr("Dismiss"))
        self.close_button.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.addWidget(self._text)
        row.addLayout(texts, 1)
        row.addWidget(self.action_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._sign.setContentsMargins(0, 6, 0, 0)
        texts.setContentsMargins(0, 5, 0, 5)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.close_button.setIcon(sign_icon("close", theme.text, 14))
        self._dress()

    def show_notice(self, text: str, tone: str = "bad", action: str = "") -> None:
        """Add a notice, show the bar, and have screen readers told. `action` titles a button beside it."""
        if text in self._texts:
            self._texts.remove(text)
        self._texts.append(text)
        self._tone = tone if tone in _SIGNS else "bad"
        self.action_button.setText(action)
        self.action_button.setAccessibleName(action)
        self.action_button.setVisible(bool(action))
        shown = self._texts[-MOST_LINES:]
        hidden = len(self._texts) - len(shown)
        lines = [*shown, self.tr("… and {count} more").format(count=hidden)] if hidden else shown
        self._text.setText("\n".join(lines))
        self.setAccessibleName(self._text.text())
        self._dress()
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def texts(self) -> list[str]:
        """Every notice that is not yet dismissed, oldest first."""
        return list(self._texts)

    def clear(self) -> None:
        """Dismiss all notices."""
        self._texts.clear()
        self.hide()
        self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            return
        super().keyPressEvent(event)

    def _dress(self) -> None:
        restyle(self, "notice", self._tone)
        colour = getattr(self._theme, self._tone)
        self._sign.setPixmap(sign_icon(_SIGNS[self._tone], colour, 16).pixmap(16, 16))
