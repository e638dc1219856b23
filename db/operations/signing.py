"""Signing an article off: an editor's word that nothing in it is left to settle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import func, select

from core.checking import coverage, life
from core.errors import UserError
from core.records import ClaimFilter
from db import schema, schema_work
from db.operations.base import AnsweredOperation
from db.operations.people import acting_as
from db.queries import Queries
from db.transaction import Tx

_NAMED = 5
"""Claims that the refusal names; a list of all of them is `Queries.unsettled`."""


@dataclass(frozen=True, slots=True)
class SignOffArticle(AnsweredOperation):
    """Sign an article off. It holds for this version and as long as every claim stays settled.

    Raises `UserError` S-SIGNOFF-OPEN naming what is missing, S-SIGNOFF-EMPTY where nothing was found in it.
    """

    action: ClassVar[str] = "sign off"
    article_id: int

    def apply(self, tx: Tx) -> str:
        acting_as(tx, life.Role.EDITOR)
        version = schema.article_version.c
        version_id = tx.connection.execute(
            select(func.max(version.id)).where(version.article_id == self.article_id)
        ).scalar()
        read = Queries(tx.connection)
        if version_id is None or self.article_id not in read.article_rows([self.article_id]):
            raise UserError("S-ARTICLE-GONE", f"Article {self.article_id} is not on this desk; choose another.")
        rows = read.claim_rows(read.claim_ids(ClaimFilter(article_id=self.article_id))).values()
        counted = coverage.count(row.state for row in rows)
        if not counted.total:
            raise UserError("S-SIGNOFF-EMPTY", "Nothing was found in this article yet; analyse it first.")
        missing = coverage.missing(rows)
        if missing:
            more = f"; and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
            raise UserError("S-SIGNOFF-OPEN", f"{counted}; still to settle: {'; '.join(missing[:_NAMED])}{more}.")
        if read.sign_off(self.article_id) is not None:
            return ""
        tx.insert(
            schema_work.sign_off,
            article_id=self.article_id,
            version_id=version_id,
            settled=counted.settled,
            by=tx.person_id,
            at=tx.at,
        )
        tx.articles.add(self.article_id)
        tx.subject = f"article {self.article_id}"
        tx.facts["signed_off"] = {"settled": counted.settled, "version": version_id}
        return ""
