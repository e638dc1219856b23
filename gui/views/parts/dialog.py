"""What the dialogs share: frame and size; a title, fields under their names, a complaint, two buttons."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.theme import GRID, text_scale
from gui.views.parts.widgets import button, label, restyle
from gui.words import tr

FRAME = 40
"""Pixels left for a dialog's title bar and edges."""
LOWEST = 480
"""Pixels that a form may be high over however small a window."""


def frame_dialog(dialog: QDialog) -> None:
    """Give a dialog a title bar that can only be closed: it is neither minimised nor maximised."""
    dialog.setWindowFlags(
        Qt.WindowType.Dialog
        | Qt.WindowType.CustomizeWindowHint
        | Qt.WindowType.WindowTitleHint
        | Qt.WindowType.WindowCloseButtonHint
    )


def fit_to_screen(dialog: QDialog, size: QSize) -> QSize:
    """`size`, but no larger than the screen of the dialog: over a small window it may stand out of that."""
    return size.boundedTo(dialog.screen().availableGeometry().size() - QSize(0, FRAME))


def fit_to_window(dialog: QDialog, size: QSize) -> QSize:
    """`size`, but no higher than the window that the dialog lies over, nor larger than the screen."""
    over = dialog.parentWidget()
    if over is not None and over.window().isVisible():
        size = size.boundedTo(QSize(size.width(), max(over.window().height(), LOWEST) - FRAME))
    return fit_to_screen(dialog, size)


def keep_on_screen(dialog: QDialog) -> None:
    """Move a dialog that grew, or lies over a window at the screen's edge, to where all of it is seen."""
    room, frame = dialog.screen().availableGeometry(), dialog.frameGeometry()
    x = max(min(frame.x(), room.right() + 1 - frame.width()), room.left())
    y = max(min(frame.y(), room.bottom() + 1 - frame.height()), room.top())
    if (x, y) != (frame.x(), frame.y()):
        dialog.move(x, y)


def is_typed_in(form: QWidget) -> bool:
    """Whether a field of `form` holds what a person typed, and not only what it was filled with."""
    lines = any(each.isModified() and each.text().strip() for each in form.findChildren(QLineEdit))
    return lines or any(
        each.document().isModified() and not each.isReadOnly() and bool(each.toPlainText().strip())
        for each in form.findChildren(QPlainTextEdit)
    )


def asked_to_leave() -> str:
    """What is said where leaving would lose what was typed."""
    return tr("What you typed is not kept. Esc once more throws it away.")


class Fields(QScrollArea):
    """As high as its fields where there is room; else they are scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.inner = QWidget()
        self.setWidget(self.inner)
        self.inner.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        for child in self.inner.findChildren(QWidget):
            child.ensurePolished()  # before it is shown it has not the typeface in which it takes its room
        size = self.inner.sizeHint().expandedTo(self.inner.minimumSizeHint())
        layout = self.inner.layout()
        if layout is not None and layout.hasHeightForWidth():
            # As high as the words are at the width they get; by their own wish they would be narrow and high.
            width = max(size.width(), self.window().minimumWidth() - 12 * GRID)
            size = QSize(width, layout.totalHeightForWidth(width))
        return size

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), 24 * GRID)

    def lay_out(self) -> None:
        """Give the fields their places now: what they take is known only at the width they have."""
        layout = self.inner.layout()
        if layout is not None:
            layout.activate()

    def missing(self) -> int:
        """Pixels by which the fields are higher than what is shown of them."""
        layout = self.inner.layout()
        width = self.viewport().width()
        if layout is None:
            return 0
        wanted = (
            layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        )
        # Words that break ask for room as if they stood in a narrow column, and are given it.
        wanted = max(wanted, self.inner.minimumSizeHint().height())
        return max(wanted - self.viewport().height(), 0)


class FormDialog(QDialog):
    """Ctrl+Enter accepts from any field; what is wrong is said in the dialog, beside the field at fault.

    It is never higher than the window it lies over: then its fields are scrolled between the title and the
    buttons. Where leaving it would lose what was typed (`asks_before_leaving`), Esc asks, and leaves when it is
    pressed again.
    """

    asks_before_leaving = False

    def __init__(self, title: str, accept_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = False
        """Whether it was asked if what was typed is to be thrown away."""
        self._leave_text = ""
        """What the button said that leaves, before it was asked."""
        self.setWindowTitle(title)
        frame_dialog(self)
        self.setMinimumWidth(round(440 * min(text_scale(), 1.5)))
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        self._outer.setSpacing(GRID)
        heading = label(title, size="title")
        heading.setMinimumWidth(1)
        self._outer.addWidget(heading)
        self._outer.addSpacing(2 * GRID)
        self._fields = Fields()
        self._column = QVBoxLayout(self._fields.inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._outer.addWidget(self._fields, 1)
        self.complaint = label("", tone="bad", size="small", wrap=True)
        self.complaint.hide()
        self.accept_button = button(accept_text, kind="primary")
        self.accept_button.setDefault(True)
        self.cancel_button = button(self.tr("Cancel"))
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    def add_field(self, name: str, field: QWidget, stretch: int = 0) -> QLabel:
        """Put `field` under its name, which becomes its accessible name too.

        Of a label it does not: it would be spoken in place of the words.
        """
        heading = label(name, tone="muted", size="small")
        heading.setBuddy(field)
        if not field.accessibleName() and not isinstance(field, QLabel):
            field.setAccessibleName(name)
        self._column.addWidget(heading)
        self._column.addWidget(field, stretch)
        self._column.addSpacing(GRID)
        return heading

    def finish(self, *others: QWidget) -> None:
        """Close the form with the line of complaint and the buttons; `others` stand apart from those two."""
        self._outer.addWidget(self.complaint)
        self._outer.addSpacing(GRID)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        for other in others:
            row.addWidget(other)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.accept_button)
        self._outer.addLayout(row)
        for field in self.findChildren(QLineEdit):
            field.textChanged.connect(partial(self._edited, field))
        for text in self.findChildren(QPlainTextEdit):
            text.textChanged.connect(partial(self._edited, text))

    def add_pair(self, *fields: tuple[str, QWidget]) -> None:
        """Put fields side by side, each under its name."""
        row = QGridLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(3 * GRID)
        row.setVerticalSpacing(GRID)
        for place, (name, field) in enumerate(fields):
            heading = label(name, tone="muted", size="small")
            heading.setBuddy(field)
            if not field.accessibleName():
                field.setAccessibleName(name)
            row.addWidget(heading, 0, place)
            row.addWidget(field, 1, place)
            row.setColumnStretch(place, 1)
        self._column.addLayout(row)
        self._column.addSpacing(GRID)

    # --- leaving ----------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Leave without a result; the first time it is asked, where something was typed that nobody keeps."""
        if self.asks_before_leaving and not self._asked and is_typed_in(self):
            self._asked = True
            self._complain(asked_to_leave(), "warn")
            self._leave_text = self.cancel_button.text()
            self.cancel_button.setText(self.tr("Throw away"))
            return
        super().reject()

    def _edited(self, field: QWidget, *_: str) -> None:
        """What was said of the field was said of other words."""
        self._stay()
        if field.property("wrong"):
            self.clear_faults()

    def _stay(self) -> None:
        """Whoever goes on typing does not leave."""
        if self._asked:
            self._forget_asking()
            self.complaint.hide()

    def _forget_asking(self) -> None:
        if self._asked:
            self._asked = False
            self.cancel_button.setText(self._leave_text)

    def _complain(self, text: str, tone: str) -> None:
        restyle(self.complaint, "tone", tone)
        self.complaint.setText(text)
        self.complaint.show()
        self.grow()

    def fault(self, field: QWidget, text: str) -> None:
        """Say what is wrong with `field` and go there."""
        self._forget_asking()  # what it asked is no longer to be read
        restyle(field, "wrong", True)
        self._complain(text, "bad")
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fields.ensureWidgetVisible(field)

    def sizeHint(self) -> QSize:
        return fit_to_window(self, super().sizeHint())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            # Qt gives a dialog two thirds of the screen at most, and so cuts its last field.
            self.grow()

    def grow(self) -> None:
        """Take the height that everything in it needs at its width, as far as the window has it; never less."""
        self.resize(self.size().expandedTo(self.sizeHint()))
        self._outer.activate()
        self._fields.lay_out()
        needed = self.height() + self._fields.missing()
        self.resize(fit_to_window(self, QSize(self.width(), needed)))
        keep_on_screen(self)

    def clear_faults(self) -> None:
        self._forget_asking()
        self.complaint.hide()
        for field in self.findChildren(QWidget):
            if field.property("wrong"):
                restyle(field, "wrong", False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)


def read_day(text: str) -> date | None:
    """The day somebody typed: `2025-09-11`, `11 Sep 2025`, `September 11, 2025`; None for nothing.

    Raises `ValueError` for anything else; what may be either day or month, as 11/09/2025, is not guessed at.
    """
    text = " ".join(text.split())
    if not text:
        return None
    for form in _DAYS:
        found = form.fullmatch(text)
        month = None if found is None else _month(found["month"])
        if found is not None and month is not None:
            return date(int(found["year"]), month, int(found["day"]))
    return date.fromisoformat(text)


_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DAYS = (
    re.compile(r"(?P<day>\d{1,2}) (?P<month>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})"),
    re.compile(r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})"),
)


def _month(word: str) -> int | None:
    """The number of a month by its name or the beginning of it: 9 of "Sep", "Sept", "September"."""
    return next((n for n, name in enumerate(_MONTHS, start=1) if name.startswith(word.lower())), None)
