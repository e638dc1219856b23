"""A report goes out of one desk and into another, and what comes out there again is the same."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import saidso
from core.checking import scales
from core.checking.life import Cause
from core.errors import UserError
from core.evidence import audit
from core.records import (
    Capacity,
    ComparisonKind,
    Correction,
    DismissReason,
    EvidenceDraft,
    MentionKind,
    Question,
    Reading,
    Stance,
)
from core.reports import incoming, profile
from core.reports import json as json_report
from core.reports.model import Profile, ReportModel
from db import exporting, health
from db.operations import (
    AddClaim,
    AddComment,
    AddEvidence,
    ApproveCheck,
    AskRecheck,
    AssignClaims,
    CloseCorrection,
    CorrectMention,
    DismissClaims,
    ImportReport,
    KeepCapture,
    KeepDraft,
    OpenCorrection,
    PublishCheck,
    ResolveComment,
    ReturnCheck,
    RuleComparison,
    SetAside,
    SetCapacity,
    SetOnePerson,
    SetRating,
    SetRationale,
    SetRecheckDate,
    SignOffArticle,
    SubmitCheck,
    UseScale,
    WithholdEvent,
)
from db.store import Desk, open_desk
from tests.core.reports.test_what_every_report_prints import as_read
from tests.db.examples import ME, TEXT, at, claim_at

EDITOR = "Una Lindqvar"
NOON = datetime(2025, 9, 12, 12, tzinfo=UTC)
OPEN = EvidenceDraft(
    "List of names", "https://example.org/list", "Halden Wire", date(2025, 9, 1), "Page 3 has them all.",
    Stance.SUPPORTS, "page 3", "“fifty-two”",
)  # fmt: skip


def send(desk: Desk, claim: int, so: str = "true", **more: str) -> None:
    view = desk.read.claim(claim)
    assert view is not None
    if view.said_applies:
        desk.transact(SetRating(claim, Question.SAID, more.get("said", "verbatim")), ME)
    desk.transact(SetRating(claim, Question.SO, so), ME)
    desk.transact(SetRationale(claim, f"Because of {claim}.\nAnd more."), ME)
    desk.transact(AddEvidence(claim, replace(OPEN, note=f"Row {claim}")), ME)
    desk.transact(SubmitCheck(claim), ME)


@pytest.fixture
def worked(desk: Desk) -> Desk:
    work_on(desk)
    return desk


def work_on(desk: Desk) -> None:
    """Bring claims into all states that a claim can have, with all that can be recorded about one."""
    first, second = claim_at(desk, "52 prisoners"), claim_at(desk, "1,300 or 1,400 people")
    send(desk, first)
    desk.transact(KeepCapture(1, OPEN.url, b"<p>fifty-two</p>", "text/html", "https://a.example/1", "", b"W"), ME)
    desk.transact(ApproveCheck(first), EDITOR)
    desk.transact(PublishCheck(first, "https://courier.example/1", NOON), EDITOR)
    desk.transact(OpenCorrection(first), EDITOR)
    desk.transact(
        AddClaim(
            1, MentionKind.FIGURE, (at("two officials"),), "Irena Sokal", None, Reading(Decimal(2), Decimal(2))
        ),
        ME,
    )
    made = claim_at(desk, "two officials")
    desk.transact(RuleComparison(ComparisonKind.SHARE, first, second, "confirmed"), ME)
    desk.transact(RuleComparison(ComparisonKind.SHARE, made, first, "made"), ME)
    desk.transact(CloseCorrection(first, "misread", "First said 51."), EDITOR)
    send(desk, second, "false")
    desk.transact(AddComment(second, "Ask again."), EDITOR)
    desk.transact(AddComment(second, "Done."), ME)
    desk.transact(ResolveComment(1), ME)
    desk.transact(ReturnCheck(second, "Which list?"), EDITOR)
    desk.transact(KeepDraft(second, "The list of"), ME)
    desk.transact(UseScale(scales.named("four-step")), EDITOR)
    third = claim_at(desk, "by 4.6 per cent")
    desk.transact(SetRating(third, Question.SO, scales.named("four-step").so[0].key), ME)
    desk.transact(
        CorrectMention(third, Correction(reading=Reading(Decimal("4.7"), Decimal("4.7")), why="misread")), ME
    )
    quotes = [row.id for row in desk.read.claim_rows(range(1, 99)).values() if row.kind is not MentionKind.FIGURE]
    desk.transact(DismissClaims((quotes[0],), DismissReason.TRIVIAL), ME)
    desk.transact(CorrectMention(quotes[1], Correction(speaker="Oda Venn")), ME)
    send(desk, quotes[1], "true")
    desk.transact(ApproveCheck(quotes[1]), EDITOR)
    desk.transact(AskRecheck(quotes[1], Cause.TEXT_CHANGED), EDITOR)
    desk.transact(SetAside((quotes[2],), True), ME)
    desk.transact(AssignClaims((quotes[2],), "Otto Quill"), ME)
    desk.transact(SetRecheckDate(made, date(2030, 1, 1)), ME)


@pytest.fixture(scope="module")
def exported(template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The JSON report of a desk with all that can be recorded, made once."""
    path = tmp_path_factory.mktemp("exported") / "newsroom.saidso"
    shutil.copy(template, path)
    with open_desk(path) as desk:
        work_on(desk)
        return json_report.render(model_of(desk)).decode("utf-8")


def model_of(desk: Desk) -> ReportModel:
    [row] = desk.read.articles()
    model = desk.read.report(row.id, ME, NOON)
    assert model is not None
    return model


def written(model: ReportModel, folder: Path, name: str = "report.json") -> Path:
    path = folder / name
    path.write_bytes(json_report.render(model))
    return path


def comparable(model: ReportModel, *, copies: bool = False) -> Any:
    """The report without what another desk cannot have the same: ids, its own audit trail and name.

    Kept copies do not come with JSON, and of earlier revisions of a check only what stands.
    """
    places = {claim.row.id: place for place, claim in enumerate(model.claims)}
    found = json.loads(json_report.render(model))["report"]
    for name in ("desk", "audit_head", "audit_length", "made_at"):
        del found[name]
    found["scale"], found["older_scales"] = None, None
    for part in found["parts"]:
        del part["article"]["id"], part["article"]["version_id"]
        for mark in part["article"]["marks"]:
            mark["claim_id"] = places[mark["claim_id"]]
        every = part["claims"] + [claim["stands"] for claim in part["claims"] if claim["stands"]]
        for claim in every:
            begin = claim.pop("history")
            claim["history"] = [row for row in begin if row["what"].startswith("found by")]
            for holder in (claim["row"], *claim["evidence"], *claim["comments"]):
                del holder["id"]
            del claim["row"]["article_id"]
            for comparison in claim["comparisons"]:
                comparison["operands"] = [[places[of], *rest] for of, *rest in comparison["operands"]]
            for row in claim["evidence"]:
                row["captures"] = [c | {"id": 0} for c in row["captures"]] if copies else []
    return found


def taken(path: Path, target: Desk, by: str = EDITOR) -> ReportModel:
    target.transact(ImportReport(incoming.read(path)), by)
    assert health.check(target.connection).problems == ()
    return model_of(target)


def test_what_goes_out_comes_in_and_goes_out_again(worked: Desk, empty: Desk, tmp_path: Path) -> None:
    model = model_of(worked)
    assert len({claim.row.state for claim in model.claims}) >= 6
    again = taken(written(model, tmp_path), empty)
    assert comparable(again) == comparable(model)
    assert {scale.key for scale in (again.scale, *again.older_scales)} == {"saidso", "four-step"}
    third = written(again, tmp_path, "again.json")
    with open_desk(tmp_path / "third.saidso") as other:
        assert comparable(taken(third, other)) == comparable(model)


def test_a_bundle_brings_the_kept_copies_along(worked: Desk, empty: Desk, tmp_path: Path) -> None:
    model = model_of(worked)
    path = tmp_path / "bundle.zip"
    exporting.write(worked, model, exporting.Style("bundle", Profile.INTERNAL, ME), path)
    again = taken(path, empty)
    assert comparable(again, copies=True) == comparable(model, copies=True)
    copy = next(row.captures[0] for claim in again.claims for row in claim.evidence if row.captures)
    assert empty.read.capture(copy.id) == b"<p>fifty-two</p>"
    assert empty.read.capture(copy.id, warc=True) == b"W"
    data = path.read_bytes()
    path.write_bytes(data.replace(b"manifest.json", b"manifest.jsom"))
    with pytest.raises(UserError):
        incoming.read(path)


def test_a_signed_off_article_is_signed_off_there_too(desk: Desk, empty: Desk, tmp_path: Path) -> None:
    ids = tuple(desk.read.claim_rows(range(1, 99)))
    desk.transact(DismissClaims(ids, DismissReason.TRIVIAL), ME)
    desk.transact(SignOffArticle(1), EDITOR)
    again = taken(written(model_of(desk), tmp_path), empty)
    assert again.parts[0].sign_off == desk.read.sign_off(1)


def test_a_public_report_can_be_taken_in_though_sources_were_left_out(
    desk: Desk, empty: Desk, tmp_path: Path
) -> None:
    claim = claim_at(desk, "52 prisoners")
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(SetRationale(claim, "It was counted."), ME)
    desk.transact(AddEvidence(claim, replace(OPEN, confidential=True)), ME)
    desk.transact(SubmitCheck(claim), ME)
    desk.transact(ApproveCheck(claim), EDITOR)
    public = profile.public(model_of(desk))
    assert [view.evidence for view in public.claims] == [()]
    again = taken(written(public, tmp_path), empty)
    assert [(view.row.words, view.check.rationale) for view in again.claims] == [
        ("52 prisoners", "It was counted.")
    ]


@pytest.mark.parametrize("key", ["html", "md", "pdf", "docx", "xlsx", "csv"])
def test_what_a_public_report_does_not_tell_the_desk_that_takes_it_in_does_not_tell_either(
    key: str, desk: Desk, empty: Desk, tmp_path: Path
) -> None:
    """How long the article is, what else was found in it, and where: of that only passages came along."""
    claim = claim_at(desk, "52 prisoners")
    send(desk, claim)
    desk.transact(
        AddEvidence(claim, EvidenceDraft("Call with Torvald Ekmann", "", "Torvald Ekmann", confidential=True)), ME
    )
    desk.transact(SubmitCheck(claim), ME)
    desk.transact(ApproveCheck(claim), EDITOR)
    first = profile.public(model_of(desk))
    assert dict(first.withheld) == {claim: 1}
    path = written(first, tmp_path)
    empty.transact(ImportReport(incoming.read(path)), EDITOR)
    inside = model_of(empty)
    assert [row.draft.title for row in inside.claims[0].evidence][1:] == ["Confidential source 1 of another desk"]
    again = profile.public(inside, whole_text=True)
    assert list(dict(again.withheld).values()) == [1]
    for model, there in ((first, True), (again, False), (inside, False)):
        text = as_read(key, model, tmp_path).lower()
        assert there or not re.search(r"paragraph\d|\d+words|claims?(was|were)found", text)
        if key in ("html", "md"):
            assert not there or re.search(r"paragraph\d", text)
            assert "sourceisconfidential" in text or model is inside
    third = written(again, tmp_path, "again.json")
    assert not incoming.read(third).model.parts[0].article.whole


def test_the_trail_of_the_new_desk_says_where_it_came_from(worked: Desk, empty: Desk, tmp_path: Path) -> None:
    model = model_of(worked)
    path = written(model, tmp_path)
    again = taken(path, empty)
    [event] = empty.read.audit_events()
    assert event.action == "import report"
    facts = json.loads(event.payload or "")["report"]
    assert facts["audit"] == f"{model.audit_length}:{model.audit_head}"
    assert facts["sha256"] == incoming.read(path).digest
    assert again.claims[0].history[-1].what == f"taken over from a report of {worked.path.stem}"
    empty.transact(WithholdEvent(1, "asked for"), EDITOR)
    assert audit.verify(empty.read.audit_events()) == []
    assert b"Because of" not in empty.path.read_bytes()


def test_an_import_is_undone_and_redone_whole(worked: Desk, empty: Desk, tmp_path: Path) -> None:
    path = written(model_of(worked), tmp_path)
    before = comparable(taken(path, empty))
    assert empty.undo(EDITOR).label.startswith("import report: ")
    assert empty.read.articles() == []
    empty.redo(EDITOR)
    assert comparable(model_of(empty)) == before
    assert health.check(empty.connection).problems == ()
    claim = claim_at(empty, "by 4.6 per cent")
    empty.transact(SetRationale(claim, "Mine now."), ME)
    empty.undo(ME)
    assert empty.undo(EDITOR).label.startswith("import report: ")


def refused(desk: Desk, path: Path, by: str = EDITOR) -> str:
    """The code with which the report is refused, nothing of it having come in."""
    head, articles = desk.read.audit_head(), desk.read.articles()
    with pytest.raises(UserError) as caught:
        desk.transact(ImportReport(incoming.read(path)), by)
    assert (desk.read.audit_head(), desk.read.articles()) == (head, articles)
    assert str(caught.value).rstrip().endswith((".", "desk", "person", "again"))
    return caught.value.code


def test_an_article_that_the_desk_has_is_refused(worked: Desk, tmp_path: Path) -> None:
    assert refused(worked, written(model_of(worked), tmp_path)) == "S-REPORT-KNOWN"


def test_approval_by_the_checker_comes_only_onto_a_desk_of_one(desk: Desk, empty: Desk, tmp_path: Path) -> None:
    desk.transact(SetOnePerson(True), ME)
    claim = claim_at(desk, "52 prisoners")
    send(desk, claim)
    desk.transact(ApproveCheck(claim), ME)
    path = written(model_of(desk), tmp_path)
    assert refused(empty, path) == "S-REPORT-REVIEW"
    empty.transact(SetOnePerson(True), ME)
    assert comparable(taken(path, empty)) == comparable(model_of(desk))


def test_who_may_not_approve_brings_no_approvals_in(worked: Desk, empty: Desk, tmp_path: Path) -> None:
    path = written(model_of(worked), tmp_path)
    empty.transact(SetCapacity("Otto Quill", Capacity.CHECKER), EDITOR)
    assert refused(empty, path, "Otto Quill") == "S-LIFE-ROLE"


def test_a_scale_of_the_same_name_with_other_meanings_is_refused(
    worked: Desk, empty: Desk, tmp_path: Path
) -> None:
    model = model_of(worked)
    older = tuple(
        replace(scale, so=(replace(scale.so[0], definition="Something else."), *scale.so[1:]))
        for scale in model.older_scales
    )
    assert refused(empty, written(replace(model, older_scales=older), tmp_path)) == "S-SCALE-VERSION"


def claim_of(data: Any, words: str = "52 prisoners") -> Any:
    """The claim of the body (not of the headline) that stands published in the report."""
    return next(
        claim
        for claim in data["report"]["parts"][0]["claims"]
        if claim["row"]["words"] == words and claim["row"]["state"] == "published"
    )


def _set(*path: Any, value: Any) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        target = claim_of(data)
        for key in path[:-1]:
            target = target[key]
        target[path[-1]] = value

    return change


def _other_article(part: Any) -> Any:
    """Another article, without claims, of the same text."""
    return part | {"article": part["article"] | {"id": 99, "marks": []}, "claims": [], "sign_off": None}


HOSTILE: dict[str, Callable[[Any], None]] = {
    "version": lambda d: d.update(format="saidso.report/2"),
    "no report": lambda d: d.update(report=None),
    "wrong type": _set("row", "start", value="7"),
    "float for text": _set("row", "words", value=1.5),
    "unknown state": _set("row", "state", value="settled"),
    "unknown kind": _set("row", "kind", value="poem"),
    "bool for number": _set("check", "revision", value=True),
    "span outside": _set("pieces", value=[[0, 10**9]]),
    "span turned": _set("pieces", value=[[30, 20]]),
    "span negative": _set("pieces", value=[[-5, 20]]),
    "no span": _set("pieces", value=[]),
    "huge offset": _set("pieces", value=[[0, 10**30]]),
    "other words": _set("row", "words", value="9,999 prisoners"),
    "null character": _set("check", "rationale", value="a\x00b"),
    "half a letter": _set("check", "rationale", value="a\ud800b"),
    "absurd number": _set("reading", "low", value="1E+999999999"),
    "not a number": _set("reading", "low", value="NaN"),
    "time without zone": _set("check", "at", value="2025-09-12T14:02:00"),
    "script link": _set("evidence", 0, "draft", "url", value="javascript:alert(1)"),
    "nameless source": _set("evidence", 0, "draft", "title", value="  "),
    "unknown rating": _set("check", "so", value="great"),
    "unknown scale": _set("check", "scale", value="theirs/9"),
    "approved by nobody": _set("review", value=None),
    "approved before the edit": _set("review", "revision", value=1),
    "no rationale": _set("check", "rationale", value=" "),
    "no source": _set("evidence", value=[]),
    "own approval": lambda d: claim_of(d)["review"].update(by=claim_of(d)["check"]["by"]),
    "never published": _set("publication", value=None),
    "negative revision": _set("check", "revision", value=-3),
    "huge revision": _set("check", "revision", value=2**70),
    "one id twice": _set("row", "id", value=2),
    "another article's": _set("row", "article_id", value=77),
    "dismissed for nothing": _set("dismissed_because", value="trivial"),
    "figure without value": _set("reading", value=None),
    "no title": lambda d: d["report"]["parts"][0]["article"].update(title=" "),
    "no text": lambda d: d["report"]["parts"][0]["article"].update(text=""),
    "no article": lambda d: d["report"].update(parts=[]),
    "missing field": lambda d: claim_of(d)["row"].pop("kind"),
    "one text twice": lambda d: d["report"]["parts"].append(_other_article(d["report"]["parts"][0])),
    "one article twice": lambda d: d["report"]["parts"].append(d["report"]["parts"][0]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_report_that_does_not_hold_is_refused_whole(
    name: str, exported: str, empty: Desk, tmp_path: Path
) -> None:
    data = json.loads(exported)
    HOSTILE[name](data)
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert refused(empty, path).startswith("S-")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"format": "saidso.report/1", "report": ' + b"[" * 900 + b"]" * 900 + b"}",
        b'{"format": "saidso.report/1", "report": ' + b"9" * 10_000 + b"}",
        b'{"format": "saidso.report/1", "report": NaN}',
        b'{"format": "saidso.report/1", "format": "saidso.report/1", "report": {}}',
        b"PK\x03\x04 no zip",
    ],
    ids=range(9),
)
def test_what_is_no_report_is_refused(data: bytes, empty: Desk, tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    path.write_bytes(data)
    assert refused(empty, path) == "S-REPORT-JSON"


def test_a_report_beyond_all_size_is_not_read(
    empty: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_report, "MOST_BYTES", 1000)
    path = tmp_path / "large.json"
    path.write_bytes(b" " * 1001)
    assert refused(empty, path) == "S-REPORT-JSON"
    with pytest.raises(UserError, match="cannot be read"):
        incoming.read(tmp_path / "missing.json")


def test_a_report_comes_in_from_the_command_line(
    worked: Desk, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = written(model_of(worked), tmp_path)
    target = tmp_path / "other.saidso"
    assert saidso.main(["import-report", str(target), str(path)]) == 0
    assert capfd.readouterr().out.startswith("    1  Velin frees 52 prisoners  (2 of 8 settled)")
    assert saidso.main(["import-report", str(target), str(path)]) == 1
    assert "is on this desk already" in capfd.readouterr().err
    path.write_text("{}", encoding="utf-8")
    assert saidso.main(["import-report", str(target), str(path)]) == 1
    with open_desk(target) as desk:
        assert len(desk.read.articles()) == 1
        assert desk.read.articles()[0].words == len(TEXT.split())
