"""Speakers across the desk, comments, the same seen before, a speaker's record: through the real window."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from core.records import (
    Analysis,
    Attribution,
    ClaimState,
    Correction,
    Document,
    EvidenceDraft,
    MentionKind,
    Question,
    Quote,
    SpeakerKind,
)
from db.operations import (
    AddEvidence,
    ApproveCheck,
    CorrectMention,
    ImportArticle,
    PublishCheck,
    SetRating,
    SetRationale,
    SubmitCheck,
)
from gui.running import Running
from gui.settings import ADVANCE, Settings
from gui.views.dialogs.speaker_dialog import Reach, SpeakerDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, dialog, press, rows, shown, write
from tests.gui.shell.test_bad_input import failing

TEXT = "Rask repeats himself\n\n“We have waited long enough,” Rask said. “Nobody asked us,” he said.\n"


def go_to(running: Running, words: str) -> None:
    row = next(row for row in rows(running) if words in row.words)
    running.navigation.choose_claim(row.id)
    running.wait_until_idle()


def with_rask(running: Running) -> None:
    """A third article, in which somebody called Rask says what another said elsewhere."""

    def at(words: str) -> tuple[int, int]:
        start = TEXT.index(words)
        return start, start + len(words)

    data = TEXT.encode()
    document = Document(
        "rask.txt", TEXT, data, sha256(data).hexdigest(), "text/plain", "utf-8", "Rask repeats himself"
    )
    rask = Attribution("Rask", SpeakerKind.PERSON, (at("Rask said"),), None, 0.4)
    quote = Quote(MentionKind.DIRECT, (at("“We have waited long enough,”"),), speaker=rask)
    running.session.act(ImportArticle(document, Analysis("en_test 1.0", "r1", (quote,))))
    running.wait_until_idle()
    newest = ask(running, lambda desk: desk.read.articles())[0]
    running.navigation.choose_article(newest.id)
    running.wait_until_idle()


def reach(running: Running, name: str, how: Reach) -> None:
    press(running, "S")
    asked = dialog(running, SpeakerDialog)
    asked.name.selectAll()
    write(running, name)
    asked.matches.setCurrentRow(-1)
    asked.reach.setCurrentIndex(asked.reach.findData(how))
    press(running, "Ctrl+Return")


def names(running: Running) -> set[str]:
    return {row.name for row in ask(running, lambda desk: desk.read.speakers())}


def test_a_speaker_is_renamed_across_the_desk_and_back(start: Start, desk: Path) -> None:
    running = start(desk)
    go_to(running, "Nobody asked us")
    before = shown(running).row.speaker
    assert before is not None
    reach(running, "Petra Vossberg", Reach.DESK)
    mine = [row for row in rows(running) if row.speaker == "Petra Vossberg"]
    assert len(mine) > 1
    assert before not in names(running)
    press(running, "Ctrl+Z")
    assert before in names(running)
    assert shown(running).row.speaker == before


def test_the_desk_proposes_the_speaker_it_knows_and_the_merge_is_remembered(start: Start, desk: Path) -> None:
    running = start(desk)
    with_rask(running)
    assert shown(running).row.speaker == "Rask"
    assert "unsure, 40" in running.window.inspector.head.field("speaker")
    offered = [each.name for each in running.window.inspector.context.alike]
    assert offered == ["Tom Rask"]
    same = next(
        each
        for each in running.window.inspector.head.findChildren(QPushButton)
        if each.text().startswith("Same as Tom Rask")
    )
    same.click()
    running.wait_until_idle()
    assert shown(running).row.speaker == "Tom Rask"
    assert "Rask" not in names(running)
    assert running.window.inspector.context.alike == ()
    press(running, "Ctrl+Z")
    assert shown(running).row.speaker == "Rask"


def test_a_name_is_split_off_for_one_article(start: Start, desk: Path) -> None:
    running = start(desk)
    with_rask(running)
    reach(running, "Tom Rask", Reach.DESK)  # merges, for the name is known
    assert shown(running).row.speaker == "Tom Rask"
    reach(running, "Old Rask", Reach.ARTICLE)
    assert shown(running).row.speaker == "Old Rask"
    assert {"Tom Rask", "Old Rask"} <= names(running)


def test_a_speaker_is_found_by_the_apostrophe_that_keyboards_have(start: Start, desk: Path) -> None:
    running = start(desk)
    running.session.act(CorrectMention(shown(running).row.id, Correction(speaker="Rask’s office")))
    running.wait_until_idle()
    press(running, "J", "S")
    write(running, "rask's off")
    asked = dialog(running, SpeakerDialog)
    assert asked.matches.item(0).text().startswith("Rask’s office")
    press(running, "Ctrl+Return")
    assert shown(running).row.speaker == "Rask’s office"


def publish(running: Running, claim: int) -> None:
    """Have the claim approved and published by a second person."""
    rated = (SetRating(claim, Question.SO, "true"), SetRating(claim, Question.SAID, "verbatim"))
    source = AddEvidence(claim, EvidenceDraft("Minutes", "https://example.org/minutes", "Gazette"))
    for change in (*rated, SetRationale(claim, "The minutes say so."), source, SubmitCheck(claim)):
        running.session.act(change)
    when = datetime(2025, 9, 13, 12, tzinfo=UTC)
    running.session.act(ApproveCheck(claim), by="Una Lindqvar")
    running.session.act(PublishCheck(claim, "https://example.org/checks", when), by="Una Lindqvar")
    running.wait_until_idle()


def test_giving_words_to_somebody_else_says_what_was_published_of_them(start: Start, desk: Path) -> None:
    """What readers were told is not otherwise by a choice made at another claim."""
    running = start(desk)
    go_to(running, "Nobody asked us")
    here = shown(running).row
    other = next(row for row in rows(running) if row.speaker == here.speaker and row.id != here.id)
    publish(running, other.id)
    press(running, "S")
    asked = dialog(running, SpeakerDialog)
    write(running, "Tom Rask")
    assert not asked.touched.isVisible()
    asked.reach.setCurrentIndex(asked.reach.findData(Reach.ARTICLE))
    running.wait_until_idle()
    assert asked.touched.isVisible()
    assert asked.touched.text() == "1 published: to be checked again. Reports name Petra Voss until then."
    press(running, "Ctrl+Return")
    assert "Approved or published, and to be checked again: 1 claim" in running.window.notice.texts()
    found = ask(running, lambda desk: desk.read.claim(other.id))
    assert found is not None
    assert (found.row.state, found.row.speaker) == (ClaimState.NEEDS_RECHECK, "Tom Rask")
    press(running, "Ctrl+Z")
    assert shown(running).row.speaker == "Petra Voss"


def test_the_proposed_speaker_is_asked_for_where_checks_were_published(start: Start, desk: Path) -> None:
    running = start(desk)
    with_rask(running)
    publish(running, shown(running).row.id)
    offered = running.window.inspector.head.findChildren(QPushButton)
    next(each for each in offered if each.text().startswith("Same as Tom Rask")).click()
    asked = dialog(running, SpeakerDialog)
    assert (asked.name.text(), asked.reach.currentData()) == ("Tom Rask", Reach.DESK)
    assert asked.touched.text().startswith("1 published")
    press(running, "Ctrl+Return")
    assert "Rask" not in names(running)


def test_the_speaker_of_the_claim_before_is_offered_first(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "Shift+PgDown")
    go_to(running, "We have waited long enough")
    before = shown(running).row
    press(running, "J")
    assert shown(running).row.id != before.id
    press(running, "S")
    asked = dialog(running, SpeakerDialog)
    assert asked.matches.item(0).text() == f"{before.speaker} · same as previous"
    press(running, "Down", "Ctrl+Return")
    assert shown(running).row.speaker == before.speaker


def test_comments_are_written_resolved_and_taken_up_again(start: Start, desk: Path) -> None:
    running = start(desk)
    page = running.window.inspector.comments
    press(running, "C")
    assert page.field.hasFocus()
    write(running, "Ask the library?")
    press(running, "Ctrl+Return")
    assert [row.text for row in page.rows()] == ["Ask the library?"]
    assert page.field.toPlainText() == ""
    assert running.window.inspector.tabs.accessibleTabName(3) == "Comments 1"
    resolve = next(each for each in page.findChildren(QPushButton) if each.text() == "Resolve")
    resolve.click()
    running.wait_until_idle()
    assert page.rows()[0].resolved_by
    assert running.window.inspector.tabs.accessibleTabName(3) == "Comments"
    again = next(each for each in page.findChildren(QPushButton) if each.text() == "Take up again")
    again.click()
    running.wait_until_idle()
    assert page.rows()[0].resolved_by is None


def test_a_comment_that_is_not_sent_stays_with_its_claim(start: Start, desk: Path) -> None:
    running = start(desk)
    page = running.window.inspector.comments
    press(running, "C")
    write(running, "Half a thought")
    press(running, "Escape", "J")
    assert page.field.toPlainText() == ""
    press(running, "K")
    assert page.field.toPlainText() == "Half a thought"


def test_what_is_typed_once_a_comment_is_sent_is_another_one(start: Start, desk: Path) -> None:
    running = start(desk)
    page = running.window.inspector.comments
    press(running, "C")
    write(running, "One")
    QTest.keyClick(page.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    write(running, "And a second thought")
    running.wait_until_idle()
    assert [row.text for row in page.rows()] == ["One"]
    assert page.field.toPlainText() == "And a second thought"


def test_a_comment_that_the_disk_does_not_take_can_be_sent_again(start: Start, desk: Path) -> None:
    running = start(desk)
    page = running.window.inspector.comments
    press(running, "C")
    with failing(running, 13, "database or disk is full"):
        write(running, "Ask the library?")
        QTest.keyClick(page.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        write(running, "Or the mayor?")
        running.wait_until_idle()
    assert page.field.toPlainText() == "Ask the library?\nOr the mayor?"
    press(running, "Ctrl+Return")
    assert [row.text for row in page.rows()] == ["Ask the library?\nOr the mayor?"]


def test_the_same_claim_seen_before_is_shown_with_its_rating(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    press(running, "Shift+PgDown")
    go_to(running, "We have waited long enough")
    first = shown(running)
    press(running, "Alt+1", "1")
    record = running.window.inspector.head.field("record")
    assert record.startswith("1 checked of ")
    with_rask(running)
    seen = running.window.inspector.context.seen
    assert [(row.claim_id, row.so) for row in seen] == [(first.row.id, "true")]
    assert running.window.inspector.tabs.accessibleTabName(2) == "Seen 1"
    press(running, "T", "T")
    assert running.window.inspector.seen.isVisible()
    link = next(each for each in running.window.inspector.seen.findChildren(QPushButton))
    link.click()
    running.wait_until_idle()
    assert shown(running).row.id == first.row.id


def test_figures_in_a_quote_follow_its_speaker_and_the_notice_says_how_many(start: Start, desk: Path) -> None:
    running = start(desk)
    running.navigation.choose_article(1)
    running.wait_until_idle()
    go_to(running, "the rise would cost the town 1,300 jobs")
    reach(running, "Petra Vossberg", Reach.CLAIM)
    assert "1 figure inside the quote changed to Petra Vossberg with it" in running.window.notice.texts()
    said = {row.speaker for row in rows(running) if "1,300 jobs" in row.words}
    assert said == {"Petra Vossberg"}
    press(running, "Ctrl+Z")
    assert {row.speaker for row in rows(running) if "1,300 jobs" in row.words} == {"Tom Rask"}
