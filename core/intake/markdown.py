"""Markdown: the words without the markup, so that a quotation or a figure is never broken by it.

Headings, emphasis, links and code lose their marks, pictures go, list items keep theirs, blocks stand apart by an
empty line. Offsets refer to that text. Front matter (title, author, date, publication) is read and taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from core.intake.decoding import decode, storable, tidy_newlines
from core.intake.opening import guess_opening, parse_date
from core.intake.plain import plain_text
from core.intake.reader import Extracted, one_line, with_headline

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MOST_CHARACTERS = 1_000_000
"""Above this a text is kept as it was written: parsing markup made to be slow takes some 20 µs a character."""

_MOST_BRACKETS = 20_000
"""Of a text, ten times what one with a link in each sentence has. For each, the parser may look to the end."""

_DEEPEST = 60
"""Levels of quotes and lists in each other, beyond what anybody writes; deeper, the text is kept as written."""

_FRONT = re.compile(r"---[ \t]*\n(?P<front>(?:[^\n]{0,1000}\n){0,100}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^(?P<key>[A-Za-z_-]{1,40})[ \t]*:[ \t]+(?P<value>[^\n]*)", re.MULTILINE)
_NOTHING = ("", "~", "null", ">", "|", ">-", "|-")
"""Values that say nothing, or that what is said stands in the lines below."""
_LONGEST_YAML = 10_000
"""Characters of front matter, ten times what an article has; nested on purpose they take some 100 µs each."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")

_APART = "\n\n"


def read_markdown(name: str, data: bytes) -> Extracted:
    """A `Reader`. Title: from the front matter, else the first heading, else the first line as in plain text."""
    decoded = decode(name, data)
    source = tidy_newlines(decoded.text)
    if len(source) > _MOST_CHARACTERS or source.count("[") > _MOST_BRACKETS:
        return plain_text(source, decoded.encoding)
    fields, source = _front_matter(source)
    tokens = _parser().parse(source)
    if any(token.level >= _DEEPEST - 2 for token in tokens):
        return plain_text(source, decoded.encoding)  # the parser drops what lies deeper; nothing is to be lost
    text = storable(_render(tokens))
    opening = guess_opening(text)
    title = fields.get("title") or _first_heading(tokens) or opening.title
    return Extracted(
        text=with_headline(fields.get("title"), text),
        encoding=decoded.encoding,
        title=storable(title) if title else None,
        byline=fields.get("author") or fields.get("byline") or opening.byline,
        outlet=fields.get("publication") or fields.get("outlet") or fields.get("site"),
        published=_date(fields) or opening.published,
    )


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # here, as the window imports this module before it needs the parser

    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")


def _front_matter(source: str) -> tuple[dict[str, str], str]:
    match = _FRONT.match(source)
    if match is None:
        return {}, source
    stated = _yaml(match["front"]) if len(match["front"]) <= _LONGEST_YAML else None
    if stated is None:  # as "title: Ferry row: a third lost" is not, and is written all the same
        stated = {m["key"]: m["value"].strip("\"' \t") for m in _FIELD.finditer(match["front"])}
    found = {str(key).lower(): one_line(storable(_said(value))) for key, value in stated.items()}
    return {key: value for key, value in found.items() if value not in _NOTHING}, source[match.end() :]


def _yaml(front: str) -> dict[object, object] | None:
    """Front matter as YAML, every value in words; None for what is none."""
    yaml: Any = import_module("srsly.ruamel_yaml")  # half of it has types, which is worse for mypy than none
    reader = yaml.YAML(typ="base", pure=True)
    reader.allow_duplicate_keys = True
    try:
        read = reader.load(front)
    except (
        yaml.error.YAMLError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ):
        return None  # hostile front matter makes the reader raise all of these
    return read if isinstance(read, dict) else None


def _said(value: object) -> str:
    """A value in words: several authors one after the other, one with more about them by the name."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value)))
    return _name(value)


def _name(value: object) -> str:
    named = value.get("name") if isinstance(value, dict) else value
    return named if isinstance(named, str) else ""


def _date(fields: dict[str, str]) -> date | None:
    value = fields.get("date") or fields.get("published")
    return parse_date(value) if value else None


def _first_heading(tokens: list[Token]) -> str | None:
    for heading, inline in pairwise(tokens):
        if heading.type == "heading_open":
            return one_line(_inline(inline.children or ())) or None
    return None


def _render(tokens: list[Token]) -> str:
    """Blocks of text with an empty line between; items of tight lists and rows of tables on lines of their own."""
    page = _Page()
    for token in tokens:
        page.take(token)
    text = "".join(page.out).strip("\n")
    return text + "\n" if text else ""


class _Page:
    """The text so far. `gap` is what goes before the next block, `mark` before its words in a list."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.gap = _APART
        self.mark = ""
        self.cells: list[str] | None = None

    def take(self, token: Token) -> None:
        if token.type == "list_item_open":
            self.mark = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type in ("bullet_list_close", "ordered_list_close", "table_open", "table_close"):
            self.gap = _APART
        elif token.type == "tr_open":
            self.cells = []
        elif token.type == "tr_close":
            self.write(" | ".join(self.cells or ()), "\n")
            self.cells = None
        elif token.type == "paragraph_close":
            self.gap = "\n" if token.hidden else _APART
        elif words := _block(token):
            self.add(words)

    def add(self, words: str) -> None:
        if self.cells is not None:
            self.cells.append(words)
        else:
            self.write(words, _APART)

    def write(self, words: str, gap: str) -> None:
        self.out.append(f"{self.gap}{self.mark}{words}")
        self.mark, self.gap = "", gap


def _block(token: Token) -> str:
    """The words of a token that holds any, else nothing."""
    if token.type == "inline":
        return _inline(token.children or ()).strip()
    if token.type == "html_block":
        return _TAG.sub("", re.sub(r"(?s)<!--.*?(?:-->|\Z)", "", token.content)).strip()
    return token.content.strip("\n") if token.type in ("fence", "code_block") else ""


def _inline(children: Iterable[Token]) -> str:
    """The words of a run of text; a line broken in the source only is one line, a forced break stays."""
    parts = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(
        child.content if child.type in ("text", "code_inline", "text_special") else parts.get(child.type, "")
        for child in children
    )
