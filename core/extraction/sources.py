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
_LABELS = frozenset(
    {
        "claim",
        "claims",
        "fact",
        "facts",
        "verdict",
        "rating",
        "ruling",
        "context",
        "analysis",
        "background",
        "check",
    }
)
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_LONGEST_QUOTED = 40
"""Words between "quoted" and "as saying"."""
_DASHES = frozenset("—–-")
_LONGEST_DATELINE = 14
_NEAR = 12
"""Drafts before one in the text whose content can hold it."""


def put_right(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, in text order, with their speaker phrases put right."""
    out = []
    for number, draft in enumerate(drafts):
        subject = draft.subject
        if subject is not None and draft.cue:
            quoted = _quoted(article, draft)
            cited = _cited(article, subject)
            if quoted is not None:
                draft = replace(draft, subject=quoted, via=draft.via or subject)
            elif cited is not None:
                draft = replace(draft, subject=cited[1], via=draft.via or cited[0])
            elif _label(article, subject):
                if article.inside[article.words.at(min(draft.pieces)[0])] < 0:
                    continue  # the writer's own words: "FACTS: Crime fell."
                draft = replace(draft, subject=None, cue=[])
            else:
                around = drafts[max(0, number - _NEAR) : number]
                inside = _inside(article, draft, subject, around)
                draft = replace(draft, subject=inside or _trimmed(article, _regular(article, draft, subject)))
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


def _cited(article: Article, phrase: Phrase) -> tuple[Phrase, Phrase] | None:
    """Relayer and speaker of "Zora, citing a police source, reported"."""
    w = article.words
    for k in range(phrase.first + 2, phrase.beyond - 1):
        if w.lowers[k] == "citing" and w.texts[k - 1] == ",":
            beyond = next((c for c in range(k + 2, phrase.beyond) if w.texts[c] == ","), phrase.beyond)
            relayer = Phrase(phrase.first, k - 1, phrase.first, k - 1)
            return relayer, Phrase(k + 1, beyond, k + 1, beyond)
    return None


def _label(article: Article, phrase: Phrase) -> bool:
    """Whether the phrase only says what follows: "CLAIM:", "THE FACTS:"."""
    w = article.words
    named = [x for x in w.lowers[phrase.first : phrase.beyond] if x != "the"]
    return w.texts[phrase.beyond : phrase.beyond + 1] == [":"] and bool(named) and set(named) <= _LABELS


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


def _regular(article: Article, draft: Draft, phrase: Phrase) -> Phrase:
    """A phrase that is no subject at all put right by the parse.

    "Met ministers" of "has met ministers, written to judges and asked whether" gives way to the subject of all
    three verbs, "parts of which" to the noun before it; a dateline is left out.
    """
    phrase = _without_dateline(article, phrase)
    if article.inside[phrase.first] >= 0:
        return _quoted_subject(article, draft, phrase)
    tree = article.syntax
    cue = article.words.at(min(draft.cue)[0])
    if tree is None or phrase.first > cue or not _no_subject(article, phrase):
        return phrase
    verbs = [k for k in range(*article.words.within(*min(draft.cue))) if tree.word_class[k] == "VERB"]
    verb = verbs[-1] if verbs else cue
    if verb >= len(tree.head):
        return phrase
    head = tree.subject(verb)
    low, beyond = draft.sentence.first, draft.sentence.beyond
    if (
        head is None
        or not low <= head < beyond
        or article.inside[head] >= 0
        or phrase.first <= head < phrase.beyond
    ):
        return phrase
    return parsed.phrase_of(article, head, low, beyond, max(verb, head + 1)) or phrase


def _quoted_subject(article: Article, draft: Draft, phrase: Phrase) -> Phrase:
    """Of words inside quotation marks the subject alone: “I was lying there and the doctor says, ‘Up!’”."""
    tree = article.syntax
    if tree is None or phrase.core_first != phrase.first:
        return phrase
    for verb in range(*article.words.within(*min(draft.cue))):
        head = tree.own_subject(verb)
        if head is not None and phrase.first < head < phrase.beyond:
            first = max(phrase.first, tree.left[head])
            return replace(phrase, first=first, core_first=first)
    return phrase


def _no_subject(article: Article, phrase: Phrase) -> bool:
    """Whether the phrase begins with a verb or is the object of one."""
    w, tree = article.words, article.syntax
    first = phrase.core_first
    if tree is None or w.is_name(first) or w.lowers[first] in words("determiners"):
        return False
    if w.lowers[first] in ("him", "them", "me", "us"):
        return True
    return tree.is_verb(first) and tree.form[first] in ("finite", "participle") and phrase.core_beyond - first > 1


def _without_dateline(article: Article, phrase: Phrase) -> Phrase:
    """ "ORME, March 4 — Lawyers for the club" without the place and day."""
    w = article.words
    opens = phrase.first == 0 or "\n" in article.text[w.ends[phrase.first - 1] : w.starts[phrase.first]]
    if not opens or not w.texts[phrase.first].isupper():
        return phrase
    for k in range(phrase.first + 1, min(phrase.beyond - 1, phrase.first + _LONGEST_DATELINE)):
        if w.texts[k] in _DASHES and w.starts[k] > w.ends[k - 1]:
            comma = next((c for c in range(k + 2, phrase.beyond) if w.texts[c] == ","), phrase.beyond)
            return Phrase(k + 1, phrase.beyond, k + 1, comma)
    return phrase


def _trimmed(article: Article, phrase: Phrase) -> Phrase:
    """ "Through her lawyer she" is resolved by "she"."""
    first = phrase.core_first
    if article.words.lowers[first] not in words("prepositions") and article.words.lowers[first] != "through":
        return phrase
    trimmed = trim_left(article, first, phrase.core_beyond - 1)
    return phrase if trimmed == first else replace(phrase, core_first=trimmed)
