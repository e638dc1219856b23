"""The command palette: everything that can be done or gone to, found by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.folding import fold
from gui import words
from gui.theme import GRID, Theme, text_scale, ui_font
from gui.views.parts.dialog import fit_to_screen
from gui.views.parts.widgets import draw_line, label

MOST = 60
"""Lines shown at once; typing narrows them."""
LONGEST_ASIDE = 40
"""Characters at the far end of a line."""
_ENTRY = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `group` says what it is (a menu's title, Article, Speaker), `keys` its shortcut."""

    text: str
    group: str
    keys: str
    do: Callable[[], object]
    also: str = ""
    """What it is found by besides its text, and shown with: an article's byline."""

    @property
    def names(self) -> str:
        """All that it is found by."""
        return f"{self.text} {self.group} {self.also}"

    @property
    def aside(self) -> str:
        """What it is, and what it is found by besides its text."""
        return " · ".join(part for part in (self.group, self.also) if part)


def matching(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """The entries that hold every typed word, those whose text begins with what was typed first."""
    sought = fold(typed).split()
    found = [entry for entry in entries if all(word in fold(entry.names) for word in sought)]
    whole = " ".join(sought)

    def rank(entry: Entry) -> int:
        text = fold(entry.text)
        if text.startswith(whole):
            return 0
        # What only its menu's name matches comes last.
        return 1 if f" {whole}" in text else 2 if all(word in text for word in sought) else 3

    return sorted(found, key=rank) if sought else found


class _Line(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(10, round(32 * text_scale()))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(_ENTRY)
        theme = self.theme
        box = QRect(option.rect).adjusted(2, 1, -2, -1)
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(box, 4, 4)
        inner = box.toRectF().adjusted(3 * GRID, 0, -3 * GRID, 0)
        aside = entry.keys or words.shorten(entry.aside, LONGEST_ASIDE)
        small = ui_font(12)
        used = draw_line(painter, inner, aside, small, QColor(theme.muted), far=True)
        rtl = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
        gap = used + 3 * GRID
        room = inner.adjusted(gap, 0, 0, 0) if rtl else inner.adjusted(0, 0, -gap, 0)
        draw_line(painter, room, entry.text, ui_font(), QColor(theme.text))
        painter.restore()


class Palette(QDialog):
    """Enter does the chosen line and closes; Esc closes."""

    def __init__(self, entries: Sequence[Entry], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Commands"))
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setProperty("framed", True)
        self._entries = tuple(entries)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Do something, or go to a queue, article, speaker or filter"))
        self.field.setAccessibleName(self.tr("Command"))
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("popup", True)
        self.list.setAccessibleName(self.tr("Commands"))
        self._line = _Line(theme, self.list)
        self.list.setItemDelegate(self._line)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.none = label(self.tr("Nothing is called that"), tone="muted")
        self.none.setContentsMargins(2 * GRID, 0, 0, 0)
        self.none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.field)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        column.addStretch()
        self.field.textChanged.connect(self._narrow)
        self.list.itemClicked.connect(lambda _: self._do())
        self._narrow("")

    def set_theme(self, theme: Theme) -> None:
        self._line.theme = theme
        self.list.scheduleDelayedItemsLayout()
        self.list.viewport().update()

    def sizeHint(self) -> QSize:
        wider = min(text_scale(), 1.6)
        return fit_to_screen(self, QSize(round(560 * wider), round(420 * wider)))

    def shown(self) -> list[str]:
        """The texts of the lines that are shown."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
                Qt.Key(event.key())
            )
            if step is not None and self.list.count():
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._do()
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, typed: str) -> None:
        self.list.clear()
        for entry in matching(self._entries, typed)[:MOST]:
            item = QListWidgetItem(entry.text)
            item.setData(_ENTRY, entry)
            spoken = ", ".join(part for part in (entry.text, entry.group, entry.also, entry.keys) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(words.tip(f"{entry.text}\n{entry.aside}".strip()))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        empty = not self.list.count()
        if empty and self.none.isHidden():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.none.text()))
        self.none.setVisible(empty)
        self.list.setVisible(not empty)

    def _do(self) -> None:
        item: QListWidgetItem | None = self.list.currentItem()
        if item is None:
            return
        entry: Entry = item.data(_ENTRY)
        self.accept()
        entry.do()
