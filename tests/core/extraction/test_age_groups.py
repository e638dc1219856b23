"""Age groups count nothing, and a quarter off is a part: invented shares."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.records import UnitKind
from tests.core.extraction.helpers import figures


@pytest.mark.parametrize("group", ["over-65s", "under-25s"])
def test_an_age_group_is_what_is_counted_and_no_number(group: str) -> None:
    assert list(figures(f"Support among {group} fell.")) == []


def test_a_share_of_an_age_group_has_the_whole_of_it() -> None:
    [(words, figure)] = figures("It won 19 percent of over-65s in Dell.").items()
    assert (words, figure.reading.counted) == ("19 percent of over-65s", "over-65s")


def test_a_quarter_off_is_a_part_and_no_time() -> None:
    [figure] = figures("The cost wiped more than a quarter off earnings.").values()
    assert (figure.reading.unit_kind, figure.reading.low) == (UnitKind.RATIO, Decimal("0.25"))
