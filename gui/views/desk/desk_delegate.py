"""Paints the lines of the desk pane: headings, queues, articles with their bar of verdicts, speakers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.records import ArticleRow, Question, RatingScale
from gui import theme as themes
from gui import words
from gui.models.desk_list import CHOSEN_ROLE, ENTRY_ROLE, Entry, EntryKind
from gui.theme import GRID, Theme, caps_font, ui_font
from gui.views.parts.widgets import RTL, WrappedText, draw_line, line_height

_BAR = 3
"""Height of an article's bar of verdicts, in pixels."""


_TITLE, _CHOSEN = QFont.Weight.Medium, QFont.Weight.DemiBold
"""The boldest that a title, and a name with a count, are set in: their lines are counted in that."""


class DeskDelegate(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = themes.load("light")
        self._wrapped = WrappedText()
        self._scale: RatingScale | None = None
        self._metrics: dict[QFont.Weight, QFontMetricsF] = {}
        self._advances: dict[tuple[QFont.Weight, str], float] = {}
        """How wide texts are on one line, by weight."""
        self._sizes: dict[tuple[EntryKind, str, int, bool], QSize] = {}
        """Sizes of lines: with every article that comes all are asked for theirs, and most have been before."""

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def set_scale(self, scale: RatingScale) -> None:
        self._scale = scale

    def size(self, row: int, entry: Entry) -> QSize:
        """How much room a line takes. The model hands this on: a view with its own measuring would go through
        Python twice for each of thousands of lines, whenever it is laid out."""
        key = (entry.kind, entry.text, _digits(entry), row == 0)
        size = self._sizes.get(key)
        if size is None:
            size = self._sizes[key] = self._size_of(entry, first=row == 0)
        return size

    def measure_anew(self) -> None:
        """The text scale or the width of the view has changed."""
        for measured in (self._metrics, self._advances, self._sizes):
            measured.clear()

    def _size_of(self, entry: Entry, *, first: bool) -> QSize:
        line = line_height(ui_font())
        if entry.kind is EntryKind.HEADING:
            return QSize(10, round(line_height(caps_font()) + (3 if first else 5) * GRID))
        if entry.kind is EntryKind.ARTICLE:
            lines = self._lines(entry.text, self._room() - 8 * GRID, _TITLE)
            return QSize(10, round(lines * line + line_height(ui_font(11)) + _BAR + 6 * GRID))
        if entry.kind is EntryKind.NOTE:
            return QSize(10, round(line + 2.5 * GRID))
        return QSize(10, round(self._counted_lines(entry) * line + 2.5 * GRID))

    def _room(self) -> int:
        """How wide a line is, in pixels, beside the scroll bar, whether or not there is one: a list that has just
        grown longer than the pane would be measured all over again."""
        return self._view.width() - 2 * self._view.frameWidth() - self._view.verticalScrollBar().sizeHint().width()

    def _counted_lines(self, entry: Entry) -> int:
        """A name may take two lines beside its count, so that large text does not leave half of it."""
        digits = _digits(entry)
        count = self._advance("0", _CHOSEN) * (digits + (digits - 1) // 3)
        return self._lines(entry.text, self._room() - 10 * GRID - count, _CHOSEN)

    def _lines(self, text: str, width: float, weight: QFont.Weight) -> int:
        """One line or two. Thousands of titles are asked for whenever the list is laid out."""
        return 1 if self._advance(text, weight) <= width else 2

    def _advance(self, text: str, weight: QFont.Weight) -> float:
        key = (weight, text)
        advance = self._advances.get(key)
        if advance is None:
            metrics = self._metrics.get(weight)
            if metrics is None:
                metrics = self._metrics[weight] = QFontMetricsF(ui_font(13, weight))
            advance = self._advances[key] = metrics.horizontalAdvance(" ".join(text[:400].split()))
        return advance

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        box = QRectF(option.rect).adjusted(2 * GRID, 0, -2 * GRID, 0)
        chosen = bool(index.data(CHOSEN_ROLE))
        if entry.kind in (EntryKind.HEADING, EntryKind.NOTE):
            self._paint_heading(painter, box, entry)
        else:
            self._paint_ground(painter, box, entry, chosen, option)
            inner = box.adjusted(2 * GRID, 0, -2 * GRID, 0)
            if entry.kind is EntryKind.ARTICLE and isinstance(entry.value, ArticleRow):
                self._paint_article(painter, inner, entry.value, chosen)
            else:
                self._paint_counted(painter, inner, entry, chosen)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRectF, entry: Entry) -> None:
        inner = box.adjusted(2 * GRID, 0, -2 * GRID, 0)
        font = caps_font() if entry.kind is EntryKind.HEADING else ui_font()
        if entry.kind is EntryKind.HEADING:
            inner.setTop(inner.bottom() - line_height(font) - GRID)
        draw_line(painter, inner, entry.text, font, QColor(self._theme.muted))

    def _paint_ground(
        self, painter: QPainter, box: QRectF, entry: Entry, chosen: bool, option: QStyleOptionViewItem
    ) -> None:
        theme, state = self._theme, option.state
        card = entry.kind is EntryKind.ARTICLE
        shape = QPainterPath()
        shape.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -(GRID if card else 1) + 0.5), 5, 5)
        if chosen:
            painter.fillPath(shape, QColor(theme.raised if card else theme.chrome_selected))
            if card:
                painter.strokePath(shape, QPen(QColor(theme.line), 1))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillPath(shape, QColor(theme.chrome_hover))
        if state & QStyle.StateFlag.State_HasFocus:
            ring = QPainterPath()  # within the line: those beside it are painted without it
            ring.addRoundedRect(shape.boundingRect().adjusted(0.5, 0.5, -0.5, -0.5), 4.5, 4.5)
            painter.strokePath(ring, QPen(QColor(theme.focus), 2))

    def _paint_counted(self, painter: QPainter, inner: QRectF, entry: Entry, chosen: bool) -> None:
        font = ui_font(13, QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        count = words.number(entry.count) if entry.count is not None else ""
        colour = QColor(self._theme.text if chosen else self._theme.muted)
        used = draw_line(painter, inner, count, font, colour, far=True) + 2 * GRID
        rtl = painter.layoutDirection() is RTL
        beside = inner.adjusted(used if rtl else 0, 0, 0 if rtl else -used, 0)
        # A name that was measured for two lines beside a scroll bar may do with one where there is none.
        if self._counted_lines(entry) == 1 or QFontMetricsF(font).horizontalAdvance(entry.text) <= beside.width():
            draw_line(painter, beside, entry.text, font, QColor(self._theme.text))
            return
        beside.setTop(beside.top() + max((beside.height() - 2 * line_height(font)) / 2, 0))
        self._wrapped.draw(painter, beside, entry.text, font, QColor(self._theme.text), 2)

    def _paint_article(self, painter: QPainter, inner: QRectF, row: ArticleRow, chosen: bool) -> None:
        theme = self._theme
        title = ui_font(13, QFont.Weight.Medium if chosen else QFont.Weight.Normal)
        small = ui_font(11)
        top = inner.top() + 2 * GRID
        width = min(self._room() - 8 * GRID, inner.width())  # as its height was measured
        left = inner.right() - width if painter.layoutDirection() is RTL else inner.left()
        lines = self._wrapped.draw(painter, QRectF(left, top, width, 999), row.title, title, QColor(theme.text), 2)
        top += lines * line_height(title)
        about = QRectF(inner.left(), top, inner.width(), line_height(small))
        draw_line(painter, about, self.about(row, small, about.width()), small, QColor(theme.muted))
        bar = QRectF(inner.left(), about.bottom() + GRID, inner.width(), _BAR)
        self._paint_bar(painter, bar, row)

    def about(self, row: ArticleRow, font: QFont, room: float) -> str:
        """The article's date and number of claims; where lines are short, the number without its noun, in all of
        them alike: a noun that comes and goes with the width of the date would seem to tell something."""
        rest = words.claims(row.claims) if row.analysed else self.tr("not read yet")
        if row.superseded:
            return f"{self.tr('earlier version')} · {rest}"  # the date says less, and the line is short
        if row.published is None:
            return rest
        day, metrics = words.short_day(row.published), QFontMetricsF(font)
        # A day without its year among days with theirs would be read as another year's.
        short = f"{day} · {words.number(row.claims)}" if row.analysed else day
        whole = (f"{day} · {rest}",) if _longest(font.key(), metrics) <= room or not row.analysed else ()
        fitting = (text for text in (*whole, short, day) if metrics.horizontalAdvance(text) <= room)
        return next(fitting, rest)

    def _paint_bar(self, painter: QPainter, bar: QRectF, row: ArticleRow) -> None:
        """What share of the article's claims has which So rating, in the order of the scale."""
        shape = QPainterPath()
        shape.addRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.fillPath(shape, QColor(self._theme.track))
        tally = {key: count for key, count in row.tally if key is not None and count}
        if self._scale is None or not tally or row.claims <= 0:
            return
        rtl = painter.layoutDirection() is RTL
        painter.save()
        painter.setClipPath(shape)
        x = 0.0
        for rating in self._scale.ratings(Question.SO):
            width = bar.width() * tally.get(rating.key, 0) / row.claims
            left = bar.right() - x - width if rtl else bar.left() + x
            painter.fillRect(QRectF(left, bar.top(), width, bar.height()), QColor(self._theme.rating(rating)))
            x += width
        painter.restore()


_LONGEST: dict[str, float] = {}


def _longest(font: str, metrics: QFontMetricsF) -> float:
    """How wide a day with a number of claims and their noun is at most in a font, but for very many claims."""
    if font not in _LONGEST:
        days = (words.short_day(date(2028, month, 28)) for month in range(1, 13))
        _LONGEST[font] = max(metrics.horizontalAdvance(f"{day} · {words.claims(888)}") for day in days)
    return _LONGEST[font]


def _digits(entry: Entry) -> int:
    """How many digits the count beside a line has."""
    return len(str(entry.count)) if entry.count is not None else 0
