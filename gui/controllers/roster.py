"""People on the desk: who sits at the window, what each may do, and what the window offers by that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.checking import life
from core.checking.desk_people import DeskPeople
from core.errors import SaidsoError
from core.records import Capacity, Change
from db.operations import Operation, RenamePerson, SetCapacity, SetOnePerson
from gui.controllers.session import PROGRAM, Session
from gui.main_window import MainWindow
from gui.settings import CHECKER, Settings
from gui.views.dialogs.people_dialog import PeopleDialog


class Roster(QObject):
    """`people` are those of the open desk. `changed`: they, or who sits here, are others now. `renamed`: somebody
    has another name, also wherever what they did is shown."""

    changed = Signal()
    renamed = Signal()

    def __init__(self, session: Session, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._settings = settings
        self._dialog: PeopleDialog | None = None
        self.people = DeskPeople()
        window.header.person_requested.connect(self.open)
        window.actions_table.on("people", self.open)
        settings.changed.connect(self._on_setting)
        self._tell()

    def load(self) -> None:
        """Ask the desk who is who."""
        self._session.read(lambda desk: desk.read.desk_people(), self._show, slot="desk-people", later=True)

    def _show(self, people: DeskPeople) -> None:
        # The program acts too, and is nobody.
        somebody = tuple(row for row in people.people if not life.same_person(row.name, PROGRAM))
        self.people = DeskPeople(somebody, people.one_person)
        self._tell()

    def _on_setting(self, key: str) -> None:
        if key == CHECKER.key:
            self._tell()
            self._session.ask_steps()  # everybody undoes what is their own

    def _tell(self) -> None:
        me = self._session.checker
        decides = self.people.capacity(me) in (Capacity.EDITOR, Capacity.LEAD)
        self._window.header.set_person(me, decides)
        self._window.inspector.set_people(me, self.people)
        if self._dialog is not None:
            self._dialog.set_people(me, self.people)
        self.changed.emit()

    # --- the dialog -------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Show who is on the desk, and let it be said who is what and who sits here."""
        self._session.read(lambda desk: desk.read.desk_people(), self._open, slot="desk-people")

    def _open(self, people: DeskPeople) -> None:
        self._show(people)
        dialog = PeopleDialog(self._session.checker, self.people, self._window)
        dialog.me_chosen.connect(lambda name: self._settings.set(CHECKER, name))
        dialog.capacity_chosen.connect(lambda name, capacity: self._act(SetCapacity(name, capacity)))
        dialog.one_person_chosen.connect(lambda on: self._act(SetOnePerson(on)))
        dialog.rename_chosen.connect(self._rename)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        self._window.open_dialog(dialog)

    def _closed(self, _result: int) -> None:
        self._dialog = None

    def _rename(self, name: str, new: str) -> None:
        """Put a name right; whoever sits here goes on under it."""

        def done() -> None:
            if life.same_person(self._session.checker, name):
                self._settings.set(CHECKER, new)
            self.renamed.emit()
            if self._dialog is not None:
                self._dialog.confirm_rename(new)

        self._act(RenamePerson(name, new), done)

    def _act(self, operation: Operation, done: Callable[[], None] = lambda: None) -> None:
        def failed(error: SaidsoError) -> None:
            self._tell()  # what was chosen is not so
            if self._dialog is not None:
                self._dialog.complain(error.message)

        def acted(_: Change) -> None:
            done()
            self.load()

        self._session.act(operation, acted, failed)
