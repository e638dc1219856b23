"""The claims pane: filter chips, order, and the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from core.records import ClaimFilter, Order, Queue, RatingScale
from gui import words
from gui.actions import default_key
from gui.icons import sign_icon
from gui.models.claim_list import ClaimListModel
from gui.theme import GRID, Theme, text_scale
from gui.turns import Turns
from gui.views.claims.bulk_bar import BulkBar
from gui.views.claims.claim_delegate import ClaimDelegate
from gui.views.claims.claims_list import ClaimsList
from gui.views.claims.emptiness import emptiness
from gui.views.claims.filter_chips import FilterChips
from gui.views.claims.found_places import FoundPlaces
from gui.views.parts import stand_in
from gui.views.parts.empty_state import EmptyState
from gui.views.parts.widgets import ElidedLabel, button, hairline, label, lay_out_unseen, least_width, scale_icon

LARGE = 1.25
"""Text scale from which buttons of the pane say less."""
LEAST_ROWS = 3
"""Rows of one line that stay in sight while several claims are chosen."""


class ClaimsPane(QWidget):
    """Claims under the current filter. `claim_chosen` is told only of a person's choice, not of `set_current`."""

    claim_chosen = Signal(int)
    filter_changed = Signal(ClaimFilter)
    selected = Signal(int)
    """So many rows are selected now."""
    find_in_article = Signal(str)
    """The words no claim holds are to be found in the open article."""

    def __init__(self, parent: QWidget | None = None, turns: Turns | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._turns = turns or Turns(self)
        self._filter = ClaimFilter()
        self._model: ClaimListModel | None = None
        self._scale: RatingScale | None = None
        self._current: int | None = None
        self._setting = False
        self._article_open = False
        self._titles: Mapping[int, str] = {}
        self._find_key = ""
        self._delegate = ClaimDelegate()
        self._build()
        self.set_keys(default_key)
        self.set_counts(0, 0, 0, 0, 0)
        self._show_filter()
        self._show_articles()

    # --- building ---------------------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_head())
        column.addWidget(hairline())
        self.chips = FilterChips()
        self.chips.changed.connect(self._take)
        column.addWidget(self.chips)
        column.addWidget(hairline())
        self.list = ClaimsList(self._delegate, self._turns)
        self.list.setAccessibleName(self.tr("Claims"))
        self.find_button = button("")
        self.find_button.clicked.connect(lambda: self.find_in_article.emit(self._filter.text))
        self.empty = EmptyState("claims", "", "", (self.find_button,), takes_focus=True)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column.addWidget(body, 1)
        self.places = FoundPlaces()
        column.addWidget(self.places)
        self.bulk = BulkBar()
        column.addWidget(self.bulk)

    def _build_head(self) -> QGridLayout:
        head = QGridLayout()
        head.setContentsMargins(3 * GRID, GRID, GRID, GRID)
        head.setHorizontalSpacing(GRID + 2)
        head.setVerticalSpacing(0)
        head.setColumnStretch(2, 1)
        self._title = label(self.tr("Claims"), size="strong")
        self.total = label("", tone="muted")
        self.scope = ElidedLabel(tone="muted")
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
        head.addWidget(self.total, 0, 1)
        head.addWidget(self.scope, 0, 2)
        head.addWidget(self._order, 0, 3)
        self._head = head
        return head

    # --- setters ----------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self.setMinimumWidth(least_width(200))
        self._delegate.set_theme(theme)
        self.empty.set_theme(theme)
        self.places.set_theme(theme)
        self._order.setIcon(sign_icon("chevron", theme.muted, 12))
        scale_icon(self._order, 12)
        self.list.viewport().update()
        # What follows the text scale, which changes together with the theme: the height of rows, which chips there
        # are and what they say, and the button's words.
        self.list.fit_rows()
        self._show_filter()
        self._name_find_button()

    def set_scale(self, scale: RatingScale) -> None:
        self._delegate.set_scale(scale)
        if self._model is not None:
            self._model.set_scale(scale)
        self._scale = scale
        self.list.viewport().update()

    def set_model(self, model: ClaimListModel) -> None:
        """Show `model`, which the caller keeps filled; the one that was shown is deleted."""
        if self._model is not None:
            self._model.deleteLater()  # what is selected in it goes with it
        self._model = model
        if self._scale is not None:
            model.set_scale(self._scale)
        model.set_titles(self._titles)
        model.set_of_several(self._is_of_several)
        self.list.setModel(model)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._count_selected())
        model.modelReset.connect(self._restore_current)
        model.modelReset.connect(self._count_selected)  # a reset empties the selection without a word
        model.about_to_move.connect(self._begin_move)
        model.rowsInserted.connect(lambda *_: self._restore_current(keep=True))
        model.rowsRemoved.connect(lambda *_: self._restore_current())
        self._restore_current()

    def prepare(self) -> None:
        """Lay out the list and paint a claim out of sight: the first list then comes as fast as the next."""
        if self._model is None or self._model.rowCount():
            return
        lay_out_unseen(self._stack, self._stack.indexOf(self.list))
        self._delegate.paint_unseen(stand_in.ROW, max(self.list.viewport().width(), 1))

    def set_keys(self, key: Callable[[str], str]) -> None:
        """Name the keys as they are now: `key` gives that of an action, by its id."""
        self.bulk.set_keys(key)
        self._find_key = key("find-article")
        self._name_find_button()

    def _name_find_button(self) -> None:
        text = self.tr("Find in this article")
        self.find_button.setAccessibleName(text)
        self.find_button.setToolTip(words.with_key(text, self._find_key))
        if text_scale() > LARGE:  # the pane is no wider then
            text = self.tr("Find")
        self.find_button.setText(words.with_key(text, self._find_key))

    def set_counts(self, total: int, quotes: int, figures: int, to_check: int, in_passing: int) -> None:
        self.total.setText(words.number(total))
        before = self.chips.heightForWidth(self.width())
        self.chips.set_counts(quotes, figures, to_check, in_passing)
        moves = self.chips.heightForWidth(self.width()) != before  # the counts come after the list, which is below
        if moves and self._turns.gentle and self.list.isVisible():
            self.list.show_in_strips()

    def set_current(self, claim_id: int | None) -> None:
        """Select a claim and bring it into sight; None selects nothing."""
        self._current = claim_id
        self._restore_current()

    def set_filter(self, wanted: ClaimFilter) -> None:
        """Show chips and order to match; emits nothing."""
        self._filter = wanted
        self._show_articles()
        self._show_filter()

    def focus_list(self) -> None:
        """Go from anywhere to the list, or to what stands where it is empty."""
        others = (self.places.list, self.find_button, self.empty)
        shown = next((each for each in others if each.isVisible()), self.empty)
        (self.list if self.list.isVisible() else shown).setFocus(Qt.FocusReason.OtherFocusReason)
        if shown is self.places.list and self.places.list.currentRow() < 0 and not self.list.isVisible():
            self.places.list.setCurrentRow(0)

    def set_article(self, article_id: int | None) -> None:
        """The article that is open: words can be found in it that no claim holds, and the list narrowed to it."""
        self._article_open = article_id is not None
        self.find_button.setVisible(bool(self._filter.text) and self._article_open)
        self.chips.set_article(article_id)

    def set_titles(self, titles: Mapping[int, str]) -> None:
        """The titles of the desk's articles, by their ids: a list of several says which each claim is from."""
        self._titles = titles
        if self._model is not None:
            self._model.set_titles(titles)

    @property
    def _is_of_several(self) -> bool:
        return self._filter.article_id is None

    def selected_ids(self) -> tuple[int, ...]:
        """The claims of all selected rows, in the list's order."""
        if self._model is None:
            return ()
        rows = [row for top, bottom in self._selected() for row in range(top, bottom + 1)]
        return tuple(claim for row in sorted(rows) if (claim := self._model.id_at(row)) is not None)

    def _fit(self) -> None:
        """Leave the filters out, in large text over a small window, while several claims are chosen and some of
        them, or what can be done with them, would not be seen."""
        if self.bulk.isHidden():
            self.chips.setHidden(False)
            return
        least = LEAST_ROWS * self._delegate.height(1)
        held = self.chips.heightForWidth(self.width()) + self.bulk.heightForWidth(self.width())
        room = self.height() - self._head.sizeHint().height() - least
        self.chips.setHidden(held > room)

    def selected_count(self) -> int:
        return sum(bottom - top + 1 for top, bottom in self._selected())

    def select_all(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.selectAll()

    def select_ids(self, ids: Iterable[int]) -> int:
        """Choose the rows of these claims as well as the current one. Returns how many are in the list."""
        if self._model is None:
            return 0
        indexes = [index for index in map(self._model.index_of, ids) if index.isValid()]
        self.clear_selection()
        for index in indexes:
            self.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
        return len(indexes)

    def clear_selection(self) -> None:
        """Select only the current claim again."""
        index = self.list.currentIndex()
        if index.isValid():
            self.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def emptiness(self) -> str:
        """What stands where the list would be if it held anything."""
        return self.empty.text()

    # --- inside -----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_order()
        self.places.fit(event.size().height())
        self._fit()

    def _show_articles(self) -> None:
        """Have each row say which article it is from, where the list is of several."""
        before = self._delegate.height(1)
        self._delegate.set_with_article(self._is_of_several)
        if self._model is not None:
            self._model.set_of_several(self._is_of_several)
        if self._delegate.height(1) != before:
            self.list.fit_rows()

    def _show_order(self) -> None:
        """Name the order beside the title, or below it where there is no room."""
        name = words.order(self._filter.order)
        self._order.setToolTip(self.tr("Order: {order}").format(order=name))
        self._order.setAccessibleDescription(name)
        room = self.width() - self._title.sizeHint().width() - self.total.sizeHint().width() - 20 * GRID
        if self.scope.text():
            room -= self.scope.fontMetrics().horizontalAdvance(self.scope.text()) + 2 * GRID
        self._order.setText(name)
        place = (0, 3, 1, 1) if self.fontMetrics().horizontalAdvance(name) < room else (1, 0, 1, 4)
        if self._head.getItemPosition(self._head.indexOf(self._order)) != place:
            self._head.removeWidget(self._order)
            leading = Qt.AlignmentFlag.AlignLeading if place[0] else Qt.AlignmentFlag(0)
            self._head.addWidget(self._order, *place, leading)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self._filter.text:
            super().keyPressEvent(event)
            return
        self._change(text="")
        self.focus_list()

    def _change(self, **changes: object) -> None:
        self._take(replace(self._filter, **changes))  # type: ignore[arg-type]

    def _take(self, wanted: ClaimFilter) -> None:
        changed = wanted != self._filter
        self.set_filter(wanted)
        if changed:
            self.filter_changed.emit(wanted)

    def _show_filter(self) -> None:
        now = self._filter
        self.chips.set_filter(now)
        self.order_actions[now.order].setChecked(True)
        named = now.queue not in (Queue.ALL, Queue.TO_CHECK)
        self.scope.setText("· " + words.queue(now.queue) if named else "")
        self._show_order()
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        empty = self._model is None or self._model.rowCount() == 0
        self.find_button.setVisible(bool(self._filter.text) and self._article_open)
        if empty:
            self.empty.set_text(*emptiness(self._filter))
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
        count = self.selected_count()
        self.bulk.set_count(count)
        self._fit()
        self.selected.emit(count)

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
