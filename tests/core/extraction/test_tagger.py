"""The attribution tagger: features, decoding and the component, on hand-built documents and fresh weights."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from thinc.api import fix_random_seed

from core.extraction.attribution import linking, tagger_model
from core.extraction.attribution import signals as sig
from core.extraction.attribution.edges import BEGIN, CUE, END, INSIDE, NONE, SOURCE, Found
from core.extraction.attribution.gather import drafts_of
from core.extraction.attribution.joining import join
from core.extraction.attribution.linking import Settings
from core.extraction.attribution.stretches import Stretches
from core.extraction.attribution.tagger import Tagger
from core.extraction.quotes.component import article_of

TEXT = "“The dam will hold,” Ilse Varn said on Friday. She added that the old gates leak.\n\n“We know,” he said."


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return spacy.blank("en")


def _scores(labels: list[int], sure: float = 0.9) -> np.ndarray:
    out = np.full((len(labels), 6), (1 - sure) / 5, dtype="f")
    out[np.arange(len(labels)), labels] = sure
    return out


def _find(doc: Doc, anchor: int, labels: dict[int, int], **options: float) -> list[Found]:
    """Decode one anchor whose tokens have the given labels with much certainty."""
    signals = sig.read(doc)
    low, high = sig.window(signals, anchor)
    window = [labels.get(i, NONE) for i in range(low, high)]
    chances = np.full((len(doc), 4), 0.0, dtype="f")
    chances[:, 0] = 1.0
    chances[anchor] = [0.1, 0.9, 0.0, 0.0]
    return linking.decode(doc.text, signals, [anchor], chances, [_scores(window)], Settings(**options))


def _index(doc: Doc, word: str, nth: int = 0) -> int:
    return [token.i for token in doc if token.text == word][nth]


def test_signals_know_marks_paragraphs_and_distance(nlp: spacy.language.Language) -> None:
    doc = nlp(TEXT)
    signals = sig.read(doc)
    assert signals.mark[0] == sig.OPENS
    assert signals.mark[_index(doc, "dam")] == sig.WITHIN
    assert signals.mark[_index(doc, "Ilse")] == sig.OUTSIDE
    assert signals.paragraph[_index(doc, "know")] == 1
    anchor = _index(doc, "said")
    low, high = sig.window(signals, anchor)
    places = sig.places(signals, anchor, low, high)
    assert (places >= 0).all()
    assert (places < np.array(sig.PAIR_SIZES)).all()
    assert places[anchor - low, 0] == 14  # the middle bucket


def test_a_quote_is_taken_whole_when_most_of_it_is_content(nlp: spacy.language.Language) -> None:
    doc = nlp(TEXT)
    anchor = _index(doc, "said")
    labels = {1: BEGIN, 2: INSIDE, 3: INSIDE, 4: END, anchor: CUE, anchor - 1: SOURCE, anchor - 2: SOURCE}
    (found,) = _find(doc, anchor, labels)
    assert [TEXT[a:b] for a, b in found.content] == ["“The dam will hold,”"]
    assert [TEXT[a:b] for a, b in found.source] == ["Ilse Varn"]
    assert [TEXT[a:b] for a, b in found.cue] == ["said"]


def test_a_stray_label_in_the_middle_does_not_cut_content(nlp: spacy.language.Language) -> None:
    doc = nlp(TEXT)
    anchor = _index(doc, "added")
    first = _index(doc, "that")
    labels = {i: INSIDE for i in range(first, first + 5)} | {first: BEGIN, first + 4: END, anchor: CUE}
    signals = sig.read(doc)
    low, high = sig.window(signals, anchor)
    window = _scores([labels.get(i, NONE) for i in range(low, high)])
    window[first + 2 - low] = [0.5, 0.0, 0.4, 0.0, 0.05, 0.05]
    chances = np.zeros((len(doc), 4), dtype="f")
    chances[:, 0] = 1.0
    chances[anchor] = [0.1, 0.9, 0.0, 0.0]
    (found,) = linking.decode(TEXT, signals, [anchor], chances, [window], Settings())
    assert [TEXT[a:b] for a, b in found.content] == ["that the old gates leak"]


def test_content_never_begins_without_a_beginning() -> None:
    labels = linking.viterbi([np.log(_scores([NONE, INSIDE, INSIDE, NONE]))], Settings())[0]
    text = "".join(str(label) for label in labels)
    assert "02" not in text
    assert "21" not in text


def test_of_two_reports_with_one_content_the_surer_stays() -> None:
    one = Found(((0, 20),), ((21, 25),), (), 0.6, False, 3)
    other = Found(((0, 19),), ((30, 34),), (), 0.9, False, 7)
    assert linking.distinct([one, other], 0.8) == [other]
    assert len(linking.distinct([one, Found(((0, 9),), (), (), 0.5, False, 9)], 0.8)) == 2


def test_the_rules_keep_a_quote_and_a_clause_that_the_tagger_left_out(nlp: spacy.language.Language) -> None:
    doc = nlp(TEXT)
    article = article_of(doc)
    drafts = drafts_of(doc)
    joined = join(article, [], drafts)
    said = ["“The dam will hold,”", "that the old gates leak", "“We know,”"]
    assert [TEXT[slice(*draft.pieces[0])] for draft in joined] == said
    start = TEXT.index("that the")
    content, cue, source = (start, TEXT.index(".\n")), (start - 6, start - 1), (start - 10, start - 7)
    found = Found((content,), (cue,), (source,), 0.8, False, 9)
    assert [draft.rule for draft in join(article, [found], drafts)] == ["after-quote", "that", "after-quote"]


def test_a_component_saves_and_loads_its_weights(nlp: spacy.language.Language, tmp_path) -> None:  # type: ignore[no-untyped-def]
    config = {"model": {"@architectures": "saidso.AttributionTagger.v1", "width": 32, "depth": 1, "hidden": 16}}
    fix_random_seed(4)  # weights that no rounding tips over
    first = spacy.blank("en")
    tagger = first.add_pipe("saidso_tagger", config=config)
    assert isinstance(tagger, Tagger)
    tagger.initialize()
    tagger.settings = Settings(speech=0.0)
    first.to_disk(tmp_path / "pipe")
    second = spacy.load(tmp_path / "pipe")
    loaded = second.get_pipe("saidso_tagger")
    assert isinstance(loaded, Tagger)
    assert loaded.settings == tagger.settings
    one, other = first(TEXT)._.saidso_found, second(TEXT)._.saidso_found
    assert one and [found.content for found in one] == [found.content for found in other]
    assert [found.score for found in one] == pytest.approx([found.score for found in other], abs=0.01)
    assert second(" ")._.saidso_found == []
    assert second("")._.saidso_found == []


def test_several_taggers_are_averaged(nlp: spacy.language.Language) -> None:
    model = tagger_model.build_several(2)
    model.initialize()
    one, other = tagger_model.members_of(model)
    assert tagger_model.members_of(one) == [one]
    sure = Settings(speech=0.0, thought=0.0, quote=0.0, nested=0.0)
    doc = nlp(TEXT)
    scores = [
        {found.anchor: found.score for found in Tagger(part, sure).find(doc)} for part in (one, other, model)
    ]
    shared = scores[0].keys() & scores[1].keys() & scores[2].keys()
    assert shared
    for anchor in shared:
        assert scores[2][anchor] == pytest.approx((scores[0][anchor] + scores[1][anchor]) / 2, abs=1e-4)
    with pytest.raises(TypeError):
        model.predict([])


def test_gradients_reach_every_layer(nlp: spacy.language.Language) -> None:
    model = tagger_model.build(width=16, depth=1, hidden=8, dropout=0.0)
    model.initialize()
    signals = sig.read(nlp(TEXT))
    (vectors, scores), back = tagger_model.forward_anchors(model, [signals.columns], True)
    pairs = tagger_model.pair_up([signals], [[8, 13]])
    labels, back_pairs = tagger_model.forward_pairs(model, vectors, pairs, True)
    back(np.ones_like(scores), back_pairs(np.ones_like(labels)))
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name) and name not in ("b",) and node.get_param(name).size:
                assert node.has_grad(name), (node.name, name)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab “”\"'‘’.,\n:’sé\u200f\t"), max_size=80))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    doc = _BLANK(text)
    tagger = Tagger(_SMALL, Settings(speech=0.0, thought=0.0, quote=0.0, nested=0.0))
    for found in tagger.find(doc):
        for start, end in (*found.content, *found.cue, *found.source):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()


_BLANK = spacy.blank("en")
_SMALL = tagger_model.build(width=16, depth=1, hidden=8)
_SMALL.initialize()


def test_reports_inside_one_long_quote_are_each_held_against_few() -> None:
    """Whether things meet is found whatever lies around them; in a quote without end the work stays bounded."""
    around = ((0, 100_000), "around")
    inside = [((10 * k, 10 * k + 5), f"inside {k}") for k in range(2_000)]
    stretches = Stretches([around, *inside])
    assert list(stretches.over([(15, 22)])) == ["inside 2", "around"]
    assert list(stretches.over([(16, 19)])) == ["around"]
    assert list(stretches.over([(200_000, 200_001)])) == []
    assert list(stretches.over([(10_000, 10_001)])) == ["inside 1000"]
