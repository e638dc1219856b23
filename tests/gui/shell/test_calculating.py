"""The calculator in the real window: filled with the sentence's figures, its working goes into the rationale."""

from __future__ import annotations

from pathlib import Path

from db.operations import ImportArticle
from gui.running import Running
from gui.views.dialogs.calculator_dialog import CalculatorDialog
from tests.db.examples import analysis, document
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, drop, press, rows, shown, write


def at_the_share(start: Start, desk: Path) -> Running:
    running = start(desk)
    running.session.act(ImportArticle(document(), analysis()))
    running.wait_until_idle()
    running.navigation.choose_article(running.navigation.articles[0].id)
    running.wait_until_idle()
    row = next(row for row in rows(running) if row.words.startswith("1,300"))
    running.navigation.choose_claim(row.id)
    running.wait_until_idle()
    return running


def test_the_share_stands_ready_and_its_working_goes_into_why(start: Start, desk: Path) -> None:
    running = at_the_share(start, desk)
    press(running, "=")
    asked = dialog(running, CalculatorDialog)
    assert asked.field.text() == "52 of 1300 or 1400"
    assert asked.outcome.text() == "3.7–4.0\u00a0%"
    press(running, "Ctrl+Return")
    field = running.window.inspector.verdict.rationale
    assert "3.7–4.0" in field.toPlainText()
    press(running, "Escape", "J", "K")
    assert "3.7–4.0" in shown(running).check.rationale
    press(running, "Ctrl+Z")
    assert shown(running).check.rationale == ""


TRIAL = """Pill makes some patients stop

11 September 2025

Of the study the maker said little. But 28 per cent of the 1,846 people who took the pill stopped early, \
against 6 per cent of the 921 people who were given sugar.
"""


def test_a_percentage_is_reckoned_of_the_number_it_is_said_to_be_of(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "trial.txt"
    path.write_text(TRIAL, encoding="utf-8")
    running = start()
    assert drop(running.window, [path])
    running.wait_until_idle()
    wanted = {"28 per cent": "28 % of 1846", "1,846 people": "28 % of 1846", "921 people": "6 % of 921"}
    for words, begins in wanted.items():
        running.navigation.choose_claim(next(row.id for row in rows(running) if row.words == words))
        running.wait_until_idle()
        press(running, "=")
        assert dialog(running, CalculatorDialog).field.text() == begins
        press(running, "Escape")


def test_what_cannot_be_reckoned_is_said_and_not_inserted(start: Start, desk: Path) -> None:
    running = at_the_share(start, desk)
    press(running, "=")
    asked = dialog(running, CalculatorDialog)
    for text in ("1 / 0", "2 +", "nonsense", "(" * 60):
        asked.field.setText(text)
        assert asked.outcome.text() == "–", text
        assert asked.explained.text(), text
        assert not asked.accept_button.isEnabled()
        asked.accept()
        assert asked.isVisible()
    asked.field.selectAll()
    write(running, "41 % - 36 %")
    assert "5" in asked.outcome.text()
    press(running, "Escape")
    assert running.window.inspector.verdict.rationale.toPlainText() == ""
