"""Where the passages of an article stand on the page: from code-point spans to boxes on lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QTextBlock, QTextDocument, QTextLine

from core.records import Mark, MentionKind, Pieces
from gui.views.parts.offsets import Offsets

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_QUOTED = re.compile('“[^“”]*[“”]|«[^«»]*»|„[^„“”]*[“”]|"[^"]*"|(?<!\\w)‘[^‘]*?’(?!\\w)')


class LineBox(NamedTuple):
    """Part of one line, in document coordinates. `top` and `bottom` enclose the glyphs, not the leading."""

    left: float
    right: float
    top: float
    baseline: float
    bottom: float
    line_top: float
    line_bottom: float

    def rect(self, pad: float = 0.0) -> QRectF:
        return QRectF(self.left - pad, self.top, self.right - self.left + 2 * pad, self.bottom - self.top)


@dataclass(slots=True)
class Shape:
    """A mention on the page. `level` counts the underlines that already run below its words."""

    mark: Mark
    boxes: list[LineBox]
    quoted: list[LineBox]
    """The quoted words inside a mixed quote."""
    speaker: list[LineBox]
    length: int
    level: int = 0
    bounds: QRectF = field(default_factory=QRectF)

    @property
    def underlined(self) -> bool:
        return self.mark.kind in (MentionKind.INDIRECT, MentionKind.MIXED)


class Page:
    """Finds boxes in one laid-out document that holds `text`."""

    def __init__(self, document: QTextDocument, text: str) -> None:
        self._document = document
        self._text = text
        self._offsets = Offsets(text)

    @property
    def offsets(self) -> Offsets:
        return self._offsets

    def shape(self, mark: Mark, level: int = 0) -> Shape:
        """Where `mark` lies; without boxes before the document has been laid out."""
        quoted = in_marks(self._text, mark.pieces) if mark.kind is MentionKind.MIXED else ()
        length = sum(end - start for start, end in mark.pieces)
        shape = Shape(
            mark, self.boxes(mark.pieces), self.boxes(quoted), self.boxes(mark.speaker_pieces), length, level
        )
        for box in (*shape.boxes, *shape.speaker):
            line = QRectF(box.left, box.line_top, box.right - box.left, box.line_bottom - box.line_top)
            shape.bounds = shape.bounds.united(line.adjusted(-6, -6, 6, 14))
        return shape

    def boxes(self, pieces: Pieces) -> list[LineBox]:
        """One box for each line that a piece touches."""
        return [box for start, end in pieces for box in self._piece(start, end)]

    def _piece(self, start: int, end: int) -> Iterator[LineBox]:
        first, last = self._offsets.units(start), self._offsets.units(end)
        block = self._document.findBlock(first)
        while block.isValid() and block.position() < last:
            begin = max(first - block.position(), 0)
            stop = min(last - block.position(), block.length() - 1)
            if begin < stop:
                yield from _block_boxes(block, begin, stop)
            block = block.next()


def in_marks(text: str, pieces: Pieces) -> Pieces:
    """What of the pieces stands in quotation marks, the marks included; code points, ends exclusive."""
    spans = []
    for start, end in pieces:
        spans += [(start + m.start(), start + m.end()) for m in _QUOTED.finditer(text[start:end])]
    return tuple(spans)


def levels(marks: tuple[Mark, ...]) -> Iterator[dict[int, int]]:
    """How deep below its words each underlined mention is drawn, by claim: those that share words differ, and
    the shorter lies nearer. One part for each stretch of text whose mentions overlap."""
    underlined = [mark for mark in marks if mark.kind in (MentionKind.INDIRECT, MentionKind.MIXED) and mark.pieces]
    underlined.sort(key=lambda mark: mark.pieces[0][0])
    group: list[Mark] = []
    reach = 0
    for mark in [*underlined, None]:
        if group and (mark is None or mark.pieces[0][0] >= reach):
            yield _group_levels(group)
            group = []
        if mark is not None:
            reach = max(reach if group else 0, mark.pieces[-1][1])
            group.append(mark)


def _group_levels(group: list[Mark]) -> dict[int, int]:
    placed: list[tuple[Mark, int]] = []
    for mark in sorted(group, key=lambda mark: sum(end - start for start, end in mark.pieces)):
        taken = {level for other, level in placed if _overlap(mark.pieces, other.pieces)}
        placed.append((mark, next(level for level in range(len(placed) + 1) if level not in taken)))
    return {mark.claim_id: level for mark, level in placed}


def outline(boxes: list[LineBox], pad: float, radius: float) -> QPainterPath:
    """One path round the boxes; boxes of neighbouring lines are joined."""
    path = QPainterPath()
    path.setFillRule(path.fillRule().WindingFill)
    for i, box in enumerate(boxes):
        top, bottom = box.top, box.bottom
        if i and boxes[i - 1].line_bottom >= box.line_top - 1 and boxes[i - 1].line_top < box.line_top:
            # Touching shapes would keep the line between them; overlapping ones become one.
            top = min(top, boxes[i - 1].bottom - 2)
        part = QPainterPath()
        rect = QRectF(box.left - pad, top, box.right - box.left + 2 * pad, bottom - top)
        part.addRoundedRect(rect, radius, radius)
        path = path.united(part)
        if top < box.top:
            path = path.united(_bridge(boxes[i - 1], box, pad, radius))
    return path


def _bridge(above: LineBox, below: LineBox, pad: float, radius: float) -> QPainterPath:
    """Fills the rounded corners where two lines of one outline meet."""
    path = QPainterPath()
    left, right = max(above.left, below.left), min(above.right, below.right)
    if left < right:
        path.addRect(QRectF(left - pad, above.bottom - radius, right - left + 2 * pad, 2 * radius))
    return path


def _overlap(one: Pieces, other: Pieces) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def _block_boxes(block: QTextBlock, begin: int, stop: int) -> Iterator[LineBox]:
    layout = block.layout()
    origin = block.document().documentLayout().blockBoundingRect(block).topLeft()
    mixed = _RIGHT_TO_LEFT.search(block.text()) is not None
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start, end = max(begin, line.textStart()), min(stop, line.textStart() + line.textLength())
        while end > start and block.document().characterAt(block.position() + end - 1).isspace():
            end -= 1  # the space at which a line breaks is not shown
        if start >= end:
            continue
        baseline = origin.y() + line.y() + line.ascent()
        for left, right in _extents(line, start, end, mixed):
            yield LineBox(
                origin.x() + left,
                origin.x() + right,
                baseline - line.ascent(),
                baseline,
                baseline + line.descent(),
                origin.y() + line.y(),
                origin.y() + line.y() + line.height(),
            )


def _extents(line: QTextLine, start: int, end: int, mixed: bool) -> list[tuple[float, float]]:
    """Left and right of the glyphs of a range; several where both directions meet in it."""
    if not mixed:
        left, right = _x(line, start), _x(line, end)
        return [(min(left, right), max(left, right))]
    rects = [run.boundingRect() for run in line.glyphRuns(start, end - start)]
    joined: list[tuple[float, float]] = []
    for left, right in sorted((rect.left(), rect.right()) for rect in rects if rect.width() > 0):
        if joined and left <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined


def _x(line: QTextLine, position: int) -> float:
    # In Python the answer is a pair, of which the second is the position found.
    answer = cast(tuple[float, int], line.cursorToX(position))
    return answer[0]
