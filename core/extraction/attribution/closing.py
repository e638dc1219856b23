"""Sources named in a few words behind what they give: "The average deal costs 5.12%, data from Ratewatch show.",
"The captain had laughed the warning off, a public inquiry has heard."

So short a mention is easily passed over, and what is said would be the writer's own.
"""

from __future__ import annotations

from core.extraction.article import Article, Sentence
from core.extraction.attribution import parsed
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.sources import HEARERS
from core.extraction.lexicon import words
from core.extraction.speakers.datelines import datelines
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
_AUXILIARY = frozenset({"has", "have", "had", "was", "were", "been", "later", "also"})
_WHEN = frozenset({"on", "yesterday", "today", "this", "last", "week", "morning", "afternoon"})
"""Words behind the verb that say when."""
_LEAST = 3
"""Words of what is shown."""


def with_closing_data(article: Article, drafts: list[Draft]) -> list[Draft]:
    """The drafts, and one for every sentence that such a source closes and no other report takes."""
    starts = {article.words.at(start) for draft in drafts for start, _ in (*draft.cue, *draft.pieces)}
    lines = {line.first: line.beyond for line in datelines(article)}
    opens = [(sentence, lines.get(sentence.first, sentence.first)) for sentence in article.sentences]
    found = [_closed(article, sentence, first) or _heard(article, sentence, first) for sentence, first in opens]
    new = [draft for draft in found if draft is not None and _free(article, draft, starts)]
    return sorted([*drafts, *new], key=lambda draft: min(draft.pieces)) if new else drafts


def _free(article: Article, draft: Draft, starts: set[int]) -> bool:
    """Whether no other report begins in the sentence."""
    return not any(k in starts for k in range(draft.sentence.first, draft.sentence.beyond))


def _closed(article: Article, sentence: Sentence, opens: int) -> Draft | None:
    """What data at the end of a sentence show, which begins at word `opens`, behind a dateline."""
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
    first = opens + (w.lowers[opens] in ("but", "and"))
    if not any(parsed.reads_as_verb(article, k) for k in range(first, comma)):
        return None
    content = w.span(first, comma)
    return Draft([content], [w.span(verb, verb + 1)], source, "after-clause", sentence, weight=0.9)


def _heard(article: Article, sentence: Sentence, opens: int) -> Draft | None:
    """ "…, a public inquiry has heard.", "…, the court in Orme was told on Tuesday.": nobody is said to say so."""
    w, last = article.words, sentence.beyond - 1
    if w.texts[last] != "." or article.inside[last] >= 0:
        return None
    end = last
    while end > sentence.first and (w.lowers[end - 1] in words("weekdays") or w.lowers[end - 1] in _WHEN):
        end -= 1
    verb = end - 1
    low = max(sentence.first + _LEAST, verb - _LONGEST_SOURCE)
    comma = next((k for k in range(verb - 1, low - 1, -1) if w.texts[k] == "," and article.inside[k] < 0), None)
    if comma is None or article.inside[verb] >= 0 or w.lowers[verb] not in ("heard", "told", "hears"):
        return None
    group = verb
    while group > comma + 1 and w.lowers[group - 1] in _AUXILIARY:
        group -= 1
    passive = bool({"was", "were", "been"} & set(w.lowers[group:verb]))
    if passive is not (w.lowers[verb] == "told"):
        return None
    body = [k for k in range(comma + 1, group) if w.lowers[k] in HEARERS]
    led = w.lowers[comma + 1] in words("determiners") or body[:1] == [comma + 1]
    stray = any(w.is_mark(k) or article.inside[k] >= 0 for k in range(comma + 1, group))
    if not body or not led or stray or not any(parsed.reads_as_verb(article, k) for k in range(opens, comma)):
        return None
    content, source = w.span(opens, comma), Phrase(comma + 1, group, comma + 1, body[0] + 1)
    return Draft([content], [w.span(group, verb + 1)], source, "heard", sentence, weight=0.9)


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
