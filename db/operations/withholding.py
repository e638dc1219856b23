"""Withholding what an audit event says: for a source who has to be protected, or an erasure by law."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import Row, select

from core.checking import life
from core.errors import UserError
from db import schema, schema_work
from db.columns import one_of
from db.effective import check_storable
from db.operations import erasing, erasing_reach, written
from db.operations.base import AnsweredOperation
from db.operations.erasing_reach import Reach
from db.operations.people import acting_as
from db.transaction import Tx


@dataclass(frozen=True, slots=True)
class WithholdEvent(AnsweredOperation):
    """Take away what an event of the audit trail says, wherever the desk holds it. It cannot be brought back.

    That the event was, when and by whom, stays, and so does its digest: the chain still verifies. The words it put
    in or took out go from every row they were written to, from the payloads of other events that repeat them, from
    histories and from undo steps; copies of a source that is taken out go too. `reach` tells that beforehand. The
    event of the withholding says why and which events lost their payloads. The file is then written anew
    (`Desk.transact`), so that nothing is left in its free pages. Backups made before still hold everything:
    whoever withholds has to see to those.

    Raises `UserError` S-AUDIT-WHY without a reason or for one that repeats the words, S-AUDIT-GONE for no such
    event, S-AUDIT-PEOPLE for one that says who somebody on the desk is, S-LIFE-ROLE for who may not decide it.
    """

    action: ClassVar[str] = "withhold"
    erases: ClassVar[bool] = True
    event_id: int
    why: str

    def apply(self, tx: Tx) -> str:
        words, found = self._found(tx)
        erasing.erase(tx, words, found)
        why = self.why.strip()
        tx.wrote = True
        tx.subject = f"event {self.event_id}"
        tx.facts["withheld"] = {"events": sorted(found.events), "why": why}
        claim = schema.claim.c
        rows = tx.connection.execute(select(claim.id, claim.article_id).where(one_of(claim.id, found.claims)))
        for claim_id, article_id in rows:
            tx.touch(claim_id, article_id, f"words withheld: {' '.join(why.split())}")
        return ""

    def reach(self, tx: Tx) -> Reach:
        """What would go, with nothing changed. Raises as `apply` does."""
        return self._found(tx)[1]

    def _found(self, tx: Tx) -> tuple[written.Words, Reach]:
        check_storable("The reason", self.why)
        if not self.why.strip():
            raise UserError("S-AUDIT-WHY", "Withholding an event needs a reason that can be read later; write it.")
        acting_as(tx, life.Role.EDITOR)
        event, payload = schema_work.audit_event.c, schema_work.audit_payload.c
        row = tx.one(
            select(event.id, event.at, event.action, payload.payload)
            .join(schema_work.audit_payload, payload.event_id == event.id)
            .where(event.id == self.event_id),
            "S-AUDIT-GONE",
            f"The audit trail says nothing of event {self.event_id}: it is not there, or withheld already.",
        )
        _refuse_people(row)
        words = erasing.own_words(tx, row)
        if words.repeated_in(self.why):
            raise UserError("S-AUDIT-WHY", "The reason repeats what is to be withheld; write it without that.")
        return words, erasing_reach.reach(tx.connection, row, words)


def _refuse_people(event: Row[Any]) -> None:
    """Raises `UserError` S-AUDIT-PEOPLE where the event names people of the desk: every event that they signed has
    the name among what its hash is made of, so that it cannot go without the chain."""
    if written.OF_PEOPLE & json.loads(event.payload).keys():
        raise UserError(
            "S-AUDIT-PEOPLE",
            f"Event {event.id} says who somebody on this desk is. They sign the audit trail with that name, which "
            "cannot be taken out of it; put the name right among the desk’s people if it should no longer show.",
        )
