"""What the window shows when a desk cannot be opened: why, and what can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.theme import Theme
from gui.views.parts.empty_state import EmptyState
from gui.views.parts.widgets import button


class DeskScreen(QWidget):
    """The buttons are for the window's owner to connect."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.open_button = button(self.tr("Open another desk…"), kind="primary")
        self.new_button = button(self.tr("New desk…"))
        self.again_button = button(self.tr("Try again"))
        self.quit_button = button(self.tr("Quit"))
        buttons = (self.open_button, self.new_button, self.again_button, self.quit_button)
        self._message = EmptyState("warning", "", "", buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._message)

    def set_text(self, title: str, text: str) -> None:
        self._message.set_text(title, text)
        self.setAccessibleName(f"{title} {text}")

    def set_theme(self, theme: Theme) -> None:
        self._message.set_theme(theme)
