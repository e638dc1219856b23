"""The comparisons of a claim: as cards, or folded to one line that says what the first one comes to."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core import wording
from core.figures.titles import WHICH, brief, phrase, title
from core.records import ClaimState, ClaimView, ComparisonView
from gui import theme as themes
from gui import words
from gui.icons import sign_icon
from gui.theme import GRID, Theme, text_scale, ui_font
from gui.views.inspector.comparison_bar import ComparisonCard
from gui.views.parts.widgets import RTL, button, draw_line

SHOWN = 1
"""Comparisons that are shown before the others are asked for."""
SIGN = 12
"""Pixels across of the line's sign, at a text scale of 1."""


class SummaryLine(QPushButton):
    """One line for all comparisons: the first in words, what it comes to, and how many more there are.

    Neither side is cut: where they do not fit beside each other, what it comes to stands below.
    """

    def __init__(self) -> None:
        super().__init__()
        self._theme = themes.load("light")
        self._titles = ("", "")
        self._results = ("", "")
        """What it comes to, and the same in fewer words."""
        self.setProperty("card", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def set_comparisons(self, comparisons: tuple[ComparisonView, ...]) -> None:
        first = comparisons[0]
        more = len(comparisons) - 1
        # Whether two statements agree is what they come to, and is not to be cut off with the end of the words.
        names = [text.partition(WHICH) for text in (phrase(first), brief(first))]
        self._titles = (names[0][0], names[1][0])
        also = self.tr("+{n}").format(n=words.number(more)) if more else ""
        result = wording.comparison_result(first)
        ruled = "✓" if first.verdict is not None else ""
        whole = names[0][2] or result.partition(", ")[0]
        self._results = (
            _behind(whole, ruled, also),
            _behind(whole.removesuffix(wording.IN_RELATIVE_TERMS), ruled, also),
        )
        spoken = [title(first)]
        if ruled:
            spoken.append(self.tr("confirmed") if first.verdict == "confirmed" else self.tr("made by hand"))
        if more:
            spoken.append(self.tr("1 more comparison") if more == 1 else self.tr("{n} more").format(n=more))
        told = "; ".join(part for part in spoken if part)
        self.setAccessibleName(told)
        self.setToolTip(words.tip(f"{told}\n{self.tr('Show how it was reckoned')}"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = 2 if self._stacked(width) else 1
        return round(lines * QFontMetricsF(ui_font(12)).height() + (lines - 1) * GRID + 3 * GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def shown(self) -> tuple[str, str]:
        """What stands at either end, or in two lines, where the room allows no more."""
        beside = self._beside(self.width())
        if beside is not None:
            return beside
        strong, room = QFontMetricsF(ui_font(12, QFont.Weight.DemiBold)), self._room(self.width())
        fitting = [[text for text in either if strong.horizontalAdvance(text) <= room] or [either[-1]]
                   for either in (self._titles, self._results)]  # fmt: skip
        return fitting[0][0], fitting[1][0]

    @staticmethod
    def _room(width: int) -> float:
        """Pixels beside the sign for words."""
        return width - 5 * GRID - round(SIGN * text_scale())

    def _beside(self, width: int) -> tuple[str, str] | None:
        """The words of both ends that fit one line, as many as do; None where not even the fewest do."""
        strong, room = QFontMetricsF(ui_font(12, QFont.Weight.DemiBold)), self._room(width) - GRID
        for result in self._results:
            for name in self._titles:
                if strong.horizontalAdvance(name) + strong.horizontalAdvance(result) <= room:
                    return name, result
        return None

    def _stacked(self, width: int) -> bool:
        return bool(self._results[0]) and self._beside(width) is None

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)  # the frame, and the focus, as the style sheet has them
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        mirrored = self.layoutDirection() is RTL
        box = self.rect().toRectF().adjusted(2 * GRID, 0, -2 * GRID, 0)
        side = round(SIGN * text_scale())
        left = box.right() - side if mirrored else box.left()
        sign = sign_icon("chevron", self._theme.muted, SIGN).pixmap(QSize(side, side), self.devicePixelRatioF())
        painter.drawPixmap(round(left), round(box.center().y() - side / 2), sign)
        gap = side + GRID
        box = box.adjusted(0, 0, -gap, 0) if mirrored else box.adjusted(gap, 0, 0, 0)
        name, result = self.shown()
        strong = ui_font(12, QFont.Weight.DemiBold)
        if self._stacked(self.width()):
            middle = box.center().y()
            below = box.adjusted(0, middle - box.top(), 0, -GRID)
            draw_line(painter, below, result, strong, QColor(self._theme.warn))
            box.setBottom(middle)
            box = box.adjusted(0, GRID, 0, 0)
            result = ""
        used = draw_line(painter, box, result, strong, QColor(self._theme.warn), far=True) if result else 0.0
        used += GRID
        box = box.adjusted(used, 0, 0, 0) if mirrored else box.adjusted(0, 0, -used, 0)
        draw_line(painter, box, name, ui_font(12, QFont.Weight.Medium), QColor(self._theme.text))


def _behind(*parts: str) -> str:
    """What it comes to with the sign that it was ruled on, and how many more there are."""
    result, ruled, also = parts
    return " · ".join(part for part in (" ".join(each for each in (result, ruled) if each), also) if part)


class ComparisonsBox(QWidget):
    """Hidden where there are none. While there is little room one line stands for all, until it is pressed."""

    claim_chosen = Signal(int)
    ruled = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = themes.load("light")
        self.cards: list[ComparisonCard] = []
        self.summary = SummaryLine()
        self.more = button("", kind="link")
        self._folded = False
        self._unfolded = False
        """Whether a person wants to see all of this claim's."""
        self._shown: tuple[int, tuple[ComparisonView, ...], bool] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * GRID)
        self._column.addWidget(self.summary)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.summary.clicked.connect(self._turn)
        self.more.clicked.connect(self._turn)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.summary.set_theme(theme)
        for card in self.cards:
            card.set_theme(theme)

    def set_claim(self, claim: ClaimView) -> None:
        # Of what is published nothing is offered that the desk would refuse.
        may_rule = claim.row.state is not ClaimState.PUBLISHED
        if self._shown == (claim.row.id, claim.comparisons, may_rule):
            return
        if self._shown is None or self._shown[0] != claim.row.id:
            self._unfolded = False
        self._shown = (claim.row.id, claim.comparisons, may_rule)
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [ComparisonCard(each, claim.row.id, may_rule=may_rule) for each in claim.comparisons]
        self.setVisible(bool(self.cards))
        for card in self.cards:
            card.set_theme(self._theme)
            card.claim_chosen.connect(self.claim_chosen)
            card.ruled.connect(self.ruled)
            self._column.insertWidget(self._column.indexOf(self.more), card)
        if claim.comparisons:
            self.summary.set_comparisons(claim.comparisons)
        self._show()

    def set_folded(self, folded: bool) -> None:
        """Whether there is room for one line only."""
        if folded != self._folded:
            self._folded = folded
            self._show()

    @property
    def is_folded(self) -> bool:
        """Whether one line stands for all comparisons."""
        return self._folded and not self._unfolded

    def height_for(self, width: int, *, folded: bool) -> int:
        """Pixels it would take with its lines `width` wide, if it was folded or not. Nothing of it changes."""
        parts = self._parts(folded)
        for part in parts:
            part.ensurePolished()  # one that was never shown does not know its letters yet
        heights = [
            part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height() for part in parts
        ]
        return sum(heights) + max(len(parts) - 1, 0) * self._column.spacing()

    def _turn(self) -> None:
        self._unfolded = not self._unfolded
        self._show()
        (self.more if self._unfolded else self.summary if self._folded else self.more).setFocus()

    def _parts(self, folded: bool) -> list[QWidget]:
        """What is shown: the first comparison, and the others when asked for; folded, one line until then."""
        if folded and not self._unfolded:
            return [self.summary]
        cards = self.cards if self._unfolded else self.cards[:SHOWN]
        return [*cards, self.more] if len(self.cards) > SHOWN or folded else [*cards]

    def _show(self) -> None:
        """Show what there is room for, or was asked for: all would push the ratings out of sight.

        The focus stays among the comparisons, on what now stands for what had it.
        """
        hidden = len(self.cards) - SHOWN
        more = self.tr("1 more comparison") if hidden == 1 else self.tr("{n} more comparisons").format(n=hidden)
        fewer = self.tr("Fold") if self._folded else self.tr("Fewer comparisons")
        self.more.setText(fewer if self._unfolded else more)
        parts = self._parts(self._folded)
        others = [each for each in (self.summary, *self.cards, self.more) if each not in parts]
        for part in parts:
            part.show()
        focus = self.window().focusWidget()
        if focus is not None and any(each is focus or each.isAncestorOf(focus) for each in others):
            self._take_focus(parts)
        for each in others:
            each.hide()
        self._column.invalidate()

    @staticmethod
    def _take_focus(parts: list[QWidget]) -> None:
        reachable = (each for part in parts for each in (part, *part.findChildren(QPushButton)))
        found = next((each for each in reachable if each.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
