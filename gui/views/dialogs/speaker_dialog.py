"""Choosing who said it: type ahead among the desk's speakers, a new name, or nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListWidget, QListWidgetItem, QWidget

from gui.theme import GRID
from gui.views.parts.dialog import FormDialog
from gui.words import shorten, tr

NAME = int(Qt.ItemDataRole.UserRole) + 1
"""Role of a line's name, which may be shown with more behind it."""
MOST = 200
"""Names listed at once; typing narrows them."""


class Reach(Enum):
    """For what the choice holds: the claim, all that the speaker said in the article, or on the whole desk."""

    CLAIM = auto()
    ARTICLE = auto()
    DESK = auto()


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """`name` None means that nobody is named: for a figure, narration. `via` is empty where nobody relayed it."""

    name: str | None
    via: str = ""
    reach: Reach = Reach.CLAIM


class SpeakerDialog(FormDialog):
    """`names` are the desk's speakers, those to be offered first in front; `previous` said the claim before.

    Where the claim's speaker is `known` on the desk, the choice can hold for more than the claim: another known
    name merges the two, a new one renames, and for one article alone the name is split off.

    A `figure` may stand in the article's own voice; of a quote it can only be said that nobody is named.
    """

    def __init__(
        self,
        names: Sequence[str],
        name: str | None,
        via: str | None = None,
        parent: QWidget | None = None,
        *,
        figure: bool = False,
        previous: str | None = None,
        known: bool = False,
    ) -> None:
        super().__init__(tr("Who said it?"), tr("Use"), parent)
        self._nobody = self.tr("Narration, the article’s own voice") if figure else self.tr("Nobody is named")
        self._previous = previous
        first = [previous] if previous else []
        self._known = list(dict.fromkeys([*first, *names]))
        self.reach = QComboBox()
        for text, value in (
            (self.tr("this claim"), Reach.CLAIM),
            (self.tr("all that {name} says in this article"), Reach.ARTICLE),
            (self.tr("all that {name} says on this desk"), Reach.DESK),
        ):
            self.reach.addItem(text.format(name=shorten(name or "", 30)), value)
        self.choice: SpeakerChoice | None = None
        self.name = QLineEdit(name or "")
        self.name.setPlaceholderText(self.tr("Type a name"))
        self.name.installEventFilter(self)
        self.matches = QListWidget()
        self.matches.setProperty("popup", True)
        self.matches.setAccessibleName(self.tr("Speakers on this desk"))
        self.matches.setFixedHeight(48 * GRID)
        self.matches.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.via = QLineEdit(via or "")
        self.via.setPlaceholderText(self.tr("The agency or person who passed it on, if any"))
        completer = QCompleter(QStringListModel(self._known, self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.via.setCompleter(completer)
        self.add_field(self.tr("Speaker"), self.name)
        self._column.addWidget(self.matches)
        self._column.addSpacing(2 * GRID)
        self.add_field(self.tr("Relayed by"), self.via)
        if known:
            self.add_field(self.tr("For"), self.reach)
        self.finish()
        self.name.textEdited.connect(self._narrow)
        self.matches.itemActivated.connect(lambda _item: self.accept())
        self.matches.itemClicked.connect(self._take)
        self._narrow("")
        self._nobody_chosen = name is None
        self.name.setFocus()
        self.name.selectAll()

    def _narrow(self, typed: str) -> None:
        """List the speakers that hold what was typed, those beginning with it first; nobody always last."""
        self._nobody_chosen = False
        sought = typed.strip().casefold()
        found = [name for name in self._known if sought in name.casefold()]
        found.sort(key=lambda name: not name.casefold().startswith(sought))
        self.matches.clear()
        for name in found[:MOST]:
            text = self.tr("{name} · same as previous").format(name=name) if name == self._previous else name
            item = QListWidgetItem(text)
            item.setData(NAME, name)
            self.matches.addItem(item)
        nobody = QListWidgetItem(self._nobody)
        nobody.setData(Qt.ItemDataRole.UserRole, True)
        self.matches.addItem(nobody)
        # Enter takes the first match; Up leaves it for the name as typed.
        self.matches.setCurrentRow(0 if sought and found else -1)

    def _take(self, item: QListWidgetItem) -> None:
        self._nobody_chosen = bool(item.data(Qt.ItemDataRole.UserRole))
        self.name.setText("" if self._nobody_chosen else item.data(NAME))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.name and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = min(max(self.matches.currentRow() + step, -1), self.matches.count() - 1)
                self.matches.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        self.clear_faults()
        item: QListWidgetItem | None = self.matches.currentItem()
        typed = " ".join(self.name.text().split())
        via = " ".join(self.via.text().split())
        if self._nobody_chosen or (item is not None and item.data(Qt.ItemDataRole.UserRole)):
            self.choice = SpeakerChoice(None, via)
        elif item is not None:
            self.choice = SpeakerChoice(item.data(NAME), via, self.reach.currentData())
        elif typed:
            self.choice = SpeakerChoice(typed, via, self.reach.currentData())
        else:
            self.fault(self.name, self.tr("Type a name, or choose “{nobody}”.").format(nobody=self._nobody))
            return
        super().accept()
