"""GUM's attributions brought to the conventions of the written corpus.

GUM's cues also hold quotation marks, "that" and punctuation; its contents run to the end of the sentence; its
sources stop before an apposition. What cannot be converted for certain is left out together with its paragraph, so
that the tagger learns neither a wrong span nor its absence.
"""

from __future__ import annotations

import re
from dataclasses import replace

from core.extraction import lexicon
from core.language.training.attribution_data import Article, Attributed
from core.records import Span

GENRES = frozenset({"bio", "interview", "voyage", "textbook", "academic", "court", "essay", "letter"})
"""Genres near enough to news; news itself is kept to measure on."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CLOSERS = "\"”’'"


def convert(article: Article) -> Article:
    """The article with converted attributions; paragraphs with one that cannot be converted are cut out."""
    kept: list[Attributed] = []
    bad: list[Span] = []
    for one in article.attributions:
        changed = _converted(article.text, one)
        if changed is None:
            bad.append(one.content[0])
        else:
            kept.append(changed)
    return _without_paragraphs(replace(article, attributions=kept), bad)


def _converted(text: str, one: Attributed) -> Attributed | None:
    content = [tidy for span in one.content if (tidy := _content(text, span))]
    cue = _cue(text, one.cue, content)
    if not content or (cue is None and not (one.kind == "direct" and text[content[0][0]] in '"“')):
        return None
    source = [s for s in one.source if all(s[1] <= a or s[0] >= b for a, b in content)]
    first = article_word(text, cue[0]) if cue else ""
    readings = [r for r in lexicon.cue_forms().get(first, ()) if not r.particle]
    thought = bool(readings) and all(reading.thought for reading in readings)
    return replace(one, content=content, cue=cue or [], source=source, flag="thought" if thought else None)


def article_word(text: str, span: Span) -> str:
    """First word of a span, lower case."""
    match = _WORD.search(text, *span)
    return match.group().lower() if match else ""


def _content(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in ",:;.—–-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",:;—–-"):
        end -= 1
    quoted = text[start] in "\"“‘'" if start < end else False
    if end > start and text[end - 1] in ".!?" and not quoted:
        end -= 1
    if end - 1 > start and text[end - 1] == "." and text[end - 2] in _CLOSERS:
        end -= 1
    return (start, end) if end > start and "\n\n" not in text[start:end] else None


def _cue(text: str, cues: list[Span], content: list[Span]) -> list[Span] | None:
    known = lexicon.cue_forms().keys() | lexicon.nominal_cues().keys() | {"according"}
    for start, end in cues:
        for a, b in content:
            if a < end <= b and start < a:
                end = a
        while end > start and not text[end - 1].isalnum():
            end -= 1
        inside = any(a <= start < b for a, b in content)
        words = _WORD.findall(text[start:end].lower())
        if words and not inside and any(word in known for word in words):
            return [(start, end - 5 if text[start:end].endswith(" that") else end)]
    return None


def _without_paragraphs(article: Article, bad: list[Span]) -> Article:
    text, out, moves, at, new = article.text, [], [], 0, 0
    for match in re.finditer(r"[^\n]*\n*", text):
        start, end = match.span()
        if start == end:
            continue
        if any(a < end and b > start for a, b in bad):
            continue
        moves.append((start, end, new - start))
        out.append(match.group())
        new += end - start
        at = end
    del at

    def moved(span: Span) -> Span | None:
        return next(((span[0] + d, span[1] + d) for s, e, d in moves if s <= span[0] and span[1] <= e), None)

    kept = []
    for one in article.attributions:
        parts = [[moved(s) for s in spans] for spans in (one.content, one.cue, one.source)]
        whole = [[s for s in spans if s is not None] for spans in parts]
        if all(len(w) == len(p) for w, p in zip(whole, parts, strict=True)):
            kept.append(replace(one, content=whole[0], cue=whole[1], source=whole[2]))
    return replace(article, text="".join(out), attributions=kept)
