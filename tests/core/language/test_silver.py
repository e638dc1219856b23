"""What of the recipe stands around the teacher: sentences, trees, annotated text; and the word vectors."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc, Span

from core.errors import UserError
from core.language.features import vectors_of, word_embed
from core.language.training.sentences import (
    NAMES,
    UNKNOWN,
    Reading,
    groups,
    labels_of,
    sentences,
    tree,
)
from core.language.training.silver import silver
from core.language.training.speeches import read_speeches
from core.language.training.vectors import read_vectors

WORDS = ["Marr", "spoke", ".", "\n\n", "Ilena", "Dole", "left", "Tarsk", "."]


@pytest.fixture
def nlp() -> spacy.language.Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def _parsed(nlp: spacy.language.Language) -> Doc:
    doc = Doc(
        nlp.vocab,
        words=["Rain", "fell", "."],
        tags=["NN", "VBD", "."],
        pos=["NOUN", "VERB", "PUNCT"],
        morphs=["Number=Sing", "Tense=Past", ""],
        heads=[1, 1, 1],
        deps=["nsubj", "ROOT", "punct"],
    )
    doc.set_ents([], missing=[Span(doc, 0, 1)], default="outside")
    return doc


def test_sentences_hold_what_is_annotated_and_no_more(nlp: spacy.language.Language) -> None:
    doc = _parsed(nlp)
    labels = labels_of([doc])
    assert labels.morphs == ["NOUN|Number=Sing", "PUNCT", "VERB|Tense=Past"]
    (one,) = sentences([doc], labels)
    assert one.heads == [2, 0, 2]
    assert one.names == [UNKNOWN, NAMES.index("O"), NAMES.index("O")]
    (named,) = sentences([doc], labels, names_only=True)
    assert named.heads == named.tags == [UNKNOWN] * 3
    (plain,) = sentences([nlp.make_doc("No names here")], labels)
    assert plain.names == plain.relations == [UNKNOWN] * 3


def test_likeliest_heads_make_a_tree_with_one_root_or_are_said_not_to() -> None:
    scores = np.full((3, 4), -9.0, dtype="f")
    scores[0, 2] = scores[1, 0] = scores[2, 0] = 0.0
    scores[2, 0] = -1.0
    scores[2, 2] = -2.0
    assert tree(scores) == ([2, 0, 2], True)
    loop = np.full((3, 4), -9.0, dtype="f")
    loop[0, 0] = loop[1, 3] = loop[2, 2] = 0.0
    assert tree(loop) == ([0, 3, 2], False)


def test_batches_hold_every_sentence_once_and_keep_their_size(nlp: spacy.language.Language) -> None:
    labels = labels_of([_parsed(nlp)])
    items = sentences([nlp.make_doc("word " * n) for n in range(1, 60)], labels)
    batches = groups(items, 100, random.Random(3))  # noqa: S311
    assert sorted(len(one.words) for batch in batches for one in batch) == list(range(1, 60))
    assert all(len(b) == 1 or len(b) * max(len(one.words) for one in b) <= 110 for b in batches)


def _read(batch: Sequence[list[str]]) -> list[Reading]:
    """A teacher that hangs every word on the second, knows Dole for a person, and fails at "fog"."""
    out = []
    for words in batch:
        root = min(1, len(words) - 1)
        names = ["B-PERSON" if w == "Ilena" else "I-PERSON" if w == "Dole" else "O" for w in words]
        names = ["B-LOC" if w == "Tarsk" else name for w, name in zip(words, names, strict=True)]
        deps = ["ROOT" if k == root else "dep" for k in range(len(words))]
        out.append(
            Reading(["NN"] * len(words), ["NOUN|Number=Sing"] * len(words), [root] * len(words), deps, names,
                    "fog" not in words)
        )  # fmt: skip
    return out


def test_silver_text_has_the_teachers_parse_and_keeps_the_names_it_had(nlp: spacy.language.Language) -> None:
    doc = Doc(nlp.vocab, words=WORDS, spaces=[True, False, False, False, True, True, True, False, False])
    doc.set_ents([Span(doc, 0, 1, "PERSON")], missing=[Span(doc, 4, 6)], default="outside")
    (made,) = silver([doc], nlp, _read)
    assert made.text == doc.text
    assert [token.head.i for token in made] == [1, 1, 1, 2, 5, 5, 5, 5, 5]
    assert [token.tag_ for token in made][2:5] == ["NN", "_SP", "NN"]
    assert [token.i for token in made if token.is_sent_start] == [0, 4]
    # Tarsk is annotated as no name, so the teacher is not asked about it.
    assert [(name.text, name.label_) for name in made.ents] == [("Marr", "PERSON"), ("Ilena Dole", "PERSON")]


def test_a_stretch_without_a_tree_is_left_out(nlp: spacy.language.Language) -> None:
    doc = nlp.make_doc("The fog came. Rain fell. Snow melted.")
    assert [made.text for made in silver([doc], nlp, _read, longest=3)] == ["Rain fell. ", "Snow melted."]


def _vectors_file(folder: Path) -> Path:
    packed = {
        "dimensions": 2,
        "words": ["the", "dam", "zythum"],
        "vectors": {"the": [1, 0, 9], "dam": [0, 2, 9], "zythum": [3, 0, 9]},
    }
    path = folder / "vectors.json"
    path.write_text(json.dumps(packed), encoding="utf-8")
    return path


def test_vectors_are_the_most_frequent_words_and_those_wanted(
    nlp: spacy.language.Language, tmp_path: Path
) -> None:
    path = _vectors_file(tmp_path)
    assert read_vectors(path, [], nlp.vocab, limit=2).shape == (2, 2)
    vectors = read_vectors(path, ["zythum", "unheard"], nlp.vocab, limit=1)
    assert vectors.shape == (2, 2)
    assert np.mean(np.asarray(vectors.data, "f") ** 2) == pytest.approx(1, abs=0.01)
    nlp.vocab.vectors = vectors
    found = vectors_of(nlp.vocab, ["The", "unheard", "Zythum"], 2)
    assert found[0, 0] > 0
    assert not found[1].any()
    assert found[2, 0] == pytest.approx(3 * found[0, 0], rel=0.01)
    assert not vectors_of(nlp.vocab, ["The"], 5).any()


def test_a_file_of_another_kind_is_refused_by_name(nlp: spacy.language.Language, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text("[1, 2]", encoding="utf-8")
    with pytest.raises(UserError, match=r"other\.json"):
        read_vectors(path, [], nlp.vocab)


def test_a_words_vector_reaches_its_embedding(nlp: spacy.language.Language, tmp_path: Path) -> None:
    nlp.vocab.vectors = read_vectors(_vectors_file(tmp_path), [], nlp.vocab)
    model = word_embed(4, {"shape": [4, 10]}, vectors=2)
    model.initialize()
    (rows,) = model.predict([nlp.make_doc("dam the ban")])
    assert not np.allclose(rows[0], rows[1])  # of one shape, told apart by their vectors
    assert np.allclose(model.predict([nlp.make_doc("ban gab")])[0][0], rows[2])


def test_speeches_are_read_since_news_english(nlp: spacy.language.Language, tmp_path: Path) -> None:
    long = "The harbour of this country is open and will be open. " * 5
    (tmp_path / "1861_a_b_r.txt").write_text(long, encoding="utf-8")
    (tmp_path / "1999_c_d_d.txt").write_text(f"Fellow citizens:\n{long}\n", encoding="utf-8")
    (tmp_path / "1998_c_d_d.txt").write_text("word " * 1_500, encoding="utf-8")
    (tmp_path / "1998_c_d_d.json").write_text("{}", encoding="utf-8")
    texts = [doc.text for doc in read_speeches(tmp_path, nlp)]
    assert texts[-1] == long.strip()
    assert sum(text.count("word") for text in texts) == 1_500
    assert all(len(text) <= 4_000 for text in texts)


def test_a_folder_without_speeches_is_refused(nlp: spacy.language.Language, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="datasets-sotu"):
        list(read_speeches(tmp_path, nlp))
