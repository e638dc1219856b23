"""When and how somebody spoke, behind what was said: that is the writer's to tell, and no part of the report.

"The bank said it would close 40 branches, days after its chief was awarded a bonus", "accused her of “guessing”
after the run of defeats grew", "sang “Stay up” throughout the last minutes". In annotated news ", hours after" and
a clause with a subject of its own is the writer's in all of five reports where what was said is no past event, and
in none of two where it is one. Without the hours "after" and a clause is part of what was said in three of five,
and "as" in four of five: of these only what goes on around somebody who speaks of the future is left out.
"""

from __future__ import annotations

from core.extraction.article import Article
from core.extraction.attribution import parsed
from core.extraction.attribution.draft import Draft, is_utterance
from core.extraction.lexicon import words

_AFTER = frozenset({"after", "before"})
_MEASURES = frozenset({"second", "minute", "hour", "day", "week", "fortnight", "month", "year", "moment"})
"""What ", hours after" measures, without its plural."""
_ROUGHLY = frozenset({"a", "an", "less", "than", "more", "just", "only", "barely", "some", "several", "the"})
_LONGEST_MEASURE = 6
"""Words from a comma to "after": "less than two weeks after"."""
_LONGEST_CLAUSE = 40
"""Words before and behind a comma that are looked at."""
_TO_COME = frozenset({"will", "would", "won't", "wouldn't"})
_NOT_PAST = _TO_COME | {"can", "can't", "cannot", "could", "couldn't", "is", "are", "should", "must"}
"""In what is said these tell of no single event of the past, whose time could be given."""
_HAD = frozenset({"had", "has", "have"})
"""These may: "had left, two days after the fire began", but not "had left, days after the fire began"."""
_WENT_ON = frozenset({"continued", "gathered", "marched", "mounted", "raged"})
_NAMES = frozenset({"NOUN", "PROPN", "DET", "ADJ"})
_SLOTS = frozenset({"of", "call", "as", "for"})
_HE_SHE = frozenset({"he", "she", "they", "it"})
_WHILE = _AFTER | {"as", "while"}
_HOW = frozenset({"throughout", "during", "outside", "inside", "at", "from", "for", "in", "on", "until"})
_ALOUD = frozenset(
    {"chanted", "chanting", "cried", "roared", "sang", "screamed", "shouted", "shouting", "yelled", "sing",
     "chant", "shout"}
)  # fmt: skip
"""Cues of a chorus, whose words need no stop to be an utterance: “Stay up”."""


def told_when(article: Article, draft: Draft, first: int, comma: int, beyond: int) -> bool:
    """Whether a clause on when somebody spoke follows the comma in a content of words `first`..`beyond`."""
    if _happens_after(article, comma + 1, beyond):
        vague = article.words.lowers[comma + 1].rstrip("s") in _MEASURES
        return no_event(article, draft, first, comma, vague=vague)
    return _happens_meanwhile(article, comma + 1, beyond) and _is_to_come(article, draft, first, comma)


def behind_marks(article: Article, draft: Draft, first: int, beyond: int) -> int | None:
    """The word behind a passage that all of a content was to be, where the writer tells when or how; or None."""
    w, number = article.words, article.inside[first]
    k = next((k for k in range(first, beyond) if article.inside[k] != number), beyond)
    if number < 0 or k + 1 >= beyond or article.inside[k] >= 0:
        return None
    if draft.rule in _SLOTS:
        others = w.lowers[k] in _WHILE and w.lowers[k + 1] not in _HE_SHE
        own = others and (_has_subject(article, k + 1, beyond) or _hangs_outside(article, k, first))
        return k if own else None
    aloud = any(w.lowers[i] in _ALOUD for span in draft.cue for i in range(*w.within(*span)))
    uttered = draft.rule == "quote" and (aloud or is_utterance(article, number))
    return k if uttered and w.lowers[k] in _HOW and not _has_subject(article, k, beyond) else None


def _happens_after(article: Article, first: int, beyond: int) -> bool:
    """Whether "hours after" and a clause with a subject of its own begin at the word."""
    w = article.words
    after = next((k for k in range(first, min(beyond, first + _LONGEST_MEASURE)) if w.lowers[k] in _AFTER), first)
    if after == first or w.lowers[after - 1].rstrip("s") not in _MEASURES:
        return False
    counted = words("number_words") | words("approximators") | _ROUGHLY
    measured = all(w.lowers[k] in counted or w.texts[k].isdigit() for k in range(first, after - 1))
    return measured and _has_subject(article, after + 1, beyond)


def no_event(article: Article, draft: Draft, first: int, comma: int, *, vague: bool) -> bool:
    """Whether what is said is no event of the past: "would close", "had no ideas", "any sale of woodland".

    With a `vague` time behind it "had left" counts as none.
    """
    w = article.words
    if draft.rule == "amount" or w.texts[first][0].isdigit():
        return False
    outside = [k for k in range(max(first, comma - _LONGEST_CLAUSE), comma) if article.inside[k] < 0]
    marks = _NOT_PAST | _HAD if vague else _NOT_PAST
    return bool(marks.intersection(w.lowers[k] for k in outside)) or not any(
        parsed.reads_as_verb(article, k) for k in outside
    )


def _happens_meanwhile(article: Article, first: int, beyond: int) -> bool:
    """Whether "as protests continued" begins at the word: what others did; no reason, as in "as demand fell"."""
    w, tree = article.words, article.syntax
    if tree is None or w.lowers[first] != "as" or tree.word_class[first + 1] not in _NAMES:
        return False
    for k in range(first + 2, min(beyond, first + _LONGEST_CLAUSE)):
        subject = tree.own_subject(k)
        if subject is not None and first < subject < k:
            return w.lowers[k] in _WENT_ON
    return False


def _is_to_come(article: Article, draft: Draft, first: int, comma: int) -> bool:
    """Whether what is said is still to be done: "would not resign", "to hold elections"."""
    reach = range(max(first, comma - _LONGEST_CLAUSE), comma)
    outside = {article.words.lowers[k] for k in reach if article.inside[k] < 0}
    return draft.rule == "infinitive" or bool(outside & _TO_COME)


def _hangs_outside(article: Article, word: int, first: int) -> bool:
    """Whether the phrase that a preposition opens goes with the cue, before word `first`, not the content."""
    tree = article.syntax
    head = word if tree is None else tree.head[word]
    return tree is not None and head > word and tree.head[head] < first


def _has_subject(article: Article, first: int, beyond: int) -> bool:
    """Whether a verb stands in words `first`..`beyond` with its subject before it; False unparsed."""
    tree = article.syntax
    if tree is None:
        return False
    subjects = ((tree.own_subject(k), k) for k in range(first, min(beyond, first + _LONGEST_CLAUSE)))
    return any(subject is not None and first <= subject < k for subject, k in subjects)
