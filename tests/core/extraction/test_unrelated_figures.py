"""Figures beside each other, of one noun or of one number, that have nothing to do with each other."""

from __future__ import annotations

import pytest

from core.records import ComparisonKind
from tests.core.extraction.helpers import analyse
from tests.core.extraction.test_comparisons import compared


@pytest.mark.parametrize(
    "text",
    [
        "According to two people familiar with the matter, Dell brought charges against at least one executive.",
        "Two people briefed on the talks said they had failed. Two people were wounded in Dell.",
        "Three officials said Dell had lost 40 trucks, against nine officials in May.",
        "Two women gave evidence against at least one executive.",
        "Four residents have filed charges against two executives.",
    ],
)
def test_sources_and_what_somebody_is_against_are_held_against_nothing(text: str) -> None:
    assert analyse(text).comparisons == ()


def test_sources_that_are_part_of_a_number_are_a_share_of_it() -> None:
    text = "Two of the three clerks said they had left."
    assert [pair for pair, _ in compared(text, ComparisonKind.SHARE)] == [["Two", "three clerks"]]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("“One in three patients will do well,” Ada Coyle said.\n\nDr Brann said as many as 60 per cent of his "
         "patients refused injections.", []),
        ("A third of voters want the bridge, Coyle said. Some 34 per cent of voters ate at home, Brann said.", []),
        ("Less than one-third of Coyle’s claims held. She rated 32% of Kell’s claims as false.", []),
        ("A third of voters stayed at home. In all 33.4 per cent of voters stayed, the count shows.",
         [["A third of voters", "33.4 per cent of voters"]]),
    ],
)  # fmt: skip
def test_two_shares_of_one_noun_agree_only_where_they_say_the_same(text: str, pairs: list[list[str]]) -> None:
    assert [words for words, _ in compared(text, ComparisonKind.RESTATEMENT)] == pairs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("About 64,000 people are in camps, and cholera was found in two of them.", []),
        ("Some 14,000 civilians died. The plants struck on Friday, two of them built long ago, were shut.", []),
        ("There are 11 photographs of the two of them together.", []),
        ("The panel counts sales at 300 sites. Two of them told the Ledger that it was wrong.", []),
        ("The county has 88,000 jobs. Pay in two of those fields fell.", []),
        ("The firm runs four prisons. Two of them were fined.", [["Two", "four prisons"]]),
        ("Three men were on the call. By the accounts of two of them, he left.", [["two", "Three men"]]),
        ("She held up 40 pages of her tax returns, two of them burned.", [["two", "40 pages"]]),
        ("They fired 36 shells at the posts. Six shells of them hit.", [["Six shells", "36 shells"]]),
        ("Dell freed 52 prisoners. The envoy was glad. The freed men were put on a bus. Six of them were ill.",
         [["Six", "52 prisoners"]]),
    ],
)  # fmt: skip
def test_they_are_the_nearest_plural_and_not_the_nearest_number(text: str, pairs: list[list[str]]) -> None:
    assert [words for words, _ in compared(text, ComparisonKind.SHARE)] == pairs


@pytest.mark.parametrize(
    "text",
    [
        "She could live with one mayor. A tour takes Coyle out of four states.",
        "A clerk who stole a handful of $20s was fined.",
        "The mill is open from 8 to 6.",
        "A record 45,756 migrants crossed last year and drove asylum claims over 150,000, also a record.",
        "He cited the 13th Amendment. The 13th Amendment is old.",
        "Corran took three points. Dell lost three points.",
        "“Two, three, five, seven,” said Coyle.",
        "They wrote “Forty Winks”. Few sang “Forty Winks”.",
        "Corran won 2 – 1 and took three points.",
    ],
)
def test_numbers_that_only_stand_near_each_other_are_not_compared(text: str) -> None:
    assert analyse(text).comparisons == ()


def test_the_two_men_are_the_two_men_told_of_before() -> None:
    text = "Two men left Dell on foot. By noon the two men had reached Corran."
    assert [words for words, _ in compared(text, ComparisonKind.RESTATEMENT)] == [["Two men", "two men"]]


def test_kinds_of_one_thing_are_set_against_each_other_and_did_not_become_each_other() -> None:
    text = "The desk rated 32% of local claims as false, compared to 11% of foreign claims."
    assert compared(text, ComparisonKind.CHANGE) == []
    assert [words for words, _ in compared(text, ComparisonKind.CONTRAST)] == [
        ["32% of local claims", "11% of foreign claims"]
    ]


def test_a_change_leads_from_one_level_to_the_other_and_not_to_its_size() -> None:
    text = "She now stands at 85 per cent, a 10 per cent drop from the 95 per cent of May."
    assert [words for words, _ in compared(text, ComparisonKind.CHANGE)] == [["95 per cent", "85 per cent"]]
