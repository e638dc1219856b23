"""What in approved or submitted checks speaks against itself: told gently, since a desk may have its reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core import wording
from core.figures.precision import agree
from core.records import ClaimView, ComparisonKind, EvidenceRow, Question, Rating, RatingScale, Stance

ScaleOf = Callable[[ClaimView], RatingScale | None]


def of(claim: ClaimView, others: Mapping[int, ClaimView], scale_of: ScaleOf) -> tuple[str, ...]:
    """What speaks against the claim's rating for *So?*, in sentences; nothing where it has none.

    `others` are claims by id, among which those that the claim's figure is compared with are looked for;
    `scale_of` gives the scale a claim was rated on. Two figures speak against each other where both are rated best
    on their scale, are linked as one thing stated twice, and cannot both be right as exactly as each is stated.
    Sources speak against a rating where all that rule on the claim refute what is rated best, or support what is
    rated worst; those that only give context rule on nothing.
    """
    scale = scale_of(claim)
    rating = _given(claim, scale)
    if scale is None or rating is None:
        return ()
    found = []
    best, worst = _is_end(rating, scale, max), _is_end(rating, scale, min)
    if (best and _all_are(claim.evidence, Stance.REFUTES)) or (
        worst and _all_are(claim.evidence, Stance.SUPPORTS)
    ):
        found.append(f"{_claim(claim)} is rated “{rating.label}”, and {_sources(claim)} it.")
    if best:
        for other_id in disagreeing(claim):
            other = others.get(other_id)
            if other is None:
                continue
            other_scale = scale_of(other)
            given = _given(other, other_scale)
            if given is not None and other_scale is not None and _is_end(given, other_scale, max):
                found.append(f"{_both(claim, rating, other, given)}, and the numbers do not agree.")
    return tuple(found)


def _both(claim: ClaimView, rating: Rating, other: ClaimView, given: Rating) -> str:
    """How both are rated; two scales may call their best differently."""
    if rating.label == given.label:
        return f"{_claim(claim)} and {_claim(other)} are both rated “{rating.label}”"
    return f"{_claim(claim)} is rated “{rating.label}” and {_claim(other)} “{given.label}”"


def disagreeing(claim: ClaimView) -> tuple[int, ...]:
    """Ids of the claims whose figures are linked with this one's as one thing stated twice, and do not agree."""
    found = []
    for comparison in claim.comparisons:
        own = [reading for number, _, reading in comparison.operands if number == claim.row.id]
        if comparison.kind is ComparisonKind.RESTATEMENT and own:
            found += [
                number
                for number, _, reading in comparison.operands
                if number != claim.row.id and agree(own[0], reading) is False
            ]
    return tuple(dict.fromkeys(found))


def _given(claim: ClaimView, scale: RatingScale | None) -> Rating | None:
    return None if scale is None else scale.find(Question.SO, claim.check.so)


def _is_end(rating: Rating, scale: RatingScale, end: Callable[[list[int]], int]) -> bool:
    """Whether the rating is the best or worst that the scale gives a number."""
    return rating.number is not None and rating.number == end([r.number for r in scale.so if r.number is not None])


def _all_are(evidence: tuple[EvidenceRow, ...], stance: Stance) -> bool:
    ruling = [row for row in evidence if row.draft.stance is not Stance.CONTEXT]
    return bool(ruling) and all(row.draft.stance is stance for row in ruling)


def _sources(claim: ClaimView) -> str:
    ruling = [row for row in claim.evidence if row.draft.stance is not Stance.CONTEXT]
    verb = "refute" if ruling[0].draft.stance is Stance.REFUTES else "support"
    if len(claim.evidence) == 1:
        return f"its only source {verb}s"
    return (
        f"every source that rules on it {verb}s"
        if len(ruling) > 1
        else f"the only source that rules on it {verb}s"
    )


def _claim(claim: ClaimView) -> str:
    return wording.quoted(wording.shortened(claim.row.words))
