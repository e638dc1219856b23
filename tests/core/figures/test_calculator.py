"""The calculator: shares, points, ranges, refusals, and no exception for any input."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UserError
from core.figures.calculator import LONGEST, calculate, written
from core.figures.interval import Interval
from core.numbers import NBSP
from core.records import Form, Reading, UnitKind


def reading(low: str, high: str | None = None, kind: UnitKind = UnitKind.COUNT, unit: str | None = None,
            form: Form = Form.POINT) -> Reading:  # fmt: skip
    return Reading(Decimal(low), Decimal(high or low), form, unit_kind=kind, unit=unit)


FIGURES = {
    "A": reading("52"),
    "B": reading("1300", "1400", form=Form.ALTERNATIVES),
    "C": reading("38.6", kind=UnitKind.PERCENT, unit="%"),
    "D": reading("200", kind=UnitKind.CURRENCY, unit="GBP"),
    "E": reading("300", kind=UnitKind.CURRENCY, unit="EUR"),
    "F": Reading(None, None, Form.SUPERLATIVE),
    "G": reading("25", kind=UnitKind.PERCENTAGE_POINT, unit="basis point"),
}


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("52 of 1,300 to 1,400", "3.7–4.0 %"),
        ("A of B", "3.7–4.0 %"),
        ("B - A", "1,248 – 1,348"),
        ("40 % − 36 %", "4 percentage points"),
        ("36% + 2 pp", "38 %"),
        ("C + G", "38.9 %"),
        ("200 + 10 %", "220"),
        ("10% of 250", "25"),
        ("from 36 % to 41 %", "5 percentage points"),
        ("from 40 to 50", "25 %"),
        ("from 50 to 40", "−20 %"),
        ("4.5bn ÷ 90 million", "50"),
        ("2 × (3 + 4)", "14"),
        ("D / 4", "50 GBP"),
        ("-5 to 5", "−5 – 5"),
        ("(-5 to 5) × 3", "−15 – 15"),
        ("100 / 3", "33.333"),
        ("50% * 50%", "25 %"),
        ("1 of 0.5", "200 %"),
        ("14 to 16 million", "14 – 16 million"),  # as it is read in articles and in the search field
        ("-5 to 5 m", "−5 – 5 million"),
        ("12 of 3 or 4k", "0.3–0.4 %"),
        ("from 3 to 4 million", "33.3 %"),
        ("from 0.5 to 1.5bn", "200 %"),
        ("from 200,000 to 1 million", "400 %"),
        ("500 to 1 million", "500 – 1,000,000"),
        ("1,00,000 + 1", "100,001"),
    ],
)
def test_what_an_expression_comes_to(expression: str, text: str) -> None:
    assert calculate(expression, FIGURES).text.replace(NBSP, " ") == text


def test_the_working_can_be_read_and_ends_in_the_result() -> None:
    result = calculate("A of B", FIGURES)
    assert result.working.replace(NBSP, " ") == "52 of (1,300 or 1,400) = 3.7–4.0 %"
    assert calculate("from 40 to 50").working.replace(NBSP, " ") == "(50 − 40) ÷ 40 = 25 %"
    assert calculate("52").working == "52"


@pytest.mark.parametrize(
    ("expression", "working"),
    [
        ("52 of 14 to 16 million", "52 of 14 million to 16 million = 0.0003–0.0004 %"),
        ("from 5 to 6 k", "(6,000 − 5,000) ÷ 5,000 = 20 %"),
        ("2 × (500 to 1 million)", "2 × (500 to 1,000,000) = 1,000 – 2 million"),
    ],
)
def test_the_working_says_on_which_scale_a_number_was_taken(expression: str, working: str) -> None:
    assert calculate(expression).working.replace(NBSP, " ") == working


def test_a_figure_of_hundreds_or_millions_is_written_out() -> None:
    bees = {"A": reading("500", "1E+6", form=Form.ALTERNATIVES)}
    assert calculate("A + 1", bees).working.replace(NBSP, " ") == "(500 or 1,000,000) + 1 = 501 – 1,000,001"


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("1 / 0", "S-CALC-ZERO"),
        ("10 ÷ (-5 to 5)", "S-CALC-ZERO"),
        ("1 of 0", "S-CALC-ZERO"),
        ("from 0 to 5", "S-CALC-ZERO"),
        ("D + E", "S-CALC-UNIT"),
        ("D × E", "S-CALC-UNIT"),
        ("200 + 3 pp", "S-CALC-UNIT"),
        ("D to E", "S-CALC-UNIT"),
        ("F + 1", "S-CALC-SYNTAX"),
        ("Q + 1", "S-CALC-SYNTAX"),
        ("5 to 3", "S-CALC-SYNTAX"),
        ("3 +", "S-CALC-SYNTAX"),
        ("((3", "S-CALC-SYNTAX"),
        ("3 4", "S-CALC-SYNTAX"),
        ("", "S-CALC-SYNTAX"),
        ("2 ; 3", "S-CALC-SYNTAX"),
        ("3,7 % of 200", "S-CALC-SYNTAX"),  # 3.7 in half of Europe, and never 37
        ("12,34 + 1", "S-CALC-SYNTAX"),
        ("0,500 + 1", "S-CALC-SYNTAX"),
        ("from 3 to 2 million", "S-CALC-SYNTAX"),  # from 3, or from 3 million
        ("9" * 60, "S-CALC-SIZE"),
        ("1+" * LONGEST, "S-CALC-SIZE"),
        ("(" * 120 + "1" + ")" * 120, "S-CALC-SYNTAX"),
        ("-" * 300 + "1", "S-CALC-SYNTAX"),
    ],
)
def test_what_cannot_be_reckoned_is_refused_with_a_reason(expression: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        calculate(expression, FIGURES)
    assert refused.value.code == code
    assert len(refused.value.message) < 300


@given(st.text(alphabet="0123456789.,%+-−×*/÷ ()ABCDEFGtoorffmpp", max_size=60))
def test_any_text_gives_a_result_or_a_refusal(expression: str) -> None:
    try:
        result = calculate(expression, FIGURES)
    except UserError as refused:
        assert refused.code.startswith("S-CALC-")
    else:
        assert result.text and result.working.endswith(result.text)


small = st.integers(-1000, 1000)


@given(small, small, small, small, st.sampled_from(["+", "-", "×", "/"]))
def test_a_result_keeps_every_value_that_the_operands_allow(a: int, b: int, c: int, d: int, sign: str) -> None:
    low, high, least, most = min(a, b), max(a, b), min(c, d), max(c, d)
    expression = f"({low} to {high}) {sign} ({least} to {most})"
    try:
        found = calculate(expression).value.interval
    except UserError as refused:
        assert refused.code == "S-CALC-ZERO" and least <= 0 <= most
        return
    for x in (low, high):
        for y in (least, most):
            exact = {"+": Decimal(x + y), "-": Decimal(x - y), "×": Decimal(x * y)}.get(sign)
            value = Decimal(x) / Decimal(y) if exact is None else exact
            slack = Decimal("1e-20")
            assert Interval(None if found.low is None else found.low - slack,
                            None if found.high is None else found.high + slack).contains(value)  # fmt: skip


def test_figures_are_written_as_the_calculator_reads_them() -> None:
    assert written(FIGURES["B"]) == "1300 or 1400"
    assert written(FIGURES["C"]) == "38.6 %"
    assert written(FIGURES["F"]) is None
    assert written(Reading(Decimal(3), None, Form.BOUND, ">")) is None
    for figure in FIGURES.values():
        expression = written(figure)
        assert expression is None or calculate(expression).text
