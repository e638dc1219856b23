"""Who may do what on a desk, said before anybody is asked for more."""

from __future__ import annotations

from dataclasses import replace

from core.checking import scales
from core.checking.desk_people import DeskPeople
from core.checking.life import Action
from core.records import Capacity, CheckView, ClaimState, PersonRow
from tests.core.checking.claims import claim as checked

SCALE = scales.load()
PEOPLE = DeskPeople(
    (PersonRow(1, "Ilse Maron", Capacity.CHECKER), PersonRow(2, "Una Lindqvar", Capacity.LEAD)), one_person=False
)


def said(name: str, state: ClaimState, action: Action, people: DeskPeople = PEOPLE) -> str:
    claim = checked()
    claim = replace(claim, row=replace(claim.row, state=state))
    return people.refusal(name, claim, action, SCALE)


def test_who_checked_it_cannot_approve_it_and_a_checker_nothing() -> None:
    assert said("Una Lindqvar", ClaimState.SUBMITTED, Action.APPROVE) == ""
    assert "is a checker on this desk and cannot do that; ask Una Lindqvar" in said(
        "Ilse Maron", ClaimState.SUBMITTED, Action.APPROVE
    )
    unnamed = replace(PEOPLE, people=())
    assert "checked this claim and cannot approve it" in said(
        "ilse  maron", ClaimState.SUBMITTED, Action.APPROVE, unnamed
    )
    assert said("Ilse Maron", ClaimState.SUBMITTED, Action.APPROVE, DeskPeople(one_person=True)) == ""


def test_a_move_that_the_claims_life_does_not_have_is_named() -> None:
    told = said("Una Lindqvar", ClaimState.APPROVED, Action.CORRECT)
    assert told.startswith("You cannot open a correction: the claim is approved")
    assert said("Una Lindqvar", ClaimState.PUBLISHED, Action.CORRECT) == ""
    assert said("Una Lindqvar", ClaimState.CORRECTING, Action.CLOSE_CORRECTION) == ""


def test_an_incomplete_correction_says_what_it_lacks() -> None:
    claim = checked()
    row = replace(claim.row, state=ClaimState.CORRECTING)
    claim = replace(claim, row=row, check=CheckView(3, None, None, "", "Ilse Maron"))
    told = PEOPLE.refusal("Una Lindqvar", claim, Action.CLOSE_CORRECTION, SCALE)
    assert told.startswith("The check still needs a rating for Said?; a rating for So?; a rationale")


def test_once_the_desk_has_roles_only_editors_approve() -> None:
    nobody = DeskPeople((PersonRow(1, "Ilse Maron", None), PersonRow(2, "Odo Kern", None)))
    assert said("Odo Kern", ClaimState.SUBMITTED, Action.APPROVE, nobody) == ""
    assert "has no role on this desk" in said("Odo Kern", ClaimState.SUBMITTED, Action.APPROVE)
    assert "has no role on this desk" in said("Odo Kern", ClaimState.PUBLISHED, Action.CORRECT)
    assert said("Odo Kern", ClaimState.CHECKING, Action.SUBMIT) == ""
    checkers = DeskPeople((PersonRow(1, "Ilse Maron", Capacity.CHECKER),))
    assert "say under People on the desk who is its editor" in said(
        "Odo Kern", ClaimState.SUBMITTED, Action.APPROVE, checkers
    )


def test_a_name_is_one_persons_however_it_is_spelled() -> None:
    assert PEOPLE.capacity(" ilse  MARON") is Capacity.CHECKER
    assert PEOPLE.may_say_who_is_what("una lindqvar") and not PEOPLE.may_say_who_is_what("Ilse Maron")
    twice = DeskPeople((*PEOPLE.people, PersonRow(3, "ilse maron", Capacity.EDITOR)))
    assert twice.capacity("Ilse Maron") is Capacity.CHECKER
    assert twice.capacity("ilse maron") is Capacity.EDITOR


def test_only_leads_say_who_is_what_where_there_are_any() -> None:
    assert PEOPLE.leads == {"Una Lindqvar"}
    assert PEOPLE.capacity("Ilse Maron") is Capacity.CHECKER
    assert PEOPLE.capacity("Somebody Else") is None
