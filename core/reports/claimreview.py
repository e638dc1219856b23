"""Verdicts as ClaimReview (schema.org), in JSON-LD, for search engines and fact-check aggregators.

One review a claim that has a verdict. What is required and recommended: Google Search Central, "Fact Check
(ClaimReview) structured data"; `resources/schemas/claimreview.schema.json` holds it.
"""

from __future__ import annotations

import json
from string import Formatter
from typing import Any

from core.checking.correction_words import corrected
from core.errors import UserError
from core.evidence import audit
from core.records import ArticleView, Rating, RatingScale, SignOff, SpeakerKind
from core.reports import page as pages
from core.reports import profile
from core.reports.claim_block import ClaimBlock
from core.reports.links import safe_link
from core.reports.model import Publisher, ReportModel
from core.reports.plain_text import one_line
from core.reports.review_words import LONGEST_CLAIM, all_reviewed, writers

_TYPES = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.ORGANISATION: "Organization",
    SpeakerKind.GROUP: "Organization",
    SpeakerKind.UNNAMED: "Person",
}
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""So that the text can stand in a script element as it is, and no claim can end that element."""


def render(model: ReportModel) -> bytes:
    """Every review of the report as one JSON-LD graph. Raises `UserError` S-REPORT-URL as `reviews`."""
    graph = {"@context": "https://schema.org", "@graph": reviews(model)}
    return (json.dumps(graph, ensure_ascii=False, indent=1).translate(_UNSAFE) + "\n").encode("utf-8")


def page(review: dict[str, Any]) -> bytes:
    """One review by itself, for a page of its own."""
    text = json.dumps({"@context": "https://schema.org"} | review, ensure_ascii=False, indent=1)
    return (text.translate(_UNSAFE) + "\n").encode("utf-8")


def reviews(model: ReportModel) -> list[dict[str, Any]]:
    """A ClaimReview for each claim with a verdict in the report's public profile, in its order and by its numbers.

    It is always the public profile: a claim review has no other reader, and stands beside the public page.
    Raises `UserError` S-REPORT-URL where the publisher's pattern makes no address, and as `profile.public`.
    """
    model = profile.public(model)
    blocks = [block for block in pages.build(model).verdicts if block.mark]
    claimed = all_reviewed(blocks)
    sign_offs = {claim.row.id: part.sign_off for part in model.parts for claim in part.claims}
    return [_review(block, model, claimed[block.number], sign_offs[block.number]) for block in blocks]


def _review(block: ClaimBlock, model: ReportModel, claimed: str, sign_off: SignOff | None) -> dict[str, Any]:
    view = block.view
    when = view.publication or view.review
    scale = model.scale_of(view) or model.scale
    review: dict[str, Any] = {
        "@type": "ClaimReview",
        "url": _address(block, model),
        "claimReviewed": claimed,
        "datePublished": (when.at if when else model.made_at).date().isoformat(),
        "author": _publisher(model.publisher),
        "reviewRating": _rating(block, scale),
        "itemReviewed": _item(block, scale),
        "inLanguage": "en",
        # Where the check stands in its desk's audit chain, for who wants the desk to show it.
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": audit.FORMAT,
            "value": f"{model.audit_length}:{one_line(model.audit_head)}",
        },
    }
    if sign_off is not None:
        review["editor"] = {"@type": "Person", "name": one_line(sign_off.by) or "Unknown"}
    if view.public_corrections:
        review["correction"] = [
            {
                "@type": "CorrectionComment",
                "text": one_line(f"{each.public_note} {corrected(each.was, each.now)}"),
                "datePublished": each.at.date().isoformat(),
            }
            for each in view.public_corrections
        ]
        review["dateModified"] = view.public_corrections[-1].at.date().isoformat()
    return _without_empty(review)


def _publisher(publisher: Publisher) -> dict[str, Any] | None:
    """Who publishes the review; None where nobody said: the name of a desk's file is nobody's."""
    name = one_line(publisher.name)
    if not name:
        return None
    return _without_empty({"@type": "Organization", "name": name, "url": safe_link(publisher.url)})


def _address(block: ClaimBlock, model: ReportModel) -> str | None:
    """Where the check is; None where nothing says so: what a place in some file leads to changes."""
    place = block.published_link
    if place:
        return place
    pattern = model.publisher.claim_url
    try:
        # `format` would follow `{id.a}` into the program, and write `{id:99999999}` as wide as that says.
        if any(field not in {None, "id", "number"} or spec for _, field, spec, _ in Formatter().parse(pattern)):
            raise ValueError(pattern)
        return safe_link(pattern.format(number=block.number, id=block.view.row.id))
    except (LookupError, ValueError) as error:
        raise UserError(
            "S-REPORT-URL",
            f"The pattern {model.publisher.claim_url!r} makes no address; use {{number}} or {{id}}, as in "
            "https://example.org/checks/{id}",
        ) from error


def _rating(block: ClaimBlock, scale: RatingScale) -> dict[str, Any]:
    """The *So?* verdict, or *Said?* where that is all there is. Unverified and the like carry no number.

    A quote that was not faithfully given is never simply true: what was found about *Said?* stands beside it.
    """
    check = block.view.check
    key, ratings = check.so, scale.so
    if key is None:
        key, ratings = check.said, scale.said
    rating = next((each for each in ratings if each.key == key), None)
    label = one_line(rating.label if rating else "")
    said = _unfaithful(block, scale)
    reasons = one_line(" ".join(block.rationale))
    if said is not None and rating is not said:
        label = f"{label}; as a quote: {said.label}"
        reasons = one_line(f"Said? {said.label}: {said.definition} {reasons}")
    found: dict[str, Any] = {"@type": "Rating", "alternateName": label, "ratingExplanation": reasons or None}
    if rating is None or rating.number is None:
        return _without_empty(found)
    numbers = [each.number for each in ratings if each.number is not None]
    return found | {
        "ratingValue": rating.number,
        "bestRating": max(numbers),
        "worstRating": min(numbers),
        "ratingExplanation": reasons or rating.definition,
    }


def _unfaithful(block: ClaimBlock, scale: RatingScale) -> Rating | None:
    """The *Said?* rating of a quote that is not faithful: in the lower half of its scale, or without a number."""
    rating = next((each for each in scale.said if each.key == block.view.check.said), None)
    if rating is None:
        return None
    numbers = [each.number for each in scale.said if each.number is not None]
    faithful = rating.number is not None and 2 * rating.number > min(numbers) + max(numbers)
    return None if faithful else rating


def _is_the_speakers(block: ClaimBlock, scale: RatingScale) -> bool:
    """Whether the words may be ascribed to the speaker: not by a check that found them to be somebody else's."""
    said = _unfaithful(block, scale)
    lowest = min((each.number for each in scale.said if each.number is not None), default=None)
    return said is None or (said.number is not None and said.number != lowest)


def _item(block: ClaimBlock, scale: RatingScale) -> dict[str, Any]:
    """The claim that is reviewed: who said it, when, and the article in which it appeared."""
    article = block.article
    return _without_empty(
        {
            "@type": "Claim",
            "author": _author(block) if _is_the_speakers(block, scale) else None,
            "datePublished": article.published.isoformat() if article.published else None,
            "appearance": _appearance(article),
        }
    )


def _author(block: ClaimBlock) -> dict[str, Any] | list[dict[str, Any]] | None:
    """Who claims it. A quote, or a figure in one, whose speaker was not found is nobody's, least of all that of
    who printed it; what the article says itself is its outlet's, or else its writer's."""
    view, article = block.view, block.article
    row = view.row
    if row.speaker is not None:
        kind = view.speaker_kind or SpeakerKind.PERSON
        name = one_line(row.speaker)
        if not name or (kind is SpeakerKind.UNNAMED and " " not in name):
            return None  # "one", "some", "others" name nobody
        return {"@type": _TYPES[kind], "name": name}
    if row.of_somebody:
        return None
    if outlet := one_line(article.outlet or ""):
        return {"@type": "Organization", "name": outlet}
    people = [{"@type": "Person", "name": name} for name in writers(article.byline or "")]
    return people if len(people) > 1 else next(iter(people), None)


def _appearance(article: ArticleView) -> dict[str, Any]:
    outlet = {"@type": "Organization", "name": one_line(article.outlet)} if article.outlet else None
    return _without_empty(
        {
            "@type": "NewsArticle",
            "headline": one_line(article.title)[:LONGEST_CLAIM] or "Untitled",
            "datePublished": article.published.isoformat() if article.published else None,
            "publisher": outlet,
        }
    )


def _without_empty(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value is not None}
