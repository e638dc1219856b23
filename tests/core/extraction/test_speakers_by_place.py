"""Every usual place of cue and speaker with every usual way to name somebody: words, name, and nothing besides."""

from __future__ import annotations

import pytest

from tests.core.extraction.helpers import quotes

SPEAKERS = {
    "Ida Marr": "Ida Marr",
    "Mayor Ida Marr": "Ida Marr",
    "Sgt. Ida Marr": "Ida Marr",
    "Dr Ida Marr": "Ida Marr",
    "Ms. Marr": "Marr",
    "Ida Marr-Vell": "Ida Marr-Vell",
    "Ida Marr, 42,": "Ida Marr",
    "Ida Marr (Lab)": "Ida Marr",
    "Sen. Ida Marr, D-Ohio,": "Ida Marr",
    "Ida Marr, the mayor of Orme,": "Ida Marr",
    "Ida Marr, who runs the yard,": "Ida Marr",
    "Ida Marr, a farmer in Orme and the mother of two,": "Ida Marr",
    "Ida Marr of the Orme Trust": "Ida Marr",
    "the mayor, Ida Marr,": "Ida Marr",
    "the firm’s chief executive, Ida Marr,": "Ida Marr",
    "Ida Marr and Otto Dell": "Ida Marr and Otto Dell",
    "the mayor": "the mayor",
    "a spokesman for the firm": "a spokesman for the firm",
    "an official who asked not to be named": "an official who asked not to be named",
    "one resident": "one resident",
    "two witnesses": "two witnesses",
    "residents": "residents",
    "police": "police",
    "Orme Council": "Orme Council",
    "the Orme Transport Board": "Orme Transport Board",
    "the BBW": "BBW",
}
SAID = "the road was shut at nine and nobody came"
QUOTED = "“The road was shut at nine and nobody came”"
PLACES = {
    "“The road was shut at nine and nobody came,” {bare} said.": QUOTED,
    "“The road was shut at nine and nobody came,” {bare} said on Tuesday.": QUOTED,
    "“The road was shut at nine and nobody came,” said {bare}.": QUOTED,
    "“The road was shut at nine and nobody came,” {who} told reporters.": QUOTED,
    "“The road was shut at nine and nobody came”, {bare} said.": QUOTED,
    "“The road was shut,” {bare} said, “and nobody came.”": "“The road was shut,” | “and nobody came.”",
    "“The road was shut,” {bare} said. “And nobody came.”": "“The road was shut,” | “And nobody came.”",
    "{Who} said, “The road was shut at nine and nobody came.”": QUOTED,
    "{Who} added: “The road was shut at nine and nobody came.”": QUOTED,
    "{Who} said the road was “shut at nine” and nobody came.": "the road was “shut at nine” and nobody came",
    "{Who} called the plan “a total farce”.": "“a total farce”",
    "{Who} said that the road was shut at nine and nobody came.": "that " + SAID,
    "{Who} said the road was shut at nine and nobody came.": SAID,
    "{Who} said on Tuesday that the road was shut at nine and nobody came.": "that " + SAID,
    "{Who} said Tuesday the road was shut at nine and nobody came.": SAID,
    "{Who} told the council on Tuesday that the road was shut at nine and nobody came.": "that " + SAID,
    "{Who} warned that the road was shut at nine and nobody came.": "that " + SAID,
    "{Who} has insisted that the road was shut at nine and nobody came.": "that " + SAID,
    "{Who} claimed the road was shut at nine and nobody came.": SAID,
    "{Who} denied that the road was shut at nine and nobody came.": "that " + SAID,
    "{Who} asked whether the road was shut at nine and nobody came.": "whether " + SAID,
    "After a meeting on Monday, {who} said the road was shut at nine and nobody came.": SAID,
    "In an interview, {who} said the road was shut at nine and nobody came.": SAID,
    "The road was shut at nine and nobody came, {who} said.": "T" + SAID[1:],
    "The road was shut at nine and nobody came, {who} said on Tuesday.": "T" + SAID[1:],
    "The road was shut at nine and nobody came, said {bare}.": "T" + SAID[1:],
    "The road was shut at nine and nobody came, according to {bare}.": "T" + SAID[1:],
    "According to {bare}, the road was shut at nine and nobody came.": SAID,
}


@pytest.mark.parametrize("place", PLACES)
def test_who_said_what(place: str) -> None:
    found = {}
    for who in SPEAKERS:
        text = place.format(who=who, bare=who.rstrip(","), Who=who[0].upper() + who[1:])
        found[who] = [(_plain(words), (name or "").lower()) for _, words, name in quotes(text)]
    assert found == {who: [(_plain(PLACES[place]), name.lower())] for who, name in SPEAKERS.items()}


def _plain(words: str) -> str:
    """A whole quote without the stop or comma in its marks."""
    return words if "|" in words else words.replace(".”", "”").replace(",”", "”")
