"""Words in the articles themselves: what the search field finds where nothing was marked as a claim.

There is no index of articles: SQLite leaves out those without the longest word, but for those with divided words,
and the rest is read, some articles at a time, until enough places are found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, Row, func, or_, select

from core.records import Pieces, Span, TextPlace, TextPlaces
from db import claim_view, schema
from db.articles import newest_version
from db.search_query import names_field

MOST = 20
"""Places that are given; more words find the others."""
PART = 20
"""Articles that are read at once: two thousand would keep the desk from all else for half a second and more."""
AROUND = 40
"""Characters shown before and after."""
SHORTEST = 3
"""Characters that are looked for at least; less stands on every page."""
_ALIKE = {one: f"[{alike}]" for alike in ("'‘’", "-‐‑–—", '"“”„') for one in alike}
"""What is typed with one key and printed in several ways."""
_DIVIDES = "\u00ad"
"""The soft hyphen, which says where a word may be divided and is not seen elsewhere."""


def pattern(typed: str) -> re.Pattern[str] | None:
    """What finds the words as a phrase, whatever their case, spaces, quotes and dashes, where they may be divided
    and how their letters are composed; None for too few.

    A search in named fields (`speaker:`) is for claims alone.
    """
    words = _composed(typed).strip().strip('"“”„').split()
    if len("".join(words)) < SHORTEST or names_field(typed):
        return None
    alike = (f"{_DIVIDES}?".join(_ALIKE.get(letter) or _forms(letter) for letter in word) for word in words)
    return re.compile(rf"(?<![\w{_DIVIDES}])" + r"\s+".join(alike), re.IGNORECASE)


def _composed(typed: str) -> str:
    return unicodedata.normalize("NFC", typed).replace(_DIVIDES, "")


def _forms(letter: str) -> str:
    """A letter as one character, or as one with its accents behind it."""
    parts = unicodedata.normalize("NFD", letter)
    return re.escape(letter) if parts == letter else f"(?:{re.escape(letter)}|{re.escape(parts)})"


def places(connection: Connection, typed: str, below: int | None = None) -> TextPlaces:
    """Where articles have the words and no claim does, at most MOST places, the newest import first: in a PART of
    the articles that have the longest word, of those numbered `below`."""
    wanted = pattern(typed)
    if wanted is None:
        return TextPlaces()
    article, version = schema.article.c, schema.article_version.c
    newest = newest_version()
    query = (
        select(article.id, article.title, version.id, version.text)
        .join(newest, newest.c.article_id == article.id)
        .join(schema.article_version, version.id == newest.c.id)
        .where(~article.removed)
        .order_by(article.id.desc())
        .limit(PART)
    )
    if below is not None:
        query = query.where(article.id < below)
    plain = [word for word in re.findall(r"[A-Za-z0-9,.]+", _composed(typed)) if word.isascii()]
    if plain:  # SQLite compares ASCII letters without case
        longest = version.text.icontains(max(plain, key=len), autoescape=True)
        query = query.where(or_(longest, func.instr(version.text, _DIVIDES) > 0))
    rows = connection.execute(query).all()
    found: list[TextPlace] = []
    for row in rows:
        found += islice(_in_article(connection, row, wanted), MOST - len(found))
        if len(found) == MOST:
            return TextPlaces(tuple(found))
    return TextPlaces(tuple(found), rows[-1][0] if len(rows) == PART else None)


def _in_article(
    connection: Connection, row: Row[int, str, int, str], wanted: re.Pattern[str]
) -> Iterator[TextPlace]:
    article_id, title, version_id, text = row
    marked: list[Pieces] | None = None
    for match in wanted.finditer(text):
        if marked is None:
            marked = [mark.pieces for mark in claim_view.marks(connection, article_id, version_id)]
        if not any(_inside(match.span(), pieces) for pieces in marked):
            yield _place(article_id, title, text, match.span())


def _inside(span: Span, pieces: Pieces) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in pieces)


def _place(article_id: int, title: str, text: str, span: Span) -> TextPlace:
    start, end = span
    before = text[max(start - AROUND, 0) : start].rpartition("\n")[2]
    after = text[end : end + AROUND].partition("\n")[0]
    cut_before, cut_after = len(before) == AROUND, len(after) == AROUND
    before = before.partition(" ")[2] if cut_before else before
    after = after.rpartition(" ")[0] if cut_after else after
    return TextPlace(
        article_id, title, span, ("…" if cut_before else "") + before, text[start:end], after + "…" * cut_after
    )
