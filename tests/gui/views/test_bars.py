"""The header, the status strip, and the notice bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.views.header import HeaderBar
from gui.views.notice import MOST_LINES, NoticeBar
from gui.views.status_bar import StatusStrip

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
    assert not strip.cancel_button.isVisible()
    strip.set_job("Analysing 3 of 5 articles", 3, 5)
    with qtbot.waitSignal(strip.cancel_requested):
        QTest.mouseClick(strip.cancel_button, LEFT)
    strip.clear_job()
    assert not strip.cancel_button.isVisible()


def test_the_strip_says_why_something_is_not_saved(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.set_desk("desk.saidso", True, None)
    assert strip.desk_text() == "desk.saidso · saved"
    strip.set_desk("desk.saidso", False, "the disk is full; free some space")
    assert "not saved: the disk is full" in strip.desk_text()


def test_notices_gather_until_dismissed(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    assert not bar.isVisible()
    for number in range(MOST_LINES + 2):
        bar.show_notice(f"file {number}.pdf: <b>cannot</b> be read")
    bar.show_notice("file 0.pdf: <b>cannot</b> be read")
    assert bar.isVisible()
    assert len(bar.texts()) == MOST_LINES + 2, "the same notice is not counted twice"
    assert "and 2 more" in bar.accessibleName()
    assert "<b>" in bar.accessibleName()
    with qtbot.waitSignal(bar.dismissed):
        QTest.mouseClick(bar.close_button, LEFT)
    assert not bar.isVisible()
    assert bar.texts() == []


def test_a_notice_may_offer_one_thing_to_do(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_notice("The report was written.", "good", action="Show it")
    with qtbot.waitSignal(bar.action_requested):
        QTest.mouseClick(bar.action_button, LEFT)
    bar.show_notice("Something else.")
    assert bar.action_button.isHidden()
