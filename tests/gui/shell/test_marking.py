"""Marking passages in the real reader, by keys and by mouse, on a real desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from core.records import (
    Analysis,
    ClaimRow,
    ClaimState,
    ClaimView,
    Form,
    MentionKind,
    NumberChange,
    Quote,
    TimeReading,
    UnitKind,
)
from db.operations import ImportArticle
from gui import words
from gui.running import Running
from gui.views.dialogs.claim_dialog import ClaimDialog
from gui.views.dialogs.reading_dialog import ReadingDialog
from gui.views.parts.reading_text import read_period
from tests.db.examples import document
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, drop, focus, press, rows, shown, write


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


def test_a_mixed_quote_cut_to_its_marks_by_keys_is_direct(start: Start, desk: Path) -> None:
    text = "Mayor Tom Rask called the plan “a gift to nobody at all” on Friday.\n"
    begin, end = text.index("the plan"), text.index(" on Friday")
    quote = Quote(MentionKind.MIXED, ((begin, end),))
    running = start(desk)
    found = Analysis("test 1.0", "r1", quotes=(quote,))
    running.session.act(ImportArticle(document(text, "plan.txt"), found))
    running.wait_until_idle()
    running.navigation.choose_article(running.navigation.articles[0].id)
    running.wait_until_idle()
    go_to(running, "a gift to nobody")
    press(running, "Alt+Right", "Alt+Right")
    assert said(running) == ["“a gift to nobody at all”"]
    assert shown(running).row.kind is MentionKind.DIRECT
    told = [each.text() for each in running.window.inspector.findChildren(QLabel)]
    assert any(text.startswith(f"{words.kind(MentionKind.DIRECT)} · ") for text in told)
    press(running, "Shift+Left")
    assert shown(running).row.kind is MentionKind.MIXED
    press(running, "Ctrl+Z")
    assert shown(running).row.kind is MentionKind.DIRECT


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


def refill(running: Running, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    if text:
        write(running, text)
    else:
        press(running, "Del")


def test_every_part_of_a_reading_can_be_corrected_alone_and_undone(start: Start, desk: Path) -> None:
    running = start(desk)
    row = next(row for row in rows(running) if row.kind is MentionKind.FIGURE and "14" in row.words)
    running.navigation.choose_claim(row.id)
    running.wait_until_idle()
    before = shown(running).reading
    assert before is not None
    press(running, "R", "Ctrl+Return")
    assert shown(running).reading == before  # nothing was typed, so nothing is corrected
    press(running, "R")
    fields = dialog(running, ReadingDialog).fields
    refill(running, fields.per, "year")
    refill(running, fields.modifiers, "public, quiet")
    refill(running, fields.predicate, "closed")
    fields.change.setFocus()
    press(running, "End", "Up", "Up")
    assert fields.change.currentText() == "Down to"
    press(running, "Ctrl+Return")
    after = shown(running).reading
    assert after == replace(
        before,
        per="year",
        modifiers=("public", "quiet"),
        predicate="closed",
        change=NumberChange("down", "to"),
    )
    line = running.window.inspector.head.field("reading")
    assert all(word in line for word in ("down to 14", "per year", "public quiet", "(closed)"))
    press(running, "Ctrl+Z")
    assert shown(running).reading == before


def test_the_day_that_a_date_means_is_corrected_and_undone(start: Start, desk: Path) -> None:
    running = start(desk)
    row = next(row for row in rows(running) if row.kind is MentionKind.FIGURE and "14" in row.words)
    running.navigation.choose_claim(row.id)
    running.wait_until_idle()
    before = shown(running).reading
    assert before is not None
    press(running, "R")
    asked = dialog(running, ReadingDialog)
    refill(running, asked.fields.first_day, "last May")
    press(running, "Ctrl+Return")
    assert "2025-09-11" in asked.complaint.text()
    refill(running, asked.fields.first_day, "2025-05")
    refill(running, asked.fields.last_day, "2024")
    press(running, "Ctrl+Return")
    assert "swap" in asked.complaint.text()
    refill(running, asked.fields.last_day, "")
    press(running, "Ctrl+Return")
    after = shown(running).reading
    assert after == replace(before, time=TimeReading(date(2025, 5, 1), date(2025, 5, 31), "month"))
    assert "May 2025" in running.window.inspector.head.field("reading")
    press(running, "R")
    fields = dialog(running, ReadingDialog).fields
    fields.form.setFocus()
    press(running, "End")
    assert fields.form.currentText() == "A date"
    assert not fields.low.isVisible() and not fields.unit.isVisible() and fields.first_day.isVisible()
    press(running, "Ctrl+Return")
    made = shown(running).reading
    assert made is not None and (made.form, made.unit_kind, made.low) == (Form.DATE, UnitKind.DATE, None)
    press(running, "Ctrl+Z", "Ctrl+Z")
    assert shown(running).reading == before


BOUND = """Ferry to sail again, owner says

11 September 2025

The ferry Velin Star carried over 30 sailors on Monday, owner Petra Voss said.
"""


def test_a_form_brings_the_bound_it_implies_and_the_new_reading_is_seen(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(BOUND, encoding="utf-8")
    running = start()
    running.window.resize(1100, 700)
    running.window.show()
    assert drop(running.window, [path])
    running.wait_until_idle()
    row = next(row for row in rows(running) if row.kind is MentionKind.FIGURE and "30" in row.words)
    running.navigation.choose_claim(row.id)
    running.wait_until_idle()
    before = shown(running).reading
    assert before is not None and (before.form, before.comparator, before.high) == (Form.BOUND, ">", None)
    press(running, "R")
    fields = dialog(running, ReadingDialog).fields
    assert fields.says.text() == "Reads as: more than 30 · sailors (carried)"
    fields.form.setFocus()
    press(running, "Home")
    assert (fields.form.currentText(), fields.comparator.currentText()) == ("One value", "As stated")
    assert not fields.high.isVisible()
    assert fields.says.text() == "Reads as: 30 · sailors (carried)"
    press(running, "Ctrl+Return")
    after = shown(running).reading
    assert after is not None
    assert (after.form, after.comparator, after.low, after.high) == (Form.POINT, "=", Decimal(30), Decimal(30))
    head = running.window.inspector.head
    assert head.shows("reading") and head.field("reading") == "30 · sailors (carried) · corrected"
    press(running, "R")
    asked = dialog(running, ReadingDialog)
    asked.fields.form.setFocus()
    press(running, "Down")
    assert asked.fields.form.currentText() == "A range" and asked.fields.high.isVisible()
    press(running, "Ctrl+Return")
    assert "both numbers" in asked.complaint.text()
    assert focus(running) is asked.fields.high
    asked.fields.comparator.setCurrentIndex(3)
    assert asked.fields.form.currentText() == "A bound"
    assert asked.fields.says.text() == "Reads as: fewer than 30 · sailors (carried)"
    press(running, "Ctrl+Return")
    now = shown(running).reading
    assert now is not None and (now.form, now.comparator, now.low, now.high) == (
        Form.BOUND,
        "<",
        None,
        Decimal(30),
    )


@pytest.mark.parametrize(
    ("text", "start_day", "end_day", "precision"),
    [
        ("2025-09-11", date(2025, 9, 11), date(2025, 9, 11), "day"),
        (" 2024-02 ", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("1999", date(1999, 1, 1), date(1999, 12, 31), "year"),
    ],
)
def test_days_months_and_years_can_be_typed(text: str, start_day: date, end_day: date, precision: str) -> None:
    assert read_period(text) == (start_day, end_day, precision)


@pytest.mark.parametrize("text", ["11.9.2025", "2025-13", "2025-02-30", "0000", "today", "20250", "2025-"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_period(text)


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
    assert lines[3].startswith("Found by ")
