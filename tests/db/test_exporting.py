"""Reports and bundles written from a desk, and bundles verified with nothing but themselves."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import saidso
from core.errors import UserError
from core.evidence import audit
from core.evidence.capture import Captured
from core.files import whole_file
from core.progress import Progress
from core.records import EvidenceDraft, Question, Stance
from core.reports import FORMATS
from core.reports.model import Profile, Scope
from core.reports.verify import Verified, verify
from core.reports.wanted import Wanted
from db import exporting
from db.operations import (
    AddEvidence,
    ApproveCheck,
    AttachExcerpt,
    CaptureSource,
    CloseCorrection,
    ImportArticle,
    KeepCapture,
    OpenCorrection,
    PublishCheck,
    SetRating,
    SetRationale,
    SubmitCheck,
    WithholdEvent,
)
from db.store import Desk, open_desk
from tests.core.reports.test_formats import unpacked
from tests.db.examples import ME, TEXT, analysis, claim_at, document

ODD = "\U000f1234"
"""A letter that no font has."""
EDITOR = "Una Lindqvar"
HIDDEN = EvidenceDraft(
    "Talk with a guard at Pier Street", "", "Pier Street guard", None, "He counted the buses himself.",
    Stance.SUPPORTS, "tape 7", "“Two buses, I counted heads”", True,
)  # fmt: skip
PIECES = (b"Pier Street", b"guard", b"counted the buses", b"tape 7", b"counted heads", b"the secret tape")


@pytest.fixture
def checked(desk: Desk) -> Desk:
    """A desk with an approved claim that has an open source with a copy and a confidential one with another."""
    claim = claim_at(desk, "52 prisoners")
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(SetRationale(claim, "The list has 52 names."), ME)
    desk.transact(AddEvidence(claim, EvidenceDraft("List", "https://example.org/list")), ME)
    desk.transact(KeepCapture(1, "https://example.org/list", b"<p>fifty-two names</p>", "text/html"), ME)
    desk.transact(AddEvidence(claim, HIDDEN), ME)
    desk.transact(KeepCapture(2, "", b"the secret tape", "audio/mpeg"), ME)
    desk.transact(SubmitCheck(claim), ME)
    desk.transact(ApproveCheck(claim), EDITOR)
    return desk


def bundle(desk: Desk, folder: Path, profile: Profile = Profile.INTERNAL) -> Path:
    model = desk.read.report(1, ME)
    assert model is not None
    path = folder / f"{profile}.zip"
    exporting.write(desk, model, exporting.Style("bundle", profile, ME), path)
    return path


def test_a_bundle_has_all_that_is_needed_and_verifies(checked: Desk, tmp_path: Path) -> None:
    found = verify(bundle(checked, tmp_path))
    assert found.problems == ()
    checked.transact(SetRationale(claim_at(checked, "by 4.6 per cent"), "Nothing is left open."), ME)
    assert (found.title, found.captures, found.withheld) == ("Velin frees 52 prisoners", 2, 0)
    assert found.head.length == checked.read.audit_head().length - 1
    assert found.events == found.head.length


def test_a_public_bundle_has_nothing_confidential_in_any_byte_and_its_chain_verifies(
    checked: Desk, tmp_path: Path
) -> None:
    path = bundle(checked, tmp_path, Profile.PUBLIC)
    found = verify(path)
    assert found.problems == ()
    assert (found.captures, found.withheld) == (1, found.events)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            data = unpacked(archive.read(name))
            assert not [piece for piece in PIECES if piece in data]
    with zipfile.ZipFile(bundle(checked, tmp_path)) as archive:
        assert b"Pier Street" in archive.read("report.json")


def test_a_copy_that_is_kept_of_a_confidential_source_too_is_not_published(desk: Desk, tmp_path: Path) -> None:
    """The same file captured twice, and marked confidential only once: its passage and bytes stay on the desk."""
    claim = claim_at(desk, "52 prisoners")
    desk.transact(SetRating(claim, Question.SO, "true"), ME)
    desk.transact(SetRationale(claim, "The list has 52 names."), ME)
    tape, page = Captured(b"the secret tape", "text/plain"), Captured(b"fifty-two names", "text/plain")
    desk.transact(CaptureSource(claim, EvidenceDraft("Tape", confidential=True), tape), ME)
    desk.transact(CaptureSource(claim, EvidenceDraft("scan 7"), tape), ME)
    desk.transact(CaptureSource(claim, EvidenceDraft("List"), page), ME)
    for number, words in ((1, "saw the heads"), (2, "saw the buses"), (3, "names in order")):
        desk.transact(AttachExcerpt(number, words, "page 1", Stance.SUPPORTS, ""), ME)
    desk.transact(SubmitCheck(claim), ME)
    desk.transact(ApproveCheck(claim), EDITOR)
    model = desk.read.report(1, made_by=ME)
    assert model is not None
    for key in (*FORMATS, exporting.BUNDLE):
        path = tmp_path / f"report.{key}"
        exporting.write(desk, model, exporting.Style(key, Profile.PUBLIC, ME), path, Progress())
        data = unpacked(path.read_bytes())
        assert not [piece for piece in (b"secret tape", b"saw the", b"scan 7") if piece in data], key
    with zipfile.ZipFile(tmp_path / f"report.{exporting.BUNDLE}") as archive:
        held = b"".join(unpacked(archive.read(name)) for name in archive.namelist())
    assert b"names in order" in held
    assert b"fifty-two names" in held
    assert not [piece for piece in (b"secret tape", b"saw the", b"scan 7") if piece in held]


def rewritten(
    path: Path, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None
) -> Path:
    """The bundle with its files changed; None leaves one out."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = change(name, source.read(name))
            if data is not None:
                target.writestr(name, data)
        for name, data in (more or {}).items():
            target.writestr(name, data)
    changed = path.with_name("changed.zip")
    changed.write_bytes(out.getvalue())
    return changed


def problems(
    path: Path, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None
) -> str:
    found: Verified = verify(rewritten(path, change, more))
    return "; ".join(found.problems)


def test_each_way_of_changing_a_bundle_is_found(checked: Desk, tmp_path: Path) -> None:
    path = bundle(checked, tmp_path)
    same = problems(path, lambda name, data: data)
    assert same == ""
    swapped = problems(path, lambda name, data: data.replace(b"fifty-two", b"fifty-six"))
    assert "was changed" in swapped
    assert "is not the copy that its name says" in swapped
    assert "report.html was changed" in problems(path, lambda n, d: d + b" " if n == "report.html" else d)
    gone = problems(path, lambda name, data: None if name.startswith("captures/") else data)
    assert "is missing" in gone
    assert "of a source is missing" in gone
    assert "extra.txt is not in the manifest" in problems(path, lambda name, data: data, {"extra.txt": b"x"})

    def cut(name: str, data: bytes) -> bytes:
        return b"\n".join(data.split(b"\n")[:-2]) + b"\n" if name == "audit.jsonl" else data

    assert "does not end with the head" in problems(path, cut)

    def forged(name: str, data: bytes) -> bytes:
        return (
            data.replace(b'"actor": "Una Lindqvar"', b'"actor": "Una Lindqvist"')
            if name == "audit.jsonl"
            else data
        )

    assert "audit chain: event 9: was changed" in problems(path, forged)

    def rehashed(name: str, data: bytes) -> bytes:
        if name == "manifest.json":
            manifest = json.loads(data)
            manifest["audit"]["hash"] = "0" * 64
            return json.dumps(manifest).encode()
        return data

    told = problems(path, rehashed)
    assert "another audit head than the manifest" in told
    assert "does not have the hash" in told


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip at all", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_bundle_is_refused_in_words(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "odd.zip"
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        verify(path)
    assert caught.value.code.startswith("S-BUNDLE-")
    with pytest.raises(UserError):
        verify(tmp_path / "missing.zip")


@pytest.mark.parametrize(
    "manifest", [b"[]", b"{}", b'{"format": "saidso.bundle/1"}', b"\xff", b"[" * 9999, b"null"]
)
def test_a_manifest_that_does_not_hold_is_refused(manifest: bytes, checked: Desk, tmp_path: Path) -> None:
    path = bundle(checked, tmp_path)
    with pytest.raises(UserError) as caught:
        verify(rewritten(path, lambda name, data: manifest if name == "manifest.json" else data))
    assert caught.value.code == "S-BUNDLE-MANIFEST"


def test_many_articles_are_reported_in_a_folder_and_one_that_fails_is_told(checked: Desk, tmp_path: Path) -> None:
    claim = claim_at(checked, "52 prisoners")
    checked.transact(
        ImportArticle(document(TEXT + "\nMore.\n", "more.txt", title="../..//x: <b>"), analysis()), ME
    )
    checked.transact(SetRating(claim, Question.SO, "false"), ME)
    checked.transact(SetRationale(claim, f"As heard in the {HIDDEN.title}."), ME)
    checked.transact(SubmitCheck(claim), ME)
    checked.transact(ApproveCheck(claim), EDITOR)
    told: list[UserError] = []
    style = exporting.Style("md", Profile.PUBLIC, ME)
    folder = tmp_path / "reports"
    assert exporting.write_articles(checked, [1, 2, 99], style, folder, Progress(), told.append) == 0
    assert list(folder.iterdir()) == []
    assert [error.code for error in told] == ["S-REPORT-CONFIDENTIAL", "S-REPORT-NOTHING"]
    assert "Velin frees 52 prisoners" in told[0].message
    assert told[1].message.startswith(
        "1 article has nothing approved yet and got no public report: “../..//x: <b>”."
    )
    style = replace(style, profile=Profile.INTERNAL)
    assert exporting.write_articles(checked, [1, 2, 99], style, folder, Progress(), told.append) == 2
    assert sorted(path.name for path in folder.iterdir()) == ["1 Velin frees 52 prisoners.md", "2 x b.md"]


@pytest.mark.parametrize("key", [*FORMATS, "bundle"])
def test_an_empty_public_report_is_not_written_but_explained(key: str, desk: Desk, tmp_path: Path) -> None:
    model = exporting.gather(desk, Wanted(Scope.ARTICLE, article_id=1), ME)
    with pytest.raises(UserError, match="is approved yet") as caught:
        exporting.write(desk, model, exporting.Style(key, Profile.PUBLIC, ME), tmp_path / "report")
    assert caught.value.code == "S-REPORT-NOTHING"
    assert not (tmp_path / "report").exists()


def test_a_report_on_nobodys_claims_is_not_written(desk: Desk, tmp_path: Path) -> None:
    wanted = Wanted(Scope.PERIOD, since=date(1999, 1, 1), until=date(1999, 12, 31))
    assert exporting.count(desk, wanted) == (0, 0)
    with pytest.raises(UserError, match="has no claim on this desk"):
        exporting.write(desk, exporting.gather(desk, wanted, ME), exporting.Style("html"), tmp_path / "report")
    with pytest.raises(UserError, match="no longer on this desk"):
        exporting.gather(desk, Wanted(Scope.ARTICLE, article_id=9), ME)


def test_what_a_report_would_hold_is_counted(checked: Desk) -> None:
    assert exporting.count(checked, Wanted(Scope.ARTICLE, article_id=1)) == (7, 1)
    claim = claim_at(checked, "52 prisoners")
    assert exporting.count(checked, Wanted(Scope.SELECTION, claim_ids=(claim, 99))) == (1, 1)
    holt = next(row.id for row in checked.read.speakers() if row.name == "Daniel Holt")
    assert exporting.count(checked, Wanted(Scope.SPEAKER, speaker_id=holt)) == (2, 0)
    assert exporting.count(checked, Wanted(Scope.PERIOD, until=date(2025, 9, 11))) == (7, 1)


# --- the command line ---


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = saidso.main([str(argument) for argument in arguments])
    told = capfd.readouterr()
    return code, told.out, told.err


def test_reports_of_every_kind_are_written_from_the_command_line(
    checked: Desk, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    checked.close()
    path = checked.path
    for key in ("html", "pdf", "docx", "xlsx", "csv", "md", "json", "claimreview", "bundle"):
        target = tmp_path / f"out.{key}"
        code, _, err = run(capfd, "report", path, "velin", "--format", key, "-o", target, "--profile", "public")
        assert (code, "saidso: " in err) == (0, False)
        assert target.stat().st_size > 100
    assert run(capfd, "verify", tmp_path / "out.bundle")[:2][0] == 0
    target = tmp_path / "speaker.md"
    assert run(capfd, "report", path, "--speaker", "holt", "--format", "md", "-o", target)[0] == 0
    assert target.read_text("utf-8").startswith("# Claims by Daniel Holt\n")
    assert run(capfd, "report", path, "--since", "2025-09-01", "--until", "2025-09-30", "-o", target)[0] == 0
    assert "from 1\N{NO-BREAK SPACE}September 2025 to 30\N{NO-BREAK SPACE}September 2025" in target.read_text(
        "utf-8"
    )
    assert run(capfd, "report", path, "--claims", "1,2", "-o", target)[0] == 0
    assert run(capfd, "report", path, "--all", "--format", "csv", "-o", tmp_path / "all")[0] == 0
    assert [each.name for each in (tmp_path / "all").iterdir()] == ["1 Velin frees 52 prisoners.csv"]
    for wrong in (["-o", target], ["--claims", "x", "-o", target], ["--speaker", "nobody", "-o", target]):
        code, _, err = run(capfd, "report", path, *wrong)
        assert code == 1
        assert err.startswith("saidso: ")
    site = ["--publisher", "The Courier", "--claim-url", "https://courier.example/{id}"]
    assert run(capfd, "report", path, "1", "--format", "claimreview", "-o", target, *site)[0] == 0
    assert '"name": "The Courier"' in target.read_text("utf-8")


def test_the_audit_command_names_the_first_break(
    checked: Desk, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    head = checked.read.audit_head()
    checked.close()
    code, out, _ = run(capfd, "audit", checked.path, "--head", f"{head.length}:{head.hash}")
    assert code == 0
    assert out == f"Sound: {head.length} events, 0 withheld\nHead: {head.length}:{head.hash}\n"
    code, _, err = run(capfd, "audit", checked.path, "--head", f"{head.length}:{'0' * 64}")
    assert (code, "does not have the hash" in err) == (1, True)
    assert run(capfd, "audit", checked.path, "--head", "12")[0] == 1
    with open_desk(checked.path) as desk, desk.connection.begin():
        desk.connection.exec_driver_sql("DROP TRIGGER audit_event_no_update")
        desk.connection.exec_driver_sql("UPDATE audit_event SET actor = 'Somebody' WHERE id = 3")
    code, out, err = run(capfd, "audit", checked.path)
    assert code == 1
    assert err.startswith("saidso: audit chain: event 3: was changed")
    assert out.startswith("Broken: ")


def test_the_doctor_hashes_kept_copies_anew(checked: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    checked.close()
    code, out, _ = run(capfd, "doctor", checked.path)
    assert (code, "2 kept copies" in out, out.startswith("Sound: ")) == (0, True, True)
    with open_desk(checked.path) as desk, desk.connection.begin():
        desk.connection.exec_driver_sql("DROP TRIGGER capture_content_no_update")
        desk.connection.exec_driver_sql("UPDATE capture_content SET data = x'00' WHERE length(data) = 15")
    code, out, err = run(capfd, "doctor", checked.path)
    assert code == 1
    assert "kept copies that changed: 1, as copy " in err
    assert out.startswith("Damaged; take the newest backup: ")


def test_the_chain_of_a_bundle_is_that_of_the_desk(checked: Desk, tmp_path: Path) -> None:
    events = checked.read.audit_events()
    with zipfile.ZipFile(bundle(checked, tmp_path)) as archive:
        lines = [json.loads(line) for line in archive.read("audit.jsonl").splitlines()]
    assert [line["hash"] for line in lines] == [event.hash for event in events]
    assert audit.verify([replace(event, payload=None, salt=None) for event in events]) == []


def test_a_withheld_event_leaves_the_chain_whole(checked: Desk, tmp_path: Path) -> None:
    secret = next(e.seq for e in checked.read.audit_events() if "Pier Street" in (e.payload or ""))
    checked.transact(WithholdEvent(secret, "protects a source"), EDITOR)
    events = checked.read.audit_events()
    assert audit.verify(events) == []
    # The next event kept a copy of the same source, and names it.
    assert [event.seq for event in events if event.withheld] == [secret, secret + 1]
    assert "protects a source" in (events[-1].payload or "")
    with zipfile.ZipFile(bundle(checked, tmp_path)) as archive:
        chain = archive.read("audit.jsonl")
    assert b"Talk with a guard" not in chain.splitlines()[secret - 1]
    for event, why, code in (
        (secret, "again", "S-AUDIT-GONE"),
        (9999, "no", "S-AUDIT-GONE"),
        (1, " ", "S-AUDIT-WHY"),
    ):
        with pytest.raises(UserError) as caught:
            checked.transact(WithholdEvent(event, why), EDITOR)
        assert caught.value.code == code


def test_the_corrections_log_is_written(checked: Desk, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    claim = claim_at(checked, "52 prisoners")
    checked.transact(PublishCheck(claim, "=page 3", datetime(2025, 9, 12, tzinfo=UTC)), EDITOR)
    before = checked.read.claim(claim)
    assert before is not None
    was = before.check.rationale
    checked.transact(OpenCorrection(claim), EDITOR)
    checked.transact(SetRationale(claim, "=52 by the list."), ME)
    checked.transact(CloseCorrection(claim, "misread", "First said 51."), EDITOR)
    checked.close()
    target = tmp_path / "log.csv"
    assert run(capfd, "corrections", checked.path, "-o", target)[0] == 0
    [row] = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
    assert (row["Claim"], row["Was"], row["Now"], row["Public note"]) == (
        "52 prisoners",
        was,
        "'=52 by the list.",
        "First said 51.",
    )
    assert row["Published at"] == "'=page 3"
    assert "Why" not in row
    assert run(capfd, "corrections", checked.path, "-o", target, "--profile", "internal")[0] == 0
    assert "misread" in target.read_text("utf-8-sig")


def test_a_file_is_named_with_the_figures_of_its_title() -> None:
    assert exporting.file_name("Six years over £1.4m fraud: 2,870 homes, 12.5% up.", ".pdf") == (
        "Six years over £1.4m fraud 2,870 homes 12.5% up.pdf"
    )
    assert exporting.file_name("..", ".md") == "report.md"
    assert exporting.file_name("../a/b\\c:d", ".md") == "abcd.md"


@pytest.mark.parametrize("letter", ["a", "é", "湾", "𠀀"])
@pytest.mark.parametrize("suffix", [".html", ".claimreview.json"])
def test_a_long_title_makes_a_file_name_that_can_be_written(tmp_path: Path, letter: str, suffix: str) -> None:
    """File systems count bytes, of which a letter can have four; none is cut through, and the suffix stays."""
    name = exporting.file_name(f"12 {letter * 300}", suffix)
    stem = name.removesuffix(suffix)
    assert name == f"{stem}{suffix}"
    assert stem.startswith(f"12 {letter * 40}")
    assert set(stem[3:]) == {letter}
    with whole_file(tmp_path / name) as stream:
        stream.write(b"a report")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_pdf_that_would_show_boxes_says_so_and_other_formats_do_not(desk: Desk, tmp_path: Path) -> None:
    number = desk.transact(ImportArticle(document(f"{TEXT}\n{ODD}{ODD} stood on the wall.", "odd.txt")), ME)
    assert number.focus_article is not None
    model = exporting.gather(desk, Wanted(Scope.ARTICLE, article_id=number.focus_article), ME)
    [told] = exporting.write(desk, model, exporting.Style("pdf"), tmp_path / "r.pdf")
    assert "no font on this machine has" in told
    assert told.count(ODD) == 1
    assert (tmp_path / "r.pdf").exists()
    assert exporting.write(desk, model, exporting.Style("docx"), tmp_path / "r.docx") == ()
