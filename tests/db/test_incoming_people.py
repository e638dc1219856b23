"""Who is who in a report of another desk: people keep what they did under whatever name this desk has for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.records import Capacity, EvidenceDraft, Typing
from core.reports import incoming
from core.reports.model import ReportModel
from db.operations import (
    AddEvidence,
    ApproveCheck,
    AssignClaims,
    ImportReport,
    RemoveEvidence,
    RenamePerson,
    SetCapacity,
    SubmitCheck,
)
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


def test_who_took_a_report_in_has_a_part_in_taking_its_sources_away(
    desk: Desk, empty: Desk, tmp_path: Path
) -> None:
    """They stand under the name of whoever took the report in, who attached none of them."""
    send(desk, claim_at(desk, "52 prisoners"))
    claim = taken(model_of(desk), empty, tmp_path)
    empty.transact(AddEvidence(claim, EvidenceDraft("Gate log")), ME)
    empty.transact(RemoveEvidence(view(empty, claim).evidence[0].id), LEAD)
    empty.transact(SubmitCheck(claim), ME)
    assert LEAD in [part.by for part in view(empty, claim).check.parts]
    refused(empty, ApproveCheck(claim), "S-LIFE-REVIEWER", LEAD)


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
