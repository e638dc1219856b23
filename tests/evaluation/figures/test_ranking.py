"""Check-worthiness puts the project's ranked sentences in order, and every score is the sum of what it names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.extraction.claims.checkworthy import FIGURE_BASE, QUOTE_BASE, WEIGHTS, score
from core.language.pipeline import load
from tests.evaluation.figures.ranking import groups, order


def test_the_ranked_sentences_are_in_order() -> None:
    wrong: list[str] = []
    assert order(load(), wrong) >= 95, "\n".join(wrong)


def test_every_group_has_sentences_on_both_sides() -> None:
    assert len(groups()) >= 10
    assert all(len(above) >= 3 and len(below) >= 3 for above, below in groups())


def test_a_score_is_the_sum_of_its_reasons() -> None:
    found = load().analyse(
        "At least 30 people died in Dell on Friday because the dam burst, Ilva Norrin said. “It is a wonderful "
        "day,” she said. Output doubled. The town has no schools."
    )
    assert found.quotes and found.figures
    for mention, base in [(q, QUOTE_BASE) for q in found.quotes] + [(f, FIGURE_BASE) for f in found.figures]:
        assert mention.checkworthy == score(base, mention.reasons)
        assert set(mention.reasons) <= set(WEIGHTS)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Lostra has no political prisoners, Ilva Norrin said.", "zero or all"),
        ("Ilva Norrin said the flood was the deadliest flood in Lostra.", "superlative"),
        ("Ilva Norrin said 900 jobs went because the mine closed.", "cause"),
        ("Ilva Norrin said they met in Dell on Friday.", "time"),
        ("Ilva Norrin accused the guards of theft.", "allegation"),
        ("Ilva Norrin said they had never met.", "denial"),
        ("“It is a wonderful plan for us all,” Ilva Norrin said.", "opinion"),
        ("“We will build it with our own hands,” Ilva Norrin said.", "prediction"),
        ("“Who has seen the plans for it?” Ilva Norrin asked.", "question"),
    ],
)
def test_what_a_quote_says_gives_its_reasons(text: str, reason: str) -> None:
    assert any(reason in quote.reasons for quote in load().analyse(text).quotes), load().analyse(text).quotes


@pytest.mark.parametrize(
    "text",
    [
        "Ilva Norrin said the grain had been worth next to nothing.",
        "Ilva Norrin said the ship would have taken on water at once.",
        "Ilva Norrin said they had met in Dell in May.",
    ],
)
def test_what_looks_back_is_no_prediction(text: str) -> None:
    found = load().analyse(text).quotes
    assert found and not any("prediction" in quote.reasons for quote in found)


def test_a_shortfall_makes_its_figures_worth_more_than_an_age() -> None:
    found = load().analyse(
        "Lostra freed 52 prisoners. It was short of the 1,300 prisoners sought. Hara Moss, 65, left."
    )
    by_value = {figure.reading.low: figure for figure in found.figures}
    assert "comparison" in by_value[Decimal(52)].reasons and "age" in by_value[Decimal(65)].reasons
    assert by_value[Decimal(52)].checkworthy > by_value[Decimal(65)].checkworthy
