"""Ratings that speak against each other, or against the sources they rest on."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from core.checking import contradictions, scales
from core.records import (
    CheckView,
    ClaimView,
    ComparisonKind,
    ComparisonView,
    EvidenceDraft,
    EvidenceRow,
    Reading,
    Stance,
)
from core.reports.unsettled import contradicted, in_public
from tests.core.reports.hostile import NIGHT
from tests.core.reports.test_formats import reviewed

SCALE = scales.load()
FIRST = next(claim for claim in reviewed().claims if claim.reading is not None)


def claim(number: int, value: int, so: str | None = "true", *stances: Stance, other: int = 0) -> ClaimView:
    """A claim of that number that states `value`, with sources of these stances, linked with claim 3 - number."""
    numbers = sorted([(number, value), (3 - number, other)])
    operands = tuple((of, f"{n} men", Reading(Decimal(n), Decimal(n))) for of, n in numbers)
    restated = ComparisonView(ComparisonKind.RESTATEMENT, operands, None, None, "")
    return replace(
        FIRST,
        row=replace(FIRST.row, id=number, words=f"{value} men"),
        check=CheckView(1, None, so, "Counted."),
        evidence=tuple(
            EvidenceRow(at, EvidenceDraft(f"List {at}", stance=stance), "Ilse", NIGHT)
            for at, stance in enumerate(stances, 1)
        ),
        comparisons=(restated,) if other else (),
    )


def told(one: ClaimView, *others: ClaimView) -> tuple[str, ...]:
    return contradictions.of(one, {each.row.id: each for each in others}, lambda _: SCALE)


def test_two_numbers_that_do_not_agree_are_not_both_true() -> None:
    one, other = claim(1, 52, other=55), claim(2, 55, other=52)
    expected = "“52 men” and “55 men” are both rated “True”, and the numbers do not agree."
    assert told(one, other) == (expected,)
    assert told(one) == ()
    assert told(one, replace(other, check=replace(other.check, so="false"))) == ()
    assert told(claim(1, 52, other=52), claim(2, 52, other=52)) == ()


def test_each_rating_is_called_as_its_own_scale_calls_it() -> None:
    best = replace(SCALE.so[0], key="accurate", label="Accurate")
    six = replace(SCALE, key="six", so=(best, *SCALE.so[1:]))
    one, other = claim(1, 52, other=55), claim(2, 55, "accurate", other=52)
    scales_of = {1: SCALE, 2: six}
    told = contradictions.of(one, {2: other}, lambda each: scales_of[each.row.id])
    assert told == ("“52 men” is rated “True” and “55 men” “Accurate”, and the numbers do not agree.",)
    told = contradictions.of(other, {1: one}, lambda each: scales_of[each.row.id])
    assert told == ("“55 men” is rated “Accurate” and “52 men” “True”, and the numbers do not agree.",)


@pytest.mark.parametrize(
    ("so", "stances", "said"),
    [
        ("true", (Stance.REFUTES,), "“52 men” is rated “True”, and its only source refutes it."),
        (
            "true",
            (Stance.REFUTES, Stance.CONTEXT),
            "“52 men” is rated “True”, and the only source that rules on it refutes it.",
        ),
        (
            "false",
            (Stance.SUPPORTS, Stance.SUPPORTS),
            "“52 men” is rated “False”, and every source that rules on it supports it.",
        ),
        ("true", (Stance.REFUTES, Stance.SUPPORTS), ""),
        ("true", (Stance.CONTEXT,), ""),
        ("true", (), ""),
        ("misleading", (Stance.REFUTES,), ""),
        ("unverified", (Stance.REFUTES,), ""),
        (None, (Stance.REFUTES,), ""),
    ],
)
def test_sources_that_say_the_opposite_are_told(so: str | None, stances: tuple[Stance, ...], said: str) -> None:
    assert told(claim(1, 52, so, *stances)) == ((said,) if said else ())


def test_a_report_names_each_pair_once() -> None:
    model = reviewed()
    [part] = model.parts
    model = replace(model, parts=(replace(part, claims=(claim(1, 52, other=55), claim(2, 55, other=52))),))
    assert len(contradicted(model)) == 1
    assert contradicted(model)[0] in in_public(model)
