"""A report before it is written: its pages as pictures, and its words as text that can be selected and read out.

Both are drawn here from what the program made: nothing of the report is run, and nothing is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QUrl
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QTabBar,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from gui.theme import GRID
from gui.views.parts.dialog import fit_to_screen, frame_dialog
from gui.views.parts.widgets import button, label

PAGE_DOTS = 120.0
"""Dots an inch of a page's picture: an A4 page is then some 990 pixels wide and sharp as it is shown."""
WIDEST = 860
"""Pixels of width in which a page is shown at most; lines wider than this are no easier to read."""


class _Words(QTextBrowser):
    """The report as text. It loads nothing and follows no link, whatever stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(4 * GRID)

    def show_text(self, text: str) -> None:
        """Set Markdown, with the room between lines that reading wants."""
        # GitHub's dialect is the one with tables.
        dialect = (
            QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
        )
        self.document().setMarkdown(text, dialect)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        spaced.setBottomMargin(1.5 * GRID)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, type: int, name: QUrl | str) -> object:
        return None


class PreviewDialog(QDialog):
    """`pages` are PNG pictures, `text` Markdown in which everything of others is escaped."""

    def __init__(self, title: str, pages: Sequence[bytes], text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preview: {title}").format(title=title))
        frame_dialog(self)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setAccessibleName(self.tr("Pages or text"))
        count = len(pages)
        self.tabs.addTab(self.tr("1 page") if count == 1 else self.tr("{count} pages").format(count=count))
        self.tabs.addTab(self.tr("Text"))
        self.pages = QScrollArea()
        self.pages.setWidgetResizable(True)
        self.pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pages.setAccessibleName(self.tr("Pages of the report"))
        self.pages.setWidget(_column_of(pages, self.tr("Page {number} of {count}")))
        self.words = _Words()
        self.words.setAccessibleName(self.tr("The report as text"))
        self.words.show_text(text)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.pages)
        self._stack.addWidget(self.words)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        close = button(self.tr("Back"), kind="primary")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        self._build(close)
        self.resize(self.sizeHint())
        self.pages.setFocus()

    def _build(self, close: QWidget) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.tabs)
        column.addLayout(self._stack, 1)
        row = QHBoxLayout()
        said = self.tr("Nothing is written yet. The pages are those of the PDF; other formats say the same.")
        row.addWidget(label(said, tone="muted", size="small", wrap=True), 1)
        row.addWidget(close)
        column.addLayout(row)

    def sizeHint(self) -> QSize:
        return fit_to_screen(self, QSize(WIDEST + 14 * GRID, 920))


class PageView(QWidget):
    """One page, as wide as there is room for."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__()
        self.picture = QPixmap()
        self.picture.loadFromData(data, "PNG")
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._shown(width).height()

    def sizeHint(self) -> QSize:
        return self._shown(WIDEST)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 280)

    def _shown(self, width: int) -> QSize:
        size = self.picture.size()
        size.scale(QSize(min(width, WIDEST), 10_000), Qt.AspectRatioMode.KeepAspectRatio)
        return size

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._shown(self.width())
        place = QRect((self.width() - size.width()) // 2, 0, size.width(), size.height())
        painter.drawPixmap(place, self.picture)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(place.adjusted(0, 0, -1, -1))


def _column_of(pages: Sequence[bytes], name: str) -> QWidget:
    """The pages below one another, each with its number for who cannot see it."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setSpacing(3 * GRID)
    for number, data in enumerate(pages, 1):
        column.addWidget(PageView(data, name.format(number=number, count=len(pages))))
    column.addStretch(1)
    return inner
