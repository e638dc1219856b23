"""Recent desks, a second start, a start after a crash, backups and the settings of them: in the real window."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QProcess
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.records import ClaimFilter, ClaimState, EvidenceDraft, Question
from db.operations import AddEvidence, ApproveCheck, SetRating, SetRationale, SetRecheckDate, SubmitCheck
from db.store import open_desk
from gui.instance import Instance, hand_over, server_name
from gui.settings import BACKUPS, OPEN, PIPELINE, Settings
from gui.views.dialogs.settings_dialog import SettingsDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, choose_file, dialog, focus, press, rows, shown, write

ROOT = Path(__file__).resolve().parents[3]


def test_desks_opened_before_are_offered(start: Start, desk: Path, tmp_path: Path, settings: Settings) -> None:
    running = start(desk)
    assert not running.window.recent_menu.menuAction().isEnabled()
    other = tmp_path / "other.saidso"
    running.open_desk(other)
    running.wait_until_idle()
    (action,) = running.window.recent_menu.actions()
    assert action.text().startswith("desk — ")
    action.trigger()
    running.wait_until_idle()
    assert running.desk == desk
    assert settings.recent() == [desk, other]
    other.unlink()
    assert settings.recent() == [desk]


def test_a_file_that_is_no_desk_leaves_a_way_back(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    wrong = tmp_path / "notes.txt"
    wrong.write_text("No desk.", encoding="utf-8")
    press(running, "Ctrl+Alt+O")
    choose_file(running, str(wrong))
    screen = running.window.desk_screen
    assert screen.isVisible()
    assert focus(running) is screen.back_button
    assert [each.text().partition(" — ")[0] for each in running.window.recent_menu.actions()] == ["desk"]
    press(running, "Space")
    assert running.desk == desk
    assert not screen.isVisible()
    assert rows(running)


def test_a_second_start_hands_its_articles_over(
    qtbot: QtBot, start: Start, desk: Path, article: Path, tmp_path: Path
) -> None:
    running = start(tmp_path / "empty.saidso")
    second = QProcess()
    text = (
        "import sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
        "from gui.instance import hand_over\napp = QCoreApplication([])\n"
        "sys.exit(0 if hand_over(Path(sys.argv[1]), [Path(sys.argv[2])]) else 1)"
    )
    second.setWorkingDirectory(str(ROOT))
    with qtbot.waitSignal(second.finished, timeout=20_000):
        second.start(sys.executable, ["-c", text, str(tmp_path / "empty.saidso"), str(article)])
    assert second.exitCode() == 0, second.readAllStandardError()
    running.wait_until_idle()
    assert [row.title for row in running.navigation.articles] == ["Harbour fees to rise, port says"]


def test_without_a_window_on_the_desk_nothing_is_handed_over(qtbot: QtBot, tmp_path: Path) -> None:
    assert not hand_over(tmp_path / "nobody.saidso", [])


def _is_left(socket: QLocalSocket) -> bool:
    return socket.state() is QLocalSocket.LocalSocketState.UnconnectedState


def test_nonsense_on_the_socket_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    desk = tmp_path / "desk.saidso"
    instance = Instance()
    instance.listen(desk)
    for message in (b"\xff\xfe\n", b"7\n", b"{\n"):
        socket = QLocalSocket()
        socket.connectToServer(server_name(desk))
        assert socket.waitForConnected(1000)
        with qtbot.assertNotEmitted(instance.asked):
            socket.write(message)
            socket.flush()
            qtbot.waitUntil(partial(_is_left, socket))
    instance.close()
    QCoreApplication.processEvents()


def test_a_crash_is_found_at_the_next_start_with_what_was_rescued(
    start: Start, desk: Path, settings: Settings
) -> None:
    running = start(desk)
    press(running, "J", "W")
    claim = shown(running).row.id
    write(running, "Half a thought")
    field = running.window.inspector.verdict.rationale
    field.typed.emit(field.toPlainText())
    running.wait_until_idle()
    assert settings.get(OPEN) == str(desk)
    # As if the program had been killed: nothing is committed on the way out, and nobody notes an orderly end.
    field.blockSignals(True)
    running.close()
    settings.set(OPEN, str(desk))
    again = start(desk)
    (notice,) = again.window.notice.texts()
    assert "ended unexpectedly" in notice
    assert "being typed: 1" in notice
    press(again, "J")
    again.window.notice.action_button.click()
    again.wait_until_idle()
    assert shown(again).row.id == claim
    assert again.window.inspector.verdict.rationale.toPlainText() == "Half a thought"
    again.close()
    assert settings.get(OPEN) == ""
    assert start(desk).window.notice.texts() == []


def approve_until(path: Path, days: list[date]) -> list[int]:
    """One check for each day, sent by Ada Lind, approved by Una Lindqvar, and said to hold until that day."""
    with open_desk(path) as desk:
        claims = desk.read.claim_ids(ClaimFilter())[: len(days)]
        for claim, day in zip(claims, days, strict=True):
            for operation in (
                SetRating(claim, Question.SO, "true"),
                SetRating(claim, Question.SAID, "verbatim"),
                SetRationale(claim, "The minutes have it."),
                AddEvidence(claim, EvidenceDraft("Minutes")),
                SubmitCheck(claim),
            ):
                said = isinstance(operation, SetRating) and operation.question is Question.SAID
                view = desk.read.claim(claim)
                assert view is not None
                if view.said_applies or not said:
                    desk.transact(operation, "Ada Lind")
            desk.transact(ApproveCheck(claim), "Una Lindqvar")
            desk.transact(SetRecheckDate(claim, day), "Una Lindqvar")
    return claims


def test_what_held_until_a_day_that_has_come_needs_a_recheck(start: Start, desk: Path) -> None:
    today = datetime.now(UTC).astimezone().date()
    past, now, later = approve_until(desk, [today - timedelta(30), today, today + timedelta(2)])
    running = start(desk)
    (notice,) = running.window.notice.texts()
    assert notice.startswith("Checks that held until a day that has come")
    assert notice.endswith(": 2.")
    states = {row.id: row.state for row in rows(running)}
    assert states[past] is states[now] is ClaimState.NEEDS_RECHECK
    assert states[later] is ClaimState.APPROVED
    running.window.notice.action_button.click()
    running.wait_until_idle()
    view = shown(running)
    assert (view.row.id, view.row.state) == (min(past, now), ClaimState.NEEDS_RECHECK)
    assert (view.history[-1].by, view.history[-1].what) == ("Saidso", "to be checked again: date passed")
    running.close()
    assert start(desk).window.notice.texts() == []


def test_a_window_left_open_overnight_looks_again(
    start: Start, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = datetime.now(UTC).astimezone().date()
    (claim,) = approve_until(desk, [today + timedelta(1)])
    running = start(desk)
    running.desks._clock.timeout.emit()
    running.wait_until_idle()
    assert {row.id: row.state for row in rows(running)}[claim] is ClaimState.APPROVED
    monkeypatch.setattr("gui.controllers.desks.today", lambda: today + timedelta(1))
    running.desks._clock.timeout.emit()
    running.wait_until_idle()
    assert {row.id: row.state for row in rows(running)}[claim] is ClaimState.NEEDS_RECHECK
    head = ask(running, lambda opened: opened.read.audit_head())
    running.desks._clock.timeout.emit()
    running.wait_until_idle()
    assert ask(running, lambda opened: opened.read.audit_head()) == head, "once a day"


def test_where_nothing_is_due_nothing_is_said_or_written(start: Start, desk: Path) -> None:
    (claim,) = approve_until(desk, [datetime.now(UTC).astimezone().date() + timedelta(2)])
    with open_desk(desk) as before:
        head = before.read.audit_head()
    running = start(desk)
    assert running.window.notice.texts() == []
    assert {row.id: row.state for row in rows(running)}[claim] is ClaimState.APPROVED
    assert ask(running, lambda opened: opened.read.audit_head()) == head


def test_a_backup_is_made_where_it_was_set(start: Start, desk: Path, tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    settings.set(BACKUPS, str(folder))
    running = start(desk)
    running.window.actions_table["backup"].trigger()
    running.wait_until_idle()
    (made,) = folder.iterdir()
    assert str(made) in running.window.notice.texts()[0]
    with open_desk(made) as copy:
        assert len(copy.read.articles()) == 2
    folder.rename(tmp_path / "gone")
    running.window.actions_table["backup"].trigger()
    running.wait_until_idle()
    assert any("No backup was made" in text for text in running.window.notice.texts())


def test_a_desk_whose_name_is_too_long_is_refused_in_words(start: Start, tmp_path: Path) -> None:
    running = start(tmp_path / ("x" * 250))
    screen = running.window.desk_screen
    assert running.window.stack.currentWidget() is screen
    told = " ".join(each.text() for each in screen.findChildren(QLabel))
    assert f"{'x' * 49}… could not be opened" in told
    assert "choose one of at most 191 characters" in told
    screen.new_button.click()
    choose_file(running, str(tmp_path / "short.saidso"))
    assert running.window.stack.currentWidget() is running.window.splitter


def test_settings_of_backups_and_pipeline(start: Start, desk: Path, tmp_path: Path, settings: Settings) -> None:
    running = start(desk)
    press(running, "Ctrl+,")
    asked = dialog(running, SettingsDialog)
    asked.backups.setText(str(tmp_path / "missing"))
    asked.backups.editingFinished.emit()
    assert "There is no folder" in asked.complaint.text()
    assert settings.get(BACKUPS) == ""
    asked.backups.setText(str(tmp_path))
    asked.backups.editingFinished.emit()
    assert asked.complaint.isHidden()
    asked.pipeline.setText(" no_such_pipeline ")
    asked.accept()
    assert (settings.get(BACKUPS), settings.get(PIPELINE)) == (str(tmp_path), "no_such_pipeline")


@pytest.mark.parametrize("kept", ["{", "7", '[1, "x"]'])
def test_recent_desks_that_make_no_sense_are_none(settings: Settings, kept: str) -> None:
    from gui.settings import RECENT

    settings.set(RECENT, kept)
    assert settings.recent() == []
