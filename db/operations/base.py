"""What every operation is: one action of a person or of the program, as a frozen record."""

from __future__ import annotations

from typing import ClassVar, Protocol

from sqlalchemy import select

from core.checking import life
from core.records import ClaimState
from db import schema
from db.things import THINGS, Kind
from db.transaction import Tx
from db.undo_since import ANSWERED


class Operation(Protocol):
    """An action on the desk. `apply` writes through `tx` and returns the label that names it for undo.

    Raises `UserError` where the action cannot be done; the transaction is then rolled back as a whole.
    """

    action: ClassVar[str]
    """Name in the audit trail."""
    undoable: ClassVar[bool]
    clears_redo: ClassVar[bool]
    """Whether what was undone before can no longer be redone after it."""
    audited: ClassVar[bool]
    erases: ClassVar[bool]
    """Whether nothing of what it takes away may be left in the file's free pages."""

    def apply(self, tx: Tx) -> str: ...


class PersonOperation:
    """An action of a person, undone by undo."""

    undoable: ClassVar[bool] = True
    clears_redo: ClassVar[bool] = True
    audited: ClassVar[bool] = True
    erases: ClassVar[bool] = False


class AnsweredOperation:
    """An action of a person that is answered by another (withdraw, reopen), not undone."""

    undoable: ClassVar[bool] = False
    clears_redo: ClassVar[bool] = True
    audited: ClassVar[bool] = True
    erases: ClassVar[bool] = False


class ProgramOperation:
    """Work of the program: no step of anybody's undo."""

    undoable: ClassVar[bool] = False
    clears_redo: ClassVar[bool] = False
    audited: ClassVar[bool] = True
    erases: ClassVar[bool] = False


def begin_edit(tx: Tx, claim_id: int, *, revises: bool = False) -> int:
    """The moves an edit of a claim's check brings with it. Returns the article's id. Raises as `life.edit`.

    `revises`: the caller appends a check revision. A claim that was with the editor gets one in any case, so that
    a review is always of the revision it was given on and nothing later.
    """
    row = tx.claim(claim_id)
    state = life.after_edit(row.state)
    if row.state in ANSWERED and state is not row.state:
        take_back(tx, claim_id, row.state, state, revises)
    aside = row.set_aside and state is ClaimState.SUGGESTED
    tx.put(Kind.CLAIM, claim_id, state=state.value, set_aside=aside)
    tx.touch(claim_id, row.article_id)
    tx.focus_claim = claim_id
    tx.subject = f"claim {claim_id}"
    return int(row.article_id)


def take_back(tx: Tx, claim_id: int, before: ClaimState, after: ClaimState, revises: bool) -> None:
    """Take the claim from the editor. That is no part of undo: only an editor can give an approval back."""
    claim, check = THINGS[Kind.CLAIM], THINGS[Kind.CHECK]
    tx.write(Kind.CLAIM, claim_id, claim.read(tx, claim_id) | {"state": after.value})
    tx.facts["taken_back"] = {"before": before, "after": after}
    if life.voids_review(before):
        tx.footnotes[claim_id] = "approval void" if before is ClaimState.APPROVED else "withdrawn from the editor"
    if not revises:
        tx.write(Kind.CHECK, claim_id, check.read(tx, claim_id))


def answered(tx: Tx, claim_id: int, article_id: int, state: ClaimState, said: str) -> None:
    """Move the claim to `state` by an action that is answered by another. Its history says `said`."""
    tx.put(Kind.CLAIM, claim_id, state=state.value)
    tx.touch(claim_id, article_id, said)
    tx.focus_claim = claim_id
    tx.subject = f"claim {claim_id}"


def shorten(text: str, length: int = 40) -> str:
    """`text` on one line, cut at a word with an ellipsis, for labels."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def version_text(tx: Tx, version_id: int) -> tuple[int, str]:
    """Article id and text of a version. Raises `UserError` S-ARTICLE-GONE."""
    version = schema.article_version.c
    row = tx.one(
        select(version.article_id, version.text).where(version.id == version_id),
        "S-ARTICLE-GONE",
        f"Article version {version_id} is not on this desk; import the article again.",
    )
    return row.article_id, row.text
