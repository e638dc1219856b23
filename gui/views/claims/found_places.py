"""Below the claims of a search: where articles have the words and nothing was marked as a claim."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.records import TextPlace
from gui import theme as themes
from gui import words
from gui.theme import GRID, Theme, serif_font, ui_font
from gui.views.claims import phrase_line
from gui.views.parts.offsets import displayable
from gui.views.parts.widgets import RTL, draw_line, hairline, label, line_height

MOST_SHOWN = 4
"""Places that are seen at once; the others are scrolled to."""
SHARE = 0.4
"""Of the pane's height, at most: what is below the claims is not to push them out."""
EDGE = 3 * GRID
"""Pixels between the words and the sides of the list."""
_PLACE = int(Qt.ItemDataRole.UserRole) + 1


class _PlaceDelegate(QStyledItemDelegate):
    """A place in two lines: the words in their phrase, and the title of the article."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    @staticmethod
    def height() -> int:
        return round(line_height(serif_font(phrase_line.SIZE)) + line_height(ui_font(11)) + 2 * GRID + 3)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(10, self.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        place: TextPlace = index.data(_PLACE)
        theme, box = self.theme, QRectF(option.rect)
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setClipRect(box)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(theme.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(theme.hover))
        inner = box.adjusted(EDGE, GRID, -EDGE, -GRID)
        own, before, after = (
            " ".join(displayable(each).split()) for each in (place.words, place.before, place.after)
        )
        gap_before, gap_after = " " * place.before[-1:].isspace(), " " * place.after[:1].isspace()
        before, after = phrase_line.fitted(f"{before}{gap_before}", own, f"{gap_after}{after}", inner.width())
        ink, mirrored = QColor(theme.text), option.direction is RTL
        # Longer words than there is room for run on in a line that is not seen.
        phrase = phrase_line.broken(before, own, after, inner.width(), phrase_line.strong(), ink, mirrored)
        line = QRectF(inner.left(), inner.top(), inner.width(), line_height(serif_font(phrase_line.SIZE)))
        painter.setClipRect(line)
        painter.setPen(QColor(theme.muted))
        phrase.draw(painter, inner.topLeft())
        painter.setClipRect(box)
        title = QRectF(inner.left(), line.bottom() + 1, inner.width(), line_height(ui_font(11)))
        draw_line(painter, title, place.title, ui_font(11), QColor(theme.muted))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(theme.line))
        painter.restore()


class FoundPlaces(QWidget):
    """Hidden while there are none. `chosen` follows a click on a place or Enter: article, start and end."""

    chosen = Signal(int, int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: tuple[TextPlace, ...] = ()
        self._room = 0
        self._title = label("", tone="muted", size="small", wrap=True)
        self._title.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, GRID)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Places in articles that are not marked"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self._delegate = _PlaceDelegate(themes.load("light"))
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addWidget(self._title)
        column.addWidget(self.list)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.list.doItemsLayout()
        self._fit()

    def fit(self, height: int) -> None:
        """Take a part of a pane that is `height` pixels high, in whole places."""
        self._room = height
        self._fit()

    def set_places(self, places: Sequence[TextPlace], most: int) -> None:
        """Show these places; of `most` there may be more than are shown."""
        if tuple(places) == self._places:
            return
        self._places = tuple(places)
        self.list.clear()
        for place in places:
            text = f"{place.before}{place.words}{place.after}".strip()
            shown = displayable(f"{text}\n{words.shorten(place.title, 60)}")
            item = QListWidgetItem(shown)
            item.setData(_PLACE, place)
            item.setToolTip(words.tip(f"{text}\n{place.title}"))
            self.list.addItem(item)
        count = words.number(len(places)) + ("+" if len(places) >= most else "")
        self._title.setText(self.tr("Not marked as a claim: {count}").format(count=count))
        self.setVisible(bool(places))
        self._fit()

    def places(self) -> tuple[TextPlace, ...]:
        return self._places

    def _choose(self, item: QListWidgetItem) -> None:
        place = self._places[self.list.row(item)]
        self.chosen.emit(place.article_id, *place.span)

    def _fit(self) -> None:
        height = self._delegate.height()
        most = max(int(SHARE * self._room / height), 1) if self._room else MOST_SHOWN
        self.list.setFixedHeight(min(len(self._places), MOST_SHOWN, most) * height)

    def sizeHint(self) -> QSize:
        return QSize(200, super().sizeHint().height())
