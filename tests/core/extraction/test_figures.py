"""Figures: value, form, unit, what is counted, whose they are, what is none, and what belongs together."""

from datetime import date
from decimal import Decimal

import pytest

from core.language.pipeline import load
from core.records import ComparisonKind, Form, UnitKind
from tests.core.extraction.helpers import analyse, figures


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "form"),
    [
        ("They freed 52 prisoners on Monday.", "52 prisoners", "52", "52", Form.POINT),
        (
            "They want 1,300 or 1,400 prisoners freed.",
            "1,300 or 1,400 prisoners",
            "1300",
            "1400",
            Form.ALTERNATIVES,
        ),
        (
            "He settled six or seven border conflicts.",
            "six or seven border conflicts",
            "6",
            "7",
            Form.ALTERNATIVES,
        ),
        ("She led it for more than three decades.", "more than three decades", "3", None, Form.BOUND),
        ("At least 30 people were hurt.", "At least 30 people", "30", None, Form.BOUND),
        ("Up to 250,000 litres leaked.", "Up to 250,000 litres", None, "250000", Form.BOUND),
        ("It costs $4.5bn.", "$4.5bn", "4500000000", "4500000000", Form.POINT),
        ("It will cost 33–35 billion euros.", "33–35 billion euros", "33000000000", "35000000000", Form.RANGE),
        ("Between 10 and 12 boats sank.", "Between 10 and 12 boats", "10", "12", Form.RANGE),
        ("Turnout was 38.6 per cent.", "38.6 per cent", "38.6", "38.6", Form.POINT),
        ("Twenty-one ships sailed.", "Twenty-one ships", "21", "21", Form.POINT),
        ("Two hundred and five homes burned.", "Two hundred and five homes", "205", "205", Form.POINT),
        ("Half a million people left.", "Half a million people", "500000", "500000", Form.POINT),
        (
            "Two-thirds of voters stayed home.",
            "Two-thirds of voters",
            str(Decimal(2) / 3),
            str(Decimal(2) / 3),
            Form.FRACTION,
        ),
        ("There are no political prisoners in Lostra.", "no political prisoners", "0", "0", Form.ZERO),
        ("None of the ships sailed.", "None of the ships", "0", "0", Form.ZERO),
        ("Dozens of houses burned.", "Dozens of houses", "12", "120", Form.VAGUE),
        ("His decades-old rule ended.", "decades-old", "2", None, Form.VAGUE),
        (
            "It was the biggest batch of prisoners so far.",
            "biggest batch of prisoners",
            None,
            None,
            Form.SUPERLATIVE,
        ),
        ("Output doubled in May.", "doubled", "2", "2", Form.MULTIPLE),
        ("It fell to minus 18 degrees.", "minus 18 degrees", "-18", "-18", Form.POINT),
    ],
)
def test_readings(text: str, words: str, low: str | None, high: str | None, form: Form) -> None:
    found = figures(text)
    assert words in found
    reading = found[words].reading
    assert (reading.low, reading.high, reading.form) == (number(low), number(high), form)


@pytest.mark.parametrize(
    ("text", "words", "kind", "unit"),
    [
        ("It costs £40.", "£40", UnitKind.CURRENCY, "GBP"),
        ("It costs US$40.", "US$40", UnitKind.CURRENCY, "USD"),
        ("It is 12 km long.", "12 km", UnitKind.PHYSICAL, "kilometre"),
        ("It rose 3 percentage points.", "3 percentage points", UnitKind.PERCENTAGE_POINT, "percentage point"),
        ("It took two weeks.", "two weeks", UnitKind.DURATION, "week"),
        ("A three-year deal was signed.", "three-year", UnitKind.DURATION, "year"),
        ("A 52-year-old man fell.", "52-year-old", UnitKind.AGE, "year"),
        ("Ilva Norrin, 65, resigned.", "65", UnitKind.AGE, "year"),
        ("Her sons, aged six and nine, swam.", "nine", UnitKind.AGE, "year"),
        ("Her sons, aged 6, 9 and 12, swam.", "12", UnitKind.AGE, "year"),
        ("The poll gives Kell a lead of 7 points.", "7 points", UnitKind.PERCENTAGE_POINT, "percentage point"),
        ("It has a margin of error of 3 points.", "3 points", UnitKind.PERCENTAGE_POINT, "percentage point"),
        ("The poll gives Kell a 7-point lead.", "7-point", UnitKind.PERCENTAGE_POINT, "percentage point"),
        ("The index of shares fell 7 points.", "7 points", UnitKind.COUNT, None),
        ("Kell won by 7 points on Saturday.", "7 points", UnitKind.COUNT, None),
        ("She rents it for a dollar a year.", "a dollar a year", UnitKind.CURRENCY, "USD"),
    ],
)
def test_units(text: str, words: str, kind: UnitKind, unit: str) -> None:
    reading = figures(text)[words].reading
    assert (reading.unit_kind, reading.unit) == (kind, unit)


@pytest.mark.parametrize(
    "text",
    [
        "He should never have gone in the first place.",
        "She bought an iPhone 11.",
        "The S&P 500 was flat.",
        "After 9/11 all changed.",
        "It was a Catch-22.",
        "The doors open at 7.30 p.m. and close at 11pm.",
        "Call 020 7946 0958.",
        "Kell won 3-1.",
        "UPDATE 1-Ferry line closes",
        "She lives at 14 Marsh Street.",
        "No one of them spoke.",
        "There is no doubt.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert figures(text) == {}


def test_counted_noun_and_modifiers() -> None:
    reading = figures("They include 14 foreign nationals from Lostra.")["14 foreign nationals"].reading
    assert (reading.counted, reading.modifiers) == ("nationals", ("foreign",))


def test_change_has_direction_and_kind() -> None:
    found = figures("Sales rose by 3% and profit fell to £40m.")
    change = found["3%"].reading.change
    assert change is not None and (change.direction, change.kind) == ("up", "by")
    change = found["£40m"].reading.change
    assert change is not None and (change.direction, change.kind) == ("down", "to")


def test_a_hedge_keeps_the_value_and_is_marked() -> None:
    reading = figures("About 70 people came.")["About 70 people"].reading
    assert reading.approximate and reading.hedge == "about" and reading.low == reading.high == 70


def test_a_figure_belongs_to_whoever_says_it_and_else_to_the_narration() -> None:
    found = figures("Some 52 prisoners left. Ilva Norrin said 14 prisoners had stayed.")
    speaker = found["14 prisoners"].speaker
    assert speaker is not None and speaker.name == "Ilva Norrin"
    assert found["Some 52 prisoners"].speaker is None


def test_a_shortfall_across_paragraphs_gives_the_share() -> None:
    text = (
        "Lostra has freed 52 prisoners.\n\nIlva Norrin flew home.\n\n"
        "But it was far short of the 1,300 or 1,400 prisoners whose release Ilva Norrin had called for."
    )
    analysis = analyse(text)
    share = next(c for c in analysis.comparisons if c.kind is ComparisonKind.SHARE)
    part, whole = (analysis.figures[i].reading for i in share.operands)
    assert (part.low, whole.low, whole.high) == (Decimal(52), Decimal(1300), Decimal(1400))
    assert share.low is not None and round(share.low, 6) == Decimal("0.037143")
    assert share.high == Decimal("0.04")


def test_a_whole_that_counts_people_takes_a_part_that_counts_some_of_them() -> None:
    text = (
        "Lostra has freed 52 detainees and sold nine ships.\n\n"
        "The number fell well short of the 1,300 people whose freedom Ilva Norrin had sought."
    )
    analysis = analyse(text)
    short = next(c for c in analysis.comparisons if c.kind is ComparisonKind.SHORTFALL)
    part, whole = (analysis.figures[i] for i in short.operands)
    assert (part.reading.low, whole.reading.low) == (Decimal(52), Decimal(1300))
    assert whole.reading.change is None, "falling short is no fall"
    assert whole.speaker is not None and whole.speaker.name == "Ilva Norrin"


def test_part_of_a_whole_and_restatement() -> None:
    analysis = analyse("They met 52 prisoners. Of those, 14 of the 52 prisoners were ill.")
    kinds = {c.kind for c in analysis.comparisons}
    assert {ComparisonKind.SHARE, ComparisonKind.RESTATEMENT} <= kinds


@pytest.mark.parametrize(
    "text",
    ["twenty-twenty-five", "one-two-three", "0-²", "10²–12²", "5–①", "٣-٢", "9" * 5000 + "-1", "1-" + "0" * 5000],
)
def test_odd_numbers_raise_nothing(text: str) -> None:
    for figure in analyse(f"It was {text} then.").figures:
        assert figure.pieces


def test_a_year_in_words_is_no_sum() -> None:
    assert "twenty-twenty-five" not in figures("That was in twenty-twenty-five.")


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("Ilva Norrin spoke. Her claim of six or seven arrests was denied.", 6, "Ilva Norrin"),
        ("The ministry’s estimate of 300 ships was wrong.", 300, "ministry"),
        ("Ilva Norrin’s figure of nearly 52 boats stood.", 52, "Ilva Norrin"),
        ("They freed the 40 sailors whose release Ilva Norrin had repeatedly called for.", 40, "Ilva Norrin"),
        ("It was short of the 900 tents that Ilva Norrin demanded.", 900, "Ilva Norrin"),
        ("They freed the 40 sailors whose ship Ilva Norrin had built.", 40, None),
        ("The sale of six boats by Ilva Norrin went well.", 6, None),
        ("The union said 400 drivers walked out; the company put the number at 120.", 120, "the company"),
        ("The company puts the figure at 120, the union at 400.", 400, "the union"),
        ("The union spoke of 400 drivers. The company said about 120.", 120, "company"),
        ("Police estimated the crowd at 3,000; organisers claimed 10,000.", 10000, "organisers"),
        ("Anna Vell put the book on the table at 9.", 9, None),
    ],
)
def test_a_figure_that_somebody_put_forward_is_theirs_without_a_quote(
    text: str, value: int, name: str | None
) -> None:
    (figure,) = [f for f in analyse(text).figures if f.reading.low == value]
    said = figure.speaker.name if figure.speaker else None
    assert (said and said.removeprefix("The ")) == name


@pytest.mark.parametrize(
    ("phrase", "start", "end", "precision"),
    [
        ("two years ago", date(2023, 1, 1), date(2023, 12, 31), "year"),
        ("a month ago", date(2025, 8, 1), date(2025, 8, 31), "month"),
        ("three weeks ago", date(2025, 8, 21), date(2025, 8, 21), "day"),
        ("last night", date(2025, 9, 10), date(2025, 9, 10), "day"),
        ("900 years ago", date(1125, 1, 1), date(1125, 12, 31), "year"),
    ],
)
def test_what_was_some_time_ago_is_a_date(phrase: str, start: date, end: date, precision: str) -> None:
    text = f"The mine closed {phrase}, she said."
    (figure,) = load().analyse(text, date(2025, 9, 11)).figures
    time = figure.reading.time
    assert time is not None and (time.start, time.end, time.precision) == (start, end, precision)
    (figure,) = load().analyse(text).figures
    assert figure.reading.time is not None and figure.reading.time.start is None, "never taken from today"


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("They met on Christmas Eve.", "Christmas Eve", date(2025, 12, 24), date(2025, 12, 24)),
        ("It has been shut since Easter.", "Easter", date(2025, 4, 20), date(2025, 4, 20)),
        ("Since Christmas, nobody came.", "Christmas", date(2024, 12, 25), date(2024, 12, 25)),
        ("Last Christmas was wet.", "Last Christmas", date(2024, 12, 25), date(2024, 12, 25)),
        ("It opens next Easter.", "next Easter", date(2026, 4, 5), date(2026, 4, 5)),
        ("It burned on Good Friday 2020.", "Good Friday 2020", date(2020, 4, 10), date(2020, 4, 10)),
        (
            "It rang on Orthodox Easter Sunday 2024.",
            "Orthodox Easter Sunday 2024",
            date(2024, 5, 5),
            date(2024, 5, 5),
        ),
        ("He left after Thanksgiving.", "Thanksgiving", date(2025, 10, 13), date(2025, 11, 27)),
        ("The fair runs Oct. 6-9.", "Oct. 6-9", date(2025, 10, 6), date(2025, 10, 9)),
        ("It lost money in 2013-14.", "2013-14", date(2013, 1, 1), date(2014, 12, 31)),
    ],
)
def test_days_by_name_and_spans_of_days_are_read_against_publication(
    text: str, words: str, start: date, end: date
) -> None:
    found = [figure for figure in load().analyse(text, date(2025, 9, 11)).figures if figure.reading.time]
    assert [text[slice(*figure.pieces[0])] for figure in found] == [words]
    time = found[0].reading.time
    assert time is not None and (time.start, time.end) == (start, end)


@pytest.mark.parametrize(
    "text", ["He ran the Easter parade.", "Dell had a Christmas tree.", "At Christmas parties they sang."]
)
def test_what_is_only_named_after_a_day_is_no_date(text: str) -> None:
    assert load().analyse(text, date(2025, 9, 11)).figures == ()


def test_a_day_by_name_stays_unresolved_without_publication() -> None:
    (figure,) = load().analyse("They met on Boxing Day.").figures
    assert figure.reading.time is not None and figure.reading.time.start is None


@pytest.mark.parametrize("written", ["Rs. 500 crore", "Rs 500 crore", "Rs.500 crore", "₹500 crore"])
def test_rupees_however_they_are_written(written: str) -> None:
    found = figures(f"The state spent {written} on it.")
    assert found[written].reading.unit == "INR"
    assert found[written].reading.low == 5_000_000_000
