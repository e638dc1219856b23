"""One action's transaction: what operations write through, and what it adds up to for undo, audit and views."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.sql.selectable import Select

from core.errors import BugError, UserError
from core.records import Change, RatingScale
from db import schema
from db.things import THINGS, Content, Kind


@dataclass(frozen=True, slots=True)
class Move:
    """What one thing was before an action and after it, as content of `db.things`."""

    kind: Kind
    id: int
    before: Content
    after: Content

    def to_json(self) -> list[Any]:
        return [self.kind.value, self.id, self.before, self.after]

    @staticmethod
    def from_json(found: Sequence[Any]) -> Move:
        return Move(Kind(found[0]), found[1], found[2], found[3])

    @property
    def reversed(self) -> Move:
        return Move(self.kind, self.id, self.after, self.before)


@dataclass(slots=True)
class Tx:
    """What an operation gets. Writing goes through `put`, which keeps undo, or `connection` for new rows.

    `claims` and `articles` collect what views must refresh; `said` what each claim's history will say, with the
    claim's `footnotes` behind it.
    """

    connection: Connection
    at: datetime
    actor: str
    person_id: int
    scale: RatingScale
    scale_id: int
    moves: list[Move] = field(default_factory=list)
    claims: set[int] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    said: dict[int, str] = field(default_factory=dict)
    footnotes: dict[int, str] = field(default_factory=dict)
    facts: dict[str, object] = field(default_factory=dict)
    gave: dict[int, tuple[int | None, str | None]] = field(default_factory=dict)
    """Claims that became somebody else's, or whose speaker got another name: whose they were, and how called."""
    names_let_go: list[tuple[int, str, int, str]] = field(default_factory=list)
    """Names that speakers lost and nobody had then: the speaker's row, the name folded, its scope, the name."""
    speakers_changed: bool = False
    queues_changed: bool = False
    wrote: bool = False
    subject: str = ""
    focus_claim: int | None = None
    focus_article: int | None = None
    followed: int = 0
    held: int = 0
    reread: int = 0
    carried: int = 0
    reopened: int = 0
    left: int = 0
    open_comments: int = 0
    unsettled: int = 0
    known: bool = False

    # --- reading ---

    def one(self, query: Select[Any], code: str, words: str) -> Row[Any]:
        """The row the query finds. Raises `UserError(code, words)` where there is none."""
        row = self.connection.execute(query).first()
        if row is None:
            raise UserError(code, words)
        return row

    def claim(self, claim_id: int) -> Row[Any]:
        """The claim's row. Raises `UserError` S-CLAIM-GONE."""
        return self.one(
            select(schema.claim).where(schema.claim.c.id == claim_id, schema.claim.c.shown),
            "S-CLAIM-GONE",
            f"Claim {claim_id} is no longer on this desk; choose another.",
        )

    def next_id(self, table: Any) -> int:
        """The id the next row of `table` gets; sure, because the transaction is the only writer."""
        return int(self.connection.execute(select(func.coalesce(func.max(table.c.id), 0) + 1)).scalar_one())

    # --- writing ---

    def insert(self, table: Any, **values: Any) -> int:
        """Add a row to a table with an `id`, and return that."""
        self.wrote = True
        return int(self.connection.execute(table.insert().values(**values).returning(table.c.id)).scalar_one())

    def insert_many(self, table: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            self.wrote = True
            self.connection.execute(table.insert(), rows)

    def put(self, kind: Kind, thing_id: int, **changes: Any) -> bool:
        """Change a thing's content, keeping what it was for undo. Returns whether anything changed.

        What is put without a change still guards undo: a later undo declines if it has changed by then.
        """
        before = THINGS[kind].read(self, thing_id)
        unknown = changes.keys() - before.keys() if before and kind is not Kind.READING else set()
        if unknown:
            raise BugError("S-DB-CONTENT", f"A {kind} has no {', '.join(sorted(unknown))}.")
        after = before | changes
        self.moves.append(Move(kind, thing_id, before, after))
        if before == after:
            return False
        self.write(kind, thing_id, after)
        return True

    def replace(self, kind: Kind, thing_id: int, content: Content) -> bool:
        """As `put`, but `content` is all there is afterwards."""
        before = THINGS[kind].read(self, thing_id)
        self.moves.append(Move(kind, thing_id, before, content))
        if before == content:
            return False
        self.write(kind, thing_id, content)
        return True

    def created(self, kind: Kind, thing_id: int, **absent: Any) -> None:
        """Say that a thing was newly made: undoing makes its content that with `absent` in it."""
        after = THINGS[kind].read(self, thing_id)
        self.moves.append(Move(kind, thing_id, after | absent, after))

    def write(self, kind: Kind, thing_id: int, content: Content) -> None:
        self.wrote = True
        THINGS[kind].write(self, thing_id, content)

    def touch(self, claim_id: int, article_id: int, said: str = "") -> None:
        """Views must refresh the claim; its history says `said`, if given."""
        self.claims.add(claim_id)
        self.articles.add(article_id)
        if said:
            self.said[claim_id] = said

    def history(self) -> list[tuple[int, str]]:
        """What the history of each claim will say of this action, for people."""
        return [
            (claim_id, f"{what} ({self.footnotes[claim_id]})" if claim_id in self.footnotes else what)
            for claim_id, what in sorted(self.said.items())
        ]

    def change(self, label: str) -> Change:
        return Change(
            articles=frozenset(self.articles),
            claims=frozenset(self.claims),
            speakers=self.speakers_changed,
            queues=self.queues_changed,
            label=label,
            focus_claim=self.focus_claim,
            focus_article=self.focus_article,
            followed=self.followed,
            held=self.held,
            reread=self.reread,
            carried=self.carried,
            reopened=self.reopened,
            open_comments=self.open_comments,
            unsettled=self.unsettled,
            left=self.left,
            known=self.known,
        )
