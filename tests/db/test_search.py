"""The search field's own language: words, phrases, figures by value, speaker, source, state, article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from core.records import Analysis, ClaimFilter, ClaimState, EvidenceDraft, MentionKind, Question, Quote
from db import health, search_query, text_search
from db.operations import AddEvidence, ImportArticle, RemoveEvidence, SetArticleDetails, SetRating, WithholdEvent
from db.search_query import MOST_TERMS, parse, states
from db.store import Desk
from tests.db.driving import text_places
from tests.db.examples import ME, at, claim_at, document


def found(desk: Desk, text: str) -> set[str]:
    rows = desk.read.claim_rows(desk.read.claim_ids(ClaimFilter(text=text)))
    return {row.words for row in rows.values()}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("52", {"52 prisoners"}),
        ("52 prisoners", {"52 prisoners"}),
        ("prisoners 52", {"52 prisoners"}),
        ("53", set()),
        ("1300", {"1,300 or 1,400 people"}),
        ("1,400", {"1,300 or 1,400 people"}),
        ("1.4k", {"1,300 or 1,400 people"}),
        ("1350-1360", {"1,300 or 1,400 people"}),
        ("1360–1350", {"1,300 or 1,400 people"}),
        ("1500-1600", set()),
        ("50-2000", {"52 prisoners", "1,300 or 1,400 people"}),
        ("> 4 %", {"by 4.6 per cent"}),
        (">4.6%", set()),
        (">= 4.6 per cent", {"by 4.6 per cent"}),
        ("≥ 4.6 percent", {"by 4.6 per cent"}),
        ("< 5 %", {"by 4.6 per cent"}),
        ("< 60 prisoners", {"52 prisoners"}),
        ("1,300 or 1,400", {"1,300 or 1,400 people"}),
        ("1,300 to 1,400", {"1,300 or 1,400 people"}),
        ("between 1,350 and 1,360", {"1,300 or 1,400 people"}),
        ("between 50 and 60 prisoners", {"52 prisoners"}),
        ("between 53 and 60", set()),
        ("speaker:holt", {"1,300 or 1,400 people", "Tarsia wants its embassy open again"}),
        ('speaker:"daniel holt" 1300-1400', {"1,300 or 1,400 people"}),
        ("speaker:daniel tarsia", {"Tarsia wants its embassy open again"}),
        ("state:approved", set()),
        ("state:nonsense", set()),
        ("so:false", set()),
        ('"open again" tarsia state:sugg', None),
        ('article:"velin frees" 52', {"52 prisoners"}),
        ("article:nowhere", set()),
        ("cue:quoted", {"Tarsia wants its embassy open again"}),
    ],
)
def test_what_is_typed_finds(desk: Desk, text: str, words: set[str] | None) -> None:
    result = found(desk, text)
    if words is None:
        assert "Tarsia wants its embassy open again" in result
        assert all("open again" in each for each in result)
    else:
        assert result == words


def test_claims_are_found_by_how_they_are_reported(desk: Desk) -> None:
    reported = "Tarsia wants its embassy open again"
    assert reported in found(desk, "as saying"), "nobody says these words in it"
    assert found(desk, "cue:saying") == found(desk, '"as saying" state:sugg embassy speaker:holt') == {reported}
    assert found(desk, "denied") == found(desk, "cue:denied") == set()
    assert found(desk, "cue:tarsia") == set(), "a cue is not the claim's own words"
    counted = desk.read.claim_tally(ClaimFilter(text="cue:saying"))
    assert (counted.total, counted.quotes) == (1, 1)


def test_claims_are_found_by_their_articles_byline(desk: Desk) -> None:
    (row,) = desk.read.articles()
    assert found(desk, "article:vinter") == set()
    desk.transact(SetArticleDetails(row.id, row.title, "Mara Vinter", row.outlet, row.published), ME)
    assert "52 prisoners" in found(desk, "article:vinter")
    assert [each.byline for each in desk.read.articles()] == ["Mara Vinter"]


def test_a_source_is_found_while_it_stands(desk: Desk) -> None:
    claim = claim_at(desk, "1,300 or 1,400 people")
    desk.transact(AddEvidence(claim, EvidenceDraft("Prisoner list", publisher="Lantern_100%")), ME)
    assert found(desk, "source:lantern") == found(desk, "lantern_100%") == {"1,300 or 1,400 people"}
    assert found(desk, "lantern 1300") == {"1,300 or 1,400 people"}
    assert found(desk, "lanternx100") == set()
    view = desk.read.claim(claim)
    assert view is not None
    desk.transact(RemoveEvidence(view.evidence[0].id), ME)
    assert found(desk, "source:lantern") == set()


def test_a_source_is_looked_for_without_reading_what_all_sources_are_used_for(desk: Desk) -> None:
    asked: list[tuple[str, object]] = []
    engine = desk.connection.engine

    def note(_c: object, _cursor: object, statement: str, parameters: object, *_rest: object) -> None:
        asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    assert ids_of(desk, "lantern") == []
    event.remove(engine, "before_cursor_execute", note)
    questions = [each for each in asked if "evidence_revision" in each[0]]
    assert questions
    for statement, parameters in questions:
        rows = desk.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
        assert [row[3] for row in rows if row[3].startswith("SCAN")] == ["SCAN source"]
    desk.connection.rollback()


def test_what_many_claims_have_as_it_was_typed_is_found(empty: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"Fares in 20 towns rose, said {name}." for name in ("Oda", "Bert", "Carl")]
    words = "\n".join(lines)
    quotes = tuple(Quote(MentionKind.INDIRECT, (at(line, words),)) for line in lines)
    empty.transact(ImportArticle(document(words, "fares.txt"), Analysis("en_test", "r", quotes)), ME)
    for few in (3, 2):
        monkeypatch.setattr(search_query, "FEW", few)
        assert found(empty, "fares in 20 towns") == set(lines)
        assert found(empty, "fares in 21 towns") == set()


def test_states_are_found_by_how_they_begin(desk: Desk) -> None:
    claim = claim_at(desk, "1,300 or 1,400 people")
    desk.transact(SetRating(claim, Question.SO, "misleading"), ME)
    assert found(desk, "state:checking") == found(desk, "state:being-checked") == {"1,300 or 1,400 people"}
    assert states("sub") == [ClaimState.SUBMITTED]
    assert states("with the") == [ClaimState.SUBMITTED]


@given(st.text(max_size=60))
def test_anything_can_be_typed(text: str) -> None:
    terms = parse(text)
    assert len(terms) <= MOST_TERMS
    assert all(term.words for term in terms)


@pytest.mark.parametrize(
    "text", ['"', '" OR 1=1 --', "speaker:", "%_\\", "*", "NEAR(a b)", "\x00", "9" * 400, ">"]
)
def test_nothing_typed_breaks_the_question(desk: Desk, text: str) -> None:
    assert isinstance(desk.read.claim_ids(ClaimFilter(text=text)), list)
    assert desk.read.claim_tally(ClaimFilter(text=text)).total == len(desk.read.claim_ids(ClaimFilter(text=text)))


def test_articles_are_looked_through_where_nothing_is_marked(desk: Desk) -> None:
    (place,) = text_places(desk, "officials  SAID")
    assert place.title == desk.read.articles()[0].title
    assert place.words == "officials said"
    assert place.before.startswith("…")
    assert place.before.endswith("again, two ")
    assert place.after == "."
    view = desk.read.article(place.article_id)
    assert view is not None
    assert view.text[slice(*place.span)] == "officials said"
    assert text_places(desk, "52 prisoners") == [], "marked, and so in the list of claims"
    assert text_places(desk, "speaker:holt") == []
    assert text_places(desk, "of") == []
    assert text_places(desk, '"in august"')[0].words == "in August"


def test_articles_are_looked_through_in_parts(empty: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        empty.transact(ImportArticle(document(f"Number {number}. The tide was low in Orme.")), ME)
    whole = text_places(empty, "tide was low")
    assert [place.article_id for place in whole] == [5, 4, 3, 2, 1]
    monkeypatch.setattr(text_search, "PART", 2)
    part = empty.read.text_places("tide was low")
    assert ([place.article_id for place in part.places], part.below) == ([5, 4], 4)
    assert text_places(empty, "tide was low") == whole
    monkeypatch.setattr(text_search, "MOST", 1)
    assert empty.read.text_places("tide was low").below is None, "enough is found"


@pytest.mark.parametrize(
    "text", ["5", "se", "r", "d", "zq", "%", ",", "> 4", "> 4 %", "<= 60", "50-2000", "1,350 to 1,360", "< 0"]
)
def test_the_same_is_found_whether_few_or_many_claims_have_it(
    desk: Desk, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = desk.read.claim_ids(ClaimFilter(text=text))
    monkeypatch.setattr(search_query, "FEW", 0)
    assert desk.read.claim_ids(ClaimFilter(text=text)) == ids


@pytest.mark.parametrize("sign", ["<", ">", "<=", "≥"])
def test_a_comparison_says_nothing_before_its_number_is_typed(desk: Desk, sign: str) -> None:
    assert found(desk, sign) == found(desk, "")
    assert found(desk, f"prisoners {sign}") == found(desk, "prisoners")
    assert found(desk, f'"{sign}"') == set(), "in quotation marks it is a word"


@given(st.text())
def test_anything_typed_can_be_looked_for_in_articles(text: str) -> None:
    found = text_search.pattern(text)
    assert found is None or found.search("") is None


def ids_of(desk: Desk, text: str) -> list[int]:
    return list(desk.read.claim_ids(ClaimFilter(text=text)))


def test_claims_are_found_by_their_ratings(desk: Desk) -> None:
    claim = ids_of(desk, "52 prisoners")[0]
    unrated = len(ids_of(desk, "so:none"))
    desk.transact(SetRating(claim, Question.SO, "mostly-true"), ME)
    assert ids_of(desk, "so:mostly") == ids_of(desk, 'so:"mostly true"') == [claim]
    assert ids_of(desk, "so:true") == [] == ids_of(desk, "said:mostly")
    assert len(ids_of(desk, "so:none")) == unrated - 1


SOURCES = (
    EvidenceDraft("Women’s Aid report", "https://example.org/Ærlig", "Øresund Office"),
    EvidenceDraft("STRASSENBAU in Übersee", publisher="“Ålesund” Post"),
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("women's aid", 1),
        ('"Women’s Aid"', 1),
        ('source:"women\'s  aid"', 1),
        ("source:ØRESUND", 1),
        ("source:ærlig", 1),
        ("source:straßenbau", 1),
        ("source:ÅLESUND", 1),
        ("source:übersee", 1),
        ("source:u\u0308bersee", 1),
        ('source:"report øresund"', 0),
        ("source:%", 0),
        ("source:_", 0),
    ],
)
def test_a_source_is_found_whatever_its_letters_and_quotation_marks(desk: Desk, text: str, count: int) -> None:
    for claim, draft in enumerate(SOURCES, 1):
        desk.transact(AddEvidence(claim, draft), ME)
    assert len(found(desk, text)) == count
    assert health.check(desk.connection).sound


@pytest.mark.parametrize(
    "text",
    ["article:ødegård", "article:Ødegård’s", 'article:"ødegård\'s plan"', "article:ÅSE", 'article:"åse l\'orme"'],
)
def test_an_article_is_found_whatever_its_letters_and_quotation_marks(desk: Desk, text: str) -> None:
    assert found(desk, text) == set()
    desk.transact(SetArticleDetails(1, "Ødegård’s plan", "Åse L’Orme"), ME)
    assert "52 prisoners" in found(desk, text)


@pytest.mark.parametrize("text", ["cue:DIDN'T", "cue:didn’t", 'cue:"éclaté, didn\'t say"', "cue:éclaté"])
def test_a_cue_is_found_whatever_its_letters_and_quotation_marks(empty: Desk, text: str) -> None:
    words = "The harbour, ÉCLATÉ,\ndidn’t say Oda Venn, was full."
    quote = Quote(MentionKind.INDIRECT, ((0, 11),), ((words.index("É"), words.index(" Oda")),))
    empty.transact(ImportArticle(document(words, "harbour.txt"), Analysis("en_test", "r", (quote,))), ME)
    assert found(empty, text) == {"The harbour"}


def test_what_is_withheld_is_no_longer_what_a_source_is_found_by(desk: Desk) -> None:
    desk.transact(AddEvidence(1, SOURCES[0]), ME)
    desk.transact(WithholdEvent(desk.read.audit_head().length, "asked for"), ME)
    assert found(desk, "source:women") == set()
    assert found(desk, 'source:"[withheld]"')
    assert health.check(desk.connection).sound


def test_a_source_that_is_found_by_something_else_is_a_problem(desk: Desk) -> None:
    desk.transact(AddEvidence(1, SOURCES[0]), ME)
    with desk.connection.begin():
        desk.connection.exec_driver_sql("DROP TRIGGER source_no_update")
        desk.connection.exec_driver_sql("UPDATE source SET folded = 'women'")
    [problem] = health.check(desk.connection).problems
    assert (problem.kind, problem.count) == ("sources that search does not find", 1)


@pytest.mark.parametrize("field", ["speaker", "cue", "source", "state", "said", "so", "article"])
def test_a_search_in_a_named_field_looks_for_claims_alone(field: str) -> None:
    """All fields of the search, in the list of claims and in the articles' text."""
    assert [term.field for term in parse(f"{field.upper()}:true")] == [field]
    assert text_search.pattern(f"buses {field.title()}: true") is None
    assert text_search.pattern(f"buses x{field}: true") is not None


@pytest.mark.parametrize("typed", ["the guard's buses", "the guard’s buses", "the guard‘s buses"])
def test_words_of_articles_are_found_however_their_quotation_marks_are_typed(typed: str) -> None:
    pattern = text_search.pattern(typed)
    assert pattern is not None
    assert all(pattern.search(text) for text in ("the guard's buses", "The guard’s  buses"))


@pytest.mark.parametrize("typed", ["widened at the café", "WID\u00adENED at the cafe\u0301"])
@pytest.mark.parametrize("text", ["wid\u00adened at the caf\u00ade\u0301", "widened at the caf\u00e9"])
def test_words_of_articles_are_found_however_their_letters_are_written(empty: Desk, typed: str, text: str) -> None:
    empty.transact(ImportArticle(document(f"The road was {text} in May.", "road.txt"), None), ME)
    [place] = text_places(empty, typed)
    assert place.words == text
    assert text_places(empty, "ened at the") == []
