"""What the verdict report says, in the order it says it: `ReportModel` in words, before it is written as HTML.

Nothing here is escaped; that is the template's duty.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from core import wording
from core.checking import coverage
from core.checking.scales import stamp
from core.records import ClaimState, ClaimView, Question, RatingScale
from core.reports import marking
from core.reports.claim_block import (
    QUESTION_ASKS,
    QUESTION_WORDS,
    ClaimBlock,
    Marks,
    RatingMark,
    claim_block,
    is_final,
    rated,
    shortened,
    width,
)
from core.reports.model import Counts, Part, Profile, ReportModel


@dataclass(frozen=True, slots=True)
class TallyRow:
    """How many claims have a rating, and how many of those are drafts; widths in per cent of the longest row."""

    mark: RatingMark
    count: int
    drafts: int
    width: str
    draft_width: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims have each rating of a question; `unrated` have none."""

    question: str
    asks: str
    rows: tuple[TallyRow, ...]
    unrated: int
    other: int
    """Rated on a scale that is not this report's."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A rating's part of the one bar over all *So?* verdicts; start, width and middle in per cent."""

    mark: RatingMark
    count: int
    draft: bool
    start: str
    width: str
    middle: str
    wide: bool
    """Whether there is room for its sign."""


@dataclass(frozen=True, slots=True)
class DismissedRow:
    """A suggestion that was dismissed. `paragraph` counts from 1."""

    kind: str
    paragraph: int
    words: str
    speaker: str
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """A report in words. `published`, `words` and `paragraphs` are those of the article, where it is on one."""

    model: ReportModel
    published: str
    made_at: str
    coverage: str
    contents: str
    counts: str
    """What became of all that was found, left out or not; empty where the report is on no article."""
    drafts: int
    tallies: tuple[Tally, ...]
    overview: tuple[Piece, ...]
    verdicts: tuple[ClaimBlock, ...]
    waiting: tuple[ClaimBlock, ...]
    dismissed: tuple[DismissedRow, ...]
    paragraphs: tuple[tuple[marking.Run, ...], ...]
    numbered: dict[int, ClaimBlock]
    scale: str
    ratings: tuple[tuple[str, str, tuple[RatingMark, ...]], ...]
    older: tuple[tuple[str, tuple[RatingMark, ...]], ...]
    """Earlier scales with those of their ratings that the report has."""
    articles: tuple[tuple[str, str], ...]
    """Title and facts of each article of a report on several."""
    words: str
    signed_off: str
    """Who signed the article off, or that nobody did; empty in a report on several, where `articles` says it."""
    audit_length: str

    @property
    def public(self) -> bool:
        return self.model.profile is Profile.PUBLIC

    @property
    def made_words(self) -> str:
        """When it was made, and by whom where the desk says who that is."""
        by = f" by {self.model.made_by}" if self.model.made_by else ""
        return f"{self.made_at}{by}"

    @property
    def kicker(self) -> str:
        return "Verdict report" if self.public else "Verdict report · internal"

    @property
    def summary_words(self) -> str:
        """What the report holds, in sentences."""
        parts = [f"{self.contents}.", self.counts, self.drafts_words if self.drafts else ""]
        parts.append(self.waiting_words if self.waiting else "")
        parts.append(self.dismissed_words if self.dismissed and not self.counts else "")
        return " ".join(part for part in parts if part)

    @property
    def provenance(self) -> tuple[tuple[str, str], ...]:
        """Where the report comes from, as names with what they are."""
        model, article = self.model, self.model.article
        rows = [("Made", self.made_words)]
        if model.desk:
            rows.append(("Newsroom" if self.public else "Desk", model.desk))
        rows.append(("Review", wording.REVIEWED if model.independently_reviewed else "Not independently reviewed"))
        if article:
            rows.append(("Sign-off", self.signed_off))
            if not self.public:
                rows.append(("Pipeline", article.pipeline or "Not analysed yet"))
            rows.append(("Article", f"SHA-256 {article.sha256}"))
        rows.append(("Audit head", f"event {self.audit_length}, SHA-256 {model.audit_head}"))
        return tuple(rows)

    @property
    def unrated_words(self) -> str:
        return wording.AGAIN_HEADING if self.public else "Not rated yet"

    @property
    def waiting_heading(self) -> str:
        return wording.AGAIN_HEADING if self.public else "Not yet checked"

    @property
    def waiting_notice(self) -> str:
        return wording.AGAIN_NOTICE if self.public else wording.WAITING_NOTICE

    @property
    def articles_words(self) -> str:
        return (
            f"{wording.plural(len(self.model.claims), 'claim')} in {wording.plural(len(self.articles), 'article')}"
        )

    @property
    def overview_words(self) -> str:
        """The bar in words, for who cannot see it."""
        [so] = [tally for tally in self.tallies if tally.question == QUESTION_WORDS[Question.SO]]
        return "; ".join(f"{row.mark.label}: {row.count}" for row in so.rows if row.count)

    @property
    def corrections(self) -> tuple[ClaimBlock, ...]:
        """The claims that were corrected after they were published."""
        return tuple(block for block in self.numbered.values() if block.corrections)

    @property
    def drafts_words(self) -> str:
        verb = "is a draft" if self.drafts == 1 else "are drafts"
        return f"{wording.plural(self.drafts, 'verdict')} {verb} that no editor has approved."

    @property
    def waiting_words(self) -> str:
        verb = "is" if len(self.waiting) == 1 else "are"
        what = "being checked again" if self.public else "not yet checked"
        return f"{wording.plural(len(self.waiting), 'claim')} {verb} {what}."

    @property
    def dismissed_words(self) -> str:
        verb = "was" if len(self.dismissed) == 1 else "were"
        return f"{wording.plural(len(self.dismissed), 'suggestion')} {verb} dismissed."

    def classes(self, run: marking.Run) -> str:
        """The classes of a run in the text: the kinds that cover it, and the verdict of the last rated one."""
        blocks = [self.numbered[number] for number in run.claims]
        kinds = sorted({block.view.row.kind.value for block in blocks})
        rated = [block.mark.name for block in blocks if block.mark]
        return " ".join([*kinds, *([f"r-{rated[-1]}", "rated"] if rated else [])])


def build(model: ReportModel) -> Page:
    """All the report says. Claims stand in text order under their numbers on the desk, so that no later report
    calls another claim by the same number; dismissed ones have none."""
    kept = [claim for claim in model.claims if claim.row.state is not ClaimState.DISMISSED]
    dropped = [claim for claim in model.claims if claim.row.state is ClaimState.DISMISSED]
    article, public = model.article, model.profile is Profile.PUBLIC
    numbered = [(claim.row.id, claim.pieces) for claim in kept]
    lines = marking.mark(article.text, numbered) if article and model.whole_text and article.whole else []
    in_text = {number for line in lines for run in line for number in run.begins}
    marks = Marks(model.scale, *model.older_scales)
    place = {claim.row.id: part.article for part in model.parts for claim in part.claims}
    blocks = [claim_block(claim, place[claim.row.id], model, marks, claim.row.id in in_text) for claim in kept]
    ruled = tuple(b for b in blocks if b.view.check.said or b.view.check.so)
    tallies = tuple(_tally(question, kept, model.scale, marks) for question in Question)
    return Page(
        model=model,
        published=wording.day(article.published) if article and article.published else "",
        made_at=wording.moment(model.made_at),
        coverage="" if public else f"{coverage.Coverage(model.settled, len(model.claims))}.",
        contents=_contents(kept),
        counts=_counts(model.parts[0].counts) if article and article.whole else "",
        drafts=sum(not block.final for block in ruled),
        tallies=tallies,
        overview=_overview(tallies),
        verdicts=ruled,
        waiting=tuple(b for b in blocks if not (b.view.check.said or b.view.check.so)),
        dismissed=tuple(_dismissed(claim) for claim in dropped),
        paragraphs=tuple(tuple(line) for line in lines),
        numbered={block.number: block for block in blocks},
        scale=model.scale.title if public else f"{model.scale.title} ({stamp(model.scale)})",
        ratings=tuple(
            (
                QUESTION_WORDS[q],
                QUESTION_ASKS[q],
                tuple(marks.of(model.scale, q, r) for r in model.scale.ratings(q)),
            )
            for q in Question
        ),
        older=tuple(_older(scale, kept, marks, public) for scale in model.older_scales),
        articles=() if article else tuple((part.article.title, _facts(part)) for part in model.parts),
        words=wording.plural(article.words, "word") if article and article.whole else "",
        signed_off=wording.signed_off(model.parts[0].sign_off) if article else "",
        audit_length=wording.number(model.audit_length),
    )


def _counts(counts: Counts) -> str:
    """A sentence or two for readers; a report that shows some verdicts says how many it does not show."""
    found = (
        f"{wording.plural(counts.found, 'claim')} {'was' if counts.found == 1 else 'were'} found in the article"
    )
    parts = [
        f"{wording.number(counts.approved)} checked and approved"
        if counts.approved
        else "none checked and approved",
        f"{wording.number(counts.dismissed)} dismissed without a check" if counts.dismissed else "",
        f"{wording.number(counts.left)} not checked to the end" if counts.left else "none left",
    ]
    told = f"{found}: {', '.join(part for part in parts if part)}."
    if counts.again:
        verb = "is" if counts.again == 1 else "are"
        told += f" {wording.number(counts.again)} of those approved {verb} being looked at again."
    return told


def _contents(kept: list[ClaimView]) -> str:
    quotes = sum(claim.row.kind.is_quote for claim in kept)
    counts = ((quotes, "quote"), (len(kept) - quotes, "figure"))
    return ", ".join(wording.plural(count, what) for count, what in counts if count) or "No claims"


_ROOM = Decimal("0.07")
"""Share of the bar below which a sign and a number do not fit."""


def _overview(tallies: tuple[Tally, ...]) -> tuple[Piece, ...]:
    """All *So?* verdicts in one bar, in the scale's order, drafts behind what is final."""
    rows = next(tally.rows for tally in tallies if tally.question == QUESTION_WORDS[Question.SO])
    whole = sum(row.count for row in rows)
    pieces, done = [], 0
    for row in rows:
        for count, draft in ((row.count - row.drafts, False), (row.drafts, True)):
            if count:
                start, share = Decimal(done) / whole, Decimal(count) / whole
                pieces.append(
                    Piece(
                        row.mark,
                        count,
                        draft,
                        width(start),
                        width(share),
                        width(start + share / 2),
                        share >= _ROOM,
                    )
                )
                done += count
    return tuple(pieces)


def _older(
    scale: RatingScale, kept: list[ClaimView], marks: Marks, public: bool
) -> tuple[str, tuple[RatingMark, ...]]:
    given = {(q, rated(claim, q)) for claim in kept if claim.check.scale == stamp(scale) for q in Question}
    used = tuple(marks.of(scale, q, r) for q in Question for r in scale.ratings(q) if (q, r.key) in given)
    return scale.title if public else f"{scale.title} ({stamp(scale)})", used


def _facts(part: Part) -> str:
    article = part.article
    published = wording.day(article.published) if article.published else ""
    return " · ".join(
        fact
        for fact in (
            article.outlet,
            published,
            wording.plural(len(part.claims), "claim"),
            wording.signed_off(part.sign_off),
        )
        if fact
    )


def _tally(question: Question, kept: list[ClaimView], scale: RatingScale, marks: Marks) -> Tally:
    asked = [claim for claim in kept if question is Question.SO or claim.said_applies]
    own = [claim for claim in asked if rated(claim, question) is None or claim.check.scale in {"", stamp(scale)}]
    counts = Counter(rated(claim, question) for claim in own)
    drafts = Counter(rated(claim, question) for claim in own if not is_final(claim))
    ratings = scale.ratings(question)
    longest = max((counts[r.key] for r in ratings), default=0) or 1
    rows = tuple(
        TallyRow(
            marks.of(scale, question, r),
            counts[r.key],
            drafts[r.key],
            width(Decimal(counts[r.key] - drafts[r.key]) / longest),
            width(Decimal(drafts[r.key]) / longest),
        )
        for r in ratings
    )
    return Tally(
        QUESTION_WORDS[question],
        QUESTION_ASKS[question],
        rows,
        unrated=counts[None],
        other=len(asked) - counts[None] - sum(row.count for row in rows),
    )


def _dismissed(claim: ClaimView) -> DismissedRow:
    reason = claim.dismissed_because
    return DismissedRow(
        kind=wording.KIND_WORDS[claim.row.kind],
        paragraph=claim.paragraph,
        words=shortened(claim.row.words),
        speaker=wording.speaker(claim.row),
        reason=wording.DISMISS_WORDS[reason] if reason else "No reason recorded",
    )
