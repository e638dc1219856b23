"""How the words of an article are set: line height, paragraphs, bold figures, a headline inside the text, and what
a search found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit

from core.records import ClaimState, Mark, MentionKind, Span
from gui.theme import Theme, serif_font, text_scale
from gui.views.parts.offsets import Offsets

BOX_ROOM = 3.0
"""Pixels added to a space beside a figure's box."""
FIRST_PART = 3000
"""Code points, and the rest of a line, set at once when an article is opened: more than a window shows."""
HEADLINE_SIZE = 26
LINE_HEIGHT = 118
"""Distance of lines in per cent of the typeface's own."""
PARAGRAPH_GAP = 10
"""Pixels between paragraphs at a text scale of 1."""
PART = 1200
"""Code points, and the rest of a line, that are set in one piece of the rest: a millisecond's work. Smaller ones
make setting the whole take longer."""
SMALL_PART = 300
"""The same where nobody waits for the article."""


def found_mark(cursor: QTextCursor, theme: Theme, chosen: bool) -> QTextEdit.ExtraSelection:
    """The words of `cursor` marked as what a search found; `chosen` is the place that it stands at."""
    mark = QTextEdit.ExtraSelection()
    mark.cursor = cursor
    mark.format.setBackground(QColor(theme.accent if chosen else theme.current))
    if chosen:
        mark.format.setForeground(QColor(theme.on_accent))
    return mark


def boxed(marks: tuple[Mark, ...]) -> list[Span]:
    """The passages that stand bold in a box: figures that are neither dates nor ages, and not dismissed."""
    figures = (m for m in marks if m.kind is MentionKind.FIGURE and not m.slight)
    shown = (m for m in figures if m.state is not ClaimState.DISMISSED)
    return sorted(span for mark in shown for span in mark.pieces)


def parts(text: str, first: int = FIRST_PART, others: int = PART) -> list[Span]:
    """A text in parts to be set one after the other: the first with `first` code points, the others with
    `others`, and each with the rest of its last line."""
    cuts = [0]
    while (cut := text.find("\n", cuts[-1] + (others if cuts[-1] else first))) > 0:
        cuts.append(cut)
    return list(pairwise([*cuts, len(text)]))


def format_article(
    document: QTextDocument,
    text: str,
    offsets: Offsets,
    bold: list[Span],
    *,
    title_in_text: bool,
    part: Span | None = None,
) -> None:
    """Set the whole of `document`, which holds `text`, or a `part`; spans are code points, ends exclusive.

    The text itself is not touched. Of `bold` what ends in the part is set.
    """
    start, end = part or (0, len(text))
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    _select(cursor, offsets, (start, end))
    plain = QTextCharFormat()
    plain.setFont(serif_font())
    cursor.setCharFormat(plain)
    _space_paragraphs(cursor, document.findBlock(offsets.units(start)), text)
    if title_in_text and start == 0:
        _set_title(document)
    _embolden(cursor, text, offsets, [span for span in bold if start < span[1] <= end])
    cursor.endEditBlock()


def append_part(
    document: QTextDocument, shown: str, text: str, offsets: Offsets, bold: list[Span], part: Span
) -> None:
    """Add a part of `text` to a document that holds all before it, in the letters that are `shown` for it."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(shown[slice(*part)])
    format_article(document, text, offsets, bold, title_in_text=False, part=part)
    cursor.endEditBlock()


def embolden(document: QTextDocument, text: str, offsets: Offsets, bold: Sequence[Span]) -> None:
    """Set more figures bold in a document that `format_article` has set: what stands between them stays."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    _embolden(cursor, text, offsets, bold)
    cursor.endEditBlock()


def _embolden(cursor: QTextCursor, text: str, offsets: Offsets, bold: Sequence[Span]) -> None:
    strong, roomy = QTextCharFormat(), QTextCharFormat()
    strong.setFontWeight(QFont.Weight.Bold)
    roomy.setFontWordSpacing(BOX_ROOM * text_scale())
    for start, end in bold:
        _merge(cursor, offsets, (start, end), strong)
        # The box round a figure needs room that the spaces beside it give.
        for beside in (start - 1, end):
            if text[beside : beside + 1] == " ":
                _merge(cursor, offsets, (beside, beside + 1), roomy)


def _space_paragraphs(cursor: QTextCursor, block: QTextBlock, text: str) -> None:
    """Space the lines that `cursor` has selected, and the blank ones from `block` on.

    Paragraphs are parted by blank lines where the text has any, and otherwise by every newline.
    """
    gap = round(PARAGRAPH_GAP * text_scale())
    by_blank_lines = "\n\n" in text.strip()
    body = QTextBlockFormat()
    body.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    body.setBottomMargin(0 if by_blank_lines else gap)
    cursor.setBlockFormat(body)
    if not by_blank_lines:
        return
    narrow = QTextBlockFormat()
    narrow.setLineHeight(gap, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    while block.isValid():
        if not block.text().strip():
            QTextCursor(block).setBlockFormat(narrow)
        block = block.next()


def _set_title(document: QTextDocument) -> None:
    """Set the first line that has words as the headline it is."""
    block = document.begin()
    while block.isValid() and not block.text().strip():
        block = block.next()
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    look = QTextCharFormat()
    look.setFont(serif_font(HEADLINE_SIZE, QFont.Weight.Bold))
    cursor.mergeCharFormat(look)


def _merge(cursor: QTextCursor, offsets: Offsets, span: Span, look: QTextCharFormat) -> None:
    _select(cursor, offsets, span)
    cursor.mergeCharFormat(look)


def _select(cursor: QTextCursor, offsets: Offsets, span: Span) -> None:
    cursor.setPosition(offsets.units(span[0]))
    cursor.setPosition(offsets.units(span[1]), QTextCursor.MoveMode.KeepAnchor)
