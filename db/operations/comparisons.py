"""What a checker says of figures that belong together: a suggestion confirmed or rejected, a comparison made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from core.errors import UserError
from core.records import ComparisonKind, MentionKind
from db import comparison_rulings, schema_work
from db.operations.base import PersonOperation, shorten
from db.things import Kind
from db.transaction import Tx

VERDICTS = ("confirmed", "rejected", "made", None)


@dataclass(frozen=True, slots=True)
class RuleComparison(PersonOperation):
    """Confirm, reject or make the comparison of two figures; None takes back what was said of it.

    `part` and `whole` are claims: part before whole, before before after. Raises `UserError` S-COMPARE-FIGURE,
    S-COMPARE-SAME, S-COMPARE-PUBLISHED where readers have either check with its comparisons, S-CLAIM-GONE.
    """

    action: ClassVar[str] = "comparison"
    kind: ComparisonKind
    part: int
    whole: int
    verdict: str | None

    def apply(self, tx: Tx) -> str:
        if self.verdict not in VERDICTS:
            raise UserError("S-COMPARE-VERDICT", "A comparison is confirmed, rejected or made.")
        if self.part == self.whole:
            raise UserError("S-COMPARE-SAME", "A figure cannot be compared with itself; pick another.")
        rows = [tx.claim(claim_id) for claim_id in (self.part, self.whole)]
        if any(row.kind is not MentionKind.FIGURE for row in rows):
            raise UserError("S-COMPARE-FIGURE", "Only figures can be compared; pick two figures.")
        if (words := comparison_rulings.published(tx.connection, (self.part, self.whole))) is not None:
            raise UserError(
                "S-COMPARE-PUBLISHED",
                f"“{shorten(words)}” is published, and what it is compared with stays as readers saw it; open a "
                "correction of it, or reopen it for a new check.",
            )
        ruling = schema_work.comparison_ruling
        kind = ComparisonKind(self.kind)
        same = (ruling.c.kind == kind, ruling.c.part_id == self.part, ruling.c.whole_id == self.whole)
        known = tx.connection.execute(select(ruling.c.id).where(*same)).scalar()
        if known is None:
            known = tx.insert(
                ruling,
                kind=kind,
                part_id=self.part,
                whole_id=self.whole,
                verdict=None,
                by=tx.person_id,
                at=tx.at,
            )
        if not tx.put(Kind.COMPARISON, known, verdict=self.verdict):
            return ""
        said = f"comparison ({kind.value}) {self.verdict or 'taken back'}"
        for row in rows:
            tx.touch(row.id, row.article_id, said)
        tx.focus_claim = self.part
        tx.subject = f"claim {self.part}"
        verb = {"confirmed": "confirm", "rejected": "reject", "made": "make", None: "take back"}[self.verdict]
        return f"{verb} comparison"
