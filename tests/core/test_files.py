"""A file is there whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import UserError
from core.files import named_after, whole_file


def test_it_replaces_what_was_there_only_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("old")
    with whole_file(target) as stream:
        stream.write(b"new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]


def test_a_failure_in_the_block_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), whole_file(target) as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]


def test_a_new_file_has_the_rights_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with whole_file(tmp_path / "a") as stream:
            stream.write(b"a")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_link_keeps_pointing_where_it_did(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with whole_file(tmp_path / "link") as stream:
        stream.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_pipe_is_written_straight_through(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with whole_file(pipe) as stream:
            stream.write(b"line\n")
        assert os.read(reader, 100) == b"line\n"
    finally:
        os.close(reader)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: folder, "a folder"),
        (lambda folder: folder / "none" / "a.html", "No such file"),
        (lambda folder: folder / ("n" * 300), "too long"),
        (lambda folder: folder / "a\x00.html", "null"),
    ],
)
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, make: Callable[[Path], Path], words: str) -> None:
    target = make(tmp_path)
    with pytest.raises(UserError, match=words) as caught, whole_file(target) as stream:
        stream.write(b"x")
    assert caught.value.code == "S-WRITE"
    assert caught.value.message.startswith(f"{target}: ")
    assert not list(tmp_path.iterdir())


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.symlink_to(two)
    two.symlink_to(one)
    with pytest.raises(UserError), whole_file(one) as stream:
        stream.write(b"x")


@pytest.mark.parametrize("broken", ["os.open", "os.fsync", "pathlib.Path.replace"])
def test_a_full_disk_is_told_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    target = tmp_path / "a.html"
    target.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(broken, fail)
    with pytest.raises(UserError, match="No space left on device"), whole_file(target) as stream:
        stream.write(b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_desk_is_never_written_over(tmp_path: Path) -> None:
    desk = tmp_path / "d.saidso"
    desk.write_bytes(b"SQLite format 3\x00 and all the work")
    with pytest.raises(UserError, match="is a desk"), whole_file(desk) as stream:
        stream.write(b"<html>")
    assert desk.read_bytes().endswith(b"all the work")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Fares to rise by £1.4m: “never”", "Fares to rise by £1.4m never.pdf"),
        ("../../etc/passwd", "etcpasswd.pdf"),
        ("?!", "copy.pdf"),
        ("𐍈" * 300, "𐍈" * 50 + ".pdf"),
    ],
)
def test_a_file_is_named_after_a_title(tmp_path: Path, title: str, name: str) -> None:
    found = named_after(title, ".pdf", "copy")
    assert found == name
    (tmp_path / found).write_text("it can be made")
