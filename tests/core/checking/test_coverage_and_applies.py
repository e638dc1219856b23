from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.checking import applies, coverage
from core.records import ClaimState, MentionKind, Queue
from tests.core.checking.claims import claim


def test_coverage_counts_what_is_settled() -> None:
    states = [ClaimState.APPROVED] * 4 + [ClaimState.PUBLISHED] * 3 + [ClaimState.DISMISSED] * 2
    covered = coverage.count(states + [ClaimState.CHECKING] * 15)
    assert str(covered) == "9 of 24 settled"
    assert covered.share == 9 / 24
    assert not covered.signed_off
    assert coverage.count(states).signed_off


def test_an_article_without_claims_is_not_signed_off() -> None:
    nothing = coverage.count([])
    assert (nothing.settled, nothing.total, nothing.share, nothing.signed_off) == (0, 0, 0.0, False)


@given(st.lists(st.sampled_from(list(ClaimState))))
def test_signed_off_exactly_when_nothing_is_left_to_do(states: list[ClaimState]) -> None:
    left = [s for s in states if s in coverage.QUEUE_STATES[Queue.TO_CHECK] or s is ClaimState.SUBMITTED]
    covered = coverage.count(states)
    assert covered.settled + len(left) == len(states)
    assert covered.signed_off == (bool(states) and not left)


def test_queues_hold_every_state_and_none_is_lost() -> None:
    assert set(coverage.QUEUE_STATES) == set(Queue)
    parts = [Queue.TO_CHECK, Queue.SUBMITTED, Queue.APPROVED, Queue.DISMISSED]
    held = [state for queue in parts for state in coverage.QUEUE_STATES[queue]]
    # A correction is to be checked, and closed by an editor.
    assert sorted(held) == sorted([*ClaimState, ClaimState.CORRECTING])
    assert coverage.QUEUE_STATES[Queue.RETURNED] <= coverage.QUEUE_STATES[Queue.TO_CHECK]


def test_said_applies_to_quotes_and_to_figures_somebody_gave() -> None:
    narrated = replace(claim().row, kind=MentionKind.FIGURE, speaker=None, quoted=False)
    for kind in (MentionKind.DIRECT, MentionKind.MIXED, MentionKind.INDIRECT):
        assert applies.said_applies(replace(narrated, kind=kind))
    assert applies.said_applies(replace(narrated, speaker="Orla Denning"))
    assert applies.said_applies(replace(narrated, quoted=True))
    assert not applies.said_applies(narrated)
