"""What is entered comes out, and what is wrong is said beside the field, never accepted."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from core.records import EvidenceDraft, Stance
from gui.views.evidence_dialog import EvidenceDialog
from gui.views.key_sheet import KeySheet
from gui.views.paste_dialog import PastedArticle, PasteDialog
from gui.views.speaker_dialog import SpeakerChoice, SpeakerDialog

ACCEPTED = QDialog.DialogCode.Accepted
CONTROL = Qt.KeyboardModifier.ControlModifier
KNOWN = ["Daniel Holt", "Irena Sokal", "Anna Holtby", "Varpress"]


def test_evidence_comes_out_as_it_went_in(qtbot: QtBot) -> None:
    draft = EvidenceDraft("A list", "https://example.org/x", "Monitor", date(2025, 9, 12), "p. 2", Stance.REFUTES)
    dialog = EvidenceDialog(draft)
    qtbot.addWidget(dialog)
    QTest.keyClick(dialog.note, Qt.Key.Key_Return, CONTROL)
    assert dialog.result() == ACCEPTED
    assert dialog.result_draft == draft


@pytest.mark.parametrize(
    ("title", "url", "dated", "said"),
    [
        ("  ", "", "", "title"),
        ("A list", "javascript:alert(1)", "", "http"),
        ("A list", "ftp://example.org", "", "http"),
        ("A list", "https://", "", "http"),
        ("A list", "https://exa mple.org", "", "http"),
        ("A list", "http://[::1", "", "http"),
        ("A list", "", "12 September", "2025-09-11"),
        ("A list", "", "2025-02-30", "2025-09-11"),
    ],
)
def test_wrong_evidence_is_said_and_not_accepted(
    qtbot: QtBot, title: str, url: str, dated: str, said: str
) -> None:
    dialog = EvidenceDialog()
    qtbot.addWidget(dialog)
    dialog.title.setText(title)
    dialog.url.setText(url)
    dialog.dated.setText(dated)
    dialog.accept()
    assert dialog.result() != ACCEPTED
    assert said in dialog.complaint.text()
    dialog.title.setText("A list")
    dialog.url.setText("")
    dialog.dated.setText("")
    dialog.accept()
    assert dialog.result_draft == EvidenceDraft("A list")


def test_one_stance_is_chosen_at_a_time(qtbot: QtBot) -> None:
    dialog = EvidenceDialog()
    qtbot.addWidget(dialog)
    dialog.title.setText("A list")
    dialog.stances[Stance.SUPPORTS].click()
    dialog.stances[Stance.REFUTES].click()
    draft = dialog.draft()
    assert draft is not None
    assert draft.stance is Stance.REFUTES


def test_typing_ahead_finds_a_speaker(qtbot: QtBot) -> None:
    dialog = SpeakerDialog(KNOWN, None)
    qtbot.addWidget(dialog)
    QTest.keyClicks(dialog.name, "holt")
    names = [dialog.matches.item(row).text() for row in range(dialog.matches.count() - 1)]
    assert names == ["Daniel Holt", "Anna Holtby"]
    QTest.keyClick(dialog.name, Qt.Key.Key_Down)
    dialog.via.setText("  Varpress ")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return, CONTROL)
    assert dialog.choice == SpeakerChoice("Anna Holtby", "Varpress")


def test_a_name_nobody_has_yet_is_taken_as_typed(qtbot: QtBot) -> None:
    dialog = SpeakerDialog(KNOWN, None)
    qtbot.addWidget(dialog)
    QTest.keyClicks(dialog.name, "Mara  Vinter ")
    dialog.accept()
    assert dialog.choice == SpeakerChoice("Mara Vinter")


def test_a_new_name_inside_a_known_one_can_be_taken_as_typed(qtbot: QtBot) -> None:
    dialog = SpeakerDialog(KNOWN, None)
    qtbot.addWidget(dialog)
    QTest.keyClicks(dialog.name, "Holt")
    QTest.keyClick(dialog.name, Qt.Key.Key_Up)
    dialog.accept()
    assert dialog.choice == SpeakerChoice("Holt")


def test_the_speaker_it_began_with_is_kept_unless_changed(qtbot: QtBot) -> None:
    dialog = SpeakerDialog(KNOWN, "Irena Sokal", "Varpress")
    qtbot.addWidget(dialog)
    dialog.accept()
    assert dialog.choice == SpeakerChoice("Irena Sokal", "Varpress")


def test_nobody_is_a_choice(qtbot: QtBot) -> None:
    dialog = SpeakerDialog(KNOWN, "Irena Sokal")
    qtbot.addWidget(dialog)
    dialog.matches.setCurrentRow(dialog.matches.count() - 1)
    dialog.accept()
    assert dialog.choice == SpeakerChoice(None)


@pytest.mark.parametrize(
    ("figure", "said"), [(False, "Nobody is named"), (True, "Narration, the article’s own voice")]
)
def test_only_a_figure_can_be_narration(qtbot: QtBot, figure: bool, said: str) -> None:
    dialog = SpeakerDialog(KNOWN, None, figure=figure)
    qtbot.addWidget(dialog)
    last = dialog.matches.item(dialog.matches.count() - 1)
    assert last.text() == said
    QTest.keyClicks(dialog.name, "x")
    QTest.keyClick(dialog.name, Qt.Key.Key_Backspace)
    dialog.accept()
    assert said in dialog.complaint.text()


def test_no_name_at_all_is_said(qtbot: QtBot) -> None:
    dialog = SpeakerDialog(KNOWN, "Irena Sokal")
    qtbot.addWidget(dialog)
    dialog.name.selectAll()
    QTest.keyClick(dialog.name, Qt.Key.Key_Delete)
    dialog.accept()
    assert dialog.choice is None
    assert dialog.complaint.text()


def test_a_pasted_article_keeps_its_text_to_the_character(qtbot: QtBot) -> None:
    text = "  Head\n\n“Quote” 🙂 e\u0301\u00a0x\n"
    dialog = PasteDialog(text)
    qtbot.addWidget(dialog)
    dialog.published.setText(" 2025-09-11 ")
    dialog.accept()
    assert dialog.article == PastedArticle("", date(2025, 9, 11), text)


def test_pasting_nothing_or_a_wrong_date_is_said(qtbot: QtBot) -> None:
    dialog = PasteDialog()
    qtbot.addWidget(dialog)
    dialog.accept()
    assert dialog.article is None
    assert "no text" in dialog.complaint.text()
    dialog.text.setPlainText("x")
    dialog.published.setText("yesterday")
    dialog.accept()
    assert dialog.article is None
    assert "2025-09-11" in dialog.complaint.text()


def test_the_key_sheet_finds_an_action(qtbot: QtBot) -> None:
    sheet = KeySheet(
        [("Claims", "Next claim", "J, Down"), ("Claims", "Accept", "A"), ("Window", "Next pane", "F6")]
    )
    qtbot.addWidget(sheet)
    assert sheet.shown() == ["Next claim: J, Down", "Accept: A", "Next pane: F6"]
    QTest.keyClicks(sheet.search, "next")
    assert sheet.shown() == ["Next claim: J, Down", "Next pane: F6"]
