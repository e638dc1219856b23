"""Several claims at once: accepted, dismissed, assigned or set aside in one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from core.checking.dismissal import Dismissal
from core.records import Change, ClaimFilter, DismissReason
from db.operations import AcceptClaims, AssignClaims, DismissClaims, Operation, SetAside, SettleAlike
from db.store import Desk
from gui import words
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.main_window import MainWindow
from gui.saved_filters import is_of
from gui.settings import ADVANCE, CHECKER, Settings
from gui.views.dialogs.assign_dialog import AssignDialog


class Lists(QObject):
    """What keys and buttons do to the chosen claims: the rows selected in the list, else the current claim."""

    def __init__(self, session: Session, navigation: Navigation, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._window = window
        self._settings = settings
        self._me = session.checker
        self._found: Dismissal | None = None
        """What would be dismissed, once the desk has said; and the reason, where it was typed before that."""
        self._reason: DismissReason | None = None
        self._beside: tuple[int, ...] = ()
        """Figures to choose once the list of their article stands."""
        navigation.listing.opened.connect(self._choose_waiting)
        pane, actions = window.claims_pane, window.actions_table
        actions.on("accept", self.accept)
        actions.on("dismiss", self.ask_dismissal)
        actions.on("dismiss-same", self.ask_dismissal_of_same)
        actions.on("set-aside", self.set_aside)
        actions.on("assign", self.ask_assignee)
        actions.on("settle-alike", self.settle_alike)
        actions.on("select-all", pane.select_all)
        pane.bulk.accept.connect(self.accept)
        pane.bulk.dismiss.connect(self.ask_dismissal)
        pane.bulk.set_aside.connect(self.set_aside)
        pane.bulk.assign.connect(self.ask_assignee)
        pane.chips.mine_chosen.connect(self._choose_mine)
        pane.chips.set_checker(self._me)
        settings.changed.connect(self._on_setting)
        inspector = window.inspector
        inspector.accept_requested.connect(self.accept)
        inspector.dismiss_requested.connect(self._dismiss)
        inspector.dismissal_asked.connect(self.ask_dismissal)

    def chosen(self) -> tuple[int, ...]:
        """The selected rows' claims, or the current claim where fewer than two are selected."""
        ids = self._window.claims_pane.selected_ids()
        if len(ids) > 1:
            return ids
        claim = self._window.inspector.claim_id
        return (claim,) if claim is not None else ()

    # --- acting -----------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Accept the chosen suggestions and stay: they are to be checked now, and the next key may be a rating."""
        ids = self.chosen()
        if ids:
            self._commit(AcceptClaims(ids), advance=False)

    def set_aside(self) -> None:
        """Set the suggestions aside for later, or take the current one up again."""
        claim = self._navigation.claim
        ids = self.chosen()
        aside = len(ids) > 1 or claim is None or not claim.row.set_aside
        if ids:
            self._commit(SetAside(ids, aside), advance=aside)

    def ask_dismissal(self) -> None:
        """Ask why the chosen claims are dismissed: the suggestions among several, or the one that is chosen."""
        ids = self.chosen()
        if not ids:
            self._window.show_hint(self.tr("Choose the claim to dismiss first"))
            return
        self._ask(lambda desk: desk.read.to_dismiss(ids))

    def ask_dismissal_of_same(self) -> None:
        """Ask why all suggestions with the current claim's words are dismissed, wherever they stand."""
        claim = self._window.inspector.claim_id
        if claim is None:
            return
        none = self.tr("No suggestion has these words; the key for one claim dismisses what was worked on.")

        def find(desk: Desk) -> Dismissal:
            ids = tuple(desk.read.same_words(claim))
            return Dismissal(ids, len(ids), "" if ids else none)

        self._ask(find)

    def _ask(self, find: Callable[[Desk], Dismissal]) -> None:
        """Open the reasons at once, so that the digit typed next is one, and find out meanwhile for what."""
        self._window.show_pane(self._window.inspector)
        self._found = self._reason = None
        self._window.inspector.ask_dismissal()
        self._session.read(find, self._answered, slot="dismissal")

    def _answered(self, found: Dismissal) -> None:
        self._found = found
        self._window.inspector.show_dismissal(found)
        if self._reason is not None:
            self._dismiss(self._reason)

    def _dismiss(self, reason: DismissReason) -> None:
        found = self._found
        if found is None:
            self._reason = reason  # typed faster than the desk answers
            return
        self._found = self._reason = None
        if found.ids:
            self._commit(DismissClaims(found.ids, reason), advance=True)
        else:
            self._window.notify(found.why, "warn")

    def settle_alike(self) -> None:
        """Give the current claim's check to the other chosen claims, as far as nobody has worked on them.

        Where no others are chosen, its sentence's other figures are, to be seen before the key is pressed again.
        Of several the current one, or the first that is rated, is what the others are settled like.
        """
        claim = self._window.inspector.claim_id
        if claim is None:
            return
        self._window.inspector.commit_typing()
        chosen = self._window.claims_pane.selected_ids()

        def settle(others: tuple[int, ...]) -> None:
            self._session.act(SettleAlike(self._rated(claim, others), others), told)

        def told(change: Change) -> None:
            self._window.claims_pane.clear_selection()
            text = self.tr("{claims} settled like this one; {key} takes it back")
            key = self._window.actions_table.key_text("undo")
            self._window.show_hint(text.format(claims=words.claims(len(change.claims)), key=key))

        if len(chosen) > 1:
            settle(chosen)
        else:
            self._session.read(lambda desk: desk.read.figures_beside(claim), self._choose_beside, slot="alike")

    def _choose_beside(self, others: tuple[int, ...]) -> None:
        """Choose a sentence's other figures in the list, and say which key settles them."""
        current = self._window.inspector.claim_id
        if current is None or not self._is_rated(current):
            self._window.show_hint(self.tr("Rate this claim first; then others can be settled like it."))
        elif not others:
            self._window.show_hint(
                self.tr("The sentence has no other figure of this unit that waits to be checked.")
            )
        elif all(self._window.claim_model.index_of(each).isValid() for each in others):
            self._choose_all(others)
        else:  # a search, or another filter, has not all of them
            self._beside = others
            article = self._navigation.claim.row.article_id if self._navigation.claim is not None else None
            order = self._navigation.filter.order
            self._navigation.set_filter(ClaimFilter(article_id=article, order=order), keep=True)

    def _choose_waiting(self) -> None:
        others, self._beside = self._beside, ()
        if others:
            self._choose_all(others)

    def _choose_all(self, others: tuple[int, ...]) -> None:
        """Choose these figures in the list besides the current one, and say what the key does with them."""
        pane = self._window.claims_pane
        if not pane.select_ids(others):
            self._window.show_hint(self.tr("The sentence’s other figures are not in this list."))
            return
        key = self._window.actions_table.key_text("settle-alike")
        text = self.tr("{claims} chosen; {key} again settles them like the one that is rated, Esc leaves them")
        self._window.show_hint(text.format(claims=words.claims(len(pane.selected_ids())), key=key))

    def _is_rated(self, claim: int) -> bool:
        model = self._window.claim_model
        row = model.row_at(model.index_of(claim).row())
        return row is not None and row.so is not None

    def _rated(self, current: int, others: tuple[int, ...]) -> int:
        """The first of these claims that has a rating; the current one where none has."""
        return next((claim for claim in (current, *others) if self._is_rated(claim)), current)

    def ask_assignee(self) -> None:
        """Ask who is to check the chosen claims."""
        ids = self.chosen()
        claim = self._navigation.claim
        if not ids:
            return
        now = claim.row.assignee if claim is not None else None

        def ask(people: list[str]) -> None:
            dialog = AssignDialog(people, now, len(ids), self._window)

            def accepted() -> None:
                if dialog.result_name is not None:
                    self._commit(AssignClaims(ids, dialog.result_name or None), advance=False)

            dialog.accepted.connect(accepted)
            self._window.open_dialog(dialog)

        self._session.read(lambda desk: desk.read.assignees(), ask, slot="people")

    def _commit(self, operation: Operation, *, advance: bool) -> None:
        self._window.inspector.commit_typing()

        def done(_: object) -> None:
            self._window.claims_pane.clear_selection()
            if advance and self._settings.get(ADVANCE):
                self._navigation.steps.go_to_next_open()

        self._session.act(operation, done)

    def _choose_mine(self) -> None:
        """Show what is assigned to whoever sits here, or lift that."""
        now, me = self._navigation.filter, self._session.checker
        self._navigation.set_filter(replace(now, assignee=None if is_of(now, me) else me))

    def _on_setting(self, key: str) -> None:
        """Where somebody else sits down, what is theirs takes the place of what was the other's."""
        if key != CHECKER.key:
            return
        before, self._me = self._me, self._session.checker
        self._window.claims_pane.chips.set_checker(self._me)
        now = self._navigation.filter
        if is_of(now, before):
            self._navigation.set_filter(replace(now, assignee=self._me))
