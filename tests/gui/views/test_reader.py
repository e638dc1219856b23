"""The reader: passages stand where their code points say, in any script; clicks and scrolling find them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.records import ArticleView, ClaimState, Mark, MentionKind, Pieces
from gui import theme as themes
from gui.theme import serif_font
from gui.turns import Turns
from gui.views.reader.paint import CURRENT_PAD
from gui.views.reader.reader import Reader
from gui.views.reader.shapes import levels
from tests.gui import look

LEFT = Qt.MouseButton.LeftButton
TRICKY = """\
Das Team 🙂🙂 sagte: “cafe\u0301 öffnet” 👩‍🚀 im Mai.

قال الوزير إن 52 سجينا خرجوا اليوم.

The end, 12 people."""


@pytest.fixture
def turns(qapp: QApplication) -> Iterator[Turns]:
    made = Turns()
    yield made
    made.deleteLater()


@pytest.fixture
def reader(qtbot: QtBot, turns: Turns) -> Reader:
    made = Reader(turns=turns)
    qtbot.addWidget(made)
    made.set_scale(look.scale())
    made.set_theme(themes.load("light"))
    made.resize(620, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _article(text: str, marks: tuple[Mark, ...] = (), title: str = "A title") -> ArticleView:
    return ArticleView(1, 1, title, None, None, date(2025, 9, 11), text, "", len(text.split()), "en 1", marks)


def _mark(claim_id: int, text: str, words: str, kind: MentionKind = MentionKind.FIGURE) -> Mark:
    start = text.index(words)
    return Mark(claim_id, kind, ((start, start + len(words)),), (), ClaimState.OPEN)


def _click_point(reader: Reader, claim_id: int) -> QPoint:
    shape = reader.page.shape_of(claim_id)
    assert shape is not None
    box = shape.boxes[0]
    top = (box.top + box.bottom) / 2 - reader.page.verticalScrollBar().value()
    return QPoint(round((box.left + box.right) / 2), round(top))


@pytest.mark.parametrize("words", ["“cafe\u0301 öffnet”", "52 سجينا", "12 people"])
def test_a_passage_stands_where_its_code_points_are(reader: Reader, words: str) -> None:
    reader.set_article(_article(TRICKY, (_mark(1, TRICKY, words),)))
    shape = reader.page.shape_of(1)
    assert shape is not None
    box = shape.boxes[0]
    cursor = QTextCursor(reader.page.document())
    cursor.setPosition(len(TRICKY[: TRICKY.index(words)].encode("utf-16-le")) // 2)
    cursor.setPosition(cursor.position() + len(words), QTextCursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == words
    middle = QPointF((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    hit = reader.page.document().documentLayout().hitTest(middle, Qt.HitTestAccuracy.ExactHit)
    assert cursor.selectionStart() <= hit <= cursor.selectionEnd()
    assert box.right - box.left > 30


def test_a_selection_comes_back_in_code_points(reader: Reader) -> None:
    reader.set_article(_article(TRICKY))
    start = TRICKY.index("im Mai")
    cursor = reader.page.textCursor()
    units = len(TRICKY[:start].encode("utf-16-le")) // 2
    cursor.setPosition(units)
    cursor.setPosition(units + 6, QTextCursor.MoveMode.KeepAnchor)
    reader.page.setTextCursor(cursor)
    assert reader.page.selected_span() == (start, start + 6)


def test_markup_in_an_article_stays_text(reader: Reader) -> None:
    hostile = "<b>52</b> <img src='http://example.invalid/x.png'> &amp; <script>alert(1)</script>"
    reader.set_article(_article(hostile, title="<h1>Title</h1>"))
    assert reader.page.toPlainText() == hostile
    assert reader.page.headline.textFormat() is Qt.TextFormat.PlainText


def test_a_click_chooses_the_mention(qtbot: QtBot, reader: Reader) -> None:
    reader.set_article(look.article())
    with qtbot.waitSignal(reader.claim_chosen) as chosen:
        QTest.mouseClick(reader.page.viewport(), LEFT, pos=_click_point(reader, 3))
    assert chosen.args == [3]


def test_a_click_where_mentions_overlap_takes_the_shortest_then_the_next(qtbot: QtBot, reader: Reader) -> None:
    reader.set_article(look.article())
    inside, outside = 7, 6
    place = _click_point(reader, inside)
    with qtbot.waitSignal(reader.claim_chosen) as chosen:
        QTest.mouseClick(reader.page.viewport(), LEFT, pos=place)
    assert chosen.args == [inside]
    reader.set_current(inside)
    with qtbot.waitSignal(reader.claim_chosen) as chosen:
        QTest.mouseClick(reader.page.viewport(), LEFT, pos=place)
    assert chosen.args == [outside]


def test_a_click_on_a_margin_mark_chooses_its_claim(qtbot: QtBot, reader: Reader) -> None:
    reader.set_article(look.article())
    mark = next(m for m in reader.page.margin() if m.shapes[0].mark.claim_id == 3)
    with qtbot.waitSignal(reader.claim_chosen) as chosen:
        QTest.mouseClick(reader.page.viewport(), LEFT, pos=mark.box.center().toPoint())
    assert chosen.args == [3]


def test_what_was_taken_up_has_a_mark_and_no_line_more_than_two_places(reader: Reader) -> None:
    article = look.article()
    reader.set_article(article)
    suggested = [m.claim_id for m in article.marks if m.state is ClaimState.SUGGESTED]
    reader.set_current(suggested[0])
    marks = reader.page.margin()
    taken_up = {m.claim_id for m in article.marks} - set(suggested)
    assert {s.mark.claim_id for m in marks for s in m.shapes} == taken_up | {suggested[0]}
    assert all(len([m for m in marks if m.box.top() == top]) <= 2 for top in {m.box.top() for m in marks})
    crowded = [[m for m in marks if m.box.top() == top] for top in {m.box.top() for m in marks}]
    for line in (each for each in crowded if len(each) > 1):
        in_text = sorted(line, key=lambda m: m.shapes[0].boxes[0].left)
        assert [m.box.left() for m in in_text] == sorted(m.box.left() for m in in_text)


def test_the_current_mention_is_scrolled_into_sight_with_context(reader: Reader) -> None:
    text = (
        "\n\n".join(["Some words that fill a paragraph of this long article."] * 80) + "\n\nAt last 77 boats came."
    )
    reader.set_article(_article(text, (_mark(9, text, "77 boats"),)))
    assert not any(shape.mark.claim_id == 9 for shape in reader.page.shapes()), "far below, it is not laid out"
    reader.set_current(9)
    place = _click_point(reader, 9)
    height = reader.page.viewport().height()
    assert height * 0.05 < place.y() < height * 0.95


def _long(words: str) -> str:
    filler = ["Some words that fill a paragraph of this long article, and more to break its lines."] * 40
    return "\n\n".join([*filler, words, *filler])


SIZES = [(400, 500, 1.0), (900, 300, 1.0), (620, 700, 2.0), (620, 700, 1.0), (300, 260, 1.5)]


def test_the_current_mention_stays_in_sight_whatever_the_size(qapp: QApplication, reader: Reader) -> None:
    text = _long("At last 77 boats came.")
    reader.set_article(_article(text, (_mark(9, text, "77 boats"),)))
    reader.set_current(9)
    for width, height, scale in SIZES:
        reader.grab()  # as it was seen
        themes.apply(qapp, themes.load("light"), scale)
        reader.set_theme(themes.load("light"))
        reader.resize(width, height)
        view = reader.page.viewport().height()
        shape = reader.page.shape_of(9)
        assert shape is not None
        top = shape.boxes[0].line_top - reader.page.verticalScrollBar().value()
        bottom = shape.boxes[-1].line_bottom - reader.page.verticalScrollBar().value()
        assert view * 0.04 < top, (width, height, scale)
        assert bottom < view * 0.96, (width, height, scale)


def test_who_reads_elsewhere_stays_there_whatever_the_size(qapp: QApplication, reader: Reader) -> None:
    text = "At first 77 boats came.\n\n" + _long("Nobody counted them.")
    reader.set_article(_article(text, (_mark(9, text, "77 boats"),)))
    reader.set_current(9)
    bar, start = reader.page.verticalScrollBar(), text.index("Nobody counted")
    cursor = QTextCursor(reader.page.document())
    cursor.setPosition(start)
    reader.page.document().documentLayout().documentSize()
    bar.setValue(bar.value() + reader.page.cursorRect(cursor).top())
    for width, height, scale in SIZES:
        reader.grab()
        themes.apply(qapp, themes.load("light"), scale)
        reader.set_theme(themes.load("light"))
        reader.resize(width, height)
        top = reader.page.cursorRect(cursor).top()
        assert abs(top) < 80, (width, height, scale)


def test_a_short_article_follows_a_long_one_that_was_read_to_its_end(reader: Reader) -> None:
    reader.set_article(_article(_long("Nobody counted them.")))
    reader.page.document().documentLayout().documentSize()
    reader.page.verticalScrollBar().setValue(reader.page.verticalScrollBar().maximum())
    reader.grab()
    reader.set_article(_article("A line."))
    assert reader.page.verticalScrollBar().value() == 0
    reader.set_article(_article(_long("Nobody counted them.")))
    assert reader.page.verticalScrollBar().value() == 0


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_focus_is_seen(qtbot: QtBot, qapp: QApplication, reader: Reader, name: str) -> None:
    theme = themes.load(name)
    themes.apply(qapp, theme)
    reader.set_theme(theme)
    reader.set_article(look.article())
    for focused in (True, False):
        if focused:
            reader.page.setFocus()
        else:
            reader.page.clearFocus()
        image = reader.page.grab().toImage()
        edge = image.pixelColor(1, image.height() // 2).name()
        assert (edge == theme.focus) is focused


def test_refreshed_marks_keep_the_place_on_the_page(reader: Reader) -> None:
    text = look.TEXT + "\n\n" + "\n\n".join(["More words for the page."] * 60)
    article = replace(look.article(), text=text)
    reader.set_article(article)
    bar = reader.page.verticalScrollBar()
    bar.setValue(200)
    reader.set_marks([replace(mark, so="false") for mark in article.marks])
    assert bar.value() == 200
    shape = reader.page.shape_of(1)
    assert shape is not None
    assert shape.mark.so == "false"


def test_figures_are_bold_and_dismissed_ones_are_not(reader: Reader) -> None:
    reader.set_article(look.article())

    def weight(words: str) -> int:
        cursor = QTextCursor(reader.page.document())
        cursor.setPosition(look.TEXT.index(words) + 2)
        return cursor.charFormat().fontWeight()

    assert weight("1,300") == QFont.Weight.Bold
    assert weight("no political") == QFont.Weight.Normal
    article = look.article()
    reader.set_article(replace(article, marks=tuple(replace(mark, slight=True) for mark in article.marks)))
    assert weight("1,300") == QFont.Weight.Normal, "a date or an age does not stand out"


def test_more_and_fewer_figures_are_set_as_if_the_article_had_come_with_them(
    qtbot: QtBot, turns: Turns, reader: Reader
) -> None:
    marks = look.article().marks
    dismissed = tuple(replace(mark, state=ClaimState.DISMISSED) for mark in marks)
    looks = {}
    for name, steps in {
        "none": ((),),
        "all": (marks,),
        "by steps": ((), marks[:4], marks),
        "back": (marks, ()),
    }.items():
        reader.set_article(None)
        for now in (*steps, dismissed) if name == "none" else steps:
            reader.set_article(replace(look.article(), marks=now))
        qtbot.waitUntil(lambda: turns.is_idle)
        looks[name] = _set_as(reader)
    assert looks["all"] == looks["by steps"]
    assert looks["none"] == looks["back"] != looks["all"]


def _set_as(reader: Reader) -> list[tuple[int, float, int]]:
    """Weight, room between words and size of every character."""
    cursor = QTextCursor(reader.page.document())
    found = []
    while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
        font = cursor.charFormat().font()
        found.append((int(font.weight()), font.wordSpacing(), font.pixelSize()))
    return found


def test_what_was_found_is_marked_in_the_colours_of_the_theme_there_is(reader: Reader) -> None:
    reader.set_article(look.article())
    reader.find_bar.open_bar("Tarsia")
    place = reader.page.verticalScrollBar().value()
    for theme in (themes.load("dark"), themes.load("light")):
        reader.set_theme(theme)
        grounds = {each.format.background().color().name() for each in reader.page.extraSelections()}
        assert grounds == {theme.accent, theme.current}
    assert reader.page.verticalScrollBar().value() == place
    reader.find_bar.close_bar()
    reader.set_theme(themes.load("dark"))
    assert reader.page.extraSelections() == []


def test_preparing_leaves_an_empty_reader_as_it_was(qtbot: QtBot, reader: Reader) -> None:
    reader.set_article(None)
    reader.prepare()
    assert reader.add_button.isVisible()
    assert reader.page.text() == "" == reader.page.toPlainText()
    reader.set_article(look.article())
    reader.prepare()
    assert reader.page.text() == look.TEXT


def test_a_title_that_opens_the_text_is_shown_once(reader: Reader) -> None:
    reader.set_article(_article("A title\n\nAnd the text.", title="A title"))
    assert reader.page.headline.isHidden()
    reader.set_article(_article("The text.", title="A title"))
    assert not reader.page.headline.isHidden()


def test_underlines_that_share_words_lie_at_different_depths() -> None:
    def mark(claim_id: int, *pieces: tuple[int, int]) -> Mark:
        return Mark(claim_id, MentionKind.INDIRECT, pieces, (), ClaimState.OPEN)

    first, second = levels((mark(1, (0, 100)), mark(2, (10, 40)), mark(3, (50, 90)), mark(4, (200, 220))))
    found = first | second
    assert found[2] == found[3] == found[4] == 0
    assert found[1] == 1


def test_the_column_keeps_its_measure_on_a_wide_page(qtbot: QtBot, reader: Reader) -> None:
    reader.resize(1400, 700)
    reader.set_article(look.article())
    block = reader.page.document().begin()
    line = block.layout().lineAt(0)
    assert 55 <= line.textLength() <= 78


def test_without_an_article_the_reader_says_what_to_do(qtbot: QtBot, reader: Reader) -> None:
    reader.set_article(None)
    reader.set_desk_empty(True)
    with qtbot.waitSignal(reader.samples_requested):
        QTest.mouseClick(reader.samples_button, LEFT)
    with qtbot.waitSignal(reader.add_requested):
        QTest.mouseClick(reader.add_button, LEFT)
    reader.set_desk_empty(False)
    assert not reader.add_button.isVisible()


def test_hostile_and_strange_texts_are_shown(reader: Reader) -> None:
    pieces: Pieces = ((0, 1),)
    for text in ("", "\x00", "\ufdd0\ufdd1", "\ud800", "a\rb", "\u2029" * 5, "x" * 5000, "\u202e52\u202c"):
        mark = Mark(1, MentionKind.FIGURE, pieces if text else (), (), ClaimState.OPEN)
        reader.set_article(_article(text, (mark,)))
        reader.set_current(1)
        assert not reader.grab().isNull()


def test_the_box_of_the_current_mention_leaves_the_spaces_beside_it(qtbot: QtBot) -> None:
    """Else the words around it read as if they were run together."""
    space = QFontMetricsF(serif_font()).horizontalAdvance(" ")
    assert space * 0.6 >= CURRENT_PAD + 1
