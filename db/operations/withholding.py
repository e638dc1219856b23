"""Withholding what an audit event says: for a source who has to be protected, or an erasure by law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from core.checking import life
from core.errors import UserError
from db import schema, schema_work
from db.columns import one_of
from db.effective import check_storable
from db.operations import erasing
from db.operations.base import AnsweredOperation
from db.operations.people import acting_as
from db.transaction import Tx


@dataclass(frozen=True, slots=True)
class WithholdEvent(AnsweredOperation):
    """Take away what an event of the audit trail says, wherever the desk holds it. It cannot be brought back.

    That the event was, when and by whom, stays, and so does its digest: the chain still verifies. The words it put
    in or took out go from every row they were written to, from the payloads of other events that repeat them, from
    histories and from undo steps; copies of a source that is taken out go too. The event of the withholding says
    why and which events lost their payloads. The file is then written anew (`Desk.transact`), so that nothing is
    left in its free pages. Backups made before still hold everything: whoever withholds has to see to those.

    Raises `UserError` S-AUDIT-WHY without a reason or for one that repeats the words, S-AUDIT-GONE for no such
    event, S-LIFE-ROLE for who may not decide it.
    """

    action: ClassVar[str] = "withhold"
    erases: ClassVar[bool] = True
    event_id: int
    why: str

    def apply(self, tx: Tx) -> str:
        check_storable("The reason", self.why)
        why = self.why.strip()
        if not why:
            raise UserError("S-AUDIT-WHY", "Withholding an event needs a reason that can be read later; write it.")
        acting_as(tx, life.Role.EDITOR)
        payload = schema_work.audit_payload.c
        row = tx.one(
            select(payload.payload).where(payload.event_id == self.event_id),
            "S-AUDIT-GONE",
            f"The audit trail says nothing of event {self.event_id}: it is not there, or withheld already.",
        )
        words = erasing.words_of(row.payload)
        if any(text in why for text in words.quoted()):
            raise UserError("S-AUDIT-WHY", "The reason repeats what is to be withheld; write it without that.")
        erased = erasing.erase(tx.connection, self.event_id, words)
        tx.wrote = True
        tx.subject = f"event {self.event_id}"
        tx.facts["withheld"] = {"events": list(erased.events), "why": why}
        claim = schema.claim.c
        rows = tx.connection.execute(select(claim.id, claim.article_id).where(one_of(claim.id, erased.claims)))
        for claim_id, article_id in rows:
            tx.touch(claim_id, article_id, f"words withheld: {' '.join(why.split())}")
        return ""
