"""Withholding what an audit event says: for a source who has to be protected, or an erasure by law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import delete, select

from core.errors import UserError
from db import schema_work
from db.effective import check_storable
from db.operations.base import AnsweredOperation
from db.transaction import Tx


@dataclass(frozen=True, slots=True)
class WithholdEvent(AnsweredOperation):
    """Take away what an event of the audit trail says. It cannot be brought back.

    That the event was, when and by whom, stays, and so does its digest: the chain still verifies. The event of the
    withholding says why. Raises `UserError` S-AUDIT-WHY without a reason, S-AUDIT-GONE for no such event.
    """

    action: ClassVar[str] = "withhold"
    event_id: int
    why: str

    def apply(self, tx: Tx) -> str:
        check_storable("The reason", self.why)
        why = self.why.strip()
        if not why:
            raise UserError("S-AUDIT-WHY", "Withholding an event needs a reason that can be read later; write it.")
        payload = schema_work.audit_payload
        tx.one(
            select(payload.c.event_id).where(payload.c.event_id == self.event_id),
            "S-AUDIT-GONE",
            f"The audit trail says nothing of event {self.event_id}: it is not there, or withheld already.",
        )
        tx.connection.execute(delete(payload).where(payload.c.event_id == self.event_id))
        tx.wrote = True
        tx.subject = f"event {self.event_id}"
        tx.facts["withheld"] = {"event": self.event_id, "why": why}
        return ""
