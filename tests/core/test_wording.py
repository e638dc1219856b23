from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import wording as w
from core.records import (
    ClaimState,
    ComparisonKind,
    ComparisonView,
    DismissReason,
    Form,
    MentionKind,
    NumberChange,
    Reading,
    Stance,
    TimeReading,
    UnitKind,
)
from tests.core.reports.sample_model import CLAIMS, PART, SHORT, view

SHARES = st.decimals(min_value=0, max_value=1, places=8)


def plain(words: str) -> str:
    return words.replace(w.NBSP, " ")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "0"),
        ("52", "52"),
        ("13400", "13,400"),
        ("1E+2", "100"),
        ("999999", "999,999"),
        ("1000000", "1 million"),
        ("1234567", "1,234,567"),
        ("38500000", "38.5 million"),
        ("4.5E+9", "4.5 billion"),
        ("2000000000000", "2 trillion"),
        ("1500000000000000", "1,500 trillion"),
        ("-2.50", "−2.50"),
        ("0.0371", "0.0371"),
        ("0.3333333333333333333333", "0.333333333"),
        ("1E+500", "1e+500"),
        ("Infinity", "Infinity"),
    ],
)
def test_numbers_are_grouped_for_reading(value: str, words: str) -> None:
    assert plain(w.number(D(value))) == words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“We waited”", "“We waited”"),
        ('"We waited"', "“We waited”"),
        ('"laughed off" a warning', "“‘laughed off’ a warning”"),
        ("She said “no” twice", "“She said ‘no’ twice”"),
        ("“We have waited long en…", "“We have waited long en…”"),
        (
            '"They fed us once a day," … "You learn to count."',
            "“‘They fed us once a day,’ … ‘You learn to count.’”",
        ),
        ("52 ships", "“52 ships”"),
    ],
)
def test_words_stand_in_marks_once_and_quotes_in_them_in_single_ones(text: str, shown: str) -> None:
    assert w.quoted(text) == shown
    assert w.quoted(w.inside_marks(text)) == shown


@given(st.integers(-(10**15), 10**15))
def test_a_number_in_words_loses_nothing(value: int) -> None:
    words = plain(w.number(value)).replace(",", "").replace("−", "-")
    digits, _, scale = words.partition(" ")
    assert D(digits) * {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[scale] == value


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("1300", "1400", "1,300 – 1,400"),
        ("33E+9", "35E+9", "33 – 35 billion"),
        ("900000", "1100000", "900,000 – 1.1 million"),
        ("500", "1E+6", "500 – 1,000,000"),  # 500 – 1 million, as 1 – 2 million, is of millions
        ("3", "2E+9", "3 – 2,000,000,000"),
        ("0", "1E+6", "0 – 1 million"),
        ("3", None, "at least 3"),
        (None, "0", "at most 0"),
        ("7", "7.0", "7"),
        (None, None, "no number"),
    ],
)
def test_ranges_keep_both_ends(low: str | None, high: str | None, words: str) -> None:
    assert plain(w.number_range(low and D(low), high and D(high))) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (D(52) / 1400, D(52) / 1300, "3.7–4.0 %"),
        (D(14) / 52, D(14) / 52, "26.9 %"),
        (D(1) / 4, D(1) / 4, "25 %"),
        (D(0), D(0), "0 %"),
        (D(1), D(1), "100 %"),
        (D("0.30001"), D("0.30049"), "30.00–30.05 %"),
        (D("0.9996"), D("0.9996"), "99.96 %"),
        (D("0.0002"), D("1"), "0.02–100 %"),
        (D("0.00000000001"), D("0.00000000001"), "0.000000 %"),
        (D("0.5"), None, "at least 50 %"),
        (None, D("0.5"), "at most 50 %"),
        (D("3.5"), D("4.25"), "350.0–425.0 %"),
        (None, None, "unknown"),
    ],
)
def test_shares_read_as_intervals_of_per_cent(low: D | None, high: D | None, words: str) -> None:
    assert plain(w.percent(low, high)) == words


@given(SHARES, SHARES)
def test_per_cent_tells_different_ends_apart_and_stays_near_them(one: D, other: D) -> None:
    low, high = sorted((one, other))
    ends = w.percent(low, high).removesuffix(f"{w.NBSP}%").split("–")
    assert (len(ends) == 2) == (low != high)
    for shown, value in zip(ends, (low, high), strict=False):
        assert abs(D(shown) - value * 100) <= D("0.05")
        assert (D(shown) in {0, 100}) == (value in {0, 1})


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (Reading(D(7), D(9), Form.ALTERNATIVES, counted="prisoners"), "7 – 9 · prisoners · either of two"),
        (Reading(D(33), D(35), Form.RANGE, counted="ships"), "33 – 35 · ships · a range"),
        (Reading(D(63), D(63), unit_kind=UnitKind.CURRENCY, unit="cent"), "63 cents"),
        (Reading(D(85), D(85), unit_kind=UnitKind.CURRENCY, unit="penny"), "85 pence"),
        (Reading(D(25), D(25), unit_kind=UnitKind.PERCENTAGE_POINT, unit="basis point"), "25 basis points"),
        (
            Reading(D(52), D(52), counted="prisoners", modifiers=("political",), predicate="released"),
            "52 · political prisoners (released)",
        ),
        (Reading(D(3), None, Form.BOUND, ">", unit_kind=UnitKind.DURATION, unit="decade"), "more than 3 decades"),
        (Reading(D(5), D(5), unit_kind=UnitKind.DURATION, unit="day"), "5 days"),
        (Reading(D(1), D(1), unit_kind=UnitKind.DURATION, unit="day"), "1 day"),
        (Reading(D(5), D(5), unit_kind=UnitKind.PHYSICAL, unit="ton"), "5 tons"),
        (Reading(D(5), D(5), unit_kind=UnitKind.PHYSICAL, unit="bar"), "5 bar"),
        (Reading(D(1), None, Form.BOUND, ">", unit_kind=UnitKind.DURATION, unit="century"), "more than 1 century"),
        (Reading(None, D(40), Form.BOUND, "<", counted="guards"), "fewer than 40 · guards"),
        (Reading(None, D(40), Form.BOUND, "<", unit_kind=UnitKind.PERCENT), "less than 40 %"),
        (Reading(D(10), None, Form.BOUND, ">=", counted="guards"), "at least 10 · guards"),
        (Reading(D(10), D(12), Form.RANGE, ">=", counted="men"), "at least 10 – 12 · men · a range"),
        (Reading(D("3E6"), D("4E6"), Form.RANGE, ">"), "more than 3 – 4 million · a range"),
        (Reading(D(3), D(4), Form.RANGE, "<", unit_kind=UnitKind.PERCENT), "less than 3 – 4 % · a range"),
        (Reading(None, D(10), Form.BOUND, "<=", counted="guards"), "at most 10 · guards"),
        (Reading(D(0), D(0), Form.ZERO, counted="prisoners"), "none · prisoners"),
        (Reading(None, None, Form.ALL, counted="exits"), "all · exits"),
        (Reading(D(24), None, Form.VAGUE, approximate=True, counted="men"), "at least 24 · men · no exact number"),
        (Reading(D(2), D(2), Form.MULTIPLE), "2 times · a multiple"),
        (Reading(D("0.5"), D("0.5"), Form.FRACTION, counted="members"), "0.5 · members"),
        (Reading(D(3), D(3), Form.ORDINAL, counted="term"), "3rd · term · a place in order"),
        (Reading(None, None, Form.SUPERLATIVE, counted="batch"), "batch · a superlative"),
        (
            Reading(D(4), D(4), approximate=True, change=NumberChange("up", "by"), unit_kind=UnitKind.PERCENT),
            "up by about 4 %",
        ),
        (Reading(D(1), D(1), unit_kind=UnitKind.PERCENTAGE_POINT), "1 percentage point"),
        (Reading(D(2), D(2), unit_kind=UnitKind.PERCENTAGE_POINT), "2 percentage points"),
        (Reading(D(4500000000), D(4500000000), unit_kind=UnitKind.CURRENCY, unit="EUR"), "€4.5 billion"),
        (Reading(D(90), D(90), unit_kind=UnitKind.CURRENCY, unit="NOK"), "NOK 90"),
        (Reading(D(12), D(12), unit_kind=UnitKind.PHYSICAL, unit="km"), "12 km"),
        (Reading(D(12), D(12), unit_kind=UnitKind.PHYSICAL, unit="foot"), "12 feet"),
        (Reading(D(1), D(1), unit_kind=UnitKind.PHYSICAL, unit="foot"), "1 foot"),
        (Reading(D("0.5"), D("0.5"), unit_kind=UnitKind.PHYSICAL, unit="metre"), "0.5 metres"),
        (Reading(D(61), D(61), unit_kind=UnitKind.PHYSICAL, unit="mile per hour"), "61 miles per hour"),
        (Reading(D(40), D(40), unit_kind=UnitKind.PHYSICAL, unit="square metre"), "40 square metres"),
        (Reading(D(30), D(30), unit_kind=UnitKind.PHYSICAL, unit="degree Celsius"), "30 degrees Celsius"),
        (Reading(None, D("0.1"), Form.BOUND, "<", unit_kind=UnitKind.RATIO), "less than 1/10 (10 %)"),
        (Reading(D(3), D(3), unit_kind=UnitKind.RATIO), "3"),
        (Reading(D(2), D(2), Form.MULTIPLE, unit_kind=UnitKind.RATIO), "2 times · a multiple"),
        (Reading(D(1) / 3, D(1) / 3, Form.FRACTION, unit_kind=UnitKind.RATIO), "1/3 (33.3 %)"),
        (Reading(D("0.317"), D("0.317"), unit_kind=UnitKind.RATIO), "0.317 (31.7 %)"),
        (Reading(D("0.2"), D("0.3"), Form.RANGE, unit_kind=UnitKind.RATIO), "0.2 – 0.3 · a range"),
        (Reading(D(34), D(34), unit_kind=UnitKind.AGE), "34 years old"),
        (Reading(D(7), D(7), per="1,000 people", counted="deaths"), "7 per 1,000 people · deaths"),
        (
            Reading(
                None,
                None,
                Form.DATE,
                unit_kind=UnitKind.DATE,
                time=TimeReading(date(2025, 8, 1), date(2025, 8, 31), "month"),
            ),
            "August 2025",
        ),
        (
            Reading(D(9), D(9), counted="clinics", time=TimeReading(date(2025, 1, 1), date(2025, 12, 31), "year")),
            "9 · clinics · 2025",
        ),
    ],
)  # fmt: skip
def test_a_reading_in_words(reading: Reading, words: str) -> None:
    assert plain(w.reading(reading)) == words


@given(
    st.builds(
        Reading,
        st.none() | st.decimals(allow_nan=False, allow_infinity=False),
        st.none() | st.decimals(allow_nan=False, allow_infinity=False),
        st.sampled_from(Form),
        st.sampled_from(["=", "<", "<=", ">", ">="]),
        st.booleans(),
        unit_kind=st.sampled_from(UnitKind),
        unit=st.none() | st.sampled_from(["EUR", "year", "km", ""]),
        counted=st.none() | st.text(max_size=5),
    )
)
def test_any_reading_has_words(reading: Reading) -> None:
    assert isinstance(w.reading(reading), str)


@pytest.mark.parametrize("size", ["1E+1000000", "-1E+1000000", "1E-1000000", "9" * 400, "0." + "3" * 400])
def test_absurd_numbers_are_worded_shortly(size: str) -> None:
    for form in Form:
        for unit in UnitKind:
            assert len(w.reading(Reading(D(size), D(size), form, unit_kind=unit))) < 60
    assert len(w.percent(D(size), D(size))) < 60


@given(st.decimals(allow_nan=False, allow_infinity=False), st.decimals(allow_nan=False, allow_infinity=False))
def test_any_share_has_words(one: D, other: D) -> None:
    assert w.percent(min(one, other), max(one, other)).endswith("%")


def test_what_is_no_number_is_said_to_be_unknown() -> None:
    assert w.percent(D("NaN"), D("NaN")) == "unknown"


def test_dates_read_as_dates() -> None:
    assert plain(w.day(date(2025, 9, 11))) == "11 September 2025"
    east = timezone(timedelta(hours=2))
    assert plain(w.moment(datetime(2025, 9, 12, 0, 30, tzinfo=east))) == "11 September 2025, 22:30 UTC"
    assert w.moment(datetime(2025, 9, 12, 14, 2, tzinfo=UTC)).endswith("14:02\N{NO-BREAK SPACE}UTC")


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (date(2025, 9, 9), date(2025, 9, 9), "day", "9 September 2025"),
        (date(2025, 1, 1), date(2025, 12, 31), "year", "2025"),
        (date(2020, 1, 1), date(2029, 12, 31), "decade", "1 January 2020 – 31 December 2029"),
        (date(2020, 1, 1), None, "day", "from 1 January 2020"),
        (None, date(2020, 1, 1), "day", "until 1 January 2020"),
        (None, None, "day", "date not resolved"),
    ],
)
def test_periods_at_their_precision(start: date | None, end: date | None, precision: str, words: str) -> None:
    assert plain(w.period(TimeReading(start, end, precision))) == words


@pytest.mark.parametrize(
    ("more", "words"),
    [("2.65", "3.7 times as much"), ("3.25", "4.3 times as much"), ("1E+40", "1.00000e+40 times as much")],
)
def test_multiples_are_rounded_as_people_round_however_large(more: str, words: str) -> None:
    operands = ((1, "73", Reading(D(73), D(73))), (2, "20", Reading(D(20), D(20))))
    view = ComparisonView(ComparisonKind.CONTRAST, operands, D(more), D(more), "")
    assert w.comparison_result(view) == words


def test_comparisons_in_words() -> None:
    assert plain(w.comparison(SHORT)) == "52 detainees of 1,300 or 1,400 names: 3.7–4.0 %, 96.0–96.3 % short"
    assert plain(w.comparison(PART)) == "14 of the freed detainees of 52 detainees: 26.9 %"
    operands = ((1, "nine", Reading(D(9), D(9))), (2, "six", Reading(D(6), D(6))))
    total = ComparisonView(ComparisonKind.SUM, operands, D(15), D(15), "")
    assert w.comparison(total) == "nine + six: 15"
    stated = replace(total, operands=(*operands, (3, "fifteen in all", Reading(D(15), D(15)))))
    assert w.comparison(stated) == "nine + six = fifteen in all"
    limit = ComparisonView(ComparisonKind.EXCESS, operands, D("0.5"), D("0.5"), "")
    assert plain(w.comparison(limit)) == "nine against a limit of six: 50 % above it"
    assert plain(w.comparison_result(replace(limit, high=None))) == "at least 50 % above it"
    groups = ComparisonView(ComparisonKind.CONTRAST, operands, D("0.5"), D("0.5"), "")
    assert plain(w.comparison(groups)) == "nine against six: 50 % more"
    assert plain(w.comparison_result(replace(groups, low=D("-0.28"), high=D("-0.28")))) == "28 % less"
    assert plain(w.comparison_result(replace(groups, low=D(0), high=D(0)))) == "the same"
    assert plain(w.comparison_result(replace(groups, low=D("-0.1")))) == "between 10 % less and 50 % more"
    shares = tuple((n, said, replace(read, unit_kind=UnitKind.PERCENT, unit="%")) for n, said, read in operands)
    assert plain(w.comparison_result(replace(limit, operands=shares))) == "50 % above it in relative terms"
    change = ComparisonView(ComparisonKind.CHANGE, operands, None, None, "")
    assert w.comparison(change) == "from nine to six"
    assert w.share(change) == ""


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        ("0.25", "0.25", UnitKind.COUNT, "up 25 %"),
        ("-0.4", "-0.2", UnitKind.COUNT, "down 20.0–40.0 %"),
        ("-0.02", "0.03", UnitKind.COUNT, "between 2 % down and 3 % up"),
        ("0", "0", UnitKind.COUNT, "no change"),
        ("0.25", None, UnitKind.COUNT, "up at least 25 %"),  # 40 to more than 50
        (None, "-0.2", UnitKind.COUNT, "down at least 20 %"),
        ("-0.1", None, UnitKind.COUNT, "between 10 % down and any amount up"),
        ("0.2", "0.2", UnitKind.PERCENT, "up 20 % in relative terms"),
    ],
)
def test_changes_in_words(low: str | None, high: str | None, unit: UnitKind, words: str) -> None:
    operand = Reading(D(5), D(5), unit_kind=unit)
    least, most = (None if end is None else D(end) for end in (low, high))
    change = ComparisonView(ComparisonKind.CHANGE, ((1, "five", operand), (2, "six", operand)), least, most, "")
    assert plain(w.comparison_result(change)) == words


def test_speakers_in_words() -> None:
    told = {wanted.found[0]: w.speaker(view(n, wanted).row) for n, wanted in enumerate(CLAIMS)}
    assert told["52 detainees"] == "The article itself"
    assert told["“There are no political prisoners in Orvenna,”"] == "Josip Averlin, via Halden Wire"
    assert w.speaker(view(1, type(CLAIMS[0])(MentionKind.DIRECT, ["52"])).row) == "Speaker not found"


def test_every_member_of_the_vocabulary_has_words() -> None:
    assert set(w.STATE_WORDS) == set(ClaimState)
    assert set(w.KIND_WORDS) == set(MentionKind)
    assert set(w.STANCE_WORDS) == set(Stance)
    assert set(w.DISMISS_WORDS) == set(DismissReason)
    assert set(w.COMPARISON_WORDS) == set(ComparisonKind)


def test_counts_and_places() -> None:
    assert [w.plural(n, "claim") for n in (0, 1, 1200)] == ["0 claims", "1 claim", "1,200 claims"]
    assert [w.ordinal(n) for n in (1, 2, 3, 11, 112, 1021)] == ["1st", "2nd", "3rd", "11th", "112th", "1,021st"]


def test_two_numbers_for_one_thing_stay_two() -> None:
    sought = Reading(D(1300), D(1400), Form.ALTERNATIVES, counted="prisoners")
    assert w.reading(sought) == "1,300 – 1,400 · prisoners · either of two"


def test_a_date_that_the_text_leaves_open_is_told_with_all_it_can_be() -> None:
    early, late = date(2025, 9, 22), date(2026, 9, 22)
    both = ((early, early), (late, late))
    assert plain(w.period(TimeReading(late, late, "day", None, both))) == "22 September 2026 or 22 September 2025"
    week = date(2026, 9, 29)
    spans = ((late, late), (week, week))
    assert plain(w.period(TimeReading(late, week, "day", None, spans))) == "22 September 2026 or 29 September 2026"
