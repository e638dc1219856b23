"""A claim in its sentence: its words strong, what stands around them quiet."""

from __future__ import annotations

import re

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
BEHIND = 24
"""Characters after the claim that are shown with it, if there is room: a figure's verb often stands there."""
NEAREST = 28
"""Characters before a claim that is too long for the lines there are; the verb that it hangs on is among them."""
TO_CLAUSE = 44
"""Characters that are given up so that what is shown begins with a clause and not within one."""
LEAST_BEFORE = 6
"""Characters that stay before the claim all the same."""
_CLAUSE = re.compile(r"(?:[,;:]|\s[-–—]|[–—])\s*$")
"""What a clause begins after."""


class SentenceView(QWidget):
    """Wraps to its width and tells its height for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = themes.load("light")
        self._text = ""
        self._parts = ("", "", "")
        """What stands before the claim, its words, and what stands after it."""
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
            before = "… " + before[-AROUND:].partition(" ")[2]
        if len(after) > AROUND:
            after = after[:AROUND].rpartition(" ")[0] + "…"
        self._parts = (before, claim, after)
        self._text = before + claim + after
        self._laid.clear()
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
        before, claim, after = self._parts
        layout, ends = self._break(before, claim, after, width)
        if len(ends) > most:
            before = self._nearest(width)
            layout, ends = self._break(before, claim, after, width)
        text = before + claim + after
        kept = len(text)
        while len(ends) > most and kept:
            # The end goes word by word: the ellipsis may need the place of one more than did not fit.
            kept = min(kept, Offsets(text).points(ends[most - 1]))
            shown = text[:kept].rstrip(" ,;:")
            layout, ends = self._break(*_parted(shown + "…", len(before), len(claim)), width)
            kept = text.rfind(" ", 0, kept) if " " in text[:kept] else 0
        return layout, len(ends) * self._step()

    def _nearest(self, width: int) -> str:
        """What is shown before the claim where not all has room: the words next to it, from a clause on.

        The claim's own words are seen, with some that follow; of what stands before them as much as there is room
        for besides, and a few words in any case: "handed" of "handed over 31 sailors".
        """
        before, claim, after = self._parts
        behind = after[:BEHIND].rpartition(" ")[0] if len(after) > BEHIND else after
        starts = [0, *(found.end() for found in re.finditer(r"\s+", before.rstrip()))]

        def shown(place: int) -> str:
            return before if place == 0 else f"… {before[starts[place] :].removeprefix('… ')}"

        low, high = 0, len(starts)
        while low < high:  # the fewer words stand before it, the earlier the claim ends
            place = (low + high) // 2
            if len(self._break(shown(place), claim, behind, width)[1]) <= self._most_lines:
                high = place
            else:
                low = place + 1
        if low == len(starts):
            low = next(place for place in range(len(starts)) if len(before) - starts[place] <= NEAREST
                       or place == len(starts) - 1)  # fmt: skip
        for place in range(low, len(starts)):
            given_up, left = starts[place] - starts[low], len(before) - starts[place]
            if given_up > TO_CLAUSE or left < LEAST_BEFORE:
                break
            if place and _CLAUSE.search(before[: starts[place]]):
                return shown(place)
        return shown(low)

    @staticmethod
    def _step() -> float:
        return line_height(serif_font(16)) * 1.06

    def _break(self, before: str, claim: str, after: str, width: int) -> tuple[QTextLayout, list[int]]:
        """The three as one text in lines of `width`, and the UTF-16 positions at which these end."""
        text = before + claim + after
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
        offsets = Offsets(text)
        start, end = offsets.units(len(before)), offsets.units(len(before) + len(claim))
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


def _parted(text: str, before: int, claim: int) -> tuple[str, str, str]:
    """`text` in what stands before the claim, the claim and what stands after it, by their lengths."""
    return text[:before], text[before : before + claim], text[before + claim :]


def _range(start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, look
    return made


def _one_line(text: str) -> str:
    return "".join(" " if c.isspace() else c for c in text)
