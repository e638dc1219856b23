"""Drafts of one article on a desk: what is kept to find them, and which article has largely the same text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from core.matching import drafts
from core.records import AlikeArticle
from db import schema, sentences, version_chain
from db.articles import PASSAGES, newest_version
from db.codec import chunks

if TYPE_CHECKING:
    from db.transaction import Tx

MOST_COMPARED = 5
"""Texts that are compared in full: those that share most of what is kept."""


def keep(tx: Tx, version_id: int, text: str) -> None:
    """Keep what a text is found by."""
    digests = sorted(drafts.sample(text))
    tx.insert_many(schema.text_run, [{"digest": each, "version_id": version_id} for each in digests])


def alike(connection: Connection, article_id: int) -> AlikeArticle | None:
    """The article on the desk whose text is most like this one's, if they are drafts of one; else None.

    An article that has a newer version stands aside for it. The earlier of the two is the one dated earlier;
    where the dates do not tell, the one that came to the desk first.
    """
    article, version = schema.article.c, schema.article_version.c
    newest = newest_version()
    query = (
        select(version.id, version.text, version.media_type, article.id.label("article_id"), article.title)
        .add_columns(article.published)
        .join(newest, newest.c.id == version.id)
        .join(schema.article, article.id == version.article_id)
        .where(~article.removed, article.id.not_in(version_chain.superseded()))
    )
    mine = connection.execute(query.where(article.id == article_id)).first()
    if mine is None or mine.media_type == PASSAGES:
        return None
    best: AlikeArticle | None = None
    for other in connection.execute(query.where(version.id.in_(_candidates(connection, mine.id, mine.text)))):
        if other.media_type == PASSAGES or _earlier_of(connection, article_id) == other.article_id:
            continue
        share = drafts.likeness(mine.text, other.text)
        if share >= drafts.ALIKE and (best is None or share > best.likeness):
            both = mine.published and other.published and mine.published != other.published
            first = other.published < mine.published if both else other.article_id < article_id
            best = AlikeArticle(
                other.article_id, other.title, share, earlier=other.article_id if first else article_id
            )
    return best


def _candidates(connection: Connection, version_id: int, text: str) -> list[int]:
    """The other versions that share most of what is kept of this text, where that may be enough."""
    run, version = schema.text_run.c, schema.article_version.c
    shared: Counter[int] = Counter()
    mine = sorted(drafts.sample(text))
    for some in chunks(mine):
        rows = connection.execute(
            select(run.version_id, func.count())
            .where(run.digest.in_(some), run.version_id != version_id)
            .group_by(run.version_id)
        )
        for other, number in rows:
            shared[other] += number
    most = dict(shared.most_common(MOST_COMPARED))
    words = connection.execute(select(version.id, version.words).where(version.id.in_(most)))
    # As many of a text's runs are kept as it has words for, more or less: half of what is needed may be missing.
    return [
        other for other, count in words if most[other] >= drafts.ALIKE / 2 * min(len(mine), count / drafts.SAMPLED)
    ]


def _earlier_of(connection: Connection, article_id: int) -> int | None:
    link = schema.earlier_version.c
    return connection.execute(select(link.earlier_id).where(link.article_id == article_id)).scalar()


def compared(connection: Connection, earlier_id: int, article_id: int) -> drafts.Drafts:
    """Two articles' newest texts beside one another, the earlier draft first."""
    version, newest = schema.article_version.c, newest_version()
    rows = connection.execute(
        select(newest.c.article_id, version.text)
        .join(schema.article_version, version.id == newest.c.id)
        .where(newest.c.article_id.in_((earlier_id, article_id)))
    )
    texts = {row.article_id: row.text for row in rows}
    was, now = texts[earlier_id], texts[article_id]
    return drafts.Drafts(was, sentences.spans(was), now, sentences.spans(now))
