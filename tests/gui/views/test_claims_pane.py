"""The claims pane: what a person chooses is told, what is set is shown and not told."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from core.records import ClaimFilter, ListedClaim, MentionKind, Order, Queue, TextPlace
from gui import theme as themes
from gui.models.claim_list import ARTICLE_ROLE, ClaimListModel
from gui.theme import serif_font
from gui.views.claims import phrase_line
from gui.views.claims.claim_delegate import ClaimDelegate
from gui.views.claims.claims_pane import ClaimsPane
from tests.gui import look

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pane(qtbot: QtBot) -> ClaimsPane:
    made = ClaimsPane()
    qtbot.addWidget(made)
    made.set_scale(look.scale())
    made.set_theme(themes.load("light"))
    model = ClaimListModel(made)
    rows = look.rows(15)
    model.add_rows({row.id: row for row in rows})
    model.set_ids([row.id for row in rows])
    made.set_model(model)
    made.resize(320, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _checked(pane: ClaimsPane) -> list[QPushButton]:
    chips = (pane.chips.all, pane.chips.quotes, pane.chips.figures, pane.chips.to_check)
    return [chip for chip in chips if chip.isChecked()]


def test_setting_the_current_claim_selects_it_and_tells_nothing(qtbot: QtBot, pane: ClaimsPane) -> None:
    with qtbot.assertNotEmitted(pane.claim_chosen):
        pane.set_current(12)
    assert pane.list.currentIndex().row() == 11
    assert pane.list.viewport().rect().contains(pane.list.visualRect(pane.list.currentIndex()))
    pane.set_current(None)
    assert not pane.list.currentIndex().isValid()


def test_arrow_keys_and_clicks_choose(qtbot: QtBot, pane: ClaimsPane) -> None:
    pane.set_current(1)
    with qtbot.waitSignal(pane.claim_chosen) as chosen:
        QTest.keyClick(pane.list, Qt.Key.Key_Down)
    assert chosen.args == [2]
    place = pane.list.visualRect(pane.list.model().index(3, 0)).center()
    with qtbot.waitSignal(pane.claim_chosen) as chosen:
        QTest.mouseClick(pane.list.viewport(), LEFT, pos=place)
    assert chosen.args == [4]


def test_letters_are_left_to_the_window(qtbot: QtBot, pane: ClaimsPane) -> None:
    pane.set_current(1)
    with qtbot.assertNotEmitted(pane.claim_chosen, wait=20):
        for key in "Tj1 ":
            QTest.keyClicks(pane.list, key)
    assert pane.list.currentIndex().row() == 0


def test_chips_filter_by_kind(qtbot: QtBot, pane: ClaimsPane) -> None:
    with qtbot.waitSignal(pane.filter_changed) as told:
        QTest.mouseClick(pane.chips.quotes, LEFT)
    assert told.args == [ClaimFilter(figures=False)]
    assert _checked(pane) == [pane.chips.quotes]
    with qtbot.waitSignal(pane.filter_changed) as told:
        QTest.mouseClick(pane.chips.figures, LEFT)
    assert told.args == [ClaimFilter(quotes=False)]
    with qtbot.waitSignal(pane.filter_changed) as told:
        QTest.mouseClick(pane.chips.figures, LEFT)
    assert told.args == [ClaimFilter()]
    assert _checked(pane) == [pane.chips.all]


def test_to_check_goes_with_a_kind_and_all_lifts_both(qtbot: QtBot, pane: ClaimsPane) -> None:
    pane.set_filter(ClaimFilter(article_id=7))
    QTest.mouseClick(pane.chips.to_check, LEFT)
    with qtbot.waitSignal(pane.filter_changed) as told:
        QTest.mouseClick(pane.chips.quotes, LEFT)
    assert told.args == [ClaimFilter(queue=Queue.TO_CHECK, article_id=7, figures=False)]
    assert _checked(pane) == [pane.chips.quotes, pane.chips.to_check]
    with qtbot.waitSignal(pane.filter_changed) as told:
        QTest.mouseClick(pane.chips.all, LEFT)
    assert told.args == [ClaimFilter(article_id=7)]


def test_setting_a_filter_shows_it_and_tells_nothing(qtbot: QtBot, pane: ClaimsPane) -> None:
    with qtbot.assertNotEmitted(pane.filter_changed, wait=20):
        pane.set_filter(ClaimFilter(queue=Queue.SUBMITTED, quotes=False, text="embassy", order=Order.SPEAKER))
    assert _checked(pane) == [pane.chips.figures]
    assert pane.chips.text.isVisible()
    with qtbot.waitSignal(pane.filter_changed) as told:
        QTest.mouseClick(pane.chips.text, LEFT)
    assert told.args is not None
    assert told.args[0].text == ""


def test_escape_lifts_a_search_and_leaves_the_list_with_the_focus(qtbot: QtBot, pane: ClaimsPane) -> None:
    pane.set_current(4)
    pane.set_filter(ClaimFilter(text="embassy", quotes=False))
    pane.chips.figures.setFocus()
    with qtbot.waitSignal(pane.filter_changed) as told, qtbot.assertNotEmitted(pane.claim_chosen):
        QTest.keyClick(pane.chips.figures, Qt.Key.Key_Escape)
    assert told.args == [ClaimFilter(quotes=False)]
    assert pane.list.hasFocus()
    assert pane.list.currentIndex().row() == 3


def test_saved_filters_that_change_leave_no_menu_behind(pane: ClaimsPane) -> None:
    for names in (("Harbour",), ("Harbour", "Fees"), ("Fees",)):
        pane.chips.set_saved(names)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (removing,) = pane.chips.saved_menu.findChildren(QMenu)
    assert [action.text() for action in removing.actions()] == ["Fees"]


def test_an_order_is_chosen_from_the_menu(qtbot: QtBot, pane: ClaimsPane) -> None:
    with qtbot.waitSignal(pane.filter_changed) as told:
        pane.order_actions[Order.CHECKWORTHY].trigger()
    assert told.args == [ClaimFilter(order=Order.CHECKWORTHY)]


def _in_sight(pane: ClaimsPane, row: int) -> bool:
    view = pane.list
    return view.viewport().rect().contains(view.visualRect(view.model().index(row, 0)))


def test_a_row_is_as_high_as_its_words(qtbot: QtBot, pane: ClaimsPane) -> None:
    heights = [pane.list.rowHeight(row) for row in range(15)]
    one, two = pane.list.itemDelegate().height(1), pane.list.itemDelegate().height(2)  # type: ignore[attr-defined]
    assert heights[0] == one, "52 prisoners"
    assert heights[3] == two, "a long quote"
    assert set(heights) == {one, two}
    pane.resize(900, 600)
    assert [pane.list.rowHeight(row) for row in range(15)] == [one] * 15, "in a wide list each takes one line"


def test_rows_that_come_back_are_as_high_as_their_words(qtbot: QtBot, pane: ClaimsPane) -> None:
    """What the model knows of them already, it does not tell again."""
    model = pane.list.model()
    assert isinstance(model, ClaimListModel)
    ids = model.ids()
    one = pane.list.rowHeight(0)
    model.remove_id(ids[0])
    model.insert_id(ids[0], ids[1])
    qtbot.waitUntil(lambda: pane.list.rowHeight(0) == one)
    model.set_ids([])
    model.set_ids(ids)
    qtbot.waitUntil(lambda: pane.list.rowHeight(0) == one)


def test_rows_that_arrive_take_their_height_and_the_current_one_stays_where_it_is(
    qtbot: QtBot, pane: ClaimsPane
) -> None:
    model = ClaimListModel(pane)
    pane.set_model(model)
    model.set_ids(list(range(1, 1001)))
    pane.set_current(500)
    view = pane.list
    place = view.visualRect(view.currentIndex()).top()
    with qtbot.waitSignal(model.rows_needed) as asked:
        view.viewport().repaint()
    assert asked.args is not None
    rows = {row.id: row for row in look.rows(1000)}
    model.add_rows({number: rows[number] for number in asked.args[0]})
    assert view.visualRect(view.currentIndex()).top() == place
    assert len({view.rowHeight(row) for row in range(495, 505)}) == 2


def test_the_current_row_stays_in_sight_whatever_the_size(
    qtbot: QtBot, qapp: QApplication, pane: ClaimsPane
) -> None:
    pane.set_current(12)
    sizes = ((320, 320, 1.0), (260, 700, 1.0), (320, 420, 2.0), (320, 420, 0.9), (700, 300, 1.4))
    for width, height, scale in sizes:
        themes.apply(qapp, themes.load("light"), scale)
        pane.set_theme(themes.load("light"))
        pane.resize(width, height)
        assert _in_sight(pane, 11), (width, height, scale)


def test_a_new_list_stands_where_its_current_claim_is(qtbot: QtBot, pane: ClaimsPane) -> None:
    model = pane.list.model()
    assert isinstance(model, ClaimListModel)
    model.set_ids(list(range(1, 61)))
    pane.set_current(60)
    assert _in_sight(pane, 59)
    model.set_ids([])
    pane.set_current(None)
    model.set_ids(list(range(101, 161)))
    pane.set_current(101)
    assert _in_sight(pane, 0)
    assert pane.list.verticalScrollBar().value() == 0


def test_the_order_is_named_in_large_text_too(qtbot: QtBot, qapp: QApplication, pane: ClaimsPane) -> None:
    themes.apply(qapp, themes.load("light"), 2.0)
    pane.set_theme(themes.load("light"))
    pane.resize(250, 600)
    assert any(button.text() == "by position" for button in pane.findChildren(QPushButton))


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_focus_is_seen(qtbot: QtBot, qapp: QApplication, pane: ClaimsPane, name: str) -> None:
    theme = themes.load(name)
    themes.apply(qapp, theme)
    pane.set_theme(theme)
    for focused in (True, False):
        (pane.list if focused else pane.chips.all).setFocus()
        image = pane.list.grab().toImage()
        edge = image.pixelColor(1, image.height() // 2).name()
        assert (edge == theme.focus) is focused


def test_a_hundred_thousand_claims_ask_only_for_what_is_in_sight(qtbot: QtBot, pane: ClaimsPane) -> None:
    model = ClaimListModel(pane)
    asked: list[int] = []
    model.rows_needed.connect(asked.extend)
    with qtbot.waitSignal(model.rows_needed):
        pane.set_model(model)
        model.set_ids(list(range(1, 100_001)))
    assert len(asked) <= 200
    asked.clear()
    with qtbot.waitSignal(model.rows_needed):
        pane.set_current(50_000)
    assert 50_000 in asked
    assert len(asked) <= 200


def test_a_text_size_that_changes_meanwhile_is_followed(qapp: QApplication, pane: ClaimsPane) -> None:
    theme = themes.load("light")
    pane.set_article(7)
    pane.set_filter(ClaimFilter(text="embassy"))

    def shown() -> tuple[bool, bool, str]:
        chips = pane.chips
        return not chips.text.isHidden(), not chips.article.isHidden(), pane.find_button.text()

    usual = (True, True, "Find in this article (Ctrl+F)")
    assert shown() == usual
    try:
        themes.apply(qapp, theme, 2.0)
        pane.set_theme(theme)
        assert shown() == (False, False, "Find (Ctrl+F)")
    finally:
        themes.apply(qapp, theme)
    pane.set_theme(theme)
    assert shown() == usual


def test_an_empty_list_says_why(qtbot: QtBot, pane: ClaimsPane) -> None:
    empty = ClaimListModel(pane)
    pane.set_model(empty)
    assert not pane.list.isVisible()
    pane.set_filter(ClaimFilter(text="zebra"))
    assert "zebra" in pane.emptiness()
    pane.set_filter(ClaimFilter(queue=Queue.RETURNED))
    assert "All" in pane.emptiness()


def test_in_large_text_what_can_be_done_with_several_claims_is_seen_whole(
    qapp: QApplication, qtbot: QtBot, pane: ClaimsPane
) -> None:
    themes.apply(qapp, themes.load("light"), 2.0)
    try:
        pane.set_theme(themes.load("light"))
        pane.resize(250, 560)
        pane.list.setFocus()
        pane.set_current(1)
        assert pane.chips.isVisible()
        for _ in range(2):
            QTest.keyClick(pane.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        assert not pane.chips.isVisible()
        bulk = pane.bulk
        qtbot.waitUntil(lambda: bulk.height() >= bulk.heightForWidth(bulk.width()))
        assert pane.list.height() > 2 * pane.list.rowHeight(0)
        pane.clear_selection()
        assert pane.chips.isVisible()
    finally:
        themes.apply(qapp, themes.load("light"))


def _figure(number: int, words: str, before: str, after: str, quoted: bool = False) -> ListedClaim:
    plain = next(row for row in look.rows(15) if row.kind is MentionKind.FIGURE)
    known = {each.name: getattr(plain, each.name) for each in fields(plain)}
    shown = {"id": number, "words": words, "quoted": quoted}
    return ListedClaim(**known | shown, before=before, after=after)


def test_a_figure_is_shown_in_its_phrase_cut_to_the_room(qtbot: QtBot) -> None:
    around = ("The board which met on Tuesday let ", " of 1,300 prisoners go home to their towns")
    quoted, long = _figure(1, "52", *around, quoted=True), _figure(2, "fifty-two prisoners", *around)
    rows = [quoted, long, _figure(3, "52", "", "")]
    delegate = ClaimDelegate()
    one, two = delegate.height(1), delegate.height(2)
    assert list(delegate.heights({1: rows[0], 2: rows[1], 3: rows[2]}, 300).values()) == [one, two, one]
    for room in (120.0, 200.0, 300.0, 900.0):
        before, after = phrase_line.fitted(around[0], "52", after=around[1], room=room)
        taken = QFontMetricsF(serif_font(phrase_line.SIZE)).horizontalAdvance(before + after)
        assert taken + phrase_line.width("52") <= room
        assert around[0].endswith(before.removeprefix("…"))
        assert around[1].startswith(after.removesuffix("…"))
        assert (before, after) == around if room == 900 else before.startswith("…")
    model = ClaimListModel()
    model.add_rows({row.id: row for row in rows})
    model.set_ids([1, 3])
    spoken = [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]
    assert spoken[0].startswith("Figure in quote; ")
    assert (
        "; 52; in “The board which met on Tuesday let 52 of 1,300 prisoners go home to their towns”; " in spoken[0]
    )
    assert "in “" not in spoken[1]


def test_the_figure_stands_out_of_its_phrase(qtbot: QtBot) -> None:
    """Its ink is that of words, what stands around it is quiet."""
    theme = themes.load("light")
    paper = QImage(300, 60, QImage.Format.Format_RGB32)
    line = phrase_line.PhraseLine()
    colours = {}
    rows = {"figure": _figure(1, "52 52 52", "", " "), "around": _figure(2, "52", "let let let ", "")}
    for name, row in rows.items():
        paper.fill(QColor(theme.raised))
        painter = QPainter(paper)
        line.draw(painter, QRectF(4, 4, 290, 50), row, QColor(theme.text), QColor(theme.muted))
        painter.end()
        width = 20 if name == "around" else 60
        darkest = min(
            (paper.pixelColor(x, y).lightness() for x in range(4, 4 + width) for y in range(4, 40)), default=255
        )
        colours[name] = darkest
    assert colours["figure"] < colours["around"]


def test_a_list_of_several_articles_says_which_one_each_claim_is_from(pane: ClaimsPane) -> None:
    model = pane.list.model()
    assert isinstance(model, ClaimListModel)
    pane.set_titles({1: "Varenia frees 52 after appeal"})
    first = model.index(0)
    pane.set_filter(ClaimFilter(article_id=1))
    narrow = pane.list.rowHeight(0)
    assert model.data(first, ARTICLE_ROLE) == ""
    pane.set_filter(ClaimFilter(queue=Queue.TO_CHECK))
    assert model.data(first, ARTICLE_ROLE) == "Varenia frees 52 after appeal"
    assert "Varenia frees 52" in model.data(first, Qt.ItemDataRole.ToolTipRole)
    assert model.data(first, Qt.ItemDataRole.AccessibleTextRole).endswith("Varenia frees 52 after appeal")
    assert pane.list.rowHeight(0) > narrow, "the title has a line of its own"
    drawn = pane.list.viewport().grab().toImage()
    pane.set_titles({1: "Port expansion"})
    assert pane.list.viewport().grab().toImage() != drawn


def test_in_a_queue_no_chip_counts_what_is_not_in_it(pane: ClaimsPane) -> None:
    pane.set_filter(ClaimFilter(queue=Queue.TO_CHECK))
    assert pane.chips.to_check.isVisible()
    pane.set_filter(ClaimFilter(queue=Queue.SUBMITTED))
    assert not pane.chips.to_check.isVisible()


def test_a_queue_over_the_desk_is_narrowed_to_the_open_article_and_widened(pane: ClaimsPane) -> None:
    told: list[ClaimFilter] = []
    pane.filter_changed.connect(told.append)
    chip = pane.chips.article
    pane.set_filter(ClaimFilter(queue=Queue.SUBMITTED))
    assert not chip.isVisible(), "no article is open"
    pane.set_article(7)
    assert chip.isVisible()
    assert not chip.isChecked()
    QTest.mouseClick(chip, LEFT)
    assert told.pop() == ClaimFilter(queue=Queue.SUBMITTED, article_id=7)
    assert chip.isChecked()
    QTest.mouseClick(chip, LEFT)
    assert told.pop() == ClaimFilter(queue=Queue.SUBMITTED)
    pane.set_filter(ClaimFilter(article_id=7))
    assert not chip.isVisible(), "the article's own list is as narrow as it gets"


@pytest.mark.parametrize("height", [300, 480, 900])
def test_places_below_the_claims_are_whole_and_leave_them_room(pane: ClaimsPane, height: int) -> None:
    place = TextPlace(
        1, "Varenia frees 52 after appeal", (4, 7), "…let 52 prisoners go, ", "the", " largest group"
    )
    pane.resize(320, height)
    pane.places.set_places((place,) * 9, 20)
    shown = pane.places.list.height() / pane.places.list.sizeHintForRow(0)
    assert shown == int(shown) >= 1, "no place is cut off"
    assert pane.places.list.height() <= height / 2
    pane.grab()
    assert pane.list.height() >= pane.list.rowHeight(0)


def test_a_place_shows_the_words_in_their_phrase(qtbot: QtBot, pane: ClaimsPane) -> None:
    places = [
        TextPlace(1, "Rail fares", (0, 3), before, "the", after) for before, after in (("", ""), ("let ", " go"))
    ]
    drawn = []
    for place in places:
        pane.places.set_places((place,), 20)
        drawn.append(pane.places.list.viewport().grab().toImage())
    assert drawn[0] != drawn[1]
    with qtbot.waitSignal(pane.places.chosen) as told:
        QTest.mouseClick(pane.places.list.viewport(), LEFT, pos=pane.places.list.viewport().rect().center())
    assert told.args == [1, 0, 3]
