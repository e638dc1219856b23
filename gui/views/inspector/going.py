"""By key to the parts of a check, and the caret in sight while somebody writes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QWidget

from core.checking.life import Lack
from gui.theme import GRID, text_scale
from gui.views.inspector.pages import ClaimPages

EDGE = 4 * GRID
"""Pixels above and below the caret that are seen with it: in the last line to the field's frame."""

TITLE = 8 * GRID
"""Pixels above a question's ratings in which it is named."""


class Going(QObject):
    """Takes whoever works with keys to the reason, to what a check lacks, and back to what was seen before."""

    def __init__(self, pages: ClaimPages, evidence_button: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._pages = pages
        self._before: int | None = None
        """Where the pages stood before somebody went to the reason by its key."""
        self._parts: dict[Lack, QWidget] = {
            Lack.SAID: pages.verdict.said,
            Lack.SO: pages.verdict.so,
            Lack.RATIONALE: pages.verdict.rationale,
            Lack.SOURCES: evidence_button,
        }
        self._field = pages.verdict.rationale
        self._field.cursorPositionChanged.connect(self._follow)
        pages.verticalScrollBar().rangeChanged.connect(self._follow)

    def begin(self) -> None:
        """Another claim is shown: there is nothing to go back to."""
        self._before = None

    def to_rationale(self) -> None:
        """Put the caret where the rationale ends."""
        self._pages.show_page(self._pages.verdict)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.moveCursor(self._field.textCursor().MoveOperation.End)
        if self._before is None:
            self._before = self._pages.verticalScrollBar().value()
        self._pages.ensureWidgetVisible(self._field)
        self._follow()  # the field can be higher than what is seen of it

    def back(self) -> None:
        """Show again what was seen before the rationale was gone to: the claim, and its ratings."""
        if self._before is not None:
            self._pages.verticalScrollBar().setValue(self._before)
        self._before = None

    def to_lack(self, lack: Lack) -> None:
        """Put the focus where a check is given what it lacks: a question's ratings, the reason, a source."""
        part = self._parts.get(lack)
        if part is self._field:
            self.to_rationale()
        elif part is not None:
            self._pages.show_page(self._pages.verdict)
            part.setFocus(Qt.FocusReason.OtherFocusReason)
            if self._pages.isAncestorOf(part):
                self._show_whole(part)

    def _show_whole(self, part: QWidget) -> None:
        """Scroll to a part that is not seen whole: its title comes to the top, where all of it has no room."""
        inner, bar = self._pages.widget(), self._pages.verticalScrollBar()
        if inner is None:
            return
        top, seen = part.mapTo(inner, QPoint()).y(), self._pages.viewport().height()
        if top < bar.value() or top + part.height() > bar.value() + seen:
            bar.setValue(top - round(TITLE * text_scale()))

    def is_at(self, focus: QWidget) -> bool:
        """Whether `focus` is a part that was gone to here and that no claim but the shown one is meant by."""
        return focus in self._parts.values()

    def _follow(self) -> None:
        """Scroll to the caret, while somebody writes: the field grows, and what is seen of it is a part."""
        field, pages = self._field, self._pages
        inner = pages.widget()
        if inner is None or field.window().focusWidget() is not field or not field.isVisible():
            return
        caret = field.cursorRect()
        for y in (caret.bottom() + EDGE, caret.top() - EDGE):  # where there is room for one only, its upper edge
            at = field.viewport().mapTo(inner, QPoint(caret.left(), y))
            pages.ensureVisible(0, at.y(), 0, 0)
