"""Until when checks hold, and whether the day has done its work: each asks for one recheck and no more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from core.records import Decision
from db import schema_work
from db.columns import one_of
from db.review_work import ASKING_AGAIN

DUE = "recheck what is due"
"""What the record calls it when a day has come: the action of `db.operations.RecheckWhatIsDue`."""


def day_of(moment: datetime) -> date:
    """The day on which it is that moment where the program runs: days until which checks hold are days there."""
    return moment.astimezone().date()


def standing(connection: Connection, claim_ids: Iterable[int]) -> dict[int, date]:
    """The day from which each claim has to be looked at again, of those that have one which was not answered.

    A day is answered once a recheck was asked for because of it, by the program or by an editor from that day on,
    and the check was approved after that. One that is set again, be it the same, is another.
    """
    recheck = schema_work.recheck.c
    newest = (
        select(func.max(recheck.id)).where(one_of(recheck.claim_id, set(claim_ids))).group_by(recheck.claim_id)
    )
    rows = connection.execute(
        select(recheck.claim_id, recheck.due, recheck.at).where(recheck.id.in_(newest), recheck.due.is_not(None))
    ).all()
    approved = _approved(connection, [row.claim_id for row in rows])
    asked = _asked(connection, approved)
    return {
        row.claim_id: row.due
        for row in rows
        if not any(
            row.at <= at <= approved[row.claim_id] and (action == DUE or day_of(at) >= row.due)
            for action, at in asked.get(row.claim_id, ())
        )
    }


def _approved(connection: Connection, claim_ids: Iterable[int]) -> dict[int, datetime]:
    """When each of the checks was approved the last time; not of those that never were."""
    review, revision = schema_work.review.c, schema_work.check_revision.c
    rows = connection.execute(
        select(revision.claim_id, review.at)
        .join(schema_work.check_revision, revision.id == review.revision_id)
        .where(one_of(revision.claim_id, set(claim_ids)), review.decision == Decision.APPROVED)
        .order_by(review.at)
    )
    return {claim_id: at for claim_id, at in rows}


def _asked(connection: Connection, claim_ids: Iterable[int]) -> dict[int, list[tuple[str, datetime]]]:
    """When a recheck of each claim was asked for, and whether by the program or a person."""
    event, of_claim = schema_work.audit_event.c, schema_work.audit_claim.c
    rows = connection.execute(
        select(of_claim.claim_id, event.action, event.at)
        .join(schema_work.audit_event, event.id == of_claim.event_id)
        .where(one_of(of_claim.claim_id, set(claim_ids)), event.action.in_((DUE, ASKING_AGAIN)))
        .order_by(event.id)
    )
    found: dict[int, list[tuple[str, datetime]]] = {}
    for claim_id, action, at in rows:
        found.setdefault(claim_id, []).append((action, at))
    return found
