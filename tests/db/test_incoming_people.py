"""Who is who in a report of another desk: people keep what they did under whatever name this desk has for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.records import Capacity, Typing
from core.reports import incoming
from core.reports.model import ReportModel
from db.operations import ApproveCheck, AssignClaims, ImportReport, RenamePerson, SetCapacity
from db.store import Desk
from tests.db.driving import refused, view
from tests.db.examples import ME, claim_at
from tests.db.test_incoming import model_of, send, written

LEAD = "Lea Brandt"


def taken(model: ReportModel, target: Desk, folder: Path) -> int:
    """Take the report in. Returns the claim of it that was worked on."""
    target.transact(ImportReport(incoming.read(written(model, folder))), LEAD)
    return claim_at(target, "52 prisoners")


@pytest.mark.parametrize("name", [ME, "Ana Kovac"])
def test_nobody_approves_their_own_check_that_came_in_under_the_name_before(
    name: str, desk: Desk, empty: Desk, tmp_path: Path
) -> None:
    claim = claim_at(desk, "52 prisoners")
    desk.transact(AssignClaims((claim,), ME), ME)
    send(desk, claim)
    empty.transact(SetCapacity(ME, Capacity.EDITOR), LEAD)
    if name != ME:
        empty.transact(RenamePerson(ME, name), LEAD)
    claim = taken(model_of(desk), empty, tmp_path)
    refused(empty, ApproveCheck(claim), "S-LIFE-REVIEWER", name)
    assert {row.name for row in empty.read.people()} == {LEAD, name}
    assert (view(empty, claim).check.by, view(empty, claim).row.assignee) == (name, name)


def test_of_two_typings_of_one_person_the_newest_comes_in(desk: Desk, empty: Desk, tmp_path: Path) -> None:
    """A desk of an earlier version can have one person under two spellings."""
    claim, model = claim_at(desk, "52 prisoners"), model_of(desk)
    typing = (Typing("The list", ME), Typing("The list of names", ME.lower()), Typing("Whose list?", LEAD))
    claims = tuple(replace(each, typing=typing) if each.row.id == claim else each for each in model.claims)
    claim = taken(replace(model, parts=(replace(model.parts[0], claims=claims),)), empty, tmp_path)
    assert {(each.words, each.by) for each in view(empty, claim).typing} == {
        ("The list of names", ME),
        ("Whose list?", LEAD),
    }
