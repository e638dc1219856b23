"""The table of settings: kept, checked, replaced where they cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.settings import (
    ADVANCE,
    CHECKER,
    CLAIM_URL,
    FOLDER,
    GEOMETRY,
    PUBLISHER,
    PUBLISHER_URL,
    REPORTS_FOLDER,
    TABLE,
    TEXT_SIZE,
    THEME,
    Settings,
    account_name,
)
from gui.views.dialogs.settings_dialog import SettingsDialog


def test_every_row_starts_with_its_default(settings: Settings) -> None:
    assert [settings.get(row) for row in TABLE] == [row.default for row in TABLE]
    assert all(row.allowed(row.default) for row in TABLE)


def test_values_are_there_after_a_restart(tmp_path: Path, settings: Settings) -> None:
    settings.set(THEME, "dark")
    settings.set(TEXT_SIZE, 150)
    settings.set(ADVANCE, False)
    settings.set(CHECKER, "Ada Lind")
    settings.set(GEOMETRY, b"\x00\x01\xff")
    settings.sync()
    again = Settings(tmp_path / "settings.ini")
    assert again.get(THEME) == "dark"
    assert again.get(TEXT_SIZE) == 150
    assert again.get(ADVANCE) is False
    assert again.get(CHECKER) == again.checker() == "Ada Lind"
    assert again.get(GEOMETRY) == b"\x00\x01\xff"


def test_a_folder_that_is_gone_is_not_proposed(settings: Settings, tmp_path: Path) -> None:
    settings.set(REPORTS_FOLDER, str(tmp_path))
    assert settings.reports_folder() == str(tmp_path)
    settings.set(REPORTS_FOLDER, str(tmp_path / "gone"))
    settings.set(FOLDER, str(tmp_path / "gone"))
    assert Path(settings.reports_folder()).is_dir()
    assert Path(settings.folder()).is_dir()


@pytest.mark.parametrize(
    "line",
    [
        "[look]\ntheme=purple",
        "[look]\ntext-size=9000",
        "[look]\ntext-size=big",
        "[checking]\nadvance-after-rating=9",
    ],
)
def test_a_value_that_cannot_be_used_is_replaced(
    qtbot: QtBot, tmp_path: Path, line: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "edited.ini"
    path.write_text(line, encoding="utf-8")
    settings = Settings(path)
    assert [settings.get(row) for row in TABLE] == [row.default for row in TABLE]
    assert "is not allowed" in caplog.text


def test_a_value_the_table_does_not_allow_is_not_taken(settings: Settings) -> None:
    with pytest.raises(ValueError, match="look/theme"):
        settings.set(THEME, "purple")


def test_a_change_is_told_once(qtbot: QtBot, settings: Settings) -> None:
    told: list[str] = []
    settings.changed.connect(told.append)
    settings.set(THEME, "dark")
    settings.set(THEME, "dark")
    assert told == [THEME.key]


def test_a_nameless_checker_goes_by_the_account(settings: Settings) -> None:
    assert settings.checker() == account_name()


def test_who_publishes_is_set_and_what_makes_no_address_is_said(qtbot: QtBot, settings: Settings) -> None:
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    dialog.show()
    for field, text in (
        (dialog.publisher, " The  Courier "),
        (dialog.publisher_url, "courier.example"),
        (dialog.claim_url, "https://courier.example/{id}"),
    ):
        field.setText(text)
        field.editingFinished.emit()
    assert settings.get(PUBLISHER) == "The Courier"
    assert settings.get(CLAIM_URL) == "https://courier.example/{id}"
    assert settings.get(PUBLISHER_URL) == ""
    assert "https://" in dialog.complaint.text()
    dialog.publisher_url.setText("https://courier.example")
    for pattern in ("https://courier.example/check", "https://x.example/{claim}", "https://x.example/{"):
        dialog.claim_url.setText(pattern)
        dialog.claim_url.editingFinished.emit()
        assert "{number}" in dialog.complaint.text()
    dialog.accept()
    assert settings.get(PUBLISHER_URL) == "https://courier.example"
    assert settings.get(CLAIM_URL) == "https://courier.example/{id}"


def test_a_wrong_value_holds_the_dialog_open_once_and_each_field_has_its_complaint(
    qtbot: QtBot, settings: Settings
) -> None:
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    for field, text in ((dialog.backups, "/nowhere/at/all"), (dialog.publisher, "The Courier")):
        field.setText(text)
        field.editingFinished.emit()
    assert "/nowhere/at/all" in dialog.complaint.text() and dialog.complaint.isVisible()
    dialog.backups.clear()
    dialog.claim_url.setText("courier.example/checks")
    dialog.accept()
    assert dialog.isVisible() and "{number}" in dialog.complaint.text()
    assert "once more" in dialog.complaint.text()
    dialog.claim_url.setText("courier.example/check")  # whoever goes on typing is told again
    assert "once more" not in dialog.complaint.text()
    dialog.reject()
    assert dialog.isVisible() and dialog.claim_url.property("wrong")
    dialog.reject()
    assert not dialog.isVisible()
    assert (settings.get(PUBLISHER), settings.get(CLAIM_URL)) == ("The Courier", "")
