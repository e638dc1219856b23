"""Paints a claim in the list: kind and speaker, its rating, its words in one line or two."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.checking.gravity import by_gravity
from core.records import ClaimRow, ClaimState, Rating, RatingScale
from gui import claim_words, words
from gui import theme as themes
from gui.icons import paint_rating, paint_state
from gui.models.claim_list import ARTICLE_ROLE, ROW_ROLE
from gui.theme import GRID, Theme, serif_font, ui_font
from gui.views.claims import phrase_line
from gui.views.parts.widgets import RTL, WrappedText, draw_line, line_height

_PLAIN_STATES = {ClaimState.SUGGESTED, ClaimState.OPEN, ClaimState.CHECKING}
"""States that a rating says enough about; the others show their own mark beside it."""


EDGE = 3 * GRID
"""Pixels between the words and the sides of the list."""
MOST_MEASURED = 10_000
"""Claims whose width is remembered at most."""
LONGEST_MEASURED = 1200
"""Characters of a claim's words that are measured: more do not fit a line of any screen."""
CROWDED = 0.5
"""Share of a row's width that rating and state may take before only their signs are shown."""
ROOMY = 0.4
"""Share of a row's head that a rating's whole name may take; a longer one gives way to its short form."""
BOTH = 0.68
"""Share of a row's head that the names of two ratings may take; else only the graver one is named."""


class ClaimDelegate(QStyledItemDelegate):
    """Rows of two heights: for words of one line, and for more."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = themes.load("light")
        self._wrapped = WrappedText()
        self._phrases = phrase_line.PhraseLine()
        self._scale: RatingScale | None = None
        self._with_article = False
        self._measured = 0
        self._wide: dict[tuple[str, ...], tuple[float, float, float]] = {}
        """What was measured in the text size `_measured`."""

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def set_scale(self, scale: RatingScale) -> None:
        self._scale = scale

    def set_with_article(self, shown: bool) -> None:
        """Whether each row has a line for the title of its article."""
        self._with_article = shown

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(10, self.height(2))

    def height(self, lines: int) -> int:
        """Pixels that a row takes whose words are set in `lines` lines."""
        article = line_height(ui_font(11)) + 2 if self._with_article else 0
        return round(4 * GRID + line_height(ui_font(12)) + 1 + lines * line_height(serif_font(15)) + article)

    def heights(self, rows: Mapping[int, ClaimRow | None], width: int) -> dict[int, int]:
        """The height of each row that is known, in a list `width` pixels wide."""
        room = width - 2 * EDGE - 2
        heights = {lines: self.height(lines) for lines in (1, 2)}
        return {place: heights[self._lines(row, room)] for place, row in rows.items() if row is not None}

    def _lines(self, row: ClaimRow, room: float) -> int:
        whole, figure, around = self.measure(row)
        if whole > room:
            return 2
        return phrase_line.lines(figure, around, room + 2) if around else 1

    def measure(self, row: ClaimRow) -> tuple[float, float, float]:
        """Pixels that a row's words take on one line, set as a quote and as a figure, and those around a figure:
        from that follows what it needs in a list of any width."""
        font = serif_font(15)
        if self._measured != font.pixelSize() or len(self._wide) > MOST_MEASURED:
            self._measured = font.pixelSize()
            self._wide.clear()
        key = (row.words, *claim_words.sides(row))
        if key not in self._wide:
            whole = QFontMetricsF(font).horizontalAdvance(" ".join(row.words[:LONGEST_MEASURED].split()))
            figure, around = 0.0, 0.0
            if phrase_line.wanted(row):
                figure, around = phrase_line.width(row.words), phrase_line.width_around(row)
            self._wide[key] = (whole, figure, around)
        return self._wide[key]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setLayoutDirection(option.direction)
        box = QRectF(option.rect)
        self._paint_ground(painter, box, option)
        inner = box.adjusted(EDGE, 2 * GRID, -EDGE, -2 * GRID)
        row = index.data(ROW_ROLE)
        if row is None:
            self._paint_waiting(painter, inner)
        else:
            if self._with_article:
                inner = self._paint_article(painter, inner, index.data(ARTICLE_ROLE) or "")
            self._paint_row(painter, inner, row)
        painter.restore()

    def paint_unseen(self, row: ClaimRow, width: int) -> None:
        """Paint a row `width` pixels wide where nobody sees it."""
        height = self.height(2)
        paper = QPixmap(width, height)
        painter = QPainter(paper)
        self.heights({0: row}, width)
        self._paint_row(painter, QRectF(0, 0, width, height).adjusted(EDGE, 2 * GRID, -EDGE, -2 * GRID), row)
        painter.end()

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

    def _paint_article(self, painter: QPainter, inner: QRectF, title: str) -> QRectF:
        """Set the article's title below the words; returns the room that is left for these."""
        font = ui_font(11)
        line = QRectF(inner.left(), inner.bottom() - line_height(font), inner.width(), line_height(font))
        draw_line(painter, line, title, font, QColor(self._theme.muted))
        return inner.adjusted(0, 0, 0, -line.height() - 2)

    def _paint_row(self, painter: QPainter, inner: QRectF, row: ClaimRow) -> None:
        theme = self._theme
        small = ui_font(12)
        head = QRectF(inner.left(), inner.top(), inner.width(), line_height(small))
        used = self._paint_ruling(painter, head, row)
        room = head.adjusted(used, 0, 0, 0) if painter.layoutDirection() is RTL else head.adjusted(0, 0, -used, 0)
        draw_line(painter, room, claim_words.head(row), small, QColor(theme.muted))
        gone = row.state is ClaimState.DISMISSED or row.set_aside
        font = serif_font(15)
        font.setStrikeOut(row.state is ClaimState.DISMISSED)
        body = inner.adjusted(0, head.height() + 1, 0, 0)
        strong = QColor(theme.muted if gone else theme.text)
        if phrase_line.wanted(row) and phrase_line.width(row.words) <= body.width() - 2:
            self._phrases.draw(painter, body, row, strong, QColor(theme.muted))
        else:
            self._wrapped.draw(painter, body, row.words, font, strong, 2)

    def _paint_ruling(self, painter: QPainter, head: QRectF, row: ClaimRow) -> float:
        """Rating and state at the trailing edge; returns the width they take."""
        given = by_gravity(row.said, row.so, self._scale)
        rating = given[0] if given else None
        if len(given) > 1 and (used := self._paint_both(painter, head, row, given)):
            return used
        strong = ui_font(12, QFont.Weight.DemiBold)
        side = round(QFontMetricsF(strong).height() * 0.86)
        show_state = rating is None or row.state not in _PLAIN_STATES
        if rating is not None:
            roomy = QFontMetricsF(strong).horizontalAdvance(rating.label) <= ROOMY * head.width()
            text = rating.label if roomy else rating.short  # “Mostly” alone leaves one to guess what
            colour = QColor(self._theme.rating(rating))
        elif row.set_aside:
            text, colour = self.tr("Later"), QColor(self._theme.muted)
        else:
            # What is only suggested is most of the list: its sign says so, and the words' room is the speaker's.
            told = "" if row.state is ClaimState.SUGGESTED else words.state(row.state)
            text, colour = told, QColor(self._theme.muted)
        font = strong if rating is not None else ui_font(12, QFont.Weight.Medium)
        used = 0.0
        # In large text the words would leave no room for who is speaking; the signs say it as well.
        if (
            text
            and QFontMetricsF(font).horizontalAdvance(text) + (1 + show_state) * side <= CROWDED * head.width()
        ):
            used = draw_line(painter, head, text, font, colour, far=True) + GRID
        if rating is not None:
            paint_rating(painter, self._sign(painter, head, used, side), rating, colour, 2.2)
            used += side + GRID
        for other in given[1:]:  # the graver answer has its words, the other one its sign
            ink = QColor(self._theme.rating(other))
            paint_rating(painter, self._sign(painter, head, used, side), other, ink, 2.2)
            used += side + GRID
        if show_state:
            paint_state(painter, self._sign(painter, head, used, side), row.state, self._theme)
            used += side + GRID
        return used + GRID

    def _paint_both(self, painter: QPainter, head: QRectF, row: ClaimRow, given: tuple[Rating, ...]) -> float:
        """Both answers by name, the graver one first; 0, and nothing painted, where there is no room for them."""
        font = ui_font(12, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        side = round(metrics.height() * 0.86)
        named = sum(metrics.horizontalAdvance(rating.short) + side + 2 * GRID for rating in given)
        show_state = row.state not in _PLAIN_STATES
        if named + show_state * (side + GRID) > BOTH * head.width():
            return 0.0
        used = 0.0
        for rating in reversed(given):
            colour = QColor(self._theme.rating(rating))
            box = (
                head.adjusted(used, 0, 0, 0) if painter.layoutDirection() is RTL else head.adjusted(0, 0, -used, 0)
            )
            used += draw_line(painter, box, rating.short, font, colour, far=True) + GRID
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
