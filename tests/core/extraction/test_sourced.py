"""Reports whose source stands in an adjunct: "in her view", "as she told the board", "the affidavit says"."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import analyse, figures, quotes, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In Ida Marr’s view, the road was shut.", "the road was shut"),
        ("In the opinion of Ida Marr, the road was shut.", "the road was shut"),
        ("The road was, in Ida Marr’s view, shut too early.", "The road was | shut too early"),
        ("Rain fell; in the view of Ida Marr, the road was dry.", "the road was dry"),
        ("As Ida Marr told the board on Monday, the road was shut.", "the road was shut"),
        ("As Ida Marr put it, the road was “a trap”.", "the road was “a trap”"),
        ("The road, as Ida Marr put it, is “a trap”.", "The road | is “a trap”"),
        ("The road was shut, as Ida Marr put it.", "The road was shut"),
    ],
)
def test_what_an_adjunct_opens_closes_or_interrupts(text: str, words: str) -> None:
    assert [(said, name) for _, said, name in quotes(text)] == [(words, "Ida Marr")]


def test_what_somebody_might_show_or_found_is_no_report() -> None:
    assert quotes("She held it out, as one might show a card to a child, and went.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who is told of by an affidavit, a witness or an agency is still the one who said it, and once.
        ("“I saw nothing,” Vell told officers, according to the affidavit.", [("“I saw nothing,”", "Vell")]),
        ("“I saw nothing,” Vell told officers, court records show.", [("“I saw nothing,”", "Vell")]),
        ("“Stop,” Ida Vell shouted, Otto Dell testified.", [("“Stop,”", "Ida Vell")]),
        ("“I was asleep,” Dell told the inquiry, his lawyer said.", [("“I was asleep,”", "Dell")]),
        (
            "Vell told officers, according to the affidavit, that the gate was open.",
            [
                ("Vell told officers | that the gate was open", "the affidavit"),
                ("that the gate was open", "Vell"),
            ],
        ),
        (
            "The gate was open, Vell told officers, prosecutors said.",
            [("The gate was open, Vell told officers", "prosecutors"), ("The gate was open", "Vell")],
        ),
        # What a thing is called is not what the road says.
        (
            "Ida Marr said the road was shut and called the plan “a farce”.",
            [("the road was shut", "Ida Marr"), ("“a farce”", "Ida Marr")],
        ),
    ],
)
def test_who_is_told_of(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(said, name) for _, said, name in quotes(text)] == expected


def test_short_companies_end_sentences_and_titles_do_not() -> None:
    text = "Dell works for Orme Bros. Ltd. The firm said it was late. Nobody came, Det. Sgt. Ida Marr said."
    assert [(said, name) for _, said, name in quotes(text)] == [
        ("it was late", "The firm"),
        ("Nobody came", "Ida Marr"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A noun's clause ends where the noun's own verb stands; whose claim it is stands beside it.
        ("Vell’s claim that nobody came was wrong.", ("that nobody came", "Vell")),
        ("He ignored a warning from Ida Marr that the dam would fail.", ("that the dam would fail", "Ida Marr")),
        ("He waited despite Cllr Marr’s warning that the dam would fail.", ("that the dam would fail", "Marr")),
        # Whom it was told is no part of what was told.
        ("Ida Marr told the Guardian the findings were sound.", ("the findings were sound", "Ida Marr")),
        ("Ida Marr told the mayor the bridge was unsafe.", ("the bridge was unsafe", "Ida Marr")),
        # Nor is the dateline; but what is told of whoever comes first is.
        ("PARIS, Texas — Two men were shot, police said.", ("Two men were shot", "police")),
        ("ORME (Norpress) — A ferry sank on Thursday, officials said.", ("A ferry sank on Thursday", "officials")),
        ("Ida Marr said one driver, who was 60, had died.", ("one driver, who was 60, had died", "Ida Marr")),
        ("Bees forget the way home, a study has found.", ("Bees forget the way home", "a study")),
    ],
)  # fmt: skip
def test_what_is_told_ends_and_begins(text: str, expected: tuple[str, str]) -> None:
    assert [(said, name) for _, said, name in quotes(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("The haul included, according to police, 40 rifles.", "The haul included | 40 rifles", "police"),
        (
            "The firm will close, according to the union, three of its nine depots.",
            "The firm will close | three of its nine depots",
            "the union",
        ),
        (
            "The raid killed, according to local officials, at least nine people.",
            "The raid killed | at least nine people",
            "local officials",
        ),
        ("She earned, according to court papers, $90,000 a year.", "She earned | $90,000 a year", "court papers"),
        ("The man died, according to Ida Vell, the mayor.", "The man died", "Ida Vell"),
        ("The firm will close, according to Otto Dell, who met it.", "The firm will close", "Otto Dell"),
    ],
)
def test_what_goes_on_behind_the_source_is_told_too(text: str, content: str, speaker: str) -> None:
    (quote,) = analyse(text).quotes
    assert words_of(text, quote) == content
    assert quote.speaker is not None and quote.speaker.name == speaker


def test_the_number_behind_the_source_is_the_source_s() -> None:
    speaker = figures("The haul included, according to police, 40 rifles.")["40 rifles"].speaker
    assert speaker is not None and speaker.name == "police"
