"""A kept copy, shown: its words or pages, what was kept of it, and the passage that is to be evidence.

The copy is hostile. It is opened in a child process; what comes here is text, set as plain text, and pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.evidence.viewing import Found, Part, Showing, locator
from core.records import CaptureRow, EvidenceRow, Stance
from gui import theme as themes
from gui import words
from gui.theme import GRID, Theme, text_scale
from gui.views.copy_search import CopySearch
from gui.views.dialog import fit_to_screen, frame_dialog
from gui.views.offsets import Offsets, displayable
from gui.views.page_picture import PagePicture
from gui.views.passage_form import PassageForm
from gui.views.viewer_keys import KEYS
from gui.views.widgets import ElidedLabel, button, hairline, label, restyle

ZOOMS = (1.0, 1.25, 1.5, 2.0, 3.0)
"""Times the width there is."""
SHARPEST = 3_200
"""Pixels across that a page is asked for at most."""
WIDTH, LEAST_WIDTH = 1320, 880
"""Pixels across, at first and over a small window."""
SETTLES = 200
"""Milliseconds after which a page is drawn anew for another width."""


class SourceViewer(QDialog):
    """Shows the copies of one piece of evidence. Setters in, signals out; it knows neither desk nor process.

    `attach_requested` and `add_requested` give excerpt, locator, stance and note.
    """

    part_wanted = Signal(int)
    copy_wanted = Signal(int)
    find_wanted = Signal(str, int, int)
    attach_requested = Signal(str, str, object, str)
    add_requested = Signal(str, str, object, str)
    save_requested = Signal()
    archive_requested = Signal(str)

    def __init__(self, theme: Theme | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame_dialog(self)
        self.setWindowTitle(self.tr("Kept copy"))
        self.part: Part | None = None
        self._theme = theme or themes.load("light")
        self._offsets = Offsets("")
        self._zoom = 0
        self._asked_width = 0
        self.wanted = 1
        """The part that was asked for last."""
        self._pending: tuple[int, int] | None = None
        self._quiet = False
        self._searched = (1, 0, False)
        """Part and offset that the last search began at, and whether it was of words being typed."""
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLES)
        self._settle.timeout.connect(self._draw_anew)
        self._build()
        self._connect()
        self._fit_to_part()
        self.resize(self.sizeHint())  # else Qt gives a dialog two thirds of the screen at most

    # --- building ---------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.title = ElidedLabel(size="title")
        self.copies = QComboBox()
        self.copies.setAccessibleName(self.tr("Which copy"))
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
        self.pages = QSplitter(Qt.Orientation.Horizontal)
        self.pages.addWidget(self.sheet)
        self.pages.addWidget(self.text)
        self.pages.setStretchFactor(0, 3)
        self.pages.setStretchFactor(1, 2)
        self.pages.setChildrenCollapsible(False)
        self.message = label("", tone="muted", size="small", wrap=True)
        self.form = PassageForm()
        left = QVBoxLayout()
        left.setSpacing(2 * GRID)
        left.addLayout(self._build_bar())
        left.addWidget(self.pages, 1)
        left.addWidget(self.message)
        body = QHBoxLayout()
        body.setSpacing(4 * GRID)
        body.addLayout(left, 1)
        body.addWidget(hairline(vertical=True))
        body.addWidget(self.form)
        top = QHBoxLayout()
        top.setSpacing(3 * GRID)
        top.addWidget(self.title, 1)
        top.addWidget(self.copies)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 4 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addLayout(top)
        column.addLayout(body, 1)

    def _build_bar(self) -> QHBoxLayout:
        self.previous_button = button("‹", kind="quiet", name=self.tr("Previous page"))
        self.next_button = button("›", kind="quiet", name=self.tr("Next page"))
        self.number = QLineEdit()
        self.number.setAccessibleName(self.tr("Page"))
        self.number.setFixedWidth(round(64 * text_scale()))
        self.of = label("", tone="muted")
        self.search = CopySearch()
        bar = QHBoxLayout()
        bar.setSpacing(GRID)
        self._turning = (self.previous_button, self.number, self.of, self.next_button)
        for part in self._turning:
            bar.addWidget(part)
        bar.addStretch(1)
        bar.addWidget(self.search, 1)
        return bar

    def _connect(self) -> None:
        does = {
            "attach": self.attach,
            "add": self.add,
            "next": lambda: self.turn(1),
            "previous": lambda: self.turn(-1),
            "goto": lambda: _take_over(self.number),
            "find": lambda: _take_over(self.search),
            "find-next": self.find_next,
            "larger": lambda: self.zoom(1),
            "smaller": lambda: self.zoom(-1),
            "save": self.save_requested.emit,
        }
        for action, key in KEYS.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(does[action])
        self.previous_button.clicked.connect(lambda: self.turn(-1))
        self.next_button.clicked.connect(lambda: self.turn(1))
        self.number.returnPressed.connect(self._go)
        self.search.typed.connect(self._find_typed)
        self.search.next_wanted.connect(self.find_next)
        self.search.left.connect(self._leave_search)
        for number, stance in enumerate(Stance, start=1):
            shortcut = QShortcut(QKeySequence(str(number)), self)  # a field one types in has the digit for itself
            shortcut.activated.connect(partial(self.form.choose, stance))
        self.copies.activated.connect(lambda at: self.copy_wanted.emit(self.copies.itemData(at)))
        self.text.selectionChanged.connect(self._on_selection)
        self.picture.selected.connect(self.select)
        self.form.attach_button.clicked.connect(self.attach)
        self.form.add_button.clicked.connect(self.add)
        self.form.save_button.clicked.connect(self.save_requested)
        self.form.archive_requested.connect(self.archive_requested)

    # --- setters ----------------------------------------------------------------------------------------------

    def set_evidence(self, row: EvidenceRow, copy: CaptureRow, editable: bool) -> None:
        """What is shown: one copy of a piece of evidence. Where it cannot be edited, nothing can be attached."""
        self.title.setText(row.draft.title)
        self.setWindowTitle(self.tr("Copy of {title}").format(title=words.shorten(row.draft.title, 60)))
        self._offer(row.captures, copy)
        self.form.set_evidence(row, copy, editable)

    def _offer(self, copies: Sequence[CaptureRow], shown: CaptureRow) -> None:
        self.copies.clear()
        for number, each in enumerate(copies, start=1):
            text = self.tr("Copy {number} of {total}, {time}")
            self.copies.addItem(text.format(number=number, total=len(copies), time=words.moment(each.at)), each.id)
        self.copies.setCurrentIndex(self.copies.findData(shown.id))
        self.copies.setVisible(len(copies) > 1)

    def set_part(self, part: Part) -> None:
        """Show a part of the copy, or the same one drawn anew; what was found in it is selected."""
        again = self.part is not None and (self.part.showing, self.part.number) == (part.showing, part.number)
        kept = self._selection() if again else (0, 0)
        self.part = part
        self.picture.set_part(part, self._picture_width())
        if not again or self.text.document().isEmpty():
            self._offsets = Offsets(part.text)
            self.text.setPlainText(displayable(part.text))
            self._mark_found()
        self.number.setText(str(part.number))
        self.of.setText(self.tr("of {total}").format(total=words.number(part.of)))
        self.say(self._told_of(part))
        self._fit_to_part()
        if not again:
            self.sheet.verticalScrollBar().setValue(0)
        if again:
            self.picture.set_selection(*kept)
        if self._pending is not None:
            self.select(*self._pending)
            self._pending = None

    def _told_of(self, part: Part) -> str:
        if part.showing is Showing.PICTURE:
            return self.tr("A picture has no words of its own: type what it shows into the excerpt.")
        if not part.text.strip():
            return self.tr("This page has no words of its own, it is a picture: type them into the excerpt.")
        if part.cut:
            return self.tr("This page has more words than are shown.")
        return ""

    def set_found(self, found: Found, wanted: str) -> None:
        """The end of a search: the passage is selected, and its part asked for if it is another."""
        if wanted != self.search.words():
            return  # other words were typed meanwhile
        part, offset, typing = self._searched
        if found.part is None:
            whole = self.part is None or found.searched >= self.part.of
            if whole and (part, offset) != (1, 0):
                self._find_from(1, 0, typing)
                return
            text = (
                self.tr("“{words}” does not stand in this copy.")
                if whole
                else self.tr("“{words}” does not stand from here to page {page}. Go there to search on.")
            )
            self.say(text.format(words=words.shorten(wanted, 40), page=found.searched), "warn")
        else:
            self.go_to(found, quiet=typing)

    def go_to(self, found: Found, *, quiet: bool = False) -> None:
        """Show what was found. `quiet`: it is what the evidence has already, and the form stays as it is."""
        if found.part is None:
            return
        self._quiet = quiet
        if self.part is not None and found.part == self.part.number:
            self.say(self._told_of(self.part))
            self.select(found.start, found.end)
        else:
            self._pending = (found.start, found.end)
            self._want(found.part)

    def say(self, text: str, tone: str = "muted") -> None:
        """A line below the copy: that work is going on, or what could not be done."""
        self.message.setText(text)
        restyle(self.message, "tone", tone)
        self.message.setVisible(bool(text))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.picture.set_theme(theme)

    # --- doing ------------------------------------------------------------------------------------------------

    def attach(self) -> None:
        """Make what the form holds the excerpt of the evidence."""
        if (passage := self.form.passage()) is not None:
            self.attach_requested.emit(*passage)

    def add(self) -> None:
        """Make what the form holds another piece of evidence, from the same source."""
        if (passage := self.form.passage()) is not None:
            self.add_requested.emit(*passage)

    def turn(self, by: int) -> None:
        if self.part is not None and 1 <= self.wanted + by <= self.part.of:
            self._want(self.wanted + by)

    def _want(self, number: int) -> None:
        self.wanted = number
        self.part_wanted.emit(number)

    def _go(self) -> None:
        typed = self.number.text().strip()
        if self.part is None:
            return
        if typed.isdecimal() and 1 <= int(typed) <= self.part.of:
            self._want(int(typed))
            self.text.setFocus()
        else:
            self.say(self.tr("There is no page {n}; there are {of}.").format(n=typed, of=self.part.of), "warn")

    def find_next(self) -> None:
        """Go to the next place of the searched words, after the last one to the first."""
        if self.part is not None:
            self._find_from(self.part.number, self._selection()[1], False)

    def _find_typed(self) -> None:
        """Show the first place of the words as they are now; the passage picked so far stays picked."""
        self._mark_found()
        if self.part is not None:
            self._find_from(self.part.number, self._selection()[0], True)

    def _find_from(self, part: int, offset: int, typing: bool) -> None:
        if self.search.words():
            self._searched = (part, offset, typing)
            self.find_wanted.emit(self.search.words(), part, offset)

    def _mark_found(self) -> None:
        self.search.mark(self.text, self.part.text if self.part is not None else "", self._offsets, self._theme)

    def _leave_search(self) -> None:
        """Back to the words, where what was found is selected now."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_selection()

    def zoom(self, by: int) -> None:
        self._zoom = min(max(self._zoom + by, 0), len(ZOOMS) - 1)
        self.picture.set_width(self._picture_width())
        self._settle.start()

    def select(self, start: int, end: int) -> None:
        """Select a passage of the shown part, offsets in code points, `end` exclusive."""
        cursor = self.text.textCursor()
        cursor.setPosition(self._offsets.units(start))
        cursor.setPosition(self._offsets.units(end), QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self._quiet = False
        self._show_on_page()

    def wanted_width(self) -> int:
        """Pixels across that a page should be drawn with now."""
        self._asked_width = min(round(self._picture_width() * self.devicePixelRatioF()), SHARPEST)
        return self._asked_width

    def _selection(self) -> tuple[int, int]:
        cursor = self.text.textCursor()
        return self._offsets.points(cursor.selectionStart()), self._offsets.points(cursor.selectionEnd())

    def _on_selection(self) -> None:
        start, end = self._selection()
        self.picture.set_selection(start, end)
        if self.part is not None and end > start and not self._quiet:
            self.form.set_passage(self.part.text[start:end], locator(self.part, start, end))

    def _show_on_page(self) -> None:
        """Scroll the picture to the selected words."""
        boxes = self.picture.boxes()
        if boxes:
            middle = boxes[0].center().toPoint()
            self.sheet.ensureVisible(middle.x(), middle.y(), 50, 80)

    # --- looks ------------------------------------------------------------------------------------------------

    def _fit_to_part(self) -> None:
        showing = self.part.showing if self.part is not None else None
        opens = showing is Showing.PAGES and self.sheet.isHidden()
        self.sheet.setVisible(showing in (Showing.PAGES, Showing.PICTURE))
        if opens:
            self.pages.setSizes([3 * self.pages.width(), 2 * self.pages.width()])
        self.text.setVisible(showing is not Showing.PICTURE)
        self.search.setVisible(showing in (Showing.TEXT, Showing.PAGES))
        for part in self._turning:
            part.setVisible(self.part is not None and self.part.of > 1)
        page = self.part is not None and self.part.showing is Showing.PAGES
        self.number.setAccessibleName(self.tr("Page") if page else self.tr("Part"))

    def _picture_width(self) -> int:
        room = self.sheet.viewport().width() if self.sheet.isVisible() else self.pages.width() * 3 // 5
        if self.part is not None and self.part.showing is Showing.PICTURE and self.part.pixels is not None:
            room = min(room, self.part.pixels.width)
        return max(round(room * ZOOMS[self._zoom]), 200)

    def _draw_anew(self) -> None:
        """Ask for the page in the sharpness of its new width."""
        if self.part is None or self.part.showing is not Showing.PAGES:
            return
        before = self._asked_width
        if abs(self.wanted_width() - before) > 8:
            self.part_wanted.emit(self.part.number)

    def sizeHint(self) -> QSize:
        parent = self.parentWidget()
        room = max(parent.window().width() - 2 * GRID, LEAST_WIDTH) if parent is not None else WIDTH
        return fit_to_screen(self, QSize(min(WIDTH, room), 860))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the words goes on to what they do to the claim; a page is as wide as there is room."""
        if watched is self.sheet.viewport() and event.type() is QEvent.Type.Resize:
            self.picture.set_width(self._picture_width())
            self._settle.start()
        if watched is self.text and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self._on_selection()
                self.form.ask_stance()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # a dialog would press its first button
        super().keyPressEvent(event)


def _take_over(field: QLineEdit) -> None:
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    field.selectAll()
