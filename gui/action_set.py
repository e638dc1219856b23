"""The table of actions as what Qt calls actions, with the keys that a person chose."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QKeyCombination, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from core.records import Question, RatingScale
from gui.action_spec import rating_id
from gui.actions import REVIEW_MOVES, TABLE, key_words, tr
from gui.situation import Situation, why_off


class Actions(QObject):
    """The table as `QAction`s. They belong to `owner`, and their keys work anywhere in its window.

    `refused` says why the action whose key was pressed cannot be done; a key that does nothing explains nothing.
    """

    refused = Signal(str)
    keys_changed = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._actions: dict[str, QAction] = {}
        self._now: Situation | None = None
        self._refusals: Mapping[str, str] = {}
        self._refusing: dict[str, QAction] = {}
        """They have the keys of actions that are off and would say why; in no menu."""
        for id in REVIEW_MOVES:
            made = QAction(owner)
            made.triggered.connect(lambda _checked=False, id=id: self.refused.emit(self._refusals.get(id, "")))
            owner.addAction(made)
            self._refusing[id] = made
        for spec in TABLE:
            action = QAction(tr(spec.text), owner)
            action.setObjectName(spec.id)
            action.setShortcuts([QKeySequence(key) for key in spec.shortcuts])
            action.setCheckable(spec.checkable)
            if spec.tip:
                action.setToolTip(tr(spec.tip))
                action.setStatusTip(tr(spec.tip))
            owner.addAction(action)
            self._actions[spec.id] = action
        self._actions["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self._actions["settings"].setMenuRole(QAction.MenuRole.PreferencesRole)
        for id, refusing in self._refusing.items():
            refusing.setShortcuts(self._actions[id].shortcuts())
        self.update(Situation())

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def on(self, id: str, do: Callable[[], object]) -> None:
        """Call `do` when the action is triggered, by key, menu or button."""
        self._actions[id].triggered.connect(lambda _checked=False: do())

    def update(self, now: Situation) -> None:
        """Switch on what can be done now, and name what undo and redo would do."""
        if now == self._now:
            return
        self._now = now
        for spec in TABLE:
            self._actions[spec.id].setEnabled(spec.enabled_when(now) and self._actions[spec.id].isVisible())
        self._refusals = now.refusals
        for id, refusing in self._refusing.items():
            refusing.setEnabled(bool(now.refusals.get(id)) and not self._actions[id].isEnabled())
        for id, label, plain, named in (
            ("undo", None if now.decided else now.undo, tr("Undo"), tr("Undo {what}")),
            ("redo", now.redo, tr("Redo"), tr("Redo {what}")),
        ):
            text = named.format(what=label) if label else plain
            self._actions[id].setText(text.replace("&", "&&"))

    def why_not(self, pressed: QKeyCombination) -> str:
        """Why the action with this key cannot be done about the current claim; empty where there is no such action
        or nothing to say of it. Qt gives the key of an action that is off to nobody."""
        now = self._now
        if now is None or now.claim is None:
            return ""
        key = QKeySequence(pressed)
        spec = next((spec for spec in TABLE if key in self._actions[spec.id].shortcuts()), None)
        if spec is None or self._actions[spec.id].isEnabled() or not self._actions[spec.id].isVisible():
            return ""
        return why_off(now, spec.enabled_when)

    def set_scale(self, scale: RatingScale) -> None:
        """Name the ratings' actions; keys beyond the scale's end do nothing."""
        for question in Question:
            ratings = scale.ratings(question)
            for digit in range(1, 10):
                action = self._actions[rating_id(question, digit)]
                here = digit <= len(ratings)
                action.setVisible(here)
                action.setText(ratings[digit - 1].label.replace("&", "&&") if here else "")
                action.setToolTip(ratings[digit - 1].definition if here else "")
        now, self._now = self._now, None
        if now is not None:
            self.update(now)

    def set_keys(self, chosen: Mapping[str, tuple[str, ...]]) -> None:
        """Give actions other keys than the table's, by id; all others have those of the table."""
        for spec in TABLE:
            keys = chosen.get(spec.id, spec.shortcuts)
            self._actions[spec.id].setShortcuts([QKeySequence(key) for key in keys])
            if spec.id in self._refusing:
                self._refusing[spec.id].setShortcuts([QKeySequence(key) for key in keys])
        self.keys_changed.emit()

    def key_text(self, id: str) -> str:
        """The first key of an action, as people read it; empty if it has none."""
        return key_words(self._actions[id].shortcut())

    def plain_text(self, id: str) -> str:
        return self._actions[id].text().replace("&&", "&")

    def sheet(self) -> list[tuple[str, str, str]]:
        """Group, text and keys of everything that has a key, for the key sheet."""
        rows = []
        for spec in TABLE:
            action = self._actions[spec.id]
            keys = [key_words(key) for key in action.shortcuts()]
            if keys and action.isVisible():
                group = tr(spec.menu.rpartition("/")[2])
                rows.append((group, action.text().replace("&&", "&"), ", ".join(keys)))
        groups = list(dict.fromkeys(group for group, _, _ in rows))
        return sorted(rows, key=lambda row: groups.index(row[0]))
