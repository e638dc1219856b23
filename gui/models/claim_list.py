"""The claims list as a model: ids only, rows fetched in windows as they come into sight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from core.records import ClaimRow, RatingScale
from gui import words

WINDOW = 100
"""Rows fetched at once; a hundred by id take the desk a fraction of a millisecond."""
KEPT = 5_000
"""Rows held at most; what was fetched longest ago goes first."""

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The `ClaimRow`, or None while it is being fetched."""
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 2


class ClaimListModel(QAbstractListModel):
    """Claim ids in the order shown.

    `rows_needed` names the ids of windows that were looked at and are not held; it is emitted once control
    returns to the event loop, however many rows were asked for. Answer with `add_rows`.
    """

    rows_needed = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: list[int] = []
        self._places: dict[int, int] | None = {}
        self._rows: dict[int, ClaimRow] = {}
        self._wanted: set[int] = set()
        self._asked: set[int] = set()
        self._scale: RatingScale | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._ask)

    # --- filling it -------------------------------------------------------------------------------------------

    def set_scale(self, scale: RatingScale) -> None:
        """The scale whose labels the rows' accessible texts use."""
        self._scale = scale

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these claims in this order. Rows already held are kept."""
        self.beginResetModel()
        self._ids = list(ids)
        self._places = None
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
        self._places = None
        self.endInsertRows()

    def add_rows(self, rows: dict[int, ClaimRow]) -> None:
        """Hold fetched rows and show those in the list."""
        for claim_id, row in rows.items():
            self._rows.pop(claim_id, None)
            self._rows[claim_id] = row
            self._asked.discard(claim_id)
        for claim_id in list(self._rows)[: max(0, len(self._rows) - max(KEPT, len(rows)))]:
            del self._rows[claim_id]
        self._tell_changed(rows)

    def invalidate(self, ids: Iterable[int]) -> None:
        """Forget these rows; what is in sight is asked for again, the old words shown until then."""
        stale = [claim_id for claim_id in ids if claim_id in self._rows]
        if stale:
            self._wanted.update(stale)
            self._timer.start()

    # --- asking it --------------------------------------------------------------------------------------------

    def ids(self) -> list[int]:
        return list(self._ids)

    def id_at(self, row: int) -> int | None:
        """The claim at `row`; None outside the list."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_at(self, row: int) -> ClaimRow | None:
        """The row held for the claim at `row`; None outside the list or before it is fetched."""
        claim_id = self.id_at(row)
        return self._rows.get(claim_id) if claim_id is not None else None

    def index_of(self, claim_id: int | None) -> QModelIndex:
        """Where a claim stands; an invalid index if it is not in the list."""
        if self._places is None:
            self._places = {each: place for place, each in enumerate(self._ids)}
        place = self._places.get(claim_id) if claim_id is not None else None
        return self.index(place, 0) if place is not None else QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's form)
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        claim_id = self.id_at(index.row()) if index.isValid() else None
        if claim_id is None:
            return None
        if role == ID_ROLE:
            return claim_id
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, ROW_ROLE):
            return None
        row = self._rows.get(claim_id)
        if row is None:
            self._want(index.row())
            return None if role == ROW_ROLE else ""
        if role == ROW_ROLE:
            return row
        return row.words if role == Qt.ItemDataRole.DisplayRole else self._spoken(row)

    def _spoken(self, row: ClaimRow) -> str:
        rating = words.ruling(row, self._scale)
        parts = [words.kind(row.kind), words.who(row), row.words, words.state(row.state)]
        if rating is not None:
            parts.append(rating.label)
        if row.set_aside:
            parts.append(self.tr("set aside"))
        return "; ".join(parts)

    # --- fetching ---------------------------------------------------------------------------------------------

    def _want(self, row: int) -> None:
        start = row - row % WINDOW
        fresh = {i for i in self._ids[start : start + WINDOW] if i not in self._rows and i not in self._asked}
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

    def _tell_changed(self, ids: Iterable[int]) -> None:
        places = sorted(place for place in map(self._place, ids) if place >= 0)
        start = 0
        for i, place in enumerate(places):
            if i + 1 == len(places) or places[i + 1] != place + 1:
                self.dataChanged.emit(self.index(places[start], 0), self.index(place, 0))
                start = i + 1
