"""What actions change, each with a content that can be read, written and so put back.

Append-only things (checks, evidence, readings) are written by adding a revision that holds the content: putting
back what was is a new row too. Contents are plain JSON values, because the undo log and the audit trail keep them.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import and_, false, func, insert, select, update

from core.errors import BugError
from core.records import ClaimState
from db import effective, schema, schema_work, things_drafts, things_people, version_chain
from db.codec import STATE_RANK, correction_from_json, draft_from_json, fold_source, reading_values

if TYPE_CHECKING:
    from db.transaction import Tx

Content = dict[str, Any]


class Kind(StrEnum):
    """The things by name; the id of a check, place, assignment is its claim's, that of a reading its mention's."""

    CLAIM = "claim"
    CHECK = "check"
    READING = "reading"
    EVIDENCE = "evidence"
    ARTICLE = "article"
    DETAILS = "details"
    ASSIGNMENT = "assignment"
    SPEAKER = "speaker"
    COMPARISON = "comparison"
    EARLIER = "earlier version"
    PLACE = "place"


class Thing(Protocol):
    def read(self, tx: Tx, thing_id: int) -> Content: ...

    def write(self, tx: Tx, thing_id: int, content: Content) -> None: ...


class Claim:
    """Where a claim stands: state, set_aside, dismissed_because, withdrawn (its adding undone)."""

    def read(self, tx: Tx, thing_id: int) -> Content:
        c = schema.claim.c
        row = tx.connection.execute(
            select(c.state, c.set_aside, c.dismissed_because, c.withdrawn).where(c.id == thing_id)
        ).one()
        return {
            "state": row.state.value,
            "set_aside": row.set_aside,
            "dismissed_because": row.dismissed_because and row.dismissed_because.value,
            "withdrawn": row.withdrawn,
        }

    def write(self, tx: Tx, thing_id: int, content: Content) -> None:
        claim, article = schema.claim, schema.article
        removed = select(article.c.removed).where(article.c.id == claim.c.article_id).scalar_subquery()
        article_id, in_passing = tx.connection.execute(
            update(claim)
            .where(claim.c.id == thing_id)
            .values(
                state=content["state"],
                state_rank=STATE_RANK[ClaimState(content["state"])],
                set_aside=content["set_aside"],
                dismissed_because=content["dismissed_because"],
                withdrawn=content["withdrawn"],
                shown=false() if content["withdrawn"] else ~removed,
            )
            .returning(claim.c.article_id, claim.c.in_passing)
        ).one()
        tx.touch(thing_id, article_id)
        tx.queues_changed = True
        # Once taken up it counts among what its speaker said.
        tx.speakers_changed = tx.speakers_changed or content["withdrawn"] or in_passing


class Check:
    """The newest revision of a claim's check: said, so, rationale, scale (row id), example. Empty: none yet."""

    def read(self, tx: Tx, thing_id: int) -> Content:
        claim, revision = schema.claim, schema_work.check_revision
        row = tx.connection.execute(
            select(revision).join(claim, claim.c.check_id == revision.c.id).where(claim.c.id == thing_id)
        ).first()
        if row is None:
            return {"said": None, "so": None, "rationale": "", "scale": tx.scale_id, "example": False}
        return {
            "said": row.said,
            "so": row.so,
            "rationale": row.rationale,
            "scale": row.scale_id,
            "example": row.example,
        }

    def write(self, tx: Tx, thing_id: int, content: Content) -> None:
        claim, revision = schema.claim, schema_work.check_revision
        number = tx.connection.execute(
            select(func.coalesce(func.max(revision.c.number), 0) + 1).where(revision.c.claim_id == thing_id)
        ).scalar_one()
        check_id = tx.insert(
            revision,
            claim_id=thing_id,
            number=number,
            scale_id=content["scale"],
            said=content["said"],
            so=content["so"],
            rationale=content["rationale"],
            example=content["example"],
            by=tx.person_id,
            at=tx.at,
        )
        article_id = tx.connection.execute(
            update(claim)
            .where(claim.c.id == thing_id)
            .values(check_id=check_id, said=content["said"], so=content["so"])
            .returning(claim.c.article_id)
        ).scalar_one()
        tx.touch(thing_id, article_id)


class Reading:
    """A checker's correction of a mention, as `codec.correction_to_json`; empty: as the analysis found it."""

    def read(self, tx: Tx, thing_id: int) -> Content:
        return effective.correction_content(tx.connection, thing_id)

    def write(self, tx: Tx, thing_id: int, content: Content) -> None:
        correction = correction_from_json(content)
        correction_id = tx.insert(
            schema.correction,
            mention_id=thing_id,
            kind=correction.kind,
            speaker=correction.speaker,
            no_speaker=correction.no_speaker,
            via=correction.via,
            why=correction.why,
            by=tx.person_id,
            at=tx.at,
        )
        if correction.pieces is not None:
            version_id, text = effective.text_of_mention(tx.connection, thing_id)
            rows = effective.piece_rows(version_id, text, correction.pieces)
            tx.insert_many(schema.correction_piece, [row | {"correction_id": correction_id} for row in rows])
        if correction.reading is not None:
            tx.connection.execute(
                insert(schema.correction_figure).values(
                    correction_id=correction_id, **reading_values(correction.reading)
                )
            )
        for claim_id, article_id in effective.refresh(tx, thing_id):
            tx.touch(claim_id, article_id)
        tx.speakers_changed = True


class Evidence:
    """A piece of evidence: the fields of its draft, and whether it was removed."""

    def read(self, tx: Tx, thing_id: int) -> Content:
        revision, source = schema_work.evidence_revision.c, schema_work.source.c
        row = tx.connection.execute(
            select(schema_work.evidence_revision, source.title, source.url, source.publisher, source.dated)
            .join(schema_work.source, revision.source_id == source.id)
            .where(revision.evidence_id == thing_id)
            .order_by(revision.number.desc())
            .limit(1)
        ).one()
        return {
            "title": row.title,
            "url": row.url,
            "publisher": row.publisher,
            "dated": row.dated and row.dated.isoformat(),
            "note": row.note,
            "stance": row.stance.value,
            "locator": row.locator,
            "excerpt": row.excerpt,
            "confidential": row.confidential,
            "removed": row.removed,
        }

    def write(self, tx: Tx, thing_id: int, content: Content) -> None:
        revision, evidence, claim = schema_work.evidence_revision, schema_work.evidence, schema.claim
        draft = draft_from_json(content)
        number = tx.connection.execute(
            select(func.coalesce(func.max(revision.c.number), 0) + 1).where(revision.c.evidence_id == thing_id)
        ).scalar_one()
        tx.insert(
            revision,
            evidence_id=thing_id,
            number=number,
            source_id=self._source(tx, draft),
            stance=draft.stance,
            note=draft.note,
            locator=draft.locator,
            excerpt=draft.excerpt,
            confidential=draft.confidential,
            removed=content["removed"],
            by=tx.person_id,
            at=tx.at,
        )
        row = tx.connection.execute(
            select(claim.c.id, claim.c.article_id)
            .join(evidence, evidence.c.claim_id == claim.c.id)
            .where(evidence.c.id == thing_id)
        ).one()
        tx.touch(row.id, row.article_id)

    @staticmethod
    def _source(tx: Tx, draft: Any) -> int:
        """The source as described, the same row for the same description."""
        source = schema_work.source
        found = tx.connection.execute(
            select(source.c.id).where(
                and_(
                    source.c.url == draft.url,
                    source.c.title == draft.title,
                    source.c.publisher == draft.publisher,
                    source.c.dated.is_(None) if draft.dated is None else source.c.dated == draft.dated,
                )
            )
        ).scalar()
        if found is not None:
            return int(found)
        folded = fold_source(draft.title, draft.publisher, draft.url)
        values = {"title": draft.title, "url": draft.url, "publisher": draft.publisher, "dated": draft.dated}
        return tx.insert(source, **values, folded=folded)


class Article:
    """Whether an article is on the desk: removed (its import undone)."""

    def read(self, tx: Tx, thing_id: int) -> Content:
        article = schema.article.c
        return {
            "removed": tx.connection.execute(select(article.removed).where(article.id == thing_id)).scalar_one()
        }

    def write(self, tx: Tx, thing_id: int, content: Content) -> None:
        article, claim = schema.article, schema.claim
        done = tx.connection.execute(
            update(article).where(article.c.id == thing_id).values(removed=content["removed"])
        )
        if done.rowcount != 1:
            raise BugError("S-DB-ARTICLE", f"Article {thing_id} is not on the desk.")
        shown = false() if content["removed"] else ~claim.c.withdrawn
        tx.connection.execute(update(claim).where(claim.c.article_id == thing_id).values(shown=shown))
        ids = tx.connection.execute(select(claim.c.id).where(claim.c.article_id == thing_id)).scalars()
        tx.claims.update(ids)
        # Whether there is a newer version of those before it changes with it.
        tx.articles.update({thing_id, *version_chain.earlier_than(tx.connection, thing_id)})
        tx.speakers_changed = True
        tx.queues_changed = True


class Details:
    """What an article is called and where it appeared: title, byline, outlet, published (ISO 8601)."""

    def read(self, tx: Tx, thing_id: int) -> Content:
        c = schema.article.c
        row = tx.connection.execute(select(c.title, c.byline, c.outlet, c.published).where(c.id == thing_id)).one()
        return {
            "title": row.title,
            "byline": row.byline,
            "outlet": row.outlet,
            "published": row.published and row.published.isoformat(),
        }

    def write(self, tx: Tx, thing_id: int, content: Content) -> None:
        published = content["published"] and date.fromisoformat(content["published"])
        values = {name: content[name] for name in ("title", "byline", "outlet")}
        article, role = schema.article, schema.speaker_role
        tx.connection.execute(
            update(article).where(article.c.id == thing_id).values(**values, published=published)
        )
        tx.connection.execute(update(role).where(role.c.article_id == thing_id).values(dated=published))
        tx.articles.add(thing_id)


THINGS: dict[Kind, Thing] = {
    Kind.CLAIM: Claim(),
    Kind.CHECK: Check(),
    Kind.READING: Reading(),
    Kind.EVIDENCE: Evidence(),
    Kind.ARTICLE: Article(),
    Kind.DETAILS: Details(),
    Kind.ASSIGNMENT: things_people.Assignment(),
    Kind.SPEAKER: things_people.SpeakerNames(),
    Kind.COMPARISON: things_people.Ruling(),
    Kind.EARLIER: things_drafts.Earlier(),
    Kind.PLACE: things_drafts.Place(),
}
