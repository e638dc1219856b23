"""Paints mentions on the page: tints, boxes, lines below the words, and marks in the margin."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from core.checking.gravity import graver
from core.records import ClaimState, MentionKind, Rating, RatingScale
from gui.icons import paint_rating_disc, paint_state
from gui.theme import Theme, mix, text_scale, ui_font
from gui.views.reader.shapes import LineBox, Shape, outline

_FAINT = 0.45
"""How much of the ground of figures is in that of a date or an age."""
CURRENT_PAD = 1.5
"""Pixels round the words of the current mention: more would cover the spaces and commas beside them."""
_DASHES = {"dash": [4.0, 2.5], "dot": [1.0, 2.0], "dash-dot": [4.0, 2.0, 1.0, 2.0]}


def ruling(shape: Shape, scale: RatingScale | None) -> Rating | None:
    """The rating that colours a mention: the graver one of its two."""
    return graver(shape.mark.said, shape.mark.so, scale)


class MentionPainter:
    """Draws shapes with a painter whose origin is the document's."""

    def __init__(self, theme: Theme, scale: RatingScale | None) -> None:
        self.theme = theme
        self.scale = scale

    def paint_grounds(
        self, painter: QPainter, shapes: list[Shape], current: int | None, hovered: int | None
    ) -> None:
        """Everything that lies below the words. `shapes` are longest first."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen: Shape | None = None
        for shape in shapes:
            if shape.mark.claim_id == current:
                chosen = shape
            self._paint_ground(painter, shape, shape.mark.claim_id == current, shape.mark.claim_id == hovered)
        for shape in shapes:
            self._paint_speaker(painter, shape)
        for shape in shapes:
            self._paint_underline(painter, shape)
        if chosen is not None:
            pen = QPen(QColor(self.theme.accent_text), 1.6)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(outline(chosen.boxes, CURRENT_PAD, 4), pen)

    def _paint_ground(self, painter: QPainter, shape: Shape, current: bool, hovered: bool) -> None:
        theme, kind = self.theme, shape.mark.kind
        if current:
            painter.fillPath(outline(shape.boxes, CURRENT_PAD, 4), QColor(theme.current))
            self._paint_boxes(painter, shape.quoted, theme.direct, None, 1)
            return
        if shape.mark.state is ClaimState.DISMISSED:
            return
        if kind is MentionKind.FIGURE and shape.mark.slight:
            # Dates would drown the numbers of a story: one in three figures is one.
            self._paint_boxes(painter, shape.boxes, mix(theme.surface, theme.figure, _FAINT).name(), None, 1)
        elif kind is MentionKind.FIGURE:
            self._paint_boxes(painter, shape.boxes, theme.figure, theme.figure_line, 2.5)
        elif kind is MentionKind.DIRECT:
            self._paint_boxes(painter, shape.boxes, theme.direct, None, 2)
        elif shape.quoted:
            self._paint_boxes(painter, shape.quoted, theme.direct, None, 1)
        if hovered:
            tint = QColor(theme.accent_text)
            tint.setAlpha(36 if theme.dark else 24)
            painter.fillPath(outline(shape.boxes, 2, 3), tint)

    @staticmethod
    def _paint_boxes(painter: QPainter, boxes: list[LineBox], fill: str, line: str | None, pad: float) -> None:
        painter.setPen(QPen(QColor(line), 1) if line else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        for box in boxes:
            painter.drawRoundedRect(box.rect(pad), 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_speaker(self, painter: QPainter, shape: Shape) -> None:
        pen = QPen(QColor(self.theme.speaker_line), 1.7)
        pen.setDashPattern([0.01, 1.9])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for box in shape.speaker:
            y = round(box.baseline + 4 * text_scale()) + 0.5
            painter.drawLine(QPointF(box.left + 1, y), QPointF(box.right - 1, y))

    def _paint_underline(self, painter: QPainter, shape: Shape) -> None:
        if shape.mark.state is ClaimState.DISMISSED:
            return
        rating = ruling(shape, self.scale)
        if rating is None and not shape.underlined:
            return
        colour = QColor(self.theme.rating(rating)) if rating else QColor(self.theme.indirect_line)
        style = rating.underline if rating else "solid"
        # Ratings of tinted passages lie below the tint, those of reported speech right below the words.
        drop = 4.5 if shape.underlined else 6.5
        for box in shape.boxes:
            y = box.baseline + drop * text_scale() + 3.5 * shape.level
            draw_style(painter, box.left, box.right, y, style, colour)

    # --- the margin -------------------------------------------------------------------------------------------

    def paint_mark(self, painter: QPainter, box: QRectF, shape: Shape, current: bool) -> None:
        """The mark of one mention: its rating on a disc, or its state."""
        rating = ruling(shape, self.scale)
        settled_without = (ClaimState.DISMISSED, ClaimState.RETURNED, ClaimState.NEEDS_RECHECK)
        if rating is not None and shape.mark.state not in settled_without:
            paint_rating_disc(painter, box, rating, self.theme)
        else:
            paint_state(painter, box, shape.mark.state, self.theme)
        if current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self.theme.accent_text), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.adjusted(-2, -2, 2, 2))

    def paint_more(self, painter: QPainter, box: QRectF, count: int) -> None:
        """How many more marks a line has than the margin holds."""
        painter.setFont(ui_font(11))
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(box.adjusted(-6, 0, 6, 0), Qt.AlignmentFlag.AlignCenter, f"+{count}")


def draw_style(painter: QPainter, left: float, right: float, y: float, style: str, colour: QColor) -> None:
    """A line below words in one of the scale's styles: solid, dash, dot, dash-dot, wave, double."""
    pen = QPen(colour, 1.8)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if style in _DASHES:
        pen.setDashPattern(_DASHES[style])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if style == "wave":
        pen.setWidthF(1.4)
        painter.setPen(pen)
        painter.drawPath(_wave(right - left).translated(left, y))
    elif style == "double":
        pen.setWidthF(1.1)
        painter.setPen(pen)
        painter.drawLine(QPointF(left, y - 1.4), QPointF(right, y - 1.4))
        painter.drawLine(QPointF(left, y + 1.4), QPointF(right, y + 1.4))
    else:
        painter.setPen(pen)
        painter.drawLine(QPointF(left, y), QPointF(right, y))


@lru_cache(maxsize=500)
def _wave(width: float) -> QPainterPath:
    """A wave from the origin on. The same lines are drawn again with every step through the claims."""
    path = QPainterPath()
    x, up = 0.0, True
    while x < width:
        step = min(3.0, width - x)
        path.quadTo(QPointF(x + step / 2, -2.4 if up else 2.4), QPointF(x + step, 0))
        x, up = x + step, not up
    return path
