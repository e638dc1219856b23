"""Withholding leaves what others wrote: a common title, a page of the same site, ratings corrected alike."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.records import Correction, EvidenceDraft, Question
from core.reports import incoming
from db.operations import (
    AddComment,
    AddEvidence,
    CloseCorrection,
    CorrectMention,
    ImportReport,
    KeepCapture,
    OpenCorrection,
    Operation,
    PublishCheck,
    ResolveComment,
    SetOnePerson,
    SetRating,
    SetRationale,
    SubmitCheck,
    WithholdEvent,
)
from db.operations.reviews import ApproveCheck
from db.operations.sought import Read, Sought
from db.operations.written import WITHHELD
from db.store import Desk
from tests.db.driving import view
from tests.db.examples import ME, claim_at
from tests.db.test_incoming import model_of
from tests.db.test_incoming import written as report_of
from tests.db.test_withholding import EDITOR, OTTO, held, holds_together

WHY = "by order of a court"


def two(desk: Desk) -> tuple[int, int]:
    return claim_at(desk, "52 prisoners"), claim_at(desk, "by 4.6 per cent")


def withhold_last(desk: Desk, *since: tuple[Operation, str]) -> list[int]:
    """Withhold the newest event, once the operations were done since. Returns which events were withheld."""
    event = desk.read.audit_head().length
    for operation, by in since:
        desk.transact(operation, by)
    desk.transact(WithholdEvent(event, WHY), EDITOR)
    holds_together(desk)
    return [each.seq - event for each in desk.read.audit_events() if each.withheld]


def test_a_common_title_takes_nothing_from_others(desk: Desk) -> None:
    mine, theirs = two(desk)
    desk.transact(AddEvidence(mine, EvidenceDraft("Interview", note="She said so.", confidential=True)), ME)
    draft = EvidenceDraft("Interview with the office", "https://stat.example/x", "Varpress", None, "An Interview")
    why = "The office confirms it; Interview with its head on 3 September."
    withheld = withhold_last(
        desk,
        (SetRationale(theirs, why), OTTO),
        (AddEvidence(theirs, draft), OTTO),
        (AddComment(theirs, "Interview checked twice"), OTTO),
    )
    kept = view(desk, theirs)
    assert (kept.check.rationale, kept.evidence[0].draft) == (why, draft)
    assert kept.comments[0].text == "Interview checked twice"
    assert withheld == [0]
    assert view(desk, mine).evidence[0].draft.title == WITHHELD


def test_a_source_that_others_describe_alike_stays_theirs(desk: Desk) -> None:
    """Two people have an interview each, and a recording of it."""
    mine, theirs = two(desk)
    draft = EvidenceDraft("Interview", note="She said so.")
    desk.transact(AddEvidence(mine, draft), ME)
    withheld = withhold_last(
        desk,
        (AddEvidence(theirs, draft), OTTO),
        (KeepCapture(1, "", b"the tape of Pier Street", "audio/mpeg"), ME),
        (KeepCapture(2, "", b"the tape of the office", "audio/mpeg"), OTTO),
    )
    assert held(desk, ["tape of Pier Street", "tape of the office"]) == ["tape of the office"]
    [gone], [kept] = view(desk, mine).evidence, view(desk, theirs).evidence
    assert (gone.draft.title, gone.captures) == (WITHHELD, ())
    assert (kept.draft, len(kept.captures)) == (draft, 1)
    assert withheld == [0, 2], "the copy of mine"


def test_a_site_is_not_its_pages(desk: Desk) -> None:
    mine, theirs = two(desk)
    page = EvidenceDraft("Fares table", "https://www.office.example/fares/2025", "Office")
    desk.transact(AddEvidence(mine, EvidenceDraft("Who told me", "https://www.office.example")), ME)
    withheld = withhold_last(
        desk,
        (AddEvidence(theirs, page), OTTO),
        (KeepCapture(2, page.url, b"<html>fares</html>", "text/html"), OTTO),
        (SetRationale(theirs, "See https://www.office.example for the rest."), OTTO),
    )
    [kept] = view(desk, theirs).evidence
    assert (kept.draft, len(kept.captures)) == (page, 1)
    assert view(desk, theirs).check.rationale.startswith("See https://")
    assert withheld == [0]


def test_a_protected_name_a_long_sentence_and_a_link_go_from_all_that_others_wrote(desk: Desk) -> None:
    mine, theirs = two(desk)
    link, said = "https://guard.example/pier/7", "I counted them myself, two buses"
    desk.transact(AddEvidence(mine, EvidenceDraft("Oda Venn", link, excerpt=said, confidential=True)), ME)
    for told in (
        "As Oda Venn told us.",
        f"She: “{said.upper()}”.",
        f"See {link}/, and {link}#two.",
        "Venn is old",
    ):
        desk.transact(AddComment(theirs, told), OTTO)
    desk.transact(WithholdEvent(2, WHY), EDITOR)
    assert [each.text for each in view(desk, theirs).comments] == [WITHHELD, WITHHELD, WITHHELD, "Venn is old"]
    assert held(desk, ["Oda Venn", "guard.example", "counted them", "COUNTED"]) == []
    holds_together(desk)


@pytest.mark.parametrize(
    ("sought", "text", "stands"),
    [
        ("https://a.example/x", "(https://a.example/x).", True),
        ("https://a.example/x/", "at https://A.example/x?", True),
        ("https://a.example/x", "https://a.example/x.html", False),
        ("https://a.example/x", "https://a.example/x/y", False),
        ("https://a.example/x", "https://a.example/x?page=2", False),
        ("See https://a.example", "see https://a.example/x", False),
        ("Oda Venn", "Oda  Venn’s", True),
        ("Oda Venn", "Boda Venn and Oda Venning", False),
        ("“Two buses”", "she said “two buses”, and", True),
    ],
)
def test_words_and_links_are_found_whole(sought: str, text: str, stands: bool) -> None:
    assert Sought([sought]).stands_in(Read(text)) is stands


def test_a_title_that_is_the_name_of_a_field_takes_no_event(desk: Desk) -> None:
    mine, theirs = two(desk)
    desk.transact(AddEvidence(mine, EvidenceDraft("rationale")), ME)
    assert withhold_last(desk, (SetRating(theirs, Question.SO, "true"), OTTO)) == [0]


def corrected(desk: Desk, claim: int, number: int) -> None:
    """Publish a check and correct it in public."""
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(SetRationale(claim, f"The list of office {number} has it."), ME)
    for nth in range(2):
        desk.transact(AddEvidence(claim, EvidenceDraft(f"List {nth}", f"https://list.example/{number}/{nth}")), ME)
    desk.transact(SubmitCheck(claim), ME)
    desk.transact(ApproveCheck(claim), ME)
    desk.transact(PublishCheck(claim, "The Halden Courier", datetime(2026, 1, 2, tzinfo=UTC)), ME)
    desk.transact(OpenCorrection(claim), ME)
    desk.transact(SetRating(claim, Question.SO, "false"), ME)
    desk.transact(SetRationale(claim, f"The list of office {number} was misread."), ME)
    desk.transact(CloseCorrection(claim, f"Clerk {number} wrote to us.", f"We had misread list {number}."), ME)


def test_what_the_program_says_of_a_correction_is_nobodys(desk: Desk) -> None:
    desk.transact(SetOnePerson(True), ME)
    claims = two(desk)
    for number, claim in enumerate(claims):
        corrected(desk, claim, number)
    mine, theirs = (view(desk, claim).public_corrections for claim in claims)
    withheld = withhold_last(desk)
    assert view(desk, claims[0]).public_corrections == mine
    [gone] = view(desk, claims[1]).public_corrections
    assert (gone.was, gone.why, gone.public_note) == ("So? True", WITHHELD, WITHHELD)
    assert gone.now == theirs[0].now
    assert withheld == [0]


def test_a_rationale_goes_from_the_corrections_that_quote_it(desk: Desk) -> None:
    desk.transact(SetOnePerson(True), ME)
    claim, _ = two(desk)
    corrected(desk, claim, 1)
    desk.transact(OpenCorrection(claim), ME)
    desk.transact(SetRationale(claim, "Oda Venn showed us another list."), ME)
    desk.transact(CloseCorrection(claim, "A reader wrote.", "It is another list."), ME)
    [_, quoting] = view(desk, claim).public_corrections
    assert quoting.now == "Oda Venn showed us another list."
    desk.transact(WithholdEvent(desk.read.audit_head().length - 1, WHY), EDITOR)
    assert view(desk, claim).public_corrections[1].now == WITHHELD
    assert held(desk, ["Oda Venn"]) == []
    holds_together(desk)


def test_a_name_goes_from_what_readers_were_told_of_its_correction(desk: Desk) -> None:
    desk.transact(SetOnePerson(True), ME)
    claims = two(desk)
    for number, claim in enumerate(claims):
        corrected(desk, claim, number)
        desk.transact(OpenCorrection(claim), ME)
        desk.transact(
            CorrectMention(claim, Correction(speaker="Oda Venn" if claim == claims[0] else "Bo Tarn")), ME
        )
        desk.transact(SetRating(claim, Question.SAID, "verbatim"), ME)
        desk.transact(CloseCorrection(claim, "A reader wrote.", "Somebody else said it."), ME)
    named = next(each.seq for each in desk.read.audit_events() if "Oda Venn" in (each.payload or ""))
    desk.transact(WithholdEvent(named, WHY), EDITOR)
    gone, kept = (view(desk, claim).public_corrections[-1] for claim in claims)
    assert (gone.now, kept.now.splitlines()[0]) == (WITHHELD, "Speaker: Bo Tarn")
    assert held(desk, ["Oda Venn"]) == []
    assert view(desk, claims[1]).row.speaker == "Bo Tarn"
    holds_together(desk)


def test_a_place_is_where_others_publish_too(desk: Desk) -> None:
    desk.transact(SetOnePerson(True), ME)
    claims = two(desk)
    for number, claim in enumerate(claims):
        corrected(desk, claim, number)
    events = [each.seq for each in desk.read.audit_events() if each.action == "publish"]
    desk.transact(WithholdEvent(events[0], WHY), EDITOR)
    places = [view(desk, claim).publication for claim in claims]
    assert [each.place for each in places if each is not None] == [WITHHELD, "The Halden Courier"]
    assert [each.seq for each in desk.read.audit_events() if each.withheld] == [events[0]]


def test_what_is_left_of_a_text_that_was_cut_short_is_looked_for_where_it_is_quoted(desk: Desk) -> None:
    mine, theirs = two(desk)
    link = "https://very-secret.example/people/who/tell/things/index.html?number=1"
    desk.transact(AddComment(mine, f"Oda Venn: {link}"), ME)
    withheld = withhold_last(
        desk,
        (ResolveComment(1), OTTO),
        (AddComment(theirs, "Oda Venn of the registry is right"), OTTO),
    )
    assert [each.text for each in view(desk, theirs).comments] == ["Oda Venn of the registry is right"]
    assert [row.what for row in view(desk, mine).history[-3:-1]] == [WITHHELD, WITHHELD]
    assert withheld == [0, 1]


def test_the_reason_may_have_a_word_that_a_text_begins_with(desk: Desk) -> None:
    desk.transact(AddComment(two(desk)[0], f"Source: https://guard.example/{'x' * 80}"), ME)
    desk.transact(WithholdEvent(2, "protects a source"), EDITOR)
    assert held(desk, ["guard.example"]) == []


def test_a_report_with_hundreds_of_sources_can_be_withheld(desk: Desk, empty: Desk, tmp_path: Path) -> None:
    claim, _ = two(desk)
    for number in range(260):
        note = f"this is note number {number} about its page"
        link = f"https://registry.example/{number}"
        desk.transact(
            AddEvidence(claim, EvidenceDraft(f"Document {number:04d} of the registry", link, note=note)), ME
        )
    empty.transact(ImportReport(incoming.read(report_of(model_of(desk), tmp_path, "r.json"))), EDITOR)
    empty.transact(WithholdEvent(empty.read.audit_head().length, WHY), EDITOR)
    assert held(empty, ["of the registry", "registry.example", "note number"]) == []
    holds_together(empty)
