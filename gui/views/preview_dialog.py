"""A report before it is written: its pages as pictures, and its words as text that can be selected and read out.

Both are drawn here from what the program made: nothing of the report is run, and nothing is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QPixmap, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QTabBar,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from gui.theme import GRID
from gui.views.dialog import fit_to_screen, frame_dialog
from gui.views.widgets import button, label

PAGE_DOTS = 92.0
"""Dots an inch of a page's picture: an A4 page is then some 760 pixels wide, and small print still legible."""


class _Words(QTextBrowser):
    """The report as text. It loads nothing and follows no link, whatever stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setTabChangesFocus(True)

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
        self.words.document().setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownNoHTML)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.pages)
        self._stack.addWidget(self.words)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        close = button(self.tr("Back"), kind="primary")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        self._build(close)
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
        return fit_to_screen(self, QSize(860, 900))


def _column_of(pages: Sequence[bytes], name: str) -> QWidget:
    """The pages below one another, each with its number for who cannot see it."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setSpacing(3 * GRID)
    for number, data in enumerate(pages, 1):
        picture = QPixmap()
        picture.loadFromData(data, "PNG")
        page = QLabel()
        page.setPixmap(picture)
        page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        page.setAccessibleName(name.format(number=number, count=len(pages)))
        column.addWidget(page)
    column.addStretch(1)
    return inner
