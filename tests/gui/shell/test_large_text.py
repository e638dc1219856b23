"""An empty desk in large text, in the smallest window: what it says first is read whole."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QStyle, QStyleOptionButton

from gui.settings import TEXT_SIZE, Settings
from gui.views.dialogs.settings_dialog import SettingsDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog


def test_an_empty_desk_says_whole_what_to_do(start: Start, settings: Settings) -> None:
    settings.set(TEXT_SIZE, 200)
    running = start()
    running.window.resize(1100, 700)
    running.wait_until_idle()
    for pane in running.window.panes:
        shown = [each for each in pane.findChildren(QLabel) if each.isVisible() and each.wordWrap()]
        cut = [each.text() for each in shown if each.height() < each.heightForWidth(each.width())]
        buttons = [each for each in pane.findChildren(QPushButton) if each.isVisible()]
        cut += [each.text() for each in buttons if each.width() < each.sizeHint().width()]
        assert cut == []
    assert running.window.desk_pane.samples_button.accessibleName() == "Open samples"


def test_boxes_to_tick_grow_with_the_words(start: Start, settings: Settings) -> None:
    running = start()
    sizes = []
    for size in (100, 200):
        settings.set(TEXT_SIZE, size)
        running.wait_until_idle()
        running.show_settings()
        asked = dialog(running, SettingsDialog)
        sizes.append(_indicator(asked.advance))
        asked.reject()
        running.wait_until_idle()
    assert sizes[1] >= 1.7 * sizes[0]


def _indicator(box: QCheckBox) -> int:
    option = QStyleOptionButton()
    box.initStyleOption(option)
    return box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, box).width()
