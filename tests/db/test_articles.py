"""Articles come in once, whole or not at all; analyses become claims, speakers and comparisons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from sqlalchemy import event, select

from core.errors import BugError, UserError
from core.records import (
    Attribution,
    ClaimFilter,
    ClaimState,
    Comparison,
    ComparisonKind,
    DismissReason,
    Figure,
    MentionKind,
    Question,
    Quote,
    Reading,
    SpeakerKind,
)
from db import health, schema
from db.operations import AddClaim, DismissClaims, ImportArticle, SetRating, StoreAnalysis
from db.store import Desk
from tests.db.driving import view_at
from tests.db.examples import HOLT, ME, TEXT, analysis, at, claim_at, content, document, dump, visible


def test_an_article_is_kept_to_the_byte(empty: Desk) -> None:
    found = replace(document(), original=b"\xff\xfeV\x00", sha256=sha256(b"\xff\xfeV\x00").hexdigest())
    change = empty.transact(ImportArticle(found), ME)
    assert change.label == "import: Velin frees 52 prisoners"
    assert (change.focus_article, change.articles, change.known) == (1, frozenset({1}), False)
    view = empty.read.article(1)
    assert view is not None
    assert (view.text, view.sha256, view.published) == (TEXT, found.sha256, date(2025, 9, 11))
    assert (view.words, view.pipeline, view.marks) == (len(TEXT.split()), None, ())
    with empty.connection.begin():
        assert empty.connection.execute(select(schema.article_version.c.original)).scalar() == found.original
    assert empty.read.unanalysed() == [(1, "Velin frees 52 prisoners")]
    assert empty.read.text(1) == (TEXT, date(2025, 9, 11))
    assert [row.analysed for row in empty.read.articles()] == [False]


def test_the_same_bytes_again_add_nothing_and_say_so(desk: Desk) -> None:
    before = dump(desk)
    change = desk.transact(ImportArticle(document(name="copy.txt")), "Somebody Else")
    assert (change.known, change.focus_article, change.label) == (True, 1, "")
    assert dump(desk) == before
    assert desk.undo_label(ME) == "import: Velin frees 52 prisoners"


@pytest.mark.parametrize(
    "title, text, shown", [(None, "\n\n First line \nmore", "First line"), (" A\n b ", "x", "A b")]
)
def test_titles(empty: Desk, title: str | None, text: str, shown: str) -> None:
    empty.transact(ImportArticle(document(text, title=title)), ME)
    assert empty.read.articles()[0].title == shown


def test_texts_that_no_database_keeps_are_refused(empty: Desk) -> None:
    for text in ("a\x00b", "half \ud83d"):
        found = replace(document("x"), text=text)
        with pytest.raises(UserError) as caught:
            empty.transact(ImportArticle(found), ME)
        assert caught.value.code == "S-DESK-TEXT"
        assert "velin.txt" in caught.value.message
    with pytest.raises(BugError):
        empty.transact(ImportArticle(replace(document(), sha256="0" * 64)), ME)
    assert empty.read.articles() == []


def test_quotes_and_figures_become_suggested_claims(desk: Desk) -> None:
    ids = desk.read.claim_ids(ClaimFilter())
    rows = desk.read.claim_rows(ids)
    assert [rows[i].words for i in ids] == [
        "52 prisoners",
        "52 prisoners",
        "1,300 or 1,400 people",
        "by 4.6 per cent",
        "“These are lives,” … “and none of them should be traded.”",
        "Varpress quoted Holt as saying Tarsia wants its embassy open again",
        "Tarsia wants its embassy open again",
    ]
    assert {row.state for row in rows.values()} == {ClaimState.SUGGESTED}
    view = desk.read.claim(claim_at(desk, "Tarsia wants its embassy open again"))
    assert view is not None
    assert (view.row.speaker, view.row.via, view.speaker_phrase, view.cue) == (
        "Daniel Holt",
        "Varpress",
        "Holt",
        "quoted … as saying",
    )
    assert (view.reasons, view.speaker_score, view.said_applies) == (("named place",), 0.9, True)
    assert content(TEXT, view.pieces) == ["Tarsia wants its embassy open again"]
    assert [entry.what for entry in view.history] == ["found by en_test 1.0"]
    assert health.check(desk.connection).sound


def test_figures_keep_their_reading_and_comparisons(desk: Desk) -> None:
    view = desk.read.claim(claim_at(desk, "by 4.6 per cent"))
    assert view is not None
    assert view.reading == analysis().figures[2].reading
    assert str(view.reading and view.reading.low) == "4.60"
    assert (view.said_applies, view.row.speaker) == (False, None)
    sought = desk.read.claim(claim_at(desk, "1,300 or 1,400 people"))
    assert sought is not None and sought.said_applies
    (share,) = sought.comparisons
    assert (share.kind, share.high, share.why) == (ComparisonKind.SHARE, Decimal("0.04"), "same counted noun")
    assert [(words, reading.low) for _, words, reading in share.operands] == [
        ("52 prisoners", Decimal(52)),
        ("1,300 or 1,400 people", Decimal(1300)),
    ]
    assert share.operands[1][0] == sought.row.id


def test_the_same_analysis_again_adds_nothing(desk: Desk) -> None:
    before = dump(desk)
    desk.transact(StoreAnalysis(1, analysis()), "en_test 1.0")
    assert dump(desk) == before


def test_a_newer_analysis_adds_what_is_new_and_takes_nothing_away(desk: Desk) -> None:
    rated, dismissed = claim_at(desk, "1,300 or 1,400 people"), claim_at(desk, "by 4.6 per cent")
    desk.transact(SetRating(rated, Question.SO, "false"), ME)
    desk.transact(DismissClaims((dismissed,), DismissReason.TRIVIAL), ME)
    before = visible(desk)["claims"]
    newer = analysis(
        "r2",
        quotes=(Quote(MentionKind.INDIRECT, (at("Mr. Holt has sought"),)),),
        figures=(
            Figure((at("the 1,300 or 1,400 people"),), Reading(Decimal(1300), Decimal(1400))),
            Figure((at("4.6 per cent"),), Reading(Decimal("4.6"), Decimal("4.6"))),
        ),
        comparisons=(Comparison(ComparisonKind.SUM, (0, 1), None, None, why="newer"),),
    )
    desk.transact(StoreAnalysis(1, newer), "en_test 1.0")
    after = visible(desk)["claims"]
    (added,) = after.keys() - before.keys()
    assert after[added].row.words == "Mr. Holt has sought"
    for claim_id, view in before.items():
        assert replace(after[claim_id], comparisons=()) == replace(view, comparisons=())
    # The newest analysis' comparisons count, and reach the claims that stood before.
    assert [c.why for c in after[rated].comparisons] == ["newer"]
    assert health.check(desk.connection).sound


def test_what_was_marked_and_taken_back_before_the_analysis_came_is_found_all_the_same(empty: Desk) -> None:
    empty.transact(ImportArticle(document()), ME)
    empty.transact(AddClaim(1, MentionKind.INDIRECT, (at("Tarsia wants its embassy open again"),)), ME)
    empty.undo(ME)
    empty.transact(StoreAnalysis(1, analysis()), "en_test 1.0")
    assert len(empty.read.claim_ids(ClaimFilter())) == 7
    assert view_at(empty, "Tarsia wants its embassy open again").row.state is ClaimState.SUGGESTED
    assert health.check(empty.connection).sound


def test_speakers_are_one_row_across_the_desk(desk: Desk) -> None:
    text = "“Enough,” said daniel  HOLT. “No,” two officials said."
    quotes = (
        Quote(MentionKind.DIRECT, (at("“Enough,”", text),), speaker=Attribution("daniel  HOLT")),
        Quote(MentionKind.DIRECT, (at("“No,”", text),), speaker=Attribution("two officials", SpeakerKind.UNNAMED)),
    )
    found = analysis(quotes=quotes, figures=(), comparisons=(), speakers=())
    desk.transact(ImportArticle(document(text, published=date(2025, 10, 1)), found), ME)
    counted = {(row.name, row.claims): row for row in desk.read.speakers()}
    assert set(counted) == {("Daniel Holt", 3), ("Irena Sokal", 1), ("two officials", 1)}
    # An unnamed source is somebody of one article: two rows of that name.
    assert [row.name for row in desk.read.speakers()].count("two officials") == 2
    assert [row.name for row in desk.read.speakers(2)] == ["Daniel Holt", "two officials"]
    holt = counted["Daniel Holt", 3].id
    assert len(desk.read.claim_ids(ClaimFilter(speaker_id=holt))) == 3
    with desk.connection.begin():
        roles = desk.connection.execute(
            select(schema.speaker_role.c.role, schema.speaker_role.c.dated).where(
                schema.speaker_role.c.speaker_id == holt
            )
        ).all()
    assert roles == [("envoy", date(2025, 9, 11))]


def test_many_speakers_are_looked_for_and_added_at_once(empty: Desk) -> None:
    """While an analysis is stored the window waits for Python's lock."""
    text = "“Enough.” " * 60
    said_by = [Attribution(f"Person {n % 20}", SpeakerKind.PERSON) for n in range(60)]
    quotes = tuple(Quote(MentionKind.DIRECT, ((10 * n, 10 * n + 9),), speaker=said_by[n]) for n in range(60))
    statements: list[str] = []

    def listen(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    empty.transact(ImportArticle(document(text)), ME)
    engine = empty.connection.engine
    event.listen(engine, "before_cursor_execute", listen)
    empty.transact(StoreAnalysis(1, analysis(quotes=quotes, figures=(), comparisons=(), speakers=())), ME)
    event.remove(engine, "before_cursor_execute", listen)
    assert {row.name: row.claims for row in empty.read.speakers()} == {f"Person {n}": 3 for n in range(20)}
    assert len([each for each in statements if "FROM speaker_name" in each]) == 1
    assert len([each for each in statements if each.startswith("INSERT INTO speaker ")]) == 1


def test_names_alike_in_one_analysis_are_one_speaker_called_as_where_it_comes_first(empty: Desk) -> None:
    text = "“Enough.” " * 3
    names = ("Ada Holt", "ADA HOLT", "ada holt")
    said_by = [Attribution(name, SpeakerKind.PERSON) for name in names]
    quotes = tuple(Quote(MentionKind.DIRECT, ((10 * n, 10 * n + 9),), speaker=said_by[n]) for n in range(3))
    empty.transact(ImportArticle(document(text)), ME)
    empty.transact(StoreAnalysis(1, analysis(quotes=quotes, figures=(), comparisons=(), speakers=())), ME)
    assert [(row.name, row.claims) for row in empty.read.speakers()] == [("Ada Holt", 3)]


@pytest.mark.parametrize("pieces", [((0, 10_000),), ((5, 5),), ((9, 12), (3, 5)), ((-1, 4),), ()])
def test_a_passage_outside_the_text_stores_nothing(empty: Desk, pieces: tuple[tuple[int, int], ...]) -> None:
    wrong = analysis(quotes=(Quote(MentionKind.DIRECT, pieces, speaker=HOLT),), figures=(), comparisons=())
    before = dump(empty)
    with pytest.raises(BugError):
        empty.transact(ImportArticle(document(), wrong), ME)
    assert dump(empty) == before


def test_an_analysis_for_a_version_that_is_not_there(empty: Desk) -> None:
    with pytest.raises(UserError) as caught:
        empty.transact(StoreAnalysis(7, analysis()), ME)
    assert caught.value.code == "S-ARTICLE-GONE"


def test_a_version_comes_back_as_the_document_it_was(desk: Desk) -> None:
    assert desk.read.document(1) == document()
    with pytest.raises(UserError) as caught:
        desk.read.document(99)
    assert caught.value.code == "S-ARTICLE-GONE"


def test_names_that_are_no_text_are_kept_as_far_as_they_are(empty: Desk) -> None:
    """A file name on Linux is bytes; Python hands those that are no UTF-8 on as lone surrogates."""
    hostile = document("Text.", "caf\udce9\x00.txt", title="T\ud800", byline=" \x00 ", outlet="O\udfff")
    empty.transact(ImportArticle(hostile), "Ana\udce9")
    found = empty.read.document(1)
    assert (found.name, found.title, found.byline, found.outlet) == (
        "caf\ufffd\ufffd.txt",
        "T\ufffd",
        "\ufffd",
        "O\ufffd",
    )


def test_a_quote_may_stand_in_one_that_comes_later(empty: Desk) -> None:
    inner = Quote(MentionKind.INDIRECT, (at("Tarsia wants its embassy open again"),), parent=1)
    outer = Quote(
        MentionKind.INDIRECT, (at("Varpress quoted Holt as saying Tarsia wants its embassy open again"),)
    )
    nested = analysis(quotes=(inner, outer), figures=(), comparisons=())
    empty.transact(ImportArticle(document(), nested), ME)
    assert len(empty.read.claim_ids(ClaimFilter())) == 2
    assert health.check(empty.connection).sound


@pytest.mark.parametrize("wrong", [-1, 1, 7])
def test_an_analysis_that_points_nowhere_is_refused(empty: Desk, wrong: int) -> None:
    quote = Quote(MentionKind.DIRECT, (at("“These are lives,”"),), parent=wrong)
    before = dump(empty)
    with pytest.raises(BugError):
        empty.transact(ImportArticle(document(), analysis(quotes=(quote,), figures=(), comparisons=())), ME)
    assert dump(empty) == before


def test_an_article_with_thousands_of_claims(empty: Desk) -> None:
    """More than one statement can bind at once."""
    text = "7 " * 2000
    figures = tuple(Figure(((2 * n, 2 * n + 1),), Reading(Decimal(7), Decimal(7))) for n in range(2000))
    empty.transact(ImportArticle(document(text), analysis(quotes=(), figures=figures, comparisons=())), ME)
    article = empty.read.article(1)
    assert article is not None and len(article.marks) == 2000
    ids = empty.read.claim_ids(ClaimFilter())
    assert len(empty.read.claim_rows(ids)) == 2000
    report = empty.read.report(1)
    assert report is not None and len(report.claims) == 2000
    newer = analysis("r2", quotes=(), figures=figures[:1], comparisons=())
    empty.transact(StoreAnalysis(1, newer), ME)
    assert empty.read.claim_ids(ClaimFilter()) == ids
