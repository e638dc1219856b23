"""Finding words in the open article: all places marked at once, Enter goes to the next; Esc closes and leaves the
place selected, so that a claim can be made of it."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.records import Span
from gui.theme import GRID
from gui.views.parts.widgets import button, hairline, label
from gui.views.reader.page import ReaderPage

MOST = 5_000
"""Places found at most; a letter alone is in a long transcript more often than anybody steps through."""


class FindBar(QWidget):
    """Above the page, hidden until `open_bar`. Case and runs of spaces make no difference."""

    def __init__(self, page: ReaderPage) -> None:
        super().__init__()
        self._page = page
        self._found: list[Span] = []
        self._at = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        row.setSpacing(2 * GRID)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in the article"))
        self.field.setAccessibleName(self.tr("Find in the article"))
        self.field.textChanged.connect(lambda _: self._search())
        self.count = label("", tone="muted", size="small")
        self.previous_button = button("↑", kind="quiet", name=self.tr("Previous place"))
        self.next_button = button("↓", kind="quiet", name=self.tr("Next place"))
        self.close_button = button("✕", kind="quiet", name=self.tr("Close the search"))
        self.previous_button.setToolTip(self.tr("Previous place (Shift+Enter)"))
        self.next_button.setToolTip(self.tr("Next place (Enter)"))
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.previous_button.clicked.connect(lambda: self.step(-1))
        self.next_button.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.close_bar)
        row.addWidget(self.field, 1)
        for part in (self.count, self.previous_button, self.next_button, self.close_button):
            row.addWidget(part)
        column.addLayout(row)
        column.addWidget(hairline())
        self.hide()

    def open_bar(self, typed: str = "") -> None:
        """Open it, looking for `typed` if that is given, else for what was typed last."""
        self.show()
        if typed:
            self.field.setText(typed)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search()

    def close_bar(self) -> None:
        if self.isHidden():
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        chosen = self._found[self._at] if self._found and had_focus else None
        if had_focus:  # before it goes with the field: what is shown and has the focus keeps it
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self._found = []
        self._page.show_found((), None)
        if chosen is not None:
            self._page.select_span(chosen)

    def step(self, by: int) -> None:
        """Go to the next or previous place, round the end."""
        if self._found:
            self._at = (self._at + by) % len(self._found)
            self._show()

    def places(self) -> list[Span]:
        """What was found, in code points."""
        return list(self._found)

    def _search(self) -> None:
        words = self.field.text().split()
        pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE) if words else None
        self._found = []
        for found in pattern.finditer(self._page.text()) if pattern else ():
            self._found.append(found.span())
            if len(self._found) == MOST:
                break
        start = self._page.first_point_in_sight()
        self._at = next((i for i, (at, _) in enumerate(self._found) if at >= start), 0)
        self._show()

    def _show(self) -> None:
        total = len(self._found)
        self.count.setText(
            self.tr("{at} of {total}").format(at=self._at + 1, total=total)
            if total
            else self.tr("Not found")
            if self.field.text().strip()
            else ""
        )
        for made in (self.previous_button, self.next_button):
            made.setEnabled(total > 1)
        self._page.show_found(tuple(self._found), self._found[self._at] if total else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.hasFocus():
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
