"""Articles as the desk knows them: rows of the list with their tallies, one opened, its versions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from core.checking.coverage import SETTLED
from core.errors import UserError
from core.records import ArticleRow, ArticleView, ClaimState, Document, Mark
from db import claim_view, schema, version_chain
from db.columns import one_of
from db.in_passing import LISTED

PASSAGES = "text/vnd.saidso.passages"
"""Media type of a text that came with a public report, and is blank but for the passages with its claims."""


def rows(connection: Connection, ids: set[int] | None = None) -> list[ArticleRow]:
    """Every article on the desk, or some, the newest import first, as claims are ordered by position."""
    article, version = schema.article.c, newest_version(ids)
    analysed = select(schema.analysis.c.id).where(schema.analysis.c.version_id == version.c.id).exists()
    superseded = article.id.in_(version_chain.superseded())
    query = (
        select(article.id, article.title, article.outlet, article.published, version.c.words, analysed, superseded)
        .add_columns(article.byline)
        .join(version, version.c.article_id == article.id)
        .where(~article.removed)
        .order_by(article.id.desc())
    )
    if ids is not None:
        query = query.where(one_of(article.id, ids))
    tallies = _tallies(connection, ids)
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
            superseded=row[6],
            byline=row[7],
        )
        for row in connection.execute(query)
    ]


def _tallies(connection: Connection, ids: set[int] | None) -> dict[int, list[tuple[str | None, bool, int]]]:
    """For each article: So rating, whether settled, number of claims."""
    claim = schema.claim.c
    # Grouped exactly as the index `ix_claim_tally` has them, so that nothing is sorted.
    group = (claim.article_id, claim.shown, claim.state, claim.so)
    number = func.count()
    query = select(claim.article_id, claim.so, claim.state, number).where(schema.SHOWN, LISTED).group_by(*group)
    if ids is not None:
        query = query.where(one_of(claim.article_id, ids))
    found: dict[int, list[tuple[str | None, bool, int]]] = {}
    for article_id, so, state, number in connection.execute(query):
        # Whatever was rated in it, nobody rules on what was dismissed.
        rated = None if state is ClaimState.DISMISSED else so
        found.setdefault(article_id, []).append((rated, state in SETTLED, number))
    return found


def view(connection: Connection, article_id: int, in_passing: bool = False) -> ArticleView | None:
    """The article with its newest text and the marks of its claims; None if it is not on the desk.

    Those in passing that nobody has taken up are marked only with `in_passing`.
    """
    article, version = schema.article, schema.article_version
    row = connection.execute(
        select(
            article,
            version.c.id.label("version_id"),
            version.c.text,
            version.c.sha256,
            version.c.words,
            version.c.media_type,
        )
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
        marks=claim_view.marks(connection, article_id, row.version_id, in_passing),
        whole=row.media_type != PASSAGES,
    )


def marks(connection: Connection, article_id: int) -> tuple[Mark, ...]:
    """The marks of the claims of an article's newest version."""
    version = schema.article_version.c
    newest = select(func.max(version.id)).where(version.article_id == article_id)
    version_id = connection.execute(newest).scalar()
    return () if version_id is None else claim_view.marks(connection, article_id, version_id)


def unanalysed(connection: Connection) -> list[tuple[int, str]]:
    """Version id and title of every article whose newest version has no analysis yet."""
    article, version = schema.article.c, newest_version()
    analysed = select(schema.analysis.c.id).where(schema.analysis.c.version_id == version.c.id).exists()
    found = connection.execute(
        select(version.c.id, article.title)
        .join(schema.article, version.c.article_id == article.id)
        .where(~article.removed, ~analysed)
        .order_by(version.c.id)
    )
    return [(row[0], row[1]) for row in found]


def text(connection: Connection, version_id: int) -> tuple[str, date | None]:
    """Text of a version and publication date (None if unknown), as an analysis needs them."""
    article, version = schema.article.c, schema.article_version.c
    row = connection.execute(
        select(version.text, article.published)
        .join(schema.article, version.article_id == article.id)
        .where(version.id == version_id)
    ).one()
    return row[0], row[1]


def document(connection: Connection, version_id: int) -> Document:
    """A version as it came in, with its original bytes. Raises `UserError` S-ARTICLE-GONE."""
    article, version = schema.article, schema.article_version
    row = connection.execute(
        select(version, article.c.title, article.c.byline, article.c.outlet, article.c.published)
        .join(article, version.c.article_id == article.c.id)
        .where(version.c.id == version_id)
    ).first()
    if row is None:
        raise UserError("S-ARTICLE-GONE", f"Article version {version_id} is not on this desk; import it again.")
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


def newest_version(ids: Collection[int] | None = None) -> Any:
    """Id, article and count of words of every article's newest draft, or of some articles', as a subquery."""
    version = schema.article_version.c
    newest = select(func.max(version.id)).group_by(version.article_id)
    if ids is not None:  # every action asks for the rows of a few articles, of however many
        newest = newest.where(one_of(version.article_id, ids))
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
