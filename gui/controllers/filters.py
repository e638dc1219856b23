"""Filters under a name: saved, chosen, renamed, moved and removed, with how many claims each shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from core.records import Change, ClaimFilter
from db.claim_list import Tally
from db.store import Desk
from gui import saved_filters
from gui.controllers.asking import for_person
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.controllers.undoing import Undoing
from gui.main_window import MainWindow
from gui.saved_filters import Kept, Saved
from gui.settings import FILTERS, Settings
from gui.views.dialogs.filter_dialog import FilterDialog
from gui.window_steps import WindowStep


class Filters(QObject):
    """Those of the open desk stand in the desk pane and in the menu of the claims pane, in one order."""

    def __init__(
        self, session: Session, navigation: Navigation, undoing: Undoing, window: MainWindow, settings: Settings
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._undoing = undoing
        self._window = window
        self._settings = settings
        self._desk = ""
        self._counts: dict[str, int] = {}
        pane, desk = window.claims_pane, window.desk_pane
        self._in_passing = window.actions_table["in-passing"]
        window.actions_table.on("in-passing", self.turn_in_passing)
        window.actions_table.on("save-filter", self.save_filter)
        pane.chips.in_passing_chosen.connect(self.turn_in_passing)
        pane.chips.filter_named.connect(self.choose)
        pane.chips.filter_removed.connect(self.remove)
        pane.chips.filter_save_requested.connect(self.save_filter)
        desk.filter_chosen.connect(self.choose)
        desk.filter_removed.connect(self.remove)
        desk.filter_rename_requested.connect(self.ask_rename)
        desk.filter_moved.connect(self.move)
        navigation.filtered.connect(lambda _: self._show_chosen())
        session.changed.connect(self._on_changed)
        self._show()

    def set_desk(self, desk: str) -> None:
        """Another desk, of this path, is open: show the filters that hold on it."""
        self._desk = desk
        self._counts = {}
        self._show()
        self._count()

    def saved(self) -> dict[str, ClaimFilter]:
        """The filters that hold on the open desk, by name, in their order."""
        kept = {name: each.filter for name, each in self._all().items() if each.holds_on(self._desk)}
        return {name: for_person(each, self._session.checker) for name, each in kept.items()}

    def choose(self, name: str) -> None:
        """Show what a saved filter shows."""
        wanted = self.saved().get(name)
        if wanted is not None:
            self._navigation.set_filter(wanted)

    def turn_in_passing(self) -> None:
        """List what was found in passing, of every kind, or all the rest again."""
        now = self._navigation.filter
        self._navigation.set_filter(replace(now, quotes=True, figures=True, in_passing=not now.in_passing))

    # --- saving and changing ----------------------------------------------------------------------------------

    def save_filter(self) -> None:
        """Ask for a name and keep the filter of the list under it."""
        wanted = self._navigation.filter
        title, save = self.tr("Save the filter"), self.tr("Save")
        self._ask(title, save, self._name_for(wanted), lambda name: self._save(name, wanted))

    def ask_rename(self, name: str) -> None:
        """Ask for another name of a saved filter."""
        title, rename = self.tr("Rename the filter"), self.tr("Rename")
        self._ask(title, rename, name, lambda new: self._rename(name, new))

    def remove(self, name: str) -> None:
        """Forget a saved filter."""
        before = self._all()
        if name in before:
            kept, place = before[name], list(before).index(name)
            text = self.tr("Filter removed: {name}").format(name=name)

            def back() -> None:
                self._put(name, kept, place)
                self._window.notice.withdraw(text)

            label = self.tr("remove filter {name}").format(name=name)
            self._offer_back(text, self._do(label, back, lambda: self._drop(name)))

    def move(self, name: str, by: int) -> None:
        """Move a filter up (-1) or down (1) among those of the open desk."""
        shown = list(self.saved())
        if name not in shown or not 0 <= shown.index(name) + by < len(shown):
            return
        other = shown[shown.index(name) + by]
        label = self.tr("move filter {name}").format(name=name)
        self._do(label, lambda: self._swap(name, other), lambda: self._swap(name, other))

    # --- as steps of undo, each by itself: another may be taken back before it ---

    def _do(self, label: str, undo: Callable[[], object], redo: Callable[[], object]) -> WindowStep:
        """Do what `redo` does, so that it can be undone."""
        step = WindowStep(label, undo, redo)
        redo()
        self._undoing.note(step)
        return step

    def _put(self, name: str, kept: Kept, place: int) -> None:
        others = [(key, each) for key, each in self._all().items() if key != name]
        others.insert(place, (name, kept))
        self._keep(dict(others))

    def _drop(self, name: str) -> None:
        self._keep({key: each for key, each in self._all().items() if key != name})

    def _call(self, name: str, new: str) -> None:
        self._keep({new if key == name else key: each for key, each in self._all().items()})

    def _swap(self, name: str, other: str) -> None:
        found = self._all()
        order = list(found)
        if name in found and other in found:
            a, b = order.index(name), order.index(other)
            order[a], order[b] = order[b], order[a]
            self._keep({key: found[key] for key in order})

    def _ask(self, title: str, accept: str, name: str, use: Callable[[str], None]) -> None:
        dialog = FilterDialog(title, accept, name, self._window)
        dialog.accepted.connect(lambda: use(dialog.given))
        self._window.open_dialog(dialog)

    def _name_for(self, wanted: ClaimFilter) -> str:
        mine = saved_filters.is_of(wanted, self._session.checker)
        return wanted.text or (self.tr("Mine") if mine else wanted.assignee or "")

    def _save(self, name: str, wanted: ClaimFilter) -> None:
        filters, now = self._all(), saved_filters.keep(wanted, self._desk)
        before = filters.get(name)
        if before is None and len(filters) >= saved_filters.MOST:
            self._window.notify(self.tr("There are {n} filters; remove one first.").format(n=saved_filters.MOST))
        elif before is not None and not before.holds_on(self._desk):
            self._refuse(name, before)  # nobody sees it here
        elif before is None:
            place = len(filters)
            label = self.tr("save filter {name}").format(name=name)
            self._do(label, lambda: self._drop(name), lambda: self._put(name, now, place))
        elif before != now:
            place = list(filters).index(name)
            label = self.tr("replace filter {name}").format(name=name)
            done = self._do(label, lambda: self._put(name, before, place), lambda: self._put(name, now, place))
            self._offer_back(self.tr("Filter replaced: {name}").format(name=name), done)

    def _offer_back(self, text: str, done: WindowStep) -> None:
        """Say that a filter is gone, and offer to take that back."""
        self._window.notify(text, "good", self.tr("Take back"), lambda: self._undoing.take_back(done))

    def _refuse(self, name: str, there: Kept) -> None:
        """Say that a name is taken: those of all desks stand in one list."""
        here = there.holds_on(self._desk)
        text = self.tr("There is a filter {name} already; choose another name.")
        elsewhere = self.tr("Another desk has a filter {name}; choose another name.")
        self._window.notify((text if here else elsewhere).format(name=name))

    def _rename(self, name: str, new: str) -> None:
        filters = self._all()
        if new == name or name not in filters:
            return
        if new in filters:
            self._refuse(new, filters[new])
        else:
            label = self.tr("rename filter {name}").format(name=name)
            self._do(label, lambda: self._call(new, name), lambda: self._call(name, new))

    def _all(self) -> Saved:
        return saved_filters.read(self._settings.get(FILTERS))

    def _keep(self, filters: Saved) -> None:
        self._settings.set(FILTERS, saved_filters.write(filters))
        self._show()
        self._count()

    # --- showing ----------------------------------------------------------------------------------------------

    def _show(self) -> None:
        names = tuple(self.saved())
        self._window.claims_pane.chips.set_saved(names)
        self._window.desk_pane.set_filters({name: self._counts.get(name) for name in names})
        self._show_chosen()

    def _show_chosen(self) -> None:
        now = self._navigation.filter
        self._in_passing.setChecked(now.in_passing)
        name = next((name for name, each in self.saved().items() if each == now), None)
        self._window.desk_pane.set_chosen_filter(name)

    def _on_changed(self, change: Change) -> None:
        if change.claims or change.queues or change.speakers or change.articles:
            self._count()

    def _count(self) -> None:
        """Ask for each filter's count by itself, so that nothing a person waits for stands behind all of them."""
        if not self._desk:
            return
        for name, wanted in self.saved().items():
            self._count_part(name, wanted, 0, None)

    def _count_part(self, name: str, wanted: ClaimFilter, before: int, below: int | None) -> None:
        """Count on from `before` claims; a long list is counted in parts, as the list's own chips are."""

        def ask(desk: Desk) -> Tally:
            return desk.read.claim_tally(wanted, below)

        def show(part: Tally) -> None:
            if part.below is None:
                self._show_count(name, before + part.total)
            else:
                self._count_part(name, wanted, before + part.total, part.below)

        self._session.read(ask, show, f"filter {name}", later=True)

    def _show_count(self, name: str, count: int) -> None:
        names = tuple(self.saved())
        if name in names:
            self._counts[name] = count
            self._window.desk_pane.set_filters({each: self._counts.get(each) for each in names})
