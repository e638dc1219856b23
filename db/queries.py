"""What the desk is asked: ids for a filter and an order, rows for ids, and everything a view opens.

Every method answers from one read transaction, so that what it returns belongs together.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, func, select

from core.checking.coverage import QUEUE_STATES, SETTLED
from core.checking.review import independently_reviewed
from core.errors import UserError
from core.evidence.audit import AuditEvent, Head
from core.records import (
    ArticleRow,
    ArticleView,
    ClaimContext,
    ClaimFilter,
    ClaimRow,
    ClaimState,
    ClaimView,
    Document,
    FieldChange,
    LoggedCorrection,
    Mark,
    PersonRow,
    Queue,
    RatingScale,
    SignOff,
    SpeakerRow,
)
from core.reports.model import Part, ReportModel, Scope
from db import (
    claim_context,
    claim_list,
    claim_view,
    health,
    reporting,
    review_work,
    schema,
    schema_work,
    search,
)
from db.codec import STATE_RANK, fold, scale_from_json
from db.engine import reading
from db.reporting import CHUNK
from db.things import Content


class Queries:
    """Questions to one desk. `name` is what reports call the desk."""

    def __init__(self, connection: Connection, name: str = "") -> None:
        self._connection = connection
        self._name = name

    def _reading(self) -> AbstractContextManager[Connection]:
        return reading(self._connection)

    # --- claims ---

    def claim_ids(self, filter: ClaimFilter, limit: int | None = None, after: int | None = None) -> list[int]:
        """Ids of the claims the filter shows, in its order: at most `limit`, behind the claim `after`."""
        with self._reading() as connection:
            return claim_list.ids(connection, filter, limit, after)

    def claim_count(self, filter: ClaimFilter) -> tuple[int, int, int]:
        """How many claims the filter shows: all, quotes, figures."""
        with self._reading() as connection:
            return claim_list.counts(connection, filter)

    def claim_rows(self, ids: Iterable[int]) -> dict[int, ClaimRow]:
        """Rows of the claims; ids that are not on the desk are left out."""
        wanted = list(ids)
        found: dict[int, ClaimRow] = {}
        with self._reading() as connection:
            for at in range(0, len(wanted), CHUNK):
                found |= claim_list.rows(connection, wanted[at : at + CHUNK])
        return found

    def claim(self, claim_id: int) -> ClaimView | None:
        """Everything the inspector shows of a claim; None if it is not on the desk."""
        with self._reading() as connection:
            return claim_view.views(connection, [claim_id]).get(claim_id)

    def context(self, claim_id: int) -> ClaimContext:
        """What stands around a claim: comments, the same said before, its speaker's record."""
        with self._reading() as connection:
            return claim_context.of(connection, claim_id)

    def same_words(self, claim_id: int) -> list[int]:
        """The suggestions of the desk with exactly the words of this claim and its kind, itself first."""
        c = schema.claim.c
        with self._reading() as connection:
            mine = connection.execute(select(c.words, c.kind, c.folded).where(c.id == claim_id)).first()
            if mine is None:
                return []
            words = fold(mine.words)
            found = connection.execute(
                select(c.id)
                .where(
                    search.holds(words),
                    c.words == mine.words,
                    c.kind == mine.kind,
                    c.shown,
                    c.state == ClaimState.SUGGESTED,
                )
                .order_by(c.id != claim_id, c.id)
            )
            return list(found.scalars())

    def assignees(self) -> list[str]:
        """Everybody who has done something on this desk or is to check something, by name."""
        person, claim = schema.person.c, schema.claim.c
        assigned = select(claim.assignee).where(claim.assignee.is_not(None))
        with self._reading() as connection:
            return sorted(connection.execute(select(person.name).union(assigned)).scalars(), key=fold)

    def drafts(self) -> list[int]:
        """The claims with typing that is no revision yet, the newest first."""
        draft, claim = schema_work.draft.c, schema.claim.c
        with self._reading() as connection:
            rows = connection.execute(
                select(draft.claim_id)
                .join(schema.claim, claim.id == draft.claim_id)
                .where(claim.shown)
                .order_by(draft.at.desc())
            )
            return list(dict.fromkeys(rows.scalars()))

    def check_content(self, claim_id: int) -> Content | None:
        """Said, so, rationale and example of the newest revision; None while there is none."""
        claim, revision = schema.claim.c, schema_work.check_revision
        with self._reading() as connection:
            row = connection.execute(
                select(revision.c.said, revision.c.so, revision.c.rationale, revision.c.example)
                .join(schema.claim, claim.check_id == revision.c.id)
                .where(claim.id == claim_id)
            ).first()
        return None if row is None else dict(row._mapping)

    def queues(self) -> dict[Queue, int]:
        """How many claims each queue holds."""
        claim = schema.claim.c
        with self._reading() as connection:
            states = connection.execute(
                # By rank and not by state: that is how the index has them, so that nothing is sorted.
                select(claim.state_rank, func.count()).where(claim.shown).group_by(claim.state_rank)
            ).all()
        number = {state: dict(tuple(row) for row in states).get(STATE_RANK[state], 0) for state in ClaimState}
        return {queue: sum(number[state] for state in QUEUE_STATES[queue]) for queue in Queue}

    # --- articles ---

    def articles(self) -> list[ArticleRow]:
        """Every article on the desk, the newest import first, as claims are ordered by position."""
        with self._reading() as connection:
            return self._article_rows(connection)

    def article_rows(self, ids: Iterable[int]) -> dict[int, ArticleRow]:
        """Rows of some articles, for refreshing them."""
        wanted = set(ids)
        with self._reading() as connection:
            return {row.id: row for row in self._article_rows(connection, wanted)}

    def _article_rows(self, connection: Connection, ids: set[int] | None = None) -> list[ArticleRow]:
        article, version = schema.article.c, _newest_version()
        analysed = select(schema.analysis.c.id).where(schema.analysis.c.version_id == version.c.id).exists()
        query = (
            select(article.id, article.title, article.outlet, article.published, version.c.words, analysed)
            .join(version, version.c.article_id == article.id)
            .where(~article.removed)
            .order_by(article.id.desc())
        )
        if ids is not None:
            query = query.where(article.id.in_(ids))
        tallies = self._tallies(connection, ids)
        return [
            ArticleRow(
                id=row[0],
                title=row[1],
                outlet=row[2],
                published=row[3],
                words=row[4],
                claims=sum(n for _, _, n in tallies.get(row[0], ())),
                settled=sum(n for _, settled, n in tallies.get(row[0], ()) if settled),
                tally=_by_rating(tallies.get(row[0], [])),
                analysed=row[5],
            )
            for row in connection.execute(query)
        ]

    def _tallies(
        self, connection: Connection, ids: set[int] | None
    ) -> dict[int, list[tuple[str | None, bool, int]]]:
        """For each article: So rating, whether settled, number of claims."""
        claim = schema.claim.c
        # Grouped exactly as the index `ix_claim_tally` has them, so that nothing is sorted.
        group = (claim.article_id, claim.shown, claim.state, claim.so)
        query = select(claim.article_id, claim.so, claim.state, func.count()).where(schema.SHOWN).group_by(*group)
        if ids is not None:
            query = query.where(claim.article_id.in_(ids))
        found: dict[int, list[tuple[str | None, bool, int]]] = {}
        for article_id, so, state, number in connection.execute(query):
            found.setdefault(article_id, []).append((so, state in SETTLED, number))
        return found

    def article(self, article_id: int) -> ArticleView | None:
        """The article with its newest text and the marks of its claims; None if it is not on the desk."""
        with self._reading() as connection:
            return self._article(connection, article_id)

    def _article(self, connection: Connection, article_id: int) -> ArticleView | None:
        article, version = schema.article, schema.article_version
        row = connection.execute(
            select(article, version.c.id.label("version_id"), version.c.text, version.c.sha256, version.c.words)
            .join(version, version.c.article_id == article.c.id)
            .where(article.c.id == article_id, ~article.c.removed)
            .order_by(version.c.number.desc())
            .limit(1)
        ).first()
        if row is None:
            return None
        analysis = schema.analysis.c
        pipeline = connection.execute(
            select(analysis.pipeline)
            .where(analysis.version_id == row.version_id)
            .order_by(analysis.id.desc())
            .limit(1)
        ).scalar()
        return ArticleView(
            id=row.id,
            version_id=row.version_id,
            title=row.title,
            byline=row.byline,
            outlet=row.outlet,
            published=row.published,
            text=row.text,
            sha256=row.sha256,
            words=row.words,
            pipeline=pipeline,
            marks=claim_view.marks(connection, article_id, row.version_id),
        )

    def marks(self, article_id: int) -> tuple[Mark, ...]:
        """The marks of an article's claims, without its text."""
        version = schema.article_version.c
        with self._reading() as connection:
            version_id = connection.execute(
                select(func.max(version.id)).where(version.article_id == article_id)
            ).scalar()
            return () if version_id is None else claim_view.marks(connection, article_id, version_id)

    def unanalysed(self) -> list[tuple[int, str]]:
        """Version id and title of every article whose newest version has no analysis yet."""
        article, version = schema.article.c, _newest_version()
        analysed = select(schema.analysis.c.id).where(schema.analysis.c.version_id == version.c.id).exists()
        with self._reading() as connection:
            rows = connection.execute(
                select(version.c.id, article.title)
                .join(schema.article, version.c.article_id == article.id)
                .where(~article.removed, ~analysed)
                .order_by(version.c.id)
            )
            return [(row[0], row[1]) for row in rows]

    def text(self, version_id: int) -> tuple[str, Any]:
        """Text of a version and publication date (None if unknown), as an analysis needs them."""
        article, version = schema.article.c, schema.article_version.c
        with self._reading() as connection:
            row = connection.execute(
                select(version.text, article.published)
                .join(schema.article, version.article_id == article.id)
                .where(version.id == version_id)
            ).one()
            return row[0], row[1]

    def document(self, version_id: int) -> Document:
        """A version as it came in, with its original bytes. Raises `UserError` S-ARTICLE-GONE."""
        article, version = schema.article, schema.article_version
        with self._reading() as connection:
            row = connection.execute(
                select(version, article.c.title, article.c.byline, article.c.outlet, article.c.published)
                .join(article, version.c.article_id == article.c.id)
                .where(version.c.id == version_id)
            ).first()
        if row is None:
            raise UserError(
                "S-ARTICLE-GONE", f"Article version {version_id} is not on this desk; import it again."
            )
        return Document(
            name=row.name,
            text=row.text,
            original=row.original,
            sha256=row.sha256,
            media_type=row.media_type,
            encoding=row.encoding,
            title=row.title,
            byline=row.byline,
            outlet=row.outlet,
            published=row.published,
        )

    # --- speakers ---

    def speakers(self, article_id: int | None = None) -> list[SpeakerRow]:
        """Everybody with a claim (in the article, if given), most claims first."""
        claim, speaker = schema.claim.c, schema.speaker.c
        number = func.count().label("claims")
        query = select(claim.speaker_id, number).where(schema.SHOWN, claim.speaker_id.is_not(None))
        if article_id is not None:
            query = query.where(claim.article_id == article_id)
        counted = query.group_by(claim.speaker_id).subquery()
        with self._reading() as connection:
            rows = connection.execute(
                select(speaker.id, speaker.name, speaker.kind, counted.c.claims)
                .join(counted, counted.c.speaker_id == speaker.id)
                .order_by(counted.c.claims.desc(), speaker.name, speaker.id)
            )
            return [SpeakerRow(*row) for row in rows]

    # --- evidence ---

    def capture(self, capture_id: int, *, warc: bool = False) -> bytes:
        """The bytes of a kept copy, as its SHA-256 says, or the WARC file of how it was fetched.

        Raises `UserError` S-CAPTURE-GONE, S-DESK-DAMAGED.
        """
        content, source = schema_work.capture_content.c, schema_work.capture
        digest, key = source.c.sha256, source.c.id
        if warc:
            source = schema_work.capture_origin
            digest, key = source.c.warc_sha256, source.c.capture_id
        with self._reading() as connection:
            row = connection.execute(
                select(content.data, content.sha256)
                .join(source, digest == content.sha256)
                .where(key == capture_id)
            ).first()
        if row is None:
            raise UserError("S-CAPTURE-GONE", f"Copy {capture_id} is not on this desk; choose another.")
        if sha256(row.data).hexdigest() != row.sha256:
            raise UserError(
                "S-DESK-DAMAGED",
                f"The kept copy {row.sha256[:12]}… was changed since it was kept; take it from the newest backup.",
            )
        return bytes(row.data)

    # --- the desk ---

    def scale(self) -> RatingScale:
        """The scale that new ratings are given on."""
        with self._reading() as connection:
            content = connection.execute(
                select(schema.rating_scale.c.content).join(
                    schema.desk, schema.desk.c.scale_id == schema.rating_scale.c.id
                )
            ).scalar_one()
        return scale_from_json(content)

    def scale_of(self, claim: ClaimView) -> RatingScale:
        """The scale that a claim's check was given on; the desk's own where it has none yet."""
        current = self.scale()
        with self._reading() as connection:
            older = reporting.older_scales(connection, [claim], current)
        return older[0] if older else current

    def sign_off(self, article_id: int) -> SignOff | None:
        """The newest sign-off, while it holds; None where there is none or the article has changed since."""
        with self._reading() as connection:
            return review_work.sign_off(connection, article_id)

    def corrections(self) -> list[LoggedCorrection]:
        """The log of public corrections of the whole desk, the newest first."""
        with self._reading() as connection:
            return review_work.corrections(connection)

    def people(self) -> list[PersonRow]:
        """Everybody who has acted on the desk or was given a capacity, by name."""
        with self._reading() as connection:
            return review_work.people(connection)

    def changes_since_look(self, claim_id: int, person: str) -> tuple[FieldChange, ...] | None:
        """What is otherwise in a check than when the person last looked; None where they never did."""
        with self._reading() as connection:
            return review_work.changes_since_look(connection, claim_id, person, self.claim(claim_id))

    def audit_head(self) -> Head:
        """Number and hash of the newest audit event."""
        event = schema_work.audit_event.c
        with self._reading() as connection:
            row = connection.execute(select(event.id, event.hash).order_by(event.id.desc()).limit(1)).first()
        return Head() if row is None else Head(row[0], row[1])

    def audit_events(self) -> list[AuditEvent]:
        """The whole audit chain in order, withheld payloads as None."""
        with self._reading() as connection:
            return list(health.audit_events(connection))

    def report(self, article_id: int, made_by: str = "", made_at: datetime | None = None) -> ReportModel | None:
        """All that a verdict report of the article says; None if it is not on the desk. `made_at`: now."""
        with self._reading() as connection:
            article = self._article(connection, article_id)
            if article is None:
                return None
            ids = claim_list.ids(connection, ClaimFilter(article_id=article_id), None, None)
            parts = (Part(article, tuple(reporting.views(connection, ids).values())),)
            return self._model(connection, parts, Scope.ARTICLE, "", made_by, made_at)

    def report_on(
        self,
        claim_ids: Iterable[int],
        scope: Scope,
        about: str,
        made_by: str = "",
        made_at: datetime | None = None,
    ) -> ReportModel:
        """A report on claims of any articles, in the order of these. `about` names what they have in common."""
        with self._reading() as connection:
            parts = []
            for article_id, claims in reporting.by_article(reporting.views(connection, claim_ids)):
                article = self._article(connection, article_id)
                if article is not None:
                    parts.append(Part(article, claims))
            return self._model(connection, tuple(parts), scope, about, made_by, made_at)

    def claims_of_speaker(self, speaker_id: int) -> list[int]:
        """The speaker's claims on the whole desk, but for the dismissed ones."""
        with self._reading() as connection:
            return reporting.of_speaker(connection, speaker_id)

    def claims_of_period(self, first: date, last: date) -> list[int]:
        """Claims, but for the dismissed ones, of articles of these days, both included."""
        with self._reading() as connection:
            return reporting.of_period(connection, first, last)

    def _model(
        self,
        connection: Connection,
        parts: tuple[Part, ...],
        scope: Scope,
        about: str,
        made_by: str,
        made_at: datetime | None,
    ) -> ReportModel:
        head, scale = self.audit_head(), self.scale()
        claims = [claim for part in parts for claim in part.claims]
        return ReportModel(
            desk=self._name,
            parts=parts,
            scale=scale,
            made_at=made_at or datetime.now(UTC),
            made_by=made_by,
            audit_head=head.hash,
            audit_length=head.length,
            independently_reviewed=independently_reviewed(claims),
            scope=scope,
            about=about,
            older_scales=reporting.older_scales(connection, claims, scale),
        )


def _newest_version() -> Any:
    version = schema.article_version.c
    newest = select(func.max(version.id)).group_by(version.article_id)
    return (
        select(version.id, version.article_id, version.words)
        .where(version.id.in_(newest))
        .subquery("newest_version")
    )


def _by_rating(tally: list[tuple[str | None, bool, int]]) -> tuple[tuple[str | None, int], ...]:
    found: dict[str | None, int] = {}
    for so, _, number in tally:
        found[so] = found.get(so, 0) + number
    return tuple(sorted(found.items(), key=lambda item: (item[0] is None, item[0] or "")))
