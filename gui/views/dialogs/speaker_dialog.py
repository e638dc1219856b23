"""Choosing who said it: type ahead among the desk's speakers, a new name, or nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from core.checking.republishing import another_speaker
from core.folding import fold
from core.records import Decided
from gui.theme import GRID
from gui.views.parts.dialog import FormDialog
from gui.views.parts.widgets import complete, label
from gui.words import number, shorten, tr

NAME = int(Qt.ItemDataRole.UserRole) + 1
"""Role of a line's name, which may be shown with more behind it."""
LEAVING = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.MouseFocusReason)
"""How the name's field is left for another one; one may also look into another window and type on."""
MOST = 200
"""Names listed at once; typing narrows them."""
NOTHING = Decided()


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


def touched(decided: Decided, name: str) -> str:
    """What becomes of checks that were decided once `name` is somebody else; empty where none was."""
    parts = []
    if settled := decided.approved + decided.published:
        text = tr(
            "{approved} approved and {published} published: to be checked again. Reports name {name} until then."
        )
        if settled == decided.approved:
            text = tr("{approved} approved: to be checked again. Reports name {name} until then.")
        elif settled == decided.published:
            text = tr("{published} published: to be checked again. Reports name {name} until then.")
        approved, published = (number(each) for each in (decided.approved, decided.published))
        parts.append(text.format(approved=approved, published=published, name=name))
    if decided.sent:
        parts.append(tr("{n} with the editor: back to the checker.").format(n=number(decided.sent)))
    return " ".join(parts)


class SpeakerDialog(FormDialog):
    """`names` are the desk's speakers, those to be offered first in front; `previous` said the claim before.

    Where the claim's speaker is `known` on the desk, the choice can hold for more than the claim: another known
    name merges the two, a new one renames, and for one article alone the name is split off.

    Before it is used, it is said what of that was decided (`decided` on the desk, `decided_here` in the article).

    A `figure` may stand in the article's own voice; of a quote it can only be said that nobody is named.

    The name's field shows what will be used. While one types, the first match is highlighted and Enter takes it;
    leaving the field writes it there. Nobody is used only once its line is highlighted and the field says so.
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
        decided: Decided = NOTHING,
        decided_here: Decided = NOTHING,
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
        self._said_by = name or ""
        self._decided = {Reach.ARTICLE: decided_here, Reach.DESK: decided}
        self.choice: SpeakerChoice | None = None
        self.name = QLineEdit(name or "")
        self.name.installEventFilter(self)
        self.matches = QListWidget()
        self.matches.setProperty("popup", True)
        self.matches.setAccessibleName(self.tr("Speakers on this desk"))
        self.matches.setFixedHeight(48 * GRID)
        self.matches.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.via = QLineEdit(via or "")
        self.via.setPlaceholderText(self.tr("The agency or person who passed it on, if any"))
        complete(self.via, self._known)
        self.add_field(self.tr("Speaker"), self.name)
        self._column.addWidget(self.matches)
        self._column.addSpacing(2 * GRID)
        self.add_field(self.tr("Relayed by"), self.via)
        if known:
            self.add_field(self.tr("For"), self.reach)
        self.touched = label("", tone="warn", size="small", wrap=True)
        self.touched.hide()
        self._column.addWidget(self.touched)
        self.finish()
        self.reach.currentIndexChanged.connect(lambda _: self._show_touched())
        self.name.textChanged.connect(lambda _: self._show_touched())
        self.name.textEdited.connect(self._narrow)
        self.matches.itemActivated.connect(lambda _item: self.accept())
        self.matches.itemSelectionChanged.connect(self._show_choice)
        self.matches.installEventFilter(self)
        self._narrow("")
        self._typed = self.name.text()
        self._set_nobody(name is None)
        self.name.setFocus()
        self.name.selectAll()

    def suggest(self, name: str, reach: Reach) -> None:
        """Begin with this name and reach instead of the claim's speaker."""
        self._typed = name
        self.name.setText(name)
        self.name.selectAll()
        self.reach.setCurrentIndex(self.reach.findData(reach))

    def _show_touched(self) -> None:
        """Say what was sent, approved or published of what the choice would give to somebody else."""
        reach: Reach = self.reach.currentData()
        name, decided = " ".join(self.name.text().split()), self._decided.get(reach, NOTHING)
        renamed = reach is Reach.DESK and name not in self._known
        another = bool(name) and another_speaker(self._said_by, name, renamed=renamed)
        text = touched(decided, self._said_by) if another else ""
        if text != self.touched.text():
            self.touched.setText(text)
            self.touched.setVisible(bool(text))
            if text and self.isVisible():
                self.grow()
                self._fields.ensureWidgetVisible(self.touched)

    def _narrow(self, typed: str) -> None:
        """List the speakers that hold what was typed, those beginning with it first; nobody always last."""
        self._typed = typed
        self._set_nobody(False)
        sought = fold(typed)
        found = [name for name in self._known if sought in fold(name)]
        found.sort(key=lambda name: not fold(name).startswith(sought))
        with QSignalBlocker(self.matches):  # the field is being typed in
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

    def _highlighted(self) -> QListWidgetItem | None:
        """The line that is seen chosen; the focus alone makes another one the list's current line."""
        return next(iter(self.matches.selectedItems()), None)

    def _set_nobody(self, chosen: bool) -> None:
        """Whether nobody is to be used, which the empty field then says."""
        self._nobody_chosen = chosen
        self.name.setPlaceholderText(self._nobody if chosen else self.tr("Type a name"))

    def _show_choice(self) -> None:
        """Write the highlighted line into the field; without one, what was typed stands there again."""
        item = self._highlighted()
        nobody = item is not None and bool(item.data(Qt.ItemDataRole.UserRole))
        self._set_nobody(nobody)
        self.name.setText("" if nobody else self._typed if item is None else item.data(NAME))

    def _step(self, by: int) -> None:
        """Highlight another line. With a name typed, the keys stay among its matches: nobody is not one."""
        last = self.matches.count() - (2 if self._typed.strip() and self.name.text().strip() else 1)
        item = self._highlighted()
        at = self.matches.row(item) if item is not None else -1
        row = min(max(at + by, -1), max(last, at))
        if row < 0:
            # Clearing the selection alone would leave a line current, from which the next key would go on.
            self.matches.setCurrentRow(-1)
            self.matches.clearSelection()
        else:
            self.matches.setCurrentRow(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            # In the list itself the first Down would pass over the first line, which is current unseen.
            if step is not None and (watched is self.name or self._highlighted() is None):
                self._step(step)
                return True
        leaving = isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in LEAVING
        if watched is self.name and leaving and self._highlighted() is not None:
            self._show_choice()
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        self.clear_faults()
        self.choice = None
        if self._highlighted() is not None:
            self._show_choice()
        name = " ".join(self.name.text().split())
        via = " ".join(self.via.text().split())
        if self._nobody_chosen:
            self.choice = SpeakerChoice(None, via)
        elif name:
            self.choice = SpeakerChoice(name, via, self.reach.currentData())
        else:
            self.fault(self.name, self.tr("Type a name, or choose “{nobody}”.").format(nobody=self._nobody))
            return
        super().accept()
