"""Speaker phrases put right before they are resolved, where what is known for certain speaks against them.

A tagger takes the nearest likely phrase. But of "Tarvo quoted the president as saying" the president speaks, a
verb inside what Marr is reported to have said has its subject in there, "through her lawyer she said" is hers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.extraction import parsed
from core.extraction.article import Article
from core.extraction.draft import Draft
from core.extraction.lexicon import words
from core.extraction.phrases import Phrase, subject_before, trim_left

_QUOTES = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_LONGEST_QUOTED = 40
"""Words between "quoted" and "as saying"."""
_NEAR = 12
"""Drafts before one in the text whose content can hold it."""


def put_right(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, in text order, with their speaker phrases put right."""
    out = []
    for number, draft in enumerate(drafts):
        subject = draft.subject
        if subject is not None and draft.cue:
            quoted = _quoted(article, draft)
            if quoted is not None:
                draft = replace(draft, subject=quoted, via=draft.via or subject)
            else:
                around = drafts[max(0, number - _NEAR) : number]
                draft = replace(
                    draft, subject=_inside(article, draft, subject, around) or _trimmed(article, subject)
                )
        out.append(draft)
    return out


def _quoted(article: Article, draft: Draft) -> Phrase | None:
    """The phrase between "quoted" and "as saying", where the speaker phrase found is the one before."""
    w = article.words
    first = w.at(min(draft.cue)[0])
    beyond = w.at(max(draft.cue)[1])
    if draft.subject is None or first >= len(w) or w.lowers[first] not in _QUOTES:
        return None
    passive = first > 0 and any(x in _BE for x in w.lowers[max(0, first - 2) : first])
    if passive or draft.subject.first > first:
        return None
    end = next((k for k in range(first + 2, min(beyond, first + _LONGEST_QUOTED)) if w.lowers[k] == "as"), None)
    if end is None or any(article.inside[k] >= 0 for k in range(first + 1, end)):
        return None
    comma = next((k for k in range(first + 2, end) if w.texts[k] == ","), end)
    last = end - 1 if w.texts[end - 1] == "," else end
    return Phrase(first + 1, last, first + 1, comma)


def _inside(article: Article, draft: Draft, subject: Phrase, around: Sequence[Draft]) -> Phrase | None:
    """The subject of a verb that stands in another report, where the phrase found stands outside it."""
    w = article.words
    cue, source = min(draft.cue)[0], w.starts[subject.first]
    for outer in reversed(around):
        for start, end in outer.pieces:
            if not start <= cue < end or start <= source < end:
                continue
            low, verb = w.at(start), w.at(cue)
            plain = subject_before(article, verb, low)
            found = parsed.own_subject(article, verb, low, verb, plain) or plain
            return None if found is None or found.first < low else found
    return None


def _trimmed(article: Article, phrase: Phrase) -> Phrase:
    """ "Through her lawyer she" is resolved by "she"."""
    first = phrase.core_first
    if article.words.lowers[first] not in words("prepositions") and article.words.lowers[first] != "through":
        return phrase
    trimmed = trim_left(article, first, phrase.core_beyond - 1)
    return phrase if trimmed == first else replace(phrase, core_first=trimmed)
