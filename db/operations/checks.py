"""A checker's work on a claim: ratings, rationale, typing kept, sending to the editor and taking back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import select

from core.checking import life
from core.errors import BugError, UserError
from core.records import ClaimState, Question
from db import schema, schema_work
from db.codec import scale_from_json
from db.effective import check_storable
from db.operations.base import AnsweredOperation, PersonOperation, answered, begin_edit
from db.operations.own_rows import drop_own, put_own
from db.operations.reviews import note_open_comments
from db.queries import Queries
from db.review_work import SENDING
from db.things import THINGS, Kind
from db.transaction import Tx

_LABEL = {Question.SAID: "Said", Question.SO: "So"}


def _revise(tx: Tx, claim_id: int, example: bool, **changes: Any) -> bool:
    """Append a revision with `changes`. Whoever edits an example makes it a check."""
    return tx.put(Kind.CHECK, claim_id, example=example, **changes)


def _on_new_scale(tx: Tx, claim_id: int, answered: Question) -> dict[str, Any]:
    """What a rating on the desk's scale changes besides itself in a check that was rated on an earlier one.

    The answer to the other question stays if it means the same on both scales; else it has to be given anew,
    since nobody gave it on this one.
    """
    check = THINGS[Kind.CHECK].read(tx, claim_id)
    if check["scale"] == tx.scale_id:
        return {}
    content = tx.connection.execute(
        select(schema.rating_scale.c.content).where(schema.rating_scale.c.id == check["scale"])
    ).scalar_one()
    earlier = scale_from_json(content)
    [other] = [question for question in Question if question is not answered]
    key = check[other.value]
    same = key is not None and earlier.find(other, key) == tx.scale.find(other, key)
    return {"scale": tx.scale_id, other.value: key if same else None}


@dataclass(frozen=True, slots=True)
class SetRating(PersonOperation):
    """Rate a claim, or clear the rating (None). Rating a suggestion accepts it.

    The rating that the check has adds nothing, unless it was given on an earlier scale: then it is confirmed on
    that of the desk.

    `example` marks a check that the program enters to show how one looks.
    """

    action: ClassVar[str] = "rating"
    claim_id: int
    question: Question
    rating_key: str | None
    example: bool = False

    def apply(self, tx: Tx) -> str:
        question = Question(self.question)
        rating = tx.scale.find(question, self.rating_key)
        if rating is None and self.rating_key is not None:
            raise UserError(
                "S-RATING-UNKNOWN",
                f"The scale {tx.scale.title!r} has no rating {self.rating_key!r} for {_LABEL[question]}?; "
                "choose one of its ratings.",
            )
        current = Queries(tx.connection).check_content(self.claim_id)
        same = current is not None and current[question.value] == self.rating_key
        confirmed = same and rating is not None and current is not None and current["scale_id"] != tx.scale_id
        if same and not confirmed and current is not None and current["example"] == self.example:
            tx.focus_claim = self.claim_id
            return ""
        if current is None and rating is None:
            return ""
        article_id = begin_edit(tx, self.claim_id, revises=True)
        moved = _on_new_scale(tx, self.claim_id, question)
        _revise(tx, self.claim_id, self.example, **moved, **{question.value: self.rating_key})
        name = rating.label if rating else "cleared"
        example = " (example)" if self.example else f" (confirmed on {tx.scale.title})" if confirmed else ""
        tx.touch(self.claim_id, article_id, f"{_LABEL[question]}? {name}{example}")
        return f"rating: {name}"


@dataclass(frozen=True, slots=True)
class SetRationale(PersonOperation):
    """Why the ratings were given. Takes the place of typing kept for the claim."""

    action: ClassVar[str] = "rationale"
    claim_id: int
    text: str
    example: bool = False

    def apply(self, tx: Tx) -> str:
        check_storable("The rationale", self.text)
        text = self.text.strip()
        tx.claim(self.claim_id)
        drop_own(tx, schema_work.draft, self.claim_id)
        current = Queries(tx.connection).check_content(self.claim_id)
        if text == (current["rationale"] if current else ""):
            return ""
        article_id = begin_edit(tx, self.claim_id, revises=True)
        _revise(tx, self.claim_id, self.example, rationale=text)
        tx.touch(self.claim_id, article_id, "rationale written" if text else "rationale removed")
        return "rationale"


@dataclass(frozen=True, slots=True)
class KeepDraft(PersonOperation):
    """Keep typing that is not a rationale yet, so that a crash does not lose it. No revision, no audit event.

    What was typed back to the rationale that is saved is none: nothing is kept then, and nothing comes back.
    """

    action: ClassVar[str] = "draft"
    undoable: ClassVar[bool] = False
    clears_redo: ClassVar[bool] = False
    audited: ClassVar[bool] = False
    erases: ClassVar[bool] = False
    claim_id: int
    text: str

    def apply(self, tx: Tx) -> str:
        check_storable("The rationale", self.text)
        tx.claim(self.claim_id)
        current = Queries(tx.connection).check_content(self.claim_id)
        if self.text.strip() == (current["rationale"] if current else ""):
            drop_own(tx, schema_work.draft, self.claim_id)
            return ""
        put_own(tx, schema_work.draft, self.claim_id, rationale=self.text)
        return ""


_AS_IT_IS = {
    ClaimState.NEEDS_RECHECK: "looked at again and sent to the editor as it is",
    ClaimState.RETURNED: "sent to the editor again as it was",
}
"""What is said of a check that is sent without a change, by the state it was in."""


@dataclass(frozen=True, slots=True)
class SubmitCheck(AnsweredOperation):
    """Send a check to the editor. Raises `UserError` S-LIFE-INCOMPLETE naming what it still needs.

    One that had to be looked at again, or came back, is taken up by this: whoever finds it right as it was stands
    up for it with a revision of their own.
    """

    action: ClassVar[str] = SENDING
    claim_id: int

    def apply(self, tx: Tx) -> str:
        said = _AS_IT_IS.get(tx.claim(self.claim_id).state, "sent to the editor")
        if tx.claim(self.claim_id).state in _AS_IT_IS:
            begin_edit(tx, self.claim_id)
        row = tx.claim(self.claim_id)
        view = Queries(tx.connection).claim(self.claim_id)
        if view is None:
            raise BugError("S-DB-CLAIM", f"Claim {self.claim_id} was there and is not.")
        missing = tuple(life.missing_for_submission(view, tx.scale))
        details = life.Details(actor=tx.actor, missing=missing)
        state = life.carry_out(row.state, life.Action.SUBMIT, life.Role.CHECKER, details)
        note_open_comments(tx, self.claim_id)
        answered(tx, self.claim_id, row.article_id, state, said)
        return ""


@dataclass(frozen=True, slots=True)
class WithdrawCheck(AnsweredOperation):
    """Take a check back from the editor."""

    action: ClassVar[str] = "withdraw"
    claim_id: int

    def apply(self, tx: Tx) -> str:
        row = tx.claim(self.claim_id)
        details = life.Details(actor=tx.actor)
        state = life.carry_out(row.state, life.Action.WITHDRAW, life.Role.CHECKER, details)
        answered(tx, self.claim_id, row.article_id, state, "withdrawn from the editor")
        return ""
