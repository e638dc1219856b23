"""Several claims at once, filters under a name, and finding: on the desk and in the article. By keys."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.records import ClaimFilter, ClaimState, DismissReason, EvidenceDraft, Order, Question, Queue
from db.operations import AddEvidence, ReturnCheck, SetRating, SetRationale, SubmitCheck
from db.store import Desk
from gui import saved_filters
from gui.models.desk_list import ENTRY_ROLE
from gui.running import Running
from gui.saved_filters import Kept
from gui.settings import ADVANCE, CHECKER, FILTERS, Settings
from gui.views.dialogs.assign_dialog import AssignDialog
from gui.views.dialogs.claim_dialog import ClaimDialog
from gui.views.dialogs.filter_dialog import FilterDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, dialog, focus, press, rows, shown, write


def undo_text(running: Running) -> str:
    return running.window.actions_table["undo"].text()


def test_chosen_claims_are_accepted_and_assigned_as_one_step(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    press(running, "Shift+Down", "Shift+Down")
    bar = running.window.claims_pane.bulk
    assert bar.isVisible()
    assert bar.title.text() == "3 claims chosen"
    press(running, "A")
    assert [row.state for row in rows(running)][:4] == [ClaimState.OPEN] * 3 + [ClaimState.SUGGESTED]
    assert undo_text(running) == "Undo accept 3 claims"
    assert not bar.isVisible()
    press(running, "Ctrl+Z")
    assert {row.state for row in rows(running)} == {ClaimState.SUGGESTED}
    press(running, "Ctrl+A", "Shift+A")
    dialog(running, AssignDialog)
    write(running, "Una Lindqvar")
    press(running, "Ctrl+Return")
    assert {row.assignee for row in rows(running)} == {"Una Lindqvar"}
    press(running, "Ctrl+Z")
    assert {row.assignee for row in rows(running)} == {None}


def test_what_is_accepted_stays_to_be_rated_and_what_is_put_off_leads_on(start: Start, desk: Path) -> None:
    running = start(desk)
    first = shown(running).row.id
    press(running, "A")
    claim = shown(running)
    assert (claim.row.id, claim.row.state) == (first, ClaimState.OPEN)
    press(running, "1")
    assert (shown(running).row.id, shown(running).check.so) == (first, "true")
    press(running, "J")
    second = shown(running).row.id
    press(running, "Space")
    third = shown(running).row.id
    assert third not in (first, second)
    press(running, "X")
    QTest.keyClick(running.window.inspector.dismiss_menu, Qt.Key.Key_4)
    running.wait_until_idle()
    assert shown(running).row.id not in (first, second, third)


def test_keys_for_chosen_claims_count_whatever_the_last_of_them_is(
    start: Start, desk: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    press(running, "J", "J", "1", "Home", "Shift+Down", "Shift+Down")
    before = [row.state for row in rows(running)]
    assert before[:3] == [ClaimState.SUGGESTED, ClaimState.SUGGESTED, ClaimState.CHECKING]
    assert shown(running).row.id == rows(running)[2].id, "the one that is no suggestion any more"
    press(running, "A")
    assert [row.state for row in rows(running)][:3] == [ClaimState.OPEN, ClaimState.OPEN, ClaimState.CHECKING]
    assert undo_text(running) == "Undo accept 2 claims"
    press(running, "Ctrl+Z", "Home", "Shift+Down", "Shift+Down", "X")
    assert running.window.inspector.dismiss_menu.heading.text() == "Dismiss 2 of 3: 1 is checked already"
    press(running, "Escape")
    accept = running.window.actions_table["accept"]
    assert accept.isEnabled()
    running.window.claims_pane.clear_selection()
    assert not accept.isEnabled(), "alone, the current claim cannot be accepted"


def digit(running: Running, key: Qt.Key) -> None:
    """Type a digit where keys go: into the open menu, else to the window."""
    QTest.keyClick(QApplication.activePopupWidget() or running.window, key)
    running.wait_until_idle()


def test_of_all_claims_the_suggestions_are_dismissed_and_the_menu_says_how_many(
    start: Start, desk: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    press(running, "2")  # the first claim is being checked, and is the current one
    first, total = rows(running)[0].id, len(rows(running))
    press(running, "J", "A", "K", "Ctrl+A", "X")
    menu = running.window.inspector.dismiss_menu
    left = total - 2
    assert menu.heading.text() == f"Dismiss {left} of {total}: 1 is checked already, 1 is accepted already"
    digit(running, Qt.Key.Key_4)
    states = {row.id: row.state for row in rows(running)}
    assert list(states.values()).count(ClaimState.DISMISSED) == left
    assert states[first] is ClaimState.CHECKING
    assert rows(running)[0].so == "mostly-true"
    # Nothing is left to dismiss: it is said why, and the digit is no rating.
    press(running, "Ctrl+A", "X")
    assert menu.isVisible() and menu.why().startswith("None of these is a suggestion: 1 is checked already")
    digit(running, Qt.Key.Key_4)
    assert {row.id: (row.state, row.so) for row in rows(running)}[first] == (
        ClaimState.CHECKING,
        "mostly-true",
    )


def test_a_digit_typed_before_the_desk_answers_is_a_reason(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    first = rows(running)[0].id
    QTest.keySequence(focus(running), QKeySequence("X"))
    popup = QApplication.activePopupWidget()
    assert popup is running.window.inspector.dismiss_menu
    QTest.keyClick(popup, Qt.Key.Key_4)
    running.wait_until_idle()
    found = ask(running, lambda desk: desk.read.claim(first))
    assert found is not None
    assert (found.row.state, found.dismissed_because, found.check.so) == (
        ClaimState.DISMISSED,
        DismissReason.TRIVIAL,
        None,
    )


def test_a_claim_that_was_worked_on_is_dismissed_with_its_work_and_comes_back(
    start: Start, desk: Path, settings: Settings
) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    claim = rows(running)[0].id
    press(running, "2", "X")
    digit(running, Qt.Key.Key_1)
    found = shown(running)
    assert (found.row.id, found.row.state, found.row.so) == (
        claim,
        ClaimState.DISMISSED,
        "mostly-true",
    )
    press(running, "X")
    assert "can take it back" in running.window.inspector.dismiss_menu.why()
    QTest.keyClick(running.window.inspector.dismiss_menu, Qt.Key.Key_Escape)
    press(running, "Ctrl+Z")
    assert shown(running).row.state is ClaimState.CHECKING


def test_chosen_claims_are_dismissed_for_one_reason(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    press(running, "Shift+Down", "X")
    menu = running.window.inspector.dismiss_menu
    assert menu.isVisible()
    assert menu.heading.text() == "Dismiss 2 claims"
    QTest.keyClick(menu, Qt.Key.Key_4)
    running.wait_until_idle()
    assert [row.state for row in rows(running)].count(ClaimState.DISMISSED) == 2
    press(running, "Ctrl+Z")
    assert [row.state for row in rows(running)].count(ClaimState.DISMISSED) == 0


def test_all_with_the_same_words_go_in_one_step(start: Start, desk: Path) -> None:
    running = start(desk)
    first = shown(running)
    same = ask(running, lambda desk: desk.read.same_words(first.row.id))
    assert same[0] == first.row.id
    press(running, "Shift+X")
    running.window.inspector.dismiss_requested.emit(DismissReason.TRIVIAL)
    running.wait_until_idle()
    states = ask(running, lambda desk: {row.state for row in desk.read.claim_rows(same).values()})
    assert states == {ClaimState.DISMISSED}


def test_escaping_the_reasons_dismisses_nothing_and_forgets_nothing(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "Shift+Down", "X")
    QTest.keyClick(running.window.inspector.dismiss_menu, Qt.Key.Key_Escape)
    running.wait_until_idle()
    assert {row.state for row in rows(running)} == {ClaimState.SUGGESTED}


def test_space_sets_the_chosen_aside(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    press(running, "Shift+Down", "Space")
    assert [row.set_aside for row in rows(running)].count(True) == 2


def test_mine_shows_what_is_assigned_to_me(start: Start, desk: Path, settings: Settings) -> None:
    settings.set(ADVANCE, False)
    running = start(desk)
    press(running, "Shift+A")
    dialog(running, AssignDialog)
    write(running, settings.checker())
    press(running, "Ctrl+Return")
    mine = shown(running).row.id
    running.window.claims_pane.chips.mine.click()
    running.wait_until_idle()
    assert [row.id for row in rows(running)] == [mine]
    running.window.claims_pane.chips.mine.click()
    running.wait_until_idle()
    assert len(rows(running)) > 1


def test_a_filter_is_kept_under_a_name(start: Start, desk: Path, settings: Settings) -> None:
    running = start(desk)
    press(running, "/")
    write(running, "speaker:voss")
    press(running, "Return")
    found = [row.id for row in rows(running)]
    running.window.actions_table["save-filter"].trigger()
    asked = dialog(running, FilterDialog)
    asked.name.setText("The librarian & co")
    asked.accept()
    running.wait_until_idle()
    press(running, "/", "Escape")
    pane = running.window.claims_pane
    assert pane.chips.saved_menu.actions()[0].text() == "The librarian && co"
    pane.chips.saved_menu.actions()[0].trigger()
    running.wait_until_idle()
    assert [row.id for row in rows(running)] == found
    assert running.window.header.search().text() == "speaker:voss"
    assert list(saved_filters.read(settings.get(FILTERS))) == ["The librarian & co"]
    pane.chips.filter_removed.emit("The librarian & co")
    assert saved_filters.read(settings.get(FILTERS)) == {}


def test_saved_filters_come_back_as_they_were_and_nonsense_is_left_out() -> None:
    found = ClaimFilter(text="52", order=Order.STATE, assignee="Ada")
    kept = {"a": Kept(found), "b": Kept(ClaimFilter(article_id=3), "/desks/a.saidso")}
    assert saved_filters.read(saved_filters.write(kept)) == kept
    for text in ("", "{", "[1]", '{"a": 1}', '{"a": {"queue": "no"}}', '{"a": {"what": 1}}'):
        assert saved_filters.read(text) == {}


def test_the_search_is_over_the_whole_desk_and_ends_at_what_was_found(start: Start, desk: Path) -> None:
    running = start(desk)
    before = running.navigation.filter
    here = shown(running).row.article_id
    press(running, "/")
    write(running, "1300")
    press(running, "Return")
    claim = shown(running)
    assert claim.row.article_id != here
    assert "1,300" in claim.row.words
    press(running, "/", "Escape")
    assert running.navigation.filter == replace(before, article_id=claim.row.article_id)


def test_results_come_as_typed(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "/")
    write(running, "nobody")
    QTest.qWait(120)
    running.wait_until_idle()
    assert [row.words for row in rows(running)] == ["“Nobody asked us,”"]
    assert running.window.header.search().hasFocus()


def test_a_source_is_found_from_the_search_field(start: Start, desk: Path) -> None:
    from core.records import EvidenceDraft

    running = start(desk)
    claim = shown(running).row.id
    running.session.act(AddEvidence(claim, EvidenceDraft("Minutes of the council")))
    running.wait_until_idle()
    press(running, "/")
    write(running, "source:minutes")
    press(running, "Return")
    assert [row.id for row in rows(running)] == [claim]


def test_words_are_found_in_the_article(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "Ctrl+F")
    bar = running.window.reader.find_bar
    assert bar.field.hasFocus()
    write(running, "voss")
    article = running.navigation.article
    assert article is not None
    assert [article.text[start:end] for start, end in bar.places()] == ["Voss", "Voss"]
    assert bar.count.text() == "1 of 2"
    press(running, "Return", "Return", "Shift+Return")
    assert bar.count.text() == "2 of 2"
    press(running, "Ctrl+A")
    write(running, "x" * 9)
    assert bar.count.text() == "Not found"
    press(running, "Escape")
    assert bar.isHidden()
    assert running.window.reader.page.hasFocus()
    assert running.window.reader.page.extraSelections() == []


def test_what_was_found_in_the_article_stays_selected_and_becomes_a_claim(start: Start, desk: Path) -> None:
    running = start(desk)
    press(running, "Ctrl+F")
    write(running, "closed 2 of")
    press(running, "Escape")
    page = running.window.reader.page
    span = page.selected_span()
    assert span is not None
    assert page.text()[slice(*span)] == "closed 2 of"
    press(running, "M")
    assert dialog(running, ClaimDialog)
    press(running, "Escape")


def test_a_search_that_no_claim_holds_goes_on_in_the_articles(start: Start, desk: Path) -> None:
    running = start(desk)
    pane = running.window.claims_pane
    press(running, "/")
    write(running, "told reporters")
    press(running, "Return")
    assert running.window.claim_model.rowCount() == 0
    assert "“told reporters”" in pane.emptiness()
    assert [place.words for place in pane.places.places()] == ["told reporters"]
    assert pane.places.list.hasFocus()
    press(running, "Return")
    page = running.window.reader.page
    span = page.selected_span()
    assert span is not None
    assert page.text()[slice(*span)] == "told reporters"
    assert page.hasFocus()
    assert "makes a claim of the selected words" in running.window.status.hint()
    # What stands nowhere on the desk is offered to be looked for in the open article, too.
    press(running, "/")
    write(running, "nowhere at all")
    press(running, "Return")
    assert pane.places.isHidden()
    assert pane.find_button.text() == "Find in this article (Ctrl+F)"
    pane.find_button.click()
    bar = running.window.reader.find_bar
    assert bar.field.text() == "nowhere at all"
    assert bar.field.hasFocus()


def test_a_place_in_another_article_opens_it_there(start: Start, desk: Path) -> None:
    running = start(desk)
    before = running.navigation.article
    assert before is not None
    elsewhere = "told reporters" if "Library" in before.title else "librarian Petra"
    press(running, "/")
    write(running, elsewhere)
    press(running, "Return", "Return")
    now = running.navigation.article
    assert now is not None
    assert now.id != before.id
    span = running.window.reader.page.selected_span()
    assert span is not None
    assert now.text[slice(*span)] == elsewhere


def test_a_key_settles_the_other_chosen_claims_like_the_current_one(start: Start, desk: Path) -> None:
    running = start(desk)
    first, second = (row.id for row in rows(running)[:2])
    press(running, "I")
    assert "Rate this claim first" in running.window.status.hint()
    press(running, "2")
    running.navigation.choose_claim(first)
    running.wait_until_idle()
    press(running, "Shift+Down", "I")
    settled = ask(running, lambda desk: desk.read.claim(second))
    assert settled is not None
    assert settled.check.so == "mostly-true"
    assert "1 claim settled like this one" in running.window.status.hint()
    press(running, "Ctrl+Z")
    settled = ask(running, lambda desk: desk.read.claim(second))
    assert settled is not None
    assert settled.check.so is None


def test_nothing_is_chosen_in_a_list_that_is_empty(start: Start, desk: Path) -> None:
    running = start(desk)
    pane = running.window.claims_pane
    press(running, "Ctrl+A")
    assert not pane.bulk.isHidden()
    press(running, "/")
    write(running, "nowhere at all")
    running.wait_until_idle()
    assert (pane.selected_count(), pane.bulk.isHidden()) == (0, True)


def test_what_was_returned_is_in_the_queue_of_whoever_checked_it(
    start: Start, desk: Path, settings: Settings
) -> None:
    running = start(desk)
    settings.set(CHECKER, "Ada Lind")
    claims = [row.id for row in rows(running)][:2]
    for claim, by in zip(claims, ("Ada Lind", "Jon Moss"), strict=True):
        rated = (SetRating(claim, Question.SO, "true"), SetRating(claim, Question.SAID, "verbatim"))
        source = AddEvidence(claim, EvidenceDraft("Minutes", "https://example.org/minutes", "Gazette"))
        for change in (*rated, SetRationale(claim, "The minutes say so."), source, SubmitCheck(claim)):
            running.session.act(change, by=by)
        running.session.act(ReturnCheck(claim, "Which minutes?"), by="Una Lindqvar")
    running.wait_until_idle()
    pane = running.window.desk_pane

    def count() -> int | None:
        entries = [pane.list.model().index(row, 0).data(ENTRY_ROLE) for row in range(pane.list.model().rowCount())]
        found: int | None = next(each.count for each in entries if each.value is Queue.RETURNED)
        return found

    assert count() == 1
    running.navigation.choose_queue(Queue.RETURNED)
    running.wait_until_idle()
    assert [row.id for row in rows(running)] == [claims[0]]
    settings.set(CHECKER, "Jon Moss")
    running.wait_until_idle()
    assert (count(), [row.id for row in rows(running)]) == (1, [claims[1]])
    settings.set(CHECKER, "Una Lindqvar")
    running.wait_until_idle()
    assert (count(), rows(running)) == (0, [])


def _beside(claim: int, desk: Desk) -> tuple[int, ...]:
    return desk.read.figures_beside(claim)


def test_the_other_figures_of_a_sentence_are_chosen_before_they_are_settled(start: Start, desk: Path) -> None:
    running = start(desk)
    ids = [row.id for row in rows(running)]
    beside = {claim: ask(running, partial(_beside, claim)) for claim in ids}
    with_others = next(claim for claim in ids if beside[claim])
    others = beside[with_others]
    running.navigation.choose_claim(with_others)
    running.wait_until_idle()
    press(running, "2")
    running.navigation.choose_claim(with_others)
    running.wait_until_idle()
    press(running, "I")
    assert set(running.window.claims_pane.selected_ids()) == {with_others, *others}
    first = ask(running, lambda desk: desk.read.claim(others[0]))
    assert first is not None and first.check.so is None, "they are seen first"
    press(running, "I")
    first = ask(running, lambda desk: desk.read.claim(others[0]))
    assert first is not None and first.check.so == "mostly-true"
