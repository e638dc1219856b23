"""What is entered comes out, and what is wrong is said beside the field, never accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from core.records import EvidenceDraft, Stance
from gui import theme as themes
from gui.settings import Settings
from gui.views.dialogs.capture_dialog import CaptureDialog, Wish
from gui.views.dialogs.correction_dialog import CloseCorrectionDialog, OpenCorrectionDialog
from gui.views.dialogs.evidence_dialog import EvidenceDialog
from gui.views.dialogs.key_sheet import KeySheet
from gui.views.dialogs.paste_dialog import LONGEST_TITLE, PastedArticle, PasteDialog
from gui.views.dialogs.publish_dialog import PublishDialog
from gui.views.dialogs.recheck_dialog import HoldsDialog, ReopenDialog
from gui.views.dialogs.settings_dialog import SettingsDialog
from gui.views.dialogs.speaker_dialog import SpeakerChoice, SpeakerDialog
from gui.views.parts.dialog import FormDialog, read_day

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


def test_editing_a_source_loses_nothing_of_it(qtbot: QtBot) -> None:
    draft = EvidenceDraft("A list", locator="page 4", excerpt="Fifty-two\nnames", confidential=True)
    dialog = EvidenceDialog(draft)
    qtbot.addWidget(dialog)
    dialog.title.setText("A longer list")
    dialog.accept()
    assert dialog.result_draft == replace(draft, title="A longer list")
    again = EvidenceDialog(draft)
    qtbot.addWidget(again)
    again.excerpt.selectAll()
    qtbot.keyClicks(again.excerpt, "52 names")
    again.confidential.click()
    again.accept()
    assert again.result_draft == replace(draft, excerpt="52 names", confidential=False)


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
    dialog.stances[Stance.CONTEXT].click()
    dialog.accept()
    assert dialog.result_draft == EvidenceDraft("A list")


def test_what_a_source_does_to_the_claim_is_asked_and_a_digit_answers(qtbot: QtBot) -> None:
    dialog = EvidenceDialog()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.stances.chosen() is None
    dialog.title.setText("A list")
    dialog.accept()
    assert dialog.result() != ACCEPTED
    assert dialog.complaint.text() == "Say what it does to the claim: 1 supports, 2 refutes, 3 context."
    chip = dialog.focusWidget()
    assert chip is dialog.stances[Stance.SUPPORTS]
    assert dialog.stances.chosen() is None, "to be asked is no answer"
    QTest.keyClick(chip, Qt.Key.Key_9)
    assert dialog.stances.chosen() is None
    QTest.keyClick(chip, Qt.Key.Key_2)
    assert dialog.stances.chosen() is Stance.REFUTES
    assert not dialog.complaint.isVisible()
    dialog.accept()
    assert dialog.result_draft == EvidenceDraft("A list", stance=Stance.REFUTES)


def test_a_digit_in_a_field_is_a_digit(qtbot: QtBot) -> None:
    dialog = EvidenceDialog()
    qtbot.addWidget(dialog)
    qtbot.keyClicks(dialog.title, "List 2")
    assert dialog.title.text() == "List 2"
    assert dialog.stances.chosen() is None


LISTED = EvidenceDraft("Order 118", "https://gazette.example/118", "State Gazette", date(2025, 9, 9))
HIDDEN = EvidenceDraft("Night roster", "", "", None, confidential=True)


def _choose(dialog: EvidenceDialog, field: QLineEdit, typed: str) -> None:
    """Type, and take the first line that is offered, by the keyboard."""
    field.setFocus()
    QTest.keyClicks(field, typed)
    completer = field.completer()
    popup = None if completer is None else completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    QCoreApplication.processEvents()


def test_a_source_that_the_desk_has_brings_what_is_known_of_it(qtbot: QtBot) -> None:
    for field, typed in (("title", "order"), ("url", "gazette.ex")):
        dialog = EvidenceDialog()
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.set_known([HIDDEN, LISTED])
        _choose(dialog, getattr(dialog, field), typed)
        assert dialog.isVisible(), "Enter takes the line and does not send the form"
        dialog.stances[Stance.SUPPORTS].click()
        assert dialog.draft() == replace(LISTED, stance=Stance.SUPPORTS)


def test_what_was_typed_stays_and_what_is_confidential_stays_so(qtbot: QtBot) -> None:
    dialog = EvidenceDialog()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.set_known([HIDDEN, LISTED])
    dialog.publisher.setText("Gazette office")
    _choose(dialog, dialog.title, "118")
    assert dialog.publisher.text() == "Gazette office"
    assert (dialog.title.text(), dialog.url.text()) == ("Order 118", LISTED.url)
    assert not dialog.confidential.isChecked()
    dialog.title.clear()
    _choose(dialog, dialog.title, "night")
    assert dialog.title.text() == "Night roster"
    assert dialog.confidential.isChecked()


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


def test_what_the_name_field_shows_is_used_also_after_tabbing_through_the_list(qtbot: QtBot) -> None:
    dialog = SpeakerDialog(KNOWN, "Irena Sokal")
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.name, "Mara Vinter")
    for field in (dialog.matches, dialog.via):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is field
        assert dialog.name.text() == "Mara Vinter"
    QTest.keyClick(dialog.via, Qt.Key.Key_Return)
    assert dialog.choice == SpeakerChoice("Mara Vinter")


def test_leaving_the_name_field_writes_the_highlighted_match_into_it(qtbot: QtBot) -> None:
    dialog = SpeakerDialog(KNOWN, None)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    QTest.keyClicks(dialog.name, "holtb")
    assert dialog.name.text() == "holtb"
    QTest.keyClick(dialog.name, Qt.Key.Key_Tab)
    assert dialog.name.text() == "Anna Holtby"
    dialog.accept()
    assert dialog.choice == SpeakerChoice("Anna Holtby")


def test_down_stays_among_the_matches_of_a_typed_name(qtbot: QtBot) -> None:
    dialog = SpeakerDialog(KNOWN, None)
    qtbot.addWidget(dialog)
    QTest.keyClicks(dialog.name, "holtb")
    QTest.keyClick(dialog.name, Qt.Key.Key_Down)
    QTest.keyClick(dialog.name, Qt.Key.Key_Down)
    dialog.accept()
    assert dialog.choice == SpeakerChoice("Anna Holtby")


def test_nobody_is_reached_by_keys_from_an_empty_field_and_is_shown_there(qtbot: QtBot) -> None:
    dialog = SpeakerDialog(KNOWN, "Irena Sokal")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.name.selectAll()
    QTest.keyClick(dialog.name, Qt.Key.Key_Delete)
    for _ in range(dialog.matches.count()):
        QTest.keyClick(dialog.name, Qt.Key.Key_Down)
    assert (dialog.name.text(), dialog.name.placeholderText()) == ("", "Nobody is named")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
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


def test_what_is_on_the_clipboard_stands_selected_under_text_with_the_focus(qtbot: QtBot) -> None:
    dialog = PasteDialog("An article.\n\nIts second paragraph.")
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.focusWidget() is dialog.text
    assert dialog.text.textCursor().selectedText() == "An article.\u2029\u2029Its second paragraph."


def test_an_article_pasted_into_the_title_goes_to_the_text_with_its_paragraphs(qtbot: QtBot) -> None:
    article = "\n\n".join(["Two hundred words do not make a title."] * 40)
    QGuiApplication.clipboard().setText(article)
    dialog = PasteDialog()
    qtbot.addWidget(dialog)
    dialog.title.setFocus()
    QTest.keyClicks(dialog.title, "Head")
    QTest.keySequence(dialog.title, QKeySequence.StandardKey.Paste)
    assert dialog.title.text() == "Head"
    assert dialog.text.toPlainText() == article
    assert "under Text" in dialog.complaint.text()
    QTest.keySequence(dialog.title, QKeySequence.StandardKey.Paste)
    assert dialog.title.text() == "Head"
    assert dialog.text.toPlainText() == article, "nothing that stands there is replaced"
    assert str(LONGEST_TITLE) in dialog.complaint.text()
    QTest.keyClicks(dialog.title, "line")
    assert dialog.complaint.isHidden()
    dialog.accept()
    assert dialog.article == PastedArticle("Headline", None, article)


def test_a_title_is_one_line(qtbot: QtBot) -> None:
    dialog = PasteDialog("x")
    qtbot.addWidget(dialog)
    QGuiApplication.clipboard().setText("A head\nin two lines")
    QTest.keySequence(dialog.title, QKeySequence.StandardKey.Paste)
    dialog.accept()
    assert dialog.article is not None
    assert dialog.article.title == "A head in two lines"


DIALOGS: list[Callable[[QWidget], QDialog]] = [
    lambda parent: EvidenceDialog(None, parent),
    lambda parent: PasteDialog("x", parent),
    lambda parent: SpeakerDialog(KNOWN, None, None, parent),
    lambda parent: KeySheet([("Claims", "Next claim", "J")] * 60, parent),
]


@pytest.mark.parametrize("make", DIALOGS)
def test_a_dialog_has_no_button_to_minimise_or_maximise(qtbot: QtBot, make: Callable[[QWidget], QDialog]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    flags = make(window).windowFlags()
    assert not flags & (Qt.WindowType.WindowMinimizeButtonHint | Qt.WindowType.WindowMaximizeButtonHint)
    assert flags & Qt.WindowType.CustomizeWindowHint
    assert flags & Qt.WindowType.WindowCloseButtonHint


@pytest.mark.parametrize("make", DIALOGS)
def test_a_dialog_is_no_higher_than_the_screen_even_in_large_text(
    qtbot: QtBot, qapp: QApplication, make: Callable[[QWidget], QDialog]
) -> None:
    themes.apply(qapp, themes.load("light"), 2.0)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1100, 700)
    window.show()
    dialog = make(window)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    if isinstance(dialog, FormDialog):
        for made in (dialog.accept_button, dialog.cancel_button):
            assert dialog.rect().contains(made.mapTo(dialog, made.rect().bottomRight()))


def test_a_field_at_fault_is_scrolled_into_sight(qtbot: QtBot, qapp: QApplication) -> None:
    themes.apply(qapp, themes.load("light"), 2.0)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1100, 600)
    window.show()
    dialog = EvidenceDialog(None, window)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.title.setText("A list")
    dialog.dated.setText("yesterday")
    dialog.accept()
    bottom = dialog.dated.mapTo(dialog, dialog.dated.rect().center())
    area = dialog.findChildren(QScrollArea)[0]
    assert area.geometry().contains(bottom)


def test_the_settings_dialog_grows_with_the_text(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    dialog = SettingsDialog(Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    themes.apply(qapp, themes.load("light"), 1.6)

    def whole() -> bool:
        edge = dialog.advance.mapTo(dialog, dialog.advance.rect().topRight()).x()
        return dialog.advance.width() >= dialog.advance.sizeHint().width() and edge < dialog.width()

    qtbot.waitUntil(whole)


def test_the_key_sheet_finds_an_action(qtbot: QtBot) -> None:
    sheet = KeySheet(
        [("Claims", "Next claim", "J, Down"), ("Claims", "Accept", "A"), ("Window", "Next pane", "F6")]
    )
    qtbot.addWidget(sheet)
    assert sheet.shown() == ["Next claim: J, Down", "Accept: A", "Next pane: F6"]
    QTest.keyClicks(sheet.search, "next")
    assert sheet.shown() == ["Next claim: J, Down", "Next pane: F6"]


def test_a_form_shows_all_its_fields_where_the_screen_has_room(qtbot: QtBot) -> None:
    asked = CaptureDialog(Wish(EvidenceDraft("list")), "list.txt · Text · 544 bytes")
    qtbot.addWidget(asked)
    with qtbot.waitExposed(asked):
        asked.show()
    qtbot.waitUntil(lambda: asked._fields.verticalScrollBar().maximum() == 0)
    box = asked.confidential
    assert asked._fields.viewport().rect().contains(box.mapTo(asked._fields.viewport(), box.rect().bottomLeft()))


CLAIM = "The port of Velin will raise its fees by 12 per cent in January, its director said on Thursday evening."
FORMS: list[Callable[[QWidget], FormDialog]] = [
    lambda parent: PublishDialog(CLAIM, date(2025, 9, 12), parent),
    lambda parent: OpenCorrectionDialog(CLAIM, "https://courier.example/checks/41", parent),
    lambda parent: CloseCorrectionDialog(CLAIM, "So? True", "So? False", parent),
    lambda parent: ReopenDialog(CLAIM, parent),
    lambda parent: HoldsDialog(CLAIM, None, date(2025, 9, 12), parent),
    lambda parent: CaptureDialog(Wish(EvidenceDraft("")), parent=parent),
    lambda parent: EvidenceDialog(None, parent),
    lambda parent: SpeakerDialog(KNOWN, None, None, parent),
]


@pytest.mark.parametrize("make", FORMS)
def test_a_dialog_cuts_none_of_its_fields_also_once_it_complains(
    qtbot: QtBot, qapp: QApplication, make: Callable[[QWidget], FormDialog]
) -> None:
    themes.apply(qapp, themes.load("light"), 1.0)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1100, 700)
    window.show()
    for _ in range(2):  # the second opening finds everything dressed already
        dialog = make(window)
        with qtbot.waitExposed(dialog):
            dialog.show()
        bars = [area.verticalScrollBar() for area in dialog.findChildren(QScrollArea)]
        assert bars
        assert [bar.maximum() for bar in bars] == [0] * len(bars)
        dialog.fault(dialog.cancel_button, "This cannot be so. " * 6)
        QApplication.processEvents()
        assert dialog.complaint.isVisible()
        assert [bar.maximum() for bar in bars] == [0] * len(bars)
        dialog.close()


def test_the_list_of_a_box_shows_its_last_line(qtbot: QtBot, qapp: QApplication) -> None:
    themes.apply(qapp, themes.load("light"), 1.0)
    dialog = ReopenDialog(CLAIM)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.why.showPopup()
    qtbot.wait(50)
    view = dialog.why.view()
    last = view.visualRect(view.model().index(dialog.why.count() - 1, 0))
    assert view.viewport().rect().contains(last)
    dialog.why.hidePopup()


def test_in_large_text_the_settings_fit_the_screen_and_are_not_cut_at_the_side(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    themes.apply(qapp, themes.load("light"), 2.0)
    try:
        dialog = SettingsDialog(Settings(tmp_path / "settings.ini"))
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        room = dialog.screen().availableGeometry()
        assert dialog.width() <= room.width()
        assert dialog.height() <= room.height()
        fields = dialog.fields
        assert fields.verticalScrollBar().maximum() > 0, "what has no room is scrolled to"
        inner = fields.inner
        for field in (dialog.name, dialog.browse_button, dialog.advance, dialog.claim_url):
            assert field.mapTo(inner, field.rect().topRight()).x() < fields.viewport().width()
    finally:
        themes.apply(qapp, themes.load("light"))


@pytest.mark.parametrize(
    "text", ["2025-09-11", " 11 Sep 2025 ", "11 September 2025", "Sept. 11, 2025", "September 11 2025"]
)
def test_a_day_is_taken_as_people_write_it(text: str) -> None:
    assert read_day(text) == date(2025, 9, 11)


@pytest.mark.parametrize("text", ["11/09/2025", "31 Feb 2025", "11 Foo 2025", "yesterday", "Sep 2025"])
def test_a_day_that_can_be_another_is_not_guessed_at(text: str) -> None:
    with pytest.raises(ValueError):
        read_day(text)
    assert read_day("  ") is None
