"""Formats that are recognised, by content or by name, and cannot be read: each is refused with what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CONVERT = "Open it in the program that made it, save it as text or HTML, and add that."


@dataclass(frozen=True, slots=True)
class Refused:
    """One such format. `extensions` are lower case, without dots, between spaces.

    `signature` matches at the start of the bytes, and not of a text that tells of the format; `shared` marks one
    that several formats have in common, so that a more telling file name may decide. `document`: an article may be
    in such a file, so that in a folder it is reported, while other kinds are passed over there.
    """

    label: str
    extensions: str
    signature: re.Pattern[bytes] | None
    advice: str
    document: bool = False
    shared: bool = False


def _starts(*patterns: bytes) -> re.Pattern[bytes]:
    return re.compile(b"|".join(b"(?:" + p + b")" for p in patterns), re.DOTALL)


_ZIP = rb"PK\x03\x04"
_OLE = rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADERS = rb"(?:[A-Za-z-]+: [^\n]{0,400}\n(?:[ \t][^\n]{0,400}\n){0,4}){0,8}"

A_PICTURE = Refused(
    "a picture",
    "png jpg jpeg gif webp tif tiff bmp heic avif svg ico psd",
    _starts(
        rb"\x89PNG\r\n\x1a\n",
        rb"\xff\xd8\xff",
        rb"GIF8[79]a(?:.[\x00-\x1f]){2}",
        rb"RIFF.{4}WEBP",
        rb"II\*\x00|MM\x00\*",
        rb"BM.{4}\x00\x00\x00\x00",
        rb"\x00.{3}ftyp(?:heic|heix|mif1|avif)",
        rb"8BPS\x00",
    ),
    "Type the text that it shows and paste it.",
)

REFUSED: tuple[Refused, ...] = (
    Refused(
        "a PDF",
        "pdf",
        _starts(rb"\s{0,16}%PDF-"),
        "Copy its text and paste it, or save it as text or HTML and add that.",
        document=True,
    ),
    Refused(
        "a Word document",
        "docx docm dotx",
        _starts(_ZIP + rb".{0,4000}?(?:word/|\[Content_Types\]\.xml)"),
        _CONVERT,
        document=True,
        shared=True,
    ),
    Refused(
        "an old Word or Office document", "doc dot xls ppt", _starts(_OLE), _CONVERT, document=True, shared=True
    ),
    Refused(
        "an OpenDocument file",
        "odt ods odp fodt",
        _starts(_ZIP + rb".{26}mimetypeapplication/vnd\.oasis"),
        _CONVERT,
        document=True,
    ),
    Refused("a spreadsheet or slides", "xlsx xlsm pptx numbers key", None, _CONVERT, document=True),
    Refused(
        "an e-book", "epub mobi azw3", _starts(_ZIP + rb".{26}mimetypeapplication/epub"), _CONVERT, document=True
    ),
    Refused("an RTF document", "rtf", _starts(rb"\s{0,16}\{\\rtf"), _CONVERT, document=True),
    Refused("a Pages document", "pages", None, _CONVERT, document=True),
    Refused(
        "a file of subtitles",
        "srt vtt ass ssa sbv",
        _starts(rb"(?:\xef\xbb\xbf)?WEBVTT", rb"(?:\xef\xbb\xbf)?\s{0,16}\d+\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> "),
        "Their numbers and times would be read as figures. Save their words as text without those, and add that.",
    ),
    Refused("an e-mail", "eml msg mbox", None, "Save the message as text or HTML and add that.", document=True),
    Refused(
        "a web archive",
        "mhtml mht webarchive warc maff",
        _starts(rb"WARC/1", rb"bplist00", _HEADERS + rb"Content-Type: multipart/related"),
        "Save the page as “HTML only” and add that.",
        document=True,
    ),
    Refused("a PostScript file", "ps eps", _starts(rb"%!PS(?:-Adobe|\s*[\r\n])"), _CONVERT),
    Refused(
        "a program",
        "exe dll so dylib bin class pyc",
        _starts(rb"\x7fELF", rb"MZ.\x00"),
        "Choose a file with the article's text.",
    ),
    A_PICTURE,
    Refused(
        "a sound or video file",
        "mp3 mp4 m4a wav ogg flac mov avi mkv webm aac opus",
        _starts(
            rb"ID3[\x02-\x04]",
            rb"\xff[\xfb\xf3\xf2]",
            rb"RIFF.{4}(?:WAVE|AVI )",
            rb"OggS\x00|fLaC[\x00\x80]",
            rb"\x00.{3}ftyp",
            rb"\x1a\x45\xdf\xa3",
        ),
        "Add a transcript of it as text.",
    ),
    Refused(
        "an archive",
        "zip gz tgz bz2 xz 7z rar tar zst",
        _starts(
            rb"PK(?:\x03\x04|\x05\x06)",
            rb"\x1f\x8b",
            rb"BZh\d(?:1AY&SY|\x17\x72\x45\x38\x50\x90)",
            rb"\xfd7zXZ\x00",
            rb"7z\xbc\xaf\x27\x1c",
            rb"Rar!\x1a",
            rb"\x28\xb5\x2f\xfd",
            rb".{257}ustar[\x00 ]",
        ),
        "Unpack it and add the articles in it.",
        shared=True,
    ),
    Refused(
        "a database",
        "db sqlite sqlite3 mdb",
        _starts(rb"SQLite format 3\x00"),
        "If it is a desk, open it instead of adding it.",
    ),
    Refused(
        "a font",
        "ttf otf woff woff2",
        _starts(rb"\x00\x01\x00\x00\x00", rb"OTTO\x00", rb"wOF[F2](?:\x00|OTTO|true)"),
        "Choose a file with the article's text.",
    ),
)

_BY_EXTENSION = {"." + extension: refused for refused in REFUSED for extension in refused.extensions.split()}


def bears(format_: Refused, data: bytes) -> bool:
    """Whether the bytes begin as those of this format do."""
    return format_.signature is not None and format_.signature.match(data) is not None


def refused_by_name(extension: str) -> Refused | None:
    """The refused format that has this extension (lower case, with its dot)."""
    return _BY_EXTENSION.get(extension)


def refused_by_content(data: bytes, extension: str) -> Refused | None:
    """The refused format whose signature the bytes bear; the file name decides between those that share one."""
    for refused in REFUSED:
        if bears(refused, data):
            by_name = refused_by_name(extension)
            return by_name if refused.shared and by_name is not None and by_name.document else refused
    return None
