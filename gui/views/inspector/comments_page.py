"""What people say to each other about a claim: the comments, and a field for another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from core.records import CommentRow, ReviewView
from gui import claim_words, words
from gui.theme import GRID, Theme, text_scale
from gui.views.inspector.rationale import PAUSE
from gui.views.parts.widgets import button, label


class _Field(QPlainTextEdit):
    """Ctrl+Enter sends it, Esc leaves it."""

    sent = Signal()
    left = Signal()
    unfocused = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _sends(event):
            event.accept()  # here it is not the claim that is sent
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _sends(event):
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.unfocused.emit()


def _sends(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and event.modifiers() == Qt.KeyboardModifier.ControlModifier


class CommentsPage(QWidget):
    """`added` gives the words of a new comment, `resolve_requested` a comment's number and what it becomes.

    Words that were typed and not sent stay with their claim, for whoever typed them. `typed` tells claim and words
    to be kept, now and then while somebody types and at the latest when the field or the claim is left.
    """

    added = Signal(str)
    typed = Signal(int, str)
    resolve_requested = Signal(int, bool)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Comments"))
        self._rows: tuple[CommentRow, ...] = ()
        self._cards: list[QFrame] = []
        self._owner = ("", "")
        self._claim: int | None = None
        self._typed: dict[tuple[str, str, int], str] = {}
        """What was not sent, by desk, person and claim: every desk numbers its claims from 1."""
        self._told = ""
        """What was told last of the words in the field, or was in it at first."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 0)
        column.setSpacing(2 * GRID)
        self._list = QVBoxLayout()
        self._list.setSpacing(2 * GRID)
        column.addLayout(self._list)
        self._no_comment = self.tr("Nobody has commented on this claim.")
        self._none = label(self._no_comment, tone="muted", wrap=True)
        column.addWidget(self._none)
        self.field = _Field()
        self.field.setProperty("field", True)
        self.field.setAccessibleName(self.tr("New comment"))
        self.field.setPlaceholderText(self.tr("Say something to those who work on this"))
        self.field.setTabChangesFocus(True)
        self.field.sent.connect(self._send)
        self.field.left.connect(self.left)
        self.field.unfocused.connect(self.keep)
        self.field.textChanged.connect(self._keep_soon)
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.addStretch(1)
        self.add_button = button(self.tr("Comment"), name=self.tr("Add the comment, Control Enter"))
        self.add_button.setToolTip(self.tr("Add the comment (Ctrl+Enter)"))
        self.add_button.clicked.connect(self._send)
        row.addWidget(self.add_button)
        column.addLayout(row)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self.field.setFixedHeight(round(64 * text_scale()))

    @property
    def owner(self) -> tuple[str, str]:
        """What names the desk that is open, and whose comments are typed here."""
        return self._owner

    def set_owner(self, desk: str, person: str) -> None:
        """Begin with another desk, by whatever names it, or person; what was typed before waits for them, and was
        told."""
        claim = self._claim
        self._begin(None)
        if desk != self._owner[0]:
            claim = None
            self.set_rows(())
        self._owner = desk, person
        self._begin(claim)

    def set_kept(self, kept: Mapping[int, str]) -> None:
        """What the owner had typed, by claim, before the desk was opened; newer words stand."""
        for claim_id, text in kept.items():
            if claim_id != self._claim:
                self._typed.setdefault((*self._owner, claim_id), text)
            elif not self.field.toPlainText():
                self._fill(text)

    def set_claim(self, claim_id: int | None) -> None:
        """Begin with another claim; what was typed for the one before is kept for it."""
        if claim_id != self._claim:
            self.keep()
            self._begin(claim_id)
            self.set_rows(())

    def keep(self) -> None:
        """Tell what was typed since it was told last."""
        self._timer.stop()
        text = self.field.toPlainText()
        if self._claim is not None and text != self._told:
            self._told = text
            self.typed.emit(self._claim, text)

    def _keep_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _begin(self, claim_id: int | None) -> None:
        typed = self.field.toPlainText()
        if self._claim is not None and typed:  # no words would stand in the way of those that are still to come
            self._typed[*self._owner, self._claim] = typed
        self._claim = claim_id
        self._fill(self._typed.pop((*self._owner, claim_id), "") if claim_id is not None else "")

    def _fill(self, text: str) -> None:
        """Put words into the field that are kept already."""
        self.field.setPlainText(text)
        self.field.moveCursor(QTextCursor.MoveOperation.End)  # to go on where it stopped
        self._told = self.field.toPlainText()
        self._timer.stop()

    def set_rows(self, rows: Sequence[CommentRow], returned: ReviewView | None = None) -> None:
        """Show the comments. With which one the check was `returned`, if it was, is told where there are none."""
        self._none.setText(self._no_comment if returned is None else claim_words.returned(returned))
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            for card in self._cards:
                self._list.removeWidget(card)
                card.hide()
                card.deleteLater()
            self._cards = [self._card(row) for row in self._rows]
            for card in self._cards:
                self._list.addWidget(card)
        self._none.setVisible(not rows)

    def rows(self) -> tuple[CommentRow, ...]:
        return self._rows

    @property
    def open_count(self) -> int:
        """Comments that nobody has resolved."""
        return sum(row.resolved_by is None for row in self._rows)

    def give_back(self, claim_id: int, text: str) -> str:
        """The comment was not kept: its words wait to be sent again, before those typed since. Returns both."""
        if claim_id == self._claim:
            both = _before(text, self.field.toPlainText())
            self._fill(both)
        else:
            key = (*self._owner, claim_id)
            both = self._typed[key] = _before(text, self._typed.get(key, ""))
        return both

    def _send(self) -> None:
        text = self.field.toPlainText().strip()
        if text:
            self._fill("")  # at once: what is typed next is another comment
            self.added.emit(text)

    def _card(self, row: CommentRow) -> QFrame:
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(label(row.text, tone="muted" if row.resolved_by else "", wrap=True))
        line = QHBoxLayout()
        about = f"{row.by} · {words.moment(row.at)}"
        if row.resolved_by:
            about = self.tr("{about} · resolved by {name} ✓").format(about=about, name=row.resolved_by)
        line.addWidget(label(about, tone="muted", size="small", wrap=True), 1)
        text = self.tr("Take up again") if row.resolved_by else self.tr("Resolve")
        made = button(text, kind="link", name=f"{text}: {words.shorten(row.text, 40)}")
        made.clicked.connect(
            lambda _=False, number=row.id, on=row.resolved_by is None: self.resolve_requested.emit(number, on)
        )
        line.addWidget(made)
        column.addLayout(line)
        return card


def _before(text: str, typed: str) -> str:
    return f"{text}\n{typed}" if typed.strip() else text
