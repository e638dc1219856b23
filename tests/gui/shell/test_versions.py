"""A second draft saved as its own file: asked about in the window, and taken as somebody chooses."""

from __future__ import annotations

from pathlib import Path

from core.records import ClaimFilter
from gui.running import Running
from gui.views.dialogs.version_dialog import VersionDialog
from tests.gui.shell.conftest import ARTICLE, OTHER, Start
from tests.gui.shell.driving import ask, dialog, press, shown

SECOND = (
    ARTICLE.replace("Harbour fees to rise, port says", "Port to charge more from January").replace(
        "12 per", "14 per"
    )
    + "\nThe council meets on Monday.\n"
)


def add(running: Running, folder: Path, text: str = SECOND, name: str = "second.txt") -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    running.importing.import_paths([path])
    running.wait_until_idle()


def titles(running: Running) -> list[str]:
    return [row.title for row in running.navigation.articles]


def rate(running: Running, words: str) -> int:
    """Rate the harbour's claim with these words as true; its number."""
    rows = ask(running, lambda desk: desk.read.claim_rows(desk.read.claim_ids(ClaimFilter())))
    claim = next(row.id for row in rows.values() if words in row.words)
    running.navigation.reveal(claim)
    running.wait_until_idle()
    press(running, "1")
    return claim


def test_a_second_draft_is_asked_about_and_its_checks_go_over(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    claim = rate(running, "52 ships")
    gone = rate(running, "12 per cent")
    add(running, tmp_path)
    [told] = running.window.notice.texts()
    assert told == (
        "Is “Port to charge more from January” a new version of “Harbour fees to rise, port says”? "
        "Much of the text is the same"
    )
    assert len(titles(running)) == 3  # nothing happens unasked
    running.window.notice.action_button.click()
    asked = dialog(running, VersionDialog)
    said = [each.accessibleDescription() for each in asked.texts]
    assert "was: nothing; now: The council meets on Monday." in said
    assert any("14 per cent" in each and "12 per cent" in each for each in said)
    asked.accept_button.click()
    running.wait_until_idle()
    assert running.window.notice.texts("good") == [
        "New version: Port to charge more from January · 1 claim went over · 1 claim only in the earlier version"
    ]
    assert shown(running).article_title == "Port to charge more from January"
    running.navigation.reveal(claim)
    running.wait_until_idle()
    assert shown(running).article_title == "Port to charge more from January"
    running.navigation.reveal(gone)
    running.wait_until_idle()
    assert shown(running).article_title == "Harbour fees to rise, port says"
    press(running, "Ctrl+Z")
    running.navigation.reveal(claim)
    running.wait_until_idle()
    assert shown(running).article_title == "Harbour fees to rise, port says"


def test_kept_as_an_article_of_its_own_it_can_be_asked_about_later(
    start: Start, desk: Path, tmp_path: Path
) -> None:
    running = start(desk)
    rate(running, "52 ships")
    add(running, tmp_path)
    running.window.notice.action_button.click()
    dialog(running, VersionDialog).cancel_button.click()
    running.wait_until_idle()
    assert len(titles(running)) == 3
    running.window.actions_table["new-version"].trigger()
    asked = dialog(running, VersionDialog)
    asked.swap_button.click()
    assert asked.newer[1] == "Harbour fees to rise, port says"
    asked.swap_button.click()
    asked.accept_button.click()
    running.wait_until_idle()
    # All that was worked on stands in the new version: the earlier one leaves the desk.
    assert titles(running) == ["Port to charge more from January", "Library closes two rooms"]


def test_nothing_is_asked_of_another_article(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    text = "Rain fell for 3 days in Norvil.\n\n" + OTHER.split("\n")[0]
    add(running, tmp_path, text, "rain.txt")
    assert running.window.notice.texts("warn") == [
        each for each in running.window.notice.texts() if "date" in each
    ]
    running.window.actions_table["new-version"].trigger()
    running.wait_until_idle()
    assert running.window.notice.texts()[-1] == "No other article on the desk has largely the text of this one"
