"""What a parse adds to the rules. Documents are parsed by hand; all people are invented."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from core.extraction.attribution.component import attribute
from core.extraction.attribution.gather import drafts_of
from core.extraction.quotes.component import article_of
from core.extraction.speakers.component import directory_of
from core.records import Quote
from tests.core.extraction.trees import NLP, tree


def quotes(doc: Doc) -> list[Quote]:
    return attribute(article_of(doc), directory_of(doc), drafts_of(doc))[0]


def found(doc: Doc) -> list[tuple[str, str]]:
    """Words and speaker's phrase of every quote."""
    return [
        (
            " | ".join(doc.text[a:b] for a, b in quote.pieces),
            " ".join(doc.text[a:b] for a, b in quote.speaker.pieces) if quote.speaker else "",
        )
        for quote in quotes(doc)
    ]


REPORT_IN_A_RELATIVE_CLAUSE = """
    Ilva NNP 10 nsubj
    Norrin NNP 0 flat
    , , 4 punct
    who WP 4 nsubj
    said VBD 0 acl:relcl
    the DT 6 det
    road NN 8 nsubj
    was VBD 8 cop
    shut JJ 4 ccomp
    , , 4 punct
    left VBD 10 ROOT
    . . 10 punct
"""
OBJECT_AND_NO_CLAUSE = """
    Norrin NNP 1 nsubj
    reported VBD 1 ROOT
    it PRP 1 obj
    to IN 5 case
    the DT 5 det
    office NN 1 obl
    that WDT 7 nsubj
    opened VBD 5 acl:relcl
    . . 1 punct
"""
NO_VERB = """
    The DT 2 det
    two CD 2 nummod
    claims NNS 4 nsubj
    now RB 4 advmod
    stand VBP 4 ROOT
    that IN 7 mark
    roads NNS 7 nsubj
    close VBP 4 advcl
    . . 4 punct
"""


@pytest.mark.parametrize("relative", ["acl:relcl", "relcl"], ids=["UD", "CLEAR"])
def test_a_report_in_a_relative_clause_ends_with_it(relative: str) -> None:
    doc = tree(REPORT_IN_A_RELATIVE_CLAUSE.replace("acl:relcl", relative))
    assert found(doc) == [("the road was shut", "who")]
    assert [q.speaker.name for q in quotes(doc) if q.speaker] == ["Ilva Norrin"]


def test_the_same_words_unparsed_take_the_main_clause_along() -> None:
    doc = NLP("Ilva Norrin, who said the road was shut, left.")
    assert [words for words, _ in found(doc)] == ["the road was shut, left"]


@pytest.mark.parametrize("rows", [OBJECT_AND_NO_CLAUSE, NO_VERB], ids=["object", "noun"])
def test_what_the_parse_rules_out(rows: str) -> None:
    assert found(tree(rows)) == []


def test_a_clause_joined_to_the_cue_is_the_writers() -> None:
    doc = tree("""
        Norrin NNP 1 nsubj
        said VBD 1 ROOT
        that IN 6 mark
        the DT 4 det
        road NN 6 nsubj
        was VBD 6 cop
        shut JJ 1 ccomp
        , , 10 punct
        but CC 10 cc
        drivers NNS 10 nsubj
        used VBD 1 conj
        it PRP 10 obj
        . . 1 punct
    """)
    assert found(doc) == [("that the road was shut", "Norrin")]


def test_a_participle_has_the_subject_of_the_sentence() -> None:
    doc = tree("""
        Norrin NNP 1 nsubj
        praised VBD 1 ROOT
        a DT 3 det
        plan NN 1 obj
        that WDT 5 nsubj
        failed VBD 3 acl:relcl
        , , 7 punct
        adding VBG 5 advcl
        that IN 11 mark
        it PRP 11 nsubj
        was VBD 11 cop
        late JJ 7 ccomp
        . . 1 punct
    """)
    assert ("that it was late", "Norrin") in found(doc)


def test_leading_adverbials_are_no_part_of_the_speaker() -> None:
    doc = tree("""
        Late RB 2 advmod
        on IN 2 case
        Wednesday NNP 4 obl
        Velin NNP 4 nsubj
        confirmed VBD 4 ROOT
        that IN 9 mark
        the DT 7 det
        road NN 9 nsubj
        was VBD 9 cop
        shut JJ 4 ccomp
        . . 4 punct
    """)
    assert found(doc) == [("that the road was shut", "Velin")]


def test_a_passive_report_names_its_agent() -> None:
    doc = tree("""
        They PRP 2 nsubj:pass
        were VBD 2 aux:pass
        told VBN 2 ROOT
        by IN 4 case
        Norrin NNP 2 obl:agent
        that IN 9 mark
        the DT 7 det
        road NN 9 nsubj
        was VBD 9 cop
        shut JJ 2 ccomp
        . . 2 punct
    """)
    assert found(doc) == [("that the road was shut", "Norrin")]


def test_a_pronoun_is_the_latest_subject() -> None:
    doc = tree("""
        Anders NNP 2 nsubj
        Aldren NNP 0 flat
        met VBD 2 ROOT
        Osip NNP 2 obj
        Tarn NNP 3 flat
        . . 2 punct
        He PRP 7 nsubj
        said VBD 7 ROOT
        that IN 12 mark
        the DT 10 det
        road NN 12 nsubj
        was VBD 12 cop
        shut JJ 7 ccomp
        . . 7 punct
    """)
    assert [q.speaker.name for q in quotes(doc) if q.speaker] == ["Anders Aldren"]


def test_names_tell_people_from_bodies() -> None:
    doc = Doc(
        NLP.vocab,
        words=["Corva", "Lumen", "rose", ".", "Corva", "Lumen", "said", "that", "it", "was", "late", "."],
        tags=["NNP", "NNP", "VBD", ".", "NNP", "NNP", "VBD", "IN", "PRP", "VBD", "JJ", "."],
        heads=[2, 0, 2, 2, 6, 4, 6, 10, 10, 10, 6, 6],
        deps=["nsubj", "flat", "ROOT", "punct", "nsubj", "flat", "ROOT", "mark", "nsubj", "cop", "ccomp", "punct"],
        ents=["B-ORG", "I-ORG", "O", "O", "B-ORG", "I-ORG", "O", "O", "O", "O", "O", "O"],
    )
    assert [(q.speaker.name, q.speaker.kind.value) for q in quotes(doc) if q.speaker] == [
        ("Corva Lumen", "organisation")
    ]
