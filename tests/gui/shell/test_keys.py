"""Other keys, with their conflicts; the palette; the key sheet. All in the real window."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtGui import QKeySequence

from gui.controller_keys import read_keys
from gui.settings import ADVANCE, KEYS, Settings
from gui.views.key_sheet import KeySheet
from gui.views.keys_dialog import KeysDialog
from gui.views.palette import Entry, Palette, matching
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, press, shown, write


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
    press(running, "Return")
    assert shown(running).article_title.startswith("Harbour")
    press(running, "Ctrl+K")
    write(running, "voss speaker")
    press(running, "Return")
    assert {row.speaker for row in [shown(running).row]} == {"Petra Voss"}
    press(running, "Ctrl+K", "Escape")
    assert not any(each.isVisible() for each in running.window.findChildren(Palette))


def test_the_palette_finds_words_in_any_order_beginnings_first() -> None:
    def nothing() -> None:
        return

    entries = [Entry(text, "Claim", "", nothing) for text in ("Go to the next claim", "Next claim", "Dismiss…")]
    assert [each.text for each in matching(entries, "next")] == ["Next claim", "Go to the next claim"]
    assert [each.text for each in matching(entries, "claim next")] == ["Go to the next claim", "Next claim"]
    assert matching(entries, "xyz") == []
