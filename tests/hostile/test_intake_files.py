"""Files of every kind that a newsroom is sent, broken, hostile or merely odd: an article, or words that say what
to do."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import saidso
from core.errors import UserError
from core.intake import find_articles, read_bytes, read_path

SAID = "Mayor Ida Voss said the harbour held 52 boats. “Nobody counted them twice,” she said on Tuesday.\n"
BYTES = SAID.encode()
SRT = f"1\r\n00:00:01,000 --> 00:00:04,000\r\n{SAID}"


def archive(*parts: tuple[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts:
            file.writestr(name, content)
    return stream.getvalue()


XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
TYPES = ("[Content_Types].xml", "<Types/>")
WORD = archive(TYPES, ("word/vbaProject.bin", "macro"), ("word/document.xml", XXE))
BOMB = archive(TYPES, ("word/document.xml", b"0" * 50_000_000))
MAIL = (
    "From: a@wire.example\nSubject: Boats\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=X\n\n--X\n"
    f"Content-Type: text/plain\n\n{SAID}\n--X\nContent-Type: application/pdf\n\nJVBERi0=\n--X--\n"
).encode()

TAKEN = {
    "utf-16 without a mark": ("a.txt", SAID.encode("utf-16-le")),
    "utf-16": ("a.txt", SAID.encode("utf-16")),
    "utf-32": ("a.txt", SAID.encode("utf-32")),
    "windows": ("a.txt", SAID.encode("cp1252")),
    "cut in a character": ("a.txt", BYTES * 20 + b"caf\xc3"),
    "a stray NUL": ("a.txt", BYTES * 20 + b"\x00" + BYTES),
    "carriage returns": ("a.txt", SAID.replace("\n", "\r").encode()),
    "one long line": ("a.txt", SAID.replace("\n", " ").encode() * 40_000),
    "one long word": ("a.txt", b"x" * 1_000_000 + b" " + BYTES),
    "commands to a terminal": ("a.txt", b"\x1b[31m" + BYTES * 20),
    "overridden direction": ("\u202etxt.exe.txt", f"\u202e{SAID}\u2066{SAID}".encode()),
    "scripts and broken nesting": (
        "a.html", f"<p>{SAID}<script>alert('99')</script><b><i>{SAID}</b></i><td></p><iframe src=x>".encode(),
    ),
    "an unknown charset": ("a.html", f'<meta charset="nonsense-8"><p>{SAID}</p><p>{SAID}</p>'.encode()),
    "entities of no character": ("a.html", f"<p>&#0;&#xD800;&#99999999999; {SAID}</p><p>{SAID}</p>".encode()),
    "floods of Markdown": ("a.md", b"> " * 5_000 + b"[a](" * 5_000 + BYTES),
}  # fmt: skip
REFUSED = {
    "nothing": ("a.txt", b"", "holds no text"),
    "spaces": ("a.txt", b" \n\t\r\n\xef\xbb\xbf", "holds no text"),
    "six megabytes": ("a.txt", b"x" * 6_000_000, "Split it"),
    "a mark of another encoding": ("a.txt", b"\xff\xfe\xfd broken \x80\x81 52 boats, he said." * 5, "as UTF-8"),
    "Word with macros and entities": ("a.docx", WORD, "save it as text or HTML"),
    "Word under another name": ("a.txt", WORD, "save it as text or HTML"),
    "a bomb": ("a.docx", BOMB, "save it as text or HTML"),
    "a bomb as an archive": ("a.zip", archive(("a", b"0" * 50_000_000)), "Unpack it"),
    "an old document": ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 500, "save it as text or HTML"),
    "an empty PDF": ("a.pdf", b"", "Copy its text"),
    "an encrypted PDF": ("a.txt", b"%PDF-1.7\ntrailer<</Encrypt 2 0 R>>", "Copy its text"),
    "a mail with attachments": ("a.eml", MAIL, "Save the message as text"),
    "RTF": ("a.txt", b"{\\rtf1\\ansi " + BYTES + b"}", "save it as text or HTML"),
    "subtitles": ("a.srt", SRT.encode(), "Save their words as text without those"),
    "subtitles as text": ("a.txt", b"\xef\xbb\xbf" + SRT.encode(), "Save their words as text without those"),
    "subtitles of the web": ("a.vtt", f"WEBVTT\n\n00:01.000 --> 00:04.000\n{SAID}".encode(), "Save their words"),
    "a compressed file": ("a.txt", gzip.compress(BYTES), "Unpack it"),
    "a picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "paste it"),
    "a program's bytes": ("a.txt", bytes(range(256)) * 40, "Save the article as text"),
    "a page without an article": ("a.html", b"<html><script>1</script></html>", "copy the article's text"),
    "a page of a hundred thousand levels": ("a.html", b"<div>" * 100_000 + BYTES, "copy the article's text"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data"), TAKEN.values(), ids=TAKEN)
def test_what_has_words_is_taken_whole(name: str, data: bytes) -> None:
    document = read_bytes(name, data)
    assert "“Nobody counted them twice,” she said on Tuesday." in " ".join(document.text.split())
    assert document.original == data
    assert "alert" not in document.text


@pytest.mark.parametrize(("name", "data", "advice"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_what_to_do(name: str, data: bytes, advice: str) -> None:
    with pytest.raises(UserError, match=f"“{name}”") as refused:
        read_bytes(name, data)
    assert refused.value.code.startswith("S-INTAKE-")
    assert advice in refused.value.message


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(5 * 10**9)


PATHS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a folder named as a text": (lambda path: path.mkdir(), "is a folder"),
    "a link to nothing": (lambda path: path.symlink_to("/nowhere"), "link to nothing"),
    "a link to itself": (lambda path: path.symlink_to(path), "leads back to itself"),
    "a link to a device": (lambda path: path.symlink_to("/dev/zero"), "no ordinary file"),
    "a pipe that nobody writes to": (_pipe, "no ordinary file"),
    "five gigabytes of nothing": (_sparse, "has 5 GB; an article may have 5 MB at most"),
}


@pytest.mark.skipif(os.name == "nt", reason="links, pipes and devices are POSIX")
@pytest.mark.parametrize(("make", "words"), PATHS.values(), ids=PATHS)
def test_what_is_no_ordinary_file_is_refused_without_waiting(
    make: Callable[[Path], object], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    make(path)
    with pytest.raises(UserError) as refused:
        read_path(path)
    assert words in refused.value.message


def test_a_file_that_goes_away_between_finding_and_reading_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(BYTES)
    [found] = find_articles(tmp_path, lambda problem: None)
    path.unlink()
    with pytest.raises(UserError, match=r"“a\.txt” is not there any more"):
        read_path(found)


@pytest.mark.skipif(os.name == "nt", reason="such names are POSIX")
def test_bad_files_among_good_ones_are_named_and_the_rest_goes_on(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder, out, desk = tmp_path / "in", tmp_path / "out.jsonl", tmp_path / "d.saidso"
    folder.mkdir()
    good = ["a new\nline.txt", "b \u202etxt.exe.txt", os.fsdecode(b"c \xff.txt"), "z.txt"]
    for number, name in enumerate(good):
        (folder / name).write_bytes(BYTES + b"Edition %d.\n" % number)
    (folder / "d.docx").write_bytes(BOMB)
    (folder / "e.txt").symlink_to("/nowhere")
    os.mkfifo(folder / "f.txt")
    assert saidso.main(["extract", str(folder), "--jsonl", str(out)]) == 1
    told = capfd.readouterr().err
    assert [line[:15] for line in told.splitlines() if "saidso:" in line] == [
        f"saidso: “{name}" for name in ("d.docx", "e.txt”", "f.txt”")
    ]
    assert "\u202e" not in told
    lines = out.read_text(encoding="utf-8").split("\n")
    assert [json.loads(line)["text"].count("52 boats") for line in lines if line] == [1] * len(good)
    assert saidso.main(["import", str(desk), str(folder)]) == 1
    capfd.readouterr()
    assert saidso.main(["articles", str(desk)]) == 0
    assert len(capfd.readouterr().out.splitlines()) == len(good)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.saidso", "in", "out.jsonl"]
