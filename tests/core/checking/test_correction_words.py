"""What readers are told of a correction beside its note."""

from __future__ import annotations

import pytest

from core.checking.correction_words import AMENDED, HIDDEN, REWRITTEN, SOURCES, UNCHANGED, corrected

RATED = "Whether it is true was rated “True” and is now rated “False”."


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("So? True", "So? False", RATED),
        ("So? True", f"So? False\n{REWRITTEN}", f"{RATED} {REWRITTEN}"),
        ("So? True", f"So? False\n{AMENDED}\n{SOURCES}", f"{RATED} {AMENDED} {SOURCES}"),
        ("51", "52", "It said: “51”. It now says: “52”."),
        ("Counted.", "Counted twice!", "It said: “Counted.” It now says: “Counted twice!”"),
        ("So? not rated", "So? True", "Whether it is true was not rated and is now rated “True”."),
        (
            "51",
            f"52\n{SOURCES}",
            f"It said: “51”. It now says: “52”. {SOURCES}",
        ),
        ("", "", UNCHANGED),
        (
            "old words\nSo? True",
            "new words\nSo? False",
            f"It said: “old words”. It now says: “new words”. {RATED}",
        ),
        ("two old\nlines\nSo? True", "new\nSo? False", f"It said: “two old\nlines”. It now says: “new”. {RATED}"),
        ("Speaker: nobody", "Speaker: Ada Weir", "The speaker was not named and is now “Ada Weir”."),
        ("Via: Osk Wire", "Via: nobody", "Who passed it on was “Osk Wire” and is now not named."),
        ("Kind: Quote", "Kind: Figure", "The kind of the claim was “Quote” and is now “Figure”."),
        ("(not among the sources)", "Gate log", "“Gate log” is among the sources now."),
        ("Gate log", "(not among the sources)", "“Gate log” is no longer among the sources."),
        (HIDDEN, "(not among the sources)", "A source that is confidential now is no longer among the sources."),
        ("(no figure)", "52 · prisoners", "It gave no figure and now gives “52 · prisoners”."),
        ("", "Now reasons", "It now says: “Now reasons”."),
        ("Once reasons", "", "It said: “Once reasons”. That no longer stands."),
        ("51\nand 4", "52\nand 4", "It said: “51”. It now says: “52”."),
        ("Speaker: Ada\nOne line", "Speaker: Ada\nAnother", "It said: “One line”. It now says: “Another”."),
    ],
)
def test_a_correction_says_what_stood_what_stands_and_what_else_changed(was: str, now: str, said: str) -> None:
    assert corrected(was, now) == said
