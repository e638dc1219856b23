"""A percentage and the level that a change led to are two figures; the ends of a range of percentages are one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.records import Form, UnitKind
from tests.core.extraction.helpers import figures


@pytest.mark.parametrize(
    ("text", "by", "to", "way"),
    [
        ("The krona weakened 0.7% to 11.48 per euro.", "0.7%", "11.48 per euro", "down"),
        ("The krona weakened by 0.7% to 11.48 per euro.", "0.7%", "11.48 per euro", "down"),
        ("The krona was down 0.7% to 11.48.", "0.7%", "11.48", "down"),
        ("The rupee slipped 0.3% to 84.12 against the dollar.", "0.3%", "84.12", "down"),
        ("The pound fell 0.3% to 1.2710 per dollar.", "0.3%", "1.2710 per dollar", "down"),
        ("The Dell index slipped 2 percent to 88.", "2 percent", "88", "down"),
        ("Turnout fell 3% to 51%.", "3%", "51%", "down"),
        ("Turnout in Dell fell by 3 per cent to 51 per cent.", "3 per cent", "51 per cent", "down"),
        ("Unemployment rose 0.2% to 5.1%.", "0.2%", "5.1%", "up"),
        ("Unemployment rose slightly 0.2% to 5.1% in May.", "0.2%", "5.1%", "up"),
        ("Brent rose 1.2% to $84.50 a barrel.", "1.2%", "$84.50 a barrel", "up"),
        ("Shares in Wiik rose 4% to 212p.", "4%", "212p", "up"),
        ("The index rose 1% to 156.", "1%", "156", "up"),
    ],
)
def test_by_so_much_to_a_level(text: str, by: str, to: str, way: str) -> None:
    found = figures(text)
    for words, kind in ((by, "by"), (to, "to")):
        reading = found[words].reading
        assert (reading.form, reading.low) == (Form.POINT, reading.high)
        assert reading.change is not None
        assert (reading.change.direction, reading.change.kind) == (way, kind)


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("Sales grew 2% to 3% a year.", "2% to 3% a year", 2, 3),
        ("Sales in Dell grew 1% to 10% a year.", "1% to 10% a year", 1, 10),
        ("Prices rose by 2% to 3%.", "2% to 3%", 2, 3),
        ("Prices rose 2% to 3 per cent.", "2% to 3 per cent", 2, 3),
        ("Wages rose 5% to 15%.", "5% to 15%", 5, 15),
        ("Sales could grow 1% to 10%.", "1% to 10%", 1, 10),
        ("Sales fell 1% to 10%, depending on the town.", "1% to 10%", 1, 10),
        ("The council raised rates 1% to 6%.", "1% to 6%", 1, 6),
        ("Losses ranged from 3% to 51%.", "3% to 51%", 3, 51),
        ("Prices rose 2 to 30 per cent.", "2 to 30 per cent", 2, 30),
    ],
)
def test_a_range(text: str, words: str, low: int, high: int) -> None:
    reading = figures(text)[words].reading
    assert (reading.form, reading.unit_kind) == (Form.RANGE, UnitKind.PERCENT)
    assert (reading.low, reading.high) == (Decimal(low), Decimal(high))
