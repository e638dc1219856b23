"""A kept copy, shown: its words or pages, what was kept of it, and the passage that is to be evidence.

The copy is hostile. It is opened in a child process; what comes here is text, set as plain text, and pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from core.evidence.viewing import Found, Part, Showing, locator
from core.records import CaptureRow, EvidenceRow, Stance
from gui import words
from gui.theme import GRID, Theme, text_scale
from gui.views.parts.dialog import FRAME, fit_to_screen, frame_dialog
from gui.views.parts.widgets import ElidedLabel, button, hairline, label, restyle
from gui.views.viewer.copy_search import CopySearch
from gui.views.viewer.part_view import PartView
from gui.views.viewer.passage_form import PassageForm
from gui.views.viewer.viewer_keys import KEYS

WIDTH, LEAST_WIDTH = 1320, 880
"""Pixels across, at first and over a small window."""
HEIGHT, LEAST_HEIGHT = 860, 320
"""The same from top to bottom."""


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
        self.view = PartView(theme)
        self.wanted = 1
        """The part that was asked for last."""
        self._pending: tuple[int, int] | None = None
        self._quiet = False
        self._searched = (1, 0, False)
        """Part and offset that the last search began at, and whether it was of words being typed."""
        self._build()
        self._connect()
        self._fit_bar()
        self.resize(self.sizeHint())  # else Qt gives a dialog two thirds of the screen at most

    # --- building ---------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.title = ElidedLabel(size="title")
        self.copies = QComboBox()
        self.copies.setAccessibleName(self.tr("Which copy"))
        self.message = label("", tone="muted", size="small", wrap=True)
        self.form = PassageForm()
        left = QVBoxLayout()
        left.setSpacing(2 * GRID)
        left.addLayout(self._build_bar())
        left.addWidget(self.view, 1)
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
            "larger": lambda: self.view.zoom(1),
            "smaller": lambda: self.view.zoom(-1),
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
        self.view.selected.connect(self._on_selection)
        self.view.taken.connect(self._take)
        self.view.sharper_wanted.connect(self._draw_anew)
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

    @property
    def part(self) -> Part | None:
        """What is shown of the copy; None until its first part has come."""
        return self.view.part

    def expect_copy(self) -> None:
        """Another copy is on its way; it is shown from its first part on."""
        self.view.forget()
        self.wanted = 1

    def set_part(self, part: Part) -> None:
        """Show a part of the copy, or the same one drawn anew; what was found in it is selected."""
        self.view.set_part(part)
        self.view.mark(self.search.words())
        self.number.setText(str(part.number))
        self.of.setText(self.tr("of {total}").format(total=words.number(part.of)))
        self.say(self._told_of(part))
        self._fit_bar()
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
        self.view.set_theme(theme)
        self.view.mark(self.search.words())

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
            self.view.text.setFocus()
        else:
            self.say(self.tr("There is no page {n}; there are {of}.").format(n=typed, of=self.part.of), "warn")

    def find_next(self) -> None:
        """Go to the next place of the searched words, after the last one to the first."""
        if self.part is not None:
            self._find_from(self.part.number, self.view.selection()[1], False)

    def _find_typed(self) -> None:
        """Show the first place of the words as they are now; the passage picked so far stays picked."""
        self.view.mark(self.search.words())
        if self.part is not None:
            self._find_from(self.part.number, self.view.selection()[0], True)

    def _find_from(self, part: int, offset: int, typing: bool) -> None:
        if self.search.words():
            self._searched = (part, offset, typing)
            self.find_wanted.emit(self.search.words(), part, offset)

    def _leave_search(self) -> None:
        """Back to the words, where what was found is selected now."""
        self.view.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.tell_selection()

    def select(self, start: int, end: int) -> None:
        """Select a passage of the shown part, offsets in code points, `end` exclusive."""
        self.view.select(start, end)
        self._quiet = False

    def _on_selection(self, start: int, end: int) -> None:
        if self.part is not None and end > start and not self._quiet:
            self.form.set_passage(self.part.text[start:end], locator(self.part, start, end))

    def _take(self) -> None:
        """Enter in the words goes on to what they do to the claim."""
        self.view.tell_selection()
        self.form.ask_stance()

    def _draw_anew(self) -> None:
        """Ask for the shown page in the sharpness of its new width."""
        if self.part is not None:
            self.part_wanted.emit(self.part.number)

    # --- looks ------------------------------------------------------------------------------------------------

    def _fit_bar(self) -> None:
        """Offer searching and turning where there is something to search, and something to turn to."""
        showing = self.part.showing if self.part is not None else None
        self.search.setVisible(showing in (Showing.TEXT, Showing.PAGES))
        for part in self._turning:
            part.setVisible(self.part is not None and self.part.of > 1)
        self.number.setAccessibleName(self.tr("Page") if showing is Showing.PAGES else self.tr("Part"))

    def sizeHint(self) -> QSize:
        parent = self.parentWidget()
        wanted = QSize(WIDTH, HEIGHT)
        if parent is not None:  # it lies over its window, and hides nothing beside it
            over = parent.window().size() - QSize(2 * GRID, FRAME)
            wanted = wanted.boundedTo(over.expandedTo(QSize(LEAST_WIDTH, LEAST_HEIGHT)))
        return fit_to_screen(self, wanted)

    def reject(self) -> None:
        """Leave; what was typed into the form is not thrown away by one key."""
        if self.form.may_leave():
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # a dialog would press its first button
        super().keyPressEvent(event)


def _take_over(field: QLineEdit) -> None:
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    field.selectAll()
