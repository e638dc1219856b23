"""Files and folders: nothing blocks, nothing stops at the first trouble, and each trouble is named."""

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from core.errors import UserError
from core.intake import MAX_BYTES, find_files, read_path


def code_of(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_path(path)
    assert caught.value.message.startswith("“")
    assert "\n" not in caught.value.message
    return caught.value.code


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "Räte – 12.05.txt"
    file.write_bytes(b"Council met.\r\n")
    document = read_path(file)
    assert (document.name, document.text) == (file.name, "Council met.\n")


def test_what_is_not_there_or_no_file(tmp_path: Path) -> None:
    assert code_of(tmp_path / "gone.txt") == "S-INTAKE-MISSING"
    assert code_of(tmp_path) == "S-INTAKE-FOLDER"
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    assert code_of(tmp_path / "dangling") == "S-INTAKE-MISSING"
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert code_of(tmp_path / "loop") == "S-INTAKE-UNREADABLE"
    (tmp_path / "file").write_text("x")
    assert code_of(tmp_path / "file" / "below") == "S-INTAKE-MISSING"
    assert code_of(tmp_path / ("n" * 300)) == "S-INTAKE-UNREADABLE"
    assert code_of(Path("nul\0inside")) == "S-INTAKE-MISSING"


def test_pipes_sockets_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert code_of(tmp_path / "pipe") == "S-INTAKE-SPECIAL"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert code_of(tmp_path / "s") == "S-INTAKE-SPECIAL"
    assert code_of(Path("/dev/zero")) == "S-INTAKE-SPECIAL"


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as f:
        f.truncate(MAX_BYTES * 1000)
    with pytest.raises(UserError, match=r"“huge\.txt” has 5 GB;"):
        read_path(file)


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (PermissionError(errno.EACCES, "no"), "S-INTAKE-UNREADABLE", "may not be read by you"),
        (PermissionError("no"), "S-INTAKE-UNREADABLE", "may not be read by you"),
        (OSError(errno.EIO, "no"), "S-INTAKE-UNREADABLE", os.strerror(errno.EIO)),
        (OSError("no"), "S-INTAKE-UNREADABLE", "the disk gave no reason"),
    ],
)
def test_a_file_that_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str, words: str
) -> None:
    def refuse(*_: Any) -> int:
        raise error

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UserError, match=words) as caught:
        read_path(tmp_path / "kept.txt")
    assert caught.value.code == code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a/z.md",
        "a/B.txt",
        "a/.hidden",
        ".git/config.txt",
        "c/README.md",
        "c/style.css",
        "c/x.pdf",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("text")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "link.txt").symlink_to(tmp_path / "b.txt")
    return tmp_path


def names(folder: Path, found: list[Path]) -> list[str]:
    return [str(path.relative_to(folder)) for path in found]


def test_folders_are_walked_in_order_and_loops_are_not_entered(folder: Path) -> None:
    assert names(folder, find_files([folder])) == ["a/B.txt", "a/link.txt", "a/z.md", "b.txt", "c/x.pdf"]


def test_a_file_named_is_taken_whatever_it_is_and_once(folder: Path) -> None:
    found = find_files([folder / "c" / "style.css", folder / "a" / "z.md", folder / "a"])
    assert names(folder, found) == ["c/style.css", "a/z.md", "a/B.txt", "a/link.txt"]


def test_the_same_file_by_two_spellings_of_its_path_is_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert find_files([Path("b.txt"), folder / "b.txt"]) == [Path("b.txt")]


@contextmanager
def unreadable(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[None]:
    real = os.scandir

    def scandir(path: Any) -> Any:
        if Path(path) == folder:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", scandir)
        yield


def test_an_unreadable_folder_is_reported_and_the_rest_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems: list[UserError] = []
    with unreadable(monkeypatch, folder / "a"):
        found = find_files([folder, folder / "nowhere"], problems.append)
    assert names(folder, found) == ["b.txt", "c/x.pdf"]
    assert [p.code for p in problems] == ["S-INTAKE-UNREADABLE", "S-INTAKE-MISSING"]
    assert str(folder / "a") in problems[0].message


def test_without_a_listener_the_first_problem_is_raised(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with unreadable(monkeypatch, folder / "a"), pytest.raises(UserError) as caught:
        find_files([folder])
    assert caught.value.code == "S-INTAKE-UNREADABLE"


@pytest.fixture
def deep_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file in 1,200 folders, one in another; removed by hand, since `shutil.rmtree` is recursive."""
    monkeypatch.chdir(tmp_path)
    levels = ["/".join("d" * n) for n in range(1, 1201)]
    for level in levels:
        Path(level).mkdir()
    file = Path(levels[-1]) / "a.txt"
    file.write_text("Text.")
    yield file
    file.unlink()
    for level in reversed(levels):
        Path(level).rmdir()


def test_folders_nested_deeper_than_pythons_stack(deep_folder: Path) -> None:
    assert find_files([Path("d")]) == [deep_folder]
    assert read_path(deep_folder).text == "Text."


def test_a_file_name_of_any_bytes(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9\n.txt"))
    file.write_text("Text.")
    assert find_files([tmp_path]) == [file]
    assert read_path(file).name == "caf\ufffd\ufffd.txt"
