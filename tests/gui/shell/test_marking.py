"""Marking passages in the real reader, by keys and by mouse, on a real desk."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from core.records import ClaimRow, ClaimState, ClaimView, MentionKind
from gui.running import Running
from gui.views.claim_dialog import ClaimDialog
from gui.views.reading_fields import ReadingDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, press, rows, shown, write


def go_to(running: Running, words: str) -> ClaimRow:
    row = next(row for row in rows(running) if words in row.words)
    running.navigation.choose_claim(row.id)
    running.wait_until_idle()
    return row


def has_caret(running: Running) -> bool:
    return running.window.reader.spans.has_caret


def text_of(running: Running) -> str:
    article = running.navigation.article
    assert article is not None
    return article.text


def said(running: Running) -> list[str]:
    claim: ClaimView = shown(running)
    return [text_of(running)[start:end] for start, end in claim.pieces]


def test_a_claim_is_made_with_the_caret_and_undone(start: Start, desk: Path) -> None:
    running = start(desk)
    count = len(rows(running))
    go_to(running, "Nobody asked us")
    press(running, "F7")
    page = running.window.reader.page
    assert page.hasFocus()
    assert has_caret(running)
    # From the current mention up to the line with the rooms, and its number selected.
    at = text_of(running).index("14 rooms")
    cursor = page.textCursor()
    begin = text_of(running).index("“Nobody")
    assert cursor.position() == begin
    press(running, *["Left"] * (begin - at), *["Shift+Right"] * len("14 rooms"))
    press(running, "Return")
    asked = dialog(running, ClaimDialog)
    assert asked.kind.currentData() == MentionKind.FIGURE
    assert (asked.fields.low.text(), asked.speaker.text()) == ("14", "Petra Voss")  # read meanwhile
    press(running, "Ctrl+Return")
    claim = shown(running)
    assert (claim.row.words, claim.row.state, claim.row.speaker) == ("14 rooms", ClaimState.OPEN, "Petra Voss")
    assert claim.reading is not None
    assert claim.reading.low == Decimal(14)
    assert not has_caret(running)
    assert len(rows(running)) == count + 1
    press(running, "Ctrl+Z")
    assert len(rows(running)) == count


def test_escape_leaves_the_caret_and_letters_are_keys_again(start: Start, desk: Path) -> None:
    running = start(desk)
    first = shown(running).row.id
    press(running, "F7", "Shift+Right", "Escape")
    assert not running.window.reader.spans.take_selection()
    press(running, "J")
    assert shown(running).row.id != first


def test_without_a_selection_the_key_says_what_to_do(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "M")
    assert "F7" in running.window.status.hint()


def test_edges_move_by_keys_faster_than_the_desk_answers(start: Start, desk: Path) -> None:
    running = start(desk)
    go_to(running, "Nobody asked us")
    before = said(running)
    window = running.window
    for _ in range(2):
        QTest.keyClick(window.claims_pane.list, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    running.wait_until_idle()
    assert said(running) == ["“Nobody asked us,” said Voss."]
    press(running, "Alt+Left", "Ctrl+Z")
    assert said(running) == ["“Nobody asked us,” said Voss."]
    press(running, "Ctrl+Z", "Ctrl+Z")
    assert said(running) == before


def test_an_edge_is_dragged_to_the_nearest_word(start: Start, desk: Path) -> None:
    running = start(desk)
    go_to(running, "Nobody asked us")
    page = running.window.reader.page
    shape = page.shape_of(page.current)
    assert shape is not None
    box = shape.boxes[-1]
    middle = round((box.line_top + box.line_bottom) / 2) - page.verticalScrollBar().value()
    edge = QPoint(round(box.right), middle)
    QTest.mouseMove(page.viewport(), edge)
    assert page.viewport().cursor().shape() is Qt.CursorShape.SizeHorCursor
    QTest.mousePress(page.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(page.viewport(), edge + QPoint(60, 0))
    QTest.mouseRelease(page.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(60, 0))
    running.wait_until_idle()
    assert said(running)[0].startswith("“Nobody asked us,” said")
    assert running.window.actions_table["undo"].text() == "Undo correct passage"


def test_o_goes_round_the_mentions_that_overlap(start: Start, desk: Path) -> None:
    running = start(desk)
    inner = go_to(running, "14 rooms") if any("14 rooms" in r.words for r in rows(running)) else None
    outer = next(r for r in rows(running) if r.kind.is_quote and "14" in r.words)
    running.navigation.choose_claim(outer.id)
    running.wait_until_idle()
    seen = []
    for _ in range(6):
        press(running, "O")
        seen.append(shown(running).row.id)
        if seen[-1] == outer.id:
            break
    assert seen[-1] == outer.id
    assert len(seen) > 1
    assert inner is None or inner.id in seen


def test_a_reading_is_corrected_and_undone(start: Start, desk: Path) -> None:
    running = start(desk)
    row = next(row for row in rows(running) if row.kind is MentionKind.FIGURE and "14" in row.words)
    running.navigation.choose_claim(row.id)
    running.wait_until_idle()
    before = shown(running).reading
    assert before is not None
    press(running, "R")
    asked = dialog(running, ReadingDialog)
    write(running, "fourteen")
    press(running, "Ctrl+Return")
    assert "digits" in asked.complaint.text()
    asked.fields.low.setFocus()
    asked.fields.low.selectAll()
    write(running, "15")
    asked.fields.counted.setFocus()
    asked.fields.counted.selectAll()
    write(running, "reading rooms")
    press(running, "Ctrl+Return")
    after = shown(running).reading
    assert after is not None
    assert (after.low, after.high, after.counted) == (Decimal(15), Decimal(15), "reading rooms")
    press(running, "Ctrl+Z")
    assert shown(running).reading == before


def test_why_a_passage_was_marked_is_told(start: Start, desk: Path) -> None:
    running = start(desk)
    running.window.resize(1400, 900)
    go_to(running, "Nobody asked us")
    head = running.window.inspector.head
    assert "sure" in head.field("marked")
    assert "%" in head.field("speaker")


def test_a_card_tells_who_said_it_how_it_reads_and_why(start: Start, desk: Path) -> None:
    running = start(desk)
    row = next(row for row in rows(running) if row.kind is MentionKind.FIGURE and "14" in row.words)
    told: list[str] = []
    page = running.window.reader.page
    page.show_card = lambda text, place: told.append(text)  # type: ignore[method-assign]
    page.card_wanted.emit((row.id,), QPoint(10, 10))
    running.wait_until_idle()
    lines = told[0].split("\n")
    assert lines[0] == "Figure · Suggested"
    assert lines[1].startswith("Petra Voss")
    assert lines[2].startswith("Reads as 14")
    assert lines[3].startswith("Marked by ")
