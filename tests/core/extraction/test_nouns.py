"""What figures count and what is said of it, over parses built by hand in both dependency schemes."""

from __future__ import annotations

import pytest

from core.extraction.article import Article
from core.extraction.figures.component import find_figures
from core.extraction.quotes.frames import pair
from core.extraction.syntax import Syntax
from core.records import Figure, UnitKind
from tests.core.extraction.trees import tree


def read(rows: str) -> list[Figure]:
    doc = tree(rows)
    article = Article.build(doc.text, pair(doc.text))
    article.syntax = Syntax.of(doc, article.words)
    assert article.syntax is not None
    return find_figures(article, [], None)


FREED = """
Lostra NNP 2 nsubj
has VBZ 2 aux
freed VBN 2 ROOT
52 CD 8 nummod
newly RB 5 advmod
arrested VBN 8 amod
opposition NN 8 compound
party NN 8 compound
members NNS 2 {object}
. . 2 punct
"""


@pytest.mark.parametrize("relation", ["obj", "dobj"])
def test_a_number_is_tied_to_its_noun_over_whatever_stands_between(relation: str) -> None:
    (figure,) = read(FREED.format(object=relation))
    reading = figure.reading
    assert (reading.counted, reading.predicate) == ("members", "freed")
    assert reading.modifiers == ("newly", "arrested", "opposition", "party")


def test_the_noun_of_dozens_hangs_from_them() -> None:
    (figure,) = read(
        """
She PRP 1 nsubj
repaired VBD 1 ROOT
dozens NNS 1 obj
of IN 7 case
Arlo NNP 7 compound
and CC 6 cc
Berta NNP 4 conj
lorries NNS 2 nmod
. . 1 punct
"""
    )
    assert (figure.reading.counted, figure.reading.predicate) == ("lorries", "repaired")


def test_a_number_goes_on_counting_what_was_counted_before() -> None:
    figures = read(
        """
They PRP 1 nsubj
met VBD 1 ROOT
52 CD 3 nummod
prisoners NNS 1 obj
. . 1 punct
Another DT 6 det
30 CD 8 nsubj
were VBD 8 cop
ill JJ 8 ROOT
. . 8 punct
"""
    )
    assert [(f.reading.counted, f.reading.predicate) for f in figures] == [
        ("prisoners", "met"),
        ("prisoners", "ill"),
    ]


def test_a_part_of_a_counted_whole_counts_the_same() -> None:
    figures = read(
        """
They PRP 1 nsubj
met VBD 1 ROOT
14 CD 1 obj
of IN 6 case
the DT 6 det
52 CD 6 nummod
prisoners NNS 2 nmod
. . 1 punct
"""
    )
    assert [f.reading.counted for f in figures] == ["prisoners", "prisoners"]
    assert [f.reading.low for f in figures] == [14, 52]


def test_where_a_change_leads_counts_its_subject_even_behind_a_number_of() -> None:
    figures = read(
        """
The DT 1 det
number NN 4 nsubj
of IN 3 case
arrivals NNS 1 nmod
rose VBD 4 ROOT
to IN 6 case
41,200 CD 4 obl
. . 4 punct
"""
    )
    assert (figures[0].reading.counted, figures[0].reading.predicate) == ("arrivals", "rose")


def test_a_verb_after_a_number_is_no_noun() -> None:
    (figure,) = read(
        """
A DT 1 det
crowd NN 4 nsubj
of IN 3 case
3,000 CD 1 nmod
gathered VBD 4 ROOT
. . 4 punct
"""
    )
    assert figure.reading.counted == "crowd"


def test_a_qualifying_clause_says_what_is_said_where_no_verb_does() -> None:
    figures = read(
        """
There EX 1 expl
were VBD 1 ROOT
12 CD 3 nummod
men NNS 1 nsubj
held VBN 3 acl
in IN 7 case
the DT 7 det
jail NN 4 obl
. . 1 punct
"""
    )
    assert (figures[0].reading.counted, figures[0].reading.predicate) == ("men", "held")


def test_both_ends_of_a_change_have_the_unit_that_is_said_once() -> None:
    figures = read(
        """
Turnout NN 1 nsubj
rose VBD 1 ROOT
from IN 3 case
36 CD 1 obl
to IN 7 case
41 CD 7 nummod
per IN 7 compound
cent NN 1 obl
. . 1 punct
"""
    )
    assert [f.reading.unit_kind for f in figures] == [UnitKind.PERCENT, UnitKind.PERCENT]
    assert [f.reading.change.kind for f in figures if f.reading.change] == ["from", "to"]


def test_a_damaged_parse_raises_nothing() -> None:
    (figure,) = read(
        """
52 CD 1 nummod
people NNS 0 nummod
left VBD 2 ROOT
. . 2 punct
"""
    )
    assert figure.reading.low == 52


def test_both_numbers_of_a_change_count_its_subject() -> None:
    figures = read(
        """
The DT 1 det
number NN 4 nsubj
of IN 3 case
pupils NNS 1 nmod
fell VBD 4 ROOT
from IN 6 case
1,200 CD 4 obl
to IN 8 case
900 CD 6 nmod
. . 4 punct
"""
    )
    assert [f.reading.counted for f in figures] == ["pupils", "pupils"]
    assert [f.reading.low for f in figures] == [1200, 900]


@pytest.mark.parametrize(
    ("verb", "complement", "said"), [("let", "go VB 1 xcomp", "let go"), ("kept", "safe JJ 3 amod", "kept")]
)
def test_a_verb_that_lets_something_happen_is_told_with_it(verb: str, complement: str, said: str) -> None:
    rows = f"They PRP 1 nsubj\n{verb} VBD 1 ROOT\n52 CD 3 nummod\nmen NNS 1 obj\n{complement}\n. . 1 punct\n"
    (figure,) = read(rows)
    assert figure.reading.predicate == said
