"""Undo is everybody's own: nobody takes back what somebody else did, and it says why where one cannot."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy.event import listen

from core.errors import UserError
from core.records import ClaimFilter, ClaimState, DismissReason, EvidenceDraft, Question
from db import health
from db.operations import (
    AcceptClaims,
    AddEvidence,
    DismissClaims,
    ImportArticle,
    Operation,
    RestoreClaims,
    SetRating,
    SetRationale,
    SubmitCheck,
)
from db.store import Desk, open_desk
from tests.db.examples import ME, claim_at, document

OTTO = "Otto Quill"


def so(desk: Desk, claim: int) -> str | None:
    found = desk.read.claim(claim)
    assert found is not None
    return found.check.so


def refused(desk: Desk, by: str, code: str, *, redo: bool = False) -> str:
    with pytest.raises(UserError) as caught:
        (desk.redo if redo else desk.undo)(by)
    assert caught.value.code == code
    return caught.value.message


@pytest.fixture
def two(desk: Desk) -> tuple[int, int]:
    """Two claims: the first was rated true by one person, and then the second false by another."""
    first, second = claim_at(desk, "52 prisoners"), claim_at(desk, "by 4.6 per cent")
    desk.transact(SetRating(first, Question.SO, "true"), ME)
    desk.transact(SetRating(second, Question.SO, "false"), OTTO)
    return first, second


def test_everybody_takes_back_their_own_newest_action(desk: Desk, two: tuple[int, int]) -> None:
    first, second = two
    assert (desk.undo_label(ME), desk.undo_label(OTTO)) == ("rating: True", "rating: False")
    assert desk.undo(ME).claims == {first}
    assert (so(desk, first), so(desk, second)) == (None, "false")
    desk.undo(OTTO)
    assert so(desk, second) is None
    assert health.check(desk.connection).sound


def test_who_did_nothing_takes_nothing_back(desk: Desk, two: tuple[int, int]) -> None:
    assert desk.undo_label("Una Lindqvar") is None
    message = refused(desk, "Una Lindqvar", "S-UNDO-NOTHING")
    assert message == "There is nothing of yours to undo: “rating: False” is Otto Quill’s to undo."
    assert so(desk, two[1]) == "false"


def test_a_name_in_other_capitals_is_the_same_person(desk: Desk, two: tuple[int, int]) -> None:
    assert desk.undo_label("  otto  QUILL ") == "rating: False"
    desk.undo("otto quill")
    assert so(desk, two[1]) is None


def test_everybody_redoes_what_they_undid(desk: Desk, two: tuple[int, int]) -> None:
    first, second = two
    desk.undo(ME)
    desk.undo(OTTO)
    assert (desk.redo_label(ME), desk.redo_label(OTTO)) == ("rating: True", "rating: False")
    desk.redo(ME)
    assert (so(desk, first), so(desk, second)) == ("true", None)
    assert refused(desk, ME, "S-UNDO-NOTHING", redo=True).endswith("“rating: False” is Otto Quill’s to redo.")
    desk.redo(OTTO)
    assert so(desk, second) == "false"


def test_what_somebody_else_does_leaves_redo_alone(desk: Desk, two: tuple[int, int]) -> None:
    first, second = two
    desk.undo(ME)
    desk.transact(SetRationale(second, "Counted."), OTTO)
    assert desk.redo_label(ME) == "rating: True"
    desk.redo(ME)
    assert so(desk, first) == "true"
    desk.undo(ME)
    desk.transact(SetRationale(first, "Counted."), ME)
    assert desk.redo_label(ME) is None


def test_undo_says_who_has_changed_the_thing_since(desk: Desk, two: tuple[int, int]) -> None:
    first, _ = two
    desk.transact(AddEvidence(first, EvidenceDraft("List")), ME)
    desk.transact(SetRating(first, Question.SO, "misleading"), OTTO)
    desk.undo(ME)  # the source: it is as it was left
    message = refused(desk, ME, "S-UNDO-MOVED")
    assert message == (
        "“rating: True” can no longer be undone: Otto Quill has changed its check since. "
        "Do it again to take the action before it."
    )
    assert so(desk, first) == "misleading"
    assert desk.undo_label(ME) == "import: Velin frees 52 prisoners"


def test_what_somebody_else_took_back_again_can_be_undone(desk: Desk, two: tuple[int, int]) -> None:
    first, _ = two
    desk.transact(SetRating(first, Question.SO, "misleading"), OTTO)
    desk.undo(OTTO)
    desk.undo(ME)
    assert so(desk, first) is None


def test_what_somebody_else_decided_the_same_stays_decided(desk: Desk, two: tuple[int, int]) -> None:
    """Rated true, by another false and then true after all: that is the other's decision now."""
    first, _ = two
    desk.transact(SetRating(first, Question.SO, "false"), OTTO)
    desk.transact(SetRating(first, Question.SO, "true"), OTTO)
    assert "Otto Quill has changed its check since" in refused(desk, ME, "S-UNDO-MOVED")
    assert so(desk, first) == "true"
    assert desk.undo_label(ME) == "import: Velin frees 52 prisoners"
    desk.undo(OTTO)
    assert so(desk, first) == "false"


def test_what_somebody_else_did_again_by_redo_is_decided_too(desk: Desk) -> None:
    """Their steps are older than mine, and what they did with them is not."""
    claim = claim_at(desk, "52 prisoners")
    desk.transact(SetRationale(claim, "Counted."), "Una Lindqvar")
    desk.transact(SetRating(claim, Question.SO, "true"), OTTO)
    desk.transact(SetRating(claim, Question.SO, None), OTTO)
    desk.undo(OTTO)
    desk.undo(OTTO)
    desk.transact(SetRating(claim, Question.SO, "false"), ME)
    desk.undo(ME)
    desk.redo(OTTO)
    desk.redo(OTTO)
    assert "Otto Quill has changed its check since" in refused(desk, ME, "S-UNDO-MOVED", redo=True)
    assert so(desk, claim) is None


def test_redo_declines_where_the_other_went_there_and_back(desk: Desk, two: tuple[int, int]) -> None:
    first, _ = two
    desk.undo(ME)
    desk.transact(SetRating(first, Question.SO, "false"), OTTO)
    desk.transact(SetRating(first, Question.SO, None), OTTO)
    desk.transact(SetRating(first, Question.SO, "true"), "Una Lindqvar")
    desk.undo("Una Lindqvar")
    assert "Otto Quill has changed its" in refused(desk, ME, "S-UNDO-MOVED", redo=True)
    assert so(desk, first) is None


def test_what_declined_to_be_redone_does_not_stand_in_the_way_of_others(desk: Desk, two: tuple[int, int]) -> None:
    """It was taken back, and stays so: nobody decided anything with it."""
    first, _ = two
    desk.transact(SetRationale(first, "Counted."), OTTO)
    desk.transact(SetRating(first, Question.SO, "false"), OTTO)
    desk.undo(OTTO)
    desk.undo(OTTO)
    desk.transact(SetRationale(first, "Counted again."), "Una Lindqvar")
    refused(desk, OTTO, "S-UNDO-MOVED", redo=True)
    desk.undo("Una Lindqvar")
    desk.undo(ME)
    assert so(desk, first) is None


def test_redo_declines_where_somebody_else_went_on(desk: Desk, two: tuple[int, int]) -> None:
    first, _ = two
    desk.undo(ME)
    desk.transact(SetRating(first, Question.SO, "false"), OTTO)
    assert "Otto Quill has changed its claim since" in refused(desk, ME, "S-UNDO-MOVED", redo=True)
    assert so(desk, first) == "false"
    assert desk.redo_label(ME) is None


def test_nobody_takes_away_an_article_that_somebody_else_works_on(desk: Desk, two: tuple[int, int]) -> None:
    desk.undo(ME)
    assert desk.undo_label(ME) == "import: Velin frees 52 prisoners"
    refused(desk, ME, "S-UNDO-MOVED")
    assert so(desk, two[1]) == "false"


def test_bulk_actions_are_their_own_persons_too(desk: Desk) -> None:
    ids = tuple(desk.read.claim_ids(ClaimFilter()))
    desk.transact(DismissClaims(ids[:3], DismissReason.TRIVIAL), ME)
    desk.transact(AcceptClaims(ids[3:]), OTTO)
    assert desk.undo(ME).claims == set(ids[:3])
    assert desk.undo(OTTO).claims == set(ids[3:])


def test_a_bulk_action_declines_for_one_claim_that_somebody_else_decided_the_same(desk: Desk) -> None:
    """And asks once what others did, however many claims it is about: a bulk step of theirs is long."""
    ids = tuple(desk.read.claim_ids(ClaimFilter()))
    desk.transact(DismissClaims(ids, DismissReason.TRIVIAL), ME)
    desk.transact(RestoreClaims(ids[:1]), OTTO)
    desk.transact(DismissClaims(ids[:1], DismissReason.TRIVIAL), OTTO)
    asked: list[str] = []
    listen(desk.connection, "before_cursor_execute", lambda *told: asked.append(told[2]))
    assert "Otto Quill has changed its claim since" in refused(desk, ME, "S-UNDO-MOVED")
    assert {row.state for row in desk.read.claim_rows(ids).values()} == {ClaimState.DISMISSED}
    assert len([each for each in asked if each.startswith("SELECT undo_step.moves, person.name")]) == 1


def test_what_was_sent_waits_for_its_own_person_alone(desk: Desk, two: tuple[int, int]) -> None:
    first, second = two
    desk.transact(SetRationale(first, "Counted."), ME)
    desk.transact(AddEvidence(first, EvidenceDraft("List")), ME)
    desk.transact(SubmitCheck(first), ME)
    assert desk.undo_label(ME) == "import: Velin frees 52 prisoners"
    assert desk.undo_label(OTTO) == "rating: False"
    desk.undo(OTTO)
    assert so(desk, second) is None
    refused(desk, OTTO, "S-UNDO-NOTHING")


def test_it_outlasts_closing_the_desk(path: Path) -> None:
    with open_desk(path) as desk:
        desk.transact(SetRating(1, Question.SO, "true"), ME)
        desk.transact(ImportArticle(document("Fares rose. So it is.", "fares.txt", title="Fares"), None), OTTO)
    with open_desk(path) as desk:
        assert (desk.undo_label(ME), desk.undo_label(OTTO)) == ("rating: True", "import: Fares")
        desk.undo(ME)
        assert [row.title for row in desk.read.articles()] == ["Fares", "Velin frees 52 prisoners"]


def test_the_label_of_undo_is_not_looked_for_among_the_steps_of_others(desk: Desk) -> None:
    desk.transact(SetRating(1, Question.SO, "true"), OTTO)
    asked: list[tuple[str, Any]] = []
    listen(desk.connection, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
    assert desk.undo_label(ME) == "import: Velin frees 52 prisoners"
    assert desk.redo_label(ME) is None
    plans = []
    for text, values in [each for each in asked if "undo_step" in each[0]]:
        plans.append(desk.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values).all()[0][3])
        desk.connection.rollback()
    assert plans == ["SEARCH undo_step USING INDEX ix_undo_step_by_state_id (by=? AND state=?)"] * 2


# --- in any order ---

PEOPLE = (OTTO, "Una Lindqvar", "Ada Lind")
"""None of them brought the article: undoing that is about every claim."""


def acts(claims: list[int]) -> list[Operation]:
    return [
        *(SetRating(claim, Question.SO, key) for claim in claims for key in ("true", "false", None)),
        *(SetRationale(claim, text) for claim in claims for text in ("Counted.", "")),
    ]


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.tuples(st.integers(0, 13), st.sampled_from(PEOPLE)), min_size=5, max_size=30))
def test_undo_never_changes_a_claim_that_only_others_worked_on(
    steps: list[tuple[int, str]], template: Path
) -> None:
    """Whatever happens, an undo or redo touches only claims on which its person acted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.saidso"
        shutil.copy(template, path)
        with open_desk(path) as desk:
            claims = list(desk.read.claim_ids(ClaimFilter()))[:2]
            own: dict[str, set[int]] = {name: set() for name in PEOPLE}
            for number, person in steps:
                with contextlib.suppress(UserError):
                    if number < 10:
                        change = desk.transact(acts(claims)[number], person)
                        own[person] |= change.claims
                    else:
                        change = (desk.undo if number < 12 else desk.redo)(person)
                        assert change.claims <= own[person]
            assert health.check(desk.connection).sound


@settings(max_examples=60, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["true", "false", None, "undo", "redo"]), st.sampled_from(PEOPLE[:2])),
        min_size=3,
        max_size=14,
    )
)
@example(steps=[("true", OTTO), ("false", PEOPLE[1]), ("true", PEOPLE[1]), ("undo", OTTO)])
def test_undo_takes_back_only_what_its_person_decided(steps: list[tuple[str | None, str]], template: Path) -> None:
    """Whoever takes a rating back gave it, however often it was given before, and the one before stands again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.saidso"
        shutil.copy(template, path)
        with open_desk(path) as desk:
            claim = claim_at(desk, "52 prisoners")
            decided: list[tuple[str, str | None]] = [("", None)]
            for what, person in steps:
                if what == "undo":
                    with contextlib.suppress(UserError):
                        desk.undo(person)
                        assert decided.pop()[0] == person
                        assert so(desk, claim) == decided[-1][1]
                elif what == "redo":
                    with contextlib.suppress(UserError):
                        desk.redo(person)
                        decided.append((person, so(desk, claim)))
                elif desk.transact(SetRating(claim, Question.SO, what), person).label:
                    decided.append((person, what))
                assert so(desk, claim) == decided[-1][1]
