"""Tagger and rules joined: what the tagger finds becomes drafts, as the rules make them.

The tagger has the last word on content, cue and source. The rules keep two things: utterances in quotation marks
that the tagger left out, and whether a report is negated or hypothetical.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from core.extraction.article import Article, Sentence
from core.extraction.draft import Draft, is_utterance
from core.extraction.edges import Found
from core.extraction.phrases import Phrase, subject_before
from core.records import Pieces, Span

_RELATIVE = frozenset({"who", "which", "that"})


@dataclass(frozen=True, slots=True)
class Join:
    """`same` is the share of common characters from which two contents are one; `least` a lone draft's weight."""

    same: float = 0.3
    least: float = 0.6


def join(article: Article, found: list[Found], drafts: list[Draft], how: Join | None = None) -> list[Draft]:
    """Drafts of everything the tagger found, and of the utterances that only the rules found, in text order."""
    how = how or Join()
    starts = [sentence.first for sentence in article.sentences]
    by_cue = {span[0]: draft for draft in drafts for span in draft.cue}
    out = [_draft(article, starts, one, by_cue.get(one.cue[0][0]) if one.cue else None) for one in found]
    taken = bytearray(len(article.text))
    for one in found:
        for start, end in one.content:
            taken[start:end] = b"\1" * (end - start)
    for draft in drafts:
        if draft.weight >= how.least and _utterance(article, draft) and _common(draft.pieces, taken) <= how.same:
            out.append(draft)
    return sorted(out, key=lambda draft: min(draft.pieces))


def _utterance(article: Article, draft: Draft) -> bool:
    """Whether the draft is nothing but a passage in quotation marks that makes an utterance."""
    return bool(draft.passages) and all(
        any(span in article.quoted[number].pieces for number in draft.passages) for span in draft.pieces
    ) and any(is_utterance(article, number) for number in draft.passages)  # fmt: skip


def _common(pieces: list[Span], taken: bytearray) -> float:
    """Share of the pieces' characters that are taken."""
    total = sum(end - start for start, end in pieces)
    return sum(sum(taken[start:end]) for start, end in pieces) / total if total else 1.0


def _draft(article: Article, starts: list[int], one: Found, rule: Draft | None) -> Draft:
    start = one.cue[0][0] if one.cue else one.content[0][0]
    sentence = article.sentences[max(0, bisect_right(starts, article.words.at(start)) - 1)]
    return Draft(
        list(one.content),
        list(one.cue),
        _phrase(article, one.source, sentence),
        "tagger",
        sentence,
        weight=one.score,
        negated=rule.negated if rule is not None else _negative(article, one.cue),
        hypothetical=rule is not None and rule.hypothetical,
        thought=one.thought,
        via=rule.via if rule is not None else None,
        passages=_passages(article, one.content),
        follows_on=not one.cue,
    )


_NEGATIVE = re.compile(r"\b(?:not|never|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)


def _negative(article: Article, cue: Pieces) -> bool:
    """Whether the cue itself says that nothing was said ("would not say")."""
    return any(_NEGATIVE.search(article.text, start, end) for start, end in cue)


def _passages(article: Article, content: Pieces) -> list[int]:
    out: dict[int, None] = {}
    for start, end in content:
        for i in range(*article.words.within(start, end)):
            if article.inside[i] >= 0:
                out[article.inside[i]] = None
    return list(out)


def _phrase(article: Article, source: Pieces, sentence: Sentence) -> Phrase | None:
    """The source as a phrase; a relative pronoun stands for what it follows, an apposition is left to its head."""
    if not source:
        return None
    first, beyond = article.words.within(*source[0])
    if first >= beyond:
        return None
    lowers = article.words.lowers[first:beyond]
    if len(lowers) == 1 and lowers[0] in _RELATIVE:
        return subject_before(article, beyond, min(sentence.first, first)) or Phrase(first, beyond, first, beyond)
    core = first + lowers.index(",") if "," in lowers[1:] else beyond
    return Phrase(first, beyond, first, core)
