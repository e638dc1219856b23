"""A quote against its original in the real window, by keys: the classes, the marks, the line for the rationale."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from core.records import DismissReason, EvidenceDraft, MentionKind
from db.operations import AddEvidence, DismissClaims, ImportArticle
from gui.controllers.matching import quotation
from gui.running import Running
from gui.views.dialogs.quote_diff_dialog import LONGEST, QuoteDiffDialog
from tests.db.examples import analysis, document
from tests.gui import look
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, press, rows, shown
from tests.gui.shell.test_accessibility import nameless

ORIGINAL = "Let me begin. These are human lives, and 12 of them must never be traded. That is all."
"""The article has: “These are lives,” said Irena Sokal, “and none of them should be traded.”"""


def at_the_quote(start: Start, desk: Path, words: str = "“These are lives") -> Running:
    running = start(desk)
    running.session.act(ImportArticle(document(), analysis()))
    running.wait_until_idle()
    running.navigation.choose_article(running.navigation.articles[0].id)
    running.wait_until_idle()
    row = next(row for row in rows(running) if row.words.startswith(words))
    running.navigation.choose_claim(row.id)
    running.wait_until_idle()
    return running


def paste(running: Running, text: str) -> QuoteDiffDialog:
    """Paste into the open dialog and wait until the pause in typing is over."""
    asked = dialog(running, QuoteDiffDialog)
    QGuiApplication.clipboard().setText(text)
    press(running, "Ctrl+A", "Ctrl+V")
    pause(running, asked)
    return asked


def pause(running: Running, asked: QuoteDiffDialog) -> None:
    while asked._timer.isActive():
        running.wait_until_idle()


def lines(asked: QuoteDiffDialog) -> list[str]:
    return [asked.list.item(at).text() for at in range(asked.list.count())]


def looks(field: QPlainTextEdit) -> dict[str, str]:
    """Every passage of the inline comparison that is set in a way of its own, and how."""
    found: dict[str, str] = {}
    block = field.document().begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            part = fragments.fragment()
            set_as = part.charFormat()
            if set_as.fontStrikeOut():
                found[part.text()] = "struck"
            elif set_as.underlineStyle() is QTextCharFormat.UnderlineStyle.DotLine:
                found[part.text()] = "dotted"
            elif set_as.fontUnderline():
                found[part.text()] = "underlined"
            fragments += 1
        block = block.next()
    return found


def test_what_differs_is_shown_and_its_summary_goes_into_why(start: Start, desk: Path) -> None:
    running = at_the_quote(start, desk)
    press(running, "D")
    asked = dialog(running, QuoteDiffDialog)
    assert not asked.accept_button.isEnabled()
    asked = paste(running, ORIGINAL)
    said = lines(asked)
    assert said[0].startswith("Changed negation, number – Other words: “none” for “12”"), said
    assert "Cut, not marked: “human”" in said
    assert [line.startswith("Changed") for line in said] == sorted(
        (line.startswith("Changed") for line in said), reverse=True
    )
    marked = looks(asked.inline)
    assert marked["human"] == marked["12"] == "struck"
    assert marked["none"] == "underlined"
    assert "These are human lives" in asked.inline.toPlainText()
    press(running, "Ctrl+Return")
    field = running.window.inspector.verdict.rationale
    summary = field.toPlainText()
    assert summary.startswith("Quotation set against the original: negation")
    assert "number changed" in summary
    assert "The original says: “These are human lives" in summary, "and not only in classes"
    assert "\n" not in summary
    press(running, "Escape", "J", "K")
    assert shown(running).check.rationale == summary
    press(running, "Ctrl+Z")
    assert shown(running).check.rationale == ""


def test_it_begins_with_the_passage_of_the_evidence(start: Start, desk: Path) -> None:
    running = at_the_quote(start, desk)
    claim = shown(running).row.id
    for excerpt in ("Something else altogether.", ORIGINAL):
        running.session.act(AddEvidence(claim, EvidenceDraft("Transcript", excerpt=excerpt)))
    running.wait_until_idle()
    press(running, "D")
    asked = dialog(running, QuoteDiffDialog)
    assert asked.original.toPlainText() == ORIGINAL
    assert "Cut, not marked: “human”" in lines(asked)


def test_a_quote_in_two_pieces_has_no_cut_where_its_speaker_is_named(start: Start, desk: Path) -> None:
    running = at_the_quote(start, desk)
    press(running, "D")
    asked = paste(running, "These are lives, and none of them should be traded.")
    assert lines(asked) == []
    assert asked.outcome.text() == "No difference in words or punctuation."


def test_of_a_mixed_quote_only_the_words_in_marks_have_an_original() -> None:
    text = "Counsel said that a clerk, Ilse Brand, had called it “a bad joke” and “no more”. He left."
    claim = look.claim(3)
    whole = ((text.index("that a clerk"), text.index(". He left")),)
    mixed = replace(claim, row=replace(claim.row, kind=MentionKind.MIXED), pieces=whole)
    assert quotation(mixed, text) == "“a bad joke” “no more”"
    direct = replace(mixed, row=replace(mixed.row, kind=MentionKind.DIRECT))
    assert quotation(direct, text) == text[slice(*whole[0])]
    unmarked = replace(mixed, pieces=((0, len("Counsel said")),))
    assert quotation(unmarked, text) == "Counsel said"


def test_only_quotes_have_an_original(start: Start, desk: Path) -> None:
    running = at_the_quote(start, desk, "1,300")
    assert not running.window.actions_table["quote-diff"].isEnabled()
    press(running, "D")
    assert running.window.findChildren(QuoteDiffDialog) == []


@pytest.mark.parametrize("size", [LONGEST, LONGEST + 1])
def test_an_original_that_is_too_long_is_said_to_be(start: Start, desk: Path, size: int) -> None:
    running = at_the_quote(start, desk)
    press(running, "D")
    asked = paste(running, "a " * (size // 2) + "a" * (size % 2))
    assert ("longer than" in asked.outcome.text()) is (size > LONGEST)
    assert asked.accept_button.isEnabled() is (size <= LONGEST)
    press(running, "Escape")
    assert running.window.inspector.verdict.rationale.toPlainText() == ""


def test_markup_and_odd_characters_stay_words(start: Start, desk: Path) -> None:
    running = at_the_quote(start, desk)
    press(running, "D")
    hostile = "These <img src='file:///x'><b>are</b> {lives} \x00\u202e\ufdd0 & 𝟝🚆 %s of them should be traded"
    asked = paste(running, hostile)
    assert "img src='file:///x'><b" in asked.inline.toPlainText()
    assert any("img src" in line for line in lines(asked)), lines(asked)
    asked.original.setPlainText("")
    pause(running, asked)
    assert lines(asked) == []
    asked.accept()
    assert asked.isVisible()


def test_a_quotation_with_markup_stands_as_it_is(qtbot: QtBot) -> None:
    said = "<b>We</b> signed <img src=x> nothing\x00 on {day} 🚆"
    asked = QuoteDiffDialog(said, "We signed nothing on that day")
    qtbot.addWidget(asked)
    shown = asked.inline.toPlainText()
    assert shown.startswith("<b>We</b>")
    assert "<img src=x>" in shown or "img src=x" in shown
    assert shown.endswith("🚆")


def test_a_check_that_cannot_be_written_is_only_compared(start: Start, desk: Path) -> None:
    running = at_the_quote(start, desk)
    running.session.act(DismissClaims((shown(running).row.id,), DismissReason.TRIVIAL))
    running.wait_until_idle()
    press(running, "D")
    asked = paste(running, ORIGINAL)
    assert lines(asked)
    assert not asked.accept_button.isVisible()
    press(running, "Ctrl+Return")
    assert asked.isVisible()


def test_every_control_has_a_name_and_it_fits_a_small_window(start: Start, desk: Path) -> None:
    running = at_the_quote(start, desk)
    running.window.resize(1100, 700)
    press(running, "D")
    asked = paste(running, ORIGINAL)
    assert nameless(asked) == []
    assert asked.width() <= 1100
    assert asked.height() <= 700
