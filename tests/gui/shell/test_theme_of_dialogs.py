"""What paints with the theme's colours takes another theme while it is open: the system's changes at dusk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from core.checking.life import Cause
from db.operations import AskRecheck
from gui import theme as themes
from gui.running import Running
from gui.settings import THEME, Settings
from gui.views.dialogs.publish_dialog import PublishDialog
from gui.views.dialogs.sign_off_dialog import SignOffDialog
from gui.views.dialogs.version_dialog import VersionDialog
from gui.views.frame.palette import Palette
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, press, shown
from tests.gui.shell.test_correcting import published
from tests.gui.shell.test_republishing import ask_again
from tests.gui.shell.test_reviewing_changes import open_claim, send
from tests.gui.shell.test_versions import add

Opened = Callable[[Running, Path], QWidget]


@pytest.fixture(autouse=True)
def _light(qapp: QApplication, settings: Settings) -> Iterator[None]:
    settings.set(THEME, "light")
    yield
    themes.apply(qapp, themes.load("light"))


def _palette(running: Running, _: Path) -> QWidget:
    press(running, "Ctrl+K")
    return dialog(running, Palette).list


def _sign_off(running: Running, _: Path) -> QWidget:
    press(running, "Ctrl+Alt+S")
    return dialog(running, SignOffDialog).list


def _version(running: Running, folder: Path) -> QWidget:
    if not (folder / "second.txt").exists():
        add(running, folder)
        running.navigation.choose_article(running.navigation.articles[0].id)
        running.wait_until_idle()
    running.window.actions_table["new-version"].trigger()
    return dialog(running, VersionDialog).texts[0]


@pytest.mark.parametrize("opened", [_palette, _sign_off, _version])
def test_an_open_dialog_takes_another_theme(
    start: Start, desk: Path, settings: Settings, tmp_path: Path, opened: Opened
) -> None:
    running = start(desk)
    part = opened(running, tmp_path)
    settings.set(THEME, "dark")
    running.wait_until_idle()
    after = part.grab().toImage()
    press(running, "Escape")
    assert opened(running, tmp_path).grab().toImage() == after, "as if it had been opened in the dark"
    press(running, "Escape")
    settings.set(THEME, "light")  # and nothing that is gone is told of it


def test_so_does_what_changed_since_a_check_was_published(start: Start, desk: Path, settings: Settings) -> None:
    running, claim = published(start, desk, settings)
    running.session.act(AskRecheck(claim, Cause.SOURCE_CHANGED))
    open_claim(running, claim)
    send(running, shown(running).row.id, "false")
    asked = ask_again(running)
    settings.set(THEME, "dark")
    assert isinstance(asked, PublishDialog)
    assert asked.changes.theme == themes.load("dark")
