"""How much more or less there is, and nouns that are left out."""

from __future__ import annotations

import pytest

from core.records import Form, NumberChange, UnitKind
from tests.core.extraction.helpers import figures

UP, DOWN = NumberChange("up", "by"), NumberChange("down", "by")


@pytest.mark.parametrize(
    ("text", "words", "low", "change", "noun"),
    [
        ("The town has 100,000 more than a decade ago.", "100,000 more", 100000, UP, None),
        ("There are 3,000 more people in work than a decade ago.", "3,000 more people", 3000, UP, "people"),
        ("Fifty-two people drowned, four fewer than in 2025.", "four fewer", 4, DOWN, "people"),
        ("The council spent £3m more than last year on salt.", "£3m more", 3000000, UP, None),
        ("The fund took £40,000 less than it had in 2024.", "£40,000 less", 40000, DOWN, None),
        ("Sales were 20 per cent more than a year ago.", "20 per cent more", 20, UP, None),
        ("Some 2,300 fewer homes were built than a year earlier.", "Some 2,300 fewer homes", 2300, DOWN, "homes"),
        ("Rescuers saved 52 people, 12 more than last year’s 40.", "12 more", 12, UP, "people"),
    ],
)
def test_a_difference_from_another_time_is_a_change(
    text: str, words: str, low: int, change: NumberChange, noun: str | None
) -> None:
    reading = figures(text)[words].reading
    assert reading.low == low
    assert (reading.change, reading.counted) == (change, noun)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The club has one fewer player than Dell.", "one fewer player"),
        ("Women earn 12 per cent less than men.", "12 per cent less"),
        ("The mill has 40 more looms than its neighbour.", "40 more looms"),
    ],
)
def test_a_difference_from_somebody_else_is_no_change(text: str, words: str) -> None:
    assert figures(text)[words].reading.change is None


def test_a_time_that_something_is_longer_ago_than_stays_one() -> None:
    reading = figures("The mill closed more than a decade ago.")["more than a decade"].reading
    assert (reading.unit_kind, reading.form) == (UnitKind.DURATION, Form.BOUND)


def test_two_differences_in_a_row_count_each_their_own() -> None:
    found = figures("They won one fewer match and two more draws.")
    assert {words: f.reading.counted for words, f in found.items()} == {
        "one fewer match": "match",
        "two more draws": "draws",
    }


@pytest.mark.parametrize(
    ("text", "words", "noun"),
    [
        ("The north ward has 31 beds. The south ward has 24.", "24", "beds"),
        ("The council owns 310 buses. Marrow runs only 45.", "only 45", "buses"),
        ("Police arrested 14 men on Friday. They arrested 24 on Saturday.", "24", "men"),
        ("Dell closed 12 libraries in 2024. It closed nine in 2025.", "nine", "libraries"),
        ("Dell lost 40 jobs, Marrow 24.", "24", "jobs"),
        ("Dell lost 40 jobs, Marrow 24 and Port Ansel nine.", "nine", "jobs"),
        ("The north ward has 31 beds and the south 24.", "24", "beds"),
    ],
)
def test_a_noun_that_is_left_out_is_that_of_the_number_before_and_less_sure(
    text: str, words: str, noun: str
) -> None:
    figure = figures(text)[words]
    assert figure.reading.counted == noun
    assert figure.score < 1


@pytest.mark.parametrize(
    "text",
    ["The town has 40 teachers. The bus is the 24.", "The farm had 300 cows. Coyle has 2.",
     "The shop sold 40 coats. The price was 24.", "The farm has 300 cows. Coyle is 24.",
     "The gallery sold 14 paintings and Coyle, 24, left."],
)  # fmt: skip
def test_what_does_not_go_on_counting_is_given_no_noun(text: str) -> None:
    last = list(figures(text).values())[-1]
    assert last.reading.counted is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voters backed the plan 52 to 48 percent.", [52, 48]),
        ("Members voted 48 to 52 per cent against the merger.", [48, 52]),
        ("The bill passed by 52 per cent to 48 per cent.", [52, 48]),
        ("Voters chose Coyle over Marrow, 54 to 46 percent.", [54, 46]),
        ("Coyle leads Marrow 47 to 41 per cent.", [47, 41]),
    ],
)
def test_both_sides_of_a_vote_in_per_cent_are_percentages(text: str, expected: list[int]) -> None:
    found = list(figures(text).values())
    assert all(f.reading.low == f.reading.high == n for f, n in zip(found, expected, strict=True))
    assert {f.reading.unit_kind for f in found} == {UnitKind.PERCENT}


def test_per_cent_that_are_a_range_or_a_change_stay_so() -> None:
    assert figures("Growth of 3 to 4 per cent is expected.")["3 to 4 per cent"].reading.form is Form.RANGE
    assert figures("The rate fell from 52 to 48 per cent.")["52"].reading.change == NumberChange("down", "from")


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Support fell three points to 41 per cent.", "three points", UnitKind.PERCENTAGE_POINT),
        ("The party is up two points at 34%.", "two points", UnitKind.PERCENTAGE_POINT),
        ("The party stands at 34%, up two points since May.", "two points", UnitKind.PERCENTAGE_POINT),
        ("Unemployment fell half a point to 5.1 per cent.", "half a point", UnitKind.PERCENTAGE_POINT),
        ("The index rose 30 points, or 0.7 per cent.", "30 points", UnitKind.COUNT),
        ("Lorne scored 31 points and hit 48 per cent of her shots.", "31 points", UnitKind.COUNT),
    ],
)
def test_points_beside_a_percentage_are_percentage_points(text: str, words: str, kind: UnitKind) -> None:
    assert figures(text)[words].reading.unit_kind is kind


@pytest.mark.parametrize(
    ("text", "words", "low", "change"),
    [
        ("The price doubled to £40.", "£40", 40, NumberChange("up", "to")),
        ("Output halved to 300 tonnes.", "300 tonnes", 300, NumberChange("down", "to")),
        ("The death toll tripled to 90.", "90", 90, NumberChange("up", "to")),
        ("Rents quadrupled from £200 to £800.", "£200", 200, NumberChange("up", "from")),
        ("The fee doubled from 200 to 400.", "400", 400, NumberChange("up", "to")),
        ("Profit rose £3m, or 8 per cent, to £41m.", "8 per cent", 8, UP),
    ],
)
def test_what_something_multiplied_to_or_from_is_a_change(
    text: str, words: str, low: int, change: NumberChange
) -> None:
    reading = figures(text)[words].reading
    assert reading.low == low
    assert reading.change == change


@pytest.mark.parametrize(
    ("text", "words", "ends", "unit"),
    [
        ("The crossing takes between 30 minutes and two hours.", "between 30 minutes and two hours",
         (30, 120), "minute"),
        ("It takes 18 months to two years.", "18 months to two years", (18, 24), "month"),
        ("The trench is between 80 centimetres and 1.5 metres deep.", "between 80 centimetres and 1.5 metres",
         (80, 150), "centimetre"),
        ("A loaf costs between 90p and £1.20.", "between 90p and £1.20", (0, 1), "GBP"),
        ("Repairs cost between £900,000 and £1.4m.", "between £900,000 and £1.4m", (900000, 1400000), "GBP"),
    ],
)  # fmt: skip
def test_a_range_of_two_units_is_read_in_one(text: str, words: str, ends: tuple[int, int], unit: str) -> None:
    reading = figures(text)[words].reading
    assert reading.form is Form.RANGE and reading.unit == unit and reading.low and reading.high
    assert (int(reading.low), int(reading.high)) == ends


def test_a_price_that_rose_from_coins_is_no_range() -> None:
    assert set(figures("Prices rose from 90p to £1.20.")) == {"90p", "£1.20"}


@pytest.mark.parametrize(
    ("text", "words", "low", "noun"),
    [
        ("Some 30-odd people came.", "Some 30-odd people", 30, "people"),
        ("Thirty-odd walkers came.", "Thirty-odd walkers", 30, "walkers"),
        ("A hundred-odd men marched.", "A hundred-odd men", 100, "men"),
        ("Lorne spent 20-odd years at sea.", "20-odd years", 20, None),
    ],
)
def test_odd_behind_a_number_makes_it_approximate(text: str, words: str, low: int, noun: str | None) -> None:
    reading = figures(text)[words].reading
    assert reading.low == low and reading.approximate
    assert reading.counted == noun


@pytest.mark.parametrize(
    ("text", "words", "ends"),
    [
        ("Several tens of thousands of birds died.", "Several tens of thousands of birds", (30000, 90000)),
        ("A couple of hundred pupils walked out.", "A couple of hundred pupils", (200, 200)),
        ("The line carried its 1,000,000th passenger.", "1,000,000th passenger", (1000000, 1000000)),
        ("The museum greeted its 4,001st visitor.", "4,001st visitor", (4001, 4001)),
        ("Twice as many women as men applied.", "Twice as many women", (2, 2)),
        ("Three times as many boats as in 2024 sank.", "Three times as many boats", (3, 3)),
    ],
)
def test_counts_of_counts_and_places(text: str, words: str, ends: tuple[int, int]) -> None:
    reading = figures(text)[words].reading
    assert reading.low == ends[0]
    assert reading.high == ends[1]
    assert reading.counted == words.split()[-1] and "st" not in reading.modifiers


@pytest.mark.parametrize(
    "text", ["The ship was making half astern when it struck.", "The engine was put half ahead, then slow."]
)
def test_half_of_nothing_is_no_figure(text: str) -> None:
    assert not figures(text)
