"""Search in what claims say: SQLite's full-text index over every run of three characters of `claim.folded`.

It finds substrings, as people expect of a search field, in a few milliseconds where reading 100,000 rows takes a
hundred. The store writes it together with the claims, and not triggers: with `trusted_schema=OFF`, which guards
against a desk file made by somebody ill-meaning, triggers may not write to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, column, func, select, table, text

from core.intake.decoding import storable
from db.schema import claim

if TYPE_CHECKING:
    from db.transaction import Tx

CREATE = (
    "CREATE VIRTUAL TABLE claim_search USING fts5("
    "folded, content='claim', content_rowid='id', tokenize='trigram case_sensitive 1')"
)

SHORTEST_INDEXED = 3
"""Shorter needles are looked for row by row; they are found so often that the first screen is full at once."""

_index = table("claim_search", column("rowid"), column("claim_search"))
_ADD = text("INSERT INTO claim_search(rowid, folded) VALUES (:id, :folded)")
_DROP = text("INSERT INTO claim_search(claim_search, rowid, folded) VALUES ('delete', :id, :folded)")


def holds(needle: str) -> Any:
    """The condition that a claim's folded words or speaker hold the folded needle anywhere."""
    needle = storable(needle)  # what no desk can hold is found nowhere
    if len(needle) < SHORTEST_INDEXED:
        return func.instr(claim.c.folded, needle) > 0
    return claim.c.id.in_(ids_holding(needle))


def ids_holding(needle: str) -> Select[Any]:
    """Ids of the claims that hold the folded needle, which must be long enough to be indexed."""
    phrase = '"' + storable(needle).replace('"', '""') + '"'
    return select(_index.c.rowid).where(_index.c.claim_search.op("MATCH")(phrase))


def add(tx: Tx, rows: Sequence[Mapping[str, Any]]) -> None:
    """New claims, by their `id` and `folded`."""
    if rows:
        tx.connection.execute(_ADD, [{"id": row["id"], "folded": row["folded"]} for row in rows])


def change(tx: Tx, claim_id: int, before: str, after: str) -> None:
    """A claim's folded words are no longer what they were. `before` must be exactly what the index was given."""
    if before != after:
        tx.connection.execute(_DROP, {"id": claim_id, "folded": before})
        tx.connection.execute(_ADD, {"id": claim_id, "folded": after})


def rebuild(connection: Connection) -> None:
    """Make the index anew from the claims: until then it keeps runs of letters of what claims no longer say.

    https://www.sqlite.org/fts5.html#the_rebuild_command
    """
    connection.exec_driver_sql("INSERT INTO claim_search(claim_search) VALUES ('rebuild')")


def compare(connection: Connection) -> None:
    """FTS5's own comparison of index and claims. Raises `DatabaseError` where they differ.

    https://www.sqlite.org/fts5.html#the_integrity_check_command
    """
    connection.exec_driver_sql("INSERT INTO claim_search(claim_search, rank) VALUES ('integrity-check', 1)")
