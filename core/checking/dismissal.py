"""What a key that dismisses would do: how many of the chosen claims, and why not the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.checking import life
from core.errors import UserError
from core.records import ClaimState, DismissReason


@dataclass(frozen=True, slots=True)
class Chosen:
    """A claim that somebody chose to dismiss. `approved_before`: it was approved or published once."""

    id: int
    state: ClaimState
    approved_before: bool


@dataclass(frozen=True, slots=True)
class Dismissal:
    """`ids` are dismissed, out of `total` that were chosen; `why` tells why others, or all, are not."""

    ids: tuple[int, ...]
    total: int
    why: str = ""


def of(chosen: Iterable[Chosen]) -> Dismissal:
    """What dismissing the claims comes to.

    A claim that is chosen alone goes if its life allows it. Of several only the suggestions go: what somebody has
    worked on is not to vanish among a hundred others.
    """
    claims = tuple(chosen)
    if len(claims) == 1:
        return _single(claims[0])
    ids = tuple(claim.id for claim in claims if claim.state is ClaimState.SUGGESTED)
    rest = _rest([claim.state for claim in claims if claim.state is not ClaimState.SUGGESTED])
    if not ids and rest:
        rest = f"None of these is a suggestion: {rest}. What was worked on is dismissed one at a time."
    return Dismissal(ids, len(claims), rest)


def _single(claim: Chosen) -> Dismissal:
    details = life.Details(reason=DismissReason.TRIVIAL, approved_before=claim.approved_before)
    try:
        life.carry_out(claim.state, life.Action.DISMISS, life.Role.CHECKER, details)
    except UserError as error:
        return Dismissal((), 1, error.message)
    return Dismissal((claim.id,), 1)


_NOT_CHECKED = frozenset({ClaimState.OPEN, ClaimState.DISMISSED})


def _rest(states: list[ClaimState]) -> str:
    """What the claims are that stay, as the end of a sentence: `16 are checked already`."""
    if not states:
        return ""
    counted = (
        (sum(state not in _NOT_CHECKED for state in states), "checked already"),
        (sum(state is ClaimState.OPEN for state in states), "accepted already"),
        (sum(state is ClaimState.DISMISSED for state in states), "dismissed already"),
    )
    return ", ".join(f"{n:,} {'is' if n == 1 else 'are'} {what}" for n, what in counted if n)
