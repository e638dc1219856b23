"""The one table of actions: keys that clash with nothing, and that are off while typing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.checking.scales import load
from core.records import ClaimState
from gui.action_set import Actions
from gui.actions import MENUS, TABLE
from gui.situation import Situation
from gui.typing_guard import TypingGuard

ANYTHING = Situation(
    desk=True,
    article=True,
    claims=True,
    claim=ClaimState.SUGGESTED,
    said_applies=True,
    waiting=True,
    undo="rating: False",
    redo="accept claim",
)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = QWidget()
    guard = TypingGuard(app)
    column = QVBoxLayout(window)
    for kind in (QLineEdit, QPlainTextEdit, QSpinBox, QPushButton, QCheckBox, QLabel):
        column.addWidget(kind())
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    guard.end()


@pytest.fixture
def actions(window: QWidget) -> Actions:
    actions = Actions(window)
    actions.set_scale(load())
    actions.update(ANYTHING)
    return actions


def test_no_key_is_given_twice() -> None:
    keys = Counter(QKeySequence(key).toString() for spec in TABLE for key in spec.shortcuts)
    assert [key for key, count in keys.items() if count > 1 or not key] == []


def test_ids_are_unique_and_menus_known() -> None:
    assert max(Counter(spec.id for spec in TABLE).values()) == 1
    assert {spec.menu.partition("/")[0] for spec in TABLE} == set(MENUS)


def test_what_cannot_be_done_is_off(actions: Actions) -> None:
    actions.update(Situation())
    for id in ("undo", "export", "so-1", "accept", "next-claim", "add-files", "analyse"):
        assert not actions[id].isEnabled(), id
    for id in ("open-desk", "settings", "keys", "quit"):
        assert actions[id].isEnabled(), id


def test_states_decide_what_a_claim_allows(actions: Actions) -> None:
    on: dict[ClaimState, set[str]] = {}
    for state in ClaimState:
        actions.update(replace(ANYTHING, claim=state))
        watched = ("accept", "restore", "submit", "withdraw", "so-1")
        on[state] = {id for id in watched if actions[id].isEnabled()}
        # The key answers in every state: where nothing can be dismissed, it says why.
        assert actions["dismiss"].isEnabled()
    assert on[ClaimState.SUGGESTED] == {"accept", "submit", "so-1"}
    assert on[ClaimState.CHECKING] == {"submit", "so-1"}
    assert on[ClaimState.SUBMITTED] == {"submit", "withdraw", "so-1"}  # sent by another it is approved
    assert on[ClaimState.DISMISSED] == {"restore"}
    assert on[ClaimState.PUBLISHED] == set()


def test_undo_is_named_and_ampersands_are_shown(actions: Actions) -> None:
    actions.update(replace(ANYTHING, undo="import: Salt & Lime"))
    assert actions["undo"].text() == "Undo import: Salt && Lime"


def test_ratings_are_named_by_the_scale_and_others_hidden(actions: Actions) -> None:
    scale = load()
    assert actions["so-3"].text() == scale.so[2].label
    assert actions["said-7"].text() == scale.said[6].label
    assert not actions["so-7"].isVisible()
    assert not actions["so-7"].isEnabled()


def test_the_key_sheet_lists_every_key_once_and_groups_together(actions: Actions) -> None:
    rows = actions.sheet()
    groups = [group for group, _, _ in rows]
    assert len(set(groups)) == sum(1 for i, g in enumerate(groups) if i == 0 or groups[i - 1] != g)
    assert ("Claim", "Next claim", "J") in rows
    assert any(text == "Undo rating: False" for _, text, _ in rows)


def typed(field: QWidget) -> str:
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


@pytest.mark.parametrize("field", [QLineEdit, QPlainTextEdit])
def test_letters_and_digits_are_typed_in_a_field(
    qtbot: QtBot, window: QWidget, actions: Actions, field: type[QWidget]
) -> None:
    fired: list[str] = []
    for id in ("next-claim", "so-1", "set-aside", "find", "keys"):
        actions.on(id, partial(fired.append, id))
    target = window.findChild(field)
    assert target is not None
    target.setFocus()
    qtbot.keyClicks(target, "j1 /?")
    assert fired == []
    assert typed(target) == "j1 /?"
    window.setFocus()
    qtbot.keyClicks(window, "j1 /")
    assert fired == ["next-claim", "so-1", "set-aside", "find"]


def test_digits_go_to_a_number_field(qtbot: QtBot, window: QWidget, actions: Actions) -> None:
    fired: list[str] = []
    actions.on("so-4", lambda: fired.append("so-4"))
    box = window.findChild(QSpinBox)
    assert box is not None
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "42")
    assert (fired, box.value()) == ([], 42)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("kind", [QPushButton, QCheckBox])
def test_space_and_enter_press_the_button_that_has_the_focus(
    qtbot: QtBot, window: QWidget, actions: Actions, kind: type[QPushButton] | type[QCheckBox], key: Qt.Key
) -> None:
    fired: list[str] = []
    actions.on("set-aside", lambda: fired.append("set-aside"))
    actions.on("next-claim", lambda: fired.append("next-claim"))
    target = window.findChild(kind)
    assert target is not None
    target.clicked.connect(lambda *_: fired.append("clicked"))
    target.setFocus()
    qtbot.keyClick(target, key)
    qtbot.keyClick(target, Qt.Key.Key_J)
    assert fired == ["clicked", "next-claim"]


def test_undo_in_a_field_is_the_fields_while_it_has_any(qtbot: QtBot, window: QWidget, actions: Actions) -> None:
    fired: list[str] = []
    actions.on("undo", lambda: fired.append("undo"))
    field = window.findChild(QPlainTextEdit)
    assert field is not None
    field.setFocus()
    qtbot.keyClicks(field, "words")
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(field, Qt.Key.Key_Z, control)
    assert (field.toPlainText(), fired) == ("", [])
    qtbot.keyClick(field, Qt.Key.Key_Z, control)
    assert fired == ["undo"]
