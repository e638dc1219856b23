"""A quote's speaker is put right: the figures that stand in it go along, and what a checker set stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from core.checking.applies import is_guess
from core.records import (
    Analysis,
    Attribution,
    Change,
    ClaimState,
    Correction,
    EvidenceDraft,
    Figure,
    MentionKind,
    Question,
    Quote,
    Reading,
    SpeakerKind,
)
from core.wording import speaker_name
from db import health
from db.operations import (
    AcceptClaims,
    AddEvidence,
    ApproveCheck,
    CorrectMention,
    ImportArticle,
    PublishCheck,
    SetRating,
    SetRationale,
    SubmitCheck,
)
from db.store import Desk
from tests.db.driving import view_at
from tests.db.examples import ME, at, claim_at, document, visible

EDITOR = "Una Lindqvar"
TEXT = "Ferry sails late\n\nThe Dalga left with 412 people and 31 cars aboard, the mate said. She has 9 boats.\n"
WORDS = "The Dalga left with 412 people and 31 cars aboard"


def counted(number: str, what: str, speaker: Attribution, mention: int | None = None) -> Figure:
    reading = Reading(Decimal(number), Decimal(number), counted=what)
    return Figure((at(f"{number} {what}", TEXT),), reading, mention=mention, speaker=speaker)


def found_with(score: float) -> Analysis:
    """A quote and its figures whose speaker was found with that certainty."""
    ship = Attribution("Dalga", SpeakerKind.ORGANISATION, (at("the mate", TEXT),), "Northwire", score)
    return Analysis(
        "en_test 1.0",
        "r1",
        quotes=(Quote(MentionKind.INDIRECT, (at(WORDS, TEXT),), (at("said", TEXT),), ship),),
        figures=(
            Figure(
                (at("412 people", TEXT),),
                Reading(Decimal(412), Decimal(412), counted="people"),
                mention=0,
                speaker=ship,
            ),
            Figure(
                (at("31 cars", TEXT),), Reading(Decimal(31), Decimal(31), counted="cars"), mention=0, speaker=ship
            ),
            Figure((at("9 boats", TEXT),), Reading(Decimal(9), Decimal(9), counted="boats"), speaker=ship),
        ),
    )


@pytest.fixture
def quote(empty: Desk) -> int:
    empty.transact(ImportArticle(document(TEXT, title="Ferry sails late"), found_with(0.9)), ME)
    return claim_at(empty, WORDS)


def said(desk: Desk) -> list[tuple[str | None, str | None]]:
    rows = [view_at(desk, words).row for words in (WORDS, "412 people", "31 cars", "9 boats")]
    return [(row.speaker, row.via) for row in rows]


def correct(desk: Desk, claim: int, name: str | None, via: str | None = None) -> Change:
    correction = Correction(no_speaker=True) if name is None else Correction(speaker=name, via=via)
    return desk.transact(CorrectMention(claim, correction), ME)


SHIP = ("Dalga", "Northwire")


def test_figures_in_a_quote_follow_it_in_one_step(empty: Desk, quote: int) -> None:
    before = visible(empty)
    change = correct(empty, quote, "Pernille Aksdal", "")
    mate = ("Pernille Aksdal", None)
    assert said(empty) == [mate, mate, mate, SHIP]
    assert (change.followed, change.held, len(change.claims), change.label) == (2, 0, 3, "correct speaker")
    # Nobody has worked on the figures: they are suggestions still.
    assert view_at(empty, "412 people").row.state is ClaimState.SUGGESTED
    assert view_at(empty, "412 people").history[-1].what == "speaker corrected as in the quote around it"
    # No checker has read the figure otherwise, and no report says so.
    assert [view_at(empty, words).corrected for words in (WORDS, "412 people")] == [True, False]
    assert health.check(empty.connection).sound
    empty.undo(ME)
    assert visible(empty)["lists"] == before["lists"]
    assert said(empty) == [SHIP] * 4
    empty.redo(ME)
    assert said(empty) == [mate, mate, mate, SHIP]
    # What follows goes on following, back to what was found too.
    assert correct(empty, quote, None).followed == 2
    assert said(empty)[1] == (None, None)
    assert correct(empty, quote, "Dalga", "Northwire").followed == 2
    assert said(empty) == [SHIP] * 4
    assert not view_at(empty, "412 people").corrected


def test_a_figure_in_a_quote_nobody_is_found_for_is_nobodys_and_not_the_articles(empty: Desk, quote: int) -> None:
    correct(empty, quote, None)
    cars = claim_at(empty, "31 cars")
    correct(empty, cars, None)
    rows = [view_at(empty, words).row for words in (WORDS, "412 people", "31 cars", "9 boats")]
    listed = empty.read.claim_rows([row.id for row in rows])
    assert [listed[row.id].quoted for row in rows] == [row.quoted for row in rows] == [False, True, False, False]
    assert [speaker_name(row) for row in rows] == [
        "Speaker not found",
        "Speaker not found",
        "The article itself",
        "Dalga",
    ]
    asked = [view_at(empty, words).said_applies for words in ("412 people", "31 cars")]
    assert asked == [True, False]
    # Found, the speaker of the quote is the figure's too.
    correct(empty, quote, "Pernille Aksdal")
    assert [name for name, _ in said(empty)[:3]] == ["Pernille Aksdal", "Pernille Aksdal", None]


def test_a_figure_follows_a_quote_whose_speaker_was_not_found(empty: Desk) -> None:
    found = Analysis(
        "en_test 1.0",
        "r1",
        quotes=(Quote(MentionKind.INDIRECT, (at(WORDS, TEXT),)),),
        figures=(Figure((at("31 cars", TEXT),), Reading(Decimal(31), Decimal(31), counted="cars"), mention=0),),
    )
    empty.transact(ImportArticle(document(TEXT, title="Ferry sails late"), found), ME)
    assert view_at(empty, "31 cars").row.quoted
    correct(empty, claim_at(empty, WORDS), "Pernille Aksdal")
    assert view_at(empty, "31 cars").row.speaker == "Pernille Aksdal"
    assert health.check(empty.connection).sound


def test_what_a_checker_set_stays(empty: Desk, quote: int) -> None:
    correct(empty, claim_at(empty, "412 people"), "Radar operator")
    assert correct(empty, quote, "Pernille Aksdal").followed == 1
    assert said(empty)[1][0] == "Radar operator"
    # A figure that followed and is then set by hand is as the hand set it.
    correct(empty, claim_at(empty, "31 cars"), "Pernille Aksdal", "")
    correct(empty, claim_at(empty, "31 cars"), "Harbour office", "")
    assert correct(empty, quote, "Dalga").followed == 0
    assert said(empty)[2][0] == "Harbour office"


def test_who_relayed_it_follows_too(empty: Desk, quote: int) -> None:
    assert empty.transact(CorrectMention(quote, Correction(via="Seapress")), ME).followed == 2
    assert said(empty) == [("Dalga", "Seapress")] * 3 + [SHIP]


def approved(desk: Desk, words: str) -> int:
    claim = claim_at(desk, words)
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(SetRating(claim, Question.SAID, "verbatim"), ME)
    desk.transact(SetRationale(claim, "Counted."), ME)
    desk.transact(AddEvidence(claim, EvidenceDraft("List")), ME)
    desk.transact(SubmitCheck(claim), ME)
    desk.transact(ApproveCheck(claim), EDITOR)
    return claim


def test_an_approved_figure_comes_back_and_a_published_one_stays(empty: Desk, quote: int) -> None:
    approved(empty, "412 people")
    published = approved(empty, "31 cars")
    empty.transact(PublishCheck(published, "page 3", datetime(2025, 9, 12, 12, tzinfo=UTC)), EDITOR)
    change = correct(empty, quote, "Pernille Aksdal")
    assert (change.followed, change.held, change.focus_claim) == (1, 1, quote)
    back, stays = view_at(empty, "412 people"), view_at(empty, "31 cars")
    assert (back.row.state, back.row.speaker) == (ClaimState.CHECKING, "Pernille Aksdal")
    assert back.history[-1].what == "speaker corrected as in the quote around it (approval void)"
    assert (stays.row.state, stays.row.speaker) == (ClaimState.PUBLISHED, "Dalga")
    assert health.check(empty.connection).sound


def test_undo_declines_once_a_figure_that_followed_was_worked_on(empty: Desk, quote: int) -> None:
    correct(empty, quote, "Pernille Aksdal")
    empty.transact(AcceptClaims((claim_at(empty, "412 people"),)), ME)
    empty.undo(ME)
    empty.undo(ME)
    assert said(empty) == [SHIP] * 4


def test_a_correction_of_the_passage_alone_moves_no_figure(empty: Desk, quote: int) -> None:
    start, end = at(WORDS, TEXT)
    assert empty.transact(CorrectMention(quote, Correction(((start + 4, end),))), ME).followed == 0
    assert replace(view_at(empty, "412 people").row, set_aside=False).speaker == "Dalga"


def test_whoever_was_only_guessed_is_confirmed_with_the_figures_in_the_quote(empty: Desk) -> None:
    empty.transact(ImportArticle(document(TEXT, title="Ferry sails late"), found_with(0.45)), ME)
    quote = claim_at(empty, WORDS)
    before = visible(empty)
    assert is_guess(view_at(empty, WORDS))
    change = correct(empty, quote, "Dalga")
    assert (change.label, change.followed) == ("confirm speaker", 2)
    assert said(empty) == [SHIP] * 4
    assert [is_guess(view_at(empty, words)) for words in (WORDS, "412 people", "31 cars", "9 boats")] == [
        False, False, False, True,
    ]  # fmt: skip
    found = view_at(empty, WORDS)
    assert found.history[-1].what == "speaker confirmed"
    assert (found.corrected, found.corrected_in) == (False, ()), "nothing is read otherwise than it was"
    assert found.speaker_phrase == "the mate"
    assert correct(empty, quote, "Dalga").label == "", "once is enough"
    assert health.check(empty.connection).sound
    empty.undo(ME)
    assert visible(empty)["lists"] == before["lists"]
    assert is_guess(view_at(empty, WORDS))
    # Somebody else is a correction, as ever.
    assert correct(empty, quote, "Pernille Aksdal").label == "correct speaker"
    assert view_at(empty, WORDS).corrected


def test_whoever_was_surely_found_needs_no_confirming(empty: Desk, quote: int) -> None:
    assert correct(empty, quote, "Dalga").label == ""
