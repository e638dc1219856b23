"""Reports that are left out although something points to them: the sign is weaker than what speaks against it.

What was weighed is the share of right ones among such reports over polnear's and the written corpus' articles and
GUM's news: each kind left out here has less than two right ones in five.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from core.extraction.article import Article
from core.extraction.attribution import parsed
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.edges import Found
from core.extraction.lexicon import cue_forms, people, word_set, words
from core.extraction.speakers.phrases import phrase_after
from core.language.labels import Rel
from core.records import Span

_SURE = 0.7
"""Probability from which the tagger is believed of a noun phrase, an infinitive or a part of a clause."""
_QUESTION = frozenset({"question", "questions", "questioned", "questioning"})
_LONGEST_TITLE = 16
"""Words and marks of a title."""
_LONGEST_LEAD = 40
"""Words of a report among which its first passage is looked for."""
_LONG_WORD = 4
"""Letters from which every word of a title but a preposition has a capital."""
_SHORTEST_REQUEST = 3
_RESPONDED = frozenset(
    {
        "respond",
        "responded",
        "responds",
        "responding",
        "reply",
        "replied",
        "answer",
        "answered",
        "return",
        "returned",
    }
)
_REQUEST = frozenset(
    {"to", "for", "a", "an", "any", "the", "request", "requests", "comment", "comments", "interview", "interviews",
     "question", "questions", "message", "messages", "call", "calls", "email", "emails", "seeking", "requesting",
     "further", "immediately"}
)  # fmt: skip
_SUBORDINATE = frozenset({Rel.ADVCL, Rel.RELCL, Rel.ACL})
_CLAIM = frozenset({"claim", "claims", "claimed", "claiming"})
_FOR = frozenset({"for", "in", "from", "as", "on", "over"})
_WON = frozenset(
    {"victory", "title", "titles", "throne", "crown", "expenses", "compensation", "damages", "asylum", "benefit",
     "benefits", "allowance", "allowances", "pension", "pensions", "refund", "refunds", "prize", "medal", "spot"}
)  # fmt: skip
"""What is claimed by getting it, beside what is won."""
_KEEPS = frozenset({"maintain", "maintains", "maintained", "maintaining", "observe", "observes", "observed"})
_LESS = frozenset({"decline", "declined", "declines"})
_BY = frozenset({"by", "from", "slightly", "sharply", "about", "nearly", "almost", "around"})
_OPENS_CLAUSE = frozenset({"that", "whether", "if", "why", "how", "what"})


def without_doubtful(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts but for thoughts told of in somebody's report, and what a sign of its own speaks against."""
    told = [span for draft in drafts if not draft.thought for span in draft.pieces]
    inside = _inside([draft.cue[0] if draft.thought and draft.cue else None for draft in drafts], told)
    return [
        draft
        for draft, within in zip(drafts, inside, strict=True)
        if not within and not any(speaks_against(article, draft) for speaks_against in _AGAINST)
    ]


def cue_elsewhere(article: Article, starts: Sequence[int], one: Found) -> bool:
    """Whether a quote's verb is one of the sentence before, with another clause or without whom it was told.

    "Was it late, as Vell suggested? “No.”", "whatever the list says. “It's shut.”", "a story told twice. “A.”"
    """
    w, tree = article.words, article.syntax
    if tree is None or not one.cue or not one.content:
        return False
    verb, said = w.at(min(one.cue)[0]), w.at(min(one.content)[0])
    end = starts[k] if (k := bisect_right(starts, verb)) < len(starts) else len(w)
    if not verb < end <= said or article.inside[said] < 0 or ":" in w.texts[verb:said]:
        return False
    told = w.lowers[verb] == "told" and tree.child(verb, Rel.OBJECT, Rel.CCOMP) is None
    return w.texts[end - 1] == "?" or told or tree.rel[verb] in _SUBORDINATE


def _inside(cues: Sequence[Span | None], told: Sequence[Span]) -> list[bool]:
    """Which of the cues lie in what is told: "she said she *hopes* for rain" tells one thing, not two."""
    edges = sorted(told)
    order = sorted((cue[0], number) for number, cue in enumerate(cues) if cue is not None)
    out = [False] * len(cues)
    reach = at = 0
    for start, number in order:
        while at < len(edges) and edges[at][0] <= start:
            reach = max(reach, edges[at][1])
            at += 1
        out[number] = start < reach
    return out


def _unquoted(article: Article, draft: Draft) -> list[tuple[int, int]]:
    """The words (first, beyond) of each piece; none where any stands in quotation marks."""
    spans = [span for span in (article.words.within(*piece) for piece in draft.pieces) if span[0] < span[1]]
    return [] if any(article.inside[k] >= 0 for span in spans for k in range(*span)) else spans


def _weak(article: Article, draft: Draft) -> bool:
    """Whether words without quotation marks make no clause, and the cue is unknown or the tagger unsure."""
    w, spans = article.words, _unquoted(article, draft)
    if draft.rule != "tagger" or not draft.cue or not spans:
        return False
    opens = w.lowers[spans[0][0]] in _OPENS_CLAUSE
    if opens or any(parsed.states(article, *span, of_somebody=True) for span in spans):
        return False
    if draft.weight >= _SURE and any(c.isdigit() for start, end in draft.pieces for c in article.text[start:end]):
        return False  # "tallied 14 trips": what a verb outside the lexicon gives with a number is a finding
    cue = [w.lowers[k] for piece in draft.cue for k in range(*w.within(*piece))]
    return draft.weight < _SURE or not any(word in cue_forms() for word in cue)


def _goes_somewhere(article: Article, draft: Draft) -> bool:
    """Whether the "to" after the cue leads to no verb: "invited her to the Hall", "ordered cuts to libraries"."""
    tree, w = article.syntax, article.words
    if draft.rule != "infinitive" or tree is None:
        return False
    spans = _unquoted(article, draft)
    if not spans:
        return False
    first, beyond = spans[0]
    if w.lowers[first] == "not" or beyond - first < _SHORTEST_REQUEST:
        return False
    if w.lowers[first] == "to":
        return w.lowers[first + 1] in words("determiners") or tree.word_class[first + 1] in ("PROPN", "NUM")
    heads = [k + 1 for start, end in spans for k in range(start, end - 1) if w.lowers[k] == "to"]
    return not any(tree.is_verb(k) or tree.word_class[k] == "ADV" for k in heads)


def _is_title(article: Article, draft: Draft) -> bool:
    """Whether all that is quoted is a title, of a work or a section: “Tall Order,” shot in 12 days.

    With a cue that is so where words lead up to it: "In her book “Tall Order,” Marr said she had tried."
    """
    if len(draft.pieces) != 1 or draft.sentence.paragraph in article.headlines:
        return False
    first, beyond = article.words.within(*draft.pieces[0])
    passages = {article.inside[k] for k in range(first, min(beyond, first + _LONGEST_LEAD))} - {-1}
    if len(passages) != 1 or not is_titled(article, *article.words.within(*_whole(article, min(passages)))):
        return False
    if not draft.cue:
        return article.inside[first] >= 0
    led = first > draft.sentence.first if article.inside[first] >= 0 else not parsed.states(article, first, beyond)
    return draft.rule == "after-quote" and led


def _whole(article: Article, number: int) -> Span:
    passage = article.quoted[number]
    return passage.start, passage.end


def is_titled(article: Article, first: int, beyond: int) -> bool:
    """Whether a passage is written as titles are: short, its longer words with capitals."""
    w = article.words
    if not 0 < beyond - first <= _LONGEST_TITLE:
        return False
    inner = [k for k in range(first, beyond) if not w.is_mark(k)]
    longer = [k for k in inner if len(w.texts[k]) >= _LONG_WORD and w.lowers[k] not in words("prepositions")]
    ends = any(w.texts[k] in "?!…" for k in range(first, beyond))
    capitals = sum(w.is_name(k) for k in inner)
    shouted = all(w.texts[k].isupper() for k in inner)
    return capitals > 1 and not ends and not shouted and all(w.is_name(k) for k in longer)


def _questions_somebody(article: Article, draft: Draft) -> bool:
    """Whether somebody and no statement is questioned: "police questioned the driver"."""
    w, known = article.words, people()
    first, beyond = w.within(*min(draft.pieces))
    if not draft.cue or first >= beyond or article.inside[first] >= 0:
        return False
    if w.lowers[w.within(*max(draft.cue))[1] - 1] not in _QUESTION:
        return False
    last = phrase_after(article, first, beyond) or beyond
    person = w.lowers[last - 1] in known.roles | known.groups
    return person or w.lowers[first] in known.given or w.lowers[first].rstrip(".") in known.titles


def _only_when(article: Article, draft: Draft) -> bool:
    """Whether a clause only says when: "the share that Vell promised when she took office"."""
    tree, w = article.syntax, article.words
    if tree is None or not draft.cue or draft.subject is None:
        return False
    first, cue = w.at(min(draft.pieces)[0]), w.within(*max(draft.cue))
    if cue[1] != first or w.lowers[first] not in ("when", "if", "as") or article.inside[first] >= 0:
        return False
    led = w.lowers[max(0, draft.subject.first - 1)] in ("that", "which")
    return led and any(tree.rel[k] is Rel.RELCL for k in range(*cue))


def _was_asked(article: Article, draft: Draft) -> bool:
    """Whether all that is told is that somebody was asked: "responded to requests for comment"."""
    w = article.words
    told = [k for piece in draft.pieces for k in range(*w.within(*piece)) if not w.is_mark(k)]
    cue = {w.lowers[k] for piece in draft.cue for k in range(*w.within(*piece))}
    return bool(cue & _RESPONDED) and bool(told) and all(w.lowers[k] in _REQUEST for k in told)


def _gets(article: Article, draft: Draft) -> bool:
    """Whether "claim" is to get or to win: "claimed £900 for a shed", "claimed three points", "claim a benefit".

    Nothing is claimed to be so; "claimed 40 dead", "claimed responsibility" and whole clauses are reports.
    """
    w = article.words
    if not draft.cue or w.lowers[w.within(*max(draft.cue))[1] - 1] not in _CLAIM:
        return False
    spans = _unquoted(article, draft)
    if len(spans) != 1 or any(parsed.states(article, *span, of_somebody=True) for span in spans):
        return False
    first, beyond = spans[0]
    stop = next((k for k in range(first + 1, beyond) if w.lowers[k] in words("prepositions")), beyond)
    money = w.texts[first] in "$£€" and stop < beyond and w.lowers[stop] in _FOR
    return money or not (word_set("won") | _WON).isdisjoint(w.lowers[first:stop])


def _keeps_up(article: Article, draft: Draft) -> bool:
    """Whether something is kept up and not said: "maintained a policy of silence", "observed the rules"."""
    w = article.words
    if (
        not draft.cue
        or draft.rule not in ("tagger", "noun", "object")
        or w.lowers[w.within(*max(draft.cue))[1] - 1] not in _KEEPS
    ):
        return False
    spans = _unquoted(article, draft)
    opened = bool(spans) and w.lowers[spans[0][0]] in _OPENS_CLAUSE
    stated = any(parsed.states(article, *span, of_somebody=True) for span in spans)
    return len(spans) == 1 and w.at(min(draft.cue)[0]) < spans[0][0] and not opened and not stated


def _declines(article: Article, draft: Draft) -> bool:
    """Whether something only grows less: "volumes declined 6.4 per cent" refuses nothing."""
    w = article.words
    if draft.rule != "tagger" or not draft.cue or not draft.pieces:
        return False
    cue = w.lowers[w.at(min(draft.cue)[0])]
    said = w.texts[w.at(min(draft.pieces)[0])]
    return cue in _LESS and (said[0].isdigit() or said[0] in "$£€" or said.lower() in _BY)


_AGAINST = (
    _weak,
    _declines,
    _gets,
    _keeps_up,
    _only_when,
    _was_asked,
    _goes_somewhere,
    _is_title,
    _questions_somebody,
)
