"""What is better settled before a report goes out: told gently, and never in the way of writing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from core import wording
from core.checking import contradictions
from core.checking.applies import is_guess
from core.records import ClaimView, ComparisonView, EvidenceDraft
from core.reports import profile
from core.reports.links import safe_link
from core.reports.model import ReportModel


def in_public(model: ReportModel, whole: ReportModel | None = None) -> tuple[str, ...]:
    """What readers of the public `model` would stumble over, a sentence a thing, in the order of its claims; with
    the comparisons that are left out of the `whole` report it was made of."""
    found = list(_head(model))
    for claim in model.claims:
        found += _speaker(claim)
        found += _sources(claim)
    if whole is not None:
        found += _left_out(profile.unconfirmed(whole))
        found += [_parted(comparison, other) for comparison, other in profile.without_the_other(whole)]
        found += may_tell(model, whole)
    return (*found, *contradicted(model))


def may_tell(model: ReportModel, whole: ReportModel) -> tuple[str, ...]:
    """Words of the public `model` that may be names of the confidential sources of the `whole` report, a sentence
    each: the program cannot tell “Page 3” from a source of that name."""
    return tuple(
        f"{field} of {_claim(claim)}, has {wording.quoted(word)}, which may be the name of a confidential source: "
        "make sure that it is only the word."
        for claim, field, word in profile.doubtful(whole, model)
    )


def contradicted(model: ReportModel) -> tuple[str, ...]:
    """Ratings that speak against each other or against their sources, a sentence each; two claims of which each
    speaks against the other are named once."""
    claims = {claim.row.id: claim for claim in model.claims}
    told: set[int] = set()
    found: list[str] = []
    for claim in model.claims:
        near = set(contradictions.disagreeing(claim)) - told
        later = {number: claims[number] for number in near & claims.keys()}
        found += contradictions.of(claim, later, model.scale_of)
        told.add(claim.row.id)
    return tuple(found)


def in_reviews(model: ReportModel) -> tuple[str, ...]:
    """What claim reviews made of the public `model` would lack: search engines pass over those that lack it."""
    found = []
    publisher = model.publisher
    if not publisher.name.strip():
        found.append("The claim reviews have no publisher: enter the newsroom’s name in the settings.")
    if not safe_link(publisher.url):
        found.append("The claim reviews have no web address of their publisher: enter it in the settings.")
    places = [claim.publication.place if claim.publication else "" for claim in model.claims]
    unplaced = sum(not safe_link(place) for place in places)
    if unplaced and not urlsplit(publisher.claim_url).netloc:
        found.append(
            f"{wording.plural(unplaced, 'claim review')} will have no web address: enter the address of a "
            "check in the settings, or say where each check was published."
        )
    nobody = [claim for claim in model.claims if claim.row.speaker is None and claim.row.of_somebody]
    found += [
        f"The claim review of {_claim(claim)} names nobody who said it: no speaker was found." for claim in nobody
    ]
    return tuple(found)


def _head(model: ReportModel) -> Iterator[str]:
    if not model.publisher.name.strip():
        yield "The report bears no newsroom’s name: enter it as Publisher in the settings."


def _speaker(claim: ClaimView) -> Iterator[str]:
    if is_guess(claim):
        yield f"The speaker of {_claim(claim)}, {claim.row.speaker}, is a guess that no checker has confirmed."
    elif claim.row.speaker is None and claim.row.of_somebody:
        what = "is" if claim.row.kind.is_quote else "stands in"
        yield f"{_claim(claim)} {what} a quote whose speaker was not found."


def _sources(claim: ClaimView) -> Iterator[str]:
    for row in claim.evidence:
        if not _can_be_found(row.draft):
            title = wording.quoted(wording.shortened(row.draft.title))
            yield f"The source {title} of {_claim(claim)} has no publisher, date or link: readers cannot find it."


def _left_out(left: Sequence[ComparisonView]) -> Iterator[str]:
    """What was reckoned of the figures shown, and is left out: an open question to the checker, not a finding."""
    if not left:
        return
    first = wording.quoted(wording.shortened(wording.comparison(left[0])))
    if len(left) == 1:
        yield f"The comparison {first} is left out: nobody has confirmed it."
    else:
        yield f"{len(left)} comparisons are left out, for nobody has confirmed them: {first} and others."


def _parted(comparison: ComparisonView, other: ClaimView) -> str:
    what = wording.quoted(wording.shortened(wording.comparison(comparison)))
    return f"The comparison {what} is left out: the other figure, {_claim(other)}, does not stand approved."


def _can_be_found(draft: EvidenceDraft) -> bool:
    return bool(draft.publisher.strip() or draft.dated or draft.url.strip())


def _claim(claim: ClaimView) -> str:
    return f"claim {claim.row.id}, {wording.quoted(wording.shortened(claim.row.words))}"
