from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import UserError
from core.reports import FORMATS, html, write
from core.reports.writing import write_whole
from tests.core.reports.sample_model import report


def test_a_report_is_written_as_utf8(tmp_path: Path) -> None:
    target = tmp_path / "a report.html"
    write(report(), "html", target)
    assert target.read_bytes().decode("utf-8") == html.render(report())
    assert list(tmp_path.iterdir()) == [target]


def test_formats_are_named_by_their_own_key() -> None:
    assert all(key == entry.key and entry.suffix.startswith(".") for key, entry in FORMATS.items())
    assert FORMATS["html"].render(report()).startswith(b"<!DOCTYPE html>")


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="choose one of: html") as caught:
        write(report(), "papyrus", tmp_path / "a")
    assert caught.value.code == "S-REPORT-FORMAT"
    assert not list(tmp_path.iterdir())


def test_an_older_report_is_replaced_and_a_link_is_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "real.html", tmp_path / "link.html"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_whole(link, b"new")
    assert target.read_bytes() == b"new"
    assert link.is_symlink()


def test_a_new_file_has_the_rights_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a.html", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: folder, "a folder"),
        (lambda folder: folder / "none" / "a.html", "No such file"),
        (lambda folder: Path(os.devnull), "no ordinary file"),
        (lambda folder: folder / ("n" * 300), "too long"),
        (lambda folder: folder / "a\x00.html", "null"),
    ],
)
def test_a_target_that_cannot_be_written_is_named(
    tmp_path: Path, make: Callable[[Path], Path], words: str
) -> None:
    target = make(tmp_path)
    with pytest.raises(UserError, match=words) as caught:
        write_whole(target, b"x")
    assert caught.value.code == "S-REPORT-WRITE"
    assert caught.value.message.startswith(f"{target}: ")
    assert not list(tmp_path.iterdir())


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.symlink_to(two)
    two.symlink_to(one)
    with pytest.raises(UserError):
        write_whole(one, b"x")


@pytest.mark.parametrize("broken", ["os.open", "os.fsync", "pathlib.Path.replace"])
def test_a_failure_half_way_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    target = tmp_path / "a.html"
    target.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(broken, fail)
    with pytest.raises(UserError, match="No space left on device"):
        write_whole(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
