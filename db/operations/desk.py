"""What is decided for a whole desk: the scale that its ratings are given on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select, update

from core.checking.scales import stamp
from core.errors import UserError
from core.records import RatingScale
from db import schema
from db.codec import scale_from_json, scale_to_json
from db.operations.base import AnsweredOperation
from db.transaction import Tx


@dataclass(frozen=True, slots=True)
class UseScale(AnsweredOperation):
    """Give new ratings on this scale from now on. Verdicts given before keep theirs, with its definitions.

    Raises `UserError` S-SCALE-VERSION for a scale of a key and version that the desk already has with other
    content: a changed meaning needs a new version, or old verdicts would say what nobody meant.
    """

    action: ClassVar[str] = "use scale"
    scale: RatingScale

    def apply(self, tx: Tx) -> str:
        table = schema.rating_scale
        row = tx.connection.execute(
            select(table.c.id, table.c.content).where(
                table.c.key == self.scale.key, table.c.version == self.scale.version
            )
        ).first()
        if row is not None and scale_from_json(row.content) != self.scale:
            raise UserError(
                "S-SCALE-VERSION",
                f"The desk already has another scale {stamp(self.scale)}; raise its version to "
                f"{self.scale.version + 1} to bring in what changed.",
            )
        if row is not None and row.id == tx.scale_id:
            return ""
        if row is None:
            scale_id = tx.insert(
                table, key=self.scale.key, version=self.scale.version, content=scale_to_json(self.scale)
            )
        else:
            scale_id = row.id
        tx.connection.execute(update(schema.desk).values(scale_id=scale_id))
        tx.wrote = True
        tx.subject = "desk"
        tx.facts["scale"] = {"before": stamp(tx.scale), "after": stamp(self.scale)}
        return ""
