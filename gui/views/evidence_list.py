"""Evidence cards: what a source does to the claim, its title, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.records import EvidenceRow, Stance
from gui import theme as themes
from gui import words
from gui.icons import sign_icon
from gui.theme import GRID, Theme
from gui.views.widgets import ElidedLabel, button, label, scale_icon

_TONES = {Stance.SUPPORTS: "good", Stance.REFUTES: "bad", Stance.CONTEXT: "muted"}


class EvidenceCard(QFrame):
    """One source. A click or Enter edits it, Delete removes it."""

    edit_requested = Signal(int)
    remove_requested = Signal(int)

    def __init__(self, row: EvidenceRow, editable: bool) -> None:
        super().__init__()
        self.row = row
        self._editable = editable
        draft = row.draft
        self.setProperty("card", True)
        self.setProperty("live", editable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        stance = words.stance(draft.stance)
        self.setAccessibleName(f"{stance}: {draft.title}")
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
        self._buttons = []
        for sign, text, signal in (
            ("pencil", self.tr("Edit {title}"), self.edit_requested),
            ("close", self.tr("Remove {title}"), self.remove_requested),
        ):
            made = button("", kind="icon", name=text.format(title=draft.title))
            made.setToolTip(words.tip(text.format(title=draft.title)))
            made.clicked.connect(lambda _=False, signal=signal: signal.emit(row.id))
            made.setVisible(editable)
            self._buttons.append((sign, made))
            head.addWidget(made)
        column.addLayout(head)
        about = ElidedLabel(self._about(), tone="muted", size="small")
        column.addWidget(about)
        if draft.note:
            note = label(draft.note, size="small", wrap=True)
            note.setContentsMargins(0, GRID, 2 * GRID, 0)
            column.addWidget(note)
        self.set_theme(themes.load("light"))

    def set_theme(self, theme: Theme) -> None:
        for sign, made in self._buttons:
            made.setIcon(sign_icon(sign, theme.muted, 13))
            scale_icon(made, 13)

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
        return " · ".join(part for part in parts if part)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


class EvidenceList(QWidget):
    edit_requested = Signal(int)
    remove_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = themes.load("light")
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
        for card in self.cards:
            self._column.removeWidget(card)
            card.deleteLater()
        self.cards = [EvidenceCard(row, editable) for row in rows]
        for card in self.cards:
            card.set_theme(self._theme)
            card.edit_requested.connect(self.edit_requested)
            card.remove_requested.connect(self.remove_requested)
            self._column.addWidget(card)
        self._none.setVisible(not rows)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for card in self.cards:
            card.set_theme(theme)
