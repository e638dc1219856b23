"""Which articles are versions of one: a chain of links, each from a newer version to the one before it.

A version in the middle may have left the desk (its work went over, or somebody removed it); the chain goes on
through it.
"""

from __future__ import annotations

from sqlalchemy import CTE, Connection, Select, select

from db import schema

_link = schema.earlier_version.c
_article = schema.article.c


def superseded() -> Select[tuple[int]]:
    """Articles of which there is a newer version on the desk, however many versions later."""
    # Asked of each link and not joined: SQLite would begin with the articles, of which there are many more.
    removed = select(_article.removed).where(_article.id == _link.article_id).scalar_subquery()
    chain = (
        select(_link.earlier_id.label("id"))
        .where(_link.earlier_id.is_not(None), ~removed)
        .cte("superseded", recursive=True)
    )
    # UNION, not UNION ALL: a ring of links, if there ever were one, ends.
    return select(chain.union(_before(chain)).c.id)


def newer_than(connection: Connection, article_id: int) -> int | None:
    """The newest version of an article that has a newer one on the desk; None where it has none."""
    newer = _after(article_id)
    here = select(_article.id).join(newer, newer.c.id == _article.id)
    candidates = set(connection.execute(here.where(~_article.removed)).scalars())
    covered = set(connection.execute(superseded()).scalars()) if len(candidates) > 1 else set()
    return max(candidates - covered or candidates, default=None)


def later_than(connection: Connection, article_id: int) -> set[int]:
    """All the versions after an article, those that have left the desk among them."""
    return set(connection.execute(select(_after(article_id).c.id)).scalars())


def earlier_than(connection: Connection, article_id: int) -> set[int]:
    """All the versions before an article, those that have left the desk among them."""
    chain = (
        select(_link.earlier_id.label("id"))
        .where(_link.article_id == article_id, _link.earlier_id.is_not(None))
        .cte("earlier", recursive=True)
    )
    return set(connection.execute(select(chain.union(_before(chain)).c.id)).scalars())


def _after(article_id: int) -> CTE:
    """The versions after an article."""
    chain = select(_link.article_id.label("id")).where(_link.earlier_id == article_id).cte("newer", recursive=True)
    return chain.union(select(_link.article_id).join(chain, _link.earlier_id == chain.c.id))


def _before(chain: CTE) -> Select[tuple[int | None]]:
    """The versions just before those of the chain."""
    return (
        select(_link.earlier_id).join(chain, _link.article_id == chain.c.id).where(_link.earlier_id.is_not(None))
    )
