"""The window itself: desks that cannot be opened, panes, themes, settings, dialogs, the order of starting."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

import resources
from core.checking import scales
from core.errors import UserError
from core.records import Analysis, Document, Queue
from db.operations import ImportArticle
from db.store import Desk, open_desk
from gui import app as gui_app
from gui.actions import MENUS, TABLE
from gui.running import Running
from gui.settings import ADVANCE, TEXT_SIZE, THEME, Settings
from gui.theme import load
from gui.views.dialogs.evidence_dialog import EvidenceDialog
from gui.views.dialogs.key_sheet import KeySheet
from gui.views.dialogs.settings_dialog import SettingsDialog
from gui.views.dialogs.speaker_dialog import SpeakerDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, choose_file, dialog, focus, press, rows, shown, write

ROOT = Path(__file__).parents[3]


def problem(running: Running) -> str:
    """What the desk screen says, where it is what the window shows."""
    window = running.window
    assert window.stack.currentWidget() is window.desk_screen
    return window.desk_screen.accessibleName()


def test_the_windows_process_never_loads_the_language() -> None:
    code = (
        "import sys; import gui.app, gui.running, core.worker\n"
        "print([name for name in ('spacy', 'thinc', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_window_stands_before_the_desks_libraries_are_loaded() -> None:
    code = "import sys, gui.app; print([name for name in ('sqlalchemy', 'db') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_file_that_is_no_desk_is_refused_and_another_can_be_opened(
    start: Start, desk: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "notes.txt"
    wrong.write_text("not a desk at all, only notes. " * 40, encoding="utf-8")
    running = start(wrong)
    assert "notes.txt" in problem(running)
    assert not running.window.actions_table["add-files"].isEnabled()
    assert not running.window.header.isEnabled()
    running.window.desk_screen.open_button.click()
    choose_file(running, str(desk))
    assert running.window.stack.currentWidget() is running.window.splitter
    assert shown(running).article_title.startswith("Library")
    assert wrong.read_text(encoding="utf-8").startswith("not a desk at all")


def test_a_desk_open_elsewhere_is_said_and_opens_when_it_is_free(start: Start, desk: Path) -> None:
    elsewhere = open_desk(desk)
    try:
        running = start(desk)
        assert "open" in problem(running)
    finally:
        elsewhere.close()
    running.window.desk_screen.again_button.click()
    running.wait_until_idle()
    assert shown(running).article_title.startswith("Library")


def test_a_new_desk_takes_the_old_ones_place(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    press(running, "W")
    write(running, "typed just before")
    claim = running.navigation.claim_id
    running.window.actions_table["new-desk"].trigger()
    choose_file(running, str(tmp_path / "second.saidso"))
    assert running.window.windowTitle() == "second – Saidso"
    assert running.navigation.articles == ()
    assert running.navigation.claim is None
    assert (running.window.actions_table["undo"].text(), running.window.claim_model.rowCount()) == ("Undo", 0)
    with open_desk(desk) as opened:
        view = opened.read.claim(claim or 0)
        assert view is not None
        assert view.check.rationale == "typed just before"


def test_rows_of_another_desk_are_never_shown(
    start: Start, desk: Path, tmp_path: Path, analysed: list[tuple[Document, Analysis]]
) -> None:
    second = tmp_path / "second.saidso"
    with open_desk(second) as opened:
        opened.transact(ImportArticle(*analysed[1]), by="Ada Lind")
    running = start(desk)
    press(running, "Shift+PgDown")  # the harbour's claims have the numbers that the library's have on the second
    before = {row.id: row for row in rows(running)}
    running.open_desk(second)
    running.window.grab()
    running.wait_until_idle()
    listed = running.window.claim_model.row_at(0)
    assert listed is not None
    assert listed == rows(running)[0]
    assert listed.words != before[listed.id].words


def test_a_signal_closes_the_window_in_order(own_folders: Path, tmp_path: Path) -> None:
    code = f"""
import os, signal
from pathlib import Path
from PySide6.QtCore import QTimer
from gui.app import application, run
application()
before = signal.getsignal(signal.SIGTERM)
timer = QTimer()
timer.timeout.connect(lambda: signal.getsignal(signal.SIGTERM) is before or os.kill(os.getpid(), signal.SIGTERM))
timer.start(10)
code = run(Path({str(tmp_path / "new.saidso")!r}))
assert signal.getsignal(signal.SIGTERM) is before
raise SystemExit(code)
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    with open_desk(tmp_path / "new.saidso", create=False) as opened:
        assert opened.read.articles() == []


EARLY = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gui.app import application, run
from gui.main_window import MainWindow
application()
made = MainWindow.__init__
def make(window, *args):
    made(window, *args)
    {what}
MainWindow.__init__ = make
QTimer.singleShot(60_000, lambda: os._exit(3))  # an event loop that nothing ends
raise SystemExit(run(Path({desk!r})))
"""


@pytest.mark.parametrize(
    "what",
    [
        "QTimer.singleShot(0, window.close)",  # before the rest of the program is made
        "os.kill(os.getpid(), signal.SIGTERM)",
        "os.kill(os.getpid(), signal.SIGINT)",
        "os.kill(os.getpid(), signal.SIGHUP)",
    ],
)
def test_a_window_that_is_closed_while_it_is_made_ends_the_program(
    own_folders: Path, tmp_path: Path, what: str
) -> None:
    if "SIGHUP" in what and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        pytest.skip("the tests run where this signal is ignored (nohup), and so does what they start")
    code = EARLY.format(what=what, desk=str(tmp_path / "new.saidso"))
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    told = [line for line in found.stderr.splitlines() if "This plugin does not support" not in line]
    assert (found.returncode, told) == (0, [])
    assert [path.name for path in tmp_path.glob("new.*")] == ["new.saidso"]  # closed in order: no log is left


def test_a_signal_in_the_middle_of_painting_closes_the_window_afterwards(
    own_folders: Path, tmp_path: Path
) -> None:
    code = f"""
import os, signal
from pathlib import Path
from gui.app import application, run
from gui.main_window import MainWindow
application()
paint = MainWindow.paintEvent
def painting(window, event):
    before = window.isVisible()
    os.kill(os.getpid(), signal.SIGTERM)
    if window.isVisible() is not before:
        os._exit(4)
    paint(window, event)
MainWindow.paintEvent = painting
raise SystemExit(run(Path({str(tmp_path / "new.saidso")!r})))
"""
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0
    assert "Error" not in found.stderr


def test_a_desk_that_cannot_be_opened_leaves_no_old_claims_behind(
    start: Start, desk: Path, tmp_path: Path
) -> None:
    running = start(desk)
    (tmp_path / "folder").mkdir()
    running.open_desk(tmp_path / "folder")
    running.wait_until_idle()
    assert "folder" in problem(running)
    assert running.window.claim_model.rowCount() == 0
    assert not running.window.actions_table["next-claim"].isEnabled()


def test_every_action_of_the_table_stands_in_its_menu(start: Start, desk: Path) -> None:
    running = start(desk)
    bar = running.window.menuBar()
    assert [action.text() for action in bar.actions()] == [f"&{title}" for title in MENUS]
    assert len({title[0] for title in MENUS}) == len(MENUS)
    listed = set()
    for menu in bar.findChildren(QMenu):
        listed |= {action.objectName() for action in menu.actions()}
    assert listed - {""} == {spec.id for spec in TABLE}
    offered = (running.window.actions_table[spec.id] for spec in TABLE)
    assert all(action.text() for action in offered if action.isVisible())


def test_the_panes_share_a_smaller_window(start: Start, desk: Path) -> None:
    running = start(desk)
    running.window.resize(1100, 700)
    running.wait_until_idle()
    sizes = running.window.splitter.sizes()
    assert sum(sizes) <= 1100
    assert sizes[1] == max(sizes)
    assert min(sizes) >= 150


def test_f6_goes_round_the_panes_that_are_shown(start: Start, desk: Path) -> None:
    running = start(desk)
    window = running.window
    window.claims_pane.list.setFocus()

    def pane() -> object:
        return next((each for each in window.panes if each.isAncestorOf(focus(running))), None)

    seen = []
    for _ in range(4):
        press(running, "F6")
        seen.append(pane())
    assert seen == [window.inspector, window.desk_pane, window.reader, window.claims_pane]
    press(running, "Ctrl+Alt+4", "F6")
    assert pane() is window.desk_pane
    press(running, "Shift+F6")
    assert pane() is window.claims_pane


def test_panes_collapse_come_back_and_are_remembered(start: Start, desk: Path) -> None:
    running = start(desk)
    splitter = running.window.splitter
    before = splitter.sizes()
    press(running, "Ctrl+Alt+1")
    assert splitter.sizes()[0] == 0
    assert not running.window.actions_table["show-desk"].isChecked()
    running.window.close()
    running.close()
    again = start(desk)
    assert again.window.splitter.sizes()[0] == 0
    press(again, "Ctrl+Alt+1")
    assert again.window.splitter.sizes()[0] > 100
    assert before[0] > 100


def test_writing_opens_a_collapsed_inspector(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "Ctrl+Alt+4", "W")
    assert running.window.splitter.sizes()[3] > 0
    assert focus(running) is running.window.inspector.verdict.rationale


def test_the_theme_follows_the_settings_at_once(start: Start, desk: Path, settings: Settings) -> None:
    running = start(desk)
    settings.set(THEME, "light")
    light = running.window.grab().toImage().pixelColor(700, 500).lightness()
    settings.set(THEME, "dark")
    running.wait_until_idle()
    assert running.appearance.name == "dark"
    assert running.window.grab().toImage().pixelColor(700, 500).lightness() < light
    settings.set(THEME, "system")
    hints = QApplication.styleHints()
    hints.setColorScheme(Qt.ColorScheme.Light)
    assert running.appearance.name == "light"


def test_settings_count_at_once(start: Start, desk: Path, settings: Settings) -> None:
    running = start(desk)
    press(running, "Ctrl+,")
    form = dialog(running, SettingsDialog)
    form.name.setText("Ada Lind")
    form.advance.setChecked(False)
    form.size_box.setCurrentIndex(form.size_box.findData(150))
    form.accept()
    running.wait_until_idle()
    assert (settings.checker(), settings.get(ADVANCE), settings.get(TEXT_SIZE)) == ("Ada Lind", False, 150)
    assert running.window.header.person_button.accessibleName() == "Checking as Ada Lind"
    press(running, "1")
    assert shown(running).check.by == "Ada Lind"
    press(running, "Ctrl+-")
    assert settings.get(TEXT_SIZE) == 140


def test_the_desks_rating_scale_is_chosen_in_the_settings(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    press(running, "1")
    rated = shown(running).row.so
    press(running, "Ctrl+,")
    form = dialog(running, SettingsDialog)
    assert form.scale.currentText() == scales.load().title
    choose(form, "Four-step truth scale")
    running.wait_until_idle()
    assert form.scale.currentText() == "Four-step truth scale"
    four = scales.named("four-step")
    assert ask(running, lambda desk: desk.read.scale()) == running.navigation.scale == four
    chips = running.window.inspector.verdict.so.chips
    assert [chip.rating.key for chip in chips] == [rating.key for rating in four.so]
    # One from a file; what is none is refused with the reason, and the desk's stays chosen.
    own, bad = tmp_path / "own.toml", tmp_path / "bad.toml"
    text = scales_file("six-step").read_text(encoding="utf-8")
    own.write_text(text.replace('key = "six-step"', 'key = "own"', 1).replace("Six-step", "Our"), encoding="utf-8")
    bad.write_text("title = 3", encoding="utf-8")
    choose(form, "From a file…")
    choose_file(running, str(bad))
    assert "bad.toml" in form.complaint.text() and form.complaint.isVisible()
    assert form.scale.currentText() == "Four-step truth scale"
    choose(form, "From a file…")
    choose_file(running, str(own))
    assert form.scale.currentText() == "Our truth scale"
    assert not form.complaint.isVisible()
    form.accept()
    assert rated == shown(running).row.so, "what was given before stays"


def choose(form: SettingsDialog, title: str) -> None:
    at = form.scale.findText(title)
    form.scale.setCurrentIndex(at)
    form.scale.activated.emit(at)


def scales_file(name: str) -> Path:
    return resources.path("scales", f"{name}.toml")


@pytest.mark.parametrize("key", ["?", "F1"])
def test_the_key_sheet_opens(start: Start, desk: Path, key: str) -> None:
    running = start(desk)
    press(running, key)
    assert any("Next claim: J" in line for line in dialog(running, KeySheet).shown())


def test_dialogs_are_gone_when_closed(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "Ctrl+O")
    dialog(running, QFileDialog).reject()
    running.wait_until_idle()
    assert [each for each in running.window.findChildren(QFileDialog) if each.isVisible()] == []


def test_a_second_close_leaves_without_what_cannot_be_saved(
    start: Start, desk: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    running = start(desk)

    def full(self: Desk, *_: object, **__: object) -> None:
        raise UserError("S-DESK-WRITE", "The disk is full; free some room.")

    monkeypatch.setattr(Desk, "transact", full)
    press(running, "W")
    write(running, "lost in the end")
    running.window.close()
    qtbot.waitUntil(lambda: any("Close the window again" in text for text in running.window.notice.texts()))
    assert running.window.isVisible()
    running.window.close()
    assert not running.window.isVisible()


def test_a_picture_of_the_window_is_written(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    running.grab(tmp_path / "window.png")
    assert (tmp_path / "window.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(OSError, match="could not be written"):
        running.grab(tmp_path / "missing" / "window.png")


def test_the_own_desk_lies_in_the_data_folder(own_folders: Path) -> None:
    desk = gui_app.own_desk()
    assert own_folders in desk.parents
    assert desk.parent.is_dir()


def test_a_notice_moves_nothing_and_lies_clear_of_the_inspector(start: Start, desk: Path) -> None:
    running = start(desk)
    window = running.window
    window.resize(1100, 700)
    running.wait_until_idle()
    before = [pane.geometry() for pane in window.panes]
    window.notify("a.pdf: cannot be read")
    running.wait_until_idle()
    assert [pane.geometry() for pane in window.panes] == before
    bar = window.notice
    assert bar.isVisible()
    assert bar.height() >= bar.rows[0].heightForWidth(bar.width())
    assert bar.geometry().right() <= window.inspector.geometry().left()
    assert bar.geometry().bottom() <= window.stack.height()


def test_an_empty_desk_that_waits_for_articles_does_not_ask_for_them(start: Start, article: Path) -> None:
    running = start(import_paths=(article,))
    reader, pane = running.window.reader, running.window.desk_pane
    assert not reader.samples_button.isVisible()
    assert not pane.samples_button.isVisibleTo(pane)
    running.wait_until_idle()
    assert running.navigation.article is not None
    running.window.set_loading(False)
    assert pane.samples_button.text() == reader.samples_button.text() == "Open samples"
    assert pane.add_button.text() == reader.add_button.text() == running.window.header.add_button.text().strip()


def test_an_empty_desk_says_how_to_begin_only_until_articles_are_on_their_way(start: Start, article: Path) -> None:
    running = start()
    running.wait_until_idle()
    reader, pane = running.window.reader, running.window.desk_pane
    assert reader.samples_button.isVisible() and pane.samples_button.isVisible()
    running.importing.import_paths([article])
    while not running.navigation.articles:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert not reader.samples_button.isVisible()
        assert not pane.samples_button.isVisible()
    running.wait_until_idle()
    running.window.actions_table["remove-article"].trigger()
    running.wait_until_idle()
    assert reader.samples_button.isVisible() and pane.samples_button.isVisible()


def test_a_claim_is_laid_out_by_the_room_there_is_however_it_came_to_be_shown(start: Start, desk: Path) -> None:
    running = start(desk)
    window = running.window
    window.resize(1100, 700)
    running.wait_until_idle()
    head = window.inspector.head
    lines = ("speaker", "via", "cue", "reading", "why", "marked")
    for key in ("J", "J", "A", "K", "Ctrl+Z"):
        press(running, key)
        before = [head.shows(line) for line in lines]
        window.resize(1100, 640)
        window.resize(1100, 700)
        running.wait_until_idle()
        assert [head.shows(line) for line in lines] == before, key


def test_the_focus_comes_back_to_the_claims_after_why_a_dialog_and_a_notice(start: Start, desk: Path) -> None:
    running = start(desk)
    window = running.window
    window.show()
    claims = window.claims_pane.list
    press(running, "W")
    write(running, "Counted.")
    press(running, "Esc")
    assert focus(running) is claims
    press(running, "E")
    write(running, "Minutes")
    press(running, "Alt+3", "Return")
    assert not [each for each in window.findChildren(EvidenceDialog) if each.isVisible()]
    assert focus(running) is claims
    before = shown(running).row.id
    press(running, "Down")
    assert shown(running).row.id != before
    window.notify("The list is old.", "warn", "Show it", lambda: None)
    running.wait_until_idle()
    window.notice.rows[0].action_button.setFocus()
    window.notice.rows[0].close_button.click()
    running.wait_until_idle()
    assert focus(running) is claims


def test_nothing_is_cut_at_1280_pixels(start: Start, desk: Path) -> None:
    running = start(desk)
    window = running.window
    window.resize(1280, 800)
    window.show()
    press(running, "G")
    scope = window.claims_pane.scope
    assert scope.text() == "· With the editor"
    assert scope.width() >= scope.fontMetrics().horizontalAdvance(scope.text())
    running.navigation.choose_queue(Queue.ALL)
    running.wait_until_idle()
    press(running, "3", "Ctrl+A", "X")
    menu = window.inspector.dismiss_menu
    assert menu.isVisible()
    assert "checked already" in menu.heading.text()
    right = window.inspector.mapToGlobal(window.inspector.rect().bottomRight()).x()
    assert menu.geometry().right() <= right
    menu.close()


def test_what_completes_a_name_has_the_themes_colours(start: Start, desk: Path) -> None:
    running = start(desk)
    speaker = SpeakerDialog(["Irena Sokal"], None, None, running.window)
    speaker.show()
    QTest.keyClicks(speaker.via, "Ir")
    completer = speaker.via.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    popup.ensurePolished()
    theme = load(running.appearance.name)
    assert (
        popup.grab().toImage().pixelColor(popup.width() // 2, popup.height() // 2).name() == theme.raised.lower()
    )
    popup.hide()
    speaker.close()
