"""A comparison drawn to scale: the part of the whole with its interval, or each figure beside the others."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from core import wording
from core.figures.precision import as_factor
from core.figures.titles import title
from core.figures.wording import is_doubtful, working
from core.records import ComparisonKind, ComparisonView
from gui import theme as themes
from gui import words
from gui.theme import GRID, Theme
from gui.views.parts.flow import FlowLayout
from gui.views.parts.widgets import RTL, button, label

LONGEST_FIGURE = 32
"""Characters that are shown of another figure."""

Extent = tuple[float, float]
"""The sure and the possible length of a bar, each as a share of the whole (0 to 1)."""


class Bar(QWidget):
    """One bar: filled as far as is sure, hatched as far as is possible."""

    def __init__(self, extent: Extent) -> None:
        super().__init__()
        self._extent = extent
        self._theme = themes.load("light")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def extent(self) -> Extent:
        return self._extent

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 3 * GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 3, 3)
        painter.fillPath(shape, QColor(self._theme.track))
        painter.setClipPath(shape)
        ink = QColor(self._theme.warn)
        sure, possible = (share * self.width() for share in self._extent)
        painter.fillRect(self._strip(0, max(sure, 2.0)), ink)
        if possible > sure:
            pale = QColor(ink)
            pale.setAlpha(96)
            # An interval narrower than two pixels is still an interval, and shows as one.
            strip = self._strip(sure, max(possible - sure, 2.0))
            painter.fillRect(strip, pale)
            painter.fillRect(strip, QBrush(ink, Qt.BrushStyle.BDiagPattern))

    def _strip(self, start: float, length: float) -> QRectF:
        left = self.width() - start - length if self.layoutDirection() is RTL else start
        return QRectF(left, 0, length, self.height())


def extents(comparison: ComparisonView) -> list[Extent]:
    """The bars of a comparison: one for a share, one an operand for the rest; none where ends are open."""
    if comparison.kind in (ComparisonKind.SHARE, ComparisonKind.SHORTFALL):
        if comparison.low is None or comparison.high is None:
            return []
        return [(_share(comparison.low), _share(comparison.high))]
    readings = [reading for _, _, reading in comparison.operands]
    bounds = [(reading.low, reading.high) for reading in readings]
    if len({reading.unit_kind for reading in readings}) > 1:  # "about a third" beside 31.8 per cent
        factors = [as_factor(reading) for reading in readings]
        bounds = [(None, None) if each is None else (each.low, each.high) for each in factors]
    closed = [(low, high) for low, high in bounds if low is not None and high is not None]
    most = max((high for _, high in closed), default=Decimal(0))
    if len(closed) < len(bounds) or most <= 0:
        return []
    return [(_share(low / most), _share(high / most)) for low, high in closed]


def _share(value: Decimal) -> float:
    return float(min(max(value, Decimal(0)), Decimal(1)))


class ComparisonCard(QFrame):
    """A comparison in words, drawn to scale. `claim_chosen` follows a click on one of its other figures.

    Without `may_rule` nothing can be said of the comparison; what was said of it is shown all the same.
    """

    claim_chosen = Signal(int)
    ruled = Signal(object, object)
    """The `ComparisonView` and what a person says of it: `confirmed`, `rejected`, or None to take that back."""

    def __init__(self, comparison: ComparisonView, claim_id: int, *, may_rule: bool = True) -> None:
        super().__init__()
        self.setProperty("card", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID + 2, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID + 2)
        self.title = label(title(comparison), size="strong", wrap=True)
        column.addWidget(self.title)
        self.bars = [Bar(extent) for extent in extents(comparison)]
        result = wording.comparison_result(comparison)
        for bar in self.bars:
            bar.setAccessibleName(result or self.title.text())
            column.addWidget(bar)
        readings = [reading for _, _, reading in comparison.operands]
        missed = wording.misses_total(comparison)
        self.working = working(comparison.kind, readings, total=wording.states_total(comparison))
        if self.working:
            tone = "bad" if is_doubtful(comparison.kind, readings, missed=missed) else "muted"
            column.addWidget(label(self.working, tone=tone, size="small", wrap=True))
        reason = self.tr("linked by {reason}").format(reason=comparison.why) if comparison.why else ""
        if reason:  # it wraps: a long reason must not widen the inspector
            column.addWidget(label(reason, tone="muted", size="small", wrap=True))
        # What can be done stands in a row of its own, so that it breaks together or not at all.
        acts = QWidget()
        doing = FlowLayout(acts, spacing=2 * GRID)
        for other, text, _reading in comparison.operands:
            if other != claim_id:
                shown = words.shorten(text, LONGEST_FIGURE)
                name = self.tr("Go to {figure}").format(figure=text)
                # Isolated, so that a figure keeps its order in a window that runs from right to left.
                link = button("\u2068" + shown.replace("&", "&&") + "\u2069", kind="link", name=name)
                link.setToolTip(words.tip(text) if shown != text else "")
                link.clicked.connect(lambda _=False, other=other: self.claim_chosen.emit(other))
                doing.addWidget(link)
        if comparison.is_pair:
            self._add_rulings(doing, comparison, may_rule)
        if doing.count():
            column.addWidget(acts)
        self.setAccessibleName(self.title.text())
        self.setAccessibleDescription(result)

    def _add_rulings(self, flow: FlowLayout, comparison: ComparisonView, may_rule: bool) -> None:
        made: list[tuple[str, str | None]]
        if comparison.verdict is None:
            made = [(self.tr("Confirm"), "confirmed"), (self.tr("Reject"), "rejected")]
        else:
            said = self.tr("confirmed ✓") if comparison.verdict == "confirmed" else self.tr("made by hand")
            flow.addWidget(label(said, tone="good", size="small"))
            made = [(self.tr("Take back"), None)]
        for text, verdict in made if may_rule else ():
            link = button(text, kind="link", name=f"{text}: {self.title.text()}")
            link.clicked.connect(lambda _=False, verdict=verdict: self.ruled.emit(comparison, verdict))
            flow.addWidget(link)

    def set_theme(self, theme: Theme) -> None:
        for bar in self.bars:
            bar.set_theme(theme)
