"""Numbers whose noun stands before them count that, and not what was counted a sentence earlier."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import analyse, figures


@pytest.mark.parametrize(
    ("text", "words", "counted"),
    [
        ("Divers pulled 41 survivors ashore. She put the number of missing at between 60 and 80.",
         "between 60 and 80", "missing"),
        ("Divers pulled 41 survivors ashore. The tally of injured stood at 19.", "19", "injured"),
        ("Ten barns burned. The death toll stands at 6.", "6", "toll"),
        ("Ten barns burned. The death toll stands at 6, and the tally of injured at 19.", "19", "injured"),
        ("Divers pulled 41 survivors ashore. The toll rose to 23.", "23", "toll"),
        ("She had two falls. On the stairs, all 142 of them, she drew owls.", "142", "stairs"),
        ("She had two falls. Her door has a row of little strokes, hundreds of them.", "hundreds", "strokes"),
        ("The goats, all 60 of them, were sold.", "60", "goats"),
        ("Varn put the number of newly homeless at 600.", "600", "homeless"),
    ],
)  # fmt: skip
def test_the_noun_of_the_text_is_counted(text: str, words: str, counted: str) -> None:
    assert figures(text)[words].reading.counted == counted


def test_nothing_is_said_of_those_whose_number_it_is() -> None:
    text = "Divers pulled 41 survivors ashore. She put the number of missing at 60."
    assert figures(text)["60"].reading.predicate is None


def test_an_injury_toll_contradicts_no_death_toll() -> None:
    text = "Varn put the death toll at 31. The {} toll stands at 40."
    assert analyse(text.format("injury")).comparisons == ()
    assert len(analyse(text.format("death")).comparisons) == 1


def test_a_toll_is_no_restatement_of_what_burned() -> None:
    assert analyse("Six barns burned in Dell. The death toll stands at 6.").comparisons == ()


@pytest.mark.parametrize(
    ("text", "words", "counted"),
    [
        ("Floods killed 31 people in Dell. The death toll now stands at 40.", "40", "people"),
        ("Floods killed 31 people in Dell. The toll rose to 40.", "40", "people"),
        ("Dell freed 52 prisoners from two camps, 14 of them women.", "14", "camps"),
        ("Dell freed 52 prisoners. They sang, 14 of them.", "14", "prisoners"),
        ("There were 300 soldiers in the camps, all 300 of them unpaid.", "300", "soldiers"),
        ("The number of pupils in Dell fell to 412.", "412", "pupils"),
    ],
)
def test_what_goes_on_counting_still_does(text: str, words: str, counted: str) -> None:
    assert figures(text)[words].reading.counted == counted
