"""The desk pane: each line a filter, arrows pass over headings, counts refresh in place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from core.records import ArticleRow, Queue
from gui import theme as themes
from gui import words
from gui.theme import ui_font
from gui.views.desk.desk_delegate import DeskDelegate
from gui.views.desk.desk_pane import DeskPane
from tests.gui import look

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pane(qtbot: QtBot) -> DeskPane:
    made = DeskPane()
    qtbot.addWidget(made)
    made.set_scale(look.scale())
    made.set_theme(themes.load("light"))
    made.set_queues(look.queues())
    made.set_articles(look.articles())
    made.set_speakers(look.speakers())
    made.resize(213, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _line(pane: DeskPane, text: str) -> QModelIndex:
    model = pane.list.model()
    return next(i for i in (model.index(row, 0) for row in range(model.rowCount())) if i.data() == text)


def _click(qtbot: QtBot, pane: DeskPane, text: str) -> None:
    pane.list.scrollTo(_line(pane, text))
    QTest.mouseClick(pane.list.viewport(), LEFT, pos=pane.list.visualRect(_line(pane, text)).center())


def test_home_end_and_the_page_keys_pass_over_headings(pane: DeskPane) -> None:
    pane.resize(213, 300)
    view = pane.list
    view.setFocus()
    view.setCurrentIndex(_line(pane, "Rail fares to rise 4.6 per cent"))
    seen = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        QTest.keyClick(view, key)
        index = view.currentIndex()
        assert index.flags() & Qt.ItemFlag.ItemIsEnabled
        seen.append(index.row())
    first, down, last, up, again = seen
    assert first == again == _line(pane, words.queue(Queue.TO_CHECK)).row()
    assert last == view.model().rowCount() - 1
    assert first < down < last and first < up < last


def test_a_click_tells_which_queue_article_or_speaker(qtbot: QtBot, pane: DeskPane) -> None:
    with qtbot.waitSignal(pane.queue_chosen) as told:
        _click(qtbot, pane, "Returned to me")
    assert told.args == [Queue.RETURNED]
    with qtbot.waitSignal(pane.article_chosen) as told:
        _click(qtbot, pane, "Rail fares to rise 4.6 per cent")
    assert told.args == [3]
    with qtbot.waitSignal(pane.speaker_chosen) as told:
        _click(qtbot, pane, "Daniel Holt")
    assert told.args == [2]


def test_the_chosen_speaker_again_lifts_the_filter(qtbot: QtBot, pane: DeskPane) -> None:
    pane.set_current(Queue.ALL, None, 2)
    with qtbot.waitSignal(pane.speaker_chosen) as told:
        _click(qtbot, pane, "Daniel Holt")
    assert told.args == [None]


def test_headings_are_passed_over_and_enter_chooses(qtbot: QtBot, pane: DeskPane) -> None:
    pane.list.setCurrentIndex(_line(pane, "Dismissed"))
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(pane.article_chosen) as told:
        QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert told.args == [1]


def test_letters_are_left_to_the_window(qtbot: QtBot, pane: DeskPane) -> None:
    pane.list.setCurrentIndex(_line(pane, "To check"))
    QTest.keyClicks(pane.list, "r")
    assert pane.list.currentIndex() == _line(pane, "To check")


def test_new_counts_keep_the_place(pane: DeskPane, qtbot: QtBot) -> None:
    pane.list.setCurrentIndex(_line(pane, "Daniel Holt"))
    pane.set_queues({**look.queues(), Queue.TO_CHECK: 7})
    assert pane.list.currentIndex() == _line(pane, "Daniel Holt")
    assert "7 claims" in _line(pane, "To check").data(Qt.ItemDataRole.AccessibleTextRole)


def test_another_choice_paints_only_the_lines_it_is_about(pane: DeskPane) -> None:
    pane.set_current(Queue.ALL, 3, None)
    model, told = pane.list.model(), []
    model.dataChanged.connect(lambda first, last, _=(): told.append((first.data(), last.row() - first.row())))
    pane.set_current(None, 3, None)
    pane.set_current(None, 2, None)
    pane.set_current(None, 2, None)
    titles = {row.id: row.title for row in look.articles()}
    assert [name for name, _ in told][:1] == ["All claims"]
    assert {name for name, _ in told[1:]} == {titles[2], titles[3]}
    assert {lines for _, lines in told} == {0}


def test_an_empty_queue_of_dismissed_claims_is_not_listed(pane: DeskPane) -> None:
    pane.set_queues({Queue.TO_CHECK: 1})
    model = pane.list.model()
    texts = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert "Dismissed" not in texts
    assert texts[:3] == ["Desk", "To check", "With the editor"]


def test_a_screen_reader_hears_counts_and_what_is_chosen(pane: DeskPane) -> None:
    pane.set_current(Queue.TO_CHECK, 1, None)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert _line(pane, "To check").data(role) == "To check; 41 claims; chosen"
    spoken = _line(pane, "Varenia frees 52 after appeal").data(role)
    assert spoken == "Varenia frees 52 after appeal; 24 claims; 9 of 24 settled; chosen"


def test_an_earlier_version_is_told_from_the_newer_one(pane: DeskPane) -> None:
    article = ArticleRow(7, "Varenia frees 52", None, date(2025, 9, 11), 612, 3, 1, superseded=True)
    pane.set_articles([article, replace(article, id=8, title="Varenia frees 54", superseded=False)])
    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = [_line(pane, f"Varenia frees {number}").data(role) for number in (52, 54)]
    assert spoken == [
        "Varenia frees 52; 3 claims; earlier version; 1 of 3 settled",
        "Varenia frees 54; 3 claims; 1 of 3 settled",
    ]


def test_an_empty_desk_offers_a_beginning(qtbot: QtBot, pane: DeskPane) -> None:
    assert not pane.add_button.isVisible()
    pane.set_articles([])
    with qtbot.waitSignal(pane.add_requested):
        QTest.mouseClick(pane.add_button, LEFT)
    with qtbot.waitSignal(pane.samples_requested):
        QTest.mouseClick(pane.samples_button, LEFT)


def test_a_name_too_long_for_a_line_takes_two_and_has_its_count_beside(
    qtbot: QtBot, qapp: QApplication, pane: DeskPane
) -> None:
    long = "Northmark and Sallow Estuary Harbour Commissioners"
    pane.set_speakers([*look.speakers(), replace(look.speakers()[0], id=99, name=long, claims=1234)])

    def height(text: str) -> int:
        return int(pane.list.sizeHintForIndex(_line(pane, text)).height())

    one = height("To check")
    assert one < height(long) < 2 * one
    themes.apply(qapp, themes.load("light"), 2.0)
    try:
        qtbot.waitUntil(lambda: height("To check") > one)
        wide = look.speakers()[0].name
        pane.resize(900, 800)
        qtbot.waitUntil(lambda: height(long) == height(wide) == height("To check"))
        assert pane.list.model().data(_line(pane, long), Qt.ItemDataRole.ToolTipRole)
    finally:
        themes.apply(qapp, themes.load("light"), 1.0)


def test_a_short_line_of_an_article_has_its_whole_date_and_the_number_of_claims(qtbot: QtBot) -> None:
    delegate = DeskDelegate(QListView())
    row, font = look.articles()[0], ui_font(11)
    assert delegate.about(row, font, 999) == "11 Sep 2025 · 24 claims"
    assert delegate.about(row, font, 110) == "11 Sep 2025 · 24"
    assert delegate.about(row, font, 40) == "24 claims"


def test_the_noun_of_the_claims_does_not_come_and_go_with_the_width_of_the_date(qtbot: QtBot) -> None:
    delegate, font = DeskDelegate(QListView()), ui_font(11)
    narrow, wide = date(2026, 5, 8), date(2025, 11, 26)
    told = [[delegate.about(replace(look.articles()[0], published=day), font, room) for day in (narrow, wide)]
            for room in range(60, 200)]  # fmt: skip
    assert {text.endswith(" claims") for texts in told for text in texts} == {True, False}
    both = [texts for texts in told if all("20" in text for text in texts)]
    assert all(len({text.endswith(" claims") for text in texts}) == 1 for texts in both)


def test_other_lines_leave_the_keyboard_where_it_was(pane: DeskPane) -> None:
    article = replace(look.articles()[0], id=99, title="Harbour fees to rise")
    for held in ("Rail fares to rise 4.6 per cent", "Daniel Holt", "All claims"):
        pane.set_articles(look.articles())
        pane.list.setCurrentIndex(_line(pane, held))
        pane.set_articles([article, *look.articles()])
        pane.set_queues({Queue.TO_CHECK: 1})
        assert pane.list.currentIndex() == _line(pane, held)
        pane.set_queues(look.queues())
        assert pane.list.currentIndex() == _line(pane, held)
    pane.set_articles(look.articles())
    titles = [row.title for row in look.articles()]
    pane.list.setCurrentIndex(_line(pane, titles[1]))
    pane.set_articles([row for row in look.articles() if row.title != titles[1]])
    assert pane.list.currentIndex() == _line(pane, titles[2]), "the one in its place"
    pane.set_articles([])
    pane.set_speakers([])
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    assert pane.list.currentIndex().isValid()
