"""Paints a claim in the list: kind and speaker, its rating, its words in at most two lines."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.records import ClaimRow, ClaimState, RatingScale
from gui import theme as themes
from gui import words
from gui.icons import paint_rating, paint_state
from gui.models.claim_list import ROW_ROLE
from gui.theme import GRID, Theme, serif_font, ui_font
from gui.views.widgets import RTL, draw_line, draw_wrapped, line_height

_PLAIN_STATES = {ClaimState.SUGGESTED, ClaimState.OPEN, ClaimState.CHECKING}
"""States that a rating says enough about; the others show their own mark beside it."""


class ClaimDelegate(QStyledItemDelegate):
    """Rows of one height, so that a list of a hundred thousand needs no measuring."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = themes.load("light")
        self._scale: RatingScale | None = None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def set_scale(self, scale: RatingScale) -> None:
        self._scale = scale

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        head = line_height(ui_font(12))
        return QSize(10, round(5 * GRID + head + 2 + 2 * line_height(serif_font(15))))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setLayoutDirection(option.direction)
        box = QRectF(option.rect)
        self._paint_ground(painter, box, option)
        inner = box.adjusted(3 * GRID, 2.5 * GRID, -3 * GRID, -2 * GRID)
        row = index.data(ROW_ROLE)
        if row is None:
            self._paint_waiting(painter, inner)
        else:
            self._paint_row(painter, inner, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem) -> None:
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, QColor(self._theme.selection))
            bar = QRectF(box.left(), box.top(), 3, box.height())
            if painter.layoutDirection() is RTL:
                bar.moveRight(box.right())
            painter.fillRect(bar, QColor(self._theme.accent_text))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(self._theme.hover))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(self._theme.line))
        if selected and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self._theme.focus), 1))
            painter.drawRect(box.adjusted(3.5, 0.5, -0.5, -1.5))

    def _paint_waiting(self, painter: QPainter, inner: QRectF) -> None:
        """Grey bars where the words of a row will stand that is still being fetched."""
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(self._theme.track))
        step = line_height(ui_font(12))
        for line, share in enumerate((0.35, 0.9, 0.6)):
            width = inner.width() * share
            left = inner.right() - width if painter.layoutDirection() is RTL else inner.left()
            painter.drawRoundedRect(QRectF(left, inner.top() + line * (step + GRID), width, step * 0.5), 3, 3)

    def _paint_row(self, painter: QPainter, inner: QRectF, row: ClaimRow) -> None:
        theme = self._theme
        small = ui_font(12)
        head = QRectF(inner.left(), inner.top(), inner.width(), line_height(small))
        used = self._paint_ruling(painter, head, row)
        room = head.adjusted(used, 0, 0, 0) if painter.layoutDirection() is RTL else head.adjusted(0, 0, -used, 0)
        draw_line(painter, room, f"{words.kind(row.kind)} · {words.who(row)}", small, QColor(theme.muted))
        gone = row.state is ClaimState.DISMISSED or row.set_aside
        font = serif_font(15)
        font.setStrikeOut(row.state is ClaimState.DISMISSED)
        body = inner.adjusted(0, head.height() + 2, 0, 0)
        draw_wrapped(painter, body, row.words, font, QColor(theme.muted if gone else theme.text), 2)

    def _paint_ruling(self, painter: QPainter, head: QRectF, row: ClaimRow) -> float:
        """Rating and state at the trailing edge; returns the width they take."""
        rating = words.ruling(row, self._scale)
        strong = ui_font(12, QFont.Weight.DemiBold)
        side = round(QFontMetricsF(strong).height() * 0.86)
        show_state = rating is None or row.state not in _PLAIN_STATES
        if rating is not None:
            text, colour = rating.short, QColor(self._theme.rating(rating))
        elif row.set_aside:
            text, colour = self.tr("Later"), QColor(self._theme.muted)
        else:
            text, colour = words.state(row.state), QColor(self._theme.muted)
        font = strong if rating is not None else ui_font(12, QFont.Weight.Medium)
        used = draw_line(painter, head.adjusted(0, 0, 0, 0), text, font, colour, far=True) + GRID
        if rating is not None:
            paint_rating(painter, self._sign(painter, head, used, side), rating, colour, 2.2)
            used += side + GRID
        if show_state:
            paint_state(painter, self._sign(painter, head, used, side), row.state, self._theme)
            used += side + GRID
        return used + GRID

    @staticmethod
    def _sign(painter: QPainter, head: QRectF, used: float, side: float) -> QRectF:
        top = head.center().y() - side / 2
        left = head.left() + used if painter.layoutDirection() is RTL else head.right() - used - side
        return QRectF(left, top, side, side)
