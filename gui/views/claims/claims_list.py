"""The list of claims: rows as high as their words, measured where one looks, and the current row kept in sight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QHeaderView, QTableView

from gui.models.claim_list import ClaimListModel
from gui.turns import TURN, Soon, Turns
from gui.views.claims.claim_delegate import ClaimDelegate
from gui.views.parts.strips import STRIP, Strips

Index = QModelIndex | QPersistentModelIndex


class ClaimsList(QTableView):
    """A table of one column, for a table does not walk through its rows when it is filled, as a list does
    (100,000 claims: 0.6 s).

    A row is taken to be high until it is in sight, or nearly, and its claim is known; then it gets the height its
    words need. What one looks at stays where it is meanwhile.
    """

    def __init__(self, delegate: ClaimDelegate, turns: Turns) -> None:
        super().__init__()
        self._delegate = delegate
        self._fitting = False
        self.strips = Strips(self.viewport(), turns, self, self._end_of_row)
        self.setItemDelegate(delegate)
        self.setProperty("claims", True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        # A least height above the present one would have every row resized by itself: seconds for 100,000.
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._fit_near)
        self._fitting_soon = Soon(turns, self._fit_near)
        self.fit_rows()

    def fit_rows(self) -> None:
        """Measure all rows anew: the size of the text has changed."""
        header = self.verticalHeader()
        header.setDefaultSectionSize(self._delegate.height(2))
        self.show_row(self.currentIndex().row())

    def show_row(self, row: int) -> None:
        """Bring a row into sight, with a row around it where there is room."""
        if self.model() is None or not 0 <= row < self.model().rowCount():
            return
        self.executeDelayedItemsLayout()
        bar, header, room = self.verticalScrollBar(), self.verticalHeader(), self.viewport().height()
        near = room // max(self._delegate.height(1), 1) + 1
        self._fit(range(row - near, row + near + 1), row)
        top, height = header.sectionPosition(row), header.sectionSize(row)
        around = max(0, min(height, (room - height) // 3))
        value = min(max(bar.value(), top + height + around - room), top - around)
        bar.setValue(max(value, 0))

    # --- inside -----------------------------------------------------------------------------------------------

    def _fit_near(self) -> None:
        """Measure the rows in sight and as many above and below; what is in sight stays where it is. While rows
        are laid out in turns that comes at the end of it."""
        if not self._fitting and not self.strips.is_holding:
            self._fit_in_sight()

    def _fit_in_sight(self) -> None:
        top = self.rowAt(0)
        if top < 0:
            return
        current = self.currentIndex().row()
        bottom = self.rowAt(self.viewport().height() - 1)
        anchor = current if top <= current and (bottom < 0 or current <= bottom) else top
        self._fit(self._near(), anchor)

    def _near(self) -> range:
        """The rows in sight and as many above and below."""
        top = self.rowAt(0)
        near = self.viewport().height() // max(self._delegate.height(1), 1) + 1
        return range(top - near, top + 2 * near)

    def _fit(self, rows: Iterable[int], anchor: int) -> None:
        """Give `rows` the height of their words, and leave the row `anchor` where it stands in the view."""
        model, header = self.model(), self.verticalHeader()
        if not isinstance(model, ClaimListModel):
            return
        place = header.sectionViewportPosition(anchor)
        wanted = self._delegate.heights({row: model.row_at(row) for row in rows}, self.viewport().width())
        changed = {row: height for row, height in wanted.items() if header.sectionSize(row) != height}
        if not changed:
            return
        self._fitting = True
        try:
            for row, height in changed.items():
                header.resizeSection(row, height)
            self.updateGeometries()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + header.sectionViewportPosition(anchor) - place)
        finally:
            self._fitting = False

    def _end_of_row(self, top: int) -> int:
        row = self.rowAt(top)
        return self.rowViewportPosition(row) + self.rowHeight(row) if row >= 0 else top + STRIP

    def show_in_strips(self) -> None:
        """Lay out and measure the rows in turns of the event loop and paint them in the next ones."""
        self.strips.show(self._lay_out())

    def _lay_out(self) -> Iterator[object]:
        self.executeDelayedItemsLayout()
        yield TURN
        model = self.model()
        if isinstance(model, ClaimListModel):
            for claim in filter(None, map(model.row_at, self._near())):
                self._delegate.measure(claim)
                yield None
        self._fit_in_sight()
        yield TURN

    # --- events -----------------------------------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.strips.moved()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        super().dataChanged(first, last, list(roles))
        self._fit_near()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """Rows that were known before come without a word that their words are there."""
        super().rowsInserted(parent, start, end)
        self._fitting_soon.ask()

    def reset(self) -> None:
        super().reset()
        self._fitting_soon.ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Claims that come unasked where none were come in strips."""
        super().showEvent(event)
        model = self.model()
        if isinstance(model, ClaimListModel) and model.unasked:
            self.show_in_strips()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_near()
        self.show_row(self.currentIndex().row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Without a current row the view would make the first one current: another claim, behind one's back."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        else:
            QAbstractScrollArea.focusInEvent(self, event)
            self.viewport().update()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the ends of the list; a table would look for the ends of the row."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The view would swallow letters and Space, which belong to the window's table of keys; and Esc.
        if event.key() == Qt.Key.Key_Escape or (event.text() and event.text().isprintable()):
            event.ignore()
            return
        super().keyPressEvent(event)
