"""The claims pane: filter chips, order, find field, and the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.records import ClaimFilter, Order, Queue, RatingScale
from gui import words
from gui.icons import sign_icon
from gui.models.claim_list import ClaimListModel
from gui.theme import GRID, Theme
from gui.views.bulk_bar import BulkBar
from gui.views.claim_delegate import ClaimDelegate
from gui.views.claims_list import ClaimsList
from gui.views.empty_state import EmptyState
from gui.views.flow import FlowLayout
from gui.views.header import LEAVING
from gui.views.widgets import ElidedLabel, button, hairline, label, least_width, scale_icon

SEARCH_PAUSE = 150
"""Milliseconds of quiet after which typing in the find field filters."""


class ClaimsPane(QWidget):
    """Claims under the current filter. `claim_chosen` is told only of a person's choice, not of `set_current`."""

    claim_chosen = Signal(int)
    filter_changed = Signal(ClaimFilter)
    mine_chosen = Signal()
    filter_named = Signal(str)
    filter_removed = Signal(str)
    filter_save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._filter = ClaimFilter()
        self._model: ClaimListModel | None = None
        self._scale: RatingScale | None = None
        self._current: int | None = None
        self._setting = False
        self._delegate = ClaimDelegate()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(SEARCH_PAUSE)
        self._typing.timeout.connect(self._search_now)
        self._build()
        self.set_counts(0, 0, 0, 0)
        self._show_filter()

    # --- building ---------------------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_head())
        column.addWidget(self._build_find())
        column.addWidget(hairline())
        column.addWidget(self._build_chips())
        column.addWidget(hairline())
        self.list = ClaimsList(self._delegate)
        self.list.setAccessibleName(self.tr("Claims"))
        self._empty = EmptyState("claims", "", "")
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        column.addWidget(body, 1)
        self.bulk = BulkBar()
        column.addWidget(self.bulk)

    def _build_head(self) -> QGridLayout:
        head = QGridLayout()
        head.setContentsMargins(3 * GRID, GRID, GRID, GRID)
        head.setHorizontalSpacing(GRID + 2)
        head.setVerticalSpacing(0)
        head.setColumnStretch(2, 1)
        self._title = label(self.tr("Claims"), size="strong")
        self._total = label("", tone="muted")
        self._scope = ElidedLabel(tone="muted")
        self._order = button("", kind="quiet", name=self.tr("Order of the list"))
        menu = QMenu(self._order)
        group = QActionGroup(menu)
        self.order_actions: dict[Order, QAction] = {}
        for order in Order:
            action = menu.addAction(words.order(order))
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _=False, order=order: self._change(order=order))
            self.order_actions[order] = action
        self._order.setMenu(menu)
        self._order.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        head.addWidget(self._title, 0, 0)
        head.addWidget(self._total, 0, 1)
        head.addWidget(self._scope, 0, 2)
        head.addWidget(self._order, 0, 3)
        self._head = head
        return head

    def _build_find(self) -> QWidget:
        self._find_row = QWidget()
        row = QHBoxLayout(self._find_row)
        row.setContentsMargins(3 * GRID, 0, 3 * GRID, 2 * GRID)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find in claims"))
        self.search.setAccessibleName(self.tr("Find in claims"))
        self.search.setClearButtonEnabled(True)
        self.search.textEdited.connect(lambda _text: self._typing.start())
        row.addWidget(self.search)
        self._find_row.hide()
        return self._find_row

    def _build_chips(self) -> QWidget:
        self.chip_all = self._chip(self._choose_all)
        self.chip_quotes = self._chip(lambda: self._choose_kind(quotes=True))
        self.chip_figures = self._chip(lambda: self._choose_kind(quotes=False))
        self.chip_to_check = self._chip(self._choose_to_check)
        self.chip_mine = self._chip(self.mine_chosen.emit)
        self.chip_mine.setText(self.tr("Mine"))
        self.chip_mine.setAccessibleName(self.tr("Show: assigned to me"))
        self.chip_mine.setToolTip(self.tr("Claims that are assigned to you"))
        self.chip_saved = button(self.tr("Saved") + " ▾", kind="chip", name=self.tr("Saved filters"))
        self.saved_menu = QMenu(self.chip_saved)
        self.chip_saved.setMenu(self.saved_menu)
        self.chip_text = self._chip(lambda: self._change(text=""))
        chips = QWidget()
        flow = FlowLayout(chips, spacing=GRID + 1)
        flow.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        for chip in (
            self.chip_all,
            self.chip_quotes,
            self.chip_figures,
            self.chip_to_check,
            self.chip_mine,
            self.chip_saved,
            self.chip_text,
        ):
            flow.addWidget(chip)
        self.set_saved(())
        return chips

    def _chip(self, chosen: Callable[[], None]) -> QPushButton:
        chip = button("", kind="chip")
        chip.setCheckable(True)
        chip.clicked.connect(lambda _checked=False: chosen())
        return chip

    # --- setters ----------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self.setMinimumWidth(least_width(200))
        self._delegate.set_theme(theme)
        self._empty.set_theme(theme)
        self._order.setIcon(sign_icon("chevron", theme.muted, 12))
        scale_icon(self._order, 12)
        self.list.viewport().update()
        # The height of rows follows the text scale, which changes together with the theme.
        self.list.fit_rows()

    def set_scale(self, scale: RatingScale) -> None:
        self._delegate.set_scale(scale)
        if self._model is not None:
            self._model.set_scale(scale)
        self._scale = scale
        self.list.viewport().update()

    def set_model(self, model: ClaimListModel) -> None:
        """Show `model`, which the caller keeps filled."""
        self._model = model
        if self._scale is not None:
            model.set_scale(self._scale)
        self.list.setModel(model)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._count_selected())
        model.modelReset.connect(self._restore_current)
        model.about_to_move.connect(self._begin_move)
        model.rowsInserted.connect(lambda *_: self._restore_current(keep=True))
        model.rowsRemoved.connect(lambda *_: self._restore_current())
        self._restore_current()

    def set_keys(self, key: Callable[[str], str]) -> None:
        """Name the keys as they are now: `key` gives that of an action, by its id."""
        self.bulk.set_keys(key)

    def set_counts(self, total: int, quotes: int, figures: int, to_check: int) -> None:
        self._total.setText(words.number(total))
        self._title_chip(self.chip_all, self.tr("All"), None)
        self._title_chip(self.chip_quotes, self.tr("Quotes"), quotes)
        self._title_chip(self.chip_figures, self.tr("Figures"), figures)
        self._title_chip(self.chip_to_check, self.tr("To check"), to_check)

    def set_current(self, claim_id: int | None) -> None:
        """Select a claim and bring it into sight; None selects nothing."""
        self._current = claim_id
        self._restore_current()

    def set_filter(self, wanted: ClaimFilter) -> None:
        """Show chips, order and find field to match; emits nothing."""
        self._filter = wanted
        self._typing.stop()
        if self.search.text().strip() != wanted.text:
            self.search.setText(wanted.text)
        self._show_filter()

    def focus_search(self) -> None:
        """Open the find field and put the caret in it."""
        self._find_row.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        self._show_filter()

    def focus_list(self) -> None:
        """Go from the find field, or from anywhere, to the list, or to what stands where it is empty."""
        (self.list if self.list.isVisible() else self._empty).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_saved(self, names: Sequence[str]) -> None:
        """Offer these saved filters."""
        self.saved_menu.clear()
        for name in names:
            chosen = self.saved_menu.addAction(name.replace("&", "&&"))
            chosen.triggered.connect(lambda _=False, name=name: self.filter_named.emit(name))
        if names:
            self.saved_menu.addSeparator()
        self.saved_menu.addAction(self.tr("Save this filter…")).triggered.connect(
            lambda _=False: self.filter_save_requested.emit()
        )
        if names:
            removing = self.saved_menu.addMenu(self.tr("Remove"))
            for name in names:
                action = removing.addAction(name.replace("&", "&&"))
                action.triggered.connect(lambda _=False, name=name: self.filter_removed.emit(name))

    def selected_ids(self) -> tuple[int, ...]:
        """The claims of all selected rows, in the list's order."""
        if self._model is None:
            return ()
        rows = [row for top, bottom in self._selected() for row in range(top, bottom + 1)]
        return tuple(claim for row in sorted(rows) if (claim := self._model.id_at(row)) is not None)

    def select_all(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.selectAll()

    def clear_selection(self) -> None:
        """Select only the current claim again."""
        index = self.list.currentIndex()
        if index.isValid():
            self.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def emptiness(self) -> str:
        """What stands where the list would be if it held anything."""
        return self._empty.text()

    # --- inside -----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_order()

    def _show_order(self) -> None:
        """Name the order beside the title, or below it where there is no room."""
        name = words.order(self._filter.order)
        self._order.setToolTip(self.tr("Order: {order}").format(order=name))
        self._order.setAccessibleDescription(name)
        room = self.width() - self._title.sizeHint().width() - self._total.sizeHint().width() - 20 * GRID
        self._order.setText(name)
        place = (0, 3, 1, 1) if self.fontMetrics().horizontalAdvance(name) < room else (1, 0, 1, 4)
        if self._head.getItemPosition(self._head.indexOf(self._order)) != place:
            self._head.removeWidget(self._order)
            leading = Qt.AlignmentFlag.AlignLeading if place[0] else Qt.AlignmentFlag(0)
            self._head.addWidget(self._order, *place, leading)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        searching = self.search.hasFocus()
        if key == Qt.Key.Key_Escape and (searching or self._filter.text):
            self._find_row.hide()
            self.search.clear()
        elif not searching or key not in LEAVING:
            super().keyPressEvent(event)
            return
        self._search_now()
        self.focus_list()

    def _title_chip(self, chip: QPushButton, name: str, count: int | None) -> None:
        text = name if count is None else f"{name} {words.number(count)}"
        chip.setText(text)
        chip.setAccessibleName(self.tr("Show: {what}").format(what=text))

    def _choose_all(self) -> None:
        queue = Queue.ALL if self._filter.queue is Queue.TO_CHECK else self._filter.queue
        self._change(quotes=True, figures=True, queue=queue)

    def _choose_kind(self, *, quotes: bool) -> None:
        only = self._filter.quotes is quotes and self._filter.figures is not quotes
        self._change(quotes=only or quotes, figures=only or not quotes)

    def _choose_to_check(self) -> None:
        self._change(queue=Queue.ALL if self._filter.queue is Queue.TO_CHECK else Queue.TO_CHECK)

    def _search_now(self) -> None:
        self._typing.stop()
        self._change(text=self.search.text().strip())

    def _change(self, **changes: object) -> None:
        wanted = replace(self._filter, **changes)  # type: ignore[arg-type]
        changed = wanted != self._filter
        self.set_filter(wanted)
        if changed:
            self.filter_changed.emit(wanted)

    def _show_filter(self) -> None:
        now = self._filter
        both = now.quotes and now.figures
        to_check = now.queue is Queue.TO_CHECK
        self.chip_all.setChecked(both and not to_check)
        self.chip_quotes.setChecked(now.quotes and not both)
        self.chip_figures.setChecked(now.figures and not both)
        self.chip_to_check.setChecked(to_check)
        self.chip_mine.setChecked(now.assignee is not None)
        self.chip_text.setChecked(True)
        self.chip_text.setText(f"“{now.text}” ✕")
        self.chip_text.setAccessibleName(self.tr("Stop looking for “{text}”").format(text=now.text))
        self.chip_text.setVisible(bool(now.text) and self._find_row.isHidden())
        self._show_order()
        self.order_actions[now.order].setChecked(True)
        named = now.queue not in (Queue.ALL, Queue.TO_CHECK)
        self._scope.setText("· " + words.queue(now.queue) if named else "")
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        empty = self._model is None or self._model.rowCount() == 0
        if empty:
            narrowed = self._filter != ClaimFilter(order=self._filter.order)
            if self._filter.text:
                text = self.tr(
                    "No claim, speaker or source on this desk holds “{text}”. Words may stand in any order; "
                    "figures are found by value: 52, 1300-1400, > 4 %."
                )
                self._empty.set_text(self.tr("Nothing found"), text.format(text=self._filter.text))
            elif narrowed:
                self._empty.set_text(
                    self.tr("Nothing here"), self.tr("No claim matches what is chosen. “All” shows the others.")
                )
            else:
                self._empty.set_text(
                    self.tr("No claims yet"),
                    self.tr("Quotes and figures appear here as soon as an article has been read."),
                )
        self._stack.setCurrentIndex(1 if empty else 0)

    def _begin_move(self) -> None:
        """The view goes to a neighbour of a row that is taken away; the claim in the inspector stays."""
        self._setting = True

    def _restore_current(self, keep: bool = False) -> None:
        """Select the current claim; where the list has it not, nothing, or with `keep` what was selected."""
        self._setting = True  # a list that comes to sight with the focus moves to its first row by itself
        try:
            self._show_emptiness()
            if self._model is None:
                return
            index = self._model.index_of(self._current)
            selection = self.list.selectionModel()
            if not index.isValid():
                if not keep:
                    selection.clear()
            elif selection.currentIndex() != index:
                selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                self.list.show_row(index.row())
        finally:
            self._setting = False

    def _count_selected(self) -> None:
        self.bulk.set_count(sum(bottom - top + 1 for top, bottom in self._selected()))

    def _selected(self) -> list[tuple[int, int]]:
        """First and last row of every run of selected rows; a hundred thousand rows may be one."""
        selection = self.list.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        return [(part.top(), part.bottom()) for part in parts]

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._setting or self._model is None or not current.isValid():
            return
        claim_id = self._model.id_at(current.row())
        if claim_id is not None and claim_id != self._current:
            self._current = claim_id
            self.claim_chosen.emit(claim_id)
