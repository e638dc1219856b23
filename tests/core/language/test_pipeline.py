"""The pipeline as a whole: any text, any size, valid offsets; JSON; names; progress."""

import hashlib
import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import core.extraction
from core.errors import Cancelled, UserError
from core.extraction.output import to_json
from core.language.pipeline import COMPONENTS, _fingerprinted, fingerprint, load
from core.language.text import Words, windows
from core.progress import Progress, Step
from core.records import Analysis, Document, Pieces

PIECES_OF_NEWS = [
    "said",
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "John",
    "Smith",
    "he",
    "that",
    "1,300",
    "or",
    "1,400",
    "prisoners",
    "according",
    "to",
    "quoted",
    "as",
    "saying",
    ",",
    ".",
    "\n",
    "\n\n",
    ":",
    "told",
    "who",
    "—",
    "(",
    ")",
    "no",
    "of",
    "the",
    "5",
    "%",
    "$",
    "-",
    "half",
    "a",
    "million",
    "Mr",
    "claim",
    "’s",
    "2022",
    "May",
    "12",
    "/",
    "called",
    "Asked",
    "whether",
    "?",
    "½",
    "from",
    "by",
    "dozen",
    "biggest",
    "whose",
    "for",
    ";",
    "added",
    "minus",
    "twenty-one",
    "three-year",
    "\u202e",
    "\x00",
]
texts = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(PIECES_OF_NEWS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES_OF_NEWS), max_size=40).map("".join),
)


def check_pieces(text: str, pieces: Pieces) -> None:
    for start, end in pieces:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    assert all(a[1] <= b[0] for a, b in pairwise(pieces))


def check(text: str, analysis: Analysis) -> None:
    for quote in analysis.quotes:
        assert quote.pieces
        check_pieces(text, quote.pieces)
        check_pieces(text, quote.cue)
        check_pieces(text, quote.speaker.pieces if quote.speaker else ())
        assert quote.parent is None or 0 <= quote.parent < len(analysis.quotes)
        assert 0 <= quote.checkworthy <= 1 and 0 <= quote.score <= 1
    for figure in analysis.figures:
        assert figure.pieces
        check_pieces(text, figure.pieces)
        assert figure.mention is None or 0 <= figure.mention < len(analysis.quotes)
    for comparison in analysis.comparisons:
        assert all(0 <= n < len(analysis.figures) for n in comparison.operands)
    for speaker in analysis.speakers:
        check_pieces(text, speaker.pieces)


def as_json(text: str, analysis: Analysis) -> str:
    data = text.encode("utf-8", "surrogatepass")
    document = Document("a.txt", text, data, hashlib.sha256(data).hexdigest(), "text/plain")
    return json.dumps(to_json(document, analysis), allow_nan=False)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_any_text_is_analysed_with_valid_offsets(text: str) -> None:
    analysis = load().analyse(text)
    check(text, analysis)
    as_json(text, analysis)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "\ud800 said “no” \udfff",
        "\u202eقال الوزير “نعم” 5\u202c",
        "a" * 30_000,
        "(“1," * 5_000,
        "“" * 10_000,
        "'" * 3_000,
        "‘a " * 5_000,
        "said " * 5_000,
        "a, " * 5_000,
        "Aaa\n" * 5_000,
        "1 of " * 5_000,
        " ".join(f"Jon{i} Pell said Mr Pell was late." for i in range(1_000)),
        "9" * 500 + " people and 1" + "0" * 30 + " ships",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_is_analysed(text: str) -> None:
    analysis = load().analyse(text)
    check(text, analysis)
    as_json(text, analysis)


def test_a_text_over_the_limit_of_spacy_is_analysed() -> None:
    text = f"The {'w' * 150} closed the road. " * 6_500 + "\n\nIlva Norrin said 14 ships had sailed."
    assert len(text) > spacy.blank("en").max_length
    analysis = load().analyse(text)
    assert [q.speaker.name for q in analysis.quotes if q.speaker] == ["Ilva Norrin"]


@given(st.text(max_size=500), st.integers(1, 60), st.integers(1, 20))
def test_windows_give_the_text_back(text: str, limit: int, longest: int) -> None:
    parts = list(windows(text, limit, longest))
    assert "".join(parts) == text
    assert all(0 < len(part) <= limit for part in parts)


def test_windows_end_after_lines() -> None:
    assert list(windows("one two\nthree four\nfive", 12)) == ["one two\n", "three four\n", "five"]


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str) -> None:
    words = Words(text)
    assert all(text[a:b] == t for a, b, t in zip(words.starts, words.ends, words.texts, strict=True))


def test_the_same_text_gives_the_same_analysis() -> None:
    text = "Ilva Norrin said 14 ships had sailed. “We waited,” said Carl Pell."
    assert load().analyse(text) == load().analyse(text)


def test_a_relative_date_is_resolved_only_against_a_known_publication_date() -> None:
    text = "The ship sailed on Thursday."
    unknown = load().analyse(text).figures[0].reading.time
    assert unknown is not None and unknown.start is None and unknown.anchor is None
    known = load().analyse(text, published=date(2025, 9, 12)).figures[0].reading.time
    assert known is not None
    assert (known.start, known.end, known.anchor) == (date(2025, 9, 11), date(2025, 9, 11), date(2025, 9, 12))


def test_components_work_in_anybodys_pipeline() -> None:
    nlp = spacy.blank("en")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    doc = nlp("Ilva Norrin said 14 ships had sailed.")
    assert [q.speaker.name for q in doc._.saidso_mentions] == ["Ilva Norrin"]
    assert [f.reading.counted for f in doc._.saidso_figures] == ["ships"]


def test_an_unknown_pipeline_is_refused_by_name_with_the_known_ones() -> None:
    with pytest.raises(UserError, match=r"en_nowhere.*en_saidso") as caught:
        load("en_nowhere")
    assert caught.value.code == "S-PIPELINE-UNKNOWN"


def test_analysis_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        load().analyse("Ilva Norrin said so.", progress=Progress(stop=lambda: True))


def test_progress_reaches_its_end() -> None:
    steps: list[Step] = []
    load().analyse("Ilva Norrin said so.", progress=Progress(listener=steps.append))
    assert steps[0].done == 0 and steps[-1].done == steps[-1].total


def test_the_fingerprint_is_over_every_module_that_finds_something() -> None:
    modules = {component.replace("saidso_", "") for component in COMPONENTS}
    found = _fingerprinted()
    assert {f"extraction/{each}/component.py" for each in modules} <= set(found)
    written = {path.resolve() for path in (Path(core.extraction.__file__).parent).rglob("*.py")}
    assert written <= {path.resolve() for path in found.values()}


def test_the_fingerprint_is_short_and_stands_in_the_analysis() -> None:
    analysis = load().analyse("")
    assert analysis.rules == fingerprint() and len(fingerprint()) == 16
    assert analysis.pipeline == "en_saidso 1.2.0"


def test_json_follows_the_format() -> None:
    text = "The agency Tarvo quoted Ilva Norrin as saying six or seven ships had sailed."
    row = json.loads(as_json(text, load().analyse(text)))
    assert row["schema"] == "saidso.extract/1" and row["text"] == text
    mention = row["mentions"][0]
    assert mention["speaker"]["name"] == "Ilva Norrin" and mention["kind"] == "indirect"
    figure = next(f for f in row["figures"] if f["form"] == "alternatives")
    assert (figure["low"], figure["high"], figure["counted"], figure["mention"]) == (6, 7, "ships", 0)
    assert figure["speaker"]["name"] == "Ilva Norrin"


def test_a_sentence_without_end_is_cut() -> None:
    analysis = load().analyse("he said that " * 2_000)
    longest = max(end - start for quote in analysis.quotes for start, end in quote.pieces)
    assert longest <= 601 * len("that ")
