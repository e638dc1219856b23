"""The desk pane: queues, saved filters, articles and speakers, each line a filter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QCursor, QKeyEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QVBoxLayout, QWidget

from core.records import ArticleRow, Queue, RatingScale, SpeakerRow
from gui.models.desk_list import CHOSEN_ROLE, ENTRY_ROLE, DeskListModel, Entry, EntryKind, SavedName
from gui.theme import GRID, Theme
from gui.turns import TURN, InTurns, Steps, Turns
from gui.views.desk.desk_delegate import DeskDelegate
from gui.views.parts.strips import STRIP, Strips
from gui.views.parts.widgets import button, label, least_width

FEW = 20
"""Lines that are measured where they are laid out, in a third of a millisecond."""

Index = QModelIndex | QPersistentModelIndex
Place = tuple[int, int, int, int]
"""Left edge, top, width and height of a line, in pixels."""
Line = tuple[Entry | None, bool, bool]
"""What the looks of a line hang on: what it says, whether it is chosen, whether it has the keyboard."""


class DeskList(QListView):
    """One list for the whole pane: arrows walk it, Enter or a click chooses, headings are passed over."""

    chosen = Signal(QModelIndex)
    pressed_on = Signal(QModelIndex, object)
    """A key that changes a saved filter was pressed on a line."""
    menu_wanted = Signal(QModelIndex, object)
    """A menu for a line is asked for, at a place on the screen."""
    measure_changed = Signal()
    """The width of the lines or the size of their text is another."""

    def __init__(self, turns: Turns) -> None:
        super().__init__()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.strips = Strips(self.viewport(), turns, self, self._end_of_line)
        self._width = 0
        self._seen: dict[Place, Line] = {}
        self.clicked.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex())
            return
        changing = (Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Up, Qt.Key.Key_Down)
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() in changing and alt is (event.key() in changing[2:]):
            self.pressed_on.emit(self.currentIndex(), event.key())
            return
        if event.text().isprintable() and event.text():
            event.ignore()  # letters and digits are the window's keys
            return
        super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home, End and the page keys come to a heading too, which cannot be current: the line below it is, or the
        last one above it."""
        index, model = super().moveCursor(action, modifiers), self.model()
        rows = (*range(index.row(), model.rowCount()), *range(index.row() - 1, -1, -1))
        found = (model.index(row, 0) for row in rows if row >= 0)
        return next((each for each in found if each.flags() & Qt.ItemFlag.ItemIsEnabled), index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()) if by_key else event.globalPos()
        self.menu_wanted.emit(index, place)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.modelAboutToBeReset.connect(self._note_seen)

    def reset(self) -> None:
        """Other lines come unasked, with every article that is read or analysed: laid out in one turn of the event
        loop, and those that are others or stand elsewhere painted in the next ones, what was there staying in
        sight until then."""
        super().reset()
        if self.isVisible():
            self.strips.show(self._lay_out(), self._where_other)

    def _end_of_line(self, top: int) -> int:
        index = self.indexAt(QPoint(0, top))
        return self.visualRect(index).bottom() + 1 if index.isValid() else top + STRIP

    def _note_seen(self) -> None:
        """Note the lines that are seen before others come."""
        if self.strips.is_holding:
            return  # it is still those noted before
        self._seen.clear()
        if self.isVisible():
            QCoreApplication.sendPostedEvents(self.window(), QEvent.Type.UpdateRequest.value)  # to be seen already
            self._seen = self._in_sight()

    def _where_other(self) -> QRegion:
        """Where a line is seen that is not to be, and where none is."""
        region = QRegion(self.viewport().rect())
        for place, line in self._in_sight().items():
            if self._seen.get(place) == line:
                region -= QRect(*place)
        return region

    def _in_sight(self) -> dict[Place, Line]:
        """The lines in sight; not the one under the mouse, whose looks the view changes by itself."""
        lines: dict[Place, Line] = {}
        model, bottom = self.model(), self.viewport().height()
        pointed = self.indexAt(self.viewport().mapFromGlobal(QCursor.pos())).row()
        for row in range(max(self.indexAt(QPoint(0, 0)).row(), 0), model.rowCount()):
            index = model.index(row, 0)
            place = self.visualRect(index)
            if place.top() >= bottom:
                break
            if row != pointed:
                current = self.hasFocus() and row == self.currentIndex().row()
                where = (place.x(), place.y(), place.width(), place.height())
                lines[where] = (index.data(ENTRY_ROLE), index.data(CHOSEN_ROLE), current)
        return lines

    def _lay_out(self) -> Iterator[object]:
        self.executeDelayedItemsLayout()
        if self.hasFocus():
            self.scrollTo(self.currentIndex())
        yield TURN

    def put_current(self, index: QModelIndex) -> None:
        """Make a line the current one without going there, for which all lines would have to be laid out."""
        selection = self.selectionModel()
        blocked = selection.blockSignals(True)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        selection.blockSignals(blocked)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        # Not the view's own, which would lay out every line again: their heights do not hang on what changed.
        above, below = self.visualRect(first), self.visualRect(last)
        changed = above.united(below).adjusted(0, 0, self.viewport().width(), 0) & self.viewport().rect()
        if not changed.isEmpty():
            self.strips.paint(QRegion(changed))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.strips.moved()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.measure_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._width:  # not where a scroll bar has come
            self._width = self.width()
            self.measure_changed.emit()
            self.scheduleDelayedItemsLayout()  # titles of articles break anew


class DeskPane(QWidget):
    """Emits what a person chose; what is then current is said by `set_current`."""

    queue_chosen = Signal(object)
    article_chosen = Signal(int)
    speaker_chosen = Signal(object)
    filter_chosen = Signal(str)
    filter_rename_requested = Signal(str)
    filter_removed = Signal(str)
    filter_moved = Signal(str, int)
    """By -1 up, by 1 down."""
    samples_requested = Signal()
    add_requested = Signal()

    def __init__(self, parent: QWidget | None = None, turns: Turns | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = DeskListModel(self)
        turns = turns or Turns(self)
        self.list = DeskList(turns)
        self._coming = {kind: InTurns(turns, self) for kind in (EntryKind.ARTICLE, EntryKind.SPEAKER)}
        self.list.setAccessibleName(self.tr("Desk: queues, articles and speakers"))
        self.list.setModel(self._model)
        self._delegate = DeskDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.measure_changed.connect(self._delegate.measure_anew)
        self._model.measure_by(self._delegate.size)
        self._held: tuple[int, Entry] | None = None
        """The keyboard's place while the lines are others: its row and line."""
        self._model.modelAboutToBeReset.connect(self._hold_place)
        self._model.modelReset.connect(self._keep_place)
        self.list.chosen.connect(self._choose)
        self.list.pressed_on.connect(self._change_filter)
        self.list.menu_wanted.connect(self._open_menu)
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
        self._start_text = label("", tone="muted", size="small", wrap=True)
        column.addWidget(self._start_text)
        self.add_button = button(self.tr("Add articles"), kind="link")
        self.samples_button = button(self.tr("Open samples"), kind="link")
        self.add_button.clicked.connect(self.add_requested)
        self.samples_button.clicked.connect(self.samples_requested)
        for made in (self.add_button, self.samples_button):
            column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeading)
        self._links = (
            (self.add_button, self.tr("Add articles"), self.tr("Add")),
            (self.samples_button, self.tr("Open samples"), self.tr("Samples")),
        )
        self.set_loading(False)
        return self._start

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_links()

    def _fit_links(self) -> None:
        """Say on the links what there is room for; their names stay whole."""
        for made, text, short in self._links:
            made.setText(text)
            if made.sizeHint().width() > self.width() - 8 * GRID:
                made.setText(short)
                made.setToolTip(text)

    def set_loading(self, loading: bool) -> None:
        """Whether articles are on their way to the desk: an empty one does not ask for them then."""
        self._start_text.setText(self.tr("Reading the articles…") if loading else self.tr("The desk is empty."))
        for made in (self.add_button, self.samples_button):
            made.setVisible(not loading)

    def sizeHint(self) -> QSize:
        return QSize(212, 640)

    # --- setters ----------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self.setMinimumWidth(least_width(152))
        self._fit_links()
        self._delegate.set_theme(theme)
        self._delegate.measure_anew()
        self.list.scheduleDelayedItemsLayout()
        self.list.viewport().update()

    def set_scale(self, scale: RatingScale) -> None:
        self._delegate.set_scale(scale)
        self.list.viewport().update()

    def set_queues(self, counts: dict[Queue, int]) -> None:
        """How many claims wait in each queue."""
        self._model.set_queues(counts)

    def set_filters(self, counts: Mapping[str, int | None]) -> None:
        """The saved filters in their order, with how many claims each shows (None: not counted yet)."""
        self._model.set_filters(counts)

    def set_chosen_filter(self, name: str | None) -> None:
        """Show which saved filter the list of claims has."""
        self._model.set_chosen_filter(name)

    def set_articles(self, articles: Sequence[ArticleRow]) -> None:
        self._set_lines(EntryKind.ARTICLE, self._model.article_lines(articles))
        self._start.setVisible(not articles)

    def set_speakers(self, speakers: Sequence[SpeakerRow]) -> None:
        self._set_lines(EntryKind.SPEAKER, self._model.speaker_lines(speakers))

    def _set_lines(self, kind: EntryKind, lines: list[Entry]) -> None:
        """List articles or speakers; more than a few once they have been measured, in turns of the event loop."""
        coming = self._coming[kind]
        if len(lines) > FEW and self.isVisible():
            coming.begin(self._measure(kind, lines))
        else:
            coming.give_up()
            self._model.set_lines(kind, lines)

    def _measure(self, kind: EntryKind, lines: list[Entry]) -> Steps:
        for line in lines:
            self._delegate.size(1, line)
            yield None
        self._model.set_lines(kind, lines)

    def set_current(self, queue: Queue | None, article_id: int | None, speaker_id: int | None) -> None:
        """Show which line of each section is chosen and bring the article into sight."""
        moved = self._model.chosen[1] != article_id
        if moved:
            self._coming[EntryKind.ARTICLE].finish()
        self._model.set_chosen(queue, article_id, speaker_id)
        row = self._model.row_of_article(article_id) if moved else None
        if row is not None:
            self.list.scrollTo(self._model.index(row, 0), QAbstractItemView.ScrollHint.EnsureVisible)

    # --- inside -----------------------------------------------------------------------------------------------

    def _hold_place(self) -> None:
        row = self.list.currentIndex().row()
        entry = self._model.entry(row)
        self._held = (row, entry) if entry is not None else None

    def _keep_place(self) -> None:
        """Put the keyboard back on the line of the same thing or, where that is gone, on the one in its place."""
        if self._held is None:
            return
        place, line = self._held
        found = self._model.row_of(line)
        index = self._model.index(place if found is None else found, 0)
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.list.put_current(index)

    def _choose(self, index: QModelIndex) -> None:
        entry = self._model.entry(index.row())
        if entry is None or entry.kind in (EntryKind.HEADING, EntryKind.NOTE):
            return
        match entry.value:
            case Queue():
                self.queue_chosen.emit(entry.value)
            case ArticleRow():
                self.article_chosen.emit(entry.value.id)
            case SavedName():
                self.filter_chosen.emit(entry.value.id)
            case SpeakerRow():
                # Choosing the chosen speaker again lifts the filter.
                self.speaker_chosen.emit(None if self._model.is_chosen(entry) else entry.value.id)

    def _change_filter(self, index: QModelIndex, key: Qt.Key) -> None:
        entry = self._model.entry(index.row())
        if entry is None or not isinstance(entry.value, SavedName):
            return
        name = entry.value.id
        match key:
            case Qt.Key.Key_F2:
                self.filter_rename_requested.emit(name)
            case Qt.Key.Key_Delete:
                self.filter_removed.emit(name)
            case Qt.Key.Key_Up:
                self.filter_moved.emit(name, -1)
            case Qt.Key.Key_Down:
                self.filter_moved.emit(name, 1)

    def _open_menu(self, index: QModelIndex, place: QPoint) -> None:
        """What can be done with a saved filter, with the keys that do it."""
        entry = self._model.entry(index.row())
        if entry is None or not isinstance(entry.value, SavedName):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, shown, key in (
            (self.tr("Rename…"), "F2", Qt.Key.Key_F2),
            (self.tr("Remove"), "Del", Qt.Key.Key_Delete),
            (self.tr("Move up"), "Alt+Up", Qt.Key.Key_Up),
            (self.tr("Move down"), "Alt+Down", Qt.Key.Key_Down),
        ):
            action = menu.addAction(f"{text}\t{shown}")
            action.triggered.connect(lambda _=False, key=key: self._change_filter(index, key))
        menu.popup(place)
