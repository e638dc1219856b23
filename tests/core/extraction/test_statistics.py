"""What studies and polls say beside an estimate: levels, intervals, margins, p-values and ratios."""

from __future__ import annotations

import pytest

from core.wording import reading
from tests.core.extraction.helpers import figures


def told(text: str) -> dict[str, str]:
    """What is told of every figure, by its words."""
    return {words: reading(f.reading).replace("\N{NO-BREAK SPACE}", " ") for words, f in figures(text).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The risk ratio was 2.1 (95% CI 1.2–3.4).",
         {"2.1": "2.1 · risk ratio", "95% CI 1.2–3.4": "1.2 – 3.4 · 95% confidence interval · a range"}),
        ("Adjusted OR 2.1, 95% CI: 1.2 to 3.4, p=0.004.",
         {"2.1": "2.1 · odds ratio", "95% CI: 1.2 to 3.4": "1.2 – 3.4 · 95% confidence interval · a range",
          "0.004": "0.004 · p-value"}),
        ("Deaths fell by 14% (95 per cent confidence interval 8–20%).",
         {"14%": "down by 14 % · (fell)",
          "95 per cent confidence interval 8–20%":
          "down by 8 – 20 % · 95 per cent confidence interval · a range"}),
        ("The median was 5 weeks (IQR 3–7).",
         {"5 weeks": "5 weeks", "IQR 3–7": "3 – 7 weeks · interquartile range · a range"}),
        ("With 95% confidence, the true share lies between 41% and 47%.",
         {"between 41% and 47%": "41 – 47 % · (lies) · a range"}),
        ("At the 95% confidence level, the share was 44%.", {"44%": "44 %"}),
        ("The poll is accurate to within 3 points, 19 times out of 20.",
         {"within 3 points": "at most 3 percentage points"}),
    ],
)  # fmt: skip
def test_how_sure_a_study_is_belongs_to_the_interval(text: str, expected: dict[str, str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("They found a hazard ratio of 1.4.", "1.4", "1.4 · hazard ratio"),
        ("It had a hazard ratio 1.4 against placebo.", "1.4", "1.4 · hazard ratio"),
        ("The difference was significant (p = 0.03).", "0.03", "0.03 · p-value"),
        ("The difference was significant (P<0.001).", "<0.001", "less than 0.001 · p-value"),
        ("The sample (n=412) was small.", "412", "412 · sample size"),
        ("The standard deviation was 2.3.", "2.3", "2.3 · standard deviation"),
    ],
)
def test_a_statistic_is_called_what_it_is(text: str, words: str, said: str) -> None:
    assert told(text) == {words: said}


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("The boat weighs 12.4 ± 0.3 tonnes.", "12.4 ± 0.3 tonnes", "12.1 – 12.7 tonnes · (weighs) · a range"),
        ("The level was 4.2 mg/l (±0.3).", "4.2 mg/l (±0.3)", "3.9 – 4.5 milligrams per litre · a range"),
        ("Of the cows 41% ± 3 points were ill.", "41% ± 3 points", "38 – 44 % · a range"),
        ("It came to 41% ± 3%.", "41% ± 3%", "38 – 44 % · (came) · a range"),
        ("The poll has a margin of error of plus or minus 3 points.", "plus or minus 3 points",
         "3 percentage points · margin of error (either way)"),
        ("The poll has a margin of error of ±3.1 percentage points.", "±3.1 percentage points",
         "3.1 percentage points · margin of error (either way)"),
        ("The poll has a margin of error of 3.5 percentage points.", "3.5 percentage points",
         "3.5 percentage points · margin of error (either way)"),
    ],
)  # fmt: skip
def test_a_margin_makes_a_range_of_its_estimate(text: str, words: str, said: str) -> None:
    assert told(text) == {words: said}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It came to 41%, plus or minus 3 points.",
         {"41%": "41 % · (came)", "plus or minus 3 points": "3 percentage points · (either way)"}),
        ("A sack costs £40 plus or minus £5.",
         {"£40": "£40 · (costs)", "plus or minus £5": "£5 · (either way)"}),
        ("A hectare stored 163 tonnes, give or take 21.",
         {"163 tonnes": "163 tonnes · (stored)", "give or take 21": "21 tonnes · (either way)"}),
    ],
)  # fmt: skip
def test_a_margin_in_words_is_of_the_unit_of_its_estimate(text: str, expected: dict[str, str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("95% of residents had confidence in the mayor.", "95% of residents", "95 % · residents (had)"),
        ("The team won 19 times out of 20.", "19 times out of 20", "19/20 (95 %) · times (won)"),
        ("Give or take 40 people came.", "Give or take 40 people", "about 40 · people (came)"),
        ("The mayor has 95 per cent confidence in it.", "95 per cent", "95 %"),
    ],
)
def test_what_only_looks_like_a_statistic_stays(text: str, words: str, said: str) -> None:
    assert told(text)[words].startswith(said)
