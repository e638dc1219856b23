"""Articles come in, and what a pipeline found in them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar

from sqlalchemy import select

from core.errors import BugError
from core.records import Analysis, Document
from db import drafts, schema, version_chain
from db.codec import clean
from db.effective import check_storable
from db.operations.base import PersonOperation, ProgramOperation, shorten, version_text
from db.operations.bringing_back import bring_back
from db.operations.findings import store
from db.things import Kind
from db.transaction import Tx


@dataclass(frozen=True, slots=True)
class ImportArticle(PersonOperation):
    """Put a document on the desk, with its analysis if there is one already.

    Bytes that the desk has add nothing: the `Change` is `known` and its `focus_article` is the article they are.
    An article that was taken off the desk, or whose import was undone, comes back with all that was there; one
    that left the desk for a newer version is that version. Raises `UserError` S-LIFE-ROLE as `bring_back`.
    """

    action: ClassVar[str] = "import"
    document: Document
    analysis: Analysis | None = None

    def apply(self, tx: Tx) -> str:
        check_storable(clean(self.document.name), self.document.text)
        known = _known(tx, self.document.sha256)
        if known is not None:
            return self._again(tx, known)
        article_id, version_id = add(tx, self.document)
        if self.analysis is not None:
            store(tx, version_id, self.analysis)
        tx.created(Kind.ARTICLE, article_id, removed=True)
        return self._done(tx, article_id, f"import: {shorten(title_of(self.document))}")

    def _again(self, tx: Tx, known: Any) -> str:
        following = version_chain.newer_than(tx.connection, known.article_id) if known.removed else None
        if following is not None:
            tx.known = True
            return self._done(tx, following, "")
        tx.known = not known.removed
        label = ""
        if known.removed:
            bring_back(tx, known.article_id)
            label = f"import: {shorten(known.title)}"
        if self.analysis is not None:
            store(tx, known.version_id, self.analysis)
        return self._done(tx, known.article_id, label)

    def _done(self, tx: Tx, article_id: int, label: str) -> str:
        tx.focus_article = article_id
        tx.articles.add(article_id)
        tx.subject = f"article {article_id}"
        tx.facts |= {"name": clean(self.document.name), "sha256": self.document.sha256}
        return label


def title_of(document: Document) -> str:
    """The document's title; else its first line that says something, else its name."""
    if document.title and document.title.strip():
        return clean(" ".join(document.title.split()))
    first = next((line for line in document.text.splitlines() if line.strip()), "")
    return shorten(first, 120) or clean(document.name)


def _or_none(text: str | None) -> str | None:
    return clean(text).strip() or None if text else None


def _known(tx: Tx, digest: str) -> Any | None:
    version, article = schema.article_version.c, schema.article.c
    return tx.connection.execute(
        select(version.id.label("version_id"), article.id.label("article_id"), article.removed, article.title)
        .join(schema.article, version.article_id == article.id)
        .where(version.sha256 == digest)
    ).first()


def add(tx: Tx, document: Document) -> tuple[int, int]:
    """Put the document on the desk, which does not have its bytes. Returns the ids of article and version."""
    digest = sha256(document.original).hexdigest()
    if digest != document.sha256:
        raise BugError("S-DB-DIGEST", f"{document.name}: its bytes do not have the digest they came with.")
    article_id = tx.insert(
        schema.article,
        title=title_of(document),
        byline=_or_none(document.byline),
        outlet=_or_none(document.outlet),
        published=document.published,
        removed=False,
        added_by=tx.person_id,
        added_at=tx.at,
    )
    version_id = tx.insert(
        schema.article_version,
        article_id=article_id,
        number=1,
        name=clean(document.name),
        media_type=clean(document.media_type),
        encoding=_or_none(document.encoding),
        sha256=digest,
        text_sha256=sha256(document.text.encode("utf-8")).hexdigest(),
        characters=len(document.text),
        words=len(document.text.split()),
        added_by=tx.person_id,
        added_at=tx.at,
        text=document.text,
        original=document.original,
    )
    drafts.keep(tx, version_id, document.text)
    return article_id, version_id


@dataclass(frozen=True, slots=True)
class StoreAnalysis(ProgramOperation):
    """Keep what a pipeline found in a version; its quotes and figures become suggested claims.

    The same pipeline and rules again add nothing. A newer analysis is kept beside the older ones and adds claims
    only where no claim stands yet; it takes nothing away. `of` is the text that was read: an analysis of another
    text than the version's is refused, for what it found stands elsewhere. Raises `BugError` S-DB-OTHER-TEXT.
    """

    action: ClassVar[str] = "analysis"
    version_id: int
    analysis: Analysis
    of: str | None = None

    def apply(self, tx: Tx) -> str:
        article_id, text = version_text(tx, self.version_id)
        if self.of is not None and self.of != text:
            raise BugError("S-DB-OTHER-TEXT", f"Version {self.version_id} is not the text that was analysed.")
        tx.subject = f"article {article_id}"
        store(tx, self.version_id, self.analysis)
        return ""
