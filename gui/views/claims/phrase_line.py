"""A figure within its phrase: its own words strong, what stands around them quiet and cut to the room there is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from core.records import ClaimRow, ClaimState
from gui import claim_words
from gui.theme import serif_font
from gui.views.parts.offsets import Offsets, displayable
from gui.views.parts.widgets import RTL, line_height

SIZE = 15
LEAST_BESIDE = 11
"""Widths of a letter m that there must be beside the figure for one line to be enough."""
SHARE_BEFORE = 0.45
"""Share of the room beside the figure that what stands before it gets, where both sides have more than enough."""


class PhraseLine:
    """Draws rows of figures in a line or two, and remembers those drawn last."""

    KEPT = 200

    def __init__(self) -> None:
        self._laid: dict[tuple[object, ...], QTextLayout] = {}

    def draw(self, painter: QPainter, box: QRectF, row: ClaimRow, ink: QColor, quiet: QColor) -> None:
        """Draw the row's phrase from the top of `box`; a dismissed claim's words are struck out."""
        font = strong()
        font.setStrikeOut(row.state is ClaimState.DISMISSED)
        rtl = painter.layoutDirection() is RTL
        key = (claim_words.sides(row), row.words, font.key(), box.width(), ink.rgba(), quiet.rgba(), rtl)
        layout = self._laid.get(key)
        if layout is None:
            if len(self._laid) >= self.KEPT:
                self._laid.clear()
            layout = self._laid[key] = _lay_out(row, box.width(), font, (ink, quiet), rtl)
        painter.setPen(quiet)
        layout.draw(painter, box.topLeft())


def wanted(row: ClaimRow) -> bool:
    """Whether the row is a figure with words around it."""
    return any(claim_words.sides(row))


def strong() -> QFont:
    """What the own words of a phrase are set in."""
    return serif_font(SIZE, QFont.Weight.DemiBold)


def width(words: str) -> float:
    """Pixels that a figure's own words take."""
    return QFontMetricsF(strong()).horizontalAdvance(" ".join(words.split()))


def width_around(row: ClaimRow) -> float:
    """Pixels that all that stands around a figure would take on one line."""
    metrics = QFontMetricsF(serif_font(SIZE))
    return sum(metrics.horizontalAdvance(side) for side in claim_words.sides(row))


def lines(own: float, around: float, room: float) -> int:
    """How many lines a row takes, `room` pixels wide, whose own words are `own` pixels wide and those around them
    `around`: two, where one has little room beside the figure."""
    beside = room - 2 - own
    return 1 if around <= beside or beside >= LEAST_BESIDE * serif_font(SIZE).pixelSize() else 2


def fitted(before: str, words: str, after: str, room: float) -> tuple[str, str]:
    """What of both sides fits `room` pixels together with the figure: whole words, the nearest ones."""
    metrics = QFontMetricsF(serif_font(SIZE))
    left = room - width(words) - 2
    wide = metrics.horizontalAdvance(before), metrics.horizontalAdvance(after)
    if sum(wide) <= left:
        return before, after
    first = min(wide[0], max(left * SHARE_BEFORE, left - wide[1]))
    shown = _end_of(before, first, metrics)
    return shown, _start_of(after, left - metrics.horizontalAdvance(shown), metrics)


def _end_of(text: str, room: float, metrics: QFontMetricsF) -> str:
    if metrics.horizontalAdvance(text) <= room:
        return text
    rest = text.removeprefix("…")
    while rest.strip():
        rest = rest.lstrip().partition(" ")[2]
        if rest.strip() and metrics.horizontalAdvance(f"…{rest}") <= room:
            return f"…{rest}"
    return "…" if text.strip() and metrics.horizontalAdvance("…") <= room else ""


def _start_of(text: str, room: float, metrics: QFontMetricsF) -> str:
    if metrics.horizontalAdvance(text) <= room:
        return text
    rest = text.removesuffix("…")
    while rest.strip():
        rest = rest.rstrip().rpartition(" ")[0].rstrip(",")
        if rest.strip() and metrics.horizontalAdvance(f"{rest}…") <= room:
            return f"{rest}…"
    return "…" if text.strip() and metrics.horizontalAdvance("…") <= room else ""


def _lay_out(row: ClaimRow, wide: float, font: QFont, colours: tuple[QColor, QColor], rtl: bool) -> QTextLayout:
    own = displayable(" ".join(row.words.split()))
    first, second = (displayable(each) for each in claim_words.sides(row))
    most = lines(width(row.words), width_around(row), wide)
    room = wide * most
    while True:
        before, after = fitted(first, own, second, room)
        layout = broken(before, own, after, wide, font, colours[0], rtl)
        # Lines that end at words have less room than they are wide.
        if layout.lineCount() <= most or not (before.strip("… ") or after.strip("… ")):
            return layout
        room -= wide / 12


def broken(before: str, own: str, after: str, width: float, font: QFont, colour: QColor, rtl: bool) -> QTextLayout:
    """The phrase in lines of `width` pixels, its own words in another font and colour."""
    text = f"{before}{own}{after}"
    layout = QTextLayout(text, serif_font(SIZE))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    form = QTextCharFormat()
    form.setFont(font)
    form.setForeground(colour)
    span, offsets = QTextLayout.FormatRange(), Offsets(text)
    span.start = offsets.units(len(before))
    span.length = offsets.units(len(before) + len(own)) - span.start
    span.format = form
    layout.setFormats([span])
    height = line_height(serif_font(SIZE))
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, (layout.lineCount() - 1) * height))
    layout.endLayout()
    return layout
