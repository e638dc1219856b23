"""People on the desk are listed, given roles and chosen in the window; what is offered goes by that."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from core.records import Capacity, ClaimFilter
from db.operations import AssignClaims
from gui.running import Running
from gui.settings import CHECKER, TEXT_SIZE, Settings
from gui.views.dialogs.people_dialog import PeopleDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, dialog, focus, press, rows, write


@pytest.fixture
def running(start: Start, desk: Path, settings: Settings) -> Running:
    settings.set(CHECKER, "Una Lindqvar")
    return start(desk)


def capacities(running: Running) -> dict[str, Capacity | None]:
    return {row.name: row.capacity for row in ask(running, lambda desk: desk.read.people())}


def give(asked: PeopleDialog, running: Running, name: str, capacity: Capacity | None) -> None:
    """Choose a role as a person does, in the box below the list."""
    asked.choose(name)
    place = [None, *Capacity].index(capacity)
    asked.role.setCurrentIndex(place)
    asked.role.activated.emit(place)
    running.wait_until_idle()


def test_people_are_added_given_roles_and_chosen_by_keys(running: Running) -> None:
    press(running, "Ctrl+Alt+P")
    asked = dialog(running, PeopleDialog)
    assert focus(running) is asked.list
    assert any(line == "Una Lindqvar · you" for line in asked.shown())
    asked.name.setFocus()
    write(running, "Otto Quill")
    press(running, "Return")
    assert asked.isVisible()
    assert "Otto Quill" in asked.shown()
    assert asked.chosen() == "Otto Quill", "the role set next is theirs"
    give(asked, running, "Otto Quill", Capacity.EDITOR)
    assert capacities(running)["Otto Quill"] is Capacity.EDITOR
    assert "Otto Quill · Editor" in asked.shown()
    asked.choose("Otto Quill")
    asked.list.setFocus()
    press(running, "Return")
    assert running.settings.get(CHECKER) == "Otto Quill"
    assert running.window.header.person_button.accessibleName() == "Reviewing as Otto Quill"
    assert not [each for each in running.window.findChildren(PeopleDialog) if each.isVisible()]


def test_enter_presses_the_button_that_tab_went_to(running: Running) -> None:
    press(running, "Ctrl+Alt+P")
    asked = dialog(running, PeopleDialog)
    asked.name.setFocus()
    write(running, "Otto Quill")
    asked.add_button.setFocus()
    press(running, "Return")
    assert "Otto Quill" in asked.shown()
    asked.close_button.setFocus()
    press(running, "Return")
    assert not running.window.findChildren(PeopleDialog)


@pytest.mark.parametrize("size", (100, 200))
def test_people_and_what_is_said_of_their_roles_are_seen_whole(running: Running, size: int) -> None:
    running.settings.set(TEXT_SIZE, size)
    running.window.resize(1100, 700)
    press(running, "Ctrl+Alt+P")
    asked = dialog(running, PeopleDialog)
    room = asked.screen().availableGeometry()
    assert asked.width() <= room.width() and asked.height() <= room.height()
    words = [each for each in asked.findChildren(QLabel) if each.wordWrap() and each.isVisible()]
    assert words and all(each.height() >= each.heightForWidth(each.width()) for each in words)
    assert asked.list.viewport().height() >= 2 * asked.list.sizeHintForRow(0)


def test_where_there_is_a_lead_nobody_else_sets_roles(running: Running) -> None:
    running.window.header.person_button.click()
    asked = dialog(running, PeopleDialog)
    give(asked, running, "Una Lindqvar", Capacity.LEAD)
    assert asked.role.isEnabled()
    asked.alone.click()
    running.wait_until_idle()
    assert running.roster.people.one_person
    running.settings.set(CHECKER, "Ada Lind")
    running.wait_until_idle()
    assert not asked.role.isEnabled()
    assert not asked.alone.isEnabled()
    assert "Only a lead" in asked.complaint.text()
    assert asked.alone.isChecked()


def test_a_name_is_put_right_and_who_sits_here_goes_on_under_it(running: Running) -> None:
    claim = rows(running)[0].id
    running.navigation.choose_claim(claim)
    running.wait_until_idle()
    press(running, "1")
    press(running, "Ctrl+Alt+P")
    asked = dialog(running, PeopleDialog)
    assert asked.chosen() == asked.new_name.text() == "Una Lindqvar"
    assert not asked.rename_button.isEnabled()
    asked.new_name.setFocus()
    asked.new_name.setText("Ada Lind")
    asked.new_name.textEdited.emit("Ada Lind")
    press(running, "Return")
    assert "There is Ada Lind on this desk already" in asked.complaint.text()
    assert running.settings.get(CHECKER) == "Una Lindqvar"
    asked.new_name.setFocus()
    press(running, "End")
    write(running, "is")
    assert asked.rename_button.isEnabled()
    asked.rename_button.click()
    running.wait_until_idle()
    assert asked.chosen() == "Una Lindqvaris"
    assert "Una Lindqvaris · you" in asked.shown()
    assert "Una Lindqvar" not in capacities(running)
    assert running.settings.get(CHECKER) == "Una Lindqvaris"
    asked.accept()
    press(running, "Ctrl+Z")
    assert any("rename the person again" in text for text in running.window.notice.texts())
    press(running, "Ctrl+Z")
    view = ask(running, lambda desk: desk.read.claim(claim))
    assert view is not None
    assert view.check.so is None, "what was done under the name before is undone under this one"


def test_a_person_without_a_name_is_not_added(running: Running) -> None:
    before = capacities(running)
    press(running, "Ctrl+Alt+P")
    asked = dialog(running, PeopleDialog)
    asked.name.setFocus()
    write(running, "   ")
    press(running, "Return")
    assert "needs a name" in asked.complaint.text()
    assert capacities(running) == before


def test_mine_is_that_of_whoever_sits_down(running: Running, settings: Settings) -> None:
    first, second = (row.id for row in rows(running)[:2])
    running.session.act(AssignClaims((first,), "Una Lindqvar"))
    running.session.act(AssignClaims((second,), "Ada Lind"))
    chip = running.window.claims_pane.chips.mine
    chip.click()
    running.wait_until_idle()
    assert [row.id for row in rows(running)] == [first] and chip.isChecked()
    settings.set(CHECKER, "Ada Lind")
    running.wait_until_idle()
    assert [row.id for row in rows(running)] == [second] and chip.isChecked()
    running.navigation.set_filter(ClaimFilter(assignee="Una Lindqvar"))  # one that was saved under a name
    running.wait_until_idle()
    assert [row.id for row in rows(running)] == [first] and not chip.isChecked()
    settings.set(CHECKER, "una  lindqvar")
    assert chip.isChecked(), "the same person, however the name was typed"
    settings.set(CHECKER, "Ada Lind")
    running.navigation.set_filter(ClaimFilter(assignee="Una Lindqvar"))
    chip.click()
    running.wait_until_idle()
    assert [row.id for row in rows(running)] == [second] and chip.isChecked()
