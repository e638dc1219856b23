"""Title, byline and date are taken from a plain text's first lines only where they are unmistakable."""

from datetime import date

import pytest

from core.intake.opening import guess_opening, parse_date

DAY = date(2025, 9, 11)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ferry firm fined £80,000\n\nA firm was fined.", "Ferry firm fined £80,000"),
        ("\n\n  Who pays for the bridge?  \n\nNobody.", "Who pays for the bridge?"),
        ("Harbour vote ‘a farce’\r", None),
        ("A firm was fined on Monday.\n\nIt said no more.", None),
        ("“We are done,” she said.”\n\nIt rained.", None),
        ("Ferry firm fined\nA firm was fined.", None),
        ("Ferry firm fined", None),
        ("Ferry firm fined\n\n  \n", None),
        ("By Ann Lorne\n\nA firm was fined.", None),
        ("11 September 2025\n\nA firm was fined.", None),
        ("***\n\nA firm was fined.", None),
        ("word " * 19 + "\n\nA firm was fined.", None),
        ("", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert guess_opening(text).title == title


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("Ferry firm fined\n\nBy Ann Lorne\n\nA firm", "Ann Lorne"),
        (
            "Ferry firm fined\n\nBy Ann Lorne and Tom Weld in Orrin Head | 11 September 2025\n\nA",
            "Ann Lorne and Tom Weld in Orrin Head",
        ),
        ("BY ANN LORNE, COURTS REPORTER\n\nA firm", "ANN LORNE"),
        ("By then the firm had gone.\n\nNobody", None),
        ("By Monday\n\nA firm", None),
        ("Storm kills 5\n\nBy Tuesday evening\n\nThe wind fell.", None),
        ("Storm kills 5\n\nBy Early Tuesday Morning\n\nThe wind fell.", None),
        ("Storm kills 5\n\nBy April 3 or so\n\nThe wind fell.", None),
        ("Storm kills 5\n\nBy April Dell\n\nThe wind fell.", "April Dell"),
        ("Storm kills 5\n\nBy Tuesday Marsh\n\nThe wind fell.", "Tuesday Marsh"),
    ],
)
def test_byline(text: str, byline: str | None) -> None:
    assert guess_opening(text).byline == byline


@pytest.mark.parametrize(
    "opening",
    [
        " date 2025-09-11 Anton Lorne let them go on Thursday. Photograph: Weld/Varpress",
        "2025-09-11",
        "2025-09-11T14:05:00Z",
        "Thursday, September 11, 2025",
        "Thu 11 Sept. 2025, 2.05pm",
        "11th of September 2025 14:05 BST",
        "Published: 11 September 2025",
        "First published on September 11 2025, updated 12 September 2025",
        "By Ann Lorne | 11 September 2025 | Courts",
        "By Ann Lorne, 11 September 2025",
        "VELIN, 11 September 2025 (Varpress) — Two men were freed.",
        "ORRIN HEAD, Sept. 11, 2025 - Two men were freed.",
        "09/11/2025 means one thing here and another there\n\n11 September 2025",
    ],
)
def test_date_is_read_where_it_is_plain(opening: str) -> None:
    assert guess_opening(f"Ferry firm fined\n\n{opening}\n\nA firm was fined.").published == DAY


@pytest.mark.parametrize(
    "opening",
    [
        "VELIN, Sept 11 (Varpress) — Two men were freed.",
        "09/11/2025",
        "Friday, September 11, 2025",
        "31 September 2025",
        "11 September 2025\n12 September 2025",
        "Published 9/11/2025",
        "A report of 11 September 2025 said otherwise.",
        "On 11 September 2025 — a Thursday — the firm sank.",
        "11 September 0025",
        "Published on a wet day",
    ],
)
def test_no_date_is_taken_where_it_could_be_another(opening: str) -> None:
    assert guess_opening(f"Ferry firm fined\n\n{opening}\n\nA firm was fined.").published is None


def test_a_date_further_down_is_not_the_articles() -> None:
    assert guess_opening("\n\n".join(["A paragraph."] * 6 + ["11 September 2025"])).published is None


def test_numeric_dates_that_cannot_be_swapped() -> None:
    assert parse_date("25/09/2025") == date(2025, 9, 25)
    assert parse_date("9.25.2025") == date(2025, 9, 25)
    assert parse_date("9/9/2025") == date(2025, 9, 9)
    assert parse_date("25/25/2025") is None


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        ("By Ann Lorne\nThe Orme Courier\n11 September 2025", "The Orme Courier"),
        ("Orme Evening Post\nBy Ann Lorne, courts reporter", "Orme Evening Post"),
        ("By Ann Lorne\nThe ferry left on time, said the Courier.", None),
        ("By Ann Lorne\nHead of News\n11 September 2025", None),
        ("The Orme Courier\nIt rained.", None),
    ],
)
def test_the_paper_beside_the_byline_is_the_outlet(lines: str, outlet: str | None) -> None:
    assert guess_opening(f"Ferry firm fined\n\n{lines}\n\nA firm was fined.").outlet == outlet
