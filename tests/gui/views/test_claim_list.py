"""The claims model: ids at once, rows in windows, and nothing asked twice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.records import ClaimRow
from gui.models.claim_list import KEPT, ROW_ROLE, WINDOW, ClaimListModel
from tests.gui import look


def _rows(ids: list[int]) -> dict[int, ClaimRow]:
    rows = look.rows(max(ids))
    return {i: rows[i - 1] for i in ids}


def test_looking_at_rows_asks_for_their_window_once(qtbot: QtBot) -> None:
    model = ClaimListModel()
    model.set_ids(list(range(1, 251)))
    with qtbot.waitSignal(model.rows_needed) as asked:
        for row in range(20):
            assert model.data(model.index(row, 0), ROW_ROLE) is None
    assert asked.args == [list(range(1, WINDOW + 1))]
    with qtbot.assertNotEmitted(model.rows_needed, wait=20):
        model.data(model.index(3, 0), ROW_ROLE)


def test_two_windows_in_sight_are_asked_for_together_in_the_order_shown(qtbot: QtBot) -> None:
    model = ClaimListModel()
    ids = list(range(300, 0, -1))
    model.set_ids(ids)
    with qtbot.waitSignal(model.rows_needed) as asked:
        model.data(model.index(99, 0), ROW_ROLE)
        model.data(model.index(100, 0), ROW_ROLE)
    assert asked.args == [ids[:200]]


def test_rows_that_arrive_are_shown(qtbot: QtBot) -> None:
    model = ClaimListModel()
    model.set_ids([1, 2, 3])
    model.data(model.index(0, 0))
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.add_rows(_rows([2, 3]))
    assert changed.args is not None
    assert (changed.args[0].row(), changed.args[1].row()) == (1, 2)
    row = model.row_at(1)
    assert row is not None
    assert model.data(model.index(1, 0)) == row.words
    assert model.row_at(0) is None


def test_a_dropped_answer_is_asked_for_again(qtbot: QtBot) -> None:
    model = ClaimListModel()
    model.set_ids(list(range(1, 301)))
    with qtbot.waitSignal(model.rows_needed):
        model.data(model.index(0, 0), ROW_ROLE)
    with qtbot.waitSignal(model.rows_needed):
        model.data(model.index(250, 0), ROW_ROLE)
    with qtbot.waitSignal(model.rows_needed) as again:
        model.data(model.index(0, 0), ROW_ROLE)
    assert again.args == [list(range(1, WINDOW + 1))]


def test_what_changed_is_fetched_anew_and_shown_as_it_was_until_then(qtbot: QtBot) -> None:
    model = ClaimListModel()
    model.set_ids([1, 2, 3])
    model.add_rows(_rows([1, 2, 3]))
    with qtbot.waitSignal(model.rows_needed) as asked:
        model.invalidate([3, 1, 77])
    assert asked.args == [[1, 3]]
    assert model.row_at(0) is not None


def test_places_are_found_both_ways() -> None:
    model = ClaimListModel()
    model.set_ids([30, 10, 20])
    assert model.index_of(20).row() == 2
    assert not model.index_of(99).isValid()
    assert not model.index_of(None).isValid()
    assert [model.id_at(row) for row in (-1, 0, 2, 3)] == [None, 30, 20, None]
    model.append_ids([40])
    assert model.index_of(40).row() == 3
    assert model.rowCount() == 4


def test_no_more_rows_are_held_than_the_limit() -> None:
    model = ClaimListModel()
    rows = look.rows(KEPT + 10)
    model.set_ids([row.id for row in rows])
    model.add_rows({row.id: row for row in rows[:KEPT]})
    model.add_rows({row.id: row for row in rows[KEPT:]})
    assert model.row_at(0) is None
    assert model.row_at(KEPT + 9) is not None
    assert sum(model.row_at(i) is not None for i in range(KEPT + 10)) == KEPT


def test_a_row_is_told_to_a_screen_reader_in_words() -> None:
    model = ClaimListModel()
    model.set_scale(look.scale())
    model.set_ids([8, 12])
    model.add_rows(_rows([8, 12]))
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "Indirect; John Merrow, via Varpress; Tarsia wants its Velin embassy open again; "
        "Being checked; Said? Trimmed; So? Unverified"
    )
    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert tip.split("\n")[1:] == ["Being checked", "Said? Trimmed", "So? Unverified"]
    assert "set aside" in model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
