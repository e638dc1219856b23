"""Saved filters in the desk pane: chosen, counted, renamed, moved, removed and taken back, by keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from core.records import ClaimFilter, Question, Queue
from db.operations import SetRating
from gui import saved_filters
from gui.models.desk_list import CHOSEN_ROLE, ENTRY_ROLE, EntryKind
from gui.running import Running
from gui.saved_filters import Kept
from gui.settings import FILTERS, Settings
from gui.views.dialogs.filter_dialog import FilterDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, press, rows, write

STATES = ClaimFilter(text="state:suggested")
QUOTES = ClaimFilter(figures=False)


@pytest.fixture
def running(start: Start, desk: Path, settings: Settings) -> Running:
    kept = {"Suggested": Kept(STATES), "Quotes": Kept(QUOTES), "Sent": Kept(ClaimFilter(queue=Queue.SUBMITTED))}
    settings.set(FILTERS, saved_filters.write(kept))
    return start(desk)


def listed(running: Running) -> dict[str, int | None]:
    """The saved filters of the desk pane with their counts."""
    model = running.window.desk_pane.list.model()
    entries = [model.index(row, 0).data(ENTRY_ROLE) for row in range(model.rowCount())]
    return {each.text: each.count for each in entries if each.kind is EntryKind.FILTER}


def line(running: Running, name: str) -> QModelIndex:
    model = running.window.desk_pane.list.model()
    return next(i for i in (model.index(row, 0) for row in range(model.rowCount())) if i.data() == name)


def at(running: Running, name: str) -> None:
    """Put the focus on a filter in the desk pane."""
    pane = running.window.desk_pane
    pane.list.setFocus()
    pane.list.setCurrentIndex(line(running, name))


def names(settings: Settings) -> list[str]:
    return list(saved_filters.read(settings.get(FILTERS)))


def test_each_filter_is_listed_with_its_count_and_chosen_with_enter(running: Running) -> None:
    found = listed(running)
    assert list(found) == ["Suggested", "Quotes", "Sent"]
    at(running, "Quotes")
    press(running, "Return")
    assert running.navigation.filter == QUOTES
    assert len(rows(running)) == found["Quotes"]
    assert line(running, "Quotes").data(CHOSEN_ROLE)
    assert not line(running, "Suggested").data(CHOSEN_ROLE)


def test_counts_follow_what_is_done(running: Running) -> None:
    before = listed(running)["Suggested"]
    assert before is not None
    claim = rows(running)[0].id
    running.session.act(SetRating(claim, Question.SO, "true"))
    running.wait_until_idle()
    assert listed(running)["Suggested"] == before - 1


def test_a_filter_is_saved_by_key_and_stands_in_the_pane(running: Running, settings: Settings) -> None:
    press(running, "/")
    write(running, "voss")
    press(running, "Return", "Ctrl+Alt+F")
    dialog(running, FilterDialog)
    press(running, "Return")  # what was sought is offered as the name
    assert listed(running)["voss"] == len(rows(running))
    assert line(running, "voss").data(CHOSEN_ROLE)
    assert names(settings)[-1] == "voss"


def test_a_filter_is_renamed_moved_and_removed_by_keys(running: Running, settings: Settings) -> None:
    at(running, "Sent")
    press(running, "Alt+Up", "Alt+Up", "Alt+Up")
    assert names(settings) == list(listed(running)) == ["Sent", "Suggested", "Quotes"]
    press(running, "Alt+Down", "F2")
    dialog(running, FilterDialog).name.setText("Waiting & sent")
    press(running, "Return")
    assert names(settings) == ["Suggested", "Waiting & sent", "Quotes"]
    at(running, "Quotes")
    press(running, "F2")
    dialog(running, FilterDialog).name.setText("Suggested")
    press(running, "Return")
    assert any("Suggested already" in text for text in running.window.notice.texts())
    at(running, "Quotes")
    press(running, "Delete")
    assert names(settings) == list(listed(running)) == ["Suggested", "Waiting & sent"]
    running.window.notice.action_button.click()
    running.wait_until_idle()
    assert names(settings) == ["Suggested", "Waiting & sent", "Quotes"]


def test_a_filter_is_asked_for_its_name_until_it_has_one(running: Running, settings: Settings) -> None:
    at(running, "Sent")
    press(running, "F2")
    asked = dialog(running, FilterDialog)
    assert (asked.windowTitle(), asked.accept_button.text()) == ("Rename the filter", "Rename")
    asked.name.setText("  ")
    press(running, "Return")
    assert asked.isVisible() and "needs a name" in asked.complaint.text()
    write(running, "Sent off")
    press(running, "Ctrl+Return")
    assert "Sent off" in names(settings)


def test_a_menu_offers_the_same(running: Running, settings: Settings) -> None:
    at(running, "Sent")
    pane = running.window.desk_pane
    middle = pane.list.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, pane.list.mapToGlobal(middle))
    QApplication.sendEvent(pane.list, event)
    [menu] = [each for each in pane.findChildren(QMenu) if each.isVisible()]
    assert [action.text().partition("\t")[0] for action in menu.actions()] == [
        "Rename…",
        "Remove",
        "Move up",
        "Move down",
    ]
    menu.actions()[2].trigger()
    menu.close()
    running.wait_until_idle()
    assert names(settings) == ["Suggested", "Sent", "Quotes"]


def test_keys_for_filters_do_nothing_elsewhere(running: Running, settings: Settings) -> None:
    before = names(settings)
    at(running, "To check")
    QTest.keyClick(running.window.desk_pane.list, Qt.Key.Key_Delete)
    press(running, "F2", "Alt+Up")
    assert names(settings) == before
    assert not [each for each in running.window.findChildren(FilterDialog) if each.isVisible()]


def test_what_is_done_to_filters_is_undone_in_its_turn(running: Running, settings: Settings) -> None:
    """Ctrl+Z never takes back something else than what was done last."""
    before = names(settings)
    running.navigation.choose_claim(running.window.claim_model.id_at(0))
    running.wait_until_idle()
    press(running, "3")
    at(running, "Quotes")
    QTest.keyClick(running.window.desk_pane.list, Qt.Key.Key_Delete)
    at(running, "Sent")
    QTest.keyClick(running.window.desk_pane.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    running.wait_until_idle()
    assert names(settings) == ["Sent", "Suggested"]
    table = running.window.actions_table
    assert table.plain_text("undo") == "Undo move filter Sent"
    press(running, "Ctrl+Z", "Ctrl+Z")
    assert names(settings) == before
    assert running.window.notice.texts() == ["Undone: remove filter Quotes"]
    assert table.plain_text("undo") == "Undo rating: Misleading"
    press(running, "Ctrl+Shift+Z")
    assert names(settings) == ["Suggested", "Sent"]
    press(running, "Ctrl+Z", "Ctrl+Z")
    assert names(settings) == before
    assert table.plain_text("redo") == "Redo rating: Misleading"
    press(running, "Ctrl+Shift+Z", "Ctrl+Shift+Z")
    assert names(settings) == ["Suggested", "Sent"]
    running.window.notice.clear()


def test_a_step_somebody_else_went_on_with_does_not_hide_what_can_be_redone(
    running: Running, settings: Settings
) -> None:
    claim = running.window.claim_model.id_at(0)
    assert claim is not None
    running.navigation.choose_claim(claim)
    running.wait_until_idle()
    press(running, "3")
    at(running, "Quotes")
    QTest.keyClick(running.window.desk_pane.list, Qt.Key.Key_Delete)
    running.wait_until_idle()
    press(running, "Ctrl+Z")
    assert "Quotes" in names(settings)
    running.session.act(SetRating(claim, Question.SO, "false"), by="Otto Quill")
    running.wait_until_idle()
    press(running, "Ctrl+Z")
    assert any("Otto Quill has changed" in text for text in running.window.notice.texts())
    assert running.window.actions_table.plain_text("redo") == "Redo remove filter Quotes"
    press(running, "Ctrl+Shift+Z")
    assert "Quotes" not in names(settings)
    running.window.notice.clear()


def test_a_filter_taken_back_by_its_notice_is_not_undone_again(running: Running, settings: Settings) -> None:
    before = names(settings)
    at(running, "Quotes")
    QTest.keyClick(running.window.desk_pane.list, Qt.Key.Key_Delete)
    running.wait_until_idle()
    running.window.notice.action_button.click()
    running.wait_until_idle()
    assert names(settings) == before
    assert not running.window.actions_table["undo"].isEnabled()


def test_a_filter_of_an_article_stays_with_its_desk(
    running: Running, start: Start, settings: Settings, tmp_path: Path
) -> None:
    article = running.navigation.article
    assert article is not None
    running.navigation.choose_article(article.id)
    running.wait_until_idle()
    press(running, "Ctrl+Alt+F")
    dialog(running, FilterDialog).name.setText("This one")
    press(running, "Return")
    assert listed(running)["This one"] == len(rows(running))
    other = start(tmp_path / "other.saidso")
    assert list(listed(other)) == ["Suggested", "Quotes", "Sent"]
    assert "This one" in names(settings)
    assert "desk" not in json.loads(settings.get(FILTERS))["Quotes"]
    before = settings.get(FILTERS)
    press(other, "Ctrl+Alt+F")
    dialog(other, FilterDialog).name.setText("This one")
    press(other, "Return")
    assert other.window.notice.texts() == ["Another desk has a filter This one; choose another name."]
    assert settings.get(FILTERS) == before


def test_a_filter_that_takes_another_s_place_can_be_taken_back(running: Running, settings: Settings) -> None:
    press(running, "/")
    write(running, "voss")
    press(running, "Return", "Ctrl+Alt+F")
    dialog(running, FilterDialog).name.setText("Quotes")
    press(running, "Return")
    assert running.filters.saved()["Quotes"].text == "voss"
    assert running.window.notice.texts() == ["Filter replaced: Quotes"]
    press(running, "Ctrl+Alt+F")
    dialog(running, FilterDialog).name.setText("Of Voss")
    press(running, "Return")
    running.window.notice.action_button.click()
    running.wait_until_idle()
    assert running.filters.saved()["Quotes"] == QUOTES
    assert names(settings) == ["Suggested", "Quotes", "Sent", "Of Voss"]
