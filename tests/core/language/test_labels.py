"""The two dependency schemes give one tree."""

import pytest
from spacy.tokens import Doc

from core.extraction.syntax import Syntax
from core.language import labels
from core.language.labels import Rel
from core.language.text import Words
from tests.core.extraction.trees import NLP, tree

UD = tree("""
According VBG 3 case
to IN 0 fixed
the DT 3 det
mayor NN 9 obl
, , 9 punct
the DT 6 det
road NN 9 nsubj:pass
was VBD 9 aux:pass
not RB 9 advmod
closed VBN 9 ROOT
by IN 12 case
the DT 12 det
police NNS 9 obl:agent
. . 9 punct
""")
CLEAR = tree("""
According VBG 9 prep
to IN 0 prep
the DT 3 det
mayor NN 1 pobj
, , 9 punct
the DT 6 det
road NN 9 nsubjpass
was VBD 9 auxpass
not RB 9 neg
closed VBN 9 ROOT
by IN 9 agent
the DT 12 det
police NNS 10 pobj
. . 9 punct
""")


def test_the_scheme_shows_in_the_labels() -> None:
    assert labels.is_clear(CLEAR) and not labels.is_clear(UD)


@pytest.mark.parametrize("doc", [UD, CLEAR], ids=["UD", "CLEAR"])
def test_both_schemes_give_the_same_relations(doc: Doc) -> None:
    heads, rels = labels.edges(doc)
    found = {doc[i].text: (rels[i], doc[heads[i]].text) for i in (3, 6, 7, 12)}
    assert found == {
        "mayor": (Rel.OBLIQUE, "closed"),
        "road": (Rel.PASSIVE_SUBJECT, "closed"),
        "was": (Rel.AUX, "closed"),
        "police": (Rel.AGENT, "closed"),
    }
    assert (rels[0], heads[0]) == (Rel.CASE, 3)
    assert (rels[10], heads[10]) == (Rel.CASE, 12)


@pytest.mark.parametrize("doc", [UD, CLEAR], ids=["UD", "CLEAR"])
def test_agent_and_phrase(doc: Doc) -> None:
    syntax = Syntax.of(doc, Words(doc.text))
    assert syntax is not None
    assert syntax.agent(9) == 12
    assert (syntax.left[12], syntax.right[12]) == (10, 13)


@pytest.mark.parametrize(
    ("label", "clear", "expected"),
    [
        ("nmod:poss", False, Rel.POSS),
        ("poss", True, Rel.POSS),
        ("acl:relcl", False, Rel.RELCL),
        ("relcl", True, Rel.RELCL),
        ("obl:tmod", False, Rel.OBLIQUE),
        ("dobj", True, Rel.OBJECT),
        ("something:new", False, Rel.OTHER),
    ],
)
def test_relations(label: str, clear: bool, expected: Rel) -> None:
    assert labels.relation(label, clear=clear) is expected


def test_word_class_and_form_from_penn_tags_alone() -> None:
    doc = Doc(NLP.vocab, words=["Vance", "said", "saying"], tags=["NNP", "VBD", "VBG"])
    assert [labels.word_class(token) for token in doc] == ["PROPN", "VERB", "VERB"]
    assert [labels.verb_form(token) for token in doc] == ["", "finite", "ing"]


def test_forms_from_morphology_alone() -> None:
    morphs = ["VerbForm=Fin", "VerbForm=Part|Tense=Pres", "VerbForm=Part|Tense=Past", "VerbForm=Inf", ""]
    doc = Doc(NLP.vocab, words=list("abcde"), morphs=morphs)
    assert [labels.verb_form(token) for token in doc] == ["finite", "ing", "participle", "base", ""]


def test_names_of_other_label_sets() -> None:
    doc = Doc(NLP.vocab, words=["Vance", "in", "Kell", "today"], ents=["B-PER", "O", "B-GPE", "B-DATE"])
    assert list(labels.names(doc)) == [(0, 5, "person"), (9, 13, "place")]


def test_a_word_of_several_tokens_takes_the_head_of_the_highest() -> None:
    doc = tree("""
        She PRP 3 nsubj
        did VBD 3 aux
        n’t RB 3 advmod
        say VB 3 ROOT
        that IN 6 mark
        it PRP 6 nsubj
        ended VBD 3 ccomp
    """)
    words = Words(doc.text)
    syntax = Syntax.of(doc, words)
    assert syntax is not None
    assert words.texts == ["She", "didn’t", "say", "that", "it", "ended"]
    assert [words.texts[i] for i in syntax.head] == ["say", "say", "say", "ended", "ended", "say"]
    assert syntax.subject(2) == 0
    assert (syntax.left[5], syntax.right[5]) == (3, 6)


def test_without_a_parse_there_is_no_syntax() -> None:
    doc = NLP("She said so.")
    assert Syntax.of(doc, Words(doc.text)) is None


def test_a_subject_through_coordination_infinitive_and_relative() -> None:
    doc = tree("""
        Vance NNP 3 nsubj
        , , 3 punct
        who WP 3 dep
        declined VBD 3 ROOT
        to TO 5 mark
        speak VB 3 xcomp
        and CC 7 cc
        left VBD 3 conj
    """)
    syntax = Syntax.of(doc, Words(doc.text))
    assert syntax is not None
    assert syntax.subject(5) == 0 and syntax.subject(7) == 0
    assert syntax.subject(0) is None
