"""The picture of a page of a kept copy, with its words selectable where they are drawn."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.evidence.viewing import Part
from gui import theme as themes
from gui.theme import Theme


@dataclass(frozen=True, slots=True)
class _Line:
    """Characters beside each other: their places in the text, and the band of the page they take, as shares."""

    places: tuple[int, ...]
    top: float
    bottom: float


class PagePicture(QWidget):
    """`selected` tells the passage that the mouse is drawn over, in the part's text: start, end (exclusive).

    The widget is as large as the picture at `width` pixels across; offsets are code points.
    """

    selected = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = themes.load("light")
        self._image = QImage()
        self._part: Part | None = None
        self._lines: list[_Line] = []
        self._selection = (0, 0)
        self._anchor: int | None = None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_part(self, part: Part | None, width: int) -> None:
        """Show a part's picture `width` pixels across; nothing where it has none."""
        self._part, self._selection, self._anchor = part, (0, 0), None
        self._image = QImage()
        if part is not None and part.pixels is not None:
            pixels = part.pixels
            row = 3 * pixels.width
            self._image = QImage(pixels.rgb, pixels.width, pixels.height, row, QImage.Format.Format_RGB888).copy()
        self._lines = _lines(part) if part is not None else []
        self.setCursor(Qt.CursorShape.IBeamCursor if self._lines else Qt.CursorShape.ArrowCursor)
        self.set_width(width)

    def set_width(self, width: int) -> None:
        size = self._image.size()
        height = round(width * size.height() / size.width()) if size.width() else 0
        self.setFixedSize(QSize(width if height else 0, height))
        self.update()

    def set_selection(self, start: int, end: int) -> None:
        """Mark a passage of the part's text."""
        self._selection = (start, end)
        self.update()

    def boxes(self) -> list[QRectF]:
        """Where the marked passage stands, a box a line, in the widget's pixels."""
        start, end = self._selection
        found = []
        for line in self._lines:
            inside = line.places[bisect_left(line.places, start) : bisect_left(line.places, end)]
            if inside:
                boxes = [self._box(place) for place in inside]
                left, right = min(b.left() for b in boxes), max(b.right() for b in boxes)
                top, bottom = line.top * self.height(), line.bottom * self.height()
                found.append(QRectF(left, top, right - left, bottom - top))
        return found

    def _box(self, place: int) -> QRectF:
        assert self._part is not None  # noqa: S101 - lines are of a part
        left, top, right, bottom = self._part.boxes[4 * place : 4 * place + 4]
        across, down = self.width(), self.height()
        return QRectF(left * across, top * down, (right - left) * across, (bottom - top) * down)

    def place_at(self, point: QPointF) -> int | None:
        """The place in the text of the character nearest to a point: on the line at its height, or the nearest."""
        if not self._lines or not self.height():
            return None
        y = point.y() / self.height()
        line = min(self._lines, key=lambda each: max(each.top - y, y - each.bottom, 0.0))
        return min(line.places, key=lambda place: abs(self._box(place).center().x() - point.x()))

    # --- events -----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._anchor = self.place_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        if self._anchor is not None and place is not None:
            self.selected.emit(min(self._anchor, place), max(self._anchor, place) + 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._anchor = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        if place is not None and self._part is not None:
            self.selected.emit(*_word(self._part.text, place))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)
        colour = QColor(self._theme.accent)
        colour.setAlpha(90)  # over paper, which is light in either theme
        for box in self.boxes():
            painter.fillRect(box, colour)
        painter.setPen(QColor(self._theme.line_strong))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _lines(part: Part) -> list[_Line]:
    """The characters that are drawn, in lines: the next one begins where a character stands beside the band."""
    found: list[_Line] = []
    places: list[int] = []
    top = bottom = 0.0
    boxes = part.boxes
    for place in range(len(boxes) // 4):
        above, right, below = boxes[4 * place + 1], boxes[4 * place + 2], boxes[4 * place + 3]
        if not right and not below:
            continue
        middle = (above + below) / 2
        if places and not (top <= middle <= bottom or above <= (top + bottom) / 2 <= below):
            found.append(_Line(tuple(places), top, bottom))
            places = []
        top, bottom = (min(top, above), max(bottom, below)) if places else (above, below)
        places.append(place)
    if places:
        found.append(_Line(tuple(places), top, bottom))
    return found


def _word(text: str, place: int) -> tuple[int, int]:
    start = end = place
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
