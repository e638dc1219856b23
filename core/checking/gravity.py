"""Which of a check's two answers weighs more, where there is room for one.

A quote that was altered does not become harmless by being an opinion, nor a false claim by being quoted word for
word. The ladder that a scale's numbers make of a question's ratings says how grave each of them is, from the best
rung to the worst, so that it holds for a desk's own scale too.
"""

from __future__ import annotations

from core.records import Question, Rating, RatingScale

FAULTLESS = 1 / 3
"""Part of the ladder, from its best rung, in which an answer finds no fault: a faithful paraphrase does not stand
before “True”."""
UNSETTLED = 0.5
"""Gravity of a rating that is no rung, as Unverified and Not found: worse than good, better than bad."""


def gravity(rating: Rating, question: Question, scale: RatingScale) -> float:
    """How grave an answer is: 0 the best rung of its ladder, 1 the worst.

    An opinion finds no fault; nor can anything be said of ratings whose scale puts them in no order.
    """
    rungs = [each.number for each in scale.ratings(question) if each.number is not None]
    if rating.is_opinion or len(rungs) < 2:
        return 0.0
    if rating.number is None:
        return UNSETTLED
    best, worst = max(rungs), min(rungs)
    return (best - rating.number) / (best - worst)


def by_gravity(said: str | None, so: str | None, scale: RatingScale | None) -> tuple[Rating, ...]:
    """The answers that are given, by their keys, the graver one first; *So?* before *Said?* where neither is.

    An answer of *Said?* goes first only if it finds a fault. Keys of another scale count as not given.
    """
    if scale is None:
        return ()
    words, truth = scale.find(Question.SAID, said), scale.find(Question.SO, so)
    given = tuple(each for each in (truth, words) if each is not None)
    if words is None or truth is None:
        return given
    weight = gravity(words, Question.SAID, scale)
    graver = weight > FAULTLESS and weight > gravity(truth, Question.SO, scale)
    return (words, truth) if graver else given


def graver(said: str | None, so: str | None, scale: RatingScale | None) -> Rating | None:
    """The answer that is shown where there is room for one; None while there is neither."""
    return next(iter(by_gravity(said, so, scale)), None)
