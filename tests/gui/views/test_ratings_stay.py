"""The ratings stay where they are while somebody rates, and are seen whole where the window is small."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.records import CheckView, ClaimState, ClaimView, ReadPart
from gui import theme as themes
from gui.views.inspector.inspector import Inspector
from tests.gui import look

LEAST = 596
"""Pixels that the inspector is high in the smallest window, 1100 by 700."""


@pytest.fixture
def inspector(qapp: QApplication, qtbot: QtBot) -> Inspector:
    themes.apply(qapp, themes.load("light"))
    made = Inspector()
    qtbot.addWidget(made)
    made.set_scale(look.scale())
    made.resize(300, LEAST)
    with qtbot.waitExposed(made):
        made.show()
    return made


def at_work(said: str | None = None, so: str | None = None, rationale: str = "") -> ClaimView:
    """The claim with a comparison, without sources; a suggestion where nothing is given."""
    claim = look.claim()
    state = ClaimState.CHECKING if said or so or rationale else ClaimState.SUGGESTED
    row = replace(claim.row, state=state, said=said, so=so)
    return replace(claim, row=row, check=CheckView(said=said, so=so, rationale=rationale), evidence=())


def top_of_so(inspector: Inspector) -> int:
    for _ in range(6):  # a layout asks the one around it for another turn
        QApplication.processEvents()
    return inspector.verdict.so.mapTo(inspector, QPoint()).y()


def test_the_ratings_do_not_move_while_one_rates(inspector: Inspector) -> None:
    steps = (
        at_work(),
        at_work(so="misleading"),
        at_work("paraphrase", "misleading"),
        at_work("paraphrase", "misleading", "No list backs either."),
        replace(at_work("paraphrase", "misleading", "No list backs either."), evidence=look.claim().evidence),
    )
    for height in range(LEAST - 60, LEAST + 160, 8):
        inspector.resize(300, height)
        tops = set()
        for claim in steps:
            inspector.set_claim(claim)
            tops.add(top_of_so(inspector))
        assert len(tops) == 1, f"at {height} pixels they jumped: {sorted(tops)}"


def test_the_last_ratings_are_seen_above_what_the_check_still_needs(inspector: Inspector) -> None:
    claim = replace(at_work(rationale="Taken up."), comparisons=(), corrected_in=(ReadPart.PASSAGE,))
    inspector.set_claim(replace(claim, check=CheckView()))
    bottom = top_of_so(inspector) + inspector.verdict.so.height()
    assert inspector.action_row.missing.text() == "Still needed: Said?, So?, why, a source"
    assert bottom <= inspector.action_row.mapTo(inspector, QPoint()).y()
