"""The calculator's key: pre-filled with the claim's figures, its working goes into the rationale."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.records import ClaimFilter, ClaimView
from db.store import Desk
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.main_window import MainWindow
from gui.views.dialogs.calculator_dialog import CalculatorDialog, Figure

MOST_FIGURES = 8


class Calculating(QObject):
    def __init__(self, session: Session, navigation: Navigation, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._window = window
        window.actions_table.on("calculate", self.open)

    def open(self) -> None:
        """Open the calculator with the figures of the claim, of its comparisons, and of its sentence."""
        claim = self._navigation.claim
        if claim is None:
            return
        shown = claim
        self._session.read(lambda desk: _figures(desk, shown), self._open, slot="calculator")

    def _open(self, figures: list[Figure]) -> None:
        claim = self._window.inspector.claim_id
        dialog = CalculatorDialog(figures, self._window)

        def accepted() -> None:
            if self._window.inspector.claim_id == claim:
                self._window.inspector.insert_rationale(dialog.working)

        dialog.accepted.connect(accepted)
        self._window.open_dialog(dialog)


def _figures(desk: Desk, claim: ClaimView) -> list[Figure]:
    """The claim's own figure, those it is compared with, then those that stand in the same sentence."""
    found: dict[int, Figure] = {}
    for comparison in claim.comparisons:
        for number, words, reading in comparison.operands:
            found[number] = (words, reading)
    if claim.reading is not None:
        found.setdefault(claim.row.id, (claim.row.words, claim.reading))
    start = claim.pieces[0][0] - len(claim.before)
    end = claim.pieces[-1][1] + len(claim.after)
    wanted = ClaimFilter(article_id=claim.row.article_id, quotes=False)
    rows = desk.read.claim_rows(desk.read.claim_ids(wanted))
    near = [row.id for row in rows.values() if start <= row.start < end and row.id not in found]
    for number in near[: MOST_FIGURES - len(found)]:
        view = desk.read.claim(number)
        if view is not None and view.reading is not None:
            found[number] = (view.row.words, view.reading)
    return list(found.values())
