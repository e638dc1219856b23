"""What of each claim was put before readers last: the revision of its check, and since when it stands there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, ScalarSelect, func, select

from db import schema, schema_work
from db.codec import chunks


class Published(NamedTuple):
    """A check as it was published, or corrected in public after that: its revision (row id, and number within the
    claim), and the time (UTC) at which passage and sources were as readers were shown them."""

    revision_id: int
    number: int
    at: datetime


def brought_at() -> ScalarSelect[datetime | None]:
    """In a query on check revisions: when a report of another desk brought the revision, None where none did."""
    brought = schema_work.part_brought.c
    newest = select(func.max(brought.at)).where(brought.revision_id == schema_work.check_revision.c.id)
    return newest.correlate(schema_work.check_revision).scalar_subquery()


def last_place(connection: Connection, article_id: int) -> str:
    """Where a check of the article was last said to have appeared; empty where none has."""
    publication, claim = schema_work.publication.c, schema.claim.c
    found = connection.execute(
        select(publication.place)
        .join(schema.claim, claim.id == publication.claim_id)
        .where(claim.article_id == article_id)
        .order_by(publication.id.desc())
        .limit(1)
    ).scalar()
    return found or ""


def last(connection: Connection, claim_ids: Iterable[int]) -> dict[int, Published]:
    """The newest of each claim that was ever published.

    What a report of another desk brought is on this desk as it came only since it was taken in, whenever it was
    published there.
    """
    revision, brought = schema_work.check_revision.c, schema_work.part_brought.c
    came = (
        select(func.max(brought.at))
        .where(brought.revision_id == revision.id)
        .correlate(schema_work.check_revision)
    ).scalar_subquery()
    found: dict[int, Published] = {}
    for some in chunks(list(claim_ids)):
        for table in (schema_work.publication, schema_work.public_correction):
            rows = connection.execute(
                select(table.c.claim_id, revision.id, revision.number, table.c.at, came.label("came"))
                .join(schema_work.check_revision, revision.id == table.c.revision_id)
                .where(table.c.claim_id.in_(some))
                .order_by(table.c.id)
            )
            for row in rows:
                at = row.at if row.came is None else max(row.at, row.came)
                known = found.get(row.claim_id)
                if known is None or (at, row.number) >= (known.at, known.number):
                    found[row.claim_id] = Published(row.id, row.number, at)
    return found
