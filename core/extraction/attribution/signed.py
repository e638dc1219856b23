"""Quotes that a name signs, or a handle opens: "“…” — Mara Ingle", "@toby: “…”".

No verb says who speaks; the line does.
"""

from __future__ import annotations

from dataclasses import replace

from core.extraction.article import Article
from core.extraction.attribution.draft import Draft
from core.extraction.speakers.phrases import Phrase
from core.language.text import Words

_DASHES = frozenset({"—", "–", "-", "--", "―"})
_LONGEST = 16
"""Words and marks of the line's end that signs: "— Mara Ingle, editor of the Orme Courier"."""
_LEAST_NAME = 2
_STOPS = (".", "!", "?", ":", ";")
_LONGEST_HANDLE = 4


def with_signed(article: Article, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those whose words nobody is yet known to say with the name behind or the handle before them."""
    return [_signed(article, draft) for draft in drafts]


def _signed(article: Article, draft: Draft) -> Draft:
    if draft.cue or draft.subject is not None or not draft.pieces:
        return draft
    w = article.words
    pieces = sorted(draft.pieces)
    first, beyond = w.at(pieces[0][0]), w.at(pieces[-1][1])
    while beyond > first and article.inside[beyond - 1] < 0 and w.texts[beyond - 1] in _DASHES:
        beyond -= 1  # the dash belongs to the name
    if not 0 <= first < beyond <= len(w) or article.inside[first] < 0 or article.inside[beyond - 1] < 0:
        return draft
    found = _signature(article, beyond) or _handle(article, first)
    if found is None:
        return draft
    mark, phrase = found
    pieces[-1] = (pieces[-1][0], w.ends[beyond - 1])
    return replace(draft, pieces=pieces, cue=[w.span(mark, mark + 1)], subject=phrase, rule="signed", weight=0.9)


def _signature(article: Article, dash: int) -> tuple[int, Phrase] | None:
    """The dash right behind a quote and the name that fills its line from there: a name, then perhaps a role."""
    w = article.words
    if dash + _LEAST_NAME >= len(w) or w.texts[dash] not in _DASHES or article.inside[dash] >= 0:
        return None
    gap = article.text[w.ends[dash - 1] : w.starts[dash]]
    if gap.strip() or gap.count("\n") > 2:
        return None
    end = next((k for k in range(dash + 1, min(len(w), dash + _LONGEST)) if _ends_line(article, k)), None)
    if end is None or any(w.texts[k] in _STOPS and k != end for k in range(dash + 1, end + 1)):
        return None
    last = end + (w.texts[end] not in _STOPS)
    named = dash + 1
    while named < last and (w.is_name(named) or w.texts[named] == "."):
        named += 1
    whole = named == last or w.texts[named] in (",", "(")
    if named - dash - 1 < _LEAST_NAME or not whole or any(article.inside[k] >= 0 for k in range(dash, last)):
        return None
    return dash, Phrase(dash + 1, last, dash + 1, named)


def _ends_line(article: Article, k: int) -> bool:
    w = article.words
    return k + 1 == len(w) or "\n" in article.text[w.ends[k] : w.starts[k + 1]]


def _handle(article: Article, first: int) -> tuple[int, Phrase] | None:
    """The colon right before a quote and the handle before that: "@toby:"."""
    w = article.words
    colon = first - 1
    if colon < 1 or w.texts[colon] != ":" or article.inside[colon] >= 0:
        return None
    at = _opens_handle(w, colon)
    return None if at is None else (colon, Phrase(at, colon, at, colon))


def _opens_handle(w: Words, colon: int) -> int | None:
    """The first word of the handle that runs up to the colon without a space: "@", "@toby", "@toby_b"."""
    k = colon - 1
    while k > 0 and colon - k < _LONGEST_HANDLE and w.starts[k] == w.ends[k - 1]:
        k -= 1
    return k if w.texts[k].startswith("@") and w.ends[colon - 1] == w.starts[colon] else None
