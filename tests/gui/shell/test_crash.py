"""Errors nobody foresaw: a code, a log, a notice with a report, and a desk that goes on."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.errors import BugError
from gui.crash import CrashReporter, code_of
from gui.jobs import bug
from gui.settings import ADVANCE, Settings
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import choose_file, dialog, press, shown

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def reporter(qtbot: QtBot, tmp_path: Path) -> Iterator[CrashReporter]:
    reporter = CrashReporter(tmp_path / "logs")
    hooks = (sys.excepthook, threading.excepthook)
    reporter.install()
    yield reporter
    reporter.remove()
    assert (sys.excepthook, threading.excepthook) == hooks


def fail(words: str = "secret words") -> None:
    raise RuntimeError(words)


def caught(words: str) -> RuntimeError:
    try:
        fail(words)
    except RuntimeError as error:
        return error
    raise AssertionError


def test_the_code_names_the_place_and_not_the_words() -> None:
    assert code_of(caught("one")) == code_of(caught("two"))
    assert code_of(caught("one")) != code_of(ValueError("one"))
    wrapped = bug("S-TEST", caught("three"))
    assert code_of(wrapped) == code_of(caught("one"))
    remote = BugError("S-WORKER-BUG", "ZeroDivisionError in Analyse")
    before = code_of(remote)
    remote.add_note('Traceback:\n  File "quotes.py", line 7, in make\n    1 // 0')
    assert code_of(remote) != before


def test_what_nobody_catches_is_logged_and_told(reporter: CrashReporter, tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    reporter.recorded.connect(lambda code, report: told.append((code, report)))
    error = caught("boom")
    sys.excepthook(type(error), error, error.__traceback__)
    ((code, report),) = told
    log = (tmp_path / "logs" / "saidso.log").read_text(encoding="utf-8")
    assert code in log
    assert "RuntimeError: boom" in log
    assert code in report
    assert reporter.current_report().startswith("Saidso problem report")


def test_a_crash_in_native_code_is_found_by_the_next_start(qtbot: QtBot, tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    stack = "Fatal Python error: Segmentation fault\n\nCurrent thread 0x1 (most recent call first):\n  in grab"
    (logs / "native.log").write_text(stack, encoding="utf-8")
    reporter = CrashReporter(logs)
    reporter.install()
    try:
        assert reporter.has_native
        assert stack in reporter.current_report()
        assert "S-CRASH-NATIVE" in reporter.current_report()
    finally:
        reporter.remove()
    again = CrashReporter(logs)
    again.install()
    try:
        assert not again.has_native, "it is told once"
        assert (logs / "native-before.log").read_text(encoding="utf-8") == stack
    finally:
        again.remove()


def test_a_program_that_native_code_ended_offers_a_report(start: Start, desk: Path, tmp_path: Path) -> None:
    code = (
        "import faulthandler, os, sys\nfrom pathlib import Path\nfrom gui.crash import CrashReporter\n"
        "CrashReporter(Path(sys.argv[1])).install()\nfaulthandler._sigsegv()"
    )
    logs = tmp_path / "logs"
    subprocess.run([sys.executable, "-c", code, str(logs)], check=False, cwd=ROOT)
    reporter = CrashReporter(logs)
    reporter.install()
    try:
        running = start(desk, reporter=reporter)
        assert any("ended by a fault in a library" in text for text in running.window.notice.texts())
        running.window.notice.action_button.click()
        choose_file(running, str(tmp_path / "report.txt"))
        assert "Segmentation fault" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    finally:
        reporter.remove()


def test_other_threads_are_watched_too(reporter: CrashReporter, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reporter.recorded) as told:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert told.args is not None
    assert told.args[0].startswith("S-CRASH-")


def test_ctrl_c_is_no_crash(reporter: CrashReporter, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[str] = []
    reporter.recorded.connect(lambda code, _: told.append(code))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []


def test_a_failed_question_is_told_with_a_code_and_the_desk_goes_on(
    start: Start, desk: Path, tmp_path: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    running.session.read(lambda _: fail(), lambda _: None)
    running.wait_until_idle()
    (notice,) = running.window.notice.texts()
    assert "S-CRASH-" in notice
    press(running, "1")
    assert shown(running).check.so is not None
    running.window.notice.action_button.click()
    choose_file(running, str(tmp_path / "report.txt"))
    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert "in fail" in report
    assert "Library" not in report  # nothing of any article
    running.save_report()
    dialog(running, QFileDialog).reject()
