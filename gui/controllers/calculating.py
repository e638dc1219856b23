"""The calculator's key: pre-filled with the claim's figures, its working goes into the rationale."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject

from core.records import ClaimFilter, ClaimView, ComparisonKind, UnitKind
from db.store import Desk
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.main_window import MainWindow
from gui.views.dialogs.calculator_dialog import CalculatorDialog, Figure

MOST_FIGURES = 8
MOST_NEAR = 12
"""Figures of a sentence that are looked at."""
_SHARES = (ComparisonKind.SHARE, ComparisonKind.SHORTFALL)
_PARTS = (UnitKind.PERCENT, UnitKind.RATIO)
_DETERMINERS = r"(?:the|its|all|some|about|these|those|his|her|their|our|a|an)"
_OF_WHAT = re.compile(rf"\s*of\s+(?:{_DETERMINERS}\s+)*[$£€]?\d", re.IGNORECASE)
_OF_THIS = re.compile(rf"\bof\s+(?:{_DETERMINERS}\s+)*$", re.IGNORECASE)
"""“28 per cent of the 1,846 people”: what stands between a part and its whole."""


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
    """The claim's own figure with the one it is to be reckoned with, then those it is compared with, then those
    that stand in the same sentence.

    A percentage is reckoned of the number that it is said to be of; else as the claim's comparisons have it, what
    is a share before all others.
    """
    near = _near(desk, claim)
    found = {number: near[number] for number in _of_base(claim, near)}
    for comparison in sorted(claim.comparisons, key=lambda each: each.kind not in _SHARES):
        for number, words, reading in comparison.operands:
            found.setdefault(number, (words, reading))
    if claim.reading is not None:
        found.setdefault(claim.row.id, (claim.row.words, claim.reading))
    for number, figure in near.items():
        if len(found) < MOST_FIGURES:
            found.setdefault(number, figure)
    return list(found.values())


def _near(desk: Desk, claim: ClaimView) -> dict[int, Figure]:
    """The figures of the claim's sentence, its own among them, in the order of the text."""
    start = claim.pieces[0][0] - len(claim.before)
    end = claim.pieces[-1][1] + len(claim.after)
    wanted = ClaimFilter(article_id=claim.row.article_id, quotes=False)
    rows = desk.read.claim_rows(desk.read.claim_ids(wanted))
    there = sorted((row for row in rows.values() if start <= row.start < end), key=lambda row: row.start)
    found: dict[int, Figure] = {}
    for row in there[:MOST_NEAR]:
        view = desk.read.claim(row.id)
        if view is not None and view.reading is not None:
            found[row.id] = (view.row.words, view.reading)
    return found


def _of_base(claim: ClaimView, near: dict[int, Figure]) -> tuple[int, ...]:
    """The claim and the figure beside it, the percentage first, where the text says that one is of the other."""
    order = list(near)
    if claim.row.id not in order:
        return ()
    at = order.index(claim.row.id)
    if _OF_WHAT.match(claim.after):
        pair = order[at : at + 2]
    elif at and _OF_THIS.search(claim.before):
        pair = order[at - 1 : at + 1]
    else:
        return ()
    if len(pair) < 2:
        return ()
    part, whole = (near[number][1].unit_kind for number in pair)
    return tuple(pair) if part in _PARTS and whole not in (*_PARTS, UnitKind.DATE, UnitKind.AGE) else ()
