"""A report that comes back: read from a JSON file or a bundle, and looked through before any desk takes it in.

Everything in it is hostile. It is refused whole, with what does not hold, or taken whole.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from itertools import count
from math import isfinite
from pathlib import Path

from core.checking import life, review
from core.errors import UserError
from core.records import ClaimState, ClaimView, Decision, EvidenceDraft, EvidenceRow, Pieces, Question
from core.reports import bundle
from core.reports import json as json_report
from core.reports.claim_block import rated
from core.reports.model import Part, ReportModel
from core.reports.verify import verify

MOST_CLAIMS = 100_000
_LARGEST_INTEGER = 2**63 - 1
"""What a column of a desk holds."""
_MOST_DIGITS, _LARGEST_EXPONENT = 200, 400
"""Of a decimal: far beyond any article, and small enough to be written out."""
_SENT = frozenset({ClaimState.SUBMITTED, *review.APPROVED_STATES})
_WORKED_ON = frozenset({ClaimState.RETURNED, ClaimState.NEEDS_RECHECK, ClaimState.CORRECTING, *_SENT})
_AGAIN = frozenset({ClaimState.CHECKING, ClaimState.SUBMITTED, *(_WORKED_ON - _SENT)})
"""Where a claim can be that was settled before and is worked on again."""
_PUBLISHED = frozenset({ClaimState.PUBLISHED, ClaimState.CORRECTING})


@dataclass(frozen=True, slots=True)
class Incoming:
    """A report with the name of its file and the SHA-256 of the JSON; `bundle` is where its kept copies are."""

    model: ReportModel
    name: str
    digest: str
    bundle: Path | None = None


def read(path: Path) -> Incoming:
    """The report in a JSON file or an evidence bundle.

    Raises `UserError` S-REPORT-JSON, S-REPORT-READ, S-REPORT-… as `check`, S-BUNDLE-… for a bundle that does not
    verify.
    """
    try:
        is_bundle = zipfile.is_zipfile(path)
        if is_bundle:
            data = _from_bundle(path)
        else:
            with path.open("rb") as stream:
                data = stream.read(json_report.MOST_BYTES + 1)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UserError("S-REPORT-READ", f"{path.name} cannot be read ({why}); choose another file.") from error
    model = json_report.parse(data, path.name)
    check(model, path.name)
    return Incoming(model, path.name, sha256(data).hexdigest(), path if is_bundle else None)


def _from_bundle(path: Path) -> bytes:
    found = verify(path)
    if found.problems:
        more = f"; and {len(found.problems) - 1} more" if len(found.problems) > 1 else ""
        raise UserError(
            "S-BUNDLE-CHANGED",
            f"{path.name} was changed since it was made ({found.problems[0]}{more}); get it again.",
        )
    with zipfile.ZipFile(path) as archive:
        if bundle.REPORT not in archive.namelist():
            raise UserError("S-BUNDLE-REPORT", f"{path.name} has no {bundle.REPORT}; get it again.")
        if archive.getinfo(bundle.REPORT).file_size > json_report.MOST_BYTES:
            raise UserError("S-REPORT-JSON", f"{path.name}: its report is too large; choose another file.")
        return archive.read(bundle.REPORT)


def as_far_as_known(model: ReportModel) -> ReportModel:
    """The report with each source that it keeps confidential in its place, so that this desk goes on saying that
    there is one, with its articles marked where it has only passages of them, and without those of which it has
    none."""
    counts, number, parts = dict(model.withheld), count(1), []
    for part in _told_of(model):
        claims = [
            replace(
                claim,
                evidence=(*claim.evidence, *(_kept_there(model, claim, next(number)) for _ in range(hidden))),
            )
            if (hidden := counts.get(claim.row.id, 0))
            else claim
            for claim in part.claims
        ]
        article = replace(part.article, whole=part.article.whole and model.whole_text)
        parts.append(replace(part, article=article, claims=tuple(claims)))
    return replace(model, parts=tuple(parts))


def _told_of(model: ReportModel) -> list[Part]:
    """The articles of which the report has anything: a public one blanks those of which it shows no claim."""
    return [
        part
        for part in model.parts
        if part.claims or part.article.text.strip() or (part.article.whole and model.whole_text)
    ]


def _kept_there(model: ReportModel, claim: ClaimView, number: int) -> EvidenceRow:
    """A source of which a public report says only that there is one."""
    by = claim.check.by or (claim.review.by if claim.review else "")
    at = claim.check.at or (claim.review.at if claim.review else None)
    draft = EvidenceDraft(f"Confidential source {number} of another desk", confidential=True)
    return EvidenceRow(-number, draft, by or model.made_by, at or model.made_at)


# --- whether it holds ------------------------------------------------------------------------------------------


def check(model: ReportModel, name: str) -> None:
    """Raises `UserError` S-REPORT-CONTENT, naming file and place, for what the schema cannot say."""
    for problem in problems(model):
        raise UserError("S-REPORT-CONTENT", f"{name} does not hold: {problem}. Nothing was taken from it.")


def problems(model: ReportModel) -> Iterator[str]:
    """What does not hold in the report, in words for people; nothing where all does."""
    yield from _values(model, "the report")
    told_of = _told_of(model)
    if not told_of:
        yield "it shows no claim of any article" if model.parts else "it has no article"
    if len(model.claims) > MOST_CLAIMS:
        yield f"it has more than {MOST_CLAIMS:,} claims"
    ids = [claim.row.id for claim in model.claims]
    if len(set(ids)) < len(ids) or len({part.article.id for part in model.parts}) < len(model.parts):
        yield "two claims or articles have one number"
    if len({part.article.text for part in told_of}) < len(told_of):
        yield "two of its articles have the same text"
    for part in told_of:
        yield from _part(part)
        for claim in part.claims:
            yield from (f"{words} (claim {claim.row.id})" for words in _claim(claim, part, model))


def _values(value: object, where: str) -> Iterator[str]:
    """Texts, numbers and times that no desk can keep, wherever they are."""
    if is_dataclass(value):
        for each in fields(value):
            yield from _values(getattr(value, each.name), f"{each.name.replace('_', ' ')} of {where}")
    elif isinstance(value, tuple):
        for item in value:
            yield from _values(item, where)
    elif fault := _fault(value):
        yield f"{where} {fault}"


def _fault(value: object) -> str:
    """Why no desk can keep the value; empty where one can."""
    match value:
        case str():
            kept = "\x00" not in value and not any("\ud800" <= c <= "\udfff" for c in value)
            return "" if kept else "has a character that cannot be kept"
        case datetime():
            return "" if value.tzinfo is not None else "has no time zone"
        case Decimal():
            stated = value.is_finite() and abs(value.adjusted()) <= _LARGEST_EXPONENT
            return "" if stated and _digits(value) <= _MOST_DIGITS else "is no number that an article states"
        case float():
            return "" if isfinite(value) else "is no number"
        case int():
            return "" if abs(value) <= _LARGEST_INTEGER else "is too large a number"
    return ""


def _digits(value: Decimal) -> int:
    return len(value.as_tuple().digits)


def _part(part: Part) -> Iterator[str]:
    if not part.article.text.strip():
        yield "an article has no text"
    if not part.article.title.strip():
        yield "an article has no title"
    known = {claim.row.id for claim in part.claims}
    for mark in part.article.marks:
        if mark.claim_id in known and mark.speaker_pieces and not _fits(mark.speaker_pieces, part.article.text):
            yield f"a speaker's passage does not fit the text (claim {mark.claim_id})"
    if part.sign_off is not None and part.sign_off.settled < 0:
        yield "a sign-off counts less than nothing"


def _fits(pieces: Pieces, text: str) -> bool:
    """Whether pieces are in order, apart, inside the text and not blank."""
    at = 0
    for start, end in pieces:
        if not at <= start < end <= len(text):
            return False
        at = end
    return any(text[start:end].strip() for start, end in pieces)


def _claim(claim: ClaimView, part: Part, model: ReportModel) -> Iterator[str]:
    row = claim.row
    if row.article_id != part.article.id:
        yield "it belongs to another article"
    if not _fits(claim.pieces, part.article.text):
        yield "its passage does not fit the text"
    elif _bare(row.words) != _bare("".join(part.article.text[start:end] for start, end in claim.pieces)):
        yield "its words do not stand at its place in the text"
    if not row.kind.is_quote and claim.reading is None:
        yield "it is a figure without a value"
    if row.speaker is not None and not row.speaker.strip():
        yield "its speaker has no name"
    if (row.state is ClaimState.DISMISSED) != (claim.dismissed_because is not None):
        yield "it is dismissed without a reason, or has one and is not"
    yield from _check(claim, model)
    yield from _state(claim, model)
    if claim.stands is not None:
        yield from (f"as it stood, {words}" for words in _stood(claim, claim.stands, part, model))


def _stood(claim: ClaimView, stands: ClaimView, part: Part, model: ReportModel) -> Iterator[str]:
    """What does not hold in how the claim stood before the work on it that goes on."""
    public = claim.publication is not None
    if stands.stands is not None or stands.row.id != claim.row.id:
        yield "it is another claim"
        return  # what stands within what stands is not gone through: there is no end to it
    if claim.row.state not in _AGAIN and not (claim.row.state is ClaimState.APPROVED and public):
        yield f"it was settled, and it is {life.STATE_WORDS[claim.row.state]}"
    if stands.row.state is not (ClaimState.PUBLISHED if public else ClaimState.APPROVED):
        yield f"it was {life.STATE_WORDS[stands.row.state]}"
    if stands.row.kind.is_quote != claim.row.kind.is_quote:
        yield "it was a quote and is a figure, or the other way round"
    if stands.check.revision > claim.check.revision:
        yield "its check is newer than that of now"
    if stands.publication != claim.publication or stands.public_corrections != claim.public_corrections:
        yield "it was published otherwise"
    yield from _claim(stands, part, model)


def _bare(words: str) -> str:
    """Without white space and the dots that join pieces: how they are shown on a line differs."""
    return "".join(words.replace("…", "").split())


def _check(claim: ClaimView, model: ReportModel) -> Iterator[str]:
    check = claim.check
    if check.revision < 0 or (check.revision == 0 and (check.said or check.so or check.rationale)):
        yield "its check has no revision"
    scale = model.scale_of(claim)
    for question in Question:
        key = rated(claim, question)
        if key is not None and (scale is None or scale.find(question, key) is None):
            yield f"the report does not have the scale of its rating {key!r}"
    if claim.review is not None and claim.review.revision != check.revision:
        yield "its review is of another revision"
    if claim.review is not None and claim.review.decision is Decision.RETURNED and not claim.review.comment:
        # A public report leaves the comment out; but what is returned is in no public report.
        yield "it was returned without a comment"
    if claim.publication is not None and not claim.publication.place.strip():
        yield "it was published nowhere"


def _state(claim: ClaimView, model: ReportModel) -> Iterator[str]:
    """That the claim can have come to where it stands. Who may approve what is asked of the desk, not here."""
    state = claim.row.state
    if state in _WORKED_ON and claim.check.revision == 0:
        yield f"it is {life.STATE_WORDS[state]} without a check"
    if state in _PUBLISHED and claim.publication is None:
        yield f"it is {life.STATE_WORDS[state]} without a place"
    if state in review.APPROVED_STATES and not review.is_approved(claim):
        yield f"it is {life.STATE_WORDS[state]} and nobody approved this revision"
    scale = model.scale_of(claim)
    if state in _SENT and scale is not None:
        lacks = life.missing_for_submission(claim, scale)
        if dict(model.withheld).get(claim.row.id):
            lacks = [words for words in lacks if "source" not in words]  # a public report has left some out
        if lacks:
            yield f"it is {life.STATE_WORDS[state]} without {', '.join(lacks)}"
