"""A claim in its sentence: its words strong, what stands around them quiet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme as themes
from gui import words
from gui.theme import Theme, serif_font
from gui.views.parts.offsets import Offsets, displayable
from gui.views.parts.widgets import RTL, line_height

AROUND = 160
"""Characters of the sentence shown before and after the claim."""
MOST_LINES = 7
"""Lines shown; the rest of a long quote is in the reader, and in the tool tip."""
MOST_WIDTHS = 16
"""Widths that the lines of one sentence are remembered for; a window drawn larger has one after the other."""
FEWEST_LINES = 2
"""Lines shown however little room there is."""


class SentenceView(QWidget):
    """Wraps to its width and tells its height for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = themes.load("light")
        self._text = ""
        self._strong = (0, 0)
        self._laid: dict[tuple[int, bool], tuple[QTextLayout, float]] = {}
        """Layouts by width and direction: who lays out the inspector asks for the height many times in a row."""
        self._most_lines = MOST_LINES
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._laid.clear()
        self.updateGeometry()
        self.update()

    def set_sentence(self, before: str, claim: str, after: str) -> None:
        """Long surroundings are cut at a word, with an ellipsis."""
        before, claim, after = (_one_line(displayable(part)) for part in (before, claim, after))
        if len(before) > AROUND:
            before = "…" + before[-AROUND:].partition(" ")[2]
        if len(after) > AROUND:
            after = after[:AROUND].rpartition(" ")[0] + "…"
        self._text = before + claim + after
        self._laid.clear()
        offsets = Offsets(self._text)
        self._strong = (offsets.units(len(before)), offsets.units(len(before) + len(claim)))
        self.setAccessibleName(self._text)
        self.setToolTip(words.tip(self._text) if len(self._text) > AROUND // 2 else "")
        self.updateGeometry()
        self.update()

    def fit_into(self, height: int, lines: int | None = None) -> None:
        """Show no more lines than fit into `height` pixels, and than `lines`; the claim's own words come first."""
        most = min(max(int(height / self._step()), FEWEST_LINES), lines or MOST_LINES)
        if most != self._most_lines:
            self._most_lines = most
            self._laid.clear()
            self.updateGeometry()
            self.update()

    def lines(self) -> int:
        """How many lines are shown."""
        return round(self._lay_out(self.width())[1] / self._step())

    def text(self) -> str:
        return self._text

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._lay_out(width)[1])

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 160)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, round(line_height(serif_font(16))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.text))
        self._lay_out(self.width())[0].draw(painter, QPointF(0, 0))

    def _lay_out(self, width: int) -> tuple[QTextLayout, float]:
        key = (width, self.layoutDirection() is RTL)
        if key not in self._laid:
            if len(self._laid) >= MOST_WIDTHS:
                self._laid.clear()
            self._laid[key] = self._lay_out_anew(width)
        return self._laid[key]

    def _lay_out_anew(self, width: int) -> tuple[QTextLayout, float]:
        most = self._most_lines
        text, strong = self._text, self._strong
        layout, ends = self._break(text, width, strong)
        if len(ends) > most and _line_of(ends, strong[0]) > 0 and most < MOST_LINES:
            # What stands before the claim goes first, so that its own words are seen.
            text = "… " + text[Offsets(text).points(strong[0]) :]
            strong = (2, strong[1] - strong[0] + 2)
            layout, ends = self._break(text, width, strong)
        if len(ends) > most:
            cut = text[: Offsets(text).points(max(ends[most - 1] - 3, 0))]
            layout, ends = self._break(cut.rstrip() + "…", width, strong)
        return layout, len(ends) * self._step()

    @staticmethod
    def _step() -> float:
        return line_height(serif_font(16)) * 1.06

    def _break(self, text: str, width: int, strong_span: tuple[int, int]) -> tuple[QTextLayout, list[int]]:
        """`text` in lines of `width`, and the UTF-16 positions at which they end."""
        layout = QTextLayout(text, serif_font(16))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if self.layoutDirection() is RTL else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        quiet, strong = QTextCharFormat(), QTextCharFormat()
        quiet.setForeground(QColor(self._theme.muted))
        strong.setForeground(QColor(self._theme.text))
        strong.setFontWeight(QFont.Weight.Bold)
        start, end = strong_span
        length = 2 * len(text)
        layout.setFormats([_range(0, start, quiet), _range(start, end, strong), _range(end, length, quiet)])
        ends: list[int] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, len(ends) * self._step()))
            ends.append(line.textStart() + line.textLength())
        layout.endLayout()
        return layout, ends


def _line_of(ends: Sequence[int], position: int) -> int:
    """The line, from 0, that holds a position."""
    return next((line for line, end in enumerate(ends) if position < end), len(ends))


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, look
    return made


def _one_line(text: str) -> str:
    return "".join(" " if c.isspace() else c for c in text)
