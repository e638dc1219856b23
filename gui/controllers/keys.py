"""Keys and the palette: everything that can be done, by another key or by its name."""

from __future__ import annotations

import json
import logging
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from core.records import Queue, SpeakerRow
from gui import words
from gui.actions import TABLE, tr
from gui.appearance import Appearance
from gui.controllers.filters import Filters
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.main_window import MainWindow
from gui.settings import KEYS, THEME, Settings
from gui.theme import load
from gui.views.dialogs.key_sheet import KeySheet
from gui.views.dialogs.keys_dialog import KeyRow, KeysDialog
from gui.views.frame.palette import Entry, Palette
from gui.views.viewer.viewer_keys import key_rows

log = logging.getLogger(__name__)

Chosen = dict[str, tuple[str, ...]]


def read_keys(text: str) -> Chosen:
    """Keys by action as they were kept. What cannot be read, or would give a key twice, is logged and left out."""
    try:
        found = json.loads(text) if text else {}
        known = {spec.id: spec.shortcuts for spec in TABLE}
        chosen = {str(id): tuple(map(str, keys)) for id, keys in found.items() if id in known}
    except (ValueError, TypeError, AttributeError) as error:
        log.warning("Keys cannot be read; the defaults are used: %s", error)
        return {}
    given = [QKeySequence(key).toString() for id in known for key in chosen.get(id, known[id])]
    if len(set(given)) < len(given) or "" in given:
        log.warning("Keys are given twice; the defaults are used")
        return {}
    return chosen


class Keys(QObject):
    """Keeps the chosen keys in the settings and on the actions."""

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        filters: Filters,
        window: MainWindow,
        settings: Settings,
        appearance: Appearance,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._filters = filters
        self._window = window
        self._settings = settings
        self._appearance = appearance
        actions = window.actions_table
        actions.on("keys", lambda: window.open_dialog(KeySheet([*actions.sheet(), *key_rows()], window)))
        actions.on("change-keys", self.change)
        actions.on("palette", self.open_palette)
        actions.set_keys(read_keys(settings.get(KEYS)))

    def change(self) -> None:
        """Ask for other keys; each counts at once."""
        actions = self._window.actions_table
        rows = [
            KeyRow(spec.id, tr(spec.menu.rpartition("/")[2]), actions.plain_text(spec.id), spec.shortcuts)
            for spec in TABLE
            if actions[spec.id].isVisible()
        ]
        dialog = KeysDialog(rows, read_keys(self._settings.get(KEYS)), self._window)
        dialog.changed.connect(self._keep)
        self._window.open_dialog(dialog)

    def _keep(self, chosen: Chosen) -> None:
        self._settings.set(KEYS, json.dumps(chosen) if chosen else "")
        self._window.actions_table.set_keys(chosen)
        self._window.show_hint()

    def open_palette(self) -> None:
        """Offer everything that can be done now, and every queue, article, speaker and saved filter to go to."""
        self._session.read(lambda desk: desk.read.speakers(), self._open_palette, slot="palette")

    def _open_palette(self, speakers: list[SpeakerRow]) -> None:
        actions, go = self._window.actions_table, self._navigation
        entries = [
            Entry(
                actions.plain_text(spec.id),
                tr(spec.menu.replace("/", " · ")),
                actions.key_text(spec.id),
                actions[spec.id].trigger,
            )
            for spec in TABLE
            if spec.id != "palette" and actions[spec.id].isVisible() and actions[spec.id].isEnabled()
        ]
        looks = {
            "light": self.tr("Light theme"),
            "dark": self.tr("Dark theme"),
            "system": self.tr("Theme of the system, light or dark"),
        }
        entries += [
            Entry(text, self.tr("Settings"), "", partial(self._settings.set, THEME, theme))
            for theme, text in looks.items()
            if theme != self._settings.get(THEME)
        ]
        entries += [
            Entry(words.queue(queue), self.tr("Queue"), "", partial(go.choose_queue, queue)) for queue in Queue
        ]
        entries += [
            Entry(row.title, self.tr("Article"), "", partial(go.choose_article, row.id), row.byline or "")
            for row in go.articles
        ]
        entries += [
            Entry(row.name, self.tr("Speaker"), "", partial(go.choose_speaker, row.id)) for row in speakers
        ]
        entries += [
            Entry(name, self.tr("Filter"), "", partial(self._filters.choose, name))
            for name in self._filters.saved()
        ]
        self._window.open_dialog(Palette(entries, load(self._appearance.name), self._window))
