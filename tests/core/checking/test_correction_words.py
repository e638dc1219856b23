"""What readers are told of a correction beside its note."""

from __future__ import annotations

import pytest

from core.checking.correction_words import AMENDED, REWRITTEN, SOURCES, UNCHANGED, corrected

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
    ],
)
def test_a_correction_says_what_stood_what_stands_and_what_else_changed(was: str, now: str, said: str) -> None:
    assert corrected(was, now) == said
