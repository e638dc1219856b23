"""What the window shows when a desk cannot be opened: why, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.theme import Theme
from gui.views.parts.empty_state import EmptyState
from gui.views.parts.widgets import button, restyle
from gui.words import shorten

LONGEST_NAMED = 40
"""Characters of a desk's name on a button."""


class DeskScreen(QWidget):
    """The buttons are for the window's owner to connect."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.back_button = button("", kind="primary")
        self.back_button.hide()
        self.open_button = button(self.tr("Open another desk…"), kind="primary")
        self.new_button = button(self.tr("New desk…"))
        self.again_button = button(self.tr("Try again"))
        self.quit_button = button(self.tr("Quit"))
        buttons = (self.back_button, self.open_button, self.new_button, self.again_button, self.quit_button)
        self._message = EmptyState("warning", "", "", buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._message)

    def set_text(self, title: str, text: str) -> None:
        self._message.set_text(title, text)
        self.setAccessibleName(f"{title} {text}")

    def focus_main(self) -> None:
        main = self.open_button if self.back_button.isHidden() else self.back_button
        main.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_back(self, desk: str) -> None:
        """Offer to go back to the desk that was open before."""
        self.back_button.setText(self.tr("Back to {desk}").format(desk=shorten(desk, LONGEST_NAMED)))
        self.back_button.show()
        restyle(self.open_button, "kind", "")

    def set_theme(self, theme: Theme) -> None:
        self._message.set_theme(theme)
