"""Giving actions other keys. A key is never given twice: the dialog says whose it is, and it can be taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.actions import key_words
from gui.theme import GRID, text_scale
from gui.views.parts.dialog import fit_to_screen, frame_dialog
from gui.views.parts.widgets import button, label

KEYS_SHARE = 0.42
"""The largest part of the width beside the menus that the keys take from the names of the actions."""
_ID = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class KeyRow:
    """An action as the dialog shows it. Keys are portable texts of `QKeySequence`."""

    id: str
    group: str
    text: str
    default: tuple[str, ...]


class KeysDialog(QDialog):
    """`changed` gives the keys of every action that differs from its default, by the action's id."""

    changed = Signal(dict)

    def __init__(
        self, rows: Sequence[KeyRow], chosen: Mapping[str, tuple[str, ...]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Change keys"))
        frame_dialog(self)
        self._rows = {row.id: row for row in rows}
        self._chosen = dict(chosen)
        self._taken: str | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find an action"))
        self.search.setAccessibleName(self.tr("Find an action"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.tree = QTreeWidget()
        self.tree.setProperty("popup", True)
        self.tree.setAccessibleName(self.tr("Actions and their keys"))
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels([self.tr("Action"), self.tr("Menu"), self.tr("Keys")])
        self.tree.setRootIsDecorated(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        self.tree.header().setStretchLastSection(False)
        for row in rows:
            item = QTreeWidgetItem([row.text, row.group, ""])
            item.setData(0, _ID, row.id)
            self.tree.addTopLevelItem(item)
        self.tree.currentItemChanged.connect(lambda *_: self._begin())
        self.key = QKeySequenceEdit()
        self.key.setMaximumSequenceLength(1)
        self.key.setClearButtonEnabled(True)
        self.key.setAccessibleName(self.tr("New key of the chosen action"))
        self.key.keySequenceChanged.connect(lambda _: self._check())
        self.complaint = label("", tone="warn", size="small", wrap=True)
        self.use_button = button(self.tr("Use this key"), kind="primary")
        self.default_button = button(self.tr("Back to its default"))
        self.all_button = button(self.tr("All back to defaults"))
        self.close_button = button(self.tr("Close"))
        self.use_button.clicked.connect(self._use)
        self.default_button.clicked.connect(self._reset)
        self.all_button.clicked.connect(self._reset_all)
        self.close_button.clicked.connect(self.accept)
        self._build()
        self._show_keys()
        if rows:
            self.choose(rows[0].id)
        self.resize(self.sizeHint())  # Qt would give it two thirds of the screen at most

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(label(self.tr("Change keys"), size="title"))
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self.key, 1)
        row.addWidget(self.use_button)
        row.addWidget(self.default_button)
        column.addLayout(row)
        column.addWidget(self.complaint)
        foot = QHBoxLayout()
        foot.addWidget(self.all_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column.addLayout(foot)

    def sizeHint(self) -> QSize:
        wider = min(text_scale(), 1.6)
        return fit_to_screen(self, QSize(round(620 * wider), round(560 * wider)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Some keys are long, and all of those of one action together; what it is called comes first."""
        room = max(self.width() - 12 * GRID - self.tree.columnWidth(1), 0)
        self.tree.setColumnWidth(2, min(self.tree.sizeHintForColumn(2), round(room * KEYS_SHARE)))

    def choose(self, action: str) -> None:
        """Make an action the chosen one."""
        for item in self._items():
            if item.data(0, _ID) == action:
                self.tree.setCurrentItem(item)

    def keys(self, action: str) -> tuple[str, ...]:
        """The keys an action has now."""
        return self._chosen.get(action, self._rows[action].default)

    def owner(self, key: str, but: str) -> str | None:
        """The action other than `but` that has `key`."""
        return next((each for each in self._rows if each != but and key in map(_normal, self.keys(each))), None)

    # --- inside -----------------------------------------------------------------------------------------------

    @property
    def _action(self) -> str | None:
        item = self.tree.currentItem()
        return item.data(0, _ID) if item is not None else None

    def _begin(self) -> None:
        self.key.clear()
        self._check()

    def _check(self) -> None:
        action, key = self._action, self.key.keySequence().toString()
        self._taken = self.owner(key, action) if action and key else None
        text = ""
        if self._taken is not None:
            text = self.tr("{key} is “{action}”. Using it here takes it from there.")
            text = text.format(key=key_words(key), action=self._rows[self._taken].text)
        self.complaint.setText(text)
        self.use_button.setEnabled(bool(action and key))
        self.default_button.setEnabled(action is not None)
        self.use_button.setText(self.tr("Take this key") if self._taken else self.tr("Use this key"))

    def _use(self) -> None:
        action, key = self._action, self.key.keySequence().toString()
        if action is None or not key:
            return
        if self._taken is not None:
            self._set(self._taken, tuple(each for each in self.keys(self._taken) if _normal(each) != key))
        self._set(action, (key,))
        self._tell()

    def _reset(self) -> None:
        action = self._action
        if action is None:
            return
        # Keys that meanwhile belong to others come back only if those have them no more.
        free = tuple(key for key in self._rows[action].default if self.owner(_normal(key), action) is None)
        self._set(action, free)
        self._tell()

    def _reset_all(self) -> None:
        self._chosen.clear()
        self._tell()

    def _set(self, action: str, keys: tuple[str, ...]) -> None:
        if keys == self._rows[action].default:
            self._chosen.pop(action, None)
        else:
            self._chosen[action] = keys

    def _tell(self) -> None:
        self.key.clear()
        self._show_keys()
        self._check()
        self.changed.emit(dict(self._chosen))

    def _show_keys(self) -> None:
        for item in self._items():
            action = item.data(0, _ID)
            item.setText(2, ", ".join(key_words(key) for key in self.keys(action)))
            for column in (0, 2):  # what has no room is read there
                item.setToolTip(column, item.text(column))
            font = item.font(2)
            font.setBold(action in self._chosen)
            item.setFont(2, font)

    def _narrow(self, typed: str) -> None:
        """Show what is sought, and choose the first of it where what was chosen is not: no key is given unseen."""
        sought = typed.strip().casefold()
        first = None
        for item in self._items():
            item.setHidden(sought not in f"{item.text(0)} {item.text(1)} {item.text(2)}".casefold())
            first = item if first is None and not item.isHidden() else first
        current = self.tree.currentItem()
        if current is None or current.isHidden():
            current = first
            self.tree.setCurrentItem(first)  # type: ignore[arg-type]  # none is chosen by None
        if current is not None:
            self.tree.scrollToItem(current)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount()))
        return [item for item in found if item is not None]


def _normal(key: str) -> str:
    return QKeySequence(key).toString()
