"""A second draft of an article: recognised, and taken as its newer version by somebody's choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.records import (
    Analysis,
    Change,
    ClaimFilter,
    ClaimState,
    ComparisonKind,
    Correction,
    DismissReason,
    Figure,
    Pieces,
    Question,
    Quote,
)
from db import health
from db.operations import (
    AddComment,
    AddEvidence,
    AssignClaims,
    CorrectMention,
    DismissClaims,
    ImportArticle,
    KeepComment,
    KeepDraft,
    PublishCheck,
    RemoveArticle,
    RuleComparison,
    SetRating,
    SetRationale,
    StoreAnalysis,
    TakeAsNewVersion,
    WithholdEvent,
)
from db.store import Desk, open_desk
from tests.db.driving import refused, view, view_at
from tests.db.examples import ME, TEXT, analysis, claim_at, document, dump
from tests.db.test_migrations import make_version
from tests.db.test_republishing import LIST, approve

SECOND = (
    TEXT.replace("Velin frees 52 prisoners", "Dozens walk free in Velin")
    .replace("has sought.", "has sought for years.")
    .replace(
        "Fares rose by 4.6 per cent 🚆 in August.", "Fares rose by 4.9 per cent 🚆 in August, the office said."
    )
    + "\nNothing else is known of the buses that took them to the border.\n"
)
"""The second draft: another headline, one sentence in other words, another figure, a new end."""


def moved(pieces: Pieces) -> Pieces:
    """Where the second draft has these words; nothing, where it has them no more or in the headline alone."""
    found = []
    for start, end in pieces:
        at = SECOND.find(TEXT[start:end], 0)
        if at < 0:
            return ()
        found.append((at, at + end - start))
    return tuple(found)


def second_analysis() -> Analysis:
    """What the same pipeline finds in the second draft."""
    first = analysis()
    figures: list[Figure] = []
    quotes: list[Quote] = []
    for figure in first.figures[:2]:
        speaker = figure.speaker and replace(figure.speaker, pieces=moved(figure.speaker.pieces))
        figures.append(replace(figure, pieces=moved(figure.pieces), speaker=speaker))
    for quote in first.quotes:
        speaker = quote.speaker and replace(quote.speaker, pieces=moved(quote.speaker.pieces))
        quotes.append(replace(quote, pieces=moved(quote.pieces), cue=moved(quote.cue), speaker=speaker))
    share = replace(first.comparisons[0], cue=moved(first.comparisons[0].cue))
    return replace(first, figures=tuple(figures), quotes=tuple(quotes), comparisons=(share,), speakers=())


def add_second(desk: Desk, found: Analysis | None = None) -> int:
    change = desk.transact(ImportArticle(document(SECOND, "second.txt", title="Dozens walk free"), found), ME)
    assert change.focus_article is not None
    return change.focus_article


def work(desk: Desk) -> dict[str, int]:
    """The prisoners approved, the 1,300 approved, the fares rated, a quote dismissed, one read otherwise."""
    claims = {
        "prisoners": claim_at(desk, "52 prisoners"),
        "sought": claim_at(desk, "1,300 or 1,400 people"),
        "fares": claim_at(desk, "by 4.6 per cent"),
        "embassy": claim_at(desk, "Tarsia wants its embassy open again"),
        "lives": claim_at(desk, "“These are lives,” … “and none of them should be traded.”"),
    }
    # The first of that name is the headline's.
    [body] = [
        claim
        for claim in desk.read.claim_ids(_all())
        if view(desk, claim).row.words == "52 prisoners" and view(desk, claim).row.start > 30
    ]
    claims["prisoners"] = body
    for name in ("prisoners", "sought"):
        rated = SetRating(claims[name], Question.SO, "true")
        approve(
            desk, claims[name], rated, SetRationale(claims[name], "The list."), AddEvidence(claims[name], LIST)
        )
    desk.transact(SetRating(claims["fares"], Question.SO, "false"), ME)
    desk.transact(
        CorrectMention(claims["embassy"], Correction(speaker="Daniel Holt the elder", why="says the night guard")),
        ME,
    )
    desk.transact(DismissClaims((claims["lives"],), DismissReason.TRIVIAL), ME)
    return claims


def _all() -> ClaimFilter:
    return ClaimFilter(article_id=1)


def take(desk: Desk, newer: int) -> Change:
    return desk.transact(TakeAsNewVersion(newer, 1), ME)


@pytest.mark.parametrize("analysed_first", [True, False])
def test_work_goes_over_where_the_words_stand_and_is_looked_at_again_where_the_sentence_changed(
    desk: Desk, analysed_first: bool
) -> None:
    claims = work(desk)
    newer = add_second(desk, second_analysis() if analysed_first else None)
    change = take(desk, newer)
    assert (change.carried, change.reopened, change.left) == (4, 1, 1)
    if not analysed_first:
        article = desk.read.article(newer)
        assert article is not None
        desk.transact(StoreAnalysis(article.version_id, second_analysis()), ME)
    states = {name: view(desk, claim).row for name, claim in claims.items()}
    assert {name: (row.state.value, row.article_id) for name, row in states.items()} == {
        "prisoners": ("approved", newer),
        "sought": ("needs-recheck", newer),
        "fares": ("checking", 1),
        "embassy": ("checking", newer),
        "lives": ("dismissed", newer),
    }
    assert states["embassy"].speaker == "Daniel Holt the elder"
    kept = view(desk, claims["prisoners"])
    assert (kept.check.so, kept.check.rationale, len(kept.evidence)) == ("true", "The list.", 1)
    assert kept.comparisons[0].operands[1][0] == claims["sought"]
    article = desk.read.article(newer)
    assert article is not None
    for mark in article.marks:
        said = " … ".join(article.text[slice(*span)] for span in mark.pieces)
        assert said == view(desk, mark.claim_id).row.words
    # Nothing stands there twice: what nobody worked on made room.
    assert len(article.marks) == len({mark.pieces for mark in article.marks}) == 5
    assert [view(desk, claim).row.words for claim in desk.read.claim_ids(_all())] == ["by 4.6 per cent"]
    rows = desk.read.article_rows([1, newer])
    assert (rows[1].superseded, rows[newer].superseded) == (True, False)
    assert health.check(desk.connection).sound


def test_one_step_of_undo_takes_it_back_and_redo_does_it_again(desk: Desk) -> None:
    work(desk)
    newer = add_second(desk, second_analysis())
    before = seen(desk)
    take(desk, newer)
    after = seen(desk)
    assert before != after
    assert desk.undo(ME).label == "new version: Dozens walk free"
    assert seen(desk) == before
    assert health.check(desk.connection).sound
    desk.redo(ME)
    assert seen(desk) == after
    assert health.check(desk.connection).sound


def seen(desk: Desk) -> list[object]:
    """What people see of both articles: their claims, marks and comparisons, without history."""
    found: list[object] = [desk.read.articles()]
    for number in (1, 2):
        article = desk.read.article(number)
        found.append(article)
        for mark in article.marks if article is not None else ():
            claim = view(desk, mark.claim_id)
            found.append(replace(claim, history=()))
    return found


def test_without_work_left_behind_the_earlier_version_leaves_the_desk(desk: Desk) -> None:
    claim = view_at(desk, "Tarsia wants its embassy open again").row.id
    desk.transact(AddComment(claim, "Ask the embassy."), ME)
    newer = add_second(desk, second_analysis())
    take(desk, newer)
    assert [row.id for row in desk.read.articles()] == [newer]
    assert [each.text for each in view(desk, claim).comments] == ["Ask the embassy."]
    # Its file again is no new article, and brings no old one back.
    again = desk.transact(ImportArticle(document()), ME)
    assert (again.known, again.focus_article) == (True, newer)
    assert [row.id for row in desk.read.articles()] == [newer]


def test_what_was_published_stays_as_it_was_put_out(desk: Desk) -> None:
    claims = work(desk)
    at = datetime(2025, 9, 12, 12, tzinfo=UTC)
    for name in ("prisoners", "sought"):
        desk.transact(PublishCheck(claims[name], "https://courier.example/1", at), "Una Lindqvar")
    newer = add_second(desk, second_analysis())
    take(desk, newer)
    model = desk.read.report(newer, ME)
    assert model is not None
    found = {claim.row.id: claim for claim in model.claims}
    assert found[claims["prisoners"]].row.state is ClaimState.PUBLISHED
    reopened = found[claims["sought"]]
    assert reopened.row.state is ClaimState.NEEDS_RECHECK
    assert reopened.stands is not None
    assert (reopened.stands.check.so, reopened.stands.row.words) == ("true", "1,300 or 1,400 people")


def test_work_in_both_drafts_stays_where_it_is(desk: Desk) -> None:
    claims = work(desk)
    newer = add_second(desk, second_analysis())
    article = desk.read.article(newer)
    assert article is not None
    [mine] = [m.claim_id for m in article.marks if view(desk, m.claim_id).row.words == "52 prisoners"]
    desk.transact(AssignClaims((mine,), "Ole Brandt"), ME)
    take(desk, newer)
    assert view(desk, mine).row.article_id == newer
    left = view(desk, claims["prisoners"])
    assert (left.row.article_id, left.row.state) == (1, ClaimState.APPROVED)  # its words are what they were
    assert left.history[-1].what == "stays in the earlier version: it is being checked in the new one"


def test_what_was_typed_or_said_of_a_comparison_is_work_too(desk: Desk) -> None:
    part, whole, typed = (
        claim_at(desk, words)
        for words in ("52 prisoners", "1,300 or 1,400 people", "Tarsia wants its embassy open again")
    )
    desk.transact(RuleComparison(ComparisonKind.SHARE, part, whole, "made"), ME)
    desk.transact(KeepDraft(typed, "Half a sentence"), ME)
    newer = add_second(desk, second_analysis())
    change = take(desk, newer)
    assert (change.carried, change.left) == (2, 1)  # the first of the two figures is the headline's, which changed
    assert view(desk, typed).typed == "Half a sentence"
    assert view(desk, typed).row.article_id == view(desk, whole).row.article_id == newer
    assert [each.verdict for each in view(desk, whole).comparisons] == [None, "made"]


def test_a_claim_with_a_comment_that_is_not_sent_goes_over(desk: Desk) -> None:
    claim = claim_at(desk, "Tarsia wants its embassy open again")
    desk.transact(KeepComment(claim, "Which list?"), ME)
    newer = add_second(desk, second_analysis())
    take(desk, newer)
    assert view(desk, claim).row.article_id == newer
    assert desk.read.unsent_comments(ME) == {claim: "Which list?"}


def test_a_correction_can_be_withheld_after_it_went_over(desk: Desk) -> None:
    work(desk)
    take(desk, add_second(desk, second_analysis()))
    [event] = [e.seq for e in desk.read.audit_events() if e.action == "correction"]
    desk.transact(WithholdEvent(event, "asked to be left out"), ME)
    desk.connection.rollback()
    reasons = desk.connection.exec_driver_sql("SELECT why FROM correction").scalars().all()
    desk.connection.rollback()
    assert "says the night guard" not in reasons
    assert len(reasons) == 2


def test_refused_for_itself_and_for_what_has_a_newer_version(desk: Desk) -> None:
    work(desk)
    newer = add_second(desk, second_analysis())
    assert "no version of itself" in refused(desk, TakeAsNewVersion(newer, newer), "S-VERSION-SAME")
    refused(desk, TakeAsNewVersion(newer, 99), "S-ARTICLE-GONE")
    take(desk, newer)
    third = desk.transact(ImportArticle(document(SECOND + "One more.\n", "third.txt")), ME).focus_article
    assert third is not None
    refused(desk, TakeAsNewVersion(third, 1), "S-VERSION-TAKEN")
    told = refused(desk, TakeAsNewVersion(newer, third), "S-VERSION-FOLLOWS")
    assert "“Dozens walk free” is the newer version of “Velin frees 52 prisoners” already" in told
    assert desk.read.article_rows([1])[1].superseded
    found = desk.read.alike(third)
    assert found is not None
    assert found.id == newer  # and not the earliest, for which that one stands


def test_a_newer_version_is_found_through_one_that_left_the_desk(desk: Desk) -> None:
    """1 ← second ← third, and the second is removed: of the first there is a newer version all the same."""
    work(desk)
    second = add_second(desk, second_analysis())
    take(desk, second)
    text = document(SECOND + "One more.\n", "third.txt")
    third = desk.transact(ImportArticle(text), ME).focus_article
    assert third is not None
    desk.transact(TakeAsNewVersion(third, second), ME)
    assert desk.read.article_rows([second]) == {}
    assert desk.read.article_rows([1])[1].superseded
    fourth = desk.transact(ImportArticle(document(SECOND + "Two more, no less.\n", "4.txt")), ME).focus_article
    assert fourth is not None
    refused(desk, TakeAsNewVersion(fourth, 1), "S-VERSION-TAKEN")
    found = desk.read.alike(fourth)
    assert found is not None
    assert found.id == third  # and not the first
    change = desk.transact(RemoveArticle(third), ME)
    assert 1 in change.articles
    assert not desk.read.article_rows([1])[1].superseded


def test_an_earlier_version_that_comes_again_is_the_newest_there_is(desk: Desk) -> None:
    """1 ← second ← third, and the first two have left the desk: the bytes of the first are the third."""
    second = add_second(desk)
    take(desk, second)
    third = desk.transact(ImportArticle(document(SECOND + "One more.\n", "third.txt")), ME).focus_article
    assert third is not None
    desk.transact(TakeAsNewVersion(third, second), ME)
    assert set(desk.read.article_rows([1, second, third])) == {third}
    change = desk.transact(ImportArticle(document()), ME)
    assert change.known
    assert change.focus_article == third


# --- recognised -----------------------------------------------------------------------------------------------


def test_another_draft_is_recognised_and_another_article_is_not(desk: Desk) -> None:
    assert desk.read.alike(1) is None
    newer = add_second(desk)
    found = desk.read.alike(newer)
    assert found is not None
    assert (found.id, found.title, found.earlier) == (1, "Velin frees 52 prisoners", 1)
    assert 0.5 < found.likeness < 1
    other = document(
        "The harbour of Aldern opened its new pier on Monday, and nobody came to see it open.\n", "o.txt"
    )
    number = desk.transact(ImportArticle(other), ME).focus_article
    assert number is not None
    assert desk.read.alike(number) is None


def test_the_earlier_date_is_the_earlier_draft(desk: Desk) -> None:
    dated = document(SECOND, "second.txt", title="Dozens walk free", published=date(2025, 9, 1))
    newer = desk.transact(ImportArticle(dated), ME).focus_article
    assert newer is not None
    found = desk.read.alike(newer)
    assert found is not None
    assert (found.id, found.earlier) == (1, newer)


def test_a_desk_of_the_version_before_recognises_drafts_of_what_it_has(path: Path) -> None:
    make_version(path, 6)
    with open_desk(path) as desk:
        found = desk.read.alike(add_second(desk))
        assert found is not None
        assert found.id == 1
        assert health.check(desk.connection).sound


def test_looking_for_a_draft_writes_nothing(desk: Desk) -> None:
    newer = add_second(desk)
    before = dump(desk)
    assert desk.read.alike(newer) is not None
    assert dump(desk) == before
