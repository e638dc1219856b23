"""The claims list as a model: ids only, rows fetched in windows as they come into sight."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from core.records import ClaimRow, Question, RatingScale
from gui import claim_words, words

WINDOW = 100
"""Rows fetched at once; a hundred by id take the desk a fraction of a millisecond."""
KEPT = 5_000
"""Rows held at most; what was fetched longest ago goes first."""

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The `ClaimRow`, or None while it is being fetched."""
_SHOWN = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
    ROW_ROLE,
)
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 2
ARTICLE_ROLE = int(Qt.ItemDataRole.UserRole) + 3
"""The title of the claim's article, where the list is of several; else empty."""


class ClaimListModel(QAbstractListModel):
    """Claim ids in the order shown: eight bytes a claim, so that a million of them weigh little.

    `rows_needed` names the ids of windows that were looked at and are not held; it is emitted once control
    returns to the event loop, however many rows were asked for. Answer with `add_rows`.
    """

    rows_needed = Signal(list)
    about_to_move = Signal()
    """Rows are about to be put in or taken out; what is selected then is no choice of a person's."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.unasked = False
        """Whether the list came as it is by itself, with an analysis."""
        self._ids: array[int] = array("q")
        self._places: dict[int, int] = {}
        """Where claims stand that were asked about; the list is looked through for others."""
        self._absent: set[int] = set()
        """Claims that were asked about and are not in the list."""
        self._rows: dict[int, ClaimRow] = {}
        self._wanted: set[int] = set()
        self._asked: set[int] = set()
        self._stale: set[int] = set()
        """Claims whose held row is of before a change; asked for again when one looks there."""
        self._scale: RatingScale | None = None
        self._titles: Mapping[int, str] = {}
        self._of_several = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._ask)

    # --- filling it -------------------------------------------------------------------------------------------

    def set_scale(self, scale: RatingScale) -> None:
        """The scale whose labels the rows' accessible texts use."""
        self._scale = scale

    def set_titles(self, titles: Mapping[int, str]) -> None:
        """The titles of the desk's articles, by their ids."""
        if titles != self._titles:
            self._titles = titles
            if self._of_several:
                self._tell_all_changed()

    def set_of_several(self, of_several: bool) -> None:
        """Whether the list is of several articles: each row then says from which it is."""
        if of_several != self._of_several:
            self._of_several = of_several
            self._tell_all_changed()

    def set_ids(self, ids: Sequence[int], unasked: bool = False) -> None:
        """Show these claims in this order. Rows already held are kept. `unasked`: nobody has chosen them."""
        self.unasked = unasked
        self.beginResetModel()
        self._ids = array("q", ids)
        self._places.clear()
        self._absent.clear()
        self._wanted.clear()
        self._asked.clear()
        self.endResetModel()

    def append_ids(self, ids: Sequence[int]) -> None:
        """Add claims at the end: the rest of a list whose first screen was shown at once."""
        if not ids:
            return
        first = len(self._ids)
        self.beginInsertRows(QModelIndex(), first, first + len(ids) - 1)
        self._ids.extend(ids)
        self._absent.difference_update(ids)
        self.endInsertRows()

    def insert_id(self, claim_id: int, before: int | None) -> bool:
        """Put a claim in front of another, or at the end with None. False where that one is not in the list."""
        index = self.index_of(before)
        if before is not None and not index.isValid():
            return False
        row = index.row() if index.isValid() else len(self._ids)
        self.about_to_move.emit()
        self.beginInsertRows(QModelIndex(), row, row)
        self._ids.insert(row, claim_id)
        self._places = {each: place + (place >= row) for each, place in self._places.items()}
        self._absent.discard(claim_id)
        self.endInsertRows()
        return True

    def remove_id(self, claim_id: int) -> None:
        """Take a claim out of the list, if it is there."""
        index = self.index_of(claim_id)
        if index.isValid():
            row = index.row()
            self.about_to_move.emit()
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._ids[row]
            del self._places[claim_id]
            self._places = {each: place - (place > row) for each, place in self._places.items()}
            self.endRemoveRows()

    def add_rows(self, rows: Mapping[int, ClaimRow]) -> None:
        """Hold fetched rows and show those in the list."""
        for claim_id, row in rows.items():
            self._rows.pop(claim_id, None)
            self._rows[claim_id] = row
            self._asked.discard(claim_id)
            self._stale.discard(claim_id)
        for claim_id in list(self._rows)[: max(0, len(self._rows) - max(KEPT, len(rows)))]:
            del self._rows[claim_id]
        self._tell_changed(rows)

    def invalidate(self, ids: Iterable[int]) -> None:
        """These rows have changed: they are asked for again, the old words shown until then.

        Of more than a screen or two only what is in sight is asked for at once.
        """
        stale = {claim_id for claim_id in ids if claim_id in self._rows}
        if len(stale) <= WINDOW:
            self._wanted |= stale
            self._timer.start()
        elif self._ids:
            self._stale |= stale
            self._tell_all_changed()

    # --- asking it --------------------------------------------------------------------------------------------

    def ids(self, start: int = 0) -> list[int]:
        """The claims from row `start` on."""
        return self._ids[start:].tolist()

    def id_at(self, row: int) -> int | None:
        """The claim at `row`; None outside the list."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_at(self, row: int) -> ClaimRow | None:
        """The row held for the claim at `row`; None outside the list or before it is fetched."""
        claim_id = self.id_at(row)
        return self._rows.get(claim_id) if claim_id is not None else None

    def index_of(self, claim_id: int | None) -> QModelIndex:
        """Where a claim stands; an invalid index if it is not in the list."""
        if claim_id is None or claim_id in self._absent:
            return QModelIndex()
        place = self._places.get(claim_id)
        if place is None:
            try:
                place = self._ids.index(claim_id)
            except ValueError:
                self._absent.add(claim_id)
                return QModelIndex()
            self._places[claim_id] = place
        return self.index(place, 0)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's form)
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        claim_id = self.id_at(index.row()) if index.isValid() else None
        if claim_id is None:
            return None
        if role == ID_ROLE:
            return claim_id
        if role == ARTICLE_ROLE:
            held = self._rows.get(claim_id)
            return self._article(held) if held is not None else ""
        if role not in _SHOWN:
            return None
        row = self._rows.get(claim_id)
        if row is None or claim_id in self._stale:
            self._want(index.row())
        if row is None:
            return None if role == ROW_ROLE else ""
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = (claim_words.head(row), self._article(row), *self._stand(row))
            return words.tip("\n".join(line for line in lines if line))
        return row.words if role == Qt.ItemDataRole.DisplayRole else self._spoken(row)

    def _article(self, row: ClaimRow) -> str:
        return self._titles.get(row.article_id, "") if self._of_several else ""

    def _stand(self, row: ClaimRow) -> list[str]:
        """The state and both ratings, as far as they are given."""
        given = ((Question.SAID, self.tr("Said?"), row.said), (Question.SO, self.tr("So?"), row.so))
        found = [
            f"{name} {rating.label}"
            for question, name, key in given
            if self._scale is not None and (rating := self._scale.find(question, key)) is not None
        ]
        return [words.state(row.state), *found]

    def _spoken(self, row: ClaimRow) -> str:
        kind, _, who = claim_words.head(row).partition(" · ")
        parts = [kind, who, row.words, *self._stand(row)]
        if any(claim_words.sides(row)):
            parts.insert(3, self.tr("in {phrase}").format(phrase=words.quoted(claim_words.in_phrase(row))))
        if row.set_aside:
            parts.append(self.tr("set aside"))
        if title := self._article(row):
            parts.append(self.tr("in the article {title}").format(title=title))
        return "; ".join(parts)

    # --- fetching ---------------------------------------------------------------------------------------------

    def _want(self, row: int) -> None:
        start = row - row % WINDOW
        fresh = set()
        for place, claim_id in enumerate(self._ids[start : start + WINDOW], start):
            self._places[claim_id] = place
            if claim_id not in self._asked and (claim_id not in self._rows or claim_id in self._stale):
                fresh.add(claim_id)
        if fresh:
            self._wanted |= fresh
            self._timer.start()

    def _ask(self) -> None:
        if not self._wanted:
            return
        ids, self._wanted = sorted(self._wanted, key=self._place), set()
        # Only the newest question is remembered: should its answer be dropped for a later one, the rows are
        # asked for again when they are next painted.
        self._asked = set(ids)
        self.rows_needed.emit(ids)

    def _place(self, claim_id: int) -> int:
        return self.index_of(claim_id).row()

    def _tell_all_changed(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    def _tell_changed(self, ids: Iterable[int]) -> None:
        # The places of all that was asked for are known; what else arrives is of a list that is no longer shown.
        places = sorted(self._places[claim_id] for claim_id in ids if claim_id in self._places)
        start = 0
        for i, place in enumerate(places):
            if i + 1 == len(places) or places[i + 1] != place + 1:
                self.dataChanged.emit(self.index(places[start], 0), self.index(place, 0))
                start = i + 1
