"""Which of the two questions a claim has to answer.

*Said?* applies to every quote and to every figure that somebody else is reported to have given; *So?* applies
to everything but what is rated an opinion.
"""

from __future__ import annotations

from core.records import CheckView, ClaimView, MentionKind, Question, RatingScale

UNSURE = 0.6
"""Below this score a speaker that nobody confirmed is a guess."""


def said_applies(kind: MentionKind, speaker: str | None) -> bool:
    """Whether anybody is reported to have said it. `speaker` None is the article's own voice (or not found)."""
    return kind.is_quote or speaker is not None


def so_applies(check: CheckView, scale: RatingScale) -> bool:
    """Whether the claim can be true or false: not when it is rated an opinion."""
    rating = scale.find(Question.SO, check.so)
    return rating is None or not rating.is_opinion


def is_guess(view: ClaimView) -> bool:
    """Whether its speaker is only guessed: found with little certainty, and named by no checker."""
    return view.row.speaker is not None and view.speaker_score is not None and view.speaker_score < UNSURE
