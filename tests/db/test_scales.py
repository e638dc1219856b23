"""A desk changes its scale: new ratings are on the new one, and what was ruled before stays as it was ruled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import saidso
from core.checking import scales
from core.errors import UserError
from core.records import EvidenceDraft, Question
from core.reports import FORMATS
from db import health
from db.operations import AddEvidence, ApproveCheck, SetRating, SetRationale, SubmitCheck, UseScale
from db.store import Desk
from tests.db.driving import view
from tests.db.examples import ME, claim_at


@pytest.mark.parametrize("name", scales.SHIPPED)
def test_the_shipped_scales_hold_and_are_used_by_name(name: str, desk: Desk) -> None:
    scale = scales.named(name)
    assert scale.key == name
    desk.transact(UseScale(scale), ME)
    assert desk.read.scale() == scale


def test_old_verdicts_keep_the_scale_they_were_given_on(desk: Desk) -> None:
    old, new = claim_at(desk, "52 prisoners"), claim_at(desk, "by 4.6 per cent")
    desk.transact(SetRating(old, Question.SO, "misleading"), ME)
    desk.transact(SetRationale(old, "Counted."), ME)
    desk.transact(AddEvidence(old, EvidenceDraft("List")), ME)
    desk.transact(SubmitCheck(old), ME)
    desk.transact(ApproveCheck(old), "Una Lindqvar")
    desk.transact(UseScale(scales.named("six-step")), ME)
    desk.transact(SetRating(new, Question.SO, "half-true"), ME)
    assert (view(desk, old).check.so, view(desk, old).check.scale) == ("misleading", "saidso/1")
    assert (view(desk, new).check.so, view(desk, new).check.scale) == ("half-true", "six-step/1")
    model = desk.read.report(1, ME)
    assert model is not None
    assert model.older_scales == (scales.load(),)
    page = FORMATS["html"].render(model).decode()
    assert "Verdicts given on an earlier scale" in page
    assert scales.load().so[2].definition in page
    assert health.check(desk.connection).sound


def test_a_rating_on_the_new_scale_keeps_only_what_means_the_same_there(desk: Desk) -> None:
    claim = claim_at(desk, "1,300 or 1,400 people")
    desk.transact(SetRating(claim, Question.SO, "misleading"), ME)
    desk.transact(SetRating(claim, Question.SAID, "verbatim"), ME)
    desk.transact(UseScale(scales.named("four-step")), ME)
    desk.transact(SetRationale(claim, "The list."), ME)
    assert view(desk, claim).check.scale == "saidso/1"  # a rationale rates nothing
    desk.transact(SetRating(claim, Question.SAID, "altered"), ME)
    check = view(desk, claim).check
    assert (check.said, check.so, check.scale) == ("altered", None, "four-step/1")
    desk.transact(SetRating(claim, Question.SO, "false"), ME)
    desk.transact(UseScale(scales.load()), ME)
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    check = view(desk, claim).check
    assert (check.said, check.so, check.scale) == ("altered", "true", "saidso/1")
    desk.undo(ME)
    check = view(desk, claim).check
    assert (check.said, check.so, check.scale) == ("altered", "false", "four-step/1")


def test_a_changed_scale_needs_a_new_version(desk: Desk) -> None:
    scale = scales.load()
    changed = replace(scale, so=(replace(scale.so[0], definition="Another meaning."), *scale.so[1:]))
    with pytest.raises(UserError, match="raise its version to 2") as caught:
        desk.transact(UseScale(changed), ME)
    assert caught.value.code == "S-SCALE-VERSION"
    desk.transact(UseScale(replace(changed, version=2)), ME)
    assert desk.read.scale().version == 2
    before = desk.read.audit_head()
    desk.transact(UseScale(replace(changed, version=2)), ME)
    assert desk.read.audit_head() == before


def test_the_command_line_shows_and_changes_the_scale(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert saidso.main(["scale", str(path)]) == 0
    assert capfd.readouterr().out.startswith("Saidso default scale (saidso/1)\nSaid?  ” Verbatim · ")
    assert saidso.main(["scale", str(path), "four-step"]) == 0
    assert "So?    ✓ True · ≈ Mostly true · ≠ Mostly false · ✕ False · ? Unverified" in capfd.readouterr().out
    assert saidso.main(["scale", str(path), "nowhere.toml"]) == 1
    assert "nowhere.toml: cannot be read" in capfd.readouterr().err


def test_the_same_rating_again_confirms_it_on_the_present_scale(desk: Desk) -> None:
    claim = claim_at(desk, "by 4.6 per cent")
    desk.transact(SetRating(claim, Question.SO, "false"), ME)
    assert desk.transact(SetRating(claim, Question.SO, "false"), ME).label == ""
    desk.transact(UseScale(scales.named("four-step")), ME)
    change = desk.transact(SetRating(claim, Question.SO, "false"), "Una Lindqvar")
    confirmed = view(desk, claim)
    check = confirmed.check
    assert change.label == "rating: False"
    assert (check.so, check.scale, check.by) == ("false", "four-step/1", "Una Lindqvar")
    assert confirmed.history[-1].what == f"So? False (confirmed on {desk.read.scale().title})"
    desk.undo("Una Lindqvar")
    assert view(desk, claim).check.scale == "saidso/1"
    # What has no rating is not confirmed by clearing it.
    assert desk.transact(SetRating(claim, Question.SAID, None), ME).label == ""
