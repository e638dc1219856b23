"""Another desk is opened in the window while something of this one is still on its way."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QTimer
from PySide6.QtWidgets import QDialog

from core.records import Analysis, Change, ClaimFilter, Document
from core.reports.model import Profile
from db.operations import ImportArticle, Operation
from db.store import open_desk
from gui.models.claim_list import ClaimListModel
from gui.running import Running
from gui.views.dialogs.export_dialog import Order as ExportOrder
from tests.db.examples import document
from tests.gui.shell.conftest import OTHER, Start
from tests.gui.shell.driving import ask, press, rows, shown, write
from tests.gui.shell.test_bad_input import failing


def reasons(path: Path) -> set[str]:
    """Every rationale on the desk."""
    with open_desk(path) as opened:
        ids = opened.read.claim_ids(ClaimFilter())
        return {view.check.rationale for number in ids if (view := opened.read.claim(number)) is not None} - {""}


def test_words_that_are_being_saved_are_on_the_desk_they_were_typed_on(
    start: Start, desk: Path, tmp_path: Path
) -> None:
    second = Path(shutil.copy(desk, tmp_path / "second.saidso"))
    running = start(desk)
    press(running, "W")
    write(running, "Two lists agree.")
    running.open_desk(second)
    running.wait_until_idle()
    assert running.desk == second
    running.close()
    assert reasons(desk) == {"Two lists agree."}
    assert not reasons(second)


def test_a_comment_that_is_not_sent_stays_on_its_desk(start: Start, desk: Path, tmp_path: Path) -> None:
    second = Path(shutil.copy(desk, tmp_path / "second.saidso"))
    running = start(desk)
    field = running.window.inspector.comments.field
    claim = shown(running).row.id
    press(running, "C")
    write(running, "Only of the first desk")
    for path, typed in ((second, ""), (desk, "Only of the first desk")):
        running.open_desk(path)
        running.wait_until_idle()
        running.navigation.choose_claim(claim)
        running.wait_until_idle()
        assert (shown(running).row.id, field.toPlainText()) == (claim, typed)


def test_words_that_the_disk_does_not_take_go_to_no_other_desk(start: Start, desk: Path, tmp_path: Path) -> None:
    second = Path(shutil.copy(desk, tmp_path / "second.saidso"))
    running = start(desk)
    press(running, "W")
    with failing(running, 13, "database or disk is full"):
        write(running, "Only of the first desk")
        running.open_desk(second)
        running.wait_until_idle()
        assert running.desk == desk, "it stays until somebody insists"
        assert any("Open the other desk again" in text for text in running.window.notice.texts())
        running.open_desk(second)
        running.wait_until_idle()
    assert running.desk == second
    press(running, "J", "3")
    running.close()
    assert not reasons(second)


def test_what_comes_in_goes_on_with_the_desk_it_came_in_on(
    start: Start, tmp_path: Path, analysed: list[tuple[Document, Analysis]]
) -> None:
    (harbour, found), *_ = analysed
    second = tmp_path / "second.saidso"
    with open_desk(second) as opened:
        opened.transact(ImportArticle(harbour, replace(found, rules="an earlier release")), "Ada Lind")
        before = opened.read.claim_ids(ClaimFilter())
    other = tmp_path / "library.txt"
    other.write_text(OTHER, encoding="utf-8")
    first = tmp_path / "first.saidso"
    running = start(first)

    def leave(operation: Operation, _: Change) -> None:
        if isinstance(operation, ImportArticle):
            QTimer.singleShot(0, lambda: running.open_desk(second))

    running.session.acted.connect(leave)
    running.importing.import_paths([other])
    running.wait_until_idle()
    assert running.desk == second
    assert not running.importing.is_busy
    assert ask(running, lambda desk: desk.read.claim_ids(ClaimFilter())) == before
    assert len(running.navigation.articles) == 1
    running.open_desk(first)
    running.wait_until_idle()
    [article] = running.navigation.articles
    assert article.analysed, "it waited for its analysis"


def test_a_report_is_of_the_desk_it_was_ordered_on(start: Start, desk: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.saidso"
    with open_desk(second) as opened:
        for n in range(1, 4):
            words = f"Secret story {n}.\n\nIt says {n} things.\n"
            opened.transact(ImportArticle(document(words, f"s{n}.txt", title=f"Secret story {n}")), "Bo Tarn")
    out = tmp_path / "out"
    out.mkdir()
    running = start(desk)
    strip = running.window.status.reports
    before = strip.set_job

    def leave(text: str, done: int, total: int) -> None:
        before(text, done, total)
        if done == 1:
            QTimer.singleShot(0, lambda: running.open_desk(second))

    strip.set_job = leave  # type: ignore[method-assign]
    running.exporting.write(ExportOrder(None, Profile.INTERNAL, ("md", "html"), out, "all"))
    running.wait_until_idle()
    assert running.desk == second
    assert not strip.isVisible()
    names = sorted(path.name for path in out.iterdir())
    assert names
    assert not any("Secret" in name for name in names)
    running.exporting.ask()
    running.wait_until_idle()
    assert running.window.findChildren(QDialog), "another report can be ordered"


def test_a_figure_picked_on_one_desk_is_compared_with_none_of_another(
    start: Start, desk: Path, tmp_path: Path
) -> None:
    second = Path(shutil.copy(desk, tmp_path / "second.saidso"))
    running = start(desk)
    go_to_figure(running)
    press(running, "B")
    running.open_desk(second)
    running.wait_until_idle()
    go_to_figure(running)
    press(running, "J", "B")
    assert not running.comparing.menu.isVisible()


def go_to_figure(running: Running) -> None:
    ids = running.window.claim_model.ids()
    rows = ask(running, lambda desk: desk.read.claim_rows(ids))
    running.navigation.choose_claim(next(number for number in ids if not rows[number].kind.is_quote))
    running.wait_until_idle()
    assert shown(running).reading is not None


def test_the_lists_of_desks_that_were_left_are_gone(start: Start, desk: Path, tmp_path: Path) -> None:
    second = Path(shutil.copy(desk, tmp_path / "second.saidso"))
    running = start(desk)

    def held() -> tuple[int, int]:
        for _ in range(2):  # the second time what goes with the first
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        window = running.window
        return len(window.findChildren(ClaimListModel)), len(window.findChildren(QItemSelectionModel))

    counts = []
    for path in (second, desk, second):
        running.open_desk(path)
        running.wait_until_idle()
        counts.append(held())
    assert [lists for lists, _ in counts] == [1, 1, 1]
    assert len(set(counts)) == 1, "nor is what was selected in them kept"
    assert rows(running)


def test_cancelling_a_report_leaves_the_analysis_alone(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    running.window.status.articles.cancel_requested.connect(lambda: pytest.fail("the reading was cancelled"))
    other = tmp_path / "ferry.txt"
    other.write_text("Ferry stops\n\nThe ferry to Velin stops on 3 May, said Ada Lind.\n", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    strip = running.window.status.reports
    before = strip.set_job

    def stop(text: str, done: int, total: int) -> None:
        before(text, done, total)
        strip.cancel_button.click()

    strip.set_job = stop  # type: ignore[method-assign]
    running.importing.import_paths([other])
    running.exporting.write(ExportOrder(None, Profile.INTERNAL, ("md",), out, "all"))
    running.wait_until_idle()
    assert "Ferry stops" in {article.title for article in running.navigation.articles if article.analysed}
    assert not list(out.iterdir())
