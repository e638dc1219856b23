"""What an article is called, when and where it appeared, put right after it came in; taking one off the desk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import func, select

from core.checking import life
from core.errors import UserError
from core.records import Analysis, ClaimState, Pieces, TimeReading
from db import effective, schema, schema_work
from db.codec import clean, reading_to_json
from db.effective import check_storable
from db.operations.base import PersonOperation, begin_edit, shorten
from db.things import THINGS, Kind
from db.transaction import Tx

DETAILING = "article details"
"""What the record calls it when an article's details are put right: the action of `SetArticleDetails`."""

LONGEST = 300
"""Characters of a title, a byline or an outlet."""


def _article(tx: Tx, article_id: int) -> Any:
    """Raises `UserError` S-ARTICLE-GONE."""
    article = schema.article.c
    return tx.one(
        select(article.id, article.title).where(article.id == article_id, ~article.removed),
        "S-ARTICLE-GONE",
        f"Article {article_id} is not on this desk; choose another.",
    )


@dataclass(frozen=True, slots=True)
class SetArticleDetails(PersonOperation):
    """Say what an article is called, who wrote it, where and when it appeared. Its text stays as it came.

    `analysis` is the text read again with the new date: figures whose date comes out otherwise are corrected by it
    in the same step (`Change.reread`), but for readings that a checker set and published ones (`Change.held`).

    Raises `UserError` S-ARTICLE-GONE, S-ARTICLE-TITLE, S-DESK-TEXT.
    """

    action: ClassVar[str] = DETAILING
    article_id: int
    title: str
    byline: str | None = None
    outlet: str | None = None
    published: date | None = None
    analysis: Analysis | None = None

    def apply(self, tx: Tx) -> str:
        _article(tx, self.article_id)
        title = _line("The title", self.title)
        if title is None:
            raise UserError("S-ARTICLE-TITLE", "An article needs a title; enter it.")
        tx.focus_article = self.article_id
        tx.subject = f"article {self.article_id}"
        changed = tx.put(
            Kind.DETAILS,
            self.article_id,
            title=title,
            byline=_line("The byline", self.byline),
            outlet=_line("The outlet", self.outlet),
            published=self.published and self.published.isoformat(),
        )
        if self.analysis is not None:
            _read_dates_again(tx, self.article_id, self.analysis)
        return f"details of {shorten(title)}" if changed or tx.reread else ""


def _line(name: str, text: str | None) -> str | None:
    """Raises `UserError` S-DESK-TEXT, S-ARTICLE-TITLE."""
    check_storable(name, text or "")
    line = clean(" ".join((text or "").split()))
    if len(line) > LONGEST:
        raise UserError("S-ARTICLE-TITLE", f"{name} is longer than {LONGEST} characters; shorten it.")
    return line or None


def _read_dates_again(tx: Tx, article_id: int, analysis: Analysis) -> None:
    times: dict[Pieces, TimeReading | None] = {f.pieces: f.reading.time for f in analysis.figures}
    claim = schema.claim.c
    rows = tx.connection.execute(
        select(claim.id, claim.mention_id, claim.state)
        .where(claim.article_id == article_id, claim.is_figure, claim.shown)
        .order_by(claim.id)
    ).all()
    for claim_id, mention_id, state in rows:
        found = effective.passage_as_found(tx.connection, mention_id)
        now = effective.passage(tx.connection, mention_id)
        content = THINGS[Kind.READING].read(tx, mention_id)
        if now.reading is None or found.pieces not in times or now.reading.time == times[found.pieces]:
            continue
        if "reading" in content and content.get("why") != effective.REDATED:
            continue
        if state is ClaimState.PUBLISHED:
            tx.held += 1
            continue
        if life.voids_review(state):
            begin_edit(tx, claim_id)
        else:
            tx.put(Kind.CLAIM, claim_id)  # undo declines once the figure has been worked on
        reading = reading_to_json(replace(now.reading, time=times[found.pieces]))
        why = content.get("why", effective.REDATED)
        tx.replace(
            Kind.READING, mention_id, effective.differing(content | {"reading": reading, "why": why}, found)
        )
        tx.touch(claim_id, article_id, f"date {effective.REDATED}")
        tx.reread += 1
    tx.focus_claim, tx.subject = None, f"article {article_id}"


@dataclass(frozen=True, slots=True)
class RemoveArticle(PersonOperation):
    """Take an article off the desk with all that hangs on it. Undo, or importing it again, brings everything back.

    Raises `UserError` S-ARTICLE-GONE, S-ARTICLE-PUBLISHED where a check of it was published.
    """

    action: ClassVar[str] = "remove article"
    article_id: int

    def apply(self, tx: Tx) -> str:
        title = shorten(_article(tx, self.article_id).title)
        claim, publication = schema.claim.c, schema_work.publication.c
        published = tx.connection.execute(
            select(func.count(publication.claim_id.distinct()))
            .join(schema.claim, claim.id == publication.claim_id)
            .where(claim.article_id == self.article_id)
        ).scalar_one()
        if published:
            checks = "a check" if published == 1 else f"{published} checks"
            raise UserError(
                "S-ARTICLE-PUBLISHED",
                f"“{title}” stays: {checks} of it appeared in public, and readers may have relied on it; "
                "correct what is wrong instead.",
            )
        tx.put(Kind.ARTICLE, self.article_id, removed=True)
        tx.focus_article = self.article_id
        tx.subject = f"article {self.article_id}"
        return f"remove {title}"
