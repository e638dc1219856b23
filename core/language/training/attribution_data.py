"""Annotated articles for training and measuring the attribution tagger.

Two sources may be trained on: the project's own written corpus (inline marks, see its SPEC.md) and the
attributions of GUM, converted to the written corpus' conventions.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.records import Pieces, Span

_MARK = re.compile(r"\[([CUS])(\d+):")
_LINE = re.compile(
    r"(\d+)\s+(direct|mixed|indirect)\s+(person|organisation|group|unnamed)\s*\|\s*([^|]+?)\s*\|\s*([^|]+?)\s*"
    r"(?:\|\s*(negated|hypothetical|thought))?\s*$"
)
_BRACKETS = {"⟦": "[", "⟧": "]"}


@dataclass(slots=True)
class Attributed:
    """One annotated attribution. Spans in code points; `flag` is negated, hypothetical, thought or None."""

    kind: str
    content: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    source: list[Span] = field(default_factory=list)
    speaker: str = "person"
    name: str | None = None
    via: str | None = None
    flag: str | None = None


@dataclass(slots=True)
class Article:
    """An annotated article: its text without marks, and its attributions in text order."""

    name: str
    text: str
    attributions: list[Attributed]
    corpus: str = "written"


def parse(name: str, raw: str) -> Article:
    """Read one article of the written corpus. Raises ValueError that names the article and the fault."""
    raw = raw.replace("\r\n", "\n").strip("\n")
    body, found, meta = raw.partition("\n===")
    if not found:
        raise ValueError(f"{name}: no === line")
    text, spans = _unmark(name, body)
    attributions = {}
    for line in meta.strip("=\n ").split("\n"):
        if not line.strip():
            continue
        match = _LINE.match(line.strip())
        if match is None:
            raise ValueError(f"{name}: cannot read the line {line!r}")
        number, kind, speaker, said_by, via, flag = match.groups()
        if int(number) in attributions:
            raise ValueError(f"{name}: number {number} twice")
        attributions[int(number)] = Attributed(
            kind,
            speaker=speaker,
            name=None if said_by == "?" else said_by,
            via=None if via == "-" else via,
            flag=flag,
        )
    for role, number, span in sorted(spans, key=lambda mark: mark[2]):
        if number not in attributions:
            raise ValueError(f"{name}: {role}{number} has no line after ===")
        one = attributions[number]
        {"C": one.content, "U": one.cue, "S": one.source}[role].append(span)
    for number, one in attributions.items():
        if not one.content:
            raise ValueError(f"{name}: attribution {number} has no content")
    return Article(name, text, sorted(attributions.values(), key=lambda one: one.content[0]))


def _unmark(name: str, body: str) -> tuple[str, list[tuple[str, int, Span]]]:
    """Text without marks, and the marks as (role, number, span without outer white space)."""
    out: list[str] = []
    open_marks: list[tuple[str, int, int]] = []
    spans: list[tuple[str, int, Span]] = []
    at = 0
    while at < len(body):
        mark = _MARK.match(body, at)
        if mark:
            open_marks.append((mark[1], int(mark[2]), len(out)))
            at = mark.end()
            continue
        character = body[at]
        at += 1
        if character == "]":
            if not open_marks:
                raise ValueError(f"{name}: unmatched ] near {body[max(0, at - 40) : at]!r}")
            role, number, start = open_marks.pop()
            spans.append((role, number, _strip(out, start, len(out))))
        elif character == "[":
            raise ValueError(f"{name}: stray [ near {body[at - 1 : at + 40]!r}")
        else:
            out.append(_BRACKETS.get(character, character))
    if open_marks:
        raise ValueError(f"{name}: mark {open_marks[-1][0]}{open_marks[-1][1]} is never closed")
    return "".join(out), spans


def _strip(characters: list[str], start: int, end: int) -> Span:
    while start < end and characters[start].isspace():
        start += 1
    while end > start and characters[end - 1].isspace():
        end -= 1
    return start, end


def read_written(folder: Path) -> list[Article]:
    """Every article of the written corpus under `folder`, by name."""
    return [
        parse(path.stem, path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("**/*.txt"))
        if "\n===" in path.read_text(encoding="utf-8")
    ]


def read_gold(path: Path, corpus: str) -> list[Article]:
    """Articles in the scorers' gold format (one JSON object a line, gzip)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_from_gold(json.loads(line), corpus) for line in lines]


def _spans(row: dict[str, Any], key: str) -> list[Span]:
    return [(start, end) for start, end in row.get(key) or []]


def _from_gold(row: dict[str, Any], corpus: str) -> Article:
    attributions = [
        Attributed(
            quote["type"],
            _spans(quote, "content"),
            _spans(quote, "cue"),
            _spans(quote, "speaker"),
            name=quote.get("reference"),
            via=quote.get("via"),
            flag=None if quote.get("speech", True) else "thought",
        )
        for quote in row["quotes"]
    ]
    return Article(row["id"], row["text"], attributions, row.get("genre") or corpus)


def as_gold(article: Article) -> dict[str, Any]:
    """The article in the scorers' gold format."""
    return {
        "id": article.name,
        "text": article.text,
        "quotes": [
            {
                "content": one.content,
                "cue": one.cue,
                "speaker": one.source,
                "type": one.kind,
                "speech": one.flag != "thought",
                "reference": one.name,
                "via": one.via,
            }
            for one in article.attributions
        ],
    }


def pieces(spans: list[Span]) -> Pieces:
    """Spans as the records hold them."""
    return tuple(spans)
