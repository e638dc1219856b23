"""The table of formats: which reader takes which file.

Bytes that only a program writes decide over the file name: a PDF that is called `.txt` is refused as a PDF. A
`.txt` file is otherwise plain text: a page's source or Markdown in it is kept as it is written. To add a reader,
write a `Reader` and give it a row in `READABLE`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.errors import UserError
from core.intake.html import OPENING as html_opening
from core.intake.html import read_html
from core.intake.markdown import read_markdown
from core.intake.plain import read_plain
from core.intake.reader import Reader
from core.intake.refused import Refused, refused_by_content, refused_by_name


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read. `extensions` are lower case with their dot.

    `opening`, if given, matches at the start of a file of this format whose extension says nothing.
    """

    label: str
    media_type: str
    extensions: tuple[str, ...]
    reader: Reader
    opening: re.Pattern[bytes] | None = None


PLAIN = Format("plain text", "text/plain", (".txt", ".text"), read_plain)

READABLE: tuple[Format, ...] = (
    PLAIN,
    Format("Markdown", "text/markdown", (".md", ".markdown", ".mdown"), read_markdown),
    Format("a web page", "text/html", (".html", ".htm", ".xhtml", ".shtml"), read_html, html_opening),
)

_PAGE_PARTS = "css js mjs map json jsonl xml csv tsv lnk url torrent srt vtt wasm"
_PROGRAM_PARTS = "py ts sh bat c h cpp java rs go sql yaml yml toml ini cfg conf log lock tmp bak part"
_NOT_ARTICLES = frozenset("." + extension for extension in f"{_PAGE_PARTS} {_PROGRAM_PARTS}".split())
_ABOUT_THE_FOLDER = re.compile(r"(?i:readme|licen[cs]e|copying|notice|changelog|contributing|makefile)(?:\.\w+)?")
_EXTENSION = re.compile(r"[A-Za-z][A-Za-z0-9]{0,11}|7z")


def choose(name: str, extension: str, data: bytes) -> Format:
    """The format to read `data` as. `extension` is lower case with its dot, or empty; `name` is for messages.

    Raises `UserError` S-INTAKE-FORMAT for what cannot be read, naming the type and what to do.
    """
    refused = refused_by_content(data, extension) or refused_by_name(extension)
    if refused is not None:
        raise _refusal(name, refused)
    for readable in READABLE:
        if extension in readable.extensions:
            return readable
    return next((r for r in READABLE if r.opening is not None and r.opening.match(data)), PLAIN)


def looks_like_article(file_name: str) -> bool:
    """Whether a file met in a folder is to be tried: not the parts of a saved page or a program, nor a read-me.

    Documents that cannot be read are tried, so that the refusal says so.
    """
    extension = extension_of(file_name)
    if extension in _NOT_ARTICLES or _ABOUT_THE_FOLDER.fullmatch(file_name):
        return False
    refused = refused_by_name(extension)
    return refused is None or refused.document


def extension_of(file_name: str) -> str:
    """The extension, lower case with its dot; empty for none and for what is none ("Interview 12.05")."""
    stem, dot, extension = file_name.rpartition(".")
    if not dot or not stem.strip(".") or not _EXTENSION.fullmatch(extension):
        return ""
    return "." + extension.lower()


def _refusal(name: str, refused: Refused) -> UserError:
    return UserError("S-INTAKE-FORMAT", f"“{name}” is {refused.label}, which cannot be read. {refused.advice}")
