"""Whether *Said?* is asked of a claim, and whether one had better ask first who said it.

*Said?* applies to every quote and to every figure that somebody else is reported to have given, found or not.
*So?* is asked of every claim: what cannot be true or false is answered by the rating Opinion.
"""

from __future__ import annotations

from core.records import ClaimRow, ClaimView

UNSURE = 0.6
"""Below this score a speaker that nobody confirmed is a guess."""


def said_applies(row: ClaimRow) -> bool:
    """Whether anybody is reported to have said it, and it is not the article's own."""
    return row.of_somebody


def is_guess(view: ClaimView) -> bool:
    """Whether its speaker is only guessed: found with little certainty, and named by no checker."""
    return view.row.speaker is not None and view.speaker_score is not None and view.speaker_score < UNSURE
