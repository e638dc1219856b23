"""What a checker does: ratings, rationale, evidence, sending, suggestions, corrections, claims marked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.records import (
    CheckView,
    ClaimFilter,
    ClaimState,
    Correction,
    DismissReason,
    EvidenceDraft,
    Form,
    MentionKind,
    Question,
    Queue,
    Quote,
    Reading,
    ReadPart,
    Span,
    SpeakerKind,
    Stance,
)
from db import health
from db.operations import (
    AcceptClaims,
    AddClaim,
    AddEvidence,
    CorrectMention,
    DismissClaims,
    EditEvidence,
    ImportArticle,
    KeepDraft,
    RemoveEvidence,
    RestoreClaims,
    SetAside,
    SetRating,
    SetRationale,
    SubmitCheck,
    WithdrawCheck,
)
from db.store import Desk
from tests.db.driving import refused, view
from tests.db.examples import ME, analysis, at, claim_at, document, dump, visible


@pytest.fixture
def sought(desk: Desk) -> int:
    return claim_at(desk, "1,300 or 1,400 people")


# --- checks ---


def test_rating_a_suggestion_takes_it_up(desk: Desk, sought: int) -> None:
    change = desk.transact(SetRating(sought, Question.SO, "misleading"), ME)
    assert (change.claims, change.articles, change.focus_claim) == (frozenset({sought}), frozenset({1}), sought)
    assert change.label == "rating: Misleading"
    assert change.queues
    found = view(desk, sought)
    assert (found.row.state, found.row.so, found.row.said) == (ClaimState.CHECKING, "misleading", None)
    assert (found.check.revision, found.check.by, found.check.scale) == (1, ME, "saidso/1")
    assert found.history[-1].what == "So? Misleading"
    second = desk.transact(SetRating(sought, Question.SAID, "paraphrase"), ME)
    assert not second.queues
    assert (view(desk, sought).check.said, view(desk, sought).check.so) == ("paraphrase", "misleading")
    assert desk.read.articles()[0].tally == (("misleading", 1), (None, 6))


def test_the_same_rating_again_is_no_revision(desk: Desk, sought: int) -> None:
    desk.transact(SetRating(sought, Question.SO, "true"), ME)
    before = dump(desk)
    change = desk.transact(SetRating(sought, Question.SO, "true"), ME)
    assert (change.label, change.claims) == ("", frozenset())
    assert desk.transact(SetRating(claim_at(desk, "by 4.6 per cent"), Question.SO, None), ME).label == ""
    assert dump(desk) == before


def test_a_rating_can_be_cleared(desk: Desk, sought: int) -> None:
    desk.transact(SetRating(sought, Question.SO, "true"), ME)
    assert desk.transact(SetRating(sought, Question.SO, None), ME).label == "rating: cleared"
    assert view(desk, sought).row.so is None


def test_ratings_that_the_scale_does_not_have(desk: Desk, sought: int) -> None:
    assert "pants-on-fire" in refused(desk, SetRating(sought, Question.SO, "pants-on-fire"), "S-RATING-UNKNOWN")
    refused(desk, SetRating(sought, Question.SO, "verbatim"), "S-RATING-UNKNOWN")
    refused(desk, SetRating(999, Question.SO, "true"), "S-CLAIM-GONE")


def test_typing_is_kept_until_it_is_a_rationale(desk: Desk, sought: int) -> None:
    events = desk.read.audit_head()
    assert desk.transact(KeepDraft(sought, "One post says 1,300"), ME).label == ""
    desk.transact(KeepDraft(sought, "One post says 1,300, a later one"), ME)
    found = view(desk, sought)
    assert (found.typed, found.check.revision) == ("One post says 1,300, a later one", 0)
    assert found.row.state is ClaimState.SUGGESTED
    assert desk.read.audit_head() == events
    assert desk.transact(SetRationale(sought, " One post.\n"), ME).label == "rationale"
    found = view(desk, sought)
    assert (found.typed, found.check.rationale, found.check.revision) == (None, "One post.", 1)
    desk.transact(KeepDraft(sought, "One post. "), ME)
    assert desk.transact(SetRationale(sought, "One post."), ME).label == ""
    assert (view(desk, sought).typed, view(desk, sought).check.revision) == (None, 1)


def test_examples_are_marked_until_a_person_edits_them(desk: Desk, sought: int) -> None:
    desk.transact(SetRating(sought, Question.SO, "true", example=True), "Saidso")
    desk.transact(SetRationale(sought, "As an example.", example=True), "Saidso")
    assert view(desk, sought).check.example
    assert view(desk, sought).history[-2].what == "So? True (example)"
    report = desk.read.report(1)
    assert report is not None and report.has_examples
    desk.transact(SetRating(sought, Question.SO, "true"), ME)
    assert not view(desk, sought).check.example
    assert view(desk, sought).check.rationale == "As an example."


def ready(desk: Desk, claim_id: int) -> None:
    desk.transact(SetRating(claim_id, Question.SAID, "verbatim"), ME)
    desk.transact(SetRating(claim_id, Question.SO, "true"), ME)
    desk.transact(SetRationale(claim_id, "Both posts."), ME)
    desk.transact(AddEvidence(claim_id, EvidenceDraft("Prisoner list")), ME)


def test_sending_needs_a_whole_check(desk: Desk, sought: int) -> None:
    desk.transact(SetRating(sought, Question.SO, "true"), ME)
    message = refused(desk, SubmitCheck(sought), "S-LIFE-INCOMPLETE")
    assert all(word in message for word in ("Said?", "rationale", "source"))
    ready(desk, sought)
    change = desk.transact(SubmitCheck(sought), ME)
    assert (change.label, change.queues) == ("", True)
    assert view(desk, sought).row.state is ClaimState.SUBMITTED
    assert desk.read.queues()[Queue.SUBMITTED] == 1
    refused(desk, SubmitCheck(sought), "S-LIFE-MOVE")
    desk.transact(WithdrawCheck(sought), ME)
    found = view(desk, sought)
    assert found.row.state is ClaimState.CHECKING
    assert [entry.what for entry in found.history[-2:]] == ["sent to the editor", "withdrawn from the editor"]


def test_an_edit_after_sending_takes_it_back(desk: Desk, sought: int) -> None:
    ready(desk, sought)
    desk.transact(SubmitCheck(sought), ME)
    desk.transact(SetRating(sought, Question.SO, "false"), ME)
    assert view(desk, sought).row.state is ClaimState.CHECKING


# --- evidence ---


def test_evidence_is_added_edited_and_removed(desk: Desk, sought: int) -> None:
    draft = EvidenceDraft(
        " Rights  monitor ", " https://example.org/a ", "Monitor", date(2025, 9, 1), "p. 4", Stance.REFUTES
    )
    desk.transact(AddEvidence(sought, draft), ME)
    (row,) = view(desk, sought).evidence
    assert row.draft == replace(draft, title="Rights monitor", url="https://example.org/a")
    assert row.added_by == ME
    desk.transact(EditEvidence(row.id, replace(draft, stance=Stance.SUPPORTS)), "Somebody Else")
    (edited,) = view(desk, sought).evidence
    assert (edited.id, edited.draft.stance, edited.added_by) == (row.id, Stance.SUPPORTS, ME)
    assert desk.transact(EditEvidence(row.id, edited.draft), ME).label == ""
    desk.transact(RemoveEvidence(row.id), ME)
    assert view(desk, sought).evidence == ()
    refused(desk, RemoveEvidence(row.id), "S-EVIDENCE-GONE")
    refused(desk, EditEvidence(row.id, draft), "S-EVIDENCE-GONE")
    refused(desk, RemoveEvidence(99), "S-EVIDENCE-GONE")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://", "http://a b", "x", "http://[z"]
)
def test_links_that_are_no_web_address(desk: Desk, sought: int, url: str) -> None:
    refused(desk, AddEvidence(sought, EvidenceDraft("List", url)), "S-EVIDENCE-URL")


def test_a_source_needs_a_title(desk: Desk, sought: int) -> None:
    refused(desk, AddEvidence(sought, EvidenceDraft("  ")), "S-EVIDENCE-TITLE")


# --- suggestions ---


def test_suggestions_are_accepted_dismissed_and_taken_back(desk: Desk) -> None:
    ids = tuple(desk.read.claim_ids(ClaimFilter()))
    change = desk.transact(AcceptClaims(ids[:3]), ME)
    assert (change.label, change.claims) == ("accept 3 claims", frozenset(ids[:3]))
    assert desk.transact(AcceptClaims(ids), ME).label == "accept 4 claims"
    refused(desk, AcceptClaims(ids[:2]), "S-LIFE-MOVE")
    desk.transact(DismissClaims((ids[0],), DismissReason.TRIVIAL), ME)
    assert view(desk, ids[0]).row.state is ClaimState.DISMISSED


def test_dismissing_needs_a_reason_and_can_be_taken_back(desk: Desk, sought: int) -> None:
    desk.transact(SetAside((sought,), True), ME)
    assert view(desk, sought).row.set_aside
    assert desk.transact(DismissClaims((sought,), DismissReason.WRONG_SPAN), ME).label == "dismiss claim"
    found = view(desk, sought)
    assert (found.row.state, found.dismissed_because) == (ClaimState.DISMISSED, DismissReason.WRONG_SPAN)
    assert (found.row.set_aside, found.history[-1].what) == (False, "dismissed: wrong span")
    assert desk.read.articles()[0].settled == 1
    refused(desk, SetRating(sought, Question.SO, "true"), "S-LIFE-EDIT")
    desk.transact(RestoreClaims((sought,)), ME)
    found = view(desk, sought)
    assert (found.row.state, found.dismissed_because) == (ClaimState.SUGGESTED, None)


def test_only_suggestions_are_set_aside(desk: Desk, sought: int) -> None:
    desk.transact(SetAside((sought,), True), ME)
    desk.transact(SetRating(sought, Question.SO, "true"), ME)
    assert not view(desk, sought).row.set_aside
    assert "being checked" in refused(desk, SetAside((sought,), True), "S-CLAIM-ASIDE")


# --- corrections ---


def test_a_correction_lies_over_the_analysis(desk: Desk, sought: int) -> None:
    reading = Reading(Decimal(1300), Decimal(1300), Form.POINT, counted="people")
    change = desk.transact(
        CorrectMention(sought, Correction((at("1,300"),), None, "Irena Sokal", reading=reading, why="first post")),
        ME,
    )
    assert change.speakers
    found = view(desk, sought)
    assert (found.row.words, found.row.speaker, found.reading, found.corrected) == (
        "1,300",
        "Irena Sokal",
        reading,
        True,
    )
    assert (found.speaker_phrase, found.speaker_score, found.speaker_kind) == (None, None, SpeakerKind.PERSON)
    assert found.history[-1].what == "passage corrected (first post)"
    assert found.comparisons[0].operands[1][1:] == ("1,300", reading)
    assert desk.read.claim_ids(ClaimFilter(text="irena SOKAL", quotes=False)) == [sought]
    assert desk.read.claim_ids(ClaimFilter(text="1,400")) == []
    # A later correction keeps what it does not mention.
    desk.transact(CorrectMention(sought, Correction(via="Varpress")), ME)
    found = view(desk, sought)
    assert (found.row.words, found.row.speaker, found.row.via) == ("1,300", "Irena Sokal", "Varpress")
    desk.transact(CorrectMention(sought, Correction(no_speaker=True)), ME)
    found = view(desk, sought)
    assert (found.row.speaker, found.row.via, found.said_applies, found.speaker_kind) == (None, None, False, None)
    assert desk.transact(CorrectMention(sought, Correction(no_speaker=True)), ME).label == ""
    assert [mark.pieces for mark in desk.read.marks(1) if mark.claim_id == sought] == [(at("1,300"),)]
    assert health.check(desk.connection).sound


def test_what_the_analysis_says_is_no_correction(desk: Desk, sought: int) -> None:
    before = view(desk, sought)
    as_found = Correction(
        before.pieces, before.row.kind, before.row.speaker, False, "", before.reading, "so it is"
    )
    assert desk.transact(CorrectMention(sought, as_found), ME).label == ""
    desk.transact(CorrectMention(sought, Correction(speaker="Irena Sokal")), ME)
    assert desk.transact(CorrectMention(sought, Correction(speaker="Daniel Holt")), ME).label == "correct speaker"
    after = view(desk, sought)
    assert (after.corrected, after.row.speaker, after.speaker_phrase) == (False, "Daniel Holt", "Mr. Holt")
    narration = claim_at(desk, "by 4.6 per cent")
    assert desk.transact(CorrectMention(narration, Correction(no_speaker=True)), ME).label == ""


def test_a_new_speaker_and_a_new_kind(desk: Desk) -> None:
    quote = claim_at(desk, "Tarsia wants its embassy open again")
    desk.transact(CorrectMention(quote, Correction(kind=MentionKind.MIXED, speaker="  Gintas   Norvil ")), ME)
    found = view(desk, quote)
    assert (found.row.kind, found.row.speaker, found.speaker_kind) == (
        MentionKind.MIXED,
        "Gintas Norvil",
        SpeakerKind.PERSON,
    )
    assert "Gintas Norvil" in {row.name for row in desk.read.speakers()}


def test_a_quote_cut_to_its_marks_is_direct_and_widened_again_as_it_was_found(desk: Desk) -> None:
    text = "Mayor Tom Rask called the plan “a gift to nobody at all” on Friday.\n"

    def where(words: str) -> Span:
        return text.index(words), text.index(words) + len(words)

    mixed = Quote(MentionKind.MIXED, (where("the plan “a gift to nobody at all”"),), (where("called"),))
    found = analysis(quotes=(mixed,), figures=(), comparisons=(), speakers=())
    desk.transact(ImportArticle(document(text, "plan.txt"), found), ME)
    claim = claim_at(desk, "the plan “a gift to nobody at all”")
    visible_before = visible(desk)
    cut = CorrectMention(claim, Correction(pieces=(where("“a gift to nobody at all”"),)))
    desk.transact(cut, ME)
    now = view(desk, claim)
    assert now.row.kind is MentionKind.DIRECT
    assert now.history[-1].what == "passage corrected, the quote is direct now"
    desk.undo(ME)
    assert visible(desk) == visible_before
    desk.redo(ME)
    desk.transact(CorrectMention(claim, Correction(pieces=(where("called the plan"),))), ME)
    assert view(desk, claim).row.kind is MentionKind.INDIRECT
    desk.transact(CorrectMention(claim, Correction(pieces=mixed.pieces)), ME)
    now = view(desk, claim)
    assert (now.row.kind, now.corrected) == (MentionKind.MIXED, False)
    desk.transact(CorrectMention(claim, Correction(cut.correction.pieces, MentionKind.MIXED)), ME)
    assert view(desk, claim).row.kind is MentionKind.MIXED, "as somebody says"
    assert health.check(desk.connection).sound


def test_corrections_that_the_text_does_not_have(desk: Desk, sought: int) -> None:
    quote = claim_at(desk, "Tarsia wants its embassy open again")
    for pieces in (((0, 9999),), ((4, 4),), ((24, 26),), ((5, 9), (7, 12))):
        refused(desk, CorrectMention(sought, Correction(pieces=pieces)), "S-CORRECTION-SPAN")
    refused(desk, CorrectMention(sought, Correction(speaker=" ")), "S-CORRECTION-SPEAKER")
    refused(desk, CorrectMention(quote, Correction(kind=MentionKind.FIGURE)), "S-CORRECTION-FIGURE")


def test_a_reading_that_contradicts_itself_is_not_stored(desk: Desk, sought: int) -> None:
    half = Reading(Decimal(31), None, Form.POINT, ">", counted="people")
    said = refused(desk, CorrectMention(sought, Correction(reading=half)), "S-CORRECTION-FIGURE")
    assert "contradicts itself" in said and "As stated" in said
    refused(desk, AddClaim(1, MentionKind.FIGURE, (at("4.6"),), reading=half), "S-CORRECTION-FIGURE")


def test_a_comparison_comes_to_what_its_figures_say_now(desk: Desk, sought: int) -> None:
    before = view(desk, sought).comparisons[0]
    assert (before.low, before.high) != (Decimal(52) / Decimal(1300),) * 2
    reading = Reading(Decimal(1300), Decimal(1300), counted="people")
    desk.transact(CorrectMention(sought, Correction(reading=reading)), ME)
    now = view(desk, sought).comparisons[0]
    assert now.low == now.high == Decimal(52) / Decimal(1300)
    desk.undo(ME)
    assert view(desk, sought).comparisons[0] == before


def test_a_view_says_what_of_the_programs_reading_was_corrected(desk: Desk, sought: int) -> None:
    reading = Reading(Decimal(1300), Decimal(1300), counted="people")
    desk.transact(CorrectMention(sought, Correction(reading=reading)), ME)
    assert view(desk, sought).corrected_in == (ReadPart.READING,)
    desk.transact(CorrectMention(sought, Correction(pieces=(at("1,300"),), speaker="Irena Sokal")), ME)
    assert view(desk, sought).corrected_in == (ReadPart.PASSAGE, ReadPart.SPEAKER, ReadPart.READING)
    added = desk.transact(AddClaim(1, MentionKind.INDIRECT, (at("in August"),), "Irena Sokal"), ME).focus_claim
    assert added is not None
    desk.transact(CorrectMention(added, Correction(speaker="Daniel Holt")), ME)
    assert view(desk, added).corrected_in == (), "the program had read nothing there"


def test_a_claim_marked_by_hand(desk: Desk) -> None:
    start, end = at(" in August.\n")
    change = desk.transact(AddClaim(1, MentionKind.INDIRECT, ((start, end),), "Irena Sokal", via="Varpress"), ME)
    assert change.focus_claim is not None
    found = view(desk, change.focus_claim)
    assert (found.row.words, found.row.state, found.row.speaker) == ("in August.", ClaimState.OPEN, "Irena Sokal")
    assert [entry.what for entry in found.history] == ["marked by hand"]
    refused(desk, AddClaim(1, MentionKind.FIGURE, ((0, 5),)), "S-CORRECTION-FIGURE")
    refused(desk, AddClaim(9, MentionKind.DIRECT, ((0, 5),)), "S-ARTICLE-GONE")
    figure = desk.transact(
        AddClaim(1, MentionKind.FIGURE, (at("4.6"),), reading=Reading(Decimal("4.6"), Decimal("4.6"))), ME
    )
    assert figure.focus_claim is not None
    assert view(desk, figure.focus_claim).reading == Reading(Decimal("4.6"), Decimal("4.6"))
    assert health.check(desk.connection).sound


def test_nothing_entered_is_an_empty_check(desk: Desk, sought: int) -> None:
    assert view(desk, sought).check == CheckView()
