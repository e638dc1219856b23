"""How the words of an article are set: line height, paragraphs, bold figures, a headline inside the text."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from core.records import ClaimState, Mark, MentionKind, Span
from gui.theme import serif_font, text_scale
from gui.views.offsets import Offsets

BOX_ROOM = 3.0
"""Pixels added to a space beside a figure's box."""
HEADLINE_SIZE = 26
LINE_HEIGHT = 118
"""Distance of lines in per cent of the typeface's own."""
PARAGRAPH_GAP = 10
"""Pixels between paragraphs at a text scale of 1."""


def boxed(marks: tuple[Mark, ...]) -> list[Span]:
    """The passages that stand bold in a box: figures that are neither dates nor ages, and not dismissed."""
    figures = (m for m in marks if m.kind is MentionKind.FIGURE and not m.slight)
    shown = (m for m in figures if m.state is not ClaimState.DISMISSED)
    return sorted(span for mark in shown for span in mark.pieces)


def format_article(
    document: QTextDocument, text: str, offsets: Offsets, bold: list[Span], *, title_in_text: bool
) -> None:
    """Set the whole of `document`, which holds `text`; spans are code points. The text itself is not touched."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    plain = QTextCharFormat()
    plain.setFont(serif_font())
    cursor.setCharFormat(plain)
    _space_paragraphs(cursor, document, text)
    if title_in_text:
        _set_title(document)
    _embolden(cursor, text, offsets, bold)
    cursor.endEditBlock()


def embolden(document: QTextDocument, text: str, offsets: Offsets, bold: list[Span]) -> None:
    """Set more figures bold in a document that `format_article` has set: what stands between them stays."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    _embolden(cursor, text, offsets, bold)
    cursor.endEditBlock()


def _embolden(cursor: QTextCursor, text: str, offsets: Offsets, bold: list[Span]) -> None:
    strong, roomy = QTextCharFormat(), QTextCharFormat()
    strong.setFontWeight(QFont.Weight.Bold)
    roomy.setFontWordSpacing(BOX_ROOM * text_scale())
    for start, end in bold:
        _merge(cursor, offsets, (start, end), strong)
        # The box round a figure needs room that the spaces beside it give.
        for beside in (start - 1, end):
            if text[beside : beside + 1] == " ":
                _merge(cursor, offsets, (beside, beside + 1), roomy)


def _space_paragraphs(cursor: QTextCursor, document: QTextDocument, text: str) -> None:
    """Paragraphs are parted by blank lines where the text has any, and otherwise by every newline."""
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
    block = document.begin()
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
    cursor.setPosition(offsets.units(span[0]))
    cursor.setPosition(offsets.units(span[1]), QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(look)
