"""Assigning, commenting, speakers merged, split and renamed, comparisons ruled on: undone and remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.errors import UserError
from core.records import (
    Analysis,
    Attribution,
    ClaimFilter,
    ComparisonKind,
    Correction,
    MentionKind,
    Question,
    Quote,
    SpeakerKind,
)
from db import health
from db.operations import (
    AddComment,
    AssignClaims,
    CorrectMention,
    ImportArticle,
    MergeSpeakers,
    RenameSpeaker,
    RuleComparison,
    SetRating,
    SplitSpeaker,
)
from db.store import Desk
from tests.db.driving import view
from tests.db.examples import ME, analysis, at, claim_at, document, visible

OTHER = "Holt spoke again.\n\n“Nobody was asked about the list,” Holt said.\n\nHe counted 52 prisoners.\n"


def other(name: str = "Holt") -> tuple[object, Analysis]:
    quote = Quote(
        MentionKind.DIRECT,
        (at("“Nobody was asked about the list,”", OTHER),),
        speaker=Attribution(name, SpeakerKind.PERSON, (at("Holt", OTHER, 1),), None, 0.8),
    )
    figure = replace(analysis().figures[0], pieces=(at("52 prisoners", OTHER),), speaker=None)
    found = Analysis("en_test 1.0", "r1", (quote,), (figure,), (), ())
    return document(OTHER, "holt.txt", title="Holt again"), found


@pytest.fixture
def two(desk: Desk) -> Desk:
    found, what = other()
    desk.transact(ImportArticle(found, what), ME)  # type: ignore[arg-type]
    return desk


def speaker(desk: Desk, name: str) -> int:
    return next(row.id for row in desk.read.speakers() if row.name == name)


def speakers(desk: Desk) -> dict[str, int]:
    return {row.name: row.claims for row in desk.read.speakers()}


def sound(desk: Desk) -> bool:
    return health.check(desk.connection).sound


def test_who_is_to_check_is_found_however_the_name_was_typed(desk: Desk) -> None:
    claim, other = claim_at(desk, "52 prisoners"), claim_at(desk, "by 4.6 per cent")
    desk.transact(AssignClaims((claim,), ME.upper()), ME)
    assert view(desk, claim).row.assignee == ME
    desk.transact(AssignClaims((claim,), "una lindqvar"), ME)
    desk.transact(AddComment(claim, "Mine."), "Una Lindqvar")
    assert desk.read.claim_ids(ClaimFilter(assignee="Una Lindqvar")) == [claim]
    desk.transact(AssignClaims((other,), "UNA LINDQVAR"), ME)
    assert view(desk, other).row.assignee == "Una Lindqvar"
    assert set(desk.read.claim_ids(ClaimFilter(assignee="Una Lindqvar"))) == {claim, other}
    assert desk.read.claim_tally(ClaimFilter(assignee="Una Lindqvar")).total == 2


def test_claims_are_assigned_in_one_step_and_undone(desk: Desk) -> None:
    ids = tuple(desk.read.claim_ids(ClaimFilter())[:3])
    change = desk.transact(AssignClaims(ids, "  Una  Lindqvar "), ME)
    assert change.label == "assign to Una Lindqvar: 3 claims"
    assert {row.assignee for row in desk.read.claim_rows(ids).values()} == {"Una Lindqvar"}
    assert desk.read.claim_ids(ClaimFilter(assignee="Una Lindqvar")) == list(ids)
    desk.undo(ME)
    assert desk.read.claim_ids(ClaimFilter(assignee="Una Lindqvar")) == []
    with pytest.raises(UserError, match="longer"):
        desk.transact(AssignClaims(ids, "x" * 81), ME)


def test_a_merge_is_shown_everywhere_undone_and_remembered(two: Desk) -> None:
    before, counts = visible(two), speakers(two)
    desk = two
    claim = claim_at(desk, "“Nobody was asked about the list,”")
    assert [row.name for row in desk.read.context(claim).alike] == ["Daniel Holt"]
    desk.transact(MergeSpeakers(speaker(desk, "Daniel Holt"), speaker(desk, "Holt")), ME)
    assert speakers(desk)["Daniel Holt"] == counts["Daniel Holt"] + counts["Holt"]
    assert "Holt" not in speakers(desk)
    view = desk.read.claim(claim)
    assert view is not None
    assert (view.row.speaker, view.speaker_phrase, view.speaker_score) == ("Daniel Holt", "Holt", 0.8)
    assert claim in desk.read.claim_ids(ClaimFilter(text="daniel"))
    assert sound(desk)
    # A later article's Holt is known at once.
    later = OTHER.replace("again", "once more")
    found, what = document(later, "later.txt", title="Later"), other()[1]
    desk.transact(ImportArticle(found, replace(what, quotes=(_shifted(what.quotes[0], later),), figures=())), ME)
    assert speakers(desk)["Daniel Holt"] == counts["Daniel Holt"] + counts["Holt"] + 1
    desk.undo(ME)
    desk.undo(ME)
    assert visible(two) == before
    assert sound(desk)
    desk.redo(ME)
    assert "Holt" not in speakers(desk)
    with pytest.raises(UserError, match="same speaker"):
        desk.transact(MergeSpeakers(1, 1), ME)


def _shifted(quote: Quote, text: str) -> Quote:
    speaker = Attribution("Holt", SpeakerKind.PERSON, (at("Holt", text, 1),), None, 0.8)
    return replace(quote, pieces=(at("“Nobody was asked about the list,”", text),), speaker=speaker)


def test_a_rename_keeps_the_old_name_known(two: Desk) -> None:
    before = visible(two)
    number = speaker(two, "Holt")
    two.transact(RenameSpeaker(number, "Anna Holt"), ME)
    assert speakers(two)["Anna Holt"] == 1
    assert sound(two)
    with pytest.raises(UserError, match="merge the two"):
        two.transact(RenameSpeaker(number, "daniel holt"), ME)
    with pytest.raises(UserError, match="no name"):
        two.transact(RenameSpeaker(number, " "), ME)
    two.undo(ME)
    assert visible(two) == before


def test_a_split_means_one_article_only(two: Desk) -> None:
    desk = two
    desk.transact(MergeSpeakers(speaker(desk, "Daniel Holt"), speaker(desk, "Holt")), ME)
    before = visible(desk)
    article = next(row.id for row in desk.read.articles() if row.title == "Holt again")
    desk.transact(SplitSpeaker(speaker(desk, "Daniel Holt"), article, "Peter Holt"), ME)
    assert [row.name for row in desk.read.speakers(article)] == ["Peter Holt"]
    assert speakers(desk)["Daniel Holt"] == 2
    assert sound(desk)
    history = desk.read.claim(claim_at(desk, "1,300 or 1,400 people"))
    assert history is not None
    assert not any("Peter" in row.what for row in history.history)
    desk.undo(ME)
    assert visible(desk) == before
    assert sound(desk)
    with pytest.raises(UserError, match="tells the two apart"):
        desk.transact(SplitSpeaker(speaker(desk, "Daniel Holt"), article, "Holt"), ME)


def test_the_same_is_seen_before_with_its_rating_and_the_speakers_record(two: Desk) -> None:
    desk = two
    figure = claim_at(desk, "52 prisoners")  # of the newest article
    old = [each for each in desk.read.claim_ids(ClaimFilter(text="52 prisoners")) if each != figure]
    desk.transact(SetRating(old[0], Question.SO, "true"), ME)
    seen = desk.read.context(figure).seen
    assert {row.claim_id for row in seen} == set(old)
    assert (seen[0].so, seen[0].article_title) == ("true", "Velin frees 52 prisoners")
    holt = claim_at(desk, "1,300 or 1,400 people")
    desk.transact(SetRating(holt, Question.SO, "misleading"), ME)
    record = desk.read.context(holt).record
    assert record is not None
    assert (record.found, record.checked, record.so) == (2, 1, (("misleading", 1),))


def test_comparisons_are_confirmed_rejected_and_made(desk: Desk) -> None:
    part, whole = claim_at(desk, "52 prisoners"), claim_at(desk, "1,300 or 1,400 people")
    quote = claim_at(desk, "Tarsia wants its embassy open again")
    rule = RuleComparison(ComparisonKind.SHARE, part, whole, "made")
    assert desk.transact(rule, ME).label == "make comparison"
    assert desk.transact(rule, ME).label == ""
    desk.undo(ME)
    desk.transact(replace(rule, verdict="rejected"), ME)
    with pytest.raises(UserError, match="Only figures"):
        desk.transact(replace(rule, whole=quote), ME)
    with pytest.raises(UserError, match="itself"):
        desk.transact(replace(rule, whole=part), ME)


def test_a_desk_of_version_1_is_brought_up_with_what_was_found(desk: Desk) -> None:
    """The columns a migration fills are those the program would have written."""
    connection = desk.connection
    with connection.begin():
        wanted = connection.exec_driver_sql("SELECT id, named, figure_low, figure_unit FROM claim").all()
        for column in ("named", "figure_low", "figure_high", "figure_unit"):
            connection.exec_driver_sql(f"UPDATE claim SET {column} = NULL")  # noqa: S608 (names written here)
    assert not sound(desk)
    from db.migrations.versions import v0003_work_of_the_window as step

    with connection.begin():
        for statement in step.filling():
            connection.exec_driver_sql(statement)
        rows = connection.exec_driver_sql("SELECT id, named, figure_low, figure_unit FROM claim").all()
    assert rows == wanted
    assert sound(desk)


def corrected_to(desk: Desk, name: str, by: str = ME) -> None:
    desk.transact(CorrectMention(claim_at(desk, "by 4.6 per cent"), Correction(speaker=name)), by)


def test_a_renaming_is_undone_where_somebody_has_used_the_new_name_since(desk: Desk) -> None:
    """Whoever was meant by it is still meant, in the correction and in what comes later."""
    desk.transact(RenameSpeaker(speaker(desk, "Daniel Holt"), "Dan Holt"), ME)
    corrected_to(desk, "Dan Holt", "Una Lindqvar")
    desk.undo(ME)
    assert view(desk, claim_at(desk, "by 4.6 per cent")).row.speaker == "Daniel Holt"
    assert health.check(desk.connection).sound
    found, what = other("Dan Holt")
    desk.transact(ImportArticle(found, what), ME)  # type: ignore[arg-type]
    assert speakers(desk) == {"Daniel Holt": 4, "Irena Sokal": 1, "two officials": 1}
    assert health.check(desk.connection).sound
    desk.transact(RenameSpeaker(speaker(desk, "Daniel Holt"), "Dan Holt"), ME)
    assert speakers(desk)["Dan Holt"] == 4
    assert health.check(desk.connection).sound


def test_a_renaming_is_not_redone_onto_a_name_that_somebody_else_has_by_now(desk: Desk) -> None:
    desk.transact(RenameSpeaker(speaker(desk, "Daniel Holt"), "Dan Holt"), ME)
    desk.undo(ME)
    corrected_to(desk, "Dan Holt", "Una Lindqvar")
    before = speakers(desk)
    with pytest.raises(UserError) as caught:
        desk.redo(ME)
    assert caught.value.code == "S-SPEAKER-TAKEN"
    assert speakers(desk) == before


def test_a_name_that_nobody_has_any_more_is_free(desk: Desk) -> None:
    """A correction that was undone leaves a speaker without claims, whom nobody sees."""
    corrected_to(desk, "Dan J. Holt")
    desk.undo(ME)
    before = visible(desk)
    desk.transact(RenameSpeaker(speaker(desk, "Daniel Holt"), "Dan J. Holt"), ME)
    after = visible(desk)
    assert speakers(desk)["Dan J. Holt"] == 2
    assert health.check(desk.connection).sound
    desk.undo(ME)
    assert visible(desk) == before
    desk.redo(ME)
    assert visible(desk) == after
    corrected_to(desk, "Dan J. Holt")
    assert speakers(desk)["Dan J. Holt"] == 3
    assert health.check(desk.connection).sound


def test_a_name_that_is_taken_over_is_meant_in_later_articles_too(desk: Desk) -> None:
    desk.transact(SplitSpeaker(speaker(desk, "Daniel Holt"), 1, "Irena Sokal"), ME)
    desk.transact(RenameSpeaker(speaker(desk, "Irena Sokal"), "Daniel Holt"), ME)
    found, what = other("Daniel Holt")
    desk.transact(ImportArticle(found, what), ME)  # type: ignore[arg-type]
    assert speakers(desk) == {"Daniel Holt": 4, "two officials": 1}
    assert health.check(desk.connection).sound
