"""The training recipe: corpora, one scheme of names, noise that keeps annotation in place, word features."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import spacy
from spacy.tokens import Doc, Span

from core.language.features import set_known, word_embed, word_shape
from core.language.training import lexicon
from core.language.training.augment import Augmenter, Noise, quote_style
from core.language.training.conllu import read_conllu, read_labelled
from core.language.training.convert import documents_to_docs
from core.language.training.detokenise import spaces_between
from core.language.training.lemmas import lemma_tables
from core.language.training.measure import measure
from core.language.training.names import spans_from_mentions, spans_of
from core.language.training.partial import from_articles
from core.language.training.swap import Swapper

GUM = """# newdoc id = GUM_news_made
# newpar
# sent_id = 1
# text = Mr Bo Li, head of the Bank of Varenia's office, left.
1\tMr\tMr\tPROPN\tNNP\tNumber=Sing\t2\tnmod:desc\t_\tEntity=(1-person-new-cf1-2,3-sgl-x
2\tBo\tBo\tPROPN\tNNP\tNumber=Sing\t13\tnsubj\t_\t_
3\tLi\tLi\tPROPN\tNNP\tNumber=Sing\t2\tflat\t_\tSpaceAfter=No
4\t,\t,\tPUNCT\t,\t_\t5\tpunct\t_\t_
5\thead\thead\tNOUN\tNN\tNumber=Sing\t2\tappos\t_\tEntity=(1-person-new-cf1-1-appos
6\tof\tof\tADP\tIN\t_\t11\tcase\t_\t_
7\tthe\tthe\tDET\tDT\tDefinite=Def|PronType=Art\t8\tdet\t_\tEntity=(2-organization-new-cf2-2-sgl
8\tBank\tBank\tPROPN\tNNP\tNumber=Sing\t12\tnmod:poss\t_\t_
9\tof\tof\tADP\tIN\t_\t10\tcase\t_\t_
10\tVarenia\tVarenia\tPROPN\tNNP\tNumber=Sing\t8\tnmod\t_\tEntity=(3-place-new-cf3-1-sgl)
11\t's\t's\tPART\tPOS\t_\t8\tcase\t_\tEntity=2)
12\toffice\toffice\tNOUN\tNN\tNumber=Sing\t5\tnmod\t_\tEntity=1)1)|SpaceAfter=No
13\tleft\tleave\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\tSpaceAfter=No
14\t.\t.\tPUNCT\t.\t_\t13\tpunct\t_\t_

# newpar
# sent_id = 2
1\tIt\tit\tPRON\tPRP\tNumber=Sing\t2\tnsubj\t_\t_
2\train\train\tVERB\tVBP\t_\t0\troot\t_\t_

"""


def made_doc(tmp_path: Path) -> Doc:
    """The passage above as one converted document."""
    path = tmp_path / "gum.conllu"
    path.write_text(GUM, encoding="utf-8")
    (doc,) = documents_to_docs(read_conllu(path), spacy.blank("en").vocab, longest=100)
    return doc


def test_gum_mentions_become_names_without_title_determiner_or_possessive(tmp_path: Path) -> None:
    doc = made_doc(tmp_path)
    assert [(name.text, name.label_) for name in doc.ents] == [
        ("Bo Li", "PERSON"),
        ("Bank of Varenia", "ORG"),
    ]


def test_paragraph_breaks_are_tokens_and_sentences_start_after_them(tmp_path: Path) -> None:
    doc = made_doc(tmp_path)
    (space,) = [token for token in doc if token.is_space]
    assert (space.text, space.tag_, space.dep_, space.head.i) == ("\n\n", "_SP", "dep", space.i - 1)
    assert [sentence[0].text for sentence in doc.sents] == ["Mr", "It"]


def test_mentions_are_read_with_their_ends(tmp_path: Path) -> None:
    path = tmp_path / "gum.conllu"
    path.write_text(GUM, encoding="utf-8")
    (document,) = read_conllu(path)
    assert spans_from_mentions(document.sentences[0]) == [(1, 3, "PERSON"), (7, 10, "ORG")]


def test_io_and_iob_labels_give_the_same_spans() -> None:
    assert spans_of(["I-PER", "I-PER", "O", "I-MISC"]) == [(0, 2, "PERSON")]
    assert spans_of(["B-LOC", "B-LOC", "I-LOC"]) == [(0, 1, "LOC"), (1, 3, "LOC")]


def test_labelled_files_of_two_and_of_three_columns(tmp_path: Path) -> None:
    path = tmp_path / "names.iob2"
    path.write_text("# sent_id = a\n1\tOslo\tB-LOC\t-\t-\n2\t.\tO\t-\t-\n\n", encoding="utf-8")
    other = tmp_path / "names.conll"
    other.write_text("Oslo I-LOC\n. O\n\n", encoding="utf-8")
    for file in (path, other):
        (document,) = read_labelled(file)
        assert [word.form for word in document.sentences[0].words] == ["Oslo", "."]
        assert not document.sentences[0].words[0].space_after


def test_quotation_marks_are_attached() -> None:
    words = ["He", "said", '"', "no", '"', "(", "twice", ")", "."]
    spaces = spaces_between(words)
    text = "".join(word + " " * space for word, space in zip(words, spaces, strict=True)).strip()
    assert text == 'He said "no" (twice).'


def test_noise_keeps_tokens_and_names_in_place(tmp_path: Path) -> None:
    nlp, doc = spacy.blank("en"), made_doc(tmp_path)
    augment = Augmenter(Noise(swap=1.0, headline=0.5, upper=0.2, lower=0.2), seed=3, swapper=Swapper())
    for _ in range(50):
        example = augment(nlp, doc)
        assert len(example.reference) == len(doc)
        assert [(name.start, name.end) for name in example.reference.ents] == [
            (name.start, name.end) for name in doc.ents
        ]
        assert example.predicted.text == example.reference.text


def test_the_same_name_is_swapped_alike_throughout() -> None:
    words = ["Ann", "Weld", "left", ".", "Weld", "returned", "."]
    doc = Doc(spacy.blank("en").vocab, words=words)
    doc.set_ents([Span(doc, 0, 2, "PERSON"), Span(doc, 4, 5, "PERSON")])
    for seed in range(20):
        changed = list(words)
        Swapper().swap(doc, changed, random.Random(seed))  # noqa: S311
        if changed[1] != "Weld" and changed[4] != "Weld":
            assert changed[1] == changed[4]


def test_quote_style_is_one_style_throughout() -> None:
    for seed in range(20):
        words = ["“", "No", ",", "”", "she", "said", ".", '"', "Yes", '"', "it", "'s"]
        spaces = [False, False, False, True, True, False, True, False, False, True, False, False]
        quote_style(words, spaces, random.Random(seed))  # noqa: S311
        assert (words[0], words[3]) == (words[7], words[9])


def test_known_words_have_their_classes() -> None:
    known = lexicon.known_words(common={"may"})
    assert known["boris"] & lexicon.GIVEN
    assert known["norway"] & lexicon.COUNTRY
    assert known["may"] & lexicon.COMMON
    assert known["ministry"] & lexicon.BODY_HEAD


def test_articles_give_their_speakers_and_leave_the_rest_open(tmp_path: Path) -> None:
    text = "Rain ends\n\n[C1:“No,”] [U1:said] [S1:Mayor Ilena Marr] of Umbrek.\n===\n"
    text += "1 direct person | Ilena Marr | -\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (doc,) = from_articles([tmp_path / "a.txt"], spacy.blank("en"), common={"rain", "no"})
    assert [(name.text, name.label_) for name in doc.ents] == [("Ilena Marr", "PERSON")]
    assert [token.text for token in doc if token.ent_iob == 0] == ["of", "Umbrek"]


def test_word_features_are_saved_with_their_list() -> None:
    nlp = spacy.blank("en")
    columns = {"form": [8, 100], "shape": [4, 20], "known": [4, 20]}
    model = word_embed(16, columns)
    model.initialize()
    set_known(model, {"tarsk": 8})
    docs = [nlp("Tarsk, Tarsk’s “best”."), nlp(""), nlp("a")]
    vectors = model.predict(docs)
    assert [part.shape for part in vectors] == [(len(doc), 16) for doc in docs]
    other = word_embed(16, columns).from_bytes(model.to_bytes())
    assert np.allclose(other.predict(docs)[0], vectors[0])


def test_word_shapes_are_cut_after_four_of_a_kind() -> None:
    assert word_shape("Lukashenko's") == "Xxxxx'x"
    assert word_shape("123456-A") == "dddd-X"


def test_measure_counts_by_place_and_leaves_punctuation_out(tmp_path: Path) -> None:
    doc = made_doc(tmp_path)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner").add_label("PERSON")  # type: ignore[attr-defined]
    nlp.add_pipe("parser").add_label("nsubj")  # type: ignore[attr-defined]
    nlp.initialize()
    scores = measure(nlp, [doc])
    assert scores["names"] <= 100.0
    assert scores["tag"] == 0.0
    assert measure(spacy.blank("en"), [doc]) == {}


def test_lemma_tables_hold_irregular_forms(tmp_path: Path) -> None:
    tables = lemma_tables([made_doc(tmp_path)])
    assert tables.get_table("lemma_exc")["verb"]["left"] == ["leave"]
    assert tables.get_table("lemma_index")["verb"] == ["leave", "rain"]
