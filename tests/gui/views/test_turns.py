"""Work in pieces: between two of them the event loop goes on, and one sees the old picture or the new one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count, pairwise
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.records import ClaimContext, CommentRow, Mark, MentionKind
from gui import theme as themes
from gui.main_window import MainWindow
from gui.models.claim_list import ClaimListModel
from gui.turns import PIECE, TURN, InTurns, Soon, Steps, Turns
from gui.views.claims.claims_pane import ClaimsPane
from gui.views.desk.desk_pane import DeskPane
from gui.views.inspector.inspector import Inspector
from gui.views.parts.strips import STRIP, Strips
from gui.views.reader.reader import Reader
from tests.gui import look


@pytest.fixture
def turns(qapp: QApplication) -> Iterator[Turns]:
    made = Turns()
    yield made
    made.deleteLater()


def _wait(qtbot: QtBot, turns: Turns) -> None:
    qtbot.waitUntil(lambda: turns.is_idle, timeout=20_000)
    _paint()


def _paint() -> None:
    """What was laid out may have more laid out before it is painted."""
    for _ in range(3):
        QCoreApplication.processEvents()


def _slow(order: list[str], name: str, steps: int) -> Steps:
    """Steps that each take longer than a piece may."""
    for number in range(steps):
        until = time.perf_counter() + PIECE
        while time.perf_counter() < until:
            pass
        order.append(f"{name}{number}")
        yield None


Place = Callable[[QWidget, int, int], None]
"""Shows a pane in a window, so many pixels wide and high."""


# --- turns ----------------------------------------------------------------------------------------------------


def test_the_event_loop_has_its_turn_between_two_pieces(qtbot: QtBot, turns: Turns) -> None:
    order: list[str] = []
    timer = QTimer(turns)
    timer.timeout.connect(lambda: order.append("-"))
    timer.start(0)
    work = InTurns(turns, turns)
    work.begin(_slow(order, "a", 3))
    assert order == [] and not work.is_done
    _wait(qtbot, turns)
    timer.stop()
    places = [order.index(step) for step in ("a0", "a1", "a2")]
    assert all("-" in order[first:last] for first, last in pairwise(places))


def test_quick_steps_share_a_turn_unless_they_ask_for_the_next(qtbot: QtBot, turns: Turns) -> None:
    order: list[str] = []

    def steps(name: str, yielded: object) -> Steps:
        for number in range(3):
            order.append(f"{name}{number}")
            yield yielded

    quick, painted = InTurns(turns, turns), InTurns(turns, turns)
    quick.begin(steps("a", None))
    painted.begin(steps("b", TURN))
    work = iter(count())
    while not turns.is_idle:
        order.append(f"turn {next(work)}")
        QCoreApplication.processEvents()
    lines = "".join(f"{each} " if not each.startswith("turn") else "| " for each in order)
    assert "a0 a1 a2 " in lines
    assert "b0 | b1 | b2 " in lines


def test_what_is_to_be_done_soon_is_done_once_and_alone_in_its_turn(qtbot: QtBot, turns: Turns) -> None:
    turns.gentle = True
    order: list[str] = []
    told: list[bool] = []
    turns.idle.connect(lambda: told.append(True))
    work = InTurns(turns, turns)
    work.begin(_slow(order, "work", 1))
    first, second, dropped = (Soon(turns, partial(order.append, name)) for name in ("first", "second", "dropped"))
    for each in (first, second, first, dropped):
        each.ask()
    dropped.drop()
    while not turns.is_idle:
        order.append("|")
        QCoreApplication.processEvents()
    assert [each for each in order if each != "|"] == ["first", "second", "work0"]  # before the work, though later
    assert all("|" in pair for pair in pairwise(order))
    assert told == [True]


def test_where_somebody_waits_all_that_is_to_be_done_soon_is_done_in_one_turn(turns: Turns) -> None:
    order: list[str] = []
    last = Soon(turns, partial(order.append, "last"))
    dropped = Soon(turns, partial(order.append, "dropped"))

    def drop() -> None:
        dropped.drop()
        last.ask()

    for each in (Soon(turns, partial(order.append, "first")), Soon(turns, drop), dropped):
        each.ask()
    QCoreApplication.processEvents()
    assert order[0] == "first"
    QCoreApplication.processEvents()
    assert order == ["first", "last"] and turns.is_idle


def test_what_fails_soon_does_not_stand_in_the_way_of_the_next(qtbot: QtBot, turns: Turns) -> None:
    done: list[bool] = []

    def fail() -> None:
        raise ValueError("on purpose")

    Soon(turns, fail).ask()
    Soon(turns, lambda: done.append(True)).ask()
    with qtbot.captureExceptions() as caught:
        _wait(qtbot, turns)
    assert done == [True] and [kind for kind, *_ in caught] == [ValueError]


def test_a_turn_in_which_the_window_was_painted_is_not_made_longer(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    _wait(qtbot, window.turns)
    window.turns.gentle = True
    painted, soon_after = [False], [False]

    class Noting(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            painted[-1] |= event.type() is QEvent.Type.Paint
            return False

    noting = Noting(window)
    window.status.installEventFilter(noting)
    soon = Soon(window.turns, lambda: soon_after.append(True))
    soon.ask()
    window.status.update()
    turns_taken = 0
    while len(soon_after) == 1:
        painted.append(False)
        QCoreApplication.processEvents()
        turns_taken += 1
    assert True in painted
    assert not painted[-1], "done in a turn of its own"
    assert turns_taken == painted.index(True) + 1, "in the next one"


def test_works_are_done_one_after_the_other(qtbot: QtBot, turns: Turns) -> None:
    order: list[str] = []
    told: list[bool] = []
    turns.idle.connect(lambda: told.append(True))
    first, second = InTurns(turns, turns), InTurns(turns, turns)
    first.begin(_slow(order, "a", 2))
    second.begin(_slow(order, "b", 2))
    assert not turns.is_idle
    _wait(qtbot, turns)
    assert order == ["a0", "a1", "b0", "b1"]
    assert first.is_done and second.is_done and told == [True]


def test_what_is_left_can_be_finished_or_given_up(qtbot: QtBot, turns: Turns) -> None:
    order: list[str] = []
    work = InTurns(turns, turns)
    work.begin(_slow(order, "a", 3))
    work.take(PIECE)
    work.finish()
    assert order == ["a0", "a1", "a2"] and work.is_done and turns.is_idle
    work.begin(_slow(order, "b", 3))
    work.take(PIECE)
    work.give_up()
    work.begin(_slow(order, "c", 3))
    work.take(PIECE)
    work.begin(_slow(order, "d", 1))
    _wait(qtbot, turns)
    assert order[3:] == ["b0", "c0", "d0"]


def test_a_work_that_fails_does_not_stand_in_the_way_of_the_next(qtbot: QtBot, turns: Turns) -> None:
    def failing() -> Steps:
        yield None
        raise ValueError("no such line")

    order: list[str] = []
    broken, sound = InTurns(turns, turns), InTurns(turns, turns)
    broken.begin(failing())
    sound.begin(_slow(order, "a", 1))
    with pytest.raises(ValueError, match="no such line"):
        broken.finish()
    assert broken.is_done
    _wait(qtbot, turns)
    assert order == ["a0"]


# --- strips ---------------------------------------------------------------------------------------------------


class Sheet(QWidget):
    """Paints itself in one colour, and remembers what it painted."""

    def __init__(self) -> None:
        super().__init__()
        self.colour = "#ff0000"
        self.painted: list[tuple[str, int, int]] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self.colour))
        painter.end()
        self.painted.append((self.colour, event.rect().top(), event.rect().height()))


@pytest.fixture
def sheet(qtbot: QtBot) -> Iterator[Sheet]:
    window, made = QWidget(), Sheet()
    qtbot.addWidget(window)
    window.resize(300, 4 * STRIP)
    made.setParent(window)
    made.resize(window.size())
    with qtbot.waitExposed(window):
        window.show()
    _seen(window)
    made.painted.clear()
    yield made
    window.close()


def _seen(widget: QWidget) -> QImage:
    """What of a window stands on the screen, which no part of it is asked to paint for."""
    window = widget.window()
    picture = QApplication.primaryScreen().grabWindow(window.winId()).toImage()
    corner = widget.mapTo(window, widget.rect().topLeft())
    return picture.copy(corner.x(), corner.y(), widget.width(), widget.height())


def test_what_was_there_stays_until_the_strips_come(qtbot: QtBot, sheet: Sheet, turns: Turns) -> None:
    strips = Strips(sheet, turns, sheet)
    strips.show(iter([TURN] * 3))
    sheet.colour = "#0000ff"
    seen: list[list[str]] = []
    while not strips.is_done:
        sheet.update()
        sheet.window().update()
        QCoreApplication.processEvents()
        picture = _seen(sheet)
        seen.append([picture.pixelColor(5, strip * STRIP + 5).name() for strip in range(4)])
    QCoreApplication.processEvents()
    assert seen[0] == ["#ff0000"] * 4
    assert {colour for each in seen for colour in each} == {"#ff0000", "#0000ff"}
    assert _seen(sheet).pixelColor(5, 4 * STRIP - 5).name() == "#0000ff"


def test_a_strip_is_painted_in_a_turn(qtbot: QtBot, sheet: Sheet, turns: Turns) -> None:
    strips = Strips(sheet, turns, sheet)
    strips.show()
    _wait(qtbot, turns)
    assert sheet.painted == [("#ff0000", strip * STRIP, STRIP) for strip in range(4)]


@pytest.mark.parametrize("end", ["finish", "give_up", "show"])
def test_the_whole_is_painted_when_strips_end_early(qtbot: QtBot, sheet: Sheet, turns: Turns, end: str) -> None:
    strips = Strips(sheet, turns, sheet)
    strips.show(iter([TURN] * 3))
    sheet.colour = "#0000ff"
    QCoreApplication.processEvents()
    getattr(strips, end)()
    _wait(qtbot, turns)
    assert strips.is_done and sheet.updatesEnabled()
    picture = _seen(sheet)
    assert {picture.pixelColor(5, strip * STRIP + 5).name() for strip in range(4)} == {"#0000ff"}


def test_a_window_that_is_resized_is_painted_whole(qtbot: QtBot, sheet: Sheet, turns: Turns) -> None:
    strips = Strips(sheet, turns, sheet)
    strips.show(iter([TURN] * 30))
    sheet.colour = "#0000ff"
    QCoreApplication.processEvents()
    sheet.window().resize(290, 3 * STRIP)
    _paint()
    assert not strips.is_done
    assert {_seen(sheet).pixelColor(5, strip * STRIP + 5).name() for strip in range(3)} == {"#0000ff"}
    _wait(qtbot, turns)


def test_a_failing_step_leaves_nothing_unpainted(qtbot: QtBot, sheet: Sheet, turns: Turns) -> None:
    def failing() -> Steps:
        yield TURN
        raise ValueError("no such line")

    strips = Strips(sheet, turns, sheet)
    strips.show(failing())
    sheet.colour = "#0000ff"
    with pytest.raises(ValueError, match="no such line"):
        strips.finish()
    QCoreApplication.processEvents()
    assert sheet.painted == [("#0000ff", 0, 4 * STRIP)]


# --- the panes ------------------------------------------------------------------------------------------------


def _rows(picture: QImage) -> list[bytes]:
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    return [bytes(cast(memoryview, picture.constScanLine(row))) for row in range(picture.height())]


def _old_or_new(turns: Turns, pane: QWidget, do: Callable[[], object]) -> int:
    """Do it, and look at the screen in every turn: each row of pixels is as before or as in the end.

    Returns how many turns it took.
    """
    before = _rows(_seen(pane))
    do()
    seen = []
    while not turns.is_idle:
        QCoreApplication.processEvents()
        seen.append(_rows(_seen(pane)))
    _paint()
    after = _rows(_seen(pane))
    assert before != after
    pane.window().repaint()
    assert after == _rows(_seen(pane))
    for rows in seen:
        assert all(row in (old, new) for row, old, new in zip(rows, before, after, strict=True))
    return len(seen)


@pytest.fixture
def place(qtbot: QtBot) -> Iterator[Place]:
    window = QWidget()
    qtbot.addWidget(window)

    def show(pane: QWidget, width: int, height: int) -> None:
        window.resize(width, height)
        pane.setParent(window)
        pane.resize(width, height)
        with qtbot.waitExposed(window):
            window.show()
        _paint()

    yield show
    window.close()


def _desk_pane(qtbot: QtBot, turns: Turns, place: Place) -> DeskPane:
    """A pane that lists one article."""
    pane = DeskPane(turns=turns)
    pane.set_theme(themes.load("light"))
    pane.set_queues(look.queues())
    pane.set_articles(look.articles()[:1])
    place(pane, 213, 800)
    _wait(qtbot, turns)
    return pane


def _claims_pane(turns: Turns, place: Place, width: int) -> tuple[ClaimsPane, ClaimListModel]:
    """A pane that lists fifteen claims somebody has asked for."""
    pane = ClaimsPane(turns=turns)
    pane.set_theme(themes.load("light"))
    pane.set_scale(look.scale())
    model = ClaimListModel(pane)
    pane.set_model(model)
    place(pane, width, 900)
    rows = look.rows(15)
    model.add_rows({row.id: row for row in rows})
    model.set_ids([row.id for row in rows])
    return pane, model


def test_the_desk_pane_shows_other_lines_strip_by_strip(qtbot: QtBot, turns: Turns, place: Place) -> None:
    pane = _desk_pane(qtbot, turns, place)
    assert _old_or_new(turns, pane, lambda: pane.set_articles(look.articles())) > len(look.articles())


class _Painted(QObject):
    """Where a widget is painted, for as long as this lives."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.regions: list[QRegion] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.regions.append(event.region())
        return False


def test_lines_of_the_desk_pane_that_stay_are_not_painted_again(qtbot: QtBot, turns: Turns, place: Place) -> None:
    pane = _desk_pane(qtbot, turns, place)
    turns.gentle = True
    painted, model = _Painted(pane.list.viewport()), pane.list.model()
    first = pane.list.visualRect(model.index(model.rowCount() - 1, 0))
    pane.set_articles(look.articles())
    _wait(qtbot, turns)
    assert pane.list.visualRect(model.index(model.rowCount() - len(look.articles()), 0)) == first
    assert painted.regions
    assert not any(region.intersects(first) for region in painted.regions)
    painted.regions.clear()
    # What is counted otherwise meanwhile is painted, whatever else stays.
    pane.set_queues({queue: number + 1 for queue, number in look.queues().items()})
    pane.set_articles(look.articles()[:1])
    _wait(qtbot, turns)
    queue = pane.list.visualRect(model.index(2, 0))
    assert any(region.intersects(queue) for region in painted.regions)
    assert not any(region.intersects(first) for region in painted.regions)


def test_what_was_to_be_painted_beyond_a_widgets_edge_is_not_waited_for(
    qtbot: QtBot, turns: Turns, place: Place
) -> None:
    sheet = QWidget()
    place(sheet, 200, 400)
    _wait(qtbot, turns)
    turns.gentle = True
    strips = Strips(sheet, turns, sheet)
    strips.paint(QRegion(150, 0, 50, 400))
    strips.paint(QRegion(0, -100, 20, 50))
    strips.paint(QRegion(0, 300, 20, 200))
    sheet.resize(100, 400)
    painted = _Painted(sheet)
    _wait(qtbot, turns)
    assert strips.is_done
    assert any(region.intersects(QRect(0, 300, 20, 100)) for region in painted.regions)


def test_claims_that_move_when_a_chip_comes_are_painted_in_strips(
    qtbot: QtBot, turns: Turns, place: Place
) -> None:
    pane, model = _claims_pane(turns, place, 300)
    pane.set_counts(40, 20, 20, 15, 0)
    _wait(qtbot, turns)
    turns.gentle = True
    painted = _Painted(pane.list.viewport())
    top = pane.list.mapTo(pane, QPoint(0, 0)).y()
    pane.set_counts(40, 20, 20, 15, 3)
    _wait(qtbot, turns)
    assert pane.list.mapTo(pane, QPoint(0, 0)).y() > top
    heights = [region.boundingRect().height() for region in painted.regions]
    assert heights and max(heights) <= max(map(pane.list.rowHeight, range(model.rowCount())))
    as_it_came = _rows(_seen(pane))
    pane.window().repaint()
    assert as_it_came == _rows(_seen(pane))


@pytest.mark.parametrize("later", [0, 1, 3, 6, 9])
def test_words_that_come_while_claims_are_laid_out_get_their_room(
    qtbot: QtBot, turns: Turns, place: Place, later: int
) -> None:
    pane, model = _claims_pane(turns, place, 300)
    _wait(qtbot, turns)
    row = model.row_at(0)
    assert row is not None
    assert model.index_of(row.id).row() == 0  # the place of what was asked for is known
    before = pane.list.rowHeight(0)
    pane.list.show_in_strips()
    for _ in range(later):
        QCoreApplication.processEvents()
    assert not pane.list.strips.is_done
    model.add_rows({row.id: replace(row, words=f"{row.words} " * 9, kind=MentionKind.DIRECT)})
    _wait(qtbot, turns)
    assert pane.list.rowHeight(0) > before


def test_an_empty_list_fills_strip_by_strip(qtbot: QtBot, turns: Turns, place: Place) -> None:
    pane, model = _claims_pane(turns, place, 320)
    ids = model.ids()
    by_turns = [pane.list.strips.is_done]  # somebody has chosen it
    model.set_ids([])
    model.set_ids(ids, unasked=True)
    by_turns.append(pane.list.strips.is_done)
    assert by_turns == [True, False]
    _wait(qtbot, turns)
    as_it_came = _rows(_seen(pane.list.viewport()))
    pane.repaint()
    assert as_it_came == _rows(_seen(pane.list.viewport()))


def test_the_first_claim_comes_strip_by_strip_and_the_next_at_once(
    qtbot: QtBot, turns: Turns, place: Place
) -> None:
    pane = Inspector(turns=turns)
    pane.set_theme(themes.load("light"))
    pane.set_scale(look.scale())
    place(pane, 392, 900)
    assert _old_or_new(turns, pane, lambda: pane.set_claim(look.claim(3), unasked=True)) > 900 // STRIP
    pane.set_claim(look.claim(4))
    assert turns.is_idle


CONTEXT = ClaimContext(comments=(CommentRow(1, "Ask the ministry.", "Ada", datetime(2025, 9, 12, tzinfo=UTC)),))


def test_what_stands_around_a_claim_may_come_before_the_claim_is_seen(
    qtbot: QtBot, turns: Turns, place: Place
) -> None:
    pane = Inspector(turns=turns)
    pane.set_theme(themes.load("light"))
    pane.set_scale(look.scale())
    place(pane, 392, 900)
    pane.set_claim(look.claim(3))
    pane.set_context(CONTEXT)
    _wait(qtbot, turns)
    assert pane.head.isVisible() and pane.comments.open_count == 1


@pytest.fixture
def reader(turns: Turns, place: Place) -> Reader:
    made = Reader(turns=turns)
    made.set_scale(look.scale())
    made.set_theme(themes.load("light"))
    place(made, 620, 560)
    made.page.setFocus()
    return made


def test_marks_come_to_an_open_article_strip_by_strip(qtbot: QtBot, turns: Turns, reader: Reader) -> None:
    article = look.article()
    reader.set_article(replace(article, marks=(), pipeline=None))
    _wait(qtbot, turns)
    assert _old_or_new(turns, reader.page.viewport(), lambda: reader.set_article(article)) > 560 // STRIP


def test_marks_that_came_by_turns_look_as_if_the_article_had_come_with_them(
    qtbot: QtBot, turns: Turns, reader: Reader
) -> None:
    article = look.article()
    looks = []
    for steps in ((article,), (replace(article, marks=(), pipeline=None), article)):
        reader.set_article(None)
        for step in steps:
            reader.set_article(step)
            reader.set_current(article.marks[-1].claim_id if step.marks else None)
            if step.marks:
                _wait(qtbot, turns)
        QCoreApplication.processEvents()
        looks.append((reader.page.verticalScrollBar().value(), _rows(_seen(reader.page.viewport()))))
    assert looks[0] == looks[1]


LONG = "\n\n".join(f"In paragraph {number}, 🙂 {number} people of Ostrava walked home." for number in range(400))


def _long(number: int = 399) -> tuple[str, tuple[Mark, ...]]:
    start = LONG.index(f"paragraph {number},")
    mark = Mark(1, MentionKind.FIGURE, ((start, start + 13),), (), look.article().marks[0].state)
    return LONG, (mark,)


def test_a_long_article_is_set_whole_by_turns_of_its_own_accord(
    qtbot: QtBot, turns: Turns, reader: Reader
) -> None:
    text, marks = _long()
    reader.set_article(replace(look.article(), title="Title", text=text, marks=marks))
    held = len(reader.page.toPlainText())
    assert 0 < held < len(LONG) and reader.page.text() == text
    steps = 0
    while not turns.is_idle:
        QCoreApplication.processEvents()
        steps += 1
    assert steps > 3
    assert reader.page.toPlainText() == text


def test_what_is_asked_of_a_long_article_is_there_at_once(qtbot: QtBot, turns: Turns, reader: Reader) -> None:
    text, marks = _long()
    reader.set_article(replace(look.article(), title="Title", text=text, marks=marks))
    shape = reader.page.shape_of(1)
    assert shape is not None and len(shape.boxes) == 1
    assert reader.page.toPlainText() == text and turns.is_idle
    reader.set_article(None)
    reader.set_article(replace(look.article(), title="Title", text=text, marks=marks))
    reader.set_current(1)
    assert reader.page.verticalScrollBar().value() > 0
    again = reader.page.shape_of(1)
    assert again is not None and again.boxes == shape.boxes


def test_an_article_opened_over_one_that_is_being_set_is_set_alone(
    qtbot: QtBot, turns: Turns, reader: Reader
) -> None:
    text, marks = _long()
    reader.set_article(replace(look.article(), title="Title", text=text, marks=marks))
    reader.set_article(replace(look.article(), id=99, text="Short.\n\nAnd shorter.", marks=()))
    _wait(qtbot, turns)
    assert reader.page.toPlainText() == "Short.\n\nAnd shorter."


def test_the_first_article_comes_strip_by_strip_when_nobody_asked_for_it(
    qtbot: QtBot, turns: Turns, reader: Reader
) -> None:
    reader.set_desk_empty(True)
    _paint()
    article = replace(look.article(), marks=(), pipeline=None)
    assert _old_or_new(turns, reader, lambda: reader.set_article(article, unasked=True)) > 560 // STRIP
    reader.set_article(None)
    _paint()
    assert _old_or_new(turns, reader, lambda: reader.set_article(article)) < 560 // STRIP


def test_what_is_asked_of_an_article_that_is_coming_is_there_at_once(
    qtbot: QtBot, turns: Turns, reader: Reader
) -> None:
    text, marks = _long()
    reader.set_article(replace(look.article(), title="Title", text=text, marks=marks), unasked=True)
    assert not turns.is_idle
    reader.set_current(1)
    shape = reader.page.shape_of(1)
    assert shape is not None and len(shape.boxes) == 1
    assert reader.page.toPlainText() == text and reader.page.verticalScrollBar().value() > 0
    _wait(qtbot, turns)
    reader.set_article(None)
    reader.set_article(replace(look.article(), title="Title", text=text, marks=marks), unasked=True)
    reader.set_article(None)
    _wait(qtbot, turns)
    assert reader.page.toPlainText() == "" and not reader.page.isVisible()


def test_a_long_list_of_speakers_is_measured_before_it_is_listed(qtbot: QtBot, turns: Turns, place: Place) -> None:
    pane = DeskPane(turns=turns)
    pane.set_theme(themes.load("light"))
    pane.set_articles(look.articles())
    place(pane, 213, 800)
    _wait(qtbot, turns)
    model = pane.list.model()
    before = model.rowCount()
    speakers = [replace(look.speakers()[0], id=number, name=f"Speaker {number} of them") for number in range(200)]
    pane.set_speakers(speakers[:150])
    assert model.rowCount() == before
    pane.set_speakers(speakers)  # takes the place of what is coming
    _wait(qtbot, turns)
    assert model.rowCount() == before + 201
    heights = [pane.list.sizeHintForIndex(model.index(row, 0)).height() for row in range(model.rowCount())]
    assert pane.list.verticalScrollBar().isVisible()
    pane.set_speakers([])  # the scroll bar goes; no line is measured for another width
    _wait(qtbot, turns)
    assert not pane.list.verticalScrollBar().isVisible()
    again = [pane.list.sizeHintForIndex(model.index(row, 0)).height() for row in range(model.rowCount())]
    assert again == heights[: len(again)]
