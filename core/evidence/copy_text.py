"""The text of a kept copy: plain text as it is, a web page without its markup; in parts that a window can lay out.

A web page is taken whole, not only its article: what a checker looks for may stand in a table or a footnote.
Nothing of it is run or loaded; scripts and styles are left out, everything else a reader could see stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from email.message import Message
from typing import TYPE_CHECKING

from core.errors import UserError
from core.evidence.viewing import Copy, Found, Part, Showing, not_shown
from core.intake.decoding import decode, storable, tidy_newlines
from core.intake.html import declared_charset, known_charset

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PART = 40_000
"""Characters of a part: laid out in some ten milliseconds, and more than anybody reads without turning on."""
MOST_ELEMENTS = 400_000
"""Of a web page; taking apart as many takes a few seconds."""

_SILENT = frozenset({"script", "style", "template", "head", "object", "iframe", "svg", "math", "canvas", "audio",
                     "video", "noembed", "noframes"})  # fmt: skip
_SECTIONS = "article aside body details dialog div fieldset figure footer form header html main nav search section"
_PARAGRAPHS = "address blockquote caption center dd dt figcaption h1 h2 h3 h4 h5 h6 hgroup hr legend p pre summary"
_LISTS = "dir dl li menu ol optgroup option select table tbody textarea tfoot thead tr ul"
_BLOCKS = frozenset(f"{_SECTIONS} {_PARAGRAPHS} {_LISTS}".split())
_CELLS = frozenset({"td", "th"})
_TABLES = frozenset({"text/csv", "text/tab-separated-values"})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class TextCopy:
    """A copy as text. Raises `UserError` S-COPY-KIND for what is no text or is built of too many parts."""

    showing = Showing.TEXT
    title = ""

    def __init__(self, copy: Copy, *, html: bool) -> None:
        # A page that a script would fill, or that is nested too deep to be taken apart, is shown as it came.
        text = (page_text(copy) if html else "") or plain_text(copy)
        self.rows = copy.media_type.partition(";")[0].strip().lower() in _TABLES
        self._text = text
        self._starts = _units(text, by_line=self.rows or not _BLANK.search(text.strip()))
        self._cuts = list(_cut(text, self._starts))

    @property
    def parts(self) -> int:
        return len(self._cuts)

    def part(self, number: int, _width: int) -> Part:
        """Part `number`, from 1."""
        start, end = self._cuts[number - 1]
        first = max(self._unit_at(start), 1)
        units = self._starts[first - 1 : bisect_left(self._starts, end)]
        starts = [max(each - start, 0) for each in units]
        return Part(
            Showing.TEXT, number, self.parts, self._text[start:end], tuple(starts) or (0,), first, self.rows
        )

    def _unit_at(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def find(self, words: re.Pattern[str], part: int, offset: int) -> Found:
        """The next passage at or after `offset` of `part`."""
        match = words.search(self._text, self._cuts[part - 1][0] + offset)
        if match is None:
            return Found(self.parts)
        for number, (start, end) in enumerate(self._cuts, start=1):
            if start <= match.start() < end:
                return Found(number, number, match.start() - start, min(match.end(), end) - start)
        return Found(self.parts)

    def texts(self) -> Iterator[tuple[int, str]]:
        """Number and words of each part."""
        for number, (start, end) in enumerate(self._cuts, start=1):
            yield number, self._text[start:end]

    def close(self) -> None:
        """Nothing is held open."""


def plain_text(copy: Copy) -> str:
    """The copy's characters, newlines as `\\n`. Raises `UserError` S-COPY-KIND."""
    try:
        return tidy_newlines(decode(copy.name, copy.data, _charset(copy.media_type)).text)
    except UserError as error:
        raise not_shown(copy.name, "is no text in an encoding that could be recognised") from error


def page_text(copy: Copy) -> str:
    """The words of a web page, blocks parted by an empty line, cells by a tab. Raises `UserError` S-COPY-KIND."""
    return _tidy("".join(_words(copy.name, parse(copy))))


def page_title(copy: Copy) -> str:
    """What a web page calls itself on one line; empty where it says nothing. Raises `UserError` S-COPY-KIND."""
    tree = parse(copy)
    told = tree.xpath("string(//meta[@property='og:title']/@content)") or tree.xpath("string(//title)")
    return " ".join(storable(str(told)).split())


def parse(copy: Copy) -> HtmlElement:
    """The page as a tree. Raises `UserError` S-COPY-KIND."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    declared = _charset(copy.media_type) or declared_charset(copy.data)
    try:
        text = decode(copy.name, copy.data, declared).text
        parser = HTMLParser(
            encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
        )
        return document_fromstring(text.encode("utf-8"), parser=parser, ensure_head_body=True)
    except UserError as error:
        raise not_shown(copy.name, "is no text in an encoding that could be recognised") from error
    except (etree.LxmlError, ValueError) as error:
        raise not_shown(copy.name, "could not be taken apart as a web page") from error


def _words(name: str, tree: HtmlElement) -> Iterator[str]:
    """The words in order, with `\\n\\n` round blocks; walked without recursion, however deep the page is."""
    from lxml import etree

    silent, verbatim, elements = 0, 0, 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "script"
        if event == "start":
            elements += 1
            if elements > MOST_ELEMENTS:
                raise not_shown(name, "is built of too many parts")
            silent += tag in _SILENT
            verbatim += tag == "pre"
            if not silent:
                yield _opening(tag)
                yield _spaced(element.text, verbatim)
            continue
        if not silent and tag in _BLOCKS and tag != "tr":
            yield "\n\n"
        silent -= tag in _SILENT
        verbatim -= tag == "pre"
        if not silent:
            yield _spaced(element.tail, verbatim)


def _opening(tag: str) -> str:
    if tag == "br":
        return "\n"
    if tag == "li":
        return "\n\n• "
    if tag == "tr":
        return "\n"
    if tag in _CELLS:
        return "\t"
    return "\n\n" if tag in _BLOCKS else ""


def _spaced(text: str | None, verbatim: int) -> str:
    if not text:
        return ""
    text = _NOT_XML.sub("\ufffd", text)
    return text if verbatim else _SPACES.sub(" ", text)


def _tidy(text: str) -> str:
    """Lines without spaces at their ends, one empty line at most between them."""
    lines = (line.strip(" \t") for line in storable(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(re.sub(r" {2,}| ?\t[ \t]*", _gap, line) for line in lines)).strip()


def _gap(match: re.Match[str]) -> str:
    return "\t" if "\t" in match[0] else " "


def _charset(media_type: str) -> str | None:
    """Python's name of the encoding that a media type names, None where it names none that is used."""
    told = Message()
    told["Content-Type"] = media_type.replace("\n", " ").replace("\r", " ")
    charset = told.get_content_charset("")
    return known_charset(charset) if charset.isascii() else None


def _units(text: str, *, by_line: bool) -> list[int]:
    """Where units begin: at each line that is not blank, or at the first such line after a blank one."""
    starts, at, blank = [], 0, True
    for line in text.split("\n"):
        words = bool(line.strip())
        if words and (blank or by_line):
            starts.append(at)
        blank = not words
        at += len(line) + 1
    return starts


def _cut(text: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Start and end of each part: at the beginning of a unit where one lies near, else in its midst."""
    at = 0
    while at < len(text) or at == 0:
        end = at + PART
        if end < len(text):
            unit = starts[bisect_right(starts, end) - 1] if starts else 0
            end = unit if unit > at + PART // 2 else end
        yield at, min(end, len(text))
        at = max(end, 1)
