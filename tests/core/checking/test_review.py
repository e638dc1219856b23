"""Whether a report may say that somebody else than the checkers approved what it settles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.checking.review import independently_reviewed, is_approved
from core.records import ClaimState, ClaimView, Decision, Part, ReviewView
from tests.core.checking.claims import NOON, claim


def reviewed(
    state: ClaimState = ClaimState.APPROVED,
    by: str = "Una Lindqvar",
    decision: Decision = Decision.APPROVED,
    revision: int = 1,
) -> ClaimView:
    """A claim by Ilse Maron in `state`, with a review."""
    found = claim()
    return replace(found, row=replace(found.row, state=state), review=ReviewView(decision, by, NOON, "", revision))


UNREVIEWED = replace(reviewed(), review=None)


@pytest.mark.parametrize("state", [ClaimState.APPROVED, ClaimState.PUBLISHED])
def test_approved_by_another_is_independent(state: ClaimState) -> None:
    assert is_approved(reviewed(state))
    assert independently_reviewed([reviewed(state), claim(), reviewed(by="Bram Oduya")])


@pytest.mark.parametrize(
    "view",
    [
        UNREVIEWED,
        reviewed(decision=Decision.RETURNED),
        reviewed(revision=2),
        reviewed(by="Ilse Maron"),
        replace(reviewed(), check=replace(reviewed().check, parts=(Part("Ilse Maron"), Part("una LINDQVAR")))),
        reviewed(by=" ilse  MARON "),
        replace(reviewed(), check=replace(reviewed().check, by=None)),
    ],
)
def test_one_approved_claim_without_its_review_is_enough(view: ClaimView) -> None:
    assert not independently_reviewed([view])
    assert not independently_reviewed([reviewed(), view])


@pytest.mark.parametrize("state", [s for s in ClaimState if s not in (ClaimState.APPROVED, ClaimState.PUBLISHED)])
def test_what_does_not_stand_approved_counts_neither_way(state: ClaimState) -> None:
    assert not is_approved(reviewed(state))
    assert not independently_reviewed([reviewed(state)])
    assert independently_reviewed([reviewed(), reviewed(state, by="Ilse Maron")])


def test_nothing_approved_is_not_reviewed() -> None:
    assert not independently_reviewed([])
    assert not independently_reviewed([claim()])
