"""What the desk is asked: ids for a filter and an order, rows for ids, and everything a view opens.

Every method answers from one read transaction, so that what it returns belongs together.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from hashlib import sha256

from sqlalchemy import Connection, func, select

from core.checking.changes import Since
from core.checking.desk_people import DeskPeople
from core.checking.dismissal import Dismissal
from core.checking.life import same_person
from core.errors import UserError
from core.evidence.audit import AuditEvent, Head
from core.matching.drafts import Drafts
from core.records import (
    AlikeArticle,
    ArticleRow,
    ArticleView,
    ClaimContext,
    ClaimFilter,
    ClaimView,
    Document,
    EvidenceDraft,
    ListedClaim,
    LoggedCorrection,
    Mark,
    PersonRow,
    Queue,
    RatingScale,
    SignOff,
    SpeakerRow,
    TextPlaces,
)
from core.reports.model import ReportModel, Scope
from db import (
    articles,
    changes_seen,
    claim_context,
    claim_list,
    claim_view,
    drafts,
    health,
    published,
    reporting,
    review_work,
    schema,
    schema_work,
    standing,
    text_search,
)
from db.claim_list import Tally
from db.codec import fold, scale_from_json
from db.engine import reading
from db.in_passing import LISTED
from db.reporting import CHUNK
from db.things import Content

COUNTED = 20_000
"""Claims counted in one question: some 3 ms, so that what is more urgent need not wait."""


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

    def claim_tally(self, filter: ClaimFilter, below: int | None = None, most: int = COUNTED) -> Tally:
        """What the chips of a list say, in parts of about `most` claims: ask again `below` until that is None."""
        with self._reading() as connection:
            return claim_list.tally(connection, filter, below, most)

    def claim_places(self, filter: ClaimFilter, ids: Iterable[int]) -> dict[int, int | None]:
        """Which of these claims the filter shows, the last of them first, each with the claim that follows it.

        None follows the last claim of the list. Meant for a few claims that have changed.
        """
        with self._reading() as connection:
            return claim_list.places(connection, filter, list(ids))

    def claim_rows(self, ids: Iterable[int]) -> dict[int, ListedClaim]:
        """Rows of the claims; ids that are not on the desk are left out."""
        wanted = list(ids)
        found: dict[int, ListedClaim] = {}
        with self._reading() as connection:
            for at in range(0, len(wanted), CHUNK):
                found |= claim_list.rows(connection, wanted[at : at + CHUNK])
        return found

    def claim(self, claim_id: int) -> ClaimView | None:
        """Everything the inspector shows of a claim; None if it is not on the desk."""
        with self._reading() as connection:
            return claim_view.views(connection, [claim_id]).get(claim_id)

    def contradictions(self, claim_id: int) -> tuple[str, ...]:
        """What speaks against the claim's rating, in sentences, as `core.checking.contradictions` has it."""
        with self._reading() as connection:
            return claim_context.contradictions(connection, claim_id, self.scale())

    def context(self, claim_id: int) -> ClaimContext:
        """What stands around a claim: comments, the same said before, its speaker's record."""
        with self._reading() as connection:
            return claim_context.of(connection, claim_id)

    def same_words(self, claim_id: int) -> list[int]:
        """The suggestions of the desk with exactly the words of this claim and its kind, itself first."""
        with self._reading() as connection:
            return claim_list.same_words(connection, claim_id)

    def to_dismiss(self, claim_ids: Iterable[int]) -> Dismissal:
        """How many of these claims dismissing them would dismiss, and why not the others."""
        with self._reading() as connection:
            return claim_list.to_dismiss(connection, claim_ids)

    def figures_beside(self, claim_id: int) -> tuple[int, ...]:
        """The other figures of the claim's sentence that nobody has worked on yet, in the order of the text."""
        with self._reading() as connection:
            return tuple(claim_list.untouched(connection, claim_list.figures_beside(connection, claim_id)))

    def assignees(self) -> list[str]:
        """Everybody who has done something on this desk or is to check something, by name."""
        person, claim = schema.person.c, schema.claim.c
        assigned = select(claim.assignee).where(claim.assignee.is_not(None))
        with self._reading() as connection:
            return sorted(connection.execute(select(person.name).union(assigned)).scalars(), key=fold)

    def drafts(self, of: str) -> list[int]:
        """The claims with typing of the person `of` that waits to become a revision, the newest first."""
        draft, claim = schema_work.draft.c, schema.claim.c
        with self._reading() as connection:
            rows = connection.execute(
                select(draft.claim_id)
                .join(schema.claim, claim.id == draft.claim_id)
                .where(schema.SHOWN)
                .order_by(draft.at.desc())
            )
            found = list(dict.fromkeys(rows.scalars()))
            views = claim_view.views(connection, found)
        return [number for number in found if any(same_person(each.by, of) for each in views[number].typing)]

    def unsent_comments(self, of: str) -> dict[int, str]:
        """What the person `of` has typed for comments and not sent, by claim, the newest first."""
        kept, claim, person = schema_work.unsent_comment.c, schema.claim.c, schema.person.c
        with self._reading() as connection:
            rows = connection.execute(
                select(kept.claim_id, kept.text, person.name)
                .join(schema.claim, claim.id == kept.claim_id)
                .join(schema.person, person.id == kept.person_id)
                .where(schema.SHOWN)
                .order_by(kept.at.desc())
            ).all()
        return {row.claim_id: row.text for row in rows if same_person(row.name, of)}

    def check_content(self, claim_id: int) -> Content | None:
        """Said, so, rationale, example and scale (row id) of the newest revision; None while there is none."""
        claim, revision = schema.claim.c, schema_work.check_revision
        with self._reading() as connection:
            row = connection.execute(
                select(revision.c.said, revision.c.so, revision.c.rationale, revision.c.example)
                .add_columns(revision.c.scale_id)
                .join(schema.claim, claim.check_id == revision.c.id)
                .where(claim.id == claim_id)
            ).first()
        return None if row is None else dict(row._mapping)

    def queues(self, person: str | None = None) -> dict[Queue, int]:
        """How many claims each queue holds; with a person, what was returned to them."""
        with self._reading() as connection:
            return claim_list.queues(connection, person)

    # --- articles ---

    def text_places(self, typed: str, below: int | None = None) -> TextPlaces:
        """Where articles have these words and no claim has, in some articles at a time: ask again `below` until
        that is None. See `db.text_search`."""
        with self._reading() as connection:
            return text_search.places(connection, typed, below)

    def articles(self) -> list[ArticleRow]:
        """Every article on the desk, the newest import first, as claims are ordered by position."""
        with self._reading() as connection:
            return articles.rows(connection)

    def article_rows(self, ids: Iterable[int]) -> dict[int, ArticleRow]:
        """Rows of some articles, for refreshing them."""
        wanted = set(ids)
        with self._reading() as connection:
            return {row.id: row for row in articles.rows(connection, wanted)}

    def article(self, article_id: int, in_passing: bool = False) -> ArticleView | None:
        """As `db.articles.view`: the article, its text and marks; None if it is not on the desk."""
        with self._reading() as connection:
            return articles.view(connection, article_id, in_passing)

    def alike(self, article_id: int) -> AlikeArticle | None:
        """The article on the desk that is another draft of this one; None where there is none."""
        with self._reading() as connection:
            return drafts.alike(connection, article_id)

    def both_drafts(self, earlier_id: int, article_id: int) -> Drafts:
        """The texts of two articles beside one another, the earlier draft first."""
        with self._reading() as connection:
            return drafts.compared(connection, earlier_id, article_id)

    def marks(self, article_id: int) -> tuple[Mark, ...]:
        """The marks of an article's claims, without its text."""
        with self._reading() as connection:
            return articles.marks(connection, article_id)

    def unanalysed(self) -> list[tuple[int, str]]:
        """Version id and title of every article whose newest version has no analysis yet."""
        with self._reading() as connection:
            return articles.unanalysed(connection)

    def text(self, version_id: int) -> tuple[str, date | None]:
        """Text of a version and publication date (None if unknown), as an analysis needs them."""
        with self._reading() as connection:
            return articles.text(connection, version_id)

    def document(self, version_id: int) -> Document:
        """A version as it came in, with its original bytes. Raises `UserError` S-ARTICLE-GONE."""
        with self._reading() as connection:
            return articles.document(connection, version_id)

    # --- speakers ---

    def speakers(self, article_id: int | None = None, in_passing: bool = False) -> list[SpeakerRow]:
        """Everybody with a claim (in the article, if given), most claims first; with `in_passing` also whoever is
        only told to think or wish, or has taken a picture."""
        claim, speaker = schema.claim.c, schema.speaker.c
        number = func.count().label("claims")
        query = select(claim.speaker_id, number).where(schema.SHOWN, claim.speaker_id.is_not(None))
        if not in_passing:
            query = query.where(LISTED)
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

    def desk_people(self) -> DeskPeople:
        """As `people`, with whether the desk is set to one person."""
        with self._reading() as connection:
            return review_work.desk_people(connection)

    def changes_since_look(self, claim_id: int, person: str) -> Since | None:
        """What is otherwise in a claim than when the person last looked; None where they never did."""
        with self._reading() as connection:
            return changes_seen.since_look(connection, claim_id, person)

    def changes_since_publication(self, claim_id: int) -> Since | None:
        """What is otherwise in a claim than what the public was told last; None where that was nothing."""
        with self._reading() as connection:
            return changes_seen.since_publication(connection, claim_id)

    def last_place(self, article_id: int) -> str:
        """Where a check of the article was last said to have appeared; empty where none has."""
        with self._reading() as connection:
            return published.last_place(connection, article_id)

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
            return reporting.on_article(connection, article_id, self._frame(made_by, made_at))

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
            frame = self._frame(made_by, made_at)
            return reporting.on_claims(connection, claim_ids, scope, about, frame)

    def claims_of_speaker(self, speaker_id: int) -> list[int]:
        """The speaker's claims on the whole desk, but for the dismissed ones."""
        with self._reading() as connection:
            return reporting.of_speaker(connection, speaker_id)

    def claims_of_period(self, first: date, last: date) -> list[int]:
        """Claims, but for the dismissed ones, of articles of these days, both included."""
        with self._reading() as connection:
            return reporting.of_period(connection, first, last)

    def published_before(self, claim_ids: Iterable[int]) -> set[int]:
        """Those of the claims of which a publication is recorded, wherever the work on them is now."""
        with self._reading() as connection:
            return standing.published_before(connection, list(claim_ids))

    def confidential_sources(self) -> list[EvidenceDraft]:
        """Every source of the desk that is marked confidential, taken off its claim or not."""
        with self._reading() as connection:
            return standing.confidential(connection)

    def known_sources(self, most: int = 500) -> list[EvidenceDraft]:
        """The desk's sources, `most` of those used last, newest first, without what any of them does to a claim.

        One that is confidential anywhere is confidential. Those that were taken off every claim are left out.
        """
        with self._reading() as connection:
            return standing.known(connection, most)

    def _frame(self, made_by: str, made_at: datetime | None) -> reporting.Frame:
        at = made_at or datetime.now(UTC)
        return reporting.Frame(self._name, self.scale(), self.audit_head(), made_by, at)
