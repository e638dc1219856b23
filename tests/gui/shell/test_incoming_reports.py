"""Reports of another desk come into the window, and what is none is refused in words."""

from __future__ import annotations

from pathlib import Path

from core.records import ClaimFilter
from gui.running import Running
from tests.gui.shell.conftest import Start
from tests.gui.shell.driving import ask, choose_file, press
from tests.gui.shell.test_exporting import accept, approve, opened, tick


def exported(running: Running, folder: Path) -> Path:
    found = opened(running, folder)
    tick(found, "json")
    path = folder / f"{found.name.text()}.json"
    accept(running, found)
    return path


def test_a_report_of_another_desk_comes_in(start: Start, desk: Path, tmp_path: Path) -> None:
    words = approve(desk)
    first = start(desk)
    press(first, "Shift+PgDown")
    path = exported(first, tmp_path)
    second = start(tmp_path / "second.saidso")
    press(second, "Ctrl+Shift+E")
    choose_file(second, str(path))
    assert second.navigation.article is not None
    assert second.navigation.article.title == "Harbour fees to rise, port says"
    assert f"{path.name}: " in second.window.notice.texts()[0]
    rows = ask(second, lambda desk: desk.read.claim_rows(desk.read.claim_ids(ClaimFilter())))
    assert [row.words for row in rows.values() if row.state == "approved"] == [words]
    press(second, "Ctrl+Shift+E")
    choose_file(second, str(path))
    assert any("is on this desk already" in text for text in second.window.notice.texts())
    press(second, "Ctrl+Z")
    assert ask(second, lambda desk: desk.read.articles()) == []


def test_a_hostile_report_is_refused_in_words(start: Start, desk: Path, tmp_path: Path) -> None:
    running = start(desk)
    before = ask(running, lambda desk: desk.read.audit_head())
    path = tmp_path / "odd.json"
    for data in (b"{}", b"[" * 100_000, b"\xff\xfe", b'{"format": "saidso.report/9", "report": {}}'):
        path.write_bytes(data)
        press(running, "Ctrl+Shift+E")
        choose_file(running, str(path))
        assert running.window.notice.texts()[-1].startswith("odd.json ")
    assert ask(running, lambda desk: desk.read.audit_head()) == before
