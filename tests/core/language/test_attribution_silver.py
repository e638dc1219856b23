"""What stands around the attribution tagger's teacher; and that the tagger learns from doubtful text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import DocBin

from core.extraction.attribution import signals as sig
from core.extraction.attribution import tagger_model
from core.extraction.attribution.tagger_model import ANCHORS, LABELS
from core.language.training import attribution, attribution_silver
from core.language.training.attribution import Plan
from core.language.training.attribution_data import Article, Attributed
from core.language.training.train_attribution import Recipe, rounds

TEXT = "Head of it\n\n" + "Marr said that the pier was shut. " * 8 + "\n\nNobody came.\n\nIt rained."


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return spacy.blank("en")


@pytest.mark.parametrize("longest", [3, 10, 40, 1000])
def test_an_article_is_cut_at_paragraphs_and_nothing_is_lost(nlp: spacy.language.Language, longest: int) -> None:
    signals = sig.read(nlp(TEXT))
    parts = attribution_silver.stretches(signals, longest)
    assert [first for first, _ in parts[1:]] == [beyond for _, beyond in parts[:-1]]
    assert (parts[0][0], parts[-1][1]) == (0, len(signals))
    assert all(0 < beyond - first <= longest for first, beyond in parts)
    if longest == 40:
        # The long paragraph is cut, its rest stays with the short ones after it.
        assert [int(signals.paragraph[first]) for first, _ in parts] == [0, 1, 1]


def test_features_are_rows_of_a_small_table(nlp: spacy.language.Language) -> None:
    numbers = attribution_silver.features(sig.read(nlp(TEXT)))
    assert numbers.shape[1] == len(attribution_silver.COLUMNS)
    assert numbers.min() >= attribution_silver.UNREAD
    assert numbers.max() < attribution_silver.ROWS


def test_plain_texts_come_once_and_news_of_gum_never(nlp: spacy.language.Language, tmp_path: Path) -> None:
    long = "The pier was shut on Monday and nobody said why it had been."
    for name in (*attribution_silver.FILES, "gum-train-news"):
        own = nlp("News of the pier, as told by all who live in the long street.") if "news" in name else nlp(long)
        DocBin(docs=[own, nlp("Too short.")]).to_disk(tmp_path / f"{name}.spacy")
    assert list(attribution_silver.plain_texts(tmp_path, nlp)) == [long]


def test_the_tagger_learns_what_the_teacher_is_sure_of_and_keeps_its_doubts(nlp: spacy.language.Language) -> None:
    signals = sig.read(nlp("Marr said that the pier was shut."))
    chances = np.full((len(signals), len(ANCHORS)), [0.97, 0.01, 0.01, 0.01], dtype="f")
    chances[1] = [0.3, 0.6, 0.1, 0.0]
    anchors = attribution_silver.doubtful_anchors(chances, 0.2)
    assert anchors == [1]
    labels = np.full((len(signals), len(LABELS)), [0.5, 0.0, 0.5, 0.0, 0.0, 0.0], dtype="f")
    example = attribution_silver.example_of(signals, chances, anchors, labels, 0.5)
    assert (example.weight, len(example.targets)) == (0.5, 1)
    assert example.targets[0].weight == pytest.approx(0.7)
    model = tagger_model.build(width=32, depth=1, hidden=32, dropout=0.0)
    model.initialize()
    attribution.train(model, [example], Plan(steps=120, warm=5, hide=0.0, hide_tags=0.0, hide_rules=0.0))
    (vectors, scores), _ = tagger_model.forward_anchors(model, [signals.columns], False)
    learnt = tagger_model.softmax(scores)
    assert learnt[1, 1] == pytest.approx(0.6, abs=0.1)
    found, _ = tagger_model.forward_pairs(model, vectors, tagger_model.pair_up([signals], [[1]]), False)
    assert tagger_model.softmax(found)[:, 2] == pytest.approx(0.5, abs=0.1)


def test_a_text_without_reports_is_an_example_too(nlp: spacy.language.Language) -> None:
    signals = sig.read(nlp("It rained."))
    chances = np.full((len(signals), len(ANCHORS)), [1.0, 0.0, 0.0, 0.0], dtype="f")
    example = attribution_silver.example_of(signals, chances, [], np.zeros((0, len(LABELS)), "f"), 1.0)
    assert example.targets == []


def test_the_teacher_reads_every_article_in_every_round() -> None:
    text = "Head\n\nMarr said that the “old” pier will close."
    at = text.index("that")
    article = Article("a", text, [Attributed("indirect", [(at, len(text) - 1)], [(at - 5, at - 1)], [(6, 10)])])
    gum = Article("g", text.replace("Marr", "Teel"), article.attributions, "bio")
    made = rounds([article, article], [gum], Recipe(), 4)
    assert [len(one) for one in made] == [3, 2, 3, 2]
    assert all(any("“" in a.text for a in one) and any('"' in a.text for a in one) for one in made)


def test_texts_with_reports_are_used_and_few_of_the_others(nlp: spacy.language.Language) -> None:
    signals = sig.read(nlp("It rained."))
    chances = np.full((len(signals), len(ANCHORS)), [1.0, 0.0, 0.0, 0.0], dtype="f")
    labels = np.zeros((len(signals), len(LABELS)), "f")
    without = attribution_silver.example_of(signals, chances, [], labels[:0], 1.0)
    chances = chances.copy()
    chances[1] = [0.4, 0.6, 0.0, 0.0]
    reported = attribution_silver.example_of(signals, chances, [1], labels, 1.0)
    kept = list(attribution_silver.useful([*[without] * 20, reported, *[without] * 20, reported]))
    assert [bool(one.targets) for one in kept].count(True) == 2
    assert 0 < [bool(one.targets) for one in kept].count(False) <= 5
