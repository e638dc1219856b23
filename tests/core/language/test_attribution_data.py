"""Reading, converting and varying annotated articles."""

from __future__ import annotations

import random

import numpy as np
import pytest
import spacy

from core.language.training import (
    attribution,
    attribution_augment,
    attribution_data,
    attribution_gum,
    attribution_reorder,
)
from core.language.training.attribution_augment import Pools, Rates
from core.language.training.attribution_data import Article, Attributed

RAW = """Ferry fares to rise

[C1:“Fares go up in May,”] [S1:Runa Teel, who runs the line,] [U1:told] reporters. [C1:“There is no other way.”]

[S2:Riders] [U2:feared] [C2:that ⟦some⟧ boats would stop], [U3:according to] [S3:[S4:a note] [U4:says] [C4:x]].
===
1 direct person | Runa Teel | -
2 indirect group | Riders | - | thought
3 indirect organisation | ? | the Post
4 indirect unnamed | ? | -
"""


def _article() -> Article:
    return attribution_data.parse("x", RAW.replace("[U3:according to]", "[C3:so] [U3:according to]"))


def test_marks_become_spans() -> None:
    article = _article()
    first = article.attributions[0]
    assert "[" in article.text and "[C" not in article.text
    assert [article.text[a:b] for a, b in first.content] == ["“Fares go up in May,”", "“There is no other way.”"]
    assert article.attributions[1].flag == "thought"
    assert next(one for one in article.attributions if one.via).via == "the Post"


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("text", "no === line"),
        ("a [C1:b\n===\n1 direct person | X | -", "never closed"),
        ("a] b\n===\n", "unmatched"),
        ("a [ b\n===\n", "stray"),
        ("[C1:a]\n===\n", "no line"),
        ("a\n===\n1 direct person | X | -", "no content"),
        ("[C1:a]\n===\n1 loud person | X | -", "cannot read"),
    ],
)
def test_a_fault_is_named(raw: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        attribution_data.parse("x", raw)


def test_gold_format_keeps_spans() -> None:
    row = attribution_data.as_gold(_article())
    assert row["quotes"][0]["type"] == "direct"
    assert not next(quote for quote in row["quotes"] if quote["reference"] == "Riders")["speech"]


def test_a_variant_moves_the_spans_with_the_words() -> None:
    article = _article()
    material = Pools(["It is late."], ["nobody came"], ["Nothing else happened that long day in the harbour."])
    varied = attribution_augment.vary(article, material, Rates(1.0, 1.0, 1.0, 1.0, 1.0, 1.0), 3)
    assert varied.text != article.text
    first = varied.attributions[0]
    said = [varied.text[a:b] for a, b in first.content]
    assert said[0].startswith("“") and said[0].endswith("”")
    assert "It is late." in " ".join(said)
    assert varied.text[slice(*first.cue[0])] in ("told", "said")
    assert varied.text[slice(*first.source[0])].startswith("Runa Teel")
    assert attribution_augment.vary(article, material, Rates(), 3).text == (
        attribution_augment.vary(article, material, Rates(), 3).text
    )


def test_a_plain_sentence_is_turned_round() -> None:
    text = "Head\n\nHe said that the old pier will close in May."
    at = text.index("that")
    one = Attributed("indirect", [(at, len(text) - 1)], [(at - 5, at - 1)], [(at - 8, at - 6)])
    article = Article("t", text, [one])
    turned = {attribution_reorder.reorder(article, 1.0, random.Random(seed)).text for seed in range(8)}  # noqa: S311
    assert turned == {
        "Head\n\nThe old pier will close in May, he said.",
        "Head\n\nThe old pier, he said, will close in May.",
    }
    for seed in range(8):
        (moved,) = attribution_reorder.reorder(article, 1.0, random.Random(seed)).attributions  # noqa: S311
        other = attribution_reorder.reorder(article, 1.0, random.Random(seed)).text  # noqa: S311
        assert other[slice(*moved.cue[0])] == "said"
        assert other[slice(*moved.source[0])] == "he"
        assert " ".join(other[a:b] for a, b in moved.content).lower() == "the old pier will close in may"


def test_marks_put_around_words_stay_inside_the_content() -> None:
    article = _long_clause()
    rates = Rates(0, 0, 0, 1.0, 0, 0, marks=1.0)
    varied = attribution_augment.vary(article, Pools([], ["nobody came"], []), rates, 1)
    (one,) = varied.attributions
    words = varied.text[slice(*one.content[0])]
    assert words.startswith("that") and words.count("“") == words.count("”") == 1


def _long_clause() -> Article:
    text = "Head\n\nMarr said that the old pier will close in May after a long winter."
    at = text.index("that")
    return Article("t", text, [Attributed("indirect", [(at, len(text) - 1)], [(at - 5, at - 1)], [(6, 10)])])


def test_straight_marks_keep_the_length() -> None:
    article = _article()
    assert len(attribution_augment.straight(article).text) == len(article.text)


def test_gum_is_brought_to_our_conventions() -> None:
    text = "Head\n\nThe mayor said that the pier is shut.\n\nShe lives that way."
    at = text.index("that the")
    good = Attributed("indirect", [(at, text.index("\n\nShe"))], [(at - 5, at + 4)], [(6, 15)])
    odd = text.index("that way")
    bad = Attributed("indirect", [(odd, len(text))], [(odd - 6, odd)], [(odd - 10, odd - 7)])
    converted = attribution_gum.convert(Article("g", text, [good, bad], "bio"))
    assert "lives" not in converted.text
    (one,) = converted.attributions
    assert converted.text[slice(*one.cue[0])] == "said"
    assert converted.text[slice(*one.content[0])] == "that the pier is shut"


def test_targets_hang_on_the_head_of_the_cue() -> None:
    article = _article()
    doc = spacy.blank("en")(article.text)
    example = attribution.example(doc, article)
    words = {doc[target.anchor].text for target in example.targets}
    assert {"told", "feared", "according"} <= words
    for target in example.targets:
        assert (target.labels.argmax(axis=1) > 0).any()
        assert set(target.labels.sum(axis=1)) == {1.0}
    assert set(np.flatnonzero(example.anchors[:, 0] == 0)) == {target.anchor for target in example.targets}


def test_overlap_is_perfect_for_gold_and_nothing_for_nothing() -> None:
    from core.extraction.attribution.edges import Found

    article = _article()
    gold = [Found(tuple(one.content), (), (), 1.0, False, 0) for one in article.attributions]
    assert attribution.overlap_f1([article], [gold]) == 100.0
    assert attribution.overlap_f1([article], [[]]) == 0.0
