"""Undo and redo: every action, in any order, across closing the desk; and declining where things moved on."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UserError
from core.records import (
    ClaimFilter,
    Correction,
    DismissReason,
    EvidenceDraft,
    MentionKind,
    Order,
    Question,
    Reading,
)
from db import health
from db.operations import (
    AcceptClaims,
    AddClaim,
    AddEvidence,
    ApproveCheck,
    CorrectMention,
    DismissClaims,
    EditEvidence,
    ImportArticle,
    KeepDraft,
    Operation,
    RemoveEvidence,
    RestoreClaims,
    SetAside,
    SetRating,
    SetRationale,
    StoreAnalysis,
    SubmitCheck,
    WithdrawCheck,
)
from db.store import Desk, open_desk
from tests.db.examples import ME, TEXT, analysis, at, claim_at, document, dump, visible

OTHER = "Port to be widened. Lena Orlov said “9,000 jobs” would come."

CLAIMS = st.integers(1, 8)
SPANS = st.sampled_from([at("1,300"), at("Fares rose"), at("Irena Sokal"), at("🚆 in August")])
READINGS = st.sampled_from([None, Reading(Decimal(7), Decimal(9))])

ACTIONS = st.one_of(
    st.builds(SetRating, CLAIMS, st.just(Question.SO), st.sampled_from(["true", "false", "opinion", None])),
    st.builds(SetRating, CLAIMS, st.just(Question.SAID), st.sampled_from(["verbatim", "altered", None])),
    st.builds(SetRationale, CLAIMS, st.sampled_from(["", "Because.", "Since then."])),
    st.builds(KeepDraft, CLAIMS, st.sampled_from(["typing"])),
    st.builds(AddEvidence, CLAIMS, st.builds(EvidenceDraft, st.sampled_from(["List", "Post"]))),
    st.builds(EditEvidence, st.integers(1, 3), st.builds(EvidenceDraft, st.sampled_from(["Map", "Post"]))),
    st.builds(RemoveEvidence, st.integers(1, 3)),
    st.builds(AcceptClaims, st.lists(CLAIMS, max_size=4).map(tuple)),
    st.builds(DismissClaims, st.lists(CLAIMS, max_size=4).map(tuple), st.sampled_from(DismissReason)),
    st.builds(RestoreClaims, st.lists(CLAIMS, max_size=4).map(tuple)),
    st.builds(SetAside, st.lists(CLAIMS, max_size=4).map(tuple), st.booleans()),
    st.builds(
        CorrectMention,
        CLAIMS,
        st.builds(
            Correction,
            pieces=st.none() | SPANS.map(lambda span: (span,)),
            speaker=st.none() | st.sampled_from(["Irena Sokal", "Gintas Norvil"]),
            via=st.none() | st.just("Varpress"),
        )
        | st.just(Correction(no_speaker=True)),
    ),
    st.builds(
        AddClaim, st.just(1), st.just(MentionKind.FIGURE), SPANS.map(lambda s: (s,)), st.none(), reading=READINGS
    ),
    st.builds(ImportArticle, st.just(document(OTHER, "port.txt", title="Port"))),
)


def act(desk: Desk, operation: Operation) -> None:
    """Do it, if it can be done on this desk now."""
    try:
        desk.transact(operation, ME)
    except UserError as error:
        assert error.code.startswith(("S-LIFE-", "S-CLAIM-", "S-EVIDENCE-", "S-CORRECTION-"))


def undo_all(desk: Desk) -> list[dict[str, Any]]:
    """Undo everything down to the import that made the desk; what was to be seen before each step."""
    seen = []
    while desk.undo_label(ME) not in (None, "import: Velin frees 52 prisoners"):
        seen.append(without_drafts(desk))
        desk.undo(ME)
    return seen


def without_drafts(desk: Desk) -> dict[str, Any]:
    """Typing is not part of any step."""
    seen = visible(desk)
    seen["claims"] = {i: replace(view, typing=()) for i, view in seen["claims"].items()}
    return seen


@settings(max_examples=15)
@given(actions=st.lists(ACTIONS, max_size=10), reopen=st.booleans())
def test_undoing_all_is_as_before_and_redoing_all_as_after(
    template: Path, actions: list[Operation], reopen: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.desk"
        shutil.copy(template, path)
        desk = open_desk(path)
        before = without_drafts(desk)
        for action in actions:
            act(desk, action)
        after = without_drafts(desk)
        if reopen:
            desk.close()
            desk = open_desk(path)
        seen = undo_all(desk)
        assert without_drafts(desk) == before
        for expected in reversed(seen):
            desk.redo(ME)
            assert without_drafts(desk) == expected
        assert without_drafts(desk) == after
        assert desk.redo_label(ME) is None
        assert health.check(desk.connection).problems == ()
        desk.close()


def test_each_step_has_its_name_and_tells_what_changed(desk: Desk) -> None:
    claim = claim_at(desk, "1,300 or 1,400 people")
    desk.transact(SetRating(claim, Question.SO, "misleading"), ME)
    assert (desk.undo_label(ME), desk.redo_label(ME)) == ("rating: Misleading", None)
    change = desk.undo(ME)
    assert (change.label, change.claims, change.focus_claim) == ("rating: Misleading", frozenset({claim}), claim)
    assert change.queues
    assert desk.redo_label(ME) == "rating: Misleading"
    found = desk.read.claim(claim)
    assert found is not None
    assert [(entry.by, entry.what) for entry in found.history[-1:]] == [(ME, "undone: rating: Misleading")]
    assert desk.redo(ME).focus_claim == claim


def test_undoing_an_import_takes_article_and_claims_away_and_importing_again_brings_them_back(desk: Desk) -> None:
    before = visible(desk)
    change = desk.undo(ME)
    assert (change.focus_article, change.speakers, change.queues) == (1, True, True)
    assert desk.read.articles() == []
    assert desk.read.article(1) is None
    assert desk.read.report(1) is None
    assert desk.read.claim_ids(ClaimFilter()) == []
    assert (desk.read.claim(1), desk.read.claim_rows([1]), desk.read.speakers(), desk.read.unanalysed()) == (
        None,
        {},
        [],
        [],
    )
    with pytest.raises(UserError, match="no longer on this desk"):
        desk.transact(SetRating(1, Question.SO, "true"), ME)
    change = desk.transact(ImportArticle(document()), ME)
    assert (change.known, change.label, change.focus_article) == (False, "import: Velin frees 52 prisoners", 1)
    assert visible(desk) == before
    desk.undo(ME)
    assert desk.read.articles() == []


def test_an_import_is_not_undone_over_work_that_stays(desk: Desk) -> None:
    """Only what is no step of undo can be left in an article whose import comes next."""
    desk.transact(SetRating(1, Question.SO, "true"), ME)
    with desk.connection.begin():
        desk.connection.exec_driver_sql("UPDATE undo_step SET state = 'lapsed' WHERE id = 2")
    with pytest.raises(UserError) as caught:
        desk.undo(ME)
    assert caught.value.code == "S-UNDO-MOVED"
    assert [row.id for row in desk.read.articles()] == [1]


def test_nothing_is_marked_in_an_article_that_is_gone(desk: Desk) -> None:
    desk.undo(ME)
    with pytest.raises(UserError) as caught:
        desk.transact(AddClaim(1, MentionKind.DIRECT, ((0, 5),)), ME)
    assert caught.value.code == "S-ARTICLE-GONE"


def test_an_analysis_that_arrives_after_its_import_was_undone_shows_with_it(empty: Desk) -> None:
    empty.transact(ImportArticle(document()), ME)
    empty.undo(ME)
    empty.transact(StoreAnalysis(1, analysis()), "en_test 1.0")
    assert empty.read.claim_ids(ClaimFilter()) == []
    # The program's work is no action of a person: redo is still there.
    empty.redo(ME)
    assert len(empty.read.claim_ids(ClaimFilter())) == 7


def test_a_new_action_ends_redo(desk: Desk) -> None:
    desk.transact(SetRating(1, Question.SO, "true"), ME)
    desk.undo(ME)
    desk.transact(KeepDraft(1, "typing"), ME)
    kept = desk.redo_label(ME)
    assert kept == "rating: True"
    desk.transact(SetRating(2, Question.SO, "true"), ME)
    assert desk.redo_label(ME) is None
    with pytest.raises(UserError) as caught:
        desk.redo(ME)
    assert caught.value.code == "S-UNDO-NOTHING"


def test_several_claims_are_one_step(desk: Desk) -> None:
    ids = tuple(desk.read.claim_ids(ClaimFilter(order=Order.SPEAKER)))
    before = visible(desk)
    desk.transact(DismissClaims(ids, DismissReason.DUPLICATE), ME)
    assert desk.undo_label(ME) == f"dismiss {len(ids)} claims"
    assert desk.undo(ME).claims == frozenset(ids)
    assert visible(desk) == before


def test_undo_adds_rows_and_takes_none_away(desk: Desk) -> None:
    desk.transact(SetRating(1, Question.SO, "true"), ME)
    before = {row for row in map(repr, dump(desk, but=["claim", "undo_step", "claim_search_docsize"]))}
    desk.undo(ME)
    assert before < {row for row in map(repr, dump(desk, but=["claim", "undo_step", "claim_search_docsize"]))}


def test_what_was_sent_is_withdrawn_before_it_is_undone(desk: Desk) -> None:
    claim = claim_at(desk, "52 prisoners")
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(SetRationale(claim, "Counted."), ME)
    desk.transact(AddEvidence(claim, EvidenceDraft("List")), ME)
    desk.transact(SubmitCheck(claim), ME)
    before = dump(desk)
    for _ in range(2):
        with pytest.raises(UserError, match="withdraw those first") as caught:
            desk.undo(ME)
        assert caught.value.code == "S-UNDO-SUBMITTED"
    assert dump(desk) == before
    desk.transact(WithdrawCheck(claim), ME)
    assert desk.undo(ME).label == "add source: List"


def test_a_sent_claim_does_not_bar_the_way_to_what_was_done_before(desk: Desk) -> None:
    other, claim = 5, claim_at(desk, "52 prisoners")
    desk.transact(SetRating(other, Question.SO, "false"), ME)
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(SetRationale(claim, "Counted."), ME)
    desk.transact(AddEvidence(claim, EvidenceDraft("List")), ME)
    desk.transact(SubmitCheck(claim), ME)
    assert desk.undo_label(ME) == "rating: False"
    assert desk.undo(ME).focus_claim == other
    assert desk.redo(ME).focus_claim == other
    desk.transact(WithdrawCheck(claim), ME)
    assert desk.undo_label(ME) == "add source: List"


def sent(desk: Desk, claim: int) -> None:
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(SetRationale(claim, "Counted."), ME)
    desk.transact(AddEvidence(claim, EvidenceDraft("List")), ME)
    desk.transact(SubmitCheck(claim), ME)


def code_of(step: Callable[[str], object]) -> str:
    with pytest.raises(UserError) as caught:
        step(ME)
    return caught.value.code


def test_a_step_that_somebody_else_went_over_does_not_wait_for_a_claim_it_is_not_about(desk: Desk) -> None:
    """It declines once, and what came before it can be undone."""
    oldest, moved, claim = 5, 6, claim_at(desk, "52 prisoners")
    desk.transact(SetRating(oldest, Question.SO, "false"), ME)
    desk.transact(SetRating(moved, Question.SO, "true"), ME)
    desk.transact(SetRating(moved, Question.SO, "false"), "Otto Quill")
    sent(desk, claim)
    assert code_of(desk.undo) == "S-UNDO-MOVED"
    assert desk.undo(ME).focus_claim == oldest


def test_a_step_on_several_claims_waits_for_the_one_that_was_sent(desk: Desk) -> None:
    first, claim = 5, claim_at(desk, "52 prisoners")
    desk.transact(AcceptClaims((first, claim)), ME)
    sent(desk, claim)
    for _ in range(2):
        assert code_of(desk.undo) == "S-UNDO-SUBMITTED"
    desk.transact(WithdrawCheck(claim), ME)
    labels = [desk.undo(ME).label for _ in range(4)]
    assert labels == ["add source: List", "rationale", "rating: True", "accept 2 claims"]


def test_what_was_approved_bars_nothing_for_good(desk: Desk) -> None:
    oldest, first, claim = 6, 5, claim_at(desk, "52 prisoners")
    desk.transact(SetRating(oldest, Question.SO, "false"), ME)
    desk.transact(AcceptClaims((first, claim)), ME)
    sent(desk, claim)
    desk.transact(ApproveCheck(claim), "Una Lindqvar")
    assert code_of(desk.undo) == "S-UNDO-MOVED"
    assert desk.undo(ME).focus_claim == oldest


def test_redo_does_not_speak_of_claims_that_were_sent_where_nothing_was_undone(desk: Desk) -> None:
    claim = claim_at(desk, "52 prisoners")
    sent(desk, claim)
    assert code_of(desk.redo) == "S-UNDO-NOTHING"


def test_undo_declines_where_the_thing_moved_on_and_goes_on_to_the_step_before(desk: Desk) -> None:
    """A later revision that is no step of undo: as an editor's return or another checker's work will be."""
    desk.transact(SetRationale(2, "Mine."), ME)
    desk.transact(SetRating(1, Question.SO, "true"), ME)
    raw = desk.connection
    with raw.begin():
        raw.exec_driver_sql(
            'INSERT INTO check_revision (claim_id, number, scale_id, said, so, rationale, example, "by", at) '
            "SELECT claim_id, number + 1, scale_id, said, 'false', rationale, 0, \"by\", at FROM check_revision "
            "WHERE claim_id = 1"
        )
        raw.exec_driver_sql("UPDATE claim SET so = 'false', check_id = last_insert_rowid() WHERE id = 1")
    seen = visible(desk)
    with pytest.raises(UserError, match="has changed since") as caught:
        desk.undo(ME)
    assert caught.value.code == "S-UNDO-MOVED"
    assert visible(desk) == seen
    assert desk.undo(ME).label == "rationale"
    assert desk.redo_label(ME) == "rationale"


def test_undo_lasts_beyond_closing(path: Path) -> None:
    with open_desk(path) as desk:
        before = visible(desk)
        for number in range(30):
            desk.transact(SetRationale(1, f"Draft {number}."), ME)
    with open_desk(path) as desk:
        for _ in range(30):
            desk.undo(ME)
        assert visible(desk) == before
        assert TEXT in {desk.read.text(1)[0]}
