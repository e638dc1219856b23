"""The sample articles and their gold files: exact offsets, real lengths, and every hard case held somewhere."""

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from core.intake import find_files, read_path
from core.records import Document, Form, MentionKind, SpeakerKind, UnitKind
from tests.evaluation.authoring import AUTHORED, gold, parse, published_form

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLES = find_files([SEEDS])
Json = dict[str, Any]

SHAPES = {
    "agency report",
    "court story",
    "council budget",
    "business and planning",
    "transport strike",
    "sports injury row",
    "science result",
    "local election",
}
QUOTE_CASES = {
    "pronoun speaker across sentences",
    "speaker named paragraphs earlier",
    "no cue",
    "alternating speakers",
    "cue before",
    "cue after",
    "long apposition",
    "relative clause",
    "inverted cue",
    "colon headline",
    "quoted as saying",
    "nested levels",
    "briefed on",
    "collective speaker",
    "X and Y said",
    "role phrase",
    "acronym in brackets",
    "husband and wife",
    "father and son",
    "title change",
    "mixed quotation marks",
    "missing quotation mark",
    "doubled quotation marks",
    "single inside double",
    "double inside single",
    "British single quotation marks",
    "straight quotation marks",
    "bracketed insertion",
    "ellipsis",
    "several-paragraph quote",
    "quotation in the headline",
    "caption",
    "cue inside a quote of several sentences",
    "asked whether",
    "transcript lines",
    "title of a work",
    "nickname",
    "scare quotes",
    "signature",
    "feet and inches",
    "negated report",
    "hypothetical report",
    "thought",
}
FIGURE_CASES = {
    "range",
    "alternatives",
    "bound",
    "vague or superlative",
    "zero claim",
    "percentage",
    "percentage point",
    "currency",
    "fraction",
    "multiple",
    "ratio",
    "ordinal",
    "all",
    "age",
    "duration",
    "physical unit",
    "relative date",
    "absolute date",
    "approximate",
    "part and whole",
    "sum",
    "before and after",
    "impossible percentage",
    "headline and body",
    "match score",
    "margin of error",
}


def gold_of(article: Path) -> Json:
    content: Json = json.loads((SEEDS / "gold" / f"{article.stem}.gold.json").read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module", params=ARTICLES, ids=lambda path: path.name)
def seed(request: pytest.FixtureRequest) -> tuple[Document, Json]:
    return read_path(request.param), gold_of(request.param)


def in_text(document: Document, span: list[int]) -> str:
    start, end = span
    assert 0 <= start < end <= len(document.text)
    return document.text[start:end]


def test_every_article_has_its_gold_and_the_other_way_round() -> None:
    assert len(ARTICLES) >= 6
    assert {p.stem for p in ARTICLES} == {p.name.removesuffix(".gold.json") for p in (SEEDS / "gold").iterdir()}


def test_a_length_a_newspaper_prints(seed: tuple[Document, Json]) -> None:
    document, _ = seed
    assert 300 <= len(document.text.split()) <= 900


def test_title_and_date_are_recognised(seed: tuple[Document, Json]) -> None:
    document, expected = seed
    assert document.title == document.text.split("\n")[0]
    # All of them: a newcomer is not met with a notice about days that cannot be told.
    assert document.published == date.fromisoformat(expected["published"])


def test_quotes_stand_where_the_gold_says(seed: tuple[Document, Json]) -> None:
    document, expected = seed
    assert expected["quotes"]
    for quote in expected["quotes"]:
        assert " … ".join(in_text(document, piece) for piece in quote["pieces"]) == quote["text"]
        assert quote["pieces"] == sorted(quote["pieces"])
        assert MentionKind(quote["kind"]).is_quote
        assert SpeakerKind(quote["speaker_kind"])
        assert quote["need"] in {"must", "should"}
        content = {i for start, end in quote["pieces"] for i in range(start, end)}
        for start, end in [*quote["speaker"], *quote["cue"]]:
            assert in_text(document, [start, end]).strip() == document.text[start:end]
            assert not content & set(range(start, end)), quote["text"]


def test_a_direct_quote_has_quotation_marks_and_an_indirect_none(seed: tuple[Document, Json]) -> None:
    _, expected = seed
    inner = [set(range(*p)) for q in expected["quotes"] for p in q["pieces"]]
    for quote in expected["quotes"]:
        has_marks = re.search(r"[“”\"‘]|(?<!\w)'", quote["text"])
        if quote["kind"] in ("direct", "mixed"):
            assert has_marks, quote["text"]
        elif has_marks:  # only what is quoted inside the report, or is not speech
            own = {i for p in quote["pieces"] for i in range(*p)}
            outside = [set(range(*n["span"])) for n in expected["not_quotes"]]
            assert any(part < own for part in [*inner, *outside]), quote["text"]


def test_figures_stand_where_the_gold_says(seed: tuple[Document, Json]) -> None:
    document, expected = seed
    assert expected["figures"]
    spans = [tuple(figure["span"]) for figure in expected["figures"]]
    assert spans == sorted(set(spans))
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for figure in expected["figures"]:
        assert in_text(document, figure["span"]) == figure["text"]
        assert Form(figure["form"])
        assert figure["unit_kind"] is None or UnitKind(figure["unit_kind"])
        low, high = figure["low"], figure["high"]
        assert low is None or high is None or low <= high
        assert figure["form"] != "bound" or (low is None) != (high is None)
        assert figure["form"] != "zero" or low == high == 0
        assert set(figure["check"]) <= {"low", "high", "form", "comparator", "unit_kind", "unit"}


def test_a_figure_belongs_to_who_says_the_passage_it_stands_in(seed: tuple[Document, Json]) -> None:
    _, expected = seed
    for figure in expected["figures"]:
        start, end = figure["span"]
        around = [q for q in expected["quotes"] if any(a <= start and end <= b for a, b in q["pieces"])]
        if around:
            assert figure["speaker"] in {q["name"] for q in around}, figure["text"]
        else:
            assert figure["speaker"] is None, figure["text"]


def test_comparisons_name_figures_and_their_arithmetic_is_right(seed: tuple[Document, Json]) -> None:
    _, expected = seed
    for comparison in expected["comparisons"]:
        groups = [[expected["figures"][i] for i in group] for group in comparison["operands"]]
        for group in groups:
            assert len({(f["low"], f["high"]) for f in group}) == 1
        if comparison["kind"] == "share":
            part, whole = groups[0][0], groups[1][0]
            assert comparison["low"] == pytest.approx(part["low"] / whole["high"])
            assert comparison["high"] == pytest.approx(part["high"] / whole["low"])
            assert 0 < comparison["low"] <= comparison["high"] < 1
        if comparison["kind"] == "sum" and comparison["low"] is not None:
            assert comparison["low"] == sum(g[0]["low"] for g in groups[:-1]) == groups[-1][0]["low"]


def test_what_is_no_quote_stands_in_the_text_and_is_none_in_the_gold(seed: tuple[Document, Json]) -> None:
    document, expected = seed
    for entry in expected["not_quotes"]:
        assert in_text(document, entry["span"]) == entry["text"]
        assert entry["why"]
        assert [entry["span"]] not in [quote["pieces"] for quote in expected["quotes"]]


def test_speakers_are_the_quotes_speakers(seed: tuple[Document, Json]) -> None:
    document, expected = seed
    named = {q["name"] for q in expected["quotes"] if q["name"] and q["speaker_kind"] != "unnamed"}
    assert {s["name"] for s in expected["speakers"]} == named
    for speaker in expected["speakers"]:
        assert all(phrase in document.text for phrase in speaker["also"])


def test_the_samples_hold_every_shape_and_every_hard_case() -> None:
    golds = [gold_of(article) for article in ARTICLES]
    assert {g["shape"] for g in golds} == SHAPES
    cases = {case for g in golds for case in g["cases"]}
    assert cases >= QUOTE_CASES | FIGURE_CASES
    assert {f["form"] for g in golds for f in g["figures"]} == {form.value for form in Form}
    assert sum(len(g["quotes"]) for g in golds) >= 200
    assert sum(len(g["figures"]) for g in golds) >= 300


def test_the_52_of_1300_or_1400() -> None:
    expected = gold_of(SEEDS / "varenia-frees-52.txt")
    share = next(c for c in expected["comparisons"] if c["operands"][1:] == [[8]])
    assert expected["figures"][8]["text"] == "1,300 or 1,400 people"
    assert (share["low"], share["high"]) == (pytest.approx(52 / 1400), pytest.approx(0.04))


def test_the_impossible_percentage_is_one() -> None:
    figures = gold_of(SEEDS / "orrin-budget.txt")["figures"]
    per_cent = next(f for f in figures if f["text"] == "37 per cent")["low"]
    whole = next(f for f in figures if f["text"] == "11 cabinet members")["low"]
    assert all(round(100 * k / whole) != per_cent for k in range(whole + 1))


@pytest.mark.parametrize("source", sorted(AUTHORED.glob("*.txt")), ids=lambda path: path.stem)
def test_seeds_are_what_their_authored_form_gives(source: Path) -> None:
    authored = parse(source.name, source.read_text(encoding="utf-8"))
    authored.name, content = published_form(authored)
    assert (SEEDS / authored.name).read_text(encoding="utf-8") == content
    assert gold_of(SEEDS / authored.name) == gold(authored)
    assert read_path(SEEDS / authored.name).text == authored.text
