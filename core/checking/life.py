"""A claim's life: one table of moves, who makes each, and what each needs.

The table is all there is: a state and an action that are not in it together are refused. Undo stands outside
it (it writes back what was); submitting, approving and publishing are never undone but answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.checking.needs import Cause as Cause
from core.checking.needs import Details as Details
from core.checking.needs import Need as Need
from core.checking.needs import corrects as corrects
from core.checking.needs import had_part as had_part
from core.checking.needs import require
from core.checking.needs import same_person as same_person
from core.checking.scales import stamp
from core.errors import UserError
from core.evidence import links
from core.records import ClaimState, ClaimView, EvidenceDraft, EvidenceRow, Question, RatingScale


class Action(StrEnum):
    """What can be done about a claim."""

    ACCEPT = "accept"
    DISMISS = "dismiss"
    RESTORE = "restore"
    TAKE_UP = "take-up"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"
    RECHECK = "recheck"
    CORRECT = "correct"
    CLOSE_CORRECTION = "close-correction"


class Role(StrEnum):
    """In what capacity somebody acts. One person may hold several; the program acts by itself."""

    CHECKER = "checker"
    EDITOR = "editor"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Move:
    """A row of the table: who may bring a claim from one state to another, and what the move needs besides."""

    action: Action
    before: ClaimState
    after: ClaimState
    by: frozenset[Role]
    needs: tuple[Need, ...] = ()


_S = ClaimState
_CHECKER = frozenset({Role.CHECKER})
_EDITOR = frozenset({Role.EDITOR})
_PEOPLE = frozenset({Role.CHECKER, Role.EDITOR})
_ALL = frozenset(Role)

MOVES: tuple[Move, ...] = (
    Move(Action.ACCEPT, _S.SUGGESTED, _S.OPEN, _PEOPLE),
    Move(Action.DISMISS, _S.SUGGESTED, _S.DISMISSED, _PEOPLE, (Need.REASON,)),
    # One that was worked on can go too, with its work in the record; but not what an editor has stood up for once.
    Move(Action.DISMISS, _S.OPEN, _S.DISMISSED, _PEOPLE, (Need.REASON, Need.NEVER_APPROVED)),
    Move(Action.DISMISS, _S.CHECKING, _S.DISMISSED, _PEOPLE, (Need.REASON, Need.NEVER_APPROVED)),
    Move(Action.DISMISS, _S.RETURNED, _S.DISMISSED, _PEOPLE, (Need.REASON, Need.NEVER_APPROVED)),
    Move(Action.RESTORE, _S.DISMISSED, _S.SUGGESTED, _PEOPLE),
    Move(Action.TAKE_UP, _S.OPEN, _S.CHECKING, _CHECKER),
    Move(Action.SUBMIT, _S.CHECKING, _S.SUBMITTED, _CHECKER, (Need.COMPLETE_CHECK,)),
    Move(Action.WITHDRAW, _S.SUBMITTED, _S.CHECKING, _CHECKER),
    Move(Action.RETURN, _S.SUBMITTED, _S.RETURNED, _EDITOR, (Need.COMMENT,)),
    Move(Action.TAKE_UP, _S.RETURNED, _S.CHECKING, _CHECKER),
    Move(Action.APPROVE, _S.SUBMITTED, _S.APPROVED, _EDITOR, (Need.OTHER_PERSON,)),
    # A new check ends here too: what readers had been told otherwise is corrected in public, as by a correction.
    Move(Action.PUBLISH, _S.APPROVED, _S.PUBLISHED, _EDITOR, (Need.PUBLICATION, Need.CORRECTION_OF_CHANGES)),
    Move(Action.RECHECK, _S.APPROVED, _S.NEEDS_RECHECK, _ALL, (Need.CAUSE,)),
    Move(Action.RECHECK, _S.PUBLISHED, _S.NEEDS_RECHECK, _ALL, (Need.CAUSE,)),
    Move(Action.TAKE_UP, _S.NEEDS_RECHECK, _S.CHECKING, _CHECKER),
    Move(Action.CORRECT, _S.PUBLISHED, _S.CORRECTING, _EDITOR),
    # A correction is of something readers have relied on: whole like any check, and seen by a second person.
    Move(
        Action.CLOSE_CORRECTION,
        _S.CORRECTING,
        _S.PUBLISHED,
        _EDITOR,
        (Need.CORRECTION, Need.COMPLETE_CHECK, Need.OTHER_PERSON),
    ),
)

_BY_PAIR = {(move.before, move.action): move for move in MOVES}

STATE_WORDS: dict[ClaimState, str] = {
    _S.SUGGESTED: "suggested",
    _S.OPEN: "open",
    _S.CHECKING: "being checked",
    _S.SUBMITTED: "waiting for the editor",
    _S.RETURNED: "returned by the editor",
    _S.APPROVED: "approved",
    _S.PUBLISHED: "published",
    _S.DISMISSED: "dismissed",
    _S.NEEDS_RECHECK: "in need of a new check",
    _S.CORRECTING: "being corrected",
}
"""A state as part of a sentence: "the claim is …"."""

ACTION_WORDS: dict[Action, str] = {
    Action.ACCEPT: "accept it",
    Action.DISMISS: "dismiss it",
    Action.RESTORE: "take it back",
    Action.TAKE_UP: "take it up",
    Action.SUBMIT: "send it to the editor",
    Action.WITHDRAW: "withdraw it",
    Action.RETURN: "return it",
    Action.APPROVE: "approve it",
    Action.PUBLISH: "publish it",
    Action.RECHECK: "ask for a new check",
    Action.CORRECT: "open a correction",
    Action.CLOSE_CORRECTION: "close the correction",
}
"""An action as part of a sentence: "you can …"."""


# --- the table, asked ------------------------------------------------------------------------------------------


def actions(state: ClaimState, role: Role | None = None) -> tuple[Action, ...]:
    """What can be done about a claim in `state` (by `role`, if given), in the order of the table."""
    return tuple(m.action for m in MOVES if m.before is state and (role is None or role in m.by))


def can(state: ClaimState, action: Action, role: Role | None = None) -> bool:
    """Whether the table has the move, and `role`, if given, may make it."""
    found = _BY_PAIR.get((state, action))
    return found is not None and (role is None or role in found.by)


def move(state: ClaimState, action: Action) -> ClaimState:
    """The state after `action`. Raises `UserError` S-LIFE-MOVE for a move that the table does not have."""
    return _find(state, action).after


def carry_out(state: ClaimState, action: Action, role: Role, details: Details) -> ClaimState:
    """The state after `action` by `role`, once everything the move needs is there.

    Raises `UserError`: S-LIFE-MOVE (no such move), S-LIFE-ROLE (not theirs to make), or S-LIFE-… for the first
    thing it lacks.
    """
    found = _find(state, action)
    if role not in found.by:
        whom = " or ".join(f"the {r}" for r in Role if r in found.by)
        raise UserError(
            "S-LIFE-ROLE",
            f"The {role} cannot {ACTION_WORDS[action]}: the claim is {STATE_WORDS[state]}; ask {whom}.",
        )
    for need in found.needs:
        require(need, details)
    return found.after


def _find(state: ClaimState, action: Action) -> Move:
    found = _BY_PAIR.get((state, action))
    if found is None:
        choices = " or ".join(ACTION_WORDS[a] for a in actions(state))
        raise UserError(
            "S-LIFE-MOVE",
            f"You cannot {ACTION_WORDS[action]}: the claim is {STATE_WORDS[state]}; you can {choices}.",
        )
    return found


# --- edits -----------------------------------------------------------------------------------------------------

_EDIT_PATHS: dict[ClaimState, tuple[Action, ...]] = {
    _S.SUGGESTED: (Action.ACCEPT, Action.TAKE_UP),
    _S.OPEN: (Action.TAKE_UP,),
    _S.CHECKING: (),
    _S.SUBMITTED: (Action.WITHDRAW,),
    _S.RETURNED: (Action.TAKE_UP,),
    _S.APPROVED: (Action.RECHECK, Action.TAKE_UP),
    _S.NEEDS_RECHECK: (Action.TAKE_UP,),
    _S.CORRECTING: (),
}


def edit(state: ClaimState) -> tuple[Action, ...]:
    """The moves that an edit of the check (rating, rationale, evidence, reading) brings with it, in order.

    Working on a suggestion accepts it; an edit after submission voids the review, so the claim is back with the
    checker. Raises `UserError` S-LIFE-EDIT for a published claim (open a correction) and a dismissed one (take
    it back first).
    """
    path = _EDIT_PATHS.get(state)
    if path is None:
        choices = (
            ACTION_WORDS[Action.CORRECT] if state is _S.PUBLISHED else f"{ACTION_WORDS[Action.RESTORE]} first"
        )
        raise UserError("S-LIFE-EDIT", f"The claim is {STATE_WORDS[state]} and cannot be edited; {choices}.")
    return path


def can_edit(state: ClaimState) -> bool:
    """Whether the check of a claim in `state` can be edited: of all but published and dismissed ones."""
    return state in _EDIT_PATHS


def after_edit(state: ClaimState) -> ClaimState:
    """The state an edit leads to. Raises as `edit`."""
    for action in edit(state):
        state = move(state, action)
    return state


def after_restore(*, by_hand: bool, worked_on: bool) -> ClaimState:
    """Where a dismissed claim that is taken back stands: as far along as its work is.

    The table names the first of them, a suggestion. A claim that a person marked was never one (`by_hand`), and
    one with a check or sources goes on being checked.
    """
    if worked_on:
        return _S.CHECKING
    return _S.OPEN if by_hand else move(_S.DISMISSED, Action.RESTORE)


def voids_review(state: ClaimState) -> bool:
    """Whether an edit in `state` takes away a submission or an approval."""
    return state in {_S.SUBMITTED, _S.APPROVED}


def can_set_aside(state: ClaimState) -> bool:
    """Whether the set-aside flag may be raised: on suggestions only. It is a flag and changes no state."""
    return state is _S.SUGGESTED


# --- guards ----------------------------------------------------------------------------------------------------


class Lack(StrEnum):
    """What a check can lack before it can go to the editor, in the order in which it is told."""

    SAID = "said"
    SO = "so"
    RATIONALE = "rationale"
    SOURCES = "sources"
    OWN_WORK = "own-work"


def lacks(view: ClaimView, scale: RatingScale) -> dict[Lack, str]:
    """What a check lacks before it can go to the editor, with words for people; empty when nothing.

    A rating for each question that applies (Opinion answers *So?* by itself), a rationale, and as many different
    sources as the scale asks. Two passages of one source are one source. Of an opinion no source can show whether
    it is true: what it needs is a source for that it was said, and none where nobody is reported to have said it.
    A check that the program entered as an example is nobody's ruling and cannot be sent.
    """
    found = {Lack(question): _rating_missing(view, scale, question) for question in Question}
    if not view.check.rationale.strip():
        found[Lack.RATIONALE] = "a rationale"
    rating = scale.find(Question.SO, view.check.so)
    opinion = rating is not None and rating.is_opinion
    short = scale.sources_needed - count_sources(view.evidence)
    if short > 0 and not (opinion and not view.said_applies):
        sources = "a source" if short == 1 else f"{short} sources"
        found[Lack.SOURCES] = f"{sources} for what was said" if opinion else sources
    if view.check.example:
        found[Lack.OWN_WORK] = "a check of your own: this one is an example"
    return {lack: words for lack, words in found.items() if words}


def missing_for_submission(view: ClaimView, scale: RatingScale) -> list[str]:
    """The words of `lacks`."""
    return list(lacks(view, scale).values())


def count_sources(evidence: tuple[EvidenceRow, ...]) -> int:
    """Number of different sources: told apart by the page that their link leads to, however it is written, or by
    publisher and title where there is no link."""
    return len({source_key(row.draft) for row in evidence})


def source_key(draft: EvidenceDraft) -> tuple[str, ...]:
    """What tells a source apart: the page its link leads to, or publisher and title where there is no link."""
    url = draft.url.strip()
    if url:
        return ("link", links.page(url))
    return ("title", draft.publisher.strip().casefold(), draft.title.strip().casefold())


def _rating_missing(view: ClaimView, scale: RatingScale, question: Question) -> str:
    if question is Question.SAID and not view.said_applies:
        return ""
    name = "Said?" if question is Question.SAID else "So?"
    key = view.check.said if question is Question.SAID else view.check.so
    if key is None:
        return f"a rating for {name}"
    if scale.find(question, key) is None:
        return f"a rating for {name} on the scale {stamp(scale)}, which has no {key!r}"
    return ""
