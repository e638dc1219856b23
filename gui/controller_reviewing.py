"""An editor's decision on a check that was sent: approved, or returned with a comment; and its publication."""

from __future__ import annotations

from datetime import UTC, datetime, time

from PySide6.QtCore import QObject

from core.records import ClaimState
from db.operations import ApproveCheck, PublishCheck, ReturnCheck
from gui.controller import Session
from gui.controller_checking import Checking
from gui.controller_navigation import Navigation
from gui.main_window import MainWindow
from gui.settings import ADVANCE, CHECKER, Settings
from gui.views.publish_dialog import PublishDialog
from gui.views.return_dialog import ReturnDialog


class Reviewing(QObject):
    """Answers the editor's buttons; the key that sends a check approves one that was sent."""

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        checking: Checking,
        window: MainWindow,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._checking = checking
        self._window = window
        self._settings = settings
        row = window.inspector.action_row
        row.approve.connect(self.approve)
        row.give_back.connect(self.give_back)
        row.set_person(settings.checker())
        settings.changed.connect(self._on_setting)
        window.actions_table.on("submit", self._send_or_approve)
        window.actions_table.on("return", self.give_back)
        window.actions_table.on("publish", self.publish)

    def _on_setting(self, key: str) -> None:
        if key == CHECKER.key:
            self._window.inspector.action_row.set_person(self._settings.checker())

    def _send_or_approve(self) -> None:
        claim = self._navigation.claim
        if claim is not None and claim.row.state is ClaimState.SUBMITTED:
            self.approve()
        else:
            self._checking.submit()

    def approve(self) -> None:
        """Approve the shown check and go on to the next that waits, if so set. Nobody approves their own."""
        claim = self._window.inspector.claim_id
        if claim is not None:
            self._session.act(ApproveCheck(claim), lambda _: self._go_on())

    def give_back(self) -> None:
        """Ask what is still to be done, and return the check with it."""
        claim = self._navigation.claim
        if claim is None:
            return
        number = claim.row.id
        dialog = ReturnDialog(claim.row.words, self._window)
        dialog.accepted.connect(
            lambda: self._session.act(ReturnCheck(number, dialog.comment), lambda _: self._go_on())
        )
        self._window.open_dialog(dialog)

    def publish(self) -> None:
        """Ask where and when the approved check appeared, and say so on the desk."""
        claim = self._navigation.claim
        if claim is None:
            return
        number = claim.row.id
        dialog = PublishDialog(claim.row.words, datetime.now(UTC).astimezone().date(), self._window)

        def accepted() -> None:
            # Only the day is known. At noon UTC it is that day almost everywhere, and reports count days in UTC.
            at = datetime.combine(dialog.day, time(12), UTC)
            self._session.act(PublishCheck(number, dialog.place, at), lambda _: self._go_on())

        dialog.accepted.connect(accepted)
        self._window.open_dialog(dialog)

    def _go_on(self) -> None:
        if self._settings.get(ADVANCE):
            self._navigation.step_claim(1)
