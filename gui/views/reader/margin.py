"""The marks beside the article's lines: where they stand and what they show."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.theme import GRID, text_scale
from gui.views.reader.paint import MentionPainter
from gui.views.reader.shapes import Shape


@dataclass(slots=True)
class MarginMark:
    box: QRectF
    shapes: list[Shape]
    """One shape; or, at the end of a crowded line, all that found no place."""


def place_marks(shapes: list[Shape], edge: float, rtl: bool) -> list[MarginMark]:
    """Lay the marks of each line into the gutter before `edge`, two at most; the rest of a line is counted."""
    side = 16.0 * min(text_scale(), 1.5)
    starting = sorted((s for s in shapes if s.boxes), key=lambda s: (s.boxes[0].line_top, s.boxes[0].left))
    placed: list[MarginMark] = []
    for _, group in groupby(starting, key=lambda s: s.boxes[0].line_top):
        line = list(group)
        places = [line] if len(line) == 1 else [line[:1], line[1:]]
        for i, held in enumerate(places):
            nearer = i if rtl else len(places) - 1 - i  # the marks stand in the order of what they mark
            away = 3 * GRID + nearer * (side + 3)
            x = edge + away if rtl else edge - away - side
            box = held[0].boxes[0]
            middle = (box.top + box.bottom) / 2
            placed.append(MarginMark(QRectF(x, middle - side / 2, side, side), held))
    return placed


def paint_margin(mentions: MentionPainter, painter: QPainter, mark: MarginMark, current: int | None) -> None:
    """Draw the mark of one mention; of several the current one's, else their number."""
    chosen = next((s for s in mark.shapes if s.mark.claim_id == current), None)
    if len(mark.shapes) == 1 or chosen is not None:
        mentions.paint_mark(painter, mark.box, chosen or mark.shapes[0], chosen is not None)
    else:
        mentions.paint_more(painter, mark.box, len(mark.shapes))
