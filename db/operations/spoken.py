"""Checks whose speaker becomes somebody else by what is done to speakers: merged, split, renamed, undone, redone.

Who is said to have said it was approved with the check, and what readers were told stays until it is checked
again: reports show it as it stood (`db.standing`), and published anew it comes with a correction.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select

from core.checking import life
from core.checking.republishing import another_speaker
from core.records import ClaimState
from db import schema
from db.codec import chunks
from db.operations.base import take_back
from db.things import THINGS, Kind
from db.transaction import Tx


def look_again(tx: Tx) -> None:
    """Have every check that this action gave to somebody else looked at again, and keep whose it was.

    What was approved or published needs a new check; what was sent is with its checker again. None of that is part
    of undo: an approval only an editor can give back. What an editor has open to correct stays so.
    """
    spoke: dict[str, int | None] = {}
    for row in _checked(tx):
        speaker_id, name = tx.gave[row.id]
        renamed = speaker_id == row.speaker_id
        if not another_speaker(name or "", row.speaker or "", renamed=renamed):
            continue
        spoke[str(row.id)] = speaker_id
        _look_again(tx, row)
    if spoke:
        tx.facts["spoke"] = spoke


def _checked(tx: Tx) -> list[Row[Any]]:
    """The claims with a check among those that were given to somebody, as they are now."""
    c = schema.claim.c
    found: list[Row[Any]] = []
    for some in chunks(sorted(tx.gave)):
        query = select(c.id, c.article_id, c.state, c.speaker_id, c.speaker)
        found += tx.connection.execute(query.where(c.id.in_(some), c.check_id.is_not(None)).order_by(c.id))
    return found


def _look_again(tx: Tx, row: Row[Any]) -> None:
    if row.state is ClaimState.SUBMITTED:
        after = life.move(row.state, life.Action.WITHDRAW)
        take_back(tx, row.id, row.state, after, revises=False)
    elif life.can(row.state, life.Action.RECHECK, life.Role.PROGRAM):
        details = life.Details(actor=tx.actor, cause=life.Cause.SPEAKER_CHANGED)
        after = life.carry_out(row.state, life.Action.RECHECK, life.Role.PROGRAM, details)
        content = THINGS[Kind.CLAIM].read(tx, row.id)
        tx.write(Kind.CLAIM, row.id, content | {"state": after.value})
        tx.footnotes[row.id] = "to be checked again: speaker changed"
        tx.unsettled += 1
    tx.touch(row.id, row.article_id)
    tx.said.setdefault(row.id, "speaker changed")
