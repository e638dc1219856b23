"""Chips for the rungs of a rating scale: icon, label, and the digit that chooses it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from core.records import Question, Rating
from gui import theme as themes
from gui import words
from gui.action_spec import rating_id
from gui.actions import default_key
from gui.icons import paint_rating
from gui.theme import GRID, Theme, mix, text_scale, ui_font
from gui.views.parts.flow import FlowLayout
from gui.views.parts.widgets import RTL
from gui.views.reader.paint import draw_style

_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
_TO_THE_LEFT, _TO_THE_RIGHT = _LINE | Qt.AlignmentFlag.AlignLeft, _LINE | Qt.AlignmentFlag.AlignRight
PAD = 6
"""Pixels between a chip's edge and what it holds."""
_COLUMNS = 3
"""Chips in a row, where their short names have room."""


class RatingChip(QAbstractButton):
    """One rating. `digit` is printed on it; checked is told by frame, ground, weight and underline."""

    def __init__(self, rating: Rating, digit: int) -> None:
        super().__init__()
        self.rating = rating
        self._digit = ""
        self._theme = themes.load("light")
        self._hover = self._whole = self._asked = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(rating.label)
        self.setAccessibleDescription(rating.definition)
        self.set_key(str(digit))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_key(self, key: str) -> None:
        """Print the key that chooses it; empty where it has none. Of Alt and a digit only the digit is printed."""
        name = self.rating.label
        self._digit = key.removeprefix("Alt+") if len(key) == len("Alt+1") else words.key_sign(key)
        self.setToolTip(words.tip(f"{words.with_key(name, key)}: {self.rating.definition}"))
        spoken = words.spoken_key(key)
        self.setAccessibleName(self.tr("{rating}, key {key}").format(rating=name, key=spoken) if key else name)
        self.updateGeometry()
        self.update()

    def printed_key(self) -> str:
        return self._digit

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(ui_font(12, QFont.Weight.DemiBold))
        side = self._side()
        width = (
            2 * PAD
            + side
            + self._key_width()
            + 2 * GRID
            + metrics.horizontalAdvance(self.rating.label if self._whole else self.rating.short)
        )
        return QSize(round(width) + 2, round(metrics.height() + 3.5 * GRID))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 96), self.sizeHint().height())

    def set_whole(self, whole: bool) -> None:
        """Whether there is room for the rating's whole name, as where others are left out."""
        if whole != self._whole:
            self._whole = whole
            self.updateGeometry()

    def set_asked(self, asked: bool) -> None:
        """Whether the question has the focus, and so each of its answers is one that can be given."""
        if asked != self._asked:
            self._asked = asked
            self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(1.0 if self.isChecked() else 0.55)
        self._paint_frame(painter)
        rtl = self.layoutDirection() is RTL
        side, middle, pad = self._side(), self.height() / 2, float(PAD)
        icon = QRectF(pad, middle - side / 2, side, side)
        wide = self._key_width()
        key = QRectF(self.width() - pad - wide, middle - side / 2, wide, side)
        if rtl:
            key.moveLeft(pad)
            icon.moveLeft(self.width() - pad - side)
        colour = QColor(self._theme.rating(self.rating))
        paint_rating(painter, icon, self.rating, colour, 2.1)
        self._paint_key(painter, key)
        left, right = (key.right(), icon.left()) if rtl else (icon.right(), key.left())
        self._paint_label(painter, QRectF(left + GRID, 0, right - left - 2 * GRID + 1, self.height()), rtl)

    def _paint_frame(self, painter: QPainter) -> None:
        theme, colour = self._theme, QColor(self._theme.rating(self.rating))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked():
            glow = QColor(colour)
            glow.setAlpha(64)
            painter.setPen(QPen(glow, 2))
            painter.drawRoundedRect(box, 6, 6)
            ground, pen = mix(theme.raised, colour.name(), 0.10), QPen(colour, 1.4)
        else:
            ground = QColor(theme.hover if self._hover and self.isEnabled() else theme.raised)
            pen = QPen(QColor(theme.line_strong if self._hover and self.isEnabled() else theme.line), 1)
        if self._asked:
            pen = QPen(QColor(theme.focus), 1.4)
        painter.setBrush(ground)
        painter.setPen(pen)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _key_width(self) -> float:
        """Of the box that the key is printed in; a digit's is square."""
        metrics = QFontMetricsF(ui_font(10, QFont.Weight.Medium))
        return max(self._side(), metrics.horizontalAdvance(self._digit) + GRID) if self._digit else 0.0

    def _paint_key(self, painter: QPainter, box: QRectF) -> None:
        if not self._digit:
            return
        painter.setPen(QPen(QColor(self._theme.line_strong if self.isChecked() else self._theme.line), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(QColor(self._theme.muted))
        painter.setFont(ui_font(10, QFont.Weight.Medium))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._digit)

    def _paint_label(self, painter: QPainter, box: QRectF, rtl: bool) -> None:
        font = ui_font(12, QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium)
        metrics = QFontMetricsF(font)
        whole = metrics.horizontalAdvance(self.rating.label) <= box.width()
        name = self.rating.label if whole else self.rating.short
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(QColor(self._theme.text))
        flags = _TO_THE_RIGHT if rtl else _TO_THE_LEFT
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(box, flags, shown)
        if self.isChecked():
            width = metrics.horizontalAdvance(shown)
            left = box.right() - width if rtl else box.left()
            y = box.center().y() + metrics.height() / 2 + 0.5
            colour = QColor(self._theme.rating(self.rating))
            draw_style(painter, left, left + width, y, self.rating.underline, colour)

    @staticmethod
    def _side() -> float:
        return 13.0 * text_scale()


class RatingChips(QWidget):
    """All rungs of one question. `rating_chosen` gives a key, or None when the chosen chip is pressed again.

    With the focus on the question itself none of its ratings is proposed; Tab goes to the first.
    """

    rating_chosen = Signal(object)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self._theme = themes.load("light")
        self._value: str | None = None
        self._only_chosen = False
        self._key: Callable[[str], str] = default_key
        self.chips: list[RatingChip] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._held = QWidget()
        self._flow = FlowLayout(self._held, spacing=GRID + 1, columns=_COLUMNS)
        column.addWidget(self._held)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark_asked()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark_asked()

    def _mark_asked(self) -> None:
        for chip in self.chips:
            chip.set_asked(self.hasFocus())

    def set_ratings(self, ratings: Sequence[Rating]) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()  # what is to go must not be painted until it has gone
            chip.deleteLater()
        self.chips = [RatingChip(rating, digit) for digit, rating in enumerate(ratings, start=1)]
        self.set_keys(self._key)
        for chip in self.chips:
            chip.set_theme(self._theme)
            chip.clicked.connect(lambda _=False, chip=chip: self._pressed(chip))
            self._flow.addWidget(chip)
        self.set_value(self._value)

    def set_keys(self, key: Callable[[str], str]) -> None:
        """Print the keys as they are now: `key` gives that of an action, by its id."""
        self._key = key
        for place, chip in enumerate(self.chips, start=1):
            chip.set_key(key(rating_id(self.question, place)))

    def set_value(self, key: str | None) -> None:
        """Show `key` as chosen; None shows no rating."""
        self._value = key
        for chip in self.chips:
            chip.setChecked(chip.rating.key == key)
        self._show_chips()

    def set_only_chosen(self, only: bool) -> None:
        """Whether the chips that were not chosen are left out: there is nothing to choose, and little room."""
        if only != self._only_chosen:
            self._only_chosen = only
            self._show_chips()

    def _show_chips(self) -> None:
        alone = self._only_chosen and any(chip.isChecked() for chip in self.chips)
        self._flow.set_columns(0 if alone else _COLUMNS)
        for chip in self.chips:
            chip.set_whole(alone)
            chip.setVisible(chip.isChecked() or not alone)
        for layout in (self._flow, self.layout()):
            if layout is not None:
                layout.invalidate()
        for held in (self._held, self):
            held.updateGeometry()  # the height that was asked for before is remembered with the item

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for chip in self.chips:
            chip.set_theme(theme)
            chip.updateGeometry()

    def _pressed(self, chip: RatingChip) -> None:
        wanted = None if chip.rating.key == self._value else chip.rating.key
        # What is chosen is said by `set_value`, once the desk has it: a failed save must not look saved.
        self.set_value(self._value)
        self.rating_chosen.emit(wanted)
