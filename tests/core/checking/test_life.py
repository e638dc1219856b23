from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checking import life, scales
from core.checking.life import Action, Cause, Details, Role
from core.errors import UserError
from core.records import CheckView, ClaimState, Did, DismissReason, MentionKind, Part
from tests.core.checking.claims import NOON, claim, source

S = ClaimState
A = Action

# Written from the product's description, not from the code's table.
PRODUCT = {
    (S.SUGGESTED, A.ACCEPT): S.OPEN,
    (S.OPEN, A.TAKE_UP): S.CHECKING,
    (S.CHECKING, A.SUBMIT): S.SUBMITTED,
    (S.SUBMITTED, A.APPROVE): S.APPROVED,
    (S.APPROVED, A.PUBLISH): S.PUBLISHED,
    (S.SUGGESTED, A.DISMISS): S.DISMISSED,
    (S.OPEN, A.DISMISS): S.DISMISSED,
    (S.CHECKING, A.DISMISS): S.DISMISSED,
    (S.RETURNED, A.DISMISS): S.DISMISSED,
    (S.DISMISSED, A.RESTORE): S.SUGGESTED,
    (S.SUBMITTED, A.WITHDRAW): S.CHECKING,
    (S.SUBMITTED, A.RETURN): S.RETURNED,
    (S.RETURNED, A.TAKE_UP): S.CHECKING,
    (S.APPROVED, A.RECHECK): S.NEEDS_RECHECK,
    (S.PUBLISHED, A.RECHECK): S.NEEDS_RECHECK,
    (S.NEEDS_RECHECK, A.TAKE_UP): S.CHECKING,
    (S.PUBLISHED, A.CORRECT): S.CORRECTING,
    (S.CORRECTING, A.CLOSE_CORRECTION): S.PUBLISHED,
}

COMPLETE = Details(
    actor="Petra Vos",
    parts=(Part("Ilse Maron", (Did.RATED, Did.WROTE)),),
    reason=DismissReason.TRIVIAL,
    missing=(),
    comment="Ask the ministry for the list.",
    published_where="Maarle Courier, page 3",
    published_at=NOON,
    cause=Cause.TEXT_CHANGED,
    why="one opened later",
    public_note="An earlier version said nine.",
    told_otherwise=("So?",),
)

SCALE = scales.load()


@given(st.sampled_from(list(S)), st.sampled_from(list(A)))
def test_every_pair_is_in_the_product_or_refused(state: S, action: A) -> None:
    if (state, action) in PRODUCT:
        assert life.can(state, action)
        assert life.move(state, action) is PRODUCT[state, action]
    else:
        assert not life.can(state, action)
        with pytest.raises(UserError) as refusal:
            life.move(state, action)
        assert refusal.value.code == "S-LIFE-MOVE"
        assert life.STATE_WORDS[state] in refusal.value.message


@given(st.sampled_from(list(S)), st.sampled_from(list(A)), st.sampled_from(list(Role)))
def test_only_those_the_table_names_make_a_move(state: S, action: A, role: Role) -> None:
    if life.can(state, action, role):
        assert life.carry_out(state, action, role, COMPLETE) is PRODUCT[state, action]
    else:
        with pytest.raises(UserError) as refusal:
            life.carry_out(state, action, role, COMPLETE)
        assert refusal.value.code == ("S-LIFE-ROLE" if (state, action) in PRODUCT else "S-LIFE-MOVE")


@given(st.lists(st.sampled_from(list(A)), max_size=30))
def test_nothing_is_approved_without_having_been_submitted(wishes: list[A]) -> None:
    state, before = S.SUGGESTED, S.SUGGESTED
    for action in wishes:
        if life.can(state, action):
            before, state = state, life.move(state, action)
            if state is S.APPROVED:
                assert before is S.SUBMITTED


def test_every_state_can_be_left_and_its_actions_are_told() -> None:
    for state in S:
        assert life.actions(state)
        assert state in life.STATE_WORDS
    assert life.actions(S.SUBMITTED, Role.CHECKER) == (A.WITHDRAW,)
    assert life.actions(S.SUBMITTED, Role.EDITOR) == (A.RETURN, A.APPROVE)
    assert life.actions(S.SUBMITTED, Role.PROGRAM) == ()


def test_the_program_only_ever_asks_for_a_new_check() -> None:
    assert {m.action for m in life.MOVES if Role.PROGRAM in m.by} == {A.RECHECK}


@pytest.mark.parametrize(
    ("state", "action", "lacking", "code"),
    [
        (S.SUGGESTED, A.DISMISS, {"reason": None}, "S-LIFE-REASON"),
        (S.CHECKING, A.SUBMIT, {"missing": None}, "S-LIFE-INCOMPLETE"),
        (S.CHECKING, A.SUBMIT, {"missing": ("a rationale",)}, "S-LIFE-INCOMPLETE"),
        (S.CHECKING, A.DISMISS, {"reason": None}, "S-LIFE-REASON"),
        (S.CHECKING, A.DISMISS, {"approved_before": True}, "S-LIFE-APPROVED"),
        (S.RETURNED, A.DISMISS, {"approved_before": True}, "S-LIFE-APPROVED"),
        (S.SUBMITTED, A.RETURN, {"comment": " \n"}, "S-LIFE-COMMENT"),
        (S.SUBMITTED, A.APPROVE, {"parts": (Part("Ilse Maron"), Part("Petra Vos"))}, "S-LIFE-REVIEWER"),
        (S.SUBMITTED, A.APPROVE, {"parts": (Part(" petra  VOS "),)}, "S-LIFE-REVIEWER"),
        (S.SUBMITTED, A.APPROVE, {"parts": ()}, "S-LIFE-REVIEWER"),
        (S.SUBMITTED, A.APPROVE, {"actor": "", "one_person": True}, "S-LIFE-REVIEWER"),
        (S.APPROVED, A.PUBLISH, {"published_where": ""}, "S-LIFE-PUBLICATION"),
        (S.APPROVED, A.PUBLISH, {"published_at": None}, "S-LIFE-PUBLICATION"),
        (S.APPROVED, A.PUBLISH, {"told_otherwise": None}, "S-LIFE-REPUBLISH"),
        (S.APPROVED, A.PUBLISH, {"why": "", "public_note": "\n"}, "S-LIFE-REPUBLISH"),
        (S.APPROVED, A.PUBLISH, {"public_note": ""}, "S-LIFE-CORRECTION"),
        (S.APPROVED, A.PUBLISH, {"told_otherwise": (), "why": ""}, "S-LIFE-CORRECTION"),
        (S.APPROVED, A.RECHECK, {"cause": None}, "S-LIFE-CAUSE"),
        (S.PUBLISHED, A.RECHECK, {"cause": None}, "S-LIFE-CAUSE"),
        (S.PUBLISHED, A.RECHECK, {"cause": Cause.OTHER, "why": " "}, "S-LIFE-CAUSE"),
        (S.CORRECTING, A.CLOSE_CORRECTION, {"why": ""}, "S-LIFE-CORRECTION"),
        (S.CORRECTING, A.CLOSE_CORRECTION, {"public_note": ""}, "S-LIFE-CORRECTION"),
    ],
)
def test_a_move_without_what_it_needs_is_refused(
    state: S, action: A, lacking: dict[str, object], code: str
) -> None:
    role = next(r for r in Role if life.can(state, action, r))
    with pytest.raises(UserError) as refusal:
        life.carry_out(state, action, role, replace(COMPLETE, **lacking))  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert "\n" not in refusal.value.message
    assert life.carry_out(state, action, role, COMPLETE) is PRODUCT[state, action]


@pytest.mark.parametrize(("one", "other"), [("Zoë Adler", "Zoe\u0308  ADLER"), ("Nia O'Dell", "Nia O’Dell")])
def test_one_person_is_not_two_by_how_their_name_is_written(one: str, other: str) -> None:
    own = replace(COMPLETE, actor=other, parts=(Part(one),))
    with pytest.raises(UserError) as refusal:
        life.carry_out(S.SUBMITTED, A.APPROVE, Role.EDITOR, own)
    assert refusal.value.code == "S-LIFE-REVIEWER"


def test_a_desk_of_one_person_may_approve_its_own_check() -> None:
    alone = replace(COMPLETE, actor="Ilse Maron", one_person=True)
    assert life.carry_out(S.SUBMITTED, A.APPROVE, Role.EDITOR, alone) is S.APPROVED


# --- edits


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (S.SUGGESTED, S.CHECKING),
        (S.OPEN, S.CHECKING),
        (S.CHECKING, S.CHECKING),
        (S.SUBMITTED, S.CHECKING),
        (S.RETURNED, S.CHECKING),
        (S.APPROVED, S.CHECKING),
        (S.NEEDS_RECHECK, S.CHECKING),
        (S.CORRECTING, S.CORRECTING),
    ],
)
def test_an_edit_leads_back_to_the_checker_by_moves_of_the_table(state: S, after: S) -> None:
    step = state
    for action in life.edit(state):
        step = PRODUCT[step, action]
    assert step is after
    assert life.can_edit(state)
    assert life.after_edit(state) is after


def test_what_tells_readers_nothing_else_is_published_again_without_a_correction() -> None:
    same = replace(COMPLETE, told_otherwise=(), why="", public_note="")
    assert life.carry_out(S.APPROVED, A.PUBLISH, Role.EDITOR, same) is S.PUBLISHED


def test_the_refusal_names_what_readers_would_be_told_otherwise() -> None:
    bare = replace(COMPLETE, told_otherwise=("So?", "Source", "Source"), why="", public_note="")
    with pytest.raises(UserError, match=r"the rating for So\? and the sources changed since: enter a correction"):
        life.carry_out(S.APPROVED, A.PUBLISH, Role.EDITOR, bare)


@pytest.mark.parametrize(("state", "hint"), [(S.PUBLISHED, "correction"), (S.DISMISSED, "take it back first")])
def test_published_and_dismissed_claims_are_not_edited(state: S, hint: str) -> None:
    with pytest.raises(UserError, match=hint) as refusal:
        life.after_edit(state)
    assert refusal.value.code == "S-LIFE-EDIT"
    assert not life.can_edit(state)


def test_an_edit_voids_a_review_only_where_there_was_one() -> None:
    assert {s for s in S if life.voids_review(s)} == {S.SUBMITTED, S.APPROVED}


def test_only_suggestions_are_set_aside() -> None:
    assert [s for s in S if life.can_set_aside(s)] == [S.SUGGESTED]


# --- what a submission needs


def test_a_complete_check_lacks_nothing() -> None:
    assert life.missing_for_submission(claim(), SCALE) == []


def test_an_empty_check_lacks_everything_it_needs() -> None:
    view = claim(check=CheckView(), evidence=())
    assert life.missing_for_submission(view, SCALE) == [
        "a rating for Said?",
        "a rating for So?",
        "a rationale",
        "a source",
    ]


def test_said_is_not_asked_of_the_articles_own_figures() -> None:
    check = replace(claim().check, said=None)
    narrated = claim(kind=MentionKind.FIGURE, speaker=None, said_applies=False, check=check)
    assert life.missing_for_submission(narrated, SCALE) == []


def test_opinion_answers_so_and_leaves_said_to_answer() -> None:
    check = replace(claim().check, so="opinion")
    assert life.missing_for_submission(claim(check=check), SCALE) == []
    check = replace(check, said=None)
    assert life.missing_for_submission(claim(check=check), SCALE) == ["a rating for Said?"]


def test_an_opinion_needs_a_source_only_for_what_was_said() -> None:
    check = replace(claim().check, so="opinion")
    assert life.missing_for_submission(claim(check=check, evidence=()), SCALE) == ["a source for what was said"]
    own = claim(speaker=None, said_applies=False, check=replace(check, said=None), evidence=())
    assert life.missing_for_submission(own, SCALE) == []
    fact = replace(own, check=replace(own.check, so="true"))
    assert life.missing_for_submission(fact, SCALE) == ["a source"]


def test_blank_rationale_is_none() -> None:
    check = replace(claim().check, rationale=" \n\t")
    assert life.missing_for_submission(claim(check=check), SCALE) == ["a rationale"]


def test_sources_are_counted_once_each_and_as_the_scale_asks() -> None:
    strict = replace(SCALE, sources_needed=3)
    same = (source(1), source(1, title="Same page, another passage"), source(2))
    assert life.count_sources(same) == 2
    assert life.missing_for_submission(claim(evidence=same), strict) == ["a source"]
    assert life.missing_for_submission(claim(evidence=()), strict) == ["3 sources"]
    unlinked = (source(1, url="", title="Call with the clerk"), source(2, url="", title="call with the CLERK"))
    assert life.count_sources(unlinked) == 1
    assert life.missing_for_submission(claim(evidence=()), replace(SCALE, sources_needed=0)) == []


def test_two_places_on_one_page_and_an_archives_copy_of_it_are_one_source() -> None:
    link = "https://register.example/report"
    ways = (f"{link}#page=3", f"{link}/#page=9", "http://www.register.example/report?utm_source=mail")
    rows = [source(at, url=url) for at, url in enumerate((*ways, f"https://archive.example/web/2025/{link}"))]
    assert life.count_sources(tuple(rows)) == 1
    assert life.count_sources((*rows, source(9, url=f"{link}?year=2024"))) == 2


def test_a_rating_of_another_scale_has_to_be_given_again() -> None:
    check = replace(claim().check, so="pants-on-fire")
    [words] = life.missing_for_submission(claim(check=check), SCALE)
    assert "saidso/1" in words
    assert "pants-on-fire" in words


def test_an_example_is_nobodys_ruling() -> None:
    check = replace(claim().check, example=True)
    [words] = life.missing_for_submission(claim(check=check), SCALE)
    assert "example" in words
