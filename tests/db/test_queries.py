"""Lists, filters, orders and search against a plain reckoning in Python; what a claim and a report show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from core.checking.coverage import QUEUE_STATES
from core.records import (
    Analysis,
    ClaimFilter,
    ClaimRow,
    ClaimState,
    ComparisonKind,
    Correction,
    DismissReason,
    Figure,
    Form,
    MentionKind,
    Order,
    Question,
    Queue,
    Quote,
    Reading,
    UnitKind,
)
from db import search_query, sentences
from db.claim_list import Tally
from db.codec import STATE_RANK, fold
from db.operations import AcceptClaims, CorrectMention, DismissClaims, ImportArticle, SetRating
from db.store import Desk
from tests.db import in_passing
from tests.db.examples import HOLT, ME, TEXT, analysis, at, claim_at, document


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Two articles, claims in several states."""
    desk.transact(ImportArticle(document(TEXT + "\nMore.", "two.txt", title="Two"), analysis()), ME)
    desk.transact(AcceptClaims((1, 9)), ME)
    desk.transact(DismissClaims((3, 12), DismissReason.TRIVIAL), ME)
    desk.transact(SetRating(5, Question.SO, "false"), ME)
    return desk


PASSED_BY = (in_passing.WISH, in_passing.SHOWN)


def expected(rows: Sequence[ClaimRow], chosen: ClaimFilter) -> list[int]:
    def shown(row: ClaimRow) -> bool:
        is_figure = row.kind is MentionKind.FIGURE
        return (
            row.state in QUEUE_STATES[chosen.queue]
            and chosen.in_passing is (row.words in PASSED_BY)
            and chosen.article_id in (None, row.article_id)
            and (chosen.figures if is_figure else chosen.quotes)
            and fold(chosen.text) in fold(f"{row.words}\n{row.speaker or ''}")
        )

    def place(row: ClaimRow) -> tuple[object, ...]:
        first: dict[Order, tuple[object, ...]] = {
            Order.POSITION: (),
            Order.CHECKWORTHY: (-row.checkworthy,),
            Order.SPEAKER: (row.speaker is None, (row.speaker or "").casefold()),
            Order.STATE: (STATE_RANK[row.state],),
        }
        return (*first[chosen.order], -row.article_id, row.start, row.id)

    return [row.id for row in sorted(filter(shown, rows), key=place)]


def whole_tally(desk: Desk, chosen: ClaimFilter, most: int = 3) -> Tally:
    """The numbers for the chips, added up from parts of about `most` claims."""
    parts = [desk.read.claim_tally(chosen, None, most)]
    while parts[-1].below is not None:
        parts.append(desk.read.claim_tally(chosen, parts[-1].below, most))
    names = ("total", "quotes", "figures", "in_passing", "to_check")
    return Tally(*(sum(getattr(part, name) for part in parts) for name in names))


@pytest.mark.parametrize("few", [0, 2_000], ids=["walked in order", "entered by few"])
def test_every_filter_and_order(busy: Desk, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(search_query, "FEW", few)
    busy.transact(ImportArticle(*in_passing.article()), ME)
    busy.transact(DismissClaims((in_passing.claims(busy)[0],), DismissReason.TRIVIAL), ME)
    ids = [each for asked in (False, True) for each in busy.read.claim_ids(ClaimFilter(in_passing=asked))]
    rows = list(busy.read.claim_rows(ids).values())
    assert len(rows) == 18
    assert {row.state for row in rows} == {
        ClaimState.SUGGESTED,
        ClaimState.OPEN,
        ClaimState.CHECKING,
        ClaimState.DISMISSED,
    }
    tried = 0
    kinds = ((True, True), (True, False), (False, True), (False, False))
    every = product(Order, Queue, (None, 2, 3), kinds, ("", "holt", "er"), (False, True))
    for order, queue, article_id, (quotes, figures), text, asked in every:
        chosen = ClaimFilter(queue, article_id, None, quotes, figures, text, order, in_passing=asked)
        found = busy.read.claim_ids(chosen)
        assert found == expected(rows, chosen), chosen
        tried += bool(found)
        if order is Order.POSITION and article_id in (None, 2):
            check_tally(busy, rows, chosen)
        if found and article_id is None and (quotes or not figures):
            check_places(busy, chosen, found)
    assert tried > 100


def check_tally(desk: Desk, rows: Sequence[ClaimRow], chosen: ClaimFilter) -> None:
    tally = whole_tally(desk, chosen)
    both = replace(chosen, quotes=True, figures=True, in_passing=False)
    kinds = [row.kind is MentionKind.FIGURE for row in rows if row.id in expected(rows, both)]
    assert (tally.quotes, tally.figures) == (kinds.count(False), kinds.count(True)), chosen
    assert tally.in_passing == len(expected(rows, replace(both, in_passing=True))), chosen
    assert tally.total == len(expected(rows, chosen)), chosen
    assert tally.to_check == len(expected(rows, replace(chosen, queue=Queue.TO_CHECK))), chosen


def check_places(desk: Desk, chosen: ClaimFilter, found: list[int]) -> None:
    asked = [*found[::2], 999]
    following = dict(zip(found, [*found[1:], None], strict=True))
    places = desk.read.claim_places(chosen, asked)
    assert places == {claim: following[claim] for claim in found[::2]}, chosen
    assert list(places) == found[::2][::-1], chosen


@pytest.mark.parametrize("order", Order)
def test_chunks_by_key_make_up_the_whole_list(busy: Desk, order: Order) -> None:
    chosen = ClaimFilter(order=order)
    whole = busy.read.claim_ids(chosen)
    chunks = busy.read.claim_ids(chosen, limit=3)
    while more := busy.read.claim_ids(chosen, limit=3, after=chunks[-1]):
        assert len(more) <= 3
        chunks += more
    assert chunks == whole
    assert busy.read.claim_ids(chosen, after=999) == []


def test_speakers_filter_and_count(busy: Desk) -> None:
    for row in busy.read.speakers():
        assert len(busy.read.claim_ids(ClaimFilter(speaker_id=row.id))) == row.claims
    assert next(row.name for row in busy.read.speakers()) == "Daniel Holt"


def test_counts_agree_with_lists(busy: Desk) -> None:
    for text in ("", "holt", "o"):
        both = whole_tally(busy, ClaimFilter(text=text))
        quotes = busy.read.claim_ids(ClaimFilter(text=text, figures=False))
        figures = busy.read.claim_ids(ClaimFilter(text=text, quotes=False))
        assert (both.total, both.quotes, both.figures) == (len(quotes) + len(figures), len(quotes), len(figures))
    queues = busy.read.queues()
    assert queues == {queue: len(busy.read.claim_ids(ClaimFilter(queue=queue))) for queue in Queue}
    assert queues[Queue.DISMISSED] == 2


@pytest.mark.parametrize(
    "needle, found",
    [
        ("IRENA sokal", 1),
        ("should be traded.”", 1),
        ('should be traded."', 1),
        ("“these are", 1),
        ("4.6 PER  CENT", 1),
        ("o", 7),
        ("%", 0),
        ('" OR 2', 0),
        ("holt*", 0),
        ("\x00", 0),
    ],
)
def test_search_is_for_substrings_without_case(desk: Desk, needle: str, found: int) -> None:
    chosen = ClaimFilter(text=needle)
    rows = list(desk.read.claim_rows(desk.read.claim_ids(ClaimFilter())).values())
    ids = desk.read.claim_ids(chosen)
    assert ids == expected(rows, chosen)
    if found != 7:
        assert len(ids) == found


@given(st.text(max_size=12))
def test_folding_is_stable_and_without_case(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold("STRASSE É") == fold("straße e\u0301")


def test_no_needle_breaks_search(desk: Desk) -> None:
    for needle in (
        '"',
        '""',
        "a\"b'c",
        "(((",
        "NEAR(",
        "^abc",
        "-abc",
        "a:b",
        "😀😀😀",
        "ab",
        "\\",
        "\ud800abc"[1:],
    ):
        desk.read.claim_ids(ClaimFilter(text=needle))


def test_rows_of_claims_that_are_not_there(desk: Desk) -> None:
    assert set(desk.read.claim_rows([1, 999, 2])) == {1, 2}
    assert desk.read.claim(999) is None
    assert desk.read.article(999) is None
    assert desk.read.report(999) is None
    assert desk.read.marks(999) == ()


def test_a_claim_in_its_sentence(desk: Desk) -> None:
    sought = desk.read.claim(claim_at(desk, "1,300 or 1,400 people"))
    assert sought is not None
    assert (sought.before, sought.after, sought.paragraph) == (
        "The number falls well short of the ",
        " whose freedom Mr. Holt has sought.",
        2,
    )
    headline = desk.read.claim(desk.read.claim_ids(ClaimFilter())[0])
    assert headline is not None
    assert (headline.before, headline.after, headline.paragraph) == ("Velin frees ", "", 1)
    quote = desk.read.claim(claim_at(desk, "“These are lives,” … “and none of them should be traded.”"))
    assert quote is not None and (quote.before, quote.after) == ("", "")


@pytest.mark.parametrize(
    "text, words, before, after",
    [
        ("He came. It cost $5 in all. Then he left.", "$5", "It cost ", " in all."),
        (
            "At 3.5 km he met Dr. Orlov of the U.S. embassy. Done.",
            "embassy",
            "At 3.5 km he met Dr. Orlov of the U.S. ",
            ".",
        ),
        ("“No!” she said. Yes.", "“No!”", "", " she said."),
        ("One\nTwo here\nThree", "Two", "", " here"),
        ("word " * 400, "word word", "", ""),
        ("a", "a", "", ""),
    ],
)
def test_sentences(text: str, words: str, before: str, after: str) -> None:
    start, end = at(words, text)
    found = sentences.around(text, start, end)
    if len(text) < 1000:
        assert found == (before, after)
    else:
        assert 0 < len(found[1]) <= 400


@given(st.text(), st.data())
def test_sentence_context_never_fails_and_comes_from_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, after = sentences.around(text, start, end)
    assert re.sub(r"\s+", " ", text[:start]).endswith(before)
    assert re.sub(r"\s+", " ", text[end:]).startswith(after)
    assert len(before) <= 401 and len(after) <= 401
    assert 1 <= sentences.paragraph(text, start) <= text.count("\n") + 1


def test_a_report_holds_all_claims_and_the_head_of_the_chain(busy: Desk) -> None:
    moment = datetime(2025, 9, 12, 12, 0, tzinfo=UTC)
    report = busy.read.report(1, made_by=ME, made_at=moment)
    assert report is not None
    assert [view.row.id for view in report.claims] == busy.read.claim_ids(ClaimFilter(article_id=1))
    for view in report.claims:
        assert view == busy.read.claim(view.row.id)
    head = busy.read.audit_head()
    assert (report.audit_head, report.audit_length) == (head.hash, head.length)
    assert (report.desk, report.made_by, report.made_at) == (busy.path.stem, ME, moment)
    assert (report.settled, report.independently_reviewed, report.has_examples) == (1, False, False)
    assert report.scale == busy.read.scale()


def test_articles_tally_their_claims(busy: Desk) -> None:
    two, one = busy.read.articles()
    assert (two.title, two.claims, two.settled) == ("Two", 7, 1)
    assert (one.claims, one.settled, one.tally) == (7, 1, (("false", 1), (None, 6)))
    assert busy.read.article_rows([1]) == {1: one}


def test_marks_follow_the_text(desk: Desk, path: Path) -> None:
    article = desk.read.article(1)
    assert article is not None
    starts = [mark.pieces[0][0] for mark in article.marks]
    assert starts == sorted(starts)
    assert article.marks == desk.read.marks(1)
    holt = next(mark for mark in article.marks if mark.claim_id == claim_at(desk, "1,300 or 1,400 people"))
    assert [article.text[a:b] for a, b in holt.speaker_pieces] == ["Mr. Holt"]


def test_dates_and_ages_are_marked_as_slight(empty: Desk) -> None:
    dated = Figure((at("on Thursday"),), Reading(None, None, Form.DATE, unit_kind=UnitKind.DATE))
    empty.transact(ImportArticle(document(), analysis(figures=(*analysis().figures, dated))), ME)
    article = empty.read.article(1)
    assert article is not None
    slight = [article.text[slice(*mark.pieces[0])] for mark in article.marks if mark.slight]
    assert slight == ["on Thursday"]


def test_a_shortfall_stands_for_its_share_as_well(empty: Desk) -> None:
    share = analysis().comparisons[0]
    both = (share, replace(share, kind=ComparisonKind.SHORTFALL))
    empty.transact(ImportArticle(document(), analysis(comparisons=both)), ME)
    views = [empty.read.claim(number) for number in empty.read.claim_ids(ClaimFilter())]
    compared = [view.comparisons for view in views if view is not None and view.comparisons]
    assert [[c.kind for c in found] for found in compared] == [[ComparisonKind.SHORTFALL]] * 2


@pytest.mark.parametrize("needle", ["a\x00b", "\ud800abc", "%", '"""zzz', "'; drop"])
def test_no_search_text_is_an_error(desk: Desk, needle: str) -> None:
    assert desk.read.claim_ids(ClaimFilter(text=needle)) == []


def test_a_listed_figure_has_the_words_around_it_and_a_quote_has_none(desk: Desk) -> None:
    rows = {row.words: row for row in desk.read.claim_rows(desk.read.claim_ids(ClaimFilter())).values()}
    assert [(rows[words].before, rows[words].after) for words in ("1,300 or 1,400 people", "by 4.6 per cent")] == [
        ("The number falls well short of the ", " whose freedom Mr. Holt has sought"),
        ("Fares rose ", " 🚆 in August"),
    ]
    embassy = rows["Tarsia wants its embassy open again"]
    assert (embassy.before, embassy.after, embassy.quoted) == ("", "", False)
    assert not any(row.quoted for row in rows.values())


def test_a_figure_inside_a_quote_is_listed_as_such(empty: Desk) -> None:
    text = "“We saw 12 buses,” said Irena Sokal. The office counted 14.\n"
    quote = Quote(MentionKind.DIRECT, (at("“We saw 12 buses,”", text),))
    figures = tuple(
        Figure((at(words, text),), Reading(Decimal(value), Decimal(value)), mention)
        for words, value, mention in (("12 buses", 12, 0), ("14", 14, None))
    )
    found = Analysis("en_test 1.0", "r1", (quote,), figures)
    empty.transact(ImportArticle(document(text), found), ME)
    rows = empty.read.claim_rows(empty.read.claim_ids(ClaimFilter(quotes=False))).values()
    assert [(row.before, row.words, row.after, row.quoted) for row in rows] == [
        ("We saw ", "12 buses", "", True),
        ("The office counted ", "14", "", False),
    ]


def test_what_is_asked_of_a_few_claims_does_not_walk_all_of_them(desk: Desk) -> None:
    """Plans are made without statistics: they are the same on a desk of 100,000 claims."""
    asked: list[tuple[str, object]] = []
    engine = desk.connection.engine

    def note(_c: object, _cursor: object, statement: str, parameters: object, *_rest: object) -> None:
        asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    for claim in desk.read.claim_ids(ClaimFilter()):
        asked.clear()
        desk.read.same_words(claim)
        desk.read.context(claim)
        desk.read.drafts(ME)
        plans = list(asked)
        for statement, parameters in plans:
            if "claim_search" in statement or "draft" in statement:
                rows = desk.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
                steps = [row[3] for row in rows]
                assert not any("claim USING" in step and "INTEGER PRIMARY KEY" not in step for step in steps), (
                    steps
                )
        desk.connection.rollback()
    event.remove(engine, "before_cursor_execute", note)


def test_the_rows_of_a_few_articles_are_found_without_walking_all_of_them(desk: Desk) -> None:
    asked: list[tuple[str, object]] = []
    engine = desk.connection.engine

    def note(_c: object, _cursor: object, statement: str, parameters: object, *_rest: object) -> None:
        asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    assert list(desk.read.article_rows([1])) == [1]
    event.remove(engine, "before_cursor_execute", note)
    questions = [each for each in asked if each[0].lstrip().startswith(("SELECT", "WITH"))]
    assert questions
    for statement, parameters in questions:
        rows = desk.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()  # type: ignore[arg-type]
        walked = [row[3] for row in rows if row[3].startswith("SCAN") and "superseded" not in row[3]]
        assert walked == []
    desk.connection.rollback()


def test_a_row_says_where_its_speaker_is_only_guessed(empty: Desk) -> None:
    found = analysis()
    quotes = (replace(found.quotes[0], speaker=replace(HOLT, score=0.45)), *found.quotes[1:])
    empty.transact(ImportArticle(document(), replace(found, quotes=quotes)), ME)
    ids = empty.read.claim_ids(ClaimFilter())
    guessed = {row.id: row.speaker for row in empty.read.claim_rows(ids).values() if row.guessed}
    [guess] = [number for number, speaker in guessed.items() if speaker == "Daniel Holt"]
    assert set(guessed.values()) == {"Daniel Holt", "two officials"}, "who is surely found is no guess"
    empty.transact(CorrectMention(guess, Correction(speaker="Daniel Holt")), ME)
    assert not empty.read.claim_rows([guess])[guess].guessed, "a checker has named him"
    empty.undo(ME)
    assert empty.read.claim_rows([guess])[guess].guessed
