"""A report of another desk comes in: its articles with claims, checks, sources and decisions, in one action."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from sqlalchemy import select

from core.checking import life, review
from core.checking.scales import stamp
from core.errors import UserError
from core.evidence.audit import timestamp
from core.records import (
    Analysis,
    Attribution,
    ClaimView,
    Correction,
    Figure,
    MentionKind,
    Pieces,
    Quote,
    ReadPart,
    SpeakerKind,
)
from core.reports.incoming import Incoming, as_far_as_known
from core.reports.model import Part, ReportModel
from db import effective, schema, search
from db.codec import STATE_RANK, clean, correction_to_json, reading_values, scale_from_json, scale_to_json
from db.operations.articles import add
from db.operations.base import PersonOperation, shorten
from db.operations.bringing_back import IMPORTING_REPORT, bring_back
from db.operations.findings import keep
from db.operations.incoming_known import document_of, known_article
from db.operations.incoming_work import Work, is_read_otherwise
from db.operations.people import acting_as, one_person
from db.things import THINGS, Kind
from db.transaction import Tx

UNKNOWN_PIPELINE = "unknown"
BY_HAND = "checker"
"""The rule of a passage that a person marked, as `ClaimView.rule` has it."""


@dataclass(frozen=True, slots=True)
class ImportReport(PersonOperation):
    """Take a report in: every article of it is new to the desk, or nothing is taken. Those that came with the same
    report before and were taken off the desk since, or whose import was undone, come back as they were.

    Claims keep their states, checks their revision numbers, scales, authors and times, reviews, publications,
    corrections, comments and sign-offs theirs. What was published and is otherwise now comes along as it stood, so
    that readers are told the same by this desk. The audit trail does not come along: it is the other desk's, and
    the event of the import names its head. Original files do not stand in a report; the text stands in for them.
    Kept copies come with an evidence bundle, and with JSON alone they do not.

    Raises `UserError` S-REPORT-KNOWN for an article the desk has, S-REPORT-REVIEW for a check approved by who
    checked it on a desk of several people, S-SCALE-VERSION for a scale the desk knows otherwise, S-LIFE-ROLE for
    approvals brought in by who may not approve, S-EVIDENCE-… for sources no desk would take.
    """

    action: ClassVar[str] = IMPORTING_REPORT
    incoming: Incoming

    def apply(self, tx: Tx) -> str:
        model = as_far_as_known(self.incoming.model)
        self._may(tx, model)
        work = Work(tx, _scales(tx, model), self.incoming.bundle)
        tx.subject = f"report {self.incoming.digest[:12]}"
        known = [known_article(tx, part) for part in model.parts]
        for part, article_id in zip(model.parts, known, strict=True):
            if article_id is None:
                _Part(tx, part, self.incoming, work).take()
            else:
                bring_back(tx, article_id)
        work.rule_comparisons(model.claims)
        _name(tx, self.incoming)
        return f"import report: {shorten(model.title)}"

    @staticmethod
    def _may(tx: Tx, model: ReportModel) -> None:
        every = [*model.claims, *(claim.stands for claim in model.claims if claim.stands is not None)]
        approved = [claim for claim in every if claim.row.state in review.APPROVED_STATES]
        if not approved:
            return
        acting_as(tx, life.Role.EDITOR)
        if not one_person(tx) and not review.independently_reviewed(approved):
            raise UserError(
                "S-REPORT-REVIEW",
                "In this report a check was approved by the person who made it, which this desk does not allow; "
                "import it into a desk that is set to one person.",
            )


def _name(tx: Tx, incoming: Incoming) -> None:
    model = incoming.model
    tx.focus_article = min(move.id for move in tx.moves if move.kind is Kind.ARTICLE)
    tx.facts["report"] = {
        "file": clean(incoming.name),
        "sha256": incoming.digest,
        "desk": model.desk,
        "made_at": timestamp(model.made_at),
        "made_by": model.made_by,
        "profile": model.profile.value,
        "audit": f"{model.audit_length}:{model.audit_head}",
    }
    for claim_id in sorted(move.id for move in tx.moves if move.kind is Kind.CLAIM):
        tx.said[claim_id] = f"taken over from a report of {shorten(model.desk, 60)}"
    tx.speakers_changed = tx.queues_changed = True


def _scales(tx: Tx, model: ReportModel) -> dict[str, int]:
    """Row ids of the report's scales by stamp. Those the desk does not have are added; its own stays in use."""
    found = {}
    table = schema.rating_scale
    for scale in (model.scale, *model.older_scales):
        row = tx.connection.execute(
            select(table.c.id, table.c.content).where(table.c.key == scale.key, table.c.version == scale.version)
        ).first()
        if row is not None and scale_from_json(row.content) != scale:
            raise UserError(
                "S-SCALE-VERSION",
                f"This desk has another scale {stamp(scale)} than the report; ratings would change their meaning.",
            )
        found[stamp(scale)] = (
            row.id
            if row is not None
            else tx.insert(table, key=scale.key, version=scale.version, content=scale_to_json(scale))
        )
    found[""] = found[stamp(model.scale)]
    return found


# --- one article -----------------------------------------------------------------------------------------------


class _Part:
    """An article of the report with its claims, on its way into the tables."""

    def __init__(self, tx: Tx, part: Part, incoming: Incoming, work: Work) -> None:
        self.tx, self.part, self.incoming, self.work = tx, part, incoming, work
        self.text = part.article.text
        self.speaker_pieces = {mark.claim_id: mark.speaker_pieces for mark in part.article.marks}
        self.renamed = {
            claim.row.id
            for claim in part.claims
            if claim.stands is not None and claim.stands.row.speaker != claim.row.speaker
        }
        """Claims that somebody else said when they stood: the marks say who said them since."""

    def take(self) -> None:
        tx, document = self.tx, document_of(self.part, clean(self.incoming.name))
        self.article_id, self.version_id = add(tx, document)
        tx.articles.add(self.article_id)
        tx.created(Kind.ARTICLE, self.article_id, removed=True)
        first = [_as_first_read(claim) for claim in self.part.claims]
        found = [claim for claim in first if claim.rule != BY_HAND]
        marked = [claim for claim in first if claim.rule == BY_HAND]
        mentions = self._found(found) | {claim.row.id: self._marked(claim) for claim in marked}
        for claim in self.part.claims:
            self._claim(claim, mentions[claim.row.id])
        if self.part.sign_off is not None:
            self.work.sign_off(self.part.sign_off, self.article_id, self.version_id)

    def _found(self, claims: list[ClaimView]) -> dict[int, int]:
        """Keep what a pipeline found as an analysis of its own. Returns the mentions by the report's claim ids."""
        pipeline = self.part.article.pipeline or (UNKNOWN_PIPELINE if claims else None)
        if pipeline is None:
            return {}
        quotes = [claim for claim in claims if claim.row.kind.is_quote]
        figures = [claim for claim in claims if not claim.row.kind.is_quote]
        analysis = Analysis(
            pipeline=pipeline,
            rules=f"report {self.incoming.digest[:16]}",
            quotes=tuple(self._quote(claim) for claim in quotes),
            figures=tuple(self._figure(claim, quotes) for claim in figures),
        )
        analysis_id, quote_ids, figure_ids = keep(self.tx, self.version_id, analysis)
        ids = [claim.row.id for claim in quotes] + [claim.row.id for claim in figures]
        mentions = dict(zip(ids, quote_ids + figure_ids, strict=True))
        self.work.comparisons(analysis_id, figures, mentions)
        return mentions

    def _quote(self, claim: ClaimView) -> Quote:
        return Quote(
            kind=claim.row.kind,
            pieces=claim.pieces,
            cue=self._near(claim, claim.cue),
            speaker=self._speaker(claim),
            negated=claim.negated,
            hypothetical=claim.hypothetical,
            rule=claim.rule,
            score=1.0 if claim.score is None else claim.score,
            checkworthy=claim.row.checkworthy,
            reasons=claim.reasons,
        )

    def _figure(self, claim: ClaimView, quotes: Sequence[ClaimView]) -> Figure:
        assert claim.reading is not None  # noqa: S101 - `core.reports.incoming` has looked
        return Figure(
            pieces=claim.pieces,
            reading=claim.reading,
            mention=_around(claim, quotes) if claim.row.quoted else None,
            speaker=self._speaker(claim),
            score=1.0 if claim.score is None else claim.score,
            checkworthy=claim.row.checkworthy,
            reasons=claim.reasons,
        )

    def _speaker(self, claim: ClaimView) -> Attribution | None:
        if claim.row.speaker is None and claim.row.via is None:
            return None
        marked = self.speaker_pieces.get(claim.row.id) if claim.row.id not in self.renamed else ()
        return Attribution(
            name=claim.row.speaker,
            kind=claim.speaker_kind or SpeakerKind.PERSON,
            pieces=marked or self._near(claim, claim.speaker_phrase),
            via=claim.row.via,
            score=1.0 if claim.speaker_score is None else claim.speaker_score,
        )

    def _near(self, claim: ClaimView, phrase: str | None) -> Pieces:
        """Where the phrase stands, looked for from the claim's sentence on; nowhere if not as it is written.

        A report has cues and speakers' phrases as words, without their places.
        """
        pieces: list[tuple[int, int]] = []
        at = max(claim.pieces[0][0] - len(claim.before) - 1, 0)
        for words_of in (phrase or "").split(" … "):
            start = self.text.find(words_of, at) if words_of else -1
            if start < 0:
                return ()
            at = start + len(words_of)
            pieces.append((start, at))
        return tuple(pieces)

    def _marked(self, claim: ClaimView) -> int:
        """Keep a passage that a person marked: it belongs to no analysis."""
        row = claim.row
        mention_id = self.tx.insert(
            schema.mention,
            version_id=self.version_id,
            number=0,
            kind=row.kind,
            speaker=row.speaker,
            speaker_kind=claim.speaker_kind if row.speaker else None,
            via=row.via,
            negated=claim.negated,
            hypothetical=claim.hypothetical,
            rule=BY_HAND,
            score=1.0,
            checkworthy=row.checkworthy,
            reasons=list(claim.reasons),
        )
        rows = effective.piece_rows(self.version_id, self.text, claim.pieces)
        self.tx.insert_many(
            schema.mention_piece, [each | {"mention_id": mention_id, "role": schema.Role.CONTENT} for each in rows]
        )
        if row.kind is MentionKind.FIGURE and claim.reading is not None:
            self.tx.insert_many(schema.figure, [{"mention_id": mention_id, **reading_values(claim.reading)}])
        return mention_id

    def _claim(self, claim: ClaimView, mention_id: int) -> None:
        tx, row = self.tx, claim.row
        by_hand = claim.rule == BY_HAND
        first = _as_first_read(claim)
        with self.work.earlier() if claim.stands is not None else nullcontext():
            if first.corrected or (first.row.speaker is not None and first.speaker_score is None and not by_hand):
                self._correction(first, mention_id)
        if is_read_otherwise(claim, first):
            THINGS[Kind.READING].write(tx, mention_id, _reading_of(claim))
        columns = effective.columns(tx, self.article_id, self.text, effective.passage(tx.connection, mention_id))
        found = claim.history[0] if claim.history and claim.rule != BY_HAND else None
        claim_id = tx.insert(
            schema.claim,
            **columns,
            article_id=self.article_id,
            version_id=self.version_id,
            mention_id=mention_id,
            state=row.state,
            state_rank=STATE_RANK[row.state],
            set_aside=row.set_aside,
            dismissed_because=claim.dismissed_because,
            withdrawn=False,
            shown=True,
            checkworthy=row.checkworthy,
            assignee=self.work.called(row.assignee),
            added_by=self.work.person(found.by) if found else tx.person_id,
            added_at=found.at if found else tx.at,
        )
        search.add(tx, [{"id": claim_id, "folded": columns["folded"]}])
        tx.insert_many(schema.claim_mention, [{"claim_id": claim_id, "mention_id": mention_id}])
        self.work.claim(claim, claim_id)
        tx.touch(claim_id, self.article_id)
        tx.created(Kind.CLAIM, claim_id, withdrawn=True)

    def _correction(self, claim: ClaimView, mention_id: int) -> None:
        """Say that a person has changed the reading, and what of it: what it was before is in no report."""
        row, parts = claim.row, claim.corrected_in
        renamed = row.speaker is not None and claim.speaker_score is None
        content = correction_to_json(
            Correction(
                pieces=claim.pieces if ReadPart.PASSAGE in parts else None,
                kind=row.kind if ReadPart.KIND in parts or not parts else None,
                speaker=row.speaker if renamed else None,
                no_speaker=ReadPart.SPEAKER in parts and row.speaker is None,
                via=(row.via or "") if ReadPart.SPEAKER in parts and row.speaker is not None else None,
                reading=claim.reading if ReadPart.READING in parts else None,
            )
        )
        THINGS[Kind.READING].write(self.tx, mention_id, content)


def _around(claim: ClaimView, quotes: Sequence[ClaimView]) -> int | None:
    """Place in `quotes` of the shortest one that the claim stands in; None where the report has none."""
    start, end = claim.pieces[0][0], claim.pieces[-1][1]
    holding = [
        (sum(last - first for first, last in quote.pieces), place)
        for place, quote in enumerate(quotes)
        if any(first <= start and end <= last for first, last in quote.pieces)
    ]
    return min(holding)[1] if holding else None


def _as_first_read(claim: ClaimView) -> ClaimView:
    """The claim with its passage as it stood: how it is read since is a correction over that."""
    stands = claim.stands
    if stands is None:
        return claim
    row = replace(
        claim.row,
        kind=stands.row.kind,
        words=stands.row.words,
        speaker=stands.row.speaker,
        via=stands.row.via,
        start=stands.row.start,
    )
    return replace(
        claim,
        row=row,
        pieces=stands.pieces,
        before=stands.before,
        after=stands.after,
        speaker_kind=stands.speaker_kind,
        speaker_phrase=stands.speaker_phrase,
        speaker_score=stands.speaker_score,
        reading=stands.reading,
        corrected=stands.corrected,
        corrected_in=stands.corrected_in,
    )


def _reading_of(claim: ClaimView) -> dict[str, Any]:
    """The claim's passage as a correction that says all of it."""
    return correction_to_json(
        Correction(
            pieces=claim.pieces,
            kind=claim.row.kind,
            speaker=claim.row.speaker,
            no_speaker=claim.row.speaker is None and not claim.row.quoted,
            via=claim.row.via or "",
            reading=claim.reading,
        )
    )
