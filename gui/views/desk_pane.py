"""The desk pane: queues, articles and speakers, each line a filter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from core.records import ArticleRow, Queue, RatingScale, SpeakerRow
from gui.models.desk_list import DeskListModel, EntryKind
from gui.theme import GRID, Theme
from gui.views.desk_delegate import DeskDelegate
from gui.views.widgets import button, label, least_width

Index = QModelIndex | QPersistentModelIndex


class DeskList(QListView):
    """One list for the whole pane: arrows walk it, Enter or a click chooses, headings are passed over."""

    chosen = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.clicked.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex())
            return
        if event.text().isprintable() and event.text():
            event.ignore()  # letters and digits are the window's keys
            return
        super().keyPressEvent(event)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        # Not the view's own, which would lay out every line again: their heights do not hang on what changed.
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # titles of articles break anew


class DeskPane(QWidget):
    """Emits what a person chose; what is then current is said by `set_current`."""

    queue_chosen = Signal(object)
    article_chosen = Signal(int)
    speaker_chosen = Signal(object)
    samples_requested = Signal()
    add_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = DeskListModel(self)
        self.list = DeskList()
        self.list.setAccessibleName(self.tr("Desk: queues, articles and speakers"))
        self.list.setModel(self._model)
        self._delegate = DeskDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.chosen.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 * GRID, 0, 2 * GRID)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self._build_start())

    def _build_start(self) -> QWidget:
        """What stands at the foot of an empty desk."""
        self._start = QWidget()
        column = QVBoxLayout(self._start)
        column.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(label(self.tr("The desk is empty."), tone="muted", size="small", wrap=True))
        self.add_button = button(self.tr("Add an article"), kind="link")
        self.samples_button = button(self.tr("Open the samples"), kind="link")
        self.add_button.clicked.connect(self.add_requested)
        self.samples_button.clicked.connect(self.samples_requested)
        for made in (self.add_button, self.samples_button):
            column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeading)
        return self._start

    def sizeHint(self) -> QSize:
        return QSize(212, 640)

    # --- setters ----------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self.setMinimumWidth(least_width(152))
        self._delegate.set_theme(theme)
        self.list.scheduleDelayedItemsLayout()
        self.list.viewport().update()

    def set_scale(self, scale: RatingScale) -> None:
        self._delegate.set_scale(scale)
        self.list.viewport().update()

    def set_queues(self, counts: dict[Queue, int]) -> None:
        """How many claims wait in each queue."""
        self._model.set_queues(counts)

    def set_articles(self, articles: Sequence[ArticleRow]) -> None:
        self._model.set_articles(articles)
        self._start.setVisible(not articles)

    def set_speakers(self, speakers: Sequence[SpeakerRow]) -> None:
        self._model.set_speakers(speakers)

    def set_current(self, queue: Queue | None, article_id: int | None, speaker_id: int | None) -> None:
        """Show which line of each section is chosen and bring the article into sight."""
        moved = self._model.chosen[1] != article_id
        self._model.set_chosen(queue, article_id, speaker_id)
        row = self._model.row_of_article(article_id) if moved else None
        if row is not None:
            self.list.scrollTo(self._model.index(row, 0), QAbstractItemView.ScrollHint.EnsureVisible)

    # --- inside -----------------------------------------------------------------------------------------------

    def _choose(self, index: QModelIndex) -> None:
        entry = self._model.entry(index.row())
        if entry is None or entry.kind in (EntryKind.HEADING, EntryKind.NOTE):
            return
        match entry.value:
            case Queue():
                self.queue_chosen.emit(entry.value)
            case ArticleRow():
                self.article_chosen.emit(entry.value.id)
            case SpeakerRow():
                # Choosing the chosen speaker again lifts the filter.
                self.speaker_chosen.emit(None if self._model.is_chosen(entry) else entry.value.id)
