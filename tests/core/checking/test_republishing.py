"""What counts as telling readers something else, and the draft of the correction that it needs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.checking import scales
from core.checking.changes import Standing
from core.checking.correction_words import AMENDED, HIDDEN, REWRITTEN, SOURCES
from core.checking.republishing import drafted, same_substance, told_otherwise
from core.records import CheckView, EvidenceDraft, FieldChange, MentionKind, Question, Stance

SCALE = scales.load()
TRUE, FALSE = (SCALE.find(Question.SO, key) for key in ("true", "false"))
LIST = EvidenceDraft("List of names", "https://example.org/list", "Gazette", stance=Stance.SUPPORTS)
STOOD = Standing(
    words="52 prisoners",
    speaker="Irena Sokal",
    check=CheckView(1, None, "true", "The list has 52 names.", scale="saidso/1"),
    sources={4: LIST},
    kind=MentionKind.FIGURE,
    so=TRUE,
)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("The list has 52 names.", "The  list has\n52 names"),
        ("She said “no”.", 'She said "no"'),
        ("Varpel’s list", "Varpel's list"),
        ("(Counted) twice; then again", "Counted twice, then again…"),
        ("", "  "),
        ("(.5) per cent", ".5 per cent"),
        ("It was “…5 boats”", "It was 5 boats"),
        ("It was ...5", "It was 5"),
    ],
)
def test_spaces_and_punctuation_say_nothing_else(was: str, now: str) -> None:
    assert same_substance(was, now)
    assert same_substance(now, was)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("It rose by 1.5 per cent", "It rose by 15 per cent"),
        ("It moved by -5", "It moved by 5"),
        ("a rate of .5 per cent", "a rate of 5 per cent"),
        ("(.5)", "5"),
        ("“.5 per cent”, she said", "“5 per cent”, she said"),
        ("a rate of -.5", "a rate of -5"),
        ("it was ,5", "it was 5"),
        ("5 %", "5"),
        ("It was 5€", "It was 5$"),
        ("It is so", "It is not so"),
        ("Polish workers", "polish workers"),
        ("re-sign", "resign"),
        ("Counted.", ""),
    ],
)
def test_a_number_a_sign_or_a_word_says_something_else(was: str, now: str) -> None:
    assert not same_substance(was, now)
    assert not same_substance(now, was)


def test_nothing_is_told_otherwise_of_what_is_the_same() -> None:
    assert told_otherwise(STOOD, STOOD) == ()
    commas = replace(STOOD, check=replace(STOOD.check, revision=3, rationale="The list has 52 names"))
    assert told_otherwise(STOOD, commas) == ()
    redrawn = replace(STOOD, so=replace(TRUE, glyph="!", colour="#000000"))  # type: ignore[type-var]
    assert told_otherwise(STOOD, redrawn) == ()


def test_everything_that_readers_see_counts_in_the_order_of_a_check() -> None:
    now = Standing(
        words="52 people",
        speaker=None,
        check=CheckView(2, None, "false", "It has 25.", scale="saidso/1"),
        sources={4: replace(LIST, stance=Stance.REFUTES)},
        kind=MentionKind.INDIRECT,
        via="Varpress",
        so=FALSE,
    )
    told = told_otherwise(STOOD, now)
    assert [each.what for each in told] == ["Words", "Kind", "Speaker", "Via", "So?", "Why", "Source"]
    assert told[4] == FieldChange("So?", "True", "False")


def test_a_rating_by_the_same_key_counts_where_its_scale_means_something_else() -> None:
    other = replace(FALSE, definition="Not shown to be so.")  # type: ignore[type-var]
    before = replace(STOOD, so=FALSE)
    now = replace(before, so=other, check=replace(before.check, scale="saidso/2"))
    assert told_otherwise(before, now) == (FieldChange("So?", "False (saidso/1)", "False (saidso/2)"),)


def test_of_confidential_sources_nothing_is_named() -> None:
    hidden = replace(STOOD, sources={4: replace(LIST, confidential=True)})
    assert told_otherwise(STOOD, hidden) == (FieldChange("Source", HIDDEN, ""),)
    again = replace(hidden, sources={4: replace(LIST, confidential=True, note="Another call.")})
    assert told_otherwise(hidden, again) == ()
    assert told_otherwise(hidden, replace(STOOD, sources={})) == ()
    [shown] = told_otherwise(hidden, STOOD)
    assert shown.was == ""
    assert shown.now.startswith("List of names")


def test_a_draft_says_ratings_so_that_reports_make_a_sentence_of_them() -> None:
    now = replace(STOOD, so=FALSE, check=replace(STOOD.check, so="false", rationale="The list has 51 names."))
    assert drafted(told_otherwise(STOOD, now)) == ("So? True", f"So? False\n{AMENDED}")
    other = replace(now, check=replace(now.check, rationale="Nobody else counted."), sources={})
    assert drafted(told_otherwise(STOOD, other)) == ("So? True", f"So? False\n{REWRITTEN}\n{SOURCES}")
    unrated = replace(STOOD, so=None)
    assert drafted(told_otherwise(unrated, STOOD)) == ("So? not rated", "So? True")


def test_a_draft_falls_back_on_the_rationale_and_then_on_sources() -> None:
    now = replace(STOOD, check=replace(STOOD.check, rationale="It has 25."), sources={})
    assert drafted(told_otherwise(STOOD, now)) == ("The list has 52 names.", f"It has 25.\n{SOURCES}")
    was, is_now = drafted(told_otherwise(STOOD, replace(STOOD, sources={})))
    assert was.startswith("List of names")
    assert is_now == "(not among the sources)"
    assert drafted(told_otherwise(STOOD, replace(STOOD, speaker=None))) == (
        "Speaker: Irena Sokal",
        "Speaker: nobody",
    )
    assert drafted(()) == ("", "")
