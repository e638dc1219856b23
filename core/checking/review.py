"""Whether somebody else than those who had a part in the checks has approved what a report settles."""

from __future__ import annotations

from collections.abc import Iterable

from core.checking.life import had_part
from core.records import ClaimState, ClaimView, Decision

APPROVED_STATES = frozenset({ClaimState.APPROVED, ClaimState.PUBLISHED})
"""Settled by an approval; a dismissed claim is settled too, but nobody ruled on it."""


def is_approved(view: ClaimView) -> bool:
    """Whether the claim stands approved, and by a review of the very revision that it shows."""
    review = view.review
    return (
        view.row.state in APPROVED_STATES
        and review is not None
        and review.decision is Decision.APPROVED
        and review.revision == view.check.revision
    )


def independently_reviewed(views: Iterable[ClaimView]) -> bool:
    """Whether there are approved claims, and somebody who had no part in the check approved each of them."""
    approved = [view for view in views if view.row.state in APPROVED_STATES]
    return bool(approved) and all(is_approved(view) and not _by_checker(view) for view in approved)


def _by_checker(view: ClaimView) -> bool:
    """Whether the reviewer had a part in the check; so too where it is not known who made it."""
    return view.review is None or not view.check.by or had_part(view.review.by, view.check)
