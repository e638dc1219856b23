"""Reports out of the window, by the keys and fields that a person uses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QScrollArea

from core.records import ClaimFilter, EvidenceDraft, Question
from core.reports import FORMATS
from core.reports.model import Profile, Scope
from core.reports.verify import verify
from core.reports.wanted import Wanted
from db.operations import AddEvidence, ApproveCheck, SetArticleDetails, SetRating, SetRationale, SubmitCheck
from db.store import open_desk
from gui.running import Running
from gui.settings import CLAIM_URL, EXPORT_FORMATS, EXPORT_PROFILE, PUBLISHER, Settings
from gui.views.dialogs.export_dialog import ExportDialog
from gui.views.dialogs.preview_dialog import PageView, PreviewDialog
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import dialog, focus, press, write

EDITOR = "Una Lindqvar"


def approve(path: Path, title: str = "Harbour") -> str:
    """Have one claim of the harbour article, or the one of another title, approved. Returns its words."""
    with open_desk(path) as desk:
        article = next(row.id for row in desk.read.articles() if row.title.startswith(title))
        claim = desk.read.claim_ids(ClaimFilter(article_id=article, quotes=False))[0]
        view = desk.read.claim(claim)
        assert view is not None
        if view.said_applies:
            desk.transact(SetRating(claim, Question.SAID, "verbatim"), "Ada Lind")
        desk.transact(SetRating(claim, Question.SO, "true"), "Ada Lind")
        desk.transact(SetRationale(claim, "The port's own table says so."), "Ada Lind")
        desk.transact(AddEvidence(claim, EvidenceDraft("Fees", "https://port.example/fees")), "Ada Lind")
        desk.transact(SubmitCheck(claim), "Ada Lind")
        desk.transact(ApproveCheck(claim), EDITOR)
        return view.row.words


def opened(running: Running, folder: Path) -> ExportDialog:
    press(running, "Ctrl+E")
    found = dialog(running, ExportDialog)
    found.folder.setText(str(folder))
    return found


def choose_scope(running: Running, found: ExportDialog, scope: Scope | None) -> None:
    found.scope.setCurrentIndex(found.scope.findData(scope))
    running.wait_until_idle()


def tick(found: ExportDialog, *keys: str) -> None:
    for key, box in found.formats.items():
        box.setChecked(key in keys)


def accept(running: Running, found: ExportDialog) -> None:
    QTest.keyClick(found, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    running.wait_until_idle(300)  # the first report loads the libraries of all its formats


def test_several_formats_are_written_at_once_and_named(
    start: Start, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = start(desk)
    found = opened(running, tmp_path)
    assert (found.name.text(), found.profile.currentData()) == ("Library closes two rooms", Profile.INTERNAL)
    assert found.found.text() == "5 claims, 0 of them approved"
    assert "Not for readers" in found.leaves_out.text()
    tick(found, "html", "docx", "json")
    accept(running, found)
    names = ["Library closes two rooms.html", "Library closes two rooms.docx", "Library closes two rooms.json"]
    assert all((tmp_path / name).stat().st_size > 1000 for name in names)
    told = f"Reports written to {tmp_path}: Library closes two rooms (.html, .docx, .json)"
    assert running.window.notice.texts() == [told], "the headline is said once"
    went: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: went.append(url.toLocalFile()))
    assert running.window.notice.action_button.text() == "Open the folder"
    running.window.notice.action_button.click()
    assert went == [str(tmp_path)]
    press(running, "Ctrl+E")
    again = dialog(running, ExportDialog)
    assert {key for key, box in again.formats.items() if box.isChecked()} == {"html", "docx", "json"}
    assert again.folder.text() == str(tmp_path)


def test_letters_for_which_there_is_no_font_are_told(
    start: Start, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.reports.pdf.without_font", lambda model: "ᚠᚢ")
    running = start(desk)
    found = opened(running, tmp_path)
    tick(found, "pdf")
    accept(running, found)
    told = running.window.notice.texts()
    assert [words.startswith("The PDF shows empty boxes for letters") and "ᚠ ᚢ" in words for words in told] == [
        True,
        False,
    ]


def test_what_is_said_of_a_public_report_scrolls_nothing_away(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    running.window.resize(1100, 700)
    found = opened(running, tmp_path)
    wanted = Wanted(Scope.ARTICLE, article_id=running.navigation.articles[0].id)
    found.profile.setCurrentIndex(found.profile.findData(Profile.PUBLIC))
    left = tuple(f"Claim {number} has a comment that nobody has resolved." for number in range(9))
    found.set_count(wanted, 5, 3, left)
    assert found.unsettled.isVisible()
    running.wait_until_idle()
    fields = found.findChild(QScrollArea)
    assert fields is not None
    assert found.name.isVisible()
    assert fields.verticalScrollBar().maximum() == 0, "the screen has room for all of it"


def test_the_whole_dialog_is_reached_by_keys(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    found = opened(running, tmp_path)
    assert focus(running) is found.scope
    seen = set()
    for _ in range(40):
        seen.add(focus(running))
        QTest.keyClick(focus(running), Qt.Key.Key_Tab)
    wanted = {found.scope, found.profile, found.folder, found.name, found.browse_button, found.preview_button}
    wanted |= {found.accept_button, found.cancel_button, *found.formats.values()}
    assert wanted <= seen
    found.formats["md"].setFocus()
    QTest.keyClick(focus(running), Qt.Key.Key_Space)
    assert found.formats["md"].isChecked()
    for each in wanted:
        assert each.accessibleName() or getattr(each, "text", str)()
    press(running, "Esc")
    assert not running.window.findChildren(ExportDialog)
    assert list(tmp_path.glob("*.md")) == []


@pytest.mark.parametrize(
    ("scope", "name", "title"),
    [
        (Scope.SPEAKER, "Irena Sokal", "Claims by Irena Sokal"),
        (Scope.PERIOD, "Claims 2025-09-11 2025-09-11", "Claims, from 11 September 2025 to 11 September 2025"),
        (Scope.SELECTION, "Selected claims", "Selected claims"),
    ],
)
def test_a_report_goes_across_articles(
    scope: Scope, name: str, title: str, start: Start, desk: Path, tmp_path: Path
) -> None:
    running = start(desk)
    press(running, "Ctrl+A")
    found = opened(running, tmp_path)
    choose_scope(running, found, scope)
    if scope is Scope.SPEAKER:
        found.speaker.setCurrentIndex(found.speaker.findText("Irena Sokal", Qt.MatchFlag.MatchStartsWith))
    if scope is Scope.PERIOD:
        for field in (found.since, found.until):
            field.setText("2025-09-11")
            field.editingFinished.emit()
    running.wait_until_idle()
    assert found.found.text().endswith("0 of them approved")
    assert found.name.text() == name
    tick(found, "md")
    accept(running, found)
    written = (tmp_path / f"{name}.md").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert written.startswith(f"# {title}\n")


def test_a_name_that_was_typed_stays_when_another_period_is_chosen(
    start: Start, desk: Path, tmp_path: Path
) -> None:
    running = start(desk)
    found = opened(running, tmp_path)
    choose_scope(running, found, Scope.PERIOD)
    found.since.setFocus()
    write(running, "2025-09-01")
    found.name.setFocus()
    assert found.name.text() == "Claims 2025-09-01"
    found.name.selectAll()
    write(running, "September at the harbour")
    found.until.setFocus()
    write(running, "2025-09-30")
    found.folder.setFocus()
    assert found.name.text() == "September at the harbour"
    found.name.setFocus()
    press(running, "Ctrl+A", "Delete")
    choose_scope(running, found, Scope.ARTICLE)
    assert found.name.text() == "Library closes two rooms"


def test_every_article_gets_its_reports(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    found = opened(running, tmp_path)
    choose_scope(running, found, None)
    assert not found.name.isVisible()
    assert not found.preview_button.isEnabled()
    tick(found, "md", "csv")
    accept(running, found)
    names = sorted(path.name for path in tmp_path.glob("*.[mc][ds]*"))
    assert [name.partition(" ")[2] for name in names] == [
        "Harbour fees to rise port says.csv",
        "Harbour fees to rise port says.md",
        "Library closes two rooms.csv",
        "Library closes two rooms.md",
    ]


def test_many_reports_are_cancelled_between_two_files(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    found = opened(running, tmp_path)
    tick(found, "html", "pdf", "docx", "xlsx")
    QTest.keyClick(found, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    running.exporting.cancel()  # nothing is under way yet: it changes nothing
    shown: list[str] = []
    strip = running.window.status.reports
    before = strip.set_job

    def told(text: str, done: int, total: int) -> None:
        shown.append(text)
        before(text, done, total)
        if done == 1:
            strip.cancel_button.click()

    strip.set_job = told  # type: ignore[method-assign]
    running.wait_until_idle()
    assert shown == ["Writing report 1 of 4", "Writing report 2 of 4"]
    written = sorted(path.suffix for path in tmp_path.glob("Library*"))
    assert written == [".html", ".pdf"]
    assert not list(tmp_path.glob(".saidso-*"))
    assert "Cancelled; 2 of 4 were written." in running.window.notice.texts()
    assert not strip.isVisible()


def test_a_public_report_with_nothing_approved_is_refused_plainly(
    start: Start, desk: Path, tmp_path: Path
) -> None:
    running = start(desk)
    found = opened(running, tmp_path)
    found.profile.setCurrentIndex(found.profile.findData(Profile.PUBLIC))
    assert "no editor has approved" in found.leaves_out.text()
    assert "would be empty" in found.nothing.text()
    assert not found.accept_button.isEnabled()
    accept(running, found)
    assert found.isVisible()
    found.profile.setCurrentIndex(found.profile.findData(Profile.INTERNAL))
    assert found.accept_button.isEnabled()
    assert not found.nothing.isVisible()
    # For every article it is found out on the way, and said once.
    found.profile.setCurrentIndex(found.profile.findData(Profile.PUBLIC))
    choose_scope(running, found, None)
    tick(found, "html", "pdf")
    accept(running, found)
    [notice] = running.window.notice.texts()
    assert notice.startswith("2 articles have nothing approved yet and got no public report: ")
    assert not list(tmp_path.glob("*.html"))


def better_settled(running: Running, folder: Path) -> str:
    """What the window says is better settled, once a public report of every article was written in two formats."""
    found = opened(running, folder)
    found.profile.setCurrentIndex(found.profile.findData(Profile.PUBLIC))
    choose_scope(running, found, None)
    tick(found, "html", "md")
    accept(running, found)
    [told] = [text for text in running.window.notice.texts() if "better settled" in text]
    return told


def test_what_is_better_settled_is_told_of_many_reports_too(start: Start, desk: Path, tmp_path: Path) -> None:
    approve(desk)
    running = start(desk)
    told = better_settled(running, tmp_path)
    assert "Harbour fees to rise, port says: The report bears no newsroom’s name" in told
    assert told.count("no newsroom’s name") == 1, "once, though two files have it"
    next(row for row in running.window.notice.rows if row.text() == told).action_button.click()
    running.wait_until_idle()
    article = running.navigation.article
    assert article is not None
    assert article.title.startswith("Harbour")


def test_two_articles_of_one_title_are_told_of_as_two(start: Start, desk: Path, tmp_path: Path) -> None:
    approve(desk)
    approve(desk, "Library")
    with open_desk(desk) as held:
        for row in held.read.articles():
            held.transact(SetArticleDetails(row.id, "News in brief"), "Ada Lind")
    running = start(desk)
    told = better_settled(running, tmp_path)
    assert told.count("News in brief: The report bears no newsroom’s name") == 2


def test_a_public_report_has_what_is_approved(
    start: Start, desk: Path, tmp_path: Path, settings: Settings
) -> None:
    words = approve(desk)
    settings.set(PUBLISHER, "The Harbour Courier")
    settings.set(CLAIM_URL, "https://courier.example/checks/{id}")
    running = start(desk)
    press(running, "Shift+PgDown")
    found = opened(running, tmp_path)
    found.profile.setCurrentIndex(found.profile.findData(Profile.PUBLIC))
    assert found.found.text().endswith(", 1 of them approved")
    tick(found, *FORMATS, "bundle")
    accept(running, found)
    name = "Harbour fees to rise port says"
    assert {path.suffix for path in tmp_path.glob(f"{name}.*")} == {
        ".html", ".pdf", ".docx", ".xlsx", ".csv", ".md", ".json", ".jsonld", ".zip",
    }  # fmt: skip
    [review] = json.loads((tmp_path / f"{name}.jsonld").read_text("utf-8"))["@graph"]
    assert review["author"]["name"] == "The Harbour Courier"
    assert review["url"].startswith("https://courier.example/checks/")
    [claim] = json.loads((tmp_path / f"{name}.json").read_text("utf-8"))["report"]["parts"][0]["claims"]
    assert claim["row"]["words"] == words
    assert verify(tmp_path / f"{name}.zip").problems == ()
    assert settings.get(EXPORT_PROFILE) == "public"
    assert set(settings.get(EXPORT_FORMATS).split()) == {*FORMATS, "bundle"}


def test_a_file_that_is_there_is_replaced_only_when_asked_again(start: Start, desk: Path, tmp_path: Path) -> None:
    there = tmp_path / "Library closes two rooms.md"
    there.write_text("mine", encoding="utf-8")
    running = start(desk)
    found = opened(running, tmp_path)
    tick(found, "md")
    accept(running, found)
    assert found.isVisible()
    assert found.complaint.text().startswith("Library closes two rooms.md: already there.")
    assert there.read_text("utf-8") == "mine"
    accept(running, found)
    assert there.read_text("utf-8").startswith("# Library closes two rooms")


def test_what_is_wrong_is_said_beside_its_field(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    found = opened(running, tmp_path)

    def told(field: QLineEdit | None, words: str) -> None:
        accept(running, found)
        assert found.isVisible()
        assert words in found.complaint.text()
        if field is not None:
            assert focus(running) is field

    tick(found)
    told(None, "at least one format")
    tick(found, "md")
    found.folder.setText(str(tmp_path / "missing"))
    told(found.folder, "no such folder")
    found.folder.setText(str(tmp_path))
    assert not found.complaint.isVisible() and not found.folder.property("wrong"), "it is another folder now"
    found.name.setText("../up")
    told(found.name, "without a folder")
    choose_scope(running, found, Scope.PERIOD)
    told(found.since, "from which day")
    found.since.setText("September")
    told(found.since, "year-month-day")
    found.since.setText("2025-09-30")
    found.until.setText("2025-09-01")
    told(found.until, "before the first")
    found.since.setText("1990-01-01")
    found.until.setText("1990-12-31")
    found.until.editingFinished.emit()
    running.wait_until_idle()
    assert found.nothing.text() == "There is nothing to report on; choose something else."
    assert not found.accept_button.isEnabled()
    assert not list(tmp_path.glob("*.md"))


def test_a_report_is_looked_at_before_it_is_written(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    found = opened(running, tmp_path)
    found.preview_button.click()
    running.wait_until_idle()
    seen = next(each for each in found.findChildren(PreviewDialog) if each.isVisible())
    assert seen.windowTitle() == "Preview: Library closes two rooms"
    pages = seen.pages.findChildren(PageView)
    assert len(pages) >= 2
    assert pages[0].accessibleName() == f"Page 1 of {len(pages)}"
    assert pages[0].picture.width() > 600
    assert pages[0].height() == pages[0].heightForWidth(pages[0].width())
    assert seen.pages.horizontalScrollBar().maximum() == 0
    QTest.keyClick(seen.tabs, Qt.Key.Key_Right)
    assert seen.words.isVisible()
    text = seen.words.toPlainText()
    assert text.startswith("Library closes two rooms")
    assert "Nobody asked us" in text
    assert "How this report was made" in text
    QTest.keyClick(seen, Qt.Key.Key_Escape)
    assert found.isVisible()
    assert not list(tmp_path.glob("Library*"))


def test_a_preview_runs_and_loads_nothing(qtbot: object) -> None:
    from tests.core.reports.hostile import HOSTILE, hostile_model

    for evil in HOSTILE:
        text = FORMATS["md"].render(hostile_model(evil)).decode("utf-8")
        seen = PreviewDialog("x", [], text)
        assert seen.words.loadResource(2, "https://example.org/x.png") is None
        assert "\ufffc" not in seen.words.toPlainText()  # what stands for a picture
        assert not seen.words.openLinks()
        seen.deleteLater()


def test_a_folder_that_is_gone_is_said_and_the_rest_goes_on(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    folder = tmp_path / "reports"
    folder.mkdir()
    found = opened(running, folder)
    tick(found, "md", "csv")
    (folder / "Library closes two rooms.md").mkdir()
    accept(running, found)
    accept(running, found)
    texts = running.window.notice.texts()
    assert any("is a folder; choose a name for the file" in text for text in texts)
    assert any(text.startswith("Report written to ") for text in texts)


def test_menu_palette_and_key_sheet_have_both(start: Start, desk: Path) -> None:
    running = start(desk)
    table = running.window.actions_table
    sheet = {text: keys for _, text, keys in table.sheet()}
    assert sheet["Export report…"] == table.key_text("export")
    assert sheet["Import a report…"] == table.key_text("import-report")
    running.exporting.ask_incoming()
    assert dialog(running, QFileDialog).windowTitle() == "Import a report"
