"""Figures set against each other: suggestions confirmed or rejected, comparisons made by picking two figures."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from core import wording
from core.figures.precision import agree
from core.records import ClaimView, ComparisonKind, ComparisonView, Reading
from db.comparison_rulings import reckon
from db.operations import RuleComparison
from db.store import Desk
from gui import words
from gui.controllers.navigation import Navigation
from gui.controllers.session import Session
from gui.main_window import MainWindow

Figure = tuple[int, str, Reading]
"""A claim's id, its words and what it says."""

OFFERED = (
    ComparisonKind.SHARE,
    ComparisonKind.SHORTFALL,
    ComparisonKind.CHANGE,
    ComparisonKind.CONTRAST,
    ComparisonKind.EXCESS,
    ComparisonKind.RATE,
    ComparisonKind.RESTATEMENT,
)


class Comparing(QObject):
    """Answers the comparison cards and the key that picks figures."""

    def __init__(self, session: Session, navigation: Navigation, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._navigation = navigation
        self._window = window
        self._first: Figure | None = None
        self.menu = QMenu(window)
        window.inspector.comparison_ruled.connect(self._rule)
        window.actions_table.on("compare", self.pick)
        window.actions_table.on("confirm-comparison", self.confirm)
        window.escaped.connect(self._drop)
        session.left.connect(self._drop)

    def confirm(self) -> None:
        """Confirm the first of the claim's suggested comparisons, and say which: it may be folded away."""
        claim = self._navigation.claim
        left = [] if claim is None else [each for each in claim.comparisons if each.is_open]
        if not left:
            self._say(self.tr("No comparison is left to confirm."))
            return
        told = self.tr("Confirmed: {comparison}").format(comparison=wording.comparison(left[0]))
        self._session.act(_ruling(left[0], "confirmed"), lambda _: self._window.notify(told, "good"))

    def _rule(self, comparison: ComparisonView, verdict: str | None) -> None:
        self._session.act(_ruling(comparison, verdict))

    def pick(self) -> None:
        """Pick the current figure; with a second one, ask how the two belong together.

        Two figures that are chosen together in the list are picked at once. Where none can be, it is said why.
        """
        chosen = self._window.claims_pane.selected_ids()
        if len(chosen) > 2:
            self._say(
                self.tr("Two figures are compared, and {n} claims are chosen: choose two of them."), len(chosen)
            )
            return
        if len(chosen) == 2:
            self._session.read(lambda desk: _figures(desk, chosen), self._ask_pair, slot="compare")
            return
        mine = _figure(self._navigation.claim)
        if mine is None:
            self._say(self.tr("Only figures are compared, and this is a quote: go to a figure."))
            return
        if self._first is None or self._first[0] == mine[0]:
            self._first = mine
            hint = self.tr("{figure} is picked · go to the other figure and press the key again")
            self._window.show_hint(hint.format(figure=words.shorten(mine[1], 30)))
            return
        first, self._first = self._first, None
        self._ask(first, mine)

    def _drop(self) -> None:
        """Nothing is picked any more."""
        if self._first is not None:
            self._first = None
            self._window.show_hint()

    def _ask_pair(self, found: list[Figure]) -> None:
        if len(found) == 2:
            self._ask(*found)
        else:
            self._say(self.tr("Only figures are compared: choose two figures in the list."))

    def _say(self, text: str, n: int = 0) -> None:
        self._window.notify(text.format(n=words.number(n)), "warn")

    def _ask(self, one: Figure, other: Figure) -> None:
        """Offer every way the two can belong together, with what it comes to."""
        self._window.show_hint()
        self.menu.clear()
        self.menu.setAccessibleName(self.tr("How do they belong together?"))
        # That two statements contradict each other is the likeliest reason for picking them.
        apart = agree(one[2], other[2]) is False
        for kind in sorted(OFFERED, key=lambda each: apart and each is not ComparisonKind.RESTATEMENT):
            pairs = ((one, other),) if kind is ComparisonKind.RESTATEMENT else ((one, other), (other, one))
            views = [ComparisonView(kind, pair, *reckon(kind, pair[0][2], pair[1][2]), "") for pair in pairs]
            if kind not in (ComparisonKind.RATE, ComparisonKind.RESTATEMENT):
                reckoned = [view for view in views if view.low is not None or view.high is not None]
                # Groups can be set beside each other also where no number tells by how much they differ.
                views = reckoned or (views[:1] if kind is ComparisonKind.CONTRAST else [])
            for view in views:
                self._offer(view)
        self.menu.popup(self._window.inspector.mapToGlobal(QPoint(0, 0)))

    def _offer(self, view: ComparisonView) -> None:
        (part, said, first), (whole, of, second) = view.operands
        alike = {
            True: self.tr("{a} and {b} are about the same, and agree"),
            False: self.tr("{a} and {b} are about the same, and contradict each other"),
            None: self.tr("{a} and {b} are about the same"),
        }[agree(first, second)]
        text = {
            ComparisonKind.SHARE: self.tr("{a} is a share of {b}"),
            ComparisonKind.SHORTFALL: self.tr("{a} falls short of {b}"),
            ComparisonKind.CHANGE: self.tr("{a} became {b}"),
            ComparisonKind.CONTRAST: self.tr("{a} of one group, {b} of another"),
            ComparisonKind.EXCESS: self.tr("{a} is above the limit of {b}"),
            ComparisonKind.RATE: self.tr("{a} per {b}"),
            ComparisonKind.RESTATEMENT: alike,
        }[view.kind].format(a=words.shorten(said, 30), b=words.shorten(of, 30))
        result = wording.comparison_result(view)
        action = self.menu.addAction((f"{text}: {result}" if result else text).replace("&", "&&"))
        action.triggered.connect(
            lambda _=False, kind=view.kind: self._session.act(RuleComparison(kind, part, whole, "made"))
        )


def _ruling(comparison: ComparisonView, verdict: str | None) -> RuleComparison:
    part, whole = (operand[0] for operand in comparison.operands)
    return RuleComparison(comparison.kind, part, whole, verdict)


def _figure(claim: ClaimView | None) -> Figure | None:
    if claim is None or claim.reading is None:
        return None
    return claim.row.id, claim.row.words, claim.reading


def _figures(desk: Desk, ids: tuple[int, ...]) -> list[Figure]:
    views = [desk.read.claim(claim_id) for claim_id in ids]
    return [figure for view in views if (figure := _figure(view)) is not None]
