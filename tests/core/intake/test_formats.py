"""What a file is, by its content and its name, and how what cannot be read is refused."""

import bz2

import pytest

from core.errors import UserError
from core.intake import read_bytes
from core.intake.formats import extension_of, looks_like_article

ZIP = b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" + b"\x00" * 16


@pytest.mark.parametrize(
    ("name", "data", "label"),
    [
        ("story.pdf", b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        ("story.txt", b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        ("story", b"\n%PDF-1.4 ", "a PDF"),
        ("story.pdf", b"only text", "a PDF"),
        ("story.docx", ZIP + b"word/document.xml", "a Word document"),
        ("story.txt", ZIP + b"[Content_Types].xml", "a Word document"),
        ("sums.xlsx", ZIP + b"[Content_Types].xml", "a spreadsheet or slides"),
        (
            "story.odt",
            b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "an OpenDocument file",
        ),
        ("story.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office document"),
        ("story.rtf", b"{\\rtf1\\ansi", "an RTF document"),
        ("mail.eml", b"Subject: Tip\n\nHello", "an e-mail"),
        ("page.mht", b"From: <Saved by a browser>\nContent-Type: multipart/related;\n", "a web archive"),
        ("page", b"From: <Saved>\nSubject: x\nContent-Type: multipart/related;\n", "a web archive"),
        ("photo.jpeg", b"\xff\xd8\xff\xe0", "a picture"),
        ("photo", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("talk.mp3", b"ID3\x03", "a sound or video file"),
        ("all.zip", b"PK\x03\x04", "an archive"),
        ("all.tar.gz", b"\x1f\x8b", "an archive"),
        ("my.desk", b"SQLite format 3\x00", "a database"),
        ("tool", b"\x7fELF\x02", "a program"),
    ],
)
def test_other_formats_are_refused_by_name_with_what_to_do(name: str, data: bytes, label: str) -> None:
    with pytest.raises(UserError) as caught:
        read_bytes(name, data)
    assert caught.value.code == "S-INTAKE-FORMAT"
    message = caught.value.message
    assert message.startswith(f"“{name}” is {label}, which cannot be read. ")
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.parametrize(
    "name", ["story", "story.txt", "Story.TXT", "notes 12.05", "story.v2", ".hidden", "rows.csv"]
)
def test_text_under_any_other_name_is_plain_text(name: str) -> None:
    assert read_bytes(name, b"MZ is how PK begins").media_type == "text/plain"


@pytest.mark.parametrize(
    "text",
    ["GIF89a is the name of a format.", "BZh9 is what it begins with.", "%!PS is PostScript’s mark.",
     "OggS is a tag.", "fLaC, the mayor said.", "The ftyp of it", "8BPS and more", "wOFF is a font."],
)  # fmt: skip
def test_a_text_that_tells_of_another_format_is_a_text(text: str) -> None:
    assert read_bytes("story.txt", text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "label"),
    [
        (b"GIF89a\x40\x01\xf0\x00\xf7\x00\x00", "a picture"),
        (b"\x00\x00\x00\x1cftypheic\x00\x00\x00\x00", "a picture"),
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00", "a sound or video file"),
        (b"OggS\x00\x02\x00\x00", "a sound or video file"),
        (b"fLaC\x00\x00\x00\x22", "a sound or video file"),
        (bz2.compress(b"Story"), "an archive"),
        (bz2.compress(b""), "an archive"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "a PostScript file"),
        (b"%!PS\n/Times findfont", "a PostScript file"),
        (b"wOF2\x00\x01\x00\x00", "a font"),
    ],
)
def test_such_a_file_itself_is_refused_under_any_name(data: bytes, label: str) -> None:
    with pytest.raises(UserError, match=f"is {label}, which"):
        read_bytes("story.txt", data)


def test_bytes_that_are_no_text_are_refused() -> None:
    for data in (bytes(range(256)) * 8, b"ab\x00\x01\x02cd", b"\x00" * 100):
        with pytest.raises(UserError, match="is not text") as caught:
            read_bytes("thing.txt", data)
        assert caught.value.code == "S-INTAKE-BINARY"


def test_text_in_no_likely_encoding_is_refused() -> None:
    scrambled = bytes(128 + (i * 61 + i * i * 7) % 128 for i in range(4000))
    with pytest.raises(UserError, match="UTF-8") as caught:
        read_bytes("odd.txt", scrambled)
    assert caught.value.code == "S-INTAKE-ENCODING"


def test_half_an_utf_16_file_of_noise_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        read_bytes("odd.txt", b"\xff\xfe" + b"\x00\xd8" * 500)
    assert caught.value.code == "S-INTAKE-ENCODING"


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("a.TXT", ".txt"),
        ("a", ""),
        (".txt", ""),
        ("a.b.Md", ".md"),
        ("12.05.2025", ""),
        ("x.7z", ".7z"),
        ("a.", ""),
    ],
)
def test_extension(name: str, extension: str) -> None:
    assert extension_of(name) == extension


def test_what_is_tried_in_a_folder() -> None:
    tried = ["a.txt", "a", "a.md", "a.pdf", "a.docx", "a.v2", "Notes 12.05", "Readme for editors.txt"]
    passed_over = [
        "README.md",
        "LICENSE",
        "a.gold.json",
        "style.css",
        "photo.jpg",
        "a.mp3",
        "sheet.csv",
        "Makefile",
    ]
    assert [name for name in tried + passed_over if looks_like_article(name)] == tried
