"""What every operation is: one action of a person or of the program, as a frozen record."""

from __future__ import annotations

from typing import ClassVar, Protocol

from sqlalchemy import select

from core.checking import life
from core.records import ClaimState
from db import schema
from db.things import Kind
from db.transaction import Tx


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

    def apply(self, tx: Tx) -> str: ...


class PersonOperation:
    """An action of a person, undone by undo."""

    undoable: ClassVar[bool] = True
    clears_redo: ClassVar[bool] = True
    audited: ClassVar[bool] = True


class AnsweredOperation:
    """An action of a person that is answered by another (withdraw, reopen), not undone."""

    undoable: ClassVar[bool] = False
    clears_redo: ClassVar[bool] = True
    audited: ClassVar[bool] = True


class ProgramOperation:
    """Work of the program: no step of anybody's undo."""

    undoable: ClassVar[bool] = False
    clears_redo: ClassVar[bool] = False
    audited: ClassVar[bool] = True


def begin_edit(tx: Tx, claim_id: int) -> int:
    """The moves an edit of a claim's check brings with it. Returns the article's id. Raises as `life.edit`."""
    row = tx.claim(claim_id)
    state = life.after_edit(row.state)
    aside = row.set_aside and state is ClaimState.SUGGESTED
    tx.put(Kind.CLAIM, claim_id, state=state.value, set_aside=aside)
    tx.touch(claim_id, row.article_id)
    tx.focus_claim = claim_id
    tx.subject = f"claim {claim_id}"
    return int(row.article_id)


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
