"""Shares of what was expected or given in numbers, what missed expectations, and numbers that are disputed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.records import ComparisonKind
from tests.core.extraction.helpers import analyse
from tests.core.extraction.test_comparisons import compared


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("The court has heard from 86 of an expected 130 witnesses.", [["86", "130 witnesses"]]),
        ("Dell has published 12 of its planned 40 reports.", [["12", "40 reports"]]),
        ("The firm has paid £3m of a promised £8m.", [["£3m", "£8m"]]),
        ("But 28 per cent of the 1,846 people who took it stopped.", [["28 per cent", "1,846 people"]]),
        ("She may carry 110 people. Of the 23 who died, 17 were passengers and six were crew.",
         [["six", "23"], ["17", "23"]]),
        ("About 93 per cent of 2012 voters in Dell were farmers.", []),
        ("A fall of 3 per cent of the 200 crates was seen.", []),
    ],
)  # fmt: skip
def test_a_part_of_what_was_expected_or_of_a_number_given_is_a_share(text: str, pairs: list[list[str]]) -> None:
    assert sorted(words for words, _ in compared(text, ComparisonKind.SHARE)) == sorted(pairs)


def test_a_part_is_one_of_what_was_expected() -> None:
    part, whole = analyse("The court has heard from 86 of an expected 130 witnesses.").figures
    assert part.reading.counted == whole.reading.counted == "witnesses"


@pytest.mark.parametrize(
    ("text", "kind", "pair"),
    [
        ("The pill cut weight by an average of 11.2 per cent, well below the 15 per cent to 17 per cent "
         "analysts had expected.", ComparisonKind.SHORTFALL, ["11.2 per cent", "15 per cent to 17 per cent"]),
        ("Dell built 300 homes, fewer than the 500 it had promised.", ComparisonKind.SHORTFALL,
         ["300 homes", "500"]),
        ("Net profit fell to £3m, missing estimates of £3.4m.", ComparisonKind.SHORTFALL, ["£3m", "£3.4m"]),
        ("Profit of £4m beat forecasts of £3m.", ComparisonKind.CONTRAST, ["£4m", "£3m"]),
        ("Sales rose to £41m, compared with the £38m that analysts had forecast.", ComparisonKind.CONTRAST,
         ["£41m", "£38m"]),
    ],
)  # fmt: skip
def test_what_came_is_held_against_what_was_expected(text: str, kind: ComparisonKind, pair: list[str]) -> None:
    found = analyse(text)
    words = [text[f.pieces[0][0] : f.pieces[-1][1]] for f in found.figures]
    assert [(c.kind, [words[n] for n in c.operands]) for c in found.comparisons] == [(kind, pair)]


def test_a_shortfall_of_percentages_says_how_much_of_what_was_expected_came() -> None:
    [short] = analyse("Growth was 2 per cent, below the 4 per cent expected.").comparisons
    assert short.low == short.high == Decimal("0.5")


@pytest.mark.parametrize(
    "text",
    [
        "Shares fell 3 per cent, below £5, as expected.",
        "Growth was 2 per cent, below 4 per cent in the north.",
        "The mill sold 300 carts, fewer than the 500 cows it had expected.",
    ],
)
def test_what_was_not_looked_for_is_missed_by_nothing(text: str) -> None:
    assert analyse(text).comparisons == ()


@pytest.mark.parametrize(
    ("text", "disputed"),
    [
        ("“There are 214 names on my list,” Ada Coyle said.\n\nThe ministry put the number of detainees at "
         "“no more than 160”.", ["214 names", "no more than 160"]),
        ("Ada Coyle said 214 people were held.\n\nThe ministry put the number of detainees at 160.",
         ["214 people", "160"]),
        ("“There are 214 names on my list,” Ada Coyle said. Coyle put the number of detainees at 160.", None),
        ("Ada Coyle said 214 people were killed.\n\nThe ministry put the number of detainees at 160.", None),
        ("“There are 214 ships in my fleet,” Ada Coyle said.\n\nThe ministry put the number of detainees at 160.",
         None),
    ],
)  # fmt: skip
def test_a_number_that_another_side_puts_at_something_else_is_disputed(
    text: str, disputed: list[str] | None
) -> None:
    found = [words for words, why in compared(text, ComparisonKind.RESTATEMENT) if why.startswith("two numbers")]
    assert found == ([] if disputed is None else [disputed])
