"""The public profile of a report: approved claims only, and nothing of a confidential source in any byte.

It is made before any format sees the model, so that no format can let something slip.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from core.checking.life import source_key
from core.checking.review import APPROVED_STATES, independently_reviewed
from core.records import (
    ArticleView,
    CheckView,
    ClaimState,
    ClaimView,
    ComparisonView,
    EvidenceDraft,
    EvidenceRow,
)
from core.reports.confidential import doubts, refuse_telling
from core.reports.model import Profile, ReportModel, is_still_public


def public(
    model: ReportModel, *, whole_text: bool = False, elsewhere: Iterable[EvidenceDraft] = ()
) -> ReportModel:
    """The report as readers may see it.

    Only claims that stand approved or published and are nobody's example; comparisons only among those, and only
    those that a person confirmed or made (`unconfirmed` names the others), without what the program linked them
    for; no source that is marked confidential anywhere in the report or is one of those `elsewhere` on the desk,
    nor the same source where somebody forgot to mark it; no history, no typing that was kept, no editor's comment,
    no name of the desk's file, nor who entered a source, a publication or a correction, nor when the desk means to
    look again. Without `whole_text`, of the articles only the sentences that the claims stand in. Idempotent.

    A claim that was published and is worked on again is shown as it was published, with `again`, until something
    else is published; one that was approved and never published stays in its place without its verdict.

    Raises `UserError` S-REPORT-CONFIDENTIAL where what is published would tell who a confidential source is.
    """
    if model.profile is Profile.PUBLIC:
        return model
    elsewhere = tuple(elsewhere)
    whole_text = whole_text and all(part.article.whole for part in model.parts)
    secret = _Secret.of(model, elsewhere)
    standing = _standing(model)
    shown = _shown(standing)
    withheld = []
    parts = []
    for part in model.parts:
        claims = []
        for claim in part.claims:
            stands = standing.get(claim.row.id)
            if stands is None:
                continue
            kept = tuple(row for row in stands.evidence if not secret.has(row))
            if len(kept) < len(stands.evidence):
                withheld.append((claim.row.id, len(stands.evidence) - len(kept)))
            claims.append(_public_claim(stands, kept, shown))
        article = replace(part.article, marks=())
        if not whole_text:
            article = replace(article, text=_sentences_only(article, claims))
        parts.append(
            replace(part, article=article, claims=tuple(claims), counted=part.counts if article.whole else None)
        )
    found = replace(
        model,
        parts=tuple(parts),
        profile=Profile.PUBLIC,
        withheld=tuple(withheld),
        whole_text=whole_text,
        desk=model.publisher.name,
    )
    if any(claim.again for claim in found.claims):
        found = replace(found, independently_reviewed=independently_reviewed(found.claims))
    refuse_telling(_with_articles(found, model), secret.rows, elsewhere)
    return found


def doubtful(model: ReportModel, found: ReportModel) -> tuple[tuple[ClaimView, str, str], ...]:
    """Where the public profile `found` of an internal report has a word that may be the name of a confidential
    source, and may be only a word, as in “Page 3”: the claim, the field and the word."""
    return doubts(_with_articles(found, model), _Secret.of(model).rows)


def _with_articles(found: ReportModel, model: ReportModel) -> ReportModel:
    """The public profile with the articles whole: what stands in them is known."""
    parts = (replace(one, article=other.article) for one, other in zip(found.parts, model.parts, strict=True))
    return replace(found, parts=tuple(parts))


@dataclass(frozen=True, slots=True)
class _Secret:
    """What tells the confidential sources of a report: their keys, copies and numbers, and all rows that are of
    one, marked or described as one, or with the same bytes kept of it."""

    keys: AbstractSet[object]
    copies: AbstractSet[str]
    numbers: AbstractSet[int]
    rows: tuple[EvidenceRow, ...] = ()

    @classmethod
    def of(cls, model: ReportModel, elsewhere: Iterable[EvidenceDraft] = ()) -> _Secret:
        views = [view for claim in model.claims for view in (claim, claim.stands) if view is not None]
        rows = [row for view in views for row in view.evidence]
        marked = [row for row in rows if row.draft.confidential]
        # Two interviews elsewhere that nothing but the word describes are not one source.
        described = [draft for draft in elsewhere if draft.url.strip() or draft.publisher.strip()]
        found = cls(
            {source_key(draft) for draft in (*(row.draft for row in marked), *described)},
            {copy.sha256 for row in marked for copy in row.captures},
            {row.id for row in marked},
        )
        return replace(found, rows=tuple(row for row in rows if found.has(row)))

    def has(self, row: EvidenceRow) -> bool:
        """Whether the row is of a confidential source."""
        of_one = source_key(row.draft) in self.keys or any(copy.sha256 in self.copies for copy in row.captures)
        return row.id in self.numbers or of_one


def unconfirmed(model: ReportModel) -> tuple[ComparisonView, ...]:
    """Comparisons of two figures among the claims that the public profile of an internal report shows, which it
    leaves out because only the program has seen them; each once, though it stands with both claims."""
    shown = _shown(_standing(model))
    found = {
        (each.kind, *(of for of, _, _ in each.operands)): each
        for claim in shown.values()
        for each in _comparisons(claim, shown)
        if each.is_open
    }
    return tuple(found.values())


def without_the_other(model: ReportModel) -> tuple[tuple[ComparisonView, ClaimView], ...]:
    """Comparisons that a person confirmed or made, of which the public profile of an internal report shows one
    claim and not the other, with that other one: they are left out with it."""
    shown = _shown(_standing(model))
    claims = {claim.row.id: claim for claim in model.claims}
    found: dict[tuple[object, ...], tuple[ComparisonView, ClaimView]] = {}
    for claim in shown.values():
        for each in claim.comparisons:
            others = [of for of, _, _ in each.operands if of not in shown]
            if each.verdict is not None and others and others[0] in claims:
                found[(each.kind, *(of for of, _, _ in each.operands))] = each, claims[others[0]]
    return tuple(found.values())


def _standing(model: ReportModel) -> dict[int, ClaimView]:
    """The claims that readers are to see, by number, as they are to see them."""
    return {claim.row.id: stands for claim in model.claims if (stands := _as_it_stands(claim)) is not None}


def _shown(standing: dict[int, ClaimView]) -> dict[int, ClaimView]:
    """Those that are shown with a verdict."""
    return {number: claim for number, claim in standing.items() if claim.row.state in APPROVED_STATES}


def _as_it_stands(claim: ClaimView) -> ClaimView | None:
    """The claim as readers are to see it; None for one that never stood approved."""
    if claim.check.example:
        return None
    if claim.row.state in APPROVED_STATES and claim.stands is None:
        return claim
    if claim.stands is None or claim.row.state is ClaimState.DISMISSED:
        return None
    if is_still_public(claim):
        return replace(claim.stands, again=claim.row.state)
    row = replace(claim.stands.row, state=ClaimState.OPEN, said=None, so=None)
    return replace(
        claim.stands, row=row, check=CheckView(), evidence=(), comparisons=(), review=None, again=claim.row.state
    )


def _sentences_only(article: ArticleView, claims: Iterable[ClaimView]) -> str:
    """The article with spaces for all but the sentences of the claims, so that offsets stay what they were."""
    text = article.text
    kept = bytearray(len(text))
    for claim in claims:
        if claim.pieces:
            start = max(claim.pieces[0][0] - len(claim.before), 0)
            end = min(claim.pieces[-1][1] + len(claim.after), len(text))
            kept[start:end] = b"\x01" * max(end - start, 0)
    return "".join(c if keep or c == "\n" else " " for c, keep in zip(text, kept, strict=True))


def _public_source(row: EvidenceRow) -> EvidenceRow:
    """The source without who entered it and kept its copies; who checked and approved is told of the claim."""
    return replace(row, added_by="", captures=tuple(replace(copy, by="") for copy in row.captures))


def _comparisons(claim: ClaimView, shown: Collection[int]) -> Iterator[ComparisonView]:
    """Those of the claim all of whose claims are shown."""
    return (each for each in claim.comparisons if all(of in shown for of, _, _ in each.operands))


def _public_claim(claim: ClaimView, evidence: tuple[EvidenceRow, ...], shown: Collection[int]) -> ClaimView:
    return replace(
        claim,
        evidence=tuple(map(_public_source, evidence)),
        comparisons=tuple(
            replace(each, why="") for each in _comparisons(claim, shown) if each.verdict is not None
        ),
        history=(),
        stands=None,
        typing=(),
        review=None if claim.review is None else replace(claim.review, comment=""),
        public_corrections=tuple(replace(each, why="", by="") for each in claim.public_corrections),
        publication=None if claim.publication is None else replace(claim.publication, by=""),
        recheck_on=None,
        row=replace(claim.row, set_aside=False, assignee=None),
        check=replace(claim.check, parts=()),
        reasons=(),
        comments=(),
    )
