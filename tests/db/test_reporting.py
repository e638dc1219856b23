"""Reports on articles, speakers, periods and selections, gathered from the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.checking import scales
from core.records import DismissReason, Question
from core.reports import FORMATS
from core.reports.model import Scope
from db.operations import DismissClaims, ImportArticle, SetRating
from db.store import Desk
from tests.db.examples import ME, TEXT, analysis, claim_at, document


def second(desk: Desk) -> int:
    text = TEXT.replace("52", "61")
    found = analysis()
    change = desk.transact(
        ImportArticle(document(text, "again.txt", title="Velin frees 61", published=None), found), ME
    )
    assert change.focus_article is not None
    return change.focus_article


def test_a_speaker_is_reported_on_across_articles(desk: Desk) -> None:
    second(desk)
    holt = next(row for row in desk.read.speakers() if row.name == "Daniel Holt")
    model = desk.read.report_on(desk.read.claims_of_speaker(holt.id), Scope.SPEAKER, holt.name, ME)
    assert model.title == "Claims by Daniel Holt"
    assert [part.article.title for part in model.parts] == ["Velin frees 52 prisoners", "Velin frees 61"]
    assert {claim.row.speaker for claim in model.claims} == {"Daniel Holt"}
    assert len(model.claims) == holt.claims
    for each in FORMATS.values():
        assert each.render(model)


def test_what_was_dismissed_is_in_no_record_of_a_speaker(desk: Desk) -> None:
    claim = claim_at(desk, "1,300 or 1,400 people")
    holt = next(row for row in desk.read.speakers() if row.name == "Daniel Holt")
    before = desk.read.claims_of_speaker(holt.id)
    desk.transact(DismissClaims((claim,), DismissReason.TRIVIAL), ME)
    assert set(desk.read.claims_of_speaker(holt.id)) == set(before) - {claim}


def test_a_period_goes_by_publication_or_by_the_day_of_import(desk: Desk) -> None:
    article = second(desk)
    published = desk.read.claims_of_period(date(2025, 9, 11), date(2025, 9, 11))
    assert {row.article_id for row in desk.read.claim_rows(published).values()} == {1}
    assert desk.read.claims_of_period(date(2025, 9, 12), date(2025, 12, 31)) == []
    later = desk.read.claims_of_period(date(2026, 1, 1), date(9999, 12, 31))
    assert {row.article_id for row in desk.read.claim_rows(later).values()} == {article}


def test_a_selection_keeps_text_order_and_leaves_out_what_is_gone(desk: Desk) -> None:
    ids = [claim_at(desk, "by 4.6 per cent"), claim_at(desk, "52 prisoners"), 9999]
    model = desk.read.report_on(ids, Scope.SELECTION, "", ME)
    assert [claim.row.words for claim in model.claims] == ["52 prisoners", "by 4.6 per cent"]
    assert model.title == "Selected claims"
    assert desk.read.report_on([], Scope.SELECTION, "").claims == ()


def test_the_report_of_an_article_is_of_that_article(desk: Desk) -> None:
    second(desk)
    desk.transact(SetRating(claim_at(desk, "52 prisoners"), Question.SO, "true"), ME)
    model = desk.read.report(1, ME)
    assert model is not None
    assert model.article is not None
    assert model.title == "Velin frees 52 prisoners"
    assert model.older_scales == ()
    assert replace(model, scale=scales.load()) == model
