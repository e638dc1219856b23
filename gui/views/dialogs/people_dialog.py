"""People on the desk: who is checker, editor or lead, and who sits here. Every change counts at once."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.checking import life
from core.checking.desk_people import DeskPeople
from core.records import Capacity
from gui import words
from gui.settings import LONGEST_NAME
from gui.theme import GRID, text_scale
from gui.views.parts.dialog import Fields, fit_to_screen, frame_dialog
from gui.views.parts.widgets import button, hairline, label

ROWS = 2
"""People that are seen at least."""
_CAPACITIES: tuple[Capacity | None, ...] = (None, *Capacity)
_NAME = int(Qt.ItemDataRole.UserRole) + 1


class _About(QLabel):
    """Words that are scrolled, not cut, where there is no room for all of them."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("tone", "muted")
        self.setProperty("look", "small")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(event.size().width()))


class PeopleDialog(QDialog):
    """`me_chosen` gives the name of who sits here; `capacity_chosen` a name, and a `Capacity` or None;
    `rename_chosen` a name and the one it becomes."""

    me_chosen = Signal(str)
    capacity_chosen = Signal(str, object)
    one_person_chosen = Signal(bool)
    rename_chosen = Signal(str, str)

    def __init__(self, me: str, people: DeskPeople, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("People on the desk"))
        frame_dialog(self)
        self._me = me
        self._added = ""
        """Who was added, and is chosen as soon as the desk has them."""
        self._people = people
        self.list = QListWidget()
        self.list.setProperty("popup", True)
        self.list.setAccessibleName(self.tr("People on the desk"))
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self._show_chosen())
        self.list.itemActivated.connect(lambda _: self._choose_me())
        self.role = QComboBox()
        self.role.setAccessibleName(self.tr("Role of the chosen person"))
        for capacity in _CAPACITIES:
            self.role.addItem(words.capacity(capacity))
        self.role.activated.connect(lambda _: self._choose_role())
        self.me_button = button(self.tr("This is me"), kind="primary")
        self.me_button.clicked.connect(self._choose_me)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(self.tr("Somebody new"))
        self.name.setAccessibleName(self.tr("Name of somebody new"))
        self.name.returnPressed.connect(self._add)
        self.add_button = button(self.tr("Add"), name=self.tr("Add this person"))
        self.add_button.clicked.connect(self._add)
        self.new_name = QLineEdit()
        self.new_name.setMaxLength(LONGEST_NAME)
        self.new_name.setAccessibleName(self.tr("Name of the chosen person, to put right"))
        self.new_name.textEdited.connect(lambda _: self._show_can_rename())
        self.new_name.returnPressed.connect(self._rename)
        self.rename_button = button(self.tr("Rename"), name=self.tr("Rename the chosen person"))
        self.rename_button.setToolTip(
            self.tr("What they did is theirs under the new name, in reports too; the record keeps what was signed")
        )
        self.rename_button.clicked.connect(self._rename)
        self.alone = QCheckBox(self.tr("One person does it all, the approving of checks included"))
        self.alone.setToolTip(self.tr("Reports then say “not independently reviewed”"))
        self.alone.clicked.connect(self.one_person_chosen)
        self.complaint = label("", tone="bad", size="small", wrap=True)
        self.complaint.hide()
        self.close_button = button(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        for made in (self.me_button, self.add_button, self.rename_button, self.close_button):
            made.setAutoDefault(False)
        self._build()
        self.set_people(me, people)
        self.list.setFocus()
        self.resize(self.sizeHint())  # Qt would give it two thirds of the screen at most

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(label(self.tr("People on the desk"), size="title"))
        about = self.tr(
            "A checker checks; an editor also decides; a lead also says who is what. Once anybody has a role, "
            "only editors and leads approve, return and publish. Nobody approves a check they rated, wrote the "
            "reasons of, put the passage of right or changed a source of; commenting on it is no hindrance. "
            "The desk asks for no password: people are who they say they are."
        )
        self.fields = Fields()
        held = QVBoxLayout(self.fields.inner)
        held.setContentsMargins(0, 0, 0, 0)
        held.setSpacing(5 * GRID // 2)
        held.addWidget(_About(about))
        held.addWidget(self.list, 1)
        held.addLayout(_row(self.tr("Role"), self.role, self.me_button))
        held.addLayout(_row(self.tr("Name"), self.new_name, self.rename_button))
        held.addWidget(hairline())
        new = QHBoxLayout()
        new.setSpacing(2 * GRID)
        new.addWidget(self.name, 1)
        new.addWidget(self.add_button)
        held.addLayout(new)
        held.addWidget(self.alone)
        column.addWidget(self.fields, 1)
        row = QHBoxLayout()
        row.setSpacing(3 * GRID)
        row.addWidget(self.complaint, 1)
        row.addStretch()
        row.addWidget(self.close_button)
        column.addLayout(row)

    def sizeHint(self) -> QSize:
        side = round(480 * text_scale())
        return fit_to_screen(self, QSize(side, side))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():  # only now it is known how high a person's line is
            self.list.setMinimumHeight(ROWS * max(self.list.sizeHintForRow(0), 1) + 2 * GRID)
            self.fields.lay_out()
            self.resize(fit_to_screen(self, self.size() + QSize(0, self.fields.missing())))

    def set_people(self, me: str, people: DeskPeople) -> None:
        """Show the people as they are now; who was chosen stays so."""
        added = self._added if any(life.same_person(row.name, self._added) for row in people.people) else ""
        chosen = added or self.chosen() or me
        if added:
            self._added = ""
        self._me, self._people = me, people
        names = [row.name for row in people.people]
        if not any(life.same_person(name, me) for name in names):
            names.insert(0, me)
        self.list.clear()
        for name in names:
            mine, capacity = life.same_person(name, me), people.capacity(name)
            parts = [name, *([words.capacity(capacity)] if capacity is not None else [])]
            item = QListWidgetItem(" · ".join([*parts, *([self.tr("you")] if mine else [])]))
            item.setData(_NAME, name)
            if mine:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            self.list.addItem(item)
            if life.same_person(name, chosen):
                self.list.setCurrentItem(item)
        self.alone.setChecked(people.one_person)
        self.complaint.hide()
        may = people.may_say_who_is_what(me)
        for part in (self.role, self.name, self.add_button, self.new_name, self.alone):
            part.setEnabled(may)
        if not may:
            self.complain(
                self.tr("Only a lead says who is what: {names}.").format(names=", ".join(sorted(people.leads)))
            )
        self._show_chosen()

    def complain(self, text: str) -> None:
        """Say why something was not done."""
        self.complaint.setText(text)
        self.complaint.show()

    def confirm_rename(self, name: str) -> None:
        """Somebody has this name now: they stay chosen once the desk tells its people again."""
        self._added = name

    def chosen(self) -> str:
        """The name of the chosen person; empty where nobody is."""
        item = self.list.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def choose(self, name: str) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(_NAME) == name:
                self.list.setCurrentRow(row)

    def shown(self) -> list[str]:
        return [self.list.item(row).text() for row in range(self.list.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The list tells Enter by itself on most platforms; a dialog without a default button would lose it, and
        # that of a button which was reached by Tab.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            at = self.focusWidget()
            if at is self.list:
                self._choose_me()
                return
            if isinstance(at, QPushButton):
                at.click()
                return
        super().keyPressEvent(event)

    def _show_chosen(self) -> None:
        name = self.chosen()
        self.role.setCurrentIndex(_CAPACITIES.index(self._people.capacity(name)))
        self.me_button.setEnabled(bool(name) and not life.same_person(name, self._me))
        self.new_name.setText(name)
        self._show_can_rename()

    def _show_can_rename(self) -> None:
        """A name is put right where it is known to the desk, and is written otherwise."""
        known = any(row.name == self.chosen() for row in self._people.people)
        self.new_name.setReadOnly(not known)
        new = " ".join(self.new_name.text().split())
        self.rename_button.setEnabled(known and self.new_name.isEnabled() and new not in ("", self.chosen()))

    def _rename(self) -> None:
        new = " ".join(self.new_name.text().split())
        if not new:
            self.complain(self.tr("A person needs a name; enter it."))
        elif self.rename_button.isEnabled():
            self.rename_chosen.emit(self.chosen(), new)

    def _choose_me(self) -> None:
        name = self.chosen()
        if name and not life.same_person(name, self._me):
            self.me_chosen.emit(name)
        self.accept()

    def _choose_role(self) -> None:
        if self.chosen():
            self.capacity_chosen.emit(self.chosen(), _CAPACITIES[self.role.currentIndex()])

    def _add(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.complain(self.tr("A person needs a name; enter it."))
            return
        self._added = name
        self.capacity_chosen.emit(name, self._people.capacity(name))
        self.name.clear()


def _row(title: str, field: QWidget, action: QWidget) -> QHBoxLayout:
    """A titled field and the button that applies it, in one row."""
    row = QHBoxLayout()
    row.setSpacing(2 * GRID)
    heading = label(title, tone="muted", size="small")
    heading.setBuddy(field)
    row.addWidget(heading)
    row.addWidget(field, 1)
    row.addWidget(action)
    return row
