"""What somebody may do on a desk, and why they may not: their capacity, and their part in what they rule on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from core.checking import life, parts
from core.errors import UserError
from core.records import Capacity, ClaimView, DismissReason, PersonRow, RatingScale

ROLES: dict[Capacity | None, frozenset[life.Role]] = {
    None: frozenset({life.Role.CHECKER}),
    Capacity.CHECKER: frozenset({life.Role.CHECKER}),
    Capacity.EDITOR: frozenset({life.Role.CHECKER, life.Role.EDITOR}),
    Capacity.LEAD: frozenset({life.Role.CHECKER, life.Role.EDITOR}),
}
"""In which roles somebody of each capacity may act, once the desk has roles. Where nobody was given any, everybody
may act in both."""


def capacity_of(name: str, people: Iterable[PersonRow]) -> Capacity | None:
    """What somebody is on the desk; None where nobody said.

    A desk of an earlier version can have one person under two spellings: then what is said of the spelling used
    counts before what is said of another.
    """
    mine = [row for row in people if row.capacity is not None and life.same_person(row.name, name)]
    return next((row.capacity for row in mine if row.name == name), mine[0].capacity if mine else None)


def require_role(name: str, people: Iterable[PersonRow], role: life.Role) -> None:
    """Raises `UserError` S-LIFE-ROLE where `name`, of the desk's people, may not act as `role`."""
    rows = tuple(people)
    if not any(row.capacity for row in rows):
        return
    capacity = capacity_of(name, rows)
    if role in ROLES[capacity]:
        return
    what = f"is a {capacity}" if capacity else "has no role"
    editors = sorted(row.name for row in rows if role in ROLES[row.capacity])
    ask = f"ask {' or '.join(editors)}" if editors else "say under People on the desk who is its editor"
    raise UserError("S-LIFE-ROLE", f"{name} {what} on this desk and cannot do that; {ask}.")


def require_lead(name: str, leads: Iterable[str]) -> None:
    """Raises `UserError` S-DESK-LEAD where the desk has leads and `name` is none of them."""
    names = sorted(leads)
    if names and not any(life.same_person(name, lead) for lead in names):
        raise UserError("S-DESK-LEAD", f"Only a lead of this desk can do that; ask {' or '.join(names)}.")


@dataclass(frozen=True, slots=True)
class DeskPeople:
    """Who is who on a desk. `one_person`: the desk is set to one person, who may approve what they checked."""

    people: tuple[PersonRow, ...] = ()
    one_person: bool = False

    def capacity(self, name: str) -> Capacity | None:
        """What somebody is on the desk; None where nobody said."""
        return capacity_of(name, self.people)

    @property
    def leads(self) -> frozenset[str]:
        return frozenset(row.name for row in self.people if row.capacity is Capacity.LEAD)

    def may_say_who_is_what(self, name: str) -> bool:
        """Whether `name` may give roles: everybody, until the desk has a lead."""
        return not self.leads or any(life.same_person(name, lead) for lead in self.leads)

    def refusal(self, name: str, claim: ClaimView, action: life.Action, scale: RatingScale) -> str:
        """Why `name` cannot do `action` about the claim as it stands, in words for people; empty where they can.

        What the action still asks for (a comment, where it was published, a reason) is taken as given.
        """
        role = life.Role.CHECKER
        try:
            life.move(claim.row.state, action)
            if not life.can(claim.row.state, action, role):
                role = life.Role.EDITOR
            require_role(name, self.people, role)
            life.carry_out(claim.row.state, action, role, self._details(name, claim, scale))
        except UserError as error:
            return error.message
        return ""

    def _details(self, name: str, claim: ClaimView, scale: RatingScale) -> life.Details:
        given = "given"
        return life.Details(
            actor=name,
            parts=parts.of(claim.check),
            one_person=self.one_person,
            reason=DismissReason.TRIVIAL,
            missing=tuple(life.missing_for_submission(claim, scale)),
            comment=given,
            published_where=given,
            published_at=datetime.min.replace(tzinfo=UTC),
            cause=life.Cause.TEXT_CHANGED,
            why=given,
            public_note=given,
            told_otherwise=(),
        )
