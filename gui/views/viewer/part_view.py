"""One part of a kept copy, shown: the picture of a page beside its words, words alone, or a picture alone.

What is selected in the words is marked on the picture, and what the mouse is drawn over there is selected in the
words.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QSplitter, QTextEdit, QWidget

from core.evidence.requests import pattern
from core.evidence.viewing import Part, Showing
from gui import theme as themes
from gui.theme import Theme
from gui.views.parts.offsets import Offsets, displayable
from gui.views.viewer.page_picture import PagePicture

ZOOMS = (1.0, 1.25, 1.5, 2.0, 3.0)
"""Times the width there is."""
LEAST_PICTURE = 200
"""Pixels across; where there is less room, the picture is scrolled."""
SHARPEST = 3_200
"""Pixels across that a page is asked for at most."""
SETTLES = 200
"""Milliseconds after which a page is drawn anew for another width."""
MOST_MARKED = 1_000
"""Places marked in one part; a letter alone stands in it more often than anybody looks at."""


class PartView(QSplitter):
    """Setters in, signals out. All offsets are code points of the part's text, ends exclusive.

    `selected` gives the passage that is selected now, `taken` comes with Enter in the words, `sharper_wanted` when
    the shown page should be drawn anew, `wanted_width` pixels across.
    """

    selected = Signal(int, int)
    taken = Signal()
    sharper_wanted = Signal()

    def __init__(self, theme: Theme | None = None, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.part: Part | None = None
        self._theme = theme or themes.load("light")
        self._offsets = Offsets("")
        self._zoom = 0
        self._asked_width = 0
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLES)
        self._settle.timeout.connect(self._draw_anew)
        self._build()
        self.text.selectionChanged.connect(self.tell_selection)
        self.picture.selected.connect(self.select)
        self._fit()

    def _build(self) -> None:
        self.picture = PagePicture()
        self.picture.set_theme(self._theme)
        self.sheet = QScrollArea()
        self.sheet.setAccessibleName(self.tr("The page as a picture"))
        self.sheet.setWidget(self.picture)
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sheet.viewport().installEventFilter(self)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("field", True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setAccessibleName(self.tr("The words of the copy"))
        self.text.installEventFilter(self)
        self.addWidget(self.sheet)
        self.addWidget(self.text)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        self.setChildrenCollapsible(False)

    # --- setters ----------------------------------------------------------------------------------------------

    def set_part(self, part: Part) -> None:
        """Show a part. The one that is shown already, drawn anew, keeps its selection and place."""
        again = self.part is not None and (self.part.showing, self.part.number) == (part.showing, part.number)
        kept = self.selection() if again else (0, 0)
        self.part = part
        self.picture.set_part(part, self._picture_width())
        if not again or self.text.document().isEmpty():
            self._offsets = Offsets(part.text)
            self.text.setPlainText(displayable(part.text))
        self._fit()
        if again:
            self.picture.set_selection(*kept)
        else:
            self.sheet.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """The part that comes next is of another copy, whatever its number."""
        self.part = None

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.picture.set_theme(theme)

    def mark(self, words: str) -> None:
        """Mark every place of the part that has the words; none for no words."""
        ground = QColor(self._theme.figure)
        marks: list[QTextEdit.ExtraSelection] = []
        for found in pattern(words).finditer(self.part.text) if words and self.part is not None else ():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(found.start(), found.end())
            mark.format.setBackground(ground)
            marks.append(mark)
            if len(marks) == MOST_MARKED:
                break
        self.text.setExtraSelections(marks)

    def select(self, start: int, end: int) -> None:
        """Select a passage of the part, and scroll its picture there."""
        self.text.setTextCursor(self._cursor(start, end))
        boxes = self.picture.boxes()
        if boxes:
            middle = boxes[0].center().toPoint()
            self.sheet.ensureVisible(middle.x(), middle.y(), 50, 80)

    def zoom(self, by: int) -> None:
        """Show the picture larger by so many steps of `ZOOMS`, or smaller."""
        self._zoom = min(max(self._zoom + by, 0), len(ZOOMS) - 1)
        self._widen()

    # --- answers ----------------------------------------------------------------------------------------------

    def selection(self) -> tuple[int, int]:
        """The selected passage; both ends are the caret where nothing is selected."""
        cursor = self.text.textCursor()
        return self._offsets.points(cursor.selectionStart()), self._offsets.points(cursor.selectionEnd())

    def tell_selection(self) -> None:
        """Mark on the picture what is selected, and tell it, also if it was told before."""
        start, end = self.selection()
        self.picture.set_selection(start, end)
        self.selected.emit(start, end)

    def wanted_width(self) -> int:
        """Pixels across that a page should be drawn with now."""
        self._asked_width = min(round(self._picture_width() * self.devicePixelRatioF()), SHARPEST)
        return self._asked_width

    # --- looks ------------------------------------------------------------------------------------------------

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(self._offsets.units(start))
        cursor.setPosition(self._offsets.units(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _fit(self) -> None:
        """Show of picture and words what the part has."""
        showing = self.part.showing if self.part is not None else None
        opens = showing is Showing.PAGES and self.sheet.isHidden()
        self.sheet.setVisible(showing in (Showing.PAGES, Showing.PICTURE))
        if opens:
            self.setSizes([3 * self.width(), 2 * self.width()])
        self.text.setVisible(showing is not Showing.PICTURE)

    def _picture_width(self) -> int:
        room = self.sheet.viewport().width() if self.sheet.isVisible() else self.width() * 3 // 5
        if self.part is not None and self.part.showing is Showing.PICTURE and self.part.pixels is not None:
            room = min(room, self.part.pixels.width)
        return max(round(room * ZOOMS[self._zoom]), LEAST_PICTURE)

    def _widen(self) -> None:
        """Stretch the picture to the width it should have, and have it drawn for that once the width stays."""
        self.picture.set_width(self._picture_width())
        self._settle.start()

    def _draw_anew(self) -> None:
        if self.part is None or self.part.showing is not Showing.PAGES:
            return
        before = self._asked_width
        if abs(self.wanted_width() - before) > 8:
            self.sharper_wanted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the words takes them; a page is as wide as there is room."""
        if watched is self.sheet.viewport() and event.type() is QEvent.Type.Resize:
            self._widen()
        if watched is self.text and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self.taken.emit()
                return True
        return super().eventFilter(watched, event)
