"""What is withheld is in no byte of the desk any more, and the chain over it still verifies."""

from __future__ import annotations

import io
import random
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import saidso
from core.checking.life import Cause
from core.errors import UserError
from core.evidence import audit
from core.records import Capacity, ClaimFilter, EvidenceDraft, Question, Stance
from db import engine, health
from db.backup import backup
from db.operations import (
    AddComment,
    AddEvidence,
    ApproveCheck,
    AskRecheck,
    AssignClaims,
    CloseCorrection,
    EditEvidence,
    ImportArticle,
    KeepCapture,
    KeepComment,
    KeepDraft,
    OpenCorrection,
    PublishCheck,
    RemoveEvidence,
    ResolveComment,
    ReturnCheck,
    SetCapacity,
    SetRating,
    SetRationale,
    SubmitCheck,
    WithholdEvent,
)
from db.operations.written import WITHHELD
from db.store import Desk
from tests.benchmarks.making import article
from tests.db.examples import ME, claim_at

EDITOR = "Una Lindqvar"
OTTO = "Otto Quill"
SECRET = EvidenceDraft(
    "Talk with the night guard of the second farm, who was never to be named, at Pier Street",
    "https://guard.example/pier-street", "Pier Street guard", None, "He counted the buses “himself”.",
    Stance.SUPPORTS, "tape 7", "Two buses,\nI counted heads – übel", True,
)  # fmt: skip
OPEN = EvidenceDraft("List of names", "https://example.org/list", "Halden Wire", None, "Page 3 has them all.")
PIECES = ["night guard", "Pier Street", "counted the buses", "tape 7", "counted heads", "guard.example", "secret"]


def kept(desk: Desk) -> bytes:
    """Every byte that the desk keeps on the disk."""
    folder = desk.path.parent
    return b"\n".join(path.read_bytes() for path in sorted(folder.glob(f"{desk.path.name}*")))


def held(desk: Desk, pieces: list[str]) -> list[str]:
    data = kept(desk)
    return [
        piece
        for piece in pieces
        if any(piece.encode(code) in data for code in ("utf-8", "utf-16-le", "utf-16-be"))
        or piece.encode("ascii", "backslashreplace") in data
    ]


def event_with(desk: Desk, words: str, action: str | None = None) -> int:
    return next(
        event.seq
        for event in desk.read.audit_events()
        if words in (event.payload or "") and action in (None, event.action)
    )


def holds_together(desk: Desk) -> None:
    assert audit.verify(desk.read.audit_events()) == []
    found = health.check(desk.connection)
    assert found.problems == ()


def test_a_source_is_gone_from_every_byte_and_the_chain_verifies(desk: Desk) -> None:
    claim = claim_at(desk, "52 prisoners")
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(AddEvidence(claim, OPEN), ME)
    desk.transact(AddEvidence(claim, SECRET), ME)
    desk.transact(KeepCapture(2, "", b"the secret tape of Pier Street", "audio/mpeg", warc=b"secret WARC"), ME)
    desk.transact(KeepCapture(1, OPEN.url, b"fifty-two names", "text/html"), ME)
    desk.transact(EditEvidence(2, replace(SECRET, note="He counted the buses twice.")), ME)
    desk.transact(RemoveEvidence(2), ME)
    desk.undo(ME)
    desk.transact(SetRationale(claim, "The list has 52 names."), ME)
    head = desk.read.audit_head()
    assert held(desk, PIECES) == PIECES
    triggers = desk.connection.exec_driver_sql("SELECT name, sql FROM sqlite_master ORDER BY name").all()
    desk.connection.rollback()

    desk.transact(WithholdEvent(event_with(desk, "night guard"), "protects somebody"), EDITOR)

    assert held(desk, PIECES) == []
    assert held(
        desk, ["List of names", "Halden Wire", "Page 3 has them all.", "The list has 52 names.", "fifty-two"]
    )
    holds_together(desk)
    assert audit.verify(desk.read.audit_events(), [head]) == []
    after = desk.connection.exec_driver_sql("SELECT name, sql FROM sqlite_master ORDER BY name").all()
    desk.connection.rollback()
    assert after == triggers
    view = desk.read.claim(claim)
    assert view is not None
    [first, second] = view.evidence
    assert (first.draft, len(first.captures)) == (OPEN, 1)
    assert (second.draft.title, second.draft.url, second.draft.excerpt) == (WITHHELD, "", WITHHELD)
    assert second.draft.confidential
    assert second.captures == ()
    assert view.check.rationale == "The list has 52 names."
    assert any(row.what == WITHHELD for row in view.history)
    assert view.history[-1].what == "words withheld: protects somebody"
    desk.close()
    assert held(desk, PIECES) == []


def test_a_rationale_goes_from_later_events_that_only_repeat_it(desk: Desk) -> None:
    claim, other = claim_at(desk, "52 prisoners"), claim_at(desk, "by 4.6 per cent")
    words = "The clerk Oda Venn said so."
    desk.transact(KeepDraft(claim, f"{words} More to come"), ME)
    desk.transact(KeepDraft(claim, f"{words} And more"), EDITOR)
    desk.transact(SetRationale(claim, words), ME)
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(SetRationale(claim, "The list says so."), ME)
    desk.transact(SetRationale(other, "The office’s table 4."), ME)
    assert held(desk, [words])
    desk.transact(WithholdEvent(event_with(desk, "Oda Venn", "rationale"), "asked to be left out"), EDITOR)
    assert held(desk, [words, "Oda Venn"]) == []
    holds_together(desk)
    view, kept_view = desk.read.claim(claim), desk.read.claim(other)
    assert view is not None
    assert kept_view is not None
    assert (view.check.rationale, view.check.so) == ("The list says so.", "true")
    assert kept_view.check.rationale == "The office’s table 4."
    assert desk.undo(ME).label == "rationale"
    kept_view = desk.read.claim(other)
    assert kept_view is not None
    assert kept_view.check.rationale == ""


def test_comments_reviews_places_and_corrections_can_be_withheld(desk: Desk) -> None:
    claim = claim_at(desk, "52 prisoners")
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(SetRationale(claim, "The list has 52 names."), ME)
    desk.transact(AddEvidence(claim, OPEN), ME)
    desk.transact(AddComment(claim, "Ask Oda Venn of the registry about the list."), ME)
    desk.transact(SubmitCheck(claim), ME)
    desk.transact(ReturnCheck(claim, "Bert Orsay must not appear here."), EDITOR)
    desk.transact(SetRating(claim, Question.SO, "mostly-true"), ME)
    desk.transact(SubmitCheck(claim), ME)
    desk.transact(ApproveCheck(claim), EDITOR)
    desk.transact(PublishCheck(claim, "https://leak.example/early", datetime(2025, 9, 12, tzinfo=UTC)), EDITOR)
    desk.transact(OpenCorrection(claim), EDITOR)
    desk.transact(CloseCorrection(claim, "As Carl Oder said", "First said 51."), EDITOR)
    why = "Dora Fenn has another list."
    desk.transact(AskRecheck(claim, Cause.OTHER, why), EDITOR)
    desk.transact(SetRating(claim, Question.SO, "false"), ME)
    desk.transact(SubmitCheck(claim), ME)
    desk.transact(ApproveCheck(claim), EDITOR)
    desk.transact(PublishCheck(claim, "The Courier", datetime(2025, 9, 14, tzinfo=UTC), why, "It is 53."), EDITOR)
    told = ["Oda Venn", "Bert Orsay", "leak.example", "Carl Oder", "Dora Fenn"]
    assert held(desk, told) == told
    for words in told:
        desk.transact(WithholdEvent(event_with(desk, words), "by order of a court"), EDITOR)
    assert held(desk, told) == []
    holds_together(desk)


def test_words_that_many_write_go_from_the_same_claim_only(desk: Desk) -> None:
    claim, other = claim_at(desk, "52 prisoners"), claim_at(desk, "by 4.6 per cent")
    for each in (claim, other):
        desk.transact(SetRationale(each, "As above."), ME)
        desk.transact(AddComment(each, "Ask Oda."), ME)
    desk.transact(ResolveComment(1), ME)
    for words, action in (("As above.", "rationale"), ("Ask Oda.", "comment")):
        desk.transact(WithholdEvent(event_with(desk, words, action), "asked for"), EDITOR)
    view, kept_view = desk.read.claim(claim), desk.read.claim(other)
    assert view is not None
    assert kept_view is not None
    assert (view.check.rationale, view.comments[0].text) == (WITHHELD, WITHHELD)
    assert (kept_view.check.rationale, kept_view.comments[0].text) == ("As above.", "Ask Oda.")
    assert not [row.what for row in view.history if "Oda" in row.what]
    holds_together(desk)


def test_what_people_only_choose_is_not_searched_for(desk: Desk) -> None:
    """An event without words of anybody loses its payload and nothing else."""
    claim = claim_at(desk, "52 prisoners")
    desk.transact(SetRationale(claim, "The list has 52 names."), ME)
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(WithholdEvent(desk.read.audit_head().length, "no reason to know"), EDITOR)
    view = desk.read.claim(claim)
    assert view is not None
    assert (view.check.so, view.check.rationale) == ("true", "The list has 52 names.")
    assert [event.seq for event in desk.read.audit_events() if event.withheld] == [3]
    holds_together(desk)


def test_withholding_is_an_editors_to_decide_and_its_reason_does_not_repeat_the_words(desk: Desk) -> None:
    claim = claim_at(desk, "52 prisoners")
    desk.transact(AddEvidence(claim, SECRET), ME)
    event = event_with(desk, "night guard")
    before = kept(desk)
    with pytest.raises(UserError) as caught:
        desk.transact(WithholdEvent(event, f"names {SECRET.publisher}: {SECRET.title}"), EDITOR)
    assert caught.value.code == "S-AUDIT-WHY"
    desk.transact(SetCapacity(ME, Capacity.CHECKER), EDITOR)
    with pytest.raises(UserError) as caught:
        desk.transact(WithholdEvent(event, "no"), ME)
    assert caught.value.code == "S-LIFE-ROLE"
    assert held(desk, ["night guard"])
    assert before


@pytest.mark.parametrize("fault", [sqlite3.OperationalError("database or disk is full"), MemoryError()])
def test_where_the_file_cannot_be_written_anew_it_is_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    claim = claim_at(desk, "52 prisoners")
    desk.transact(AddEvidence(claim, SECRET), ME)

    class Full:
        def execute(self, statement: str) -> None:
            raise fault

    class Wrapped:
        dbapi_connection = Full()

    with monkeypatch.context() as patched, pytest.raises(UserError) as caught:
        patched.setattr(type(desk.connection), "connection", property(lambda _: Wrapped()))
        engine.rewrite(desk.connection)
    assert caught.value.code == "S-DESK-REMAINS"
    assert "()" not in caught.value.message


def test_a_backup_has_no_remains_where_the_file_could_not_be_written_anew(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw: Any = desk.connection.connection.dbapi_connection
    raw.execute("PRAGMA secure_delete=OFF")  # as many builds of SQLite have it
    engine._set_up(raw, None)
    desk.transact(SetRationale(claim_at(desk, "52 prisoners"), "Oda Venn said so." + " And more." * 800), ME)
    with monkeypatch.context() as patched:
        patched.setattr(engine, "rewrite", lambda _: None)
        desk.transact(WithholdEvent(desk.read.audit_head().length, "protects somebody"), EDITOR)
    made = tmp_path / "made.desk"
    backup(desk.connection, made)
    assert b"Oda Venn" not in made.read_bytes()


def test_events_are_found_and_withheld_from_the_command_line(
    desk: Desk, capfd: pytest.CaptureFixture[str]
) -> None:
    desk.transact(AddEvidence(claim_at(desk, "52 prisoners"), SECRET), ME)
    desk.close()
    path = str(desk.path)
    assert saidso.main(["audit", path, "--find", "NIGHT GUARD"]) == 0
    [found, *_] = capfd.readouterr().out.splitlines()
    number = found.split()[0]
    assert found.endswith("add evidence  claim 7")
    assert saidso.main(["withhold", path, number, "--why", "protects somebody", "--yes"]) == 0
    assert capfd.readouterr().out.startswith(f"Withheld: event {number}\n")
    assert saidso.main(["audit", path, "--find", "night guard"]) == 0
    assert capfd.readouterr().out.startswith("Sound: 3 events, 1 withheld")
    assert saidso.main(["withhold", path, number, "--why", "again", "--yes"]) == 1


def test_what_would_go_and_what_would_stay_is_told_before_it_is_asked(
    desk: Desk, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, other = claim_at(desk, "52 prisoners"), claim_at(desk, "by 4.6 per cent")
    desk.transact(AddEvidence(claim, replace(SECRET, publisher="Halden Wire")), ME)
    desk.transact(AddComment(other, f"Is this the same as: {SECRET.title}?"), OTTO)
    desk.transact(KeepDraft(other, f"See {SECRET.url}"), OTTO)
    desk.transact(KeepComment(other, f"Have you seen {SECRET.url}?"), OTTO)
    desk.transact(AddEvidence(other, replace(OPEN, note="")), OTTO)
    desk.close()
    command = ["withhold", str(desk.path), "2", "--why", "protects somebody"]
    for answer, told in (("n\n", "Nothing was withheld."), ("", "say --yes")):
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        assert saidso.main(command) == 1
        said = capfd.readouterr()
        assert told in said.err
        [_, mine, theirs, claims, typing, stays, wire] = said.out.splitlines()
        assert mine.endswith(f"{ME}  add evidence  claim {claim}")
        assert theirs.endswith(f"{OTTO}  comment  claim {other}")
        assert (claims, typing) == ("Claims whose record changes: 2", "Words that are still being typed: 2")
        assert stays.startswith("These say some of it too and stay;")
        assert wire.endswith(f"{OTTO}  add evidence  claim {other}")
        assert held(desk, PIECES[:1]) == PIECES[:1]
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert saidso.main(command) == 0
    assert capfd.readouterr().out.splitlines()[-2] == "Withheld: event 2, event 3"


def test_a_desk_folder_has_no_other_file_that_holds_the_words(desk: Desk, tmp_path: Path) -> None:
    claim = claim_at(desk, "52 prisoners")
    desk.transact(AddEvidence(claim, SECRET), ME)
    desk.transact(WithholdEvent(event_with(desk, "night guard"), "protects somebody"), EDITOR)
    desk.close()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert b"night guard" not in path.read_bytes()


def test_an_action_on_more_claims_than_a_statement_can_bind_is_withheld(empty: Desk) -> None:
    chance = random.Random(1)  # noqa: S311
    empty.transact(ImportArticle(*article(0, 400, chance)), ME)
    for number in range(1, 301):
        empty.transact(ImportArticle(*article(number, 1, chance)), ME)
    claims = empty.read.claim_ids(ClaimFilter())
    changed = empty.transact(AssignClaims(tuple(claims), "Zora Velk"), ME)
    event = empty.read.audit_head().length
    raw: Any = empty.connection.connection.dbapi_connection
    raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 250)  # as another build of SQLite has it at 32,766
    assert len(empty.read.article_rows(changed.articles)) == 301
    empty.transact(WithholdEvent(event, "An error."), ME)
    raw.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 250_000)
    assert health.check(empty.connection).sound
