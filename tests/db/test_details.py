"""An article's details put right after it came in, its dates read again; and an article taken off the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from core.records import (
    Analysis,
    ClaimFilter,
    ClaimState,
    Correction,
    EvidenceDraft,
    Question,
    Reading,
    TimeReading,
)
from db import health
from db.operations import (
    AddEvidence,
    ApproveCheck,
    CorrectMention,
    ImportArticle,
    PublishCheck,
    RemoveArticle,
    SetArticleDetails,
    SetRating,
    SetRationale,
    SubmitCheck,
)
from db.store import Desk
from tests.db.driving import refused, view_at
from tests.db.examples import ME, analysis, claim_at, document, visible

EDITOR = "Una Lindqvar"
AUGUST_2024 = TimeReading(date(2024, 8, 1), date(2024, 8, 31), "month", date(2024, 9, 11))


def dated(time: TimeReading | None) -> Analysis:
    """The example's analysis with another date for its figure of August."""
    found = analysis()
    figures = tuple(
        replace(each, reading=replace(each.reading, time=time)) if each.reading.time is not None else each
        for each in found.figures
    )
    return replace(found, figures=figures)


def details(published: date | None = date(2024, 9, 11), found: Analysis | None = None) -> SetArticleDetails:
    return SetArticleDetails(1, " Velin  frees prisoners ", "", "Northwire", published, found)


def approve(desk: Desk, words: str) -> int:
    claim = claim_at(desk, words)
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(SetRationale(claim, "Counted."), ME)
    desk.transact(AddEvidence(claim, EvidenceDraft("Table")), ME)
    desk.transact(SubmitCheck(claim), ME)
    desk.transact(ApproveCheck(claim), EDITOR)
    return claim


def publish(desk: Desk, claim: int) -> None:
    desk.transact(PublishCheck(claim, "page 3", datetime(2025, 9, 12, 12, tzinfo=UTC)), EDITOR)


def test_details_and_the_dates_that_hang_on_them_change_in_one_step_and_back(desk: Desk) -> None:
    before = visible(desk)
    change = desk.transact(details(found=dated(AUGUST_2024)), ME)
    assert (change.reread, change.held, change.focus_article) == (1, 0, 1)
    assert change.label == "details of Velin frees prisoners"
    article = desk.read.article(1)
    assert article is not None
    told = (article.title, article.byline, article.outlet, article.published)
    assert told == ("Velin frees prisoners", None, "Northwire", date(2024, 9, 11))
    claim = view_at(desk, "by 4.6 per cent")
    assert claim.reading is not None and claim.reading.time == AUGUST_2024
    assert (claim.row.state, claim.article_title) == (ClaimState.SUGGESTED, "Velin frees prisoners")
    assert not claim.corrected  # no checker has read it otherwise, and no report says so
    assert health.check(desk.connection).sound
    desk.undo(ME)
    assert visible(desk) == before
    desk.redo(ME)
    claim = view_at(desk, "by 4.6 per cent")
    assert claim.reading is not None and claim.reading.time == AUGUST_2024
    # Dates go on following, back to what was found too.
    assert desk.transact(details(date(2025, 9, 11), analysis()), ME).reread == 1
    assert not view_at(desk, "by 4.6 per cent").corrected


def test_details_as_they_are_change_nothing(desk: Desk) -> None:
    article = desk.read.article(1)
    assert article is not None
    same = SetArticleDetails(1, article.title, article.byline, article.outlet, article.published, analysis())
    head = desk.read.audit_head()
    assert desk.transact(same, ME).label == ""
    assert desk.read.audit_head() == head


def test_a_reading_that_a_checker_set_stays(desk: Desk) -> None:
    claim = view_at(desk, "by 4.6 per cent")
    assert isinstance(claim.reading, Reading)
    mine = replace(claim.reading, time=None)
    desk.transact(CorrectMention(claim.row.id, Correction(reading=mine)), ME)
    assert desk.transact(details(found=dated(AUGUST_2024)), ME).reread == 0
    assert view_at(desk, "by 4.6 per cent").reading == mine


def test_an_approved_figure_comes_back_and_a_published_one_stays(desk: Desk) -> None:
    claim = approve(desk, "by 4.6 per cent")
    desk.transact(details(found=dated(AUGUST_2024)), ME)
    assert view_at(desk, "by 4.6 per cent").row.state is ClaimState.CHECKING
    desk.transact(SubmitCheck(claim), ME)
    desk.transact(ApproveCheck(claim), "Otto Quill")
    publish(desk, claim)
    change = desk.transact(details(date(2025, 9, 11), analysis()), ME)
    assert (change.reread, change.held) == (0, 1)
    found = view_at(desk, "by 4.6 per cent")
    assert (found.row.state, found.reading and found.reading.time) == (ClaimState.PUBLISHED, AUGUST_2024)
    assert health.check(desk.connection).sound


def test_bad_details_are_refused(desk: Desk) -> None:
    refused(desk, SetArticleDetails(1, " \n"), "S-ARTICLE-TITLE")
    refused(desk, SetArticleDetails(1, "x" * 301), "S-ARTICLE-TITLE")
    refused(desk, SetArticleDetails(1, "A", outlet="a\x00b"), "S-DESK-TEXT")
    refused(desk, SetArticleDetails(99, "A"), "S-ARTICLE-GONE")


def test_an_article_goes_with_its_work_and_comes_back_whole(desk: Desk) -> None:
    approve(desk, "by 4.6 per cent")
    before = visible(desk)
    change = desk.transact(RemoveArticle(1), ME)
    assert change.label == "remove Velin frees 52 prisoners"
    assert (desk.read.articles(), desk.read.claim_ids(ClaimFilter()), desk.read.speakers()) == ([], [], [])
    refused(desk, RemoveArticle(1), "S-ARTICLE-GONE")
    refused(desk, details(), "S-ARTICLE-GONE")
    desk.undo(ME)
    assert visible(desk) == before
    desk.redo(ME)
    assert desk.read.articles() == []
    # Who imports the same file again has it all back too.
    desk.transact(ImportArticle(document()), ME)
    assert visible(desk) == before
    assert health.check(desk.connection).sound


def test_an_article_of_which_a_check_appeared_stays(desk: Desk) -> None:
    publish(desk, approve(desk, "by 4.6 per cent"))
    assert "a check of it appeared in public" in refused(desk, RemoveArticle(1), "S-ARTICLE-PUBLISHED")
