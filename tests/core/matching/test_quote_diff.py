"""Quotations against their sources: each way of differing has its class, and nothing is lost on the way."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.matching.chain import LEAP
from core.matching.flags import Flag
from core.matching.passage import is_word_for_word
from core.matching.quote_diff import Difference, QuoteDiff, compare

SOURCE = (
    "Thank you for coming. “These are human lives being traded, people who should never have been behind bars,” "
    "I said then, and I say it again. We handed over 1,312 names on Tuesday. The ministry in Velmar has not "
    "answered, and Minister Okell was told twice — by letter and by telephone."
)

Changed = list[tuple[str, str, str]]


def changed(quotation: str, source: str = SOURCE) -> Changed:
    found = compare(quotation, source)
    assert found.found
    return [
        (s.difference.value, quotation[slice(*s.quoted)], source[slice(*s.source)])
        for s in found.segments
        if s.difference is not Difference.SAME
    ]


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("These are human lives being traded", []),
        ("these are HUMAN lives being traded", []),
        ("‘We handed over 1,312 names on Tuesday.’", []),
        ("told twice - by letter and by telephone", []),
        ("told twice, by letter and by telephone", [("punctuation", ", ", " — ")]),
        ("These are … lives being traded", [("marked-cut", "…", "human")]),
        ("These are (...) lives being traded", [("marked-cut", "(...)", "human")]),
        ("These are . . . lives being traded", [("marked-cut", ". . .", "human")]),
        ("These are lives being traded", [("unmarked-cut", "", "human")]),
        ("These are human lives being sold, people", [("substitution", "sold", "traded")]),
        ("[Prisoners] are human lives being traded", [("marked-cut", "[Prisoners]", "These")]),
        ("Those are human lives being traded", [("substitution", "Those", "These")]),
        ("We handed over about 1,312 names", [("insertion", "about", "")]),
        ("We handed over 1,400 names on Tuesday", [("substitution", "1,400", "1,312")]),
        (
            "The ministry in Velmar has answered, and Minister Okell was told",
            [("unmarked-cut", "", "not")],
        ),
        (
            "These are lives being traded, and none of them should have been behind bars",
            [
                ("unmarked-cut", "", "human"),
                ("substitution", "and none of them", "people who"),
                ("unmarked-cut", "", "never"),
            ],
        ),
    ],
)
def test_each_difference_has_its_class(quotation: str, expected: Changed) -> None:
    assert changed(quotation) == expected


def summary(quotation: str, source: str = SOURCE) -> tuple[str, ...]:
    return compare(quotation, source).summary


@pytest.mark.parametrize(
    ("quotation", "source"),
    [
        ("We say the government failed", "We say the govern\u00adment failed"),
        ("The well-known COVID-19 man left", "The well\u00adknown COVID\u00ad19 man left"),
        ("The café owner’s résumé was naïve", unicodedata.normalize("NFD", "The café owner’s résumé was naïve")),
        (unicodedata.normalize("NFD", "Zoë Nováková said so"), "Zoë Nováková said so"),
    ],
)
def test_line_ends_and_how_accents_are_stored_are_no_difference(quotation: str, source: str) -> None:
    assert compare(quotation, source).summary == ()
    assert compare(quotation, source).passages == ((0, len(source)),)


def test_a_hyphen_that_is_none_of_a_line_still_counts() -> None:
    assert compare("They will resign on Monday then", "They will re-sign on Monday then").summary


def test_numbers_names_and_negations_come_first() -> None:
    assert summary("These are lives being traded, and none of them should have been behind bars") == (
        "negation reworded",
        "1 substitution",
        "2 unmarked cuts",
    )
    assert summary("We handed over 1,400 names on Tuesday") == ("number changed", "1 substitution")
    assert summary("The ministry in Velmar has answered") == ("negation lost", "1 unmarked cut")
    assert summary("and I never say it again") == ("negation added", "1 insertion")
    assert summary("and Minister Danforth was told twice") == ("name changed", "1 substitution")
    assert summary("These are human lives being traded") == ()


def test_a_cut_over_a_name_is_flagged_as_one() -> None:
    quotation = "and was told twice"
    [cut] = [s for s in compare(quotation, SOURCE).segments if s.difference is Difference.UNMARKED_CUT]
    assert SOURCE[slice(*cut.source)] == "Minister Okell"
    assert cut.flags == (Flag.NAME,)


@pytest.mark.parametrize(
    ("quoted", "said"),
    [
        ("−3 per cent", "3 per cent"),
        ("-3%", "3%"),
        ("–3 °C", "3 °C"),
        ("5 °C", "5 C"),
        ("₹500", "₽500"),
        ("-£3m", "£3m"),
        ("$-3m", "€-3m"),
        ("500 €", "500"),
        ("p < 0.05", "p > 0.05"),
        ("≥ 40", "40"),
        ("~50 boats", "50 boats"),
        ("4.5m", "4,5m"),
        (".5 per cent", "5 per cent"),
        ("3/4 of them", "3-4 of them"),
        ("±2 points", "2 points"),
    ],
)
@pytest.mark.parametrize("frame", ["{}", "At last count it was {} in all of Velmar"])
def test_what_stands_beside_a_number_and_makes_another_of_it_is_no_punctuation(
    frame: str, quoted: str, said: str
) -> None:
    source = f"We have looked again. At last count it was {said} in all of Velmar. More is not known."
    found = compare(frame.format(quoted), source)
    assert not is_word_for_word(found)
    if found.found:  # of a number alone nothing else is there to be found by
        assert found.summary[0] == "number changed"


@pytest.mark.parametrize(
    ("quoted", "said"),
    [
        ("1,300 names", "1300 names"),
        ("1,300.5 tonnes", "1\u202f300.5 tonnes"),
        ("-3 per cent", "−3 per cent"),
        (".5 per cent", "0.5 per cent"),
        ("p <= 0.05", "p ≤0.05"),
        ("from 10-12 boats", "from 10–12 boats"),
        ("the café’s naïve owner", "the cafe\u0301’s nai\u0308ve owner"),
        ("it was acknowledged by them", "it was acknowl\u00ad\nedged by them"),
        ("it was acknowledged by them", "it was ac\u00adknowl\u00adedged by them"),
    ],
)
def test_how_numbers_and_letters_are_set_is_no_difference(quoted: str, said: str) -> None:
    assert changed(f"We read {quoted} in all of Velmar", f"We read {said} in all of Velmar, she said.") == []


FILLER = " ".join(f"filler{n}" for n in range(LEAP + 5))


def test_separate_passages_without_a_mark_are_a_splice() -> None:
    source = f"The bridge is safe for cars. {FILLER}. It will be closed to lorries in spring."
    quotation = "The bridge is safe for cars. It will be closed to lorries"
    assert changed(quotation, source) == [("splice", "", "")]
    assert [source[slice(*p)] for p in compare(quotation, source).passages] == [
        "The bridge is safe for cars",
        "It will be closed to lorries",
    ]
    turned = "It will be closed to lorries in spring. The bridge is safe for cars"
    assert [kind for kind, *_ in changed(turned, source)] == ["splice"]
    marked = "The bridge is safe for cars … It will be closed to lorries"
    assert [(kind, words) for kind, words, _ in changed(marked, source)] == [("marked-cut", "…")]


def test_the_passage_is_the_best_of_several() -> None:
    source = "He said the bridge is old. Later he said the bridge is old and tired. The bridge was new."
    found = compare("the bridge is old and tired", source)
    assert [source[slice(*p)] for p in found.passages] == ["the bridge is old and tired"]


@pytest.mark.parametrize("quotation", ["", "…", "“”", "Nothing of the sort stands anywhere", "[…]"])
def test_what_the_source_does_not_have_is_not_found(quotation: str) -> None:
    found = compare(quotation, SOURCE)
    assert not found.found
    assert found.passages == ()
    assert compare(quotation, "").summary == ("not found in the source",)


def assert_whole(quotation: str, source: str, found: QuoteDiff) -> None:
    """The segments are the quotation, in order; what they point to lies in the source."""
    at = 0
    for segment in found.segments:
        assert segment.quoted[0] == at
        assert segment.quoted[1] >= at
        at = segment.quoted[1]
        assert 0 <= segment.source[0] <= segment.source[1] <= len(source)
    assert at == len(quotation)
    assert list(found.passages) == sorted(found.passages)


TEXTS = st.text(max_size=120) | st.lists(
    st.sampled_from(["the", "not", "Okell", "1,312", "…", "[x]", ",", "“a”", "names", "on", "—", "a.b", "’s"]),
    max_size=40,
).map(" ".join)


@settings(max_examples=400)
@given(TEXTS, TEXTS)
def test_any_two_texts_are_compared_and_nothing_is_lost(quotation: str, source: str) -> None:
    found = compare(quotation, source)
    assert_whole(quotation, source, found)
    assert compare(quotation, source) == found


# Distinct words, so that there is one right answer to compare with.
WORDS = st.lists(st.integers(0, 10_000), min_size=30, max_size=200, unique=True).map(
    lambda numbers: [f"w{chr(97 + n % 26)}x{n}" for n in numbers]
)


@settings(max_examples=150)
@given(WORDS, st.data())
def test_a_passage_quoted_as_it_is_has_no_difference(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 5))
    end = data.draw(st.integers(start + 2, len(words)))
    quotation, source = " ".join(words[start:end]).upper(), " ".join(words)
    found = compare(f"“{quotation}”", source)
    assert found.summary == ()
    assert [source[slice(*p)] for p in found.passages] == [" ".join(words[start:end])]


@settings(max_examples=150)
@given(WORDS, st.data(), st.sampled_from(["", "…", "[…]"]))
def test_words_left_out_are_the_cut_and_nothing_else(words: list[str], data: st.DataObject, mark: str) -> None:
    first = data.draw(st.integers(3, len(words) - 10))
    last = data.draw(st.integers(first + 1, min(first + LEAP, len(words) - 3)))
    quotation = " ".join([*words[:first], *([mark] if mark else []), *words[last:]])
    kind = "marked-cut" if mark else "unmarked-cut"
    assert changed(quotation, " ".join(words)) == [(kind, mark, " ".join(words[first:last]))]


@settings(max_examples=150)
@given(WORDS, st.data())
def test_a_word_in_anothers_place_is_a_substitution(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(2, len(words) - 3))
    quotation = " ".join([*words[:at], "instead", *words[at + 1 :]])
    assert changed(quotation, " ".join(words)) == [("substitution", "instead", words[at])]


@settings(max_examples=150)
@given(WORDS, st.data())
def test_a_word_put_in_is_an_insertion(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(2, len(words) - 2))
    quotation = " ".join([*words[:at], "besides", *words[at:]])
    assert changed(quotation, " ".join(words)) == [("insertion", "besides", "")]
