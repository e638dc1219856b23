"""A ruling whose sources neither support nor refute anything: possible, and worth a second look."""

from __future__ import annotations

from core.records import ClaimView, Question, RatingScale, Stance


def stands_on_context_alone(view: ClaimView, scale: RatingScale) -> bool:
    """Whether the check rules on something, has sources, and every one of them is rated as context.

    A ruling is a rating that the scale gives a number; Unverified, Not found and Opinion rule on nothing.
    """
    given = (scale.find(Question.SAID, view.check.said), scale.find(Question.SO, view.check.so))
    rules = any(rating is not None and rating.number is not None for rating in given)
    return rules and bool(view.evidence) and all(row.draft.stance is Stance.CONTEXT for row in view.evidence)
