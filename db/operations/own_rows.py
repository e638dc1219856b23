"""Rows of which each person has one for a claim: what they type, and what they have last seen."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, delete, select
from sqlalchemy.dialects.sqlite import insert

from db.transaction import Tx


def put_own(tx: Tx, table: Table, claim_id: int, **values: Any) -> None:
    """Have the row of whoever acts hold `values`, and since when."""
    values |= {"at": tx.at}
    statement = insert(table).values(claim_id=claim_id, person_id=tx.person_id, **values)
    tx.connection.execute(statement.on_conflict_do_update(index_elements=["claim_id", "person_id"], set_=values))
    tx.wrote = True


def drop_own(tx: Tx, table: Table, claim_id: int) -> None:
    """Drop the row of whoever acts, if there is one."""
    mine = (table.c.claim_id == claim_id) & (table.c.person_id == tx.person_id)
    if tx.connection.execute(select(table.c.claim_id).where(mine)).first() is not None:
        tx.connection.execute(delete(table).where(mine))
        tx.wrote = True
