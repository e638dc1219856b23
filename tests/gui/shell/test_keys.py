"""Other keys, with their conflicts; the palette; the key sheet. All in the real window."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from core.records import Queue
from gui import words
from gui.controllers.keys import read_keys
from gui.settings import ADVANCE, KEYS, TEXT_SIZE, THEME, Settings
from gui.views.dialogs.key_sheet import KeySheet
from gui.views.dialogs.keys_dialog import KeysDialog
from gui.views.frame.palette import Entry, Palette, matching
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, focus, press, shown, write


def test_an_action_gets_another_key_and_keeps_it(start: Start, desk: Path, settings: Settings) -> None:
    running = start(desk)
    first = shown(running).row.id
    running.window.actions_table["change-keys"].trigger()
    asked = dialog(running, KeysDialog)
    asked.choose("next-claim")
    asked.key.setKeySequence(QKeySequence("Ctrl+J"))
    assert asked.complaint.text() == ""
    asked.use_button.click()
    asked.close_button.click()
    running.wait_until_idle()
    press(running, "J")
    assert shown(running).row.id == first
    press(running, "Ctrl+J")
    assert shown(running).row.id != first
    assert running.window.status.hint().startswith("Ctrl+J / K")
    press(running, "?")
    assert any(line == "Next claim: Ctrl+J" for line in dialog(running, KeySheet).shown())
    assert read_keys(settings.get(KEYS)) == {"next-claim": ("Ctrl+J",)}
    again = start(desk.with_name("other.saidso"))
    assert again.window.actions_table.key_text("next-claim") == "Ctrl+J"


def test_other_keys_are_at_once_on_chips_buttons_and_tips(start: Start, desk: Path) -> None:
    running = start(desk)
    window = running.window
    inspector = window.inspector
    claim = shown(running)
    first = inspector.verdict.so.chips[0]
    assert first.printed_key() == "1"
    assert inspector.verdict.said_title.text() == "SAID? · Alt + digit"
    assert inspector.verdict.said.chips[1].printed_key() == "2"
    assert inspector.verdict.said.chips[1].accessibleName().endswith("key Alt 2")
    running.keys.change()
    asked = dialog(running, KeysDialog)
    for id, key in (
        ("so-1", "Ctrl+7"),
        ("said-2", "F8"),
        ("evidence", "Y"),
        ("speaker", "U"),
        ("accept", "Z"),
        ("submit", "F9"),
        ("find", "F2"),
        ("people", "F10"),
        ("assign", "Ctrl+F7"),
        ("capture-link", "Ctrl+Alt+L"),
        ("capture-file", "F11"),
    ):
        asked.choose(id)
        asked.key.setKeySequence(QKeySequence(key))
        assert asked.complaint.text() == "", id
        asked.use_button.click()
    asked.close_button.click()
    running.wait_until_idle()
    assert first.printed_key() == "Ctrl 7"
    assert first.accessibleName().endswith("key Control 7")
    assert "(Ctrl+7)" in first.toolTip()
    assert inspector.verdict.said.chips[1].printed_key() == "F8"
    row = inspector.action_row
    assert row.evidence_button.toolTip() == "Add evidence (Y)"
    assert row.accept_button.accessibleName() == "Accept, key Z"
    assert row.accept_button.text().startswith("Accept")
    assert row.submit_button.accessibleName() == "Send to editor, F9"
    assert row.approve_button.toolTip() == "Approve the check (F9)"
    assert inspector.evidence.link_button.toolTip() == "Fetch a source and keep a copy of it (Ctrl+Alt+L)"
    assert inspector.evidence.file_button.toolTip() == "Keep a copy of a file, or drop it here (F11)"
    assert inspector.evidence.clipboard_button.toolTip().endswith("(Shift+V)")
    assert inspector.head.speaker_button.toolTip().startswith("Change the speaker (U)")
    assert window.header.search().toolTip().endswith("(F2)")
    assert window.header.person_button.toolTip().endswith("(F10)")
    assert any(
        each.toolTip() == "Say who checks them (Ctrl+F7)"
        for each in window.claims_pane.bulk.findChildren(QPushButton)
    )
    assert window.status.hint().count("Y evidence") == 1
    tips = [each.toolTip() for each in window.findChildren(QWidget)]
    assert not [tip for tip in tips if tip.endswith(("(E)", "(S)", "(A)", "(L)", "(/)", "(Ctrl+Return)"))]
    press(running, "Ctrl+7")
    assert shown(running).row.id == claim.row.id
    assert shown(running).check.so == inspector.verdict.so.chips[0].rating.key


def test_a_key_that_is_taken_says_whose_it_is_and_moves(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    running.keys.change()
    asked = dialog(running, KeysDialog)
    asked.choose("speaker")
    asked.key.setKeySequence(QKeySequence("A"))
    assert "Accept the suggestion" in asked.complaint.text()
    assert asked.use_button.text() == "Take this key"
    asked.use_button.click()
    assert (asked.keys("speaker"), asked.keys("accept")) == (("A",), ())
    asked.choose("accept")
    asked.default_button.click()  # its key is another's now and does not come back by itself
    assert asked.keys("accept") == ()
    asked.all_button.click()
    assert (asked.keys("speaker"), asked.keys("accept")) == (("S",), ("A",))
    assert settings.get(KEYS) == ""


def test_a_key_is_given_to_no_action_that_is_out_of_sight(start: Start, desk: Path) -> None:
    running = start(desk)
    running.window.actions_table["change-keys"].trigger()
    asked = dialog(running, KeysDialog)
    assert focus(running) is asked.search
    write(running, "next claim")
    asked.key.setFocus()
    QTest.keyClick(asked.key, Qt.Key.Key_K)
    assert "Previous claim" in asked.complaint.text()
    asked.use_button.click()
    assert (asked.keys("next-claim"), asked.keys("previous-claim")) == (("K",), ())
    asked.search.setText("nothing is called this")
    QTest.keyClick(asked.key, Qt.Key.Key_K)
    assert not asked.use_button.isEnabled() and not asked.default_button.isEnabled()


def test_actions_are_named_in_large_text(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(TEXT_SIZE, 200)
    running = start(desk)
    running.keys.change()
    asked = dialog(running, KeysDialog)
    assert asked.width() <= asked.screen().availableGeometry().width()
    # Qt's own two thirds of the screen left the names a few letters beside the longest keys.
    assert asked.tree.columnWidth(0) > asked.tree.columnWidth(2)
    assert asked.tree.columnWidth(0) >= asked.fontMetrics().averageCharWidth() * 16


def test_kept_keys_that_make_no_sense_are_not_used() -> None:
    assert read_keys("{") == read_keys("[]") == {}
    assert read_keys(json.dumps({"nobody": ["J"]})) == {}
    assert read_keys(json.dumps({"speaker": ["A"]})) == {}  # accept has it
    assert read_keys(json.dumps({"speaker": ["A"], "accept": ["S"]})) == {"speaker": ("A",), "accept": ("S",)}


def test_the_palette_does_and_goes(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    press(running, "Ctrl+K")
    asked = dialog(running, Palette)
    assert "Accept the suggestion" in asked.shown()
    assert "Redo" not in asked.shown()  # what cannot be done is not offered
    write(running, "accept")
    assert asked.shown()[0] == "Accept the suggestion"
    press(running, "Return")
    assert shown(running).row.state == "open"
    press(running, "Ctrl+K")
    write(running, "harbour")
    told = dialog(running, Palette).list.item(0).toolTip()  # where a line is cut
    assert told == "Harbour fees to rise, port says\nArticle · Ada Lind"
    press(running, "Return")
    assert shown(running).article_title.startswith("Harbour")
    press(running, "Ctrl+K")
    write(running, "voss speaker")
    press(running, "Return")
    assert {row.speaker for row in [shown(running).row]} == {"Petra Voss"}
    press(running, "Ctrl+K")
    write(running, "with the editor")
    assert dialog(running, Palette).shown()[0] == words.queue(Queue.SUBMITTED)
    press(running, "Return")
    assert running.navigation.filter.queue is Queue.SUBMITTED
    press(running, "Ctrl+K")
    write(running, "zzz")
    asked = dialog(running, Palette)
    assert asked.shown() == []
    assert (asked.none.isVisible(), asked.none.text()) == (True, "Nothing is called that")
    asked.field.clear()
    assert asked.none.isHidden()
    write(running, "dark")
    press(running, "Return")
    assert settings.get(THEME) == running.appearance.name == "dark"
    press(running, "Ctrl+K", "Escape")
    assert not any(each.isVisible() for each in running.window.findChildren(Palette))


def test_the_palette_finds_words_in_any_order_beginnings_first() -> None:
    def nothing() -> None:
        return

    entries = [Entry(text, "Claim", "", nothing) for text in ("Go to the next claim", "Next claim", "Dismiss…")]
    assert [each.text for each in matching(entries, "next")] == ["Next claim", "Go to the next claim"]
    assert [each.text for each in matching(entries, "claim next")] == ["Go to the next claim", "Next claim"]
    assert matching(entries, "xyz") == []
    article = Entry("Rail fares to rise", "Article", "", nothing, "Mara Vinter")
    office = Entry("Holt’s office", "Speaker", "", nothing)
    assert matching([*entries, office], "holt's") == [office], "an apostrophe is typed straight and printed curled"
    assert matching([*entries, article], "vinter") == [article], "an article is found by its byline"
