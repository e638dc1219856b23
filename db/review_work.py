"""What review adds to claims and articles: publication, corrections, comments, sign-off; and people."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from core.checking import life
from core.checking.coverage import SETTLED
from core.checking.desk_people import DeskPeople
from core.records import (
    Capacity,
    CommentRow,
    Decision,
    HistoryRow,
    LoggedCorrection,
    PersonRow,
    Publication,
    PublicCorrection,
    ReviewView,
    SignOff,
)
from db import schema, schema_work
from db.in_passing import LISTED

_person = schema.person.c
SENDING = "submit"
"""What the record calls it when a check is sent to the editor: the action of `db.operations.SubmitCheck`."""

ASKING_AGAIN = "ask recheck"
"""What it calls it when a check has to be looked at again: the action of `db.operations.AskRecheck`."""

REMARKING = ("comment", "resolve comment")
"""What it calls what is said about a check: the actions of `AddComment` and `ResolveComment`."""


def publications(connection: Connection, claim_ids: Iterable[int]) -> dict[int, Publication]:
    """The newest publication of each claim."""
    table = schema_work.publication
    rows = connection.execute(
        select(table, _person.name)
        .join(schema.person, _person.id == table.c.by)
        .where(table.c.claim_id.in_(list(claim_ids)))
        .order_by(table.c.id)
    )
    return {row.claim_id: Publication(row.place, row.published_at, row.name) for row in rows}


def public_corrections(connection: Connection, claim_ids: Iterable[int]) -> dict[int, list[PublicCorrection]]:
    """The public corrections of each claim, the oldest first."""
    wanted = list(claim_ids)
    if not wanted:
        return {}
    table = schema_work.public_correction
    rows = connection.execute(
        select(table, _person.name)
        .join(schema.person, _person.id == table.c.by)
        .where(table.c.claim_id.in_(wanted))
        .order_by(table.c.id)
    )
    found: dict[int, list[PublicCorrection]] = {}
    for row in rows:
        found.setdefault(row.claim_id, []).append(_correction(row))
    return found


def _correction(row: Any) -> PublicCorrection:
    return PublicCorrection(row.was, row.now, row.why, row.public_note, row.name, row.at)


def corrections(connection: Connection) -> list[LoggedCorrection]:
    """Every public correction of the desk, the newest first."""
    table, claim, article = schema_work.public_correction, schema.claim.c, schema.article.c
    rows = connection.execute(
        select(table, _person.name, claim.words, article.title)
        .join(schema.person, _person.id == table.c.by)
        .join(schema.claim, claim.id == table.c.claim_id)
        .join(schema.article, article.id == claim.article_id)
        .order_by(table.c.id.desc())
    ).all()
    places = publications(connection, {row.claim_id for row in rows})
    return [
        LoggedCorrection(row.claim_id, row.title, row.words, places[row.claim_id].place, _correction(row))
        for row in rows
    ]


def comments(connection: Connection, claim_ids: Iterable[int]) -> dict[int, list[CommentRow]]:
    """Comments on each claim, the oldest first, with who resolved them where that still stands."""
    comment, resolution = schema_work.comment, schema_work.comment_resolution
    rows = connection.execute(
        select(comment, _person.name)
        .join(schema.person, _person.id == comment.c.by)
        .where(comment.c.claim_id.in_(list(claim_ids)))
        .order_by(comment.c.id)
    ).all()
    if not rows:
        return {}
    done = {
        row.comment_id: row
        for row in connection.execute(
            select(resolution, _person.name)
            .join(schema.person, _person.id == resolution.c.by)
            .where(resolution.c.comment_id.in_([row.id for row in rows]))
            .order_by(resolution.c.id)
        )
    }
    found: dict[int, list[CommentRow]] = {}
    for row in rows:
        last = done.get(row.id)
        by, at = (last.name, last.at) if last is not None and last.resolved else (None, None)
        found.setdefault(row.claim_id, []).append(CommentRow(row.id, row.text, row.name, row.at, by, at))
    return found


def sign_off(connection: Connection, article_id: int) -> SignOff | None:
    """The newest sign-off, if it is of the newest version and every claim is still settled."""
    table, claim, version = schema_work.sign_off, schema.claim.c, schema.article_version.c
    row = connection.execute(
        select(table, _person.name)
        .join(schema.person, _person.id == table.c.by)
        .where(table.c.article_id == article_id)
        .order_by(table.c.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    newest = connection.execute(select(func.max(version.id)).where(version.article_id == article_id)).scalar()
    unsettled = connection.execute(
        select(func.count()).where(
            claim.article_id == article_id, claim.shown, LISTED, claim.state.not_in(SETTLED)
        )
    ).scalar_one()
    return None if row.version_id != newest or unsettled else SignOff(row.name, row.at, row.settled)


def people(connection: Connection) -> list[PersonRow]:
    rows = connection.execute(select(_person.id, _person.name, _person.capacity).order_by(_person.name))
    return [PersonRow(row.id, row.name, Capacity(row.capacity) if row.capacity else None) for row in rows]


RENAMING = "rename person"
"""What the record calls it when a name is put right: the action of `db.operations.RenamePerson`."""


def renamings(connection: Connection) -> list[tuple[int, int, str]]:
    """Every name that was put right since: the event, the person, and the name before it, in order.

    Events are signed with the name of their time and stay so; this tells whose that was.
    """
    event, payload = schema_work.audit_event.c, schema_work.audit_payload.c
    rows = connection.execute(
        select(event.id, payload.payload)
        .join(schema_work.audit_payload, payload.event_id == event.id)
        .where(event.action == RENAMING)
        .order_by(event.id)
    )
    found = [(event_id, json.loads(said)["renamed"]) for event_id, said in rows]
    return [(event_id, int(each["person"]), str(each["before"])) for event_id, each in found]


def called_now(
    connection: Connection, event_id: int, actor: str, renamed: list[tuple[int, int, str]] | None = None
) -> str:
    """What whoever signed an event as `actor` is called now. `renamed`: the `renamings`, where they are read."""
    for later, person_id, before in renamings(connection) if renamed is None else renamed:
        if later >= event_id and life.same_person(before, actor):
            return str(connection.execute(select(_person.name).where(_person.id == person_id)).scalar_one())
    return actor


def spellings(connection: Connection, name: str) -> list[int]:
    """The rows of a person: a desk of an earlier version can have one under two spellings."""
    found = connection.execute(select(_person.id, _person.name))
    return [row.id for row in found if life.same_person(row.name, name)]


def person_called(connection: Connection, name: str) -> PersonRow | None:
    """Whoever is called so, or was until the name was put right; None where that is nobody."""
    rows = sorted(people(connection), key=lambda row: row.id)
    exact = next((row for row in rows if row.name == name), None)
    found = exact or next((row for row in rows if life.same_person(row.name, name)), None)
    if found is not None:
        return found
    before = [person_id for _, person_id, was in renamings(connection) if life.same_person(was, name)]
    return next((row for row in rows if before and row.id == before[-1]), None)


def desk_people(connection: Connection) -> DeskPeople:
    one_person = connection.execute(select(schema.desk.c.one_person)).scalar_one()
    return DeskPeople(tuple(people(connection)), bool(one_person))


def returned(connection: Connection, claim_id: int) -> ReviewView | None:
    """The newest review of whatever revision of a check, if the check came back with it."""
    review, revision, person = schema_work.review, schema_work.check_revision.c, schema.person.c
    row = connection.execute(
        select(review, revision.number, person.name)
        .join(schema_work.check_revision, revision.id == review.c.revision_id)
        .join(schema.person, person.id == review.c.by)
        .where(revision.claim_id == claim_id)
        .order_by(review.c.id.desc())
        .limit(1)
    ).first()
    if row is None or row.decision is not Decision.RETURNED:
        return None
    return ReviewView(row.decision, row.name, row.at, row.comment, row.number)


def why_again(connection: Connection, claim_id: int, since: datetime) -> str:
    """Why a check had to be looked at again since then, as it was written last; empty where it was not."""
    event, of_claim = schema_work.audit_event.c, schema_work.audit_claim.c
    payload = schema_work.audit_payload.c
    said = connection.execute(
        select(payload.payload)
        .join(schema_work.audit_event, event.id == payload.event_id)
        .join(schema_work.audit_claim, of_claim.event_id == event.id)
        .where(of_claim.claim_id == claim_id, event.action == ASKING_AGAIN, event.at >= since)
        .order_by(event.id.desc())
        .limit(1)
    ).scalar()
    return str(json.loads(said).get("recheck", {}).get("why", "")) if said is not None else ""


def sent(connection: Connection, claim_id: int) -> HistoryRow | None:
    """When a check was sent to the editor the last time, and who did it."""
    event, of_claim = schema_work.audit_event.c, schema_work.audit_claim.c
    row = connection.execute(
        select(event.id, event.at, event.actor, of_claim.what)
        .join(schema_work.audit_event, event.id == of_claim.event_id)
        .where(of_claim.claim_id == claim_id, event.action == SENDING)
        .order_by(of_claim.event_id.desc())
        .limit(1)
    ).first()
    return HistoryRow(row.at, called_now(connection, row.id, row.actor), row.what) if row is not None else None
