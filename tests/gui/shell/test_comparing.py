"""Figures compared: suggestions ruled on, two figures picked by key or in the list, each undone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QLabel, QPushButton

from core.records import ComparisonKind, ComparisonView, Correction, Form, MentionKind, Reading
from db.operations import ApproveCheck, CorrectMention, ImportArticle, OpenCorrection, PublishCheck
from db.store import Desk
from gui.running import Running
from gui.settings import CHECKER, Settings
from tests.db.examples import analysis, document
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, press, rows, shown
from tests.gui.shell.test_correcting import DAY, PLACE
from tests.gui.shell.test_reviewing_changes import CHECK, EDIT, send


def with_example(start: Start, desk: Path) -> Running:
    """The program with the example article, whose figures are compared, in the list."""
    running = start(desk)
    running.session.act(ImportArticle(document(), analysis()))
    running.wait_until_idle()
    running.navigation.choose_article(running.navigation.articles[0].id)
    running.wait_until_idle()
    return running


def figure(running: Running, low: int) -> int:
    """The claim of the first figure with this value."""

    def find(desk: Desk) -> int:
        views = [desk.read.claim(each) for each in running.window.claim_model.ids()]
        return next(view.row.id for view in views if view and view.reading and view.reading.low == low)

    return ask(running, find)


def go_to(running: Running, low: int) -> int:
    claim = figure(running, low)
    running.navigation.choose_claim(claim)
    running.wait_until_idle()
    return claim


def comparisons(running: Running) -> tuple[ComparisonView, ...]:
    return shown(running).comparisons


def link(running: Running, *texts: str) -> QPushButton:
    """The link that is the last of `texts`, on the first card that shows them all."""
    for card in running.window.inspector.verdict.comparisons.cards:
        links = {each.text(): each for each in card.findChildren(QPushButton)}
        if set(texts) <= {*links, *(each.text() for each in card.findChildren(QLabel))}:
            return links[texts[-1]]
    raise AssertionError(texts)


def pick(running: Running, text: str) -> None:
    menu = running.comparing.menu
    next(action for action in menu.actions() if text in action.text()).trigger()
    menu.close()
    running.wait_until_idle()


def test_two_figures_are_picked_and_compared(start: Start, desk: Path) -> None:
    running = start(desk)
    part = go_to(running, 2)
    press(running, "B")
    assert "is picked" in running.window.status.hint()
    press(running, "Esc")
    assert "is picked" not in running.window.status.hint()
    press(running, "B")
    assert "is picked" in running.window.status.hint()
    whole = go_to(running, 14)
    press(running, "B")
    pick(running, "became")  # 2 became 14
    made = [each for each in comparisons(running) if each.verdict == "made"]
    assert [(each.kind, each.low) for each in made] == [(ComparisonKind.CHANGE, Decimal(6))]
    assert [operand[0] for operand in made[0].operands] == [part, whole]
    link(running, "made by hand", "Take back").click()
    running.wait_until_idle()
    assert not [each for each in comparisons(running) if each.verdict]
    press(running, "Ctrl+Z", "Ctrl+Z")
    go_to(running, 2)
    assert not [each for each in comparisons(running) if each.verdict]


def test_statements_that_contradict_each_other_are_called_so(start: Start, desk: Path) -> None:
    running = start(desk)
    go_to(running, 2)
    press(running, "B")
    go_to(running, 14)
    press(running, "B")
    offered = [action.text() for action in running.comparing.menu.actions()]
    assert offered[0] == "two rooms and 14 rooms are about the same, and contradict each other"
    assert any("of one group" in text for text in offered)
    pick(running, "contradict each other")
    made = [each for each in comparisons(running) if each.verdict == "made"]
    assert [each.kind for each in made] == [ComparisonKind.RESTATEMENT]
    titles = [card.title.text() for card in running.window.inspector.verdict.comparisons.cards]
    assert any(title.endswith("which do not agree") for title in titles)


def test_groups_are_set_beside_each_other_also_where_no_number_tells_how(start: Start, desk: Path) -> None:
    running = start(desk)
    unknown = Reading(None, Decimal(14), Form.BOUND, "<=", counted="rooms")
    for low in (2, 14):
        number = go_to(running, low)
        bound = replace(unknown, high=Decimal(low))
        running.session.act(CorrectMention(number, Correction(reading=bound)))
        running.wait_until_idle()
        press(running, "B")
    offered = [action.text() for action in running.comparing.menu.actions()]
    assert [text for text in offered if "of one group" in text] == ["two rooms of one group, 14 rooms of another"]
    pick(running, "of one group")
    assert [each.kind for each in comparisons(running) if each.verdict == "made"] == [ComparisonKind.CONTRAST]


def test_two_figures_chosen_in_the_list_are_picked_at_once(start: Start, desk: Path) -> None:
    running = start(desk)
    view, model = running.window.claims_pane.list, running.window.claim_model
    select = QItemSelectionModel.SelectionFlag.Select
    go_to(running, 2)
    view.selectionModel().select(model.index_of(figure(running, 14)), select)
    press(running, "B")
    assert any("share of" in action.text() for action in running.comparing.menu.actions())
    running.comparing.menu.close()


def test_a_suggestion_is_confirmed_rejected_and_taken_back(start: Start, desk: Path) -> None:
    running = with_example(start, desk)
    go_to(running, 1300)
    (suggested,) = comparisons(running)
    assert suggested.verdict is None
    link(running, "Confirm").click()
    running.wait_until_idle()
    assert comparisons(running)[0].verdict == "confirmed"
    link(running, "Take back").click()
    running.wait_until_idle()
    assert comparisons(running) == (suggested,)
    link(running, "Reject").click()
    running.wait_until_idle()
    assert comparisons(running) == ()
    press(running, "Ctrl+Z")
    assert suggested in comparisons(running)


def test_the_key_confirms_the_first_that_is_open_and_says_which(start: Start, desk: Path) -> None:
    running = with_example(start, desk)
    go_to(running, 1300)
    assert len(comparisons(running)) == 1
    press(running, "Shift+B")
    assert comparisons(running)[0].verdict == "confirmed"
    assert any(told.startswith("Confirmed: ") and "3.7" in told for told in running.window.notice.texts())
    press(running, "Shift+B")
    assert "No comparison is left to confirm." in running.window.notice.texts()
    press(running, "Ctrl+Z")
    assert comparisons(running)[0].verdict is None


def test_of_a_published_figure_nothing_is_said_but_in_a_correction(
    start: Start, desk: Path, settings: Settings
) -> None:
    running = with_example(start, desk)
    whole = go_to(running, 1300)
    part = comparisons(running)[0].operands[0][0]
    link(running, "Confirm").click()
    running.wait_until_idle()
    settings.set(CHECKER, CHECK)
    send(running, whole)
    settings.set(CHECKER, EDIT)
    for operation in (ApproveCheck(whole), PublishCheck(whole, PLACE, DAY)):
        running.session.act(operation)
    running.wait_until_idle()
    go_to(running, 1300)
    assert [each.verdict for each in comparisons(running)] == ["confirmed"]
    with pytest.raises(AssertionError):
        link(running, "confirmed ✓", "Take back")
    press(running, "B")
    assert running.window.notice.texts()[-1] == ("The claim is published and cannot be edited; open a correction.")
    running.navigation.choose_claim(part)  # the other figure has the same comparison
    running.wait_until_idle()
    link(running, "confirmed ✓", "Take back").click()
    running.wait_until_idle()
    assert "“1,300 or 1,400 people” is published" in running.window.notice.texts()[-1]
    assert "open a correction of it" in running.window.notice.texts()[-1]
    assert [each.verdict for each in comparisons(running) if each.kind is ComparisonKind.SHARE] == ["confirmed"]
    running.session.act(OpenCorrection(whole))
    running.wait_until_idle()
    link(running, "confirmed ✓", "Take back").click()
    running.wait_until_idle()
    assert not [each for each in comparisons(running) if each.verdict]


def test_on_a_quote_the_key_says_why_nothing_is_picked(start: Start, desk: Path) -> None:
    running = start(desk)
    quote = next(row for row in rows(running) if row.kind is not MentionKind.FIGURE)
    running.navigation.choose_claim(quote.id)
    running.wait_until_idle()
    press(running, "B")
    told = "Only figures are compared, and this is a quote: go to a figure."
    assert running.window.notice.texts("warn") == [told]


@pytest.mark.parametrize("whom", ["a quote", "a third"])
def test_of_what_is_chosen_in_the_list_the_key_says_why_it_is_not_compared(
    start: Start, desk: Path, whom: str
) -> None:
    running = start(desk)
    view, model = running.window.claims_pane.list, running.window.claim_model
    quote = next(row.id for row in rows(running) if row.kind is not MentionKind.FIGURE)
    go_to(running, 2)
    others = [quote] if whom == "a quote" else [quote, figure(running, 14)]
    for other in others:
        view.selectionModel().select(model.index_of(other), QItemSelectionModel.SelectionFlag.Select)
    press(running, "B")
    told = {
        "a quote": "Only figures are compared: choose two figures in the list.",
        "a third": "Two figures are compared, and 3 claims are chosen: choose two of them.",
    }
    assert running.window.notice.texts("warn") == [told[whom]]
    assert "is picked" not in running.window.status.hint()


def test_a_number_above_its_limit_is_compared_with_it(start: Start, desk: Path) -> None:
    running = start(desk)
    go_to(running, 14)
    press(running, "B")
    go_to(running, 2)
    press(running, "B")
    offered = [action.text() for action in running.comparing.menu.actions() if "above the limit" in action.text()]
    assert len(offered) == 1  # nobody is offered that 2 is above 14
    pick(running, "is above the limit of")
    [made] = [each for each in comparisons(running) if each.kind is ComparisonKind.EXCESS]
    assert [operand[2].low for operand in made.operands] == [14, 2]
    cards = running.window.inspector.verdict.comparisons.cards
    said = [" ".join(each.text() for each in card.findChildren(QLabel)) for card in cards]
    assert any("against a limit of" in text and "600\u00a0% above it" in text for text in said)


def test_two_groups_can_be_set_beside_each_other(start: Start, desk: Path) -> None:
    running = start(desk)
    go_to(running, 14)
    press(running, "B")
    go_to(running, 2)
    press(running, "B")
    pick(running, "of one group")
    [made] = [each for each in comparisons(running) if each.kind is ComparisonKind.CONTRAST]
    assert [operand[2].low for operand in made.operands] == [14, 2]
    cards = running.window.inspector.verdict.comparisons.cards
    said = [" ".join(each.text() for each in card.findChildren(QLabel)) for card in cards]
    assert any(" against " in text and "600\u00a0% more" in text for text in said)
