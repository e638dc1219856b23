"""What a pane says when there is nothing in it: a sign, a line, what to do, and the buttons that do it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui import theme as themes
from gui.icons import paint_sign
from gui.theme import GRID, Theme
from gui.views.parts.widgets import label

WIDEST = 420
"""Pixels that a line of words takes at most."""


class _Sign(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.theme = themes.load("light")
        self.setFixedSize(QSize(56, 56))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.selection))
        painter.drawEllipse(QRectF(0, 0, 56, 56))
        paint_sign(painter, QRectF(15, 15, 26, 26), self._name, QColor(self.theme.accent_text), 1.2)


class EmptyState(QWidget):
    """Centred in the pane it fills. `buttons` stand below the text, the main one first.

    With `takes_focus` it is what the focus comes to in its pane, and is read out: a focus on a button would be one
    that nobody chose.
    """

    def __init__(
        self,
        sign: str,
        title: str,
        text: str,
        buttons: tuple[QPushButton, ...] = (),
        *,
        takes_focus: bool = False,
    ) -> None:
        super().__init__()
        if takes_focus:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{title} {text}".strip())
        self._sign = _Sign(sign)
        self._title = label(title, size="strong", wrap=True)
        self._text = label(text, tone="muted", wrap=True)
        self._buttons = buttons
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(6 * GRID, 6 * GRID, 6 * GRID, 6 * GRID)
        column.setSpacing(2 * GRID)
        column.addStretch(2)
        column.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(GRID)
        for part in (self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            part.setMaximumWidth(WIDEST)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(part, 100)
            row.addStretch(1)
            column.addLayout(row)
        if buttons:
            column.addSpacing(2 * GRID)
            for made in buttons:
                column.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def set_text(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title} {text}".strip())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        """Leave the sign out where the words need its room."""
        column = self._column
        edges, between = column.contentsMargins(), column.spacing()
        width = min(self.width() - edges.left() - edges.right(), WIDEST)
        shown = [made for made in self._buttons if not made.isHidden()]
        needed = edges.top() + edges.bottom() + self._sign.height() + GRID + 2 * between
        needed += self._title.heightForWidth(width) + self._text.heightForWidth(width)
        needed += sum(made.sizeHint().height() + between for made in shown) + (2 * GRID + between if shown else 0)
        self._sign.setVisible(needed <= self.height())

    def text(self) -> str:
        return f"{self._title.text()}\n{self._text.text()}"

    def set_theme(self, theme: Theme) -> None:
        self._sign.theme = theme
        self._sign.update()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._sign.theme.focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(GRID, GRID, -GRID, -GRID), 4, 4)
