"""The public profile of a report: approved claims only, and nothing of a confidential source in any byte.

It is made before any format sees the model, so that no format can let something slip.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from core.checking.life import source_key
from core.checking.review import APPROVED_STATES
from core.errors import UserError
from core.records import ClaimView, EvidenceDraft, EvidenceRow
from core.reports.model import Profile, ReportModel

_TELLING_NAME, _TELLING_WORDS = 6, 20
"""Characters from which a confidential source's name, and what was taken from it, give it away; less is chance."""


def public(model: ReportModel) -> ReportModel:
    """The report as readers may see it.

    Only claims that stand approved or published and are nobody's example; comparisons only among those; no source
    that is marked confidential anywhere in the report, nor the same source where somebody forgot to mark it; no
    history, no typing that was kept, no editor's comment. Idempotent.

    Raises `UserError` S-REPORT-CONFIDENTIAL where what the checkers wrote for readers names such a source.
    """
    if model.profile is Profile.PUBLIC:
        return model
    secret_rows = [row for claim in model.claims for row in claim.evidence if row.draft.confidential]
    secret = [row.draft for row in secret_rows]
    hidden = {source_key(draft) for draft in secret}
    copies = {copy.sha256 for row in secret_rows for copy in row.captures}
    shown = {claim.row.id for claim in model.claims if _is_public(claim)}
    withheld = []
    parts = []
    for part in model.parts:
        claims = []
        for claim in part.claims:
            if claim.row.id not in shown:
                continue
            kept = tuple(row for row in claim.evidence if not _is_hidden(row, hidden, copies))
            if len(kept) < len(claim.evidence):
                withheld.append((claim.row.id, len(claim.evidence) - len(kept)))
            claims.append(_public_claim(claim, kept, shown))
        parts.append(replace(part, article=replace(part.article, marks=()), claims=tuple(claims)))
    found = replace(model, parts=tuple(parts), profile=Profile.PUBLIC, withheld=tuple(withheld))
    _refuse_telling(found, secret)
    return found


def _is_hidden(row: EvidenceRow, sources: AbstractSet[object], copies: AbstractSet[str]) -> bool:
    """Whether the row is of a confidential source: described as one, or with the same bytes kept of it."""
    return source_key(row.draft) in sources or any(copy.sha256 in copies for copy in row.captures)


def _is_public(claim: ClaimView) -> bool:
    return claim.row.state in APPROVED_STATES and not claim.check.example


def _public_claim(claim: ClaimView, evidence: tuple[EvidenceRow, ...], shown: set[int]) -> ClaimView:
    return replace(
        claim,
        evidence=evidence,
        comparisons=tuple(c for c in claim.comparisons if all(of in shown for of, _, _ in c.operands)),
        history=(),
        unsaved_rationale=None,
        review=None if claim.review is None else replace(claim.review, comment=""),
        public_corrections=tuple(replace(each, why="") for each in claim.public_corrections),
        row=replace(claim.row, set_aside=False, assignee=None),
        check=replace(claim.check, parts=()),
        reasons=(),
        comments=(),
    )


def _refuse_telling(model: ReportModel, secret: Iterable[EvidenceDraft]) -> None:
    """A rationale that names a confidential source would publish it; only its author can rewrite it."""
    telling = {words for draft in secret for words in _telling(draft)}
    for claim in model.claims:
        for what, words in _written(claim):
            folded = _folded(words)
            if any(secret_words in folded for secret_words in telling):
                raise UserError(
                    "S-REPORT-CONFIDENTIAL",
                    f"{what} of “{_short(claim.row.words)}” names a confidential source and cannot be published; "
                    "write it without that.",
                )


def _telling(draft: EvidenceDraft) -> Iterable[str]:
    names = (_folded(words) for words in (draft.title, draft.url))
    yield from (name for name in names if len(name) >= _TELLING_NAME)
    taken = (_folded(words) for words in (draft.excerpt, draft.note))
    yield from (words for words in taken if len(words) >= _TELLING_WORDS)


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _written(claim: ClaimView) -> Iterable[tuple[str, str]]:
    """What people wrote about a claim and a public report shows."""
    yield "The rationale", claim.check.rationale
    for row in claim.evidence:
        draft = row.draft
        yield (
            "A source",
            " ".join((draft.title, draft.publisher, draft.url, draft.note, draft.excerpt, draft.locator)),
        )
        for copy in row.captures:
            yield "A copy", f"{copy.url} {copy.archive_url}"
    for each in claim.public_corrections:
        yield "A correction", " ".join((each.was, each.now, each.public_note))
    if claim.publication:
        yield "The publication", claim.publication.place


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59].rsplit(" ", 1)[0] + "…"
