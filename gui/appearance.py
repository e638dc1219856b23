"""Light or dark and how large, from the settings and the system, changed while the program runs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from gui import theme as themes
from gui.settings import LARGEST_TEXT, SMALLEST_TEXT, TEXT_SIZE, THEME, Settings

STEP = 10
"""Per cent by which larger and smaller change the text."""


class Appearance(QObject):
    """Dresses the application, then calls `dressed(theme)`, at first and whenever the look changes."""

    def __init__(
        self, app: QApplication, settings: Settings, dressed: Callable[[themes.Theme], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._settings = settings
        self._dressed = dressed
        self._shown: tuple[str, int] | None = None
        app.styleHints().colorSchemeChanged.connect(self._apply)
        settings.changed.connect(self._setting_changed)
        self._apply()

    @property
    def name(self) -> str:
        """`light` or `dark`, as it is now."""
        chosen = self._settings.get(THEME)
        if chosen != "system":
            return chosen
        return "dark" if self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"

    def grow(self, steps: int) -> None:
        """Make all text larger, or smaller with negative `steps`."""
        size = self._settings.get(TEXT_SIZE) + steps * STEP
        self._settings.set(TEXT_SIZE, min(max(size, SMALLEST_TEXT), LARGEST_TEXT))

    def _setting_changed(self, key: str) -> None:
        if key in (THEME.key, TEXT_SIZE.key):
            self._apply()

    def _apply(self) -> None:
        wanted = (self.name, self._settings.get(TEXT_SIZE))
        if wanted == self._shown:
            return
        self._shown = wanted
        theme, scale = themes.load(wanted[0]), wanted[1] / 100
        if self._app.styleSheet() != themes.style_sheet(theme, scale):  # dressing every widget again takes a while
            themes.apply(self._app, theme, scale)
        self._dressed(theme)
