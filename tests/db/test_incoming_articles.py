"""Which articles of a report come in: those it tells of, also again; else it is said how they can come back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import UserError
from core.records import Capacity, ClaimFilter, Figure, MentionKind, Question, Reading
from core.reports import incoming, profile
from core.reports.incoming import Incoming
from core.reports.model import ReportModel, Scope
from db import health
from db.operations import (
    AddClaim,
    ApproveCheck,
    ImportArticle,
    ImportReport,
    RemoveArticle,
    SetCapacity,
    SetRating,
    TakeAsNewVersion,
)
from db.store import Desk
from tests.db import driving
from tests.db.driving import view_at
from tests.db.examples import ME, TEXT, analysis, at, claim_at, document
from tests.db.test_incoming import EDITOR, comparable, model_of, send, work_on, written

PORT = "Port to be widened by 40 metres."


@pytest.fixture
def report(desk: Desk, tmp_path: Path) -> Path:
    """The report of a desk with all that can be recorded."""
    work_on(desk)
    return written(model_of(desk), tmp_path)


@pytest.fixture
def had(report: Path, empty: Desk) -> Incoming:
    """The report, whose import the desk has undone for good: there is no redo of it any more."""
    found = incoming.read(report)
    empty.transact(ImportReport(found), EDITOR)
    empty.undo(EDITOR)
    empty.transact(ImportArticle(document("Fares rose.", "fares.txt", title="Fares")), EDITOR)
    empty.transact(RemoveArticle(2), EDITOR)
    assert (empty.redo_label(EDITOR), empty.read.articles()) == (None, [])
    return found


def test_a_report_whose_import_was_undone_comes_back_whole(desk: Desk, empty: Desk, had: Incoming) -> None:
    for _ in range(2):
        change = empty.transact(ImportReport(had), EDITOR)
        assert (change.focus_article, comparable(model_of(empty))) == (1, comparable(model_of(desk)))
        assert health.check(empty.connection).sound
        empty.undo(EDITOR)
        assert empty.read.articles() == []
    empty.redo(EDITOR)
    assert comparable(model_of(empty)) == comparable(model_of(desk))


@pytest.fixture
def rated(desk: Desk, empty: Desk, tmp_path: Path) -> Incoming:
    """The report of a desk on which one claim was rated, taken in by the other desk."""
    desk.transact(SetRating(claim_at(desk, "by 4.6 per cent"), Question.SO, "true"), ME)
    found = incoming.read(written(model_of(desk), tmp_path))
    empty.transact(ImportReport(found), ME)
    return found


def test_an_article_that_was_removed_comes_back_with_what_was_done_since(empty: Desk, rated: Incoming) -> None:
    empty.transact(AddClaim(1, MentionKind.INDIRECT, (at("Fares rose"),)), ME)
    marked = claim_at(empty, "Fares rose")
    empty.undo(ME)
    empty.transact(SetRating(claim_at(empty, "1,300 or 1,400 people"), Question.SO, "false"), ME)
    before = model_of(empty).claims
    for _ in range(2):
        empty.transact(RemoveArticle(1), ME)
        empty.transact(ImportReport(rated), ME)
        assert model_of(empty).claims == before
    assert empty.read.claim(marked) is None
    assert health.check(empty.connection).sound


def test_its_plain_text_brings_back_what_came_with_the_report(empty: Desk, rated: Incoming) -> None:
    before = comparable(model_of(empty))
    empty.undo(ME)
    change = empty.transact(ImportArticle(document(), analysis()), ME)
    assert change.label == "import: Velin frees 52 prisoners"
    assert len(empty.read.claim_ids(ClaimFilter())) == 7
    assert view_at(empty, "by 4.6 per cent").check.so == "true"
    empty.undo(ME)
    empty.transact(ImportReport(rated), ME)
    assert comparable(model_of(empty)) == before


def test_only_an_editor_brings_approved_checks_back_with_the_plain_text(empty: Desk, had: Incoming) -> None:
    empty.transact(SetCapacity(EDITOR, Capacity.EDITOR), EDITOR)
    driving.refused(empty, ImportArticle(document()), "S-LIFE-ROLE", "Otto Quill")
    empty.transact(ImportArticle(document()), EDITOR)
    assert len(empty.read.claim_ids(ClaimFilter())) == len(had.model.claims)


def test_of_what_was_taken_off_otherwise_it_is_said_what_to_import(
    desk: Desk, empty: Desk, rated: Incoming, tmp_path: Path
) -> None:
    """Another report of the article, and a report of one that the desk had as a file."""
    desk.transact(SetRating(claim_at(desk, "52 prisoners"), Question.SO, "false"), ME)
    newer = Incoming(model_of(desk), "newer.json", "ab" * 32)
    empty.undo(ME)
    assert "import report.json again" in driving.refused(empty, ImportReport(newer), "S-REPORT-KNOWN")
    empty.transact(ImportReport(rated), ME)
    desk.transact(RemoveArticle(1), ME)
    assert "import velin.txt again" in driving.refused(desk, ImportReport(newer), "S-REPORT-KNOWN")
    desk.transact(ImportArticle(document()), ME)
    assert "is on this desk already" in driving.refused(desk, ImportReport(newer), "S-REPORT-KNOWN")


def test_what_a_newer_version_took_the_place_of_does_not_come_back(empty: Desk, rated: Incoming) -> None:
    second = document(f"{TEXT}\nNobody else was seen at the border.\n", "second.txt", title="Second draft")
    number = empty.transact(ImportArticle(second), ME).focus_article
    assert number is not None
    empty.transact(TakeAsNewVersion(number, 1), ME)
    told = driving.refused(empty, ImportReport(rated), "S-REPORT-KNOWN")
    assert "is on this desk already in a newer version" in told
    empty.transact(RemoveArticle(number), ME)
    told = driving.refused(empty, ImportReport(rated), "S-REPORT-KNOWN")
    assert "import second.txt again" in told


@pytest.fixture
def two(desk: Desk) -> ReportModel:
    """A report on the claims of two articles."""
    port = document(PORT, "port.txt", title="Port")
    metres = Figure((at("40 metres", PORT),), Reading(Decimal(40), Decimal(40), counted="metres"))
    desk.transact(ImportArticle(port, analysis(quotes=(), figures=(metres,), comparisons=(), speakers=())), ME)
    return desk.read.report_on(desk.read.claim_ids(ClaimFilter()), Scope.SELECTION, "Both", ME)


def test_of_several_articles_none_comes_back_while_one_is_on_the_desk(empty: Desk, two: ReportModel) -> None:
    both = Incoming(two, "both.json", "cd" * 32)
    empty.transact(ImportReport(both), ME)
    empty.undo(ME)
    empty.transact(ImportArticle(document(PORT, "port.txt", title="Port")), ME)
    assert "“Port” is on this desk already" in driving.refused(empty, ImportReport(both), "S-REPORT-KNOWN")
    empty.undo(ME)
    empty.transact(ImportReport(both), ME)
    assert len(empty.read.claim_ids(ClaimFilter())) == 8
    assert health.check(empty.connection).sound


def test_of_a_public_report_those_articles_come_in_of_which_it_shows_a_claim(
    desk: Desk, empty: Desk, two: ReportModel, tmp_path: Path
) -> None:
    nothing = written(profile.public(two), tmp_path)
    with pytest.raises(UserError, match="it shows no claim of any article"):
        incoming.read(nothing)
    claim = claim_at(desk, "by 4.6 per cent")
    send(desk, claim)
    desk.transact(ApproveCheck(claim), EDITOR)
    model = desk.read.report_on([each.row.id for each in two.claims], Scope.SELECTION, "Both", ME)
    public = profile.public(model)
    assert [len(part.claims) for part in public.parts] == [1, 0]
    empty.transact(ImportReport(incoming.read(written(public, tmp_path))), EDITOR)
    assert [row.title for row in empty.read.articles()] == ["Velin frees 52 prisoners"]
    assert view_at(empty, "by 4.6 per cent").check.so == "true"
