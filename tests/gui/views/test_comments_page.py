"""The page of comments: words that wait with their claim."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.views.inspector.comments_page import CommentsPage


@pytest.fixture
def page(qtbot: QtBot) -> CommentsPage:
    made = CommentsPage()
    qtbot.addWidget(made)
    made.set_owner("desk", "Ada")
    return made


def test_kept_words_come_to_a_claim_that_was_passed_by_before_they_were_read(page: CommentsPage) -> None:
    page.set_claim(1)
    page.set_claim(2)
    page.set_kept({1: "Which recording?"})
    assert page.field.toPlainText() == ""
    page.set_claim(1)
    assert page.field.toPlainText() == "Which recording?"


def test_kept_words_come_to_the_claim_that_is_shown(page: CommentsPage) -> None:
    page.set_claim(1)
    page.set_kept({1: "Which recording?"})
    assert page.field.toPlainText() == "Which recording?"


def test_words_typed_before_the_kept_ones_were_read_stand(page: CommentsPage) -> None:
    page.set_claim(1)
    page.field.setPlainText("Whose?")
    page.set_claim(2)
    page.field.setPlainText("Since when?")
    page.set_kept({1: "Which recording?", 2: "How many?"})
    assert page.field.toPlainText() == "Since when?"
    page.set_claim(1)
    assert page.field.toPlainText() == "Whose?"


def test_kept_words_are_not_told_again(page: CommentsPage, qtbot: QtBot) -> None:
    page.set_claim(1)
    page.set_kept({1: "Which recording?"})
    with qtbot.assertNotEmitted(page.typed):
        page.keep()
