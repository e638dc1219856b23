"""Settling several claims as another one was: its ratings, why, and its sources, in one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from core.errors import UserError
from core.records import ClaimView
from db import claim_list, claim_view
from db.operations.base import PersonOperation, begin_edit
from db.operations.evidence import add_checked
from db.things import THINGS, Kind
from db.transaction import Tx


@dataclass(frozen=True, slots=True)
class SettleAlike(PersonOperation):
    """Give the ratings, the rationale and the sources of a claim to others that nobody has worked on yet.

    Others that somebody has rated, written or added a source about, that were dismissed or set aside, stay as they
    are. *Said?* goes only to those of which it is asked. Raises `UserError` S-ALIKE-UNRATED, S-ALIKE-NONE.
    """

    action: ClassVar[str] = "settle alike"
    claim_id: int
    """The claim whose check is given."""
    claim_ids: tuple[int, ...]

    def apply(self, tx: Tx) -> str:
        tx.claim(self.claim_id)
        check = THINGS[Kind.CHECK].read(tx, self.claim_id)
        if not check or check["so"] is None:
            raise UserError("S-ALIKE-UNRATED", "Rate this claim first; then others can be settled like it.")
        wanted = claim_list.untouched(tx.connection, [i for i in self.claim_ids if i != self.claim_id])
        if not wanted:
            raise UserError("S-ALIKE-NONE", "None of the other figures waits to be checked; nothing was changed.")
        views = claim_view.views(tx.connection, [self.claim_id, *wanted])
        model = views[self.claim_id]
        for claim_id in wanted:
            self._settle(tx, views[claim_id], model, check)
        tx.focus_claim = self.claim_id
        tx.subject = f"{len(wanted)} claims" if len(wanted) > 1 else f"claim {wanted[0]}"
        return "settling a figure alike" if len(wanted) == 1 else f"settling {len(wanted)} figures alike"

    def _settle(self, tx: Tx, claim: ClaimView, model: ClaimView, check: dict[str, Any]) -> None:
        article_id = begin_edit(tx, claim.row.id, revises=True)
        given = {name: check[name] for name in ("so", "rationale", "scale")}
        given["said"] = check["said"] if claim.said_applies and model.said_applies else None
        tx.put(Kind.CHECK, claim.row.id, example=check["example"], **given)
        for row in model.evidence:
            add_checked(tx, claim.row.id, row.draft)
        tx.touch(claim.row.id, article_id, f"settled as claim {self.claim_id} was")
