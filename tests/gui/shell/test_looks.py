"""How the window keeps its room: panes hidden and shown, notices beside the list, rows as high as their words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import press


def test_panes_that_were_hidden_come_back_as_they_were(start: Start, desk: Path) -> None:
    running = start(desk)
    window = running.window
    window.resize(1100, 700)
    running.wait_until_idle()
    before = window.splitter.sizes()
    press(running, "Ctrl+Alt+3", "Ctrl+Alt+4", "Ctrl+Alt+3", "Ctrl+Alt+4")
    assert window.splitter.sizes() == before
    press(running, "Ctrl+Alt+2", "Ctrl+Alt+2", "Ctrl+Alt+1", "Ctrl+Alt+1")
    assert window.splitter.sizes() == before


def test_a_notice_leaves_the_claims_in_sight(start: Start, desk: Path) -> None:
    running = start(desk)
    window = running.window
    window.resize(1100, 700)
    running.wait_until_idle()
    window.notify("Undone: rating: Misleading · “We have waited long enough” in Harbour fees to rise", "good")
    running.wait_until_idle()
    bar = window.notice
    right = bar.mapTo(window, QPoint(bar.width(), 0)).x()
    assert right <= window.claims_pane.mapTo(window, QPoint(0, 0)).x()


def test_what_a_notice_offers_stands_on_the_line_of_its_words(start: Start, desk: Path) -> None:
    running = start(desk)
    window = running.window
    window.notify("Filter removed: Quotes", "good", "Take back", lambda: None)
    running.wait_until_idle()
    (row,) = window.notice.rows
    words = next(each for each in row.findChildren(QLabel) if each.text() == row.text())
    link = row.action_button

    def middle_of(widget: QLabel, top: int) -> int:
        return widget.mapTo(row, QPoint(0, 0)).y() + top + widget.fontMetrics().height() // 2

    of_words = middle_of(words, words.contentsMargins().top())
    of_link = link.mapTo(row, QPoint(0, 0)).y() + (link.height() + 3) // 2  # below its margin
    assert abs(of_words - of_link) <= 1


def test_a_notice_is_as_high_as_its_words_beside_what_it_offers(start: Start, desk: Path) -> None:
    """Before the bar has its height a scroll bar makes the line shorter, and words take a line more."""
    running = start(desk)
    bar = running.window.notice
    running.window.resize(1100, 700)
    running.wait_until_idle()
    wrong = []
    for characters in range(20, 60):  # some of them fill the line to its end
        bar.clear()
        running.wait_until_idle()
        bar.resize(bar.width(), 1)
        running.window.notify(("no " * 20)[:characters].strip(), "warn", "Show it", lambda: None)
        running.wait_until_idle()
        (row,) = bar.rows
        words = next(each for each in row.findChildren(QLabel) if each.text() == row.text())
        if words.height() != words.heightForWidth(words.width()):
            wrong.append((characters, words.height(), words.width()))
    assert wrong == []
