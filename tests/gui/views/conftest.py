"""Every view is tested in the light theme at a text scale of 1, with the records of `tests.gui.look`."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme as themes
from tests.gui import look


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns of what it cannot do (size hints, raising); that is not about the window."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme = themes.load("light")
    if qapp.styleSheet() != themes.style_sheet(theme):  # dressing anew costs more than most tests
        themes.apply(qapp, theme)


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
