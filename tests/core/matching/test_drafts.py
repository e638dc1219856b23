"""What is a later draft of a text, and what became of its passages there."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest

from core.matching.drafts import ALIKE, Drafts, Edit, Fate, likeness, runs, sample
from core.records import Pieces
from db.sentences import spans

ARTICLES = [
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[3] / "core/language/training/written").glob("*0*.txt"))[:40]
]

WAS = (
    "Velin frees 52 prisoners\n\nVelin let 52 prisoners go on Thursday. It is the largest group so far. "
    "Mr. Holt wanted 1,300 freed.\n\n"
    "“These are lives,” said Irena Sokal. The embassy has been shut for 12 years.\n"
)
NOW = (
    "Dozens freed in Velin\n\n“These are lives,” said Irena Sokal.\n\nVelin let 52 prisoners go on Thursday. "
    "A larger group will follow. Mr. Holt, the envoy, wanted 1,300 freed, he says.\n"
)


def texts(was: str = WAS, now: str = NOW) -> Drafts:
    return Drafts(was, spans(was), now, spans(now))


def place(words: str, nth: int = 0) -> Pieces:
    start = -1
    for _ in range(nth + 1):
        start = WAS.index(words, start + 1)
    return ((start, start + len(words)),)


@pytest.mark.parametrize(
    ("words", "nth", "fate"),
    [
        ("52 prisoners", 1, Fate.SAME),
        ("“These are lives,”", 0, Fate.SAME),  # it moved up, whole
        ("1,300", 0, Fate.REWORDED),
        ("wanted 1,300 freed.", 0, Fate.CHANGED),
        ("52 prisoners", 0, Fate.CHANGED),  # the headline is another
        ("12 years", 0, Fate.GONE),
    ],
)
def test_a_passage_keeps_its_words_its_sentence_or_neither(words: str, nth: int, fate: Fate) -> None:
    found, pieces = texts().fate(place(words, nth))
    assert found is fate
    assert [NOW[slice(*span)] for span in pieces] == ([words] if fate in (Fate.SAME, Fate.REWORDED) else [])


def test_a_number_is_not_found_in_a_longer_one() -> None:
    was = "The town let 52 boats into its old harbour."
    for now in (
        "The town let 1,52 boats into its old harbour now.",
        "The town let 52.5 boats into its old harbour now.",
        "The town let 52 and 52 boats into its old harbour now.",
    ):
        assert texts(was, now).fate(((13, 15),)) == (Fate.CHANGED, ())
    now = "The town let in 52, all told, of boats to its old harbour."
    assert texts(was, now).fate(((13, 15),)) == (Fate.REWORDED, ((16, 18),))


def test_a_passage_over_sentences_that_no_longer_follow_one_another_is_not_the_same() -> None:
    was, now = "We came early. We left late.", "We came early. Nobody saw us there. We left late."
    assert texts(was, now).fate(((0, 28),))[0] is Fate.CHANGED
    assert texts(was, now).fate(((0, 14), (15, 28)))[0] is Fate.REWORDED
    assert texts(was, was).fate(((0, 28),)) == (Fate.SAME, ((0, 28),))


def test_every_sentence_that_differs_is_told_once() -> None:
    assert list(texts().edits()) == [
        Edit("Velin frees 52 prisoners", "Dozens freed in Velin"),
        Edit("", "A larger group will follow."),
        Edit("Mr. Holt wanted 1,300 freed.", "Mr. Holt, the envoy, wanted 1,300 freed, he says."),
        Edit("It is the largest group so far.", ""),
        Edit("The embassy has been shut for 12 years.", ""),
    ]


def test_drafts_are_told_from_other_articles() -> None:
    assert max(likeness(one, other) for one, other in itertools.combinations(ARTICLES, 2)) < ALIKE / 5
    chance = random.Random(3)  # noqa: S311 - nothing secret
    for text in ARTICLES:
        first, *rest = text.split(". ")
        kept = [sentence for sentence in rest if chance.random() > 0.3]
        draft = ". ".join([f"Another headline\n\n{first}", *kept, "And one more sentence stands at its end."])
        assert likeness(draft, text) > ALIKE
        assert len(sample(draft) & sample(text)) >= 2


def test_what_is_kept_is_a_small_part_of_the_runs_and_the_same_each_time() -> None:
    text = ARTICLES[0]
    assert sample(text) <= runs(text)
    assert len(sample(text)) < len(runs(text)) / 4
    assert sample(text.upper().replace("’", "'")) == sample(text)
    assert max(runs(text)) < 2**63


def test_a_few_words_are_no_draft_of_anything() -> None:
    assert likeness("Fares rise by 4 per cent", "Fares rise by 4 per cent") == 0
    assert likeness("", WAS) == 0


def test_what_desks_keep_of_a_text_goes_on_meaning_the_same() -> None:
    """A desk keeps these numbers for years, and finds the drafts of the article by them."""
    text = (
        "In March 2024 Orvenna let 1,312 people go, up 4.5% on 2023; it cost €38.5m (about $42 million), and "
        "[by then] −3 °C… the “re-opened” café’s 52nd guest isn't £5 short."
    )
    assert sorted(sample(text)) == [812642298747393944, 4115287077271890760]
