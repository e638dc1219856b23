"""What was found in passing is in no list, count, page or report until somebody takes it up, or asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from core.records import (
    ClaimFilter,
    Correction,
    DismissReason,
    EvidenceDraft,
    MentionKind,
    Order,
    Question,
    Queue,
    Stance,
)
from core.reports import incoming, json
from core.reports.model import ReportModel, Scope
from db import health, schema
from db.operations import (
    AcceptClaims,
    AddClaim,
    AddEvidence,
    AssignClaims,
    CorrectMention,
    DismissClaims,
    ImportArticle,
    ImportReport,
    RenameSpeaker,
    RestoreClaims,
    SetAside,
    SetRating,
    SetRationale,
    SignOffArticle,
    TakeAsNewVersion,
)
from db.operations.base import Operation
from db.store import Desk, open_desk
from tests.db.driving import text_places
from tests.db.examples import ME, at, claim_at
from tests.db.in_passing import SHOWN, SPEECH, TEXT, WISH, article, claims

ASKED = ClaimFilter(in_passing=True)
LISTED = {SPEECH, "12 per cent"}


@pytest.fixture
def newsroom(empty: Desk) -> Desk:
    empty.transact(ImportArticle(*article()), ME)
    return empty


def words(desk: Desk, chosen: ClaimFilter) -> set[str]:
    return {row.words for row in desk.read.claim_rows(desk.read.claim_ids(chosen)).values()}


def reported(model: ReportModel | None) -> set[str]:
    assert model is not None
    return {claim.row.words for claim in model.claims}


def seen(desk: Desk) -> dict[str, object]:
    """The claims that each place of the desk shows, by their words, and how many it counts."""
    read = desk.read
    day = date(2025, 9, 11)
    opened = read.article(1)
    [row] = read.articles()
    assert opened is not None
    speakers = {each.name: each.claims for each in read.speakers()}
    ids = {each.name: each.id for each in read.speakers(in_passing=True)}
    pages = [read.report_on(read.claims_of_speaker(each), Scope.SPEAKER, "") for each in ids.values()]
    period = read.report_on(read.claims_of_period(day, day), Scope.PERIOD, "")
    return {
        "list": {order: words(desk, ClaimFilter(order=order)) for order in Order},
        "queues": {queue: words(desk, ClaimFilter(queue)) for queue in Queue},
        "counts": read.queues(),
        "chips": [
            (tally.total, tally.quotes + tally.figures)
            for tally in (read.claim_tally(ClaimFilter(queue)) for queue in Queue)
        ],
        "search": words(desk, ClaimFilter(text="quay")) | words(desk, ClaimFilter(text="ferries")),
        "article": (row.claims, row.settled, row.tally),
        "speakers": speakers,
        "marks": {row.words for row in read.claim_rows(mark.claim_id for mark in opened.marks).values()},
        "report": reported(read.report(1)),
        "pages": set().union(*(reported(page) for page in pages)),
        "period": reported(period),
    }


def test_it_is_nowhere_until_asked_for(newsroom: Desk) -> None:
    found = seen(newsroom)
    assert found["list"] == dict.fromkeys(Order, LISTED)
    assert found["queues"] == {queue: LISTED if queue in (Queue.ALL, Queue.TO_CHECK) else set() for queue in Queue}
    assert found["counts"] == {queue: 2 if queue in (Queue.ALL, Queue.TO_CHECK) else 0 for queue in Queue}
    assert found["chips"] == [(2, 2) if queue in (Queue.ALL, Queue.TO_CHECK) else (0, 0) for queue in Queue]
    assert found["search"] == set()
    assert found["article"] == (2, 0, ((None, 2),))
    assert found["speakers"] == {"Tom Rask": 2}
    for place in ("marks", "report", "pages", "period"):
        assert found[place] == LISTED, place
    report = newsroom.read.report(1)
    assert report is not None
    marked = {mark.claim_id for part in report.parts for mark in part.article.marks}
    assert marked == {claim.row.id for claim in report.claims}, "not even its places are told"
    assert health.check(newsroom.connection).sound


def test_asked_for_the_list_holds_these_alone_and_the_article_marks_all(newsroom: Desk) -> None:
    for order in Order:
        assert words(newsroom, replace(ASKED, order=order)) == {WISH, SHOWN}
    assert words(newsroom, replace(ASKED, queue=Queue.TO_CHECK)) == {WISH, SHOWN}
    assert words(newsroom, replace(ASKED, queue=Queue.DISMISSED)) == set()
    assert words(newsroom, replace(ASKED, text="quay")) == {SHOWN}
    tally = newsroom.read.claim_tally(ASKED)
    assert (tally.total, tally.quotes, tally.figures, tally.in_passing, tally.to_check) == (2, 1, 1, 2, 2)
    assert newsroom.read.claim_tally(ClaimFilter()).in_passing == 2
    assert newsroom.read.claim_tally(ClaimFilter(queue=Queue.APPROVED)).in_passing == 0
    opened = newsroom.read.article(1, in_passing=True)
    assert opened is not None
    assert len(opened.marks) == 4
    assert {each.name for each in newsroom.read.speakers(in_passing=True)} == {
        "Tom Rask",
        "Irena Sokal",
        "Ida Marr",
    }
    chosen = newsroom.read.report_on(newsroom.read.claim_ids(ASKED), Scope.SELECTION, "")
    assert {claim.row.words for claim in chosen.claims} == {WISH, SHOWN}


TAKING_UP: dict[str, Callable[[int], Operation]] = {
    "accepted": lambda claim: AcceptClaims((claim,)),
    "rated": lambda claim: SetRating(claim, Question.SO, "true"),
    "written of": lambda claim: SetRationale(claim, "She said so elsewhere."),
    "sourced": lambda claim: AddEvidence(claim, EvidenceDraft("Interview", stance=Stance.SUPPORTS)),
    "read otherwise": lambda claim: CorrectMention(claim, Correction(speaker="Tom Rask")),
}


@pytest.mark.parametrize("how", TAKING_UP)
def test_whoever_takes_it_up_has_it_shown_like_every_other_and_undo_takes_that_back(
    newsroom: Desk, how: str
) -> None:
    before = seen(newsroom)
    wish, caption = claims(newsroom)
    assert newsroom.transact(TAKING_UP[how](wish), ME).speakers, "who said it counts one claim more"
    now = seen(newsroom)
    shown = {*LISTED, WISH}
    assert now["list"] == dict.fromkeys(Order, shown)
    assert now["search"] == {WISH}
    for place in ("marks", "report", "pages", "period"):
        assert now[place] == shown, place
    assert newsroom.read.queues()[Queue.TO_CHECK] == 3
    assert newsroom.read.articles()[0].claims == 3
    assert newsroom.read.claim_ids(ASKED) == [caption]
    assert newsroom.read.claim_tally(ASKED).in_passing == 1
    assert newsroom.undo(ME).speakers
    assert seen(newsroom) == before
    newsroom.redo(ME)
    assert seen(newsroom) == now
    assert health.check(newsroom.connection).sound


@pytest.mark.parametrize(
    "operation",
    [
        lambda claim: DismissClaims((claim,), DismissReason.TRIVIAL),
        lambda claim: SetAside((claim,), True),
        lambda claim: AssignClaims((claim,), "Otto Quill"),
    ],
    ids=["dismissed", "set aside", "assigned"],
)
def test_what_leaves_it_a_suggestion_or_turns_it_away_shows_it_nowhere(
    newsroom: Desk, operation: Callable[[int], Operation]
) -> None:
    before = seen(newsroom)
    wish, _ = claims(newsroom)
    newsroom.transact(operation(wish), ME)
    assert seen(newsroom) == before
    assert wish in newsroom.read.claim_ids(ASKED)


def test_what_was_dismissed_is_found_among_the_dismissed_when_asked_for_and_comes_back(newsroom: Desk) -> None:
    wish, caption = claims(newsroom)
    newsroom.transact(DismissClaims((wish,), DismissReason.TRIVIAL), ME)
    assert newsroom.read.claim_ids(replace(ASKED, queue=Queue.DISMISSED)) == [wish]
    assert newsroom.read.claim_ids(replace(ASKED, queue=Queue.TO_CHECK)) == [caption]
    newsroom.transact(RestoreClaims((wish,)), ME)
    assert newsroom.read.claim_ids(replace(ASKED, queue=Queue.TO_CHECK)) == [wish, caption]


def test_counts_are_right_after_several_are_taken_up_or_turned_away_at_once(newsroom: Desk) -> None:
    both = claims(newsroom)
    newsroom.transact(DismissClaims(both, DismissReason.TRIVIAL), ME)
    assert newsroom.read.queues()[Queue.DISMISSED] == 0
    assert newsroom.read.articles()[0].settled == 0
    newsroom.undo(ME)
    newsroom.transact(AcceptClaims(both), ME)
    assert newsroom.read.queues()[Queue.ALL] == newsroom.read.articles()[0].claims == 4
    tally = newsroom.read.claim_tally(ClaimFilter())
    assert (tally.total, tally.quotes, tally.figures, tally.in_passing) == (4, 3, 1, 0)
    newsroom.undo(ME)
    assert newsroom.read.queues()[Queue.ALL] == newsroom.read.articles()[0].claims == 2


def test_an_article_is_signed_off_without_it_until_somebody_takes_it_up(newsroom: Desk) -> None:
    wish, _ = claims(newsroom)
    newsroom.transact(DismissClaims(tuple(newsroom.read.claim_ids(ClaimFilter())), DismissReason.TRIVIAL), ME)
    newsroom.transact(SignOffArticle(1), ME)
    signed = newsroom.read.sign_off(1)
    assert signed is not None
    assert signed.settled == 2
    newsroom.transact(AcceptClaims((wish,)), ME)
    assert newsroom.read.sign_off(1) is None


# --- what stands around other claims --------------------------------------------------------------------------


def test_it_was_not_seen_before_and_is_not_on_its_speakers_record(newsroom: Desk) -> None:
    told = f"Irena Sokal said {WISH}.\nIrena Sokal said nothing else.\n"
    found, analysis = article(
        told.replace("Irena Sokal said nothing else", SPEECH + " Tom Rask " + SHOWN + " Ida Marr")
    )
    speech = replace(analysis.quotes[1], reasons=())
    newsroom.transact(ImportArticle(found, replace(analysis, quotes=(speech,), figures=())), ME)
    wish, _ = claims(newsroom)
    said = claim_at(newsroom, WISH)
    context = newsroom.read.context(said)
    assert context.record is not None
    assert (context.seen, context.record.found) == ((), 1)
    assert [row.claim_id for row in newsroom.read.context(wish).seen] == [said]
    newsroom.transact(AcceptClaims((wish,)), ME)
    context = newsroom.read.context(said)
    assert context.record is not None
    assert ([row.claim_id for row in context.seen], context.record.found) == ([wish], 2)


def test_dismissing_all_with_the_same_words_keeps_to_what_the_list_is_of(newsroom: Desk) -> None:
    found, analysis = article(TEXT + "\nLater.", "later.txt")
    speech = replace(analysis.quotes[1], reasons=())
    newsroom.transact(ImportArticle(found, replace(analysis, quotes=(speech, *analysis.quotes[2:]))), ME)
    said = claim_at(newsroom, WISH)
    newest, wish, caption = newsroom.read.claim_ids(ASKED)
    assert newsroom.read.same_words(said) == [said]
    assert newsroom.read.same_words(wish) == [wish]
    assert newsroom.read.same_words(caption) == [caption, newest]


def test_words_that_only_it_has_are_found_in_the_article(newsroom: Desk) -> None:
    """Else nothing on the desk would find them: from there a claim can be made of them."""
    wish, _ = claims(newsroom)
    assert [place.words for place in text_places(newsroom, "ferries come back")] == ["ferries come back"]
    newsroom.transact(AcceptClaims((wish,)), ME)
    assert text_places(newsroom, "ferries come back") == []


def test_a_claim_that_somebody_makes_of_its_words_is_shown(newsroom: Desk) -> None:
    before = newsroom.read.queues()[Queue.ALL]
    newsroom.transact(AddClaim(1, MentionKind.INDIRECT, (at(WISH, TEXT),), "Irena Sokal"), ME)
    made = claim_at(newsroom, WISH)
    assert newsroom.read.queues()[Queue.ALL] == before + 1
    assert made not in claims(newsroom)
    opened = newsroom.read.article(1)
    assert opened is not None
    assert made in {mark.claim_id for mark in opened.marks}
    assert health.check(newsroom.connection).sound


def test_undoing_a_speakers_new_name_leads_to_no_claim_that_nobody_asked_for(newsroom: Desk) -> None:
    """The speaker of what is in passing alone has none to be shown."""
    ids = {each.name: each.id for each in newsroom.read.speakers(in_passing=True)}
    newsroom.transact(RenameSpeaker(ids["Ida Marr"], "Ida T. Marr"), ME)
    assert newsroom.undo(ME).focus_claim is None


# --- new versions, reports and other desks --------------------------------------------------------------------


def test_what_is_taken_up_goes_over_to_a_new_version_and_what_is_not_stays_in_passing(newsroom: Desk) -> None:
    wish, _ = claims(newsroom)
    newsroom.transact(AcceptClaims((wish,)), ME)
    newsroom.transact(
        ImportArticle(*article(TEXT.replace("Harbour fees rise\n", "Harbour fees to rise\n"), "2.txt")), ME
    )
    newsroom.transact(TakeAsNewVersion(2, 1), ME)
    assert [row.id for row in newsroom.read.articles()] == [2]
    assert wish in newsroom.read.claim_ids(ClaimFilter(article_id=2))
    assert words(newsroom, ClaimFilter()) == {*LISTED, WISH}
    assert words(newsroom, ASKED) == {SHOWN}
    assert health.check(newsroom.connection).sound
    newsroom.undo(ME)
    newsroom.undo(ME)
    newsroom.undo(ME)
    assert newsroom.read.claim_ids(ASKED)[0] == wish
    assert health.check(newsroom.connection).sound


def test_found_again_as_a_wish_in_a_new_version_it_is_one_there(newsroom: Desk) -> None:
    """It is what its mention is, and that is the new text's; while it is taken up that hides it nowhere."""
    speech = claim_at(newsroom, SPEECH)
    newsroom.transact(SetAside((speech,), True), ME)
    found, analysis = article(TEXT + "\nMore.", "more.txt")
    quotes = (replace(analysis.quotes[0], reasons=analysis.quotes[1].reasons), *analysis.quotes[1:])
    newsroom.transact(ImportArticle(found, replace(analysis, quotes=quotes)), ME)
    newsroom.transact(TakeAsNewVersion(2, 1), ME)
    assert speech in newsroom.read.claim_ids(ASKED)
    assert health.check(newsroom.connection).sound
    newsroom.transact(AcceptClaims((speech,)), ME)
    assert speech in newsroom.read.claim_ids(ClaimFilter())


def received(desk: Desk, model: ReportModel, tmp_path: Path) -> Desk:
    """Another desk that has taken the report in."""
    file = tmp_path / "report.json"
    file.write_bytes(json.render(model))
    other = open_desk(tmp_path / "other.desk")
    other.transact(ImportReport(incoming.read(file)), ME)
    return other


def test_a_report_brings_what_was_taken_up_to_another_desk_and_that_is_shown_there(
    newsroom: Desk, tmp_path: Path
) -> None:
    wish, _ = claims(newsroom)
    newsroom.transact(AcceptClaims((wish,)), ME)
    model = newsroom.read.report(1)
    assert model is not None
    with received(newsroom, model, tmp_path) as other:
        assert words(other, ClaimFilter()) == {*LISTED, WISH}
        assert words(other, ASKED) == set()
        assert health.check(other.connection).sound


def test_what_was_asked_for_in_a_report_is_in_passing_on_another_desk_too(newsroom: Desk, tmp_path: Path) -> None:
    model = newsroom.read.report_on(newsroom.read.claim_ids(ASKED), Scope.SELECTION, "")
    with received(newsroom, model, tmp_path) as other:
        assert words(other, ASKED) == {WISH, SHOWN}
        assert words(other, ClaimFilter()) == set()
        assert health.check(other.connection).sound


def test_doctor_compares_what_claims_say_of_it_with_their_mentions(newsroom: Desk) -> None:
    speech = claim_at(newsroom, SPEECH)
    with newsroom.connection.begin():
        claim = schema.claim
        newsroom.connection.execute(update(claim).where(claim.c.id == speech).values(in_passing=True))
    [problem] = health.check(newsroom.connection).problems
    assert problem.example == f"claim {speech}: in_passing"
