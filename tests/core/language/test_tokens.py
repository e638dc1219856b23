"""Words cut as the treebanks cut them; the rules travel with the pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as some
from spacy.language import Language

from core.language.training.tokens import PREFIXES, treebank_tokens


def english() -> Language:
    """spaCy's English tokenizer with the treebanks' rules."""
    nlp = spacy.blank("en")
    treebank_tokens(nlp)
    return nlp


NLP = english()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pro-Varenian", "pro-Varenian"),
        ("Anti-corruption", "Anti-corruption"),
        ("re-elected", "re-elected"),
        ("Varenia-backed", "Varenia - backed"),
        ("well-known", "well - known"),
        ("a-pre-war", "a - pre-war"),
        ("expro-fit", "expro - fit"),
        ("pro–rata", "pro – rata"),
        ("KT-47", "KT - 47"),
        ("mid-2004", "mid-2004"),
        ("1711–1776", "1711 – 1776"),
        ("8—10", "8 — 10"),
        ("6:30am", "6:30 am"),
        ("6:30PM", "6:30 PM"),
        ("6:30", "6:30"),
        ("#SaveTheQuay", "#SaveTheQuay"),
        ("#1", "# 1"),
        ("don`t", "do n`t"),
        ("and/or", "and / or"),
        ("wed", "wed"),
        ("we'd", "we 'd"),
        ("Wed.", "Wed."),
        ("wanna", "wan na"),
    ],
)
def test_words_are_those_of_the_treebanks(text: str, words: str) -> None:
    assert [token.text for token in NLP(text)] == words.split()


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_prefix_stays_with_its_stem_in_either_case(prefix: str) -> None:
    for form in (f"{prefix}-stem", f"{prefix.capitalize()}-stem"):
        assert [token.text for token in NLP(f"the {form} .")][1] == form


def test_a_pipeline_that_is_read_back_cuts_the_same_words(tmp_path: Path) -> None:
    text = "The pro-Varenian KT-47s of 1711–1776 wed at 6:30pm, didn`t they, #Quay?"
    NLP.to_disk(tmp_path / "nlp")
    read = spacy.load(tmp_path / "nlp")
    assert [token.text for token in read(text)] == [token.text for token in NLP(text)]


@given(some.text(max_size=60))
def test_no_character_is_lost(text: str) -> None:
    doc = NLP(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
