"""Data named behind what they show, at a sentence’s end: "The average deal costs 5.12%, data from Ratewatch show."

So short a mention is easily passed over, and the figure would be the writer's own.
"""

from __future__ import annotations

from core.extraction.article import Article, Sentence
from core.extraction.attribution import parsed
from core.extraction.attribution.draft import Draft
from core.extraction.lexicon import words
from core.extraction.speakers.phrases import Phrase

_SHOW = frozenset(
    {"show", "shows", "showed", "suggest", "suggests", "suggested", "indicate", "indicates", "indicated", "reveal",
     "reveals", "revealed"}
)  # fmt: skip
_SHOWN_BY = frozenset(
    {"data", "figures", "statistics", "records", "filings", "documents", "numbers", "results", "poll", "polls",
     "survey", "surveys", "study", "studies", "analysis", "census", "audit", "minutes", "emails", "estimates"}
)  # fmt: skip
_LEADS_ON = frozenset(
    {"which", "what", "whatever", "who", "whose", "that", "how", "where", "when", "if", "whether", "while",
     "though", "although", "because"}
)  # fmt: skip
"""Behind the comma these go on with the clause: ", whatever its data show"."""
_LONGEST_SOURCE = 14
_LEAST = 3
"""Words of what is shown."""


def with_closing_data(article: Article, drafts: list[Draft]) -> list[Draft]:
    """The drafts, and one for every sentence that such a source closes and no other report takes."""
    starts = {article.words.at(start) for draft in drafts for start, _ in (*draft.cue, *draft.pieces)}
    found = [_closed(article, sentence) for sentence in article.sentences]
    new = [draft for draft in found if draft is not None and _free(article, draft, starts)]
    return sorted([*drafts, *new], key=lambda draft: min(draft.pieces)) if new else drafts


def _free(article: Article, draft: Draft, starts: set[int]) -> bool:
    """Whether no other report begins in the sentence."""
    return not any(k in starts for k in range(draft.sentence.first, draft.sentence.beyond))


def _closed(article: Article, sentence: Sentence) -> Draft | None:
    w = article.words
    verb = sentence.beyond - 2
    if verb - sentence.first < _LEAST + 2 or w.texts[verb + 1] != "." or w.lowers[verb] not in _SHOW:
        return None
    if any(article.inside[k] >= 0 for k in (sentence.first, verb)):
        return None
    source = _source(article, sentence, verb)
    if source is None:
        return None
    comma = source.first - 1
    first = sentence.first + (w.lowers[sentence.first] in ("but", "and"))
    if not any(parsed.reads_as_verb(article, k) for k in range(first, comma)):
        return None
    content = w.span(first, comma)
    return Draft([content], [w.span(verb, verb + 1)], source, "after-clause", sentence, weight=0.9)


def _source(article: Article, sentence: Sentence, verb: int) -> Phrase | None:
    """The noun phrase between a comma and the verb, if its head is data, records or the like."""
    w = article.words
    low = max(sentence.first + _LEAST, verb - _LONGEST_SOURCE)
    comma = next((k for k in range(verb - 1, low - 1, -1) if w.texts[k] == "," and article.inside[k] < 0), None)
    if comma is None or w.lowers[comma + 1] in _LEADS_ON:
        return None
    for k in range(comma + 1, verb):
        if w.lowers[k] in words("prepositions") or w.lowers[k] in words("conjunctions") or w.is_mark(k):
            return None
        if w.lowers[k] in _SHOWN_BY and w.lowers[k + 1] not in _SHOWN_BY:
            return Phrase(comma + 1, verb, comma + 1, verb)
    return None
