"""A claim with two answers: the graver one is what is seen of it, and the list names both."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from core.records import ClaimState, Mark, MentionKind
from gui import theme as themes
from gui.views.claims import claim_delegate
from gui.views.claims.claim_delegate import ClaimDelegate
from gui.views.parts import widgets
from gui.views.reader.paint import MentionPainter
from gui.views.reader.shapes import Shape
from tests.gui import look

ALTERED = Mark(1, MentionKind.DIRECT, ((0, 4),), (), ClaimState.CHECKING, said="altered", so="opinion")


def test_the_margin_shows_the_graver_answer(qtbot: QtBot) -> None:
    theme, scale = themes.load("light"), look.scale()
    discs = []
    for mark in (ALTERED, replace(ALTERED, so=None), replace(ALTERED, said="verbatim")):
        paper = QImage(24, 24, QImage.Format.Format_RGB32)
        paper.fill(QColor(theme.surface))
        painter = QPainter(paper)
        MentionPainter(theme, scale).paint_mark(painter, QRectF(4, 4, 16, 16), Shape(mark, [], [], [], 0), False)
        painter.end()
        discs.append(paper)
    assert discs[0] == discs[1], "the disc of Altered"
    assert discs[0] != discs[2], "and not that of Opinion"


@pytest.mark.parametrize(("width", "named"), [(290, {"Altered", "Opinion"}), (170, {"Altered"})])
def test_a_row_names_both_answers_where_there_is_room_else_the_graver(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int, named: set[str]
) -> None:
    told: list[str] = []
    draw = widgets.draw_line

    def noting(painter: QPainter, box: QRectF, text: str, *rest: object, **more: object) -> float:
        told.append(text)
        return draw(painter, box, text, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(claim_delegate, "draw_line", noting)
    delegate = ClaimDelegate()
    delegate.set_scale(look.scale())
    row = replace(look.rows()[0], state=ClaimState.CHECKING, said="altered", so="opinion")
    delegate.paint_unseen(row, width)
    assert {"Altered", "Opinion"} & set(told) == named
