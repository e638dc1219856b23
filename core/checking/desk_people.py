"""What somebody may do on a desk, and why they may not: their capacity, and who checked what they rule on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from core.checking import life
from core.errors import UserError
from core.records import Capacity, ClaimView, DismissReason, PersonRow, RatingScale

ROLES: dict[Capacity | None, frozenset[life.Role]] = {
    None: frozenset({life.Role.CHECKER, life.Role.EDITOR}),
    Capacity.CHECKER: frozenset({life.Role.CHECKER}),
    Capacity.EDITOR: frozenset({life.Role.CHECKER, life.Role.EDITOR}),
    Capacity.LEAD: frozenset({life.Role.CHECKER, life.Role.EDITOR}),
}
"""In which roles somebody of each capacity may act; nothing is kept from who was given none."""


def require_role(name: str, capacity: Capacity | None, role: life.Role) -> None:
    """Raises `UserError` S-LIFE-ROLE where somebody of that capacity may not act as `role`."""
    if role not in ROLES[capacity]:
        raise UserError("S-LIFE-ROLE", f"{name} is a {capacity} on this desk and cannot do that; ask an editor.")


def require_lead(name: str, leads: frozenset[str]) -> None:
    """Raises `UserError` S-DESK-LEAD where the desk has leads and `name` is none of them."""
    if leads and name not in leads:
        raise UserError("S-DESK-LEAD", f"Only a lead of this desk can do that; ask {' or '.join(sorted(leads))}.")


@dataclass(frozen=True, slots=True)
class DeskPeople:
    """Who is who on a desk. `one_person`: the desk is set to one person, who may approve what they checked."""

    people: tuple[PersonRow, ...] = ()
    one_person: bool = False

    def capacity(self, name: str) -> Capacity | None:
        """What somebody is on the desk; None where nobody said."""
        return next((row.capacity for row in self.people if row.name == name), None)

    @property
    def leads(self) -> frozenset[str]:
        return frozenset(row.name for row in self.people if row.capacity is Capacity.LEAD)

    def refusal(self, name: str, claim: ClaimView, action: life.Action, scale: RatingScale) -> str:
        """Why `name` cannot do `action` about the claim as it stands, in words for people; empty where they can.

        What the action still asks for (a comment, where it was published, a reason) is taken as given.
        """
        role = life.Role.CHECKER
        try:
            life.move(claim.row.state, action)
            if not life.can(claim.row.state, action, role):
                role = life.Role.EDITOR
            require_role(name, self.capacity(name), role)
            life.carry_out(claim.row.state, action, role, self._details(name, claim, scale))
        except UserError as error:
            return error.message
        return ""

    def _details(self, name: str, claim: ClaimView, scale: RatingScale) -> life.Details:
        given = "given"
        return life.Details(
            actor=name,
            checker=claim.check.by,
            one_person=self.one_person,
            reason=DismissReason.TRIVIAL,
            missing=tuple(life.missing_for_submission(claim, scale)),
            comment=given,
            published_where=given,
            published_at=datetime.min.replace(tzinfo=UTC),
            cause=life.Cause.TEXT_CHANGED,
            was=given,
            now=given,
            why=given,
            public_note=given,
        )
