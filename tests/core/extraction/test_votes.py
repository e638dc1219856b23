"""Tallies of votes as two counts, apart from scores of matches and from ranges."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.records import Form
from core.wording import reading
from tests.core.extraction.helpers import analyse


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The council voted 52–48 to close the pier.", [52, 48]),
        ("The house voted 48 to 52 against the plan.", [48, 52]),
        ("Councillors approved the plan by 12 votes to 9.", [12, 9]),
        ("The motion was rejected by nine votes to 12.", [9, 12]),
        ("The court upheld the ban in a 7-2 vote.", [7, 2]),
        ("The court upheld the ban by a 5–4 majority.", [5, 4]),
        ("Judges upheld the ban, 6-3.", [6, 3]),
        ("The bill passed 310 to 120.", [310, 120]),
        ("The measure failed by 45-55.", [45, 55]),
        ("Members backed the strike by 1,204 to 318.", [1204, 318]),
        ("By a vote of 5 to 4, the board closed the school.", [5, 4]),
        ("It passed by a margin of 12 to 9.", [12, 9]),
        ("The planning board voted seven to two to reject it.", [7, 2]),
        ("The vote was 212-208.", [212, 208]),
        ("The board split 2-2 on the ballots.", [2, 2]),
        ("The vote, 24 for and 18 against, was close.", [24, 18]),
    ],
)
def test_a_tally_is_two_counts_of_votes(text: str, counts: list[int]) -> None:
    found = analyse(text)
    read = [figure.reading for figure in found.figures]
    assert [(r.low, r.high, r.form, r.counted) for r in read] == [
        (Decimal(n), Decimal(n), Form.POINT, "votes") for n in counts
    ]
    assert found.comparisons == ()


def test_a_tally_is_told_as_votes_and_its_sides() -> None:
    found = analyse("The council voted 52–48. The vote was 24 in favour, 18 against and three abstentions.")
    assert [reading(figure.reading) for figure in found.figures] == [
        "52 · votes",
        "48 · votes",
        "24 · votes (in favour)",
        "18 · votes (against)",
        "3 · abstentions",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dell United won 3-1 against Orrin.",
        "Dell beat Orrin 3-1 at home.",
        "The series was split 2-2 after the match.",
        "United beat the council side 3-1 in the cup.",
    ],
)
def test_what_a_match_ended_in_is_no_tally(text: str) -> None:
    assert analyse(text).figures == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Around 30 to 40 people voted.", 30, 40),
        ("The measure needs 60 to 70 votes.", 60, 70),
        ("The board approved a rise of 2 to 3 crowns.", 2, 3),
        ("The committee agreed 10 to 12 of the changes.", 10, 12),
        ("The council agreed to cut it by 10 to 20.", 10, 20),
    ],
)
def test_a_range_beside_a_word_of_voting_stays_one(text: str, low: int, high: int) -> None:
    [figure] = analyse(text).figures
    assert (figure.reading.low, figure.reading.high) == (Decimal(low), Decimal(high))


def test_two_to_one_says_how_many_times_as_many_unless_that_was_the_vote() -> None:
    broken = analyse("Postal votes have broken two to one its way.").figures
    assert all(figure.reading.counted != "votes" for figure in broken)
    voted = analyse("The panel agreed by a vote of two to one.").figures
    assert [(f.reading.low, f.reading.counted) for f in voted] == [(Decimal(2), "votes"), (Decimal(1), "votes")]


def test_percentages_of_a_vote_are_no_range() -> None:
    found = [f.reading for f in analyse("In the referendum the plan was rejected 48% to 52%.").figures]
    assert [(r.low, r.high) for r in found] == [(Decimal(48), Decimal(48)), (Decimal(52), Decimal(52))]
