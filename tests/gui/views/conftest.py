"""Every view is tested in the light theme at a text scale of 1, with the records of `tests.gui.look`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme as themes
from tests.gui import look


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns of every window that has a least size; that says nothing about the window."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    before = qapp.font(), qapp.palette(), qapp.styleSheet()
    themes.apply(qapp, themes.load("light"))
    yield
    qapp.setStyleSheet(before[2])
    qapp.setPalette(before[1])
    qapp.setFont(before[0])


@pytest.fixture
def window(qtbot: QtBot) -> look.Window:
    """The four panes, filled and shown at 1440 by 900."""
    made = look.Window(themes.load("light"))
    qtbot.addWidget(made)
    made.resize(1440, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.fill(15)
    return made
