"""An article that left the desk comes back, with all that was there."""

from __future__ import annotations

from sqlalchemy import Select, select

from core.checking import life
from db import claim_list, schema, schema_work
from db.operations.people import acting_as
from db.things import Kind
from db.transaction import Tx

IMPORTING_REPORT = "import report"
"""What the record calls it when a report is taken in: the action of `ImportReport`."""


def bring_back(tx: Tx, article_id: int) -> None:
    """Put the article back on the desk, and the claims that undoing the import of a report took away with it.

    Raises `UserError` S-LIFE-ROLE where checks among those were approved and whoever acts may not approve: nobody
    else brings approvals in.
    """
    tx.put(Kind.ARTICLE, article_id, removed=False)
    claim = schema.claim.c
    found = tx.connection.execute(_brought().where(claim.article_id == article_id)).all()
    if not all(row.withdrawn for row in found):
        return  # the article was taken off by itself, and what is withdrawn in it gave way to another version
    ids = [row.id for row in found]
    if claim_list.approved_once(tx.connection, ids):
        acting_as(tx, life.Role.EDITOR)
    for claim_id in ids:
        tx.put(Kind.CLAIM, claim_id, withdrawn=False)


def brought_by(tx: Tx, subject: str, article_id: int) -> int:
    """How many claims that are the article's now came with the report that the record has under this subject."""
    event, claim = schema_work.audit_event.c, schema.claim.c
    found = _brought().where(event.subject == subject, claim.article_id == article_id)
    return len(tx.connection.execute(found).all())


def _brought() -> Select[tuple[int, bool]]:
    """Claims that came with reports, and whether each is withdrawn."""
    event, of, claim = schema_work.audit_event.c, schema_work.audit_claim.c, schema.claim.c
    return (
        select(claim.id, claim.withdrawn)
        .join(schema_work.audit_claim, of.claim_id == claim.id)
        .join(schema_work.audit_event, event.id == of.event_id)
        .where(event.action == IMPORTING_REPORT)
        .distinct()
        .order_by(claim.id)
    )
