"""More that actions change: of which article one is a newer version, and where a claim stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update

from db import effective, schema

if TYPE_CHECKING:
    from db.transaction import Tx

Content = dict[str, Any]


class Earlier:
    """Of which article one is a newer version: earlier, that article's id or None."""

    def read(self, tx: Tx, thing_id: int) -> Content:
        link = schema.earlier_version.c
        found = tx.connection.execute(select(link.earlier_id).where(link.article_id == thing_id)).scalar()
        return {"earlier": found}

    def write(self, tx: Tx, thing_id: int, content: Content) -> None:
        link, before = schema.earlier_version, self.read(tx, thing_id)["earlier"]
        tx.connection.execute(delete(link).where(link.c.article_id == thing_id))
        tx.insert_many(link, [{"article_id": thing_id, "earlier_id": content["earlier"]}])
        tx.articles.update({thing_id, *(each for each in (before, content["earlier"]) if each is not None)})


class Place:
    """Where a claim stands: its article, version and mention, and every mention that is linked to it (`links`).

    `corrected` is the newest correction of the mention: undo declines once there is another, which it would lose.
    """

    def read(self, tx: Tx, thing_id: int) -> Content:
        claim, link, correction = schema.claim.c, schema.claim_mention.c, schema.correction.c
        row = tx.connection.execute(
            select(claim.article_id, claim.version_id, claim.mention_id).where(claim.id == thing_id)
        ).one()
        links = tx.connection.execute(
            select(link.mention_id).where(link.claim_id == thing_id).order_by(link.mention_id)
        ).scalars()
        newest = select(func.max(correction.id)).where(correction.mention_id == row.mention_id)
        return {
            "article": row.article_id,
            "version": row.version_id,
            "mention": row.mention_id,
            "links": list(links),
            "corrected": tx.connection.execute(newest).scalar(),
        }

    def write(self, tx: Tx, thing_id: int, content: Content) -> None:
        claim, link, article = schema.claim, schema.claim_mention, schema.article.c
        tx.touch(thing_id, self.read(tx, thing_id)["article"])
        removed = select(article.removed).where(article.id == content["article"]).scalar_subquery()
        tx.connection.execute(
            update(claim)
            .where(claim.c.id == thing_id)
            .values(
                article_id=content["article"],
                version_id=content["version"],
                mention_id=content["mention"],
                shown=~claim.c.withdrawn & ~removed,
            )
        )
        tx.connection.execute(delete(link).where(link.c.claim_id == thing_id))
        tx.insert_many(link, [{"claim_id": thing_id, "mention_id": each} for each in content["links"]])
        effective.refresh(tx, content["mention"])
        tx.touch(thing_id, content["article"])
        tx.speakers_changed = tx.queues_changed = True
