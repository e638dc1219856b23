"""Evidence cards: what a source does to the claim, its title, where and when; and the copies kept of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.records import CaptureRow, EvidenceRow, Stance
from gui import theme as themes
from gui import words
from gui.icons import sign_icon
from gui.theme import GRID, Theme, text_scale
from gui.views.frame.dropping import dropped_files
from gui.views.parts.flow import FlowLayout
from gui.views.parts.widgets import ElidedLabel, button, label, restyle, scale_icon

_TONES = {Stance.SUPPORTS: "good", Stance.REFUTES: "bad", Stance.CONTEXT: "muted"}
LOCK = 13
"""Pixels across of the mark of a confidential source, at a text scale of 1."""


class EvidenceCard(QFrame):
    """One source. A click or Enter edits it, Delete removes it, files dropped on it are copies of it.

    A `full` card shows the passage, its place and every kept copy; the other only that a copy is kept.
    """

    edit_requested = Signal(int)
    remove_requested = Signal(int)
    view_requested = Signal(int, int)
    """The evidence and which of its copies, 0 for the newest."""
    archive_requested = Signal(str)
    capture_requested = Signal(int)

    def __init__(self, row: EvidenceRow, editable: bool, full: bool = False) -> None:
        super().__init__()
        self.row = row
        self._editable, self._full = editable, full
        draft = row.draft
        self.setProperty("card", True)
        self.setProperty("live", editable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        stance = words.stance(draft.stance)
        secret = self.tr("Confidential")
        kind = f"{stance}, {secret}" if draft.confidential else stance
        self.setAccessibleName(f"{kind}: {draft.title}")
        self.setAccessibleDescription(self._about())
        added = self.tr("Added by {name}, {time}")
        self.setToolTip(words.tip(added.format(name=row.added_by, time=words.moment(row.added_at))))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, GRID + 2, GRID, 2 * GRID)
        column.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        tone = label(stance, tone=_TONES[draft.stance], size="strong")
        head.addWidget(tone)
        head.addWidget(label("·", tone="muted"))
        self._title = ElidedLabel(draft.title)
        head.addWidget(self._title, 1)
        self._buttons: list[tuple[str, QPushButton]] = []
        view = self._sign("page", self.tr("View the copy of {title}"), lambda: self.view_requested.emit(row.id, 0))
        edit = self._sign("pencil", self.tr("Edit {title}"), lambda: self.edit_requested.emit(row.id))
        remove = self._sign("close", self.tr("Remove {title}"), lambda: self.remove_requested.emit(row.id))
        for made in (view, edit, remove):
            head.addWidget(made)
        column.addLayout(head)
        # Not before they are within the card: each would be a window of its own for a moment.
        view.setVisible(bool(row.captures) and not full)
        for made in (edit, remove):
            made.setVisible(editable)
        self.lock = label("")
        self.secret = label(secret, tone="warn", size="small")
        self.secret.setToolTip(words.tip(self.tr("Nothing of it goes into a public report")))
        marked = QHBoxLayout()
        marked.setSpacing(GRID)
        marked.addWidget(self.lock)
        marked.addWidget(self.secret)
        marked.addStretch(1)
        column.addLayout(marked)
        for part in (self.lock, self.secret):
            part.setVisible(draft.confidential)
        about = ElidedLabel(self._about(), tone="muted", size="small")
        column.addWidget(about)
        about.setVisible(bool(about.text()))
        if full:
            self._add_passage(column)
        if draft.note:
            note = label(draft.note, size="small", wrap=True)
            note.setContentsMargins(0, GRID, 2 * GRID, 0)
            column.addWidget(note)
        if full:
            self._add_copies(column)
        self.set_theme(themes.load("light"))

    def _sign(self, sign: str, text: str, do: Callable[[], object]) -> QWidget:
        name = text.format(title=self.row.draft.title)
        made = button("", kind="icon", name=name)
        made.setToolTip(words.tip(name))
        made.clicked.connect(lambda _=False: do())
        self._buttons.append((sign, made))
        return made

    def _add_passage(self, column: QVBoxLayout) -> None:
        draft = self.row.draft
        if draft.excerpt:
            said = label(words.quoted(words.shorten(draft.excerpt, 600)), face="serif", wrap=True)
            said.setContentsMargins(0, GRID, 2 * GRID, 0)
            column.addWidget(said)
        if draft.locator:
            column.addWidget(label(draft.locator, tone="muted", size="small", wrap=True))

    def _add_copies(self, column: QVBoxLayout) -> None:
        """A line for each copy, what it is and when it was kept, with what can be done with it."""
        for copy in self.row.captures:
            told = label(words.copy(copy), tone="muted", size="small", wrap=True)
            told.setContentsMargins(0, GRID, 2 * GRID, 0)
            column.addWidget(told)
            held = QWidget()
            flow = FlowLayout(held, spacing=GRID)
            title = self.row.draft.title
            view = button(self.tr("View"), kind="link", name=self.tr("View this copy of {t}").format(t=title))
            view.clicked.connect(lambda _=False, number=copy.id: self.view_requested.emit(self.row.id, number))
            flow.addWidget(view)
            if copy.archive_url:
                archive = button(self.tr("Archived page"), kind="link")
                archive.setAccessibleName(self.tr("Open the archived page of {t}").format(t=title))
                archive.setToolTip(words.tip(copy.archive_url))
                archive.clicked.connect(lambda _=False, url=copy.archive_url: self.archive_requested.emit(url))
                flow.addWidget(archive)
            column.addWidget(held)
        if not self.row.captures and self._editable:
            keep = button(self.tr("Keep a copy…"), kind="link")
            keep.setAccessibleName(self.tr("Keep a copy of {t}").format(t=self.row.draft.title))
            keep.clicked.connect(lambda: self.capture_requested.emit(self.row.id))
            column.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeading)

    def set_theme(self, theme: Theme) -> None:
        for sign, made in self._buttons:
            made.setIcon(sign_icon(sign, theme.muted, 13))
            scale_icon(made, 13)
        side = round(LOCK * text_scale())
        lock = sign_icon("lock", theme.warn, LOCK)
        self.lock.setPixmap(lock.pixmap(QSize(side, side), self.devicePixelRatioF()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._editable:
            self.edit_requested.emit(self.row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._editable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_requested.emit(self.row.id)
        elif self._editable and event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit(self.row.id)
        else:
            super().keyPressEvent(event)

    def _about(self) -> str:
        draft = self.row.draft
        parts = [draft.publisher]
        if draft.dated is not None:
            parts.append(words.short_day(draft.dated))
        parts.append(_host(draft.url))
        if not self._full:  # which names each copy
            parts.append(_kept(self.row.captures))
        return " · ".join(part for part in parts if part)


def _kept(copies: Sequence[CaptureRow]) -> str:
    """That copies are kept: the newest one's digest, and whether a public archive has it too."""
    if not copies:
        return ""
    newest = copies[-1]
    kept = words.tr("copy kept, sha256 {digest}…").format(digest=newest.sha256[:8])
    return f"{kept} · {words.tr('archived link')}" if newest.archive_url else kept


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


class EvidenceList(QWidget):
    """The cards. Files dropped here are sources of the claim; dropped on a card they are copies of that source."""

    takes_files = True
    """What is dropped here is not an article: see `gui.views.frame.dropping.DropRouter`."""
    edit_requested = Signal(int)
    remove_requested = Signal(int)
    view_requested = Signal(int, int)
    archive_requested = Signal(str)
    capture_requested = Signal(int)
    files_dropped = Signal(list, object)
    """Paths, as str, and the evidence they were dropped on, or None."""

    def __init__(self, full: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = themes.load("light")
        self._full = full
        self._editable = False
        self._shown: tuple[tuple[EvidenceRow, ...], bool] | None = None
        self.cards: list[EvidenceCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID + 2)
        self._none = label(self.tr("No source yet."), tone="muted", size="small")
        self._column.addWidget(self._none)

    def set_rows(self, rows: Sequence[EvidenceRow], editable: bool = True) -> None:
        if self._shown == (tuple(rows), editable):
            return
        self._shown = (tuple(rows), editable)
        self._editable = editable
        self.setAcceptDrops(editable)
        held = next((card.row.id for card in self.cards if card.hasFocus()), None)
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()  # what is to go must not be painted until it has gone
            card.deleteLater()
        self.cards = [EvidenceCard(row, editable, self._full) for row in rows]
        for card in self.cards:
            card.set_theme(self._theme)
            card.edit_requested.connect(self.edit_requested)
            card.remove_requested.connect(self.remove_requested)
            card.view_requested.connect(self.view_requested)
            card.archive_requested.connect(self.archive_requested)
            card.capture_requested.connect(self.capture_requested)
            self._column.addWidget(card)
            if card.row.id == held:
                card.setFocus(Qt.FocusReason.OtherFocusReason)
        self._none.setVisible(not rows)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for card in self.cards:
            card.set_theme(theme)

    def in_hand(self) -> EvidenceRow | None:
        """The source whose card has the window's focus."""
        focus = self.window().focusWidget() or QApplication.focusWidget()
        return next((c.row for c in self.cards if focus is c or (focus and c.isAncestorOf(focus))), None)

    # --- dropping ---------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._consider(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(None)

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_files(event)
        over = self._card_at(event)
        self._mark(None)
        if paths and self._editable:
            event.acceptProposedAction()
            self.files_dropped.emit(paths, over.row.id if over is not None else None)

    def _consider(self, event: QDropEvent) -> None:
        if dropped_files(event) and self._editable:
            event.acceptProposedAction()
            self._mark(self._card_at(event))

    def _card_at(self, event: QDropEvent) -> EvidenceCard | None:
        at = event.position().toPoint()
        return next((card for card in self.cards if card.geometry().contains(at)), None)

    def _mark(self, over: EvidenceCard | None) -> None:
        for card in self.cards:
            restyle(card, "over", card is over)
