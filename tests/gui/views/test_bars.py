"""The header, the status strip, and the notice bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.views.frame.header import HeaderBar
from gui.views.frame.notice import GOOD_NEWS_STAYS, MOST_ROWS, MOST_SHOWN, OFFERS_STAY, SHARE, NoticeBar, NoticeRow
from gui.views.frame.status_bar import StatusStrip
from tests.gui.windows import windows_shown

LEFT = Qt.MouseButton.LeftButton


def test_the_header_tells_its_buttons(qtbot: QtBot) -> None:
    header = HeaderBar()
    qtbot.addWidget(header)
    header.resize(1200, 50)
    for button, signal in (
        (header.add_button, header.add_requested),
        (header.paste_button, header.paste_requested),
        (header.person_button, header.person_requested),
        (header.export_button, header.export_requested),
    ):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button, LEFT)


def test_typing_in_the_header_is_told_after_a_pause_and_clearing_at_once(qtbot: QtBot) -> None:
    header = HeaderBar()
    qtbot.addWidget(header)
    told: list[str] = []
    header.search_typed.connect(told.append)
    with qtbot.waitSignal(header.search_typed):
        QTest.keyClicks(header.search(), "holt")
    assert told == ["holt"]
    header.search().clear()
    assert told == ["holt", ""]
    header.set_search("sokal")
    with qtbot.assertNotEmitted(header.search_typed, wait=20):
        QTest.keyClick(header.search(), Qt.Key.Key_Return)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape])
def test_the_find_field_is_left_for_what_it_found(qtbot: QtBot, key: Qt.Key) -> None:
    header = HeaderBar()
    qtbot.addWidget(header)
    with qtbot.waitExposed(header):
        header.show()
    header.search().setFocus()
    told: list[str] = []
    header.search_typed.connect(told.append)
    QTest.keyClicks(header.search(), "holt")
    with qtbot.waitSignal(header.search_left):
        QTest.keyClick(header.search(), key)
    escaped = key == Qt.Key.Key_Escape
    assert told == ([] if escaped else ["holt"]), "nothing waits for the pause"
    assert header.search().text() == ("" if escaped else "holt")


def test_the_header_names_who_is_checking(qtbot: QtBot) -> None:
    header = HeaderBar()
    qtbot.addWidget(header)
    header.resize(1440, 50)
    header.set_person("Mara & Co")
    assert header.person_button.text() == "Checking as Mara && Co"
    assert header.person_button.accessibleName() == "Checking as Mara & Co"
    header.set_person("")
    assert header.person_button.accessibleName() == "Who is checking?"


def test_the_strip_shows_work_and_offers_to_stop_it(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.show()
    assert not strip.articles.isVisible()
    strip.articles.set_job("Analysing 3 of 5 articles", 3, 5)
    strip.reports.set_job("Writing report 1 of 2", 0, 2)
    with qtbot.assertNotEmitted(strip.reports.cancel_requested), qtbot.waitSignal(strip.articles.cancel_requested):
        QTest.mouseClick(strip.articles.cancel_button, LEFT)
    strip.articles.clear()
    assert not strip.articles.isVisible()
    assert strip.reports.text() == "Writing report 1 of 2", "each has its own place"


def test_the_strip_is_as_high_with_work_as_without(qtbot: QtBot) -> None:
    """The panes above would be laid out and painted anew whenever work begins and ends."""
    strip = StatusStrip()
    qtbot.addWidget(strip)
    without = strip.sizeHint().height()
    strip.articles.set_job("Reading", 1, 2)
    assert strip.sizeHint().height() == without


def test_the_strip_says_a_long_name_of_a_desk_whole_in_its_tip(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.resize(1100, 30)
    strip.show()
    name = "election desk of the inland harbours 2026.saidso"
    for given, told in ((name, True), ("desk.saidso", False)):
        strip.set_desk(given, True, None)
        strip.grab()
        (shown,) = [label for label in strip.findChildren(QLabel) if label.text() == strip.desk_text()]
        assert (name in shown.toolTip()) is told


def test_the_strip_says_why_something_is_not_saved(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.set_desk("desk.saidso", True, None)
    assert strip.desk_text() == "desk.saidso · saved"
    strip.set_desk("desk.saidso", False, "the disk is full; free some space")
    assert "not saved: the disk is full" in strip.desk_text()


@pytest.fixture
def held(qtbot: QtBot) -> QWidget:
    """A window with the bar above a field, as in the program."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(NoticeBar())
    column.addWidget(QLineEdit())
    column.addStretch(1)
    window.resize(900, 700)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def bar(held: QWidget) -> NoticeBar:
    return held.findChildren(NoticeBar)[0]


def test_every_notice_has_a_row_in_its_own_tone_the_newest_on_top(bar: NoticeBar) -> None:
    assert not bar.isVisible()
    bar.show_notice("a.pdf: <b>cannot</b> be read")
    bar.show_notice("2 waiting", "warn")
    bar.show_notice("Report written", "good")
    assert bar.isVisible()
    assert [(row.text(), row.property("notice")) for row in bar.rows] == [
        ("Report written", "good"),
        ("2 waiting", "warn"),
        ("a.pdf: <b>cannot</b> be read", "bad"),
    ]
    bar.show_notice("a.pdf: <b>cannot</b> be read")
    assert bar.texts() == ["2 waiting", "a.pdf: <b>cannot</b> be read"], "told again, it comes to the top, once"
    bar.show_notice("1 waiting", "warn")
    assert bar.texts() == ["a.pdf: <b>cannot</b> be read", "1 waiting"], "one warning at a time"


def test_what_was_said_of_a_claim_goes_with_it_and_errors_and_offers_stay(bar: NoticeBar) -> None:
    bar.move_on(7)
    bar.show_notice("a.pdf: cannot be read")
    bar.show_notice("Copy kept: list", "good")
    bar.move_on(7)
    assert bar.texts() == ["a.pdf: cannot be read", "Copy kept: list"], "the same claim, refreshed"
    bar.move_on(8)
    assert bar.texts() == ["a.pdf: cannot be read"]
    bar.show_notice("Report written", "good", "Open", lambda: None)
    bar.move_on(9)
    assert bar.texts() == ["a.pdf: cannot be read", "Report written"]
    assert bar.good_news.interval() == OFFERS_STAY
    bar.end_passing()
    assert bar.texts() == ["a.pdf: cannot be read"], "somebody else sits here: the offer was not for them"


def test_why_something_cannot_be_done_goes_with_the_claim_and_with_whoever_was_told(bar: NoticeBar) -> None:
    bar.move_on(7)
    bar.show_notice("You cannot send it yet", with_claim=True)
    bar.move_on(7)
    assert bar.texts() == ["You cannot send it yet"]
    bar.move_on(8)
    assert bar.texts() == []
    bar.show_notice("You cannot approve it", with_claim=True)
    bar.end_passing()
    assert bar.texts() == []


def test_all_notices_of_a_job_can_be_read_and_the_newest_is_in_sight(qtbot: QtBot, bar: NoticeBar) -> None:
    for number in range(MOST_ROWS + 5):
        bar.show_notice(f"file {number}.pdf cannot be read")
    assert bar.texts() == [f"file {number}.pdf cannot be read" for number in range(MOST_ROWS + 5)]

    def shown() -> str:
        return "\n".join(label.text() for label in bar.findChildren(QLabel) if label.isVisibleTo(bar))

    bar.more_button.click()
    qtbot.waitUntil(lambda: all(text in shown().split("\n") for text in bar.texts()))
    qtbot.waitUntil(lambda: 0 < bar.height() <= bar.window().height() * SHARE + 1)
    newest = bar.rows[0]
    qtbot.waitUntil(lambda: newest.height() > 0)
    assert bar.rect().contains(newest.mapTo(bar, newest.rect().center()))
    assert len(bar.findChildren(NoticeRow)) <= 2 * MOST_ROWS + 10


def seen(bar: NoticeBar) -> list[str]:
    return [row.text() for row in bar.rows if row.isVisible()]


def test_the_same_error_is_one_notice_with_a_count(bar: NoticeBar) -> None:
    for _ in range(3):
        bar.show_notice("The disk is full.")
    bar.show_notice("a.pdf: cannot be read")
    bar.show_notice("The disk is full.")
    assert seen(bar) == ["The disk is full.", "a.pdf: cannot be read"]
    assert [row.times for row in bar.rows] == [4, 1]
    said = [label.text() for label in bar.rows[0].findChildren(QLabel) if label.isVisible()]
    assert "4 times" in said
    assert not any("times" in each.text() for each in bar.rows[1].findChildren(QLabel) if each.isVisible())
    assert bar.texts() == ["a.pdf: cannot be read", "The disk is full."]
    for _ in range(2):
        bar.show_notice("Report written", "good")
    assert [row.times for row in bar.rows if row.tone == "good"] == [1], "good news again is no more of it"


def test_three_notices_are_seen_and_the_rest_is_one_key_away(qtbot: QtBot, bar: NoticeBar) -> None:
    for number in range(MOST_SHOWN):
        bar.show_notice(f"file {number}.pdf cannot be read")
    assert not bar.more_button.isVisible()
    for number in range(MOST_SHOWN, 8):
        bar.show_notice(f"file {number}.pdf cannot be read")
    assert seen(bar) == [f"file {number}.pdf cannot be read" for number in (7, 6, 5)]
    assert bar.more_button.text() == "5 more"
    assert len(bar.texts()) == 8
    bar.rows[0].close_button.click()
    assert seen(bar) == [f"file {number}.pdf cannot be read" for number in (6, 5, 4)]
    bar.more_button.setFocus()
    QTest.keyClick(bar.more_button, Qt.Key.Key_Space)
    assert len(seen(bar)) == 7
    assert not bar.more_button.isVisible()
    assert bar.rows[MOST_SHOWN].close_button.hasFocus()
    for row in list(bar.rows)[MOST_SHOWN:]:
        row.close_button.click()
    bar.show_notice("another")
    assert len(seen(bar)) == MOST_SHOWN
    assert bar.more_button.text() == "1 more"


def test_good_news_goes_with_the_next_notice_or_by_itself(qtbot: QtBot, bar: NoticeBar) -> None:
    bar.show_notice("Report written", "good")
    bar.show_notice("b.pdf: cannot be read")
    assert bar.texts() == ["b.pdf: cannot be read"]
    bar.show_notice("Report written", "good")
    assert bar.good_news.isActive()
    assert bar.good_news.interval() == GOOD_NEWS_STAYS
    bar.good_news.timeout.emit()
    assert bar.texts() == ["b.pdf: cannot be read"], "what is bad stays"
    bar.show_notice("Report written", "good", "Open")
    bar.action_button.setFocus()
    bar.good_news.timeout.emit()
    assert "Report written" in bar.texts(), "it does not go from under somebody's hands"


def test_a_notice_goes_when_its_offer_is_taken(qtbot: QtBot, bar: NoticeBar) -> None:
    bar.show_notice("a.pdf: cannot be read")
    bar.show_notice("The link could not be fetched.", "bad", "Try again…", lambda: again("Still not."))
    again = bar.show_notice
    QTest.mouseClick(bar.action_button, LEFT)
    assert bar.texts() == ["a.pdf: cannot be read", "Still not."], "what comes of it is told"
    bar.clear()
    bar.show_notice("Two drafts of one article.", "warn", "Compare…", lambda: None)
    with qtbot.waitSignal(bar.dismissed):
        QTest.mouseClick(bar.action_button, LEFT)
    assert not bar.isVisible()


def test_notices_are_dismissed_one_by_one_all_by_escape_or_by_a_new_job(qtbot: QtBot, held: QWidget) -> None:
    bar, field = held.findChildren(NoticeBar)[0], held.findChildren(QLineEdit)[0]
    bar.show_notice("a.pdf: cannot be read")
    bar.show_notice("b.pdf: cannot be read")
    assert bar.accessibleName() == "b.pdf: cannot be read\na.pdf: cannot be read"
    QTest.mouseClick(bar.rows[0].close_button, LEFT)
    assert bar.texts() == ["a.pdf: cannot be read"]
    assert bar.accessibleName() == "a.pdf: cannot be read"
    with qtbot.waitSignal(bar.dismissed):
        QTest.mouseClick(bar.rows[0].close_button, LEFT)
    assert not bar.isVisible()
    bar.show_notice("a.pdf: cannot be read")
    with qtbot.waitSignal(bar.dismissed):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert bar.texts() == []
    assert not bar.isVisible()
    bar.show_notice("a.pdf: cannot be read")
    bar.begin_job()
    assert bar.texts() == []


def test_a_notice_with_an_offer_opens_no_window_of_its_own(bar: NoticeBar) -> None:
    """A button shown before it is in its row flashes as a window, and takes the focus from the real one."""
    with windows_shown() as shown:
        bar.show_notice("Two drafts of one article.", "warn", "Compare…", lambda: None)
    assert bar.action_button.isVisible()
    assert shown == []


def test_each_notice_may_offer_one_thing_to_do(bar: NoticeBar) -> None:
    done: list[str] = []
    bar.show_notice("Something went wrong.", "bad", "Save a report…", lambda: done.append("save"))
    bar.show_notice("The report was written.", "good", "Open", lambda: done.append("open"))
    assert bar.action_button.text() == "Open"
    for row in list(bar.rows):
        QTest.mouseClick(row.action_button, LEFT)
    assert done == ["open", "save"], "each does its own"
    bar.show_notice("Nothing to do about it.")
    with pytest.raises(LookupError):
        _ = bar.action_button
