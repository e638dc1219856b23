"""The work on claims that a report brings along: checks, sources, decisions, remarks, comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update

from core.checking import parts
from core.evidence.capture import MOST_BYTES
from core.records import CaptureRow, CheckView, ClaimView, ComparisonView, EvidenceRow, SignOff
from core.reports import bundle
from db import recheck_dates, review_work, schema, schema_work
from db.check_parts import NAMED
from db.codec import clean, draft_to_json
from db.operations.evidence import checked, keep_copy, source_of, store_bytes
from db.things import THINGS, Kind
from db.transaction import Tx

_MOST_WARC = 2 * MOST_BYTES


class Work:
    """Writes what stands beside a claim. `scales` are row ids by stamp, `bundle` where kept copies are."""

    def __init__(self, tx: Tx, scales: Mapping[str, int], bundle_path: Path | None) -> None:
        self.tx = tx
        self._scales = scales
        self._bundle = bundle_path
        self._copies = bundle.kept_copies(bundle_path) if bundle_path is not None else {}
        self._people: dict[str, int] = {}
        self._claims: dict[int, int] = {}
        """The desk's ids of claims by the report's."""
        self._taken: list[dict[str, object]] = []
        tx.facts["taken"] = self._taken

    def person(self, name: str | None) -> int:
        """The row of whom the report names, also by a name that was put right here; of who imports, if nobody."""
        known = clean(" ".join((name or "").split()))
        if not known:
            return self.tx.person_id
        if known not in self._people:
            row = review_work.person_called(self.tx.connection, known)
            self._people[known] = (
                row.id if row is not None else self.tx.insert(schema.person, name=known, first_seen=self.tx.at)
            )
        return self._people[known]

    def called(self, name: str | None) -> str | None:
        """What somebody whom a claim is assigned to is called here; None for nobody."""
        words = " ".join((name or "").split())
        row = review_work.person_called(self.tx.connection, words) if words else None
        return row.name if row is not None else words or None

    # --- a claim -----------------------------------------------------------------------------------------------

    def claim(self, claim: ClaimView, claim_id: int) -> None:
        """Everything that was done about the claim: how it stood, where it is otherwise now, and how it is."""
        self._claims[claim.row.id] = claim_id
        if claim.stands is None:
            revision_id = self._check(claim.check, claim_id)
            for row in claim.evidence:
                self._evidence(row, claim_id)
            self._review(claim, revision_id)
            self._publication(claim, claim_id, revision_id)
        else:
            self._worked_on_again(claim, claim.stands, claim_id)
        self._remarks(claim, claim_id)
        self._taken += [_words(claim, claim_id), *([_words(claim.stands, claim_id)] if claim.stands else [])]

    def _worked_on_again(self, claim: ClaimView, stands: ClaimView, claim_id: int) -> None:
        """What was published, or approved, and what has become of it since: one after the other."""
        with self.earlier():
            stood_id = self._check(stands.check, claim_id)
            ids = {row.id: self._evidence(row, claim_id) for row in stands.evidence}
            self._review(stands, stood_id)
            self._publication(claim, claim_id, stood_id)
        now = {row.id: row for row in claim.evidence}
        for row in stands.evidence:
            if row.id not in now:
                content = THINGS[Kind.EVIDENCE].read(self.tx, ids[row.id]) | {"removed": True}
                THINGS[Kind.EVIDENCE].write(self.tx, ids[row.id], content)
        for row in claim.evidence:
            if row.id not in ids:
                self._evidence(row, claim_id)
            elif row not in stands.evidence:
                self._describe(row, ids[row.id])
        if claim.check.revision > stands.check.revision:
            self._review(claim, self._check(claim.check, claim_id))
        elif claim.evidence != stands.evidence or is_read_otherwise(claim, stands):
            # While a correction is open, sources and passage change beside a revision that was approved: here it
            # takes one more, so that whoever changed them had a part in something that nobody has approved.
            self._check(replace(claim.check, revision=claim.check.revision + 1), claim_id)

    @contextmanager
    def earlier(self) -> Iterator[None]:
        """Write what was before the report was made as a moment earlier than the rest."""
        at = self.tx.at
        self.tx.at = at - timedelta(microseconds=1)
        try:
            yield
        finally:
            self.tx.at = at

    def _check(self, check: CheckView, claim_id: int) -> int | None:
        if check.revision == 0:
            return None
        revision_id = self.tx.insert(
            schema_work.check_revision,
            claim_id=claim_id,
            number=check.revision,
            scale_id=self._scales[check.scale],
            said=check.said,
            so=check.so,
            rationale=check.rationale,
            example=check.example,
            by=self.person(check.by),
            at=check.at or self.tx.at,
        )
        self.tx.insert_many(
            schema_work.part_brought,
            [
                {"revision_id": revision_id, "person_id": person_id, "did": did, "at": self.tx.at}
                for person_id, did in self._parts(check).items()
            ],
        )
        table = schema.claim
        self.tx.connection.execute(
            update(table).where(table.c.id == claim_id).values(check_id=revision_id, said=check.said, so=check.so)
        )
        return revision_id

    def _parts(self, check: CheckView) -> dict[int, list[str]]:
        """Who had a part in the check, by their row, and what it was."""
        found: dict[int, list[str]] = {}
        for part in parts.of(check):
            did = found.setdefault(self.person(part.by), [])
            did += [each.value for each in part.did if each.value not in did]
        for name in check.checkers:
            found.setdefault(self.person(name), [NAMED])
        return found

    def _evidence(self, row: EvidenceRow, claim_id: int) -> int:
        evidence_id = self.tx.insert(
            schema_work.evidence, claim_id=claim_id, added_by=self.person(row.added_by), added_at=row.added_at
        )
        self._describe(row, evidence_id)
        return evidence_id

    def _describe(self, row: EvidenceRow, evidence_id: int) -> None:
        content = draft_to_json(checked(row.draft)) | {"removed": False}
        THINGS[Kind.EVIDENCE].write(self.tx, evidence_id, content)
        for copy in row.captures:
            self._copy(copy, evidence_id)

    def _copy(self, copy: CaptureRow, evidence_id: int) -> None:
        """A kept copy, if the bundle has it. JSON alone has only its digest, from which no copy can be made."""
        name = self._copies.get(copy.sha256)
        if name is None or self._bundle is None:
            return
        tx = self.tx
        source_id, _ = source_of(tx, evidence_id)
        row: dict[str, str | int] = {
            "source_id": source_id,
            "sha256": copy.sha256,
            "url": copy.url,
            "media_type": copy.media_type,
            "archive_url": copy.archive_url,
        }
        data = bundle.kept_copy(self._bundle, name, copy.sha256, MOST_BYTES)
        capture_id = keep_copy(tx, row, data, copy.at)
        if capture_id is None:
            return
        warc_name = self._copies.get(copy.warc_sha256)
        warc = (
            store_bytes(tx, bundle.kept_copy(self._bundle, warc_name, copy.warc_sha256, _MOST_WARC))
            if warc_name is not None
            else None
        )
        tx.connection.execute(
            insert(schema_work.capture_origin).values(
                capture_id=capture_id,
                requested_url=copy.requested_url,
                warc_sha256=warc,
                by=self.person(copy.by),
            )
        )

    def _review(self, claim: ClaimView, revision_id: int | None) -> None:
        if claim.review is not None and revision_id is not None:
            self.tx.insert(
                schema_work.review,
                revision_id=revision_id,
                decision=claim.review.decision,
                comment=claim.review.comment,
                by=self.person(claim.review.by),
                at=claim.review.at,
            )

    def _publication(self, claim: ClaimView, claim_id: int, revision_id: int | None) -> None:
        """Where it appeared and what readers were told of changes, of the revision that they were told last."""
        tx = self.tx
        if claim.publication is not None and revision_id is not None:
            tx.insert(
                schema_work.publication,
                claim_id=claim_id,
                revision_id=revision_id,
                place=claim.publication.place,
                published_at=claim.publication.at,
                by=self.person(claim.publication.by),
                at=min(claim.publication.at, tx.at),
            )
        for each in claim.public_corrections if revision_id is not None else ():
            tx.insert(
                schema_work.public_correction,
                claim_id=claim_id,
                revision_id=revision_id,
                was=each.was,
                now=each.now,
                why=each.why,
                public_note=each.public_note,
                by=self.person(each.by),
                at=each.at,
            )

    def _remarks(self, claim: ClaimView, claim_id: int) -> None:
        tx = self.tx
        for each in claim.comments:
            comment_id = tx.insert(
                schema_work.comment, claim_id=claim_id, text=each.text, by=self.person(each.by), at=each.at
            )
            if each.resolved_by is not None:
                tx.insert(
                    schema_work.comment_resolution,
                    comment_id=comment_id,
                    resolved=True,
                    by=self.person(each.resolved_by),
                    at=each.resolved_at or tx.at,
                )
        if claim.recheck_on is not None and not _has_asked(claim, recheck_dates.day_of(tx.at)):
            tx.insert(schema_work.recheck, claim_id=claim_id, due=claim.recheck_on, by=tx.person_id, at=tx.at)
        # The newest is the last. A desk of an earlier version can have two by one person, under two spellings.
        typed = {self.person(typing.by): typing.words for typing in claim.typing}
        tx.insert_many(
            schema_work.draft,
            [
                {"claim_id": claim_id, "person_id": person_id, "rationale": words, "at": tx.at}
                for person_id, words in typed.items()
            ],
        )

    # --- an article --------------------------------------------------------------------------------------------

    def sign_off(self, found: SignOff, article_id: int, version_id: int) -> None:
        self.tx.insert(
            schema_work.sign_off,
            article_id=article_id,
            version_id=version_id,
            settled=found.settled,
            by=self.person(found.by),
            at=found.at,
        )

    def comparisons(self, analysis_id: int, figures: Iterable[ClaimView], mentions: Mapping[int, int]) -> None:
        """What the program suggested that figures have in common, as far as all of them stand in the report."""
        rows: list[dict[str, Any]] = []
        operands: list[dict[str, int]] = []
        first = self.tx.next_id(schema.comparison)
        for view in _different(figures):
            if view.verdict == "made" or not all(of in mentions for of, _, _ in view.operands):
                continue
            comparison_id = first + len(rows)
            rows.append(
                {
                    "id": comparison_id,
                    "analysis_id": analysis_id,
                    "kind": view.kind,
                    "low": view.low,
                    "high": view.high,
                    "cue": [],
                    "why": view.why,
                    "score": 1.0,
                }
            )
            operands += [
                {"comparison_id": comparison_id, "number": number, "mention_id": mentions[of]}
                for number, (of, _, _) in enumerate(view.operands)
            ]
        self.tx.insert_many(schema.comparison, rows)
        self.tx.insert_many(schema.comparison_operand, operands)

    def rule_comparisons(self, claims: Iterable[ClaimView]) -> None:
        """What people said of two figures, once all claims are on the desk."""
        for view in _different(claims):
            ids = [self._claims.get(of) for of, _, _ in view.operands]
            if view.verdict not in {"made", "confirmed"} or len(ids) != 2 or None in ids:
                continue
            self.tx.insert(
                schema_work.comparison_ruling,
                kind=view.kind,
                part_id=ids[0],
                whole_id=ids[1],
                verdict=view.verdict,
                by=self.tx.person_id,
                at=self.tx.at,
            )


def _has_asked(claim: ClaimView, today: date) -> bool:
    """Whether the day until which a check held has come and it is being checked anew: on this desk, which has no
    record of who asked, it would be asked for once more when that is done."""
    return claim.stands is not None and claim.recheck_on is not None and claim.recheck_on <= today


def is_read_otherwise(one: ClaimView, other: ClaimView) -> bool:
    """Whether the passage of the claim is read otherwise in the two: where it is, who says it, what it says."""
    return _read(one) != _read(other)


def _read(claim: ClaimView) -> tuple[object, ...]:
    return (claim.row.kind, claim.pieces, claim.row.speaker, claim.row.via, claim.reading)


def _words(claim: ClaimView, claim_id: int) -> dict[str, object]:
    """What the event of the import has of a claim, which can be withheld with it."""
    return {
        "claim": claim_id,
        "said": claim.check.said,
        "so": claim.check.so,
        "rationale": claim.check.rationale,
        "evidence": [draft_to_json(row.draft) for row in claim.evidence],
    }


def _different(claims: Iterable[ClaimView]) -> list[ComparisonView]:
    """Every comparison once, though each of its figures shows it, in an order that keeps that of every claim."""
    found: dict[tuple[object, ...], ComparisonView] = {}
    order: TopologicalSorter[tuple[object, ...]] = TopologicalSorter()
    for claim in claims:
        before: tuple[object, ...] | None = None
        for view in claim.comparisons:
            key = (view.kind, tuple(of for of, _, _ in view.operands))
            found.setdefault(key, view)
            order.add(key, *([before] if before is not None else []))
            before = key
    try:
        return [found[key] for key in order.static_order()]
    except CycleError:  # no desk orders them so; then any order will do
        return list(found.values())
