"""Articles of a report, and which of them a desk knows."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import or_, select

from core.errors import UserError
from core.records import Document
from core.reports.model import Part
from db import schema, version_chain
from db.articles import PASSAGES
from db.operations.base import shorten
from db.operations.bringing_back import brought_by
from db.transaction import Tx


def known_article(tx: Tx, part: Part) -> int | None:
    """The article of the part, if it came with the report of the transaction's subject before and left the desk
    since; None for a new one.

    Raises `UserError` S-REPORT-KNOWN for one that is on the desk, or left it otherwise.
    """
    version, article = schema.article_version.c, schema.article.c
    document = document_of(part, "")
    same = or_(version.sha256.in_((document.sha256, part.article.sha256)), version.text_sha256 == document.sha256)
    found = tx.connection.execute(
        select(article.id, article.title, article.removed)
        .join(schema.article_version, version.article_id == article.id)
        .where(same)
        .order_by(article.id)
    ).all()
    for row in found:
        newer = row.removed and version_chain.newer_than(tx.connection, row.id) is not None
        if newer or not row.removed:
            there = "is on this desk already in a newer version" if newer else "is on this desk already"
            raise _known(row.title, f"{there}, and two people's checks are not mixed; import into another desk")
    for row in found:
        if brought_by(tx, tx.subject, row.id) == len(part.claims):
            return int(row.id)
    for row in found:
        came_from = shorten(_file_of_newest(tx, row.id), 60)
        raise _known(
            row.title,
            "was taken off this desk, which keeps what was done there; to have that back import "
            f"{came_from} again, else import into another desk",
        )
    return None


def _file_of_newest(tx: Tx, article_id: int) -> str:
    """The file that the newest version of an article came from: the work is where that is."""
    version = schema.article_version.c
    newest = max({article_id, *version_chain.later_than(tx.connection, article_id)})
    query = select(version.name).where(version.article_id == newest).order_by(version.id.desc()).limit(1)
    return str(tx.connection.execute(query).scalar_one())


def _known(title: str, why: str) -> UserError:
    return UserError("S-REPORT-KNOWN", f"“{shorten(title, 60)}” {why}.")


def document_of(part: Part, name: str) -> Document:
    """The article of a part as a document: a report has no file of it, and its text stands in for that."""
    article = part.article
    data = article.text.encode("utf-8")
    return Document(
        name=name,
        text=article.text,
        original=data,
        sha256=sha256(data).hexdigest(),
        media_type="text/plain" if article.whole else PASSAGES,
        encoding="utf-8",
        title=article.title,
        byline=article.byline,
        outlet=article.outlet,
        published=article.published,
    )
