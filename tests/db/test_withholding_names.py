"""Names that people typed are withheld from every place they were written to; articles and others keep theirs."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

import db
from core.checking import scales
from core.records import (
    Capacity,
    ClaimFilter,
    ComparisonKind,
    Correction,
    EvidenceDraft,
    MentionKind,
    Reading,
    Stance,
)
from core.reports import incoming
from db.codec import correction_to_json
from db.operations import (
    AddClaim,
    AddComment,
    AddEvidence,
    AssignClaims,
    CorrectMention,
    ImportArticle,
    ImportReport,
    MergeSpeakers,
    Operation,
    RemoveArticle,
    RenamePerson,
    RenameSpeaker,
    RuleComparison,
    SetArticleDetails,
    SetCapacity,
    SetRationale,
    SplitSpeaker,
    TakeAsNewVersion,
    WithholdEvent,
    written,
)
from db.store import Desk
from db.things import THINGS, Kind
from db.transaction import Tx
from tests.db.driving import refused, view
from tests.db.examples import ME, TEXT, at, claim_at, document
from tests.db.test_incoming import model_of
from tests.db.test_incoming import written as report_of
from tests.db.test_withholding import EDITOR, event_with, held, holds_together
from tests.db.test_withholding import kept as bytes_of

NAME = "Zebediah Quillfeather"
QUOTE = "Tarsia wants its embassy open again"
FIGURE = "by 4.6 per cent"


def gone(desk: Desk, name: str = NAME) -> None:
    """The name is in no byte of the desk, in whatever case, and the desk holds together."""
    data = bytes_of(desk).lower()
    for part in name.lower().split():
        assert data.count(part.encode()) == 0, part
    holds_together(desk)


def speaker_called(desk: Desk, name: str) -> int:
    return next(row.id for row in desk.read.speakers() if row.name == name)


def of_quote(desk: Desk, **what: str) -> Operation:
    return CorrectMention(claim_at(desk, QUOTE), Correction(**what))  # type: ignore[arg-type]


TYPED: dict[str, Callable[[Desk], Operation]] = {
    "speaker": lambda desk: of_quote(desk, speaker=NAME),
    "via": lambda desk: of_quote(desk, via=NAME),
    "why": lambda desk: of_quote(desk, speaker="Irena Sokal", why=f"told us by {NAME}"),
    "byline": lambda desk: SetArticleDetails(1, "Velin frees 52 prisoners", NAME, "Varpress", date(2025, 9, 11)),
    "outlet": lambda desk: SetArticleDetails(1, "Velin frees 52 prisoners", None, NAME, date(2025, 9, 11)),
    "title": lambda desk: SetArticleDetails(1, NAME, None, "Varpress", date(2025, 9, 11)),
    "assignee": lambda desk: AssignClaims((claim_at(desk, QUOTE), claim_at(desk, FIGURE)), NAME),
    "rename": lambda desk: RenameSpeaker(speaker_called(desk, "Irena Sokal"), NAME),
    "split": lambda desk: SplitSpeaker(speaker_called(desk, "Daniel Holt"), 1, NAME),
    "marked": lambda desk: AddClaim(1, MentionKind.INDIRECT, (at("let 52 prisoners go"),), NAME, "the Gull Post"),
    "counted": lambda desk: CorrectMention(
        claim_at(desk, "52 prisoners"), Correction(reading=Reading(Decimal(52), Decimal(52), counted=NAME))
    ),
    "modifiers": lambda desk: CorrectMention(
        claim_at(desk, "52 prisoners"),
        Correction(reading=Reading(Decimal(52), Decimal(52), counted="prisoners", modifiers=tuple(NAME.split()))),
    ),
    "file": lambda desk: ImportArticle(document("Fares fell.\nNo more.", f"{NAME}.txt", title="Fares fell")),
}
"""An action for each place that people type a name into."""


@pytest.mark.parametrize("place", TYPED)
def test_a_name_goes_from_where_it_was_typed(desk: Desk, place: str) -> None:
    desk.transact(TYPED[place](desk), ME)
    assert held(desk, ["Quillfeather"])
    event = desk.read.audit_head().length
    text = desk.read.article(1)
    desk.transact(WithholdEvent(event, "protects somebody"), EDITOR)
    gone(desk)
    after = desk.read.article(1)
    assert text is not None
    assert after is not None
    assert after.text == text.text == TEXT
    assert held(desk, ["Irena Sokal", "Daniel Holt", "52 prisoners"])
    desk.close()
    assert not held(desk, ["Quillfeather"])


LATER = ["speaker", "via", "assignee", "rename", "title", "byline", "split", "counted", "marked"]


@pytest.mark.parametrize("place", LATER)
def test_a_name_goes_from_what_was_done_about_the_same_later(desk: Desk, place: str) -> None:
    """Undone, redone, renamed, merged, carried over to a newer version of its article, taken off the desk."""
    desk.transact(TYPED[place](desk), ME)
    event = desk.read.audit_head().length
    desk.undo(ME)
    desk.redo(ME)
    if place in ("speaker", "rename", "split"):
        speaker = speaker_called(desk, NAME)
        desk.transact(RenameSpeaker(speaker, "Oda Venn"), "Otto Quill")
        officials = speaker_called(desk, "two officials")
        desk.transact(MergeSpeakers(officials, speaker), "Otto Quill")
    newer = desk.transact(ImportArticle(document(TEXT + "\nMore.\n", "second.txt", title="Second")), ME)
    assert newer.focus_article is not None
    desk.transact(TakeAsNewVersion(newer.focus_article, 1), "Otto Quill")
    if place == "title":
        desk.transact(RemoveArticle(newer.focus_article), "Otto Quill")
        desk.undo("Otto Quill")
    desk.transact(WithholdEvent(event, "protects somebody"), EDITOR)
    gone(desk)


def test_who_was_withheld_is_not_who_had_been_found(desk: Desk) -> None:
    """A claim that somebody corrected does not go back to a wrong speaker, and is found by the mark."""
    desk.transact(of_quote(desk, speaker=NAME), ME)
    claim = claim_at(desk, QUOTE)
    desk.transact(WithholdEvent(event_with(desk, NAME), "protects somebody"), EDITOR)
    assert view(desk, claim).row.speaker == written.WITHHELD
    assert desk.read.claim_ids(ClaimFilter(text="quillfeather")) == []
    assert desk.read.claim_ids(ClaimFilter(text='speaker:"[withheld]"')) == [claim]


def test_a_renamed_speaker_goes_by_the_name_the_article_has(desk: Desk) -> None:
    desk.transact(RenameSpeaker(speaker_called(desk, "Irena Sokal"), NAME), ME)
    desk.transact(WithholdEvent(event_with(desk, NAME), "protects somebody"), EDITOR)
    assert "Irena Sokal" in {row.name for row in desk.read.speakers()}
    assert desk.read.claim_ids(ClaimFilter(text="sokal"))


def test_what_the_article_says_and_what_others_wrote_stays(desk: Desk) -> None:
    """The same name in the text, as found there, in somebody else's work: none of it is what the event wrote."""
    figure, quote = claim_at(desk, FIGURE), claim_at(desk, QUOTE)
    found = [
        row.id
        for row in desk.read.claim_rows(desk.read.claim_ids(ClaimFilter())).values()
        if row.speaker == "Irena Sokal"
    ]
    desk.transact(CorrectMention(figure, Correction(speaker="Irena Sokal")), "Otto Quill")
    desk.transact(AssignClaims((figure,), "Carl Oder"), "Otto Quill")
    desk.transact(SetRationale(figure, "Irena Sokal and Carl Oder say so."), "Otto Quill")
    desk.transact(AddComment(quote, "Ask Irena Sokal."), "Otto Quill")
    desk.transact(AddEvidence(figure, EvidenceDraft("A list", publisher="Halden Wire")), "Otto Quill")
    desk.transact(of_quote(desk, speaker="Irena Sokal", via="Halden Wire"), ME)
    desk.transact(AssignClaims((quote,), "Carl Oder"), ME)
    corrected = desk.read.audit_head().length - 1
    for event in (corrected, corrected + 1):
        desk.transact(WithholdEvent(event, "an error"), EDITOR)
    mine, theirs = view(desk, quote), view(desk, figure)
    assert (mine.row.speaker, mine.row.via, mine.row.assignee) == (written.WITHHELD, written.WITHHELD, None)
    assert (theirs.row.speaker, theirs.row.assignee) == ("Irena Sokal", "Carl Oder")
    assert theirs.check.rationale == "Irena Sokal and Carl Oder say so."
    assert theirs.evidence[0].draft.publisher == "Halden Wire"
    assert mine.comments[0].text == "Ask Irena Sokal."
    assert "comment: Ask Irena Sokal." in [row.what for row in mine.history]
    assert {view(desk, each).row.speaker for each in found} == {"Irena Sokal"}
    assert [e.seq for e in desk.read.audit_events() if e.withheld] == [corrected, corrected + 1]
    holds_together(desk)


def test_an_article_keeps_the_title_it_came_with(desk: Desk) -> None:
    published = date(2025, 9, 11)
    desk.transact(SetArticleDetails(1, NAME, None, "Varpress", published), ME)
    desk.transact(SetArticleDetails(1, "Velin frees 52 prisoners", "A. Lind", "Varpress", published), ME)
    desk.transact(WithholdEvent(event_with(desk, NAME), "protects somebody"), EDITOR)
    gone(desk)
    [row] = desk.read.articles()
    assert row.title == "Velin frees 52 prisoners"


def test_who_sits_at_the_desk_cannot_be_withheld_and_it_says_so(desk: Desk) -> None:
    desk.transact(SetRationale(claim_at(desk, FIGURE), "Counted."), "Otto Quill")
    desk.transact(SetCapacity("Otto Quill", Capacity.EDITOR), ME)
    capacity = desk.read.audit_head().length
    desk.transact(RenamePerson("Otto Quill", NAME), ME)
    for event in (capacity, capacity + 1):
        told = refused(desk, WithholdEvent(event, "asked for"), "S-AUDIT-PEOPLE", NAME)
        assert told.startswith(f"Event {event} says who somebody on this desk is.")


def test_that_somebody_is_called_so_outlasts_withholding_their_name_elsewhere(desk: Desk) -> None:
    """The event of a renaming tells who signed as whom; a source of that title does not take it along."""
    desk.transact(SetRationale(claim_at(desk, FIGURE), "Counted."), "Otto Quill")
    desk.transact(RenamePerson("Otto Quill", NAME), ME)
    desk.transact(AddEvidence(claim_at(desk, FIGURE), EvidenceDraft(NAME, stance=Stance.SUPPORTS)), ME)
    desk.transact(WithholdEvent(desk.read.audit_head().length, "an error"), EDITOR)
    assert view(desk, claim_at(desk, FIGURE)).check.by == NAME
    desk.transact(SetRationale(claim_at(desk, FIGURE), "Counted twice."), "Otto Quill")
    assert view(desk, claim_at(desk, FIGURE)).check.by == NAME, "who still sits under the name before"


def test_the_reason_does_not_repeat_a_name(desk: Desk) -> None:
    desk.transact(of_quote(desk, speaker=NAME), ME)
    why = f"asked for by {NAME.upper()}"
    refused(desk, WithholdEvent(event_with(desk, NAME), why), "S-AUDIT-WHY", EDITOR)


def test_what_a_report_brought_is_withheld_whole(desk: Desk, empty: Desk, tmp_path: Path) -> None:
    quote, figure = claim_at(desk, QUOTE), claim_at(desk, FIGURE)
    desk.transact(AddClaim(1, MentionKind.INDIRECT, (at("let 52 prisoners go"),), NAME), ME)
    desk.transact(of_quote(desk, speaker=NAME), ME)
    desk.transact(AssignClaims((figure,), NAME), ME)
    desk.transact(AddComment(quote, f"Ask {NAME} of the registry."), EDITOR)
    path = report_of(model_of(desk), tmp_path, f"{NAME}.json")
    empty.transact(ImportReport(incoming.read(path)), EDITOR)
    assert held(empty, ["Quillfeather"])
    empty.transact(WithholdEvent(empty.read.audit_head().length, "asked for"), EDITOR)
    gone(empty)


def test_what_the_program_says_itself_stays(desk: Desk) -> None:
    """Figures that follow their quote say so in words that many corrections share."""
    quote = claim_at(desk, QUOTE)
    [other, *_] = [
        row.id
        for row in desk.read.claim_rows(desk.read.claim_ids(ClaimFilter())).values()
        if row.speaker == "Irena Sokal"
    ]
    for claim in (other, quote):
        desk.transact(CorrectMention(claim, Correction(speaker=NAME, why="as in the quote around it")), ME)
    desk.transact(WithholdEvent(desk.read.audit_head().length, "asked for"), EDITOR)
    assert view(desk, other).row.speaker == NAME
    holds_together(desk)


# --- nothing is left undecided ---


def test_every_field_of_every_thing_is_typed_or_chosen(desk: Desk) -> None:
    """A new kind of thing, or a new field of one, needs a decision: do people write it, or choose it?"""
    assert set(written.TYPED) == set(written.CHOSEN) == set(Kind) == set(THINGS)
    desk.transact(AddEvidence(1, EvidenceDraft("A list")), ME)
    pair = claim_at(desk, "52 prisoners"), claim_at(desk, FIGURE)
    desk.transact(RuleComparison(ComparisonKind.CHANGE, *pair, "made"), ME)
    whole = Correction(((0, 1),), MentionKind.FIGURE, "a", True, "b", Reading(None, None), "c")
    with desk.connection.begin():
        tx = Tx(desk.connection, datetime.now(UTC), ME, 1, scales.load(), 1)
        for kind in Kind:
            content = correction_to_json(whole) if kind is Kind.READING else THINGS[kind].read(tx, 1)
            typed, chosen = set(written.TYPED[kind]), written.CHOSEN[kind]
            assert set(content) == typed | chosen, kind
            assert not typed & chosen, kind


def test_every_word_of_a_figure_is_decided() -> None:
    chosen = {"low", "high", "form", "comparator", "approximate", "change", "unit_kind", "time"}
    assert {each.name for each in fields(Reading)} == chosen | set(written.FIGURE_WORDS)


def test_every_fact_is_decided() -> None:
    """What an event says besides what it changed: found in the code that writes it."""
    facts = {name for path in sorted(Path(db.__path__[0]).rglob("*.py")) for name in facts_in(path)}
    assert {"review", "renamed", "signed_off", "name", "left", "taken"} <= facts
    groups = [set(written.FACTS), written.PLAIN_FACTS, written.CHOSEN_FACTS, written.OF_PEOPLE, {written.TAKEN}]
    decided = set().union(*groups)
    assert facts == decided
    assert len(decided) == sum(len(group) for group in groups)


def facts_in(path: Path) -> set[str]:
    """The names under which a module puts facts into `Tx.facts`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Subscript) and is_facts(target.value):
                    assert isinstance(target.slice, ast.Constant), ast.unparse(node)
                    found.add(str(target.slice.value))
        if isinstance(node, ast.AugAssign) and is_facts(node.target):
            assert isinstance(node.value, ast.Dict), ast.unparse(node)
            found |= {str(key.value) for key in node.value.keys if isinstance(key, ast.Constant)}
    return found


def is_facts(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "facts"


def test_the_same_words_that_somebody_marked_elsewhere_are_theirs(desk: Desk) -> None:
    """In another article, and in another place of the same one."""
    first = desk.read.articles()[0]
    other = "Another story\n\nIn May, Tarsia wants its embassy open again. Nobody else was there.\n"
    focus = desk.transact(ImportArticle(document(other, "other.txt", title="Another story")), ME).focus_article
    assert focus is not None
    words = "wants its embassy open"
    claims = []
    for by, article, text in ((ME, first.id, TEXT), ("Bo Tarn", focus, other)):
        version = desk.read.article(article)
        assert version is not None
        claims.append(
            desk.transact(
                AddClaim(version.version_id, MentionKind.INDIRECT, (at(words, text),), NAME), by
            ).focus_claim
        )
    event = next(e.seq for e in desk.read.audit_events() if e.action == "add claim" and e.actor == ME)
    desk.transact(WithholdEvent(event, "protects somebody"), EDITOR)
    mine, theirs = (view(desk, claim).row.speaker for claim in claims if claim is not None)
    assert mine != NAME
    assert theirs == NAME
