"""Words that changed, as one running text: what is gone struck through, what is new underlined and bold.

The texts are hostile: they are set as plain text with character formats, never read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from core.checking.changes import Piece
from gui import theme as themes
from gui.theme import Theme, serif_font
from gui.views.parts.offsets import displayable

Pieces = tuple[tuple[Piece, str], ...]


class DiffText(QTextEdit):
    """Read-only, as high as its words. `serif` sets it as the article is set."""

    def __init__(self, name: str, pieces: Iterable[tuple[Piece, str]] = (), *, serif: bool = False) -> None:
        super().__init__()
        self._theme = themes.load("light")
        self._pieces: Pieces = ()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(self.wordWrapMode().WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setProperty("diff", True)
        self._serif = serif
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setAccessibleName(name)
        self.set_pieces(pieces)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._fill()

    def set_pieces(self, pieces: Iterable[tuple[Piece, str]]) -> None:
        self._pieces = tuple(pieces)
        self.setAccessibleDescription(self._spoken())
        self._fill()

    def pieces(self) -> Pieces:
        return self._pieces

    def sizeHint(self) -> QSize:
        return QSize(200, self._needed())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._needed())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _needed(self) -> int:
        return round(self.document().size().height()) + 2 * self.frameWidth() + 2

    def _fit(self) -> None:
        if self.height() != self._needed():
            self.setFixedHeight(self._needed())

    def _fill(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        before = Piece.SAME
        for piece, text in self._pieces:
            if before is Piece.GONE and piece is Piece.NEW:
                cursor.insertText(" ", self._plain())  # else the two words run into one
            cursor.insertText(displayable(text), self._format(piece))
            before = piece
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def _plain(self) -> QTextCharFormat:
        made = QTextCharFormat()
        if self._serif:
            made.setFont(serif_font(14))
        return made

    def _format(self, piece: Piece) -> QTextCharFormat:
        made = self._plain()
        if piece is Piece.GONE:
            made.setBackground(QColor(self._theme.bad_ground))
            made.setForeground(QColor(self._theme.bad))
            made.setFontStrikeOut(True)
        elif piece is Piece.NEW:
            made.setBackground(QColor(self._theme.good_ground))
            made.setForeground(QColor(self._theme.good))
            made.setFontUnderline(True)
            made.setFontWeight(QFont.Weight.DemiBold)
        return made

    def _spoken(self) -> str:
        """What a screen reader says instead of strokes and colours."""
        was = "".join(text for piece, text in self._pieces if piece is not Piece.NEW)
        now = "".join(text for piece, text in self._pieces if piece is not Piece.GONE)
        if was == now:
            return now
        return self.tr("was: {was}; now: {now}").format_map(
            {"was": was or self.tr("nothing"), "now": now or self.tr("nothing")}
        )
